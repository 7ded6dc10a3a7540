/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-deduce-private.h"

#include <math.h>

/* The value of an expression that holds no symbols, as a double: enough to tell a sign. */

static gboolean
get_power (ShapeNode *node,
           double    *value)
{
  double base, exponent;

  if (!shape_node_get_value (node->args[0], &base) || !shape_node_get_value (node->args[1], &exponent))
    return FALSE;
  *value = pow (base, exponent);
  return !isnan (*value);
}

static gboolean
fold (ShapeNode *node,
      double    *value)
{
  *value = SHAPE_IS (node, ADD) ? 0 : 1;
  for (guint i = 0; i < node->n_args; i++)
    {
      double part;

      if (!shape_node_get_value (node->args[i], &part))
        return FALSE;
      if (SHAPE_IS (node, ADD))
        *value += part;
      else
        *value *= part;
    }
  return !isnan (*value);
}

static gboolean
choose (ShapeNode *node,
        double    *value)
{
  double other;

  if (!shape_node_get_value (node->args[0], value))
    return FALSE;
  for (guint i = 1; i < node->n_args; i++)
    {
      if (!shape_node_get_value (node->args[i], &other))
        return FALSE;
      *value = SHAPE_IS (node, MAX) ? fmax (*value, other) : fmin (*value, other);
    }
  return TRUE;
}

gboolean
shape_node_get_value (ShapeNode *node,
                      double    *value)
{
  if (SHAPE_IS_NUMBER (node))
    {
      *value = shape_number_to_double (node);
      return !isnan (*value);
    }
  switch (node->op)
    {
    case SHAPE_OP_PI:
      *value = G_PI;
      return TRUE;
    case SHAPE_OP_ADD:
    case SHAPE_OP_MUL:
      return fold (node, value);
    case SHAPE_OP_MIN:
    case SHAPE_OP_MAX:
      return choose (node, value);
    case SHAPE_OP_POW:
      return get_power (node, value);
    default:
      return FALSE;
    }
}

ShapeTernary
shape_node_value_has_sign (ShapeNode *node,
                           int        sign)
{
  double value;

  if (!shape_node_get_value (node, &value) || value == 0)
    return SHAPE_MAYBE;
  return shape_ternary_from_bool (sign > 0 ? value > 0 : value < 0);
}

/* Min and Max of numbers in an Identity: the reference asks for the value in a circle. */
static gboolean
is_choice_of_identity (ShapeNode *node)
{
  return (SHAPE_IS (node, MIN) || SHAPE_IS (node, MAX)) && shape_node_has_op (node, SHAPE_OP_IDENTITY)
         && shape_node_is_number (node);
}

gboolean
shape_node_is_comparable (ShapeNode *node)
{
  double value;

  if (SHAPE_IS_NUMBER (node) || SHAPE_IS (node, PI))
    return !SHAPE_IS (node, NAN);
  if (SHAPE_IS (node, IDENTITY))
    return shape_node_is_comparable (node->args[0]);
  if (is_choice_of_identity (node))
    {
      shape_pool_fail (node->pool, SHAPE_ERROR_RECURSION, "maximum recursion depth exceeded");
      return FALSE;
    }
  return !SHAPE_IS_ATOM (node) && shape_node_is_number (node) && shape_node_get_value (node, &value) &&
         shape_node_is (node, SHAPE_FACT_EXTENDED_REAL) != SHAPE_NO;
}
