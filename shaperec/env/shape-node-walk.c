/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-node-walk-private.h"

#include "shape-env-cache-private.h"

typedef struct
{
  ShapeNodeTest  test;
  guint64        kinds;
  ShapeNodeCache seen;
  GPtrArray     *found; /* NULL: stop at the first */
} ShapeWalk;

static gboolean
walk (ShapeWalk *self,
      ShapeNode *node)
{
  ShapeNode *known;

  if (!shape_node_may_have_kinds (node, self->kinds) || (SHAPE_IS_ATOM (node) && !self->test (node)))
    return FALSE;
  if (shape_node_cache_get (&self->seen, node, &known))
    return FALSE;
  shape_node_cache_set (&self->seen, node, node);

  if (self->test (node))
    {
      if (self->found == NULL)
        return TRUE;
      g_ptr_array_add (self->found, node);
    }

  if (!SHAPE_IS_ATOM (node))
    for (guint i = 0; i < node->n_args; i++)
      if (walk (self, node->args[i]))
        return TRUE;

  return FALSE;
}

/* Does any part of @expr, itself included, pass @test? */
gboolean
shape_node_any (ShapeNode     *expr,
                guint64        kinds,
                ShapeNodeTest  test)
{
  ShapeWalk self = { .test = test, .kinds = kinds };
  gboolean answer = walk (&self, expr);

  shape_node_cache_clear_memory (&self.seen);
  return answer;
}

/* The parts of @expr that pass @test, each once. */
GPtrArray *
shape_node_find_all (ShapeNode     *expr,
                     guint64        kinds,
                     ShapeNodeTest  test)
{
  ShapeWalk self = { .test = test, .kinds = kinds, .found = g_ptr_array_new () };

  walk (&self, expr);
  shape_node_cache_clear_memory (&self.seen);
  return self.found;
}
