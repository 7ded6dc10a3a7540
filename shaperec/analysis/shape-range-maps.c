/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-private.h"
#include "../expr/shape-float-private.h"

#include <math.h>

ShapeNode *
shape_constant_keep_float (ShapeNode *result,
                           ShapeNode *a,
                           ShapeNode *b)
{
  if ((!SHAPE_IS (a, FLOAT) && !SHAPE_IS (b, FLOAT)) || SHAPE_IS (result, FLOAT) || SHAPE_IS (result, ERROR))
    return result;
  if (!SHAPE_IS_NUMBER (result))
    return shape_pool_fail (a->pool, SHAPE_ERROR_TYPE, "Cannot convert expression to float");
  return shape_node_float (a->pool, shape_number_to_double (result));
}

ShapeNode *
shape_constant_abs (ShapeNode *a)
{
  return shape_constant_compare_int (a, 0) < 0 ? shape_node_neg (a) : a;
}

static ShapeNode *
round_wide (ShapeNode *a,
            gboolean   up)
{
  ShapeNode *result;
  fmpz_t value;
  mpz_t exact;

  mpz_init (exact);
  fmpz_init (value);
  mpfr_get_z (exact, a->wide->value, up ? MPFR_RNDU : MPFR_RNDD);
  fmpz_set_mpz (value, exact);
  result = shape_node_fmpz (a->pool, value);
  fmpz_clear (value);
  mpz_clear (exact);
  return result;
}

static ShapeNode *
round_constant (ShapeNode *a,
                gboolean   up)
{
  fmpz_t value;
  ShapeNode *result;

  if (SHAPE_IS (a, INTEGER) || shape_node_is_infinite (a))
    return a;
  if (!SHAPE_IS (a, RATIONAL) && !SHAPE_IS (a, FLOAT))
    return shape_node_is_yes (a, SHAPE_FACT_INTEGER)
               ? a : shape_pool_fail (a->pool, SHAPE_ERROR_TYPE, "cannot determine truth value of Relational");
  if (shape_node_is_wide (a))
    return round_wide (a, up);
  fmpz_init (value);
  if (SHAPE_IS (a, FLOAT))
    fmpz_set_d (value, up ? ceil (a->real) : floor (a->real));
  else if (up)
    fmpz_cdiv_q (value, fmpq_numref (a->rational), fmpq_denref (a->rational));
  else
    fmpz_fdiv_q (value, fmpq_numref (a->rational), fmpq_denref (a->rational));
  result = shape_node_fmpz (a->pool, value);
  fmpz_clear (value);
  return result;
}

ShapeNode *
shape_constant_floor (ShapeNode *a)
{
  return round_constant (a, FALSE);
}

ShapeNode *
shape_constant_ceil (ShapeNode *a)
{
  return round_constant (a, TRUE);
}

int
shape_constant_compare_int (ShapeNode *a,
                            gint64     value)
{
  ShapeNode *b;

  if (SHAPE_IS (a, INTEGER))
    return fmpz_cmp_si (a->integer, value);
  b = shape_node_integer (a->pool, value);
  if (shape_constant_less (a, b))
    return -1;
  return shape_constant_less (b, a) ? 1 : 0;
}

gboolean
shape_interval_has_zero (ShapeInterval self)
{
  return shape_interval_contains (self, self.lower->pool->zero);
}

ShapeInterval
shape_interval_map_increasing (ShapeInterval  self,
                               ShapeUnaryFunc func)
{
  return shape_interval_new (func (self.lower), func (self.upper));
}

ShapeInterval
shape_interval_map_op (ShapeInterval self,
                       ShapeOp       op)
{
  return shape_interval_new (shape_node_build1 (op, self.lower), shape_node_build1 (op, self.upper));
}

ShapeInterval
shape_interval_map_increasing2 (ShapeInterval   a,
                                ShapeInterval   b,
                                ShapeBinaryFunc func)
{
  return shape_interval_new (func (a.lower, b.lower), func (a.upper, b.upper));
}

/* The interval that holds all of @values. */
static ShapeInterval
make_hull (ShapeNode **values,
           guint       n)
{
  ShapeNode *lower = values[0], *upper = values[0];

  for (guint i = 1; i < n; i++)
    {
      if (shape_pool_has_error (lower->pool))
        return shape_interval_error (lower->pool);
      lower = shape_constant_min (lower, values[i]);
      upper = shape_constant_max (upper, values[i]);
    }
  return shape_interval_new (lower, upper);
}

ShapeInterval
shape_interval_map_monotone2 (ShapeInterval   a,
                              ShapeInterval   b,
                              ShapeBinaryFunc func)
{
  ShapeNode *values[] = {
    func (a.lower, b.lower),
    func (a.lower, b.upper),
    func (a.upper, b.lower),
    func (a.upper, b.upper),
  };

  return make_hull (values, G_N_ELEMENTS (values));
}

ShapeInterval
shape_interval_map_valley (ShapeInterval   self,
                           ShapeBinaryFunc func,
                           ShapeNode      *exponent)
{
  ShapeExprPool *pool = self.lower->pool;
  ShapeNode *values[] = { func (self.lower, exponent), func (self.upper, exponent) };
  ShapeNode *upper;

  if (shape_pool_has_error (pool))
    return shape_interval_error (pool);
  if (!shape_interval_has_zero (self))
    return make_hull (values, 2);
  upper = shape_constant_max (values[0], values[1]);
  if (SHAPE_IS (upper, FLOAT) || SHAPE_IS (upper, INFINITY))
    return shape_interval_new (shape_node_float (pool, 0.0), upper);
  return shape_interval_new (pool->zero, upper);
}

static ShapeNode *
abs_of_first (ShapeNode *a,
              ShapeNode *unused G_GNUC_UNUSED)
{
  return shape_constant_abs (a);
}

ShapeInterval
shape_interval_abs (ShapeInterval self)
{
  return shape_interval_map_valley (self, abs_of_first, self.lower->pool->one);
}
