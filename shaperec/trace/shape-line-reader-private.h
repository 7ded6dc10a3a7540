/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The lines of a stream or file, unpacked where it starts as gzip does. */
typedef struct _ShapeLineReader ShapeLineReader;

#define SHAPE_LINE_MAX_BYTES (256u * 1024u * 1024u)

ShapeLineReader *shape_line_reader_new      (GInputStream    *stream,
                                             GError         **error);
ShapeLineReader *shape_line_reader_new_for_path (const char  *path,
                                                 GError     **error);
void             shape_line_reader_free     (ShapeLineReader *self);

/* The next line without its newline, good until the next call. FALSE at the end, or with
 * @error set. @is_whole is FALSE for a last line that no newline ends. */
gboolean         shape_line_reader_next     (ShapeLineReader *self,
                                             const char     **text,
                                             gsize           *n_bytes,
                                             gboolean        *is_whole,
                                             GError         **error);

/* Bytes read so far, after unpacking. */
guint64          shape_line_reader_get_size (ShapeLineReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeLineReader, shape_line_reader_free)

G_END_DECLS
