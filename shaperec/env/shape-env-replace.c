/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "../expr/shape-expr-pool-private.h"

/* Equalities turn symbols into other expressions. Replacements form chains, as in
 * a disjoint-set forest, and are shortened when they are followed. */

/* Unification can make a circle of symbols, on which the reference recurses until Python stops it. */
#define MAX_FIND_DEPTH 300

/* What stands for @a now, with the chains of its own symbols followed.
 * The reference's `_find`, without its memory. */
ShapeNode *
shape_env_run_find (ShapeEnv  *self,
                    ShapeNode *a)
{
  ShapeNode *target = shape_env_get_replacement (self, a);
  g_autofree ShapeNode **heap = NULL;
  const ShapeNodeSet *symbols;
  ShapeNode **found;

  if (target == NULL)
    return a;

  symbols = shape_node_free_symbols (target);
  if (symbols->n == 0)
    return target;
  found = SHAPE_NEW_NODES (symbols->n, &heap);
  for (guint i = 0; i < symbols->n; i++)
    {
      found[i] = shape_env_find_target (self, symbols->nodes[i]);
      if (found[i] == NULL)
        return NULL;
    }

  /* Following the chains may have changed where @a leads. */
  target = shape_env_get_replacement (self, a);
  shape_env_set_replacement (self, a, shape_node_xreplace (target, symbols->nodes, found, symbols->n));
  if (shape_pool_has_error (self->pool))
    return NULL;

  return shape_env_get_replacement (self, a);
}

ShapeNode *
shape_env_find_target (ShapeEnv  *self,
                       ShapeNode *a)
{
  ShapeNodeCache *cache = &self->caches.find;
  ShapeNode *result;

  shape_node_cache_sync (cache, self->version);
  if (shape_node_cache_get (cache, a, &result))
    return result;

  if (self->caches.find_depth == MAX_FIND_DEPTH)
    {
      shape_pool_fail (self->pool, SHAPE_ERROR_RECURSION, "maximum recursion depth exceeded");
      return NULL;
    }
  self->caches.find_depth++;
  result = self->find_by_door != NULL ? self->find_by_door (self, a) : shape_env_run_find (self, a);
  self->caches.find_depth--;
  if (result != NULL)
    shape_node_cache_set (cache, a, result);

  return result;
}

/* Not remembered: where a symbol leads is already. */
static ShapeNode *
shape_env_replace_symbol (ShapeEnv  *self,
                          ShapeNode *symbol)
{
  ShapeNode *found = shape_env_find_target (self, symbol);

  if (found != NULL && !SHAPE_IS_ATOM (found))
    found = shape_node_expand (found);
  return shape_pool_has_error (self->pool) ? NULL : found;
}

static ShapeNode *
shape_env_replace_symbols (ShapeEnv  *self,
                           ShapeNode *expr)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);
  g_autofree ShapeNode **heap = NULL;
  ShapeNode **from = SHAPE_NEW_NODES (2 * symbols->n, &heap), **to = from + symbols->n;
  guint n = 0;

  for (guint i = 0; i < symbols->n; i++)
    {
      ShapeNode *found = shape_env_find_target (self, symbols->nodes[i]);

      if (found == NULL)
        return NULL;
      if (found != symbols->nodes[i])
        {
          from[n] = symbols->nodes[i];
          to[n++] = found;
        }
    }

  if (n == 0)
    return expr;

  return shape_node_expand (shape_node_xreplace (expr, from, to, n));
}

/* @expr with every replacement made. NULL with the pool's error set. */
ShapeNode *
shape_env_replace_node (ShapeEnv  *self,
                        ShapeNode *expr)
{
  ShapeNodeCache *cache = &self->caches.replace;
  ShapeNode *result;

  shape_node_cache_sync (cache, self->version);
  if (SHAPE_IS (expr, SYMBOL))
    return shape_env_replace_symbol (self, expr);
  if (shape_node_cache_get (cache, expr, &result))
    return result;

  result = shape_env_replace_symbols (self, expr);
  if (shape_pool_has_error (self->pool))
    return NULL;

  shape_node_cache_set (cache, expr, result);
  return result;
}

/* What a symbolic value made of @expr is now (`SymNode.expr`): nobody asks for replacements
 * before there are any, which matters where one is made behind the version's back. */
ShapeNode *
shape_env_look (ShapeEnv  *self,
                ShapeNode *expr)
{
  return self->replacements_version == 0 ? expr : shape_env_replace_node (self, expr);
}

/* Linear in one symbol, with integer coefficients: what a derived Dim can say. */
static gboolean
is_supported_equivalence (ShapeNode *expr)
{
  while (SHAPE_IS (expr, ADD) || SHAPE_IS (expr, MUL))
    {
      if (expr->n_args > 2)
        return FALSE;
      if (SHAPE_IS (expr->args[1], INTEGER))
        expr = expr->args[0];
      else if (SHAPE_IS (expr->args[0], INTEGER))
        expr = expr->args[1];
      else
        return FALSE;
    }

  return SHAPE_IS (expr, SYMBOL);
}

/* Where a == @target with one symbol b, what is known of a bounds b. The solution need
 * not be whole (s1 = s0 / 2): its bounds are rounded inwards. Returns the bound of
 * @target after that. */
static ShapeInterval
shape_env_bound_by_inverse (ShapeEnv      *self,
                            ShapeNode     *a,
                            ShapeNode     *target,
                            ShapeInterval  source_bound,
                            ShapeInterval  target_bound)
{
  ShapeNode *b = shape_node_free_symbols (target)->nodes[0];
  const ShapeInterval *known = shape_env_get_range (self, b);
  const ShapeRangePlaces *places = shape_map_get (&self->range_places, a);
  ShapeInterval bound, old = known ? *known : shape_interval_unknown_int (self->pool);
  ShapeNode *solved;

  if (!shape_try_solve (shape_node_eq (a, target), b, FALSE, NULL, &solved))
    return target_bound;

  bound = shape_env_bound (self, solved);
  bound = shape_interval_new (shape_node_build1 (SHAPE_OP_CEIL_TO_INT, bound.lower),
                              shape_node_build1 (SHAPE_OP_FLOOR_TO_INT, bound.upper));
  shape_env_update_range (self, b, bound, FALSE);
  if (known != NULL && places != NULL)
    shape_env_explain_range (self, b, &old, known, *places);

  bound = shape_env_bound (self, target);
  if (!shape_interval_is_error (bound) && !shape_interval_is_subset (bound, source_bound))
    {
      g_autoptr (GString) message = g_string_new ("tgt_bound=");

      shape_interval_print (bound, message);
      g_string_append (message, " not a subset of src_bound=");
      shape_interval_print (source_bound, message);
      shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "%s", message->str);
    }

  return bound;
}

/* An exact equality of symbols carries it over; anything else would be unsound. */
static void
shape_env_share_size_like (ShapeEnv  *self,
                           ShapeNode *a,
                           ShapeNode *target)
{
  if (!SHAPE_IS (target, SYMBOL))
    return;

  if (shape_env_is_size_like (self, a))
    shape_env_add_size_like (self, target);
  else if (shape_env_is_size_like (self, target))
    shape_env_add_size_like (self, a);
}

/* Brings the ranges of a == @target together. TRUE where @target may then stand for
 * @a without forgetting anything that was known of its range. */
static gboolean
shape_env_reconcile_ranges (ShapeEnv  *self,
                            ShapeNode *a,
                            ShapeNode *target)
{
  ShapeInterval source_bound = *shape_env_get_range (self, a);
  ShapeInterval bound;

  if (shape_env_misses_range (self, target, "lower"))
    return FALSE;
  bound = shape_env_bound (self, target);
  shape_env_update_range (self, a, bound, FALSE);
  if (shape_pool_has_error (self->pool))
    return FALSE;

  if (!shape_interval_is_subset (bound, source_bound) &&
      shape_node_free_symbols (target)->n == 1)
    bound = shape_env_bound_by_inverse (self, a, target, source_bound, bound);
  if (shape_pool_has_error (self->pool))
    return FALSE;

  shape_env_share_size_like (self, a, target);

  if (!shape_interval_is_subset (bound, source_bound))
    return FALSE;

  return !shape_env_is_size_like (self, a) ||
         shape_interval_is_subset (shape_env_bound_oblivious (self, target),
                                   shape_env_bound_oblivious (self, a));
}

/* Given that a == @target, lets @target stand for the symbol @a where that is safe. */
void
shape_env_set_replacement (ShapeEnv  *self,
                           ShapeNode *a,
                           ShapeNode *target)
{
  if (shape_pool_has_error (self->pool) ||
      target == shape_env_get_replacement (self, a) ||
      shape_node_has_symbol (target, a))
    return;

  if (!SHAPE_IS (a, SYMBOL))
    {
      shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "Expected sympy.Symbol");
      return;
    }

  /* Placeholders of a complex form could not be resolved later. */
  if (self->prefer_deferred_runtime_asserts_over_guards && !is_supported_equivalence (target))
    return;

  if (shape_env_get_range (self, a) != NULL &&
      !shape_env_reconcile_ranges (self, a, target))
    return;
  if (shape_pool_has_error (self->pool))
    return;

  shape_env_put_replacement (self, a, target);
  if (!shape_map_has (&self->replacement_places, a))
    shape_map_put (&self->replacement_places, a, shape_env_keep_place (self));
  self->replacements_version++;
  shape_env_update_version (self);
  shape_env_translate (self, target);
}

void
shape_env_add_divisible (ShapeEnv  *self,
                         ShapeNode *expr)
{
  shape_env_put_divisible (self, expr);
  shape_env_update_version (self);
}
