/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-subs-private.h"

#include "shape-simplify-private.h"

/* Products in a substitution: what is replaced may be a part of a larger product, and be
 * in it several times. */

/* 8**x is 2**(3*x). */
static ShapeNode *
take_root_of_base (ShapeNode *base,
                   ShapeNode *exponent)
{
  ShapeNode *times, *root = shape_number_take_root (base, &times);

  return shape_node_pow (root, shape_node_mul (times, exponent));
}

/* A product of positive factors with no number in front keeps a whole number in the exponent. */
static gboolean
is_positive_product (ShapeNode *node)
{
  return SHAPE_IS (node, MUL) && !SHAPE_IS_NUMBER (node->args[0]) && shape_node_is_yes (node, SHAPE_FACT_POSITIVE);
}

/* (2*x)**(3*n) is (8*x**3)**n where n is an integer or x not negative. */
static gboolean
takes_coefficient (ShapeNode *base,
                   ShapeNode *coeff,
                   ShapeNode *rest)
{
  if (!SHAPE_IS_RATIONAL (coeff) || shape_number_sign (coeff) <= 0)
    return FALSE;
  if (!shape_node_is_yes (rest, SHAPE_FACT_INTEGER) && !shape_node_is_yes (base, SHAPE_FACT_EXTENDED_NONNEGATIVE))
    return FALSE;
  return SHAPE_IS (coeff, INTEGER) ? !is_positive_product (base) : shape_node_is_yes (base, SHAPE_FACT_EXTENDED_POSITIVE);
}

/* powdenest of a power with an exponent that is no number. */
static ShapeNode *
denest (ShapeNode *power)
{
  ShapeNode *rest, *raised, *base = power->args[0], *exponent = power->args[1];
  ShapeNode *coeff = shape_node_as_coeff_mul (exponent, &rest);

  if (takes_coefficient (base, coeff, rest) && !SHAPE_IS (raised = shape_node_pow (base, coeff), POW))
    {
      power = shape_node_pow (raised, rest);
      base = raised;
      exponent = rest;
    }
  if (SHAPE_IS (base, INTEGER) && fmpz_cmp_ui (base->integer, 2) >= 0)
    return take_root_of_base (base, exponent);
  return power;
}

static void
add_power (ShapePowers *self,
           ShapeNode   *base,
           ShapeNode   *exponent)
{
  ShapePower *known = shape_powers_find (self, base);

  if (known != NULL)
    known->exponent = shape_node_add (known->exponent, exponent);
  else
    shape_powers_append (self, base, exponent);
}

/* A product as bases with rational exponents. */
static void
break_up (ShapePowers *self,
          ShapeNode   *product)
{
  guint n;
  ShapeNode *const *factors = shape_node_make_args (&product, SHAPE_OP_MUL, &n);

  for (guint i = 0; i < n; i++)
    {
      ShapeNode *base = factors[i], *exponent = base->pool->one, *rest;

      if (SHAPE_IS (base, POW) && !SHAPE_IS_NUMBER (base->args[1]))
        base = denest (base);
      if (SHAPE_IS (base, POW))
        {
          base = shape_node_as_base_exp (base, &exponent);
          if (!SHAPE_IS_NUMBER (exponent))
            {
              exponent = shape_node_as_coeff_mul (exponent, &rest);
              base = shape_node_pow (base, rest);
            }
        }
      add_power (self, base, exponent);
    }
}

/* base ** (n * rest), where @base is a power to @rest. */
static ShapeNode *
join_up (ShapeNode *base,
         ShapeNode *exponent)
{
  ShapeNode *own = base->pool->one;

  if (SHAPE_IS (base, POW))
    base = shape_node_as_base_exp (base, &own);
  return shape_node_pow (base, shape_node_mul (own, exponent));
}

/* How often does the exponent @part go into @whole? Thirds do not go into quarters. */
static gint64
count_exponent (ShapeNode *whole,
                ShapeNode *part)
{
  fmpq_t a, b;
  fmpz_t times;
  gint64 result = 0;

  if (!SHAPE_IS_RATIONAL (whole) || !SHAPE_IS_RATIONAL (part) || shape_number_sign (whole) != shape_number_sign (part))
    return 0;
  fmpq_init (a);
  fmpq_init (b);
  fmpz_init (times);
  shape_number_get_rational (a, whole);
  shape_number_get_rational (b, part);
  if (fmpz_divisible (fmpq_denref (b), fmpq_denref (a)) || fmpz_divisible (fmpq_denref (a), fmpq_denref (b)))
    {
      fmpq_div (a, a, b);
      fmpz_tdiv_q (times, fmpq_numref (a), fmpq_denref (a));
      result = fmpz_fits_si (times) ? fmpz_get_si (times) : 0;
    }
  fmpz_clear (times);
  fmpq_clear (b);
  fmpq_clear (a);
  return result;
}

static slong
count_divisions (const fmpz_t value,
                 const fmpz_t divisor)
{
  fmpz_t rest;
  slong n;

  if (fmpz_is_one (divisor))
    return 0;
  fmpz_init (rest);
  n = fmpz_remove (rest, value, divisor);
  fmpz_clear (rest);
  return n;
}

/* How often does @divisor, which is positive and not 1, go into @value: SymPy's multiplicity. */
static slong
count_in_fraction (const fmpq_t value,
                   const fmpq_t divisor)
{
  const fmpz *p = fmpq_numref (divisor), *q = fmpq_denref (divisor);
  slong above = count_divisions (fmpq_numref (value), p), below = count_divisions (fmpq_denref (value), q);

  if (fmpz_is_one (q))
    return above - count_divisions (fmpq_denref (value), p);
  if (fmpz_is_one (p))
    return below;
  return MIN (above, below) - MIN (count_divisions (fmpq_numref (value), q), count_divisions (fmpq_denref (value), p));
}

/* The numbers in front: is @old a part of @own, as a number that it is divided by? */
static gboolean
is_extractable (const fmpq_t own,
                const fmpq_t old)
{
  fmpq_t ratio;
  gboolean result;

  fmpq_init (ratio);
  fmpq_div (ratio, own, old);
  result = (!fmpz_is_one (fmpq_denref (own)) || fmpz_is_one (fmpq_denref (ratio))) &&
           !(fmpq_sgn (own) > 0 && fmpq_sgn (ratio) < 0);
  fmpq_clear (ratio);
  return result;
}

/* The number @own in front becomes a power of @old times the number that is returned. */
static ShapeNode *
rewrite_coefficient (ShapePowers *powers,
                     ShapeNode   *own,
                     ShapeNode   *old)
{
  ShapeExprPool *pool = own->pool;
  ShapeNode *times = NULL;
  fmpq_t value, divisor;

  fmpq_init (value);
  fmpq_init (divisor);
  shape_number_get_rational (value, own);
  shape_number_get_rational (divisor, old);
  if (is_extractable (value, divisor))
    {
      fmpq_abs (divisor, divisor);
      if (!fmpq_is_one (divisor))
        times = shape_node_integer (pool, count_in_fraction (value, divisor));
    }
  fmpq_clear (divisor);
  fmpq_clear (value);
  if (times == NULL)
    return pool->one;
  *shape_powers_find (powers, own) = (ShapePower) { old, times };
  return shape_node_div (own, shape_node_pow (old, times));
}

/* How often all of @old is in @powers: 0 where it is not. */
static gint64
count_product (ShapePowers *powers,
               ShapePowers *old)
{
  gint64 times = G_MAXINT64;

  for (guint i = 0; i < old->n && times > 0; i++)
    {
      const ShapePower *power = shape_powers_find (powers, old->items[i].base);

      times = MIN (times, power == NULL ? 0 : count_exponent (power->exponent, old->items[i].exponent));
    }
  return times;
}

/* What is new stands first, which decides between infinities: int_oo*10.0 is int_oo, and 10.0*int_oo is oo. */
static ShapeNode *
rebuild (ShapeSubs   *self,
         ShapePowers *powers,
         ShapePowers *old,
         ShapeNode   *times)
{
  g_autofree ShapeNode **factors = g_new (ShapeNode *, powers->n + 1);

  factors[0] = shape_node_pow (self->new, times);
  for (guint i = 0; i < powers->n; i++)
    {
      ShapeNode *base = powers->items[i].base, *exponent = powers->items[i].exponent;
      const ShapePower *taken = shape_powers_find (old, base);

      if (taken != NULL)
        factors[i + 1] = join_up (base, shape_node_sub (exponent, shape_node_mul (taken->exponent, times)));
      else
        factors[i + 1] = join_up (shape_subs_run (self, base), exponent);
    }
  return shape_node_build (self->new->pool, SHAPE_OP_MUL, factors, powers->n + 1);
}

/* NULL where what is replaced is no part of @product. */
static ShapeNode *
replace_factors (ShapeSubs *self,
                 ShapeNode *product)
{
  ShapeNode *own = product->args[0], *old = self->old->args[0], *left = product->pool->one, *result = NULL;
  ShapePowers powers, old_powers;
  gint64 times;

  if (SHAPE_IS_RATIONAL (old) && !SHAPE_IS_RATIONAL (own))
    return NULL;
  shape_powers_init (&powers);
  shape_powers_init (&old_powers);
  break_up (&powers, product);
  break_up (&old_powers, self->old);
  if (SHAPE_IS_RATIONAL (old) && own != old)
    left = rewrite_coefficient (&powers, own, old);
  times = powers.n < old_powers.n ? 0 : count_product (&powers, &old_powers);
  if (times > 0)
    result = shape_node_mul (left, rebuild (self, &powers, &old_powers, shape_node_integer (product->pool, times)));
  shape_powers_clear (&old_powers);
  shape_powers_clear (&powers);
  return result;
}

ShapeNode *
shape_subs_run_in_product (ShapeSubs *self,
                           ShapeNode *product)
{
  ShapeNode *head = product->args[0], *old_head = self->old->args[0], *upper, *lower, *result = NULL, *found;

  if (SHAPE_IS_NUMBER (old_head) && shape_number_sign (old_head) < 0 && SHAPE_IS_NUMBER (head))
    return shape_number_sign (head) < 0 ? shape_subs_run_negated (self, product) : NULL;
  shape_node_split_fraction (product, &upper, &lower);
  if (lower != product->pool->one)
    {
      ShapeNode *quotient = shape_node_div (shape_subs_run (self, upper), shape_subs_run (self, lower));

      if (!SHAPE_IS (quotient, MUL))
        return shape_subs_run (self, quotient);
      if (quotient != product)
        result = quotient;
      product = quotient;
    }
  found = replace_factors (self, product);
  return found != NULL ? found : result;
}
