/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-float-private.h"

#include "shape-expr-pool-private.h"

#include <math.h>
#include <string.h>

/* SymPy's Floats are numbers of mpmath, of any precision and any size. Nearly all of them
 * are doubles, and those are told by the double alone; this is about the others. */

/* Digits that a Float has at least. */
#define MIN_DIGITS 15

long
shape_float_precision (ShapeNode *node)
{
  if (!SHAPE_IS (node, FLOAT))
    return 0;
  return node->wide != NULL ? mpfr_get_prec (node->wide->value) : SHAPE_DOUBLE_PRECISION;
}

/* Initialises @value with an Integer or a Rational. */
static void
read_rational (mpq_t      value,
               ShapeNode *node)
{
  fmpq_t fraction;

  mpq_init (value);
  fmpq_init (fraction);
  shape_number_get_rational (fraction, node);
  fmpq_get_mpq (value, fraction);
  fmpq_clear (fraction);
}

static void
round_rational (mpfr_t     value,
                ShapeNode *node)
{
  mpq_t exact;

  read_rational (exact, node);
  mpfr_set_q (value, exact, MPFR_RNDN);
  mpq_clear (exact);
}

void
shape_float_read (mpfr_t     value,
                  ShapeNode *node,
                  long       precision)
{
  mpfr_init2 (value, SHAPE_IS (node, FLOAT) ? shape_float_precision (node) : precision);
  if (!SHAPE_IS (node, FLOAT))
    round_rational (value, node);
  else if (node->wide != NULL)
    mpfr_set (value, node->wide->value, MPFR_RNDN);
  else
    mpfr_set_d (value, node->real, MPFR_RNDN);
}

/* The Float of the precision of @value; the Integer 0 for zero. */
static ShapeNode *
make_float (ShapeExprPool *pool,
            mpfr_srcptr    value)
{
  double nearest = mpfr_get_d (value, MPFR_RNDN);

  if (mpfr_zero_p (value))
    return pool->zero;
  if (!mpfr_number_p (value)
      || (mpfr_get_prec (value) == SHAPE_DOUBLE_PRECISION && isfinite (nearest) && mpfr_cmp_d (value, nearest) == 0))
    return shape_node_float (pool, nearest);
  return shape_node_wide_float (pool, value);
}

ShapeNode *
shape_float_of_integer (ShapeExprPool *pool,
                        const fmpz_t   integer)
{
  g_autofree char *text = fmpz_bits (integer) < 3 * MIN_DIGITS ? NULL : fmpz_get_str (NULL, 10, integer);
  gsize n_digits = text != NULL ? strlen (text) - (*text == '-') : 0;
  ShapeNode *result;
  mpfr_t value;
  mpz_t exact;

  mpz_init (exact);
  fmpz_get_mpz (exact, integer);
  mpfr_init2 (value, n_digits <= MIN_DIGITS ? SHAPE_DOUBLE_PRECISION
                                            : (mpfr_prec_t) nearbyint ((double) (n_digits + 1) * SHAPE_BITS_PER_DIGIT));
  mpfr_set_z (value, exact, MPFR_RNDN);
  result = fmpz_is_zero (integer) ? shape_node_float (pool, 0) : make_float (pool, value);
  mpfr_clear (value);
  mpz_clear (exact);
  return result;
}

/* What is too large even for MPFR counts as the largest number that it has: it is finite. */
static void
stay_finite (mpfr_t value)
{
  if (!mpfr_inf_p (value))
    return;
  if (mpfr_sgn (value) > 0)
    mpfr_nextbelow (value);
  else
    mpfr_nextabove (value);
}

ShapeNode *
shape_float_combine (ShapeFloatOperation  operation,
                     ShapeNode           *a,
                     ShapeNode           *b)
{
  long precision = MAX (shape_float_precision (a), shape_float_precision (b));
  ShapeNode *node;
  mpfr_t x, y, result;

  shape_float_read (x, a, precision);
  shape_float_read (y, b, precision);
  mpfr_init2 (result, precision);
  operation (result, x, y, MPFR_RNDN);
  stay_finite (result);
  node = make_float (a->pool, result);
  mpfr_clears (x, y, result, (mpfr_ptr) NULL);
  return node;
}

ShapeNode *
shape_float_apply (ShapeFloatFunction  function,
                   ShapeNode          *a)
{
  ShapeNode *node;
  mpfr_t value;

  shape_float_read (value, a, SHAPE_DOUBLE_PRECISION);
  function (value, value, MPFR_RNDN);
  stay_finite (value);
  node = make_float (a->pool, value);
  mpfr_clear (value);
  return node;
}

static int
compare_with_rational (const mpfr_t  x,
                       ShapeNode    *b)
{
  mpq_t exact;
  int c;

  read_rational (exact, b);
  c = mpfr_cmp_q (x, exact);
  mpq_clear (exact);
  return c;
}

int
shape_float_compare (ShapeNode *a,
                     ShapeNode *b)
{
  mpfr_t x, y;
  int c;

  if (!SHAPE_IS (a, FLOAT))
    return -shape_float_compare (b, a);
  shape_float_read (x, a, 0);
  if (SHAPE_IS (b, FLOAT))
    {
      shape_float_read (y, b, 0);
      c = mpfr_cmp (x, y);
      mpfr_clear (y);
    }
  else
    c = compare_with_rational (x, b);
  mpfr_clear (x);
  return (c > 0) - (c < 0);
}

gboolean
shape_float_is_whole (const ShapeNode *node)
{
  return node->wide != NULL ? mpfr_integer_p (node->wide->value) != 0 : trunc (node->real) == node->real;
}
