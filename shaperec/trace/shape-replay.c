/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-replay-private.h"

#include "../record/shape-env-event-private.h"

ShapeEnv *
shape_trace_create_env (ShapeTrace *self)
{
  GHashTableIter contexts;
  gpointer context;

  g_hash_table_iter_init (&contexts, self->contexts);
  while (g_hash_table_iter_next (&contexts, NULL, &context))
    shape_symbolic_context_restore (context);

  return shape_event_args_create (shape_trace_event (self, 0)->record.args, self->pool, &self->config);
}

gboolean
shape_trace_run_event (ShapeTrace *self,
                       guint       i,
                       ShapeEnv   *env,
                       ShapeValue *result,
                       GError    **error)
{
  return shape_event_record_run (&shape_trace_event (self, i)->record, env, result, error);
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
      if (shape_event_record_replay (&shape_trace_event (self, i)->record, env, error))
        continue;
      g_prefix_error (error, "line %u: ", shape_trace_event_line (self, i));
      return NULL;
    }
  return g_steal_pointer (&env);
}
