/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

#include <string.h>

/* The order in which SymPy prints: factors by their sort key. */

static ShapeNode *const *
look_up (ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;

  if (pool->printed_orders == NULL)
    pool->printed_orders = g_hash_table_new (NULL, NULL);
  return g_hash_table_lookup (pool->printed_orders, node);
}

static ShapeNode **
copy_args (ShapeNode *node)
{
  ShapeNode **copy = shape_pool_alloc (node->pool, node->n_args * sizeof *copy);

  memcpy (copy, node->args, node->n_args * sizeof *copy);
  return copy;
}

ShapeNode *const *
shape_node_ordered_factors (ShapeNode **node,
                            guint      *n)
{
  ShapeNode *const *known;
  ShapeNode **factors;

  if (!SHAPE_IS (*node, MUL))
    {
      *n = 1;
      return node;
    }
  *n = (*node)->n_args;
  known = look_up (*node);
  if (known != NULL)
    return known;
  factors = copy_args (*node);
  shape_nodes_sort_by_key (factors, *n);
  g_hash_table_insert ((*node)->pool->printed_orders, *node, factors);
  return factors;
}

ShapeNode *const *
shape_node_ordered_terms (ShapeNode **node,
                          guint      *n)
{
  return shape_node_make_args (node, SHAPE_OP_ADD, n);
}
