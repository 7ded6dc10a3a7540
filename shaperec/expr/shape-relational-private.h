/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool-private.h"

G_BEGIN_DECLS

/* Whether examples show that no assumption can settle @relation, as it stands, which is of
 * integers. FALSE says nothing. */
gboolean     shape_relation_is_open      (ShapeNode *relation);

/* The relation between the same two sides that is true where this one is false, as it
 * stands: SymPy's negated. */
ShapeNode   *shape_relational_negate     (ShapeNode *relation);

/* The same relation with its sides exchanged, as it stands: SymPy's reversed. */
ShapeNode   *shape_relational_reverse    (ShapeNode *relation);

/* A form that is the same for relations which differ by an exchange of sides or of all
 * signs: SymPy's canonical. Not always a relation. */
ShapeNode   *shape_relational_canonical  (ShapeNode *relation);

/* The longest that what simplification finds may be, compared with the expression. */
#define SHAPE_SIMPLIFY_RATIO 1.7

/* In canonical form; where it is linear it is solved for its only symbol, or has its symbols
 * on one side; a polynomial of one symbol has coprime coefficients. @original, which is
 * returned where that is no shorter, is @relation before its parts were simplified. */
ShapeNode   *shape_relation_simplify     (ShapeNode *relation,
                                          ShapeNode *original);

/* Whether a minus sign would be taken out of @node: SymPy's could_extract_minus_sign. */
gboolean     shape_node_has_minus_sign   (ShapeNode *node);

G_END_DECLS
