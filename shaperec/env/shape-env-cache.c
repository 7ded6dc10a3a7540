/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-cache-private.h"

#include <string.h>

#define CALL_CACHE_MAX  256
#define NODE_CACHE_MIN  64

void
shape_node_cache_clear_memory (ShapeNodeCache *cache)
{
  g_free (cache->slots);
  memset (cache, 0, sizeof *cache);
}

void
shape_node_cache_forget (ShapeNodeCache *cache)
{
  cache->generation++;
  cache->n_used = 0;
}

/* The slot of @key, or the free one where it would go. A slot of an older
 * generation is free. */
static ShapeCacheSlot *
shape_node_cache_find (ShapeNodeCache *cache,
                       ShapeNode      *key)
{
  guint mask = cache->n_slots - 1;
  guint i = key->hash & mask;

  while (cache->slots[i].key != NULL &&
         cache->slots[i].generation == cache->generation &&
         cache->slots[i].key != key)
    i = (i + 1) & mask;

  return &cache->slots[i];
}

gboolean
shape_node_cache_get (ShapeNodeCache  *cache,
                      ShapeNode       *key,
                      ShapeNode      **value)
{
  ShapeCacheSlot *slot;

  if (cache->n_used == 0)
    return FALSE;

  slot = shape_node_cache_find (cache, key);
  if (slot->key != key || slot->generation != cache->generation)
    return FALSE;

  *value = slot->value;
  return TRUE;
}

static void
shape_node_cache_grow (ShapeNodeCache *cache)
{
  ShapeCacheSlot *old = cache->slots;
  guint n_old = cache->n_slots;

  cache->n_slots = MAX (NODE_CACHE_MIN, n_old * 2);
  cache->slots = g_new0 (ShapeCacheSlot, cache->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i].key != NULL && old[i].generation == cache->generation)
      *shape_node_cache_find (cache, old[i].key) = old[i];
  g_free (old);
}

void
shape_node_cache_set (ShapeNodeCache *cache,
                      ShapeNode      *key,
                      ShapeNode      *value)
{
  ShapeCacheSlot *slot;

  if ((cache->n_used + 1) * 2 > cache->n_slots)
    shape_node_cache_grow (cache);

  slot = shape_node_cache_find (cache, key);
  if (slot->key != key || slot->generation != cache->generation)
    cache->n_used++;
  *slot = (ShapeCacheSlot) { key, value, cache->generation };
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
    hash = (hash ^ key->words[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

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
