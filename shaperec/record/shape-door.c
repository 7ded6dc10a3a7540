/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-door-private.h"

#include "shape-recorder-private.h"
#include "shape-env-lists-private.h"
#include "../env/shape-env-symbols-private.h"
#include "../env/shape-env-verbs-private.h"

static void
renew_symbolic (ShapeEnv         *env,
                const ShapeValue *values,
                guint             n)
{
  for (guint i = 0; i < n; i++)
    if (SHAPE_VALUE_IS_SYMBOLIC (&values[i]))
      shape_env_renew_hint (env, &values[i]);
    else if (values[i].kind == SHAPE_VALUE_LIST)
      renew_symbolic (env, values[i].items, values[i].n_items);
}

/* Where calls are recorded, as they are with translation validation, the reference makes each
 * symbolic argument anew (`ShapeEnvEvent.run`); what it learns by that is remembered. */
static ShapeValue
run_call (const ShapeEventArgs *args,
          ShapeEnv             *env)
{
  const ShapeEventKindInfo *info = &shape_event_kinds[args->kind];

  if (env->config.translation_validation)
    renew_symbolic (env, args->values, info->n_args);

  return shape_pool_has_error (env->pool) ? shape_value_none () : info->run (env, args->values);
}

gboolean
shape_event_args_run (const ShapeEventArgs *args,
                      ShapeEnv             *env,
                      ShapeValue           *result,
                      GError              **error)
{
  ShapeExprPool *pool = env->pool;

  env->is_exporting = args->exporting;
  *result = run_call (args, env);
  env->is_exporting = FALSE;
  shape_pool_begin_question (pool);
  if (!shape_pool_has_error (pool))
    return TRUE;
  *result = shape_value_none ();
  return shape_pool_check (pool, error);
}

/* An argument block on the stack, for as long as the call lasts. */
static gboolean
run_unrecorded (ShapeEnv         *env,
                ShapeEventKind    kind,
                const ShapeValue *values,
                ShapeValue       *result,
                GError          **error)
{
  ShapeEventArgs *args = g_alloca (SHAPE_EVENT_ARGS_SIZE (kind));

  shape_event_args_init (args, kind, values, FALSE);

  return shape_event_args_run (args, env, result, error);
}

gboolean
shape_env_call (ShapeEnv         *env,
                ShapeEventKind    kind,
                const ShapeValue *values,
                ShapeValue       *result,
                GError          **error)
{
  ShapeRecorder *recorder = env->recorder;
  ShapeValue answer;
  g_autoptr (GError) problem = NULL;

  if (recorder == NULL || recorder->is_recording)
    run_unrecorded (env, kind, values, &answer, &problem);
  else
    {
      guint index = shape_recorder_begin_call (recorder, kind, values, env->is_exporting);

      recorder->is_recording = TRUE;
      shape_event_args_run (shape_recorder_get (recorder, index).args, env, &answer, &problem);
      recorder->is_recording = FALSE;
      shape_recorder_end_call (recorder, index, &answer, problem);
      shape_env_tell_recorded (env, index);
    }

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (result != NULL)
    *result = answer;
  return TRUE;
}

gboolean
shape_env_call_within (ShapeEnv         *env,
                       ShapeEventKind    kind,
                       const ShapeValue *values,
                       ShapeValue       *result)
{
  g_autoptr (GError) error = NULL;

  if (shape_env_call (env, kind, values, result, &error))
    return TRUE;
  shape_pool_fail (env->pool, (ShapeError) error->code, "%s", error->message);
  return FALSE;
}

ShapeNode *
shape_env_find_by_door (ShapeEnv  *env,
                        ShapeNode *a)
{
  ShapeValue value = shape_value_expr (a);
  ShapeValue found;

  if (env->recorder->is_recording)
    return shape_env_run_find (env, a);
  return shape_env_call_within (env, SHAPE_EVENT_FIND, &value, &found) ? shape_value_to_node (&found, env->pool) : NULL;
}
