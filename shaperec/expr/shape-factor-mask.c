/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-simplify-private.h"

#include <string.h>

/* What SymPy does to conditions when it factors a sum that does not commute. It puts symbols that do
 * not commute for the parts of which it cannot tell, relations among them; but a conjunction
 * loses such a symbol, and a disjunction becomes true. */

/* Larger trees are left as they are. */
#define MAX_WEIGHT 20000

/* Whether a symbol is put for @node. */
static gboolean
is_masked (ShapeNode *node)
{
  if (SHAPE_IS_BOOLEAN (node))
    return !SHAPE_IS_ATOM (node) && !SHAPE_IS_CONNECTIVE (node);
  return !SHAPE_IS_ARITHMETIC (node) && shape_node_is_noncommutative (node);
}

static void
collect_masked (ShapeNode  *node,
                GHashTable *masked)
{
  if (is_masked (node))
    {
      g_hash_table_add (masked, node);
      return;
    }
  for (guint i = 0; i < node->n_args; i++)
    collect_masked (node->args[i], masked);
}

/* Of masked parts alone the last one stays. */
static ShapeNode *
mask_conjunction (ShapeNode  *node,
                  ShapeNode **args)
{
  g_autofree ShapeNode **masked = g_new (ShapeNode *, node->n_args);
  guint n = 0, n_masked = 0;

  for (guint i = 0; i < node->n_args; i++)
    if (is_masked (args[i]))
      masked[n_masked++] = args[i];
    else if (!SHAPE_IS (args[i], TRUE))
      args[n++] = args[i];
  if (n > 0 || n_masked == 0)
    return shape_node_build (node->pool, SHAPE_OP_AND, args, n);
  shape_nodes_sort_by_key (masked, n_masked);
  return masked[n_masked - 1];
}

static ShapeNode *
mask (ShapeNode *node)
{
  g_autofree ShapeNode **args = NULL;

  if (SHAPE_IS_ATOM (node) || is_masked (node))
    return node;
  args = g_new (ShapeNode *, node->n_args + 1);
  for (guint i = 0; i < node->n_args; i++)
    args[i] = mask (node->args[i]);
  if (SHAPE_IS (node, AND))
    return mask_conjunction (node, args);
  for (guint i = 0; SHAPE_IS (node, OR) && i < node->n_args; i++)
    if (is_masked (args[i]))
      return node->pool->true_node;
  return memcmp (args, node->args, node->n_args * sizeof *args) == 0
           ? node : shape_node_build (node->pool, (ShapeOp) node->op, args, node->n_args);
}

/* A single part is masked by a symbol that commutes, which is not lost. */
static ShapeNode *
mask_sum (ShapeNode *sum)
{
  g_autoptr (GHashTable) masked = NULL;

  if (!SHAPE_IS (sum, ADD) || sum->weight > MAX_WEIGHT || !shape_node_has_noncommutative_arg (sum))
    return sum;
  masked = g_hash_table_new (NULL, NULL);
  collect_masked (sum, masked);
  return g_hash_table_size (masked) < 2 ? sum : mask (sum);
}

ShapeNode *
shape_node_mask_conditions (ShapeNode *node)
{
  if (!shape_node_may_not_commute (node) || SHAPE_IS (node, ADD))
    return mask_sum (node);
  return SHAPE_IS_ARITHMETIC (node) ? shape_node_map_args (node, mask_sum) : node;
}
