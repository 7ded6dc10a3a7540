/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"
#include "shape-gcd-private.h"
#include "shape-simplify-private.h"

/* ModularIndexing (a, b, c): (a // b) % c. */

static ShapeNode *
cancel_gcd (ShapeNode *const *args)
{
  ShapeExprPool *pool = args[0]->pool;
  ShapeNode *base, *divisor, *gcd;

  if (args[1] == pool->one)
    return NULL;
  gcd = shape_node_safe_gcd (args[0], args[1]);
  if (gcd == pool->one || SHAPE_IS (gcd, ERROR))
    return gcd == pool->one ? NULL : gcd;
  base = shape_node_simplify (shape_node_div (args[0], gcd));
  divisor = shape_node_simplify (shape_node_div (args[1], gcd));
  if (base == args[0] && divisor == args[1])
    return shape_pool_fail (pool, SHAPE_ERROR_RECURSION, "maximum recursion depth exceeded");
  return shape_node_build3 (SHAPE_OP_MODULAR_INDEXING, base, divisor, args[2]);
}

static gboolean
starts_negative (ShapeNode *term)
{
  ShapeNode *head = SHAPE_HEAD_OF (term);

  return SHAPE_IS (head, INTEGER) && fmpz_sgn (head->integer) < 0;
}

/* Terms that are multiples of divisor * modulus drop out, unless one that stays is
 * negative. A sum of very many terms is left as it is. */
static ShapeNode *
drop_multiples (ShapeNode *const *args)
{
  ShapeNode *base = args[0], *period = shape_node_mul (args[2], args[1]);
  ShapeNode *terms[20];
  guint n_terms = 0;

  if (!SHAPE_IS (base, ADD) || base->n_args > G_N_ELEMENTS (terms))
    return NULL;
  for (guint i = 0; i < base->n_args; i++)
    {
      ShapeNode *term = base->args[i];
      ShapeNode *gcd = shape_node_safe_gcd_strict (term, period);

      if (SHAPE_IS (gcd, ERROR))
        return gcd;
      if (gcd == period)
        continue;
      if (starts_negative (term))
        return NULL;
      terms[n_terms++] = term;
    }
  if (n_terms == base->n_args)
    return NULL;
  return shape_node_build3 (SHAPE_OP_MODULAR_INDEXING,
                            shape_node_build (base->pool, SHAPE_OP_ADD, terms, n_terms),
                            args[1],
                            args[2]);
}

static ShapeNode *
index_costly (ShapeOp           op,
              ShapeNode *const *args)
{
  ShapeNode *base = args[0], *result = cancel_gcd (args);

  if (result == NULL)
    result = drop_multiples (args);
  if (result == NULL && (SHAPE_IS (base, FLOOR_DIV) || SHAPE_IS (base, CLEAN_DIV)))
    result = shape_node_build3 (op, base->args[0], shape_node_mul (base->args[1], args[1]), args[2]);
  return result;
}

ShapeNode *
shape_modular_indexing_build (ShapeExprPool    *pool,
                              ShapeNode *const *args,
                              guint             n_args)
{
  if (args[0] == pool->zero || args[2] == pool->one)
    return pool->zero;
  if (SHAPE_IS (args[0], INTEGER) && SHAPE_IS (args[1], INTEGER) && SHAPE_IS (args[2], INTEGER))
    {
      ShapeNode *quotient = shape_number_floor_div (args[0], args[1]);

      return SHAPE_IS (quotient, ERROR) ? quotient : shape_number_mod (quotient, args[2]);
    }
  return shape_function_build (SHAPE_OP_MODULAR_INDEXING, args, n_args, index_costly);
}

ShapeTernary
shape_modular_indexing_fact (ShapeNode *node,
                             guint      fact)
{
  ShapeTernary p, q;

  if (fact != SHAPE_FACT_NONNEGATIVE)
    return shape_function_fact (fact, SHAPE_FACT_BIT (INTEGER));
  p = shape_node_is (node->args[0], SHAPE_FACT_NONNEGATIVE);
  q = shape_node_is (node->args[1], SHAPE_FACT_NONNEGATIVE);
  if (p == SHAPE_MAYBE || q == SHAPE_MAYBE)
    return SHAPE_MAYBE;
  return p == q ? SHAPE_YES : SHAPE_NO;
}
