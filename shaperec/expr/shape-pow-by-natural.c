/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

/* PowByNatural: an integer to the power of a natural number. A power that does not
 * fit in 64 bits is an infinity. */

static ShapeNode *
make_overflow (ShapeExprPool *pool,
               gboolean       negative)
{
  return shape_node_constant (pool, negative ? SHAPE_OP_NEGATIVE_INT_INFINITY : SHAPE_OP_INT_INFINITY);
}

static ShapeNode *
pow_integers (ShapeNode *base,
              ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  gboolean odd = fmpz_is_odd (exponent->integer);
  gboolean negative = odd && fmpz_sgn (base->integer) < 0;
  gint64 n;
  fmpz_t value;
  ShapeNode *result;

  if (fmpz_sgn (exponent->integer) < 0)
    return shape_pool_fail (pool, SHAPE_ERROR_VALUE, "Exponent must be non-negative.");
  if (fmpz_is_zero (exponent->integer))
    return pool->one;
  if (fmpz_is_zero (base->integer) || fmpz_is_pm1 (base->integer))
    return odd || fmpz_is_zero (base->integer) ? base : pool->one;
  if (!shape_node_get_int64 (exponent, &n) || n > 63)
    return make_overflow (pool, negative);
  if (fmpz_bits (base->integer) > 64)
    return make_overflow (pool, negative);
  fmpz_init (value);
  fmpz_pow_ui (value, base->integer, (ulong) n);
  result = fmpz_bits (value) > 63 ? make_overflow (pool, negative) : shape_node_fmpz (pool, value);
  fmpz_clear (value);
  return result;
}

ShapeNode *
shape_pow_by_natural_build (ShapeExprPool    *pool,
                            ShapeNode *const *args,
                            guint             n_args)
{
  ShapeNode *base = args[0], *exponent = args[1];

  if (SHAPE_IS (base, INTEGER) && SHAPE_IS (exponent, INTEGER))
    return pow_integers (base, exponent);
  if (SHAPE_IS (exponent, INTEGER))
    return shape_node_pow (base, exponent);
  if (SHAPE_IS (exponent, INT_INFINITY) || SHAPE_IS (exponent, INFINITY))
    {
      if (shape_node_is_yes (base, SHAPE_FACT_NONNEGATIVE))
        return shape_node_constant (pool, SHAPE_OP_INT_INFINITY);
      if (shape_node_is_yes (base, SHAPE_FACT_NEGATIVE))
        return shape_node_constant (pool, SHAPE_OP_COMPLEX_INFINITY);
    }
  return shape_node_intern (pool, SHAPE_OP_POW_BY_NATURAL, args, n_args);
}

SHAPE_DEFINE_FACT (pow_by_natural, SHAPE_FACT_BIT (INTEGER))
