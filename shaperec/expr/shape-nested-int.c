/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

/* The size of a nested tensor, SingletonInt, where it stands within an expression. The reference
 * makes such expressions only to see what they come to in this run, and has no arithmetic
 * for most of them: it fails, and how hangs on where it comes upon the nested integer. */

gboolean
shape_node_has_nested_int (ShapeNode *node)
{
  return shape_node_has_op (node, SHAPE_OP_SINGLETON_INT);
}

/* What Python's operators do with a nested integer on the left. */
ShapeNode *
shape_node_fail_operator (ShapeExprPool *pool)
{
  return shape_pool_fail (pool, SHAPE_ERROR_NOT_IMPLEMENTED, "NYI");
}

/* What sorting by the number of nodes does: the parts of a nested integer are Python's numbers. */
ShapeNode *
shape_node_fail_sorting (ShapeExprPool *pool)
{
  return shape_pool_fail (pool, SHAPE_ERROR_ATTRIBUTE, "'int' object has no attribute 'is_Float'");
}

/* What a walk through an expression to its leaves does: the same parts have no parts. */
ShapeNode *
shape_node_fail_walking (ShapeExprPool *pool)
{
  return shape_pool_fail (pool, SHAPE_ERROR_ATTRIBUTE, "'int' object has no attribute 'args'");
}

/* Python's `/`. */
ShapeNode *
shape_node_divide (ShapeNode *a,
                   ShapeNode *b)
{
  return SHAPE_IS (a, SINGLETON_INT) ? shape_node_fail_operator (a->pool) : shape_node_div (a, b);
}

static gboolean
is_nested_multiple (ShapeNode *node)
{
  if (SHAPE_IS (node, SINGLETON_INT))
    return TRUE;
  for (guint i = 0; SHAPE_IS (node, MUL) && i < node->n_args; i++)
    if (SHAPE_IS (node->args[i], SINGLETON_INT))
      return TRUE;
  return FALSE;
}

/* Whether it fails to ask if @ratio is an integer: a power of a nested integer decides that. */
gboolean
shape_ratio_fails_nested (ShapeNode *ratio)
{
  gboolean fails = FALSE;
  ShapeNode *const *factors;
  guint n;

  if (!shape_node_has_nested_int (ratio))
    return FALSE;
  factors = shape_node_make_args (&ratio, SHAPE_OP_MUL, &n);
  for (guint i = 0; i < n; i++)
    if (SHAPE_IS (factors[i], POW) && is_nested_multiple (factors[i]->args[0]))
      fails = TRUE;
    else if (!SHAPE_IS (factors[i], RATIONAL) && !shape_node_is_yes (factors[i], SHAPE_FACT_INTEGER))
      return FALSE;
  return fails;
}

/* Whether sympy.Mod fails: it asks what a nested integer leaves that stands alone, or behind
 * a number, in a sum too. */
gboolean
shape_rest_fails_nested (ShapeNode *p)
{
  ShapeNode *const *terms, *rest;
  guint n;

  if (!shape_node_has_nested_int (p))
    return FALSE;
  terms = shape_node_make_args (&p, SHAPE_OP_ADD, &n);
  for (guint i = 0; i < n; i++)
    {
      shape_node_as_coeff_mul (terms[i], &rest);
      if (SHAPE_IS (rest, SINGLETON_INT))
        return TRUE;
    }
  return FALSE;
}
