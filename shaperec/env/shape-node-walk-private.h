/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../expr/shape-node-private.h"

G_BEGIN_DECLS

/* Walks over the shared graph of an expression: each part is seen once. */

typedef gboolean (*ShapeNodeTest) (ShapeNode *node);

gboolean   shape_node_any      (ShapeNode     *expr,
                                ShapeNodeTest  test);
GPtrArray *shape_node_find_all (ShapeNode     *expr,
                                ShapeNodeTest  test); /* the outer before the inner */

G_END_DECLS
