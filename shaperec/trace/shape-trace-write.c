/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-private.h"

/* Enough for a disk to be busy. */
#define CHUNK (1024u * 1024u)

static gboolean
flush (GString       *buffer,
       GOutputStream *stream,
       GError       **error)
{
  if (!g_output_stream_write_all (stream, buffer->str, buffer->len, NULL, NULL, error))
    return FALSE;
  g_string_truncate (buffer, 0);
  return TRUE;
}

/**
 * shape_trace_write_to_stream:
 * @self: a trace
 * @stream: where to write
 * @error: return location for an error
 *
 * Writes the trace as it was read, line for line.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_trace_write_to_stream (ShapeTrace    *self,
                             GOutputStream *stream,
                             GError       **error)
{
  g_autoptr (GString) buffer = NULL;

  g_return_val_if_fail (SHAPE_IS_TRACE (self), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  buffer = g_string_new (NULL);
  for (guint i = 1; i <= self->lines->len; i++)
    {
      const ShapeTraceLine *line = shape_trace_line (self, i);

      if (line != NULL)
        g_string_append_len (buffer, line->text.text, (gssize) line->text.n_bytes);
      g_string_append_c (buffer, '\n');
      if (buffer->len >= CHUNK && !flush (buffer, stream, error))
        return FALSE;
    }
  return flush (buffer, stream, error);
}
