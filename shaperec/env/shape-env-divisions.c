/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"
#include "shape-node-walk-private.h"

#include "../expr/shape-expr-pool-private.h"

/* Floor divisions of which it is known that they leave no rest.
 *
 * Each new version of the environment has every axiom simplified again, and hardly ever has one of its
 * divisions become exact since. So each expression keeps what became of it: with the same divisions exact the
 * same becomes of it again, whatever the version. */

#define FLOOR_DIV_KINDS (SHAPE_KIND_BIT (SHAPE_OP_FLOOR_DIV) | SHAPE_KIND_BIT (SHAPE_OP_CLEAN_DIV))
#define FRACTION_KINDS  (SHAPE_KIND_BIT (SHAPE_OP_POW) | SHAPE_KIND_BIT (SHAPE_OP_RATIONAL))

static gboolean is_floor_div (ShapeNode *node) { return SHAPE_IS (node, FLOOR_DIV) || SHAPE_IS (node, CLEAN_DIV); }
static gboolean is_fraction (ShapeNode *node) { return SHAPE_IS (node, POW) || SHAPE_IS (node, RATIONAL); }

typedef enum
{
  DROP_NESTED,
  CLEAN,
  N_STEPS = SHAPE_N_DIVISION_STEPS
} Step;

/* Which of some divisions are exact. Many expressions have the same divisions. */
typedef struct
{
  const ShapeNodeSet *divisions;
  guint               version; /* of the caches, when they were last looked at */
  guint               change;  /* counts up when one has become another */
  guint8              exact[];
} Exactness;

/* What became of an expression. */
typedef struct
{
  Exactness *exactness;       /* of its divisions; owned by the environment */
  gboolean   nested;          /* one has a divisor that is one */
  guint      change[N_STEPS]; /* of the exactness, when the step was last taken; 0: not yet */
  ShapeNode *result[N_STEPS];
} Divisions;

void
shape_division_tables_init (ShapeEnvCaches *caches)
{
  caches->divisions = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  caches->exactness = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

static Exactness *
get_exactness (ShapeEnv           *self,
               const ShapeNodeSet *divisions)
{
  Exactness *known = g_hash_table_lookup (self->caches.exactness, divisions);

  if (known == NULL)
    {
      known = g_malloc0 (sizeof *known + divisions->n);
      known->divisions = divisions;
      known->version = G_MAXUINT;
      known->change = 1;
      g_hash_table_insert (self->caches.exactness, (gpointer) divisions, known);
    }
  return known;
}

static Divisions *
get_divisions (ShapeEnv  *self,
               ShapeNode *expr)
{
  Divisions *known = g_hash_table_lookup (self->caches.divisions, expr);
  const ShapeNodeSet *divisions;

  if (known != NULL)
    return known;

  divisions = shape_node_collect (expr, SHAPE_MEMO_FLOOR_DIVISIONS, FLOOR_DIV_KINDS, is_floor_div);
  known = g_new0 (Divisions, 1);
  known->exactness = get_exactness (self, divisions);
  for (guint i = 0; i < divisions->n; i++)
    known->nested |= is_floor_div (divisions->nodes[i]->args[1]);
  g_hash_table_insert (self->caches.divisions, expr, known);
  return known;
}

/* The floor divisions of @expr, each once, the outer before the inner. */
GPtrArray *
shape_node_find_floor_divisions (ShapeNode *expr)
{
  return shape_node_find_all (expr, FLOOR_DIV_KINDS, is_floor_div);
}

ShapeNode *
shape_env_remainder (ShapeEnv  *self,
                     ShapeNode *division)
{
  ShapeNode *rest;

  if (!shape_node_cache_get (&self->caches.remainder, division, &rest))
    {
      rest = shape_node_build2 (SHAPE_OP_MOD, division->args[0], division->args[1]);
      if (!shape_pool_has_error (self->pool))
        shape_node_cache_set (&self->caches.remainder, division, rest);
    }

  return rest;
}

static gboolean
find_exact (ShapeEnv  *self,
            ShapeNode *division)
{
  ShapeNode *rest = shape_env_replace_node (self, shape_env_remainder (self, division));

  return rest != NULL && shape_env_is_divisible (self, rest);
}

/* Is it known that @division leaves no rest? */
static gboolean
shape_env_is_exact (ShapeEnv  *self,
                    ShapeNode *division)
{
  ShapeNode *answer;

  if (!shape_node_cache_get (&self->caches.exact, division, &answer))
    {
      answer = shape_node_bool (self->pool, find_exact (self, division));
      if (!shape_pool_has_error (self->pool))
        shape_node_cache_set (&self->caches.exact, division, answer);
    }
  return answer == self->pool->true_node;
}

/* Which divisions are exact changes with the version and with the remainders that are zero. */
static void
sync_exact (ShapeEnv *self)
{
  guint version = self->version + self->n_divisible_changes;

  shape_node_cache_sync (&self->caches.exact, version);
  for (guint i = 0; i < N_STEPS; i++)
    shape_node_cache_sync (&self->caches.rewritten[i], version);
}

/* Forgets the remainders that replacements have turned into numbers. Once a version. */
static void
shape_env_update_divisible (ShapeEnv *self)
{
  g_autoptr (GPtrArray) stale = NULL;
  guint version = self->version;

  if (self->caches.divisible_is_checked && self->caches.divisible_version == version)
    return;

  stale = g_ptr_array_new ();
  for (guint i = 0; i < shape_env_get_n_divisible (self); i++)
    {
      ShapeNode *rest = shape_env_get_divisible (self, i);
      ShapeNode *replaced = shape_env_replace_node (self, rest);

      if (replaced == NULL)
        return;
      if (shape_node_is_number (replaced))
        g_ptr_array_add (stale, rest);
    }

  for (guint i = 0; i < stale->len; i++)
    shape_env_remove_divisible (self, g_ptr_array_index (stale, i));
  shape_env_update_version (self);

  self->caches.divisible_is_checked = TRUE;
  self->caches.divisible_version = version;
}

/* The steps */

/* What stands for an exact division, or NULL to leave it as it is. */
typedef ShapeNode *(* Replacement) (ShapeEnv  *self,
                                    ShapeNode *division);

/* a // (a // b) is b where both divide evenly. */
static ShapeNode *
drop_nested (ShapeEnv  *self,
             ShapeNode *division)
{
  ShapeNode *divisor = division->args[1];

  return is_floor_div (divisor) && division->args[0] == divisor->args[0] && shape_env_is_exact (self, divisor)
           ? divisor->args[1] : NULL;
}

static ShapeNode *
clean (ShapeEnv  *self,
       ShapeNode *division)
{
  (void) self;
  return shape_node_build2 (SHAPE_OP_CLEAN_DIV, division->args[0], division->args[1]);
}

static const Replacement replacements[N_STEPS] = {
  [DROP_NESTED] = drop_nested,
  [CLEAN] = clean,
};

static const ShapeNodeSet *
get_fractions (ShapeNode *expr)
{
  return shape_node_collect (expr, SHAPE_MEMO_FRACTIONS, FRACTION_KINDS, is_fraction);
}

static ShapeNode *rewrite (ShapeEnv *self, ShapeNode *node, Step step, gboolean *touched);

static ShapeNode *
rewrite_args (ShapeEnv  *self,
              ShapeNode *node,
              Step       step,
              gboolean  *touched)
{
  g_autofree ShapeNode **args = g_new (ShapeNode *, node->n_args);

  for (guint i = 0; i < node->n_args; i++)
    args[i] = rewrite (self, node->args[i], step, touched);
  return *touched ? shape_node_build (self->pool, (ShapeOp) node->op, args, node->n_args) : node;
}

/* @node with its exact divisions replaced, from the root down. Sets @touched where there is
 * one, be it replaced by itself: what holds it is built anew even then. Remembered with the
 * lowest bit of the pointer for @touched. */
static ShapeNode *
rewrite (ShapeEnv  *self,
         ShapeNode *node,
         Step       step,
         gboolean  *touched)
{
  ShapeNodeCache *cache = &self->caches.rewritten[step];
  ShapeNode *known, *result = NULL;
  gboolean holds = FALSE;

  if (!shape_node_may_have_kinds (node, FLOOR_DIV_KINDS) || SHAPE_IS_ATOM (node))
    return node;
  if (!shape_node_cache_get (cache, node, &known))
    {
      if (is_floor_div (node) && shape_env_is_exact (self, node))
        result = replacements[step] (self, node);
      holds = result != NULL;
      if (result == NULL)
        result = rewrite_args (self, node, step, &holds);
      if (shape_pool_has_error (self->pool))
        return self->pool->error_node;
      known = GSIZE_TO_POINTER (GPOINTER_TO_SIZE (result) | (holds ? 1 : 0));
      shape_node_cache_set (cache, node, known);
    }
  *touched |= GPOINTER_TO_SIZE (known) & 1;
  return GSIZE_TO_POINTER (GPOINTER_TO_SIZE (known) & ~(gsize) 1);
}

/* An exact division is not made where it brings a power or a fraction that was not there. */
static ShapeNode *
take_step (ShapeEnv  *self,
           ShapeNode *expr,
           Step       step)
{
  gboolean touched = FALSE;
  ShapeNode *result = rewrite (self, expr, step, &touched);

  if (!touched)
    return expr;
  result = shape_node_expand (result);
  return step == CLEAN && result != expr && !shape_node_set_includes (get_fractions (expr), get_fractions (result)) ? expr : result;
}

static void
update_exactness (ShapeEnv  *self,
                  Exactness *known)
{
  guint version = self->caches.exact.version;
  gboolean changed = FALSE;

  if (known->version == version)
    return;
  for (guint i = 0; i < known->divisions->n; i++)
    {
      gboolean exact = shape_env_is_exact (self, known->divisions->nodes[i]);

      changed |= exact != known->exact[i];
      known->exact[i] = exact;
    }
  known->change += changed;
  if (!shape_pool_has_error (self->pool))
    known->version = version;
}

static ShapeNode *
step_divisions (ShapeEnv  *self,
                ShapeNode *expr,
                Step       step)
{
  Divisions *known = get_divisions (self, expr);
  ShapeNode *result;

  update_exactness (self, known->exactness);
  if (known->change[step] == known->exactness->change)
    return known->result[step];

  result = take_step (self, expr, step);
  if (!shape_pool_has_error (self->pool))
    {
      known->change[step] = known->exactness->change;
      known->result[step] = result;
    }
  return result;
}

/* An exact division is a floor division too. */
gboolean
shape_node_has_floor_div (ShapeNode *node)
{
  return shape_node_has_op (node, SHAPE_OP_FLOOR_DIV) || shape_node_has_op (node, SHAPE_OP_CLEAN_DIV);
}

/* @expr with its divisions made exact that leave no rest. */
ShapeNode *
shape_env_simplify_divisions (ShapeEnv  *self,
                              ShapeNode *expr)
{
  if (!shape_node_has_floor_div (expr))
    return expr;

  shape_env_update_divisible (self);
  sync_exact (self);
  if (get_divisions (self, expr)->nested)
    expr = step_divisions (self, expr, DROP_NESTED);
  return shape_node_has_floor_div (expr) ? step_divisions (self, expr, CLEAN) : expr;
}
