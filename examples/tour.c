/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A tour of shaperec: make an environment and the sizes of a tensor, guard on them, replay
 * what was recorded, compare, and save it as a trace.
 *
 *   tour TRACE
 */

#include <shaperec/shaperec.h>

static void
on_event_recorded (ShapeEnv      *env,
                   ShapeEnvEvent *event,
                   gpointer       data)
{
  (void) env;
  (void) data;
  g_print ("recorded %s\n", shape_env_event_get_name (event));
}

/* Makes the symbolic sizes of the tensor L['x'] of shape 5 x 7, both of which may vary. */
static GPtrArray *
create_sizes (ShapeEnv  *env,
              GError   **error)
{
  const gint64 sizes[] = { 5, 7 }, strides[] = { 7, 1 };
  const ShapeDimDynamic dynamic[] = { SHAPE_DIM_DYNAMIC, SHAPE_DIM_DYNAMIC };
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['x']", NULL, FALSE);
  g_autoptr (ShapeSymbolicContext) context = shape_symbolic_context_new (dynamic, 2);
  g_autoptr (GPtrArray) out_strides = NULL;
  g_autoptr (ShapeSymNode) out_offset = NULL;
  GPtrArray *out_sizes = NULL;

  shape_env_create_symbolic_sizes_strides_storage_offset (env, sizes, strides, 2, 0, source, context,
                                                          &out_sizes, &out_strides, &out_offset, error);
  return out_sizes;
}

/* Asks whether 2 * @size > 7, which puts a guard on the answer. */
static gboolean
guard_on (ShapeEnv      *env,
          ShapeSymNode  *size,
          GError       **error)
{
  g_autoptr (ShapeSymNode) two = shape_sym_node_new_int (env, 2);
  g_autoptr (ShapeSymNode) seven = shape_sym_node_new_int (env, 7);
  g_autoptr (ShapeSymNode) twice = shape_sym_node_mul (size, two, error);
  g_autoptr (ShapeSymNode) question = twice != NULL ? shape_sym_node_gt (twice, seven, error) : NULL;
  g_autofree char *text = NULL;
  gboolean answer;

  if (question == NULL || !shape_sym_node_guard_bool (question, &answer, error))
    return FALSE;
  text = shape_sym_node_to_string (question);
  g_print ("%s is %s\n", text, answer ? "true" : "false");
  return TRUE;
}

static void
print_guards (ShapeEnv *env)
{
  g_autoptr (GListModel) guards = shape_env_list_guards (env);

  for (guint i = 0; i < g_list_model_get_n_items (guards); i++)
    {
      g_autoptr (ShapeEnvGuard) guard = g_list_model_get_item (guards, i);
      g_autofree char *text = shape_expr_to_sympy_string (shape_env_guard_get_expr (guard), NULL);

      g_print ("guard: %s\n", text);
    }
}

static gboolean
save (ShapeEnv    *env,
      const char  *path,
      GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);

  return stream != NULL && shape_env_write_trace (env, G_OUTPUT_STREAM (stream), error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static gboolean
run (const char  *path,
     GError     **error)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (ShapeEnv) replayed = NULL;
  g_autoptr (GListModel) events = NULL;
  g_autoptr (GPtrArray) sizes = NULL;

  g_signal_connect (env, "event-recorded", G_CALLBACK (on_event_recorded), NULL);
  sizes = create_sizes (env, error);
  if (sizes == NULL || !guard_on (env, sizes->pdata[0], error))
    return FALSE;
  print_guards (env);

  events = shape_env_list_events (env);
  replayed = shape_env_replay_events (events, error);
  if (replayed == NULL || !shape_env_check_state_equal (env, replayed, error))
    return FALSE;
  g_print ("%u events replayed: the environments are equal\n", g_list_model_get_n_items (events));

  return save (env, path, error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: tour TRACE\n");
      return 2;
    }
  if (!run (argv[1], &error))
    {
      g_printerr ("tour: %s\n", error->message);
      return 1;
    }
  return 0;
}
