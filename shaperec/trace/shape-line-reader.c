/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-line-reader-private.h"

#include "../shape-error.h"

#include <string.h>

#define HEAD  4096u
#define CHUNK (256u * 1024u)

struct _ShapeLineReader
{
  GInputStream *stream;
  char         *buffer;
  gsize         capacity;
  gsize         start;   /* of the bytes that were not given yet */
  gsize         end;
  gsize         scanned; /* of them, are known to hold no newline */
  gboolean      at_end;
  guint64       size;
};

/* A packed stream that is cut off ends where it is cut. */
static gboolean
fill (ShapeLineReader *self,
      GError         **error)
{
  g_autoptr (GError) local = NULL;
  gssize n = g_input_stream_read (self->stream, self->buffer + self->end, self->capacity - self->end, NULL, &local);

  if (n < 0 && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    {
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
        g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TRACE, "malformed gzip data");
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->at_end = n <= 0;
  self->end += (gsize) MAX (n, 0);
  self->size += (guint64) MAX (n, 0);
  return TRUE;
}

/* Whether the bytes of @stream start as gzip's do. */
static gboolean
is_packed (GBufferedInputStream *stream,
           gboolean             *packed,
           GError              **error)
{
  guint8 magic[2] = { 0, 0 };

  while (g_buffered_input_stream_get_available (stream) < sizeof magic)
    {
      gssize n = g_buffered_input_stream_fill (stream, -1, NULL, error);

      if (n < 0)
        return FALSE;
      if (n == 0)
        break;
    }
  g_buffered_input_stream_peek (stream, magic, 0, sizeof magic);
  *packed = magic[0] == 0x1f && magic[1] == 0x8b;
  return TRUE;
}

ShapeLineReader *
shape_line_reader_new (GInputStream *stream,
                       GError      **error)
{
  g_autoptr (GInputStream) buffered = g_buffered_input_stream_new_sized (stream, HEAD);
  ShapeLineReader *self;
  gboolean packed;

  if (!is_packed (G_BUFFERED_INPUT_STREAM (buffered), &packed, error))
    return NULL;
  self = g_new0 (ShapeLineReader, 1);
  self->capacity = CHUNK;
  self->buffer = g_malloc (self->capacity);
  if (packed)
    {
      g_autoptr (GConverter) gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));

      self->stream = g_converter_input_stream_new (buffered, gunzip);
    }
  else
    self->stream = g_steal_pointer (&buffered);
  return self;
}

void
shape_line_reader_free (ShapeLineReader *self)
{
  g_clear_object (&self->stream);
  g_free (self->buffer);
  g_free (self);
}

/* Makes room for more bytes behind those that were not given yet. */
static gboolean
make_room (ShapeLineReader *self,
           GError         **error)
{
  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  if (self->end < self->capacity / 2)
    return TRUE;
  if (self->capacity >= SHAPE_LINE_MAX_BYTES)
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TRACE, "a line is longer than %u bytes", SHAPE_LINE_MAX_BYTES);
      return FALSE;
    }
  self->capacity *= 2;
  self->buffer = g_realloc (self->buffer, self->capacity);
  return TRUE;
}

gboolean
shape_line_reader_next (ShapeLineReader *self,
                        const char     **text,
                        gsize           *n_bytes,
                        gboolean        *is_whole,
                        GError         **error)
{
  for (;;)
    {
      char *line = self->buffer + self->start;
      char *newline = memchr (line + self->scanned, '\n', self->end - self->start - self->scanned);

      *text = line;
      *is_whole = newline != NULL;
      if (newline != NULL)
        {
          *n_bytes = (gsize) (newline - line);
          self->start += *n_bytes + 1;
          self->scanned = 0;
          return TRUE;
        }
      self->scanned = self->end - self->start;
      if (self->at_end)
        {
          *n_bytes = self->scanned;
          self->start = self->end;
          self->scanned = 0;
          return *n_bytes > 0;
        }
      if (!make_room (self, error) || !fill (self, error))
        return FALSE;
    }
}

guint64
shape_line_reader_get_size (ShapeLineReader *self)
{
  return self->size;
}
