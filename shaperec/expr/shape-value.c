/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-deduce-private.h"

#include <math.h>

/* The value of an expression that holds no symbols, as a double: enough to tell a sign.
 * It may be nan: infinity minus infinity.
 *
 * SymPy has two ways to it. One goes part by part, and a real term that has no value,
 * ModularIndexing (int_oo, 2, 4), is nothing beside infinity. The other, evalf, fails for such
 * a term, and of a product with infinity in it takes the infinite factors alone. */

static gboolean get_value (ShapeNode *node, double *value);

static gboolean
get_power (ShapeNode *node,
           double    *value)
{
  double base, exponent;

  if (!get_value (node->args[0], &base) || !get_value (node->args[1], &exponent))
    return FALSE;
  *value = base < 0 && isinf (exponent) ? NAN : pow (base, exponent);
  return TRUE;
}

static gboolean
is_finite_term (ShapeNode *term)
{
  ShapeNode *rest;

  return shape_node_is_yes (term, SHAPE_FACT_REAL) && !shape_node_is_infinite (shape_node_as_coeff_mul (term, &rest));
}

static gboolean
add_up (ShapeNode *node,
        double    *value)
{
  gboolean complete = TRUE;

  *value = 0;
  for (guint i = 0; i < node->n_args; i++)
    {
      double part;

      if (get_value (node->args[i], &part))
        *value += part;
      else if (is_finite_term (node->args[i]))
        complete = FALSE;
      else
        return FALSE;
    }
  return complete || isinf (*value);
}

static gboolean
multiply (ShapeNode *node,
          double    *value)
{
  *value = 1;
  for (guint i = 0; i < node->n_args; i++)
    {
      double part;

      if (!get_value (node->args[i], &part))
        return FALSE;
      *value *= part;
    }
  return TRUE;
}

static gboolean
choose (ShapeNode *node,
        double    *value)
{
  gboolean is_max = SHAPE_IS (node, MAX), complete = TRUE;
  double part, decisive = is_max ? INFINITY : -INFINITY;

  *value = -decisive;
  for (guint i = 0; i < node->n_args; i++)
    {
      if (!get_value (node->args[i], &part))
        complete = FALSE;
      else
        *value = is_max ? fmax (*value, part) : fmin (*value, part);
    }
  return complete || *value == decisive;
}

/* Part by part. */
static gboolean
get_value (ShapeNode *node,
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
      return add_up (node, value);
    case SHAPE_OP_MUL:
      return multiply (node, value);
    case SHAPE_OP_MIN:
    case SHAPE_OP_MAX:
      return choose (node, value);
    case SHAPE_OP_POW:
      return get_power (node, value);
    default:
      return FALSE;
    }
}

/* Rather than too large for a double. */
static gboolean
is_infinite (ShapeNode *node,
             double     value)
{
  return !isfinite (value) && shape_node_may_have_kinds (node, SHAPE_INT_INFINITY_KINDS);
}

static gboolean
has_valueless_part (ShapeNode *node)
{
  double value;

  if (!SHAPE_IS (node, ADD) && !SHAPE_IS (node, MUL))
    return !get_value (node, &value);
  for (guint i = 0; i < node->n_args; i++)
    if (has_valueless_part (node->args[i]))
      return TRUE;
  return FALSE;
}

/* The infinite part of a sum or a product of parts that have a value; 0 where there is none. */
static double
get_infinite_part (ShapeNode *node)
{
  gboolean is_product = SHAPE_IS (node, MUL), found = FALSE;
  double result = is_product ? 1 : 0, value = 0;

  if (!is_product && !SHAPE_IS (node, ADD))
    return get_value (node, &value) && !isfinite (value) ? value : 0;
  for (guint i = 0; i < node->n_args; i++)
    {
      double part = get_infinite_part (node->args[i]);

      if (part != 0)
        result = is_product ? result * part : result + part;
      found |= part != 0;
    }
  return found ? result : 0;
}

gboolean
shape_node_evalf (ShapeNode *node,
                  double    *value)
{
  double infinite;

  if (!get_value (node, value))
    return FALSE;
  if (is_infinite (node, *value) && !has_valueless_part (node) && (infinite = get_infinite_part (node)) != 0)
    *value = infinite;
  return TRUE;
}

/* Min and Max of numbers in an Identity. */
static gboolean
is_choice_of_identity (ShapeNode *node)
{
  return (SHAPE_IS (node, MIN) || SHAPE_IS (node, MAX)) && shape_node_has_op (node, SHAPE_OP_IDENTITY)
         && shape_node_is_number (node);
}

static guint
count_finite (ShapeNode *choice)
{
  guint n = 0;

  for (guint i = 0; i < choice->n_args; i++)
    n += !shape_node_is_infinite (choice->args[i]);
  return n;
}

/* The reference asks for the value of such a choice in a circle, unless nothing is left to choose
 * from once infinity is taken out; then an Identity has no value. */
static void
fail_in_circle (ShapeNode *choice)
{
  if (count_finite (choice) > 1)
    shape_pool_fail (choice->pool, SHAPE_ERROR_RECURSION, "maximum recursion depth exceeded");
  else
    shape_pool_fail (choice->pool, SHAPE_ERROR_VALUE, "cannot convert to mpmath number");
}

static void
check_choices (ShapeNode *node)
{
  double value;

  if (is_choice_of_identity (node) && !get_value (node, &value))
    fail_in_circle (node);
  else if (SHAPE_IS (node, ADD) || SHAPE_IS (node, MUL))
    for (guint i = 0; i < node->n_args; i++)
      check_choices (node->args[i]);
}

void
shape_node_check_terms (ShapeNode *sum)
{
  double value;
  guint n;

  if (!SHAPE_IS (sum, ADD) || !shape_node_may_have_kinds (sum, SHAPE_KIND_BIT (SHAPE_OP_IDENTITY)))
    return;
  for (guint i = 0; i < sum->n_args; i++)
    {
      ShapeNode *term = sum->args[i], *const *factors = shape_node_make_args (&term, SHAPE_OP_MUL, &n);

      for (guint k = 0; k < n; k++)
        if (is_choice_of_identity (factors[k]) && count_finite (factors[k]) > 1 && !get_value (factors[k], &value))
          fail_in_circle (factors[k]);
    }
}

/* What is infinite is of neither sign. */
ShapeTernary
shape_node_value_has_sign (ShapeNode *node,
                           int        sign)
{
  double value;

  if (!get_value (node, &value) || value == 0 || isnan (value))
    return SHAPE_MAYBE;
  if (is_infinite (node, value))
    {
      check_choices (node);
      return SHAPE_NO;
    }
  return shape_ternary_from_bool (sign > 0 ? value > 0 : value < 0);
}

gboolean
shape_node_is_comparable (ShapeNode *node)
{
  double value;

  if (SHAPE_IS_NUMBER (node) || SHAPE_IS (node, PI))
    return !SHAPE_IS (node, NAN);
  if (SHAPE_IS (node, IDENTITY))
    return shape_node_is_comparable (node->args[0]);
  if (is_choice_of_identity (node) && !get_value (node, &value))
    {
      fail_in_circle (node);
      return FALSE;
    }
  return !SHAPE_IS_ATOM (node) && shape_node_is_number (node) && get_value (node, &value) &&
         shape_node_is (node, SHAPE_FACT_EXTENDED_REAL) != SHAPE_NO;
}
