/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-example-private.h"
#include "shape-witness-private.h"

#include "../expr/shape-facts-private.h"

/* Most questions of a replay have no answer, and the long way to that (other symbols,
 * expansion, ranges) finds it late. Two examples show it at once. The examples are near
 * the hints, which hold all that was guarded before, and where a side overtakes the other. */

typedef struct
{
  const ShapeSymbolInfo *symbols;
  guint                  n_symbols;
  gint64                 lower[SHAPE_EXAMPLE_MAX_SYMBOLS];
  gint64                 upper[SHAPE_EXAMPLE_MAX_SYMBOLS];
  gint64                 base[SHAPE_EXAMPLE_MAX_SYMBOLS];
  ShapeExample           example;
  ShapeNode             *expr;
  gboolean               answered;
  gint64                 answer; /* at the first example */
} Witness;

static inline gboolean
value_at (const Witness *self,
          ShapeNode     *node,
          gint64        *result)
{
  return shape_example_evaluate (&self->example, node, result);
}

static gboolean
within_ranges (const Witness *self)
{
  for (guint i = 0; i < self->n_symbols; i++)
    if (self->example.values[i] < self->lower[i] || self->example.values[i] > self->upper[i])
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
      answer = shape_example_compare ((ShapeOp) expr->op, *out_gap, 0);
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
      self->example.values[i] = self->base[i] - step + beyond;
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
      self->example.values[i] = self->base[i] + runs[k];
      found = differs (self, &valid, &next_gap)
              || (base_valid && valid && differs_at_crossing (self, i, gap, next_gap, runs[k]));
    }
  self->example.values[i] = self->base[i];
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
      self->example.values[i] = small[k];
      found = differs (self, &valid, &ignored);
    }
  self->example.values[i] = self->base[i];
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
      self->example.symbols[i] = info->symbol;
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
    self->example.values[i] = self->base[i];
  differs (self, &base_valid, &gap);
  for (guint i = 0; i < self->n_symbols; i++)
    self->example.values[i] = pick_small (0, self->lower[i], self->upper[i]);
  if (differs (self, &valid, &ignored))
    return TRUE;

  for (guint i = 0; i < self->n_symbols; i++)
    self->example.values[i] = self->base[i];
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
  Witness self;

  self.symbols = symbols;
  self.n_symbols = self.example.n = n_symbols;
  self.expr = expr;
  self.answered = FALSE;
  return n_symbols > 0 && n_symbols <= SHAPE_EXAMPLE_MAX_SYMBOLS && expr->weight <= SHAPE_EXAMPLE_MAX_WEIGHT
         && !has_unknown_power (expr) && set_ranges (&self) && differs_somewhere (&self);
}
