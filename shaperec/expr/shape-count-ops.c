/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-poly-private.h"

/* How long an expression is to read: SymPy's count_ops. A sign and a bar of a fraction
 * count as operations, and a difference as one. */

static gboolean
is_negative_power (ShapeNode *factor)
{
  ShapeNode *exponent, *rest;

  if (!SHAPE_IS (factor, POW))
    return FALSE;
  exponent = shape_node_as_coeff_mul (factor->args[1], &rest);
  return shape_number_sign (exponent) < 0;
}

static gboolean
is_fraction (ShapeNode *node)
{
  guint n;
  ShapeNode *const *factors = shape_node_make_args (&node, SHAPE_OP_MUL, &n);

  for (guint i = 0; i < n; i++)
    if (SHAPE_IS (factors[i], RATIONAL) || is_negative_power (factors[i]))
      return TRUE;
  return FALSE;
}

void
shape_node_split_fraction (ShapeNode  *node,
                           ShapeNode **numerator,
                           ShapeNode **denominator)
{
  ShapeExprPool *pool = node->pool;
  g_autofree ShapeNode **parts = NULL;
  ShapeNode *const *factors, **upper, **lower;
  guint n, n_upper = 0, n_lower = 0;

  *numerator = node;
  *denominator = pool->one;
  if (!is_fraction (node))
    return;
  factors = shape_node_make_args (&node, SHAPE_OP_MUL, &n);
  parts = g_new (ShapeNode *, 2 * n);
  upper = parts;
  lower = parts + n;
  for (guint i = 0; i < n; i++)
    {
      if (SHAPE_IS (factors[i], RATIONAL))
        {
          upper[n_upper++] = shape_node_fmpz (pool, fmpq_numref (factors[i]->rational));
          lower[n_lower++] = shape_node_fmpz (pool, fmpq_denref (factors[i]->rational));
        }
      else if (is_negative_power (factors[i]))
        lower[n_lower++] = shape_node_pow (factors[i]->args[0], shape_node_neg (factors[i]->args[1]));
      else
        upper[n_upper++] = factors[i];
    }
  *numerator = shape_node_build (pool, SHAPE_OP_MUL, upper, n_upper);
  *denominator = shape_node_build (pool, SHAPE_OP_MUL, lower, n_lower);
}

static gboolean
has_negative_coeff (ShapeNode *node)
{
  ShapeNode *head = SHAPE_HEAD_OF (node);

  return SHAPE_IS_NUMBER (head) && shape_number_sign (head) < 0;
}

static double
count_sum (ShapeNode *node)
{
  double ops = node->n_args - 1;
  guint n_negative = 0;

  for (guint i = 0; i < node->n_args; i++)
    {
      gboolean negative = has_negative_coeff (node->args[i]);

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

  if (has_negative_coeff (node))
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
