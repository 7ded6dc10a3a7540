/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"
#include "shape-gcd-private.h"
#include "shape-simplify-private.h"

#include <math.h>

/* FloorDiv: the quotient of integers, rounded down. CleanDiv is one that is known to
 * leave no rest; CeilDiv, rounded up, is built from the two. */

static inline gboolean
is_floor_div (ShapeNode *node)
{
  return SHAPE_IS (node, FLOOR_DIV) || SHAPE_IS (node, CLEAN_DIV);
}

/* equal_valued: the Integer or the Float. */
static inline gboolean
is_valued (ShapeNode *node,
           int        value)
{
  return shape_node_is_int (node, value) || (SHAPE_IS (node, FLOAT) && node->real == value);
}

static ShapeNode *
floor_infinite (ShapeNode *base,
                ShapeNode *divisor)
{
  double quotient = shape_number_to_double (base) / shape_number_to_double (divisor);

  if (isnan (quotient))
    return shape_node_constant (base->pool, SHAPE_OP_NAN);
  if (isinf (quotient))
    return shape_node_constant (base->pool,
                                quotient > 0 ? SHAPE_OP_INT_INFINITY : SHAPE_OP_NEGATIVE_INT_INFINITY);
  return base->pool->zero; /* something finite by an infinity: a zero of either sign */
}

/* The cases that need no more than a look. NULL: none of them. */
static ShapeNode *
floor_plain (ShapeNode *base,
             ShapeNode *divisor)
{
  ShapeExprPool *pool = base->pool;

  if (shape_node_is_yes (divisor, SHAPE_FACT_ZERO))
    return shape_pool_fail (pool, SHAPE_ERROR_ZERO_DIVISION, "division by zero");
  if (SHAPE_IS (base, INTEGER) && SHAPE_IS (divisor, INTEGER))
    return shape_number_floor_div (base, divisor);
  if (shape_node_is_infinite (base) && shape_node_is_infinite (divisor))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (SHAPE_IS (base, NAN) || SHAPE_IS (divisor, NAN))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (shape_node_is_yes (base, SHAPE_FACT_ZERO))
    return pool->zero;
  if (is_valued (divisor, 1) && shape_node_is_yes (base, SHAPE_FACT_INTEGER))
    return base;
  if (is_valued (divisor, -1) && shape_node_is_yes (base, SHAPE_FACT_INTEGER))
    return shape_node_neg (base);
  if (base == divisor)
    return pool->one;
  if (SHAPE_IS_NUMBER (base) && SHAPE_IS_NUMBER (divisor) &&
      (shape_node_is_infinite (base) || shape_node_is_infinite (divisor)))
    return floor_infinite (base, divisor);
  return NULL;
}

/* Is @quotient, of a term by an Integer, an integer? SymPy takes some products with a
 * fraction in them for integers, so those are looked through. */
static gboolean
divides_evenly (ShapeNode *quotient)
{
  if (!shape_node_is_yes (quotient, SHAPE_FACT_INTEGER))
    return FALSE;
  return !SHAPE_IS (quotient, MUL) || !shape_node_has_op (quotient, SHAPE_OP_RATIONAL);
}

static gboolean
has_infinite_coeff (ShapeNode *term)
{
  return shape_node_is_infinite (SHAPE_HEAD_OF (term));
}

/* (x + y) // d is x // d + y / d where d divides y. A term with infinity in it goes as
 * well; what is left without it, infinity minus infinity, is nan. */
static ShapeNode *
floor_terms (ShapeNode *base,
             ShapeNode *divisor)
{
  ShapeExprPool *pool = base->pool;
  guint n, n_quotients = 0, n_rest = 0;
  ShapeNode *const *terms = shape_node_make_args (&base, SHAPE_OP_ADD, &n);
  g_autofree ShapeNode **parts = g_new (ShapeNode *, 2 * n + 1);
  ShapeNode **quotients = parts, **rest = parts + n + 1;

  for (guint i = 0; i < n; i++)
    {
      ShapeNode *quotient = shape_node_divide (terms[i], divisor);

      if (SHAPE_IS (quotient, ERROR))
        return quotient;
      if (divides_evenly (quotient) && has_infinite_coeff (terms[i]))
        return shape_node_constant (pool, SHAPE_OP_NAN);
      if (divides_evenly (quotient))
        quotients[n_quotients++] = quotient;
      else
        rest[n_rest++] = terms[i];
    }
  if (n_quotients == 0)
    return NULL;
  quotients[n_quotients++] = shape_node_build2 (SHAPE_OP_FLOOR_DIV,
                                                shape_node_build (pool, SHAPE_OP_ADD, rest, n_rest),
                                                divisor);
  return shape_node_build (pool, SHAPE_OP_ADD, quotients, n_quotients);
}

static ShapeNode *
simplify_part (ShapeNode *part)
{
  if (!SHAPE_IS (part, SINGLETON_INT) && shape_node_has_nested_int (part))
    return shape_node_fail_walking (part->pool);
  return shape_node_simplify (part);
}

static ShapeNode *
cancel_gcd (ShapeNode *base,
            ShapeNode *divisor)
{
  ShapeNode *gcd = shape_node_factor_gcd (base, divisor);

  if (is_valued (gcd, 1) && SHAPE_IS (divisor, ADD))
    gcd = shape_node_safe_gcd (base, divisor);
  if (is_valued (gcd, 1))
    return NULL;
  return shape_node_build2 (SHAPE_OP_FLOOR_DIV,
                            simplify_part (shape_node_div (base, gcd)),
                            simplify_part (shape_node_div (divisor, gcd)));
}

static ShapeNode *
floor_costly (ShapeOp           op G_GNUC_UNUSED,
              ShapeNode *const *args)
{
  ShapeNode *base = args[0], *divisor = args[1], *result = NULL;

  if (SHAPE_IS (base, SINGLETON_INT) || SHAPE_IS (divisor, SINGLETON_INT))
    return shape_node_fail_operator (base->pool);
  if (is_floor_div (base))
    result = shape_node_build2 (SHAPE_OP_FLOOR_DIV, base->args[0], shape_node_mul (base->args[1], divisor));
  if (result == NULL && SHAPE_IS (divisor, INTEGER))
    result = floor_terms (base, divisor);
  return result != NULL ? result : cancel_gcd (base, divisor);
}

static ShapeNode *
build (ShapeOp           op,
       ShapeNode *const *args)
{
  ShapeNode *plain = floor_plain (args[0], args[1]);

  return plain != NULL ? plain : shape_function_build (op, args, 2, floor_costly);
}

ShapeNode *
shape_floor_div_build (ShapeExprPool    *pool G_GNUC_UNUSED,
                       ShapeNode *const *args,
                       guint             n_args G_GNUC_UNUSED)
{
  return build (SHAPE_OP_FLOOR_DIV, args);
}

ShapeNode *
shape_clean_div_build (ShapeExprPool    *pool G_GNUC_UNUSED,
                       ShapeNode *const *args,
                       guint             n_args G_GNUC_UNUSED)
{
  return build (SHAPE_OP_CLEAN_DIV, args);
}

ShapeNode *
shape_ceil_div_build (ShapeExprPool    *pool,
                      ShapeNode *const *args,
                      guint             n_args G_GNUC_UNUSED)
{
  ShapeNode *base = args[0], *divisor = args[1], *gcd = shape_node_gcd_strict (base, divisor);

  if (SHAPE_IS (gcd, ERROR))
    return gcd;
  if (gcd == divisor)
    return shape_node_build2 (SHAPE_OP_CLEAN_DIV, base, divisor);
  base = shape_node_add (base, shape_node_sub (divisor, pool->one));
  return shape_node_build2 (SHAPE_OP_FLOOR_DIV, base, divisor);
}

ShapeTernary
shape_floor_div_fact (ShapeNode *node,
                      guint      fact)
{
  if (fact != SHAPE_FACT_NONNEGATIVE)
    return shape_function_fact (fact, SHAPE_FACT_BIT (INTEGER));
  for (guint i = 0; i < 2; i++)
    if (!shape_node_is_yes (node->args[i], SHAPE_FACT_INTEGER) ||
        !shape_node_is_yes (node->args[i], SHAPE_FACT_NONNEGATIVE))
      return SHAPE_MAYBE;
  return SHAPE_YES;
}

ShapeTernary
shape_clean_div_fact (ShapeNode *node,
                      guint      fact)
{
  return shape_floor_div_fact (node, fact);
}
