/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-node-private.h"

int
shape_node_compare (ShapeNode *a,
                    ShapeNode *b)
{
  return (a->id > b->id) - (a->id < b->id);
}

int
shape_node_ordered_compare (ShapeNode *a,
                            ShapeNode *b)
{
  return shape_node_compare (a, b);
}

void
shape_nodes_sort (ShapeNode **nodes,
                  guint       n)
{
  (void) nodes;
  (void) n;
}

void
shape_nodes_sort_ordered (ShapeNode **nodes,
                          guint       n)
{
  (void) nodes;
  (void) n;
}
