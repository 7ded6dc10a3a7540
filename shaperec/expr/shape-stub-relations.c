/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"
#include "shape-logic-private.h"

ShapeNode *
shape_eq_build (ShapeExprPool    *pool,
                ShapeNode *const *args,
                guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_EQ, args, n_args);
}

ShapeNode *
shape_ne_build (ShapeExprPool    *pool,
                ShapeNode *const *args,
                guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_NE, args, n_args);
}

ShapeNode *
shape_lt_build (ShapeExprPool    *pool,
                ShapeNode *const *args,
                guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_LT, args, n_args);
}

ShapeNode *
shape_le_build (ShapeExprPool    *pool,
                ShapeNode *const *args,
                guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_LE, args, n_args);
}

ShapeNode *
shape_gt_build (ShapeExprPool    *pool,
                ShapeNode *const *args,
                guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_GT, args, n_args);
}

ShapeNode *
shape_ge_build (ShapeExprPool    *pool,
                ShapeNode *const *args,
                guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_GE, args, n_args);
}

ShapeNode *
shape_and_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_AND, args, n_args);
}

ShapeNode *
shape_or_build (ShapeExprPool    *pool,
                ShapeNode *const *args,
                guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OR, args, n_args);
}

ShapeNode *
shape_not_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_NOT, args, n_args);
}

ShapeNode *
shape_max_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_MAX, args, n_args);
}

ShapeNode *
shape_min_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_MIN, args, n_args);
}

ShapeNode *
shape_node_to_cnf (ShapeNode *node)
{
  return node;
}
