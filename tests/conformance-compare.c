/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conformance.h"
#include "conformance-json.h"

#include "shaperec/shaperec.h"
#include "shaperec/trace/shape-trace-private.h"

/* The comparison cases: what two environments, replayed from one trace up to different
 * events, differ in. The traces lie beside the file. */

gboolean
conformance_compare_accepts (const char *first_line)
{
  return g_str_has_prefix (first_line, "{\"trace\":");
}

static ShapeTrace *
open_trace (const char *folder,
            const Json *question,
            GError    **error)
{
  g_autofree char *path = g_build_filename (folder, json_get_string (question, "trace"), NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return shape_trace_new_from_file (file, SHAPE_TRACE_NONE, error);
}

/* The cases count the events that PyTorch keeps; a trace also has the calls that raised. */
static guint
get_count (ShapeTrace *trace,
           const Json *question,
           const char *name)
{
  const Json *value = json_get (question, name);
  guint n_kept = value ? (guint) value->integer : 0, n = 0;

  for (; n < trace->events->len && n_kept > 0; n++)
    n_kept -= shape_trace_event (trace, n)->record.raised == NULL;
  return n;
}

static char *
get_expected (const Json *question)
{
  const Json *mismatches = json_get (question, "mismatches");
  const char *head = json_get_string (question, "head");
  GString *out = g_string_new (head ? head : "equal");

  for (guint i = 0; head != NULL && i < mismatches->items->len; i++)
    {
      const Json *mismatch = mismatches->items->pdata[i];

      g_string_append_printf (out, "\n==> %s\n  >  Left: %s\n  > Right: %s",
                              ((const Json *) mismatch->items->pdata[0])->text,
                              ((const Json *) mismatch->items->pdata[1])->text,
                              ((const Json *) mismatch->items->pdata[2])->text);
    }
  return g_string_free (out, FALSE);
}

/* The text of a comparison as the cases have it: no empty line, no var_to_sources. */
static char *
get_got (ShapeComparison *comparison)
{
  g_autofree char *text = shape_comparison_to_string (comparison);
  g_auto (GStrv) lines = NULL;
  GString *out;

  if (text == NULL)
    return g_strdup ("equal");
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  out = g_string_new (lines[0]);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "==> var_to_sources") && lines[i + 1] != NULL && lines[i + 2] != NULL)
        i += 2;
      else if (lines[i][0] != '\0')
        g_string_append_printf (out, "\n%s", lines[i]);
    }
  return g_string_free (out, FALSE);
}

static gboolean
check_question (const Json *question,
                const char *text,
                const char *folder,
                const char *group,
                Report     *report,
                GError    **error)
{
  g_autoptr (ShapeTrace) trace = open_trace (folder, question, error);
  g_autoptr (ShapeEnv) left = NULL;
  g_autoptr (ShapeEnv) right = NULL;
  g_autoptr (ShapeComparison) comparison = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *expected = get_expected (question);
  g_autofree char *got = NULL;
  g_autofree char *name = g_strdup_printf ("%s/%s:compare", group, json_get_string (question, "trace"));

  if (trace == NULL)
    return FALSE;
  left = shape_trace_replay (trace, get_count (trace, question, "left_events"), &local);
  if (left != NULL)
    right = shape_trace_replay (trace, get_count (trace, question, "right_events"), &local);
  if (right != NULL)
    comparison = shape_comparison_new (left, right);
  got = comparison ? get_got (comparison) : g_strdup (local->message);
  report_case (report, group, "compare", name, text, expected, got);
  return TRUE;
}

gboolean
conformance_compare_run (GDataInputStream *lines,
                         const char       *first_line,
                         const char       *path,
                         const char       *group,
                         Report           *report,
                         GError          **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  char *text = g_strdup (first_line);

  for (; text != NULL; text = g_data_input_stream_read_line (lines, NULL, NULL, NULL))
    {
      g_autofree char *owned = text;
      g_autoptr (Json) question = json_read (text, error);

      if (question == NULL || !check_question (question, owned, folder, group, report, error))
        return FALSE;
    }
  return TRUE;
}
