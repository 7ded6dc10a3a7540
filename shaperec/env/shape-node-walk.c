/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-node-walk-private.h"

#include "shape-env-cache-private.h"

/* In a tree so small, shared parts do not matter. */
#define SMALL_TREE 24

typedef struct
{
  ShapeNodeTest   test;
  guint64         kinds;
  ShapeNodeCache *seen;  /* NULL for a small tree */
  GPtrArray      *found; /* NULL: stop at the first */
} ShapeWalk;

static gboolean
was_seen (ShapeWalk *self,
          ShapeNode *node)
{
  ShapeNode *known;

  if (self->seen == NULL)
    return FALSE;
  if (shape_node_cache_get (self->seen, node, &known))
    return TRUE;

  shape_node_cache_set (self->seen, node, node);
  return FALSE;
}

static gboolean
walk (ShapeWalk *self,
      ShapeNode *node)
{
  if (!shape_node_may_have_kinds (node, self->kinds) || (SHAPE_IS_ATOM (node) && !self->test (node)) ||
      was_seen (self, node))
    return FALSE;

  if (self->test (node))
    {
      if (self->found == NULL)
        return TRUE;
      if (self->seen != NULL || !g_ptr_array_find (self->found, node, NULL))
        g_ptr_array_add (self->found, node);
    }

  if (!SHAPE_IS_ATOM (node))
    for (guint i = 0; i < node->n_args; i++)
      if (walk (self, node->args[i]))
        return TRUE;

  return FALSE;
}

static gboolean
run (ShapeWalk *self,
     ShapeNode *expr)
{
  ShapeNodeCache seen = { 0 };
  gboolean answer;

  if (expr->weight > SMALL_TREE)
    self->seen = &seen;
  answer = walk (self, expr);
  shape_node_cache_clear_memory (&seen);

  return answer;
}

/* Does any part of @expr, itself included, pass @test? */
gboolean
shape_node_any (ShapeNode     *expr,
                guint64        kinds,
                ShapeNodeTest  test)
{
  return run (&(ShapeWalk) { .test = test, .kinds = kinds }, expr);
}

/* The parts of @expr that pass @test, each once. */
GPtrArray *
shape_node_find_all (ShapeNode     *expr,
                     guint64        kinds,
                     ShapeNodeTest  test)
{
  ShapeWalk self = { .test = test, .kinds = kinds, .found = g_ptr_array_new () };

  run (&self, expr);
  return self.found;
}
