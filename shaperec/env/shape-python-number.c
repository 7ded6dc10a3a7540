/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-op-private.h"

#include <math.h>

#include "../expr/shape-expr-pool-private.h"

/* Numbers as Python reckons with them: integers exactly, floats as doubles, a truth
 * value as 0 or 1. A number is an Integer, a Float, an infinity, True or False. */

static gboolean
is_integral (ShapeNode *a)
{
  return SHAPE_IS (a, INTEGER);
}

static double
to_double (ShapeNode *a)
{
  return SHAPE_IS (a, TRUE) ? 1.0 : SHAPE_IS (a, FALSE) ? 0.0 : shape_number_to_double (a);
}

static ShapeNode *
count_bool (ShapeNode *a)
{
  return SHAPE_IS_BOOLEAN (a) ? shape_node_integer (a->pool, SHAPE_IS (a, TRUE)) : a;
}

static ShapeNode *
fail_division (ShapeExprPool *pool)
{
  return shape_pool_fail (pool, SHAPE_ERROR_ZERO_DIVISION, "division by zero");
}

static ShapeNode *
divide_integers (ShapeNode *a,
                 ShapeNode *b)
{
  ShapeNode *quotient;
  fmpq_t exact;

  if (fmpz_is_zero (b->integer))
    return fail_division (a->pool);

  fmpq_init (exact);
  fmpq_set_fmpz_frac (exact, a->integer, b->integer);
  quotient = shape_node_fmpq (a->pool, exact);
  fmpq_clear (exact);

  return shape_node_float (a->pool, shape_number_to_double (quotient));
}

/* Two's complement, as if without end on the left. */
static ShapeNode *
apply_bitwise (ShapeSymOp  op,
               ShapeNode  *a,
               ShapeNode  *b)
{
  ShapeNode *result;
  fmpz_t z;

  fmpz_init (z);
  switch ((int) op)
    {
    case SHAPE_SYM_BITWISE_AND:
      fmpz_and (z, a->integer, b->integer);
      break;
    case SHAPE_SYM_BITWISE_OR:
      fmpz_or (z, a->integer, b->integer);
      break;
    default:
      fmpz_xor (z, a->integer, b->integer);
      break;
    }
  result = shape_node_fmpz (a->pool, z);
  fmpz_clear (z);

  return result;
}

#define MAX_SHIFT 65536

static ShapeNode *
apply_shift (ShapeSymOp  op,
             ShapeNode  *a,
             ShapeNode  *b)
{
  ShapeNode *result;
  gint64 bits;
  fmpz_t z;

  if (fmpz_sgn (b->integer) < 0)
    return shape_pool_fail (a->pool, SHAPE_ERROR_VALUE, "negative shift count");
  if (!shape_node_get_int64 (b, &bits) || bits > MAX_SHIFT)
    return shape_pool_fail (a->pool, SHAPE_ERROR_LIMIT, "shift count is too large");

  fmpz_init (z);
  if (op == SHAPE_SYM_LSHIFT)
    fmpz_mul_2exp (z, a->integer, (ulong) bits);
  else
    fmpz_fdiv_q_2exp (z, a->integer, (ulong) bits);
  result = shape_node_fmpz (a->pool, z);
  fmpz_clear (z);

  return result;
}

static ShapeNode *
apply_integers (ShapeSymOp  op,
                ShapeNode  *a,
                ShapeNode  *b)
{
  switch ((int) op)
    {
    case SHAPE_SYM_ADD:
      return shape_number_add (a, b);
    case SHAPE_SYM_SUB:
      return shape_number_add (a, shape_number_neg (b));
    case SHAPE_SYM_MUL:
      return shape_number_mul (a, b);
    case SHAPE_SYM_INT_TRUEDIV:
      return divide_integers (a, b);
    case SHAPE_SYM_INT_FLOORDIV:
      return fmpz_is_zero (b->integer) ? fail_division (a->pool) : shape_number_floor_div (a, b);
    case SHAPE_SYM_MOD:
      return fmpz_is_zero (b->integer) ? fail_division (a->pool) : shape_number_mod (a, b);
    case SHAPE_SYM_POW_BY_NATURAL:
      return shape_node_pow (a, b);
    case SHAPE_SYM_BITWISE_AND:
    case SHAPE_SYM_BITWISE_OR:
    case SHAPE_SYM_BITWISE_XOR:
      return apply_bitwise (op, a, b);
    case SHAPE_SYM_LSHIFT:
    case SHAPE_SYM_RSHIFT:
      return apply_shift (op, a, b);
    default:
      return NULL;
    }
}

/* Python's %: the sign of the divisor. */
static double
float_mod (double a,
           double b)
{
  double rest = fmod (a, b);

  if (rest != 0)
    return (b < 0) != (rest < 0) ? rest + b : rest;

  return copysign (0.0, b);
}

static ShapeNode *
apply_floats (ShapeSymOp  op,
              ShapeNode  *left,
              ShapeNode  *right)
{
  ShapeExprPool *pool = left->pool;
  double a = to_double (left);
  double b = to_double (right);

  switch ((int) op)
    {
    case SHAPE_SYM_ADD:
      return shape_node_float (pool, a + b);
    case SHAPE_SYM_SUB:
      return shape_node_float (pool, a - b);
    case SHAPE_SYM_MUL:
      return shape_node_float (pool, a * b);
    case SHAPE_SYM_INT_TRUEDIV:
    case SHAPE_SYM_FLOAT_TRUEDIV:
      return b == 0 ? fail_division (pool) : shape_node_float (pool, a / b);
    case SHAPE_SYM_INT_FLOORDIV:
      return b == 0 ? fail_division (pool) : shape_node_float (pool, (a - float_mod (a, b)) / b);
    case SHAPE_SYM_MOD:
      return b == 0 ? fail_division (pool) : shape_node_float (pool, float_mod (a, b));
    case SHAPE_SYM_POW_BY_NATURAL:
    case SHAPE_SYM_FLOAT_POW:
      return a == 0 && b < 0 ? fail_division (pool) : shape_node_float (pool, pow (a, b));
    default:
      return shape_pool_fail (pool, SHAPE_ERROR_TYPE, "unsupported operand types");
    }
}

static ShapeNode *
apply_comparison (ShapeSymOp  op,
                  ShapeNode  *a,
                  ShapeNode  *b)
{
  int order = shape_number_compare (count_bool (a), count_bool (b));
  gboolean answer;

  switch ((int) op)
    {
    case SHAPE_SYM_EQ:
      answer = order == 0;
      break;
    case SHAPE_SYM_NE:
      answer = order != 0;
      break;
    case SHAPE_SYM_LT:
      answer = order < 0;
      break;
    case SHAPE_SYM_LE:
      answer = order <= 0;
      break;
    case SHAPE_SYM_GT:
      answer = order > 0;
      break;
    default:
      answer = order >= 0;
      break;
    }

  return shape_node_bool (a->pool, answer);
}

static ShapeNode *
apply_binary (ShapeSymOp  op,
              ShapeNode  *a,
              ShapeNode  *b)
{
  if (op >= SHAPE_SYM_EQ && op <= SHAPE_SYM_GE)
    return apply_comparison (op, a, b);
  if (op == SHAPE_SYM_AND || op == SHAPE_SYM_OR)
    return shape_node_bool (a->pool, op == SHAPE_SYM_AND ? shape_python_bool (a) && shape_python_bool (b)
                                                         : shape_python_bool (a) || shape_python_bool (b));
  if (op == SHAPE_SYM_MIN || op == SHAPE_SYM_MAX)
    {
      ShapeNode *chosen = (shape_number_compare (b, a) < 0) == (op == SHAPE_SYM_MIN) &&
                          shape_number_compare (a, b) != 0 ? b : a;

      return is_integral (a) && is_integral (b) ? chosen : shape_python_float (chosen);
    }

  a = count_bool (a);
  b = count_bool (b);
  if (is_integral (a) && is_integral (b) && op != SHAPE_SYM_FLOAT_TRUEDIV && op != SHAPE_SYM_FLOAT_POW)
    return apply_integers (op, a, b);

  return apply_floats (op, a, b);
}

static ShapeNode *
double_to_int (ShapeExprPool *pool,
               double         value)
{
  ShapeNode *result;
  fmpz_t z;

  if (!isfinite (value))
    return shape_pool_fail (pool, SHAPE_ERROR_OVERFLOW, "cannot convert float infinity to integer");

  fmpz_init (z);
  fmpz_set_d (z, value);
  result = shape_node_fmpz (pool, z);
  fmpz_clear (z);

  return result;
}

/* A function of Python's math module, with its errors. */
static ShapeNode *
apply_math (ShapeSymOp  op,
            ShapeNode  *a)
{
  static double (*const functions[]) (double) = {
    sqrt, cos, cosh, sin, sinh, tan, tanh, asin, acos, atan, log2
  };
  double x = to_double (a);
  double y = functions[op - SHAPE_SYM_SQRT] (x);

  if ((isnan (y) && !isnan (x)) || (isinf (y) && op == SHAPE_SYM_LOG2 && x == 0))
    return shape_pool_fail (a->pool, SHAPE_ERROR_VALUE, "math domain error");
  if (isinf (y) && isfinite (x))
    return shape_pool_fail (a->pool, SHAPE_ERROR_OVERFLOW, "math range error");

  return shape_node_float (a->pool, y);
}

static ShapeNode *
apply_unary (ShapeSymOp  op,
             ShapeNode  *a)
{
  ShapeExprPool *pool = a->pool;

  switch ((int) op)
    {
    case SHAPE_SYM_POS:
      return count_bool (a);
    case SHAPE_SYM_NEG:
      return shape_number_neg (count_bool (a));
    case SHAPE_SYM_ABS:
      return shape_number_sign (count_bool (a)) < 0 ? shape_number_neg (count_bool (a)) : count_bool (a);
    case SHAPE_SYM_NOT:
      return shape_node_bool (pool, !shape_python_bool (a));
    case SHAPE_SYM_IS_INTEGER:
      return shape_node_bool (pool, isfinite (to_double (a)) && trunc (to_double (a)) == to_double (a));
    case SHAPE_SYM_FLOAT:
      return shape_python_float (a);
    default:
      break;
    }

  if (op >= SHAPE_SYM_SQRT)
    return apply_math (op, a);
  if (is_integral (count_bool (a)))
    return count_bool (a);

  switch ((int) op)
    {
    case SHAPE_SYM_FLOOR:
      return double_to_int (pool, floor (to_double (a)));
    case SHAPE_SYM_CEIL:
      return double_to_int (pool, ceil (to_double (a)));
    case SHAPE_SYM_ROUND:
      return double_to_int (pool, rint (to_double (a)));
    default:
      return double_to_int (pool, trunc (to_double (a)));
    }
}

ShapeNode *
shape_python_apply (ShapeSymOp  op,
                    ShapeNode  *a,
                    ShapeNode  *b)
{
  return b == NULL ? apply_unary (op, a) : apply_binary (op, a, b);
}

ShapeNode *
shape_python_float (ShapeNode *a)
{
  return shape_node_float (a->pool, to_double (a));
}

ShapeNode *
shape_python_int (ShapeNode *a)
{
  return apply_unary (SHAPE_SYM_TRUNC, a);
}

gboolean
shape_python_bool (ShapeNode *a)
{
  return to_double (a) != 0;
}
