/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-arith-private.h"
#include "shape-deduce-private.h"
#include "shape-gcd-private.h"
#include "shape-poly-private.h"
#include "shape-simplify-private.h"

#include <flint/fmpz_mpoly_factor.h>

/* sympy.factor: an expression as a product of irreducible polynomials in whatever is not
 * taken apart further. FLINT factors; here is what it is given. */

typedef struct
{
  ShapeExprPool *pool;
  ShapeNode     *coeff;  /* numbers, in front of all */
  ShapePowers    powers;
  GPtrArray     *rings;  /* of each power */
  ShapeNode     *ring;   /* that of the next one: the product of its polynomial's generators; numbers have none */
} Factorization;

/* Exponents of one base are added up here: a product would leave x * x**y alone. To SymPy
 * polynomials with other generators are others. */
static void
append_power (Factorization *self,
              ShapeNode     *base,
              ShapeNode     *exponent)
{
  ShapeNode *ring = SHAPE_IS_NUMBER (base) ? NULL : self->ring;

  for (guint i = 0; i < self->powers.n; i++)
    if (self->powers.items[i].base == base && self->rings->pdata[i] == ring)
      {
        self->powers.items[i].exponent = shape_node_add (self->powers.items[i].exponent, exponent);
        return;
      }
  shape_powers_append (&self->powers, base, exponent);
  g_ptr_array_add (self->rings, ring);
}

/* The same for a base that may be a power itself. */
static void
append_nested_power (Factorization *self,
                     ShapeNode     *base,
                     ShapeNode     *exponent)
{
  if (SHAPE_IS (base, POW))
    append_power (self, base->args[0], shape_node_mul (base->args[1], exponent));
  else
    append_power (self, base, exponent);
}

static void
append_number (Factorization *self,
               ShapeNode     *number)
{
  self->coeff = shape_node_mul (self->coeff, number);
}

/* @number times the powers of @found, all to @exponent. Where that is no integer, only what
 * is positive can be taken out. */
static void
append_raised (Factorization *self,
               ShapeNode     *number,
               ShapePowers   *found,
               ShapeNode     *exponent)
{
  gboolean whole = shape_node_is_yes (exponent, SHAPE_FACT_INTEGER);
  ShapeNode *rest = self->pool->one;

  if (SHAPE_IS (exponent, INTEGER))
    append_number (self, shape_node_pow (number, exponent));
  else if (number != self->pool->one)
    shape_powers_append (found, number, self->pool->one);
  for (guint i = 0; i < found->n; i++)
    {
      ShapeNode *base = found->items[i].base, *times = found->items[i].exponent;

      if (whole || shape_node_is_yes (base, SHAPE_FACT_POSITIVE))
        append_nested_power (self, base, shape_node_mul (times, exponent));
      else
        rest = shape_node_mul (rest, shape_node_pow (base, times));
    }
  if (rest != self->pool->one)
    append_power (self, rest, exponent);
}

/* Returns the number in front. */
static ShapeNode *
write_factors (ShapePolyRing       *ring,
               fmpz_mpoly_factor_t  found,
               const fmpz_t         denominator,
               ShapePowers         *powers)
{
  fmpz one[1] = { 1 };
  fmpz_mpoly_t base;
  fmpq_t number;
  ShapeNode *result;

  fmpq_init (number);
  fmpz_mpoly_factor_get_constant_fmpz (fmpq_numref (number), found, ring->ctx);
  fmpz_set (fmpq_denref (number), denominator);
  fmpq_canonicalise (number);
  result = shape_node_fmpq (ring->pool, number);
  fmpq_clear (number);
  fmpz_mpoly_init (base, ring->ctx);
  for (slong i = 0; i < fmpz_mpoly_factor_length (found, ring->ctx); i++)
    {
      fmpz_mpoly_factor_get_base (base, found, i, ring->ctx);
      shape_powers_append (powers, shape_poly_ring_write (ring, base, one),
                           shape_node_integer (ring->pool, fmpz_mpoly_factor_get_exp_si (found, i, ring->ctx)));
    }
  fmpz_mpoly_clear (base, ring->ctx);
  return result;
}

/* What is no polynomial of rational coefficients stays as it is. */
static ShapeNode *
find_finite_factors (ShapeNode   *sum,
                     ShapePowers *powers)
{
  g_autoptr (ShapePolyRing) ring = shape_poly_ring_new (&sum, 1);
  ShapeNode *number = sum->pool->one;
  fmpz_mpoly_factor_t found;
  fmpz_mpoly_t poly;
  fmpz_t denominator;

  if (ring == NULL)
    {
      shape_powers_append (powers, sum, number);
      return number;
    }
  fmpz_init (denominator);
  fmpz_mpoly_init (poly, ring->ctx);
  fmpz_mpoly_factor_init (found, ring->ctx);
  shape_poly_ring_read (ring, sum, poly, denominator);
  if (shape_poly_ring_is_tractable (ring, poly) && fmpz_mpoly_factor (found, poly, ring->ctx))
    number = write_factors (ring, found, denominator, powers);
  else
    shape_pool_fail (ring->pool, SHAPE_ERROR_LIMIT, "a polynomial that is too large to be factored");
  fmpz_mpoly_factor_clear (found, ring->ctx);
  fmpz_mpoly_clear (poly, ring->ctx);
  fmpz_clear (denominator);
  return number;
}

/* A sum with infinity keeps its sign: the one of @number goes back to the sum. */
static ShapeNode *
return_sign (ShapeNode   *number,
             ShapePower  *factors,
             guint        n_factors)
{
  if (!SHAPE_IS_NUMBER (number) || shape_number_sign (number) >= 0)
    return number;
  for (guint i = 0; i < n_factors; i++)
    if (shape_poly_has_infinite_coeff (factors[i].base))
      {
        factors[i].base = shape_node_neg (factors[i].base);
        return shape_node_neg (number);
      }
  return number;
}

/* The irreducible factors of a sum; returns the number in front. An infinity as a
 * coefficient is a symbol like others here. */
static ShapeNode *
find_factors (ShapeNode   *sum,
              ShapePowers *powers)
{
  ShapeNode *infinities[] = { shape_node_constant (sum->pool, SHAPE_OP_INT_INFINITY),
                              shape_node_constant (sum->pool, SHAPE_OP_NEGATIVE_INT_INFINITY) };
  ShapeNode *symbols[] = { shape_node_symbol_int (sum->pool, "int_oo", TRUE),
                           shape_node_symbol_int (sum->pool, "-int_oo", FALSE) };
  guint first = powers->n;
  ShapeNode *number;

  if (!shape_poly_has_infinite_coeff (sum))
    return find_finite_factors (sum, powers);
  number = find_finite_factors (shape_node_xreplace (sum, infinities, symbols, 2), powers);
  for (guint i = first; i < powers->n; i++)
    powers->items[i].base = shape_node_xreplace (powers->items[i].base, symbols, infinities, 2);
  return return_sign (number, powers->items + first, powers->n - first);
}

/* The factors of a product, which are irreducible once it is expanded. */
static ShapeNode *
split_product (ShapeNode   *product,
               ShapePowers *powers)
{
  ShapeNode *number = product->pool->one;
  guint n;
  ShapeNode *const *factors = shape_node_make_args (&product, SHAPE_OP_MUL, &n);

  for (guint i = 0; i < n; i++)
    {
      ShapePolyPower power;

      if (shape_poly_split_factor (factors[i], &power))
        shape_powers_append (powers, power.generator, shape_node_integer (product->pool, (gint64) power.exponent));
      else
        number = shape_node_mul (number, factors[i]);
    }
  return number;
}

static ShapeNode *
get_ring (ShapeNode *node)
{
  g_autoptr (GPtrArray) generators = shape_poly_sort_generators (node);

  return shape_node_build (node->pool, SHAPE_OP_MUL, (ShapeNode *const *) generators->pdata, generators->len);
}

static void
factor_expanded (Factorization *self,
                 ShapeNode     *node,
                 ShapeNode     *exponent)
{
  ShapePowers found;
  ShapeNode *number;

  node = shape_node_expand_full (node);
  self->ring = get_ring (node);
  shape_powers_init (&found);
  number = SHAPE_IS (node, ADD) ? find_factors (node, &found) : split_product (node, &found);
  append_raised (self, number, &found, exponent);
  shape_powers_clear (&found);
}

/* A sum of fractions becomes one fraction, in lowest terms. */
static void
factor_fraction (Factorization *self,
                 ShapeNode     *node,
                 ShapeNode     *exponent)
{
  ShapeNode *lower, *upper = shape_node_as_numer_denom (node, &lower);

  if (lower != self->pool->one)
    shape_node_cancel (&upper, &lower);
  factor_expanded (self, upper, exponent);
  if (lower != self->pool->one)
    factor_expanded (self, lower, shape_node_neg (exponent));
}

/* A product whose infinity, that of the integers, is no coefficient of a polynomial. */
static inline gboolean
is_infinite_product (ShapeNode *node)
{
  return SHAPE_IS (node, MUL) && shape_poly_has_infinite_coeff (node->args[0]);
}

static void
factor_power (Factorization *self,
              ShapeNode     *node)
{
  ShapeNode *base = node->args[0], *exponent = node->args[1];

  if (SHAPE_IS_NUMBER (base) && SHAPE_IS_NUMBER (exponent))
    append_number (self, node);
  else if (SHAPE_IS_NUMBER (base) || is_infinite_product (base))
    append_power (self, base, exponent);
  else if (SHAPE_IS (base, ADD))
    factor_fraction (self, base, exponent);
  else
    factor_expanded (self, base, exponent);
}

static void
factor_node (Factorization *self,
             ShapeNode     *node)
{
  if (SHAPE_IS_NUMBER (node))
    append_number (self, node);
  else if (SHAPE_IS (node, POW))
    factor_power (self, node);
  else if (SHAPE_IS (node, ADD))
    factor_fraction (self, node, self->pool->one);
  else
    factor_expanded (self, node, self->pool->one);
}

static ShapeNode *
multiply (Factorization *self)
{
  g_autofree ShapeNode **factors = g_new (ShapeNode *, self->powers.n + 1);
  ShapeNode *product;

  for (guint i = 0; i < self->powers.n; i++)
    factors[i] = shape_node_pow (self->powers.items[i].base, self->powers.items[i].exponent);
  product = shape_node_build (self->pool, SHAPE_OP_MUL, factors, self->powers.n);
  if (SHAPE_IS (product, ERROR) || SHAPE_IS (self->coeff, ERROR))
    return self->pool->error_node;
  if (SHAPE_IS_NUMBER (self->coeff) && self->coeff != self->pool->minus_one)
    return shape_arith_scale (self->coeff, product);
  return shape_node_mul (self->coeff, product);
}

ShapeNode *
shape_node_factor (ShapeNode *node)
{
  Factorization self = { .pool = node->pool, .coeff = node->pool->one };
  ShapeNode *const *args, *result;
  guint n;

  node = shape_node_mask_conditions (node);
  args = shape_node_make_args (&node, SHAPE_OP_MUL, &n);
  if (shape_node_is_zero_number (node))
    return node->pool->zero;
  if (SHAPE_IS_ATOM (node) || SHAPE_IS_BOOLEAN (node))
    return node;
  shape_powers_init (&self.powers);
  self.rings = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    factor_node (&self, args[i]);
  result = multiply (&self);
  g_ptr_array_unref (self.rings);
  shape_powers_clear (&self.powers);
  return result;
}
