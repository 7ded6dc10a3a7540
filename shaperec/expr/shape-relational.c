/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"
#include "shape-deduce-private.h"
#include "shape-float-private.h"
#include "shape-relational-private.h"
#include "shape-wave-private.h"

#include <math.h>

/* Building relations: each is true, false, or stays as it is. What became of one is
 * kept in the flags of the node of the relation as it stands. */

static gboolean
is_expr (ShapeNode *node)
{
  return !SHAPE_IS_BOOLEAN (node);
}

/* An Identity is told from 0, from which its difference is itself, by the number in it; if there
 * is another Identity in it the reference goes in a circle. */
static gboolean
compare_identity (ShapeNode *identity,
                  int       *sign)
{
  *sign = 1;
  if (SHAPE_IS_NUMBER (identity->args[0]))
    *sign = shape_number_sign (identity->args[0]);
  else
    shape_pool_fail (identity->pool, SHAPE_ERROR_RECURSION, "maximum recursion depth exceeded");
  return TRUE;
}

/* The sign of a - b for expressions of numbers; FALSE where it cannot be told. */
static gboolean
compare_values (ShapeNode *a,
                ShapeNode *b,
                int       *sign)
{
  double value;

  if (SHAPE_IS (a, INTEGER) && SHAPE_IS (b, INTEGER))
    *sign = fmpz_cmp (a->integer, b->integer);
  else if (!shape_node_is_comparable (a) || !shape_node_is_comparable (b))
    return FALSE;
  else
    {
      ShapeNode *difference = shape_node_sub (a, b);

      if (SHAPE_IS (difference, NAN))
        return FALSE;
      if (SHAPE_IS_NUMBER (difference))
        *sign = shape_number_sign (difference);
      else if (SHAPE_IS (difference, IDENTITY))
        return compare_identity (difference, sign);
      else if (!shape_node_evalf (difference, &value) || isnan (value) || fabs (value) < 1e-9)
        return FALSE;
      else
        *sign = value > 0 ? 1 : -1;
    }
  return TRUE;
}

/* A nested int is at least 2 and otherwise only comparable with its own multiples. */
static ShapeTernary
is_singleton_ge (ShapeNode *a,
                 ShapeNode *b)
{
  gboolean both = SHAPE_IS (a, SINGLETON_INT) && SHAPE_IS (b, SINGLETON_INT);

  if (both && a->singleton.value == b->singleton.value)
    return shape_ternary_from_bool (a->singleton.coeff >= b->singleton.coeff);
  if (SHAPE_IS (a, INTEGER) && fmpz_cmp_si (a->integer, 2) < 0)
    return SHAPE_NO;
  if (SHAPE_IS (b, INTEGER) && fmpz_cmp_si (b->integer, 2) <= 0)
    return SHAPE_YES;
  if (both || SHAPE_IS (a, INTEGER) || SHAPE_IS (b, INTEGER))
    shape_pool_fail (a->pool, SHAPE_ERROR_VALUE, "Symbolic SingletonInt: Relation is indeterminate");
  return SHAPE_MAYBE;
}

/* Where one of them is a range of values (cos, sin or tan of an infinity), and the other one a
 * range or a number. FALSE: neither is. */
static gboolean
get_limits (ShapeNode *a,
            ShapeNode *b,
            ShapeNode *limits_a[2],
            ShapeNode *limits_b[2])
{
  return (shape_node_may_have_waves (a) || shape_node_may_have_waves (b))
         && shape_node_get_limits (a, limits_a) && shape_node_get_limits (b, limits_b);
}

/* a >= b for ranges. FALSE: they are none. */
static gboolean
compare_limits (ShapeNode    *a,
                ShapeNode    *b,
                ShapeTernary *answer)
{
  ShapeNode *limits_a[2], *limits_b[2];

  if (!get_limits (a, b, limits_a, limits_b))
    return FALSE;
  *answer = SHAPE_MAYBE;
  if (SHAPE_IS (shape_node_ge (limits_a[0], limits_b[1]), TRUE))
    *answer = SHAPE_YES;
  else if (SHAPE_IS (shape_node_lt (limits_a[1], limits_b[0]), TRUE))
    *answer = SHAPE_NO;
  return TRUE;
}

/* SymPy's is_ge. */
static ShapeTernary
are_ge (ShapeNode *a,
        ShapeNode *b)
{
  ShapeNode *difference;
  ShapeTernary answer;
  int sign;

  if (SHAPE_IS (a, SINGLETON_INT) || SHAPE_IS (b, SINGLETON_INT))
    return is_singleton_ge (a, b);
  if (compare_limits (a, b, &answer))
    return answer;
  if (compare_values (a, b, &sign))
    return shape_ternary_from_bool (sign >= 0);
  if (!shape_node_is_yes (a, SHAPE_FACT_EXTENDED_REAL) || !shape_node_is_yes (b, SHAPE_FACT_EXTENDED_REAL))
    return SHAPE_MAYBE;
  if ((shape_node_is_yes (a, SHAPE_FACT_INFINITE) && shape_node_is_yes (a, SHAPE_FACT_EXTENDED_POSITIVE)) ||
      (shape_node_is_yes (b, SHAPE_FACT_INFINITE) && shape_node_is_yes (b, SHAPE_FACT_EXTENDED_NEGATIVE)))
    return SHAPE_YES;
  difference = shape_node_sub (a, b);
  if (SHAPE_IS (difference, NAN) || SHAPE_IS (difference, ERROR))
    return SHAPE_MAYBE;
  return shape_node_is (difference, SHAPE_FACT_EXTENDED_NONNEGATIVE);
}

static ShapeTernary
exclusive_or (ShapeTernary a,
              ShapeTernary b)
{
  return a == SHAPE_MAYBE || b == SHAPE_MAYBE ? SHAPE_MAYBE : shape_ternary_from_bool (a != b);
}

/* At least one side is infinite. */
static ShapeTernary
is_infinite_eq (ShapeNode *a,
                ShapeNode *b)
{
  ShapeTernary real_a = shape_node_is (a, SHAPE_FACT_EXTENDED_REAL);
  ShapeTernary real_b = shape_node_is (b, SHAPE_FACT_EXTENDED_REAL);

  if (exclusive_or (shape_node_is (a, SHAPE_FACT_INFINITE), shape_node_is (b, SHAPE_FACT_INFINITE)) == SHAPE_YES ||
      exclusive_or (real_a, real_b) == SHAPE_YES)
    return SHAPE_NO;
  if (real_a == SHAPE_YES && real_b == SHAPE_YES)
    return shape_ternary_not (exclusive_or (shape_node_is (a, SHAPE_FACT_EXTENDED_POSITIVE),
                                            shape_node_is (b, SHAPE_FACT_EXTENDED_POSITIVE)));
  if (SHAPE_IS (a, COMPLEX_INFINITY) || SHAPE_IS (b, COMPLEX_INFINITY))
    return SHAPE_NO; /* its direction is nan, which equals nothing */
  return SHAPE_MAYBE;
}

/* No number that is not whole, or not rational, makes up for a Float. */
static gboolean
float_forbids_zero (ShapeNode *difference)
{
  ShapeNode *rest, *constant = shape_node_as_coeff_add (difference, &rest);

  if (!SHAPE_IS (constant, FLOAT))
    return FALSE;
  return shape_node_is_no (rest, shape_float_is_whole (constant) ? SHAPE_FACT_INTEGER : SHAPE_FACT_RATIONAL);
}

static gboolean
has_infinite_term (ShapeNode *node)
{
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n);

  for (guint i = 0; i < n; i++)
    if (shape_node_is_yes (terms[i], SHAPE_FACT_INFINITE))
      return TRUE;
  return FALSE;
}

/* Whether a fraction is 0. */
static ShapeTernary
is_ratio_zero (ShapeNode *difference)
{
  ShapeNode *d, *n = shape_node_as_numer_denom (difference, &d);

  if (shape_node_is_yes (n, SHAPE_FACT_ZERO))
    return shape_node_is (d, SHAPE_FACT_NONZERO);
  if (shape_node_is_yes (n, SHAPE_FACT_FINITE))
    {
      if (shape_node_is_yes (d, SHAPE_FACT_INFINITE))
        return SHAPE_YES;
      return shape_node_is_no (n, SHAPE_FACT_ZERO) ? shape_node_is (d, SHAPE_FACT_INFINITE) : SHAPE_MAYBE;
    }
  return has_infinite_term (n) ? SHAPE_NO : SHAPE_MAYBE;
}

static ShapeTernary
is_difference_zero (ShapeNode *a,
                    ShapeNode *b)
{
  ShapeNode *difference = shape_node_sub (a, b);
  ShapeTernary zero;
  int sign;

  if (SHAPE_IS (difference, ERROR))
    return SHAPE_MAYBE;
  zero = shape_node_is (difference, SHAPE_FACT_ZERO);
  if (zero == SHAPE_YES || (zero == SHAPE_NO && shape_node_is_yes (difference, SHAPE_FACT_COMMUTATIVE)))
    return zero;
  if (float_forbids_zero (difference))
    return SHAPE_NO;
  if (SHAPE_IS (difference, IDENTITY) && shape_node_is_comparable (a) && shape_node_is_comparable (b))
    return SHAPE_NO;
  if (compare_values (a, b, &sign))
    return shape_ternary_from_bool (sign == 0);
  return is_ratio_zero (difference);
}

/* Ranges equal each other where they are the same, and no infinity that is in none. */
static ShapeTernary
are_limits_eq (ShapeNode *a,
               ShapeNode *b)
{
  ShapeNode *limits_a[2], *limits_b[2];

  if (!get_limits (a, b, limits_a, limits_b))
    return SHAPE_MAYBE;
  if (limits_a[0] == limits_b[0] && limits_a[1] == limits_b[1])
    return SHAPE_YES;
  if ((shape_node_is_infinite (a) && !shape_node_is_infinite (limits_b[0]))
      || (shape_node_is_infinite (b) && !shape_node_is_infinite (limits_a[0])))
    return SHAPE_NO;
  return SHAPE_MAYBE;
}

/* SymPy's is_eq. */
static ShapeTernary
are_eq (ShapeNode *a,
        ShapeNode *b)
{
  ShapeTernary answer;

  if (SHAPE_IS (a, SINGLETON_INT) || SHAPE_IS (b, SINGLETON_INT))
    return shape_ternary_from_bool (a == b);
  if ((SHAPE_IS (a, NAN) && is_expr (b)) || (SHAPE_IS (b, NAN) && is_expr (a)))
    return SHAPE_NO;
  if (a == b)
    return SHAPE_YES;
  if (SHAPE_IS (a, INTEGER) && SHAPE_IS (b, INTEGER))
    return SHAPE_NO;
  if (SHAPE_IS_BOOLEAN (a) && SHAPE_IS_BOOLEAN (b))
    return SHAPE_IS_ATOM (a) && SHAPE_IS_ATOM (b) ? SHAPE_NO : SHAPE_MAYBE;
  if (SHAPE_IS_BOOLEAN (a) || SHAPE_IS_BOOLEAN (b))
    return SHAPE_IS (a, SYMBOL) || SHAPE_IS (b, SYMBOL) ? SHAPE_MAYBE : SHAPE_NO;
  answer = are_limits_eq (a, b);
  if (answer != SHAPE_MAYBE)
    return answer;
  if (shape_node_is_yes (a, SHAPE_FACT_INFINITE) || shape_node_is_yes (b, SHAPE_FACT_INFINITE))
    return is_infinite_eq (a, b);
  return is_difference_zero (a, b);
}

void
shape_pool_fail_truth_order (ShapeExprPool *pool)
{
  shape_pool_fail (pool, SHAPE_ERROR_TYPE,
                   "\nA Boolean argument can only be used in Eq and Ne; all other\nrelationals expect real expressions.");
}

/* FALSE, with the pool's error set, for sides that have no order. */
static gboolean
check_side (ShapeNode *side)
{
  if (!is_expr (side))
    {
      shape_pool_fail_truth_order (side->pool);
      return FALSE;
    }
  if (shape_node_is_no (side, SHAPE_FACT_EXTENDED_REAL))
    {
      g_autofree char *text = shape_node_to_sympy_str (side);

      shape_pool_fail (side->pool, SHAPE_ERROR_TYPE, "Invalid comparison of non-real %s", text);
      return FALSE;
    }
  if (SHAPE_IS (side, NAN))
    {
      shape_pool_fail (side->pool, SHAPE_ERROR_TYPE, "Invalid NaN comparison");
      return FALSE;
    }
  return TRUE;
}

static ShapeTernary
decide (ShapeOp    op,
        ShapeNode *a,
        ShapeNode *b)
{
  if (op != SHAPE_OP_EQ && op != SHAPE_OP_NE && (!check_side (a) || !check_side (b)))
    return SHAPE_MAYBE;
  switch (op)
    {
    case SHAPE_OP_EQ: return are_eq (a, b);
    case SHAPE_OP_NE: return shape_ternary_not (are_eq (a, b));
    case SHAPE_OP_GE: return are_ge (a, b);
    case SHAPE_OP_LE: return are_ge (b, a);
    case SHAPE_OP_LT: return shape_ternary_not (are_ge (a, b));
    case SHAPE_OP_GT: default: return shape_ternary_not (are_ge (b, a));
    }
}

static ShapeNode *
build (ShapeExprPool    *pool,
       ShapeOp           op,
       ShapeNode *const *args)
{
  ShapeNode *relation;

  if (SHAPE_IS (args[0], INTEGER) && SHAPE_IS (args[1], INTEGER))
    return shape_node_bool (pool, decide (op, args[0], args[1]) == SHAPE_YES);
  relation = shape_node_intern (pool, op, args, 2);
  if ((relation->flags & SHAPE_NODE_DECIDED) == 0)
    {
      ShapeTernary answer = shape_relation_is_open (relation) ? SHAPE_MAYBE : decide (op, args[0], args[1]);

      if (shape_pool_has_error (pool))
        return pool->error_node;
      relation->flags |= SHAPE_NODE_DECIDED;
      if (answer != SHAPE_MAYBE)
        relation->flags |= answer == SHAPE_YES ? SHAPE_NODE_HOLDS : SHAPE_NODE_FAILS;
    }
  if ((relation->flags & (SHAPE_NODE_HOLDS | SHAPE_NODE_FAILS)) == 0)
    return relation;
  return shape_node_bool (pool, (relation->flags & SHAPE_NODE_HOLDS) != 0);
}

#define DEFINE_BUILD(name, op) \
  ShapeNode * \
  shape_##name##_build (ShapeExprPool    *pool, \
                        ShapeNode *const *args, \
                        guint             n_args G_GNUC_UNUSED) \
  { \
    return build (pool, SHAPE_OP_##op, args); \
  }

DEFINE_BUILD (eq, EQ)
DEFINE_BUILD (ne, NE)
DEFINE_BUILD (lt, LT)
DEFINE_BUILD (le, LE)
DEFINE_BUILD (gt, GT)
DEFINE_BUILD (ge, GE)
