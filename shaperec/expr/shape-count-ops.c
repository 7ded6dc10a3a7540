/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-simplify-private.h"

/* How long an expression is to read: SymPy's count_ops. A sign and a bar of a fraction
 * count as operations, and a difference as one. */

static double
count_sum (ShapeNode *node)
{
  double ops = node->n_args - 1;
  guint n_negative = 0;

  for (guint i = 0; i < node->n_args; i++)
    {
      gboolean negative = shape_node_has_negative_coeff (node->args[i]);

      n_negative += negative;
      ops += shape_node_count_ops (negative ? shape_node_neg (node->args[i]) : node->args[i]);
    }
  return n_negative == node->n_args ? ops + 1 : ops;
}

static double
count_args (ShapeNode *node)
{
  double ops = 0;

  for (guint i = 0; i < node->n_args; i++)
    ops += shape_node_count_ops (node->args[i]);
  return ops;
}

static double
count_call (ShapeNode *node)
{
  double ops = 0;

  if (SHAPE_IS (node, MUL) || SHAPE_HAS_FLAG (node, LATTICE))
    ops = node->n_args - 1;
  else if (SHAPE_IS (node, POW) || SHAPE_IS (node, NOT) || SHAPE_HAS_FLAG (node, FUNCTION))
    ops = 1;
  return ops + count_args (node);
}

static double
count_product (ShapeNode *node)
{
  ShapeNode *numerator, *denominator;
  double ops = 0;

  if (shape_node_has_negative_coeff (node))
    {
      ops = 1;
      node = shape_node_neg (node);
    }
  shape_node_split_fraction (node, &numerator, &denominator);
  if (SHAPE_IS (numerator, INTEGER))
    return ops + 1 + (fmpz_sgn (numerator->integer) < 0) + shape_node_count_ops (denominator);
  if (denominator != node->pool->one)
    return ops + 1 + shape_node_count_ops (numerator) +
           (SHAPE_IS (denominator, INTEGER) ? 0 : shape_node_count_ops (denominator));
  return ops + count_call (node);
}

static double
count_rational (ShapeNode *node)
{
  if (SHAPE_IS (node, INTEGER))
    return fmpz_sgn (node->integer) < 0;
  return 1 + (fmpz_sgn (fmpq_numref (node->rational)) < 0);
}

static double
count (ShapeNode *node)
{
  if (SHAPE_IS (node, ADD))
    return count_sum (node);
  if (SHAPE_IS (node, MUL))
    return count_product (node);
  if (SHAPE_IS (node, POW) && node->args[1] == node->pool->minus_one)
    return 1 + shape_node_count_ops (node->args[0]);
  return count_call (node);
}

/* The counts of trees from this size on are remembered, so that what is shared is counted once. */
#define LARGE_TREE 256

double
shape_node_count_ops (ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;
  ShapeNode *known;
  double ops;

  if (SHAPE_IS_RATIONAL (node))
    return count_rational (node);
  if (SHAPE_IS_ATOM (node))
    return 0;
  if (node->weight < LARGE_TREE)
    return count (node);
  known = shape_pool_memo_get (pool, SHAPE_MEMO_COUNT_OPS, node);
  if (known != NULL)
    return known->real;
  ops = count (node);
  shape_pool_memo_set (pool, SHAPE_MEMO_COUNT_OPS, node, shape_node_float (pool, ops));
  return ops;
}

ShapeNode *
shape_node_shorter (ShapeNode *a,
                    ShapeNode *b)
{
  if (a == b)
    return a;
  return shape_node_count_ops (b) < shape_node_count_ops (a) ? b : a;
}
