/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "../expr/shape-expr-pool-private.h"

/* Hints: what an expression comes to with the values of this run. */

gboolean
shape_env_is_backed (ShapeEnv  *self,
                     ShapeNode *expr)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);

  for (guint i = 0; i < symbols->n; i++)
    if (shape_env_get_value (self, symbols->nodes[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* The values that the error's text names are the symbols that hang on the data. */
void
shape_env_fail_data_dependent (ShapeEnv  *self,
                               ShapeNode *expr,
                               ShapeNode *unhinted)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);
  gboolean is_integer = shape_node_is_yes (expr, SHAPE_FACT_INTEGER);
  g_autofree char *text = shape_node_to_sympy_str (expr);
  g_autofree char *unhinted_text = shape_node_to_sympy_str (unhinted);
  g_autoptr (GString) sizes = g_string_new (NULL);

  for (guint i = 0; i < symbols->n; i++)
    if (shape_env_is_size_like (self, symbols->nodes[i]))
      g_string_append_printf (sizes, "%s%s", sizes->len > 0 ? ", " : "",
                              symbols->nodes[i]->symbol.name);

  shape_pool_fail (self->pool, SHAPE_ERROR_DATA_DEPENDENT,
                   "%s %s (unhinted: %s).  (Size-like symbols: %s)\n\n%s",
                   is_integer ? "Could not extract specialized integer from data-dependent expression"
                              : "Could not guard on data-dependent expression",
                   text, unhinted_text, sizes->len > 0 ? sizes->str : "none",
                   is_integer ? ""
                              : "consider using data-dependent friendly APIs such as guard_or_false, "
                                "guard_or_true and statically_known_true.");
}

/* A number towards zero, as Python's int() does; a truth value as it is. NULL where
 * @expr is no value yet, or with the pool's error set. */
ShapeNode *
shape_hint_realize (ShapeNode *expr)
{
  ShapeExprPool *pool = expr->pool;

  if (SHAPE_IS_TRUTH_VALUE (expr) || SHAPE_IS (expr, INTEGER))
    return expr;
  if (SHAPE_IS (expr, RATIONAL) || SHAPE_IS (expr, FLOAT))
    return shape_node_build1 (SHAPE_OP_TRUNC_TO_INT, expr);
  if (shape_node_has_op (expr, SHAPE_OP_IMAGINARY_UNIT))
    return shape_pool_fail (pool, SHAPE_ERROR_VALUE, "_maybe_realize_expr received a complex expression");
  if (SHAPE_IS (expr, INT_INFINITY) || SHAPE_IS (expr, INFINITY))
    return shape_node_integer (pool, G_MAXINT64);
  if (SHAPE_IS (expr, NEGATIVE_INT_INFINITY) || SHAPE_IS (expr, NEGATIVE_INFINITY))
    return shape_node_integer (pool, -G_MAXINT64);

  return NULL;
}

ShapeNode *
shape_hint_expand (ShapeNode *expr)
{
  return SHAPE_IS_BOOLEAN (expr) ? expr : shape_node_expand_full (expr);
}

static ShapeNode *
shape_env_guarding_hint_anew (ShapeEnv  *self,
                              ShapeNode *expr)
{
  ShapeNode *result;

  expr = shape_node_xreplace_by (&self->replacements, shape_hint_expand (expr));
  expr = shape_hint_expand (expr);
  if (shape_pool_has_error (self->pool))
    return NULL;
  result = shape_hint_realize (expr);
  if (result != NULL)
    return result;

  expr = shape_hint_expand (shape_env_xreplace_values (self, expr));
  if (shape_pool_has_error (self->pool))
    return NULL;
  if (shape_node_finds_unbacked (expr))
    shape_env_fail_data_dependent (self, expr, expr);
  if (shape_pool_has_error (self->pool))
    return NULL;

  result = shape_hint_realize (expr);
  if (result == NULL)
    {
      g_autofree char *text = shape_node_to_sympy_str (expr);

      shape_pool_fail (self->pool, SHAPE_ERROR_RUNTIME, "('unexpected None!', %s)", text);
    }

  return result;
}

/* guarding_hint_or_throw: from the values of backed symbols alone. */
ShapeNode *
shape_env_guarding_hint (ShapeEnv  *self,
                         ShapeNode *expr)
{
  ShapeNode *result;

  if (shape_node_cache_get (&self->caches.guarding_hint, expr, &result))
    return result;

  result = shape_env_guarding_hint_anew (self, expr);
  if (shape_pool_has_error (self->pool))
    return NULL;

  shape_node_cache_set (&self->caches.guarding_hint, expr, result);
  return result;
}

/* The values that were made up for data that is not there yet: unsound, so what they
 * say is checked when the data is. */
static ShapeNode *
shape_env_propagated_hint (ShapeEnv  *self,
                           ShapeNode *expr)
{
  ShapeNode *value = shape_node_xreplace_by (&self->real_tensor_prop_unbacked_vals, expr);

  if (shape_node_free_symbols (value)->n > 0)
    return NULL;

  shape_env_defer_unsound (self, shape_node_eq (expr, value), expr, value);
  return value;
}

static ShapeNode *
shape_env_size_hint_anew (ShapeEnv  *self,
                          ShapeNode *expr,
                          gboolean   allow_none)
{
  ShapeNode *value = shape_env_xreplace_values (self, shape_node_expand (expr));
  ShapeNode *found;

  if (shape_pool_has_error (self->pool) || SHAPE_IS (value, SINGLETON_INT))
    return NULL;
  if (shape_node_is_number (value))
    return value;

  found = shape_env_maybe_evaluate_static (self, value, SHAPE_STATIC_COMPUTE_HINT);
  if (found != NULL || allow_none || shape_pool_has_error (self->pool))
    return found;

  if (self->real_tensor_prop_unbacked_vals.n > 0)
    found = shape_env_propagated_hint (self, value);
  if (found == NULL)
    shape_env_fail_data_dependent (self, value, expr);

  return shape_pool_has_error (self->pool) ? NULL : found;
}

/* size_hint: the value of @expr, without a guard; NULL where there is none, with the pool's
 * error set unless @allow_none. As in the reference, an answer is kept, whatever is learnt. */
ShapeNode *
shape_env_find_size_hint (ShapeEnv  *self,
                          ShapeNode *expr,
                          gboolean   allow_none)
{
  ShapeNodeCache *cache = &self->caches.size_hint[allow_none ? TRUE : FALSE];
  ShapeNode *result;

  if (shape_node_cache_get (cache, expr, &result))
    return result;

  result = shape_env_size_hint_anew (self, expr, allow_none);
  if (shape_pool_has_error (self->pool))
    return NULL;

  shape_node_cache_set (cache, expr, result);
  return result;
}
