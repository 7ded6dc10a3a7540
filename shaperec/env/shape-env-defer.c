/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "../expr/shape-expr-pool-private.h"

/* Facts that must hold: a guard where they are about the inputs, else an assert for
 * the time when the data is there. */

/* u >= 0 for a symbol that nothing is known of: the common first fact, and asking
 * what is known would be a waste. */
static gboolean
shape_env_is_first_bound (ShapeEnv  *self,
                          ShapeNode *expr)
{
  ShapeNode *symbol = NULL;
  const ShapeInterval *range;

  if (SHAPE_IS (expr, GE) && shape_node_is_int (shape_node_rhs (expr), 0))
    symbol = shape_node_lhs (expr);
  else if (SHAPE_IS (expr, LE) && shape_node_is_int (shape_node_lhs (expr), 0))
    symbol = shape_node_rhs (expr);

  if (symbol == NULL || !SHAPE_IS (symbol, SYMBOL) || !shape_symbol_is_unbacked_int (symbol))
    return FALSE;

  range = shape_env_get_range (self, symbol);
  if (range == NULL)
    {
      shape_pool_fail (self->pool, SHAPE_ERROR_KEY, "%s", symbol->symbol.name);
      return FALSE;
    }

  return shape_interval_is_all_ints (*range);
}

/* The number in the name of an unbacked symbol. */
static guint64
unbacked_index (ShapeNode *symbol)
{
  return g_ascii_strtoull (symbol->symbol.name + strcspn (symbol->symbol.name, "0123456789"), NULL, 10);
}

/* Is @a bound no earlier than @b? Of two with one number the float is the later one. */
static gboolean
is_bound_later (ShapeNode *a,
                ShapeNode *b)
{
  guint64 left = unbacked_index (a);
  guint64 right = unbacked_index (b);

  if (left != right)
    return left > right;

  return !shape_symbol_is_unbacked_int (a) || shape_symbol_is_unbacked_int (b);
}

/* The symbol that is bound last: only then can the assert be checked. NULL where there
 * is no unbacked one. */
static ShapeNode *
last_unbacked (ShapeNode *expr)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);
  ShapeNode *last = NULL;

  for (guint i = 0; i < symbols->n; i++)
    if (shape_symbol_is_unbacked (symbols->nodes[i]) &&
        (last == NULL || is_bound_later (symbols->nodes[i], last)))
      last = symbols->nodes[i];

  return last;
}

static void
shape_env_add_assert (ShapeEnv   *self,
                      ShapeNode  *expr,
                      const char *message)
{
  gboolean was_patient = shape_pool_begin_change (self->pool);

  shape_env_append_runtime_assert (self, last_unbacked (expr), expr, message);
  shape_env_learn (self, expr);
  shape_pool_end_change (self->pool, was_patient);
  if (shape_pool_has_error (self->pool))
    return;

  self->num_deferred_runtime_asserts++;
  shape_env_update_version (self);
}

static void
shape_env_defer (ShapeEnv   *self,
                 ShapeNode  *expr,
                 const char *message)
{
  if (!shape_env_check_frozen (self, expr, self->pool->true_node))
    return;
  shape_env_maybe_guard_rel (self, expr);
  if (shape_pool_has_error (self->pool))
    return;

  expr = shape_canonicalize (expr);
  if (!shape_pool_has_error (self->pool))
    shape_env_add_assert (self, expr, message);
}

/* Python's bool() of a static answer. */
static ShapeValue
answer_truth (ShapeNode *value)
{
  return shape_value_bool (SHAPE_IS (value, TRUE) ||
                           (SHAPE_IS_NUMBER (value) && shape_number_sign (value) != 0));
}

/* What an event runs. NONE with the pool's error set. */
ShapeValue
shape_env_run_guard_or_defer (ShapeEnv   *self,
                              ShapeNode  *expr,
                              const char *message,
                              const char *fx_node)
{
  ShapeNode *rest = expr;
  ShapeNode *known = shape_env_fast_eval_comparison (self, expr);

  if (known != NULL)
    return answer_truth (known);

  if (!shape_env_is_first_bound (self, expr) && !shape_pool_has_error (self->pool))
    {
      known = shape_env_maybe_evaluate_static (self, expr, SHAPE_STATIC_PLAIN);
      if (known != NULL)
        return answer_truth (known);

      if (!shape_pool_has_error (self->pool))
        rest = shape_env_maybe_evaluate_static (self, expr, SHAPE_STATIC_UNBACKED_ONLY);
      if (rest == NULL)
        shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "new_expr must not be None");
    }
  if (shape_pool_has_error (self->pool))
    return shape_value_none ();

  if (!self->prefer_deferred_runtime_asserts_over_guards && shape_env_is_backed (self, rest))
    return shape_env_ask (self, &(ShapeQuestion) {
      .expr = rest,
      .fx_node = fx_node,
      .fallback = SHAPE_MAYBE,
    });

  if (!shape_env_suppresses_guards (self))
    {
      if (self->config.translation_validation && fx_node != NULL)
        shape_env_call_fx (self, "torch._assert", fx_node, NULL, NULL);
      shape_env_defer (self, expr, message);
    }

  return shape_pool_has_error (self->pool) ? shape_value_none () : shape_value_bool (TRUE);
}

ShapeCallKey
shape_fact_key (ShapeEnv   *self,
                ShapeNode  *expr,
                const char *message,
                const char *fx_node)
{
  return (ShapeCallKey) { .words = {
    (guintptr) expr,
    (guintptr) shape_env_intern (self, message),
    (guintptr) fx_node,
  } };
}

/* What other verbs call: of the last facts, each is taken once. */
ShapeValue
shape_env_guard_or_defer (ShapeEnv   *self,
                          ShapeNode  *expr,
                          const char *message,
                          const char *fx_node)
{
  ShapeCallKey key = shape_fact_key (self, expr, message, fx_node);
  gpointer known;
  ShapeValue answer;

  if (shape_call_cache_get (&self->caches.defer, &key, &known))
    return shape_answer_unpack (known);

  answer = shape_env_run_guard_or_defer (self, expr, message, fx_node);
  if (!shape_pool_has_error (self->pool))
    shape_call_cache_set (&self->caches.defer, &key, shape_answer_pack (&answer));

  return answer;
}

void
shape_env_defer_unsound (ShapeEnv  *self,
                         ShapeNode *fact,
                         ShapeNode *expr,
                         ShapeNode *value)
{
  g_autofree char *expr_text = shape_node_to_sympy_str (expr);
  g_autofree char *value_text = shape_node_to_sympy_str (value);
  g_autofree char *message = g_strdup_printf ("propagate_real_tensors: %s == %s", expr_text, value_text);

  shape_env_guard_or_defer (self, fact, message, NULL);
}
