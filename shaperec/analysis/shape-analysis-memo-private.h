/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-analysis-private.h"
#include "shape-bound-memo-private.h"

G_BEGIN_DECLS

/* A question that ranges alone may answer, as it was asked, and its answer. Lives in
 * the pool's arena. */
typedef struct
{
  ShapeNode *expr;
  ShapeNode *answer; /* NULL: it cannot be told */
  guint      hash;
  guint      n_symbols;
  gboolean   unbacked_only;
  gboolean   size_oblivious;
  ShapeSymbolInfo symbols[];
} ShapeStaticQuestion;

typedef struct
{
  ShapeNode              *expr;
  const ShapeImplication *list;
  guint                   n;
} ShapeImplied;

/* What a pool's analyses remember for its life. */
typedef struct
{
  ShapeStaticQuestion **questions; /* open addressing, a power of two of slots */
  guint                 n_slots;
  guint                 n_questions;

  GHashTable           *implied;   /* node -> ShapeImplied in the arena */
  GPtrArray            *stand_ins; /* the symbols evaluate_static_shape_0, _1, … */
  GHashTable           *relocated; /* replacements -> ShapeNodeMemo of what they made of expressions */
  ShapeBoundMemo        bounds;
} ShapeAnalysisMemo;

ShapeAnalysisMemo *shape_analysis_memo_get (ShapeExprPool *pool);

/* With a tree so small it does not pay to remember what became of its parts. */
static inline gboolean
shape_analysis_is_small (const ShapeNode *expr)
{
  return expr->weight <= 16;
}

/* NULL where it was not asked before. @hash is for shape_analysis_memo_add(). */
ShapeStaticQuestion *
           shape_analysis_memo_find      (ShapeAnalysisMemo     *self,
                                          ShapeNode             *expr,
                                          const ShapeSymbolInfo *symbols,
                                          guint                  n_symbols,
                                          gboolean               unbacked_only,
                                          gboolean               size_oblivious,
                                          guint                 *hash);
void       shape_analysis_memo_add       (ShapeAnalysisMemo     *self,
                                          ShapeStaticQuestion   *question);

/* The positive integer that stands for the symbol number @index. */
ShapeNode *shape_analysis_memo_stand_in  (ShapeAnalysisMemo     *self,
                                          ShapeExprPool         *pool,
                                          guint                  index);

/* @expr with its symbols @from replaced by @to. */
ShapeNode *shape_analysis_memo_relocate  (ShapeAnalysisMemo     *self,
                                          ShapeNode             *expr,
                                          ShapeNode *const      *from,
                                          ShapeNode *const      *to,
                                          guint                  n);

G_END_DECLS
