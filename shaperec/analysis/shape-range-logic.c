/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-bound-private.h"

static ShapeInterval
fail (ShapeExprPool *pool,
      ShapeError     code,
      const char    *message)
{
  shape_pool_fail (pool, code, "%s", message);
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

/* What is wholly unknown may be a truth value. */
static ShapeInterval
boolify (ShapeExprPool *pool,
         ShapeInterval  self)
{
  if (self.is_bool)
    return self;
  if (shape_interval_is_unknown (self))
    return shape_interval_unknown_bool (pool);
  return fail (pool, SHAPE_ERROR_ASSERTION, "a range is not that of a truth value");
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

ShapeInterval
shape_bound_and (ShapeExprPool       *pool,
                 const ShapeInterval *args)
{
  if (!args[0].is_bool || !args[1].is_bool)
    return fail (pool, SHAPE_ERROR_TYPE, "expecting bool or Boolean");
  return make_truth (pool, may_be_false (args[0]) || may_be_false (args[1]),
                     may_be_true (args[0]) && may_be_true (args[1]));
}

ShapeInterval
shape_bound_or (ShapeExprPool       *pool,
                const ShapeInterval *args)
{
  if (!args[0].is_bool || !args[1].is_bool)
    return fail (pool, SHAPE_ERROR_TYPE, "expecting bool or Boolean");
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
    return fail (pool, SHAPE_ERROR_TYPE, "a truth value has no order");
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
    return fail (pool, SHAPE_ERROR_ASSERTION, "a truth value compared with a number");
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

/* Either branch, whatever the condition. */
ShapeInterval
shape_bound_where (ShapeExprPool       *pool,
                   const ShapeInterval *args)
{
  ShapeInterval condition = boolify (pool, args[0]), b = args[1], c = args[2];

  if (shape_interval_is_error (condition))
    return condition;
  if (b.is_bool != c.is_bool)
    {
      if (!shape_interval_is_unknown (b) && !shape_interval_is_unknown (c))
        return fail (pool, SHAPE_ERROR_ASSERTION, "one branch is a truth value, the other is none");
      return fail (pool, SHAPE_ERROR_TYPE, "expecting bool or Boolean");
    }
  if (b.is_bool)
    return make_truth (pool, may_be_false (b) || may_be_false (c), may_be_true (b) || may_be_true (c));
  return shape_interval_new (shape_constant_least (b.lower, c.lower),
                             shape_constant_greatest (b.upper, c.upper));
}
