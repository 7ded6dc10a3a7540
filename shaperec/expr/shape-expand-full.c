/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"
#include "shape-node-memo-private.h"

/* sympy.expand: its hints, each applied to the whole graph from the leaves up, one after
 * the other; then powers of sums and products once more, until nothing changes. */

typedef ShapeNode *(*Hint) (ShapeNode *node);

static ShapeNode *
expand_multinomial (ShapeNode *node)
{
  return SHAPE_IS (node, POW) ? shape_expand_pow (node) : node;
}

/* b**-e, with -e known to be positive, stands below the line. Returns what stands there. */
static ShapeNode *
get_denominator (ShapeNode *factor)
{
  ShapeExprPool *pool = factor->pool;
  ShapeNode *base, *exponent;

  if (SHAPE_IS (factor, RATIONAL))
    return shape_node_fmpz (pool, fmpq_denref (factor->rational));
  if (!SHAPE_IS (factor, POW))
    return pool->one;
  base = shape_node_as_base_exp (factor, &exponent);
  if (SHAPE_IS_NUMBER (exponent) ? shape_number_sign (exponent) >= 0
                                 : !shape_node_is_yes (exponent, SHAPE_FACT_NEGATIVE))
    return pool->one;
  return shape_node_pow (base, shape_node_neg (exponent));
}

static ShapeNode *
get_numerator (ShapeNode *factor,
               ShapeNode *denominator)
{
  if (denominator == factor->pool->one)
    return factor;
  return SHAPE_IS (factor, RATIONAL) ? shape_node_fmpz (factor->pool, fmpq_numref (factor->rational))
                                     : factor->pool->one;
}

static void
split_fraction (ShapeNode  *product,
                ShapeNode **numerator,
                ShapeNode **denominator)
{
  ShapeFactors above, below;

  shape_factors_init (&above);
  shape_factors_init (&below);
  for (guint i = 0; i < product->n_args; i++)
    {
      shape_factors_append (&below, get_denominator (product->args[i]));
      shape_factors_append (&above, get_numerator (product->args[i], below.items[i]));
    }
  *numerator = shape_node_build (product->pool, SHAPE_OP_MUL, above.items, above.n);
  *denominator = shape_node_build (product->pool, SHAPE_OP_MUL, below.items, below.n);
  shape_factors_clear (&above);
  shape_factors_clear (&below);
}

/* The terms of the product of @sums, like terms collected at each halving. */
static ShapeNode *
multiply_sums (ShapeExprPool    *pool,
               ShapeNode *const *sums,
               guint             n)
{
  ShapeNode *left, *right, *result;
  ShapeNode *const *left_terms, *const *right_terms;
  guint n_left, n_right;
  ShapeFactors terms;

  if (n == 1)
    return sums[0];
  left = multiply_sums (pool, sums, n / 2);
  right = multiply_sums (pool, sums + n / 2, n - n / 2);
  left_terms = shape_node_make_args (&left, SHAPE_OP_ADD, &n_left);
  right_terms = shape_node_make_args (&right, SHAPE_OP_ADD, &n_right);
  if (!shape_expand_check_cost (pool, (double) n_left * n_right, 1))
    return pool->error_node;
  shape_factors_init (&terms);
  for (guint i = 0; i < n_left; i++)
    for (guint j = 0; j < n_right; j++)
      shape_factors_append (&terms, shape_node_mul (left_terms[i], right_terms[j]));
  result = shape_node_build (pool, SHAPE_OP_ADD, terms.items, terms.n);
  shape_factors_clear (&terms);
  return result;
}

static ShapeNode *expand_mul (ShapeNode *node);

static gboolean
has_sum (ShapeNode *node)
{
  if (!SHAPE_IS (node, MUL))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if (SHAPE_IS (node->args[i], ADD))
      return TRUE;
  return FALSE;
}

/* @plain times each term of @sum. */
static ShapeNode *
distribute (ShapeNode *plain,
            ShapeNode *sum)
{
  ShapeFactors terms;
  ShapeNode *result;
  ShapeNode *const *args;
  guint n;

  shape_factors_init (&terms);
  args = shape_node_make_args (&sum, SHAPE_OP_ADD, &n);
  for (guint i = 0; i < n; i++)
    {
      ShapeNode *term = shape_node_mul (plain, args[i]);

      shape_factors_append (&terms, has_sum (term) ? expand_mul (term) : term);
    }
  result = shape_node_build (plain->pool, SHAPE_OP_ADD, terms.items, terms.n);
  shape_factors_clear (&terms);
  return result;
}

/* Numerator and denominator are multiplied out apart, then what is above the line. */
static ShapeNode *
expand_mul (ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;
  ShapeNode *numerator, *denominator, *result;
  ShapeFactors plain, sums;

  if (!SHAPE_IS (node, MUL))
    return node;
  split_fraction (node, &numerator, &denominator);
  if (SHAPE_IS (denominator, MUL))
    node = shape_node_div (expand_mul (numerator), expand_mul (denominator));
  if (!has_sum (node))
    return node;

  shape_factors_init (&plain);
  shape_factors_init (&sums);
  for (guint i = 0; i < node->n_args; i++)
    shape_factors_append (SHAPE_IS (node->args[i], ADD) ? &sums : &plain, node->args[i]);
  result = distribute (shape_node_build (pool, SHAPE_OP_MUL, plain.items, plain.n),
                       multiply_sums (pool, sums.items, sums.n));
  shape_factors_clear (&plain);
  shape_factors_clear (&sums);
  return result;
}

/* (a*b)**e -> a**e * b**e */
static ShapeNode *
expand_power_base (ShapeNode *node)
{
  ShapeNode *base, *exponent, *result;

  if (!SHAPE_IS (node, POW) || !SHAPE_IS (node->args[0], MUL))
    return node;
  base = node->args[0];
  exponent = node->args[1];
  if (shape_node_is_yes (exponent, SHAPE_FACT_INTEGER))
    return shape_pow_each_factor (base, exponent);
  result = shape_pow_expand_base (base, exponent);
  return result != NULL ? result : node;
}

/* a**(n + m) -> a**n * a**m */
static ShapeNode *
expand_power_exp (ShapeNode *node)
{
  ShapeNode *base, *exponent, *result;
  ShapeFactors factors;

  if (!SHAPE_IS (node, POW) || !SHAPE_IS (node->args[1], ADD) || !shape_node_is_no (node->args[0], SHAPE_FACT_ZERO))
    return node;
  base = node->args[0];
  exponent = node->args[1];
  shape_factors_init (&factors);
  for (guint i = 0; i < exponent->n_args; i++)
    shape_factors_append (&factors, shape_node_pow (base, exponent->args[i]));
  result = shape_node_build (node->pool, SHAPE_OP_MUL, factors.items, factors.n);
  shape_factors_clear (&factors);
  return result;
}

static ShapeNode *
apply (Hint           hint,
       ShapeNode     *node,
       ShapeNodeMemo *done)
{
  ShapeNode *result = shape_node_memo_get (done, node);
  ShapeFactors args;
  gboolean changed = FALSE;

  if (result != NULL || node->n_args == 0 || shape_pool_has_error (node->pool))
    return result != NULL ? result : node;
  shape_factors_init (&args);
  for (guint i = 0; i < node->n_args; i++)
    {
      shape_factors_append (&args, apply (hint, node->args[i], done));
      changed |= args.items[i] != node->args[i];
    }
  result = changed ? shape_node_build (node->pool, (ShapeOp) node->op, args.items, args.n) : node;
  shape_factors_clear (&args);
  result = hint (result);
  shape_node_memo_set (done, node, result);
  return result;
}

static ShapeNode *
apply_everywhere (Hint       hint,
                  ShapeNode *node)
{
  ShapeNodeMemo done;

  shape_node_memo_init (&done);
  node = apply (hint, node, &done);
  shape_node_memo_clear (&done);
  return node;
}

static const Hint hints[] = { expand_multinomial, expand_mul, expand_power_base, expand_power_exp };

static ShapeNode *
expand_expression (ShapeNode *node)
{
  ShapeNode *before;

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    node = apply_everywhere (hints[i], node);
  do
    {
      before = node;
      node = apply_everywhere (expand_multinomial, node);
      node = apply_everywhere (expand_mul, node);
    }
  while (node != before && !shape_pool_has_error (node->pool));
  return node;
}

ShapeNode *
shape_node_expand_full (ShapeNode *node)
{
  ShapeNode *result = shape_pool_memo_get (node->pool, SHAPE_MEMO_EXPAND_FULL, node);

  if (result != NULL || node->n_args == 0)
    return result != NULL ? result : node;
  if (SHAPE_IS_RELATIONAL (node))
    result = shape_node_build2 ((ShapeOp) node->op, shape_node_expand_full (shape_node_lhs (node)),
                                shape_node_expand_full (shape_node_rhs (node)));
  else
    result = SHAPE_IS_BOOLEAN (node) ? node : expand_expression (node);
  if (shape_pool_has_error (node->pool))
    return node->pool->error_node;
  return shape_pool_memo_set (node->pool, SHAPE_MEMO_EXPAND_FULL, node, result);
}
