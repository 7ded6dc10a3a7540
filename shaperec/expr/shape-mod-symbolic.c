/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"
#include "shape-gcd-private.h"
#include "shape-simplify-private.h"

#include <math.h>

/* sympy.Mod, as far as PythonMod asks: does it leave no rest? It works with common
 * divisors and term by term, where PythonMod itself looks at the ratio alone. */

/* p - d q for the integer part d of a ratio that is a number. */
static ShapeNode *
rest_of_ratio (ShapeNode *p,
               ShapeNode *q,
               ShapeNode *ratio)
{
  ShapeNode *whole, *rest;
  fmpz_t integer;

  fmpz_init (integer);
  if (SHAPE_IS (ratio, RATIONAL))
    fmpz_tdiv_q (integer, fmpq_numref (ratio->rational), fmpq_denref (ratio->rational));
  else
    fmpz_set_d (integer, ratio->real);
  whole = shape_node_fmpz (p->pool, integer);
  fmpz_clear (integer);
  rest = shape_node_sub (p, shape_node_mul (whole, q));
  if (SHAPE_IS (shape_node_lt (shape_node_mul (rest, q), p->pool->zero), TRUE))
    rest = shape_node_add (rest, q);
  return rest;
}

/* -2 |q| <= p < 2 |q|: the rest is a difference of the two. */
static ShapeNode *
rest_by_difference (ShapeNode *p,
                    ShapeNode *q)
{
  gboolean positive = shape_node_is_yes (q, SHAPE_FACT_POSITIVE);
  ShapeOp not_beyond = positive ? SHAPE_OP_LE : SHAPE_OP_GE;
  ShapeOp short_of = positive ? SHAPE_OP_LT : SHAPE_OP_GT;
  ShapeNode *multiple = shape_node_mul (shape_node_integer (p->pool, -2), q);
  ShapeNode *reduced = shape_node_sub (p, q);

  if (!positive && !shape_node_is_yes (q, SHAPE_FACT_NEGATIVE))
    return NULL;
  for (guint i = 0; i < 4; i++)
    {
      if (SHAPE_IS (multiple, NAN) || !SHAPE_IS (shape_node_build2 (not_beyond, multiple, p), TRUE))
        return NULL;
      if (SHAPE_IS (shape_node_build2 (short_of, reduced, multiple), TRUE))
        return shape_node_sub (p, multiple);
      multiple = shape_node_add (multiple, q);
    }
  return NULL;
}

static gboolean
is_power_of_multiple (ShapeNode *p,
                      ShapeNode *q)
{
  return SHAPE_IS (p, POW) && !shape_node_is_infinite (p->args[0]) && shape_node_is_yes (q, SHAPE_FACT_INTEGER) &&
         shape_node_is_yes (p->args[1], SHAPE_FACT_INTEGER) &&
         shape_node_is_yes (p->args[1], SHAPE_FACT_POSITIVE) &&
         shape_mod_symbolic (p->args[0], q) == p->pool->zero;
}

/* Nothing is left of no number, of an infinity, and by oo; of a number by int_oo. */
static gboolean
is_rest_nan (ShapeNode *p,
             ShapeNode *q)
{
  return SHAPE_IS (p, NAN) || SHAPE_IS (q, NAN) || SHAPE_IS_OO (p) || SHAPE_IS_OO (q)
         || (SHAPE_IS_NUMBER (p) && shape_node_is_infinite (q));
}

/* Of numbers, and of what is known to lie near to q. NULL: it cannot be told. */
static ShapeNode *
rest_plain (ShapeNode *p,
            ShapeNode *q)
{
  ShapeExprPool *pool = p->pool;
  ShapeNode *ratio;

  if (is_rest_nan (p, q))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (p == pool->zero || p == q || p == shape_node_neg (q))
    return pool->zero;
  if (q == pool->one && shape_node_is_yes (p, SHAPE_FACT_INTEGER))
    return pool->zero;
  if (SHAPE_IS (p, INTEGER) && SHAPE_IS (q, INTEGER))
    return shape_number_mod (p, q);
  if (shape_node_is_int (q, 2) && shape_node_is_yes (p, SHAPE_FACT_EVEN))
    return pool->zero;
  if (shape_node_is_int (q, 2) && shape_node_is_yes (p, SHAPE_FACT_ODD))
    return pool->one;
  if (is_power_of_multiple (p, q))
    return pool->zero;
  ratio = shape_node_div (p, q);
  if (shape_node_is_yes (ratio, SHAPE_FACT_INTEGER))
    return pool->zero;
  if (SHAPE_IS (ratio, RATIONAL) || SHAPE_IS (ratio, FLOAT))
    return rest_of_ratio (p, q, ratio);
  return rest_by_difference (p, q);
}

/* The integer in front of a product of integers counts modulo q alone. */
static ShapeNode *
reduce_coeff (ShapeNode *p,
              ShapeNode *q)
{
  g_autofree ShapeNode **factors = NULL;

  if (!SHAPE_IS (p, MUL) || !SHAPE_IS (q, INTEGER) || !SHAPE_IS (p->args[0], INTEGER))
    return p;
  for (guint i = 0; i < p->n_args; i++)
    if (!shape_node_is_yes (p->args[i], SHAPE_FACT_INTEGER))
      return p;
  factors = g_memdup2 (p->args, p->n_args * sizeof *factors);
  factors[0] = shape_number_mod (factors[0], q);
  return shape_node_build (p->pool, SHAPE_OP_MUL, factors, p->n_args);
}

/* x + y, modulo q: each term gives way to its rest where there is one. */
static ShapeNode *
reduce_terms (ShapeNode *p,
              ShapeNode *q)
{
  g_autofree ShapeNode **terms = g_new (ShapeNode *, p->n_args);

  for (guint i = 0; i < p->n_args; i++)
    {
      ShapeNode *rest = shape_mod_symbolic (p->args[i], q);

      terms[i] = rest != NULL ? rest : p->args[i];
    }
  return shape_node_build (p->pool, SHAPE_OP_ADD, terms, p->n_args);
}

/* x modulo c q for coefficients that are no fractions: where c divides that of x it goes
 * before the answer. */
static void
divide_coeffs (ShapeNode **p,
               ShapeNode **q,
               ShapeNode **gcd)
{
  ShapeNode *rest_p, *rest_q, *factor;
  ShapeNode *coeff_p = shape_node_as_coeff_mul (*p, &rest_p), *coeff_q = shape_node_as_coeff_mul (*q, &rest_q);
  double ratio;

  if ((SHAPE_IS_RATIONAL (coeff_p) && SHAPE_IS_RATIONAL (coeff_q))
      || shape_node_is_infinite (coeff_p) || shape_node_is_infinite (coeff_q)
      || !shape_node_is_zero_number (shape_mod_numbers (coeff_p, coeff_q)))
    return;
  ratio = shape_number_to_double (shape_node_div (coeff_p, coeff_q));
  factor = shape_node_float (rest_p->pool, trunc (ratio));
  factor = shape_node_build1 (SHAPE_OP_FLOOR_TO_INT, factor);
  *gcd = shape_node_mul (*gcd, coeff_q);
  *p = shape_node_mul (rest_p, factor);
  *q = rest_q;
}

/* What is left is looked at again, so that two forms that become each other never end. */
#define MAX_FORMS 100

static ShapeNode *
reduce (ShapeNode *p,
        ShapeNode *q,
        guint      n_forms)
{
  ShapeNode *rest = shape_rest_fails_nested (p) ? shape_node_fail_operator (p->pool) : rest_plain (p, q);
  ShapeNode *gcd, *given_p, *given_q;

  if (rest != NULL || shape_pool_has_error (p->pool))
    return rest;
  p = reduce_coeff (p, q);
  gcd = shape_node_gcd (p, q);
  if (SHAPE_IS (gcd, ERROR))
    return NULL;
  if (gcd != p->pool->one)
    {
      p = shape_node_gcd_terms (shape_node_div (p, gcd));
      q = shape_node_gcd_terms (shape_node_div (q, gcd));
    }
  given_p = p;
  given_q = q;
  if (SHAPE_IS (p, ADD))
    p = reduce_terms (p, q);
  else
    divide_coeffs (&p, &q, &gcd);
  if (shape_node_has_minus_sign (p) && shape_node_has_minus_sign (q))
    {
      gcd = shape_node_neg (gcd);
      p = shape_node_neg (p);
      q = shape_node_neg (q);
    }
  rest = rest_plain (p, q);
  if (rest == NULL && (p != given_p || q != given_q) && !shape_pool_has_error (p->pool))
    rest = n_forms < MAX_FORMS ? reduce (p, q, n_forms + 1)
                               : shape_pool_fail (p->pool, SHAPE_ERROR_RECURSION, "maximum recursion depth exceeded");
  return rest != NULL ? shape_node_mul (rest, gcd) : NULL;
}

ShapeNode *
shape_mod_symbolic (ShapeNode *p,
                    ShapeNode *q)
{
  return reduce (p, q, 0);
}
