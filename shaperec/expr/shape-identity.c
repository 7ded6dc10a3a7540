/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

/* Identity: its argument, kept apart from what is around it. */

ShapeNode *
shape_identity_build (ShapeExprPool    *pool,
                      ShapeNode *const *args,
                      guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_IDENTITY, args, n_args);
}

ShapeTernary
shape_identity_fact (ShapeNode *node,
                     guint      fact)
{
  if (fact == SHAPE_FACT_INTEGER || fact == SHAPE_FACT_REAL)
    return shape_node_is (node->args[0], fact);
  return shape_function_fact (fact, 0);
}
