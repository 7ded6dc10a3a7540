/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-symbol-sources-private.h"

#include <string.h>

void
shape_source_list_clear (ShapeSourceList *self)
{
  g_free (self->many);
}

static void
move_to_heap (ShapeSourceList *self)
{
  self->n_alloc = 4 * G_N_ELEMENTS (self->few);
  self->many = g_new (ShapeSource *, self->n_alloc);
  memcpy (self->many, self->few, sizeof self->few);
}

void
shape_source_list_add (ShapeSourceList *self,
                       ShapeSource     *source)
{
  if (self->many == NULL && self->n < G_N_ELEMENTS (self->few))
    {
      self->few[self->n++] = source;
      return;
    }
  if (self->many == NULL)
    move_to_heap (self);
  if (self->n == self->n_alloc)
    {
      self->n_alloc *= 2;
      self->many = g_renew (ShapeSource *, self->many, self->n_alloc);
    }
  self->many[self->n++] = source;
}

gboolean
shape_source_list_has_dim (const ShapeSourceList *self)
{
  ShapeSource *const *sources = shape_source_list_get (self);

  for (guint i = 0; i < self->n; i++)
    if (shape_source_is_dim (sources[i]))
      return TRUE;
  return FALSE;
}

/* Most guard sets have few symbols. */
struct _ShapeSourceBlock
{
  ShapeSourceBlock *next;
  guint             n;
  ShapeSourceList   lists[12];
};

void
shape_symbol_sources_clear (ShapeSymbolSources *self)
{
  ShapeSourceBlock *block;

  while ((block = self->blocks) != NULL)
    {
      for (guint i = 0; i < block->n; i++)
        shape_source_list_clear (&block->lists[i]);
      self->blocks = block->next;
      g_free (block);
    }
  shape_map_clear (&self->lists);
}

static ShapeSourceList *
new_list (ShapeSymbolSources *self)
{
  ShapeSourceBlock *block = self->blocks;
  ShapeSourceList *list;

  if (block == NULL || block->n == G_N_ELEMENTS (block->lists))
    {
      block = g_new (ShapeSourceBlock, 1);
      block->next = self->blocks;
      block->n = 0;
      self->blocks = block;
    }
  list = &block->lists[block->n++];
  *list = (ShapeSourceList) { 0 };
  return list;
}

ShapeSourceList *
shape_symbol_sources_get (ShapeSymbolSources *self,
                          ShapeNode          *symbol)
{
  ShapeSourceList *list = shape_map_get (&self->lists, symbol);

  if (list == NULL)
    {
      list = new_list (self);
      shape_map_put (&self->lists, symbol, list);
    }
  return list;
}
