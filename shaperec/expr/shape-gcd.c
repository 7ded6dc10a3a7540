/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-gcd-private.h"
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
      ShapeNode *head = SHAPE_HEAD_OF (terms[i]);

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

/* Both are divided by what their integers have in common, even by 1, and a quotient of int_oo
 * is oo. */
static inline ShapeNode *
divide_infinity (ShapeNode *node)
{
  return SHAPE_IS (node, INT_INFINITY) ? shape_node_constant (node->pool, SHAPE_OP_INFINITY) : node;
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
  a = divide_infinity (a);
  b = divide_infinity (b);
  factors = shape_node_make_args (&b, SHAPE_OP_MUL, &n);
  for (guint i = 0; i < n; i++)
    if (divides_all_terms (factors[i], a))
      gcd = shape_node_mul (gcd, factors[i]);
  return gcd;
}

/* The integer gcd of all coefficients, or 1 where one is a fraction: SymPy's gcd is
 * monic then. FALSE: there are other numbers. */
static gboolean
reduce_by_coefficients (fmpz_t     gcd,
                        ShapeNode *node,
                        gboolean  *rational)
{
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n);

  for (guint i = 0; i < n; i++)
    {
      ShapeNode *head = SHAPE_HEAD_OF (terms[i]);

      if (SHAPE_IS (head, INTEGER))
        fmpz_gcd (gcd, gcd, head->integer);
      else
        fmpz_one (gcd);
      if (SHAPE_IS_NUMBER (head) && !SHAPE_IS_RATIONAL (head))
        return FALSE;
      *rational |= SHAPE_IS (head, RATIONAL);
    }
  return TRUE;
}

/* The exponent of @generator in @term. */
static gulong
get_exponent (ShapeNode *term,
              ShapeNode *generator)
{
  guint n;
  ShapeNode *const *factors = shape_node_make_args (&term, SHAPE_OP_MUL, &n);

  for (guint i = 0; i < n; i++)
    {
      ShapePolyPower power;

      if (shape_poly_split_factor (factors[i], &power) && power.generator == generator)
        return power.exponent;
    }
  return 0;
}

/* The largest power that divides @power and all terms of @node. */
static void
reduce_power (ShapePolyPower *power,
              ShapeNode      *node)
{
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n);

  for (guint i = 0; i < n && power->exponent > 0; i++)
    power->exponent = MIN (power->exponent, get_exponent (terms[i], power->generator));
}

/* @coeff times what the term @monomial and all terms of @node have in common. */
static ShapeNode *
gcd_with_monomial (ShapeNode    *monomial,
                   ShapeNode    *node,
                   const fmpz_t  coeff)
{
  ShapeExprPool *pool = node->pool;
  guint n, n_common = 0;
  ShapeNode *const *factors = shape_node_make_args (&monomial, SHAPE_OP_MUL, &n);
  g_autofree ShapeNode **common = g_new (ShapeNode *, n + 1);

  common[n_common++] = shape_node_fmpz (pool, coeff);
  for (guint i = 0; i < n; i++)
    {
      ShapePolyPower power;

      if (shape_node_is_infinite (factors[i]) || !shape_poly_split_factor (factors[i], &power))
        continue;
      reduce_power (&power, node);
      if (power.exponent > 0)
        common[n_common++] = shape_node_pow (power.generator, shape_node_integer (pool, (gint64) power.exponent));
    }
  return shape_node_build (pool, SHAPE_OP_MUL, common, n_common);
}

static gboolean
compute_gcd (ShapePolyRing      *ring,
             fmpz_mpoly_t        gcd,
             const fmpz_mpoly_t  x,
             const fmpz_mpoly_t  y)
{
  if (shape_poly_ring_is_tractable (ring, x) && shape_poly_ring_is_tractable (ring, y) &&
      fmpz_mpoly_gcd (gcd, x, y, ring->ctx))
    return TRUE;
  shape_pool_fail (ring->pool, SHAPE_ERROR_LIMIT, "a common divisor that is too large");
  return FALSE;
}

/* Over the integers the gcd has the content of both; over the rationals it is monic. */
static ShapeNode *
gcd_polynomials (ShapeNode *a,
                 ShapeNode *b)
{
  ShapeNode *const both[] = { a, b };
  g_autoptr (ShapePolyRing) ring = shape_poly_ring_new (both, 2);
  ShapeNode *result = a->pool->error_node;
  fmpz_mpoly_t x, y;
  fmpz_t denominator;

  if (ring == NULL)
    return shape_pool_has_error (a->pool) ? a->pool->error_node : a->pool->one;
  fmpz_init (denominator);
  fmpz_mpoly_init (x, ring->ctx);
  fmpz_mpoly_init (y, ring->ctx);
  shape_poly_ring_read (ring, a, x, denominator);
  shape_poly_ring_read (ring, b, y, denominator);
  if (compute_gcd (ring, x, x, y))
    {
      fmpz_one (denominator);
      if (ring->rational && !fmpz_mpoly_is_zero (x, ring->ctx))
        fmpz_mpoly_get_term_coeff_fmpz (denominator, x, 0, ring->ctx);
      result = shape_poly_ring_write (ring, x, denominator);
    }
  fmpz_mpoly_clear (y, ring->ctx);
  fmpz_mpoly_clear (x, ring->ctx);
  fmpz_clear (denominator);
  return result;
}

/* @coeff / @lead, of which one may be infinity: what is finite leaves nothing, and int_oo
 * becomes oo. */
static ShapeNode *
divide_coeff (ShapeNode *coeff,
              ShapeNode *lead)
{
  gboolean infinite = shape_node_is_infinite (coeff);

  if (shape_node_is_infinite (lead))
    return infinite ? shape_node_constant (coeff->pool, SHAPE_OP_NAN) : coeff->pool->zero;
  if (!infinite)
    return shape_node_div (coeff, lead);
  return shape_node_constant (coeff->pool, shape_number_sign (coeff) == shape_number_sign (lead)
                                             ? SHAPE_OP_INFINITY : SHAPE_OP_NEGATIVE_INFINITY);
}

/* The place of the highest of @terms, by the generators in SymPy's order. */
static guint
find_leading_term (ShapeNode *const *terms,
                   guint             n_terms,
                   GPtrArray        *generators)
{
  guint lead = 0;

  for (guint i = 1; i < n_terms; i++)
    for (guint k = 0; k < generators->len; k++)
      {
        gulong own = get_exponent (terms[i], generators->pdata[k]), best = get_exponent (terms[lead], generators->pdata[k]);

        if (own > best)
          lead = i;
        if (own != best)
          break;
      }
  return lead;
}

/* Divided by the leading coefficient. A product is left without its coefficient, infinity. */
static ShapeNode *
make_monic (ShapeNode *node)
{
  g_autofree ShapeNode **terms = g_new (ShapeNode *, node->n_args + 1);
  g_autoptr (GPtrArray) generators = NULL;
  ShapeNode *lead, *rest;

  if (!SHAPE_IS (node, ADD))
    return SHAPE_IS (node, MUL) ? shape_node_constant (node->pool, SHAPE_OP_NAN) : node;
  generators = shape_poly_sort_generators (node);
  lead = shape_node_as_coeff_mul (node->args[find_leading_term (node->args, node->n_args, generators)], &rest);
  if (lead == node->pool->one)
    return node;
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *coeff = shape_node_as_coeff_mul (node->args[i], &rest);

      terms[i] = coeff == lead ? rest : shape_node_mul (divide_coeff (coeff, lead), rest);
    }
  return shape_node_build (node->pool, SHAPE_OP_ADD, terms, node->n_args);
}

/* SymPy's polynomials cannot divide by infinity: it has an answer for numbers, and where
 * one of the two is zero. */
static ShapeNode *
gcd_infinite (ShapeNode *a,
              ShapeNode *b)
{
  if (SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b) && !shape_poly_is_symbol (a) && !shape_poly_is_symbol (b))
    return a->pool->one;
  if (shape_node_is_zero_number (a))
    return make_monic (b);
  if (shape_node_is_zero_number (b))
    return make_monic (a);
  return shape_pool_fail (a->pool, SHAPE_ERROR_POLYNOMIAL_DIVISION, "couldn't reduce degree in a polynomial division");
}

static ShapeNode *
gcd_expanded (ShapeNode *a,
              ShapeNode *b)
{
  ShapeExprPool *pool = a->pool;
  ShapeNode *result = NULL;
  gboolean rational = FALSE;
  fmpz_t coeff;

  if (SHAPE_IS_RATIONAL (a) && SHAPE_IS_RATIONAL (b))
    return shape_number_gcd (a, b);
  if (a == b && shape_poly_is_symbol (a))
    return a;
  if (shape_poly_has_infinite_coeff (a) || shape_poly_has_infinite_coeff (b))
    return gcd_infinite (a, b);
  if (shape_node_is_zero_number (a) && shape_node_is_infinite (b))
    return b;
  if (SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b) && (SHAPE_IS (a, FLOAT) || SHAPE_IS (b, FLOAT)))
    return shape_node_float (pool, 1);
  if (a == pool->zero || b == pool->zero || (SHAPE_IS (a, ADD) && SHAPE_IS (b, ADD)))
    return gcd_polynomials (a, b);
  fmpz_init (coeff);
  if (!reduce_by_coefficients (coeff, a, &rational) || !reduce_by_coefficients (coeff, b, &rational))
    result = pool->one;
  if (rational)
    fmpz_one (coeff);
  if (result == NULL)
    result = SHAPE_IS (a, ADD) ? gcd_with_monomial (b, a, coeff) : gcd_with_monomial (a, b, coeff);
  fmpz_clear (coeff);
  return result;
}

/* A sum or a product that does not commute is no polynomial. */
static gboolean
is_noncommutative (ShapeNode *node)
{
  return (SHAPE_IS (node, ADD) || SHAPE_IS (node, MUL)) && shape_node_may_not_commute (node)
         && shape_node_has_noncommutative_arg (node);
}

ShapeNode *
shape_node_gcd (ShapeNode *a,
                ShapeNode *b)
{
  if (SHAPE_IS (a, INTEGER) && SHAPE_IS (b, INTEGER))
    return shape_number_gcd (a, b);
  a = shape_node_expand_full (a);
  b = shape_node_expand_full (b);
  if (SHAPE_IS (a, ERROR) || SHAPE_IS (b, ERROR))
    return a->pool->error_node;
  return is_noncommutative (a) || is_noncommutative (b) ? a->pool->one : gcd_expanded (a, b);
}

ShapeNode *
shape_node_gcd_strict (ShapeNode *a,
                       ShapeNode *b)
{
  if (is_noncommutative (shape_node_expand_full (a)) || is_noncommutative (shape_node_expand_full (b)))
    return shape_pool_fail (a->pool, SHAPE_ERROR_POLYNOMIAL, "non-commutative expressions are not supported");
  return shape_node_gcd (a, b);
}

ShapeNode *
shape_node_common_factor (ShapeNode *sum)
{
  ShapeExprPool *pool = sum->pool;
  ShapeNode *content = pool->zero, *rest;
  fmpz one[1] = { 1 };

  for (guint i = 0; i < sum->n_args; i++)
    {
      ShapeNode *coeff = shape_node_as_coeff_mul (sum->args[i], &rest);

      if (!SHAPE_IS_RATIONAL (coeff) && !shape_node_is_infinite (coeff))
        return pool->one;
      content = SHAPE_IS_RATIONAL (coeff) ? shape_number_gcd (content, coeff) : pool->one;
    }
  return shape_node_mul (content, gcd_with_monomial (sum->args[0], sum, one));
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

ShapeNode *
shape_node_safe_gcd_strict (ShapeNode *a,
                            ShapeNode *b)
{
  return is_wide (a) || is_wide (b) ? shape_node_factor_gcd (a, b) : shape_node_gcd_strict (a, b);
}

static void
divide_by_gcd (ShapePolyRing *ring,
               fmpz_mpoly_t   x,
               fmpz_mpoly_t   y)
{
  fmpz_mpoly_t gcd;

  fmpz_mpoly_init (gcd, ring->ctx);
  if (compute_gcd (ring, gcd, x, y) && !fmpz_mpoly_is_zero (gcd, ring->ctx))
    {
      fmpz_mpoly_divides (x, x, gcd, ring->ctx);
      fmpz_mpoly_divides (y, y, gcd, ring->ctx);
    }
  fmpz_mpoly_clear (gcd, ring->ctx);
}

static void
make_denominator_positive (ShapePolyRing *ring,
                           fmpz_mpoly_t   x,
                           fmpz_mpoly_t   y)
{
  fmpz_t lead;

  if (fmpz_mpoly_is_zero (y, ring->ctx))
    return;
  fmpz_init (lead);
  fmpz_mpoly_get_term_coeff_fmpz (lead, y, 0, ring->ctx);
  if (fmpz_sgn (lead) < 0)
    {
      fmpz_mpoly_neg (x, x, ring->ctx);
      fmpz_mpoly_neg (y, y, ring->ctx);
    }
  fmpz_clear (lead);
}

gboolean
shape_node_cancel (ShapeNode **numerator,
                   ShapeNode **denominator)
{
  ShapeNode *const both[] = { shape_node_expand_full (*numerator), shape_node_expand_full (*denominator) };
  g_autoptr (ShapePolyRing) ring = NULL;
  fmpz_mpoly_t x, y;
  fmpz_t x_denominator, y_denominator;

  if (SHAPE_IS (both[0], ERROR) || SHAPE_IS (both[1], ERROR))
    return FALSE;
  ring = shape_poly_ring_new (both, 2);
  if (ring == NULL)
    return FALSE;
  fmpz_init (x_denominator);
  fmpz_init (y_denominator);
  fmpz_mpoly_init (x, ring->ctx);
  fmpz_mpoly_init (y, ring->ctx);
  shape_poly_ring_read (ring, both[0], x, x_denominator);
  shape_poly_ring_read (ring, both[1], y, y_denominator);
  fmpz_mpoly_scalar_mul_fmpz (x, x, y_denominator, ring->ctx);
  fmpz_mpoly_scalar_mul_fmpz (y, y, x_denominator, ring->ctx);
  divide_by_gcd (ring, x, y);
  make_denominator_positive (ring, x, y);
  fmpz_one (x_denominator);
  *numerator = shape_poly_ring_write (ring, x, x_denominator);
  *denominator = shape_poly_ring_write (ring, y, x_denominator);
  fmpz_mpoly_clear (y, ring->ctx);
  fmpz_mpoly_clear (x, ring->ctx);
  fmpz_clear (y_denominator);
  fmpz_clear (x_denominator);
  return TRUE;
}
