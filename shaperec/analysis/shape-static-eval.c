/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-analysis-memo-private.h"
#include "shape-bound-private.h"
#include "shape-corners-private.h"
#include "shape-witness-private.h"

#include <string.h>

/* A symbol in [2, 10] is a positive one in [1, 9] plus 1: put in those terms, SymPy's
 * assumptions know all that the lower bound says, and sums cancel before the ranges are asked. */

#define SIZE_OBLIVIOUS_LOWER 2
#define SIZE_OBLIVIOUS_UPPER (G_GINT64_CONSTANT (1) << 48)

/* What becomes of the symbols. */
typedef struct
{
  ShapeNode    **from;    /* the symbols that are replaced … */
  ShapeNode    **to;      /* … and by what */
  guint          n_replaced;
  ShapeNode    **symbols; /* those whose ranges are known afterwards */
  ShapeInterval *ranges;
  guint          n_ranges;
} Relocation;

/* A size is taken to be at least 2 and to be no sentinel such as sys.maxsize. */
static ShapeInterval
clamp_size (ShapeInterval  range,
            ShapeNode    **lower)
{
  ShapeExprPool *pool = range.lower->pool;
  ShapeNode *upper = shape_constant_min (shape_node_integer (pool, SIZE_OBLIVIOUS_UPPER), range.upper);

  *lower = shape_constant_max (shape_node_integer (pool, SIZE_OBLIVIOUS_LOWER), range.lower);
  if (shape_constant_less (*lower, upper))
    upper = shape_node_add (upper, pool->minus_one);
  return shape_constant_less_equal (*lower, upper) ? shape_interval_new (*lower, upper) : range;
}

static void
set_range (Relocation   *self,
           ShapeNode    *symbol,
           ShapeInterval range)
{
  self->symbols[self->n_ranges] = symbol;
  self->ranges[self->n_ranges++] = range;
}

/* Replaces @symbol by the positive @stand_in plus an offset. */
static void
relocate (Relocation   *self,
          ShapeNode    *symbol,
          ShapeInterval range,
          ShapeNode    *lower,
          ShapeNode    *stand_in)
{
  ShapeExprPool *pool = symbol->pool;
  ShapeNode *offset = shape_node_add (lower, pool->minus_one);
  ShapeInterval operands[2] = { range, shape_interval_wrap (shape_node_neg (offset)) };

  if (!SHAPE_IS (offset, INTEGER))
    {
      shape_pool_fail (pool, SHAPE_ERROR_ATTRIBUTE, "'Infinity' object has no attribute '_mpf_'");
      return;
    }
  self->from[self->n_replaced] = symbol;
  self->to[self->n_replaced++] = shape_node_add (stand_in, offset);
  set_range (self, stand_in, shape_bound_add (pool, operands));
}

static void
relocate_all (Relocation            *self,
              ShapeExprPool         *pool,
              const ShapeSymbolInfo *symbols,
              guint                  n_symbols,
              gboolean               unbacked_only,
              gboolean               size_oblivious)
{
  ShapeAnalysisMemo *memo = shape_analysis_memo_get (pool);

  for (guint i = 0; i < n_symbols; i++)
    {
      ShapeInterval range = symbols[i].range;
      ShapeNode *lower = range.lower;

      if (symbols[i].val_kind == SHAPE_VAL_SINGLETON)
        continue;
      if (lower == NULL)
        {
          shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "vr must not be None for symbol %s",
                           symbols[i].symbol->symbol.name);
          return;
        }
      if (size_oblivious && symbols[i].size_like)
        range = clamp_size (range, &lower);
      if (!range.is_int || SHAPE_IS (lower, NEGATIVE_INT_INFINITY)
          || (unbacked_only && symbols[i].val_kind != SHAPE_VAL_NONE))
        set_range (self, symbols[i].symbol, range);
      else
        relocate (self, symbols[i].symbol, range, lower, shape_analysis_memo_stand_in (memo, pool, i));
    }
}

static gboolean
look_up_range (ShapeNode     *symbol,
               ShapeInterval *range,
               gpointer       data)
{
  const Relocation *self = data;

  for (guint i = 0; i < self->n_ranges; i++)
    if (self->symbols[i] == symbol)
      {
        *range = self->ranges[i];
        return TRUE;
      }
  return FALSE;
}

/* Where symbols are put in, too deep a recursion means that nothing is known. */
static gboolean
forgives_recursion (ShapeExprPool *pool)
{
  if (!shape_pool_has_error (pool) || !g_error_matches (pool->error, SHAPE_ERROR, SHAPE_ERROR_RECURSION))
    return FALSE;
  (void) shape_pool_check (pool, NULL);
  return TRUE;
}

static ShapeNode *
evaluate (ShapeNode        *expr,
          const Relocation *relocation,
          gboolean          unbacked_only)
{
  ShapeRangeScope scope = { look_up_range, (gpointer) relocation };
  ShapeExprPool *pool = expr->pool;
  ShapeInterval range;

  expr = shape_analysis_memo_relocate (shape_analysis_memo_get (expr->pool), expr, relocation->from, relocation->to,
                                       relocation->n_replaced);
  if (forgives_recursion (pool))
    return NULL;
  expr = shape_canonicalize (shape_node_expand (expr));
  if (shape_pool_has_error (expr->pool))
    return expr->pool->error_node;
  if (shape_node_is_number (expr))
    return expr;
  range = shape_bound (expr, &scope);
  if (shape_interval_is_singleton (range))
    return range.lower;
  return unbacked_only ? expr : NULL;
}

/* A relation of truth values, which canonical form does not take. */
static inline gboolean
is_of_truth_values (ShapeNode *expr)
{
  return SHAPE_IS_RELATIONAL (expr)
         && (SHAPE_IS_BOOLEAN (shape_node_lhs (expr)) || SHAPE_IS_BOOLEAN (shape_node_rhs (expr)));
}

/* Numbers where truth values belong, or truth values where numbers belong: their ranges are an error. */
static gboolean
has_wrong_values (ShapeNode *expr)
{
  if (!SHAPE_IS (expr, AND) && !SHAPE_IS (expr, OR) && !SHAPE_IS (expr, NOT))
    return !SHAPE_IS_BOOLEAN (expr) || is_of_truth_values (expr);
  for (guint i = 0; i < expr->n_args; i++)
    if (has_wrong_values (expr->args[i]))
      return TRUE;
  return FALSE;
}

static gboolean
may_be_tried_out (ShapeNode *expr)
{
  return !SHAPE_IS_BOOLEAN (expr) || !has_wrong_values (expr);
}

static ShapeNode *
ask (ShapeNode             *expr,
     const ShapeSymbolInfo *symbols,
     guint                  n_symbols,
     gboolean               unbacked_only,
     gboolean               size_oblivious)
{
  Relocation relocation = { 0 };
  g_autofree ShapeNode **heap = NULL;
  g_autofree ShapeInterval *many = NULL;

  if (!unbacked_only && !size_oblivious && may_be_tried_out (expr))
    {
      ShapeNode *answer = shape_decide_at_corners (expr, symbols, n_symbols);

      if (answer != NULL || shape_has_witness (expr, symbols, n_symbols))
        return answer;
    }

  relocation.from = SHAPE_NEW_NODES (3 * n_symbols, &heap);
  relocation.to = relocation.from + n_symbols;
  relocation.symbols = relocation.to + n_symbols;
  if (n_symbols > SHAPE_FEW_NODES)
    many = g_new (ShapeInterval, n_symbols);
  relocation.ranges = many != NULL ? many : g_newa (ShapeInterval, n_symbols + 1);
  relocate_all (&relocation, expr->pool, symbols, n_symbols, unbacked_only, size_oblivious);
  if (shape_pool_has_error (expr->pool))
    return expr->pool->error_node;
  return evaluate (expr, &relocation, unbacked_only);
}

/* What says no when @expr says yes, in the form that canonical relations have; or NULL. */
static ShapeNode *
make_opposite (ShapeNode *expr)
{
  static const ShapeOp opposites[SHAPE_N_OPS] = {
    [SHAPE_OP_EQ] = SHAPE_OP_NE, [SHAPE_OP_NE] = SHAPE_OP_EQ,
    [SHAPE_OP_LT] = SHAPE_OP_LE, [SHAPE_OP_LE] = SHAPE_OP_LT,
  };
  ShapeNode *mirrored[2];

  if (opposites[expr->op] == 0)
    return NULL;
  if (SHAPE_IS (expr, EQ) || SHAPE_IS (expr, NE))
    return shape_node_intern (expr->pool, opposites[expr->op], expr->args, 2);
  mirrored[0] = expr->args[1];
  mirrored[1] = expr->args[0];
  return shape_node_intern (expr->pool, opposites[expr->op], mirrored, 2);
}

/* Was the opposite asked, in vain? A question that turned out false becomes a guard on it,
 * and all that is done to a relation is done to its opposite alike. */
static gboolean
is_opposite_unknown (ShapeAnalysisMemo     *memo,
                     ShapeNode             *expr,
                     const ShapeSymbolInfo *symbols,
                     guint                  n_symbols,
                     gboolean               size_oblivious)
{
  ShapeNode *opposite = make_opposite (expr);
  const ShapeStaticQuestion *question;
  guint hash;

  if (opposite == NULL)
    return FALSE;
  question = shape_analysis_memo_find (memo, opposite, symbols, n_symbols, FALSE, size_oblivious, &hash);
  return question != NULL && question->answer == NULL;
}

static gboolean
is_any_size_like (const ShapeSymbolInfo *symbols,
                  guint                  n_symbols)
{
  for (guint i = 0; i < n_symbols; i++)
    if (symbols[i].size_like)
      return TRUE;
  return FALSE;
}

ShapeNode *
shape_static_eval (ShapeNode             *expr,
                   const ShapeSymbolInfo *symbols,
                   guint                  n_symbols,
                   gboolean               unbacked_only,
                   gboolean               size_oblivious)
{
  ShapeAnalysisMemo *memo = shape_analysis_memo_get (expr->pool);
  ShapeStaticQuestion *question;
  guint hash;

  size_oblivious = size_oblivious && is_any_size_like (symbols, n_symbols);
  question = shape_analysis_memo_find (memo, expr, symbols, n_symbols, unbacked_only, size_oblivious, &hash);
  if (question == NULL)
    {
      gsize size = n_symbols * sizeof *symbols;
      ShapeNode *answer = NULL;

      if (unbacked_only || !is_opposite_unknown (memo, expr, symbols, n_symbols, size_oblivious))
        answer = ask (expr, symbols, n_symbols, unbacked_only, size_oblivious);
      if (shape_pool_has_error (expr->pool))
        return answer;
      question = shape_pool_alloc (expr->pool, sizeof *question + size);
      *question = (ShapeStaticQuestion) { expr, answer, hash, n_symbols, unbacked_only, size_oblivious };
      if (n_symbols > 0)
        memcpy (question->symbols, symbols, size);
      shape_analysis_memo_add (memo, question);
    }
  return question->answer;
}
