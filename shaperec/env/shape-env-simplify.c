/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"
#include "shape-node-walk-private.h"

#include "../expr/shape-expr-pool-private.h"

/* Expressions in their simplest form, given what the environment knows: the
 * replacements, the ranges, and which remainders are zero (shape-env-divisions.c). */

/* A substitution that is being gathered. */
typedef struct
{
  GPtrArray *from;
  GPtrArray *to;
} ShapeRewrite;

static void
rewrite_init (ShapeRewrite *rewrite)
{
  rewrite->from = g_ptr_array_new ();
  rewrite->to = g_ptr_array_new ();
}

static void
rewrite_clear (ShapeRewrite *rewrite)
{
  g_ptr_array_unref (rewrite->from);
  g_ptr_array_unref (rewrite->to);
}

static void
rewrite_add (ShapeRewrite *rewrite,
             ShapeNode    *from,
             ShapeNode    *to)
{
  g_ptr_array_add (rewrite->from, from);
  g_ptr_array_add (rewrite->to, to);
}

static ShapeNode *
rewrite_apply (ShapeRewrite *rewrite,
               ShapeNode    *expr)
{
  return shape_node_xreplace (expr,
                              (ShapeNode *const *) rewrite->from->pdata,
                              (ShapeNode *const *) rewrite->to->pdata,
                              rewrite->from->len);
}

static gboolean is_max (ShapeNode *node) { return SHAPE_IS (node, MAX); }
static gboolean is_trunc (ShapeNode *node) { return SHAPE_IS (node, TRUNC_TO_INT); }

/* Max (1, x) is x where x is 1 or more, as in contiguous strides; likewise Max (0, x). */
static ShapeNode *
shape_env_drop_max (ShapeEnv  *self,
                    ShapeNode *expr)
{
  g_autoptr (GPtrArray) atoms = NULL;
  ShapeRewrite rewrite;

  if (!shape_node_has_op (expr, SHAPE_OP_MAX))
    return expr;

  atoms = shape_node_find_all (expr, SHAPE_KIND_BIT (SHAPE_OP_MAX), is_max);
  rewrite_init (&rewrite);
  for (guint i = 0; i < atoms->len && !shape_pool_has_error (self->pool); i++)
    {
      ShapeNode *atom = g_ptr_array_index (atoms, i);
      ShapeNode *bound = atom->args[0];
      ShapeNode *other = atom->args[1];

      if (atom->n_args > 2)
        continue;
      if (shape_node_is_int (other, 1) || shape_node_is_int (other, 0))
        {
          bound = atom->args[1];
          other = atom->args[0];
        }
      if ((shape_node_is_int (bound, 1) || shape_node_is_int (bound, 0)) &&
          shape_env_maybe_evaluate_static (self, shape_node_ge (other, bound),
                                           SHAPE_STATIC_PLAIN) == self->pool->true_node)
        rewrite_add (&rewrite, atom, other);
    }

  if (rewrite.from->len > 0)
    expr = rewrite_apply (&rewrite, expr);
  rewrite_clear (&rewrite);

  return expr;
}

/* Truncated true division of integers is floor division. */
static ShapeNode *
drop_trunc (ShapeNode *expr)
{
  g_autoptr (GPtrArray) atoms = NULL;
  ShapeRewrite rewrite;

  if (!shape_node_has_op (expr, SHAPE_OP_TRUNC_TO_INT))
    return expr;

  atoms = shape_node_find_all (expr, SHAPE_KIND_BIT (SHAPE_OP_TRUNC_TO_INT), is_trunc);
  rewrite_init (&rewrite);
  for (guint i = 0; i < atoms->len; i++)
    {
      ShapeNode *atom = g_ptr_array_index (atoms, i);
      ShapeNode *quotient = atom->args[0];

      if (SHAPE_IS (quotient, INT_TRUE_DIV))
        {
          ShapeNode *rest = shape_node_build2 (SHAPE_OP_MOD, quotient->args[0], quotient->args[1]);
          ShapeOp op = shape_node_is_int (rest, 0) ? SHAPE_OP_CLEAN_DIV : SHAPE_OP_FLOOR_DIV;

          rewrite_add (&rewrite, atom,
                       shape_node_build2 (op, quotient->args[0], quotient->args[1]));
        }
    }

  if (rewrite.from->len > 0)
    expr = rewrite_apply (&rewrite, expr);
  rewrite_clear (&rewrite);

  return expr;
}

static ShapeNode *
shape_env_simplify_anew (ShapeEnv  *self,
                         ShapeNode *expr,
                         gboolean   size_oblivious)
{
  expr = shape_env_replace_node (self, shape_node_expand (expr));
  if (expr == NULL)
    return NULL;

  if (!size_oblivious)
    expr = shape_env_drop_max (self, expr);
  expr = drop_trunc (expr);

  expr = shape_env_simplify_divisions (self, expr);

  return shape_pool_has_error (self->pool) ? NULL : expr;
}

/* NULL with the pool's error set. */
ShapeNode *
shape_env_simplify_as (ShapeEnv          *self,
                       ShapeNode         *expr,
                       ShapeSimplifyForm  form)
{
  ShapeNodeCache *caches = self->caches.simplify;
  ShapeNode *result;

  shape_node_caches_sync (caches, SHAPE_N_SIMPLIFY_FORMS, self->version);
  if (shape_node_cache_get (&caches[form], expr, &result))
    return result;

  result = shape_env_simplify_anew (self, expr, form == SHAPE_SIMPLIFY_OBLIVIOUS);
  if (result != NULL)
    shape_node_cache_set (&caches[form], expr, result);

  return result;
}

/* Takes the floor divisions of @expr to be exact, and guards on that. */
ShapeNode *
shape_env_simplify_floor_div (ShapeEnv  *self,
                              ShapeNode *expr)
{
  ShapeNodeCache *cache = &self->caches.simplify_floor_div;
  g_autoptr (GPtrArray) atoms = NULL;
  ShapeNode *result;

  shape_node_cache_sync (cache, self->version);
  if (shape_node_cache_get (cache, expr, &result))
    return result;

  atoms = shape_node_find_floor_divisions (expr);
  for (guint i = atoms->len; i-- > 0 && !shape_pool_has_error (self->pool);)
    {
      ShapeNode *atom = g_ptr_array_index (atoms, i);
      ShapeNode *rest = shape_env_remainder (self, atom);
      ShapeNode *zero = shape_node_integer (self->pool, 0);

      shape_env_ask (self, &(ShapeQuestion) {
        .expr = shape_node_eq (rest, zero),
        .fallback = SHAPE_MAYBE,
      });
    }

  if (shape_pool_has_error (self->pool))
    return NULL;
  result = shape_env_simplify_node (self, expr);
  if (result != NULL)
    shape_node_cache_set (cache, expr, result);

  return result;
}
