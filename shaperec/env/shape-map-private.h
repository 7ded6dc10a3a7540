/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A mapping that remembers the order in which its keys came, as Python's dict does.
 * Keys and values are bare pointers: nodes and interned texts, so that equality is
 * pointer equality; NULL is a key like any other. A value may also be a small
 * number (GSIZE_TO_POINTER). A map that was never put to takes no memory. */
typedef struct
{
  gpointer key;
  gpointer value;
} ShapeMapEntry;

typedef struct
{
  ShapeMapEntry *entries; /* in order */
  guint          n;
  guint          n_alloc;
  guint32       *slots;   /* index of an entry, counted from 1; NULL while there are few */
  guint          n_slots; /* a power of two */
} ShapeMap;

void       shape_map_clear      (ShapeMap       *self); /* frees the memory too */
/* The same, and its values, none of which is NULL. */
void       shape_map_clear_full (ShapeMap       *self,
                                 GDestroyNotify  free_value);
guint      shape_map_find       (const ShapeMap *self,
                                 gconstpointer   key); /* index of the entry, or G_MAXUINT */

/* A key that is there keeps its place. TRUE where it is new. */
gboolean   shape_map_put        (ShapeMap       *self,
                                 gconstpointer   key,
                                 gconstpointer   value);
gboolean   shape_map_remove     (ShapeMap       *self,
                                 gconstpointer   key);
/* Keeps the entries with a key in @keys, or those without. TRUE where some go. */
gboolean   shape_map_filter     (ShapeMap       *self,
                                 const ShapeMap *keys,
                                 gboolean        within);
/* Where values are lists of pointers: that of @key, which it has from now on. */
GPtrArray *shape_map_get_list   (ShapeMap       *self,
                                 gconstpointer   key);

static inline gpointer
shape_map_get (const ShapeMap *self,
               gconstpointer   key)
{
  guint i = shape_map_find (self, key);

  return i == G_MAXUINT ? NULL : self->entries[i].value;
}

static inline gboolean
shape_map_has (const ShapeMap *self,
               gconstpointer   key)
{
  return shape_map_find (self, key) != G_MAXUINT;
}

/* A set is a map without values. */
#define shape_map_add(self, key) shape_map_put ((self), (key), NULL)

G_END_DECLS
