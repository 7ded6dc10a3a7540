/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-private.h"

static ShapeNode *
add_constants (ShapeNode *a,
               ShapeNode *b)
{
  return shape_constant_keep_float (shape_node_add (a, b), a, b);
}

ShapeInterval
shape_bound_add (ShapeExprPool       *pool G_GNUC_UNUSED,
                 const ShapeInterval *args)
{
  return shape_interval_map_increasing2 (args[0], args[1], add_constants);
}

/* Zero times whatever, be it infinite, is that zero. */
static ShapeNode *
multiply_constants (ShapeNode *a,
                    ShapeNode *b)
{
  ShapeNode *product;

  if (shape_node_is_zero_number (a))
    product = a;
  else if (shape_node_is_zero_number (b))
    product = b;
  else
    product = shape_node_mul (a, b);
  return shape_constant_keep_float (product, a, b);
}

ShapeInterval
shape_bound_mul (ShapeExprPool       *pool,
                 const ShapeInterval *args)
{
  if (args[0].is_bool != args[1].is_bool)
    return shape_bound_fail_kinds (pool);
  if (args[0].is_bool)
    return shape_bound_and (pool, args);
  return shape_interval_map_monotone2 (args[0], args[1], multiply_constants);
}

ShapeInterval
shape_bound_min (ShapeExprPool       *pool G_GNUC_UNUSED,
                 const ShapeInterval *args)
{
  return shape_interval_map_increasing2 (args[0], args[1], shape_constant_least);
}

ShapeInterval
shape_bound_max (ShapeExprPool       *pool G_GNUC_UNUSED,
                 const ShapeInterval *args)
{
  return shape_interval_map_increasing2 (args[0], args[1], shape_constant_greatest);
}

ShapeInterval
shape_bound_identity (ShapeExprPool       *pool G_GNUC_UNUSED,
                      const ShapeInterval *args)
{
  return args[0];
}
