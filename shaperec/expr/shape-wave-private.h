/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool-private.h"

G_BEGIN_DECLS

/* Whether there may be a cos, sin or tan in @node. */
static inline gboolean
shape_node_may_have_waves (ShapeNode *node)
{
  return shape_node_may_have_kinds (node, SHAPE_KIND_BIT (SHAPE_OP_OPAQUE_COS) | SHAPE_KIND_BIT (SHAPE_OP_OPAQUE_SIN) |
                                            SHAPE_KIND_BIT (SHAPE_OP_OPAQUE_TAN));
}

/* The least and the greatest value that cos, sin or tan of an infinity has, and a sum with it; of
 * a number, itself. FALSE: @node is nothing of these. */
gboolean   shape_node_get_limits  (ShapeNode *node,
                                   ShapeNode *limits[2]);

/* @sum without those that do not change its number. */
ShapeNode *shape_sum_settle_waves (ShapeNode *sum);

G_END_DECLS
