/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-line-reader-private.h"

#include "../shape-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD  4096u
/* Touched anew with each bite: memory that was never touched costs more than to read again. */
#define CHUNK (16u * 1024u)

struct _ShapeLineReader
{
  GInputStream *stream;  /* NULL: @file is read */
  int           file;
  char         *buffer;
  gsize         capacity;
  gsize         start;   /* of the bytes that were not given yet */
  gsize         end;
  gsize         scanned; /* of them, are known to hold no newline */
  gboolean      at_end;
  guint64       size;
};

static gssize
read_file (ShapeLineReader *self,
           char            *bytes,
           gsize            n_bytes,
           GError         **error)
{
  gssize n;

  do
    n = read (self->file, bytes, n_bytes);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "Error reading from file: %s", g_strerror (errno));
  return n;
}

/* A packed stream that is cut off ends where it is cut. */
static gssize
read_stream (ShapeLineReader *self,
             char            *bytes,
             gsize            n_bytes,
             GError         **error)
{
  g_autoptr (GError) local = NULL;
  gssize n = g_input_stream_read (self->stream, bytes, n_bytes, NULL, &local);

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return 0;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TRACE, "malformed gzip data");
  else if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return n;
}

static gboolean
fill (ShapeLineReader *self,
      GError         **error)
{
  char *bytes = self->buffer + self->end;
  gsize n_bytes = self->capacity - self->end;
  gssize n = self->stream ? read_stream (self, bytes, n_bytes, error) : read_file (self, bytes, n_bytes, error);

  if (n < 0)
    return FALSE;
  self->at_end = n == 0;
  self->end += (gsize) n;
  self->size += (guint64) n;
  return TRUE;
}

static gboolean
is_gzip (const guint8 *magic)
{
  return magic[0] == 0x1f && magic[1] == 0x8b;
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
  *packed = is_gzip (magic);
  return TRUE;
}

/* Takes over @stream and @file. */
static ShapeLineReader *
create (GInputStream *stream,
        int           file)
{
  ShapeLineReader *self = g_new0 (ShapeLineReader, 1);

  self->stream = stream;
  self->file = file;
  self->capacity = CHUNK;
  self->buffer = g_malloc (self->capacity);
  return self;
}

ShapeLineReader *
shape_line_reader_new (GInputStream *stream,
                       GError      **error)
{
  g_autoptr (GInputStream) buffered = g_buffered_input_stream_new_sized (stream, HEAD);
  g_autoptr (GConverter) gunzip = NULL;
  gboolean packed;

  if (!is_packed (G_BUFFERED_INPUT_STREAM (buffered), &packed, error))
    return NULL;
  if (!packed)
    return create (g_steal_pointer (&buffered), -1);
  gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  return create (g_converter_input_stream_new (buffered, gunzip), -1);
}

/* Whether @file can be read as it is: its start can be looked at, and is no gzip's. */
static gboolean
is_plain (int file)
{
  guint8 magic[2];

  return pread (file, magic, sizeof magic, 0) == sizeof magic && !is_gzip (magic);
}

static gboolean
is_folder (int file)
{
  struct stat about;

  return fstat (file, &about) == 0 && S_ISDIR (about.st_mode);
}

/* By its descriptor: a GFile would load the modules for files elsewhere first, and a stream
 * its classes, which takes longer than to read a small trace. */
ShapeLineReader *
shape_line_reader_new_for_path (const char *path,
                                GError    **error)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int failure = errno;
  g_autoptr (GInputStream) stream = NULL;

  if (file < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (failure), "Error opening file: %s", g_strerror (failure));
      return NULL;
    }
  if (is_plain (file))
    return create (NULL, file);
  if (is_folder (file))
    {
      close (file);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "This is a folder, not a trace");
      return NULL;
    }
  stream = g_unix_input_stream_new (file, TRUE);
  return shape_line_reader_new (stream, error);
}

void
shape_line_reader_free (ShapeLineReader *self)
{
  g_clear_object (&self->stream);
  if (self->file >= 0)
    close (self->file);
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
