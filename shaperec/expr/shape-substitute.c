/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

/* SymPy's xreplace: exact occurrences are replaced, from the root down, and what holds
 * a replaced part is built anew. Each node of the graph is looked at once. */

typedef struct
{
  GHashTable       *map;  /* NULL where the arrays below are used */
  ShapeNode *const *from;
  ShapeNode *const *to;
  guint             n;
  double            least_weight; /* of what is replaced: smaller nodes cannot hold it */
  GHashTable       *done; /* NULL for a tree so small that shared parts do not matter */
} Substitution;

#define SMALL_TREE 32

static ShapeNode *
look_up (Substitution *self,
         ShapeNode    *node)
{
  if (self->map != NULL)
    return g_hash_table_lookup (self->map, node);
  for (guint i = 0; i < self->n; i++)
    if (self->from[i] == node)
      return self->to[i];
  return NULL;
}

static ShapeNode *replace (Substitution *self, ShapeNode *node);

static ShapeNode *
replace_args (Substitution *self,
              ShapeNode    *node)
{
  ShapeNode *few[16], **args = node->n_args <= G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, node->n_args);
  gboolean changed = FALSE;

  for (guint i = 0; i < node->n_args; i++)
    {
      args[i] = replace (self, node->args[i]);
      changed |= args[i] != node->args[i];
    }
  if (changed)
    node = shape_node_build (node->pool, (ShapeOp) node->op, args, node->n_args);
  if (args != few)
    g_free (args);
  return node;
}

static ShapeNode *
replace (Substitution *self,
         ShapeNode    *node)
{
  ShapeNode *result;

  if (node->weight < self->least_weight || shape_pool_has_error (node->pool))
    return node;
  result = look_up (self, node);
  if (result != NULL || node->n_args == 0)
    return result != NULL ? result : node;
  if (self->done == NULL)
    return replace_args (self, node);
  result = g_hash_table_lookup (self->done, node);
  if (result == NULL)
    {
      result = replace_args (self, node);
      g_hash_table_insert (self->done, node, result);
    }
  return result;
}

static ShapeNode *
run (Substitution *self,
     ShapeNode    *node)
{
  ShapeNode *result;

  if (node->weight > SMALL_TREE)
    self->done = g_hash_table_new (NULL, NULL);
  result = replace (self, node);
  g_clear_pointer (&self->done, g_hash_table_unref);
  return shape_pool_has_error (node->pool) ? node->pool->error_node : result;
}

ShapeNode *
shape_node_xreplace (ShapeNode        *node,
                     ShapeNode *const *from,
                     ShapeNode *const *to,
                     guint             n)
{
  Substitution self = { .from = from, .to = to, .n = n, .least_weight = G_MAXDOUBLE };

  for (guint i = 0; i < n; i++)
    self.least_weight = MIN (self.least_weight, from[i]->weight);
  return run (&self, node);
}

ShapeNode *
shape_node_xreplace_map (ShapeNode  *node,
                         GHashTable *map)
{
  Substitution self = { .map = map };

  return g_hash_table_size (map) == 0 ? node : run (&self, node);
}
