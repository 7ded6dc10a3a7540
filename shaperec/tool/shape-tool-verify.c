/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include "../trace/shape-json-writer-private.h"
#include "../trace/shape-verify-private.h"

static const char *const trace_endings[] = { ".jsonl.gz", ".jsonl", NULL };

/* What all traces gave together. */
typedef struct
{
  guint             n_traces;
  guint             n_failed;
  guint             n_cut_off;
  ShapeVerification sum;
  gint64            read_time;
  gboolean          is_json;
  ShapeJsonWriter   failed; /* the list of failures, in JSON */
  ShapeJsonWriter   lossy;  /* what can't be checked, likewise */
} Totals;

static void
add_tally (ShapeTally       *sum,
           const ShapeTally *tally)
{
  sum->checked += tally->checked;
  sum->equal += tally->equal;
}

static void
add_failure (Totals                  *totals,
             const char              *path,
             const ShapeVerification *verification)
{
  totals->n_failed++;
  if (!totals->is_json)
    {
      g_print ("%s: line %u: event %u, %s: %s differs\n  expected %s\n  got      %s\n", path, verification->line,
               verification->event, verification->event_name, verification->field, verification->expected,
               verification->got);
      return;
    }
  shape_json_open (&totals->failed, NULL, '{');
  shape_json_add_text (&totals->failed, "trace", path);
  shape_json_add_integer (&totals->failed, "line", verification->line);
  shape_json_add_integer (&totals->failed, "event", verification->event);
  shape_json_add_text (&totals->failed, "kind", verification->event_name);
  shape_json_add_text (&totals->failed, "field", verification->field);
  shape_json_add_text (&totals->failed, "expected", verification->expected);
  shape_json_add_text (&totals->failed, "got", verification->got);
  shape_json_close (&totals->failed, '}');
}

static void
add_verification (Totals                  *totals,
                  const char              *path,
                  const ShapeVerification *verification)
{
  totals->n_traces++;
  totals->sum.n_events += verification->n_events;
  totals->sum.replay_time += verification->replay_time;
  totals->sum.guards_time += verification->guards_time;
  add_tally (&totals->sum.results, &verification->results);
  add_tally (&totals->sum.effects, &verification->effects);
  add_tally (&totals->sum.states, &verification->states);
  add_tally (&totals->sum.guards, &verification->guards);
  if (verification->differs)
    add_failure (totals, path, verification);
}

/* What a trace that was made from a log leaves open. */
static void
add_unchecked (Totals     *totals,
               const char *path,
               ShapeTrace *trace)
{
  const char *const *phrases = shape_trace_get_unchecked (trace);

  if (phrases == NULL)
    return;
  if (!totals->is_json)
    {
      g_autofree char *text = g_strjoinv ("; ", (char **) phrases);

      g_print ("%s: lossy, not checked: %s\n", path, text);
      return;
    }
  shape_json_open (&totals->lossy, NULL, '{');
  shape_json_add_text (&totals->lossy, "trace", path);
  shape_json_add_texts (&totals->lossy, "unchecked", phrases);
  shape_json_close (&totals->lossy, '}');
}

static gboolean
verify_file (Totals         *totals,
             const char     *path,
             ShapeTraceFlags flags)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (ShapeTrace) trace = shape_tool_open (path, flags, NULL);
  g_auto (ShapeVerification) verification = { 0 };
  g_autoptr (GError) error = NULL;

  if (trace == NULL)
    return FALSE;
  totals->read_time += g_get_monotonic_time () - start;
  if (!shape_trace_verify (trace, &verification, &error))
    {
      shape_tool_complain ("%s: %s", path, error->message);
      return FALSE;
    }
  add_unchecked (totals, path, trace);
  add_verification (totals, path, &verification);
  totals->n_cut_off += !shape_trace_get_is_complete (trace);
  return TRUE;
}

static void
write_tally (ShapeJsonWriter  *writer,
             const char       *name,
             const ShapeTally *tally)
{
  shape_json_open (writer, name, '{');
  shape_json_add_integer (writer, "checked", (gint64) tally->checked);
  shape_json_add_integer (writer, "equal", (gint64) tally->equal);
  shape_json_close (writer, '}');
}

static void
print_json (const Totals *totals)
{
  g_autoptr (GString) out = g_string_new (NULL);
  ShapeJsonWriter writer = SHAPE_JSON_WRITER_INIT (out);

  shape_json_open (&writer, NULL, '{');
  shape_json_add_integer (&writer, "traces", totals->n_traces);
  shape_json_add_integer (&writer, "cut_off", totals->n_cut_off);
  shape_json_add_integer (&writer, "events", (gint64) totals->sum.n_events);
  write_tally (&writer, "results", &totals->sum.results);
  write_tally (&writer, "effects", &totals->sum.effects);
  write_tally (&writer, "states", &totals->sum.states);
  write_tally (&writer, "guards", &totals->sum.guards);
  shape_json_add_seconds (&writer, "seconds", totals->sum.replay_time);
  shape_json_add_seconds (&writer, "guards_seconds", totals->sum.guards_time);
  shape_json_add_seconds (&writer, "read_seconds", totals->read_time);
  shape_json_begin_value (&writer, "failed");
  g_string_append_printf (out, "[%s]", totals->failed.out->str);
  shape_json_begin_value (&writer, "lossy");
  g_string_append_printf (out, "[%s]", totals->lossy.out->str);
  shape_json_close (&writer, '}');
  g_print ("%s\n", out->str);
}

static void
print_tally (const char       *name,
             const ShapeTally *tally)
{
  if (tally->checked > 0)
    g_print ("  %-8s %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " equal\n", name, tally->equal, tally->checked);
}

static void
print_text (const Totals *totals)
{
  g_print ("%u %s, %" G_GUINT64_FORMAT " events: %s\n", totals->n_traces, totals->n_traces == 1 ? "trace" : "traces",
           totals->sum.n_events, totals->n_failed == 0 ? "all as recorded" : "not all as recorded");
  if (totals->n_cut_off > 0)
    g_print ("  %u %s cut off: only what is there was checked\n", totals->n_cut_off, totals->n_cut_off == 1 ? "is" : "are");
  print_tally ("results", &totals->sum.results);
  print_tally ("effects", &totals->sum.effects);
  print_tally ("states", &totals->sum.states);
  print_tally ("guards", &totals->sum.guards);
  g_print ("  replayed in %.3f s, read in %.3f s\n", (double) totals->sum.replay_time / 1e6,
           (double) totals->read_time / 1e6);
}

static int
verify_files (const GPtrArray *paths,
              gboolean         is_json,
              ShapeTraceFlags  flags)
{
  g_autoptr (GString) failed = g_string_new (NULL), lossy = g_string_new (NULL);
  Totals totals = { .is_json = is_json, .failed = SHAPE_JSON_WRITER_INIT (failed),
                    .lossy = SHAPE_JSON_WRITER_INIT (lossy) };
  ShapeToolProgress progress;
  gboolean readable = TRUE;

  shape_tool_make_classes ();
  shape_tool_progress_begin (&progress);
  for (guint i = 0; i < paths->len; i++)
    {
      shape_tool_progress_step (&progress, i, paths->len, paths->pdata[i]);
      readable = verify_file (&totals, paths->pdata[i], flags) && readable;
    }
  shape_tool_progress_end (&progress);
  if (is_json)
    print_json (&totals);
  else if (totals.n_traces > 0)
    print_text (&totals);
  if (!readable)
    return SHAPE_TOOL_BAD_INPUT;
  return totals.n_failed > 0 ? SHAPE_TOOL_DIFFERS : SHAPE_TOOL_FINE;
}

int
shape_tool_verify (int    argc,
                   char **argv)
{
  gboolean is_json = FALSE, truncated = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, "Print one JSON object", NULL },
    { "truncated", 0, 0, G_OPTION_ARG_NONE, &truncated, "Read traces that were cut off up to their last event", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ShapeToolUsage usage = {
    .verb = "verify",
    .parameters = "TRACE…",
    .summary = "Replays traces and holds every recorded result, effect, state and guard against\nits own. "
               "Tells of the first difference of each trace; exit status 1 if there is any.\n"
               "A folder stands for the traces in it.",
    .description = "Examples:\n"
                   "  shaperec verify model.0.jsonl.gz\n"
                   "  shaperec verify --json traces/*.jsonl.gz | jq .failed",
    .options = options,
    .min_args = 1,
    .max_args = G_MAXUINT,
  };
  g_auto (GStrv) paths = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  gboolean found = TRUE;
  int status;

  if (!shape_tool_parse (&usage, argc, argv, &paths))
    return SHAPE_TOOL_USAGE;
  for (guint i = 0; paths[i] != NULL; i++)
    found = shape_tool_add_files (files, paths[i], trace_endings) && found;
  status = verify_files (files, is_json, truncated ? SHAPE_TRACE_ALLOW_TRUNCATED : SHAPE_TRACE_NONE);
  return found ? status : SHAPE_TOOL_BAD_INPUT;
}
