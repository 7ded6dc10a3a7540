/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-source.h"
#include "../expr/shape-expr.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_EQUALITY_CONSTRAINT (shape_equality_constraint_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
GType                    shape_equality_constraint_get_type           (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeEqualityConstraint *shape_equality_constraint_new                (ShapeExprPool           *pool,
                                                                       gboolean                 warn_only);
SHAPEREC_AVAILABLE_IN_ALL
ShapeEqualityConstraint *shape_equality_constraint_ref                (ShapeEqualityConstraint *self);
SHAPEREC_AVAILABLE_IN_ALL
void                     shape_equality_constraint_unref              (ShapeEqualityConstraint *self);
SHAPEREC_AVAILABLE_IN_ALL
void                     shape_equality_constraint_add_source_pair    (ShapeEqualityConstraint *self,
                                                                       ShapeSource             *a,
                                                                       ShapeSource             *b);
SHAPEREC_AVAILABLE_IN_ALL
void                     shape_equality_constraint_add_derived        (ShapeEqualityConstraint *self,
                                                                       ShapeSource             *source,
                                                                       ShapeSource             *root,
                                                                       ShapeExpr               *parameter,
                                                                       ShapeExpr               *body);
SHAPEREC_AVAILABLE_IN_ALL
void                     shape_equality_constraint_add_derived_from   (ShapeEqualityConstraint *self,
                                                                       ShapeSource             *source,
                                                                       ShapeExpr               *root,
                                                                       ShapeExpr               *parameter,
                                                                       ShapeExpr               *body);
SHAPEREC_AVAILABLE_IN_ALL
void                     shape_equality_constraint_add_phantom_symbol (ShapeEqualityConstraint *self,
                                                                       ShapeExpr               *symbol);
SHAPEREC_AVAILABLE_IN_ALL
void                     shape_equality_constraint_add_relaxed_source (ShapeEqualityConstraint *self,
                                                                       ShapeSource             *source);
SHAPEREC_AVAILABLE_IN_ALL
gboolean                 shape_equality_constraint_is_equal           (ShapeEqualityConstraint *self,
                                                                       ShapeSource             *a,
                                                                       ShapeSource             *b);
SHAPEREC_AVAILABLE_IN_ALL
gboolean                 shape_equality_constraint_is_derived         (ShapeEqualityConstraint *self,
                                                                       ShapeSource             *source,
                                                                       ShapeSource             *root,
                                                                       ShapeExpr               *parameter,
                                                                       ShapeExpr               *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeEqualityConstraint, shape_equality_constraint_unref)

G_END_DECLS
