/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-node-private.h"

G_BEGIN_DECLS

/* The classes of the reference's expressions, as its messages and orders name them. */

/* The name of the class: `StrictLessThan`, `NegativeOne`, `FloorDiv`. */
const char *shape_node_get_class_name (ShapeNode *node);

/* What Python prints of the class: `<class 'sympy.core.add.Add'>`, `FloorDiv`. */
char       *shape_node_describe_class (ShapeNode *node);

/* Sets the error of Python's `-` where a truth value is in it. @class_of_b is for a number of Python's own. */
ShapeNode  *shape_node_fail_minus     (ShapeNode  *a,
                                       ShapeNode  *b,
                                       const char *class_of_b);

G_END_DECLS
