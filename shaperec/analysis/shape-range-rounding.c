/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-private.h"

static ShapeInterval
map_op (ShapeInterval x,
        ShapeOp       op)
{
  return shape_interval_new (shape_node_build1 (op, x.lower), shape_node_build1 (op, x.upper));
}

#define DEFINE_RISING(name, OP) \
  ShapeInterval \
  shape_bound_##name (ShapeExprPool       *pool, \
                      const ShapeInterval *args, \
                      guint                n_args) \
  { \
    (void) pool; \
    (void) n_args; \
    return map_op (args[0], SHAPE_OP_##OP); \
  }

DEFINE_RISING (to_float, TO_FLOAT)
DEFINE_RISING (trunc_to_int, TRUNC_TO_INT)
DEFINE_RISING (trunc_to_float, TRUNC_TO_FLOAT)
DEFINE_RISING (round_to_int, ROUND_TO_INT)

/* An infinite end stays what it is, an oo too: these are SymPy's floor and ceiling. */
ShapeInterval
shape_bound_floor_to_int (ShapeExprPool       *pool,
                          const ShapeInterval *args,
                          guint                n_args)
{
  (void) pool;
  (void) n_args;
  return shape_interval_map_increasing (args[0], shape_constant_floor);
}

ShapeInterval
shape_bound_ceil_to_int (ShapeExprPool       *pool,
                         const ShapeInterval *args,
                         guint                n_args)
{
  (void) pool;
  (void) n_args;
  return shape_interval_map_increasing (args[0], shape_constant_ceil);
}

ShapeInterval
shape_bound_round_decimal (ShapeExprPool       *pool,
                           const ShapeInterval *args,
                           guint                n_args)
{
  ShapeNode *digits = args[1].lower;

  (void) n_args;
  if (!shape_interval_is_singleton (args[1]))
    return shape_interval_unknown (pool);
  return shape_interval_new (shape_node_build2 (SHAPE_OP_ROUND_DECIMAL, args[0].lower, digits),
                             shape_node_build2 (SHAPE_OP_ROUND_DECIMAL, args[0].upper, digits));
}
