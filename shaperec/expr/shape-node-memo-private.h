/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-node-private.h"

G_BEGIN_DECLS

/* What was found for each node, as in a walk over the shared graph: a small table, on the
 * stack if you like, that moves to the heap when it grows. */
typedef struct
{
  ShapeNode *node;
  ShapeNode *result;
} ShapeNodeMemoSlot;

typedef struct
{
  ShapeNodeMemoSlot *slots;
  guint              n_slots; /* a power of two */
  guint              n;
  ShapeNodeMemoSlot  few[64];
} ShapeNodeMemo;

ShapeNodeMemo *shape_node_memo_new   (void);
void           shape_node_memo_free  (ShapeNodeMemo *self);
void           shape_node_memo_init  (ShapeNodeMemo *self);
void           shape_node_memo_clear (ShapeNodeMemo *self);
void           shape_node_memo_set   (ShapeNodeMemo *self,
                                      ShapeNode     *node,
                                      ShapeNode     *result);

/* shape_node_xreplace() for many expressions with the same replacements: what became of a part
 * is kept in @done, which is for these alone. */
ShapeNode     *shape_node_xreplace_again (ShapeNode        *node,
                                          ShapeNode *const *from,
                                          ShapeNode *const *to,
                                          guint             n,
                                          ShapeNodeMemo    *done);

static inline ShapeNode *
shape_node_memo_get (const ShapeNodeMemo *self,
                     const ShapeNode     *node)
{
  guint i = node->hash & (self->n_slots - 1);

  while (self->slots[i].node != NULL && self->slots[i].node != node)
    i = (i + 1) & (self->n_slots - 1);
  return self->slots[i].result;
}

G_END_DECLS
