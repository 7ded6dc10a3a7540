/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-private.h"

/* Expanding and substituting. */

/**
 * shape_expr_expand:
 * @self: an expression
 * @error: return location for an error
 *
 * Multiplies out products of sums, where the result stays of a sensible size: `safe_expand`
 * of `symbolic_shapes.py`.
 *
 * Returns: (transfer full): the expanded expression, or %NULL on an error
 */
ShapeExpr *
shape_expr_expand (ShapeExpr *self,
                   GError   **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return shape_expr_return (shape_node_expand (self), error);
}

static gboolean
are_of_pool (ShapeExprPool    *pool,
             ShapeExpr *const *exprs,
             gsize             n)
{
  for (gsize i = 0; i < n; i++)
    if (exprs[i] == NULL || exprs[i]->pool != pool)
      return FALSE;
  return TRUE;
}

/**
 * shape_expr_substitute:
 * @self: an expression
 * @from: (array length=n_pairs): what is replaced: symbols or other parts
 * @to: (array length=n_pairs): by what
 * @n_pairs: how many there are
 * @error: return location for an error
 *
 * Replaces exact occurrences, all at the same time, and evaluates what holds them
 * anew: SymPy's `xreplace`.
 *
 * Returns: (transfer full): the new expression, or %NULL on an error
 */
ShapeExpr *
shape_expr_substitute (ShapeExpr        *self,
                       ShapeExpr *const *from,
                       ShapeExpr *const *to,
                       gsize             n_pairs,
                       GError          **error)
{
  g_return_val_if_fail (self != NULL && n_pairs <= G_MAXINT, NULL);
  g_return_val_if_fail (n_pairs == 0 || (from != NULL && to != NULL), NULL);
  g_return_val_if_fail (are_of_pool (self->pool, from, n_pairs) && are_of_pool (self->pool, to, n_pairs), NULL);

  for (gsize i = 0; i < n_pairs; i++)
    if (SHAPE_IS_BOOLEAN (from[i]) != SHAPE_IS_BOOLEAN (to[i]))
      {
        g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TYPE, "a number and a truth value cannot replace each other");
        return NULL;
      }
  return shape_expr_return (shape_node_xreplace (self, from, to, (guint) n_pairs), error);
}

/**
 * shape_expr_evaluate:
 * @self: an expression
 * @symbols: (array length=n_symbols): symbols
 * @values: (array length=n_symbols): their values
 * @n_symbols: how many there are
 * @error: return location for an error
 *
 * Evaluates with integers for symbols. Where every symbol has a value the result is a
 * number or a truth value; see [method@Expr.get_int64] and its like.
 *
 * Returns: (transfer full): the value, or %NULL on an error
 */
ShapeExpr *
shape_expr_evaluate (ShapeExpr        *self,
                     ShapeExpr *const *symbols,
                     const gint64     *values,
                     gsize             n_symbols,
                     GError          **error)
{
  g_autofree ShapeNode **to = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_symbols == 0 || (symbols != NULL && values != NULL), NULL);

  to = g_new (ShapeNode *, n_symbols + 1);
  for (gsize i = 0; i < n_symbols; i++)
    to[i] = shape_node_integer (self->pool, values[i]);
  return shape_expr_substitute (self, symbols, to, n_symbols, error);
}
