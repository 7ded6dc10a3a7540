/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-hints.h"

#include "../analysis/shape-range-private.h"
#include "../env/shape-env-verbs-private.h"

/* Questions that leave no guard: what an expression comes to in this run, and what is known
 * of it. They are no events, but following the replacements may be (`_find`). */

/* An answer, or NULL where there is none, with @error set or not. */
static ShapeExpr *
return_answer (ShapeEnv   *self,
               ShapeNode  *answer,
               GError    **error)
{
  if (!shape_pool_check (self->pool, error) || answer == NULL)
    return NULL;

  return shape_expr_ref (answer);
}

/**
 * shape_env_size_hint:
 * @self: an environment
 * @expr: an expression or a relation
 * @allow_none: whether there may be no value
 * @error: return location for an error
 *
 * Gives the value of an expression in this run, without a guard (`size_hint`). An answer is
 * kept: the same question has the same answer, whatever is learnt in between.
 *
 * Returns: (transfer full) (nullable): a number or a truth value; %NULL where there is none
 *   and @allow_none, or with @error set
 */
ShapeExpr *
shape_env_size_hint (ShapeEnv   *self,
                     ShapeExpr  *expr,
                     gboolean    allow_none,
                     GError    **error)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, expr), NULL);

  return return_answer (self, shape_env_find_size_hint (self, expr, allow_none), error);
}

/**
 * shape_env_guarding_hint_or_throw:
 * @self: an environment
 * @expr: an expression or a relation
 * @error: return location for an error
 *
 * Gives the value of an expression in this run from the values of the inputs alone: a guard
 * may be put on it (`guarding_hint_or_throw`).
 *
 * Returns: (transfer full): an integer or a truth value, or %NULL with @error set;
 *   %SHAPE_ERROR_DATA_DEPENDENT where it hangs on data
 */
ShapeExpr *
shape_env_guarding_hint_or_throw (ShapeEnv   *self,
                                  ShapeExpr  *expr,
                                  GError    **error)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, expr), NULL);

  return return_answer (self, shape_env_guarding_hint (self, expr), error);
}

/**
 * shape_env_optimization_hint:
 * @self: an environment
 * @expr: an expression
 * @fallback: what stands for a value that hangs on data, within the bounds that are known of
 *   it: [const@OPTIMIZATION_HINT_FALLBACK] unless there is a better guess
 * @error: return location for an error
 *
 * Gives a likely value of an expression, without a guard, for a choice that need not be the
 * right one (`optimization_hint`). Of what was deferred to be equal one expression stands
 * for all: which one is settled with the first question.
 *
 * Returns: (transfer full): an integer, or %NULL with @error set
 */
ShapeExpr *
shape_env_optimization_hint (ShapeEnv   *self,
                             ShapeExpr  *expr,
                             gint64      fallback,
                             GError    **error)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, expr), NULL);

  return return_answer (self, shape_env_find_optimization_hint (self, expr, shape_node_integer (self->pool, fallback)),
                        error);
}

/**
 * shape_env_simplify:
 * @self: an environment
 * @expr: an expression or a relation
 * @size_oblivious: whether to leave alone what only holds for sizes that are not 0 or 1
 * @error: return location for an error
 *
 * Simplifies an expression by what is known of its symbols (`simplify`).
 *
 * Returns: (transfer full): the expression, or %NULL with @error set
 */
ShapeExpr *
shape_env_simplify (ShapeEnv   *self,
                    ShapeExpr  *expr,
                    gboolean    size_oblivious,
                    GError    **error)
{
  ShapeSimplifyForm form = size_oblivious ? SHAPE_SIMPLIFY_OBLIVIOUS : SHAPE_SIMPLIFY_PLAIN;

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, expr), NULL);

  return return_answer (self, shape_env_simplify_as (self, expr, form), error);
}

/**
 * shape_env_replace:
 * @self: an environment
 * @expr: an expression or a relation
 * @error: return location for an error
 *
 * Puts what stands for the symbols of an expression in their place (`replace`).
 *
 * Returns: (transfer full): the expression, or %NULL with @error set
 */
ShapeExpr *
shape_env_replace (ShapeEnv   *self,
                   ShapeExpr  *expr,
                   GError    **error)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, expr), NULL);

  return return_answer (self, shape_env_replace_node (self, expr), error);
}

/**
 * shape_env_bound_sympy:
 * @self: an environment
 * @expr: an expression or a relation
 * @size_oblivious: whether sizes that hang on data are 2 or more
 * @error: return location for an error
 *
 * Works out a range that holds every value of an expression, from the ranges of its symbols
 * (`bound_sympy`).
 *
 * Returns: (transfer full): the range, or %NULL with @error set
 */
ShapeRange *
shape_env_bound_sympy (ShapeEnv   *self,
                       ShapeExpr  *expr,
                       gboolean    size_oblivious,
                       GError    **error)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, expr), NULL);

  return shape_range_return (size_oblivious ? shape_env_bound_oblivious (self, expr)
                                            : shape_env_bound (self, expr), error);
}

/**
 * shape_env_is_unbacked_symint:
 * @self: an environment
 * @symbol: a symbol
 *
 * Asks whether a symbol is an integer that hangs on data, by its name (`is_unbacked_symint`).
 *
 * Returns: %TRUE where it is
 */
gboolean
shape_env_is_unbacked_symint (ShapeEnv  *self,
                              ShapeExpr *symbol)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (shape_env_owns (self, symbol) && SHAPE_IS (symbol, SYMBOL), FALSE);

  return shape_symbol_is_unbacked_int (symbol);
}

/* Facts in order, each once. */
typedef struct
{
  ShapeEnv   *env;
  GPtrArray  *facts; /* ShapeExpr, owned */
  GHashTable *seen;  /* of the facts */
  gboolean    compute_hint;
} Axioms;

static void
add_axiom (Axioms    *self,
           ShapeNode *fact)
{
  if (self->compute_hint)
    fact = shape_canonicalize (shape_env_xreplace_values (self->env, fact));
  if (!shape_pool_has_error (self->env->pool) && g_hash_table_add (self->seen, fact))
    g_ptr_array_add (self->facts, shape_expr_ref (fact));
}

static void
add_asserts (Axioms       *self,
             const GArray *asserts)
{
  for (guint i = 0; asserts != NULL && i < asserts->len; i++)
    add_axiom (self, g_array_index (asserts, ShapeRuntimeAssert, i).expr);
}

static void
add_guards (Axioms *self)
{
  for (guint i = 0; i < self->env->guards->len; i++)
    add_axiom (self, g_array_index (self->env->guards, ShapeGuard, i).expr);
}

static void
begin_axioms (Axioms   *self,
              ShapeEnv *env,
              gboolean  compute_hint)
{
  *self = (Axioms) {
    .env = env,
    .facts = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_expr_unref),
    .seen = g_hash_table_new (NULL, NULL),
    .compute_hint = compute_hint,
  };
  add_guards (self);
}

static GPtrArray *
end_axioms (Axioms  *self,
            GError **error)
{
  g_hash_table_unref (self->seen);
  if (shape_pool_check (self->env->pool, error))
    return self->facts;

  g_ptr_array_unref (self->facts);
  return NULL;
}

/**
 * shape_env_get_axioms:
 * @self: an environment
 * @compute_hint: whether to put in the values of this run
 * @error: return location for an error
 *
 * Lists all that is taken to hold: the guards and the runtime asserts (`get_axioms`).
 *
 * Returns: (transfer container) (element-type ShapeExpr): the facts, or %NULL with @error set
 */
GPtrArray *
shape_env_get_axioms (ShapeEnv  *self,
                      gboolean   compute_hint,
                      GError   **error)
{
  Axioms axioms;

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);

  begin_axioms (&axioms, self, compute_hint);
  for (guint i = 0; i < self->deferred_runtime_asserts.n; i++)
    add_asserts (&axioms, self->deferred_runtime_asserts.entries[i].value);
  return end_axioms (&axioms, error);
}

/**
 * shape_env_get_axioms_of:
 * @self: an environment
 * @symbols: (array length=n_symbols): symbols
 * @n_symbols: how many they are
 * @compute_hint: whether to put in the values of this run
 * @error: return location for an error
 *
 * Lists what is taken to hold where some symbols are concerned: the guards, and the runtime
 * asserts that wait for one of the symbols (`get_axioms` with symbols).
 *
 * Returns: (transfer container) (element-type ShapeExpr): the facts, or %NULL with @error set
 */
GPtrArray *
shape_env_get_axioms_of (ShapeEnv          *self,
                         ShapeExpr *const  *symbols,
                         gsize              n_symbols,
                         gboolean           compute_hint,
                         GError           **error)
{
  Axioms axioms;

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (symbols != NULL || n_symbols == 0, NULL);
  for (gsize i = 0; i < n_symbols; i++)
    g_return_val_if_fail (shape_env_owns (self, symbols[i]), NULL);

  begin_axioms (&axioms, self, compute_hint);
  for (gsize i = 0; i < n_symbols; i++)
    if (shape_env_get_value (self, symbols[i]) == NULL)
      add_asserts (&axioms, shape_map_get (&self->deferred_runtime_asserts, symbols[i]));
  return end_axioms (&axioms, error);
}
