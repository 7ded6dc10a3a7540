/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-interval-private.h"

static inline gboolean
is_made_of_functions (ShapeNode *node)
{
  return SHAPE_HAS_FLAG (node, FUNCTION) || SHAPE_IS (node, MUL) || SHAPE_IS (node, ADD);
}

/* The truth of Python's `a OP b`, where one of them is a constant that is no Number, such as
 * 2**(1/3). Beside a function of numbers that stays as it is, int_oo on the left is told
 * by its sign; on the right it equals everything, as the difference has no digits. */
static gboolean
ask_relation (ShapeOp    op,
              ShapeNode *a,
              ShapeNode *b)
{
  ShapeNode *answer;

  if (SHAPE_IS_INT_OO (a) && is_made_of_functions (b))
    return (shape_number_sign (a) > 0) == (op == SHAPE_OP_GT || op == SHAPE_OP_GE);
  if (SHAPE_IS_INT_OO (b) && is_made_of_functions (a))
    return op == SHAPE_OP_GE || op == SHAPE_OP_LE;
  answer = shape_node_build2 (op, a, b);
  if (!SHAPE_IS_TRUTH_VALUE (answer))
    shape_pool_fail (a->pool, SHAPE_ERROR_TYPE, "cannot determine truth value of Relational");
  return SHAPE_IS (answer, TRUE);
}

static inline gboolean
are_comparable_numbers (ShapeNode *a,
                        ShapeNode *b)
{
  return SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b) && !SHAPE_IS (a, NAN) && !SHAPE_IS (b, NAN);
}

gboolean
shape_constant_less (ShapeNode *a,
                     ShapeNode *b)
{
  if (are_comparable_numbers (a, b))
    return shape_number_compare (a, b) < 0;
  return ask_relation (SHAPE_OP_LT, a, b);
}

gboolean
shape_constant_less_equal (ShapeNode *a,
                           ShapeNode *b)
{
  if (are_comparable_numbers (a, b))
    return shape_number_compare (a, b) <= 0;
  return ask_relation (SHAPE_OP_LE, a, b);
}

ShapeNode *
shape_constant_min (ShapeNode *a,
                    ShapeNode *b)
{
  return shape_constant_less (b, a) ? b : a;
}

ShapeNode *
shape_constant_max (ShapeNode *a,
                    ShapeNode *b)
{
  if (are_comparable_numbers (a, b))
    return shape_number_compare (a, b) < 0 ? b : a;
  return ask_relation (SHAPE_OP_GT, b, a) ? b : a;
}

/* SymPy's Min and Max of constants. Of a Float and an exact number that are equal, the
 * Float is less. */
static ShapeNode *
choose (ShapeNode *a,
        ShapeNode *b,
        ShapeOp    op)
{
  int order;

  if (a == b)
    return a;
  if (!are_comparable_numbers (a, b))
    return shape_node_build2 (op, a, b);
  order = shape_number_compare (a, b);
  if (order == 0)
    order = SHAPE_IS (a, FLOAT) ? -1 : 1;
  return (order < 0) == (op == SHAPE_OP_MIN) ? a : b;
}

ShapeNode *
shape_constant_least (ShapeNode *a,
                      ShapeNode *b)
{
  return choose (a, b, SHAPE_OP_MIN);
}

ShapeNode *
shape_constant_greatest (ShapeNode *a,
                         ShapeNode *b)
{
  return choose (a, b, SHAPE_OP_MAX);
}

ShapeInterval
shape_interval_error (ShapeExprPool *pool)
{
  return (ShapeInterval) { .lower = pool->error_node, .upper = pool->error_node };
}

/* An end has a value; nan has none. */
static inline gboolean
is_constant (ShapeNode *node)
{
  if (SHAPE_IS (node, NAN))
    return FALSE;
  return SHAPE_IS_NUMBER (node) || SHAPE_IS_TRUTH_VALUE (node) || shape_node_is_number (node);
}

static inline gboolean
is_integer_end (ShapeNode *node)
{
  return SHAPE_IS (node, INTEGER) || SHAPE_IS_INT_OO (node);
}

ShapeInterval
shape_interval_new_unchecked (ShapeNode *lower,
                              ShapeNode *upper)
{
  ShapeInterval self = { .lower = lower, .upper = upper };

  self.is_bool = SHAPE_IS_TRUTH_VALUE (lower);
  self.is_int = !self.is_bool && is_integer_end (lower) && is_integer_end (upper);
  return self;
}

static gboolean
are_in_order (ShapeNode *lower,
              ShapeNode *upper)
{
  if (SHAPE_IS_TRUTH_VALUE (lower))
    return SHAPE_IS (lower, FALSE) || SHAPE_IS (upper, TRUE);
  if (are_comparable_numbers (lower, upper))
    return shape_number_compare (lower, upper) <= 0;
  return ask_relation (SHAPE_OP_GE, upper, lower);
}

/* Ends of which one is no constant, or that are of two kinds. */
static void
fail_ends (ShapeNode *lower,
           ShapeNode *upper)
{
  ShapeExprPool *pool = lower->pool;
  ShapeNode *bad = !is_constant (lower) ? lower : !is_constant (upper) ? upper : NULL;
  g_autofree char *l = shape_node_to_sympy_str (lower), *u = shape_node_to_sympy_str (upper);

  if (bad != NULL && SHAPE_IS (bad, NAN))
    shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "sympy expression is NaN");
  else if (bad != NULL)
    shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "%s", bad == lower ? l : u);
  else if (SHAPE_IS_TRUTH_VALUE (lower))
    shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "(%s, %s)", l, u);
  else
    shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "upper must be a sympy.Expr when lower is a sympy.Expr");
}

static void
fail_order (ShapeNode *lower,
            ShapeNode *upper)
{
  g_autofree char *l = shape_node_to_sympy_str (lower), *u = shape_node_to_sympy_str (upper);

  shape_pool_fail (lower->pool, SHAPE_ERROR_VALUE_RANGE, "Invalid ranges [%s:%s]", l, u);
}

ShapeInterval
shape_interval_new (ShapeNode *lower,
                    ShapeNode *upper)
{
  ShapeExprPool *pool = lower->pool;

  if (shape_pool_has_error (pool))
    return shape_interval_error (pool);
  if (!is_constant (lower) || !is_constant (upper) || SHAPE_IS_TRUTH_VALUE (lower) != SHAPE_IS_TRUTH_VALUE (upper))
    fail_ends (lower, upper);
  else if (!are_in_order (lower, upper))
    fail_order (lower, upper);
  if (shape_pool_has_error (pool))
    return shape_interval_error (pool);

  if (SHAPE_IS (lower, INTEGER) && SHAPE_IS (upper, INFINITY))
    upper = shape_node_constant (pool, SHAPE_OP_INT_INFINITY);
  if (SHAPE_IS (upper, INTEGER) && SHAPE_IS (lower, NEGATIVE_INFINITY))
    lower = shape_node_constant (pool, SHAPE_OP_NEGATIVE_INT_INFINITY);
  return shape_interval_new_unchecked (lower, upper);
}

ShapeInterval
shape_interval_wrap (ShapeNode *value)
{
  return shape_interval_new (value, value);
}

ShapeInterval
shape_interval_unknown (ShapeExprPool *pool)
{
  return (ShapeInterval) {
    .lower = shape_node_constant (pool, SHAPE_OP_NEGATIVE_INFINITY),
    .upper = shape_node_constant (pool, SHAPE_OP_INFINITY),
  };
}

ShapeInterval
shape_interval_unknown_int (ShapeExprPool *pool)
{
  return (ShapeInterval) {
    .lower = shape_node_constant (pool, SHAPE_OP_NEGATIVE_INT_INFINITY),
    .upper = shape_node_constant (pool, SHAPE_OP_INT_INFINITY),
    .is_int = TRUE,
    .is_unknown_int = TRUE,
  };
}

ShapeInterval
shape_interval_unknown_bool (ShapeExprPool *pool)
{
  return (ShapeInterval) { .lower = pool->false_node, .upper = pool->true_node, .is_bool = TRUE };
}

static inline gboolean
are_of_one_kind (ShapeInterval a,
                 ShapeInterval b)
{
  return a.is_bool == b.is_bool && a.is_int == b.is_int;
}

static ShapeInterval
fail_kinds (ShapeInterval a,
            ShapeInterval b)
{
  g_autoptr (GString) ranges = g_string_new (NULL);

  shape_interval_print (a, ranges);
  g_string_append (ranges, ", ");
  shape_interval_print (b, ranges);
  shape_pool_fail (a.lower->pool, SHAPE_ERROR_ASSERTION, "(%s)", ranges->str);
  return shape_interval_error (a.lower->pool);
}

ShapeInterval
shape_interval_intersect (ShapeInterval a,
                          ShapeInterval b)
{
  if (shape_interval_is_error (a) || shape_interval_is_unknown (b) || shape_interval_is_all_ints (b))
    return a;
  if (shape_interval_is_error (b) || shape_interval_is_unknown (a) || shape_interval_is_all_ints (a))
    return b;
  if (!are_of_one_kind (a, b))
    return fail_kinds (a, b);
  if (a.is_bool)
    return shape_interval_new (SHAPE_IS (a.lower, TRUE) ? a.lower : b.lower,
                               SHAPE_IS (a.upper, FALSE) ? a.upper : b.upper);
  return shape_interval_new (shape_constant_greatest (a.lower, b.lower),
                             shape_constant_least (a.upper, b.upper));
}

ShapeInterval
shape_interval_unite (ShapeInterval a,
                      ShapeInterval b)
{
  if (shape_interval_is_error (a) || shape_interval_is_unknown (a))
    return a;
  if (shape_interval_is_error (b) || shape_interval_is_unknown (b))
    return b;
  if (!are_of_one_kind (a, b))
    return fail_kinds (a, b);
  if (a.is_bool)
    return shape_interval_new (SHAPE_IS (a.lower, FALSE) ? a.lower : b.lower,
                               SHAPE_IS (a.upper, TRUE) ? a.upper : b.upper);
  return shape_interval_new (shape_constant_least (a.lower, b.lower),
                             shape_constant_greatest (a.upper, b.upper));
}

gboolean
shape_interval_is_subset (ShapeInterval self,
                          ShapeInterval other)
{
  if (shape_interval_is_error (self) || shape_interval_is_error (other))
    return FALSE;
  if (other.is_unknown_int)
    return TRUE;
  if (self.is_bool != other.is_bool)
    {
      fail_ends (other.lower, self.lower);
      return FALSE;
    }
  return are_in_order (other.lower, self.lower) && are_in_order (self.upper, other.upper);
}

gboolean
shape_interval_contains (ShapeInterval  self,
                         ShapeNode     *value)
{
  return shape_interval_is_subset (shape_interval_wrap (value), self);
}

void
shape_interval_print (ShapeInterval  self,
                      GString       *out)
{
  g_autofree char *lower = shape_node_to_sympy_str (self.lower);
  g_autofree char *upper = shape_node_to_sympy_str (self.upper);

  g_string_append_printf (out, "VR[%s, %s]", lower, upper);
}
