/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-simplify-private.h"

/* What becomes of int_oo and oo where SymPy simplifies, or takes factors out of a sum. */

/* oo or -oo times @node. */
static ShapeNode *
times_infinity (ShapeNode *infinity,
                ShapeNode *node)
{
  ShapeOp op = SHAPE_IS (infinity, INT_INFINITY) ? SHAPE_OP_INFINITY : SHAPE_OP_NEGATIVE_INFINITY;

  return shape_node_mul (shape_node_constant (node->pool, op), node);
}

/* Infinity taken out of a sum where each term has it: the signs stay in the sum, and int_oo
 * becomes oo where nothing else is taken out. NULL: not each has, or one has -oo. */
static ShapeNode *
pull_infinity (ShapeNode *sum)
{
  g_autofree ShapeNode **terms = g_new (ShapeNode *, sum->n_args);
  ShapeNode *infinity = shape_node_constant (sum->pool, SHAPE_OP_INT_INFINITY), *rest;

  for (guint i = 0; i < sum->n_args; i++)
    {
      ShapeNode *coeff = shape_node_as_coeff_mul (sum->args[i], &terms[i]);

      if (!shape_node_is_infinite (coeff) || SHAPE_IS (coeff, NEGATIVE_INFINITY))
        return NULL;
      if (SHAPE_IS (coeff, NEGATIVE_INT_INFINITY))
        terms[i] = shape_node_neg (terms[i]);
      else if (SHAPE_IS (coeff, INFINITY))
        infinity = coeff;
    }
  rest = shape_node_pull_factors (shape_node_build (sum->pool, SHAPE_OP_ADD, terms, sum->n_args));
  if (SHAPE_IS (rest, MUL) && SHAPE_IS_INT_OO (infinity))
    return shape_node_mul (infinity, rest);
  return shape_node_mul (shape_node_constant (sum->pool, SHAPE_OP_INFINITY), rest);
}

static ShapeNode *
join_infinities (ShapeNode *node)
{
  ShapeNode *pulled = SHAPE_IS (node, ADD) ? pull_infinity (node) : NULL;

  if (pulled != NULL || !SHAPE_IS_ARITHMETIC (node))
    return pulled != NULL ? pulled : node;
  return shape_node_map_args (node, join_infinities);
}

/* An infinity that is a term becomes oo, which swallows what is finite. */
static ShapeNode *
swell_bare (ShapeNode *term)
{
  return SHAPE_IS_INT_OO (term) ? times_infinity (term, term->pool->one) : term;
}

/* What taking factors out does to infinity: -oo goes out of a sum as well. */
static ShapeNode *
swell_sum (ShapeNode    *sum,
           ShapeRewrite  swell_term)
{
  ShapeNode *pulled = pull_infinity (sum), *minus;

  if (pulled == NULL && (minus = pull_infinity (shape_node_neg (sum))) != NULL)
    pulled = shape_node_neg (minus);
  return pulled != NULL ? pulled : shape_node_map_args (sum, swell_term);
}

static ShapeNode *swell_terms (ShapeNode *node);

static ShapeNode *
swell_term (ShapeNode *term)
{
  return SHAPE_IS_INT_OO (term) ? swell_bare (term) : swell_terms (term);
}

/* The same at all levels. */
static ShapeNode *
swell_terms (ShapeNode *node)
{
  if (!SHAPE_IS_ARITHMETIC (node))
    return node;
  return SHAPE_IS (node, ADD) ? swell_sum (node, swell_term) : shape_node_map_args (node, swell_terms);
}

static ShapeNode *
swell_factor (ShapeNode *factor)
{
  return SHAPE_IS (factor, ADD) ? swell_sum (factor, swell_bare) : factor;
}

ShapeNode *
shape_node_gcd_terms (ShapeNode *node)
{
  if (!shape_node_may_have_kinds (node, SHAPE_INT_INFINITY_KINDS))
    return shape_node_pull_factors (node);
  if (!SHAPE_IS (node, ADD))
    return SHAPE_IS_ATOM (node) ? node : shape_node_map_args (node, shape_node_gcd_terms);
  node = shape_node_pull_factors (node);
  return SHAPE_IS (node, MUL) ? shape_node_map_args (node, swell_factor) : swell_factor (node);
}

/* As coefficients of polynomials are divided, by 1 at least, int_oo becomes oo. */
static ShapeNode *
swell_coeffs (ShapeNode *node)
{
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n), *rest;
  g_autofree ShapeNode **swollen = g_new (ShapeNode *, n);

  for (guint i = 0; i < n; i++)
    {
      ShapeNode *coeff = shape_node_as_coeff_mul (terms[i], &rest);

      swollen[i] = SHAPE_IS (coeff, INT_INFINITY) ? times_infinity (coeff, rest) : terms[i];
    }
  return shape_node_build (node->pool, SHAPE_OP_ADD, swollen, n);
}

/* The factors of a reduced sum, together with infinity or, where it has become oo, before it. */
static ShapeNode *
join_reduced (ShapeNode *sum)
{
  ShapeNode *pulled = NULL;

  if (SHAPE_IS (sum, ADD) && !shape_node_may_have_kinds (sum, SHAPE_KIND_BIT (SHAPE_OP_INFINITY)))
    pulled = pull_infinity (sum);
  return pulled != NULL ? pulled : join_infinities (shape_node_pull_factors (sum));
}

static ShapeNode *
swallow (ShapeNode *node)
{
  ShapeNode *reduced = swell_coeffs (shape_node_expand_full (swell_terms (shape_node_pull_factors (swell_terms (node)))));
  ShapeNode *joined = shape_node_shorter (join_infinities (shape_node_pull_factors (node)), join_reduced (reduced));

  return swell_terms (shape_node_shorter (shape_node_shorter (joined, reduced), node));
}

ShapeNode *
shape_node_swallow_finite (ShapeNode *node)
{
  return shape_node_may_have_kinds (node, SHAPE_INT_INFINITY_KINDS) ? swallow (node) : node;
}
