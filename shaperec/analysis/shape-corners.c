/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-corners-private.h"

/* A product of symbols that are 1 or more is least where all of them are, and so is each
 * term that it falls into once positive symbols plus an offset are put in: what is told
 * here by term, the long way tells as well, where like terms cancel in addition. A single
 * symbol may be of any sign. A quotient is like a symbol, unless it falls into terms of
 * different signs: then it is no factor. */

typedef struct
{
  const ShapeSymbolInfo *symbols;
  guint                  n_symbols;
  gint64                 least; /* of the left side minus the right one */
  gint64                 most;
  gboolean               least_known;
  gboolean               most_known;
} Corners;

typedef struct
{
  gint64   lower;
  gint64   upper; /* where it is bounded */
  gboolean bounded;
  gboolean mixed; /* it may fall into terms of which some are negative */
} Term;

static gboolean bound_division (const Corners *self, ShapeNode *division, Term *term);

static gboolean
find_symbol (const Corners *self,
             ShapeNode     *symbol,
             Term          *term)
{
  const ShapeSymbolInfo *info = self->symbols;
  const ShapeSymbolInfo *end = info + self->n_symbols;

  while (info < end && info->symbol != symbol)
    info++;
  if (info == end || info->val_kind == SHAPE_VAL_SINGLETON || info->range.lower == NULL || !info->range.is_int
      || !shape_node_get_int64 (info->range.lower, &term->lower))
    return FALSE;
  term->bounded = shape_node_get_int64 (info->range.upper, &term->upper);
  return term->bounded || SHAPE_IS (info->range.upper, INT_INFINITY);
}

/* Both are positive. */
static gboolean
multiply (Term       *self,
          const Term *other)
{
  if (self->mixed || other->mixed || self->lower < 1 || other->lower < 1
      || __builtin_mul_overflow (self->lower, other->lower, &self->lower))
    return FALSE;
  self->bounded = self->bounded && other->bounded;
  return !self->bounded || !__builtin_mul_overflow (self->upper, other->upper, &self->upper);
}

static gboolean
bound_factor (const Corners *self,
              ShapeNode     *factor,
              Term          *term)
{
  Term base = { 0 };
  gint64 exponent;

  *term = (Term) { 0 };
  if (SHAPE_IS (factor, SYMBOL))
    return find_symbol (self, factor, term);
  if (SHAPE_IS (factor, FLOOR_DIV))
    return bound_division (self, factor, term);
  if (!SHAPE_IS (factor, POW) || !find_symbol (self, factor->args[0], &base)
      || !shape_node_get_int64 (factor->args[1], &exponent) || exponent < 2 || exponent > 63)
    return FALSE;
  *term = base;
  for (gint64 i = 1; i < exponent; i++)
    if (!multiply (term, &base))
      return FALSE;
  return TRUE;
}

static gboolean
bound_product (const Corners *self,
               ShapeNode     *product,
               guint          first,
               Term          *term)
{
  Term factor;

  if (!bound_factor (self, product->args[first], term))
    return FALSE;
  for (guint i = first + 1; i < product->n_args; i++)
    if (!bound_factor (self, product->args[i], &factor) || !multiply (term, &factor))
      return FALSE;
  return TRUE;
}

static gboolean
add_scaled (gint64  *sum,
            gboolean known,
            gint64   value,
            gint64   coeff)
{
  return !known || (!__builtin_mul_overflow (value, coeff, &value) && !__builtin_add_overflow (*sum, value, sum));
}

/* What @node is: a number, and what it is times. */
static gboolean
read_term (const Corners *self,
           ShapeNode     *node,
           gint64        *coeff,
           Term          *term)
{
  gboolean is_scaled;

  *coeff = 1;
  *term = (Term) { 1, 1, TRUE, FALSE };
  if (SHAPE_IS (node, INTEGER))
    return shape_node_get_int64 (node, coeff);
  if (!SHAPE_IS (node, MUL))
    return bound_factor (self, node, term);
  is_scaled = SHAPE_IS (node->args[0], INTEGER);
  return (!is_scaled || shape_node_get_int64 (node->args[0], coeff)) && bound_product (self, node, is_scaled, term);
}

static gboolean
add_term (Corners   *self,
          ShapeNode *node,
          gint64     sign)
{
  gint64 coeff;
  Term term;

  if (!read_term (self, node, &coeff, &term) || __builtin_mul_overflow (coeff, sign, &coeff))
    return FALSE;
  if (coeff < 0)
    {
      self->least_known = self->least_known && term.bounded;
      return add_scaled (&self->least, self->least_known, term.upper, coeff)
             && add_scaled (&self->most, self->most_known, term.lower, coeff);
    }
  self->most_known = self->most_known && term.bounded;
  return add_scaled (&self->least, self->least_known, term.lower, coeff)
         && add_scaled (&self->most, self->most_known, term.upper, coeff);
}

static gboolean
add_side (Corners   *self,
          ShapeNode *side,
          gint64     sign)
{
  if (!SHAPE_IS (side, ADD))
    return add_term (self, side, sign);
  for (guint i = 0; i < side->n_args; i++)
    if (!add_term (self, side->args[i], sign))
      return FALSE;
  return TRUE;
}

/* Reads a number times a symbol or quotient. */
static gboolean
read_scaled (ShapeNode  *node,
             gint64     *coeff,
             ShapeNode **rest)
{
  *coeff = 1;
  *rest = node;
  if (!SHAPE_IS (node, MUL))
    return TRUE;
  *rest = node->args[1];
  return node->n_args == 2 && shape_node_get_int64 (node->args[0], coeff) && *coeff > 0;
}

/* How much @dividend is at least where every symbol is one less than it can be: a negative
 * number may be what is left beside the positive symbols. FALSE where a term is no symbol,
 * or shrinks as a symbol grows. */
static gboolean
find_offset (ShapeNode *dividend,
             gint64     least,
             gboolean  *mixed)
{
  ShapeNode *const *terms, *rest;
  gint64 coeff;
  guint n;

  *mixed = FALSE;
  terms = shape_node_make_args (&dividend, SHAPE_OP_ADD, &n);
  for (guint i = 0; i < n; i++)
    {
      if (SHAPE_IS (terms[i], INTEGER))
        continue;
      if (!read_scaled (terms[i], &coeff, &rest) || (!SHAPE_IS (rest, SYMBOL) && !SHAPE_IS (rest, FLOOR_DIV)))
        return FALSE;
      *mixed = *mixed || SHAPE_IS (rest, FLOOR_DIV) || __builtin_sub_overflow (least, coeff, &least);
    }
  *mixed = *mixed || least < 0;
  return TRUE;
}

/* Of what grows with its symbols and is not negative, by a positive number. */
static gboolean
bound_division (const Corners *self,
                ShapeNode     *division,
                Term          *term)
{
  Corners dividend = { self->symbols, self->n_symbols, 0, 0, TRUE, TRUE };
  gint64 divisor;

  if (!shape_node_get_int64 (division->args[1], &divisor) || divisor < 1
      || !add_side (&dividend, division->args[0], 1) || !dividend.least_known || dividend.least < 0
      || !find_offset (division->args[0], dividend.least, &term->mixed))
    return FALSE;
  term->lower = dividend.least / divisor;
  term->upper = dividend.most / divisor;
  term->bounded = dividend.most_known;
  return TRUE;
}

/* Of what relation is told, by the signs that the difference can have. */
static const struct
{
  gboolean below;
  gboolean zero;
  gboolean above;
} truths[SHAPE_N_OPS] = {
  [SHAPE_OP_EQ] = { FALSE, TRUE, FALSE },
  [SHAPE_OP_NE] = { TRUE, FALSE, TRUE },
  [SHAPE_OP_LT] = { TRUE, FALSE, FALSE },
  [SHAPE_OP_LE] = { TRUE, TRUE, FALSE },
  [SHAPE_OP_GT] = { FALSE, FALSE, TRUE },
  [SHAPE_OP_GE] = { FALSE, TRUE, TRUE },
};

static ShapeNode *
decide_relation (ShapeNode             *expr,
                 const ShapeSymbolInfo *symbols,
                 guint                  n_symbols)
{
  Corners self = { symbols, n_symbols, 0, 0, TRUE, TRUE };
  ShapeOp op = (ShapeOp) expr->op;
  gboolean below, above;

  if (!add_side (&self, shape_node_lhs (expr), 1) || !add_side (&self, shape_node_rhs (expr), -1))
    return NULL;
  below = self.most_known && self.most < 0;
  above = self.least_known && self.least > 0;
  if (below)
    return shape_node_bool (expr->pool, truths[op].below);
  if (above)
    return shape_node_bool (expr->pool, truths[op].above);
  if (self.most_known && self.most == 0 && truths[op].below == truths[op].zero)
    return shape_node_bool (expr->pool, truths[op].zero);
  if (self.least_known && self.least == 0 && truths[op].above == truths[op].zero)
    return shape_node_bool (expr->pool, truths[op].zero);
  return NULL;
}

/* All of a conjunction hold, or none of a disjunction. */
static ShapeNode *
decide_junction (ShapeNode             *expr,
                 const ShapeSymbolInfo *symbols,
                 guint                  n_symbols)
{
  ShapeNode *wanted = shape_node_bool (expr->pool, SHAPE_IS (expr, AND));

  for (guint i = 0; i < expr->n_args; i++)
    if (!SHAPE_IS_RELATIONAL (expr->args[i]) || decide_relation (expr->args[i], symbols, n_symbols) != wanted)
      return NULL;
  return wanted;
}

ShapeNode *
shape_decide_at_corners (ShapeNode             *expr,
                         const ShapeSymbolInfo *symbols,
                         guint                  n_symbols)
{
  if (SHAPE_IS_RELATIONAL (expr))
    return decide_relation (expr, symbols, n_symbols);
  if (SHAPE_IS (expr, AND) || SHAPE_IS (expr, OR))
    return decide_junction (expr, symbols, n_symbols);
  return NULL;
}
