/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-deduce-private.h"
#include "shape-float-private.h"

#include <gmp.h>

#include <flint/fmpq_poly.h>
#include <flint/fmpz_poly.h>

/* The value nearest to 0 of an expression whose sign does not change: SymPy's
 * _monotonic_sign, on which the sign of a sum with a constant rests. */

/* The names of these symbols begin with a space, so that no other symbol is meant. */
static ShapeNode *
make_symbol (ShapeExprPool *pool,
             const char    *name,
             ShapeFact      fact)
{
  ShapeFacts given = { 0 };

  shape_facts_give (&given, fact, TRUE);
  return shape_node_symbol (pool, name, given);
}

/* A symbol for "some number of this sign". */
static ShapeNode *
make_sign (ShapeExprPool *pool,
           ShapeFact      fact)
{
  char name[32];

  g_snprintf (name, sizeof name, " %s", shape_fact_get_name (fact));
  return make_symbol (pool, name, fact);
}

/* Positive and as small as you like. */
static ShapeNode *
make_epsilon (ShapeExprPool *pool)
{
  return make_symbol (pool, " epsilon", SHAPE_FACT_POSITIVE);
}

static gboolean is_polynomial (ShapeNode *node);

static gboolean
find_polynomial (ShapeNode *node)
{
  if (shape_node_free_symbols (node)->n == 0)
    return TRUE;
  switch (node->op)
    {
    case SHAPE_OP_SYMBOL:
      return TRUE;
    case SHAPE_OP_POW:
      return SHAPE_IS (node->args[1], INTEGER) && fmpz_sgn (node->args[1]->integer) >= 0 &&
             is_polynomial (node->args[0]);
    case SHAPE_OP_ADD:
    case SHAPE_OP_MUL:
      for (guint i = 0; i < node->n_args; i++)
        if (!is_polynomial (node->args[i]))
          return FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether @node is a polynomial in its free symbols; the answer stays in its flags. */
static gboolean
is_polynomial (ShapeNode *node)
{
  if ((node->flags & (SHAPE_NODE_POLYNOMIAL | SHAPE_NODE_NO_POLYNOMIAL)) == 0)
    node->flags |= find_polynomial (node) ? SHAPE_NODE_POLYNOMIAL : SHAPE_NODE_NO_POLYNOMIAL;
  return (node->flags & SHAPE_NODE_POLYNOMIAL) != 0;
}

/* Of what is no sum: by its assumptions. */
static ShapeNode *
get_nearest (ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;

  if (shape_node_is_yes (node, SHAPE_FACT_PRIME))
    return shape_node_integer (pool, shape_node_is_yes (node, SHAPE_FACT_ODD) ? 3 : 2);
  if (shape_node_is_yes (node, SHAPE_FACT_COMPOSITE))
    return shape_node_integer (pool, shape_node_is_yes (node, SHAPE_FACT_ODD) ? 9 : 4);
  if (shape_node_is_yes (node, SHAPE_FACT_POSITIVE))
    {
      if (shape_node_is_yes (node, SHAPE_FACT_EVEN))
        return shape_node_integer (pool, shape_node_is_no (node, SHAPE_FACT_PRIME) ? 4 : 2);
      return shape_node_is_yes (node, SHAPE_FACT_INTEGER) ? pool->one : make_epsilon (pool);
    }
  if (shape_node_is_yes (node, SHAPE_FACT_EXTENDED_NEGATIVE))
    {
      if (shape_node_is_yes (node, SHAPE_FACT_EVEN))
        return shape_node_integer (pool, -2);
      return shape_node_is_yes (node, SHAPE_FACT_INTEGER) ? pool->minus_one : shape_node_neg (make_epsilon (pool));
    }
  if (shape_node_is_yes (node, SHAPE_FACT_ZERO) || shape_node_is_yes (node, SHAPE_FACT_EXTENDED_NONPOSITIVE) ||
      shape_node_is_yes (node, SHAPE_FACT_EXTENDED_NONNEGATIVE))
    return pool->zero;
  return NULL;
}

/* More would not end well as a fraction. */
#define MAX_FLOAT_BITS (1 << 16)

/* What a Float is exactly, though it may be far beyond the doubles. */
static gboolean
read_float (ShapeNode   *node,
            fmpq_poly_t  result)
{
  gboolean ok;
  mpfr_t value;
  mpq_t exact;
  fmpq_t number;

  mpq_init (exact);
  fmpq_init (number);
  shape_float_read (value, node, SHAPE_DOUBLE_PRECISION);
  ok = mpfr_zero_p (value) || ABS (mpfr_get_exp (value)) <= MAX_FLOAT_BITS;
  if (ok)
    mpfr_get_q (exact, value);
  fmpq_set_mpq (number, exact);
  fmpq_poly_set_fmpq (result, number);
  mpfr_clear (value);
  fmpq_clear (number);
  mpq_clear (exact);
  return ok;
}

static gboolean read_polynomial (ShapeNode *node, fmpq_poly_t result);

#define MAX_DEGREE 1000

static gboolean
read_power (ShapeNode   *node,
            fmpq_poly_t  result)
{
  gint64 exponent;

  if (!read_polynomial (node->args[0], result) || !shape_node_get_int64 (node->args[1], &exponent) ||
      exponent < 0 || exponent > MAX_DEGREE || exponent * MAX (fmpq_poly_degree (result), 1) > MAX_DEGREE)
    return FALSE;
  fmpq_poly_pow (result, result, (ulong) exponent);
  return TRUE;
}

static gboolean
read_parts (ShapeNode   *node,
            fmpq_poly_t  result)
{
  gboolean ok = TRUE;
  fmpq_poly_t part;

  fmpq_poly_init (part);
  fmpq_poly_set_si (result, SHAPE_IS (node, ADD) ? 0 : 1);
  for (guint i = 0; ok && i < node->n_args; i++)
    {
      ok = read_polynomial (node->args[i], part) && fmpq_poly_degree (result) <= MAX_DEGREE;
      if (ok && SHAPE_IS (node, ADD))
        fmpq_poly_add (result, result, part);
      else if (ok)
        fmpq_poly_mul (result, result, part);
    }
  fmpq_poly_clear (part);
  return ok;
}

/* Reads a polynomial in the only symbol of @node; FALSE where it is none, or of a
 * degree that is out of proportion. */
static gboolean
read_polynomial (ShapeNode   *node,
                 fmpq_poly_t  result)
{
  switch (node->op)
    {
    case SHAPE_OP_INTEGER:
      fmpq_poly_set_fmpz (result, node->integer);
      return TRUE;
    case SHAPE_OP_RATIONAL:
      fmpq_poly_set_fmpq (result, node->rational);
      return TRUE;
    case SHAPE_OP_FLOAT:
      return read_float (node, result);
    case SHAPE_OP_SYMBOL:
      fmpq_poly_zero (result);
      fmpq_poly_set_coeff_si (result, 1, 1);
      return TRUE;
    case SHAPE_OP_POW:
      return read_power (node, result);
    case SHAPE_OP_ADD:
    case SHAPE_OP_MUL:
      return read_parts (node, result);
    default:
      return FALSE;
    }
}

/* The distinct roots of @p are left, without 0. */
static void
drop_repeated_roots (fmpz_poly_t p)
{
  fmpz_poly_t derivative, common;

  while (fmpz_is_zero (p->coeffs))
    fmpz_poly_shift_right (p, p, 1);
  fmpz_poly_init (derivative);
  fmpz_poly_init (common);
  fmpz_poly_derivative (derivative, p);
  fmpz_poly_gcd (common, p, derivative);
  fmpz_poly_div (p, p, common);
  fmpz_poly_clear (derivative);
  fmpz_poly_clear (common);
}

/* Whether the polynomial @d has a real root above (@side 1) or below (-1) @start: what
 * has a positive root has a real one with the square of its variable put in. */
static gboolean
has_root_beyond (const fmpq_poly_t d,
                 const fmpz_t      start,
                 int               side)
{
  fmpq_poly_t line, moved;
  fmpz_poly_t integral;
  gboolean found;

  fmpq_poly_init (line);
  fmpq_poly_init (moved);
  fmpz_poly_init (integral);
  fmpq_poly_set_coeff_si (line, 1, side);
  fmpq_poly_set_coeff_fmpz (line, 0, start);
  fmpq_poly_compose (moved, d, line);
  fmpq_poly_get_numerator (integral, moved);
  drop_repeated_roots (integral);
  fmpz_poly_inflate (integral, integral, 2);
  found = fmpz_poly_degree (integral) > 0 && fmpz_poly_num_real_roots_sturm (integral) > 0;
  fmpq_poly_clear (line);
  fmpq_poly_clear (moved);
  fmpz_poly_clear (integral);
  return found;
}

/* Whether @derivative, in one symbol, keeps one sign for the values from @start on, upwards
 * (@side 1) or downwards. With infinity as a coefficient it is taken to have no root that counts. */
static gboolean
keeps_sign (ShapeNode    *derivative,
            const fmpz_t  start,
            int           side)
{
  fmpq_poly_t d;
  gboolean keeps;

  if (shape_node_free_symbols (derivative)->n == 0 || shape_node_may_have_kinds (derivative, SHAPE_INT_INFINITY_KINDS))
    return TRUE;
  fmpq_poly_init (d);
  keeps = read_polynomial (derivative, d) && fmpq_poly_degree (d) >= 0
          && (fmpq_poly_degree (d) == 0 || !has_root_beyond (d, start, side));
  fmpq_poly_clear (d);
  return keeps;
}

/* The symbol grows away from 0 in the direction @side, the polynomial has the value
 * @value at its start and the sign of its slope is @slope. */
static ShapeNode *
judge_polynomial (ShapeNode *value,
                  int        side,
                  int        slope)
{
  ShapeExprPool *pool = value->pool;
  int away = side * slope; /* whether the value grows or falls */

  if (away > 0 && shape_node_is_yes (value, SHAPE_FACT_NONNEGATIVE))
    {
      if (value == pool->zero)
        return make_sign (pool, SHAPE_FACT_NONNEGATIVE);
      return side > 0 && shape_node_is_yes (value, SHAPE_FACT_POSITIVE) ? value : make_sign (pool, SHAPE_FACT_POSITIVE);
    }
  if (away < 0 && shape_node_is_yes (value, SHAPE_FACT_NONPOSITIVE))
    {
      if (value == pool->zero)
        return make_sign (pool, SHAPE_FACT_NONPOSITIVE);
      return side > 0 && shape_node_is_yes (value, SHAPE_FACT_NEGATIVE) ? value : make_sign (pool, SHAPE_FACT_NEGATIVE);
    }
  return NULL;
}

/* The sign of the derivative as SymPy's assumptions tell it, which is weaker than what its roots
 * say; 0 where they do not. */
static int
get_slope (ShapeNode *derivative)
{
  if (shape_node_is_yes (derivative, SHAPE_FACT_POSITIVE))
    return 1;
  return shape_node_is_yes (derivative, SHAPE_FACT_NEGATIVE) ? -1 : 0;
}

static ShapeNode *derive (ShapeNode *node);

static ShapeNode *
derive_power (ShapeNode *power)
{
  ShapeNode *exponent = power->args[1];
  ShapeNode *lower = shape_node_pow (power->args[0], shape_node_add (exponent, power->pool->minus_one));

  return shape_node_mul (shape_node_mul (exponent, lower), derive (power->args[0]));
}

/* The derivative of a polynomial by its only symbol. */
static ShapeNode *
derive (ShapeNode *node)
{
  ShapeNode *result = node->pool->zero;

  switch (node->op)
    {
    case SHAPE_OP_SYMBOL:
      return node->pool->one;
    case SHAPE_OP_POW:
      return shape_node_free_symbols (node)->n == 0 ? result : derive_power (node);
    case SHAPE_OP_ADD:
      for (guint i = 0; i < node->n_args; i++)
        result = shape_node_add (result, derive (node->args[i]));
      return result;
    case SHAPE_OP_MUL:
      for (guint i = 0; i < node->n_args; i++)
        {
          ShapeNode *product = derive (node->args[i]);

          for (guint j = 0; j < node->n_args; j++)
            if (j != i)
              product = shape_node_mul (product, node->args[j]);
          result = shape_node_add (result, product);
        }
      return result;
    default:
      return result;
    }
}

/* Polynomials are read as trees; larger ones are not looked at. */
#define MAX_POLYNOMIAL_WEIGHT 20000

static ShapeNode *
get_nearest_of_polynomial (ShapeNode *node)
{
  ShapeNode *symbol = shape_node_free_symbols (node)->nodes[0];
  ShapeNode *start = shape_node_monotonic_sign (symbol), *derivative;
  int side, slope;

  if (start == NULL || node->weight > MAX_POLYNOMIAL_WEIGHT)
    return NULL;
  if (!SHAPE_IS (start, INTEGER))
    start = node->pool->zero;
  side = shape_node_is_yes (symbol, SHAPE_FACT_NONNEGATIVE) ? 1
       : shape_node_is_yes (symbol, SHAPE_FACT_NONPOSITIVE) ? -1 : 0;
  if (side == 0)
    return NULL;
  derivative = derive (node);
  slope = get_slope (derivative);
  if (slope == 0 || !keeps_sign (derivative, start->integer, side))
    return NULL;
  return judge_polynomial (shape_node_xreplace (node, &symbol, &start, 1), side, slope);
}

static ShapeNode *
name_sign (ShapeNode *value)
{
  static const ShapeFact signs[] = {
    SHAPE_FACT_POSITIVE, SHAPE_FACT_NONNEGATIVE, SHAPE_FACT_NEGATIVE, SHAPE_FACT_NONPOSITIVE
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (shape_node_is_yes (value, signs[i]))
      return make_sign (value->pool, signs[i]);
  return NULL;
}

/* A sum in one symbol that is no polynomial: a fraction. */
static ShapeNode *
get_sign_of_fraction (ShapeNode *node)
{
  ShapeNode *denominator, *numerator = shape_node_as_numer_denom (node, &denominator), *nearest = NULL;

  if (shape_node_is_number (numerator) ||
      (!shape_node_is_number (denominator) && shape_node_monotonic_sign (numerator) != NULL))
    nearest = shape_node_monotonic_sign (denominator);
  if (nearest == NULL ||
      (!shape_node_is_yes (nearest, SHAPE_FACT_POSITIVE) && !shape_node_is_yes (nearest, SHAPE_FACT_NEGATIVE)))
    return NULL;
  return name_sign (shape_node_mul (numerator, nearest));
}

typedef gboolean (*PowerTest) (ShapeNode *power);

static gboolean
is_symbolic (ShapeNode *power)
{
  return !shape_node_is_number (power);
}

static gboolean
has_no_integer_exponent (ShapeNode *power)
{
  return !SHAPE_IS (power->args[1], INTEGER);
}

static gboolean
find_power (ShapeNode  *node,
            PowerTest   test,
            GHashTable *seen)
{
  if (!shape_node_may_have_kinds (node, SHAPE_KIND_BIT (SHAPE_OP_POW)) || !g_hash_table_add (seen, node))
    return FALSE;
  if (SHAPE_IS (node, POW) && test (node))
    return TRUE;
  for (guint i = 0; i < node->n_args; i++)
    if (find_power (node->args[i], test, seen))
      return TRUE;
  return FALSE;
}

static gboolean
has_power (ShapeNode *node,
           PowerTest  test)
{
  GHashTable *seen;
  gboolean found;

  if (!shape_node_may_have_kinds (node, SHAPE_KIND_BIT (SHAPE_OP_POW)))
    return FALSE;
  seen = g_hash_table_new (NULL, NULL);
  found = find_power (node, test, seen);
  g_hash_table_unref (seen);
  return found;
}

/* @node with each symbol at its value nearest to 0; NULL where a symbol has no sign.
 * Where that is 0 and @no_zero, at a value as near as you like. */
static ShapeNode *
put_nearest_values (ShapeNode *node,
                    gboolean   no_zero)
{
  const ShapeNodeSet *free = shape_node_free_symbols (node);
  g_autofree ShapeNode **values = g_new (ShapeNode *, MAX (free->n, 1));

  for (guint i = 0; i < free->n; i++)
    {
      values[i] = shape_node_monotonic_sign (free->nodes[i]);
      if (values[i] == NULL)
        return NULL;
      if (no_zero && values[i] == node->pool->zero)
        {
          values[i] = make_epsilon (node->pool);
          if (!shape_node_is_yes (free->nodes[i], SHAPE_FACT_NONNEGATIVE))
            values[i] = shape_node_neg (values[i]);
        }
    }
  return shape_node_xreplace (node, free->nodes, values, free->n);
}

/* A product of several symbols, with functions or denominators in it. */
static ShapeNode *
get_nearest_of_product (ShapeNode *node)
{
  ShapeNode *denominator, *numerator = shape_node_as_numer_denom (node, &denominator), *result = node->pool->one;
  ShapeNode *const *factors;
  guint n;

  if (!shape_node_is_number (numerator) && !shape_node_is_number (denominator))
    return NULL;
  if ((!SHAPE_IS (node, MUL) && !SHAPE_IS (node, POW)) || !shape_node_is_yes (node, SHAPE_FACT_RATIONAL) ||
      has_power (node, has_no_integer_exponent) ||
      (!shape_node_is_yes (node, SHAPE_FACT_POSITIVE) && !shape_node_is_yes (node, SHAPE_FACT_NEGATIVE)))
    return NULL;
  factors = shape_node_make_args (&node, SHAPE_OP_MUL, &n);
  for (guint i = 0; i < n; i++)
    {
      ShapeNode *factor = shape_node_is_number (factors[i]) ? factors[i] : put_nearest_values (factors[i], FALSE);

      if (factor == NULL)
        return NULL;
      result = shape_node_mul (result, factor);
    }
  return result;
}

static ShapeNode *
drop_epsilon (ShapeNode *node)
{
  ShapeNode *epsilon = make_epsilon (node->pool);

  return shape_node_xreplace (node, &epsilon, &node->pool->zero, 1);
}

static ShapeNode *
get_nearest_of_sum (ShapeNode *node)
{
  ShapeNode *rest, *constant = shape_node_as_coeff_add (node, &rest), *nearest = NULL, *result;

  if (!is_polynomial (rest))
    nearest = get_nearest_of_product (rest);
  else if (constant != node->pool->zero && !has_power (rest, is_symbolic) &&
           (shape_node_is_yes (rest, SHAPE_FACT_NONPOSITIVE) || shape_node_is_yes (rest, SHAPE_FACT_NONNEGATIVE)))
    nearest = put_nearest_values (rest, TRUE);
  if (nearest == NULL)
    return NULL;
  result = shape_node_add (nearest, constant);
  if ((shape_node_is_yes (nearest, SHAPE_FACT_NONNEGATIVE) && shape_node_is_yes (result, SHAPE_FACT_POSITIVE)) ||
      (shape_node_is_yes (nearest, SHAPE_FACT_NONPOSITIVE) && shape_node_is_yes (result, SHAPE_FACT_NEGATIVE)))
    return drop_epsilon (result);
  return NULL;
}

static gboolean
has_constant_denominator (ShapeNode *node)
{
  ShapeNode *denominator;

  if (!SHAPE_IS (node, MUL) && !SHAPE_IS (node, POW))
    return TRUE;
  shape_node_as_numer_denom (node, &denominator);
  return shape_node_is_number (denominator);
}

static gboolean
is_negated_symbol (ShapeNode *node)
{
  return SHAPE_IS (node, MUL) && node->n_args == 2 && node->args[0] == node->pool->minus_one &&
         SHAPE_IS (node->args[1], SYMBOL);
}

ShapeNode *
shape_node_monotonic_sign (ShapeNode *node)
{
  if (!shape_node_is_yes (node, SHAPE_FACT_EXTENDED_REAL))
    return NULL;
  if (is_negated_symbol (node))
    {
      ShapeNode *nearest = shape_node_monotonic_sign (node->args[1]);

      return nearest != NULL ? shape_node_neg (nearest) : NULL;
    }
  if (!SHAPE_IS (node, ADD) && has_constant_denominator (node))
    return get_nearest (node);
  if (shape_node_free_symbols (node)->n != 1)
    return get_nearest_of_sum (node);
  return is_polynomial (node) ? get_nearest_of_polynomial (node) : get_sign_of_fraction (node);
}
