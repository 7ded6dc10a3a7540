/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "../expr/shape-expr-pool-private.h"

/* The question that everything turns on: what is this expression? What the environment
 * knows answers it; else the value of this run does, and a guard holds it fast. */

/* One question on its way through. */
typedef struct
{
  const ShapeQuestion *asked;
  ShapeNode           *expr;     /* what is guarded on in the end */
  ShapeNode           *concrete; /* its value in this run; NULL until it is needed */
  const char          *assert_node;
  gboolean             assert_is_fresh;
  gboolean             is_unsound; /* a value that the data must confirm */
  ShapeNode           *guard;    /* what was added to the guards, or NULL */
} ShapeInquiry;

/* Is there an answer, if only an error? */
static gboolean
is_settled (ShapeEnv         *self,
            const ShapeValue *answer)
{
  return answer->kind != SHAPE_VALUE_NONE || shape_pool_has_error (self->pool);
}

/* The value in this run. NULL with the pool's error set. */
static ShapeNode *
shape_env_compute_concrete (ShapeEnv            *self,
                            const ShapeQuestion *asked)
{
  g_autoptr (GError) error = NULL;
  ShapeNode *value;

  if (asked->hint != NULL && SHAPE_IS (asked->hint, SINGLETON_INT))
    {
      shape_env_fail_nested_value (self);
      return NULL;
    }
  if (asked->hint != NULL)
    return asked->hint;

  value = shape_env_guarding_hint (self, asked->expr);
  if (value != NULL ||
      !g_error_matches (self->pool->error, SHAPE_ERROR, SHAPE_ERROR_DATA_DEPENDENT))
    return value;

  /* The axioms may still tell what the data will be. */
  shape_pool_check (self->pool, &error);
  value = shape_env_maybe_evaluate_static (self, asked->expr, SHAPE_STATIC_COMPUTE_HINT);
  if (value == NULL && !shape_pool_has_error (self->pool))
    shape_pool_fail (self->pool, SHAPE_ERROR_DATA_DEPENDENT, "%s", error->message);

  return value;
}

static gboolean
has_float_symbol (ShapeNode *expr)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);

  for (guint i = 0; i < symbols->n; i++)
    if (shape_symbol_is_float (symbols->nodes[i]))
      return TRUE;

  return FALSE;
}

/* For translation validation: the FX graph asserts what will be guarded on. */
static void
shape_env_assert_in_graph (ShapeEnv     *self,
                           ShapeInquiry *inquiry)
{
  const ShapeQuestion *asked = inquiry->asked;
  const char *node = asked->fx_node;
  ShapeNode *concrete;

  if (node == NULL || !self->config.translation_validation || shape_env_suppresses_guards (self) ||
      asked->size_oblivious || asked->fallback != SHAPE_MAYBE || has_float_symbol (asked->expr))
    return;

  concrete = shape_env_compute_concrete (self, asked);
  if (concrete == NULL)
    return;

  if (SHAPE_IS (concrete, FALSE))
    node = shape_env_call_fx (self, "operator.not_", node, NULL, NULL);
  else if (!SHAPE_IS (concrete, TRUE))
    node = shape_env_call_fx (self, "operator.eq", node, concrete, NULL);
  inquiry->assert_node = shape_env_call_fx (self, "torch._assert", node, NULL,
                                            &inquiry->assert_is_fresh);
}

static void
shape_env_fail_unequal (ShapeEnv  *self,
                        ShapeNode *value,
                        ShapeNode *hint)
{
  ShapeValue number = shape_value_from_number (hint);
  g_autofree char *left = shape_node_to_sympy_str (value);
  g_autoptr (GString) right = g_string_new (NULL);

  shape_value_print_python (&number, right);
  shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "%s != %s", left, right->str);
}

/* Python's ==, to which True is 1: @hint may be its own truth value. */
static gboolean
equals_hint (ShapeNode *value,
             ShapeNode *hint)
{
  gint64 integer;

  return value == hint || (SHAPE_IS_TRUTH_VALUE (hint) && shape_node_get_int64 (value, &integer) &&
                           integer == SHAPE_IS (hint, TRUE));
}

/* A number answers itself. Its hint must agree. */
static ShapeValue
shape_env_answer_number (ShapeEnv            *self,
                         const ShapeQuestion *asked)
{
  ShapeNode *hint = asked->hint;

  if (hint == NULL)
    return shape_value_expr_or_none (asked->expr);

  if (SHAPE_IS (hint, SINGLETON_INT))
    shape_env_fail_nested_value (self);
  else if (SHAPE_IS_BOOLEAN (hint) ? !equals_hint (asked->expr, hint)
                                   : !SHAPE_IS (shape_node_eq (asked->expr, hint), TRUE))
    shape_env_fail_unequal (self, asked->expr, hint);

  return shape_value_expr_or_none (asked->expr);
}

/* Where the program wants no guards on what it has no hint of: the ranges, or the fallback. */
static ShapeValue
shape_env_answer_guard_free (ShapeEnv            *self,
                             const ShapeQuestion *asked)
{
  if (self->config.aggressive_guard_free_semantics < SHAPE_GUARD_FREE_SKIP_RANGE_ANALYSIS)
    {
      ShapeNode *value = shape_env_evaluate_range_only (self, asked->expr);

      if (value != NULL)
        return shape_value_expr_or_none (value);
    }

  return shape_value_bool (asked->fallback == SHAPE_YES);
}

/* What can be answered without a guard. NONE where nothing can. */
static ShapeValue
shape_env_answer_statically (ShapeEnv            *self,
                             const ShapeQuestion *asked)
{
  guint level = self->config.aggressive_guard_free_semantics;
  ShapeNode *value = NULL;

  if (shape_node_is_number (asked->expr))
    return shape_env_answer_number (self, asked);

  if (level < SHAPE_GUARD_FREE_SKIP_RANGE_ANALYSIS)
    value = shape_env_fast_eval_comparison (self, asked->expr);
  if (value != NULL)
    return shape_value_expr_or_none (value);

  if (asked->hint == NULL && level > 0 && asked->fallback != SHAPE_MAYBE)
    return shape_env_answer_guard_free (self, asked);

  value = shape_env_maybe_evaluate_static (self, asked->expr,
                                           asked->size_oblivious ? SHAPE_STATIC_OBLIVIOUS
                                                                 : SHAPE_STATIC_AWARE);
  if (value != NULL && !asked->size_oblivious && self->config.backed_size_oblivious &&
      asked->hint != NULL && !equals_hint (value, asked->hint))
    shape_env_fail_unequal (self, value, asked->hint);

  return shape_value_expr_or_none (value);
}

/* With the values that were made up for the data, @expr may come to one: unsound, so the data must
 * confirm it. */
static gboolean
shape_env_take_unsound (ShapeEnv     *self,
                        ShapeInquiry *inquiry)
{
  ShapeNode *value;

  if (self->real_tensor_prop_unbacked_vals.n == 0)
    return FALSE;

  value = shape_node_xreplace_by (&self->real_tensor_prop_unbacked_vals, inquiry->asked->expr);
  value = shape_env_xreplace_values (self, value);
  if (shape_node_free_symbols (value)->n > 0)
    return FALSE;

  inquiry->concrete = value;
  inquiry->is_unsound = TRUE;
  return TRUE;
}

/* Unbacked symbols may drop out of the expression. If not, there is the fallback, or the
 * value of a real tensor, or an error. */
static ShapeValue
shape_env_drop_unbacked (ShapeEnv     *self,
                         ShapeInquiry *inquiry)
{
  ShapeTernary fallback = inquiry->asked->fallback;
  ShapeNode *rest;

  if (shape_env_is_backed (self, inquiry->expr))
    return shape_value_none ();

  rest = shape_env_maybe_evaluate_static (self, inquiry->expr, SHAPE_STATIC_UNBACKED_ONLY);
  if (rest == NULL)
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "new_expr must not be None");
  if (shape_pool_has_error (self->pool))
    return shape_value_none ();

  if (shape_env_is_backed (self, rest))
    {
      inquiry->expr = rest;
      return shape_value_none ();
    }
  if (fallback != SHAPE_MAYBE)
    return shape_value_bool (fallback == SHAPE_YES);
  if (!shape_env_take_unsound (self, inquiry))
    shape_env_fail_data_dependent (self, shape_env_xreplace_values (self, inquiry->expr), inquiry->expr);
  return shape_value_none ();
}

/* What has to be true for the answer to hold. */
static ShapeNode *
guard_for (ShapeNode *expr,
           ShapeNode *concrete)
{
  if (SHAPE_IS (concrete, TRUE))
    return expr;
  if (SHAPE_IS (concrete, FALSE))
    return shape_node_not (expr);

  return shape_node_eq (expr, concrete);
}

static void
shape_env_add_guard (ShapeEnv     *self,
                     ShapeInquiry *inquiry,
                     ShapeNode    *guard)
{
  shape_env_maybe_guard_rel (self, guard);
  if (shape_pool_has_error (self->pool))
    return;

  if (self->is_exporting && self->prefer_deferred_runtime_asserts_over_guards)
    {
      g_autofree char *expr = shape_node_to_sympy_str (inquiry->asked->expr);
      g_autofree char *message = g_strdup_printf ("evaluate_expr: %s", expr);

      shape_env_guard_or_defer (self, guard, message, NULL);
    }
  else
    {
      gboolean was_patient = shape_pool_begin_change (self->pool);

      shape_env_append_guard (self, guard, inquiry->asked->size_oblivious);
      inquiry->guard = guard;
      shape_env_learn (self, guard);
      shape_pool_end_change (self->pool, was_patient);
    }
}

gboolean
shape_env_check_frozen (ShapeEnv  *self,
                        ShapeNode *expr,
                        ShapeNode *value)
{
  if (self->errors_on_new_guards)
    {
      g_autofree char *asked = shape_node_to_sympy_str (expr);
      g_autofree char *answer = shape_node_to_sympy_str (value);

      shape_pool_fail (self->pool, SHAPE_ERROR_NEW_GUARD, "Guard attempted while ShapeEnv guards are frozen: %s == %s",
                       asked, answer);
    }
  return !self->errors_on_new_guards;
}

static ShapeValue
shape_env_answer_by_guard (ShapeEnv     *self,
                           ShapeInquiry *inquiry)
{
  ShapeValue answer = shape_env_drop_unbacked (self, inquiry);
  ShapeNode *guard;

  if (is_settled (self, &answer))
    return answer;

  if (inquiry->concrete == NULL)
    inquiry->concrete = shape_env_compute_concrete (self, inquiry->asked);
  if (inquiry->concrete == NULL || !shape_env_check_frozen (self, inquiry->expr, inquiry->concrete))
    return answer;

  if (self->config.inject_evaluate_expr_flip_equality &&
      inquiry->asked->hint != NULL && SHAPE_IS_BOOLEAN (inquiry->asked->hint) &&
      (SHAPE_IS (inquiry->expr, EQ) || SHAPE_IS (inquiry->expr, NE)))
    inquiry->expr = shape_node_not (inquiry->expr);

  guard = guard_for (inquiry->expr, inquiry->concrete);
  if (shape_pool_has_error (self->pool))
    return answer;

  if (inquiry->is_unsound)
    shape_env_defer_unsound (self, guard, inquiry->asked->expr, inquiry->concrete);
  else if (!shape_env_suppresses_guards (self))
    shape_env_add_guard (self, inquiry, guard);

  return shape_value_expr_or_none (inquiry->concrete);
}

/* A symbol that too many guards name is better taken as a constant. */
static void
shape_env_count_guard (ShapeEnv     *self,
                       ShapeInquiry *inquiry)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (inquiry->guard);

  for (guint i = 0; i < symbols->n && !shape_pool_has_error (self->pool); i++)
    {
      guint count = shape_env_count_symbol_guard (self, symbols->nodes[i]);

      if (!inquiry->asked->forcing_spec && self->config.symbol_guard_limit_before_specialize >= 0 &&
          (gint64) count > self->config.symbol_guard_limit_before_specialize)
        shape_env_ask (self, &(ShapeQuestion) {
          .expr = symbols->nodes[i],
          .fallback = SHAPE_MAYBE,
          .forcing_spec = TRUE,
        });
    }
}

/* What an event runs: the question is put each time. NONE with the pool's error set. */
ShapeValue
shape_env_run_evaluate_expr (ShapeEnv            *self,
                             const ShapeQuestion *question)
{
  ShapeInquiry inquiry = { .asked = question, .expr = question->expr };
  ShapeValue answer;

  if (SHAPE_IS_TRUTH_VALUE (question->expr))
    return shape_value_expr_or_none (question->expr);

  shape_env_assert_in_graph (self, &inquiry);
  if (shape_pool_has_error (self->pool))
    return shape_value_none ();

  answer = shape_env_answer_statically (self, question);
  if (!is_settled (self, &answer))
    answer = shape_env_answer_by_guard (self, &inquiry);

  if (shape_pool_has_error (self->pool))
    {
      if (inquiry.assert_is_fresh)
        shape_env_remove_fx (self, inquiry.assert_node);
      return shape_value_none ();
    }

  if (inquiry.guard != NULL)
    shape_env_count_guard (self, &inquiry);

  return shape_pool_has_error (self->pool) ? shape_value_none () : answer;
}

ShapeCallKey
shape_question_key (ShapeEnv            *self,
                    const ShapeQuestion *question)
{
  return (ShapeCallKey) { .words = {
    (guintptr) question->expr,
    (guintptr) question->hint,
    (guintptr) question->fx_node,
    (guintptr) (question->size_oblivious | question->forcing_spec << 1 |
                shape_env_suppresses_guards (self) << 2 | (question->fallback + 1) << 3),
  } };
}

/* What other verbs call: of the last questions, the answer is remembered, and the
 * question has no effect again. */
ShapeValue
shape_env_ask (ShapeEnv            *self,
               const ShapeQuestion *question)
{
  ShapeCallKey key = shape_question_key (self, question);
  gpointer known;
  ShapeValue answer;

  if (shape_call_cache_get (&self->caches.evaluate, &key, &known))
    return shape_answer_unpack (known);

  answer = shape_env_run_evaluate_expr (self, question);
  if (!shape_pool_has_error (self->pool))
    shape_call_cache_set (&self->caches.evaluate, &key, shape_answer_pack (&answer));

  return answer;
}
