/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-door-private.h"

#include "shape-recorder-private.h"
#include "shape-env-lists-private.h"

#include <string.h>

gboolean
shape_event_args_run (const ShapeEventArgs *args,
                      ShapeEnv             *env,
                      ShapeValue           *result,
                      GError              **error)
{
  *result = shape_value_none ();
  env->is_exporting = args->exporting;
  return shape_event_kinds[args->kind].run (env, args, result, error);
}

/* An argument block on the stack, for as long as the call lasts. */
static gboolean
run_unrecorded (ShapeEnv         *env,
                ShapeEventKind    kind,
                const ShapeValue *values,
                ShapeValue       *result,
                GError          **error)
{
  guint n = shape_event_kinds[kind].n_args;
  ShapeEventArgs *args = g_alloca (sizeof *args + n * sizeof *values);

  *args = (ShapeEventArgs) { .kind = (guint8) kind, .n_values = (guint8) n };
  if (n > 0)
    memcpy (args->values, values, n * sizeof *values);

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
      shape_event_args_run (shape_recorder_get (recorder, index)->args, env, &answer, &problem);
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
