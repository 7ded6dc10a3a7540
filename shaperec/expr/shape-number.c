/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-float-private.h"

#include <math.h>

/* Arithmetic of SymPy's Numbers: exact for integers and rationals, IEEE doubles as
 * soon as a Float takes part (or what is beyond them), and the infinities of SymPy and of
 * torch.utils._sympy.numbers. */

void
shape_number_get_rational (fmpq_t     value,
                           ShapeNode *a)
{
  if (SHAPE_IS (a, INTEGER))
    fmpq_set_fmpz (value, a->integer);
  else
    fmpq_set (value, a->rational);
}

/* The result of an operation, at least one of whose operands is a Float: @value where they
 * are doubles and it is one. A Float that comes out of arithmetic as zero is the Integer 0. */
static ShapeNode *
make_float (ShapeFloatOperation  operation,
            ShapeNode           *a,
            ShapeNode           *b,
            double               value)
{
  if (shape_node_is_wide (a) || shape_node_is_wide (b) || !(isnormal (value) || value == 0)
      || (value == 0 && shape_number_sign (a) * shape_number_sign (b) != 0))
    return shape_float_combine (operation, a, b);
  return value == 0 ? a->pool->zero : shape_node_float (a->pool, value);
}

static double
rational_to_double (ShapeNode *node)
{
  mpfr_t value;
  double real;

  shape_float_read (value, node, SHAPE_DOUBLE_PRECISION);
  real = mpfr_get_d (value, MPFR_RNDN);
  mpfr_clear (value);
  return real;
}

double
shape_number_to_double (ShapeNode *a)
{
  switch (a->op)
    {
    case SHAPE_OP_INTEGER:
      if (fmpz_bits (a->integer) <= SHAPE_DOUBLE_PRECISION)
        return (double) fmpz_get_si (a->integer);
      return rational_to_double (a);
    case SHAPE_OP_RATIONAL:
      return rational_to_double (a);
    case SHAPE_OP_FLOAT:
      return a->real;
    case SHAPE_OP_INT_INFINITY:
    case SHAPE_OP_INFINITY:
      return (double) INFINITY;
    case SHAPE_OP_NEGATIVE_INT_INFINITY:
    case SHAPE_OP_NEGATIVE_INFINITY:
      return -(double) INFINITY;
    default:
      return (double) NAN;
    }
}

int
shape_number_sign (ShapeNode *a)
{
  switch (a->op)
    {
    case SHAPE_OP_INTEGER:
      return fmpz_sgn (a->integer);
    case SHAPE_OP_RATIONAL:
      return fmpq_sgn (a->rational);
    case SHAPE_OP_FLOAT:
      if (a->wide != NULL)
        return mpfr_sgn (a->wide->value);
      return (a->real > 0) - (a->real < 0);
    case SHAPE_OP_INT_INFINITY:
    case SHAPE_OP_INFINITY:
      return 1;
    case SHAPE_OP_NEGATIVE_INT_INFINITY:
    case SHAPE_OP_NEGATIVE_INFINITY:
      return -1;
    default:
      return 0;
    }
}

static ShapeNode *
negate_infinity (ShapeNode *a)
{
  switch (a->op)
    {
    case SHAPE_OP_INT_INFINITY:
      return shape_node_constant (a->pool, SHAPE_OP_NEGATIVE_INT_INFINITY);
    case SHAPE_OP_NEGATIVE_INT_INFINITY:
      return shape_node_constant (a->pool, SHAPE_OP_INT_INFINITY);
    case SHAPE_OP_INFINITY:
      return shape_node_constant (a->pool, SHAPE_OP_NEGATIVE_INFINITY);
    case SHAPE_OP_NEGATIVE_INFINITY:
      return shape_node_constant (a->pool, SHAPE_OP_INFINITY);
    default:
      return a;
    }
}

static ShapeNode *
make_infinity (ShapeNode *like,
               ShapeOp    positive,
               int        sign)
{
  ShapeNode *infinity = shape_node_constant (like->pool, positive);

  return sign < 0 ? negate_infinity (infinity) : infinity;
}

/* At least one operand is infinite. The first operand's kind of infinity matters:
 * -int_oo + -oo is -int_oo, -oo + -int_oo is -oo. */
static ShapeNode *
add_infinite (ShapeNode *a,
              ShapeNode *b)
{
  int sign_a = shape_number_sign (a), sign_b = shape_number_sign (b);

  if (!shape_node_is_infinite (a))
    return SHAPE_IS (a, FLOAT) ? make_infinity (a, SHAPE_OP_INFINITY, sign_b) : b;
  if (!shape_node_is_infinite (b))
    return a;
  if (sign_a == sign_b)
    return SHAPE_IS (b, INFINITY) ? b : a;
  if (SHAPE_IS_INT_OO (a) && SHAPE_IS_OO (b))
    return b;
  if (SHAPE_IS_OO (a) && SHAPE_IS_INT_OO (b))
    return a;
  return shape_node_constant (a->pool, SHAPE_OP_NAN);
}

static ShapeNode *
mul_infinite (ShapeNode *a,
              ShapeNode *b)
{
  int sign = shape_number_sign (a) * shape_number_sign (b);

  if (sign == 0)
    return shape_node_constant (a->pool, SHAPE_OP_NAN);
  if (shape_node_is_infinite (a))
    return make_infinity (a, SHAPE_IS_INT_OO (a) ? SHAPE_OP_INT_INFINITY : SHAPE_OP_INFINITY, sign);
  if (SHAPE_IS (a, FLOAT) || SHAPE_IS_OO (b))
    return make_infinity (a, SHAPE_OP_INFINITY, sign);
  return make_infinity (a, SHAPE_OP_INT_INFINITY, sign);
}

typedef void (*RationalOperation) (fmpq_t, const fmpq_t, const fmpq_t);

static ShapeNode *
apply_rationals (RationalOperation  operation,
                 ShapeNode         *a,
                 ShapeNode         *b)
{
  ShapeNode *result;
  fmpq_t x, y;

  fmpq_init (x);
  fmpq_init (y);
  shape_number_get_rational (x, a);
  shape_number_get_rational (y, b);
  operation (x, x, y);
  result = shape_node_fmpq (a->pool, x);
  fmpq_clear (x);
  fmpq_clear (y);
  return result;
}

typedef void (*IntegerOperation) (fmpz_t, const fmpz_t, const fmpz_t);

static ShapeNode *
apply_integers (IntegerOperation  operation,
                ShapeNode        *a,
                ShapeNode        *b)
{
  ShapeNode *result;
  fmpz_t value;

  fmpz_init (value);
  operation (value, a->integer, b->integer);
  result = shape_node_fmpz (a->pool, value);
  fmpz_clear (value);
  return result;
}

ShapeNode *
shape_number_add (ShapeNode *a,
                  ShapeNode *b)
{
  if (SHAPE_IS (a, INTEGER) && SHAPE_IS (b, INTEGER))
    return apply_integers (fmpz_add, a, b);
  if (SHAPE_IS (a, NAN) || SHAPE_IS (b, NAN))
    return shape_node_constant (a->pool, SHAPE_OP_NAN);
  if (shape_node_is_infinite (a) || shape_node_is_infinite (b))
    return add_infinite (a, b);
  if (SHAPE_IS (a, FLOAT) || SHAPE_IS (b, FLOAT))
    return make_float (mpfr_add, a, b, shape_number_to_double (a) + shape_number_to_double (b));
  return apply_rationals (fmpq_add, a, b);
}

ShapeNode *
shape_number_mul (ShapeNode *a,
                  ShapeNode *b)
{
  if (SHAPE_IS (a, INTEGER) && SHAPE_IS (b, INTEGER))
    return apply_integers (fmpz_mul, a, b);
  if (SHAPE_IS (a, NAN) || SHAPE_IS (b, NAN))
    return shape_node_constant (a->pool, SHAPE_OP_NAN);
  if (shape_node_is_infinite (a) || shape_node_is_infinite (b))
    return mul_infinite (a, b);
  if (SHAPE_IS (a, FLOAT) || SHAPE_IS (b, FLOAT))
    return make_float (mpfr_mul, a, b, shape_number_to_double (a) * shape_number_to_double (b));
  return apply_rationals (fmpq_mul, a, b);
}

ShapeNode *
shape_number_neg (ShapeNode *a)
{
  if (shape_node_is_wide (a))
    return shape_float_apply (mpfr_neg, a);
  if (SHAPE_IS (a, FLOAT))
    return shape_node_float (a->pool, -a->real);
  if (SHAPE_IS_RATIONAL (a))
    return shape_number_mul (a->pool->minus_one, a);
  return negate_infinity (a);
}

/* How far out an infinity lies: int_oo is above all numbers and below oo. */
static int
get_infinity_rank (ShapeNode *a)
{
  if (SHAPE_IS_OO (a))
    return 2 * shape_number_sign (a);
  return SHAPE_IS_INT_OO (a) ? shape_number_sign (a) : 0;
}

static int
compare_with_float (ShapeNode *a,
                    ShapeNode *b)
{
  if (SHAPE_IS (a, FLOAT) && SHAPE_IS (b, FLOAT) && a->wide == NULL && b->wide == NULL)
    return (a->real > b->real) - (a->real < b->real);
  return shape_float_compare (a, b);
}

static int
compare_rationals (ShapeNode *a,
                   ShapeNode *b)
{
  fmpq_t x, y;
  int c;

  fmpq_init (x);
  fmpq_init (y);
  shape_number_get_rational (x, a);
  shape_number_get_rational (y, b);
  c = fmpq_cmp (x, y);
  fmpq_clear (x);
  fmpq_clear (y);
  return c;
}

int
shape_number_compare (ShapeNode *a,
                      ShapeNode *b)
{
  int rank_a, rank_b;

  if (a == b)
    return 0;
  if (SHAPE_IS (a, INTEGER) && SHAPE_IS (b, INTEGER))
    return fmpz_cmp (a->integer, b->integer);
  rank_a = get_infinity_rank (a);
  rank_b = get_infinity_rank (b);
  if (rank_a != 0 || rank_b != 0)
    return (rank_a > rank_b) - (rank_a < rank_b);
  if (SHAPE_IS (a, FLOAT) || SHAPE_IS (b, FLOAT))
    return compare_with_float (a, b);
  return compare_rationals (a, b);
}

ShapeNode *
shape_number_gcd (ShapeNode *a,
                  ShapeNode *b)
{
  if (SHAPE_IS (a, INTEGER) && SHAPE_IS (b, INTEGER))
    return apply_integers (fmpz_gcd, a, b);
  return apply_rationals (fmpq_gcd, a, b);
}

ShapeNode *
shape_number_floor_div (ShapeNode *a,
                        ShapeNode *b)
{
  if (fmpz_is_zero (b->integer))
    return shape_pool_fail (a->pool, SHAPE_ERROR_ZERO_DIVISION, "division by zero");
  return apply_integers (fmpz_fdiv_q, a, b);
}

ShapeNode *
shape_number_mod (ShapeNode *a,
                  ShapeNode *b)
{
  if (fmpz_is_zero (b->integer))
    return shape_pool_fail (a->pool, SHAPE_ERROR_ZERO_DIVISION, "modulo by zero");
  return apply_integers (fmpz_fdiv_r, a, b);
}
