/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "../expr/shape-expr-pool-private.h"

/* What values a symbol may take, and what a relation says of that. */

static gboolean
lookup_range (ShapeNode     *symbol,
              ShapeInterval *range,
              gpointer       data)
{
  const ShapeInterval *known = shape_env_get_range (data, symbol);

  if (known != NULL)
    *range = *known;

  return known != NULL;
}

/* For size-oblivious questions a size is 2 or more, however it is bounded. */
static gboolean
lookup_range_oblivious (ShapeNode     *symbol,
                        ShapeInterval *range,
                        gpointer       data)
{
  ShapeExprPool *pool = symbol->pool;

  if (!lookup_range (symbol, range, data))
    return FALSE;
  if (shape_env_is_size_like (data, symbol))
    *range = shape_interval_new_unchecked (shape_node_integer (pool, 2),
                                           shape_node_constant (pool, SHAPE_OP_INT_INFINITY));

  return TRUE;
}

/* What values @expr may take. */
ShapeInterval
shape_env_bound (ShapeEnv  *self,
                 ShapeNode *expr)
{
  return shape_bound (expr, &(ShapeRangeScope) { lookup_range, self });
}

ShapeInterval
shape_env_bound_oblivious (ShapeEnv  *self,
                           ShapeNode *expr)
{
  return shape_bound (expr, &(ShapeRangeScope) { lookup_range_oblivious, self });
}

static void
shape_env_check_value_in_range (ShapeEnv  *self,
                                ShapeNode *symbol)
{
  ShapeNode *value = shape_env_get_value (self, symbol);
  ShapeInterval range = *shape_env_get_range (self, symbol);
  g_autofree char *text = NULL;
  g_autoptr (GString) message = NULL;

  if (value == NULL || (!SHAPE_IS (value, SINGLETON_INT) && shape_interval_contains (range, value)) ||
      shape_pool_has_error (self->pool))
    return;

  text = shape_node_to_sympy_str (value);
  if (SHAPE_IS (value, SINGLETON_INT)) /* it lies in no range, and outside of none */
    {
      shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "%s", text);
      return;
    }
  message = g_string_new (text);
  g_string_append (message, " not in ");
  shape_interval_print (range, message);
  shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "%s", message->str);
}

/* Intersects the range of @symbol with @range. */
void
shape_env_update_range (ShapeEnv      *self,
                        ShapeNode     *symbol,
                        ShapeInterval  range,
                        gboolean       is_constraint)
{
  const ShapeInterval *old = shape_env_get_range (self, symbol);
  ShapeNode *two = shape_node_integer (self->pool, 2);

  /* A size may be taken to be 2 or more, so it can never be known to be 0 or 1. */
  if (!shape_interval_is_error (range) && shape_env_is_size_like (self, symbol) &&
      shape_constant_less (range.upper, two))
    range = shape_interval_new (range.lower, two);
  if (old != NULL)
    range = shape_interval_intersect (*old, range);
  if (shape_pool_has_error (self->pool))
    return;

  if (old == NULL || !shape_interval_equal (*old, range))
    shape_env_set_range (self, symbol, &range);
  if (!is_constraint)
    shape_env_check_value_in_range (self, symbol);
}

/* The bounds of @symbol after the relation @solved, in which it stands alone on the
 * left, where the other side is within @other. */
static ShapeInterval
refine_interval (ShapeInterval  range,
                 ShapeNode     *solved,
                 ShapeInterval  other)
{
  gboolean is_equality = SHAPE_IS (solved, EQ);
  ShapeNode *one = shape_node_integer (solved->pool, 1);
  ShapeNode *lower = range.lower;
  ShapeNode *upper = range.upper;

  if ((is_equality || SHAPE_IS (solved, GE) || SHAPE_IS (solved, GT)) &&
      shape_constant_less_equal (lower, other.lower))
    lower = SHAPE_IS (solved, GT) ? shape_node_add (other.lower, one) : other.lower;

  if ((is_equality || SHAPE_IS (solved, LE) || SHAPE_IS (solved, LT)) &&
      shape_constant_less_equal (other.upper, upper))
    upper = SHAPE_IS (solved, LT) ? shape_node_sub (other.upper, one) : other.upper;

  return shape_interval_new (lower, upper);
}

/* FALSE where nothing more is to be done: an error. */
static gboolean
shape_env_refine_range (ShapeEnv  *self,
                        ShapeNode *relation,
                        ShapeNode *symbol)
{
  ShapeNode *value = shape_env_get_value (self, symbol);
  ShapeNode *solved, *rhs;
  const ShapeInterval *range;
  ShapeInterval other, refined;

  if (value != NULL && SHAPE_IS (value, SINGLETON_INT))
    return TRUE;
  if (!shape_try_solve (relation, symbol, TRUE, &solved, &rhs) ||
      shape_node_is (symbol, SHAPE_FACT_INTEGER) != SHAPE_YES ||
      shape_node_is (rhs, SHAPE_FACT_INTEGER) != SHAPE_YES)
    return !shape_pool_has_error (self->pool);

  range = shape_env_get_range (self, symbol);
  if (range == NULL)
    {
      shape_pool_fail (self->pool, SHAPE_ERROR_KEY, "%s", symbol->symbol.name);
      return FALSE;
    }

  other = shape_env_bound (self, rhs);
  if (shape_interval_is_error (other))
    return FALSE;
  refined = refine_interval (*range, solved, other);
  if (shape_interval_equal (*range, refined))
    return TRUE;

  shape_env_update_range (self, symbol, refined, FALSE);
  if (shape_pool_has_error (self->pool))
    return FALSE;

  range = shape_env_get_range (self, symbol);
  if (shape_interval_is_singleton (*range))
    shape_env_set_replacement (self, symbol, range->lower);
  if (shape_pool_has_error (self->pool))
    return FALSE;

  shape_env_forget_static (self);
  return TRUE;
}

/* Narrows the ranges of the symbols of a relation that holds. */
void
shape_env_refine_ranges (ShapeEnv  *self,
                         ShapeNode *expr)
{
  const ShapeNodeSet *symbols;

  expr = shape_env_simplify_node (self, expr);
  if (expr == NULL)
    return;

  symbols = shape_node_free_symbols (expr);
  for (guint i = 0; i < symbols->n; i++)
    if (!shape_env_refine_range (self, expr, symbols->nodes[i]))
      return;
}

void
shape_env_run_constrain_symbol_range (ShapeEnv  *self,
                                      ShapeNode *symbol,
                                      ShapeNode *min,
                                      ShapeNode *max)
{
  ShapeInterval range = shape_interval_new (min, max);

  if (!shape_interval_is_error (range))
    shape_env_update_range (self, symbol, range, FALSE);
}

void
shape_env_run_constrain_range (ShapeEnv  *self,
                               ShapeNode *a,
                               ShapeNode *min,
                               ShapeNode *max)
{
  if (SHAPE_IS (a, INTEGER) &&
      (shape_number_compare (a, min) < 0 || shape_number_compare (a, max) > 0))
    {
      g_autofree char *value = shape_node_to_sympy_str (a);
      g_autofree char *lower = shape_node_to_sympy_str (min);
      g_autofree char *upper = shape_node_to_sympy_str (max);

      shape_pool_fail (self->pool, SHAPE_ERROR_VALUE_RANGE,
                       "Invalid value %s for range [%s:%s]", value, lower, upper);
    }
  else if (SHAPE_IS (a, SYMBOL))
    {
      shape_env_run_constrain_symbol_range (self, a, min, max);
    }
}

void
shape_env_run_constrain_range_for_size (ShapeEnv  *self,
                                        ShapeNode *a,
                                        ShapeNode *min,
                                        ShapeNode *max)
{
  if (min == NULL)
    min = shape_node_integer (self->pool, 0);
  if (max == NULL)
    max = shape_node_constant (self->pool, SHAPE_OP_INT_INFINITY);

  if (shape_number_compare (max, min) < 0)
    {
      g_autofree char *lower = shape_node_to_sympy_str (min);
      g_autofree char *upper = shape_node_to_sympy_str (max);

      shape_pool_fail (self->pool, SHAPE_ERROR_VALUE,
                       "Maximum value to constrain_as_size can't be less than the specified "
                       "min value, received min=%s and max=%s", lower, upper);
      return;
    }

  shape_env_run_constrain_symbol_range (self, a, min, max);
  if (!shape_pool_has_error (self->pool))
    shape_env_add_size_like (self, a);
}
