/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include "../trace/shape-recorded-guards-private.h"

#include <string.h>

/* What guards can be written in. */
typedef struct
{
  const char         *name;
  ShapeGuardLanguage  language;
} Language;

static const Language languages[] = {
  { "python", SHAPE_GUARD_LANGUAGE_PYTHON },
  { "verbose", SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON },
  { "cpp", SHAPE_GUARD_LANGUAGE_CPP },
};

static const Language *
find_language (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (name == NULL || strcmp (languages[i].name, name) == 0)
      return &languages[i];
  shape_tool_complain ("guards: unknown language %s: it is python, verbose or cpp", name);
  return NULL;
}

static int
print_guards (ShapeTrace     *trace,
              const char     *path,
              const Language *language,
              guint           n_events)
{
  const ShapeTrackedFakes *inputs = shape_trace_find_inputs (trace, n_events);
  g_autoptr (ShapeEnv) env = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) guards = NULL;

  if (inputs == NULL)
    {
      shape_tool_complain ("%s: it does not say what the inputs are", path);
      return SHAPE_TOOL_BAD_INPUT;
    }
  env = shape_trace_replay (trace, n_events, &error);
  if (env != NULL)
    guards = shape_trace_produce_guards (trace, inputs, env, language->language, &error);
  if (guards == NULL)
    {
      shape_tool_complain ("%s: %s", path, error->message);
      return SHAPE_TOOL_DIFFERS;
    }
  for (guint i = 0; guards[i] != NULL; i++)
    g_print ("%s\n", guards[i]);
  return SHAPE_TOOL_FINE;
}

int
shape_tool_guards (int    argc,
                   char **argv)
{
  g_autofree char *name = NULL;
  gboolean truncated = FALSE;
  gint until = 0;
  const GOptionEntry options[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &name, "python (if not given), verbose (with the reason of each) or cpp", "NAME" },
    { "until", 0, 0, G_OPTION_ARG_INT, &until, "Replay the first N events only, the constructor included", "N" },
    { "truncated", 0, 0, G_OPTION_ARG_NONE, &truncated, "Read a trace that was cut off up to its last event", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ShapeToolUsage usage = {
    .verb = "guards",
    .parameters = "TRACE",
    .summary = "Replays a trace and prints the guards that its environment issues, one a line: what inputs\n"
               "must be like to use the program that was compiled. Where a constraint of the user's is\n"
               "violated, it tells which, and ends with status 1.",
    .description = "Examples:\n"
                   "  shaperec guards model.0.jsonl.gz\n"
                   "  shaperec guards model.0.jsonl.gz --language verbose\n"
                   "  shaperec guards model.0.jsonl.gz --language cpp --until 120",
    .options = options,
    .min_args = 1,
    .max_args = 1,
  };
  g_auto (GStrv) args = NULL;
  g_autoptr (ShapeTrace) trace = NULL;
  const Language *language;
  guint n_events;

  if (!shape_tool_parse (&usage, argc, argv, &args))
    return SHAPE_TOOL_USAGE;
  language = find_language (name);
  if (until < 0)
    shape_tool_complain ("guards: --until takes a number above 0");
  if (until < 0 || language == NULL)
    return SHAPE_TOOL_USAGE;
  trace = shape_tool_open (args[0], truncated ? SHAPE_TRACE_ALLOW_TRUNCATED : SHAPE_TRACE_NONE, NULL);
  if (trace == NULL)
    return SHAPE_TOOL_BAD_INPUT;
  n_events = shape_trace_get_n_events (trace);
  return print_guards (trace, args[0], language, until > 0 ? MIN (n_events, (guint) until) : n_events);
}
