/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

/* The free symbols of a node are worked out once, from those of its arguments, and kept. */

static const ShapeNodeSet *
get_free_symbols (ShapeNode    *node,
                  gconstpointer data)
{
  if (node->free_symbols == NULL)
    node->free_symbols = SHAPE_IS (node, SYMBOL) ? shape_node_set_new (node)
                                                 : shape_node_set_of_args (node, get_free_symbols, data);
  return node->free_symbols;
}

const ShapeNodeSet *
shape_node_free_symbols (ShapeNode *node)
{
  return node->free_symbols != NULL ? node->free_symbols : get_free_symbols (node, NULL);
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
