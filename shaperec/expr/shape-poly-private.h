/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-node-private.h"

G_BEGIN_DECLS

/* Polynomials in the subexpressions of a node. */

/* sympy.gcd of two expressions. */
ShapeNode *shape_node_gcd           (ShapeNode *a,
                                     ShapeNode *b);
/* simple_floordiv_gcd and safe_gcd of torch.utils._sympy.functions. */
ShapeNode *shape_node_factor_gcd    (ShapeNode *a,
                                     ShapeNode *b);
ShapeNode *shape_node_safe_gcd      (ShapeNode *a,
                                     ShapeNode *b);
/* sympy.simplify. */
ShapeNode *shape_node_simplify      (ShapeNode *node);

G_END_DECLS
