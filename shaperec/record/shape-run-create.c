/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-event-kind-private.h"

#include "../env/shape-env-symbols-private.h"
#include "../env/shape-env-verbs-private.h"
#include "../env/shape-fx-graph-private.h"

/* The verbs that make symbols, and those that switch modes, as events call them. */

static const ShapeConstraint *
optional_constraint (const ShapeValue *value)
{
  return value->kind == SHAPE_VALUE_CONSTRAINT ? value->constraint : NULL;
}

static ShapeSymbolicContext *
optional_context (const ShapeValue *value)
{
  return value->kind == SHAPE_VALUE_CONTEXT ? value->context : NULL;
}

static ShapeSource *
optional_source (const ShapeValue *value)
{
  return value->kind == SHAPE_VALUE_SOURCE ? value->source : NULL;
}

/* The number that a symbol is made for; a truth value is one too. Fails where it is symbolic. */
static ShapeNode *
symbol_value (ShapeEnv         *env,
              const ShapeValue *value)
{
  ShapeNode *number = value->kind == SHAPE_VALUE_BOOL ? shape_node_integer (env->pool, value->integer)
                                                      : shape_value_to_number (value, env->pool);

  if (number == NULL)
    shape_pool_fail (env->pool, SHAPE_ERROR_ASSERTION, "Expected a plain number");
  return number;
}

static gboolean
return_node (ShapeEnv    *env,
             ShapeNode   *node,
             ShapeValue  *result,
             GError     **error)
{
  if (!shape_pool_check (env->pool, error))
    return FALSE;
  if (node != NULL)
    *result = shape_value_expr (node);
  return TRUE;
}

static gboolean
return_value (ShapeEnv    *env,
              ShapeValue   value,
              ShapeValue  *result,
              GError     **error)
{
  if (!shape_pool_check (env->pool, error))
    return FALSE;
  *result = value;
  return TRUE;
}

gboolean
shape_run_create_symbolic_sizes_strides_storage_offset (ShapeEnv             *env,
                                                        const ShapeEventArgs *args,
                                                        ShapeValue           *result,
                                                        GError              **error)
{
  const ShapeValue *values = args->values;
  ShapeSizesRequest request = {
    .sizes = values[0].items,
    .strides = values[1].items,
    .n_dims = values[0].n_items,
    .storage_offset = values[2],
    .source = values[4].source,
    .context = optional_context (&values[5]),
    .hint_overrides = values[6].kind == SHAPE_VALUE_MAP ? &values[6] : NULL,
  };

  if (values[1].n_items != request.n_dims)
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION, "%u sizes, but %u strides",
                   request.n_dims, values[1].n_items);
      return FALSE;
    }

  return return_value (env, shape_env_make_sizes (env, &request), result, error);
}

gboolean
shape_run_create_symbol (ShapeEnv             *env,
                         const ShapeEventArgs *args,
                         ShapeValue           *result,
                         GError              **error)
{
  const ShapeValue *values = args->values;
  ShapeSymbolRequest request = {
    .value = symbol_value (env, &values[0]),
    .source = values[1].source,
    .dynamic = (ShapeDimDynamic) values[2].integer,
    .constraint = optional_constraint (&values[3]),
    .positive = values[4].kind == SHAPE_VALUE_NONE ? SHAPE_MAYBE
                : values[4].integer != 0           ? SHAPE_YES
                                                   : SHAPE_NO,
    .do_not_specialize_zero_one = values[5].integer != 0,
    .context = optional_context (&values[6]),
  };

  if (request.value == NULL)
    return shape_pool_check (env->pool, error);
  return return_node (env, shape_env_make_symbol (env, &request), result, error);
}

gboolean
shape_run_create_unspecified_symbol (ShapeEnv             *env,
                                     const ShapeEventArgs *args,
                                     ShapeValue           *result,
                                     GError              **error)
{
  const ShapeValue *values = args->values;
  ShapeSymbolRequest request = {
    .value = symbol_value (env, &values[0]),
    .source = values[1].source,
    .dynamic = (ShapeDimDynamic) values[2].integer,
    .constraint = optional_constraint (&values[3]),
    .context = optional_context (&values[4]),
  };

  if (request.value == NULL)
    return shape_pool_check (env->pool, error);
  return return_node (env, shape_env_make_unspecified_symbol (env, &request), result, error);
}

gboolean
shape_run_create_unspecified_symint_and_symbol (ShapeEnv             *env,
                                                const ShapeEventArgs *args,
                                                ShapeValue           *result,
                                                GError              **error)
{
  const ShapeValue *values = args->values;
  ShapeSymbolRequest request = {
    .value = symbol_value (env, &values[0]),
    .source = values[1].source,
    .dynamic = (ShapeDimDynamic) values[2].integer,
  };
  ShapeNode *excluded = shape_value_to_number (&values[3], env->pool);
  ShapeNode *symbol = request.value == NULL ? NULL : shape_env_make_unspecified_symbol (env, &request);

  if (!shape_pool_check (env->pool, error))
    return FALSE;
  if (excluded != NULL)
    shape_env_exclude (env, symbol, excluded);

  return return_value (env, shape_env_make_sym_int (env, symbol, &values[0], request.source), result, error);
}

gboolean
shape_run_create_symintnode (ShapeEnv             *env,
                             const ShapeEventArgs *args,
                             ShapeValue           *result,
                             GError              **error)
{
  ShapeNode *expr = shape_value_to_node (&args->values[0], env->pool);

  return return_value (env, shape_env_make_sym_int (env, expr, &args->values[1],
                                                    optional_source (&args->values[2])),
                       result, error);
}

gboolean
shape_run_create_symfloatnode (ShapeEnv             *env,
                               const ShapeEventArgs *args,
                               ShapeValue           *result,
                               GError              **error)
{
  ShapeNode *expr = shape_value_to_node (&args->values[0], env->pool);

  return return_value (env, shape_env_make_sym_float (env, expr, &args->values[1],
                                                      optional_source (&args->values[2])),
                       result, error);
}

gboolean
shape_run_create_unbacked_symint (ShapeEnv             *env,
                                  const ShapeEventArgs *args,
                                  ShapeValue           *result,
                                  GError              **error)
{
  (void) args;
  return return_value (env, shape_env_make_unbacked_int (env), result, error);
}

gboolean
shape_run_create_unbacked_symfloat (ShapeEnv             *env,
                                    const ShapeEventArgs *args,
                                    ShapeValue           *result,
                                    GError              **error)
{
  (void) args;
  return return_value (env, shape_env_make_unbacked_float (env), result, error);
}

gboolean
shape_run_create_unbacked_symbool (ShapeEnv             *env,
                                   const ShapeEventArgs *args,
                                   ShapeValue           *result,
                                   GError              **error)
{
  (void) args;
  return return_value (env, shape_env_make_unbacked_bool (env), result, error);
}

gboolean
shape_run_eliminate_unbacked (ShapeEnv             *env,
                              const ShapeEventArgs *args,
                              ShapeValue           *result,
                              GError              **error)
{
  (void) result;
  shape_env_set_replacement (env, args->values[0].node, shape_value_to_node (&args->values[1], env->pool));
  return shape_pool_check (env->pool, error);
}

gboolean
shape_run_rename_unbacked_to (ShapeEnv             *env,
                              const ShapeEventArgs *args,
                              ShapeValue           *result,
                              GError              **error)
{
  (void) result;
  shape_env_rename_unbacked (env, args->values[0].node, args->values[1].node);
  return shape_pool_check (env->pool, error);
}

/* A tensor of one element is its element. */
gboolean
shape_run_set_real_tensor_prop_unbacked_vals (ShapeEnv             *env,
                                              const ShapeEventArgs *args,
                                              ShapeValue           *result,
                                              GError              **error)
{
  const ShapeValue *value = &args->values[1];
  ShapeNode *node;

  (void) result;
  if (value->kind == SHAPE_VALUE_TENSOR && value->n_items > 0)
    value = &value->items[0];
  node = shape_value_to_node (value, env->pool);
  if (node == NULL)
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TYPE, "The value of a symbol must be a number");
      return FALSE;
    }

  shape_map_put (&env->real_tensor_prop_unbacked_vals, args->values[0].node, node);
  shape_env_mark_changed (env, SHAPE_STATE_REAL_TENSOR_PROP_UNBACKED_VALS);
  return TRUE;
}

gboolean
shape_run_record_exclusion_constraint (ShapeEnv             *env,
                                       const ShapeEventArgs *args,
                                       ShapeValue           *result,
                                       GError              **error)
{
  ShapeNode *value = symbol_value (env, &args->values[1]);

  (void) result;
  if (value == NULL)
    return shape_pool_check (env->pool, error);
  shape_env_exclude (env, shape_value_to_node (&args->values[0], env->pool), value);
  return TRUE;
}

/* Arguments that are nodes must be nodes of this environment. */
static gboolean
check_fx_args (ShapeEnv         *env,
               const ShapeValue *items,
               guint             n_items)
{
  for (guint i = 0; i < n_items; i++)
    if (items[i].kind == SHAPE_VALUE_FX_NODE && items[i].text != NULL &&
        shape_env_fx_resolve (env, items[i].text) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
shape_run_create_fx_call_function (ShapeEnv             *env,
                                   const ShapeEventArgs *args,
                                   ShapeValue           *result,
                                   GError              **error)
{
  const ShapeValue *list = &args->values[1];
  gboolean fresh = FALSE;

  result->kind = SHAPE_VALUE_FX_NODE;
  if (env->fx == NULL)
    return TRUE;

  if (check_fx_args (env, list->items, list->n_items))
    result->text = shape_env_call_fx_with (env, args->values[0].text, list->items, list->n_items, &fresh);
  result->is_fresh = fresh != FALSE;

  return shape_pool_check (env->pool, error);
}

gboolean
shape_run_suppress_guards_enter (ShapeEnv             *env,
                                 const ShapeEventArgs *args,
                                 ShapeValue           *result,
                                 GError              **error)
{
  (void) args;
  (void) result;
  (void) error;
  env->suppress_guards_depth++;
  return TRUE;
}

gboolean
shape_run_suppress_guards_exit (ShapeEnv             *env,
                                const ShapeEventArgs *args,
                                ShapeValue           *result,
                                GError              **error)
{
  (void) args;
  (void) result;
  (void) error;
  if (env->suppress_guards_depth > 0)
    env->suppress_guards_depth--;
  return TRUE;
}

gboolean
shape_run_ignore_fresh_unbacked_symbols_set (ShapeEnv             *env,
                                             const ShapeEventArgs *args,
                                             ShapeValue           *result,
                                             GError              **error)
{
  (void) error;
  *result = shape_value_bool (env->ignores_fresh_unbacked_symbols);
  env->ignores_fresh_unbacked_symbols = args->values[0].integer != 0;
  return TRUE;
}

gboolean
shape_run_freeze (ShapeEnv             *env,
                  const ShapeEventArgs *args,
                  ShapeValue           *result,
                  GError              **error)
{
  (void) args;
  (void) result;
  (void) error;
  env->frozen = TRUE;
  shape_env_mark_changed (env, SHAPE_STATE_FROZEN);
  return TRUE;
}

gboolean
shape_run_freeze_runtime_asserts (ShapeEnv             *env,
                                  const ShapeEventArgs *args,
                                  ShapeValue           *result,
                                  GError              **error)
{
  (void) args;
  (void) result;
  (void) error;
  env->runtime_asserts_frozen = TRUE;
  shape_env_mark_changed (env, SHAPE_STATE_RUNTIME_ASSERTS_FROZEN);
  return TRUE;
}
