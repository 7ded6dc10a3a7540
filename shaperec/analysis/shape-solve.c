/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-analysis-private.h"

#include "../expr/shape-class-private.h"

/* Isolates a part of a relation on its left-hand side: terms and factors move to the
 * right, and a relation of a quotient becomes one of its numerator. */

#define N_TRIALS 5

/* Each relation as it reads from the right. */
static const ShapeOp mirrors[SHAPE_N_OPS] = {
  [SHAPE_OP_EQ] = SHAPE_OP_EQ, [SHAPE_OP_NE] = SHAPE_OP_NE,
  [SHAPE_OP_LT] = SHAPE_OP_GT, [SHAPE_OP_GT] = SHAPE_OP_LT,
  [SHAPE_OP_LE] = SHAPE_OP_GE, [SHAPE_OP_GE] = SHAPE_OP_LE,
};

static inline gboolean
is_inequality (ShapeNode *node)
{
  return node->op >= SHAPE_OP_LT && node->op <= SHAPE_OP_GE;
}

/* The sum or product (@op) of those operands of @node that do not hold @thing. */
static ShapeNode *
gather_others (ShapeNode *node,
               ShapeOp    op,
               ShapeNode *thing)
{
  g_autofree ShapeNode **others = g_new (ShapeNode *, node->n_args);
  guint n = 0;

  for (guint i = 0; i < node->n_args; i++)
    if (!shape_node_has (node->args[i], thing))
      others[n++] = node->args[i];
  return shape_node_build (node->pool, op, others, n);
}

/* Python's `-`, which makes an Integer of a Float that comes out as zero. */
static ShapeNode *
subtract (ShapeNode *a,
          ShapeNode *b)
{
  if (SHAPE_IS_BOOLEAN (a) || SHAPE_IS_BOOLEAN (b))
    return shape_node_fail_minus (a, b, b == b->pool->zero ? "int" : shape_node_get_class_name (b));
  if (b == b->pool->zero && !SHAPE_IS (a, FLOAT))
    return a;
  if (SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b))
    return shape_number_add (a, shape_number_neg (b));
  return shape_node_sub (a, b);
}

static gboolean
is_exact_sum (ShapeNode *node)
{
  if (!SHAPE_IS (node, ADD) || !shape_node_is_exact (node))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if (SHAPE_IS (node->args[i], ADD))
      return FALSE;
  return TRUE;
}

/* The terms of an exact sum that hold @thing (@with), or the others: what is left when the
 * rest is subtracted. */
static ShapeNode *
pick_terms (ShapeNode *sum,
            ShapeNode *thing,
            gboolean   with)
{
  g_autofree ShapeNode **terms = g_new (ShapeNode *, sum->n_args);
  guint n = 0;

  for (guint i = 0; i < sum->n_args; i++)
    if (shape_node_has (sum->args[i], thing) == with)
      terms[n++] = sum->args[i];
  if (n < 2)
    return n == 1 ? terms[0] : sum->pool->zero;
  return shape_node_intern_sorted (sum->pool, SHAPE_OP_ADD, terms, n);
}

static ShapeNode *
move_terms (ShapeNode *relation,
            ShapeNode *thing)
{
  ShapeNode *lhs = shape_node_lhs (relation), *rhs = shape_node_rhs (relation);
  ShapeNode *others = lhs->pool->zero, *left;

  if (is_exact_sum (lhs))
    return shape_node_build2 ((ShapeOp) relation->op, pick_terms (lhs, thing, TRUE),
                              subtract (rhs, pick_terms (lhs, thing, FALSE)));
  if (SHAPE_IS (lhs, ADD))
    others = gather_others (lhs, SHAPE_OP_ADD, thing);
  left = subtract (lhs, others);
  return shape_node_build2 ((ShapeOp) relation->op, left, subtract (rhs, others));
}

/* The sign of the factors must be known for an inequality; an equation with zero stays. */
static ShapeNode *
move_factors (ShapeNode *relation,
              ShapeNode *thing)
{
  ShapeNode *lhs = shape_node_lhs (relation), *rhs = shape_node_rhs (relation);
  ShapeNode *others = gather_others (lhs, SHAPE_OP_MUL, thing);
  ShapeTernary negative = shape_node_is (others, SHAPE_FACT_NEGATIVE);
  ShapeOp op = (ShapeOp) relation->op;

  if (is_inequality (relation) ? negative == SHAPE_MAYBE : shape_node_is_yes (rhs, SHAPE_FACT_ZERO))
    return relation;
  if (negative == SHAPE_YES)
    op = mirrors[op];
  return shape_node_build2 (op, shape_node_div (lhs, others), shape_node_div (rhs, others));
}

static ShapeNode *
increment (ShapeNode *node)
{
  return shape_node_add (node, node->pool->one);
}

/* a // b OP c, for a positive b and an integer c, as bounds of a. */
static ShapeNode *
open_quotient (ShapeNode *relation)
{
  ShapeNode *a = shape_node_lhs (relation)->args[0], *b = shape_node_lhs (relation)->args[1];
  ShapeNode *c = shape_node_rhs (relation), *here, *next;

  here = shape_node_mul (c, b);
  if (SHAPE_IS (relation, GE))
    return shape_node_ge (a, here);
  if (SHAPE_IS (relation, LT))
    return shape_node_lt (a, here);
  next = shape_node_mul (increment (c), b);
  if (SHAPE_IS (relation, GT))
    return shape_node_ge (a, next);
  if (SHAPE_IS (relation, LE))
    return shape_node_lt (a, next);
  if (SHAPE_IS (relation, EQ))
    return shape_node_build2 (SHAPE_OP_AND, shape_node_ge (a, here), shape_node_lt (a, next));
  return shape_node_build2 (SHAPE_OP_OR, shape_node_lt (a, here), shape_node_ge (a, next));
}

static gboolean
is_open_quotient (ShapeNode *relation)
{
  ShapeNode *lhs = shape_node_lhs (relation);

  return (SHAPE_IS (lhs, FLOOR_DIV) || SHAPE_IS (lhs, CLEAN_DIV))
         && shape_node_is_yes (lhs->args[1], SHAPE_FACT_POSITIVE)
         && shape_node_is_yes (shape_node_rhs (relation), SHAPE_FACT_INTEGER);
}

static ShapeNode *
isolate_once (ShapeNode *expr,
              ShapeNode *thing,
              gboolean   floordiv_inequality)
{
  if (SHAPE_IS_RELATIONAL (expr))
    expr = move_terms (expr, thing);
  if (SHAPE_IS_RELATIONAL (expr) && SHAPE_IS (shape_node_lhs (expr), MUL))
    expr = move_factors (expr, thing);
  if (floordiv_inequality && SHAPE_IS_RELATIONAL (expr) && is_open_quotient (expr))
    expr = open_quotient (expr);
  return expr;
}

gboolean
shape_try_solve (ShapeNode  *rel,
                 ShapeNode  *thing,
                 gboolean    floordiv_inequality,
                 ShapeNode **out_rel,
                 ShapeNode **out_rhs)
{
  ShapeNode *expr = rel, *trial;
  gboolean on_left, on_right;

  if (!SHAPE_IS_RELATIONAL (rel))
    return FALSE;
  on_left = shape_node_has (shape_node_lhs (rel), thing);
  on_right = shape_node_has (shape_node_rhs (rel), thing);
  if (on_left == on_right)
    return FALSE;
  if (on_right)
    expr = shape_node_build2 (mirrors[rel->op], shape_node_rhs (rel), shape_node_lhs (rel));

  for (guint i = 0; i < N_TRIALS; i++)
    {
      trial = isolate_once (expr, thing, floordiv_inequality);
      if (trial == expr)
        break;
      expr = trial;
    }
  if (!SHAPE_IS_RELATIONAL (expr) || shape_node_lhs (expr) != thing)
    return FALSE;
  if (out_rel != NULL)
    *out_rel = expr;
  if (out_rhs != NULL)
    *out_rhs = shape_node_rhs (expr);
  return TRUE;
}
