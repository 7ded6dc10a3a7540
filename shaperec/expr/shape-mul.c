/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

#include <string.h>

/* Construction of a product, evaluated as SymPy's Mul does: nested products are
 * flattened, numbers are multiplied, powers of one base are collected, a number
 * times a sum is distributed, and the rest is put into canonical order. Numbers
 * under roots and exponents are a world of their own: shape-mul-radicals.c. */

typedef struct
{
  ShapeExprPool  *pool;
  ShapeNode      *coeff;
  ShapePowers     powers;
  ShapeRadicals  *radicals; /* NULL while no such factor was met */
  gboolean        is_nan;
} Product;

static void
multiply_coeff (Product   *self,
                ShapeNode *number)
{
  gboolean is_zoo = SHAPE_IS (self->coeff, COMPLEX_INFINITY);

  if (SHAPE_IS (number, NAN) || (is_zoo && shape_node_is_zero_number (number)))
    self->is_nan = TRUE;
  else if (!is_zoo)
    self->coeff = shape_number_mul (self->coeff, number);
  if (SHAPE_IS (self->coeff, NAN))
    self->is_nan = TRUE;
}

static gboolean
has_infinite_arg (ShapeNode *node)
{
  for (guint i = 0; i < node->n_args; i++)
    if (shape_arith_is_infinite (node->args[i]))
      return TRUE;
  return FALSE;
}

/* 0 * (x + oo) is nan. */
static gboolean
has_infinite_term (ShapeNode *sum)
{
  for (guint i = 0; i < sum->n_args; i++)
    if (shape_arith_is_infinite (sum->args[i]) || (SHAPE_IS (sum->args[i], MUL) && has_infinite_arg (sum->args[i])))
      return TRUE;
  return FALSE;
}

static void collect (Product *self, ShapeNode *node);

/* What is in nested products comes last: it matters where numbers are rounded. */
static void
collect_all (Product          *self,
             ShapeNode *const *args,
             guint             n_args)
{
  guint n_nested = 0;

  for (guint i = 0; i < n_args && !self->is_nan; i++)
    if (SHAPE_IS (args[i], MUL))
      n_nested++;
    else
      collect (self, args[i]);
  for (guint i = 0; n_nested > 0 && i < n_args && !self->is_nan; i++)
    if (SHAPE_IS (args[i], MUL))
      collect (self, args[i]);
}

static ShapeRadicals *
ensure_radicals (Product *self)
{
  if (self->radicals == NULL)
    self->radicals = shape_radicals_new (self->pool);
  return self->radicals;
}

static void
collect_power (Product   *self,
               ShapeNode *node)
{
  ShapeNode *settled = shape_arith_settle_power (node), *base = node->args[0], *exponent = node->args[1];

  if (settled != node)
    {
      collect (self, settled);
      return;
    }
  if (SHAPE_IS_NUMBER (base))
    {
      base = shape_node_as_base_exp (node, &exponent);
      if (shape_radicals_take (ensure_radicals (self), base, exponent))
        return;
    }
  shape_powers_append (&self->powers, base, exponent);
}

static void
collect (Product   *self,
         ShapeNode *node)
{
  switch (node->op)
    {
    case SHAPE_OP_MUL:
      collect_all (self, node->args, node->n_args);
      return;
    case SHAPE_OP_COMPLEX_INFINITY:
      if (shape_node_is_zero_number (self->coeff))
        self->is_nan = TRUE;
      self->coeff = node;
      return;
    case SHAPE_OP_IMAGINARY_UNIT:
      shape_radicals_take_i (ensure_radicals (self));
      return;
    case SHAPE_OP_POW:
      collect_power (self, node);
      return;
    case SHAPE_OP_ADD:
      if (shape_node_is_zero_number (self->coeff) && has_infinite_term (node))
        {
          self->is_nan = TRUE;
          return;
        }
      break;
    default:
      if (SHAPE_IS_NUMBER (node))
        {
          multiply_coeff (self, node);
          return;
        }
    }
  shape_powers_append (&self->powers, node, self->pool->one);
}

static inline gboolean
is_zero_exponent (ShapeNode *exponent)
{
  return SHAPE_IS (exponent, INTEGER) ? fmpz_is_zero (exponent->integer)
                                      : shape_node_is_yes (exponent, SHAPE_FACT_ZERO);
}

/* Turns the collected powers into factors. A base that evaluation changes ((2*x)**n) may
 * meet its like: @changed then. */
static void
evaluate_powers (Product      *self,
                 ShapePowers  *powers,
                 ShapeFactors *factors,
                 gboolean     *changed)
{
  *changed = FALSE;
  for (guint i = 0; i < powers->n; i++)
    {
      ShapePower *power = &powers->items[i];
      ShapeNode *value = power->base;

      if (is_zero_exponent (power->exponent))
        {
          if ((SHAPE_IS (power->base, ADD) || SHAPE_IS (power->base, MUL)) && has_infinite_arg (power->base))
            self->is_nan = TRUE;
          power->base = NULL;
          continue;
        }
      if (power->exponent != self->pool->one)
        {
          value = shape_node_pow (power->base, power->exponent);
          if (SHAPE_IS (value, POW) && !SHAPE_IS (power->base, POW))
            {
              ShapeNode *base = shape_node_as_base_exp (value, &power->exponent);

              *changed |= base != power->base;
              power->base = base;
            }
        }
      else if (SHAPE_IS_NUMBER (value))
        {
          multiply_coeff (self, value);
          power->base = NULL;
          continue;
        }
      shape_factors_append (factors, value);
    }
  shape_powers_drop_null (powers);
}

/* +-oo keeps only the factors whose sign is unknown. */
static void
apply_infinity (Product      *self,
                ShapeFactors *factors)
{
  guint n = 0;
  int sign = 1;

  for (guint i = 0; i < factors->n; i++)
    {
      ShapeNode *factor = factors->items[i];

      if (shape_node_is_yes (factor, SHAPE_FACT_EXTENDED_POSITIVE))
        continue;
      if (shape_node_is_yes (factor, SHAPE_FACT_EXTENDED_NEGATIVE))
        sign = -sign;
      else
        factors->items[n++] = factor;
    }
  factors->n = n;
  if (sign < 0)
    self->coeff = shape_number_neg (self->coeff);
}

static void
apply_complex_infinity (ShapeFactors *factors)
{
  guint n = 0;

  for (guint i = 0; i < factors->n; i++)
    if (!shape_node_is_no (factors->items[i], SHAPE_FACT_ZERO) ||
        shape_node_is (factors->items[i], SHAPE_FACT_EXTENDED_REAL) == SHAPE_MAYBE)
      factors->items[n++] = factors->items[i];
  factors->n = n;
}

/* Zero times something infinite is not known. */
static void
apply_zero (Product      *self,
            ShapeFactors *factors)
{
  for (guint i = 0; i < factors->n; i++)
    if (!shape_node_is_noncommutative (factors->items[i]) && shape_node_is_no (factors->items[i], SHAPE_FACT_FINITE))
      self->is_nan = TRUE;
  factors->n = 0;
}

static void
fold_numbers (Product      *self,
              ShapeFactors *factors)
{
  guint n = 0;

  for (guint i = 0; i < factors->n; i++)
    if (SHAPE_IS_NUMBER (factors->items[i]))
      self->coeff = SHAPE_IS (self->coeff, COMPLEX_INFINITY) ? self->coeff
                                                             : shape_number_mul (self->coeff, factors->items[i]);
    else
      factors->items[n++] = factors->items[i];
  factors->n = n;
}

static gboolean
is_finite_number (ShapeNode *node)
{
  return SHAPE_IS_NUMBER (node) && !shape_arith_is_infinite (node);
}

/* number * (a + b) -> number*a + number*b */
static ShapeNode *
distribute (ShapeNode *number,
            ShapeNode *sum)
{
  ShapeNode *few[32] = { NULL }, **terms = sum->n_args <= G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, sum->n_args);
  ShapeNode *result;

  for (guint i = 0; i < sum->n_args; i++)
    terms[i] = shape_arith_scale (number, sum->args[i]);
  result = shape_node_build (sum->pool, SHAPE_OP_ADD, terms, sum->n_args);
  if (terms != few)
    g_free (terms);
  return result;
}

static ShapeNode *
finish (Product      *self,
        ShapeFactors *factors)
{
  if (SHAPE_IS_OO (self->coeff))
    apply_infinity (self, factors);
  if (SHAPE_IS (self->coeff, COMPLEX_INFINITY))
    apply_complex_infinity (factors);
  else if (shape_node_is_zero_number (self->coeff))
    apply_zero (self, factors);
  fold_numbers (self, factors);
  if (self->is_nan)
    return shape_node_constant (self->pool, SHAPE_OP_NAN);
  if (factors->n == 0)
    return self->coeff;
  shape_nodes_sort (factors->items, factors->n);
  if (self->coeff == self->pool->one)
    return factors->n == 1 ? factors->items[0]
                           : shape_node_intern_sorted (self->pool, SHAPE_OP_MUL, factors->items, factors->n);
  if (factors->n == 1 && SHAPE_IS (factors->items[0], ADD) && is_finite_number (self->coeff) &&
      !shape_sum_is_noncommutative (factors->items[0]))
    return distribute (self->coeff, factors->items[0]);
  return shape_arith_intern_scaled (self->coeff, factors->items, factors->n);
}

static ShapeNode *
multiply_all (ShapeExprPool    *pool,
              ShapeNode *const *args,
              guint             n_args)
{
  Product self = { .pool = pool, .coeff = pool->one };
  ShapeFactors factors;
  ShapeNode *product;
  gboolean changed;

  shape_powers_init (&self.powers);
  shape_factors_init (&factors);
  collect_all (&self, args, n_args);
  shape_powers_gather (&self.powers);
  evaluate_powers (&self, &self.powers, &factors, &changed);
  if (changed && shape_powers_share_base (&self.powers))
    {
      factors.n = 0;
      shape_powers_gather (&self.powers);
      evaluate_powers (&self, &self.powers, &factors, &changed);
    }
  if (self.radicals != NULL)
    {
      ShapeNode *number = shape_radicals_finish (self.radicals, &factors);

      if (number != pool->one)
        multiply_coeff (&self, number);
      shape_radicals_free (self.radicals);
    }
  product = finish (&self, &factors);
  shape_powers_clear (&self.powers);
  shape_factors_clear (&factors);
  return product;
}

/* A factor that no rule touches but that of equal bases. */
static gboolean
is_plain_base (ShapeNode *node)
{
  return SHAPE_IS (node, SYMBOL) || SHAPE_HAS_FLAG (node, FUNCTION) || SHAPE_IS (node, MAX) || SHAPE_IS (node, MIN);
}

static ShapeNode *
get_plain_base (ShapeNode *node)
{
  if (is_plain_base (node))
    return node;
  if (SHAPE_IS (node, POW) && SHAPE_IS (node->args[1], INTEGER) && is_plain_base (node->args[0]))
    return node->args[0];
  return NULL;
}

/* Whether @product takes in a factor of the base @base, or a number where it is NULL,
 * without any change to its own factors. */
static gboolean
is_free_of (ShapeNode *product,
            ShapeNode *base)
{
  guint i = 0;

  if (SHAPE_IS_RATIONAL (product->args[0]) && !shape_node_is_zero_number (product->args[0]))
    i++;
  for (; i < product->n_args; i++)
    {
      ShapeNode *factor = product->args[i], *own = get_plain_base (factor);

      if (own == NULL ? !SHAPE_IS (factor, ADD) : own == base)
        return FALSE;
    }
  return TRUE;
}

/* A rational number times one other thing. NULL where the long way is needed. */
static ShapeNode *
multiply_by_rational (ShapeNode *number,
                      ShapeNode *node)
{
  ShapeNode *rest, *coeff;

  if (SHAPE_IS (node, ADD))
    return shape_sum_is_noncommutative (node) ? NULL : distribute (number, node);
  if (SHAPE_IS (node, MUL) && SHAPE_IS (node->args[node->n_args - 1], ADD))
    {
      coeff = shape_node_as_coeff_mul (node, &rest);
      if (SHAPE_IS (rest, ADD) && coeff != node->pool->one)
        {
          coeff = shape_number_mul (number, coeff);
          return coeff == node->pool->one ? rest : shape_arith_intern_scaled (coeff, &rest, 1);
        }
    }
  if (SHAPE_IS (node, MUL))
    return is_free_of (node, NULL) ? shape_arith_scale (number, node) : NULL;
  return get_plain_base (node) != NULL ? shape_arith_intern_scaled (number, &node, 1) : NULL;
}

/* A product and one more factor. NULL where the long way is needed. */
static ShapeNode *
multiply_into (ShapeNode *product,
               ShapeNode *factor)
{
  ShapeNode *args[32], *base = get_plain_base (factor);
  guint n = product->n_args + 1, place = n - 1;

  if (base == NULL || n > G_N_ELEMENTS (args) || !is_free_of (product, base))
    return NULL;
  memcpy (args, product->args, (n - 1) * sizeof *args);
  for (; place > SHAPE_IS_NUMBER (args[0]) && shape_node_compare (args[place - 1], factor) > 0; place--)
    args[place] = args[place - 1];
  args[place] = factor;
  return shape_node_intern_sorted (product->pool, SHAPE_OP_MUL, args, n);
}

/* Two factors of different bases. NULL where the long way is needed. */
static ShapeNode *
multiply_plain (ShapeNode *a,
                ShapeNode *b)
{
  ShapeNode *base_a = get_plain_base (a), *base_b = get_plain_base (b);
  ShapeNode *args[] = { a, b };

  if (base_a == NULL || base_b == NULL || base_a == base_b)
    return NULL;
  if (shape_node_compare (a, b) > 0)
    {
      args[0] = b;
      args[1] = a;
    }
  return shape_node_intern_sorted (a->pool, SHAPE_OP_MUL, args, 2);
}

#define MANY_FACTORS 16

/* Numbers, symbols, functions and sums, and whole powers of these: the most frequent of long
 * products. No rule touches them but that of equal bases. */
typedef struct
{
  ShapeNode *coeff;
  guint      n;
  ShapeNode *bases[MANY_FACTORS];
  ShapeNode *factors[MANY_FACTORS];
} PlainProduct;

/* Two powers of one base; what they come to may vanish, or be no power. */
static gboolean
merge_plain (PlainProduct *self,
             guint         place,
             ShapeNode    *factor)
{
  ShapeNode *base = self->bases[place], *known = self->factors[place], *one = base->pool->one;
  ShapeNode *exponent = shape_number_add (known == base ? one : known->args[1], factor == base ? one : factor->args[1]);

  if (exponent == base->pool->zero)
    return FALSE;
  self->factors[place] = shape_node_pow (base, exponent);
  return !SHAPE_IS (self->factors[place], ERROR);
}

static gboolean
take_plain (PlainProduct *self,
            ShapeNode    *factor)
{
  ShapeNode *base;

  if (shape_arith_is_plain_number (factor))
    {
      self->coeff = self->coeff == factor->pool->one ? factor : shape_number_mul (self->coeff, factor);
      return factor != factor->pool->zero;
    }
  base = SHAPE_IS (factor, ADD) ? factor : get_plain_base (factor);
  if (base == NULL)
    return FALSE;
  for (guint i = 0; i < self->n; i++)
    if (self->bases[i] == base)
      return merge_plain (self, i, factor);
  if (self->n == MANY_FACTORS)
    return FALSE;
  self->bases[self->n] = base;
  self->factors[self->n++] = factor;
  return TRUE;
}

/* What is in nested products comes last: it matters where numbers are rounded. */
static gboolean
take_all_plain (PlainProduct     *self,
                ShapeNode *const *args,
                guint             n_args)
{
  guint n_nested = 0;

  for (guint i = 0; i < n_args; i++)
    if (SHAPE_IS (args[i], MUL))
      n_nested++;
    else if (!take_plain (self, args[i]))
      return FALSE;
  for (guint i = 0; n_nested > 0 && i < n_args; i++)
    for (guint j = 0; SHAPE_IS (args[i], MUL) && j < args[i]->n_args; j++)
      if (!take_plain (self, args[i]->args[j]))
        return FALSE;
  return TRUE;
}

/* NULL where the long way is needed. */
static ShapeNode *
multiply_all_plain (ShapeExprPool    *pool,
                    ShapeNode *const *args,
                    guint             n_args)
{
  PlainProduct self;

  self.coeff = pool->one;
  self.n = 0;
  if (!take_all_plain (&self, args, n_args))
    return NULL;
  if (self.n == 0)
    return self.coeff;
  if (self.n == 1 && SHAPE_IS (self.factors[0], ADD) && self.coeff != pool->one)
    return shape_sum_is_noncommutative (self.factors[0]) ? NULL : distribute (self.coeff, self.factors[0]);
  shape_nodes_sort (self.factors, self.n);
  if (self.coeff != pool->one)
    return shape_arith_intern_scaled (self.coeff, self.factors, self.n);
  return self.n == 1 ? self.factors[0] : shape_node_intern_sorted (pool, SHAPE_OP_MUL, self.factors, self.n);
}

static ShapeNode *
multiply_many (ShapeExprPool    *pool,
               ShapeNode *const *args,
               guint             n_args)
{
  ShapeNode *product = multiply_all_plain (pool, args, n_args);

  return product != NULL ? product : multiply_all (pool, args, n_args);
}

static ShapeNode *
multiply_two (ShapeNode *a,
              ShapeNode *b)
{
  ShapeNode *args[] = { a, b };
  ShapeNode *product = NULL;

  if (SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b))
    return shape_number_mul (a, b);
  if (SHAPE_IS_RATIONAL (b))
    {
      args[0] = b;
      args[1] = a;
    }
  if (SHAPE_IS_RATIONAL (args[0]) && args[0] != a->pool->zero)
    product = multiply_by_rational (args[0], args[1]);
  else if (SHAPE_IS (a, MUL))
    product = multiply_into (a, b);
  else if (SHAPE_IS (b, MUL))
    product = multiply_into (b, a);
  else
    product = multiply_plain (a, b);
  return product != NULL ? product : multiply_many (a->pool, args, 2);
}

ShapeNode *
shape_mul_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  ShapeNode *error = shape_arith_check_operands (pool, SHAPE_OP_MUL, args, n_args);

  if (error != NULL)
    return error;
  if (n_args == 2 && args[0] != pool->one && args[1] != pool->one)
    return multiply_two (args[0], args[1]);
  return shape_arith_join_others (pool, args, n_args, pool->one, multiply_two, multiply_many);
}

ShapeNode *
shape_node_mul (ShapeNode *a,
                ShapeNode *b)
{
  if (SHAPE_IS_RATIONAL (a) && SHAPE_IS_RATIONAL (b))
    return shape_number_mul (a, b);
  return shape_node_build2 (SHAPE_OP_MUL, a, b);
}

/* Python's `/` of an infinity: int_oo becomes oo, and -int_oo by a negative number as well. */
static ShapeNode *
divide_infinity (ShapeNode *infinity,
                 ShapeNode *number)
{
  ShapeExprPool *pool = infinity->pool;
  gboolean negative = shape_number_sign (number) < 0;

  if (SHAPE_IS (number, NAN) || SHAPE_IS_OO (number) || (SHAPE_IS_INT_OO (infinity) && SHAPE_IS_INT_OO (number)))
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (!negative)
    return SHAPE_IS (infinity, INT_INFINITY) ? shape_node_constant (pool, SHAPE_OP_INFINITY) : infinity;
  return shape_node_constant (pool, shape_number_sign (infinity) < 0 ? SHAPE_OP_INFINITY : SHAPE_OP_NEGATIVE_INFINITY);
}

ShapeNode *
shape_node_div (ShapeNode *a,
                ShapeNode *b)
{
  if (SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b) && shape_node_is_infinite (a))
    return divide_infinity (a, b);
  return shape_node_mul (a, shape_node_pow (b, b->pool->minus_one));
}

static gboolean
is_multiple_of_oo (ShapeNode *node)
{
  return SHAPE_IS (node, MUL) && SHAPE_IS_OO (node->args[0]);
}

/* The same as a product with -1, and most often the short way to it; but what oo would swallow
 * in a product stays. */
ShapeNode *
shape_node_neg (ShapeNode *a)
{
  ShapeNode *product = NULL;

  if (SHAPE_IS (a, INTEGER))
    return shape_number_neg (a);
  if (is_multiple_of_oo (a))
    return shape_arith_intern_scaled (shape_number_neg (a->args[0]), a->args + 1, a->n_args - 1);
  if (!SHAPE_IS_NUMBER (a))
    product = multiply_by_rational (a->pool->minus_one, a);
  return product != NULL ? product : shape_node_mul (a->pool->minus_one, a);
}
