/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"
#include "shape-float-private.h"

#include <math.h>

/* From floats to integers and back: CeilToInt, FloorToInt, TruncToInt, RoundToInt,
 * TruncToFloat, RoundDecimal, ToFloat. Numbers are rounded as Python floats. */

/* Beyond these a double has no more digits to round, or none that is left. */
#define MAX_DIGITS 323
#define MIN_DIGITS (-308)

/* Python's int(). */
static ShapeNode *
make_integer (ShapeExprPool *pool,
              double         value)
{
  ShapeNode *result;
  fmpz_t integer;

  if (isnan (value))
    return shape_pool_fail (pool, SHAPE_ERROR_VALUE, "cannot convert float NaN to integer");
  if (isinf (value))
    return shape_pool_fail (pool, SHAPE_ERROR_OVERFLOW, "cannot convert float infinity to integer");
  fmpz_init (integer);
  fmpz_set_d (integer, value);
  result = shape_node_fmpz (pool, integer);
  fmpz_clear (integer);
  return result;
}

static ShapeNode *
round_infinity (ShapeNode *number)
{
  return shape_node_constant (number->pool,
                              shape_number_sign (number) > 0 ? SHAPE_OP_INT_INFINITY
                                                             : SHAPE_OP_NEGATIVE_INT_INFINITY);
}

static ShapeNode *
round_with (ShapeOp           op,
            double          (*round_double) (double),
            ShapeNode *const *args)
{
  ShapeNode *number = args[0];

  if (shape_node_is_infinite (number))
    return round_infinity (number);
  if (SHAPE_IS_NUMBER (number))
    return make_integer (number->pool, round_double (shape_number_to_double (number)));
  return shape_node_intern (number->pool, op, args, 1);
}

ShapeNode *
shape_ceil_to_int_build (ShapeExprPool    *pool G_GNUC_UNUSED,
                         ShapeNode *const *args,
                         guint             n_args G_GNUC_UNUSED)
{
  return round_with (SHAPE_OP_CEIL_TO_INT, ceil, args);
}

ShapeNode *
shape_floor_to_int_build (ShapeExprPool    *pool G_GNUC_UNUSED,
                          ShapeNode *const *args,
                          guint             n_args G_GNUC_UNUSED)
{
  return SHAPE_IS (args[0], INTEGER) ? args[0] : round_with (SHAPE_OP_FLOOR_TO_INT, floor, args);
}

ShapeNode *
shape_trunc_to_int_build (ShapeExprPool    *pool G_GNUC_UNUSED,
                          ShapeNode *const *args,
                          guint             n_args G_GNUC_UNUSED)
{
  return round_with (SHAPE_OP_TRUNC_TO_INT, trunc, args);
}

/* int_oo is no float: it overflows like any number that is too big. */
ShapeNode *
shape_round_to_int_build (ShapeExprPool    *pool,
                          ShapeNode *const *args,
                          guint             n_args G_GNUC_UNUSED)
{
  ShapeNode *number = args[0];

  if (SHAPE_IS_INT_OO (number))
    return make_integer (pool, shape_number_to_double (number));
  return round_with (SHAPE_OP_ROUND_TO_INT, rint, args);
}

ShapeNode *
shape_trunc_to_float_build (ShapeExprPool    *pool,
                            ShapeNode *const *args,
                            guint             n_args)
{
  ShapeNode *number = args[0], *integer;

  if (SHAPE_IS_OO (number))
    return number;
  if (!SHAPE_IS_NUMBER (number))
    return shape_node_intern (pool, SHAPE_OP_TRUNC_TO_FLOAT, args, n_args);
  integer = make_integer (pool, trunc (shape_number_to_double (number)));
  return SHAPE_IS (integer, INTEGER) ? shape_float_of_integer (pool, integer->integer) : integer;
}

/* The integer closest to numerator / denominator, the even one of two. */
static void
divide_half_even (fmpz_t       quotient,
                  const fmpz_t numerator,
                  const fmpz_t denominator)
{
  fmpz_t rest, twice;
  int c;

  fmpz_init (rest);
  fmpz_init (twice);
  fmpz_fdiv_qr (quotient, rest, numerator, denominator);
  fmpz_mul_ui (twice, rest, 2);
  c = fmpz_cmp (twice, denominator);
  if (c > 0 || (c == 0 && fmpz_is_odd (quotient)))
    fmpz_add_ui (quotient, quotient, 1);
  fmpz_clear (twice);
  fmpz_clear (rest);
}

/* Python's round (value, digits): the decimal that is closest to the exact value of the
 * double, and the double that is closest to that. */
static double
round_to_digits (double value,
                 gint64 digits)
{
  mpq_t exact;
  fmpq_t scaled;
  fmpz_t power, rounded;
  double result;

  mpq_init (exact);
  fmpq_init (scaled);
  fmpz_init (power);
  fmpz_init (rounded);
  mpq_set_d (exact, value);
  fmpq_set_mpq (scaled, exact);
  fmpz_set_ui (power, 10);
  fmpz_pow_ui (power, power, (ulong) (digits < 0 ? -digits : digits));
  if (digits < 0)
    fmpq_div_fmpz (scaled, scaled, power);
  else
    fmpq_mul_fmpz (scaled, scaled, power);
  divide_half_even (rounded, fmpq_numref (scaled), fmpq_denref (scaled));
  if (digits < 0)
    {
      fmpz_mul (rounded, rounded, power);
      fmpz_one (power);
    }
  result = shape_fraction_to_double (rounded, power);
  fmpz_clear (rounded);
  fmpz_clear (power);
  fmpq_clear (scaled);
  mpq_clear (exact);
  return result;
}

static ShapeNode *
round_decimal (ShapeExprPool *pool,
               double         value,
               ShapeNode     *n_digits)
{
  gint64 digits;

  if (!isfinite (value))
    return shape_node_float (pool, value);
  if (!shape_node_get_int64 (n_digits, &digits))
    digits = fmpz_sgn (n_digits->integer) > 0 ? MAX_DIGITS + 1 : MIN_DIGITS - 1;
  if (digits > MAX_DIGITS)
    return shape_node_float (pool, value);
  if (digits < MIN_DIGITS)
    return shape_node_float (pool, 0);
  value = round_to_digits (value, digits);
  if (isinf (value))
    return shape_pool_fail (pool, SHAPE_ERROR_OVERFLOW, "rounded value too large to represent");
  return shape_node_float (pool, value);
}

ShapeNode *
shape_round_decimal_build (ShapeExprPool    *pool,
                           ShapeNode *const *args,
                           guint             n_args)
{
  if (SHAPE_IS_NUMBER (args[0]) && SHAPE_IS (args[1], INTEGER))
    return round_decimal (pool, shape_number_to_double (args[0]), args[1]);
  return shape_node_intern (pool, SHAPE_OP_ROUND_DECIMAL, args, n_args);
}

ShapeNode *
shape_to_float_build (ShapeExprPool    *pool,
                      ShapeNode *const *args,
                      guint             n_args)
{
  ShapeNode *number = args[0];

  if (SHAPE_IS (number, INTEGER))
    return shape_float_of_integer (pool, number->integer);
  if (shape_node_is_infinite (number))
    return shape_node_float (pool, shape_number_to_double (number));
  return shape_node_intern (pool, SHAPE_OP_TO_FLOAT, args, n_args);
}

SHAPE_DEFINE_FACT (ceil_to_int, SHAPE_FACT_BIT (INTEGER))
SHAPE_DEFINE_FACT (floor_to_int, SHAPE_FACT_BIT (INTEGER))
SHAPE_DEFINE_FACT (trunc_to_int, SHAPE_FACT_BIT (INTEGER))
SHAPE_DEFINE_FACT (round_to_int, SHAPE_FACT_BIT (INTEGER))
SHAPE_DEFINE_FACT (trunc_to_float, SHAPE_FACT_BIT (REAL))
SHAPE_DEFINE_FACT (round_decimal, SHAPE_FACT_BIT (REAL))
SHAPE_DEFINE_FACT (to_float, SHAPE_FACT_BIT (REAL))
