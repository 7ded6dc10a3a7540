/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-event-private.h"

#include "shape-door-private.h"
#include "shape-env-lists-private.h"
#include "shape-recorder-private.h"

/* Doing recorded calls again. */

static gboolean
get_flag (const ShapeEventArgs *args,
          guint                 i)
{
  return args->values[i].kind == SHAPE_VALUE_BOOL && args->values[i].integer != 0;
}

ShapeEnv *
shape_event_args_create (const ShapeEventArgs *args,
                         ShapeExprPool        *pool,
                         const ShapeEnvConfig *config)
{
  ShapeEnvSettings settings = {
    .allow_scalar_outputs = get_flag (args, SHAPE_NEW_ALLOW_SCALAR_OUTPUTS),
    .allow_dynamic_output_shape_ops = get_flag (args, SHAPE_NEW_ALLOW_DYNAMIC_OUTPUT_SHAPE_OPS),
    .assume_static_by_default = get_flag (args, SHAPE_NEW_ASSUME_STATIC_BY_DEFAULT),
    .specialize_zero_one = get_flag (args, SHAPE_NEW_SPECIALIZE_ZERO_ONE),
    .duck_shape = SHAPE_MAYBE,
    .prefer_deferred_runtime_asserts_over_guards =
      get_flag (args, SHAPE_NEW_PREFER_DEFERRED_RUNTIME_ASSERTS_OVER_GUARDS),
    .trace_asserts = get_flag (args, SHAPE_NEW_TRACE_ASSERTS),
  };

  if (args->values[SHAPE_NEW_DUCK_SHAPE].kind == SHAPE_VALUE_BOOL)
    settings.duck_shape = get_flag (args, SHAPE_NEW_DUCK_SHAPE) ? SHAPE_YES : SHAPE_NO;

  return shape_env_new_with (pool, &settings, config);
}

/* The call raised: was that recorded? Errors that the reference has no name for are all alike. */
static gboolean
check_problem (const ShapeEventRecord *record,
               GError                 *problem,
               GError                **error)
{
  const ShapeEventError *raised = record->raised;

  if (raised != NULL &&
      (raised->class_name == NULL || problem->domain != SHAPE_ERROR ||
       g_strcmp0 (raised->class_name, shape_error_get_class_name ((ShapeError) problem->code)) == 0))
    return TRUE;

  g_propagate_prefixed_error (error, g_error_copy (problem), "%s: ",
                              shape_event_kinds[record->args->kind].name);
  return FALSE;
}

gboolean
shape_event_record_run (const ShapeEventRecord *record,
                        ShapeEnv               *env,
                        ShapeValue             *result,
                        GError                **error)
{
  gboolean returned;

  env->place = record->place;
  returned = shape_event_args_run (record->args, env, result, error);
  env->place = NULL;
  return returned;
}

gboolean
shape_event_record_replay (const ShapeEventRecord *record,
                           ShapeEnv               *env,
                           GError                **error)
{
  g_autoptr (GError) problem = NULL;
  ShapeValue result;

  if (!shape_event_record_run (record, env, &result, &problem))
    return check_problem (record, problem, error);
  if (record->raised == NULL)
    return TRUE;

  g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_FAILED, "%s did not raise %s",
               shape_event_kinds[record->args->kind].name,
               shape_error_get_class_name (record->raised->code));
  return FALSE;
}

/* The records of an array, without an object for each. */
static ShapeEnv *
replay_recorder (ShapeRecorder  *recorder,
                 GError        **error)
{
  g_autoptr (ShapeEnv) env =
    shape_event_args_create (shape_recorder_get (recorder, 0).args, recorder->pool, &recorder->config);

  env->is_private = TRUE;
  for (guint i = 1; i < recorder->events->len; i++)
    {
      const ShapeEventRecord record = shape_recorder_get (recorder, i);

      if (!shape_event_record_replay (&record, env, error))
        return NULL;
    }
  env->is_private = FALSE;

  return g_steal_pointer (&env);
}

static ShapeEnvEvent *
get_event (GListModel  *events,
           guint        i,
           GError     **error)
{
  g_autoptr (GObject) item = g_list_model_get_item (events, i);

  if (item == NULL || !SHAPE_IS_ENV_EVENT (item))
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TYPE, "Item %u is no event", i);
      return NULL;
    }
  return SHAPE_ENV_EVENT (g_steal_pointer (&item));
}

/**
 * shape_env_replay_events:
 * @events: a list model of [class@EnvEvent], the first of which is a constructor
 * @error: return location for an error
 *
 * Makes a fresh environment and does the recorded calls on it, in order
 * (`replay_shape_env_events`). Its pool is that of the events; the calls are not recorded
 * again. To stop at some point in time, give a part of a list.
 *
 * Returns: (transfer full): the environment, or %NULL with @error set
 */
ShapeEnv *
shape_env_replay_events (GListModel  *events,
                         GError     **error)
{
  g_autoptr (ShapeEnv) env = NULL;
  g_autoptr (ShapeEnvEvent) first = NULL;
  ShapeRecorder *recorder;
  guint n;

  g_return_val_if_fail (G_IS_LIST_MODEL (events), NULL);

  recorder = shape_event_list_get_recorder (events);
  if (recorder != NULL)
    return replay_recorder (recorder, error);

  first = get_event (events, 0, error);
  env = first == NULL ? NULL : shape_env_event_create_env (first, error);
  if (env == NULL)
    return NULL;

  n = g_list_model_get_n_items (events);
  for (guint i = 1; i < n; i++)
    {
      g_autoptr (ShapeEnvEvent) event = get_event (events, i, error);

      if (event == NULL || !shape_env_event_run (event, env, error))
        return NULL;
    }

  return g_steal_pointer (&env);
}
