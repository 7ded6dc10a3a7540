/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../expr/shape-expr.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_RANGE (shape_range_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
GType       shape_range_get_type         (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_range_new              (ShapeExpr      *lower,
                                          ShapeExpr      *upper,
                                          GError        **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_range_new_for_value    (ShapeExpr      *value,
                                          GError        **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_range_new_unknown      (ShapeExprPool  *pool);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_range_new_unknown_int  (ShapeExprPool  *pool);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_range_new_unknown_bool (ShapeExprPool  *pool);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_range_new_for_expr     (ShapeExpr         *expr,
                                          ShapeExpr *const  *symbols,
                                          ShapeRange *const *ranges,
                                          gsize              n_symbols,
                                          GError           **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_range_ref              (ShapeRange     *self);
SHAPEREC_AVAILABLE_IN_ALL
void        shape_range_unref            (ShapeRange     *self);

/* Looking at it */
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr  *shape_range_get_lower        (ShapeRange     *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr  *shape_range_get_upper        (ShapeRange     *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_range_is_bool          (ShapeRange     *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_range_is_int           (ShapeRange     *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_range_is_float         (ShapeRange     *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_range_is_singleton     (ShapeRange     *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_range_equal            (ShapeRange     *self,
                                          ShapeRange     *other);
SHAPEREC_AVAILABLE_IN_ALL
guint       shape_range_hash             (ShapeRange     *self);
SHAPEREC_AVAILABLE_IN_ALL
char       *shape_range_to_string        (ShapeRange     *self);

/* Reasoning */
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_range_contains         (ShapeRange     *self,
                                          ShapeExpr      *value);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_range_is_subset        (ShapeRange     *self,
                                          ShapeRange     *other);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_range_intersect        (ShapeRange     *self,
                                          ShapeRange     *other,
                                          GError        **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_range_unite            (ShapeRange     *self,
                                          ShapeRange     *other,
                                          GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeRange, shape_range_unref)

G_END_DECLS
