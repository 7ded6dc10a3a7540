/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"
#include "shape-deduce-private.h"

/* The assumptions of a sum, as SymPy tells them. */

static ShapeNode *
sum (ShapeExprPool    *pool,
     ShapeNode *const *terms,
     guint             n)
{
  return n == 1 ? terms[0] : shape_node_build (pool, SHAPE_OP_ADD, terms, n);
}

static ShapeTernary
is_infinite (ShapeNode *node)
{
  gboolean seen = FALSE;

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeTernary infinite = shape_node_is (node->args[i], SHAPE_FACT_INFINITE);

      if (infinite == SHAPE_MAYBE || (infinite == SHAPE_YES && seen))
        return SHAPE_MAYBE;
      seen |= infinite == SHAPE_YES;
    }
  return shape_ternary_from_bool (seen);
}

/* I times a real factor, perhaps zero. */
static gboolean
is_multiple_of_i (ShapeNode *node)
{
  gboolean found = FALSE;

  if (!SHAPE_IS (node, MUL))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if (SHAPE_IS (node->args[i], IMAGINARY_UNIT))
      found = TRUE;
    else if (!shape_node_is_yes (node->args[i], SHAPE_FACT_EXTENDED_REAL))
      return FALSE;
  return found;
}

/* The terms of a sum by what they add to its being zero. */
typedef struct
{
  guint       n_zero;
  guint       n_imaginary;
  gboolean    perhaps_imaginary;
  guint       n_nonzero;
  ShapeNode **nonzero; /* the real ones */
} Terms;

/* FALSE where a term defies the sorting. */
static gboolean
sort_terms (ShapeNode *node,
            Terms     *terms)
{
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *term = node->args[i];

      if (shape_node_is_yes (term, SHAPE_FACT_EXTENDED_REAL))
        {
          ShapeTernary zero = shape_node_is (term, SHAPE_FACT_ZERO);

          if (zero == SHAPE_MAYBE)
            return FALSE;
          if (zero == SHAPE_YES)
            terms->n_zero++;
          else
            terms->nonzero[terms->n_nonzero++] = term;
        }
      else if (shape_node_is_yes (term, SHAPE_FACT_IMAGINARY))
        terms->n_imaginary++;
      else if (is_multiple_of_i (term))
        terms->perhaps_imaginary = TRUE;
      else
        return FALSE;
    }
  return TRUE;
}

static ShapeTernary
judge_zero (ShapeNode *node,
            Terms     *terms)
{
  ShapeTernary zero;

  if (terms->n_zero == node->n_args)
    return SHAPE_YES;
  if (terms->n_nonzero == 0 || terms->n_nonzero == node->n_args)
    return SHAPE_MAYBE;
  zero = shape_node_is (sum (node->pool, terms->nonzero, terms->n_nonzero), SHAPE_FACT_ZERO);
  if (zero == SHAPE_YES && !terms->perhaps_imaginary && terms->n_imaginary <= 1)
    return shape_ternary_from_bool (terms->n_imaginary == 0);
  return zero == SHAPE_NO ? SHAPE_NO : SHAPE_MAYBE;
}

static ShapeTernary
is_zero (ShapeNode *node)
{
  ShapeNode *few[32];
  Terms terms = { .nonzero = node->n_args <= G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, node->n_args) };
  ShapeTernary answer = sort_terms (node, &terms) ? judge_zero (node, &terms) : SHAPE_MAYBE;

  if (terms.nonzero != few)
    g_free (terms.nonzero);
  return answer;
}

/* Only sums with one imaginary term are told; the others take no part in shapes. */
static ShapeTernary
is_imaginary (ShapeNode *node)
{
  ShapeNode *few[32];
  Terms terms = { .nonzero = node->n_args <= G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, node->n_args) };
  ShapeTernary answer = SHAPE_MAYBE;

  if (sort_terms (node, &terms) && terms.n_nonzero < node->n_args)
    {
      ShapeTernary zero = terms.n_nonzero == 0 ? SHAPE_YES
                        : shape_node_is (sum (node->pool, terms.nonzero, terms.n_nonzero), SHAPE_FACT_ZERO);

      if (zero == SHAPE_NO)
        answer = SHAPE_NO;
      else if (zero == SHAPE_YES && terms.n_imaginary == 1 && !terms.perhaps_imaginary)
        answer = SHAPE_YES;
    }
  if (terms.nonzero != few)
    g_free (terms.nonzero);
  return answer;
}

static ShapeTernary
is_odd (ShapeNode *node)
{
  ShapeNode **rest;
  guint n = 0, first;
  ShapeTernary answer;

  for (first = 0; first < node->n_args; first++)
    if (!shape_node_is_yes (node->args[first], SHAPE_FACT_EVEN))
      break;
  if (first == node->n_args)
    return SHAPE_NO;
  if (!shape_node_is_yes (node->args[first], SHAPE_FACT_ODD))
    return SHAPE_MAYBE;
  rest = g_new (ShapeNode *, node->n_args);
  for (guint i = first + 1; i < node->n_args; i++)
    if (!shape_node_is_yes (node->args[i], SHAPE_FACT_EVEN))
      rest[n++] = node->args[i];
  answer = n == 0 ? SHAPE_YES
         : n == 1 ? shape_node_is (rest[0], SHAPE_FACT_EVEN)
                  : shape_node_is (shape_node_intern_sorted (node->pool, SHAPE_OP_ADD, rest, n), SHAPE_FACT_EVEN);
  g_free (rest);
  return answer;
}

static ShapeTernary
is_irrational (ShapeNode *node)
{
  return shape_node_one_is_irrational (node, FALSE);
}

/* The sign of a sum with a constant, by the value of the rest that is nearest to 0:
 * @wanted holds of that value plus the constant, and the rest lies beyond it. */
static gboolean
holds_at_nearest (ShapeNode *node,
                  ShapeFact  wanted,
                  ShapeFact  beyond)
{
  ShapeNode *rest, *constant, *nearest;

  constant = shape_node_as_coeff_add (node, &rest);
  if (shape_node_is_yes (constant, SHAPE_FACT_ZERO))
    return FALSE;
  nearest = shape_node_monotonic_sign (rest);
  if (nearest == NULL)
    return FALSE;
  nearest = shape_node_add (nearest, constant);
  if (nearest != node && shape_node_is_yes (nearest, wanted) && shape_node_is_yes (rest, beyond))
    return TRUE;
  if (shape_node_free_symbols (node)->n != 1)
    return FALSE;
  nearest = shape_node_monotonic_sign (node);
  return nearest != NULL && nearest != node && shape_node_is_yes (nearest, wanted);
}

/* What the signs of the terms say: whether the sum has the strict sign of which
 * @strict, @weak and @opposite are the facts. */
typedef struct
{
  gboolean strict;
  gboolean weak;
  gboolean opposite;
  gboolean unknown;
  gboolean infinite[3]; /* infinite terms whose sign is so, is not so, is not known */
} Signs;

typedef struct
{
  ShapeFact strict;
  ShapeFact weak;
  ShapeFact opposite;
} SignFacts;

static const SignFacts positive_facts = {
  SHAPE_FACT_EXTENDED_POSITIVE, SHAPE_FACT_EXTENDED_NONNEGATIVE, SHAPE_FACT_EXTENDED_NONPOSITIVE
};
static const SignFacts negative_facts = {
  SHAPE_FACT_EXTENDED_NEGATIVE, SHAPE_FACT_EXTENDED_NONPOSITIVE, SHAPE_FACT_EXTENDED_NONNEGATIVE
};

static ShapeTernary
either (ShapeTernary a,
        ShapeTernary b)
{
  if (a == SHAPE_YES || b == SHAPE_YES)
    return SHAPE_YES;
  return a == SHAPE_NO && b == SHAPE_NO ? SHAPE_NO : SHAPE_MAYBE;
}

/* FALSE where the term settles that nothing can be told. */
static gboolean
count_sign (ShapeNode       *term,
            const SignFacts *facts,
            Signs           *signs)
{
  ShapeTernary strict = shape_node_is (term, facts->strict);
  ShapeTernary infinite = shape_node_is (term, SHAPE_FACT_INFINITE);

  if (infinite == SHAPE_YES)
    {
      switch (either (strict, shape_node_is (term, facts->weak)))
        {
        case SHAPE_YES: signs->infinite[0] = TRUE; break;
        case SHAPE_NO: signs->infinite[1] = TRUE; break;
        case SHAPE_MAYBE: default: signs->infinite[2] = TRUE; break;
        }
      if (signs->infinite[0] && signs->infinite[1])
        return FALSE;
    }
  if (strict == SHAPE_YES)
    signs->strict = TRUE;
  else if (shape_node_is_yes (term, facts->weak))
    signs->weak = TRUE;
  else if (shape_node_is_yes (term, facts->opposite))
    signs->opposite = TRUE;
  else if (infinite == SHAPE_MAYBE)
    return FALSE;
  else
    signs->unknown = TRUE;
  return TRUE;
}

static ShapeTernary
judge_signs (const Signs *signs)
{
  guint n_infinite = (guint) (signs->infinite[0] + signs->infinite[1] + signs->infinite[2]);

  if (n_infinite > 0)
    {
      if (n_infinite > 1 || signs->infinite[2])
        return SHAPE_MAYBE;
      return shape_ternary_from_bool (signs->infinite[0]);
    }
  if (signs->unknown)
    return SHAPE_MAYBE;
  if (signs->strict && !signs->opposite)
    return SHAPE_YES;
  return !signs->strict && !signs->weak ? SHAPE_NO : SHAPE_MAYBE;
}

static ShapeTernary
has_strict_sign (ShapeNode       *node,
                 const SignFacts *facts)
{
  Signs signs = { 0 };
  gboolean all_zero = TRUE;

  if (holds_at_nearest (node, facts->strict, facts->weak))
    return SHAPE_YES;
  for (guint i = 0; i < node->n_args; i++)
    {
      if (shape_node_is_yes (node->args[i], SHAPE_FACT_ZERO))
        continue;
      all_zero = FALSE;
      if (!count_sign (node->args[i], facts, &signs))
        return SHAPE_MAYBE;
    }
  return all_zero ? SHAPE_NO : judge_signs (&signs);
}

static ShapeTernary
is_extended_positive (ShapeNode *node)
{
  return shape_node_is_number (node) ? shape_node_value_has_sign (node, 1)
                                     : has_strict_sign (node, &positive_facts);
}

static ShapeTernary
is_extended_negative (ShapeNode *node)
{
  return shape_node_is_number (node) ? shape_node_value_has_sign (node, -1)
                                     : has_strict_sign (node, &negative_facts);
}

/* The weak signs are only ever affirmed, for a constant and a rest of that sign. */
static ShapeTernary
has_weak_sign (ShapeNode *node,
               ShapeFact  fact)
{
  ShapeNode *rest, *constant;

  if (shape_node_is_number (node))
    return SHAPE_MAYBE;
  constant = shape_node_as_coeff_add (node, &rest);
  if (shape_node_is_yes (constant, SHAPE_FACT_ZERO) || !shape_node_is_yes (rest, fact))
    return SHAPE_MAYBE;
  return holds_at_nearest (node, fact, fact) ? SHAPE_YES : SHAPE_MAYBE;
}

static ShapeTernary
is_extended_nonnegative (ShapeNode *node)
{
  return has_weak_sign (node, SHAPE_FACT_EXTENDED_NONNEGATIVE);
}

static ShapeTernary
is_extended_nonpositive (ShapeNode *node)
{
  return has_weak_sign (node, SHAPE_FACT_EXTENDED_NONPOSITIVE);
}

static const ShapeDeduction deductions[SHAPE_N_FACTS] = {
  [SHAPE_FACT_INFINITE] = is_infinite,
  [SHAPE_FACT_ZERO] = is_zero,
  [SHAPE_FACT_IMAGINARY] = is_imaginary,
  [SHAPE_FACT_ODD] = is_odd,
  [SHAPE_FACT_IRRATIONAL] = is_irrational,
  [SHAPE_FACT_EXTENDED_POSITIVE] = is_extended_positive,
  [SHAPE_FACT_EXTENDED_NEGATIVE] = is_extended_negative,
  [SHAPE_FACT_EXTENDED_NONNEGATIVE] = is_extended_nonnegative,
  [SHAPE_FACT_EXTENDED_NONPOSITIVE] = is_extended_nonpositive,
};

/* Sets that sums stay within. A sum leaves one of them if exactly one term does. */
#define CLOSED_FACTS \
  (1u << SHAPE_FACT_REAL | 1u << SHAPE_FACT_EXTENDED_REAL | 1u << SHAPE_FACT_COMPLEX | \
   1u << SHAPE_FACT_ANTIHERMITIAN | 1u << SHAPE_FACT_FINITE | 1u << SHAPE_FACT_HERMITIAN | \
   1u << SHAPE_FACT_INTEGER | 1u << SHAPE_FACT_RATIONAL | 1u << SHAPE_FACT_ALGEBRAIC)

ShapeTernary
shape_add_fact (ShapeNode *node,
                guint      fact)
{
  if (CLOSED_FACTS & (1u << fact))
    return shape_node_all_are (node, (ShapeFact) fact, TRUE);
  return deductions[fact] != NULL ? deductions[fact] (node) : SHAPE_MAYBE;
}
