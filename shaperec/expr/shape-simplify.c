/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-gcd-private.h"
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

static gboolean
is_negative_sum (ShapeNode *node)
{
  return SHAPE_IS (node, ADD) && shape_node_has_minus_sign (node);
}

static ShapeNode *settle_signs (ShapeNode *node);

static ShapeNode *
settle_signs_in_product (ShapeNode *product)
{
  g_autofree ShapeNode **factors = g_new (ShapeNode *, product->n_args + 1);
  guint n_signs = 0;

  for (guint i = 0; i < product->n_args; i++)
    {
      gboolean negative = is_negative_sum (product->args[i]);

      factors[i] = settle_signs (negative ? shape_node_neg (product->args[i]) : product->args[i]);
      n_signs += negative;
    }
  factors[product->n_args] = n_signs % 2 != 0 ? product->pool->minus_one : product->pool->one;
  return shape_node_build (product->pool, SHAPE_OP_MUL, factors, product->n_args + 1);
}

static ShapeNode *
settle_sign_in_power (ShapeNode *power)
{
  ShapeNode *base = power->args[0], *exponent = power->args[1], *positive;

  if (!SHAPE_IS (exponent, INTEGER) || !is_negative_sum (base))
    return power;
  positive = shape_node_pow (shape_node_neg (base), exponent);
  return fmpz_is_odd (exponent->integer) ? shape_node_neg (positive) : positive;
}

/* signsimp: sums within a product, or a power, give up their sign. */
static ShapeNode *
settle_signs (ShapeNode *node)
{
  switch (node->op)
    {
    case SHAPE_OP_ADD:
      return shape_node_map_args (node, settle_signs);
    case SHAPE_OP_MUL:
      return settle_signs_in_product (node);
    case SHAPE_OP_POW:
      return settle_sign_in_power (node);
    default:
      return node;
    }
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
  best = shape_node_shorter (shape_node_pull_factors (node), shape_node_pull_factors (reduced));
  best = shape_node_pull_factors (shape_node_shorter (shape_node_shorter (best, reduced), node));
  best = shape_node_shorter (best, cancel (best));
  best = shape_node_shorter (shape_node_shorter (best, shape_node_pull_factors (best)), shape_node_expand (best));
  best = spread_numbers (best);
  if (shape_node_has_minus_sign (best))
    best = settle_signs (best);
  return shape_node_count_ops (best) > SHAPE_SIMPLIFY_RATIO * shape_node_count_ops (original) ? original : best;
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
      below |= SHAPE_IS (factor, POW) && SHAPE_IS (factor->args[0], ADD) && shape_node_has_minus_sign (factor->args[1]);
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
  simple = shape_node_combine_powers (shape_node_swallow_finite (simple));
  if (!SHAPE_IS_ARITHMETIC (simple) || !has_sum (simple))
    return simple;
  if (is_fraction_of_noncommutative (simple))
    return shape_node_map_args (simple, pull_commutative);
  return shape_node_swallow_finite (simplify_arithmetic (simple, settled));
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
