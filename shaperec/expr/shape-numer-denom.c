/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"
#include "shape-deduce-private.h"

/* An expression as one fraction, without cancelling: SymPy's as_numer_denom. */

static ShapeNode *
split_number (ShapeNode  *node,
              ShapeNode **denominator)
{
  *denominator = shape_node_fmpz (node->pool, fmpq_denref (node->rational));
  return shape_node_fmpz (node->pool, fmpq_numref (node->rational));
}

static gboolean
has_negative_exponent (ShapeNode *exponent)
{
  if (shape_node_is_yes (exponent, SHAPE_FACT_NEGATIVE))
    return TRUE;
  return SHAPE_IS (exponent, MUL) && !shape_node_is_yes (exponent, SHAPE_FACT_POSITIVE) &&
         shape_node_has_negative_coeff (exponent);
}

static ShapeNode *
split_power (ShapeNode  *node,
             ShapeNode **denominator)
{
  ShapeNode *base = node->args[0], *exponent = node->args[1], *one = node->pool->one, *d;
  ShapeNode *n = shape_node_as_numer_denom (base, &d);
  gboolean negative = has_negative_exponent (exponent), integer = shape_node_is_yes (exponent, SHAPE_FACT_INTEGER);
  ShapeTernary nonpositive;

  if (!integer && !shape_node_is_yes (d, SHAPE_FACT_EXTENDED_REAL))
    {
      n = base;
      d = one;
    }
  nonpositive = shape_node_is (d, SHAPE_FACT_NONPOSITIVE);
  if (nonpositive == SHAPE_YES)
    {
      n = shape_node_neg (n);
      d = shape_node_neg (d);
    }
  else if (nonpositive == SHAPE_MAYBE && !integer)
    {
      n = base;
      d = one;
    }
  if (negative)
    exponent = shape_node_neg (exponent);
  *denominator = shape_node_pow (negative ? n : d, exponent);
  return shape_node_pow (negative ? d : n, exponent);
}

static ShapeNode *
split_product (ShapeNode  *node,
               ShapeNode **denominator)
{
  ShapeNode **parts = g_new (ShapeNode *, node->n_args * 2), *numerator;
  gboolean trivial = TRUE;

  for (guint i = 0; i < node->n_args; i++)
    {
      parts[i] = shape_node_as_numer_denom (node->args[i], &parts[node->n_args + i]);
      trivial &= parts[node->n_args + i] == node->pool->one;
    }
  *denominator = node->pool->one;
  numerator = node;
  if (!trivial)
    {
      numerator = shape_node_build (node->pool, SHAPE_OP_MUL, parts, node->n_args);
      *denominator = shape_node_build (node->pool, SHAPE_OP_MUL, parts + node->n_args, node->n_args);
    }
  g_free (parts);
  return numerator;
}

/* The rational number that divides all terms of a sum, and what it leaves of it:
 * SymPy's primitive. */
static ShapeNode *
take_content (ShapeNode  *node,
              ShapeNode **content)
{
  g_autofree ShapeNode **terms = NULL;
  ShapeExprPool *pool = node->pool;
  ShapeNode *inverse;

  *content = pool->zero;
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *head = SHAPE_HEAD_OF (node->args[i]);

      *content = shape_number_gcd (*content, SHAPE_IS_RATIONAL (head) ? head : pool->one);
    }
  if (*content == pool->one)
    return node;
  inverse = shape_number_pow (*content, pool->minus_one);
  terms = g_new (ShapeNode *, node->n_args);
  for (guint i = 0; i < node->n_args; i++)
    terms[i] = shape_arith_scale (inverse, node->args[i]);
  return shape_node_intern (node->pool, SHAPE_OP_ADD, terms, node->n_args);
}

/* The numerators that stand over one denominator. */
typedef struct
{
  ShapeNode *denominator;
  GPtrArray *numerators;
} Fraction;

static void
clear_fraction (gpointer data)
{
  g_ptr_array_unref (((Fraction *) data)->numerators);
}

static GArray *
gather_fractions (ShapeNode *node)
{
  GArray *fractions = g_array_new (FALSE, FALSE, sizeof (Fraction));

  g_array_set_clear_func (fractions, clear_fraction);
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *denominator, *numerator = shape_node_as_numer_denom (node->args[i], &denominator);
      guint j;

      for (j = 0; j < fractions->len; j++)
        if (g_array_index (fractions, Fraction, j).denominator == denominator)
          break;
      if (j == fractions->len)
        {
          Fraction fraction = { denominator, g_ptr_array_new () };

          g_array_append_val (fractions, fraction);
        }
      g_ptr_array_add (g_array_index (fractions, Fraction, j).numerators, numerator);
    }
  return fractions;
}

static ShapeNode *
add_up (ShapeExprPool *pool,
        GPtrArray     *terms)
{
  return terms->len == 1 ? terms->pdata[0]
                         : shape_node_build (pool, SHAPE_OP_ADD, (ShapeNode *const *) terms->pdata, terms->len);
}

/* Each numerator times the denominators of the others; sums are left as they come. */
static ShapeNode *
cross_multiply (ShapeExprPool  *pool,
                GArray         *fractions,
                ShapeNode     **denominator)
{
  g_autofree ShapeNode **factors = g_new (ShapeNode *, fractions->len);
  g_autofree ShapeNode **terms = g_new (ShapeNode *, fractions->len);

  for (guint i = 0; i < fractions->len; i++)
    {
      for (guint j = 0; j < fractions->len; j++)
        factors[j] = i == j ? add_up (pool, g_array_index (fractions, Fraction, j).numerators)
                            : g_array_index (fractions, Fraction, j).denominator;
      terms[i] = shape_node_build (pool, SHAPE_OP_MUL, factors, fractions->len);
    }
  for (guint j = 0; j < fractions->len; j++)
    factors[j] = g_array_index (fractions, Fraction, j).denominator;
  *denominator = shape_node_build (pool, SHAPE_OP_MUL, factors, fractions->len);
  return shape_node_build (pool, SHAPE_OP_ADD, terms, fractions->len);
}

static ShapeNode *
split_sum (ShapeNode  *node,
           ShapeNode **denominator)
{
  ShapeNode *content, *above, *below, *primitive, *numerator;
  g_autoptr(GArray) fractions = NULL;

  primitive = take_content (node, &content);
  if (SHAPE_IS (primitive, ERROR))
    return *denominator = primitive;
  above = shape_node_as_numer_denom (content, &below);
  fractions = gather_fractions (primitive);
  if (fractions->len > 1)
    numerator = shape_arith_scale (above, cross_multiply (node->pool, fractions, denominator));
  else
    {
      GPtrArray *terms = g_array_index (fractions, Fraction, 0).numerators;

      *denominator = g_array_index (fractions, Fraction, 0).denominator;
      for (guint i = 0; i < terms->len; i++)
        terms->pdata[i] = shape_arith_scale (above, terms->pdata[i]);
      numerator = add_up (node->pool, terms);
    }
  *denominator = shape_arith_scale (below, *denominator);
  return numerator;
}

static ShapeNode *
split (ShapeNode  *node,
       ShapeNode **denominator)
{
  switch (node->op)
    {
    case SHAPE_OP_RATIONAL:
      return split_number (node, denominator);
    case SHAPE_OP_POW:
      return split_power (node, denominator);
    case SHAPE_OP_MUL:
      return split_product (node, denominator);
    case SHAPE_OP_ADD:
      return split_sum (node, denominator);
    default:
      *denominator = node->pool->one;
      return node;
    }
}

/* Only fractions and powers make denominators. */
#define DENOMINATOR_KINDS (SHAPE_KIND_BIT (SHAPE_OP_RATIONAL) | SHAPE_KIND_BIT (SHAPE_OP_POW))

ShapeNode *
shape_node_as_numer_denom (ShapeNode  *node,
                           ShapeNode **denominator)
{
  ShapeExprPool *pool = node->pool;
  ShapeNode *numerator;

  if (!shape_node_may_have_kinds (node, DENOMINATOR_KINDS))
    {
      *denominator = pool->one;
      return node;
    }
  numerator = shape_pool_memo_get (pool, SHAPE_MEMO_NUMERATOR, node);
  if (numerator != NULL)
    {
      *denominator = shape_pool_memo_get (pool, SHAPE_MEMO_DENOMINATOR, node);
      return numerator;
    }
  numerator = split (node, denominator);
  shape_pool_memo_set (pool, SHAPE_MEMO_DENOMINATOR, node, *denominator);
  return shape_pool_memo_set (pool, SHAPE_MEMO_NUMERATOR, node, numerator);
}
