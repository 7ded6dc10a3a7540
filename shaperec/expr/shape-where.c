/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

/* Where: one of two values, as a condition says. */

ShapeNode *
shape_where_build (ShapeExprPool    *pool,
                   ShapeNode *const *args,
                   guint             n_args)
{
  if (SHAPE_IS (args[0], TRUE))
    return args[1];
  if (SHAPE_IS (args[0], FALSE))
    return args[2];
  return shape_node_intern (pool, SHAPE_OP_WHERE, args, n_args);
}

ShapeTernary
shape_where_fact (ShapeNode *node,
                  guint      fact)
{
  switch (fact)
    {
    case SHAPE_FACT_INTEGER:
    case SHAPE_FACT_NONNEGATIVE:
    case SHAPE_FACT_POSITIVE:
      if (shape_node_is_yes (node->args[1], fact) && shape_node_is_yes (node->args[2], fact))
        return SHAPE_YES;
      return SHAPE_MAYBE;
    default:
      return shape_function_fact (fact, 0);
    }
}
