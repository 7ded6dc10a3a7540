/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-node-private.h"

G_BEGIN_DECLS

/* sympy.simplify. */
ShapeNode *shape_node_simplify        (ShapeNode    *node);

/* sympy.factor. */
ShapeNode *shape_node_factor          (ShapeNode    *node);

/* @node as it is before factors are sought, where a sum in it does not commute. */
ShapeNode *shape_node_mask_conditions (ShapeNode    *node);

/* The common factor of a sum in front of it, at all levels. */
ShapeNode *shape_node_pull_factors    (ShapeNode    *node);

/* sympy.gcd_terms: the same, and what it does to infinity. */
ShapeNode *shape_node_gcd_terms       (ShapeNode    *node);

/* Powers that go together as one: SymPy's powsimp, where it makes a difference. */
ShapeNode *shape_node_combine_powers  (ShapeNode    *node);

/* A conjunction or disjunction with fewer relations. */
ShapeNode *shape_node_join_relations  (ShapeNode    *node);

/* The longest that what simplification finds may be, compared with the expression. */
#define SHAPE_SIMPLIFY_RATIO 1.7

/* In canonical form; where it is linear it is solved for its only symbol, or has its symbols
 * on one side; a polynomial of one symbol has coprime coefficients. @original, which is
 * returned where that is no shorter, is @relation before its parts were simplified. */
ShapeNode *shape_relation_simplify    (ShapeNode    *relation,
                                       ShapeNode    *original);

/* sympy.count_ops. */
double     shape_node_count_ops       (ShapeNode    *node);

/* The one that is shorter to read; @a of two that are as long. */
ShapeNode *shape_node_shorter         (ShapeNode    *a,
                                       ShapeNode    *b);

/* The parts of a fraction as it is written: SymPy's fraction. */
void       shape_node_split_fraction  (ShapeNode    *node,
                                       ShapeNode   **numerator,
                                       ShapeNode   **denominator);

typedef ShapeNode *(*ShapeRewrite) (ShapeNode *node);

/* @node with its arguments rewritten, built anew where one has changed. */
ShapeNode *shape_node_map_args        (ShapeNode    *node,
                                       ShapeRewrite  rewrite);

/* What simplification makes of int_oo, which is no coefficient that polynomials cancel: a
 * fraction is divided term by term. */
ShapeNode *shape_node_swallow_finite  (ShapeNode    *node);

G_END_DECLS
