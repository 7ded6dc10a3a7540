/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

/* LShift and RShift: a product with, and a quotient by, a power of two. */

static ShapeNode *
get_power_of_two (ShapeNode *shift)
{
  if (shape_node_is_yes (shift, SHAPE_FACT_NEGATIVE))
    return shape_pool_fail (shift->pool, SHAPE_ERROR_VALUE, "negative shift count");
  return shape_node_build2 (SHAPE_OP_POW_BY_NATURAL, shape_node_integer (shift->pool, 2), shift);
}

ShapeNode *
shape_lshift_build (ShapeExprPool    *pool G_GNUC_UNUSED,
                    ShapeNode *const *args,
                    guint             n_args G_GNUC_UNUSED)
{
  return shape_node_mul (args[0], get_power_of_two (args[1]));
}

ShapeNode *
shape_rshift_build (ShapeExprPool    *pool G_GNUC_UNUSED,
                    ShapeNode *const *args,
                    guint             n_args G_GNUC_UNUSED)
{
  return shape_node_build2 (SHAPE_OP_FLOOR_DIV, args[0], get_power_of_two (args[1]));
}
