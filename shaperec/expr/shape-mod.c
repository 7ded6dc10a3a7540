/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"
#include "shape-float-private.h"

#include <math.h>

/* Mod, the rest of a division of nonnegative integers, and PythonMod, whose rest has
 * the sign of the divisor. */

static void
get_exact (fmpq_t     value,
           ShapeNode *number)
{
  mpq_t exact;

  if (SHAPE_IS_RATIONAL (number))
    shape_number_get_rational (value, number);
  else
    {
      mpq_init (exact);
      if (number->wide != NULL)
        mpfr_get_q (exact, number->wide->value);
      else
        mpq_set_d (exact, number->real);
      fmpq_set_mpq (value, exact);
      mpq_clear (exact);
    }
}

/* p - floor (p/q) q, exact. */
static ShapeNode *
mod_exact (ShapeNode *p,
           ShapeNode *q)
{
  fmpq_t x, y, ratio;
  ShapeNode *rest;
  fmpz_t whole;

  fmpq_init (x);
  fmpq_init (y);
  fmpq_init (ratio);
  fmpz_init (whole);
  get_exact (x, p);
  get_exact (y, q);
  fmpq_div (ratio, x, y);
  fmpz_fdiv_q (whole, fmpq_numref (ratio), fmpq_denref (ratio));
  fmpq_mul_fmpz (y, y, whole);
  fmpq_sub (x, x, y);
  rest = shape_node_fmpq (p->pool, x);
  fmpz_clear (whole);
  fmpq_clear (ratio);
  fmpq_clear (y);
  fmpq_clear (x);
  return rest;
}

/* Number % Number. With a Float the rest is exact, then rounded; whether a zero is
 * the Integer or the Float hangs on how SymPy gets there. */
ShapeNode *
shape_mod_numbers (ShapeNode *p,
                   ShapeNode *q)
{
  ShapeExprPool *pool = p->pool;
  gboolean both = SHAPE_IS (p, FLOAT) && SHAPE_IS (q, FLOAT);
  double rest, ratio;

  if (SHAPE_IS (p, INTEGER) && SHAPE_IS (q, INTEGER))
    return shape_number_mod (p, q);
  if (SHAPE_IS (p, NAN) || SHAPE_IS (q, NAN) || shape_node_is_infinite (p) || shape_node_is_infinite (q))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (SHAPE_IS_RATIONAL (p) && SHAPE_IS_RATIONAL (q))
    return mod_exact (p, q);
  if (SHAPE_IS (p, FLOAT) && SHAPE_IS (q, INTEGER))
    {
      rest = shape_number_to_double (mod_exact (p, shape_node_float (pool, shape_number_to_double (q))));
      return rest == 0 ? pool->zero : shape_node_float (pool, rest);
    }
  ratio = both ? p->real / q->real : 0.5;
  if (floor (ratio) == ratio && (ratio != 0 || p->real == 0))
    return shape_node_float (pool, 0);
  rest = shape_number_to_double (mod_exact (p, q));
  return shape_node_float (pool, rest);
}

/* What a Mod asserts. NULL: all is well. */
static ShapeNode *
check_signs (ShapeNode *p,
             ShapeNode *q)
{
  ShapeExprPool *pool = p->pool;
  ShapeNode *const operands[] = { p, q };

  for (guint i = 0; i < 2; i++)
    {
      ShapeNode *least = i == 0 ? pool->zero : pool->one;

      if (SHAPE_IS (operands[i], NAN))
        return shape_pool_fail (pool, SHAPE_ERROR_TYPE, "Invalid NaN comparison");
      if (shape_number_compare (operands[i], least) < 0)
        {
          g_autofree char *text = shape_node_to_sympy_str (operands[i]);

          return shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "%s", text);
        }
    }
  return NULL;
}

/* The cases that need no more than a look. NULL: none of them. */
static ShapeNode *
mod_plain (ShapeOp    op,
           ShapeNode *p,
           ShapeNode *q)
{
  ShapeExprPool *pool = p->pool;

  if (shape_node_is_yes (q, SHAPE_FACT_ZERO))
    return shape_pool_fail (pool, SHAPE_ERROR_ZERO_DIVISION, "Modulo by zero");
  if (p == pool->zero || p == q || q == pool->one)
    return pool->zero;
  if (SHAPE_IS_NUMBER (p) && SHAPE_IS_NUMBER (q))
    {
      ShapeNode *answer = p == shape_number_neg (q) ? pool->zero
                                                    : op == SHAPE_OP_MOD ? check_signs (p, q) : NULL;

      return answer != NULL ? answer : shape_mod_numbers (p, q);
    }
  if (p == shape_node_neg (q))
    return pool->zero;
  if (shape_node_is_int (q, 2) && shape_node_is_yes (p, SHAPE_FACT_EVEN))
    return pool->zero;
  if (shape_node_is_int (q, 2) && shape_node_is_yes (p, SHAPE_FACT_ODD))
    return pool->one;
  return NULL;
}

/* By the ratio: p is a multiple of q, or less than q. */
static ShapeNode *
mod_by_ratio (ShapeNode *p,
              ShapeNode *q)
{
  ShapeNode *ratio = shape_node_divide (p, q), *less;

  if (SHAPE_IS (ratio, ERROR))
    return ratio;
  if (shape_ratio_fails_nested (ratio))
    return shape_node_fail_operator (p->pool);
  if (shape_node_is_yes (ratio, SHAPE_FACT_INTEGER))
    return p->pool->zero;
  less = SHAPE_IS (p, NEGATIVE_INT_INFINITY) ? p->pool->true_node : shape_node_lt (p, q);
  if (SHAPE_IS (less, ERROR))
    return less;
  if (SHAPE_IS (less, TRUE) && shape_node_is_yes (ratio, SHAPE_FACT_POSITIVE))
    return p;
  return NULL;
}

/* Zero, or an error, where sympy.Mod gives it; else NULL. */
static ShapeNode *
python_mod_zero (ShapeNode *p,
                 ShapeNode *q)
{
  ShapeNode *rest = shape_mod_symbolic (p, q);

  return rest != NULL && (rest == p->pool->zero || SHAPE_IS (rest, ERROR)) ? rest : NULL;
}

static ShapeNode *
mod_costly (ShapeOp           op,
            ShapeNode *const *args)
{
  ShapeNode *answer = mod_by_ratio (args[0], args[1]);

  return answer == NULL && op == SHAPE_OP_PYTHON_MOD ? python_mod_zero (args[0], args[1]) : answer;
}

static ShapeNode *
build (ShapeOp           op,
       ShapeNode *const *args)
{
  ShapeNode *plain = mod_plain (op, args[0], args[1]);

  return plain != NULL ? plain : shape_function_build (op, args, 2, mod_costly);
}

ShapeNode *
shape_mod_build (ShapeExprPool    *pool G_GNUC_UNUSED,
                 ShapeNode *const *args,
                 guint             n_args G_GNUC_UNUSED)
{
  return build (SHAPE_OP_MOD, args);
}

ShapeNode *
shape_python_mod_build (ShapeExprPool    *pool G_GNUC_UNUSED,
                        ShapeNode *const *args,
                        guint             n_args G_GNUC_UNUSED)
{
  return build (SHAPE_OP_PYTHON_MOD, args);
}

SHAPE_DEFINE_FACT (mod, SHAPE_FACT_BIT (INTEGER) | SHAPE_FACT_BIT (NONNEGATIVE))

ShapeTernary
shape_python_mod_fact (ShapeNode *node,
                       guint      fact)
{
  ShapeNode *q = node->args[1];

  if (fact == SHAPE_FACT_NONNEGATIVE)
    return shape_node_is_yes (q, SHAPE_FACT_POSITIVE) ? SHAPE_YES : SHAPE_MAYBE;
  if (fact == SHAPE_FACT_NONPOSITIVE)
    return shape_node_is_yes (q, SHAPE_FACT_NEGATIVE) ? SHAPE_YES : SHAPE_MAYBE;
  return shape_function_fact (fact, SHAPE_FACT_BIT (INTEGER));
}
