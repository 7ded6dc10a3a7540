/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arena-private.h"

#include "../shape-hash-private.h"

#include <string.h>

#define FIRST_CHUNK 4096u
#define FIRST_TIGHT_CHUNK 512u
#define LARGEST_CHUNK (1024u * 1024u)

struct _ShapeArena
{
  GPtrArray  *chunks;
  guint8     *free_start;
  gsize       n_free;
  gboolean    is_tight;
  gsize       next_size;
  gsize       size;
  GHashTable *texts; /* NULL until a text is interned */
};

ShapeArena *
shape_arena_new (void)
{
  ShapeArena *self = g_new0 (ShapeArena, 1);

  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->next_size = FIRST_CHUNK;
  return self;
}

ShapeArena *
shape_arena_new_tight (void)
{
  ShapeArena *self = shape_arena_new ();

  self->is_tight = TRUE;
  self->next_size = FIRST_TIGHT_CHUNK;
  return self;
}

void
shape_arena_free (ShapeArena *self)
{
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_ptr_array_unref (self->chunks);
  g_free (self);
}

/* A chunk that holds at least @size bytes becomes the current one. */
static void
grow (ShapeArena *self,
      gsize       size)
{
  gsize chunk = MAX (self->next_size, size);

  self->free_start = g_malloc (chunk);
  self->n_free = chunk;
  self->size += chunk;
  self->next_size = self->is_tight ? MAX (self->size / 4, FIRST_TIGHT_CHUNK) : self->next_size * 2;
  self->next_size = MIN (self->next_size, LARGEST_CHUNK);
  g_ptr_array_add (self->chunks, self->free_start);
}

/* 8-aligned, and not zeroed. */
static gpointer
take (ShapeArena *self,
      gsize       size)
{
  gpointer memory;

  size = (size + 7) & ~(gsize) 7;
  if (size > self->n_free || self->free_start == NULL)
    grow (self, size);
  memory = self->free_start;
  self->free_start += size;
  self->n_free -= size;
  return memory;
}

gpointer
shape_arena_alloc (ShapeArena *self,
                   gsize       size)
{
  return memset (take (self, size), 0, size);
}

const char *
shape_arena_text (ShapeArena *self,
                  const char *text,
                  gsize       len)
{
  char *copy = take (self, len + 1);

  memcpy (copy, text, len);
  copy[len] = '\0';
  return copy;
}

static guint
hash_string (gconstpointer text)
{
  return (guint) shape_hash_bytes (text, strlen (text));
}

const char *
shape_arena_intern_string (ShapeArena *self,
                           const char *text)
{
  const char *known;

  if (self->texts == NULL)
    self->texts = g_hash_table_new (hash_string, g_str_equal);
  known = g_hash_table_lookup (self->texts, text);
  if (known == NULL)
    {
      known = shape_arena_text (self, text, strlen (text));
      g_hash_table_add (self->texts, (gpointer) known);
    }
  return known;
}

const char *
shape_arena_intern (ShapeArena *self,
                    const char *text,
                    gsize       len)
{
  char few[256];
  g_autofree char *many = len < sizeof few ? NULL : g_malloc (len + 1);
  char *owned = many ? many : few;

  memcpy (owned, text, len);
  owned[len] = '\0';
  return shape_arena_intern_string (self, owned);
}
