/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"
#include "shape-float-private.h"

#include <flint/ulong_extras.h>
#include <math.h>

/* Numbers to the power of numbers, as the _eval_power of SymPy's Numbers have it.
 * NULL where the power stays as it is. */

static ShapeNode *
make_rational (ShapeExprPool *pool,
               const fmpz    *numerator,
               const fmpz    *denominator)
{
  ShapeNode *node;
  fmpq_t value;

  fmpq_init (value);
  fmpq_set_fmpz_frac (value, numerator, denominator);
  node = shape_node_fmpq (pool, value);
  fmpq_clear (value);
  return node;
}

/* A rational, not 0, to the power of an Integer. */
static ShapeNode *
pow_exact (ShapeNode *base,
           ShapeNode *exponent)
{
  ShapeNode *result;
  fmpq_t value;
  gint64 n;
  double bits;

  fmpq_init (value);
  shape_number_get_rational (value, base);
  bits = (double) MAX (fmpz_bits (fmpq_numref (value)), fmpz_bits (fmpq_denref (value)));
  if (bits <= 1 && fmpz_is_pm1 (fmpq_numref (value)) && fmpz_is_one (fmpq_denref (value)))
    n = fmpz_is_odd (exponent->integer) ? 1 : 2;
  else if (!shape_node_get_int64 (exponent, &n) || bits * fabs ((double) n) > SHAPE_MAX_BITS)
    {
      fmpq_clear (value);
      return shape_pool_fail (base->pool, SHAPE_ERROR_LIMIT, "a power with too many digits");
    }
  fmpq_pow_si (value, value, (slong) n);
  result = shape_node_fmpq (base->pool, value);
  fmpq_clear (value);
  return result;
}

/* -1 to the power of a rational that is no integer. */
static ShapeNode *
pow_minus_one (ShapeNode *exponent)
{
  ShapeExprPool *pool = exponent->pool;
  const fmpz *p = fmpq_numref (exponent->rational), *q = fmpq_denref (exponent->rational);
  ShapeNode *result = NULL;
  fmpz_t whole, rest;

  if (shape_node_is_ratio (exponent, 1, 2))
    return shape_node_constant (pool, SHAPE_OP_IMAGINARY_UNIT);
  fmpz_init (whole);
  fmpz_init (rest);
  fmpz_fdiv_qr (whole, rest, p, q);
  if (fmpz_equal_si (q, 2))
    result = shape_node_pow (shape_node_constant (pool, SHAPE_OP_IMAGINARY_UNIT), shape_node_fmpz (pool, p));
  else if (!fmpz_is_zero (whole))
    result = shape_node_mul (fmpz_is_odd (whole) ? pool->minus_one : pool->one,
                             shape_node_pow (pool->minus_one, make_rational (pool, rest, q)));
  fmpz_clear (whole);
  fmpz_clear (rest);
  return result;
}

ShapeNode *
shape_number_take_root (ShapeNode  *a,
                        ShapeNode **times)
{
  slong total = 1, exponent;
  fmpz_t power, root;
  ShapeNode *result;

  fmpz_init_set (power, a->integer);
  fmpz_init (root);
  while ((exponent = fmpz_is_perfect_power (root, power)) > 1)
    {
      total *= exponent;
      fmpz_swap (root, power);
    }
  *times = shape_node_integer (a->pool, total);
  result = shape_node_fmpz (a->pool, power);
  fmpz_clear (root);
  fmpz_clear (power);
  return result;
}

/* The prime factors of an integer, as far as trial division up to 2**15 shows them. */
typedef struct
{
  fmpz_t base;
  gulong exponent;
} Factor;

#define MAX_FACTORS   64
#define TRIAL_LIMIT   (1 << 15)

typedef struct
{
  Factor items[MAX_FACTORS];
  guint  n;
} Factorization;

static void
append_factor (Factorization *self,
               const fmpz_t   base,
               gulong         exponent)
{
  fmpz_init_set (self->items[self->n].base, base);
  self->items[self->n++].exponent = exponent;
}

static void
factor_by_trial (Factorization *self,
                 fmpz_t         rest)
{
  fmpz_t prime;

  fmpz_init (prime);
  for (ulong p = 2; p < TRIAL_LIMIT && self->n < MAX_FACTORS - 2 && fmpz_cmp_ui (rest, p * p) >= 0;
       p = p == 2 ? 3 : p + 2)
    if (fmpz_fdiv_ui (rest, p) == 0)
      {
        fmpz_set_ui (prime, p);
        append_factor (self, prime, (gulong) fmpz_remove (rest, rest, prime));
      }
  fmpz_clear (prime);
}

static void
factor (Factorization *self,
        const fmpz_t   value)
{
  fmpz_t rest, root;
  int power;

  self->n = 0;
  fmpz_init_set (rest, value);
  fmpz_init (root);
  power = fmpz_is_perfect_power (root, rest);
  if (power > 1)
    append_factor (self, root, (gulong) power);
  else
    {
      factor_by_trial (self, rest);
      power = fmpz_is_one (rest) ? 0 : fmpz_is_perfect_power (root, rest);
      if (power > 1)
        append_factor (self, root, (gulong) power);
      else if (!fmpz_is_one (rest))
        append_factor (self, rest, 1);
    }
  fmpz_clear (root);
  fmpz_clear (rest);
}

/* What comes out of a root: a whole number, smaller roots, and what stays. */
typedef struct
{
  ShapeNode *whole;
  ShapeNode *roots;
  ShapeNode *left;
  gulong     left_gcd;
} Extraction;

static void
extract_factor (Extraction *self,
                Factor     *item,
                gulong      p,
                gulong      q)
{
  ShapeExprPool *pool = self->whole->pool;
  ShapeNode *base = shape_node_fmpz (pool, item->base);
  gulong exponent = item->exponent * p;
  gulong whole = exponent / q, rest = exponent % q, common;

  item->exponent = 0;
  if (whole > 0)
    self->whole = shape_number_mul (self->whole, pow_exact (base, shape_node_integer (pool, (gint64) whole)));
  if (rest == 0)
    return;
  common = n_gcd (rest, q);
  if (common != 1)
    self->roots = shape_node_mul (self->roots,
                                  shape_node_pow (base, shape_node_ratio (pool, (gint64) rest, (gint64) q)));
  else
    {
      item->exponent = rest;
      self->left_gcd = n_gcd (self->left_gcd, rest);
    }
}

/* An Integer over 1 to the power p/q, both positive, that is no perfect root. */
static ShapeNode *
extract_roots (ShapeNode *base,
               gulong     p,
               gulong     q)
{
  ShapeExprPool *pool = base->pool;
  Extraction self = { pool->one, pool->one, pool->one, 0 };
  g_autofree Factorization *factors = g_new (Factorization, 1);

  factor (factors, base->integer);
  for (guint i = 0; i < factors->n; i++)
    extract_factor (&self, &factors->items[i], p, q);
  for (guint i = 0; i < factors->n; i++)
    {
      if (factors->items[i].exponent > 0)
        self.left = shape_number_mul (self.left,
                                      pow_exact (shape_node_fmpz (pool, factors->items[i].base),
                                                 shape_node_integer (pool, (gint64) (factors->items[i].exponent / self.left_gcd))));
      fmpz_clear (factors->items[i].base);
    }
  if (self.left == base && self.whole == pool->one && self.roots == pool->one)
    return NULL;
  return shape_node_mul (shape_node_mul (self.whole, self.roots),
                         shape_node_pow (self.left, shape_node_ratio (pool, (gint64) self.left_gcd, (gint64) q)));
}

/* A positive Integer to a positive rational power. */
static ShapeNode *
pow_root (ShapeNode *base,
          ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  gint64 p, q;
  fmpz_t root;
  gboolean exact;
  ShapeNode *result;

  if (!fmpz_fits_si (fmpq_numref (exponent->rational)) || !fmpz_fits_si (fmpq_denref (exponent->rational)))
    return NULL;
  p = fmpz_get_si (fmpq_numref (exponent->rational));
  q = fmpz_get_si (fmpq_denref (exponent->rational));
  if (p > 100000 || q > 100000)
    return NULL;
  fmpz_init (root);
  exact = fmpz_root (root, base->integer, (slong) q);
  result = exact ? pow_exact (shape_node_fmpz (pool, root), shape_node_integer (pool, p))
                 : extract_roots (base, (gulong) p, (gulong) q);
  fmpz_clear (root);
  return result;
}

static ShapeNode *
pow_integer_rational (ShapeNode *base,
                      ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  gboolean is_negative = fmpz_sgn (base->integer) < 0;
  ShapeNode *result, *positive = is_negative ? shape_number_neg (base) : base;

  if (shape_node_is_ratio (exponent, 1, 2) && is_negative)
    return shape_node_mul (shape_node_constant (pool, SHAPE_OP_IMAGINARY_UNIT), shape_node_pow (positive, exponent));
  if (shape_number_sign (exponent) < 0)
    {
      ShapeNode *inverse = pow_exact (positive, pool->minus_one);

      result = shape_node_pow (inverse, shape_number_neg (exponent));
      return is_negative ? shape_node_mul (shape_node_pow (pool->minus_one, exponent), result) : result;
    }
  result = pow_root (positive, exponent);
  if (result == NULL || !is_negative)
    return result;
  return shape_node_mul (result, shape_node_pow (pool->minus_one, exponent));
}

/* (p/q)**e, 0 < e: the denominator becomes rational. */
static ShapeNode *
pow_rational_rational (ShapeNode *base,
                       ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  const fmpz *p = fmpq_numref (exponent->rational), *q = fmpq_denref (exponent->rational);
  ShapeNode *numerator = shape_node_fmpz (pool, fmpq_numref (base->rational));
  ShapeNode *denominator = shape_node_fmpz (pool, fmpq_denref (base->rational));
  ShapeNode *args[3];
  ShapeNode *rounded_up;
  fmpz_t whole;

  fmpz_init (whole);
  fmpz_cdiv_q (whole, p, q);
  rounded_up = shape_node_fmpz (pool, whole);
  fmpz_clear (whole);
  args[0] = shape_node_pow (numerator, exponent);
  args[1] = shape_node_pow (denominator, shape_number_add (rounded_up, shape_number_neg (exponent)));
  args[2] = pow_exact (denominator, shape_number_neg (rounded_up));
  return shape_node_mul (shape_node_mul (args[0], args[1]), args[2]);
}

/* A fraction to a power below the line is its inverse to that power above. */
static ShapeNode *
pow_inverse (ShapeNode *base,
             ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  ShapeNode *inverse = pow_exact (base, pool->minus_one), *positive = shape_number_neg (exponent);

  if (shape_number_sign (base) > 0)
    return shape_node_pow (inverse, positive);
  return shape_node_mul (shape_node_pow (pool->minus_one, exponent),
                         shape_node_pow (shape_number_neg (inverse), positive));
}

static ShapeNode *
pow_rational (ShapeNode *base,
              ShapeNode *exponent)
{
  if (SHAPE_IS (base, INTEGER))
    return base == base->pool->minus_one ? pow_minus_one (exponent) : pow_integer_rational (base, exponent);
  return shape_number_sign (exponent) > 0 ? pow_rational_rational (base, exponent) : pow_inverse (base, exponent);
}

/* As mpmath has it, which rounds once, where the C library may be off by a bit. */
static double
pow_doubles (double base,
             double exponent)
{
  mpfr_t x, y;
  double result;

  mpfr_init2 (x, SHAPE_DOUBLE_PRECISION);
  mpfr_init2 (y, SHAPE_DOUBLE_PRECISION);
  mpfr_set_d (x, base, MPFR_RNDN);
  mpfr_set_d (y, exponent, MPFR_RNDN);
  mpfr_pow (x, x, y, MPFR_RNDN);
  result = mpfr_get_d (x, MPFR_RNDN);
  mpfr_clear (x);
  mpfr_clear (y);
  return result;
}

/* So many bits that the last one of a double comes out right. */
#define POLAR_PRECISION 150

/* The power of a negative number, as real and imaginary part: the polar form. */
static ShapeNode *
pow_complex (ShapeExprPool *pool,
             double         base,
             double         exponent)
{
  double parts[2];
  mpfr_t modulus, angle, part;
  ShapeNode *imaginary;

  mpfr_inits2 (POLAR_PRECISION, modulus, angle, part, (mpfr_ptr) NULL);
  mpfr_set_d (modulus, -base, MPFR_RNDN);
  mpfr_set_d (part, exponent, MPFR_RNDN);
  mpfr_pow (modulus, modulus, part, MPFR_RNDN);
  mpfr_const_pi (angle, MPFR_RNDN);
  mpfr_mul_d (angle, angle, fmod (exponent, 2), MPFR_RNDN);
  for (guint i = 0; i < 2; i++)
    {
      if (i == 0)
        mpfr_cos (part, angle, MPFR_RNDN);
      else
        mpfr_sin (part, angle, MPFR_RNDN);
      mpfr_mul (part, part, modulus, MPFR_RNDN);
      parts[i] = mpfr_get_d (part, MPFR_RNDN);
    }
  mpfr_clears (modulus, angle, part, (mpfr_ptr) NULL);
  if (fmod (exponent * 2, 1) == 0)
    parts[0] = 0;
  imaginary = shape_node_mul (parts[1] == 0 ? pool->zero : shape_node_float (pool, parts[1]),
                              shape_node_constant (pool, SHAPE_OP_IMAGINARY_UNIT));
  return shape_node_add (parts[0] == 0 ? pool->zero : shape_node_float (pool, parts[0]), imaginary);
}

/* Both are numbers, and one of them is a Float. */
static ShapeNode *
pow_float (ShapeNode *number,
           ShapeNode *exponent)
{
  ShapeExprPool *pool = number->pool;
  double base = shape_number_to_double (number), result, power;
  gboolean infinite = shape_node_is_infinite (exponent);

  if (shape_number_sign (number) == 0 && shape_number_sign (exponent) == 0)
    return shape_node_float (pool, 1);
  if (shape_number_sign (number) == 0)
    return shape_number_sign (exponent) > 0 ? shape_node_float (pool, base)
                                            : shape_node_constant (pool, SHAPE_OP_COMPLEX_INFINITY);
  if (base < 0 && SHAPE_IS (exponent, RATIONAL) && fmpz_is_one (fmpq_numref (exponent->rational)) &&
      fmpz_is_odd (fmpq_denref (exponent->rational)))
    {
      ShapeNode *args[2] = { pool->minus_one, exponent };

      return shape_node_mul (shape_node_intern_sorted (pool, SHAPE_OP_POW, args, 2),
                             shape_node_pow (shape_node_float (pool, -base), exponent));
    }
  power = shape_number_to_double (exponent);
  if (base < 0 && fmod (power, 1) != 0 && !infinite)
    return pow_complex (pool, base, power);
  if (infinite && (base < 0 || base == 1))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  result = pow_doubles (base, power);
  if (!infinite && (shape_node_is_wide (number) || shape_node_is_wide (exponent) || !isnormal (result)))
    return shape_float_combine (mpfr_pow, number, exponent);
  return result == 0 ? pool->zero : shape_node_float (pool, result);
}

static ShapeNode *
pow_infinity (ShapeNode *base,
              ShapeNode *exponent)
{
  int sign = shape_number_sign (exponent);

  if (sign > 0)
    return base;
  return sign < 0 ? base->pool->zero : NULL;
}

static ShapeNode *
pow_negative_infinity (ShapeNode *base,
                       ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  ShapeNode *positive = shape_number_neg (base), *infinite_part, *sign_part;

  if (SHAPE_IS_OO (exponent) ||
      (SHAPE_IS (base, NEGATIVE_INT_INFINITY) && shape_node_is_infinite (exponent)))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (SHAPE_IS (exponent, INTEGER) && fmpz_sgn (exponent->integer) > 0)
    return fmpz_is_odd (exponent->integer) ? base : positive;
  infinite_part = shape_node_pow (positive, exponent);
  sign_part = shape_node_pow (pool->minus_one, exponent);
  if (infinite_part == pool->zero && shape_node_is_yes (sign_part, SHAPE_FACT_FINITE))
    return infinite_part;
  return shape_node_mul (sign_part, infinite_part);
}

static ShapeNode *
pow_zero (ShapeNode *exponent)
{
  int sign = shape_number_sign (exponent);

  if (sign > 0)
    return exponent->pool->zero;
  return sign < 0 ? shape_node_constant (exponent->pool, SHAPE_OP_COMPLEX_INFINITY) : exponent->pool->one;
}

/* An Integer or a rational, not 0 or 1, to the power of an infinity; int_oo leaves it alone. */
static ShapeNode *
pow_to_infinity (ShapeNode *base,
                 ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  ShapeNode *magnitude = shape_number_sign (base) < 0 ? shape_number_neg (base) : base;

  if (SHAPE_IS (base, RATIONAL) && shape_number_sign (exponent) < 0)
    return pow_inverse (base, exponent);
  if (SHAPE_IS_INT_OO (exponent))
    return NULL;
  if (base == pool->minus_one)
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (shape_number_compare (magnitude, pool->one) * shape_number_sign (exponent) < 0)
    return pool->zero;
  return shape_node_constant (pool, magnitude == base ? SHAPE_OP_INFINITY : SHAPE_OP_COMPLEX_INFINITY);
}

ShapeNode *
shape_number_pow (ShapeNode *a,
                  ShapeNode *b)
{
  ShapeExprPool *pool = a->pool;

  if (SHAPE_IS (a, NAN) || SHAPE_IS (b, NAN))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (SHAPE_IS (a, INFINITY) || SHAPE_IS (a, INT_INFINITY))
    return pow_infinity (a, b);
  if (shape_node_is_infinite (a))
    return pow_negative_infinity (a, b);
  if (SHAPE_IS (a, FLOAT))
    return pow_float (a, b);
  if (a == pool->zero)
    return pow_zero (b);
  if (a == pool->one)
    return a;
  if (SHAPE_IS (b, INTEGER))
    return pow_exact (a, b);
  if (SHAPE_IS (b, FLOAT))
    return pow_float (a, b);
  if (shape_node_is_infinite (b))
    return pow_to_infinity (a, b);
  return pow_rational (a, b);
}
