/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-node-private.h"

G_BEGIN_DECLS

/* sympy.gcd of two expressions; 1 where one of them does not commute, which fails in the strict one. */
ShapeNode *shape_node_gcd             (ShapeNode  *a,
                                       ShapeNode  *b);
ShapeNode *shape_node_gcd_strict      (ShapeNode  *a,
                                       ShapeNode  *b);

/* simple_floordiv_gcd and safe_gcd of torch.utils._sympy.functions. */
ShapeNode *shape_node_factor_gcd      (ShapeNode  *a,
                                       ShapeNode  *b);
ShapeNode *shape_node_safe_gcd        (ShapeNode  *a,
                                       ShapeNode  *b);
ShapeNode *shape_node_safe_gcd_strict (ShapeNode  *a,
                                       ShapeNode  *b);

/* What the terms of a sum have in common as they are written; 1 where one has a Float. */
ShapeNode *shape_node_common_factor   (ShapeNode  *sum);

/* sympy.cancel of a fraction: the parts without their common divisor, expanded. FALSE
 * where they are no polynomials of rational coefficients: the parts are as they were. */
gboolean   shape_node_cancel          (ShapeNode **numerator,
                                       ShapeNode **denominator);

G_END_DECLS
