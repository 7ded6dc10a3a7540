/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-program-private.h"

/* In which order a set of guards is best checked: what is cheap and often fails comes first. */

typedef struct
{
  ShapeGuardNodeId node;
  guint            rank;
  guint            cost;
  guint            op;
} Check;

/* How seldom a condition of that form holds for sizes it was not made for: an equation hardly ever,
 * an inequality mostly. */
static guint
rank_condition (ShapeGuardGraph  *graph,
                ShapeGuardNodeId  id)
{
  switch (shape_guard_graph_get (graph, id)->op)
    {
    case SHAPE_GUARD_OP_eq:
    case SHAPE_GUARD_OP_eq_float:
      return 0;
    case SHAPE_GUARD_OP_lt:
    case SHAPE_GUARD_OP_le:
    case SHAPE_GUARD_OP_gt:
    case SHAPE_GUARD_OP_ge:
      return 1;
    default:
      return 2;
    }
}

/* The operations below each node, each way counted; saturating. A node comes after its arguments. */
static guint *
count_costs (ShapeGuardGraph *graph)
{
  guint *costs = g_new (guint, graph->nodes->len);

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      ShapeGuardNode *node = shape_guard_graph_get (graph, i);
      guint64 cost = 0;

      if (!shape_guard_node_is_leaf (node))
        cost = 1 + (guint64) costs[node->args[0]] +
               (shape_guard_ops[node->op].n_args == 2 ? costs[node->args[1]] : 0);
      costs[i] = MIN (cost, G_MAXUINT16);
    }
  return costs;
}

/* Both halves of a conjunction are checks of their own. */
static void
collect_checks (ShapeGuardGraph  *graph,
                const guint      *costs,
                ShapeGuardNodeId  root,
                GArray           *checks,
                GArray           *open)
{
  g_array_append_val (open, root);
  while (open->len > 0)
    {
      ShapeGuardNodeId id = g_array_index (open, ShapeGuardNodeId, open->len - 1);
      ShapeGuardNode *node = shape_guard_graph_get (graph, id);
      Check check = { id, rank_condition (graph, id), costs[id], node->op };

      g_array_set_size (open, open->len - 1);
      if (node->op == SHAPE_GUARD_OP_both)
        g_array_append_vals (open, node->args, 2);
      else
        g_array_append_val (checks, check);
    }
}

/* Like beside like, since a processor foretells runs of the same operation. */
static int
compare_checks (gconstpointer a,
                gconstpointer b)
{
  const Check *left = a, *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  if (left->cost != right->cost)
    return left->cost < right->cost ? -1 : 1;
  if (left->op != right->op)
    return left->op < right->op ? -1 : 1;
  return left->node < right->node ? -1 : left->node > right->node;
}

/* The conditions to check, best first; a condition that comes twice, once. */
guint *
shape_guard_order_checks (ShapeGuardGraph        *graph,
                          const ShapeGuardNodeId *roots,
                          guint                   n_roots,
                          guint                  *n_checks)
{
  g_autofree guint *costs = count_costs (graph);
  g_autoptr (GArray) checks = g_array_new (FALSE, FALSE, sizeof (Check));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (ShapeGuardNodeId));
  guint *order;

  for (guint i = 0; i < n_roots; i++)
    collect_checks (graph, costs, roots[i], checks, open);
  g_array_sort (checks, compare_checks);

  order = g_new (guint, MAX (checks->len, 1));
  *n_checks = 0;
  for (guint i = 0; i < checks->len; i++)
    {
      ShapeGuardNodeId node = g_array_index (checks, Check, i).node;

      if (*n_checks == 0 || order[*n_checks - 1] != node)
        order[(*n_checks)++] = node;
    }
  return order;
}
