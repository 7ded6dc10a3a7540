/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

/* Construction of a power, evaluated as SymPy's Pow does. */

/* (a*b)**n, for an Integer @exponent, is a**n * b**n. */
static ShapeNode *
pow_of_product (ShapeNode *base,
                ShapeNode *exponent)
{
  ShapeFactors factors;
  ShapeNode *product;

  shape_factors_init (&factors);
  for (guint i = 0; i < base->n_args; i++)
    shape_factors_append (&factors, shape_node_pow (base->args[i], exponent));
  product = shape_node_build (base->pool, SHAPE_OP_MUL, factors.items, factors.n);
  shape_factors_clear (&factors);
  return product;
}

static ShapeNode *
evaluate (ShapeNode *base,
          ShapeNode *exponent)
{
  if (SHAPE_IS_NUMBER (base) && SHAPE_IS_NUMBER (exponent))
    return shape_number_pow (base, exponent);
  if (SHAPE_IS (base, MUL) && SHAPE_IS (exponent, INTEGER))
    return pow_of_product (base, exponent);
  if (SHAPE_IS (base, POW) && SHAPE_IS (exponent, INTEGER))
    return shape_node_pow (base->args[0], shape_node_mul (base->args[1], exponent));
  return NULL;
}

ShapeNode *
shape_pow_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  ShapeNode *base = args[0], *exponent = args[1];
  ShapeNode *result = shape_arith_check_operands (pool, SHAPE_OP_POW, args, n_args);

  if (result != NULL)
    return result;
  if (exponent == pool->zero)
    return pool->one;
  if (exponent == pool->one)
    return base;
  if (exponent == pool->minus_one && shape_node_is_zero_number (base))
    return shape_node_constant (pool, SHAPE_OP_COMPLEX_INFINITY);
  result = evaluate (base, exponent);
  return result != NULL ? result : shape_node_intern_sorted (pool, SHAPE_OP_POW, args, 2);
}

ShapeNode *
shape_node_pow (ShapeNode *a,
                ShapeNode *b)
{
  return shape_node_build2 (SHAPE_OP_POW, a, b);
}
