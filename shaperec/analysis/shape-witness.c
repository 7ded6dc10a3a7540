/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-witness-private.h"

#include "../expr/shape-facts-private.h"

/* Most questions of a replay have no answer, and the long way to that (other symbols,
 * expansion, ranges) finds it late. Two examples show it at once. The examples are near
 * the hints, which hold all that was guarded before, and where a side overtakes the other. */

#define MAX_SYMBOLS 8
#define MAX_WEIGHT  96

typedef struct
{
  const ShapeSymbolInfo *symbols;
  guint                  n_symbols;
  gint64                 lower[MAX_SYMBOLS];
  gint64                 upper[MAX_SYMBOLS];
  gint64                 base[MAX_SYMBOLS];
  gint64                 values[MAX_SYMBOLS];
  ShapeNode             *expr;
  gboolean               answered;
  gint64                 answer; /* at the first example */
} Witness;

/* What an operation of integers (or truth values, 0 and 1) gives; FALSE where it is not
 * defined or too big. Operations of more than two operands are folded. */
typedef gboolean (*Fold) (gint64  a,
                          gint64  b,
                          gint64 *result);

static gboolean
fold_add (gint64  a,
          gint64  b,
          gint64 *result)
{
  return !__builtin_add_overflow (a, b, result);
}

static gboolean
fold_mul (gint64  a,
          gint64  b,
          gint64 *result)
{
  return !__builtin_mul_overflow (a, b, result);
}

static gboolean
fold_pow (gint64  a,
          gint64  b,
          gint64 *result)
{
  *result = 1;
  if (b < 1 || b > 63)
    return FALSE;
  for (gint64 i = 0; i < b; i++)
    if (!fold_mul (*result, a, result))
      return FALSE;
  return TRUE;
}

static gboolean
fold_min (gint64  a,
          gint64  b,
          gint64 *result)
{
  *result = MIN (a, b);
  return TRUE;
}

static gboolean
fold_max (gint64  a,
          gint64  b,
          gint64 *result)
{
  *result = MAX (a, b);
  return TRUE;
}

/* Signs on which conventions differ are left alone. */
static inline gboolean
can_divide (gint64 a,
            gint64 b)
{
  return a >= 0 && b > 0;
}

static gboolean
fold_floor_div (gint64  a,
                gint64  b,
                gint64 *result)
{
  *result = can_divide (a, b) ? a / b : 0;
  return can_divide (a, b);
}

/* Its form promises that nothing is left over. */
static gboolean
fold_clean_div (gint64  a,
                gint64  b,
                gint64 *result)
{
  return fold_floor_div (a, b, result) && a % b == 0;
}

static gboolean
fold_mod (gint64  a,
          gint64  b,
          gint64 *result)
{
  *result = can_divide (a, b) ? a % b : 0;
  return can_divide (a, b);
}

#define DEFINE_FOLD(name, expression)                   \
  static gboolean                                       \
  fold_##name (gint64 a, gint64 b, gint64 *result)      \
  {                                                     \
    *result = (expression);                             \
    return TRUE;                                        \
  }

DEFINE_FOLD (eq, a == b)
DEFINE_FOLD (ne, a != b)
DEFINE_FOLD (lt, a < b)
DEFINE_FOLD (le, a <= b)
DEFINE_FOLD (gt, a > b)
DEFINE_FOLD (ge, a >= b)
DEFINE_FOLD (and, a && b)
DEFINE_FOLD (or, a || b)

static const Fold folds[SHAPE_N_OPS] = {
  [SHAPE_OP_ADD] = fold_add,
  [SHAPE_OP_MUL] = fold_mul,
  [SHAPE_OP_POW] = fold_pow,
  [SHAPE_OP_MIN] = fold_min,
  [SHAPE_OP_MAX] = fold_max,
  [SHAPE_OP_FLOOR_DIV] = fold_floor_div,
  [SHAPE_OP_CLEAN_DIV] = fold_clean_div,
  [SHAPE_OP_MOD] = fold_mod,
  [SHAPE_OP_EQ] = fold_eq,
  [SHAPE_OP_NE] = fold_ne,
  [SHAPE_OP_LT] = fold_lt,
  [SHAPE_OP_LE] = fold_le,
  [SHAPE_OP_GT] = fold_gt,
  [SHAPE_OP_GE] = fold_ge,
  [SHAPE_OP_AND] = fold_and,
  [SHAPE_OP_OR] = fold_or,
};

static gboolean
symbol_at (const Witness *self,
           ShapeNode     *symbol,
           gint64        *result)
{
  for (guint i = 0; i < self->n_symbols; i++)
    if (self->symbols[i].symbol == symbol)
      {
        *result = self->values[i];
        return TRUE;
      }
  return FALSE;
}

/* Such as Min(4, 8) in a Max: comparing it may fail. */
static inline gboolean
is_unevaluated_number (ShapeNode *node)
{
  return node->n_args == 2 && SHAPE_IS (node->args[0], INTEGER) && SHAPE_IS (node->args[1], INTEGER);
}

static gboolean
value_at (const Witness *self,
          ShapeNode     *node,
          gint64        *result)
{
  Fold fold = folds[node->op];
  gint64 operand;

  if (SHAPE_IS (node, INTEGER))
    return shape_node_get_int64 (node, result);
  if (SHAPE_IS (node, SYMBOL))
    return symbol_at (self, node, result);
  if (fold == NULL || is_unevaluated_number (node) || !value_at (self, node->args[0], result))
    return FALSE;
  for (guint i = 1; i < node->n_args; i++)
    if (!value_at (self, node->args[i], &operand) || !fold (*result, operand, result))
      return FALSE;
  return TRUE;
}

static gboolean
within_ranges (const Witness *self)
{
  for (guint i = 0; i < self->n_symbols; i++)
    if (self->values[i] < self->lower[i] || self->values[i] > self->upper[i])
      return FALSE;
  return TRUE;
}

/* Looks at the values that are set: TRUE where @expr is another there than before.
 * @out_gap says by how much the left side of a relation exceeds the right one. */
static gboolean
differs (Witness  *self,
         gboolean *out_valid,
         gint64   *out_gap)
{
  ShapeNode *expr = self->expr;
  gint64 answer, right;

  *out_valid = FALSE;
  *out_gap = 0;
  if (!within_ranges (self))
    return FALSE;
  if (SHAPE_IS_RELATIONAL (expr))
    {
      if (!value_at (self, expr->args[0], &answer) || !value_at (self, expr->args[1], &right)
          || __builtin_sub_overflow (answer, right, out_gap))
        return FALSE;
      folds[expr->op](*out_gap, 0, &answer);
    }
  else if (!value_at (self, expr, &answer))
    {
      return FALSE;
    }
  *out_valid = TRUE;
  if (!self->answered)
    self->answer = answer;
  self->answered = TRUE;
  return answer != self->answer;
}

/* Moves one symbol to where the sides are equal if they are straight lines, as they look
 * from a point @run away where the gap is @next_gap, and to its neighbours. */
static gboolean
differs_at_crossing (Witness *self,
                     guint    i,
                     gint64   gap,
                     gint64   next_gap,
                     gint64   run)
{
  gint64 rise, step, ignored;
  gboolean valid;

  if (__builtin_sub_overflow (next_gap, gap, &rise) || rise == 0
      || __builtin_mul_overflow (gap, run, &step) || step == G_MININT64)
    return FALSE;
  step /= rise;
  if (step > G_MAXINT32 || step < -G_MAXINT32)
    return FALSE;
  for (gint64 beyond = -1; beyond <= 1; beyond++)
    {
      self->values[i] = self->base[i] - step + beyond;
      if (differs (self, &valid, &ignored))
        return TRUE;
    }
  return FALSE;
}

static gboolean
differs_along (Witness *self,
               guint    i,
               gboolean base_valid,
               gint64   gap)
{
  gint64 runs[2] = { 1, self->base[i] }, next_gap;
  gboolean valid, found = FALSE;

  for (guint k = 0; !found && k < G_N_ELEMENTS (runs); k++)
    {
      self->values[i] = self->base[i] + runs[k];
      found = differs (self, &valid, &next_gap)
              || (base_valid && valid && differs_at_crossing (self, i, gap, next_gap, runs[k]));
    }
  self->values[i] = self->base[i];
  return found;
}

/* What a division gives is found best among small numbers: many leave nothing over. */
static gboolean
differs_at_small (Witness *self,
                  guint    i)
{
  static const gint8 small[] = { 4, 5, 6, 7, 10 };
  gint64 ignored;
  gboolean valid, found = FALSE;

  for (guint k = 0; !found && k < G_N_ELEMENTS (small); k++)
    {
      self->values[i] = small[k];
      found = differs (self, &valid, &ignored);
    }
  self->values[i] = self->base[i];
  return found;
}

/* Numbers so small that twice of them is no overflow. */
static gint64
pick_small (gint64 wanted,
            gint64 lower,
            gint64 upper)
{
  return CLAMP (CLAMP (wanted, lower, upper), -G_MAXINT32, G_MAXINT32);
}

static gboolean
set_range (Witness               *self,
           guint                  i,
           const ShapeSymbolInfo *info)
{
  ShapeInterval range = info->range;

  if (range.lower == NULL || !range.is_int || info->val_kind == SHAPE_VAL_SINGLETON
      || !shape_node_is_yes (info->symbol, SHAPE_FACT_INTEGER))
    return FALSE;
  self->lower[i] = -G_MAXINT32;
  if (!shape_node_get_int64 (range.lower, &self->lower[i]) && !SHAPE_IS (range.lower, NEGATIVE_INT_INFINITY))
    return FALSE;
  self->upper[i] = G_MAXINT64;
  if (!shape_node_get_int64 (range.upper, &self->upper[i]) && !SHAPE_IS (range.upper, INT_INFINITY))
    return FALSE;
  if (shape_node_is_yes (info->symbol, SHAPE_FACT_POSITIVE))
    self->lower[i] = MAX (self->lower[i], 1);
  else if (shape_node_is_yes (info->symbol, SHAPE_FACT_NONNEGATIVE))
    self->lower[i] = MAX (self->lower[i], 0);
  return self->lower[i] <= self->upper[i];
}

static gboolean
set_ranges (Witness *self)
{
  for (guint i = 0; i < self->n_symbols; i++)
    {
      const ShapeSymbolInfo *info = &self->symbols[i];
      gint64 hint = 2;

      if (!set_range (self, i, info))
        return FALSE;
      if (info->hint != NULL)
        shape_node_get_int64 (info->hint, &hint);
      self->base[i] = pick_small (hint, self->lower[i], self->upper[i]);
    }
  return TRUE;
}

static gboolean
differs_somewhere (Witness *self)
{
  gint64 gap, ignored;
  gboolean valid, base_valid;

  for (guint i = 0; i < self->n_symbols; i++)
    self->values[i] = self->base[i];
  differs (self, &base_valid, &gap);
  for (guint i = 0; i < self->n_symbols; i++)
    self->values[i] = pick_small (0, self->lower[i], self->upper[i]);
  if (differs (self, &valid, &ignored))
    return TRUE;

  for (guint i = 0; i < self->n_symbols; i++)
    self->values[i] = self->base[i];
  for (guint i = 0; i < self->n_symbols; i++)
    if (differs_along (self, i, base_valid, gap))
      return TRUE;
  if (shape_node_has_op (self->expr, SHAPE_OP_CLEAN_DIV))
    for (guint i = 0; i < self->n_symbols; i++)
      if (differs_at_small (self, i))
        return TRUE;
  return FALSE;
}

/* The range of a power whose exponent has no end is an error, so that must not go unasked. */
static gboolean
has_unknown_power (ShapeNode *node)
{
  if (!shape_node_may_have_kinds (node, SHAPE_KIND_BIT (SHAPE_OP_POW)))
    return FALSE;
  if (SHAPE_IS (node, POW) && !SHAPE_IS (node->args[1], INTEGER))
    return TRUE;
  for (guint i = 0; i < node->n_args; i++)
    if (has_unknown_power (node->args[i]))
      return TRUE;
  return FALSE;
}

gboolean
shape_has_witness (ShapeNode             *expr,
                   const ShapeSymbolInfo *symbols,
                   guint                  n_symbols)
{
  Witness self = { .symbols = symbols, .n_symbols = n_symbols, .expr = expr };

  return n_symbols > 0 && n_symbols <= MAX_SYMBOLS && expr->weight <= MAX_WEIGHT && !has_unknown_power (expr) && set_ranges (&self)
         && differs_somewhere (&self);
}
