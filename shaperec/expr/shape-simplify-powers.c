/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-simplify-private.h"

/* Powers with a symbol in the exponent in their simplest form, as SymPy's powsimp finds it. */

/* Whether powers with this exponent and with a number stay together: expansion takes them apart
 * again where the sign is known. */
static gboolean
has_open_sign (ShapeNode *exponent)
{
  return !SHAPE_IS (exponent, ADD) && !shape_node_has_minus_sign (exponent)
         && !shape_node_is_yes (exponent, SHAPE_FACT_NONNEGATIVE);
}

/* The power that @a and @b, powers of one base, make together, where one exponent takes the other
 * away or the base is a symbol that may be 0; else NULL. */
static ShapeNode *
combine_pair (ShapeNode *a,
              ShapeNode *b)
{
  ShapeNode *number, *exponent, *sum, *base = shape_node_as_base_exp (a, &number);

  if (a == b || shape_node_as_base_exp (b, &exponent) != base || SHAPE_IS_NUMBER (exponent))
    return NULL;
  sum = shape_node_add (number, exponent);
  if (SHAPE_IS_NUMBER (sum))
    return shape_node_pow (base, sum);
  if (!SHAPE_IS (base, SYMBOL) || shape_node_is_no (base, SHAPE_FACT_ZERO) || !SHAPE_IS_NUMBER (number)
      || shape_number_sign (number) < 0 || !has_open_sign (exponent))
    return NULL;
  return shape_node_pow (base, sum);
}

/* @product with the first two powers that go together in one; NULL where there are none, or
 * where they fall apart at once. */
static ShapeNode *
combine_two (ShapeNode *product)
{
  for (guint i = 0; i < product->n_args; i++)
    for (guint j = 0; j < product->n_args; j++)
      {
        ShapeNode *power = combine_pair (product->args[i], product->args[j]);
        g_autofree ShapeNode **factors = NULL;

        if (power == NULL || SHAPE_IS (power, MUL))
          continue;
        factors = g_memdup2 (product->args, product->n_args * sizeof *factors);
        factors[i] = power;
        factors[j] = product->pool->one;
        return shape_node_build (product->pool, SHAPE_OP_MUL, factors, product->n_args);
      }
  return NULL;
}

/* Is @factor (a*b)**e, and are a**-e and b**-e factors of @product as well? */
static gboolean
is_undone (ShapeNode *factor,
           ShapeNode *product)
{
  ShapeNode *base, *inverse;

  if (!SHAPE_IS (factor, POW) || !SHAPE_IS (factor->args[0], MUL))
    return FALSE;
  base = factor->args[0];
  inverse = shape_node_neg (factor->args[1]);
  for (guint i = 0; i < base->n_args; i++)
    if (!shape_node_has_arg (product, shape_node_pow (base->args[i], inverse)))
      return FALSE;
  return TRUE;
}

/* (a*b)**e * a**-e * b**-e is 1. */
static ShapeNode *
drop_undone (ShapeNode *product)
{
  for (guint i = 0; i < product->n_args; i++)
    if (is_undone (product->args[i], product))
      {
        ShapeNode *power = product->args[i], *base = power->args[0];
        ShapeNode *rest = shape_node_div (product, power);

        for (guint k = 0; k < base->n_args; k++)
          rest = shape_node_mul (rest, shape_node_pow (base->args[k], power->args[1]));
        return rest;
      }
  return product;
}

static gboolean
is_power_of_integer (ShapeNode *node)
{
  return SHAPE_IS (node, POW) && SHAPE_IS (node->args[0], INTEGER) && fmpz_cmp_ui (node->args[0]->integer, 2) >= 0;
}

/* 4**x with the base 2, times 2**@more. */
static ShapeNode *
lower_base (ShapeNode *power,
            slong      more)
{
  ShapeNode *times, *root = shape_number_take_root (power->args[0], &times);
  ShapeNode *exponent = shape_node_expand (shape_node_mul (times, power->args[1]));

  return shape_node_pow (root, shape_node_add (shape_node_integer (power->pool, more), exponent));
}

/* 2**(2*x) is 4**x, and 4**(x + 1) is 2**(2*x + 2). */
static ShapeNode *
settle_base (ShapeNode *power)
{
  ShapeNode *rest, *coeff, *exponent = power->args[1];

  if (!is_power_of_integer (power))
    return power;
  if (SHAPE_IS (exponent, ADD) && SHAPE_IS_NUMBER (exponent->args[0]))
    return lower_base (power, 0);
  if (!SHAPE_IS (exponent, MUL))
    return power;
  coeff = shape_node_as_coeff_mul (exponent, &rest);
  return SHAPE_IS (coeff, INTEGER) ? shape_node_pow (shape_node_pow (power->args[0], coeff), rest) : power;
}

/* How often the root of an integer that is the base of @power goes into the integer @number;
 * negative: @number is one over so many. What is left of @number is in @rest. */
static slong
count_root (ShapeNode *number,
            ShapeNode *power,
            fmpz_t     rest)
{
  gboolean below = SHAPE_IS (number, RATIONAL);
  ShapeNode *exponent, *root = shape_number_take_root (power->args[0], &exponent);
  slong times = fmpz_remove (rest, below ? fmpq_denref (number->rational) : number->integer, root->integer);

  if (below)
    fmpz_mul (rest, rest, fmpq_numref (number->rational));
  return below ? -times : times;
}

/* 8 * 4**x is 2**(2*x + 3), and 12 * 4**x is 12 * 2**(2*x). NULL: the number and the base have nothing in common. */
static ShapeNode *
merge_number (ShapeNode *product,
              guint      place)
{
  ShapeNode *number = product->args[0], *power = product->args[place];
  g_autofree ShapeNode **factors = g_memdup2 (product->args, product->n_args * sizeof *factors);
  gboolean whole;
  fmpz_t rest;
  slong times;

  fmpz_init (rest);
  times = count_root (number, power, rest);
  whole = fmpz_is_pm1 (rest);
  if (whole)
    factors[0] = shape_node_fmpz (product->pool, rest);
  fmpz_clear (rest);
  if (times == 0 || (times < 0 && !whole))
    return NULL;
  factors[place] = lower_base (power, whole ? times : 0);
  return shape_node_build (product->pool, SHAPE_OP_MUL, factors, product->n_args);
}

static ShapeNode *
combine_in_product (ShapeNode *product)
{
  ShapeNode *combined = NULL;

  if (SHAPE_IS_RATIONAL (product->args[0]))
    for (guint i = 1; i < product->n_args && combined == NULL; i++)
      if (is_power_of_integer (product->args[i]))
        combined = merge_number (product, i);
  if (combined != NULL)
    return combined;
  product = shape_node_map_args (product, shape_node_combine_powers);
  if (SHAPE_IS (product, MUL))
    product = drop_undone (product);
  combined = SHAPE_IS (product, MUL) ? combine_two (product) : NULL;
  return combined != NULL ? combined : product;
}

ShapeNode *
shape_node_combine_powers (ShapeNode *node)
{
  if (!shape_node_may_have_kinds (node, SHAPE_KIND_BIT (SHAPE_OP_POW)))
    return node;
  if (SHAPE_IS (node, POW))
    return settle_base (node);
  if (SHAPE_IS (node, MUL))
    return combine_in_product (node);
  return SHAPE_IS (node, ADD) ? shape_node_map_args (node, shape_node_combine_powers) : node;
}
