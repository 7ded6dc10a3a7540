/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-wave-private.h"

#include "shape-build-private.h"

/* cos, sin and tan of infinity, which SymPy takes for the range of their values. A trace has no
 * such ranges: here is what comes of them that has a name. */

static gboolean
is_wave (ShapeNode *node)
{
  return SHAPE_IS (node, OPAQUE_COS) || SHAPE_IS (node, OPAQUE_SIN);
}

static gboolean
add_limits (ShapeNode *sum,
            ShapeNode *limits[2])
{
  ShapeNode *part[2];

  limits[0] = limits[1] = sum->pool->zero;
  for (guint i = 0; i < sum->n_args; i++)
    {
      if (!shape_node_get_limits (sum->args[i], part))
        return FALSE;
      limits[0] = shape_node_add (limits[0], part[0]);
      limits[1] = shape_node_add (limits[1], part[1]);
    }
  return TRUE;
}

static gboolean
scale_limits (ShapeNode *product,
              ShapeNode *limits[2])
{
  ShapeNode *rest, *part[2], *coeff = shape_node_as_coeff_mul (product, &rest);
  gboolean negative = shape_number_sign (coeff) < 0;

  if (!is_wave (rest) || shape_node_is_infinite (coeff) || !shape_node_get_limits (rest, part))
    return FALSE;
  limits[negative] = shape_node_mul (coeff, part[0]);
  limits[!negative] = shape_node_mul (coeff, part[1]);
  return TRUE;
}

gboolean
shape_node_get_limits (ShapeNode *node,
                       ShapeNode *limits[2])
{
  ShapeExprPool *pool = node->pool;

  if (SHAPE_IS (node, ADD) || SHAPE_IS (node, MUL))
    return SHAPE_IS (node, ADD) ? add_limits (node, limits) : scale_limits (node, limits);
  limits[0] = limits[1] = node;
  if (SHAPE_IS_NUMBER (node))
    return TRUE;
  if ((!is_wave (node) && !SHAPE_IS (node, OPAQUE_TAN)) || !shape_node_is_infinite (node->args[0]))
    return FALSE;
  limits[0] = is_wave (node) ? pool->minus_one : shape_node_constant (pool, SHAPE_OP_NEGATIVE_INFINITY);
  limits[1] = is_wave (node) ? pool->one : shape_node_constant (pool, SHAPE_OP_INFINITY);
  return TRUE;
}

/* The number that @sum begins with and all that waves add to it at once, where they do not change
 * it: it is infinite, or a Float so large; else NULL. */
static ShapeNode *
swallow_waves (ShapeNode  *sum,
               ShapeNode **rest,
               guint      *n_rest)
{
  ShapeNode *limits[] = { sum->args[0], sum->args[0] }, *part[2];

  *n_rest = 0;
  for (guint i = 1; i < sum->n_args; i++)
    if (!shape_node_may_have_waves (sum->args[i]) || !shape_node_get_limits (sum->args[i], part))
      rest[(*n_rest)++] = sum->args[i];
    else
      for (guint k = 0; k < 2; k++)
        limits[k] = shape_node_add (part[k], limits[k]);
  return limits[0] == limits[1] ? limits[0] : NULL;
}

ShapeNode *
shape_sum_settle_waves (ShapeNode *sum)
{
  g_autofree ShapeNode **rest = NULL;
  ShapeNode *number;
  guint n_rest;

  if (!SHAPE_IS (sum, ADD) || !SHAPE_IS_NUMBER (sum->args[0]))
    return sum;
  rest = g_new (ShapeNode *, sum->n_args);
  number = swallow_waves (sum, rest, &n_rest);
  if (number == NULL || n_rest + 1 == sum->n_args)
    return sum;
  rest[n_rest] = number;
  return shape_node_build (sum->pool, SHAPE_OP_ADD, rest, n_rest + 1);
}
