/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include "../env/shape-env-private.h"
#include "../trace/shape-state-writer-private.h"

static void
print_title (const char *title,
             guint       n)
{
  if (n > 0)
    g_print ("\n%s\n", title);
}

/* s77 = 6 in [2, int_oo], from L['x'].size()[0] */
static void
print_symbol (const ShapeValue *symbol,
              const ShapeValue *range,
              const ShapeValue *hints,
              const ShapeValue *sources)
{
  g_autofree char *name = shape_node_to_sympy_str (symbol->node);
  g_autofree char *lower = shape_node_to_sympy_str (range->items[0].node);
  g_autofree char *upper = shape_node_to_sympy_str (range->items[1].node);

  g_print ("  %s", name);
  for (guint i = 0; i + 1 < hints->n_items; i += 2)
    if (hints->items[i].node == symbol->node)
      {
        g_autofree char *hint = shape_node_to_sympy_str (hints->items[i + 1].node);

        g_print (" = %s", hint);
      }
  g_print (" in [%s, %s]", lower, upper);
  for (guint i = 0; i + 1 < sources->n_items; i += 2)
    if (sources->items[i].node == symbol->node)
      for (guint j = 0; j < sources->items[i + 1].n_items; j++)
        g_print ("%s%s", j == 0 ? ", from " : ", ", sources->items[i + 1].items[j].text);
  g_print ("\n");
}

static void
print_symbols (ShapeEnv   *env,
               ShapeArena *arena)
{
  ShapeValue ranges = shape_env_get_state (env, SHAPE_STATE_VAR_TO_RANGE, arena);
  ShapeValue hints = shape_env_get_state (env, SHAPE_STATE_BACKED_VAR_TO_VAL, arena);
  ShapeValue sources = shape_env_get_state (env, SHAPE_STATE_VAR_TO_SOURCES, arena);

  print_title ("Symbols", ranges.n_items);
  for (guint i = 0; i + 1 < ranges.n_items; i += 2)
    print_symbol (&ranges.items[i], &ranges.items[i + 1], &hints, &sources);
}

static void
print_replacements (ShapeEnv   *env,
                    ShapeArena *arena)
{
  ShapeValue map = shape_env_get_state (env, SHAPE_STATE_REPLACEMENTS, arena);

  print_title ("Replacements", map.n_items);
  for (guint i = 0; i + 1 < map.n_items; i += 2)
    {
      g_autofree char *from = shape_node_to_sympy_str (map.items[i].node);
      g_autofree char *to = shape_node_to_sympy_str (map.items[i + 1].node);

      g_print ("  %s -> %s\n", from, to);
    }
}

static void
print_guards (ShapeEnv   *env,
              ShapeArena *arena)
{
  ShapeValue guards = shape_env_get_state (env, SHAPE_STATE_GUARDS, arena);

  print_title ("Guards", guards.n_items);
  for (guint i = 0; i < guards.n_items; i++)
    {
      const ShapeValue *guard = guards.items[i].items;
      g_autofree char *text = shape_node_to_sympy_str (guard[0].node);

      g_print ("  %s%s\n", text, guard[1].integer ? "  (size-oblivious)" : "");
    }
}

static void
print_asserts (ShapeEnv   *env,
               ShapeArena *arena)
{
  ShapeValue map = shape_env_get_state (env, SHAPE_STATE_DEFERRED_RUNTIME_ASSERTS, arena);

  print_title ("Runtime asserts", map.n_items);
  for (guint i = 1; i < map.n_items; i += 2)
    for (guint j = 0; j < map.items[i].n_items; j++)
      {
        const ShapeValue *item = map.items[i].items[j].items;
        g_autofree char *text = shape_node_to_sympy_str (item[0].node);

        g_print ("  %s  (%s)\n", text, item[1].text ? item[1].text : "");
      }
}

static void
print_env (ShapeEnv   *env,
           ShapeTrace *trace,
           guint       n_events)
{
  g_autoptr (ShapeArena) arena = shape_arena_new ();

  g_print ("%s: %u of %u events replayed%s\n", shape_trace_get_name (trace) ? shape_trace_get_name (trace) : "trace",
           n_events, shape_trace_get_n_events (trace), shape_trace_get_is_complete (trace) ? "" : "; the trace was cut off");
  print_symbols (env, arena);
  print_replacements (env, arena);
  print_guards (env, arena);
  print_asserts (env, arena);
}

static void
print_json (ShapeEnv   *env,
            ShapeTrace *trace,
            guint       n_events)
{
  g_autoptr (GString) out = g_string_new (NULL);
  ShapeJsonWriter writer = SHAPE_JSON_WRITER_INIT (out);

  shape_json_open (&writer, NULL, '{');
  shape_json_add_text (&writer, "trace", shape_trace_get_name (trace));
  shape_json_add_integer (&writer, "events", n_events);
  shape_write_state (&writer, "state", env, NULL, NULL);
  shape_json_close (&writer, '}');
  g_print ("%s\n", out->str);
}

static int
replay (const char     *path,
        gint            until,
        gboolean        is_json,
        ShapeTraceFlags flags)
{
  g_autoptr (ShapeTrace) trace = shape_tool_open (path, flags, NULL);
  g_autoptr (ShapeEnv) env = NULL;
  g_autoptr (GError) error = NULL;
  guint n_events;

  if (trace == NULL)
    return SHAPE_TOOL_BAD_INPUT;
  n_events = shape_tool_count_until (trace, until);
  env = shape_trace_replay (trace, n_events, &error);
  if (env == NULL)
    {
      shape_tool_complain ("%s: %s", path, error->message);
      return SHAPE_TOOL_DIFFERS;
    }
  if (is_json)
    print_json (env, trace, n_events);
  else
    print_env (env, trace, n_events);
  return SHAPE_TOOL_FINE;
}

int
shape_tool_replay (int    argc,
                   char **argv)
{
  gboolean is_json = FALSE, truncated = FALSE;
  gint until = 0;
  const GOptionEntry options[] = {
    { "until", 0, 0, G_OPTION_ARG_INT, &until, "Replay the first N events only, the constructor included", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, "Print the whole state as one JSON object", NULL },
    { "truncated", 0, 0, G_OPTION_ARG_NONE, &truncated, "Read a trace that was cut off up to its last event", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ShapeToolUsage usage = {
    .verb = "replay",
    .parameters = "TRACE",
    .summary = "Replays a trace and prints what then stands: symbols with source, hint and range,\n"
               "replacements, guards, runtime asserts.",
    .description = "Examples:\n"
                   "  shaperec replay model.0.jsonl.gz\n"
                   "  shaperec replay model.0.jsonl.gz --until 120\n"
                   "  shaperec replay model.0.jsonl.gz --json | jq .state.guards",
    .options = options,
    .min_args = 1,
    .max_args = 1,
  };
  g_auto (GStrv) args = NULL;

  if (!shape_tool_parse (&usage, argc, argv, &args) || !shape_tool_check_until (usage.verb, until))
    return SHAPE_TOOL_USAGE;
  return replay (args[0], until, is_json, truncated ? SHAPE_TRACE_ALLOW_TRUNCATED : SHAPE_TRACE_NONE);
}
