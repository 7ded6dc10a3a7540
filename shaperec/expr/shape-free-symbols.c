/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

/* The free symbols of a node are worked out once, from those of its arguments, and kept. */

const ShapeNodeSet *
shape_node_free_symbols (ShapeNode *node)
{
  const ShapeNodeSet *set = &shape_node_set_empty;

  if (node->free_symbols != NULL)
    return node->free_symbols;
  if (SHAPE_IS (node, SYMBOL))
    set = shape_node_set_new (node);
  for (guint i = 0; i < node->n_args; i++)
    set = shape_node_set_unite (node->pool, set, shape_node_free_symbols (node->args[i]));
  return node->free_symbols = set;
}

gboolean
shape_node_has_symbol (ShapeNode *node,
                       ShapeNode *symbol)
{
  const ShapeNodeSet *set = shape_node_free_symbols (node);
  guint low = 0, high = set->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (set->nodes[middle] == symbol)
        return TRUE;
      if (set->nodes[middle]->id < symbol->id)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}
