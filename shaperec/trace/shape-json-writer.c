/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-json-writer-private.h"

#include "../env/shape-value-private.h"

void
shape_json_begin_value (ShapeJsonWriter *self,
                        const char      *name)
{
  if (self->needs_comma)
    g_string_append_c (self->out, ',');
  self->needs_comma = TRUE;
  if (name == NULL)
    return;
  shape_value_print_text (name, self->out);
  g_string_append_c (self->out, ':');
}

void
shape_json_open (ShapeJsonWriter *self,
                 const char      *name,
                 char             bracket)
{
  shape_json_begin_value (self, name);
  g_string_append_c (self->out, bracket);
  self->needs_comma = FALSE;
}

void
shape_json_close (ShapeJsonWriter *self,
                  char             bracket)
{
  g_string_append_c (self->out, bracket);
  self->needs_comma = TRUE;
}

void
shape_json_add_text (ShapeJsonWriter *self,
                     const char      *name,
                     const char      *text)
{
  shape_json_begin_value (self, name);
  if (text != NULL)
    shape_value_print_text (text, self->out);
  else
    g_string_append (self->out, "null");
}

void
shape_json_add_texts (ShapeJsonWriter   *self,
                      const char        *name,
                      const char *const *texts)
{
  shape_json_open (self, name, '[');
  for (; texts != NULL && *texts != NULL; texts++)
    shape_json_add_text (self, NULL, *texts);
  shape_json_close (self, ']');
}

void
shape_json_add_integer (ShapeJsonWriter *self,
                        const char      *name,
                        gint64           value)
{
  shape_json_begin_value (self, name);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
shape_json_add_bool (ShapeJsonWriter *self,
                     const char      *name,
                     gboolean         value)
{
  shape_json_begin_value (self, name);
  g_string_append (self->out, value ? "true" : "false");
}

void
shape_json_add_seconds (ShapeJsonWriter *self,
                        const char      *name,
                        gint64           microseconds)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  shape_json_begin_value (self, name);
  g_string_append (self->out, g_ascii_formatd (digits, sizeof digits, "%.6f", (double) microseconds / 1e6));
}
