/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "shape-env-verbs-private.h"
#include "shape-node-walk-private.h"

#include "../expr/shape-expr-pool-private.h"

/* Floor divisions of which it is known that they leave no rest.
 *
 * Each new version of the environment has every axiom simplified again, and hardly ever has one of its
 * divisions become exact since. So each expression keeps its divisions, which of them were exact, and what became
 * of it: with the same ones exact the same becomes of it again, whatever the version. */

#define FLOOR_DIV_KINDS (SHAPE_KIND_BIT (SHAPE_OP_FLOOR_DIV) | SHAPE_KIND_BIT (SHAPE_OP_CLEAN_DIV))
#define FRACTION_KINDS  (SHAPE_KIND_BIT (SHAPE_OP_POW) | SHAPE_KIND_BIT (SHAPE_OP_RATIONAL))

static gboolean is_floor_div (ShapeNode *node) { return SHAPE_IS (node, FLOOR_DIV) || SHAPE_IS (node, CLEAN_DIV); }
static gboolean is_fraction (ShapeNode *node) { return SHAPE_IS (node, POW) || SHAPE_IS (node, RATIONAL); }

typedef enum
{
  DROP_NESTED,
  CLEAN,
  N_STEPS
} Step;

typedef struct
{
  GPtrArray *atoms;            /* the floor divisions of an expression */
  gboolean   nested;           /* one has a divisor that is one */
  guint8    *exact[N_STEPS];   /* which were exact when the step was last taken */
  ShapeNode *result[N_STEPS];  /* what it gave; NULL: not taken yet */
} Divisions;

static void
free_divisions (gpointer data)
{
  Divisions *self = data;

  g_ptr_array_unref (self->atoms);
  for (guint i = 0; i < N_STEPS; i++)
    g_free (self->exact[i]);
  g_free (self);
}

GHashTable *
shape_divisions_table_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, free_divisions);
}

static Divisions *
get_divisions (ShapeEnv  *self,
               ShapeNode *expr)
{
  Divisions *divisions = g_hash_table_lookup (self->caches.divisions, expr);

  if (divisions != NULL)
    return divisions;

  divisions = g_new0 (Divisions, 1);
  divisions->atoms = shape_node_find_all (expr, FLOOR_DIV_KINDS, is_floor_div);
  for (guint i = 0; i < divisions->atoms->len; i++)
    {
      ShapeNode *atom = g_ptr_array_index (divisions->atoms, i);

      divisions->nested |= is_floor_div (atom->args[1]);
    }
  g_hash_table_insert (self->caches.divisions, expr, divisions);
  return divisions;
}

/* The floor divisions of @expr, each once. Owned by the environment. */
GPtrArray *
shape_env_get_floor_divisions (ShapeEnv  *self,
                               ShapeNode *expr)
{
  return get_divisions (self, expr)->atoms;
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

/* Is it known that @division leaves no rest? */
static gboolean
shape_env_is_exact (ShapeEnv  *self,
                    ShapeNode *division)
{
  ShapeNode *rest = shape_env_replace_node (self, shape_env_remainder (self, division));

  return rest != NULL && shape_env_is_divisible (self, rest);
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

/* Does @expr hold no power and no fraction that @before does not? */
static gboolean
brings_no_fraction (ShapeNode *before,
                    ShapeNode *expr)
{
  g_autoptr (GPtrArray) old = shape_node_find_all (before, FRACTION_KINDS, is_fraction);
  g_autoptr (GPtrArray) new = shape_node_find_all (expr, FRACTION_KINDS, is_fraction);

  for (guint i = 0; i < new->len; i++)
    if (!g_ptr_array_find (old, g_ptr_array_index (new, i), NULL))
      return FALSE;

  return TRUE;
}

/* An exact division is not made where that makes the expression worse. */
static ShapeNode *
take_step (ShapeEnv     *self,
           ShapeNode    *expr,
           GPtrArray    *atoms,
           const guint8 *exact,
           Step          step)
{
  ShapeNode **from = g_newa (ShapeNode *, atoms->len + 1);
  ShapeNode **to = g_newa (ShapeNode *, atoms->len + 1);
  ShapeNode *result;
  guint n = 0;

  for (guint i = 0; i < atoms->len; i++)
    {
      from[n] = g_ptr_array_index (atoms, i);
      to[n] = exact[i] ? replacements[step] (self, from[n]) : NULL;
      n += to[n] != NULL;
    }
  if (n == 0)
    return expr;

  result = shape_node_expand (shape_node_xreplace (expr, from, to, n));
  return step == CLEAN && result != expr && !brings_no_fraction (expr, result) ? expr : result;
}

static ShapeNode *
step_divisions (ShapeEnv  *self,
                ShapeNode *expr,
                Step       step)
{
  Divisions *divisions = get_divisions (self, expr);
  GPtrArray *atoms = divisions->atoms;
  guint8 *exact = g_newa (guint8, atoms->len + 1);
  ShapeNode *result;

  for (guint i = 0; i < atoms->len; i++)
    exact[i] = shape_env_is_exact (self, g_ptr_array_index (atoms, i));
  if (divisions->result[step] != NULL && memcmp (exact, divisions->exact[step], atoms->len) == 0)
    return divisions->result[step];

  result = take_step (self, expr, atoms, exact, step);
  if (!shape_pool_has_error (self->pool))
    {
      g_free (divisions->exact[step]);
      divisions->exact[step] = g_memdup2 (exact, atoms->len);
      divisions->result[step] = result;
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
  if (get_divisions (self, expr)->nested)
    expr = step_divisions (self, expr, DROP_NESTED);
  return shape_node_has_floor_div (expr) ? step_divisions (self, expr, CLEAN) : expr;
}
