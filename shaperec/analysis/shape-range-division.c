/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-private.h"

static gboolean
holds (ShapeInterval self,
       ShapeOp       constant)
{
  return shape_interval_contains (self, shape_node_constant (self.lower->pool, constant));
}

static gboolean
holds_infinity (ShapeInterval self,
                gboolean      of_ints)
{
  if (of_ints)
    return holds (self, SHAPE_OP_NEGATIVE_INT_INFINITY) || holds (self, SHAPE_OP_INT_INFINITY);
  return holds (self, SHAPE_OP_NEGATIVE_INFINITY) || holds (self, SHAPE_OP_INFINITY);
}

static ShapeNode *
int_true_div_constants (ShapeNode *a,
                        ShapeNode *b)
{
  return shape_constant_keep_float (shape_node_build2 (SHAPE_OP_INT_TRUE_DIV, a, b), a, b);
}

static ShapeNode *
float_true_div_constants (ShapeNode *a,
                          ShapeNode *b)
{
  return shape_constant_keep_float (shape_node_build2 (SHAPE_OP_FLOAT_TRUE_DIV, a, b), a, b);
}

static ShapeInterval
bound_true_div (ShapeExprPool       *pool,
                const ShapeInterval *args,
                gboolean             of_ints)
{
  if (shape_interval_has_zero (args[1])
      || (holds_infinity (args[0], of_ints) && holds_infinity (args[1], of_ints)))
    return shape_interval_unknown (pool);
  return shape_interval_map_monotone2 (args[0], args[1],
                                       of_ints ? int_true_div_constants : float_true_div_constants);
}

ShapeInterval
shape_bound_int_true_div (ShapeExprPool       *pool,
                          const ShapeInterval *args)
{
  return bound_true_div (pool, args, TRUE);
}

ShapeInterval
shape_bound_float_true_div (ShapeExprPool       *pool,
                            const ShapeInterval *args)
{
  return bound_true_div (pool, args, FALSE);
}

/* Of two infinities the quotient may be anything: the sign is all that is known. */
static ShapeNode *
floor_div_constants (ShapeNode *a,
                     ShapeNode *b)
{
  ShapeNode *quotient = shape_node_build2 (SHAPE_OP_FLOOR_DIV, a, b);
  gboolean negative;

  if (!SHAPE_IS (quotient, NAN))
    return quotient;
  negative = (shape_constant_compare_int (a, 0) < 0) != (shape_constant_compare_int (b, 0) < 0);
  return shape_node_constant (a->pool, negative ? SHAPE_OP_NEGATIVE_INT_INFINITY : SHAPE_OP_INT_INFINITY);
}

static inline gboolean
is_nonnegative (ShapeInterval self)
{
  return shape_constant_compare_int (self.lower, 0) >= 0;
}

static inline gboolean
is_nonpositive (ShapeInterval self)
{
  return shape_constant_compare_int (self.upper, 0) <= 0;
}

/* The divisor may be zero: nobody divides by it, and only the signs are known. */
static ShapeInterval
bound_by_signs (ShapeInterval a,
                ShapeInterval b)
{
  ShapeInterval self = shape_interval_unknown_int (a.lower->pool);

  if ((is_nonnegative (b) && is_nonnegative (a)) || (is_nonpositive (b) && is_nonpositive (a)))
    self.lower = a.lower->pool->zero;
  else if ((is_nonpositive (b) && is_nonnegative (a)) || (is_nonnegative (b) && is_nonpositive (a)))
    self.upper = a.lower->pool->zero;
  self.is_unknown_int = shape_interval_is_all_ints (self);
  return self;
}

ShapeInterval
shape_bound_floor_div (ShapeExprPool       *pool G_GNUC_UNUSED,
                       const ShapeInterval *args)
{
  if (shape_interval_has_zero (args[1]))
    return bound_by_signs (args[0], args[1]);
  return shape_interval_map_monotone2 (args[0], args[1], floor_div_constants);
}

/* The remainder of C: it has the sign of @a. @b is positive. */
static ShapeNode *
c_mod (ShapeNode *a,
       ShapeNode *b)
{
  ShapeNode *magnitude = shape_constant_abs (a);
  ShapeNode *result;

  if (SHAPE_IS (magnitude, INTEGER) && SHAPE_IS (b, INTEGER))
    result = shape_number_mod (magnitude, b);
  else if (shape_node_is_infinite (magnitude) || shape_node_is_infinite (b))
    result = shape_node_constant (a->pool, SHAPE_OP_NAN);
  else
    result = shape_node_sub (magnitude, shape_node_mul (b, shape_constant_floor (shape_node_div (magnitude, b))));
  return shape_constant_compare_int (a, 0) < 0 ? shape_node_neg (result) : result;
}

/* The quotient of C, rounded toward zero. */
static ShapeNode *
c_div (ShapeNode *a,
       ShapeNode *b)
{
  ShapeNode *quotient = shape_node_div (a, b);

  if (SHAPE_IS (quotient, NAN) || shape_node_is_infinite (quotient))
    return quotient;
  return shape_constant_compare_int (quotient, 0) < 0 ? shape_constant_ceil (quotient)
                                                      : shape_constant_floor (quotient);
}

static ShapeInterval
mod_by_constant (ShapeInterval x,
                 ShapeNode    *divisor)
{
  ShapeExprPool *pool = divisor->pool;
  ShapeNode *last = shape_node_add (divisor, pool->minus_one);

  if (c_div (x.lower, divisor) == c_div (x.upper, divisor))
    return shape_interval_new (c_mod (x.lower, divisor), c_mod (x.upper, divisor));
  if (shape_constant_compare_int (x.upper, 0) < 0)
    return shape_interval_new (shape_node_neg (last), pool->zero);
  if (shape_constant_compare_int (x.lower, 0) > 0)
    return shape_interval_new (pool->zero, last);
  return shape_interval_new (shape_constant_max (shape_node_neg (last), x.lower),
                             shape_constant_min (last, x.upper));
}

ShapeInterval
shape_bound_mod (ShapeExprPool       *pool,
                 const ShapeInterval *args)
{
  ShapeInterval magnitude;
  ShapeNode *last;

  if (shape_interval_has_zero (args[1]))
    return shape_interval_unknown_int (pool);
  if (shape_interval_is_singleton (args[1]))
    return mod_by_constant (args[0], shape_constant_abs (args[1].lower));
  magnitude = shape_interval_abs (args[1]);
  if (shape_interval_is_error (magnitude))
    return magnitude;
  last = shape_node_add (magnitude.upper, pool->minus_one);
  return shape_interval_new (shape_node_neg (last), last);
}

/* The remainder of Python: it has the sign of the divisor. */
ShapeInterval
shape_bound_python_mod (ShapeExprPool       *pool,
                        const ShapeInterval *args)
{
  ShapeInterval y = args[1];
  gboolean may_be_negative, may_be_positive;

  if (is_nonnegative (args[0]) && is_nonnegative (y))
    return shape_bound_mod (pool, args);
  may_be_negative = !is_nonnegative (y);
  may_be_positive = !is_nonpositive (y);
  return shape_interval_new (may_be_negative ? shape_node_add (y.lower, pool->one) : pool->zero,
                             may_be_positive ? shape_node_add (y.upper, pool->minus_one) : pool->zero);
}

ShapeInterval
shape_bound_modular_indexing (ShapeExprPool       *pool,
                              const ShapeInterval *args)
{
  ShapeInterval operands[2] = { shape_bound_floor_div (pool, args), args[2] };

  if (shape_interval_is_error (operands[0]))
    return operands[0];
  return shape_bound_mod (pool, operands);
}
