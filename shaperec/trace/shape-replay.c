/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-replay-private.h"

static gboolean
get_bool (const ShapeEventArgs *args,
          guint                 i)
{
  return args->values[i].kind == SHAPE_VALUE_BOOL && args->values[i].integer != 0;
}

ShapeEnv *
shape_trace_create_env (ShapeTrace *self)
{
  const ShapeEventArgs *args = shape_trace_event (self, 0)->record.args;
  const ShapeTraceConfig *config = &self->config;
  ShapeEnvConfig env_config = {
    .use_duck_shape = config->use_duck_shape,
    .backed_size_oblivious = config->backed_size_oblivious,
    .symbol_guard_limit_before_specialize = config->has_symbol_guard_limit ? config->symbol_guard_limit : -1,
    .aggressive_guard_free_semantics = (guint) CLAMP (config->aggressive_guard_free_semantics, 0, G_MAXINT),
    .inject_evaluate_expr_flip_equality = config->flip_equality,
    .translation_validation = config->translation_validation,
  };
  ShapeEnvSettings settings = {
    .allow_scalar_outputs = get_bool (args, SHAPE_NEW_ALLOW_SCALAR_OUTPUTS),
    .allow_dynamic_output_shape_ops = get_bool (args, SHAPE_NEW_ALLOW_DYNAMIC_OUTPUT_SHAPE_OPS),
    .assume_static_by_default = get_bool (args, SHAPE_NEW_ASSUME_STATIC_BY_DEFAULT),
    .specialize_zero_one = get_bool (args, SHAPE_NEW_SPECIALIZE_ZERO_ONE),
    .duck_shape = args->values[SHAPE_NEW_DUCK_SHAPE].kind == SHAPE_VALUE_NONE
                    ? SHAPE_MAYBE : get_bool (args, SHAPE_NEW_DUCK_SHAPE) ? SHAPE_YES : SHAPE_NO,
    .prefer_deferred_runtime_asserts_over_guards =
      get_bool (args, SHAPE_NEW_PREFER_DEFERRED_RUNTIME_ASSERTS_OVER_GUARDS),
    .trace_asserts = get_bool (args, SHAPE_NEW_TRACE_ASSERTS),
  };

  return shape_env_new_with (self->pool, &settings, &env_config);
}

gboolean
shape_trace_run_event (ShapeTrace *self,
                       guint       i,
                       ShapeEnv   *env,
                       ShapeValue *result,
                       GError    **error)
{
  const ShapeEventArgs *args = shape_trace_event (self, i)->record.args;

  *result = shape_value_none ();
  env->is_exporting = args->exporting;
  return shape_event_kinds[args->kind].run (env, args, result, error);
}

/* Whether event @i behaved as it was recorded: a call that raised then raises now. */
static gboolean
check_outcome (ShapeTrace *self,
               guint       i,
               gboolean    ok,
               GError     *problem,
               GError    **error)
{
  const ShapeEventRecord *record = &shape_trace_event (self, i)->record;

  if (ok == (record->raised == NULL))
    return TRUE;
  if (ok)
    g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_FAILED, "line %u: %s did not raise %s",
                 shape_trace_event_line (self, i), shape_event_kinds[record->args->kind].name,
                 record->raised->class_name);
  else
    g_propagate_prefixed_error (error, g_error_copy (problem), "line %u: %s: ", shape_trace_event_line (self, i),
                                shape_event_kinds[record->args->kind].name);
  return FALSE;
}

/**
 * shape_trace_replay:
 * @self: a trace
 * @n_events: how many events to replay, the constructor included; more than there are
 *   means all
 * @error: return location for an error
 *
 * Makes a fresh environment and does the calls of the trace on it
 * (`replay_shape_env_events`). A call that raised when it was recorded is expected to
 * raise again.
 *
 * Returns: (transfer full): the environment, or %NULL with @error set
 */
ShapeEnv *
shape_trace_replay (ShapeTrace *self,
                    guint       n_events,
                    GError    **error)
{
  g_autoptr (ShapeEnv) env = NULL;

  g_return_val_if_fail (SHAPE_IS_TRACE (self), NULL);
  g_return_val_if_fail (n_events > 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  env = shape_trace_create_env (self);
  n_events = MIN (n_events, self->events->len);
  for (guint i = 1; i < n_events; i++)
    {
      g_autoptr (GError) problem = NULL;
      ShapeValue result;
      gboolean ok = shape_trace_run_event (self, i, env, &result, &problem);

      if (!check_outcome (self, i, ok, problem, error))
        return NULL;
    }
  return g_steal_pointer (&env);
}
