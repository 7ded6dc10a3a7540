/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A JSON value as a tree, for the small objects of the cases. What the cases do not have, as
 * numbers that are no integers, is null here. */
typedef enum
{
  JSON_NULL,
  JSON_FALSE,
  JSON_TRUE,
  JSON_INTEGER,
  JSON_STRING,
  JSON_LIST,
  JSON_OBJECT,
} JsonKind;

typedef struct _Json Json;

struct _Json
{
  JsonKind   kind;
  char      *text;  /* of a string */
  gint64     integer;
  GPtrArray *names; /* of an object's members */
  GPtrArray *items; /* of a list or object */
};

Json       *json_read       (const char *text,
                             GError    **error);
void        json_free       (Json       *self);
const Json *json_get        (const Json *self,
                             const char *name); /* NULL: no such member */
const char *json_get_string (const Json *self,
                             const char *name); /* NULL: no such string */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Json, json_free)

G_END_DECLS
