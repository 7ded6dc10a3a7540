/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr.h"

#include "shape-expr-pool-private.h"

/**
 * ShapeExpr:
 *
 * An immutable, exact symbolic expression.
 *
 * Expressions are made in a [struct@ExprPool] and are interned there: two equal
 * expressions of a pool are the same pointer. A reference to an expression keeps
 * its pool alive.
 */

G_DEFINE_BOXED_TYPE (ShapeExpr, shape_expr, shape_expr_ref, shape_expr_unref)

/**
 * shape_expr_ref:
 * @self: an expression
 *
 * Takes a reference: on the pool of @self, in which it stays for good.
 *
 * Returns: (transfer full): @self
 */
ShapeExpr *
shape_expr_ref (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  shape_expr_pool_ref (self->pool);
  return self;
}

/**
 * shape_expr_unref:
 * @self: (transfer full): an expression
 *
 * Drops a reference.
 */
void
shape_expr_unref (ShapeExpr *self)
{
  g_return_if_fail (self != NULL);

  shape_expr_pool_unref (self->pool);
}
