/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-private.h"

#define DEFINE_RISING(name, OP) \
  ShapeInterval \
  shape_bound_##name (ShapeExprPool       *pool G_GNUC_UNUSED, \
                      const ShapeInterval *args) \
  { \
    return shape_interval_map_op (args[0], SHAPE_OP_##OP); \
  }

DEFINE_RISING (to_float, TO_FLOAT)
DEFINE_RISING (trunc_to_int, TRUNC_TO_INT)
DEFINE_RISING (trunc_to_float, TRUNC_TO_FLOAT)
DEFINE_RISING (round_to_int, ROUND_TO_INT)

/* An infinite end stays what it is, an oo too: these are SymPy's floor and ceiling. */
ShapeInterval
shape_bound_floor_to_int (ShapeExprPool       *pool G_GNUC_UNUSED,
                          const ShapeInterval *args)
{
  return shape_interval_map_increasing (args[0], shape_constant_floor);
}

ShapeInterval
shape_bound_ceil_to_int (ShapeExprPool       *pool G_GNUC_UNUSED,
                         const ShapeInterval *args)
{
  return shape_interval_map_increasing (args[0], shape_constant_ceil);
}

ShapeInterval
shape_bound_round_decimal (ShapeExprPool       *pool,
                           const ShapeInterval *args)
{
  ShapeNode *digits = args[1].lower;

  if (!shape_interval_is_singleton (args[1]))
    return shape_interval_unknown (pool);
  return shape_interval_new (shape_node_build2 (SHAPE_OP_ROUND_DECIMAL, args[0].lower, digits),
                             shape_node_build2 (SHAPE_OP_ROUND_DECIMAL, args[0].upper, digits));
}
