/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* A pull reader over the bytes of one JSON text. It builds no tree: the caller asks for
 * the next value, and for the items of a list or the members of an object one by one.
 *
 *   if (shape_json_next (json) == SHAPE_JSON_LIST)
 *     while (shape_json_next_item (json))
 *       read_value (json);
 *
 * Strict: what RFC 8259 does not allow is refused, as is text that is no UTF-8 or nested
 * deeper than SHAPE_JSON_MAX_DEPTH. The first failure sticks: from then on the reader gives
 * SHAPE_JSON_ERROR and no more items, so that only whoever stands at the edge need look. */

#define SHAPE_JSON_MAX_DEPTH 200

typedef enum
{
  SHAPE_JSON_ERROR,
  SHAPE_JSON_NULL,
  SHAPE_JSON_FALSE,
  SHAPE_JSON_TRUE,
  SHAPE_JSON_INTEGER, /* integer */
  SHAPE_JSON_BIG,     /* text: an integer that fits no gint64 */
  SHAPE_JSON_FLOAT,   /* real */
  SHAPE_JSON_STRING,  /* text, n_bytes */
  SHAPE_JSON_LIST,    /* opened: its items come next */
  SHAPE_JSON_OBJECT,  /* opened: its members come next */
} ShapeJsonKind;

typedef struct
{
  const char   *start;
  const char   *at;
  const char   *end;
  const char   *error;   /* what is wrong at `at`, or NULL */
  guint         depth;
  gboolean      is_first; /* no item of the innermost list or object was read */
  GString      *unescaped; /* holds a string that has escapes */

  ShapeJsonKind kind;    /* of the value that was read last */
  const char   *text;    /* of it, not terminated; good until the next string is read */
  gsize         n_bytes;
  gint64        integer;
  double        real;
} ShapeJson;

void          shape_json_init        (ShapeJson   *self,
                                      const char  *text,
                                      gsize        n_bytes);
void          shape_json_clear       (ShapeJson   *self);

/* Reads a scalar, or opens a list or object. */
ShapeJsonKind shape_json_next        (ShapeJson   *self);
/* Whether another item of the open list follows; the next value is that item. */
gboolean      shape_json_next_item   (ShapeJson   *self);
/* The same for a member of the open object, whose name is in text and n_bytes. */
gboolean      shape_json_next_member (ShapeJson   *self);
/* Passes over one value. */
gboolean      shape_json_skip        (ShapeJson   *self);
/* Passes over one value; gives where it stands. */
gboolean      shape_json_slice       (ShapeJson   *self,
                                      const char **text,
                                      gsize       *n_bytes);
/* Whether only white space is left. */
gboolean      shape_json_at_end      (ShapeJson   *self);

/* Sets the error, unless there is one; @message is not copied. */
ShapeJsonKind shape_json_fail        (ShapeJson   *self,
                                      const char  *message);

/* Whether the text read last (a string or name) is @text, most often a literal. */
static inline gboolean
shape_json_is (const ShapeJson *self,
               const char      *text)
{
  gsize n_bytes = strlen (text);

  return n_bytes == self->n_bytes && memcmp (self->text, text, n_bytes) == 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ShapeJson, shape_json_clear)

G_END_DECLS
