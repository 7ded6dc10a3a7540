/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool-private.h"

G_BEGIN_DECLS

/* What the assumptions of the operations are worked out with. */

/* A function that answers for one assumption of one kind of node; a table of them
 * by ShapeFact is what a ShapeOpInfo.fact looks into. */
typedef ShapeTernary (*ShapeDeduction) (ShapeNode *node);

static inline ShapeTernary
shape_ternary_not (ShapeTernary a)
{
  return a == SHAPE_MAYBE ? SHAPE_MAYBE : a == SHAPE_YES ? SHAPE_NO : SHAPE_YES;
}

static inline ShapeTernary
shape_ternary_from_bool (gboolean a)
{
  return a ? SHAPE_YES : SHAPE_NO;
}

/* What can be told of an atom, once and for all; whether a number is prime only where @fact asks. */
void         shape_atom_settle_facts  (ShapeNode *node,
                                       ShapeFact  fact);

/* YES where all arguments are so, NO where one is not; with @one_exception MAYBE where
 * two or more are not. */
ShapeTernary shape_node_all_are       (ShapeNode *node,
                                       ShapeFact  fact,
                                       gboolean   one_exception);

/* YES where one argument is irrational, and all others rational; with @nonzero, and not 0. NO where
 * none is irrational. */
ShapeTernary shape_node_one_is_irrational (ShapeNode *node,
                                           gboolean   nonzero);

/* Whether the sign (1, -1) of an expression of numbers can be told by its value. */
ShapeTernary shape_node_value_has_sign (ShapeNode *node,
                                        int        sign);

/* The value of an expression of numbers, as SymPy's evalf has it; FALSE where it has no real one. */
gboolean     shape_node_evalf         (ShapeNode *node,
                                       double    *value);

/* The value nearest to 0 that @node takes, if its sign is the same for all values of its
 * symbols; a symbol that stands for the sign where there is no such value; else NULL. */
ShapeNode   *shape_node_monotonic_sign (ShapeNode *node);

/* SymPy's as_numer_denom. */
ShapeNode   *shape_node_as_numer_denom (ShapeNode  *node,
                                        ShapeNode **denominator);

/* SymPy sorts the terms of a sum whose absolute value it asks for, by the values of the numbers
 * among their factors: fails where it does not come back from that. */
void         shape_node_check_terms   (ShapeNode *sum);

/* SymPy's is_comparable: known to be a real number. */
gboolean     shape_node_is_comparable (ShapeNode *node);

G_END_DECLS
