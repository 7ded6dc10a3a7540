/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

#include <math.h>

/* safe_expand of symbolic_shapes.py: products of sums and powers of sums become sums
 * of products, from the leaves up. Denominators are expanded apart, and stay. */

/* How much an expansion may yield, in terms times the words of their coefficients.
 * One that would yield more is refused before it begins. */
#define MAX_COST (1u << 21)

gboolean
shape_expand_check_cost (ShapeExprPool *pool,
                         double         n_terms,
                         double         words)
{
  double room = (double) pool->max_nodes - (double) pool->n_nodes;

  if (n_terms * words <= MAX_COST && n_terms <= room)
    return TRUE;
  shape_pool_fail (pool, SHAPE_ERROR_LIMIT, "an expansion into %g terms", n_terms);
  return FALSE;
}

/* (a + b + …)**n by the multinomial theorem. */
typedef struct
{
  ShapeExprPool    *pool;
  ShapeNode *const *bases;
  guint             n_bases;
  guint             exponent;
  ShapeNode       **powers;  /* base i to the power of j is at i * (exponent + 1) + j */
  ShapeFactors      monomial;
  ShapeFactors      terms;
} Multinomial;

static void
fill_powers (Multinomial *self)
{
  guint stride = self->exponent + 1;

  self->powers = g_new (ShapeNode *, (gsize) self->n_bases * stride);
  for (guint i = 0; i < self->n_bases; i++)
    for (guint j = 0; j < stride; j++)
      self->powers[i * stride + j] = shape_node_pow (self->bases[i], shape_node_integer (self->pool, j));
}

static void
append_monomial (Multinomial *self,
                 const fmpz_t coeff,
                 guint        last_power)
{
  guint last = self->n_bases - 1;

  self->monomial.items[0] = shape_node_fmpz (self->pool, coeff);
  self->monomial.items[self->n_bases] = self->powers[last * (self->exponent + 1) + last_power];
  shape_factors_append (&self->terms,
                        shape_node_build (self->pool, SHAPE_OP_MUL, self->monomial.items, self->n_bases + 1));
}

/* Distributes what is @left of the exponent over the bases from @index on. Each binomial is made from the one
 * before it: FLINT's own takes a store of large integers into use, whose set-up costs more than a small replay. */
static void
distribute_exponent (Multinomial *self,
                     guint        index,
                     guint        left,
                     const fmpz_t coeff)
{
  fmpz_t product;

  if (index == self->n_bases - 1)
    {
      append_monomial (self, coeff, left);
      return;
    }
  fmpz_init_set (product, coeff);
  for (guint power = 0; power <= left && !shape_pool_has_error (self->pool); power++)
    {
      self->monomial.items[index + 1] = self->powers[index * (self->exponent + 1) + power];
      distribute_exponent (self, index + 1, left - power, product);
      fmpz_mul_ui (product, product, left - power);
      fmpz_divexact_ui (product, product, power + 1);
    }
  fmpz_clear (product);
}

static ShapeNode *
expand_power_of_sum (ShapeNode *sum,
                     guint      exponent)
{
  Multinomial self = { .pool = sum->pool, .bases = sum->args, .n_bases = sum->n_args, .exponent = exponent };
  ShapeNode *result;
  fmpz_t one;

  fill_powers (&self);
  shape_factors_init (&self.monomial);
  shape_factors_init (&self.terms);
  for (guint i = 0; i <= self.n_bases; i++)
    shape_factors_append (&self.monomial, self.pool->one);
  fmpz_init_set_ui (one, 1);
  distribute_exponent (&self, 0, exponent, one);
  fmpz_clear (one);
  result = shape_node_build (self.pool, SHAPE_OP_ADD, self.terms.items, self.terms.n);
  shape_factors_clear (&self.monomial);
  shape_factors_clear (&self.terms);
  g_free (self.powers);
  return shape_pool_has_error (sum->pool) ? sum->pool->error_node : result;
}

/* The number of terms of (a_1 + … + a_k)**n is the binomial of n + k - 1 over n. */
static double
count_terms (guint  n_bases,
             double exponent)
{
  double count = 1;

  for (guint i = 1; i < n_bases && count < G_MAXUINT; i++)
    count = count * (exponent + i) / i;
  return count;
}

ShapeNode *
shape_expand_pow (ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;
  ShapeNode *base = node->args[0], *exponent = node->args[1], *result;
  gint64 n;

  if (!SHAPE_IS (base, ADD) || !SHAPE_IS (exponent, INTEGER) || exponent == pool->minus_one)
    return node;
  if (!shape_node_get_int64 (exponent, &n) || ABS ((double) n) > G_MAXINT32)
    return shape_pool_fail (pool, SHAPE_ERROR_LIMIT, "an expansion to a power with too many digits");
  n = ABS (n);
  if (!shape_expand_check_cost (pool, count_terms (base->n_args, (double) n), 1 + (double) n * log2 (base->n_args) / 64))
    return pool->error_node;
  result = expand_power_of_sum (base, (guint) n);
  return fmpz_sgn (exponent->integer) < 0 ? shape_node_pow (result, pool->minus_one) : result;
}

/* Multiplies out: each of @left times each term of @sum. */
static void
multiply_out (ShapeFactors *left,
              ShapeNode    *sum)
{
  ShapeFactors products;

  if (left->n == 1 && left->items[0] == sum->pool->one)
    {
      left->n = 0;
      for (guint j = 0; j < sum->n_args; j++)
        shape_factors_append (left, sum->args[j]);
      return;
    }
  shape_factors_init (&products);
  for (guint i = 0; i < left->n && !shape_pool_has_error (sum->pool); i++)
    for (guint j = 0; j < sum->n_args; j++)
      shape_factors_append (&products, shape_node_mul (left->items[i], sum->args[j]));
  left->n = 0;
  for (guint i = 0; i < products.n; i++)
    shape_factors_append (left, products.items[i]);
  shape_factors_clear (&products);
}

/* A product of sums and of other factors as one sum. @changed: whether it is another. */
static ShapeNode *
expand_factors (ShapeExprPool *pool,
                ShapeFactors  *factors,
                gboolean      *changed)
{
  ShapeFactors terms, others;
  ShapeNode *result;
  double n_terms = 1;
  guint n_sums = 0;

  shape_factors_init (&others);
  for (guint i = 0; i < factors->n; i++)
    if (SHAPE_IS (factors->items[i], ADD))
      {
        n_terms *= factors->items[i]->n_args;
        n_sums++;
      }
    else
      shape_factors_append (&others, factors->items[i]);
  *changed |= n_sums > 1 || (n_sums > 0 && others.n > 0);

  shape_factors_init (&terms);
  shape_factors_append (&terms, shape_node_build (pool, SHAPE_OP_MUL, others.items, others.n));
  if (shape_expand_check_cost (pool, n_terms, 1))
    for (guint i = 0; i < factors->n; i++)
      if (SHAPE_IS (factors->items[i], ADD))
        multiply_out (&terms, factors->items[i]);
  result = shape_node_build (pool, SHAPE_OP_ADD, terms.items, terms.n);
  shape_factors_clear (&others);
  shape_factors_clear (&terms);
  return shape_pool_has_error (pool) ? pool->error_node : result;
}

static gboolean
has_sum (ShapeNode *node)
{
  for (guint i = 0; i < node->n_args; i++)
    if (SHAPE_IS (node->args[i], ADD) || (SHAPE_IS (node->args[i], POW) && SHAPE_IS (node->args[i]->args[0], ADD)))
      return TRUE;
  return FALSE;
}

static ShapeNode *
expand_mul (ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;
  ShapeFactors numerator, denominator;
  ShapeNode *above, *below;
  gboolean changed = FALSE;

  if (!has_sum (node))
    return node;
  shape_factors_init (&numerator);
  shape_factors_init (&denominator);
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *factor = node->args[i];
      gboolean is_below = SHAPE_IS (factor, POW) && factor->args[1] == pool->minus_one;

      shape_factors_append (is_below ? &denominator : &numerator, is_below ? factor->args[0] : factor);
    }
  above = expand_factors (pool, &numerator, &changed);
  below = expand_factors (pool, &denominator, &changed);
  shape_factors_clear (&numerator);
  shape_factors_clear (&denominator);
  return changed || SHAPE_IS (above, ERROR) || SHAPE_IS (below, ERROR) ? shape_node_div (above, below) : node;
}

/* Nothing becomes another but a sum within a product or a power. */
static inline gboolean
may_expand (ShapeNode *node)
{
  return shape_node_may_have_kinds (node, SHAPE_KIND_BIT (SHAPE_OP_ADD))
         && shape_node_may_have_kinds (node, SHAPE_KIND_BIT (SHAPE_OP_MUL) | SHAPE_KIND_BIT (SHAPE_OP_POW));
}

static ShapeNode *expand (ShapeNode *node);

/* Expands the arguments, and builds the node anew where one has changed. */
static ShapeNode *
expand_args (ShapeNode *node)
{
  ShapeFactors args;
  gboolean changed = FALSE;

  shape_factors_init (&args);
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *arg = expand (node->args[i]);

      changed |= arg != node->args[i];
      shape_factors_append (&args, arg);
    }
  if (changed)
    node = shape_node_build (node->pool, (ShapeOp) node->op, args.items, args.n);
  shape_factors_clear (&args);
  return node;
}

static ShapeNode *
expand (ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;
  ShapeNode *known, *result;

  if (!may_expand (node) || shape_pool_has_error (pool))
    return node;
  known = shape_pool_memo_get (pool, SHAPE_MEMO_EXPAND, node);
  if (known != NULL)
    return known;
  result = expand_args (node);
  if (result != node)
    result = SHAPE_IS (result, ERROR) ? result : expand (result);
  else if (SHAPE_IS (node, POW))
    result = shape_expand_pow (node);
  else if (SHAPE_IS (node, MUL))
    result = expand_mul (node);
  return shape_pool_memo_set (pool, SHAPE_MEMO_EXPAND, node, result);
}

ShapeNode *
shape_node_expand (ShapeNode *node)
{
  ShapeNode *result;

  /* And, Or, Not and the truth values have no `expand` in the reference. */
  if (SHAPE_IS_BOOLEAN (node) && !SHAPE_IS_RELATIONAL (node))
    return node;
  if (shape_node_has_nested_int (node))
    return shape_node_fail_walking (node->pool);
  result = expand (node);
  return shape_pool_has_error (node->pool) ? node->pool->error_node : result;
}
