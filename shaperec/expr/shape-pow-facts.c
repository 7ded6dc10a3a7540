/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"
#include "shape-deduce-private.h"

/* The assumptions of a power, as SymPy tells them. Complex bases and exponents take
 * no part in shapes; of them only the simplest is told. */

#define YES(node, fact) shape_node_is_yes ((node), SHAPE_FACT_##fact)
#define NO(node, fact)  shape_node_is_no ((node), SHAPE_FACT_##fact)
#define IS(node, fact)  shape_node_is ((node), SHAPE_FACT_##fact)
#define BASE(node)      ((node)->args[0])
#define EXPONENT(node)  ((node)->args[1])

static ShapeTernary
is_even (ShapeNode *node)
{
  if (YES (EXPONENT (node), INTEGER) && YES (EXPONENT (node), POSITIVE))
    return IS (BASE (node), EVEN);
  return SHAPE_MAYBE;
}

static ShapeTernary
is_odd (ShapeNode *node)
{
  ShapeNode *e = EXPONENT (node);

  if (!YES (e, INTEGER))
    return SHAPE_MAYBE;
  if (YES (e, POSITIVE))
    return IS (BASE (node), ODD);
  if ((YES (e, NONNEGATIVE) && YES (BASE (node), ODD)) || BASE (node) == node->pool->minus_one)
    return SHAPE_YES;
  return SHAPE_MAYBE;
}

static ShapeTernary
is_imaginary_base_positive (ShapeNode *e)
{
  ShapeNode *rest;

  if (!YES (e, INTEGER))
    return SHAPE_MAYBE;
  rest = shape_node_build2 (SHAPE_OP_MOD, e, shape_node_integer (e->pool, 4));
  if (YES (rest, ZERO))
    return SHAPE_YES;
  return YES (rest, INTEGER) && NO (rest, ZERO) ? SHAPE_NO : SHAPE_MAYBE;
}

static ShapeTernary
is_extended_positive (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);

  if (b == e)
    return YES (b, EXTENDED_NONNEGATIVE) ? SHAPE_YES : SHAPE_MAYBE;
  if (YES (b, POSITIVE))
    return YES (e, REAL) ? SHAPE_YES : SHAPE_MAYBE;
  if (YES (b, EXTENDED_NEGATIVE))
    return YES (e, EVEN) ? SHAPE_YES : YES (e, ODD) ? SHAPE_NO : SHAPE_MAYBE;
  if (YES (b, ZERO))
    return YES (e, EXTENDED_REAL) ? IS (e, ZERO) : SHAPE_MAYBE;
  if (YES (b, EXTENDED_NONPOSITIVE))
    return YES (e, ODD) ? SHAPE_NO : SHAPE_MAYBE;
  return YES (b, IMAGINARY) ? is_imaginary_base_positive (e) : SHAPE_MAYBE;
}

static ShapeTernary
is_extended_negative (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);
  gboolean never = FALSE;

  if (shape_node_is_ratio (e, 1, 2) && (YES (b, COMPLEX) || YES (b, EXTENDED_REAL)))
    return SHAPE_NO;
  if (YES (b, EXTENDED_NEGATIVE))
    {
      if (YES (e, ODD) && YES (b, FINITE))
        return SHAPE_YES;
      never = YES (e, EVEN);
    }
  else if (YES (b, EXTENDED_POSITIVE) || YES (b, ZERO))
    never = YES (e, EXTENDED_REAL);
  else if (YES (b, EXTENDED_NONNEGATIVE))
    never = YES (e, EXTENDED_NONNEGATIVE);
  else if (YES (b, EXTENDED_REAL))
    never = YES (e, EVEN);
  return never ? SHAPE_NO : SHAPE_MAYBE;
}

static ShapeTernary
is_negative (ShapeNode *node)
{
  ShapeTernary negative = is_extended_negative (node);

  return negative == SHAPE_YES ? IS (node, FINITE) : negative;
}

static ShapeTernary
is_zero (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);

  if (YES (b, ZERO))
    return YES (e, EXTENDED_POSITIVE) ? SHAPE_YES : YES (e, EXTENDED_NONPOSITIVE) ? SHAPE_NO : SHAPE_MAYBE;
  if (NO (b, ZERO))
    {
      if (YES (b, FINITE) && YES (e, FINITE))
        return SHAPE_NO;
      if (YES (e, NEGATIVE))
        return IS (b, INFINITE);
      return YES (e, NONNEGATIVE) ? SHAPE_NO : SHAPE_MAYBE;
    }
  return YES (b, FINITE) && YES (e, NEGATIVE) ? SHAPE_NO : SHAPE_MAYBE;
}

/* A power with a negative exponent is a fraction unless its base is 1 or -1. */
static ShapeTernary
is_integer_with_negative_exponent (ShapeNode *b)
{
  ShapeNode *minus_one = b->pool->minus_one, *one = b->pool->one;

  if (YES (b, INTEGER) && NO (shape_node_add (b, minus_one), ZERO) && NO (shape_node_add (b, one), ZERO))
    return SHAPE_NO;
  if (YES (b, POSITIVE) && YES (shape_node_add (b, minus_one), POSITIVE))
    return SHAPE_NO;
  return YES (b, NEGATIVE) && YES (shape_node_add (b, one), NEGATIVE) ? SHAPE_NO : SHAPE_MAYBE;
}

static ShapeTernary
is_integer (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);

  if (YES (b, RATIONAL) && NO (b, INTEGER) && YES (e, POSITIVE))
    return SHAPE_NO;
  if (YES (b, INTEGER) && YES (e, INTEGER) &&
      (b == node->pool->minus_one || YES (e, NONNEGATIVE) || YES (e, POSITIVE)))
    return SHAPE_YES;
  if (SHAPE_IS_NUMBER (b) && SHAPE_IS_NUMBER (e))
    return SHAPE_NO; /* it would be a number by now */
  return YES (e, NEGATIVE) ? is_integer_with_negative_exponent (b) : SHAPE_MAYBE;
}

static ShapeTernary
is_extended_real_of_real (ShapeNode *b,
                          ShapeNode *e)
{
  if (YES (b, EXTENDED_POSITIVE) ||
      (YES (b, EXTENDED_NONNEGATIVE) && YES (e, EXTENDED_NONNEGATIVE)) ||
      (YES (e, INTEGER) && (YES (b, EXTENDED_NONZERO) || YES (e, NONNEGATIVE))))
    return SHAPE_YES;
  return YES (b, EXTENDED_NEGATIVE) && SHAPE_IS_RATIONAL (e) ? SHAPE_NO : SHAPE_MAYBE;
}

static ShapeTernary
is_extended_real (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);
  ShapeTernary real_b = IS (b, EXTENDED_REAL), real_e = IS (e, EXTENDED_REAL), answer = SHAPE_MAYBE;

  if (real_b == SHAPE_MAYBE || real_e == SHAPE_MAYBE)
    return SHAPE_MAYBE;
  if (real_b == SHAPE_YES && real_e == SHAPE_YES)
    answer = is_extended_real_of_real (b, e);
  if (answer != SHAPE_MAYBE)
    return answer;
  if (real_e == SHAPE_YES && YES (e, EXTENDED_NEGATIVE) && NO (b, ZERO))
    return IS (shape_node_pow (b, shape_node_neg (e)), EXTENDED_REAL);
  if (YES (b, IMAGINARY) && YES (e, INTEGER))
    return IS (e, EVEN);
  if (real_b == SHAPE_NO && SHAPE_IS (e, RATIONAL) && fmpz_is_one (fmpq_numref (e->rational)))
    return SHAPE_NO;
  return SHAPE_MAYBE;
}

static ShapeTernary
is_finite (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);

  if (YES (e, NEGATIVE))
    {
      if (YES (b, ZERO))
        return SHAPE_NO;
      if (YES (b, INFINITE) || YES (b, NONZERO))
        return SHAPE_YES;
    }
  if (YES (b, FINITE) && YES (e, FINITE) && (YES (e, NONNEGATIVE) || NO (b, ZERO)))
    return SHAPE_YES;
  return SHAPE_MAYBE;
}

static ShapeTernary
is_complex (ShapeNode *node)
{
  if (YES (BASE (node), COMPLEX) && YES (EXPONENT (node), COMPLEX) && is_finite (node) == SHAPE_YES)
    return SHAPE_YES;
  return SHAPE_MAYBE;
}

static ShapeTernary
is_imaginary (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);
  ShapeTernary answer;

  if (YES (b, IMAGINARY) && YES (e, INTEGER))
    return IS (e, ODD);
  if (!YES (b, EXTENDED_REAL) || !YES (e, EXTENDED_REAL))
    return SHAPE_MAYBE;
  if (YES (b, POSITIVE))
    return SHAPE_NO;
  answer = IS (e, RATIONAL);
  if (answer != SHAPE_YES)
    return answer;
  if (YES (e, INTEGER))
    return SHAPE_NO;
  answer = IS (shape_node_mul (shape_node_integer (node->pool, 2), e), INTEGER);
  return answer == SHAPE_YES ? IS (b, NEGATIVE) : answer;
}

static ShapeTernary
is_rational (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);

  if (YES (e, INTEGER) && YES (b, RATIONAL) && (NO (e, NEGATIVE) || NO (b, ZERO)))
    return SHAPE_YES;
  if (SHAPE_IS_RATIONAL (b) && SHAPE_IS_RATIONAL (e))
    return SHAPE_NO;
  if (!YES (e, INTEGER))
    return SHAPE_MAYBE;
  if (YES (b, RATIONAL))
    return b == e || YES (e, NONNEGATIVE) ? SHAPE_YES : SHAPE_MAYBE;
  return YES (b, IRRATIONAL) ? IS (e, ZERO) : SHAPE_MAYBE;
}

static gboolean
is_other_than_0_and_1 (ShapeNode *b)
{
  return NO (b, ZERO) && NO (shape_node_add (b, b->pool->minus_one), ZERO);
}

static ShapeTernary
is_algebraic (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);

  if (YES (b, ZERO) || YES (shape_node_add (b, node->pool->minus_one), ZERO))
    return SHAPE_YES;
  if (YES (e, RATIONAL))
    {
      if (NO (b, ALGEBRAIC))
        return IS (e, ZERO);
      if (NO (b, ZERO) && YES (e, NONZERO))
        return IS (b, ALGEBRAIC);
      if (NO (b, ZERO) && YES (b, ALGEBRAIC))
        return SHAPE_YES;
      return YES (e, POSITIVE) ? IS (b, ALGEBRAIC) : SHAPE_MAYBE;
    }
  if (YES (b, ALGEBRAIC) && YES (e, ALGEBRAIC) &&
      (is_other_than_0_and_1 (b) || NO (b, INTEGER) || YES (b, IRRATIONAL)))
    return IS (e, RATIONAL);
  return SHAPE_MAYBE;
}

static gboolean
is_integer_above_one (ShapeNode *node)
{
  return YES (node, INTEGER) && YES (shape_node_add (node, node->pool->minus_one), POSITIVE);
}

static ShapeTernary
is_prime (ShapeNode *node)
{
  return YES (BASE (node), INTEGER) && is_integer_above_one (EXPONENT (node)) ? SHAPE_NO : SHAPE_MAYBE;
}

static ShapeTernary
is_composite (ShapeNode *node)
{
  ShapeNode *b = BASE (node), *e = EXPONENT (node);

  if (!YES (b, INTEGER) || !YES (e, INTEGER))
    return SHAPE_MAYBE;
  if (is_integer_above_one (b) && is_integer_above_one (e))
    return SHAPE_YES;
  return YES (shape_node_add (b, node->pool->one), NEGATIVE) && YES (e, POSITIVE) && YES (e, EVEN) ? SHAPE_YES : SHAPE_MAYBE;
}

static const ShapeDeduction deductions[SHAPE_N_FACTS] = {
  [SHAPE_FACT_EVEN] = is_even,
  [SHAPE_FACT_ODD] = is_odd,
  [SHAPE_FACT_EXTENDED_POSITIVE] = is_extended_positive,
  [SHAPE_FACT_EXTENDED_NEGATIVE] = is_extended_negative,
  [SHAPE_FACT_NEGATIVE] = is_negative,
  [SHAPE_FACT_ZERO] = is_zero,
  [SHAPE_FACT_INTEGER] = is_integer,
  [SHAPE_FACT_EXTENDED_REAL] = is_extended_real,
  [SHAPE_FACT_FINITE] = is_finite,
  [SHAPE_FACT_COMPLEX] = is_complex,
  [SHAPE_FACT_IMAGINARY] = is_imaginary,
  [SHAPE_FACT_RATIONAL] = is_rational,
  [SHAPE_FACT_ALGEBRAIC] = is_algebraic,
  [SHAPE_FACT_PRIME] = is_prime,
  [SHAPE_FACT_COMPOSITE] = is_composite,
};

ShapeTernary
shape_pow_fact (ShapeNode *node,
                guint      fact)
{
  if (SHAPE_IS (node->args[0], SINGLETON_INT))
    {
      shape_node_fail_operator (node->pool);
      return SHAPE_MAYBE;
    }
  return deductions[fact] != NULL ? deductions[fact] (node) : SHAPE_MAYBE;
}
