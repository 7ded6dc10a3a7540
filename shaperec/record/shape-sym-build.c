/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-ops-private.h"

#include "../env/shape-env-verbs-private.h"

/* Which expression an operator makes. */

static gboolean
shape_env_is_nonnegative (ShapeEnv  *env,
                          ShapeNode *a)
{
  ShapeInterval range;

  if (shape_node_is_yes (a, SHAPE_FACT_NONNEGATIVE))
    return TRUE;

  range = shape_env_bound (env, a);
  return !shape_interval_is_error (range) &&
         shape_constant_less_equal (shape_node_integer (env->pool, 0), range.lower);
}

/* Mod is for operands that are not negative, PythonMod for all. */
static ShapeNode *
build_mod (ShapeEnv  *env,
           ShapeNode *a,
           ShapeNode *b)
{
  gboolean is_plain = shape_env_is_nonnegative (env, a) && shape_env_is_nonnegative (env, b);

  return shape_node_build2 (is_plain ? SHAPE_OP_MOD : SHAPE_OP_PYTHON_MOD, a, b);
}

/* A comparison of a data symbol with a number is left as it stands: such symbols have no
 * assumptions that could decide it. */
static gboolean
is_unbacked_symbol (ShapeNode *a)
{
  return SHAPE_IS (a, SYMBOL) && shape_symbol_is_unbacked_int (a);
}

static ShapeNode *
build_comparison (ShapeOp    op,
                  ShapeNode *a,
                  ShapeNode *b)
{
  ShapeNode *args[] = { a, b };

  if ((is_unbacked_symbol (a) && shape_node_is_number (b)) ||
      (is_unbacked_symbol (b) && shape_node_is_number (a)))
    return shape_node_intern (a->pool, op, args, 2);

  return shape_node_build2 (op, a, b);
}

/* There is no node for an absolute value: where the sign does not tell it is the larger of two. */
static ShapeNode *
build_abs (ShapeNode *a)
{
  if (shape_node_is_yes (a, SHAPE_FACT_EXTENDED_NONNEGATIVE))
    return a;
  if (shape_node_is_yes (a, SHAPE_FACT_EXTENDED_NONPOSITIVE))
    return shape_node_neg (a);
  return shape_node_build2 (SHAPE_OP_MAX, a, shape_node_neg (a));
}

static ShapeNode *
build_is_integer (ShapeNode *a)
{
  return shape_node_eq (shape_node_build1 (SHAPE_OP_TO_FLOAT, shape_node_build1 (SHAPE_OP_FLOOR_TO_INT, a)), a);
}

ShapeNode *
shape_sym_build (ShapeEnv   *env,
                 ShapeSymOp  op,
                 ShapeNode  *a,
                 ShapeNode  *b)
{
  ShapeOp node_op = shape_sym_ops[op].op;

  if (op == SHAPE_SYM_SUB)
    return shape_node_sub (a, b);
  if (op == SHAPE_SYM_POS)
    return a;
  if (op == SHAPE_SYM_NEG)
    return shape_node_neg (a);
  if (op == SHAPE_SYM_ABS)
    return build_abs (a);
  if (op == SHAPE_SYM_IS_INTEGER)
    return build_is_integer (a);
  if (op == SHAPE_SYM_MOD)
    return build_mod (env, a, b);
  if (op >= SHAPE_SYM_EQ && op <= SHAPE_SYM_GE)
    return build_comparison (node_op, a, b);
  if (op == SHAPE_SYM_FLOOR)
    {
      a = shape_env_simplify_floor_div (env, a);
      if (a == NULL)
        return env->pool->error_node;
    }

  return b == NULL ? shape_node_build1 (node_op, a) : shape_node_build2 (node_op, a, b);
}
