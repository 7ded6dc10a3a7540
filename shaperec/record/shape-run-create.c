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

ShapeValue
shape_run_create_symbolic_sizes_strides_storage_offset (ShapeEnv         *env,
                                                        const ShapeValue *values)
{
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
      shape_pool_fail (env->pool, SHAPE_ERROR_ASSERTION, "%u sizes, but %u strides", request.n_dims, values[1].n_items);
      return shape_value_none ();
    }

  return shape_env_make_sizes (env, &request);
}

/* A size that came unbacked from another environment has no number, and the symbol for it needs none. */
static ShapeNode *
size_value (ShapeEnv         *env,
            const ShapeValue *value,
            ShapeDimDynamic   dim)
{
  if (value->kind == SHAPE_VALUE_NONE && dim == SHAPE_DIM_UNBACKED)
    return shape_node_integer (env->pool, 0);
  return symbol_value (env, value);
}

ShapeValue
shape_run_create_symbol (ShapeEnv         *env,
                         const ShapeValue *values)
{
  ShapeSymbolRequest request = {
    .value = size_value (env, &values[0], (ShapeDimDynamic) values[2].integer),
    .source = values[1].source,
    .dynamic = (ShapeDimDynamic) values[2].integer,
    .constraint = optional_constraint (&values[3]),
    .positive = shape_event_arg_get_ternary (&values[4]),
    .do_not_specialize_zero_one = values[5].integer != 0,
    .context = optional_context (&values[6]),
  };

  if (request.value == NULL)
    return shape_value_none ();
  return shape_value_expr_or_none (shape_env_make_symbol (env, &request));
}

ShapeValue
shape_run_create_unspecified_symbol (ShapeEnv         *env,
                                     const ShapeValue *values)
{
  ShapeSymbolRequest request = {
    .value = symbol_value (env, &values[0]),
    .source = values[1].source,
    .dynamic = (ShapeDimDynamic) values[2].integer,
    .constraint = optional_constraint (&values[3]),
    .context = optional_context (&values[4]),
  };

  if (request.value == NULL)
    return shape_value_none ();
  return shape_value_expr_or_none (shape_env_make_unspecified_symbol (env, &request));
}

ShapeValue
shape_run_create_unspecified_symint_and_symbol (ShapeEnv         *env,
                                                const ShapeValue *values)
{
  ShapeSymbolRequest request = {
    .value = symbol_value (env, &values[0]),
    .source = values[1].source,
    .dynamic = (ShapeDimDynamic) values[2].integer,
  };
  ShapeNode *excluded = shape_value_to_number (&values[3], env->pool);
  ShapeNode *symbol = request.value == NULL ? NULL : shape_env_make_unspecified_symbol (env, &request);

  if (shape_pool_has_error (env->pool))
    return shape_value_none ();
  if (excluded != NULL)
    shape_env_exclude (env, symbol, excluded);

  return shape_env_make_sym_int (env, symbol, &values[0], request.source);
}

ShapeValue
shape_run_create_symintnode (ShapeEnv         *env,
                             const ShapeValue *values)
{
  ShapeNode *expr = shape_value_to_node (&values[0], env->pool);

  return shape_env_make_sym_int (env, expr, &values[1], optional_source (&values[2]));
}

ShapeValue
shape_run_create_symfloatnode (ShapeEnv         *env,
                               const ShapeValue *values)
{
  ShapeNode *expr = shape_value_to_node (&values[0], env->pool);

  return shape_env_make_sym_float (env, expr, &values[1], optional_source (&values[2]));
}

ShapeValue
shape_run_create_unbacked_symint (ShapeEnv         *env,
                                  const ShapeValue *values G_GNUC_UNUSED)
{
  return shape_env_make_unbacked_int (env);
}

ShapeValue
shape_run_create_unbacked_symfloat (ShapeEnv         *env,
                                    const ShapeValue *values G_GNUC_UNUSED)
{
  return shape_env_make_unbacked_float (env);
}

ShapeValue
shape_run_create_unbacked_symbool (ShapeEnv         *env,
                                   const ShapeValue *values G_GNUC_UNUSED)
{
  return shape_env_make_unbacked_bool (env);
}

ShapeValue
shape_run_eliminate_unbacked (ShapeEnv         *env,
                              const ShapeValue *values)
{
  shape_env_set_replacement (env, values[0].node, shape_value_to_node (&values[1], env->pool));
  return shape_value_none ();
}

ShapeValue
shape_run_rename_unbacked_to (ShapeEnv         *env,
                              const ShapeValue *values)
{
  shape_env_rename_unbacked (env, values[0].node, values[1].node);
  return shape_value_none ();
}

/* A tensor of one element is its element. */
ShapeValue
shape_run_set_real_tensor_prop_unbacked_vals (ShapeEnv         *env,
                                              const ShapeValue *values)
{
  const ShapeValue *value = &values[1];
  ShapeNode *node;

  if (value->kind == SHAPE_VALUE_TENSOR && value->n_items > 0)
    value = &value->items[0];
  node = shape_value_to_node (value, env->pool);
  if (node == NULL)
    {
      shape_pool_fail (env->pool, SHAPE_ERROR_TYPE, "The value of a symbol must be a number");
      return shape_value_none ();
    }

  shape_map_put (&env->real_tensor_prop_unbacked_vals, values[0].node, node);
  shape_env_mark_changed (env, SHAPE_STATE_REAL_TENSOR_PROP_UNBACKED_VALS);
  return shape_value_none ();
}

ShapeValue
shape_run_record_exclusion_constraint (ShapeEnv         *env,
                                       const ShapeValue *values)
{
  ShapeNode *value = symbol_value (env, &values[1]);

  if (value != NULL)
    shape_env_exclude (env, shape_value_to_node (&values[0], env->pool), value);
  return shape_value_none ();
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

static G_NO_INLINE ShapeValue
call_function (ShapeEnv         *env,
               const char       *name,
               const ShapeValue *list)
{
  ShapeValue node = { .kind = SHAPE_VALUE_FX_NODE };
  gboolean fresh = FALSE;

  if (check_fx_args (env, list->items, list->n_items))
    node.text = shape_env_call_fx_with (env, name, list->items, list->n_items, &fresh);
  node.is_fresh = fresh != FALSE;

  return node;
}

/* Most events are of this kind, and most environments have no graph. */
ShapeValue
shape_run_create_fx_call_function (ShapeEnv         *env,
                                   const ShapeValue *values)
{
  if (env->fx == NULL)
    return (ShapeValue) { .kind = SHAPE_VALUE_FX_NODE };
  return call_function (env, values[0].text, &values[1]);
}

ShapeValue
shape_run_suppress_guards_enter (ShapeEnv         *env,
                                 const ShapeValue *values G_GNUC_UNUSED)
{
  env->suppress_guards_depth++;
  return shape_value_none ();
}

ShapeValue
shape_run_suppress_guards_exit (ShapeEnv         *env,
                                const ShapeValue *values G_GNUC_UNUSED)
{
  if (env->suppress_guards_depth > 0)
    env->suppress_guards_depth--;
  return shape_value_none ();
}

ShapeValue
shape_run_ignore_fresh_unbacked_symbols_set (ShapeEnv         *env,
                                             const ShapeValue *values)
{
  ShapeValue before = shape_value_bool (env->ignores_fresh_unbacked_symbols);

  env->ignores_fresh_unbacked_symbols = values[0].integer != 0;
  return before;
}

ShapeValue
shape_run_freeze (ShapeEnv         *env,
                  const ShapeValue *values G_GNUC_UNUSED)
{
  env->frozen = TRUE;
  shape_env_mark_changed (env, SHAPE_STATE_FROZEN);
  return shape_value_none ();
}

ShapeValue
shape_run_freeze_runtime_asserts (ShapeEnv         *env,
                                  const ShapeValue *values G_GNUC_UNUSED)
{
  env->runtime_asserts_frozen = TRUE;
  shape_env_mark_changed (env, SHAPE_STATE_RUNTIME_ASSERTS_FROZEN);
  return shape_value_none ();
}

ShapeValue
shape_run_set_state (ShapeEnv         *env,
                     const ShapeValue *values)
{
  shape_env_run_set_state (env, &values[0]);
  if (values[1].kind == SHAPE_VALUE_BOOL)
    env->errors_on_new_guards = values[1].integer != 0;
  return shape_value_none ();
}
