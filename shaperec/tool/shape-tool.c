/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include "../trace/shape-trace-reader-private.h"

#include <unistd.h>

void
shape_tool_complain (const char *format,
                     ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("shaperec: %s\n", text);
}

/* How long one line or event may take, in seconds; 0: as long as it likes. */
#define DEFAULT_TIME_LIMIT 60
static gint time_limit = DEFAULT_TIME_LIMIT;

static gboolean
check_time_limit (const char *verb)
{
  if (time_limit >= 0 && time_limit <= G_MAXINT / 1000)
    return TRUE;
  shape_tool_complain ("%s: --time-limit takes a number of seconds, or 0 for no limit", verb);
  return FALSE;
}

/* GLib ends the process itself after --help; it does so only where help is asked for. */
gboolean
shape_tool_parse (const ShapeToolUsage *usage,
                  int                   argc,
                  char                **argv,
                  GStrv                *args)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = NULL;
  g_autofree char *program = g_strdup_printf ("shaperec %s", usage->verb);
  const GOptionEntry common[] = {
    { "time-limit", 0, 0, G_OPTION_ARG_INT, &time_limit,
      "Give up an event that takes longer (60 s; 0: never)", "SECONDS" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, usage->parameters },
    G_OPTION_ENTRY_NULL,
  };
  guint n;

  g_set_prgname (program);
  g_option_context_set_summary (context, usage->summary);
  g_option_context_set_description (context, usage->description);
  if (usage->options != NULL)
    g_option_context_add_main_entries (context, usage->options, NULL);
  g_option_context_add_main_entries (context, common, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      shape_tool_complain ("%s: %s\nTry `shaperec %s --help`.", usage->verb, error->message, usage->verb);
      return FALSE;
    }
  if (!check_time_limit (usage->verb))
    return FALSE;
  n = rest ? g_strv_length (rest) : 0;
  if (n < usage->min_args || n > usage->max_args)
    {
      shape_tool_complain ("%s: too %s arguments: it takes %s\nTry `shaperec %s --help`.", usage->verb,
                           n < usage->min_args ? "few" : "many", usage->parameters, usage->verb);
      return FALSE;
    }
  *args = g_steal_pointer (&rest);
  return TRUE;
}

void
shape_tool_make_classes (void)
{
  const GType types[] = { SHAPE_TYPE_TRACE, SHAPE_TYPE_SYMBOLIC_CONTEXT, SHAPE_TYPE_ENV, SHAPE_TYPE_ENV_EVENT };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_type_class_unref (g_type_class_ref (types[i]));
}

ShapeTrace *
shape_tool_open (const char     *path,
                 ShapeTraceFlags flags,
                 ShapeExprPool  *pool)
{
  g_autoptr (ShapeExprPool) own = pool == NULL ? shape_expr_pool_new () : shape_expr_pool_ref (pool);
  g_autoptr (GError) error = NULL;
  ShapeTrace *trace;

  shape_expr_pool_set_max_milliseconds (own, (guint) time_limit * 1000);
  trace = shape_trace_new_in_pool (shape_line_reader_new_for_path (path, &error), flags, own, &error);
  if (trace == NULL)
    shape_tool_complain ("%s: %s", path, error->message);
  if (g_error_matches (error, SHAPE_ERROR, SHAPE_ERROR_TRUNCATED))
    g_printerr ("With --truncated it is read up to its last whole event.\n");
  return trace;
}

gboolean
shape_tool_check_until (const char *verb,
                        gint        until)
{
  if (until < 0)
    shape_tool_complain ("%s: --until takes a number above 0", verb);
  return until >= 0;
}

guint
shape_tool_count_until (ShapeTrace *trace,
                        gint        until)
{
  guint n_events = shape_trace_get_n_events (trace);

  return until > 0 ? MIN (n_events, (guint) until) : n_events;
}

void
shape_tool_progress_begin (ShapeToolProgress *self)
{
  self->start = self->last = g_get_monotonic_time ();
  self->is_shown = FALSE;
}

void
shape_tool_progress_step (ShapeToolProgress *self,
                          guint              done,
                          guint              all,
                          const char        *what)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->start < G_USEC_PER_SEC || now - self->last < G_USEC_PER_SEC / 10 || !isatty (STDERR_FILENO))
    return;
  self->last = now;
  self->is_shown = TRUE;
  g_printerr ("\r\033[K%u of %u: %s", done, all, what);
}

void
shape_tool_progress_end (ShapeToolProgress *self)
{
  if (self->is_shown)
    g_printerr ("\r\033[K");
  self->is_shown = FALSE;
}
