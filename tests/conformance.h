/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Holds the library against what the reference answered. Every case has a name,
 * a kind and a corpus group (the folder of its file); the report counts by both. */
typedef struct _Report Report;

/* Counts a case. @input, @expected and @got are shown where it differs. */
void report_case (Report     *self,
                  const char *group,
                  const char *kind,
                  const char *name,
                  const char *input,
                  const char *expected,
                  const char *got);
/* Counts cases that are part of another case, which tells of their differences. */
void report_count (Report     *self,
                   const char *group,
                   const char *kind,
                   guint64     checked,
                   guint64     equal);

/* What reads a file of cases, chosen by its first line. */
gboolean conformance_expr_accepts (const char       *first_line);
gboolean conformance_expr_run     (GDataInputStream *lines,
                                   const char       *first_line,
                                   const char       *path,
                                   const char       *group,
                                   Report           *report,
                                   GError          **error);
gboolean conformance_trace_accepts (const char       *first_line);
gboolean conformance_trace_run     (GDataInputStream *lines,
                                    const char       *first_line,
                                    const char       *path,
                                    const char       *group,
                                    Report           *report,
                                    GError          **error);
gboolean conformance_compare_accepts (const char       *first_line);
gboolean conformance_compare_run     (GDataInputStream *lines,
                                      const char       *first_line,
                                      const char       *path,
                                      const char       *group,
                                      Report           *report,
                                      GError          **error);

G_END_DECLS
