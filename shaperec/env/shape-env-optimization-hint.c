/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "../expr/shape-expr-pool-private.h"

/* What an expression may come to: a guess where it hangs on data. */

/* A value, or NULL where there is none yet; what is no number is taken for @fallback. */
static ShapeNode *
realize_or (ShapeNode *expr,
            ShapeNode *fallback)
{
  ShapeNode *value = shape_hint_realize (expr);

  if (value == NULL && !shape_pool_has_error (expr->pool) && shape_node_has_op (expr, SHAPE_OP_NAN))
    return fallback;
  return value;
}

/* @fallback, moved into the bounds of @symbol. */
static ShapeNode *
guess (ShapeEnv  *self,
       ShapeNode *symbol,
       ShapeNode *fallback)
{
  const ShapeInterval *range = shape_env_get_range (self, symbol);
  ShapeNode *value = fallback;

  if (range != NULL && SHAPE_IS (range->lower, INTEGER) && shape_number_compare (value, range->lower) < 0)
    value = range->lower;
  if (range != NULL && SHAPE_IS (range->upper, INTEGER) && shape_number_compare (value, range->upper) > 0)
    value = range->upper;

  return value;
}

static ShapeNode *
guess_symbols (ShapeEnv  *self,
               ShapeNode *expr,
               ShapeNode *fallback)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);
  g_autofree ShapeNode **heap = NULL;
  ShapeNode **values = SHAPE_NEW_NODES (symbols->n, &heap);
  ShapeNode *result;

  for (guint i = 0; i < symbols->n; i++)
    values[i] = guess (self, symbols->nodes[i], fallback);
  result = shape_node_subs (expr, symbols->nodes, values, symbols->n);

  if (shape_pool_has_error (self->pool) && self->pool->error->code == SHAPE_ERROR_ZERO_DIVISION)
    {
      shape_pool_check (self->pool, NULL);
      return fallback;
    }
  result = realize_or (result, fallback);
  if (result == NULL)
    {
      g_autofree char *text = shape_node_to_sympy_str (expr);

      shape_pool_fail (self->pool, SHAPE_ERROR_RUNTIME, "Failed to realize expression to int: %s", text);
    }
  return result;
}

/* The values of the inputs, and those that were set in their place. */
static ShapeNode *
put_values (ShapeEnv  *self,
            ShapeNode *expr)
{
  expr = shape_hint_expand (shape_env_xreplace_values (self, expr));
  return shape_node_xreplace_by (&self->var_to_hint_override, expr);
}

/* optimization_hint. The guess is about @expr as it was given: what has replaced its
 * symbols does not count, as in the reference. */
ShapeNode *
shape_env_find_optimization_hint (ShapeEnv  *self,
                                  ShapeNode *expr,
                                  ShapeNode *fallback)
{
  ShapeNode *original = shape_hint_expand (expr);
  ShapeNode *value;

  expr = shape_node_xreplace_by (&self->replacements, original);
  value = realize_or (expr, fallback);
  if (value != NULL || shape_pool_has_error (self->pool))
    return value;
  if (SHAPE_IS_BOOLEAN (expr))
    {
      g_autofree char *text = shape_node_to_sympy_str (expr);

      return shape_pool_fail (self->pool, SHAPE_ERROR_RUNTIME, "('isinstance(expr, sympy.Expr)', %s)", text);
    }

  expr = put_values (self, shape_hint_expand (expr));
  if (shape_pool_has_error (self->pool))
    return NULL;
  value = realize_or (expr, fallback);
  if (value != NULL || shape_pool_has_error (self->pool))
    return value;

  if (!shape_node_finds_unbacked (expr))
    return shape_pool_has_error (self->pool) ? NULL : guess_symbols (self, expr, fallback);
  expr = shape_env_substitute_equals (self, shape_hint_factor (original));
  return shape_pool_has_error (self->pool) ? NULL : guess_symbols (self, expr, fallback);
}
