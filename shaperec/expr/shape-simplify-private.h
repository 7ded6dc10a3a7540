/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-node-private.h"

G_BEGIN_DECLS

typedef ShapeNode *(*ShapeRewrite) (ShapeNode *node);

/* @node with its arguments rewritten, built anew where one has changed. */
ShapeNode *shape_node_map_args       (ShapeNode    *node,
                                      ShapeRewrite  rewrite);
ShapeNode *shape_node_combine_powers (ShapeNode    *node);
/* @node is a conjunction or disjunction. */
ShapeNode *shape_node_join_relations (ShapeNode    *node);

G_END_DECLS
