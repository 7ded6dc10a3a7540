/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conformance.h"

#include "shaperec/shaperec.h"
#include "shaperec/trace/shape-verify-private.h"

/* The traces: each is one case of the kind "trace"; its results, effects and state
 * are counted too. */

gboolean
conformance_trace_accepts (const char *first_line)
{
  return g_str_has_prefix (first_line, "{\"format\":\"shape-trace\"");
}

static void
report_verification (const ShapeVerification *verification,
                     const char              *name,
                     const char              *group,
                     Report                  *report)
{
  g_autofree char *where = NULL;

  report_count (report, group, "results", verification->results.checked, verification->results.equal);
  report_count (report, group, "effects", verification->effects.checked, verification->effects.equal);
  report_count (report, group, "states", verification->states.checked, verification->states.equal);
  report_count (report, group, "guards", verification->guards.checked, verification->guards.equal);
  if (verification->differs)
    where = g_strdup_printf ("line %u: %s: %s", verification->line, verification->event_name, verification->field);
  report_case (report, group, "trace", name, where ? where : "", verification->differs ? verification->expected : "",
               verification->differs ? verification->got : "");
}

gboolean
conformance_trace_run (GDataInputStream *lines G_GNUC_UNUSED,
                       const char       *first_line G_GNUC_UNUSED,
                       const char       *path,
                       const char       *group,
                       Report           *report,
                       GError          **error)
{
  g_auto (ShapeVerification) verification = { 0 };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (ShapeTrace) trace = shape_trace_new_from_file (file, SHAPE_TRACE_NONE, error);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf ("%s/%s", group, base);

  if (trace == NULL || !shape_trace_verify (trace, &verification, error))
    return FALSE;
  report_verification (&verification, name, group, report);
  return TRUE;
}
