/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../expr/shape-node-private.h"

G_BEGIN_DECLS

/* What the reference keeps with functools.lru_cache, where it can be observed:
 * a question that was asked before is not worked out again, even if the answer
 * would be another one by now. */

/* Answers by expression, one behind the other as they came. A power of two of slots, open
 * addressing, leads to them; forgetting all of them is counting the generation up. */
typedef struct
{
  ShapeNode *key;
  ShapeNode *value;
} ShapeCacheEntry;

typedef struct
{
  guint32 generation; /* free, if another one than that of the cache */
  guint32 entry;
} ShapeCacheSlot;

typedef struct
{
  ShapeCacheSlot  *slots;
  ShapeCacheEntry *entries;    /* in the same memory, room for half as many as there are slots */
  guint            n_slots;
  guint            n;
  guint            generation;
  guint            version;    /* of the environment, when a question was last asked */
} ShapeNodeCache;

void       shape_node_cache_clear_memory (ShapeNodeCache *cache); /* frees it */
void       shape_node_cache_forget       (ShapeNodeCache *cache);
gboolean   shape_node_cache_get          (ShapeNodeCache *cache,
                                          ShapeNode      *key,
                                          ShapeNode     **value);
void       shape_node_cache_set          (ShapeNodeCache *cache,
                                          ShapeNode      *key,
                                          ShapeNode      *value);

/* Every question begins here: answers of another version are forgotten. An answer
 * that is set later is of the version of the last question, as in the reference. */
static inline void
shape_node_cache_sync (ShapeNodeCache *cache,
                       guint           version)
{
  if (G_UNLIKELY (cache->version != version))
    {
      shape_node_cache_forget (cache);
      cache->version = version;
    }
}

/* The same for caches of one question in several forms, whatever form it is asked in. */
static inline void
shape_node_caches_sync (ShapeNodeCache *caches,
                        guint           n,
                        guint           version)
{
  if (G_UNLIKELY (caches[0].version != version))
    for (guint i = 0; i < n; i++)
      shape_node_cache_sync (&caches[i], version);
}

/* The last 256 questions of several words each, the least recently asked first
 * forgotten. */
#define SHAPE_CALL_N_WORDS 5

typedef struct
{
  guintptr words[SHAPE_CALL_N_WORDS];
} ShapeCallKey;

typedef struct
{
  GHashTable *calls; /* ShapeCall* -> itself */
  GQueue      order; /* the most recent first */
} ShapeCallCache;

void       shape_call_cache_init         (ShapeCallCache     *cache);
void       shape_call_cache_clear        (ShapeCallCache     *cache);
gboolean   shape_call_cache_get          (ShapeCallCache     *cache,
                                          const ShapeCallKey *key,
                                          gpointer           *value);
void       shape_call_cache_set          (ShapeCallCache     *cache,
                                          const ShapeCallKey *key,
                                          gpointer            value);

G_END_DECLS
