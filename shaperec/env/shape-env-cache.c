/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-cache-private.h"

#include "../shape-hash-private.h"

#include <string.h>

#define CALL_CACHE_MAX 256
#define NODE_CACHE_MIN 64

void
shape_node_cache_clear_memory (ShapeNodeCache *cache)
{
  g_free (cache->slots);
  memset (cache, 0, sizeof *cache);
}

/* No slot was ever used in the new generation. */
void
shape_node_cache_forget (ShapeNodeCache *cache)
{
  cache->generation++;
  cache->n = 0;
}

/* The slot of @key, or the free one where it would go. By address, so that what the nodes
 * hold need not be read. */
static ShapeCacheSlot *
shape_node_cache_find (ShapeNodeCache *cache,
                       ShapeNode      *key)
{
  guint mask = cache->n_slots - 1;
  guint i = (guint) (((guintptr) key * SHAPE_HASH_FACTOR) >> 32) & mask;

  while (cache->slots[i].generation == cache->generation && cache->entries[cache->slots[i].entry].key != key)
    i = (i + 1) & mask;

  return &cache->slots[i];
}

gboolean
shape_node_cache_get (ShapeNodeCache  *cache,
                      ShapeNode       *key,
                      ShapeNode      **value)
{
  const ShapeCacheSlot *slot;

  if (cache->n == 0)
    return FALSE;

  slot = shape_node_cache_find (cache, key);
  if (slot->generation != cache->generation)
    return FALSE;

  *value = cache->entries[slot->entry].value;
  return TRUE;
}

static void
shape_node_cache_grow (ShapeNodeCache *cache)
{
  ShapeCacheSlot *old = cache->slots;
  const ShapeCacheEntry *entries = cache->entries;
  gsize n_bytes;

  cache->n_slots = MAX (NODE_CACHE_MIN, cache->n_slots * 2);
  n_bytes = cache->n_slots * sizeof *cache->slots;
  cache->slots = g_malloc (n_bytes + cache->n_slots / 2 * sizeof *cache->entries);
  memset (cache->slots, 0, n_bytes);
  cache->entries = (ShapeCacheEntry *) (cache->slots + cache->n_slots);
  cache->generation = 1; /* other than that of a free slot */
  for (guint i = 0; i < cache->n; i++)
    {
      cache->entries[i] = entries[i];
      *shape_node_cache_find (cache, entries[i].key) = (ShapeCacheSlot) { cache->generation, i };
    }
  g_free (old);
}

void
shape_node_cache_set (ShapeNodeCache *cache,
                      ShapeNode      *key,
                      ShapeNode      *value)
{
  ShapeCacheSlot *slot;

  if (cache->n * 2 >= cache->n_slots)
    shape_node_cache_grow (cache);

  slot = shape_node_cache_find (cache, key);
  if (slot->generation != cache->generation)
    *slot = (ShapeCacheSlot) { cache->generation, cache->n++ };
  cache->entries[slot->entry] = (ShapeCacheEntry) { key, value };
}

typedef struct
{
  ShapeCallKey key;
  gpointer     value;
  GList        link;
} ShapeCall;

static guint
shape_call_hash (gconstpointer data)
{
  const ShapeCallKey *key = data;
  guint64 hash = 0;

  for (guint i = 0; i < SHAPE_CALL_N_WORDS; i++)
    hash = (hash ^ key->words[i]) * SHAPE_HASH_FACTOR;

  return (guint) (hash >> 32);
}

static gboolean
shape_call_equal (gconstpointer a,
                  gconstpointer b)
{
  return memcmp (a, b, sizeof (ShapeCallKey)) == 0;
}

void
shape_call_cache_init (ShapeCallCache *cache)
{
  cache->calls = g_hash_table_new_full (shape_call_hash, shape_call_equal, g_free, NULL);
  g_queue_init (&cache->order);
}

void
shape_call_cache_clear (ShapeCallCache *cache)
{
  g_clear_pointer (&cache->calls, g_hash_table_unref);
  g_queue_init (&cache->order);
}

gboolean
shape_call_cache_get (ShapeCallCache     *cache,
                      const ShapeCallKey *key,
                      gpointer           *value)
{
  ShapeCall *call = g_hash_table_lookup (cache->calls, key);

  if (call == NULL)
    return FALSE;

  g_queue_unlink (&cache->order, &call->link);
  g_queue_push_head_link (&cache->order, &call->link);
  *value = call->value;
  return TRUE;
}

void
shape_call_cache_set (ShapeCallCache     *cache,
                      const ShapeCallKey *key,
                      gpointer            value)
{
  ShapeCall *call;

  if (g_hash_table_contains (cache->calls, key))
    return;

  if (g_queue_get_length (&cache->order) >= CALL_CACHE_MAX)
    {
      GList *last = g_queue_pop_tail_link (&cache->order);

      g_hash_table_remove (cache->calls, last->data);
    }

  call = g_new0 (ShapeCall, 1);
  call->key = *key;
  call->value = value;
  call->link.data = call;
  g_queue_push_head_link (&cache->order, &call->link);
  g_hash_table_add (cache->calls, call);
}
