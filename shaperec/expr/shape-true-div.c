/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

#include <math.h>
#include <mpfr.h>

/* IntTrueDiv and FloatTrueDiv: Python's `/`, whose result is a float. */

#define MAX_EXACT_BITS 53

double
shape_fraction_to_double (const fmpz_t numerator,
                          const fmpz_t denominator)
{
  mpfr_exp_t emin = mpfr_get_emin (), emax = mpfr_get_emax ();
  mpfr_t result;
  mpq_t exact;
  fmpq_t value;
  double real;
  int inexact;

  if (fmpz_bits (numerator) <= MAX_EXACT_BITS && fmpz_bits (denominator) <= MAX_EXACT_BITS)
    return (double) fmpz_get_si (numerator) / (double) fmpz_get_si (denominator);
  mpq_init (exact);
  fmpq_init (value);
  mpfr_init2 (result, 53);
  fmpq_set_fmpz_frac (value, numerator, denominator);
  fmpq_get_mpq (exact, value);
  mpfr_set_emin (-1073);
  mpfr_set_emax (1024);
  inexact = mpfr_set_q (result, exact, MPFR_RNDN);
  mpfr_subnormalize (result, inexact, MPFR_RNDN);
  real = mpfr_get_d (result, MPFR_RNDN);
  mpfr_set_emin (emin);
  mpfr_set_emax (emax);
  mpfr_clear (result);
  fmpq_clear (value);
  mpq_clear (exact);
  return real;
}

/* As Python divides floats. */
static ShapeNode *
divide_floats (ShapeNode *base,
               ShapeNode *divisor)
{
  double d = shape_number_to_double (divisor);

  if (d == 0)
    return shape_pool_fail (base->pool, SHAPE_ERROR_ZERO_DIVISION, "float division by zero");
  return shape_node_float (base->pool, shape_number_to_double (base) / d);
}

static ShapeNode *
divide_integers (ShapeNode *base,
                 ShapeNode *divisor)
{
  double quotient = shape_fraction_to_double (base->integer, divisor->integer);

  if (isinf (quotient))
    return shape_pool_fail (base->pool, SHAPE_ERROR_OVERFLOW, "integer division result too large for a float");
  return shape_node_float (base->pool, quotient);
}

ShapeNode *
shape_int_true_div_build (ShapeExprPool    *pool,
                          ShapeNode *const *args,
                          guint             n_args)
{
  ShapeNode *base = args[0], *divisor = args[1];

  if (shape_node_is_yes (divisor, SHAPE_FACT_ZERO))
    return shape_pool_fail (pool, SHAPE_ERROR_ZERO_DIVISION, "division by zero");
  if (SHAPE_IS_NUMBER (base) && SHAPE_IS_NUMBER (divisor) &&
      (shape_node_is_infinite (base) || shape_node_is_infinite (divisor)))
    return divide_floats (base, divisor);
  if (SHAPE_IS (base, INTEGER) && SHAPE_IS (divisor, INTEGER))
    return divide_integers (base, divisor);
  return shape_node_intern (pool, SHAPE_OP_INT_TRUE_DIV, args, n_args);
}

ShapeNode *
shape_float_true_div_build (ShapeExprPool    *pool,
                            ShapeNode *const *args,
                            guint             n_args)
{
  if (shape_node_is_yes (args[1], SHAPE_FACT_ZERO))
    return shape_pool_fail (pool, SHAPE_ERROR_ZERO_DIVISION, "division by zero");
  if (SHAPE_IS_NUMBER (args[0]) && SHAPE_IS_NUMBER (args[1]))
    return divide_floats (args[0], args[1]);
  return shape_node_intern (pool, SHAPE_OP_FLOAT_TRUE_DIV, args, n_args);
}

SHAPE_DEFINE_FACT (int_true_div, SHAPE_FACT_BIT (REAL))
SHAPE_DEFINE_FACT (float_true_div, SHAPE_FACT_BIT (REAL))
