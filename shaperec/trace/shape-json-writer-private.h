/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes JSON without white space, as the trace format's lines are. @name is NULL for
 * an item of a list and for the outermost value. */
typedef struct
{
  GString *out;
  gboolean needs_comma;
} ShapeJsonWriter;

#define SHAPE_JSON_WRITER_INIT(string) { .out = (string), .needs_comma = FALSE }

/* Everything but the value itself; what is then appended to out is the value. */
void shape_json_begin_value (ShapeJsonWriter *self,
                             const char      *name);
void shape_json_open        (ShapeJsonWriter *self,
                             const char      *name,
                             char             bracket); /* { or [ */
void shape_json_close       (ShapeJsonWriter *self,
                             char             bracket); /* } or ] */
void shape_json_add_text    (ShapeJsonWriter *self,
                             const char      *name,
                             const char      *text);    /* NULL: null */
void shape_json_add_texts   (ShapeJsonWriter   *self,
                             const char        *name,
                             const char *const *texts); /* up to a NULL; NULL: an empty list */
void shape_json_add_integer (ShapeJsonWriter *self,
                             const char      *name,
                             gint64           value);
void shape_json_add_bool    (ShapeJsonWriter *self,
                             const char      *name,
                             gboolean         value);
void shape_json_add_seconds (ShapeJsonWriter *self,
                             const char      *name,
                             gint64           microseconds);

G_END_DECLS
