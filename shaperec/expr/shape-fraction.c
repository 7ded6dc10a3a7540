/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-simplify-private.h"

/* An expression as a fraction by the way it is written: what has a negative number in front of its
 * exponent stands below the line. */

static gboolean
is_negative_power (ShapeNode *factor)
{
  return SHAPE_IS (factor, POW) && shape_node_has_negative_coeff (factor->args[1]);
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
