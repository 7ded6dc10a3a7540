/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-poly-private.h"
#include "shape-relational-private.h"
#include "shape-simplify-private.h"

/* sympy.simplify, of which rational functions of subexpressions are all that shape
 * reasoning needs. It writes the expression in several ways (as it is, as a reduced
 * fraction of sums, with common factors in front) and takes the shortest. */

/* A tree with more nodes is left as it is. */
#define MAX_WEIGHT 20000

ShapeNode *
shape_node_map_args (ShapeNode    *node,
                     ShapeRewrite  rewrite)
{
  g_autofree ShapeNode **args = g_new (ShapeNode *, node->n_args + 1);
  gboolean changed = FALSE;

  for (guint i = 0; i < node->n_args; i++)
    {
      args[i] = rewrite (node->args[i]);
      changed |= args[i] != node->args[i];
    }
  return changed ? shape_node_build (node->pool, node->op, args, node->n_args) : node;
}

static gboolean
has_sum (ShapeNode *node)
{
  if (SHAPE_IS (node, ADD))
    return TRUE;
  if (!SHAPE_IS_ARITHMETIC (node))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if (has_sum (node->args[i]))
      return TRUE;
  return FALSE;
}

static ShapeNode *
shorter (ShapeNode *a,
         ShapeNode *b)
{
  if (a == b)
    return a;
  return shape_node_count_ops (b) < shape_node_count_ops (a) ? b : a;
}

/* could_extract_minus_sign of a sum: most terms are negative; where as many are
 * positive, the one of x and -x that sorts first counts as the negative. */
gboolean
shape_node_extracts_minus (ShapeNode *node)
{
  guint n_negative = 0;

  if (!SHAPE_IS (node, ADD))
    {
      ShapeNode *head = SHAPE_HEAD_OF (node);

      return SHAPE_IS_NUMBER (head) && shape_number_sign (head) < 0;
    }
  for (guint i = 0; i < node->n_args; i++)
    n_negative += shape_node_extracts_minus (node->args[i]);
  if (2 * n_negative != node->n_args)
    return 2 * n_negative > node->n_args;
  return shape_node_key_compare (node, shape_node_neg (node)) < 0;
}

/* signsimp: sums within a product, or a power, give up their sign. */
static ShapeNode *
settle_signs (ShapeNode *node)
{
  ShapeNode *base, *exponent;

  if (SHAPE_IS (node, ADD))
    return shape_node_map_args (node, settle_signs);
  if (SHAPE_IS (node, MUL))
    {
      g_autofree ShapeNode **factors = g_new (ShapeNode *, node->n_args + 1);
      guint n_signs = 0;

      for (guint i = 0; i < node->n_args; i++)
        {
          gboolean negative = SHAPE_IS (node->args[i], ADD) && shape_node_extracts_minus (node->args[i]);

          factors[i] = settle_signs (negative ? shape_node_neg (node->args[i]) : node->args[i]);
          n_signs += negative;
        }
      factors[node->n_args] = n_signs % 2 != 0 ? node->pool->minus_one : node->pool->one;
      return shape_node_build (node->pool, SHAPE_OP_MUL, factors, node->n_args + 1);
    }
  if (!SHAPE_IS (node, POW) || !SHAPE_IS (node->args[1], INTEGER))
    return node;
  base = node->args[0];
  exponent = node->args[1];
  if (!SHAPE_IS (base, ADD) || !shape_node_extracts_minus (base))
    return node;
  base = shape_node_pow (shape_node_neg (base), exponent);
  return fmpz_is_odd (exponent->integer) ? shape_node_neg (base) : base;
}

/* @factor * @sum, where a number in front stays in front. */
static ShapeNode *
keep_factor (ShapeNode *factor,
             ShapeNode *sum)
{
  ShapeNode *const factors[] = { factor, sum };

  if (SHAPE_IS_NUMBER (factor) && SHAPE_IS (sum, ADD) && factor != factor->pool->one)
    return shape_node_intern (factor->pool, SHAPE_OP_MUL, factors, 2);
  return shape_node_mul (factor, sum);
}

ShapeNode *
shape_node_pull_factors (ShapeNode *node)
{
  g_autofree ShapeNode **terms = NULL;
  ShapeNode *factor;

  if (SHAPE_IS_ATOM (node))
    return node;
  node = shape_node_map_args (node, shape_node_pull_factors);
  if (!SHAPE_IS (node, ADD))
    return node;
  factor = shape_node_common_factor (node);
  if (factor == node->pool->one || SHAPE_IS (factor, ERROR))
    return node;
  terms = g_new (ShapeNode *, node->n_args);
  for (guint i = 0; i < node->n_args; i++)
    terms[i] = shape_node_div (node->args[i], factor);
  return keep_factor (factor, shape_node_build (node->pool, SHAPE_OP_ADD, terms, node->n_args));
}

/* A number in front of nothing but a sum is multiplied into it. */
static ShapeNode *
spread_numbers (ShapeNode *node)
{
  if (SHAPE_IS_ATOM (node))
    return node;
  node = shape_node_map_args (node, spread_numbers);
  if (SHAPE_IS (node, MUL) && node->n_args == 2 && SHAPE_IS_NUMBER (node->args[0]))
    return shape_node_mul (node->args[0], node->args[1]);
  return node;
}

static void
get_fraction (ShapeNode  *node,
              ShapeNode **numerator,
              ShapeNode **denominator)
{
  ShapeNode *upper, *lower;

  if (!SHAPE_IS (node, ADD))
    {
      shape_node_split_fraction (node, numerator, denominator);
      return;
    }
  *numerator = node->pool->zero;
  *denominator = node->pool->one;
  for (guint i = 0; i < node->n_args; i++)
    {
      shape_node_split_fraction (node->args[i], &upper, &lower);
      if (lower != *denominator)
        {
          *numerator = shape_node_mul (*numerator, lower);
          upper = shape_node_mul (upper, *denominator);
          *denominator = shape_node_mul (*denominator, lower);
        }
      *numerator = shape_node_add (*numerator, upper);
    }
}

static ShapeNode *
cancel (ShapeNode *node)
{
  ShapeNode *numerator, *denominator;

  get_fraction (node, &numerator, &denominator);
  if (denominator == node->pool->one)
    return shape_node_expand_full (node);
  if (!shape_node_cancel (&numerator, &denominator))
    return node;
  return shape_node_div (numerator, denominator);
}

/* A fraction as one sum over another, where it is no more than that: its sign goes
 * back into the sum. */
static ShapeNode *
join_fraction (ShapeNode *node)
{
  ShapeNode *numerator, *denominator;

  shape_node_split_fraction (node, &numerator, &denominator);
  if (denominator == node->pool->one)
    return node;
  return keep_factor (shape_node_pow (denominator, node->pool->minus_one), numerator);
}

static ShapeNode *simplify_calls (ShapeNode *node);

static ShapeNode *
simplify_arithmetic (ShapeNode *node,
                     ShapeNode *original)
{
  ShapeNode *reduced, *best;

  node = join_fraction (node);
  reduced = cancel (node);
  best = shorter (shape_node_pull_factors (node), shape_node_pull_factors (reduced));
  best = shape_node_pull_factors (shorter (shorter (best, reduced), node));
  best = shorter (best, cancel (best));
  best = shorter (shorter (best, shape_node_pull_factors (best)), shape_node_expand (best));
  best = spread_numbers (best);
  if (shape_node_extracts_minus (best))
    best = settle_signs (best);
  return shape_node_count_ops (best) > SHAPE_SIMPLIFY_RATIO * shape_node_count_ops (original) ? original : best;
}

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

/* Infinity is no coefficient that polynomials cancel: a fraction is divided term by term. */
static ShapeNode *
swallow (ShapeNode *node)
{
  ShapeNode *reduced = swell_coeffs (shape_node_expand_full (swell_terms (shape_node_pull_factors (swell_terms (node)))));
  ShapeNode *joined = shorter (join_infinities (shape_node_pull_factors (node)), join_reduced (reduced));

  return swell_terms (shorter (shorter (joined, reduced), node));
}

/* A product with a sum that may not commute and with another sum below the line. */
static gboolean
is_fraction_of_noncommutative (ShapeNode *node)
{
  gboolean noncommutative = FALSE, below = FALSE;

  if (!SHAPE_IS (node, MUL))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *factor = node->args[i];

      noncommutative |= SHAPE_IS (factor, ADD) && shape_node_has_noncommutative_arg (factor);
      below |= SHAPE_IS (factor, POW) && SHAPE_IS (factor->args[0], ADD) && shape_node_extracts_minus (factor->args[1]);
    }
  return noncommutative && below;
}

/* Of such a sum only a factor that commutes is taken out, as it is written. */
static ShapeNode *
pull_commutative (ShapeNode *node)
{
  ShapeNode *factor;

  if (!SHAPE_IS (node, ADD) || !shape_node_has_noncommutative_arg (node))
    return node;
  factor = shape_node_common_factor (node);
  return shape_node_may_not_commute (factor) ? node : shape_node_pull_factors (node);
}

static ShapeNode *
simplify (ShapeNode *node)
{
  ShapeNode *settled = settle_signs (node), *simple = simplify_calls (settled);

  if (SHAPE_IS (simple, ERROR))
    return simple;
  if (SHAPE_IS_RELATIONAL (simple))
    return shape_relation_simplify (simple, node);
  if (SHAPE_IS_CONNECTIVE (simple))
    return shape_node_join_relations (simple);
  if (shape_node_may_have_kinds (simple, SHAPE_INT_INFINITY_KINDS))
    simple = swallow (simple);
  simple = shape_node_combine_powers (simple);
  if (!SHAPE_IS_ARITHMETIC (simple) || !has_sum (simple))
    return simple;
  if (is_fraction_of_noncommutative (simple))
    return shape_node_map_args (simple, pull_commutative);
  simple = simplify_arithmetic (simple, settled);
  return shape_node_may_have_kinds (simple, SHAPE_INT_INFINITY_KINDS) ? swallow (simple) : simple;
}

/* Simplifies the arguments of functions, wherever they are. */
static ShapeNode *
simplify_calls (ShapeNode *node)
{
  if (SHAPE_IS_ATOM (node))
    return node;
  return shape_node_map_args (node, SHAPE_IS_ARITHMETIC (node) ? simplify_calls : shape_node_simplify);
}

ShapeNode *
shape_node_simplify (ShapeNode *node)
{
  ShapeNode *known;

  if (SHAPE_IS_ATOM (node) || node->weight > MAX_WEIGHT)
    return node;
  known = shape_pool_memo_get (node->pool, SHAPE_MEMO_SIMPLIFY, node);
  if (known != NULL)
    return known;
  if (!SHAPE_IS_BOOLEAN (node) && shape_node_is_yes (node, SHAPE_FACT_ZERO))
    return node->pool->zero;
  return shape_pool_memo_set (node->pool, SHAPE_MEMO_SIMPLIFY, node, simplify (node));
}
