/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-map-private.h"

#include "../shape-hash-private.h"

/* Up to this many entries are looked through one by one. */
#define N_FEW 8

/* Fibonacci hashing: the high bits of the product are well mixed. */
static inline guint
slot_of (gconstpointer key,
         guint         n_slots)
{
  guint64 hash = (guint64) (guintptr) key * SHAPE_HASH_FACTOR;

  return (guint) (hash >> 32) & (n_slots - 1);
}

void
shape_map_clear (ShapeMap *self)
{
  g_free (self->entries);
  g_free (self->slots);
  *self = (ShapeMap) { NULL, 0, 0, NULL, 0 };
}

void
shape_map_clear_full (ShapeMap       *self,
                      GDestroyNotify  free_value)
{
  for (guint i = 0; i < self->n; i++)
    free_value (self->entries[i].value);
  shape_map_clear (self);
}

static guint
find_among_few (const ShapeMap *self,
                gconstpointer   key)
{
  for (guint i = 0; i < self->n; i++)
    if (self->entries[i].key == key)
      return i;
  return G_MAXUINT;
}

guint
shape_map_find (const ShapeMap *self,
                gconstpointer   key)
{
  if (self->slots == NULL)
    return find_among_few (self, key);

  for (guint slot = slot_of (key, self->n_slots);; slot = (slot + 1) & (self->n_slots - 1))
    {
      guint32 i = self->slots[slot];

      if (i == 0)
        return G_MAXUINT;
      if (self->entries[i - 1].key == key)
        return i - 1;
    }
}

static void
index_entry (ShapeMap *self,
             guint     i)
{
  guint slot = slot_of (self->entries[i].key, self->n_slots);

  while (self->slots[slot] != 0)
    slot = (slot + 1) & (self->n_slots - 1);
  self->slots[slot] = i + 1;
}

static void
index_all (ShapeMap *self,
           guint     n_slots)
{
  g_free (self->slots);
  self->slots = g_new0 (guint32, n_slots);
  self->n_slots = n_slots;
  for (guint i = 0; i < self->n; i++)
    index_entry (self, i);
}

gboolean
shape_map_put (ShapeMap      *self,
               gconstpointer  key,
               gconstpointer  value)
{
  guint i = shape_map_find (self, key);

  if (i != G_MAXUINT)
    {
      self->entries[i].value = (gpointer) value;
      return FALSE;
    }

  if (self->n == self->n_alloc)
    {
      self->n_alloc = MAX (N_FEW, self->n_alloc * 2);
      self->entries = g_renew (ShapeMapEntry, self->entries, self->n_alloc);
    }
  self->entries[self->n++] = (ShapeMapEntry) { (gpointer) key, (gpointer) value };

  if (self->n > N_FEW && self->n * 2 > self->n_slots)
    index_all (self, MAX (4 * N_FEW, self->n_slots * 2));
  else if (self->slots != NULL)
    index_entry (self, self->n - 1);

  return TRUE;
}

/* Seldom done: the entries close up, and their index is made anew. */
gboolean
shape_map_remove (ShapeMap      *self,
                  gconstpointer  key)
{
  guint i = shape_map_find (self, key);

  if (i == G_MAXUINT)
    return FALSE;

  self->n--;
  for (; i < self->n; i++)
    self->entries[i] = self->entries[i + 1];
  if (self->slots != NULL)
    index_all (self, self->n_slots);

  return TRUE;
}

gboolean
shape_map_filter (ShapeMap       *self,
                  const ShapeMap *keys,
                  gboolean        within)
{
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    if (shape_map_has (keys, self->entries[i].key) == within)
      self->entries[n++] = self->entries[i];
  if (n == self->n)
    return FALSE;

  self->n = n;
  if (self->slots != NULL)
    index_all (self, self->n_slots);
  return TRUE;
}

GPtrArray *
shape_map_get_list (ShapeMap      *self,
                    gconstpointer  key)
{
  GPtrArray *list = shape_map_get (self, key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      shape_map_put (self, key, list);
    }
  return list;
}
