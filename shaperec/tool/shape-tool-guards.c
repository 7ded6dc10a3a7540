/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-guards-private.h"

#include <string.h>

typedef struct
{
  const char         *name;
  ShapeGuardLanguage  language;
  gboolean            compile; /* print them as one C function */
} Language;

/* What guards can be written in. */
static const Language languages[] = {
  { "python", SHAPE_GUARD_LANGUAGE_PYTHON, FALSE },
  { "verbose", SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON, FALSE },
  { "cpp", SHAPE_GUARD_LANGUAGE_CPP, FALSE },
  { "c", SHAPE_GUARD_LANGUAGE_PYTHON, TRUE },
};

static const Language *
find_language (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (name == NULL || strcmp (languages[i].name, name) == 0)
      return &languages[i];
  shape_tool_complain ("guards: unknown language %s: it is python, verbose, cpp or c", name);
  return NULL;
}

void
shape_tool_guards_clear (ShapeToolGuards *self)
{
  g_clear_pointer (&self->guards, g_strfreev);
  g_clear_object (&self->env);
  g_clear_object (&self->trace);
}

ShapeToolStatus
shape_tool_guards_issue (ShapeToolGuards    *self,
                         const char         *path,
                         gint                until,
                         ShapeTraceFlags     flags,
                         ShapeGuardLanguage  language)
{
  g_autoptr (GError) error = NULL;
  guint n_events;

  self->trace = shape_tool_open (path, flags, NULL);
  if (self->trace == NULL)
    return SHAPE_TOOL_BAD_INPUT;
  n_events = shape_tool_count_until (self->trace, until);
  self->inputs = shape_trace_find_inputs (self->trace, n_events);
  if (self->inputs == NULL)
    {
      shape_tool_complain ("%s: it does not say what the inputs are", path);
      return SHAPE_TOOL_BAD_INPUT;
    }
  self->env = shape_trace_replay (self->trace, n_events, &error);
  if (self->env != NULL)
    self->guards = shape_trace_produce_guards (self->trace, self->inputs, self->env, language, &error);
  if (self->guards == NULL)
    {
      shape_tool_complain ("%s: %s", path, error->message);
      return SHAPE_TOOL_DIFFERS;
    }
  return SHAPE_TOOL_FINE;
}

static int
print_c (const char            *path,
         const ShapeToolGuards *issued)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeGuards) set = shape_env_compile_guards (issued->env, (const char *const *) issued->guards, &error);
  g_autofree char *text = NULL;

  if (set == NULL)
    {
      shape_tool_complain ("%s: %s", path, error->message);
      return SHAPE_TOOL_DIFFERS;
    }
  text = shape_guards_to_c (set, "check_guards", NULL);
  g_print ("%s", text);
  return SHAPE_TOOL_FINE;
}

static int
print_guards (const char      *path,
              gint             until,
              ShapeTraceFlags  flags,
              const Language  *language)
{
  g_auto (ShapeToolGuards) issued = { 0 };
  ShapeToolStatus status = shape_tool_guards_issue (&issued, path, until, flags, language->language);

  if (status != SHAPE_TOOL_FINE)
    return status;
  if (language->compile)
    return print_c (path, &issued);
  for (guint i = 0; issued.guards[i] != NULL; i++)
    g_print ("%s\n", issued.guards[i]);
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
    { "language", 0, 0, G_OPTION_ARG_STRING, &name, "python (if not given), verbose (with the reason of each), cpp, or c (one function that checks all)", "NAME" },
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
                   "  shaperec guards model.0.jsonl.gz --language cpp --until 120\n"
                   "  shaperec guards model.0.jsonl.gz --language c > guards.c",
    .options = options,
    .min_args = 1,
    .max_args = 1,
  };
  g_auto (GStrv) args = NULL;
  const Language *language;

  if (!shape_tool_parse (&usage, argc, argv, &args))
    return SHAPE_TOOL_USAGE;
  language = find_language (name);
  if (language == NULL || !shape_tool_check_until (usage.verb, until))
    return SHAPE_TOOL_USAGE;
  return print_guards (args[0], until, truncated ? SHAPE_TRACE_ALLOW_TRUNCATED : SHAPE_TRACE_NONE, language);
}
