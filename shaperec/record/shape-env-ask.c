/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-ask.h"

#include "shape-door-private.h"
#include "shape-python-text-private.h"
#include "../env/shape-sym-node-private.h"
#include "../expr/shape-expr.h"

#include <string.h>

/* The public methods that ask and tell. */

static ShapeExpr *
return_expr (ShapeEnv         *self,
             const ShapeValue *result)
{
  ShapeNode *node = shape_value_to_node (result, self->pool);

  return node == NULL ? NULL : shape_expr_ref (node);
}

/**
 * shape_env_evaluate_expr:
 * @self: an environment
 * @expr: an expression or a relation
 * @hint: (nullable): its value in this run, or %NULL to have it worked out
 * @error: return location for an error
 *
 * Gives the value of an expression: from what is known, or else its value in this run,
 * which is then guarded on (`evaluate_expr`).
 *
 * Returns: (transfer full): a number or a truth value, or %NULL with @error set
 */
ShapeExpr *
shape_env_evaluate_expr (ShapeEnv   *self,
                         ShapeExpr  *expr,
                         ShapeExpr  *hint,
                         GError    **error)
{
  ShapeValue result, values[7];

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, expr), NULL);
  g_return_val_if_fail (hint == NULL || shape_env_owns (self, hint), NULL);

  values[0] = shape_value_expr_or_none (expr);
  values[1] = hint == NULL ? shape_value_none () : shape_value_from_number (hint);
  values[2] = shape_value_none ();
  values[3] = shape_value_bool (FALSE);
  values[4] = shape_value_bool (FALSE);
  values[5] = shape_value_bool (shape_env_suppresses_guards (self));
  values[6] = shape_value_none ();

  if (!shape_env_call (self, SHAPE_EVENT_EVALUATE_EXPR, values, &result, error))
    return NULL;
  return return_expr (self, &result);
}

/**
 * shape_env_guard_or_defer_runtime_assert:
 * @self: an environment
 * @expr: a relation
 * @message: what to say where it does not hold
 * @holds: (out) (optional): whether it holds, or is taken on trust
 * @error: return location for an error
 *
 * Takes a fact for true: guards on it where the values are known, else leaves an assert
 * for the running program (`guard_or_defer_runtime_assert`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_guard_or_defer_runtime_assert (ShapeEnv    *self,
                                         ShapeExpr   *expr,
                                         const char  *message,
                                         gboolean    *holds,
                                         GError     **error)
{
  ShapeValue result;
  ShapeValue values[3] = { shape_value_expr_or_none (expr), shape_value_text (message), shape_value_none () };

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (shape_env_owns (self, expr), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  if (!shape_env_call (self, SHAPE_EVENT_GUARD_OR_DEFER_RUNTIME_ASSERT, values, &result, error))
    return FALSE;
  if (holds != NULL)
    *holds = shape_value_to_node (&result, self->pool) == self->pool->true_node;
  return TRUE;
}

/**
 * shape_env_find:
 * @self: an environment
 * @symbol: a symbol
 * @error: return location for an error
 *
 * Gives what stands for a symbol now (`_find`).
 *
 * Returns: (transfer full): an expression, or %NULL with @error set
 */
ShapeExpr *
shape_env_find (ShapeEnv   *self,
                ShapeExpr  *symbol,
                GError    **error)
{
  ShapeValue result;
  ShapeValue value = shape_value_expr_or_none (symbol);

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, symbol), NULL);

  if (!shape_env_call (self, SHAPE_EVENT_FIND, &value, &result, error))
    return NULL;
  return return_expr (self, &result);
}

static gboolean
call_with_bounds (ShapeEnv        *self,
                  ShapeEventKind   kind,
                  ShapeExpr       *expr,
                  ShapeExpr       *lower,
                  ShapeExpr       *upper,
                  GError         **error)
{
  ShapeValue values[3] = { shape_value_expr_or_none (expr), shape_value_expr_or_none (lower), shape_value_expr_or_none (upper) };

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (shape_env_owns (self, expr), FALSE);
  g_return_val_if_fail (lower == NULL || shape_env_owns (self, lower), FALSE);
  g_return_val_if_fail (upper == NULL || shape_env_owns (self, upper), FALSE);

  return shape_env_call (self, kind, values, NULL, error);
}

/**
 * shape_env_constrain_symbol_range:
 * @self: an environment
 * @symbol: a symbol
 * @lower: the least value that it may have
 * @upper: the greatest
 * @error: return location for an error
 *
 * Narrows the range of a symbol (`constrain_symbol_range`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_constrain_symbol_range (ShapeEnv   *self,
                                  ShapeExpr  *symbol,
                                  ShapeExpr  *lower,
                                  ShapeExpr  *upper,
                                  GError    **error)
{
  g_return_val_if_fail (lower != NULL && upper != NULL, FALSE);

  return call_with_bounds (self, SHAPE_EVENT_CONSTRAIN_SYMBOL_RANGE, symbol, lower, upper, error);
}

/**
 * shape_env_constrain_range:
 * @self: an environment
 * @expr: a symbol or a number
 * @lower: the least value that it may have
 * @upper: the greatest
 * @error: return location for an error
 *
 * Narrows the range of a symbol, or checks a number (`_constrain_range`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_constrain_range (ShapeEnv   *self,
                           ShapeExpr  *expr,
                           ShapeExpr  *lower,
                           ShapeExpr  *upper,
                           GError    **error)
{
  g_return_val_if_fail (lower != NULL && upper != NULL, FALSE);

  return call_with_bounds (self, SHAPE_EVENT_CONSTRAIN_RANGE, expr, lower, upper, error);
}

/**
 * shape_env_constrain_range_for_size:
 * @self: an environment
 * @symbol: a symbol
 * @lower: (nullable): the least value that it may have; %NULL for 0
 * @upper: (nullable): the greatest; %NULL for any
 * @error: return location for an error
 *
 * Narrows the range of a symbol that is the size of something: questions that are
 * oblivious to sizes take it for 2 or more (`_constrain_range_for_size`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_constrain_range_for_size (ShapeEnv   *self,
                                    ShapeExpr  *symbol,
                                    ShapeExpr  *lower,
                                    ShapeExpr  *upper,
                                    GError    **error)
{
  return call_with_bounds (self, SHAPE_EVENT_CONSTRAIN_RANGE_FOR_SIZE, symbol, lower, upper, error);
}

/**
 * shape_env_constrain_unify:
 * @self: an environment
 * @a: a symbolic integer that is a symbol, or a constant
 * @b: another
 * @error: return location for an error
 *
 * Takes two integers for equal (`_constrain_unify`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_constrain_unify (ShapeEnv      *self,
                           ShapeSymNode  *a,
                           ShapeSymNode  *b,
                           GError       **error)
{
  ShapeValue values[2];

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (a != NULL && a->env == self, FALSE);
  g_return_val_if_fail (b != NULL && b->env == self, FALSE);

  values[0] = shape_sym_node_to_value (a);
  values[1] = shape_sym_node_to_value (b);
  return shape_env_call (self, SHAPE_EVENT_CONSTRAIN_UNIFY, values, NULL, error);
}

/**
 * shape_env_set_real_tensor_prop_unbacked_vals:
 * @self: an environment
 * @symbol: an unbacked symbol
 * @value: a number
 * @error: return location for an error
 *
 * Tells the value of an unbacked symbol in this run, to be used where nothing else will
 * do (`set_real_tensor_prop_unbacked_vals`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_set_real_tensor_prop_unbacked_vals (ShapeEnv   *self,
                                              ShapeExpr  *symbol,
                                              ShapeExpr  *value,
                                              GError    **error)
{
  ShapeValue values[2] = { shape_value_expr_or_none (symbol), shape_value_none () };

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (shape_env_owns (self, symbol) && SHAPE_IS (symbol, SYMBOL), FALSE);
  g_return_val_if_fail (shape_env_owns (self, value), FALSE);

  values[1] = shape_value_from_number (value);
  return shape_env_call (self, SHAPE_EVENT_SET_REAL_TENSOR_PROP_UNBACKED_VALS, values, NULL, error);
}

/**
 * shape_env_record_exclusion_constraint:
 * @self: an environment
 * @symbol: a symbol
 * @value: a value that another graph was made for
 *
 * Excludes a value of a symbol (`_record_exclusion_constraint`).
 */
void
shape_env_record_exclusion_constraint (ShapeEnv  *self,
                                       ShapeExpr *symbol,
                                       gint64     value)
{
  ShapeValue values[2] = { shape_value_expr_or_none (symbol), shape_value_int (value) };

  g_return_if_fail (SHAPE_IS_ENV (self));
  g_return_if_fail (shape_env_owns (self, symbol));

  shape_env_call (self, SHAPE_EVENT_RECORD_EXCLUSION_CONSTRAINT, values, NULL, NULL);
}

/**
 * shape_env_suppress_guards_enter:
 * @self: an environment
 *
 * Adds no guards until [method@Env.suppress_guards_exit] (`_suppress_guards_enter`).
 * Such sections nest.
 */
void
shape_env_suppress_guards_enter (ShapeEnv *self)
{
  g_return_if_fail (SHAPE_IS_ENV (self));

  shape_env_call (self, SHAPE_EVENT_SUPPRESS_GUARDS_ENTER, NULL, NULL, NULL);
}

/**
 * shape_env_suppress_guards_exit:
 * @self: an environment
 *
 * Ends a section without guards (`_suppress_guards_exit`).
 */
void
shape_env_suppress_guards_exit (ShapeEnv *self)
{
  g_return_if_fail (SHAPE_IS_ENV (self));

  shape_env_call (self, SHAPE_EVENT_SUPPRESS_GUARDS_EXIT, NULL, NULL, NULL);
}

/**
 * shape_env_ignore_fresh_unbacked_symbols_set:
 * @self: an environment
 * @ignore: whether new unbacked symbols are to be thrown away
 *
 * Says that nobody will bind the unbacked symbols made from now on
 * (`_ignore_fresh_unbacked_symbols_set`).
 *
 * Returns: what held before
 */
gboolean
shape_env_ignore_fresh_unbacked_symbols_set (ShapeEnv *self,
                                             gboolean  ignore)
{
  ShapeValue value = shape_value_bool (ignore);
  ShapeValue result;

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);

  shape_env_call (self, SHAPE_EVENT_IGNORE_FRESH_UNBACKED_SYMBOLS_SET, &value, &result, NULL);
  return result.integer != 0;
}

/**
 * shape_env_freeze:
 * @self: an environment
 *
 * Marks the end of tracing (`freeze`): guards from here on come too late.
 */
void
shape_env_freeze (ShapeEnv *self)
{
  g_return_if_fail (SHAPE_IS_ENV (self));

  shape_env_call (self, SHAPE_EVENT_FREEZE, NULL, NULL, NULL);
}

/**
 * shape_env_freeze_runtime_asserts:
 * @self: an environment
 *
 * Marks that asserts for the running program come too late from here on
 * (`freeze_runtime_asserts`).
 */
void
shape_env_freeze_runtime_asserts (ShapeEnv *self)
{
  g_return_if_fail (SHAPE_IS_ENV (self));

  shape_env_call (self, SHAPE_EVENT_FREEZE_RUNTIME_ASSERTS, NULL, NULL, NULL);
}

/**
 * shape_env_format_field:
 * @self: an environment
 * @field: the name of a field of the state, as the trace format has it: `var_to_range`
 *
 * Writes a field of the state as Python would.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where there is no such field
 */
char *
shape_env_format_field (ShapeEnv   *self,
                        const char *field)
{
  g_autoptr (ShapeArena) arena = NULL;
  ShapeStateField which;
  ShapeValue value;
  GString *text;

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  if (!shape_state_field_from_name (field, strlen (field), &which))
    return NULL;

  arena = shape_arena_new ();
  value = shape_env_get_state (self, which, arena);
  text = g_string_new (NULL);
  shape_state_print_python (which, &value, text);
  return g_string_free (text, FALSE);
}
