/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-ops-private.h"

#include "shape-door-private.h"
#include "../env/shape-env-verbs-private.h"

/* Where a symbolic value becomes one that a program can act on: the environment is asked,
 * and what it answers holds from then on. */

ShapeValue
shape_sym_to_fx_arg (ShapeSymNode *self)
{
  if (!self->env->config.translation_validation)
    return shape_value_none ();
  if (self->fx_node == NULL)
    return SHAPE_IS_ATOM (self->expr) && !SHAPE_IS (self->expr, SYMBOL)
             ? shape_value_from_number (self->expr) : shape_value_none ();

  return (ShapeValue) { .kind = SHAPE_VALUE_FX_NODE, .text = self->fx_node };
}

const char *
shape_sym_call_fx (ShapeEnv         *env,
                   const char       *op,
                   const ShapeValue *args,
                   guint             n_args)
{
  ShapeValue values[] = { shape_value_text (op), shape_value_list (args, n_args) };
  ShapeValue result;

  if (shape_pool_has_error (env->pool) ||
      !shape_env_call_within (env, SHAPE_EVENT_CREATE_FX_CALL_FUNCTION, values, &result) ||
      result.kind != SHAPE_VALUE_FX_NODE || result.text == NULL)
    return NULL;

  return shape_env_intern (env, result.text);
}

static ShapeValue
optional_text (const char *text)
{
  return text == NULL ? shape_value_none () : shape_value_text (text);
}

static ShapeValue
optional_bool (ShapeTernary truth)
{
  return truth == SHAPE_MAYBE ? shape_value_none () : shape_value_bool (truth == SHAPE_YES);
}

/* A question through the door, unless it was asked before. */
static ShapeValue
ask (ShapeEnv            *env,
     const ShapeQuestion *question)
{
  ShapeCallKey key = shape_question_key (env, question);
  ShapeValue values[] = {
    shape_value_expr (question->expr),
    question->hint == NULL ? shape_value_none () : shape_value_from_number (question->hint),
    optional_text (question->fx_node),
    shape_value_bool (question->size_oblivious),
    shape_value_bool (question->forcing_spec),
    shape_value_bool (shape_env_suppresses_guards (env)),
    optional_bool (question->fallback),
  };
  ShapeValue answer = shape_value_none ();
  gpointer known;

  if (shape_call_cache_get (&env->caches.evaluate, &key, &known))
    return shape_answer_unpack (known);

  if (shape_env_call_within (env, SHAPE_EVENT_EVALUATE_EXPR, values, &answer))
    shape_call_cache_set (&env->caches.evaluate, &key, shape_answer_pack (&answer));

  return answer;
}

ShapeNode *
shape_sym_evaluate (ShapeSymNode *self,
                    gboolean      size_oblivious,
                    ShapeTernary  fallback)
{
  ShapeEnv *env = self->env;
  ShapeQuestion question = {
    .expr = shape_sym_node_look (self),
    .hint = self->hint,
    .fx_node = self->fx_node,
    .size_oblivious = size_oblivious,
    .fallback = fallback,
  };
  ShapeValue answer;

  if (question.expr == NULL || self->is_constant)
    return question.expr;

  answer = ask (env, &question);
  return shape_pool_has_error (env->pool) ? NULL : shape_value_to_node (&answer, env->pool);
}

/* A value that Python would turn into a truth value. */
static gboolean
take_bool (ShapeEnv   *env,
           ShapeNode  *value,
           gboolean   *out,
           GError    **error)
{
  if (!shape_pool_check (env->pool, error))
    return FALSE;

  *out = shape_python_bool (value);
  return TRUE;
}

/**
 * shape_sym_node_guard_int:
 * @self: a number
 * @value: (out): return location for its value
 * @error: return location for an error
 *
 * Gets the value of an integer, and guards on it where it is not known.
 *
 * Returns: %TRUE, or %FALSE with @error set; %SHAPE_ERROR_DATA_DEPENDENT where the value
 *   hangs on data, %SHAPE_ERROR_OVERFLOW where it does not fit
 */
gboolean
shape_sym_node_guard_int (ShapeSymNode  *self,
                          gint64        *value,
                          GError       **error)
{
  ShapeNode *number;

  g_return_val_if_fail (self != NULL && value != NULL, FALSE);

  number = shape_sym_evaluate (self, FALSE, SHAPE_MAYBE);
  if (number != NULL)
    number = shape_python_int (number);
  if (!shape_pool_check (self->env->pool, error))
    return FALSE;
  if (shape_node_get_int64 (number, value))
    return TRUE;

  g_set_error_literal (error, SHAPE_ERROR, SHAPE_ERROR_OVERFLOW, "The integer does not fit 64 bits");
  return FALSE;
}

/**
 * shape_sym_node_guard_float:
 * @self: a number
 * @value: (out): return location for its value
 * @error: return location for an error
 *
 * Gets the value of a float, and guards on it where it is not known.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_sym_node_guard_float (ShapeSymNode  *self,
                            double        *value,
                            GError       **error)
{
  ShapeNode *number;

  g_return_val_if_fail (self != NULL && value != NULL, FALSE);

  number = shape_sym_evaluate (self, FALSE, SHAPE_MAYBE);
  if (!shape_pool_check (self->env->pool, error))
    return FALSE;

  *value = shape_number_to_double (shape_python_float (number));
  return TRUE;
}

/**
 * shape_sym_node_guard_bool:
 * @self: a truth value
 * @value: (out): return location for its value
 * @error: return location for an error
 *
 * Gets a truth value, and guards on it where it is not known.
 *
 * Returns: %TRUE, or %FALSE with @error set; %SHAPE_ERROR_DATA_DEPENDENT where it hangs on data
 */
gboolean
shape_sym_node_guard_bool (ShapeSymNode  *self,
                           gboolean      *value,
                           GError       **error)
{
  g_return_val_if_fail (self != NULL && value != NULL, FALSE);

  return take_bool (self->env, shape_sym_evaluate (self, FALSE, SHAPE_MAYBE), value, error);
}

/**
 * shape_sym_node_guard_size_oblivious:
 * @self: a truth value
 * @value: (out): return location for its value
 * @error: return location for an error
 *
 * Gets a truth value, taking sizes that hang on data to be 2 or more, and guards on it
 * where it is not known.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_sym_node_guard_size_oblivious (ShapeSymNode  *self,
                                     gboolean      *value,
                                     GError       **error)
{
  g_return_val_if_fail (self != NULL && value != NULL, FALSE);

  return take_bool (self->env, shape_sym_evaluate (self, TRUE, SHAPE_MAYBE), value, error);
}

/* What is known without a guard; a question that fails is one that is not answered. */
static ShapeTernary
evaluate_statically (ShapeSymNode *self)
{
  ShapeNode *expr = shape_sym_node_look (self);
  ShapeNode *value = NULL;

  if (expr != NULL)
    value = shape_env_maybe_evaluate_static (self->env, expr, SHAPE_STATIC_PLAIN);
  if (!shape_pool_check (self->env->pool, NULL) || value == NULL)
    return SHAPE_MAYBE;

  return shape_python_bool (value) ? SHAPE_YES : SHAPE_NO;
}

static gboolean
guard_or (ShapeSymNode  *self,
          gboolean       fallback,
          gboolean      *value,
          GError       **error)
{
  ShapeTernary known;

  if (!self->env->config.backed_size_oblivious)
    return take_bool (self->env, shape_sym_evaluate (self, FALSE, fallback ? SHAPE_YES : SHAPE_NO),
                      value, error);

  known = evaluate_statically (self);
  *value = known == SHAPE_MAYBE ? fallback : known == SHAPE_YES;
  return TRUE;
}

/**
 * shape_sym_node_guard_or_true:
 * @self: a truth value
 * @value: (out): return location for its value
 * @error: return location for an error
 *
 * Gets a truth value as [method@SymNode.guard_bool] does, but takes it to be true where it
 * hangs on data (`guard_or_true`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_sym_node_guard_or_true (ShapeSymNode  *self,
                              gboolean      *value,
                              GError       **error)
{
  g_return_val_if_fail (self != NULL && value != NULL, FALSE);

  return guard_or (self, TRUE, value, error);
}

/**
 * shape_sym_node_guard_or_false:
 * @self: a truth value
 * @value: (out): return location for its value
 * @error: return location for an error
 *
 * Gets a truth value as [method@SymNode.guard_bool] does, but takes it to be false where it
 * hangs on data (`guard_or_false`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_sym_node_guard_or_false (ShapeSymNode  *self,
                               gboolean      *value,
                               GError       **error)
{
  g_return_val_if_fail (self != NULL && value != NULL, FALSE);

  return guard_or (self, FALSE, value, error);
}

/* A fact through the door, unless it was taken before. */
static ShapeNode *
defer (ShapeSymNode *self,
       ShapeNode    *expr,
       const char   *message)
{
  ShapeEnv *env = self->env;
  ShapeCallKey key = shape_fact_key (env, expr, message, self->fx_node);
  ShapeValue values[] = {
    shape_value_expr (expr),
    shape_value_text (message),
    optional_text (self->fx_node),
  };
  ShapeValue answer = shape_value_none ();
  gpointer known;

  if (shape_call_cache_get (&env->caches.defer, &key, &known))
    answer = shape_answer_unpack (known);
  else if (shape_env_call_within (env, SHAPE_EVENT_GUARD_OR_DEFER_RUNTIME_ASSERT, values, &answer))
    shape_call_cache_set (&env->caches.defer, &key, shape_answer_pack (&answer));

  return shape_pool_has_error (env->pool) ? NULL : shape_value_to_node (&answer, env->pool);
}

static ShapeNode *
expect_true (ShapeSymNode *self,
             const char   *message)
{
  ShapeNode *expr = shape_sym_node_look (self);

  if (expr == NULL)
    return NULL;
  if (self->is_constant ||
      (self->hint != NULL && !shape_node_has_unbacked (expr) &&
       !self->env->prefer_deferred_runtime_asserts_over_guards))
    return shape_sym_evaluate (self, FALSE, SHAPE_MAYBE);

  return defer (self, expr, message);
}

gboolean
shape_sym_expect (ShapeSymNode *self,
                  const char   *message)
{
  ShapeNode *value = expect_true (self, message);

  if (value != NULL && !shape_python_bool (value))
    shape_pool_fail (self->env->pool, SHAPE_ERROR_RUNTIME, "%s", message);

  return !shape_pool_has_error (self->env->pool);
}

/**
 * shape_sym_node_expect_true:
 * @self: a truth value
 * @message: what to say where it turns out not to hold
 * @value: (out): return location for its value: %FALSE where it is known not to hold
 * @error: return location for an error
 *
 * Takes a truth value to hold. That becomes a guard where it is about the inputs, else
 * an assert that is checked when the data is there.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_sym_node_expect_true (ShapeSymNode  *self,
                            const char    *message,
                            gboolean      *value,
                            GError       **error)
{
  g_return_val_if_fail (self != NULL && message != NULL && value != NULL, FALSE);

  return take_bool (self->env, expect_true (self, message), value, error);
}

/**
 * shape_sym_node_statically_known_true:
 * @self: a truth value
 *
 * Asks whether a truth value is known to hold, whatever the inputs. No guard is added.
 *
 * Returns: %TRUE where it is known to hold
 */
gboolean
shape_sym_node_statically_known_true (ShapeSymNode *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->hint != NULL && !shape_python_bool (self->hint))
    return FALSE;

  return evaluate_statically (self) == SHAPE_YES;
}

/**
 * shape_sym_node_statically_known_false:
 * @self: a truth value
 *
 * Asks whether a truth value is known not to hold, whatever the inputs. No guard is added.
 *
 * Returns: %TRUE where it is known not to hold
 */
gboolean
shape_sym_node_statically_known_false (ShapeSymNode *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->hint != NULL && shape_python_bool (self->hint))
    return FALSE;

  return evaluate_statically (self) == SHAPE_NO;
}
