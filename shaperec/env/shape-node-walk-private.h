/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../expr/shape-node-private.h"

G_BEGIN_DECLS

/* Walks over the shared graph of an expression: each part is seen once. */

/* @kinds are the SHAPE_KIND_BITs of what can pass the test, or SHAPE_ANY_KIND: no
 * part is entered that has none of them. */
#define SHAPE_ANY_KIND G_MAXUINT64

gboolean   shape_node_any      (ShapeNode     *expr,
                                guint64        kinds,
                                ShapeNodeTest  test);
GPtrArray *shape_node_find_all (ShapeNode     *expr,
                                guint64        kinds,
                                ShapeNodeTest  test); /* the outer before the inner */

G_END_DECLS
