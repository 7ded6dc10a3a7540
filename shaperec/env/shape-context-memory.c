/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-symbolic-context-private.h"

typedef struct
{
  guint64 memory_id;
  char   *source_name;
} Key;

struct _ShapeContextMemory
{
  GHashTable *symbols; /* Key -> node */
};

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->source_name) ^ ((guint) key->memory_id * 2654435761u);
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *left = a, *right = b;

  return left->memory_id == right->memory_id && g_str_equal (left->source_name, right->source_name);
}

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->source_name);
  g_free (key);
}

ShapeContextMemory *
shape_context_memory_new (void)
{
  ShapeContextMemory *self = g_new0 (ShapeContextMemory, 1);

  self->symbols = g_hash_table_new_full (key_hash, key_equal, key_free, NULL);
  return self;
}

void
shape_context_memory_free (ShapeContextMemory *self)
{
  g_hash_table_unref (self->symbols);
  g_free (self);
}

ShapeNode *
shape_context_memory_recall (ShapeContextMemory   *self,
                             ShapeSymbolicContext *context,
                             const char           *source_name)
{
  Key key = { context->memory_id, (char *) source_name };

  return g_hash_table_lookup (self->symbols, &key);
}

void
shape_context_memory_remember (ShapeContextMemory   *self,
                               ShapeSymbolicContext *context,
                               const char           *source_name,
                               ShapeNode            *expr)
{
  Key *key = g_new0 (Key, 1);

  key->memory_id = context->memory_id;
  key->source_name = g_strdup (source_name);
  g_hash_table_replace (self->symbols, key, expr);
}
