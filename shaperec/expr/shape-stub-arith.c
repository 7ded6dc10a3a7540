/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"

ShapeNode *
shape_add_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_ADD, args, n_args);
}

ShapeNode *
shape_mul_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_MUL, args, n_args);
}

ShapeNode *
shape_pow_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_POW, args, n_args);
}
