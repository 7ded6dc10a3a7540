/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-gcd-private.h"
#include "shape-relational-private.h"
#include "shape-simplify-private.h"

/* Relations in their simplest form, as SymPy's Relational.simplify finds it. */

/* The coefficients of a sum that is linear in @symbols, in their order, and its constant.
 * FALSE: it is not. */
static gboolean
get_linear (ShapeNode         *sum,
            ShapeNode *const  *symbols,
            guint              n_symbols,
            ShapeNode        **coeffs,
            ShapeNode        **constant)
{
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&sum, SHAPE_OP_ADD, &n);

  *constant = sum->pool->zero;
  for (guint k = 0; k < n_symbols; k++)
    coeffs[k] = sum->pool->zero;
  for (guint i = 0; i < n; i++)
    {
      ShapeNode *rest, *coeff = shape_node_as_coeff_mul (terms[i], &rest);
      guint k = 0;

      if (!SHAPE_IS_RATIONAL (coeff) && !SHAPE_IS_INT_OO (terms[i]))
        return FALSE;
      while (k < n_symbols && symbols[k] != rest)
        k++;
      if (rest != sum->pool->one && k == n_symbols)
        return FALSE;
      if (k < n_symbols)
        coeffs[k] = coeff;
      else
        *constant = coeff;
    }
  return TRUE;
}

/* -constant / divisor, as a value: int_oo leaves the integers in a division, but for -int_oo by
 * a positive number. */
static ShapeNode *
divide_negated (ShapeNode *constant,
                ShapeNode *divisor)
{
  ShapeNode *value = shape_node_neg (constant);
  gboolean same_sign = shape_number_sign (value) == shape_number_sign (divisor);

  if (!SHAPE_IS_INT_OO (value))
    return shape_node_div (value, divisor);
  if (SHAPE_IS (value, NEGATIVE_INT_INFINITY) && !same_sign)
    return value;
  return shape_node_constant (constant->pool, same_sign ? SHAPE_OP_INFINITY : SHAPE_OP_NEGATIVE_INFINITY);
}

/* One symbol alone on its side, divided by its coefficient. */
static ShapeNode *
isolate_symbol (ShapeOp    op,
                ShapeNode *symbol,
                ShapeNode *coeff,
                ShapeNode *constant)
{
  ShapeNode *value = divide_negated (constant, coeff);

  return shape_number_sign (coeff) < 0 ? shape_node_build2 (op, value, symbol) : shape_node_build2 (op, symbol, value);
}

/* Several symbols: against the constant, or the first against the others where it is 0. */
static ShapeNode *
gather_symbols (ShapeOp           op,
                ShapeNode *const *symbols,
                ShapeNode       **coeffs,
                guint             n,
                ShapeNode        *constant)
{
  ShapeExprPool *pool = constant->pool;
  ShapeNode *scale = pool->zero, *sum = pool->zero, *first = NULL;

  for (guint i = 0; i < n; i++)
    scale = shape_node_gcd (scale, coeffs[i]);
  if (scale == pool->zero)
    return shape_node_build2 (op, constant, pool->zero);
  for (guint i = 0; i < n; i++)
    {
      ShapeNode *term = shape_node_mul (shape_node_div (coeffs[i], scale), symbols[i]);

      if (constant == pool->zero && first == NULL && coeffs[i] != pool->zero)
        first = term;
      else
        sum = shape_node_add (sum, term);
    }
  if (first != NULL)
    return shape_node_build2 (op, first, shape_node_neg (sum));
  return shape_node_build2 (op, sum, divide_negated (constant, scale));
}

static gboolean
is_power_of (ShapeNode *node,
             ShapeNode *symbol)
{
  ShapeNode *exponent, *base = shape_node_as_base_exp (node, &exponent);

  return base == symbol && SHAPE_IS (exponent, INTEGER) && shape_number_sign (exponent) > 0;
}

/* A polynomial of one symbol against its constant, divided by what its coefficients have in
 * common; NULL where the difference is none. */
static ShapeNode *
scale_polynomial (ShapeOp    op,
                  ShapeNode *difference,
                  ShapeNode *symbol)
{
  ShapeExprPool *pool = difference->pool;
  ShapeNode *constant = pool->zero, *scale = pool->zero, *polynomial = pool->zero;
  ShapeNode *const *terms;
  guint n;

  difference = shape_node_expand_full (difference);
  terms = shape_node_make_args (&difference, SHAPE_OP_ADD, &n);
  for (guint i = 0; i < n; i++)
    {
      ShapeNode *rest, *coeff = shape_node_as_coeff_mul (terms[i], &rest);

      if (SHAPE_IS_RATIONAL (terms[i]) || SHAPE_IS_INT_OO (terms[i]))
        constant = terms[i];
      else if (SHAPE_IS_RATIONAL (coeff) && is_power_of (rest, symbol))
        scale = shape_node_gcd (scale, coeff);
      else
        return NULL;
    }
  for (guint i = 0; i < n; i++)
    if (terms[i] != constant)
      polynomial = shape_node_add (polynomial, shape_node_expand_full (shape_node_div (terms[i], scale)));
  return shape_node_build2 (op, polynomial, divide_negated (constant, scale));
}

/* How SymPy measures what is no Expr: each call counts once. */
static guint
count_calls (ShapeNode *node)
{
  guint n = SHAPE_IS_ATOM (node) ? 0 : SHAPE_IS_BOOLEAN (node) ? node->n_args - 1 : 1;

  if (!SHAPE_IS_ATOM (node))
    for (guint i = 0; i < node->n_args; i++)
      n += count_calls (node->args[i]);
  return n;
}

static ShapeNode *
gather (ShapeNode *relation)
{
  const ShapeNodeSet *set = shape_node_free_symbols (relation);
  ShapeNode *difference = shape_node_sub (shape_node_lhs (relation), shape_node_rhs (relation));
  ShapeOp op = (ShapeOp) relation->op;
  guint n = set->n;
  g_autofree ShapeNode **symbols = g_new (ShapeNode *, 2 * n + 1);
  ShapeNode **coeffs = symbols + n, *constant, *scaled = NULL;

  for (guint i = 0; i < n; i++)
    symbols[i] = set->nodes[i];
  shape_nodes_sort_ordered (symbols, n);
  if (n > 0 && get_linear (difference, symbols, n, coeffs, &constant))
    return n == 1 && coeffs[0] != relation->pool->zero ? isolate_symbol (op, symbols[0], coeffs[0], constant)
                                                       : gather_symbols (op, symbols, coeffs, n, constant);
  if (n == 1)
    scaled = scale_polynomial (op, difference, symbols[0]);
  return scaled != NULL ? scaled : relation;
}

ShapeNode *
shape_relation_simplify (ShapeNode *relation,
                         ShapeNode *original)
{
  ShapeNode *node = relation;

  if (!SHAPE_IS_BOOLEAN (node->args[0]) && !SHAPE_IS_BOOLEAN (node->args[1]))
    {
      node = shape_relational_canonical (node);
      if (SHAPE_IS_RELATIONAL (node))
        node = gather (node);
      if (SHAPE_IS_RELATIONAL (node))
        node = shape_relational_canonical (node);
    }
  return count_calls (node) < SHAPE_SIMPLIFY_RATIO * count_calls (original) ? node : original;
}
