/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-node-memo-private.h"

/* SymPy's xreplace: exact occurrences are replaced, from the root down, and what holds
 * a replaced part is built anew. Each node of the graph is looked at once. */

typedef struct
{
  ShapeNode *const *from;
  ShapeNode *const *to;
  guint             n;
  gboolean          symbols_only; /* all that is replaced are symbols */
  gboolean          by_id;        /* @from is in order of id */
  ShapeNodeMemo    *done;         /* NULL for a tree so small that shared parts do not matter */
} Substitution;

#define SMALL_TREE   24
#define FEW_SYMBOLS  4

static ShapeNode *
look_up_by_id (Substitution *self,
               ShapeNode    *node)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->from[middle] == node)
        return self->to[middle];
      if (self->from[middle]->id < node->id)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static ShapeNode *
look_up (Substitution *self,
         ShapeNode    *node)
{
  if (self->by_id && self->n > FEW_SYMBOLS)
    return look_up_by_id (self, node);
  for (guint i = 0; i < self->n; i++)
    if (self->from[i] == node)
      return self->to[i];
  return NULL;
}

/* Whether nothing in @node can be replaced, as far as its symbols tell at once. */
static gboolean
is_untouched (Substitution *self,
              ShapeNode    *node)
{
  if (!self->symbols_only)
    return FALSE;
  if (self->n > FEW_SYMBOLS)
    return shape_node_free_symbols (node)->n == 0;
  for (guint i = 0; i < self->n; i++)
    if (shape_node_has_symbol (node, self->from[i]))
      return FALSE;
  return TRUE;
}

static ShapeNode *replace (Substitution *self, ShapeNode *node, gboolean *touched);

static ShapeNode *
replace_args (Substitution *self,
              ShapeNode    *node,
              gboolean     *touched)
{
  ShapeNode *few[16], **args = node->n_args <= G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, node->n_args);
  gboolean holds = FALSE;

  for (guint i = 0; i < node->n_args; i++)
    args[i] = replace (self, node->args[i], &holds);
  if (holds)
    node = shape_node_build (node->pool, (ShapeOp) node->op, args, node->n_args);
  if (args != few)
    g_free (args);
  *touched |= holds;
  return node;
}

/* What was worked out before, with the lowest bit of the pointer for @touched. */
static ShapeNode *
replace_args_once (Substitution *self,
                   ShapeNode    *node,
                   gboolean     *touched)
{
  gsize known = GPOINTER_TO_SIZE (shape_node_memo_get (self->done, node));
  gboolean holds = FALSE;

  if (known == 0)
    {
      known = GPOINTER_TO_SIZE (replace_args (self, node, &holds));
      known |= holds ? 1 : 0;
      if (!shape_pool_has_error (node->pool))
        shape_node_memo_set (self->done, node, GSIZE_TO_POINTER (known));
    }
  *touched |= (known & 1) != 0;
  return GSIZE_TO_POINTER (known & ~(gsize) 1);
}

/* Sets @touched where @node is or holds a part that is replaced, be it by itself: what
 * holds it is built anew even then, and may come out as another expression. */
static ShapeNode *
replace (Substitution *self,
         ShapeNode    *node,
         gboolean     *touched)
{
  ShapeNode *result;

  if (node->n_args == 0 || !self->symbols_only)
    {
      result = look_up (self, node);
      if (result != NULL)
        *touched = TRUE;
      if (result != NULL || node->n_args == 0)
        return result != NULL ? result : node;
    }
  if (shape_pool_has_error (node->pool) || is_untouched (self, node))
    return node;

  return self->done == NULL ? replace_args (self, node, touched) : replace_args_once (self, node, touched);
}

static ShapeNode *
finish (Substitution *self,
        ShapeNode    *node)
{
  gboolean touched = FALSE;
  ShapeNode *result = replace (self, node, &touched);

  return shape_pool_has_error (node->pool) ? node->pool->error_node : result;
}

static ShapeNode *
run (Substitution *self,
     ShapeNode    *node)
{
  ShapeNodeMemo done;
  ShapeNode *result;

  if (node->weight <= SMALL_TREE)
    return finish (self, node);
  shape_node_memo_init (&done);
  self->done = &done;
  result = finish (self, node);
  shape_node_memo_clear (&done);
  return result;
}

static Substitution
from_arrays (ShapeNode *const *from,
             ShapeNode *const *to,
             guint             n)
{
  Substitution self = { .from = from, .to = to, .n = n, .symbols_only = TRUE, .by_id = TRUE };

  for (guint i = 0; i < n; i++)
    {
      self.symbols_only &= SHAPE_IS (from[i], SYMBOL);
      self.by_id &= i == 0 || from[i - 1]->id < from[i]->id;
    }
  return self;
}

ShapeNode *
shape_node_xreplace (ShapeNode        *node,
                     ShapeNode *const *from,
                     ShapeNode *const *to,
                     guint             n)
{
  Substitution self = from_arrays (from, to, n);

  return n == 0 ? node : run (&self, node);
}

ShapeNode *
shape_node_xreplace_again (ShapeNode        *node,
                           ShapeNode *const *from,
                           ShapeNode *const *to,
                           guint             n,
                           ShapeNodeMemo    *done)
{
  Substitution self = from_arrays (from, to, n);

  self.done = done;
  return n == 0 ? node : finish (&self, node);
}
