/* SPDX-License-Identifier: LGPL-2.1-or-later */
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
  ShapeNode *rest;

  if (shape_node_is_yes (exponent, SHAPE_FACT_NEGATIVE))
    return TRUE;
  return SHAPE_IS (exponent, MUL) && !shape_node_is_yes (exponent, SHAPE_FACT_POSITIVE) &&
         shape_number_sign (shape_node_as_coeff_mul (exponent, &rest)) < 0;
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

/* The terms of a sum over one denominator are one fraction; then the fractions are
 * brought to a common denominator, the product of all. */
typedef struct
{
  ShapeNode *numerator;
  ShapeNode *denominator;
} Fraction;

static guint
gather_fractions (ShapeNode *node,
                  Fraction  *fractions)
{
  guint n = 0;

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *denominator, *numerator = shape_node_as_numer_denom (node->args[i], &denominator);
      guint j;

      for (j = 0; j < n && fractions[j].denominator != denominator; j++)
        continue;
      fractions[j].numerator = j < n ? shape_node_add (fractions[j].numerator, numerator) : numerator;
      fractions[j].denominator = denominator;
      n = MAX (n, j + 1);
    }
  return n;
}

static ShapeNode *
split_sum (ShapeNode  *node,
           ShapeNode **denominator)
{
  g_autofree Fraction *fractions = g_new (Fraction, node->n_args);
  guint n = gather_fractions (node, fractions);
  ShapeNode *numerator = node->pool->zero;

  *denominator = node->pool->one;
  if (n == 1 && fractions[0].denominator == node->pool->one)
    return node;
  for (guint i = 0; i < n; i++)
    {
      ShapeNode *term = fractions[i].numerator;

      for (guint j = 0; j < n; j++)
        if (j != i)
          term = shape_node_mul (term, fractions[j].denominator);
      numerator = shape_node_add (numerator, term);
      *denominator = shape_node_mul (*denominator, fractions[i].denominator);
    }
  return numerator;
}

ShapeNode *
shape_node_as_numer_denom (ShapeNode  *node,
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
