/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "../expr/shape-expr-pool-private.h"

/* What can be told of an expression without asking for its values: from the axioms,
 * from the ranges of its symbols, from its form. */

static const struct
{
  ShapeSimplifyForm simplify;
  guint             unbacked_only : 1;
  guint             compute_hint : 1;
  guint             size_oblivious : 1;
  guint             no_axioms : 1;
} forms[SHAPE_N_STATIC_FORMS] = {
  [SHAPE_STATIC_PLAIN]               = { .simplify = SHAPE_SIMPLIFY_AWARE },
  [SHAPE_STATIC_UNBACKED_ONLY]       = { .simplify = SHAPE_SIMPLIFY_AWARE, .unbacked_only = TRUE },
  [SHAPE_STATIC_COMPUTE_HINT]        = { .simplify = SHAPE_SIMPLIFY_AWARE, .compute_hint = TRUE },
  [SHAPE_STATIC_AWARE]               = { .simplify = SHAPE_SIMPLIFY_AWARE },
  [SHAPE_STATIC_OBLIVIOUS]           = { .simplify = SHAPE_SIMPLIFY_OBLIVIOUS, .size_oblivious = TRUE },
  [SHAPE_STATIC_NO_AXIOMS]           = { .simplify = SHAPE_SIMPLIFY_AWARE, .no_axioms = TRUE },
  [SHAPE_STATIC_NO_AXIOMS_AWARE]     = { .simplify = SHAPE_SIMPLIFY_AWARE, .no_axioms = TRUE },
  [SHAPE_STATIC_NO_AXIOMS_OBLIVIOUS] = { .simplify = SHAPE_SIMPLIFY_OBLIVIOUS, .size_oblivious = TRUE,
                                         .no_axioms = TRUE },
};

/* Since the axioms were learnt, some of their divisions may have turned out to be
 * exact: knows them in that form too. */
static void
shape_env_renew_axioms (ShapeEnv *self)
{
  guint n = shape_env_get_n_axioms (self);
  g_autofree ShapeNode **renewed = NULL;
  g_autofree ShapeNode **values = NULL;

  if (!self->resimplify_floor_div_axioms)
    return;

  self->resimplify_floor_div_axioms = FALSE;
  renewed = g_new0 (ShapeNode *, n + 1);
  values = g_new0 (ShapeNode *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      ShapeNode *fact = shape_env_get_axiom (self, i);

      values[i] = shape_env_get_axiom_value (self, i);
      if (shape_node_has_floor_div (fact))
        renewed[i] = shape_env_simplify_node (self, fact);
      if (shape_pool_has_error (self->pool))
        {
          /* The reference does not come back to what raised; what our budget cut off is still to be done. */
          self->resimplify_floor_div_axioms = g_error_matches (self->pool->error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
          return;
        }
    }

  for (guint i = 0; i < n; i++)
    if (renewed[i] != NULL)
      shape_env_put_axiom (self, renewed[i], values[i]);
}

/* Where axioms are left out, it is as if the empty set of them had been renewed. */
static inline void
forget_to_renew_axioms (ShapeEnv *self)
{
  self->resimplify_floor_div_axioms = FALSE;
}

void
shape_env_learn (ShapeEnv  *self,
                 ShapeNode *expr)
{
  const ShapeImplication *facts;
  guint n = 0;

  expr = shape_env_simplify_node (self, expr);
  if (expr == NULL)
    return;

  facts = shape_implications (expr, &n);
  if (!shape_pool_has_error (self->pool))
    for (guint i = 0; i < n; i++)
      shape_env_put_axiom (self, facts[i].expr, shape_node_bool (self->pool, facts[i].truth));
}

static gboolean
has_boolean_part (ShapeNode *expr)
{
  for (guint i = 0; i < expr->n_args; i++)
    if (SHAPE_IS_BOOLEAN (expr->args[i]))
      return TRUE;

  return shape_node_has_op (expr, SHAPE_OP_WHERE);
}

/* Facts are relations: of an expression, itself may be one, or a part that is boolean. */
static ShapeNode *
shape_env_apply_axioms (ShapeEnv  *self,
                        ShapeNode *expr)
{
  ShapeNode *value;

  shape_env_renew_axioms (self);
  if (shape_pool_has_error (self->pool))
    return expr;

  value = shape_env_lookup_axiom (self, expr);
  if (value != NULL)
    return value;
  if (SHAPE_IS_ATOM (expr) || !has_boolean_part (expr))
    return expr;

  return shape_env_xreplace_axioms (self, expr);
}

static int
compare_symbol_names (gconstpointer a,
                      gconstpointer b)
{
  ShapeNode *const *left = a;
  ShapeNode *const *right = b;

  return strcmp ((*left)->symbol.name, (*right)->symbol.name);
}

static ShapeSymbolInfo
shape_env_describe_symbol (ShapeEnv  *self,
                           ShapeNode *symbol)
{
  const ShapeInterval *range = shape_env_get_range (self, symbol);
  ShapeNode *value = shape_env_get_value (self, symbol);
  ShapeSymbolInfo info = { .symbol = symbol, .size_like = shape_env_is_size_like (self, symbol) };

  if (range != NULL)
    info.range = *range;
  info.hint = value;
  if (value != NULL)
    info.val_kind = SHAPE_IS (value, SINGLETON_INT) ? SHAPE_VAL_SINGLETON : SHAPE_VAL_INT;

  return info;
}

static ShapeNode *
shape_env_evaluate_by_ranges (ShapeEnv  *self,
                              ShapeNode *expr,
                              gboolean   unbacked_only,
                              gboolean   size_oblivious)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);
  g_autofree ShapeNode **heap = NULL;
  g_autofree ShapeSymbolInfo *many = symbols->n > SHAPE_FEW_NODES ? g_new (ShapeSymbolInfo, symbols->n) : NULL;
  ShapeNode **sorted = SHAPE_NEW_NODES (symbols->n, &heap);
  ShapeSymbolInfo *infos = many != NULL ? many : g_newa (ShapeSymbolInfo, symbols->n + 1);

  for (guint i = 0; i < symbols->n; i++)
    sorted[i] = symbols->nodes[i];
  if (symbols->n > 1)
    qsort (sorted, symbols->n, sizeof *sorted, compare_symbol_names);

  for (guint i = 0; i < symbols->n; i++)
    infos[i] = shape_env_describe_symbol (self, sorted[i]);

  return shape_static_eval (expr, infos, symbols->n, unbacked_only, size_oblivious);
}

static ShapeNode *
shape_env_evaluate_static_anew (ShapeEnv        *self,
                                ShapeNode       *expr,
                                ShapeStaticForm  form)
{
  expr = shape_env_simplify_as (self, expr, forms[form].simplify);
  if (expr == NULL)
    return NULL;
  if (forms[form].compute_hint)
    expr = shape_node_xreplace_by (&self->real_tensor_prop_unbacked_vals,
                                  shape_env_xreplace_values (self, expr));

  expr = shape_canonicalize (expr);
  if (shape_pool_has_error (self->pool))
    return NULL;
  if (!forms[form].no_axioms)
    expr = shape_env_apply_axioms (self, expr);
  else
    forget_to_renew_axioms (self);
  if (shape_pool_has_error (self->pool))
    return NULL;

  /* A relation of numbers may stand unevaluated: the ranges tell its truth. */
  if (shape_node_free_symbols (expr)->n == 0 && !SHAPE_IS_RELATIONAL (expr) &&
      (shape_node_is_number (expr) || SHAPE_IS_BOOLEAN (expr)))
    return expr;

  return shape_env_evaluate_by_ranges (self, expr, forms[form].unbacked_only,
                                       forms[form].size_oblivious);
}

void
shape_env_forget_static (ShapeEnv *self)
{
  for (guint i = 0; i < SHAPE_N_STATIC_FORMS; i++)
    shape_node_cache_forget (&self->caches.evaluate_static[i]);
}

/* The truth of a relation between a number and a symbol that was replaced by a number: what most guards are once
 * their symbols are specialized. It follows from where the symbol leads, and this is remembered, so that
 * neither the answer need be remembered nor what is made of @expr on the way. NULL where @expr is another question. */
static ShapeNode *
shape_env_compare_specialized (ShapeEnv  *self,
                               ShapeNode *expr)
{
  ShapeNode *found, *truth;

  if (!SHAPE_IS_RELATIONAL (expr) || !SHAPE_IS (expr->args[0], SYMBOL) || !SHAPE_IS_NUMBER (expr->args[1]))
    return NULL;
  found = shape_env_find_target (self, expr->args[0]);
  if (found == NULL || !SHAPE_IS_NUMBER (found))
    return NULL;
  truth = shape_node_build2 ((ShapeOp) expr->op, found, expr->args[1]);
  return SHAPE_IS_RELATIONAL (truth) ? NULL : truth;
}

ShapeNode *
shape_env_maybe_evaluate_static (ShapeEnv        *self,
                                 ShapeNode       *expr,
                                 ShapeStaticForm  form)
{
  ShapeNodeCache *caches = self->caches.evaluate_static;
  ShapeNode *result;

  shape_node_caches_sync (caches, SHAPE_N_STATIC_FORMS, self->version);
  if (shape_node_cache_get (&caches[form], expr, &result))
    return result;

  result = forms[form].no_axioms ? shape_env_compare_specialized (self, expr) : NULL;
  if (result != NULL)
    {
      forget_to_renew_axioms (self);
      return result;
    }
  result = shape_env_evaluate_static_anew (self, expr, form);
  if (shape_pool_has_error (self->pool))
    return NULL;

  shape_node_cache_set (&caches[form], expr, result);
  return result;
}

gboolean
shape_env_implies_guard (ShapeEnv         *self,
                         const ShapeGuard *guard)
{
  ShapeStaticForm form = guard->size_oblivious ? SHAPE_STATIC_NO_AXIOMS_OBLIVIOUS : SHAPE_STATIC_NO_AXIOMS_AWARE;

  return shape_env_maybe_evaluate_static (self, guard->expr, form) != NULL;
}

/* A symbol that cannot be negative, or a number that is not. */
static gboolean
shape_env_is_nonnegative_term (ShapeEnv  *self,
                               ShapeNode *term)
{
  ShapeNode *lower;

  if (SHAPE_IS (term, SYMBOL))
    {
      const ShapeInterval *range = shape_env_get_range (self, term);

      if (range == NULL)
        return FALSE;
      lower = range->lower;
    }
  else if (SHAPE_IS_NUMBER (term))
    {
      lower = term;
    }
  else
    {
      return FALSE;
    }

  return SHAPE_IS_NUMBER (lower) && !SHAPE_IS (lower, NAN) && shape_number_sign (lower) >= 0;
}

/* True for a sum of nonnegative terms that is asked to be 0 or more, else NULL. */
ShapeNode *
shape_env_fast_eval_comparison (ShapeEnv  *self,
                                ShapeNode *expr)
{
  ShapeNode *sum;

  if (SHAPE_IS (expr, GE) && shape_node_is_int (shape_node_rhs (expr), 0))
    sum = shape_node_lhs (expr);
  else if (SHAPE_IS (expr, LE) && shape_node_is_int (shape_node_lhs (expr), 0))
    sum = shape_node_rhs (expr);
  else
    return NULL;

  if (!SHAPE_IS (sum, ADD))
    return shape_env_is_nonnegative_term (self, sum) ? self->pool->true_node : NULL;

  for (guint i = 0; i < sum->n_args; i++)
    if (!shape_env_is_nonnegative_term (self, sum->args[i]))
      return NULL;

  return self->pool->true_node;
}

/* The one value that the ranges leave, or NULL. The symbol of a nested int has no range, and the
 * reference does not look whether there is one. */
ShapeNode *
shape_env_evaluate_range_only (ShapeEnv  *self,
                               ShapeNode *expr)
{
  ShapeInterval range;

  if (shape_env_misses_range (self, expr, "is_singleton"))
    return self->pool->error_node;
  range = shape_env_bound (self, expr);
  return shape_interval_is_error (range) || !shape_interval_is_singleton (range) ? NULL : range.lower;
}
