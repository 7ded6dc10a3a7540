/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-build-private.h"

G_BEGIN_DECLS

/* What the functions of torch.utils._sympy.functions have in common. */

#define SHAPE_FACT_BIT(name) (1u << SHAPE_FACT_##name)

/* A function whose class says that the facts of @bits hold, and no more. Every
 * function of commuting arguments commutes. */
#define SHAPE_DEFINE_FACT(name, bits)                                       \
  ShapeTernary                                                              \
  shape_##name##_fact (ShapeNode *node G_GNUC_UNUSED,                       \
                       guint      fact)                                     \
  {                                                                         \
    return shape_function_fact (fact, (bits));                              \
  }

static inline ShapeTernary
shape_function_fact (guint   fact,
                     guint32 bits)
{
  return ((bits | SHAPE_FACT_BIT (COMMUTATIVE)) >> fact) & 1 ? SHAPE_YES : SHAPE_MAYBE;
}

/* The double that is closest to a fraction, the even one of two: also below the
 * smallest normal double. */
double     shape_fraction_to_double (const fmpz_t   numerator,
                                     const fmpz_t   denominator);

/* Python's % of numbers. */
ShapeNode *shape_mod_numbers        (ShapeNode     *p,
                                     ShapeNode     *q);

/* sympy.Mod where it comes to something without a Mod, else NULL. */
ShapeNode *shape_mod_symbolic       (ShapeNode     *p,
                                     ShapeNode     *q);

/* Where a nested integer is in the way. */
ShapeNode *shape_node_divide        (ShapeNode     *a,
                                     ShapeNode     *b);
gboolean   shape_ratio_fails_nested (ShapeNode     *ratio);
gboolean   shape_rest_fails_nested  (ShapeNode     *p);

/* What becomes of a call; NULL where it stays as it is. */
typedef ShapeNode *(*ShapeFunctionRule) (ShapeOp           op,
                                         ShapeNode *const *args);

/* Builds a call by a rule that is costly, so that each question is answered once. An error is
 * not remembered. */
static inline ShapeNode *
shape_function_build (ShapeOp            op,
                      ShapeNode *const  *args,
                      guint              n_args,
                      ShapeFunctionRule  rule)
{
  ShapeExprPool *pool = args[0]->pool;
  ShapeNode *call = shape_node_intern (pool, op, args, n_args), *answer;

  if (SHAPE_IS (call, ERROR))
    return call;
  answer = shape_pool_memo_get (pool, SHAPE_MEMO_BUILD, call);
  if (answer != NULL)
    return answer;
  answer = rule (op, args);
  return shape_pool_memo_set (pool, SHAPE_MEMO_BUILD, call, answer != NULL ? answer : call);
}

G_END_DECLS
