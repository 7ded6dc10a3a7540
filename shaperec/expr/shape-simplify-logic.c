/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-deduce-private.h"
#include "shape-expr-pool-private.h"
#include "shape-relational-private.h"
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

/* A relation as it is seen from one of its sides. */
typedef struct
{
  ShapeNode *relation;
  ShapeNode *thing;
  ShapeNode *bound;
  guint      outcome;
} Bound;

static Bound
bound_read (ShapeNode *relation,
            guint      side)
{
  guint outcome = outcomes[relation->op];

  if (side == 1)
    outcome = (outcome & EQUAL) | ((outcome & LESS) ? GREATER : 0) | ((outcome & GREATER) ? LESS : 0);
  return (Bound) { relation, relation->args[side], relation->args[1 - side], outcome };
}

/* Whether @a < @b, which are different. */
static ShapeTernary
is_less (ShapeNode *a,
         ShapeNode *b)
{
  ShapeNode *answer = shape_node_build2 (SHAPE_OP_LT, a, b);

  return SHAPE_IS (answer, TRUE) ? SHAPE_YES : SHAPE_IS (answer, FALSE) ? SHAPE_NO : SHAPE_MAYBE;
}

/* The same for bounds: relations of one kind leave it to Min and Max, for which -int_oo is less than anything. */
static ShapeTernary
is_lower (const Bound *a,
          const Bound *b)
{
  if (a->outcome == b->outcome && SHAPE_IS (a->bound, NEGATIVE_INT_INFINITY))
    return SHAPE_YES;
  if (a->outcome == b->outcome && SHAPE_IS (b->bound, NEGATIVE_INT_INFINITY))
    return SHAPE_NO;
  return is_less (a->bound, b->bound);
}

static inline gboolean
is_one_way (const Bound *bound,
            guint        direction)
{
  return (bound->outcome & (LESS | GREATER)) == direction;
}

static inline gboolean
has_float (const Bound *a,
           const Bound *b)
{
  return SHAPE_IS (a->bound, FLOAT) || SHAPE_IS (b->bound, FLOAT);
}

/* The one of two bounds in the same direction that counts; else NULL. Floats from below are kept in a disjunction. */
static ShapeNode *
choose_bound (const Bound *a,
              const Bound *b,
              gboolean     conjunction)
{
  guint direction = a->outcome & (LESS | GREATER);
  ShapeTernary a_is_less;

  if (!is_one_way (b, direction) || direction == 0 || direction == (LESS | GREATER))
    return NULL;
  if (!conjunction && direction == GREATER && has_float (a, b))
    return NULL;
  a_is_less = is_lower (a, b);
  if (a_is_less == SHAPE_MAYBE)
    return NULL;
  return (a_is_less == SHAPE_YES) == (conjunction == (direction == LESS)) ? a->relation : b->relation;
}

/* Bounds from both sides that no value, or each, keeps: FALSE or TRUE. One by -int_oo is lost beside another. */
static ShapeNode *
settle_bounds (const Bound *a,
               const Bound *b,
               gboolean     conjunction)
{
  const Bound *upper = (a->outcome & LESS) != 0 ? a : b, *lower = upper == a ? b : a;
  ShapeTernary apart;

  if (!is_one_way (upper, LESS) || !is_one_way (lower, GREATER))
    return NULL;
  if (conjunction && SHAPE_IS (lower->bound, NEGATIVE_INT_INFINITY) && SHAPE_IS_RATIONAL (upper->bound))
    return upper->relation;
  apart = is_less (upper->bound, lower->bound);
  return apart == shape_ternary_from_bool (conjunction) ? shape_node_bool (a->thing->pool, !conjunction) : NULL;
}

/* Equations and their negations with what differs; a float that something is not is kept beside an equation.
 * What is equal to a number has been put in where it matters. */
static ShapeNode *
settle_points (const Bound *a,
               const Bound *b,
               gboolean     conjunction)
{
  guint strong = conjunction ? EQUAL : LESS | GREATER;
  const Bound *kept = a->outcome == strong ? a : b, *other = kept == a ? b : a;

  if (kept->outcome != strong || is_less (a->bound, b->bound) == SHAPE_MAYBE)
    return NULL;
  if (other->outcome == strong)
    return shape_node_bool (a->thing->pool, !conjunction);
  return conjunction || other->outcome != EQUAL || SHAPE_IS (kept->bound, FLOAT) ? NULL : kept->relation;
}

typedef ShapeNode *(*JoinRule) (const Bound *a, const Bound *b, gboolean conjunction);

static const JoinRule join_rules[] = { settle_bounds, choose_bound, settle_points };

/* Two relations of one thing as one, or NULL. */
static ShapeNode *
join_bounds (const Bound *a,
             const Bound *b,
             gboolean     conjunction)
{
  ShapeNode *joined = NULL;

  if (a->thing != b->thing || a->bound == b->bound || SHAPE_IS_NUMBER (a->thing))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (join_rules) && joined == NULL; i++)
    joined = join_rules[i] (a, b, conjunction);
  return joined;
}

/* Two relations of a conjunction or disjunction as one, or NULL. */
static ShapeNode *
join_two (ShapeNode *a,
          ShapeNode *b,
          gboolean   conjunction)
{
  guint one = outcomes[a->op], other = outcomes[b->op];
  ShapeNode *joined = NULL;

  if (one == 0 || other == 0)
    return NULL;
  if (a->args[0] == b->args[0] && a->args[1] == b->args[1])
    return make_relation (a, conjunction ? one & other : one | other);
  for (guint sides = 0; sides < 4 && joined == NULL; sides++)
    {
      Bound x = bound_read (a, sides & 1), y = bound_read (b, sides >> 1);

      joined = join_bounds (&x, &y, conjunction);
    }
  return joined;
}

/* Whether @node says what a symbol is: a number. */
static inline gboolean
is_value (ShapeNode *node)
{
  return SHAPE_IS (node, EQ) && SHAPE_IS (node->args[0], SYMBOL) && SHAPE_IS_NUMBER (node->args[1]);
}

/* @conjunction with the value that its argument at @place says put into the others. */
static ShapeNode *
put_value (ShapeNode *conjunction,
           guint      place)
{
  g_autofree ShapeNode **args = g_memdup2 (conjunction->args, conjunction->n_args * sizeof *args);
  ShapeNode *value = args[place];
  gboolean changed = FALSE;

  for (guint i = 0; i < conjunction->n_args; i++)
    {
      if (i == place || outcomes[args[i]->op] == 0)
        continue;
      args[i] = shape_node_xreplace (args[i], &value->args[0], &value->args[1], 1);
      if (args[i] == conjunction->args[i])
        continue;
      changed = TRUE;
      if (SHAPE_IS (args[i], EQ))
        args[i] = shape_node_simplify (args[i]);
      else if (SHAPE_IS_RELATIONAL (args[i]))
        args[i] = shape_relational_canonical (args[i]);
    }
  return changed ? shape_node_build (conjunction->pool, SHAPE_OP_AND, args, conjunction->n_args) : conjunction;
}

static ShapeNode *
put_values (ShapeNode *node)
{
  guint i = 0;

  while (SHAPE_IS (node, AND) && i < node->n_args)
    {
      ShapeNode *put = is_value (node->args[i]) ? put_value (node, i) : node;

      i = put == node ? i + 1 : 0;
      node = put;
    }
  return node;
}

/* In a disjunction, a <= b is a < b where they are never equal, and a = b where it is never less. */
static ShapeNode *
split_bound (ShapeNode *node)
{
  guint outcome = outcomes[node->op];
  ShapeNode *strict, *equal;

  if ((outcome & EQUAL) == 0 || outcome == EQUAL)
    return node;
  strict = make_relation (node, outcome - EQUAL);
  equal = make_relation (node, EQUAL);
  return SHAPE_IS (strict, FALSE) ? equal : SHAPE_IS (equal, FALSE) ? strict : node;
}

static ShapeNode *
orient (ShapeNode *node)
{
  return SHAPE_IS_RELATIONAL (node) ? shape_relational_canonical (node) : node;
}

ShapeNode *
shape_node_join_relations (ShapeNode *node)
{
  g_autofree ShapeNode **args = NULL;
  guint n = 0;

  node = shape_node_map_args (SHAPE_IS (node, OR) ? shape_node_map_args (node, split_bound) : put_values (node), orient);
  if (!SHAPE_IS_CONNECTIVE (node))
    return node;
  args = g_memdup2 (node->args, node->n_args * sizeof *args);
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
  if (n == node->n_args)
    return node;
  node = shape_node_build (node->pool, (ShapeOp) node->op, args, n);
  return SHAPE_IS_CONNECTIVE (node) ? shape_node_join_relations (node) : node;
}
