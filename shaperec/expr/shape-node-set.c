/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

#include <stdlib.h>
#include <string.h>

/* A set that includes the other is what becomes of both: so a node mostly shares the set of
 * one of its arguments. */

static const ShapeNodeSet empty_set = { 0 };

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

static const ShapeNodeSet *
unite (ShapeExprPool      *pool,
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

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 id_a = (*(ShapeNode *const *) a)->id, id_b = (*(ShapeNode *const *) b)->id;

  return (id_a > id_b) - (id_a < id_b);
}

static guint
drop_repeated (ShapeNode **nodes,
               guint       n)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    if (kept == 0 || nodes[kept - 1] != nodes[i])
      nodes[kept++] = nodes[i];
  return kept;
}

/* Sorts all at once: one by one, the set of a long sum would be written anew for each term. */
static const ShapeNodeSet *
unite_many (ShapeExprPool             *pool,
            const ShapeNodeSet *const *sets,
            guint                      n_sets)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  const ShapeNodeSet *largest = &empty_set;
  ShapeNodeSet *set;
  guint n;

  for (guint i = 0; i < n_sets; i++)
    {
      for (guint j = 0; j < sets[i]->n; j++)
        g_ptr_array_add (nodes, sets[i]->nodes[j]);
      if (sets[i]->n > largest->n)
        largest = sets[i];
    }
  if (nodes->len == 0)
    return largest;
  qsort (nodes->pdata, nodes->len, sizeof (ShapeNode *), compare_ids);
  n = drop_repeated ((ShapeNode **) nodes->pdata, nodes->len);
  if (n == largest->n)
    return largest;
  set = alloc_set (pool, n);
  memcpy (set->nodes, nodes->pdata, n * sizeof (ShapeNode *));
  return set;
}

#define FEW_ARGS 4

const ShapeNodeSet *
shape_node_set_of_args (ShapeNode         *node,
                        ShapeNodeSetGetter get,
                        gconstpointer      data)
{
  g_autofree const ShapeNodeSet **sets = NULL;

  if (node->n_args <= FEW_ARGS)
    {
      const ShapeNodeSet *set = &empty_set;

      for (guint i = 0; i < node->n_args; i++)
        set = unite (node->pool, set, get (node->args[i], data));
      return set;
    }
  sets = g_new (const ShapeNodeSet *, node->n_args);
  for (guint i = 0; i < node->n_args; i++)
    sets[i] = get (node->args[i], data);
  return unite_many (node->pool, sets, node->n_args);
}

typedef struct
{
  ShapeMemo     memo;
  guint64       kinds;
  ShapeNodeTest test;
} Sought;

static const ShapeNodeSet *
collect (ShapeNode    *node,
         gconstpointer data)
{
  const Sought *sought = data;
  const ShapeNodeSet *found;
  gpointer known;

  if (!shape_node_may_have_kinds (node, sought->kinds))
    return &empty_set;
  known = shape_pool_memo_get (node->pool, sought->memo, node);
  if (known != NULL)
    return known;

  found = shape_node_set_of_args (node, collect, sought);
  if (sought->test (node))
    found = unite (node->pool, found, shape_node_set_new (node));
  return (gpointer) shape_pool_memo_set (node->pool, sought->memo, node, (gpointer) found);
}

const ShapeNodeSet *
shape_node_collect (ShapeNode     *node,
                    ShapeMemo      memo,
                    guint64        kinds,
                    ShapeNodeTest  test)
{
  const Sought sought = { memo, kinds, test };

  return collect (node, &sought);
}
