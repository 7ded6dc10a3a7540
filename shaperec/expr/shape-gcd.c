/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-poly-private.h"

/* Greatest common divisors. The cheap one sees integers and factors that are written
 * out; the exact one, of polynomials, is in shape-poly.c. */

/* Sums wider than this are kept from polynomial algebra: the reference's
 * _MAX_ADD_TERMS_FOR_POLY_GCD. */
#define MAX_ADD_TERMS_FOR_POLY_GCD 20

/* gcd = gcd (gcd, the integer factor of each term of @node). */
static void
reduce_by_terms (fmpz_t     gcd,
                 ShapeNode *node)
{
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n);

  for (guint i = 0; i < n && !fmpz_is_one (gcd); i++)
    {
      ShapeNode *head = SHAPE_IS (terms[i], MUL) ? terms[i]->args[0] : terms[i];

      if (SHAPE_IS (head, INTEGER))
        fmpz_gcd (gcd, gcd, head->integer);
      else
        fmpz_one (gcd);
    }
}

/* Is @factor written out in each term of @node? */
static gboolean
divides_all_terms (ShapeNode *factor,
                   ShapeNode *node)
{
  guint n_terms, n_factors;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n_terms);

  for (guint i = 0; i < n_terms; i++)
    {
      ShapeNode *term = terms[i];
      ShapeNode *const *factors = shape_node_make_args (&term, SHAPE_OP_MUL, &n_factors);
      guint k = 0;

      while (k < n_factors && factors[k] != factor)
        k++;
      if (k == n_factors)
        return FALSE;
    }
  return TRUE;
}

ShapeNode *
shape_node_factor_gcd (ShapeNode *a,
                       ShapeNode *b)
{
  ShapeNode *gcd, *const *factors;
  guint n;
  fmpz_t integer;

  fmpz_init (integer);
  reduce_by_terms (integer, a);
  reduce_by_terms (integer, b);
  gcd = shape_node_fmpz (a->pool, integer);
  fmpz_clear (integer);
  if (gcd != a->pool->one)
    {
      a = shape_node_div (a, gcd);
      b = shape_node_div (b, gcd);
      if (SHAPE_IS (a, ERROR) || SHAPE_IS (b, ERROR))
        return a->pool->error_node;
    }
  factors = shape_node_make_args (&b, SHAPE_OP_MUL, &n);
  for (guint i = 0; i < n; i++)
    if (divides_all_terms (factors[i], a))
      gcd = shape_node_mul (gcd, factors[i]);
  return gcd;
}

static gboolean
is_wide (ShapeNode *node)
{
  return SHAPE_IS (node, ADD) && node->n_args > MAX_ADD_TERMS_FOR_POLY_GCD;
}

ShapeNode *
shape_node_safe_gcd (ShapeNode *a,
                     ShapeNode *b)
{
  return is_wide (a) || is_wide (b) ? shape_node_factor_gcd (a, b) : shape_node_gcd (a, b);
}
