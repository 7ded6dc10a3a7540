/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-memo-private.h"

#define FIRST_SLOTS 256

void
shape_bound_memo_clear (ShapeBoundMemo *self)
{
  g_clear_pointer (&self->slots, g_free);
}

/* Where @node stands, or would. */
static ShapeKnownBound *
find_slot (const ShapeBoundMemo *self,
           const ShapeNode      *node)
{
  guint i = node->hash & (self->n_slots - 1);

  while (self->slots[i].node != NULL && self->slots[i].node != node)
    i = (i + 1) & (self->n_slots - 1);
  return &self->slots[i];
}

static void
grow (ShapeBoundMemo *self)
{
  g_autofree ShapeKnownBound *old = self->slots;
  guint n_old = self->n_slots;

  self->n_slots = MAX (FIRST_SLOTS, 2 * n_old);
  self->slots = g_new0 (ShapeKnownBound, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i].node != NULL)
      *find_slot (self, old[i].node) = old[i];
}

static ShapeKnownBound *
add_slot (ShapeBoundMemo *self,
          ShapeNode      *node)
{
  ShapeKnownBound *slot;

  if (2 * self->n >= self->n_slots)
    grow (self);
  slot = find_slot (self, node);
  self->n += slot->node == NULL;
  return slot;
}

guint64
shape_bound_memo_give (ShapeBoundMemo *self,
                       ShapeNode      *symbol,
                       ShapeInterval   range)
{
  ShapeKnownBound *slot = add_slot (self, symbol);

  if (slot->node == NULL || !shape_interval_equal (slot->range, range))
    *slot = (ShapeKnownBound) { symbol, range, ++self->now };
  return slot->time;
}

static gboolean
still_holds (const ShapeBoundMemo  *self,
             const ShapeKnownBound *known)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (known->node);

  for (guint i = 0; i < symbols->n; i++)
    if (find_slot (self, symbols->nodes[i])->time > known->time)
      return FALSE;
  return TRUE;
}

gboolean
shape_bound_memo_get (const ShapeBoundMemo *self,
                      ShapeNode            *node,
                      guint64               latest,
                      ShapeInterval        *range)
{
  const ShapeKnownBound *slot = self->n_slots > 0 ? find_slot (self, node) : NULL;

  if (slot == NULL || slot->node == NULL)
    return FALSE;
  *range = slot->range;
  return SHAPE_IS (node, SYMBOL) || slot->time >= latest || still_holds (self, slot);
}

void
shape_bound_memo_set (ShapeBoundMemo *self,
                      ShapeNode      *node,
                      ShapeInterval   range)
{
  *add_slot (self, node) = (ShapeKnownBound) { node, range, self->now };
}
