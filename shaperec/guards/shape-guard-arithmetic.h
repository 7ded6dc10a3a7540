/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Python's arithmetic on machine numbers, for guards. Needs the C library alone: this file is also
 * copied into the C that shape_guards_to_c () writes, and may be used there under any terms.
 *
 * Each operation takes two values (one alone leaves the second out) and gives its result in
 * *OUT. It returns SHAPE_GUARD_OK, or why there is no right result: Python's integers grow
 * and ours do not, and what raises in Python has no value. Truth is the integer 0 or 1. */
#ifndef SHAPE_GUARD_ARITHMETIC_H
#define SHAPE_GUARD_ARITHMETIC_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef union
{
  int64_t i;
  double  d;
} ShapeGuardValue;

enum
{
  SHAPE_GUARD_OK,
  SHAPE_GUARD_OVERFLOW,
  SHAPE_GUARD_ZERO_DIVISION,
  SHAPE_GUARD_DOMAIN
};

/* Every integer up to here is a double. */
#define SHAPE_GUARD_EXACT ((int64_t) 1 << 53)

#define SHAPE_GUARD_OPERATION(name) \
  static inline int \
  shape_guard_##name (ShapeGuardValue a, ShapeGuardValue b, ShapeGuardValue *out)

/* An operation that always has a result. */
#define SHAPE_GUARD_TOTAL(name, member, expression) \
  SHAPE_GUARD_OPERATION (name) \
  { \
    (void) a; \
    (void) b; \
    out->member = (expression); \
    return SHAPE_GUARD_OK; \
  }

/* Integers */

SHAPE_GUARD_OPERATION (add)
{
  return __builtin_add_overflow (a.i, b.i, &out->i) ? SHAPE_GUARD_OVERFLOW : SHAPE_GUARD_OK;
}

SHAPE_GUARD_OPERATION (sub)
{
  return __builtin_sub_overflow (a.i, b.i, &out->i) ? SHAPE_GUARD_OVERFLOW : SHAPE_GUARD_OK;
}

SHAPE_GUARD_OPERATION (mul)
{
  return __builtin_mul_overflow (a.i, b.i, &out->i) ? SHAPE_GUARD_OVERFLOW : SHAPE_GUARD_OK;
}

SHAPE_GUARD_OPERATION (neg)
{
  (void) b;
  return __builtin_sub_overflow ((int64_t) 0, a.i, &out->i) ? SHAPE_GUARD_OVERFLOW : SHAPE_GUARD_OK;
}

SHAPE_GUARD_OPERATION (abs)
{
  if (a.i < 0)
    return shape_guard_neg (a, b, out);
  *out = a;
  return SHAPE_GUARD_OK;
}

/* Rounds to minus infinity. */
SHAPE_GUARD_OPERATION (floor_div)
{
  if (b.i == 0)
    return SHAPE_GUARD_ZERO_DIVISION;
  if (b.i == -1)
    return shape_guard_neg (a, b, out);
  out->i = a.i / b.i - (a.i % b.i != 0 && (a.i < 0) != (b.i < 0));
  return SHAPE_GUARD_OK;
}

/* Takes the sign of the divisor. */
SHAPE_GUARD_OPERATION (mod)
{
  int64_t rest;

  if (b.i == 0)
    return SHAPE_GUARD_ZERO_DIVISION;
  if (b.i == -1)
    {
      out->i = 0;
      return SHAPE_GUARD_OK;
    }
  rest = a.i % b.i;
  out->i = rest != 0 && (rest < 0) != (b.i < 0) ? rest + b.i : rest;
  return SHAPE_GUARD_OK;
}

/* Right where both are doubles; Python rounds the quotient of larger ones once, which we can't. */
SHAPE_GUARD_OPERATION (true_div)
{
  if (b.i == 0)
    return SHAPE_GUARD_ZERO_DIVISION;
  if (a.i > SHAPE_GUARD_EXACT || a.i < -SHAPE_GUARD_EXACT || b.i > SHAPE_GUARD_EXACT || b.i < -SHAPE_GUARD_EXACT)
    return SHAPE_GUARD_OVERFLOW;
  out->d = (double) a.i / (double) b.i;
  return SHAPE_GUARD_OK;
}

/* By repeated squaring. A negative exponent would give a float. */
SHAPE_GUARD_OPERATION (pow)
{
  ShapeGuardValue result = { .i = 1 };
  int64_t exponent = b.i;

  if (exponent < 0)
    return a.i == 0 ? SHAPE_GUARD_ZERO_DIVISION : SHAPE_GUARD_DOMAIN;
  while (exponent != 0)
    {
      if ((exponent & 1) != 0 && shape_guard_mul (result, a, &result) != SHAPE_GUARD_OK)
        return SHAPE_GUARD_OVERFLOW;
      exponent >>= 1;
      if (exponent != 0 && shape_guard_mul (a, a, &a) != SHAPE_GUARD_OK)
        return SHAPE_GUARD_OVERFLOW;
    }
  *out = result;
  return SHAPE_GUARD_OK;
}

SHAPE_GUARD_OPERATION (shift_left)
{
  ShapeGuardValue factor;

  if (b.i < 0)
    return SHAPE_GUARD_DOMAIN;
  if (a.i == 0)
    {
      out->i = 0;
      return SHAPE_GUARD_OK;
    }
  if (b.i > 62)
    return SHAPE_GUARD_OVERFLOW;
  factor.i = (int64_t) 1 << b.i;
  return shape_guard_mul (a, factor, out);
}

SHAPE_GUARD_OPERATION (shift_right)
{
  if (b.i < 0)
    return SHAPE_GUARD_DOMAIN;
  out->i = b.i > 62 ? -(a.i < 0) : a.i >> b.i;
  return SHAPE_GUARD_OK;
}

SHAPE_GUARD_TOTAL (bit_and, i, a.i & b.i)
SHAPE_GUARD_TOTAL (bit_or, i, a.i | b.i)
SHAPE_GUARD_TOTAL (bit_xor, i, a.i ^ b.i)
SHAPE_GUARD_TOTAL (min, i, b.i < a.i ? b.i : a.i)
SHAPE_GUARD_TOTAL (max, i, b.i > a.i ? b.i : a.i)
SHAPE_GUARD_TOTAL (eq, i, a.i == b.i)
SHAPE_GUARD_TOTAL (ne, i, a.i != b.i)
SHAPE_GUARD_TOTAL (lt, i, a.i < b.i)
SHAPE_GUARD_TOTAL (le, i, a.i <= b.i)
SHAPE_GUARD_TOTAL (gt, i, a.i > b.i)
SHAPE_GUARD_TOTAL (ge, i, a.i >= b.i)

/* Truth; whoever evaluates decides what an error in one of the two means. */

SHAPE_GUARD_TOTAL (both, i, a.i & b.i)
SHAPE_GUARD_TOTAL (either, i, a.i | b.i)
SHAPE_GUARD_TOTAL (not, i, !a.i)

/* Floats */

SHAPE_GUARD_TOTAL (add_float, d, a.d + b.d)
SHAPE_GUARD_TOTAL (sub_float, d, a.d - b.d)
SHAPE_GUARD_TOTAL (mul_float, d, a.d * b.d)
SHAPE_GUARD_TOTAL (neg_float, d, -a.d)
SHAPE_GUARD_TOTAL (abs_float, d, fabs (a.d))
SHAPE_GUARD_TOTAL (min_float, d, b.d < a.d ? b.d : a.d)
SHAPE_GUARD_TOTAL (max_float, d, b.d > a.d ? b.d : a.d)
SHAPE_GUARD_TOTAL (eq_float, i, a.d == b.d)
SHAPE_GUARD_TOTAL (ne_float, i, a.d != b.d)
SHAPE_GUARD_TOTAL (lt_float, i, a.d < b.d)
SHAPE_GUARD_TOTAL (le_float, i, a.d <= b.d)
SHAPE_GUARD_TOTAL (gt_float, i, a.d > b.d)
SHAPE_GUARD_TOTAL (ge_float, i, a.d >= b.d)
SHAPE_GUARD_TOTAL (is_nan, i, a.d != a.d)
SHAPE_GUARD_TOTAL (to_float, d, (double) a.i)

/* For a comparison of an integer with a float, which Python makes exactly. */
SHAPE_GUARD_OPERATION (to_float_exact)
{
  (void) b;
  if (a.i > SHAPE_GUARD_EXACT || a.i < -SHAPE_GUARD_EXACT)
    return SHAPE_GUARD_OVERFLOW;
  out->d = (double) a.i;
  return SHAPE_GUARD_OK;
}

SHAPE_GUARD_OPERATION (div_float)
{
  if (b.d == 0)
    return SHAPE_GUARD_ZERO_DIVISION;
  out->d = a.d / b.d;
  return SHAPE_GUARD_OK;
}

SHAPE_GUARD_OPERATION (mod_float)
{
  double rest;

  if (b.d == 0)
    return SHAPE_GUARD_ZERO_DIVISION;
  rest = fmod (a.d, b.d);
  if (rest == 0)
    rest = copysign (0.0, b.d);
  else if ((rest < 0) != (b.d < 0))
    rest += b.d;
  out->d = rest;
  return SHAPE_GUARD_OK;
}

/* The quotient of what the remainder leaves, which is whole up to rounding. */
SHAPE_GUARD_OPERATION (floor_div_float)
{
  double rest, quotient, whole;

  if (b.d == 0)
    return SHAPE_GUARD_ZERO_DIVISION;
  rest = fmod (a.d, b.d);
  quotient = (a.d - rest) / b.d;
  if (rest != 0 && (rest < 0) != (b.d < 0))
    quotient -= 1;
  whole = floor (quotient);
  if (quotient - whole > 0.5)
    whole += 1;
  out->d = quotient == 0 ? copysign (0.0, a.d / b.d) : whole;
  return SHAPE_GUARD_OK;
}

/* What a function of the C library gave, with Python's view of it: no value out of nothing, no infinity
 * out of a finite argument. */
static inline int
shape_guard_check_float (double argument, double result, ShapeGuardValue *out)
{
  out->d = result;
  if (isnan (result) && !isnan (argument))
    return SHAPE_GUARD_DOMAIN;
  return isinf (result) && isfinite (argument) ? SHAPE_GUARD_OVERFLOW : SHAPE_GUARD_OK;
}

SHAPE_GUARD_OPERATION (pow_float)
{
  if (a.d == 0 && b.d < 0)
    return SHAPE_GUARD_ZERO_DIVISION;
  return shape_guard_check_float (isinf (a.d) || isnan (b.d) || isinf (b.d) ? NAN : a.d, pow (a.d, b.d), out);
}

#define SHAPE_GUARD_FUNCTION(name) \
  SHAPE_GUARD_OPERATION (name) \
  { \
    (void) b; \
    return shape_guard_check_float (a.d, (name) (a.d), out); \
  }

SHAPE_GUARD_FUNCTION (sqrt)
SHAPE_GUARD_FUNCTION (cos)
SHAPE_GUARD_FUNCTION (cosh)
SHAPE_GUARD_FUNCTION (sin)
SHAPE_GUARD_FUNCTION (sinh)
SHAPE_GUARD_FUNCTION (tan)
SHAPE_GUARD_FUNCTION (tanh)
SHAPE_GUARD_FUNCTION (asin)
SHAPE_GUARD_FUNCTION (acos)
SHAPE_GUARD_FUNCTION (atan)

SHAPE_GUARD_OPERATION (log2)
{
  (void) b;
  return a.d == 0 ? SHAPE_GUARD_DOMAIN : shape_guard_check_float (a.d, log2 (a.d), out);
}

/* From floats to integers */

static inline int
shape_guard_whole (double whole, ShapeGuardValue *out)
{
  if (isnan (whole))
    return SHAPE_GUARD_DOMAIN;
  if (!(whole >= -0x1p63 && whole < 0x1p63))
    return SHAPE_GUARD_OVERFLOW;
  out->i = (int64_t) whole;
  return SHAPE_GUARD_OK;
}

#define SHAPE_GUARD_ROUNDING(name, function) \
  SHAPE_GUARD_OPERATION (name) \
  { \
    (void) b; \
    return shape_guard_whole (function (a.d), out); \
  }

SHAPE_GUARD_ROUNDING (trunc, trunc)
SHAPE_GUARD_ROUNDING (ceil, ceil)
SHAPE_GUARD_ROUNDING (floor, floor)
SHAPE_GUARD_ROUNDING (round, nearbyint)

/* Rounds the exact binary value to so many decimals, as printing it does. */
SHAPE_GUARD_OPERATION (round_digits)
{
  char text[400];

  if (!isfinite (a.d) || b.i > 60)
    {
      *out = a;
      return SHAPE_GUARD_OK;
    }
  if (b.i < 0)
    return SHAPE_GUARD_DOMAIN;
  snprintf (text, sizeof text, "%.*f", (int) b.i, a.d);
  out->d = strtod (text, NULL);
  return SHAPE_GUARD_OK;
}

#endif
