/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../shape-types.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_EXPR_POOL (shape_expr_pool_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
GType          shape_expr_pool_get_type      (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeExprPool *shape_expr_pool_new           (void);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExprPool *shape_expr_pool_ref           (ShapeExprPool *pool);
SHAPEREC_AVAILABLE_IN_ALL
void           shape_expr_pool_unref         (ShapeExprPool *pool);
SHAPEREC_AVAILABLE_IN_ALL
guint          shape_expr_pool_get_n_nodes   (ShapeExprPool *pool);
SHAPEREC_AVAILABLE_IN_ALL
void           shape_expr_pool_set_max_nodes (ShapeExprPool *pool,
                                              guint          max_nodes);
SHAPEREC_AVAILABLE_IN_ALL
void           shape_expr_pool_set_max_depth (ShapeExprPool *pool,
                                              guint          max_depth);
SHAPEREC_AVAILABLE_IN_ALL
void           shape_expr_pool_set_max_milliseconds
                                             (ShapeExprPool *pool,
                                              guint          max_milliseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeExprPool, shape_expr_pool_unref)

G_END_DECLS
