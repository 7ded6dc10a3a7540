/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-private.h"

/* The assumptions of an expression, for the outside. */

static ShapeTernary
ask (ShapeExpr *self,
     ShapeFact  fact)
{
  ShapeTernary answer = shape_node_is (self, fact);

  /* A question that used up a budget is one that cannot be answered. */
  return shape_pool_check (self->pool, NULL) ? answer : SHAPE_MAYBE;
}

/**
 * shape_expr_is:
 * @self: an expression
 * @assumption: the name of an assumption of SymPy: `integer`, `even`, `finite`, …
 *
 * Asks what SymPy's property `is_ASSUMPTION` answers.
 *
 * Returns: whether it holds for all values of the symbols
 */
ShapeTernary
shape_expr_is (ShapeExpr  *self,
               const char *assumption)
{
  ShapeFact fact;

  g_return_val_if_fail (self != NULL && assumption != NULL, SHAPE_MAYBE);

  if (shape_fact_from_name (assumption, &fact))
    return ask (self, fact);
  g_critical ("there is no assumption '%s'", assumption);
  return SHAPE_MAYBE;
}

/**
 * shape_expr_is_integer:
 * @self: an expression
 *
 * Is it an integer?
 *
 * Returns: whether it holds for all values of the symbols
 */
ShapeTernary
shape_expr_is_integer (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_MAYBE);

  return ask (self, SHAPE_FACT_INTEGER);
}

/**
 * shape_expr_is_real:
 * @self: an expression
 *
 * Is it real, and finite?
 *
 * Returns: whether it holds for all values of the symbols
 */
ShapeTernary
shape_expr_is_real (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_MAYBE);

  return ask (self, SHAPE_FACT_REAL);
}

/**
 * shape_expr_is_positive:
 * @self: an expression
 *
 * Is it greater than 0?
 *
 * Returns: whether it holds for all values of the symbols
 */
ShapeTernary
shape_expr_is_positive (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_MAYBE);

  return ask (self, SHAPE_FACT_POSITIVE);
}

/**
 * shape_expr_is_negative:
 * @self: an expression
 *
 * Is it less than 0?
 *
 * Returns: whether it holds for all values of the symbols
 */
ShapeTernary
shape_expr_is_negative (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_MAYBE);

  return ask (self, SHAPE_FACT_NEGATIVE);
}

/**
 * shape_expr_is_nonnegative:
 * @self: an expression
 *
 * Is it 0 or greater?
 *
 * Returns: whether it holds for all values of the symbols
 */
ShapeTernary
shape_expr_is_nonnegative (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_MAYBE);

  return ask (self, SHAPE_FACT_NONNEGATIVE);
}

/**
 * shape_expr_is_nonpositive:
 * @self: an expression
 *
 * Is it 0 or less?
 *
 * Returns: whether it holds for all values of the symbols
 */
ShapeTernary
shape_expr_is_nonpositive (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_MAYBE);

  return ask (self, SHAPE_FACT_NONPOSITIVE);
}

/**
 * shape_expr_is_zero:
 * @self: an expression
 *
 * Is it 0?
 *
 * Returns: whether it holds for all values of the symbols
 */
ShapeTernary
shape_expr_is_zero (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_MAYBE);

  return ask (self, SHAPE_FACT_ZERO);
}
