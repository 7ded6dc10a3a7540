/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-private.h"

/* A truth value among integers is 0 or 1. */
static ShapeInterval
to_int (ShapeInterval self)
{
  ShapeExprPool *pool = self.lower->pool;

  if (!self.is_bool)
    return self;
  return shape_interval_new_unchecked (SHAPE_IS (self.lower, TRUE) ? pool->one : pool->zero,
                                       SHAPE_IS (self.upper, TRUE) ? pool->one : pool->zero);
}

/* The least power of two that is greater than @value, which is not negative. */
static ShapeNode *
power_above (ShapeNode *value)
{
  ShapeNode *result, *truncated = shape_constant_floor (value);
  fmpz_t power;

  fmpz_init (power);
  fmpz_one_2exp (power, fmpz_bits (truncated->integer));
  result = shape_node_fmpz (value->pool, power);
  fmpz_clear (power);
  return result;
}

static inline gboolean
is_finite (ShapeNode *node)
{
  return SHAPE_IS_RATIONAL (node) || SHAPE_IS (node, FLOAT);
}

ShapeInterval
shape_bound_bitwise_and (ShapeExprPool       *pool,
                         const ShapeInterval *args)
{
  ShapeInterval a = to_int (args[0]), b = to_int (args[1]);
  ShapeNode *lower;

  if (args[0].is_bool && args[1].is_bool)
    return shape_bound_and (pool, args);
  lower = shape_constant_min (a.lower, b.lower);
  /* Two negative numbers: their common leading ones go on to the next power of two. */
  if (shape_constant_compare_int (lower, 0) < 0 && is_finite (lower))
    lower = shape_node_neg (power_above (shape_node_add (shape_node_neg (lower), pool->minus_one)));
  else
    lower = pool->zero;
  return shape_interval_new (lower, shape_constant_max (a.upper, b.upper));
}

ShapeInterval
shape_bound_bitwise_or (ShapeExprPool       *pool,
                        const ShapeInterval *args)
{
  ShapeInterval a = to_int (args[0]), b = to_int (args[1]);
  ShapeNode *upper;
  int sign;

  if (args[0].is_bool && args[1].is_bool)
    return shape_bound_or (pool, args);
  upper = shape_constant_max (a.upper, b.upper);
  sign = shape_constant_compare_int (upper, 0);
  /* All the bits below the next power of two may be set. */
  if (sign > 0 && is_finite (upper))
    upper = shape_node_add (power_above (upper), pool->minus_one);
  else if (sign < 0)
    upper = pool->minus_one;
  return shape_interval_new (shape_constant_min (a.lower, b.lower), upper);
}

static ShapeInterval
xor_truths (ShapeExprPool *pool,
            ShapeInterval  a,
            ShapeInterval  b)
{
  if (!shape_interval_is_singleton (a) || !shape_interval_is_singleton (b))
    return shape_interval_unknown_bool (pool);
  return shape_interval_wrap (shape_node_bool (pool, a.lower != b.lower));
}

ShapeInterval
shape_bound_bitwise_xor (ShapeExprPool       *pool,
                         const ShapeInterval *args)
{
  ShapeInterval a = to_int (args[0]), b = to_int (args[1]);

  if (args[0].is_bool && args[1].is_bool)
    return xor_truths (pool, args[0], args[1]);
  if (shape_interval_is_singleton (a) && shape_interval_is_singleton (b)
      && SHAPE_IS (a.lower, INTEGER) && SHAPE_IS (b.lower, INTEGER))
    return shape_interval_wrap (shape_node_build2 (SHAPE_OP_BITWISE_XOR, a.lower, b.lower));
  return shape_interval_unknown_int (pool);
}
