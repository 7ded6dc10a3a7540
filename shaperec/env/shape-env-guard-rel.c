/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"
#include "shape-node-walk-private.h"

#include "../expr/shape-expr-pool-private.h"

/* What a relation that holds teaches: narrower ranges, and where it is an equality,
 * a symbol that something else can stand for, or a remainder that is zero. */

#define MAX_SYMBOLS 5

/* Which symbol is solved for first: one that no input shows, then the largest, then
 * the one whose name comes last. */
typedef struct
{
  ShapeNode *symbol;
  ShapeNode *size;      /* NULL: unknown, larger than all */
  gboolean   ephemeral;
} ShapeSolveRank;

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const ShapeSolveRank *left = a;
  const ShapeSolveRank *right = b;

  if (left->ephemeral != right->ephemeral)
    return right->ephemeral - left->ephemeral;
  if (left->size == NULL || right->size == NULL)
    {
      if (left->size != right->size)
        return left->size == NULL ? -1 : 1;
    }
  else if (shape_number_compare (left->size, right->size) != 0)
    {
      return shape_number_compare (right->size, left->size);
    }

  return strcmp (right->symbol->symbol.name, left->symbol->symbol.name);
}

static ShapeNode *
shape_env_choose_symbol (ShapeEnv           *self,
                         const ShapeNodeSet *symbols)
{
  ShapeSolveRank best = { 0 };

  for (guint i = 0; i < symbols->n; i++)
    {
      ShapeNode *symbol = symbols->nodes[i];
      ShapeNode *value = shape_env_get_value (self, symbol);
      ShapeSolveRank rank = { .symbol = symbol };

      if (value != NULL && !SHAPE_IS (value, SINGLETON_INT) && shape_symbol_is_size (symbol))
        rank.size = value;
      rank.ephemeral = shape_env_is_ephemeral (self, symbol);
      if (i == 0 || compare_ranks (&rank, &best) < 0)
        best = rank;
    }

  return best.symbol;
}

/* May @lhs simply be replaced by @rhs? An unbacked symbol must not come to mean one
 * that is bound only later, so none on the right may come from the data. */
static gboolean
shape_env_is_trivially_solved (ShapeEnv  *self,
                               ShapeNode *lhs,
                               ShapeNode *rhs)
{
  const ShapeNodeSet *symbols;

  if (!SHAPE_IS (lhs, SYMBOL))
    return FALSE;
  if (shape_symbol_is_float (lhs))
    return TRUE;
  if (!shape_symbol_is_unbacked (lhs))
    return FALSE;

  symbols = shape_node_free_symbols (rhs);
  for (guint i = 0; i < symbols->n; i++)
    if (shape_symbol_is_unbacked (symbols->nodes[i]) &&
        !shape_env_is_unbacked_input (self, symbols->nodes[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_not_integer (ShapeNode *node)
{
  return !shape_node_is_yes (node, SHAPE_FACT_INTEGER);
}

static gboolean
is_floor_div (ShapeNode *node)
{
  return (SHAPE_IS (node, FLOOR_DIV) || SHAPE_IS (node, CLEAN_DIV)) &&
         !shape_node_is_int (node->args[1], 1);
}

static void
shape_env_learn_equality (ShapeEnv  *self,
                          ShapeNode *expr,
                          ShapeNode *symbol)
{
  ShapeNode *lhs = shape_node_lhs (expr);
  ShapeNode *rhs = shape_node_rhs (expr);
  ShapeNode *found = NULL;

  if (shape_node_any (expr, SHAPE_KIND_BIT (SHAPE_OP_FLOOR_DIV) | SHAPE_KIND_BIT (SHAPE_OP_CLEAN_DIV), is_floor_div))
    return;

  if (shape_env_is_trivially_solved (self, lhs, rhs))
    {
      symbol = lhs;
      found = shape_env_find_target (self, rhs);
    }
  else if (shape_env_is_trivially_solved (self, rhs, lhs))
    {
      symbol = rhs;
      found = shape_env_find_target (self, lhs);
    }
  else if (shape_try_solve (expr, symbol, FALSE, NULL, &found) && !shape_node_any (found, SHAPE_ANY_KIND, is_not_integer))
    {
      found = shape_env_find_target (self, found);
      if (found != NULL && shape_node_has_unbacked (found))
        return;
    }
  else
    {
      return;
    }

  if (found != NULL)
    shape_env_set_replacement (self, symbol, found);
}

/* The first Mod in @node, the outer before the inner. */
static ShapeNode *
first_mod (ShapeNode *node)
{
  if (SHAPE_IS (node, MOD))
    return node;
  if (SHAPE_IS_ATOM (node) || !shape_node_has_op (node, SHAPE_OP_MOD))
    return NULL;

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *found = first_mod (node->args[i]);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
shape_env_learn_remainder (ShapeEnv  *self,
                           ShapeNode *expr)
{
  ShapeNode *rest = first_mod (expr);
  ShapeNode *solved;

  if (shape_try_solve (expr, rest, FALSE, NULL, &solved) && shape_node_is_int (solved, 0))
    shape_env_add_divisible (self, rest);
}

/* What cannot be solved teaches nothing; that is no failure. */
static void
shape_env_pardon_not_implemented (ShapeEnv *self)
{
  if (shape_pool_has_error (self->pool) &&
      g_error_matches (self->pool->error, SHAPE_ERROR, SHAPE_ERROR_NOT_IMPLEMENTED))
    shape_pool_check (self->pool, NULL);
}

static void
shape_env_guard_rel_anew (ShapeEnv  *self,
                          ShapeNode *expr)
{
  const ShapeNodeSet *symbols;

  if (SHAPE_IS (expr, AND))
    {
      for (guint i = 0; i < expr->n_args && !shape_pool_has_error (self->pool); i++)
        shape_env_maybe_guard_rel (self, expr->args[i]);
      return;
    }
  if (!SHAPE_IS_RELATIONAL (expr) || SHAPE_IS (expr, NE))
    return;

  symbols = shape_node_free_symbols (expr);
  if (symbols->n == 0)
    {
      g_autofree char *text = shape_node_to_sympy_str (expr);

      shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION,
                       "The expression should not be static by this point: %s", text);
      return;
    }
  if (symbols->n > MAX_SYMBOLS)
    return;

  shape_env_refine_ranges (self, expr);
  if (shape_pool_has_error (self->pool) || !SHAPE_IS (expr, EQ))
    return;

  if (shape_node_has_op (expr, SHAPE_OP_MOD))
    shape_env_learn_remainder (self, expr);
  else
    shape_env_learn_equality (self, expr, shape_env_choose_symbol (self, symbols));
  shape_env_pardon_not_implemented (self);
}

/* Learns from a relation that is guarded to be true, unless that was done before. */
void
shape_env_maybe_guard_rel (ShapeEnv  *self,
                           ShapeNode *expr)
{
  ShapeCallKey key = { .words = { (guintptr) expr } };
  gpointer known;

  if (shape_call_cache_get (&self->caches.guard_rel, &key, &known))
    return;

  shape_env_guard_rel_anew (self, expr);
  if (!shape_pool_has_error (self->pool))
    shape_call_cache_set (&self->caches.guard_rel, &key, NULL);
}
