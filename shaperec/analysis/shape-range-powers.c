/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-private.h"

#define MAX_SIZE G_MAXINT64 /* sys.maxsize */

/* The integers above sys.maxsize are as good as infinite. */
static ShapeNode *
clamp_to_size (ShapeNode *value)
{
  if (shape_constant_compare_int (value, MAX_SIZE) > 0)
    return shape_node_constant (value->pool, SHAPE_OP_INT_INFINITY);
  return value;
}

static gboolean
is_even (ShapeNode *node)
{
  return SHAPE_IS (node, INTEGER) && fmpz_is_even (node->integer);
}

/* By squaring, bit for bit. */
static ShapeNode *
integer_power (ShapeNode *base,
               ShapeNode *exponent)
{
  ShapeNode *result = base->pool->one;

  for (gsize bit = fmpz_bits (exponent->integer); bit > 0 && !SHAPE_IS (result, INT_INFINITY); bit--)
    {
      if (shape_pool_has_error (base->pool))
        return base->pool->error_node;
      result = clamp_to_size (shape_node_mul (result, result));
      if (fmpz_tstbit (exponent->integer, bit - 1) && !SHAPE_IS (result, INT_INFINITY))
        result = clamp_to_size (shape_node_mul (result, base));
    }
  return result;
}

/* An exponent that is no integer is halved and rounded, as the reference does: what comes
 * of it is an artefact. */
static ShapeNode *
natural_power (ShapeNode *base,
               ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  ShapeNode *half;

  if (shape_constant_compare_int (exponent, 0) < 0)
    return shape_pool_fail (pool, SHAPE_ERROR_VALUE, "Exponent must be non-negative.");
  if (SHAPE_IS (exponent, INTEGER))
    return integer_power (base, exponent);
  if (shape_node_is_infinite (exponent))
    return shape_pool_fail (pool, SHAPE_ERROR_RECURSION, "maximum recursion depth exceeded");
  half = shape_constant_floor (shape_node_div (exponent, shape_node_integer (pool, 2)));
  if (!SHAPE_IS (half, INTEGER))
    return shape_pool_fail (pool, SHAPE_ERROR_TYPE, "no number as an exponent");
  half = integer_power (base, half);
  return SHAPE_IS (half, INT_INFINITY) ? half : clamp_to_size (shape_node_mul (half, half));
}

/* safe_pow() */
static ShapeNode *
power_of_constants (ShapeNode *base,
                    ShapeNode *exponent)
{
  ShapeNode *result;

  if (shape_constant_compare_int (base, 0) >= 0)
    return natural_power (base, exponent);
  result = natural_power (shape_node_neg (base), exponent);
  return is_even (exponent) ? result : shape_node_neg (result);
}

static ShapeNode *
build_power (ShapeNode *base,
             ShapeNode *exponent)
{
  return shape_node_build2 (SHAPE_OP_POW_BY_NATURAL, base, exponent);
}

/* The base may be negative and the exponent even or odd: as far as its magnitude goes, on both sides. */
static ShapeInterval
bound_by_magnitude (ShapeInterval base,
                    ShapeInterval exponent)
{
  ShapeNode *magnitude = shape_constant_max (base.upper, shape_node_neg (base.lower));
  ShapeNode *most = power_of_constants (magnitude, exponent.upper);

  return shape_interval_new (shape_node_neg (most), most);
}

ShapeInterval
shape_bound_pow_by_natural (ShapeExprPool       *pool,
                            const ShapeInterval *args)
{
  ShapeInterval base = args[0], exponent = args[1];
  ShapeInterval natural = shape_interval_new_unchecked (pool->zero, shape_node_constant (pool, SHAPE_OP_INT_INFINITY));

  if (shape_interval_is_singleton (base) && shape_interval_is_singleton (exponent))
    return shape_interval_wrap (power_of_constants (base.lower, exponent.lower));
  if (shape_constant_compare_int (base.lower, 1) >= 0)
    {
      exponent = shape_interval_intersect (exponent, natural);
      if (shape_interval_is_error (exponent))
        return exponent;
      return shape_interval_map_increasing2 (base, exponent, build_power);
    }
  if (!shape_interval_is_singleton (exponent))
    return bound_by_magnitude (base, exponent);
  if (is_even (exponent.lower))
    return shape_interval_map_valley (base, power_of_constants, exponent.lower);
  return shape_interval_new (power_of_constants (base.lower, exponent.lower),
                             power_of_constants (base.upper, exponent.lower));
}

/* A function that rises; nothing is known of it where it is not defined. */
static ShapeInterval
bound_rising (ShapeInterval x,
              gboolean      is_defined,
              ShapeOp       op)
{
  return is_defined ? shape_interval_map_op (x, op) : shape_interval_unknown (x.lower->pool);
}

ShapeInterval
shape_bound_sqrt (ShapeExprPool       *pool G_GNUC_UNUSED,
                  const ShapeInterval *args)
{
  return bound_rising (args[0], shape_constant_compare_int (args[0].lower, 0) >= 0, SHAPE_OP_OPAQUE_SQRT);
}

ShapeInterval
shape_bound_exp (ShapeExprPool       *pool G_GNUC_UNUSED,
                 const ShapeInterval *args)
{
  return shape_interval_map_op (args[0], SHAPE_OP_OPAQUE_EXP);
}

ShapeInterval
shape_bound_log (ShapeExprPool       *pool G_GNUC_UNUSED,
                 const ShapeInterval *args)
{
  return bound_rising (args[0], shape_constant_compare_int (args[0].lower, 0) > 0, SHAPE_OP_OPAQUE_LOG);
}

ShapeInterval
shape_bound_log2 (ShapeExprPool       *pool G_GNUC_UNUSED,
                  const ShapeInterval *args)
{
  return bound_rising (args[0], shape_constant_compare_int (args[0].lower, 0) > 0, SHAPE_OP_OPAQUE_LOG2);
}
