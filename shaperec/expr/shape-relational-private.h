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

/* A form that is the same for relations which differ by an exchange of sides or of all
 * signs: SymPy's canonical. Not always a relation. */
ShapeNode   *shape_relational_canonical  (ShapeNode *relation);

/* Sets the error of an inequality that has a truth value for a side. */
void         shape_pool_fail_truth_order (ShapeExprPool *pool);

G_END_DECLS
