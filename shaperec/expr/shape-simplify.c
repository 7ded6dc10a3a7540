/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-poly-private.h"

ShapeNode *
shape_node_simplify (ShapeNode *node)
{
  return node;
}
