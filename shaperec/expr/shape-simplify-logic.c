/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-simplify-private.h"

/* The relations of a conjunction, or a disjunction, in fewer of them. */

/* How the sides of a relation may stand to each other: less, equal, greater. */
enum { LESS = 1, EQUAL = 2, GREATER = 4 };

static const guint8 outcomes[SHAPE_N_OPS] = {
  [SHAPE_OP_EQ] = EQUAL, [SHAPE_OP_NE] = LESS | GREATER, [SHAPE_OP_LT] = LESS,
  [SHAPE_OP_LE] = LESS | EQUAL, [SHAPE_OP_GT] = GREATER, [SHAPE_OP_GE] = GREATER | EQUAL,
};

static ShapeNode *
make_relation (ShapeNode *sides,
               guint      allowed)
{
  for (guint op = 0; op < SHAPE_N_OPS; op++)
    if (outcomes[op] == allowed && allowed != 0)
      return shape_node_build2 ((ShapeOp) op, sides->args[0], sides->args[1]);
  return shape_node_bool (sides->pool, allowed != 0);
}

/* The one of two bounds of one thing, in the same direction and by different numbers, that counts; else NULL. */
static ShapeNode *
choose_bound (ShapeNode *a,
              ShapeNode *b,
              gboolean   conjunction)
{
  guint direction = outcomes[a->op] & outcomes[b->op] & (LESS | GREATER);
  gboolean a_is_less;

  if (!SHAPE_IS_RATIONAL (a->args[1]) || !SHAPE_IS_RATIONAL (b->args[1]) || direction == 0
      || SHAPE_IS (a, NE) || SHAPE_IS (b, NE))
    return NULL;
  a_is_less = shape_number_compare (a->args[1], b->args[1]) < 0;
  return a_is_less == (conjunction == (direction == LESS)) ? a : b;
}

/* Two bounds by different numbers that no value, or each, keeps: FALSE or TRUE; else NULL. */
static ShapeNode *
settle_bounds (ShapeNode *a,
               ShapeNode *b,
               gboolean   conjunction)
{
  ShapeNode *upper = (outcomes[a->op] & LESS) != 0 ? a : b, *lower = upper == a ? b : a;
  gboolean apart;

  if ((outcomes[a->op] | outcomes[b->op]) < (LESS | GREATER) || (outcomes[upper->op] & GREATER) != 0
      || (outcomes[lower->op] & LESS) != 0 || (outcomes[lower->op] & GREATER) == 0
      || !SHAPE_IS_NUMBER (a->args[1]) || !SHAPE_IS_NUMBER (b->args[1]))
    return NULL;
  apart = shape_number_compare (upper->args[1], lower->args[1]) < 0;
  return apart == conjunction ? shape_node_bool (a->pool, !conjunction) : NULL;
}

/* Two relations of a conjunction or disjunction as one, or NULL. */
static ShapeNode *
join_two (ShapeNode *a,
          ShapeNode *b,
          gboolean   conjunction)
{
  guint one = outcomes[a->op], other = outcomes[b->op];

  if (one == 0 || other == 0 || a->args[0] != b->args[0])
    return NULL;
  if (a->args[1] != b->args[1])
    {
      ShapeNode *settled = settle_bounds (a, b, conjunction);

      return settled != NULL ? settled : choose_bound (a, b, conjunction);
    }
  return make_relation (a, conjunction ? one & other : one | other);
}

/* A conjunction or disjunction with fewer relations. */
ShapeNode *
shape_node_join_relations (ShapeNode *node)
{
  g_autofree ShapeNode **args = g_memdup2 (node->args, node->n_args * sizeof *args);
  guint n = 0;

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *joined = NULL;
      guint k;

      for (k = 0; k < n && joined == NULL; k++)
        joined = join_two (args[k], node->args[i], SHAPE_IS (node, AND));
      if (joined != NULL)
        args[k - 1] = joined;
      else
        args[n++] = node->args[i];
    }
  return n == node->n_args ? node : shape_node_build (node->pool, (ShapeOp) node->op, args, n);
}
