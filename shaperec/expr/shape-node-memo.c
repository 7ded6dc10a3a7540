/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-node-memo-private.h"

#include <string.h>

void
shape_node_memo_init (ShapeNodeMemo *self)
{
  self->slots = self->few;
  self->n_slots = G_N_ELEMENTS (self->few);
  self->n = 0;
  memset (self->few, 0, sizeof self->few);
}

void
shape_node_memo_clear (ShapeNodeMemo *self)
{
  if (self->slots != self->few)
    g_free (self->slots);
}

ShapeNodeMemo *
shape_node_memo_new (void)
{
  ShapeNodeMemo *self = g_new (ShapeNodeMemo, 1);

  shape_node_memo_init (self);
  return self;
}

void
shape_node_memo_free (ShapeNodeMemo *self)
{
  shape_node_memo_clear (self);
  g_free (self);
}

static void
insert (ShapeNodeMemo *self,
        ShapeNode     *node,
        ShapeNode     *result)
{
  guint i = node->hash & (self->n_slots - 1);

  while (self->slots[i].node != NULL && self->slots[i].node != node)
    i = (i + 1) & (self->n_slots - 1);
  self->n += self->slots[i].node == NULL;
  self->slots[i] = (ShapeNodeMemoSlot) { node, result };
}

static void
grow (ShapeNodeMemo *self)
{
  ShapeNodeMemoSlot *old = self->slots;
  guint n_old = self->n_slots;

  self->n_slots *= 4;
  self->slots = g_new0 (ShapeNodeMemoSlot, self->n_slots);
  self->n = 0;
  for (guint i = 0; i < n_old; i++)
    if (old[i].node != NULL)
      insert (self, old[i].node, old[i].result);
  if (old != self->few)
    g_free (old);
}

void
shape_node_memo_set (ShapeNodeMemo *self,
                     ShapeNode     *node,
                     ShapeNode     *result)
{
  if (self->n * 2 >= self->n_slots)
    grow (self);
  insert (self, node, result);
}
