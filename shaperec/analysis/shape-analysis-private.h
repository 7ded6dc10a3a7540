/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-interval-private.h"

G_BEGIN_DECLS

/* Where the ranges of symbols are found. */
typedef struct
{
  /* FALSE where nothing is known of @symbol: its assumptions decide then. */
  gboolean (*lookup) (ShapeNode     *symbol,
                      ShapeInterval *range,
                      gpointer       data);
  gpointer   data;
} ShapeRangeScope;

/* The range of an expression or a truth value (bound_sympy). @scope may be NULL.
 * Fails as the reference's analysis raises. */
ShapeInterval shape_bound           (ShapeNode             *expr,
                                     const ShapeRangeScope *scope);

/* Rewrites a relation until @thing stands alone on its left (try_solve). FALSE where it
 * cannot; @out_rel and @out_rhs may be NULL. */
gboolean      shape_try_solve       (ShapeNode             *rel,
                                     ShapeNode             *thing,
                                     gboolean               floordiv_inequality,
                                     ShapeNode            **out_rel,
                                     ShapeNode            **out_rhs);

/* A relation as Lt, Le, Eq or Ne of two sums without negative terms and without a
 * common factor; And, Or and Not in conjunctive form, of such (canonicalize_bool_expr).
 * What is no truth value is returned as it is. */
ShapeNode    *shape_canonicalize    (ShapeNode             *expr);
/* The same of the negation of what is in that form. */
ShapeNode    *shape_canonicalize_negation (ShapeNode       *canonical);
/* Divides a sum by the greatest common divisor of its coefficients (_reduce_to_lowest_terms). */
ShapeNode    *shape_reduce_terms    (ShapeNode             *expr);

/* What follows from a truth value: expressions and the truth of each
 * (ShapeEnv.get_implications), in order. Kept by the pool: borrowed. */
typedef struct
{
  ShapeNode *expr;
  gboolean   truth;
} ShapeImplication;

const ShapeImplication *
              shape_implications    (ShapeNode             *expr,
                                     guint                 *n);

/* What a question without an environment needs to know of a symbol. */
typedef enum
{
  SHAPE_VAL_NONE,      /* unbacked: no value */
  SHAPE_VAL_INT,       /* a backed value */
  SHAPE_VAL_SINGLETON, /* the size of a nested tensor */
} ShapeValKind;

typedef struct
{
  ShapeNode    *symbol;
  ShapeInterval range; /* .lower is NULL where there is none */
  ShapeValKind  val_kind;
  gboolean      size_like;
  ShapeNode    *hint; /* what it was when traced, or NULL: no part of the question */
} ShapeSymbolInfo;

/* Answers from ranges alone (_maybe_evaluate_static_worker). NULL where they do not
 * decide. @symbols are in the order that the environment gives them, which names the
 * symbols that stand for them meanwhile. */
ShapeNode    *shape_static_eval     (ShapeNode             *expr,
                                     const ShapeSymbolInfo *symbols,
                                     guint                  n_symbols,
                                     gboolean               unbacked_only,
                                     gboolean               size_oblivious);

G_END_DECLS
