/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-analysis-memo-private.h"

#include <string.h>

/* At most four statements follow, and each of them is written in four ways at most. */
#define MAX_IMPLICATIONS 16

typedef struct
{
  ShapeImplication items[MAX_IMPLICATIONS];
  guint            n;
} Implications;

/* Like a Python dictionary: what is said again changes its truth, not its place. */
static void
say (Implications *self,
     ShapeNode    *expr,
     gboolean      truth)
{
  guint i = 0;

  while (i < self->n && self->items[i].expr != expr)
    i++;
  g_assert (i < MAX_IMPLICATIONS);
  self->items[i] = (ShapeImplication) { expr, truth };
  self->n = MAX (self->n, i + 1);
}

static void
say_both_ways (Implications *self,
               ShapeOp       op,
               ShapeNode    *equation,
               gboolean      truth)
{
  ShapeNode *sides[] = { shape_node_lhs (equation), shape_node_rhs (equation) };
  ShapeNode *swapped[] = { sides[1], sides[0] };

  say (self, shape_node_intern (equation->pool, op, sides, 2), truth);
  say (self, shape_node_intern (equation->pool, op, swapped, 2), truth);
}

/* @expr holds: it and its negation, in canonical form. */
static void
add_statement (Implications *self,
               ShapeNode    *expr)
{
  expr = shape_canonicalize (expr);
  if (SHAPE_IS (expr, EQ) || SHAPE_IS (expr, NE))
    {
      say_both_ways (self, (ShapeOp) expr->op, expr, TRUE);
      say_both_ways (self, SHAPE_IS (expr, EQ) ? SHAPE_OP_NE : SHAPE_OP_EQ, expr, FALSE);
      return;
    }
  say (self, expr, TRUE);
  say (self, shape_canonicalize_negation (expr), FALSE);
}

/* The relation `a OP b` holds, as it stands. */
static void
add_relation (Implications *self,
              ShapeOp       op,
              ShapeNode    *a,
              ShapeNode    *b)
{
  ShapeNode *sides[] = { a, b };

  add_statement (self, shape_node_intern (a->pool, op, sides, 2));
}

static void
add_weaker (Implications *self,
            ShapeNode    *expr)
{
  ShapeExprPool *pool = expr->pool;
  ShapeNode *a, *b;

  if (!SHAPE_IS_RELATIONAL (expr))
    return;
  a = shape_node_lhs (expr);
  b = shape_node_rhs (expr);
  if (SHAPE_IS (expr, EQ))
    {
      add_relation (self, SHAPE_OP_LE, a, b);
      add_relation (self, SHAPE_OP_GE, a, b);
    }
  else if (SHAPE_IS (expr, LT))
    {
      add_relation (self, SHAPE_OP_LE, a, b);
      add_relation (self, SHAPE_OP_NE, a, b);
      if (shape_node_is_yes (a, SHAPE_FACT_INTEGER) && shape_node_is_yes (b, SHAPE_FACT_INTEGER))
        add_relation (self, SHAPE_OP_LE, a, shape_node_add (b, pool->minus_one));
    }
  else if (SHAPE_IS (expr, LE))
    add_relation (self, SHAPE_OP_LT, a, shape_node_add (b, pool->one));
}

static ShapeImplied *
keep (ShapeNode          *expr,
      const Implications *found)
{
  ShapeImplied *self = shape_pool_alloc (expr->pool, sizeof *self);
  gsize size = found->n * sizeof (ShapeImplication);
  ShapeImplication *list = shape_pool_alloc (expr->pool, size);

  memcpy (list, found->items, size);
  *self = (ShapeImplied) { expr, list, found->n };
  return self;
}

const ShapeImplication *
shape_implications (ShapeNode *expr,
                    guint     *n)
{
  ShapeAnalysisMemo *memo = shape_analysis_memo_get (expr->pool);
  ShapeImplied *implied = g_hash_table_lookup (memo->implied, expr);
  Implications found = { .n = 0 };

  *n = 0;
  if (implied == NULL)
    {
      add_statement (&found, expr);
      add_weaker (&found, expr);
      if (shape_pool_has_error (expr->pool))
        return NULL;
      implied = keep (expr, &found);
      g_hash_table_insert (memo->implied, expr, implied);
    }
  *n = implied->n;
  return implied->list;
}
