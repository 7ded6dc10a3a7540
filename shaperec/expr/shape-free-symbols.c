/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

#include <string.h>

/* The free symbols of a node are worked out once, from those of its arguments, and
 * kept. A node with the same symbols as one of its arguments shares that set. */

static const ShapeSymbolSet empty_set = { 0 };

static ShapeSymbolSet *
alloc_set (ShapeExprPool *pool,
           guint          n)
{
  ShapeSymbolSet *set = shape_pool_alloc (pool, sizeof *set + n * sizeof (ShapeNode *));

  set->n = n;
  return set;
}

/* @out has room for both. Returns how many there are. */
static guint
merge_symbols (ShapeNode *const *a,
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

static gboolean
includes (const ShapeSymbolSet *a,
          const ShapeSymbolSet *b)
{
  guint i = 0;

  if (a == b || b->n == 0)
    return TRUE;
  if (b->n > a->n)
    return FALSE;
  for (guint j = 0; j < b->n; j++)
    {
      while (i < a->n && a->symbols[i]->id < b->symbols[j]->id)
        i++;
      if (i == a->n || a->symbols[i] != b->symbols[j])
        return FALSE;
    }
  return TRUE;
}

static const ShapeSymbolSet *
unite (ShapeExprPool        *pool,
       const ShapeSymbolSet *a,
       const ShapeSymbolSet *b)
{
  ShapeNode **merged;
  ShapeSymbolSet *set;
  guint n;

  if (includes (a, b))
    return a;
  if (includes (b, a))
    return b;
  merged = g_new (ShapeNode *, a->n + b->n);
  n = merge_symbols (a->symbols, a->n, b->symbols, b->n, merged);
  set = alloc_set (pool, n);
  memcpy (set->symbols, merged, n * sizeof *merged);
  g_free (merged);
  return set;
}

const ShapeSymbolSet *
shape_node_free_symbols (ShapeNode *node)
{
  const ShapeSymbolSet *set = &empty_set;

  if (node->free_symbols != NULL)
    return node->free_symbols;
  if (SHAPE_IS (node, SYMBOL))
    {
      ShapeSymbolSet *own = alloc_set (node->pool, 1);

      own->symbols[0] = node;
      set = own;
    }
  for (guint i = 0; i < node->n_args; i++)
    set = unite (node->pool, set, shape_node_free_symbols (node->args[i]));
  return node->free_symbols = set;
}

gboolean
shape_node_has_symbol (ShapeNode *node,
                       ShapeNode *symbol)
{
  const ShapeSymbolSet *set = shape_node_free_symbols (node);
  guint low = 0, high = set->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (set->symbols[middle] == symbol)
        return TRUE;
      if (set->symbols[middle]->id < symbol->id)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}
