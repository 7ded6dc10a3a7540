/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

struct _ShapeRadicals
{
  ShapeExprPool *pool;
  ShapeNode     *minus_one_exponent; /* of -1, as a rational */
};

ShapeRadicals *
shape_radicals_new (ShapeExprPool *pool)
{
  ShapeRadicals *self = shape_pool_alloc (pool, sizeof *self);

  self->pool = pool;
  self->minus_one_exponent = pool->zero;
  return self;
}

gboolean
shape_radicals_take (ShapeRadicals *self,
                     ShapeNode     *base,
                     ShapeNode     *exponent)
{
  (void) self;
  (void) base;
  (void) exponent;
  return FALSE;
}

void
shape_radicals_take_i (ShapeRadicals *self)
{
  (void) self;
}

ShapeNode *
shape_radicals_finish (ShapeRadicals *self,
                       ShapeFactors  *factors)
{
  (void) factors;
  return self->pool->one;
}
