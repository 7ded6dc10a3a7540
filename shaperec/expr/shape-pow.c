/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

/* Construction of a power, evaluated as SymPy's Pow does. Each kind of base has its
 * own rules; NULL from one of them means that the power stays as it is. */

static ShapeNode *
intern_pow (ShapeNode *base,
            ShapeNode *exponent)
{
  ShapeNode *args[2] = { base, exponent };

  return shape_node_intern_sorted (base->pool, SHAPE_OP_POW, args, 2);
}

ShapeNode *
shape_pow_each_factor (ShapeNode *base,
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

/* The factors of a base, by what may leave it under a broken exponent. */
typedef struct
{
  ShapeFactors nonnegative;
  ShapeFactors negative;
  ShapeFactors other;
} Sift;

static void
sift_factors (Sift      *self,
              ShapeNode *base)
{
  shape_factors_init (&self->nonnegative);
  shape_factors_init (&self->negative);
  shape_factors_init (&self->other);
  for (guint i = 0; i < base->n_args; i++)
    {
      ShapeNode *factor = base->args[i];
      ShapeTernary nonnegative = shape_node_is_no (factor, SHAPE_FACT_EXTENDED_REAL)
                                   ? SHAPE_MAYBE
                                   : shape_node_is (factor, SHAPE_FACT_EXTENDED_NONNEGATIVE);

      shape_factors_append (nonnegative == SHAPE_YES  ? &self->nonnegative
                            : nonnegative == SHAPE_NO ? &self->negative
                                                      : &self->other,
                            factor);
    }
}

/* Two or more negative factors are made positive; what is left of their sign stays. */
static void
negate_pairs (Sift          *self,
              ShapeExprPool *pool)
{
  ShapeNode *left = pool->one;
  guint first = 0;

  if (self->other.n == 0 && SHAPE_IS_NUMBER (self->negative.items[0]))
    left = self->negative.items[first++];
  if ((self->negative.n - first) % 2 == 1)
    left = shape_node_neg (left);
  for (guint i = first; i < self->negative.n; i++)
    shape_factors_append (&self->nonnegative, shape_node_neg (self->negative.items[i]));
  if (left != pool->one)
    shape_factors_append (&self->other, left);
}

static void
place_negative (Sift          *self,
                ShapeExprPool *pool)
{
  ShapeNode *first = self->negative.n > 0 ? self->negative.items[0] : NULL;

  if (self->negative.n > 1)
    negate_pairs (self, pool);
  else if (first != NULL && self->other.n > 0 && SHAPE_IS_NUMBER (first) && first != pool->minus_one)
    {
      shape_factors_append (&self->other, pool->minus_one);
      shape_factors_append (&self->nonnegative, shape_number_neg (first));
    }
  else if (first != NULL)
    shape_factors_append (&self->other, first);
}

/* Each factor that is not negative to the power of @exponent, and the others together. */
static ShapeNode *
raise_sifted (Sift      *self,
              ShapeNode *exponent)
{
  ShapeExprPool *pool = exponent->pool;
  ShapeFactors *factors = &self->nonnegative;

  for (guint i = 0; i < factors->n; i++)
    factors->items[i] = shape_node_pow (factors->items[i], exponent);
  if (self->other.n > 0)
    {
      ShapeNode *rest = shape_node_build (pool, SHAPE_OP_MUL, self->other.items, self->other.n);

      shape_factors_append (factors, SHAPE_IS_NUMBER (rest) ? shape_node_pow (rest, exponent) : intern_pow (rest, exponent));
    }
  return shape_node_build (pool, SHAPE_OP_MUL, factors->items, factors->n);
}

ShapeNode *
shape_pow_expand_base (ShapeNode *base,
                       ShapeNode *exponent)
{
  ShapeNode *result;
  Sift sift;

  sift_factors (&sift, base);
  place_negative (&sift, base->pool);
  result = sift.nonnegative.n > 0 ? raise_sifted (&sift, exponent) : NULL;
  shape_factors_clear (&sift.nonnegative);
  shape_factors_clear (&sift.negative);
  shape_factors_clear (&sift.other);
  return result;
}

static ShapeNode *
pow_of_product (ShapeNode *base,
                ShapeNode *exponent)
{
  if (SHAPE_IS (exponent, INTEGER))
    return shape_pow_each_factor (base, exponent);
  if (SHAPE_IS (exponent, RATIONAL) || SHAPE_IS (exponent, FLOAT))
    return shape_pow_expand_base (base, exponent);
  return NULL;
}

static ShapeNode *
absolute (ShapeNode *node)
{
  if (shape_node_is_yes (node, SHAPE_FACT_EXTENDED_NONNEGATIVE))
    return node;
  return shape_node_is_yes (node, SHAPE_FACT_EXTENDED_NONPOSITIVE) ? shape_node_neg (node) : NULL;
}

static gboolean
has_denominator_two (ShapeNode *node)
{
  return SHAPE_IS (node, RATIONAL) && fmpz_equal_si (fmpq_denref (node->rational), 2);
}

static gboolean
is_below_one (ShapeNode *exponent)
{
  ShapeExprPool *pool = exponent->pool;

  if (!SHAPE_IS_NUMBER (exponent) || SHAPE_IS (exponent, NAN))
    return FALSE;
  return shape_number_compare (exponent, pool->one) < 0 && shape_number_compare (exponent, pool->minus_one) > 0;
}

static inline gboolean
is_integer (ShapeNode *node)
{
  return SHAPE_IS (node, INTEGER) || shape_node_is_yes (node, SHAPE_FACT_INTEGER);
}

/* (b**e)**n is b**(e*n) where n is an integer, or where the argument of b allows it. */
static ShapeNode *
pow_of_power (ShapeNode *node,
              ShapeNode *exponent)
{
  ShapeExprPool *pool = node->pool;
  ShapeNode *inner, *base = shape_node_as_base_exp (node, &inner);

  if (!is_integer (exponent))
    {
      if (!SHAPE_IS_RATIONAL (inner) && !shape_node_is_yes (inner, SHAPE_FACT_EXTENDED_REAL))
        return NULL;
      if (inner == pool->minus_one && has_denominator_two (exponent))
        {
          if (shape_node_is_yes (base, SHAPE_FACT_NEGATIVE))
            return shape_node_mul (shape_node_pow (pool->minus_one, exponent),
                                   shape_node_pow (shape_node_neg (base), shape_node_mul (inner, exponent)));
          if (shape_node_is_no (base, SHAPE_FACT_NEGATIVE))
            return shape_node_pow (base, shape_node_neg (exponent));
        }
      else if (shape_node_is_yes (inner, SHAPE_FACT_EVEN) && shape_node_is_yes (base, SHAPE_FACT_EXTENDED_REAL))
        base = absolute (base);
      if (base == NULL ||
          (!is_below_one (inner) && !shape_node_is_yes (base, SHAPE_FACT_EXTENDED_NONNEGATIVE)))
        return NULL;
    }
  return shape_node_pow (base, shape_node_mul (inner, exponent));
}

static ShapeNode *
pow_of_zero (ShapeNode *exponent)
{
  ShapeExprPool *pool = exponent->pool;
  ShapeNode *coeff, *rest;

  if (shape_node_is_yes (exponent, SHAPE_FACT_EXTENDED_POSITIVE))
    return pool->zero;
  if (shape_node_is_yes (exponent, SHAPE_FACT_EXTENDED_NEGATIVE))
    return shape_node_constant (pool, SHAPE_OP_COMPLEX_INFINITY);
  if (shape_node_is_no (exponent, SHAPE_FACT_EXTENDED_REAL))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (shape_node_is_yes (exponent, SHAPE_FACT_ZERO))
    return pool->one;
  coeff = shape_node_as_coeff_mul (exponent, &rest);
  if (shape_number_sign (coeff) < 0)
    return shape_node_pow (shape_node_constant (pool, SHAPE_OP_COMPLEX_INFINITY), rest);
  return coeff == pool->one ? NULL : shape_node_pow (pool->zero, rest);
}

/* A number to any power. */
static ShapeNode *
pow_of_number (ShapeNode *base,
               ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;

  if (SHAPE_IS_NUMBER (exponent))
    return shape_number_pow (base, exponent);
  if (base == pool->zero)
    return pow_of_zero (exponent);
  if (SHAPE_IS (base, INFINITY) || SHAPE_IS (base, INT_INFINITY) || (SHAPE_IS (base, FLOAT) && base->real == 0))
    {
      gboolean is_infinite = !SHAPE_IS (base, FLOAT);

      if (shape_node_is_yes (exponent, SHAPE_FACT_EXTENDED_POSITIVE))
        return base;
      if (shape_node_is_yes (exponent, SHAPE_FACT_EXTENDED_NEGATIVE))
        return is_infinite ? pool->zero : shape_node_constant (pool, SHAPE_OP_COMPLEX_INFINITY);
      return NULL;
    }
  if (base == pool->minus_one)
    {
      if (shape_node_is_yes (exponent, SHAPE_FACT_ODD))
        return base;
      return shape_node_is_yes (exponent, SHAPE_FACT_EVEN) ? pool->one : NULL;
    }
  if (SHAPE_IS_RATIONAL (base) && shape_number_sign (base) < 0 && shape_node_is_yes (exponent, SHAPE_FACT_EVEN))
    return shape_node_pow (shape_number_neg (base), exponent);
  return NULL;
}

/* zoo ** e */
static ShapeNode *
pow_of_complex_infinity (ShapeNode *base,
                         ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;

  if (!SHAPE_IS_NUMBER (exponent))
    return NULL;
  if (shape_node_is_zero_number (exponent))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (shape_number_sign (exponent) < 0 || SHAPE_IS (exponent, INFINITY))
    return pool->zero;
  return base;
}

/* I ** e */
static ShapeNode *
pow_of_imaginary_unit (ShapeNode *base,
                       ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  ShapeNode *results[4] = { pool->one, base, pool->minus_one, NULL };

  if (!SHAPE_IS (exponent, INTEGER))
    return NULL;
  results[3] = shape_node_neg (base);
  return results[fmpz_fdiv_ui (exponent->integer, 4)];
}

static ShapeNode *
evaluate (ShapeNode *base,
          ShapeNode *exponent)
{
  if (SHAPE_IS_NUMBER (base))
    return pow_of_number (base, exponent);
  switch (base->op)
    {
    case SHAPE_OP_MUL:
      return pow_of_product (base, exponent);
    case SHAPE_OP_POW:
      return pow_of_power (base, exponent);
    case SHAPE_OP_COMPLEX_INFINITY:
      return pow_of_complex_infinity (base, exponent);
    case SHAPE_OP_IMAGINARY_UNIT:
      return pow_of_imaginary_unit (base, exponent);
    default:
      return NULL;
    }
}

/* base ** oo. NULL where the base decides nothing. */
static ShapeNode *
pow_to_infinity (ShapeNode *base)
{
  ShapeExprPool *pool = base->pool;

  if (SHAPE_IS (base, NAN) || SHAPE_IS (base, COMPLEX_INFINITY) || SHAPE_IS (base, IMAGINARY_UNIT))
    return NULL;
  if (shape_node_gt (base, pool->one) == pool->true_node)
    return shape_node_constant (pool, SHAPE_OP_INFINITY);
  if (shape_node_gt (base, pool->minus_one) == pool->true_node && shape_node_lt (base, pool->one) == pool->true_node)
    return pool->zero;
  if (shape_node_lt (base, pool->minus_one) == pool->true_node)
    {
      if (shape_node_is_yes (base, SHAPE_FACT_FINITE))
        return shape_node_constant (pool, SHAPE_OP_COMPLEX_INFINITY);
      if (shape_node_is_no (base, SHAPE_FACT_FINITE))
        return shape_node_constant (pool, SHAPE_OP_NAN);
    }
  return NULL;
}

static gboolean
has_parity (ShapeNode *node,
            gboolean   odd)
{
  if (SHAPE_IS (node, INTEGER))
    return fmpz_is_odd (node->integer) == odd;
  return shape_node_is_yes (node, odd ? SHAPE_FACT_ODD : SHAPE_FACT_EVEN);
}

/* Whether the exponent is such that the sign of a numeric base matters. */
static gboolean
may_extract_sign (ShapeNode *base,
                  ShapeNode *exponent)
{
  if (!SHAPE_IS (exponent, INTEGER) &&
      !(SHAPE_IS (exponent, SYMBOL) && shape_node_is_yes (exponent, SHAPE_FACT_INTEGER)))
    return FALSE;
  return shape_node_has_negative_coeff (base) && shape_node_is_number (base);
}

/* What does not hang on the kind of base. */
static ShapeNode *
evaluate_special (ShapeNode *base,
                  ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;

  if (SHAPE_IS (exponent, COMPLEX_INFINITY))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (exponent == pool->zero)
    return pool->one;
  if (exponent == pool->one)
    return base;
  if (exponent == pool->minus_one && shape_node_is_zero_number (base))
    return shape_node_constant (pool, SHAPE_OP_COMPLEX_INFINITY);
  if (SHAPE_IS (base, NAN) || SHAPE_IS (exponent, NAN))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (base == pool->one)
    return shape_arith_is_infinite (exponent) || shape_node_is_yes (exponent, SHAPE_FACT_INFINITE)
             ? shape_node_constant (pool, SHAPE_OP_NAN)
             : base;
  return SHAPE_IS (exponent, INFINITY) ? pow_to_infinity (base) : NULL;
}

ShapeNode *
shape_pow_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  ShapeNode *base = args[0], *exponent = args[1];
  ShapeNode *result = shape_arith_check_operands (pool, SHAPE_OP_POW, args, n_args);

  if (result == NULL)
    result = evaluate_special (base, exponent);
  if (result != NULL)
    return result;
  if (may_extract_sign (base, exponent))
    {
      if (has_parity (exponent, FALSE))
        base = shape_node_neg (base);
      else if (has_parity (exponent, TRUE))
        return shape_node_neg (shape_node_pow (shape_node_neg (base), exponent));
    }
  result = evaluate (base, exponent);
  return result != NULL ? result : intern_pow (base, exponent);
}

ShapeNode *
shape_node_pow (ShapeNode *a,
                ShapeNode *b)
{
  return shape_node_build2 (SHAPE_OP_POW, a, b);
}
