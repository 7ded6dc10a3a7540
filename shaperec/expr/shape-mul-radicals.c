/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

/* The powers of numbers in a product, as SymPy's Mul combines them:
 *
 *   2**x * 3**x          -> 6**x
 *   2**(1/2) * 8**(1/2)  -> 4
 *   4**(1/3) * 6**(1/4)  -> a power of each common factor
 *   (-1)**(1/3), I       -> one power of -1 */

struct _ShapeRadicals
{
  ShapeExprPool *pool;
  ShapePowers    symbolic;           /* 3**x */
  ShapePowers    roots;              /* positive number, rational exponent: one entry a base */
  ShapeNode     *minus_one_exponent;
  ShapeNode     *coeff;              /* the number that comes out */
};

ShapeRadicals *
shape_radicals_new (ShapeExprPool *pool)
{
  ShapeRadicals *self = g_new0 (ShapeRadicals, 1);

  self->pool = pool;
  self->minus_one_exponent = pool->zero;
  self->coeff = pool->one;
  shape_powers_init (&self->symbolic);
  shape_powers_init (&self->roots);
  return self;
}

void
shape_radicals_free (ShapeRadicals *self)
{
  shape_powers_clear (&self->symbolic);
  shape_powers_clear (&self->roots);
  g_free (self);
}

/* Adds to the exponent of @base where it is there, else appends it. */
static void
add_exponent (ShapePowers *powers,
              ShapeNode   *base,
              ShapeNode   *exponent)
{
  ShapePower *known = shape_powers_find (powers, base);

  if (known != NULL)
    known->exponent = shape_number_add (known->exponent, exponent);
  else
    shape_powers_append (powers, base, exponent);
}

/* Multiplies the base that has this exponent, else appends it. */
static void
multiply_base (ShapePowers *powers,
               ShapeNode   *base,
               ShapeNode   *exponent)
{
  for (guint i = 0; i < powers->n; i++)
    if (powers->items[i].exponent == exponent)
      {
        powers->items[i].base = shape_node_mul (powers->items[i].base, base);
        return;
      }
  shape_powers_append (powers, base, exponent);
}

gboolean
shape_radicals_take (ShapeRadicals *self,
                     ShapeNode     *base,
                     ShapeNode     *exponent)
{
  if (SHAPE_IS (exponent, INTEGER))
    return FALSE;
  if (SHAPE_IS (exponent, RATIONAL))
    {
      if (shape_number_sign (base) < 0)
        {
          self->minus_one_exponent = shape_number_add (self->minus_one_exponent, exponent);
          base = shape_number_neg (base);
        }
      if (base != self->pool->one)
        add_exponent (&self->roots, base, exponent);
      return TRUE;
    }
  if ((shape_number_sign (base) > 0 && !shape_node_is_infinite (base)) ||
      shape_node_is_yes (exponent, SHAPE_FACT_INTEGER))
    {
      shape_powers_append (&self->symbolic, base, exponent);
      return TRUE;
    }
  return FALSE;
}

void
shape_radicals_take_i (ShapeRadicals *self)
{
  self->minus_one_exponent = shape_number_add (self->minus_one_exponent, shape_node_ratio (self->pool, 1, 2));
}

static void
multiply_coeff (ShapeRadicals *self,
                ShapeNode     *base,
                ShapeNode     *exponent)
{
  ShapeNode *value = shape_node_pow (base, exponent);

  if (SHAPE_IS_NUMBER (value))
    self->coeff = shape_number_mul (self->coeff, value);
}

/* Splits a rational into its whole part and what is left, which is not negative. */
static void
split_exponent (ShapeNode  *exponent,
                ShapeNode **whole,
                ShapeNode **fraction)
{
  ShapeExprPool *pool = exponent->pool;
  fmpz_t quotient;

  *whole = exponent;
  *fraction = pool->zero;
  if (SHAPE_IS (exponent, INTEGER))
    return;
  fmpz_init (quotient);
  fmpz_fdiv_q (quotient, fmpq_numref (exponent->rational), fmpq_denref (exponent->rational));
  *whole = shape_node_fmpz (pool, quotient);
  *fraction = shape_number_add (exponent, shape_number_neg (*whole));
  fmpz_clear (quotient);
}

/* Moves the whole part of an exponent over 1 into the coefficient. Returns what is
 * left; zero where nothing is. */
static ShapeNode *
reduce_exponent (ShapeRadicals *self,
                 ShapeNode     *base,
                 ShapeNode     *exponent)
{
  ShapeNode *whole, *fraction;

  split_exponent (exponent, &whole, &fraction);
  if (whole != self->pool->zero)
    multiply_coeff (self, base, whole);
  return fraction;
}

static ShapeNode *
get_gcd (ShapeNode *a,
         ShapeNode *b)
{
  return SHAPE_IS_RATIONAL (a) && SHAPE_IS_RATIONAL (b) ? shape_number_gcd (a, b) : a->pool->one;
}

static ShapeNode *
divide (ShapeNode *a,
        ShapeNode *b)
{
  return shape_number_mul (a, shape_number_pow (b, b->pool->minus_one));
}

/* Takes the common factors of root @i and those behind it into roots of their own. */
static ShapeNode *
extract_common_factors (ShapeRadicals *self,
                        ShapePowers   *roots,
                        guint          i)
{
  ShapeNode *base = roots->items[i].base, *exponent = roots->items[i].exponent;
  guint n = roots->n;

  for (guint j = i + 1; j < n && base != self->pool->one; j++)
    {
      ShapeNode *common = get_gcd (base, roots->items[j].base);
      ShapeNode *left;

      if (common == self->pool->one)
        continue;
      left = reduce_exponent (self, common, shape_number_add (exponent, roots->items[j].exponent));
      if (left != self->pool->zero)
        shape_powers_append (roots, common, left);
      roots->items[j].base = divide (roots->items[j].base, common);
      base = divide (base, common);
    }
  return base;
}

/* Evaluates a root, sqrt(12) -> 2*sqrt(3), and files its parts. */
static void
file_root (ShapeRadicals *self,
           ShapePowers   *by_exponent,
           ShapeNode     *base,
           ShapeNode     *exponent)
{
  ShapeNode *value = shape_node_pow (base, exponent);
  ShapeNode *const *parts;
  guint n;

  parts = shape_node_make_args (&value, SHAPE_OP_MUL, &n);
  for (guint i = 0; i < n; i++)
    if (SHAPE_IS_NUMBER (parts[i]))
      self->coeff = shape_number_mul (self->coeff, parts[i]);
    else if (SHAPE_IS (parts[i], POW))
      multiply_base (by_exponent, parts[i]->args[0], parts[i]->args[1]);
}

static void
combine_roots (ShapeRadicals *self,
               ShapePowers   *by_exponent)
{
  ShapePowers roots, same;

  shape_powers_init (&same);
  for (guint i = 0; i < self->roots.n; i++)
    multiply_base (&same, self->roots.items[i].base, self->roots.items[i].exponent);
  shape_powers_init (&roots);
  for (guint i = 0; i < same.n; i++)
    {
      ShapeNode *left = reduce_exponent (self, same.items[i].base, same.items[i].exponent);

      if (left != self->pool->zero)
        shape_powers_append (&roots, same.items[i].base, left);
    }
  for (guint i = 0; i < roots.n && !shape_pool_has_error (self->pool); i++)
    {
      ShapeNode *exponent = roots.items[i].exponent;
      ShapeNode *base = extract_common_factors (self, &roots, i);

      if (base != self->pool->one)
        file_root (self, by_exponent, base, exponent);
    }
  shape_powers_clear (&same);
  shape_powers_clear (&roots);
}

/* (-1)**e: the sign, I, or a root of -1 that joins a base with the same exponent. */
static void
finish_minus_one (ShapeRadicals *self,
                  ShapePowers   *by_exponent,
                  ShapeFactors  *factors)
{
  ShapeNode *whole, *fraction;
  ShapeNode *args[2] = { self->pool->minus_one, NULL };

  split_exponent (self->minus_one_exponent, &whole, &fraction);
  if (fmpz_is_odd (whole->integer))
    self->coeff = shape_number_neg (self->coeff);
  if (fraction == self->pool->zero)
    return;
  if (fmpz_equal_si (fmpq_denref (fraction->rational), 2))
    {
      shape_factors_append (factors, shape_node_constant (self->pool, SHAPE_OP_IMAGINARY_UNIT));
      return;
    }
  for (guint i = 0; i < by_exponent->n; i++)
    if (by_exponent->items[i].exponent == fraction && SHAPE_IS_NUMBER (by_exponent->items[i].base) &&
        shape_number_sign (by_exponent->items[i].base) > 0)
      {
        by_exponent->items[i].base = shape_number_neg (by_exponent->items[i].base);
        return;
      }
  args[1] = fraction;
  shape_factors_append (factors, shape_node_intern_sorted (self->pool, SHAPE_OP_POW, args, 2));
}

static void
append_powers (ShapePowers  *powers,
               ShapeFactors *factors)
{
  for (guint i = 0; i < powers->n; i++)
    if (!shape_node_is_zero_number (powers->items[i].exponent))
      shape_factors_append (factors, shape_node_pow (powers->items[i].base, powers->items[i].exponent));
}

ShapeNode *
shape_radicals_finish (ShapeRadicals *self,
                       ShapeFactors  *factors)
{
  ShapePowers by_exponent;

  shape_powers_gather (&self->symbolic);
  shape_powers_init (&by_exponent);
  for (guint i = 0; i < self->symbolic.n; i++)
    multiply_base (&by_exponent, self->symbolic.items[i].base, self->symbolic.items[i].exponent);
  append_powers (&by_exponent, factors);

  by_exponent.n = 0;
  combine_roots (self, &by_exponent);
  finish_minus_one (self, &by_exponent, factors);
  append_powers (&by_exponent, factors);
  shape_powers_clear (&by_exponent);
  return self->coeff;
}
