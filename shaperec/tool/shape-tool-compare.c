/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include "../trace/shape-json-writer-private.h"

#include <string.h>

/* PATH@N means the first N events; a file whose own name ends so comes first. */
static char *
split_count (const char *argument,
             guint      *n_events)
{
  const char *at = strrchr (argument, '@');
  guint64 n;

  *n_events = G_MAXUINT;
  if (at == NULL || g_file_test (argument, G_FILE_TEST_EXISTS) ||
      !g_ascii_string_to_unsigned (at + 1, 10, 1, G_MAXUINT, &n, NULL))
    return g_strdup (argument);
  *n_events = (guint) n;
  return g_strndup (argument, (gsize) (at - argument));
}

/* Both environments live in one pool, so that equal expressions are the same. */
static ShapeEnv *
replay_argument (const char    *argument,
                 ShapeExprPool *pool)
{
  guint n_events;
  g_autofree char *path = split_count (argument, &n_events);
  g_autoptr (ShapeTrace) trace = shape_tool_open (path, SHAPE_TRACE_NONE, pool);
  g_autoptr (GError) error = NULL;
  ShapeEnv *env = NULL;

  if (trace == NULL)
    return NULL;
  if (n_events != G_MAXUINT && n_events > shape_trace_get_n_events (trace))
    {
      shape_tool_complain ("%s: the trace has %u events only", argument, shape_trace_get_n_events (trace));
      return NULL;
    }
  env = shape_trace_replay (trace, n_events, &error);
  if (env == NULL)
    shape_tool_complain ("%s: %s", argument, error->message);
  return env;
}

static void
print_json (ShapeComparison *comparison)
{
  g_autoptr (GString) out = g_string_new (NULL);
  ShapeJsonWriter writer = SHAPE_JSON_WRITER_INIT (out);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (comparison));

  shape_json_open (&writer, NULL, '{');
  shape_json_add_bool (&writer, "equal", shape_comparison_is_equal (comparison));
  shape_json_open (&writer, "differences", '[');
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ShapeDifference) difference = g_list_model_get_item (G_LIST_MODEL (comparison), i);

      shape_json_open (&writer, NULL, '{');
      shape_json_add_text (&writer, "field", shape_difference_get_field (difference));
      shape_json_add_text (&writer, "left", shape_difference_get_left (difference));
      shape_json_add_text (&writer, "right", shape_difference_get_right (difference));
      shape_json_close (&writer, '}');
    }
  shape_json_close (&writer, ']');
  shape_json_close (&writer, '}');
  g_print ("%s\n", out->str);
}

static int
compare (const char *left_argument,
         const char *right_argument,
         gboolean    is_json)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (ShapeEnv) left = replay_argument (left_argument, pool);
  g_autoptr (ShapeEnv) right = left ? replay_argument (right_argument, pool) : NULL;
  g_autoptr (ShapeComparison) comparison = NULL;

  if (right == NULL)
    return SHAPE_TOOL_BAD_INPUT;
  comparison = shape_comparison_new (left, right);
  if (is_json)
    print_json (comparison);
  else if (shape_comparison_is_equal (comparison))
    g_print ("The environments are equal.\n");
  else
    {
      g_autofree char *text = shape_comparison_to_string (comparison);

      g_print ("%s\n", g_strchomp (text));
    }
  return shape_comparison_is_equal (comparison) ? SHAPE_TOOL_FINE : SHAPE_TOOL_DIFFERS;
}

int
shape_tool_compare (int    argc,
                    char **argv)
{
  gboolean is_json = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ShapeToolUsage usage = {
    .verb = "compare",
    .parameters = "A[@N] B[@M]",
    .summary = "Replays two traces, A up to its event N and B up to its event M, and tells what the\n"
               "environments differ in. The constructor counts as the first event. Exit status 1 if\nthey differ.",
    .description = "Examples:\n"
                   "  shaperec compare before.0.jsonl.gz after.0.jsonl.gz\n"
                   "  shaperec compare model.0.jsonl.gz@100 model.0.jsonl.gz@120",
    .options = options,
    .min_args = 2,
    .max_args = 2,
  };
  g_auto (GStrv) args = NULL;

  if (!shape_tool_parse (&usage, argc, argv, &args))
    return SHAPE_TOOL_USAGE;
  return compare (args[0], args[1], is_json);
}
