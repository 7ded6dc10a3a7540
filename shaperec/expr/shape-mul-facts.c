/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"
#include "shape-deduce-private.h"

/* The assumptions of a product, as SymPy tells them. */

static gboolean
all_are (ShapeNode *const *nodes,
         guint             n,
         ShapeFact         fact)
{
  for (guint i = 0; i < n; i++)
    if (!shape_node_is_yes (nodes[i], fact))
      return FALSE;
  return TRUE;
}

static gboolean
one_is (ShapeNode *const *nodes,
        guint             n,
        ShapeFact         fact)
{
  for (guint i = 0; i < n; i++)
    if (shape_node_is_yes (nodes[i], fact))
      return TRUE;
  return FALSE;
}

static gboolean
all_factors_are (ShapeNode *node,
                 ShapeFact  fact)
{
  return all_are (node->args, node->n_args, fact);
}

static gboolean
no_factor_is_zero (ShapeNode *node)
{
  for (guint i = 0; i < node->n_args; i++)
    if (!shape_node_is_no (node->args[i], SHAPE_FACT_ZERO))
      return FALSE;
  return TRUE;
}

static ShapeTernary
is_complex (ShapeNode *node)
{
  ShapeTernary answer = shape_node_all_are (node, SHAPE_FACT_COMPLEX, FALSE);

  if (answer == SHAPE_NO && one_is (node->args, node->n_args, SHAPE_FACT_INFINITE) && !no_factor_is_zero (node))
    return SHAPE_MAYBE;
  return answer;
}

/* Whether a factor is zero and whether one is infinite: NO until one is or may be.
 * FALSE where both may be, as 0 * oo is anything. */
static gboolean
look_for_zero_and_infinite (ShapeNode    *node,
                            ShapeTernary *zero,
                            ShapeTernary *infinite)
{
  *zero = *infinite = SHAPE_NO;
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeTernary z = shape_node_is (node->args[i], SHAPE_FACT_ZERO);
      ShapeTernary inf = z == SHAPE_YES ? SHAPE_NO : shape_node_is (node->args[i], SHAPE_FACT_INFINITE);

      if (inf == SHAPE_YES)
        z = SHAPE_NO;
      if (z != SHAPE_NO)
        {
          if (*infinite != SHAPE_NO)
            return FALSE;
          *zero = z == SHAPE_YES || *zero == SHAPE_YES ? SHAPE_YES : SHAPE_MAYBE;
        }
      if (inf != SHAPE_NO)
        {
          if (*zero != SHAPE_NO)
            return FALSE;
          *infinite = inf == SHAPE_YES || *infinite == SHAPE_YES ? SHAPE_YES : SHAPE_MAYBE;
        }
    }
  return TRUE;
}

static ShapeTernary
is_zero (ShapeNode *node)
{
  ShapeTernary zero, infinite;

  return look_for_zero_and_infinite (node, &zero, &infinite) ? zero : SHAPE_MAYBE;
}

static ShapeTernary
is_infinite (ShapeNode *node)
{
  ShapeTernary zero, infinite;

  return look_for_zero_and_infinite (node, &zero, &infinite) ? infinite : SHAPE_MAYBE;
}

/* Products leave the rationals, or the algebraic numbers, if one factor does and none is 0. */
static ShapeTernary
is_within (ShapeNode *node,
           ShapeFact  fact)
{
  ShapeTernary answer = shape_node_all_are (node, fact, TRUE);

  return answer == SHAPE_NO && !no_factor_is_zero (node) ? SHAPE_MAYBE : answer;
}

static ShapeTernary
is_rational (ShapeNode *node)
{
  return is_within (node, SHAPE_FACT_RATIONAL);
}

static ShapeTernary
is_algebraic (ShapeNode *node)
{
  return is_within (node, SHAPE_FACT_ALGEBRAIC);
}

/* The product as integers above and below a line. */
typedef struct
{
  ShapeNode **above;
  ShapeNode **below;
  guint       n_above;
  guint       n_below;
  gboolean    unknown; /* a power that need be neither */
} Line;

static gboolean
is_plus_or_minus_one (ShapeNode *node)
{
  return node == node->pool->one || node == node->pool->minus_one;
}

static gboolean
put_power (Line      *line,
           ShapeNode *power)
{
  ShapeNode *exponent, *base = shape_node_as_base_exp (power, &exponent);
  gboolean integers = shape_node_is_yes (base, SHAPE_FACT_INTEGER) && shape_node_is_yes (exponent, SHAPE_FACT_INTEGER);

  line->unknown |= !integers;
  if (!shape_node_is_yes (exponent, SHAPE_FACT_NEGATIVE))
    return FALSE;
  line->below[line->n_below++] = shape_node_pow (power, power->pool->minus_one);
  return TRUE;
}

/* FALSE where a factor goes nowhere. */
static gboolean
put_on_line (Line      *line,
             ShapeNode *factor)
{
  if (shape_node_is_yes (factor, SHAPE_FACT_INTEGER))
    {
      shape_node_check_terms (factor);
      if (!is_plus_or_minus_one (factor))
        line->above[line->n_above++] = factor;
      return TRUE;
    }
  if (SHAPE_IS (factor, RATIONAL))
    {
      ShapeNode *denominator, *numerator = shape_node_as_numer_denom (factor, &denominator);

      if (!is_plus_or_minus_one (numerator))
        line->above[line->n_above++] = numerator;
      line->below[line->n_below++] = denominator;
      return TRUE;
    }
  return SHAPE_IS (factor, POW) && put_power (line, factor);
}

static gboolean
all_above_one (ShapeNode *const *nodes,
               guint             n)
{
  for (guint i = 0; i < n; i++)
    if (shape_node_gt (nodes[i], nodes[i]->pool->one) != nodes[i]->pool->true_node)
      return FALSE;
  return TRUE;
}

/* How often 2 divides the even ones of @nodes at least, less how often it divides @number. */
static ShapeNode *
count_twos (ShapeNode *const *nodes,
            guint             n,
            ShapeNode        *number)
{
  ShapeNode *result = shape_node_integer (number->pool, -(gint64) fmpz_val2 (number->integer));

  for (guint i = 0; i < n; i++)
    if (shape_node_is_yes (nodes[i], SHAPE_FACT_EVEN))
      {
        ShapeNode *exponent;

        shape_node_as_base_exp (nodes[i], &exponent);
        result = shape_node_add (result, exponent);
      }
  return result;
}

static gboolean
exceeds_one (ShapeNode *const *nodes,
             guint             n)
{
  ShapeExprPool *pool = nodes[0]->pool;
  ShapeNode *product = n == 1 ? nodes[0] : shape_node_intern (pool, SHAPE_OP_MUL, nodes, n);

  return shape_node_is_yes (shape_node_add (product, pool->minus_one), SHAPE_FACT_POSITIVE);
}

static gboolean
is_even_number (ShapeNode *node)
{
  return SHAPE_IS (node, INTEGER) && fmpz_is_even (node->integer);
}

/* Nothing is above the line but odd numbers, or two divides what is below more often. */
static ShapeTernary
judge_line (const Line *line)
{
  ShapeNode *const *above = line->above, *const *below = line->below;
  guint n_above = line->n_above, n_below = line->n_below;

  if (n_below == 0 && !line->unknown)
    return SHAPE_YES;
  if (n_above == 0 && n_below > 0 && all_above_one (below, n_below))
    return SHAPE_NO;
  if (line->unknown)
    return SHAPE_MAYBE;
  if (all_are (above, n_above, SHAPE_FACT_ODD) && one_is (below, n_below, SHAPE_FACT_EVEN))
    return SHAPE_NO;
  if (one_is (above, n_above, SHAPE_FACT_EVEN) && n_below == 1 && shape_node_is_int (below[0], 2))
    return SHAPE_YES;
  if (all_are (above, n_above, SHAPE_FACT_EVEN) && all_are (below, n_below, SHAPE_FACT_ODD) &&
      exceeds_one (below, n_below))
    return SHAPE_NO;
  if (n_below == 1 && is_even_number (below[0]) &&
      shape_node_is_yes (count_twos (above, n_above, below[0]), SHAPE_FACT_NONNEGATIVE))
    return SHAPE_YES;
  if (n_above == 1 && is_even_number (above[0]) &&
      shape_node_is_yes (count_twos (below, n_below, above[0]), SHAPE_FACT_POSITIVE))
    return SHAPE_NO;
  return SHAPE_MAYBE;
}

static ShapeTernary
is_integer (ShapeNode *node)
{
  ShapeNode *few[32], **items;
  ShapeTernary answer = SHAPE_MAYBE;
  Line line = { 0 };
  gboolean ok = TRUE;

  if (is_rational (node) == SHAPE_NO)
    return SHAPE_NO;
  items = node->n_args * 2 <= G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, node->n_args * 2);
  line.above = items;
  line.below = items + node->n_args;
  for (guint i = 0; ok && i < node->n_args; i++)
    ok = put_on_line (&line, node->args[i]);
  if (ok)
    answer = judge_line (&line);
  if (items != few)
    g_free (items);
  return answer;
}

/* Real (@real) or imaginary, by the number of imaginary factors. One factor that is
 * neither can be borne. */
typedef struct
{
  gboolean     real;
  ShapeTernary zero; /* NO: no factor may be zero */
  ShapeNode   *other;
} Realness;

typedef enum
{
  GO_ON,
  ANSWER_NO,
  ANSWER_MAYBE,
  ANSWER_FINITE, /* a factor is zero: real if nothing is infinite */
} Step;

static Step
step_realness (Realness  *self,
               ShapeNode *t)
{
  ShapeTernary real = shape_node_is (t, SHAPE_FACT_EXTENDED_REAL);

  /* (complex or infinite) is False, in Python's sense: the last one decides. */
  if (real == SHAPE_NO && !shape_node_is_yes (t, SHAPE_FACT_COMPLEX) && shape_node_is_no (t, SHAPE_FACT_INFINITE))
    return ANSWER_NO;
  if (shape_node_is_yes (t, SHAPE_FACT_IMAGINARY))
    self->real = !self->real;
  else if (real == SHAPE_YES)
    {
      ShapeTernary zero = shape_node_is (t, SHAPE_FACT_ZERO);

      if (zero == SHAPE_YES)
        return ANSWER_FINITE;
      if (self->zero == SHAPE_NO)
        self->zero = zero;
    }
  else if (real == SHAPE_NO || shape_node_is_no (t, SHAPE_FACT_IMAGINARY))
    {
      if (self->other != NULL)
        return ANSWER_MAYBE;
      self->other = t;
    }
  else
    return ANSWER_MAYBE;
  return GO_ON;
}

static ShapeTernary
is_real_or_imaginary (ShapeNode *node,
                      gboolean   real)
{
  Realness self = { real, SHAPE_NO, NULL };

  for (guint i = 0; i < node->n_args; i++)
    switch (step_realness (&self, node->args[i]))
      {
      case ANSWER_NO: return SHAPE_NO;
      case ANSWER_MAYBE: return SHAPE_MAYBE;
      case ANSWER_FINITE: return all_factors_are (node, SHAPE_FACT_FINITE) ? SHAPE_YES : SHAPE_MAYBE;
      case GO_ON: default: break;
      }
  if (self.other != NULL)
    {
      if ((self.real && shape_node_is_no (self.other, SHAPE_FACT_EXTENDED_REAL)) ||
          (!self.real && shape_node_is_no (self.other, SHAPE_FACT_IMAGINARY)))
        return self.zero;
      return SHAPE_MAYBE;
    }
  if (self.zero == SHAPE_NO)
    return shape_ternary_from_bool (self.real);
  return self.real ? SHAPE_YES : SHAPE_MAYBE;
}

static ShapeTernary
is_extended_real (ShapeNode *node)
{
  return is_real_or_imaginary (node, TRUE);
}

static ShapeTernary
is_imaginary (ShapeNode *node)
{
  if (!no_factor_is_zero (node) || !all_factors_are (node, SHAPE_FACT_FINITE))
    return SHAPE_MAYBE;
  return is_real_or_imaginary (node, FALSE);
}

static ShapeTernary
is_hermitian_or_not (ShapeNode *node,
                     gboolean   hermitian)
{
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeTernary h = shape_node_is (node->args[i], SHAPE_FACT_HERMITIAN);
      ShapeTernary anti = shape_node_is (node->args[i], SHAPE_FACT_ANTIHERMITIAN);

      if (h == SHAPE_MAYBE || anti == SHAPE_MAYBE || (h == SHAPE_NO && anti == SHAPE_NO))
        return SHAPE_MAYBE;
      if (h == SHAPE_NO)
        hermitian = !hermitian;
    }
  return hermitian ? SHAPE_YES : is_zero (node);
}

static ShapeTernary
is_hermitian (ShapeNode *node)
{
  return is_hermitian_or_not (node, TRUE);
}

static ShapeTernary
is_antihermitian (ShapeNode *node)
{
  return is_hermitian_or_not (node, FALSE);
}

static ShapeTernary
is_irrational (ShapeNode *node)
{
  ShapeTernary answer = shape_node_one_is_irrational (node, TRUE);

  return answer != SHAPE_NO || all_factors_are (node, SHAPE_FACT_REAL) ? answer : SHAPE_MAYBE;
}

/* A product by the signs of its factors. */
static ShapeTernary
has_sign (ShapeNode *node,
          int        sign)
{
  gboolean weak = FALSE, vague = FALSE;

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *t = node->args[i];

      if (shape_node_is_yes (t, SHAPE_FACT_EXTENDED_POSITIVE))
        continue;
      if (shape_node_is_yes (t, SHAPE_FACT_EXTENDED_NEGATIVE))
        sign = -sign;
      else if (shape_node_is_yes (t, SHAPE_FACT_ZERO))
        return all_factors_are (node, SHAPE_FACT_FINITE) ? SHAPE_NO : SHAPE_MAYBE;
      else if (shape_node_is_yes (t, SHAPE_FACT_EXTENDED_NONPOSITIVE))
        {
          sign = -sign;
          weak = TRUE;
        }
      else if (shape_node_is_yes (t, SHAPE_FACT_EXTENDED_NONNEGATIVE))
        weak = TRUE;
      else
        {
          gboolean not_positive = shape_node_is_no (t, SHAPE_FACT_POSITIVE);

          if (vague || (!not_positive && !shape_node_is_no (t, SHAPE_FACT_NEGATIVE)))
            return SHAPE_MAYBE;
          vague = TRUE;
          if (not_positive)
            sign = -sign;
        }
    }
  if (sign > 0)
    return !weak && !vague ? SHAPE_YES : SHAPE_MAYBE;
  return SHAPE_NO;
}

static ShapeTernary
is_extended_positive (ShapeNode *node)
{
  return has_sign (node, 1);
}

static ShapeTernary
is_extended_negative (ShapeNode *node)
{
  return has_sign (node, -1);
}

/* SymPy's radsimp.fraction: a fraction by its factors; sums stay as they are. */
static ShapeNode *
split_fraction (ShapeNode  *node,
                ShapeNode **denominator)
{
  ShapeNode *numerator = node->pool->one;

  *denominator = node->pool->one;
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *t = node->args[i], *below = node->pool->one;

      if (SHAPE_IS (t, RATIONAL) || SHAPE_IS (t, POW))
        t = shape_node_as_numer_denom (t, &below);
      numerator = shape_node_mul (numerator, t);
      *denominator = shape_node_mul (*denominator, below);
    }
  return numerator;
}

static ShapeTernary
is_product_of_integers_odd (ShapeNode *node)
{
  ShapeNode *last = node->pool->one;
  ShapeTernary answer = SHAPE_YES;

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *t = node->args[i];

      if (is_plus_or_minus_one (t))
        continue;
      if (shape_node_is_yes (t, SHAPE_FACT_EVEN))
        return SHAPE_NO;
      /* Of two neighbours whose sum is odd one is even. */
      if (answer != SHAPE_NO)
        {
          if (last != node->pool->one && shape_node_is_yes (shape_node_add (last, t), SHAPE_FACT_ODD))
            answer = SHAPE_NO;
          else if (shape_node_is (t, SHAPE_FACT_EVEN) == SHAPE_MAYBE)
            answer = SHAPE_MAYBE;
        }
      last = t;
    }
  return answer;
}

static ShapeTernary
is_odd (ShapeNode *node)
{
  ShapeTernary integer = is_integer (node);
  ShapeNode *denominator, *numerator;
  ShapeNode *const *factors;
  guint n;

  if (integer != SHAPE_YES)
    return integer;
  numerator = split_fraction (node, &denominator);
  if (!is_even_number (denominator))
    return is_product_of_integers_odd (node);
  factors = shape_node_make_args (&numerator, SHAPE_OP_MUL, &n);
  return shape_node_is_yes (count_twos (factors, n, denominator), SHAPE_FACT_POSITIVE) ? SHAPE_NO : SHAPE_MAYBE;
}

static ShapeTernary
is_even (ShapeNode *node)
{
  ShapeNode *denominator, *numerator = split_fraction (node, &denominator);
  ShapeNode *const *factors;
  guint n;

  if (!is_even_number (numerator) || numerator == node->pool->zero)
    return SHAPE_MAYBE;
  factors = shape_node_make_args (&denominator, SHAPE_OP_MUL, &n);
  return shape_node_is_yes (count_twos (factors, n, numerator), SHAPE_FACT_NONNEGATIVE) ? SHAPE_NO : SHAPE_MAYBE;
}

/* Composite if two factors are above one. */
static ShapeTernary
is_composite (ShapeNode *node)
{
  guint n = 0;

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *t = node->args[i];

      if (!shape_node_is_yes (t, SHAPE_FACT_INTEGER) || !shape_node_is_yes (t, SHAPE_FACT_POSITIVE))
        return SHAPE_MAYBE;
      if (shape_node_is_yes (shape_node_add (t, node->pool->minus_one), SHAPE_FACT_POSITIVE))
        n++;
    }
  return n > 1 ? SHAPE_YES : SHAPE_MAYBE;
}

static const ShapeDeduction deductions[SHAPE_N_FACTS] = {
  [SHAPE_FACT_COMPLEX] = is_complex,
  [SHAPE_FACT_ZERO] = is_zero,
  [SHAPE_FACT_INFINITE] = is_infinite,
  [SHAPE_FACT_RATIONAL] = is_rational,
  [SHAPE_FACT_ALGEBRAIC] = is_algebraic,
  [SHAPE_FACT_INTEGER] = is_integer,
  [SHAPE_FACT_EXTENDED_REAL] = is_extended_real,
  [SHAPE_FACT_IMAGINARY] = is_imaginary,
  [SHAPE_FACT_HERMITIAN] = is_hermitian,
  [SHAPE_FACT_ANTIHERMITIAN] = is_antihermitian,
  [SHAPE_FACT_IRRATIONAL] = is_irrational,
  [SHAPE_FACT_EXTENDED_POSITIVE] = is_extended_positive,
  [SHAPE_FACT_EXTENDED_NEGATIVE] = is_extended_negative,
  [SHAPE_FACT_ODD] = is_odd,
  [SHAPE_FACT_EVEN] = is_even,
  [SHAPE_FACT_COMPOSITE] = is_composite,
};

ShapeTernary
shape_mul_fact (ShapeNode *node,
                guint      fact)
{
  return deductions[fact] != NULL ? deductions[fact] (node) : SHAPE_MAYBE;
}
