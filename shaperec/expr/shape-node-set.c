/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

#include <string.h>

/* A set that includes the other is what becomes of both: so a node mostly shares the set of
 * one of its arguments. */

const ShapeNodeSet shape_node_set_empty = { 0 };

static ShapeNodeSet *
alloc_set (ShapeExprPool *pool,
           guint          n)
{
  ShapeNodeSet *set = shape_pool_alloc (pool, sizeof *set + n * sizeof (ShapeNode *));

  set->n = n;
  return set;
}

const ShapeNodeSet *
shape_node_set_new (ShapeNode *only)
{
  ShapeNodeSet *set = alloc_set (only->pool, 1);

  set->nodes[0] = only;
  return set;
}

/* @out has room for both. Returns how many there are. */
static guint
merge (ShapeNode *const *a,
       guint             n_a,
       ShapeNode *const *b,
       guint             n_b,
       ShapeNode       **out)
{
  guint i = 0, j = 0, n = 0;

  while (i < n_a && j < n_b)
    {
      if (a[i] == b[j])
        j++;
      out[n++] = j == n_b || a[i]->id <= b[j]->id ? a[i++] : b[j++];
    }
  while (i < n_a)
    out[n++] = a[i++];
  while (j < n_b)
    out[n++] = b[j++];
  return n;
}

gboolean
shape_node_set_includes (const ShapeNodeSet *a,
                         const ShapeNodeSet *b)
{
  guint i = 0;

  if (a == b || b->n == 0)
    return TRUE;
  if (b->n > a->n)
    return FALSE;
  for (guint j = 0; j < b->n; j++)
    {
      while (i < a->n && a->nodes[i]->id < b->nodes[j]->id)
        i++;
      if (i == a->n || a->nodes[i] != b->nodes[j])
        return FALSE;
    }
  return TRUE;
}

const ShapeNodeSet *
shape_node_set_unite (ShapeExprPool      *pool,
                      const ShapeNodeSet *a,
                      const ShapeNodeSet *b)
{
  g_autofree ShapeNode **merged = NULL;
  ShapeNodeSet *set;
  guint n;

  if (shape_node_set_includes (a, b))
    return a;
  if (shape_node_set_includes (b, a))
    return b;
  merged = g_new (ShapeNode *, a->n + b->n);
  n = merge (a->nodes, a->n, b->nodes, b->n, merged);
  set = alloc_set (pool, n);
  memcpy (set->nodes, merged, n * sizeof *merged);
  return set;
}

const ShapeNodeSet *
shape_node_collect (ShapeNode     *node,
                    ShapeMemo      memo,
                    guint64        kinds,
                    ShapeNodeTest  test)
{
  const ShapeNodeSet *found = &shape_node_set_empty;
  gpointer known;

  if (!shape_node_may_have_kinds (node, kinds))
    return found;
  known = shape_pool_memo_get (node->pool, memo, node);
  if (known != NULL)
    return known;

  if (test (node))
    found = shape_node_set_new (node);
  for (guint i = 0; i < node->n_args; i++)
    found = shape_node_set_unite (node->pool, found, shape_node_collect (node->args[i], memo, kinds, test));
  return (gpointer) shape_pool_memo_set (node->pool, memo, node, (gpointer) found);
}
