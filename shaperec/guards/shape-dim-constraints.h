/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-dim.h"
#include "shape-guard-options.h"
#include "shape-tracked-fake.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_DIM_CONSTRAINTS (shape_dim_constraints_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
GType                shape_dim_constraints_get_type               (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeDimConstraints *shape_dim_constraints_new                    (ShapeEnv            *env,
                                                                   ShapeExpr *const    *marked_dynamic,
                                                                   gsize                n_marked_dynamic);
SHAPEREC_AVAILABLE_IN_ALL
ShapeDimConstraints *shape_env_collect_dim_constraints            (ShapeEnv                *self,
                                                                   ShapeTrackedFake *const *inputs,
                                                                   gsize                    n_inputs,
                                                                   ShapeGuardOptions       *options,
                                                                   GError                 **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeDimConstraints *shape_dim_constraints_ref                    (ShapeDimConstraints *self);
SHAPEREC_AVAILABLE_IN_ALL
void                 shape_dim_constraints_unref                  (ShapeDimConstraints *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean             shape_dim_constraints_add                    (ShapeDimConstraints *self,
                                                                   ShapeExpr           *expr,
                                                                   gboolean            *trivial,
                                                                   GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean             shape_dim_constraints_add_equality           (ShapeDimConstraints *self,
                                                                   ShapeSource         *source,
                                                                   ShapeExpr           *expr,
                                                                   GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean             shape_dim_constraints_solve                  (ShapeDimConstraints *self,
                                                                   GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
char               **shape_dim_constraints_list_static_results    (ShapeDimConstraints *self);
SHAPEREC_AVAILABLE_IN_ALL
char               **shape_dim_constraints_list_dynamic_results   (ShapeDimConstraints *self);
SHAPEREC_AVAILABLE_IN_ALL
GHashTable          *shape_dim_constraints_forced_specializations (ShapeDimConstraints *self,
                                                                   GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
char                *shape_dim_constraints_prettify_results       (ShapeDimConstraints *self,
                                                                   ShapeDim *const     *dims,
                                                                   gsize                n_dims,
                                                                   GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeDimConstraints, shape_dim_constraints_unref)

G_END_DECLS
