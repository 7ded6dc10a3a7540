/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr.h"
#include "shape-expr-pool-private.h"

G_BEGIN_DECLS

/* The way out of the library: a reference on @node, or NULL with the pool's error moved to @error. */
ShapeExpr *shape_expr_return (ShapeNode         *node,
                              GError           **error);

/* Builds after a check of the arguments, which may be anything. */
ShapeExpr *shape_expr_call   (ShapeOp            op,
                              ShapeExpr *const  *args,
                              gsize              n_args,
                              ShapeExprPool     *pool,
                              GError           **error);

/* Can @self and @other be operands of one operation? */
static inline gboolean
shape_expr_is_pair (ShapeExpr *self,
                    ShapeExpr *other)
{
  return self != NULL && other != NULL && self->pool == other->pool;
}

G_END_DECLS
