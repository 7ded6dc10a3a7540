/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-private.h"

#include "../expr/shape-build-private.h"
#include "../expr/shape-relational-private.h"

ShapeInterval
shape_bound_fail_kinds (ShapeExprPool *pool)
{
  shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "operands must both be boolean ValueRanges or both non-boolean");
  return shape_interval_error (pool);
}

static ShapeInterval
make_truth (ShapeExprPool *pool,
            gboolean       may_be_false,
            gboolean       may_be_true)
{
  return shape_interval_new_unchecked (may_be_false ? pool->false_node : pool->true_node,
                                       may_be_true ? pool->true_node : pool->false_node);
}

static inline gboolean
may_be_true (ShapeInterval self)
{
  return SHAPE_IS (self.upper, TRUE);
}

static inline gboolean
may_be_false (ShapeInterval self)
{
  return SHAPE_IS (self.lower, FALSE);
}

static ShapeInterval
fail_not_truth (ShapeInterval self)
{
  g_autoptr (GString) range = g_string_new (NULL);

  shape_interval_print (self, range);
  shape_pool_fail (self.lower->pool, SHAPE_ERROR_ASSERTION, "not bool like %s", range->str);
  return shape_interval_error (self.lower->pool);
}

/* What is wholly unknown may be a truth value. */
static ShapeInterval
boolify (ShapeExprPool *pool,
         ShapeInterval  self)
{
  if (self.is_bool)
    return self;
  if (shape_interval_is_unknown (self))
    return shape_interval_unknown_bool (pool);
  return fail_not_truth (self);
}

static ShapeInterval
negate (ShapeExprPool *pool,
        ShapeInterval  self)
{
  self = boolify (pool, self);
  if (shape_interval_is_error (self))
    return self;
  return make_truth (pool, may_be_true (self), may_be_false (self));
}

ShapeInterval
shape_bound_not (ShapeExprPool       *pool,
                 const ShapeInterval *args)
{
  return negate (pool, args[0]);
}

/* And and Or take 0 and 1 for truth values, and no other number. */
static ShapeInterval
join (ShapeOp       op,
      ShapeInterval a,
      ShapeInterval b)
{
  ShapeNode *lower = shape_node_build2 (op, a.lower, b.lower);
  ShapeNode *upper = shape_node_build2 (op, a.upper, b.upper);

  return shape_interval_new (lower, upper);
}

ShapeInterval
shape_bound_and (ShapeExprPool       *pool,
                 const ShapeInterval *args)
{
  if (!args[0].is_bool || !args[1].is_bool)
    return join (SHAPE_OP_AND, args[0], args[1]);
  return make_truth (pool, may_be_false (args[0]) || may_be_false (args[1]),
                     may_be_true (args[0]) && may_be_true (args[1]));
}

ShapeInterval
shape_bound_or (ShapeExprPool       *pool,
                const ShapeInterval *args)
{
  if (!args[0].is_bool || !args[1].is_bool)
    return join (SHAPE_OP_OR, args[0], args[1]);
  return make_truth (pool, may_be_false (args[0]) && may_be_false (args[1]),
                     may_be_true (args[0]) || may_be_true (args[1]));
}

/* They are equal, they are apart, or it cannot be told. */
ShapeInterval
shape_bound_eq (ShapeExprPool       *pool,
                const ShapeInterval *args)
{
  ShapeInterval a = args[0], b = args[1];

  if (shape_interval_is_singleton (a) && shape_interval_equal (a, b))
    return make_truth (pool, FALSE, TRUE);
  if (a.is_bool || b.is_bool)
    {
      shape_pool_fail_truth_order (pool);
      return shape_interval_error (pool);
    }
  if (shape_constant_less (b.upper, a.lower) || shape_constant_less (a.upper, b.lower))
    return make_truth (pool, TRUE, FALSE);
  return make_truth (pool, TRUE, TRUE);
}

ShapeInterval
shape_bound_ne (ShapeExprPool       *pool,
                const ShapeInterval *args)
{
  ShapeInterval equal = shape_bound_eq (pool, args);

  return shape_interval_is_error (equal) ? equal : negate (pool, equal);
}

static ShapeInterval
bound_less (ShapeExprPool *pool,
            ShapeInterval  a,
            ShapeInterval  b)
{
  if (a.is_bool != b.is_bool)
    return shape_bound_fail_kinds (pool);
  if (a.is_bool)
    return shape_bound_and (pool, (ShapeInterval[]) { negate (pool, a), b });
  if (shape_constant_less (a.upper, b.lower))
    return make_truth (pool, FALSE, TRUE);
  return make_truth (pool, TRUE, !shape_constant_less_equal (b.upper, a.lower));
}

ShapeInterval
shape_bound_lt (ShapeExprPool       *pool,
                const ShapeInterval *args)
{
  return bound_less (pool, args[0], args[1]);
}

ShapeInterval
shape_bound_gt (ShapeExprPool       *pool,
                const ShapeInterval *args)
{
  return bound_less (pool, args[1], args[0]);
}

ShapeInterval
shape_bound_le (ShapeExprPool       *pool,
                const ShapeInterval *args)
{
  ShapeInterval greater = shape_bound_gt (pool, args);

  return shape_interval_is_error (greater) ? greater : negate (pool, greater);
}

ShapeInterval
shape_bound_ge (ShapeExprPool       *pool,
                const ShapeInterval *args)
{
  ShapeInterval less = shape_bound_lt (pool, args);

  return shape_interval_is_error (less) ? less : negate (pool, less);
}

/* One branch is a truth value, and the other is none: that must be wholly unknown. */
static ShapeInterval
join_kinds (ShapeInterval b,
            ShapeInterval c)
{
  if (shape_interval_is_unknown (b))
    return b;
  if (shape_interval_is_unknown (c))
    return join (SHAPE_OP_AND, b, c);
  shape_pool_fail (b.lower->pool, SHAPE_ERROR_ASSERTION,
                   "where() requires b and c to have the same boolean-ness or allow unknown()");
  return shape_interval_error (b.lower->pool);
}

/* Either branch, whatever the condition. */
ShapeInterval
shape_bound_where (ShapeExprPool       *pool,
                   const ShapeInterval *args)
{
  ShapeInterval condition = boolify (pool, args[0]), b = args[1], c = args[2];

  if (shape_interval_is_error (condition))
    return condition;
  if (b.is_bool != c.is_bool)
    return join_kinds (b, c);
  if (b.is_bool)
    return make_truth (pool, may_be_false (b) || may_be_false (c), may_be_true (b) || may_be_true (c));
  return shape_interval_new (shape_constant_least (b.lower, c.lower),
                             shape_constant_greatest (b.upper, c.upper));
}
