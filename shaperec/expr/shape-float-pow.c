/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

#include <math.h>

/* FloatPow: a power as Python computes it for floats. */

static ShapeNode *
pow_doubles (ShapeExprPool *pool,
             double         base,
             double         exponent)
{
  gboolean finite = isfinite (base) && isfinite (exponent);
  double power;

  if (finite && base == 0 && exponent < 0)
    return shape_pool_fail (pool, SHAPE_ERROR_ZERO_DIVISION, "0.0 cannot be raised to a negative power");
  if (finite && base < 0 && floor (exponent) != exponent)
    return shape_pool_fail (pool, SHAPE_ERROR_TYPE, "cannot create mpf from a complex number");
  power = pow (base, exponent);
  if (finite && isinf (power))
    return shape_pool_fail (pool, SHAPE_ERROR_OVERFLOW, "(34, 'Numerical result out of range')");
  return shape_node_float (pool, power);
}

ShapeNode *
shape_float_pow_build (ShapeExprPool    *pool,
                       ShapeNode *const *args,
                       guint             n_args)
{
  if (SHAPE_IS_NUMBER (args[0]) && SHAPE_IS_NUMBER (args[1]))
    return pow_doubles (pool, shape_number_to_double (args[0]), shape_number_to_double (args[1]));
  return shape_node_intern (pool, SHAPE_OP_FLOAT_POW, args, n_args);
}

SHAPE_DEFINE_FACT (float_pow, SHAPE_FACT_BIT (REAL))
