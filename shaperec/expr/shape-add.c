/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"
#include "shape-wave-private.h"

#include <string.h>

/* Construction of a sum, evaluated as SymPy's Add does: nested sums are flattened,
 * numbers are added up, terms that differ only in their coefficient are collected,
 * and the rest is put into canonical order. */

/* A term is a coefficient and the factors that it multiplies. The factors point into
 * the term's node: the product without its coefficient is not made until needed. */
typedef struct
{
  ShapeNode        *whole; /* NULL once the coefficient has changed */
  ShapeNode        *coeff;
  ShapeNode *const *factors;
  ShapeNode        *single; /* what @factors points at where the term is no product */
  guint             n_factors;
  guint32           hash;
} Term;

typedef struct
{
  ShapeExprPool *pool;
  ShapeNode     *constant;
  Term          *terms;
  guint          n_terms;
  guint          n_alloc;
  guint         *slots;   /* finds a term by its factors; NULL while there are few */
  guint          n_slots;
  gboolean       is_nan;
} Sum;

#define FEW_TERMS 12
#define MAX_STACK_TERMS 24

static void
term_init (Term      *term,
           ShapeNode *node)
{
  gboolean has_coeff = SHAPE_IS (node, MUL) && SHAPE_IS_NUMBER (node->args[0]);

  term->whole = node;
  term->coeff = has_coeff ? node->args[0] : node->pool->one;
  term->single = node;
  term->factors = NULL;
  term->n_factors = 1;
  if (SHAPE_IS (node, MUL))
    {
      term->factors = node->args + has_coeff;
      term->n_factors = node->n_args - has_coeff;
      if (term->n_factors == 1)
        term->single = term->factors[0];
    }
  term->hash = 0;
  if (term->n_factors == 1)
    term->hash = term->single->hash;
  else
    for (guint i = 0; i < term->n_factors; i++)
      term->hash = term->hash * 31 + term->factors[i]->hash;
}

static inline gboolean
same_factors (const Term *a,
              const Term *b)
{
  if (a->hash != b->hash || a->n_factors != b->n_factors)
    return FALSE;
  if (a->n_factors == 1)
    return a->single == b->single;
  return memcmp (a->factors, b->factors, a->n_factors * sizeof (ShapeNode *)) == 0;
}

static guint *
find_slot (Sum        *self,
           const Term *term)
{
  guint i = term->hash & (self->n_slots - 1);

  while (self->slots[i] != 0 && !same_factors (&self->terms[self->slots[i] - 1], term))
    i = (i + 1) & (self->n_slots - 1);
  return &self->slots[i];
}

static void
build_slots (Sum *self)
{
  g_free (self->slots);
  self->n_slots = 1u << g_bit_storage (4 * self->n_terms - 1);
  self->slots = g_new0 (guint, self->n_slots);
  for (guint i = 0; i < self->n_terms; i++)
    *find_slot (self, &self->terms[i]) = i + 1;
}

static Term *
find_term (Sum        *self,
           const Term *term)
{
  guint index;

  if (self->n_terms <= FEW_TERMS)
    {
      for (guint i = 0; i < self->n_terms; i++)
        if (same_factors (&self->terms[i], term))
          return &self->terms[i];
      return NULL;
    }
  if (self->slots == NULL || self->n_slots < 2 * self->n_terms)
    build_slots (self);
  index = *find_slot (self, term);
  return index != 0 ? &self->terms[index - 1] : NULL;
}

static void
append_term (Sum        *self,
             const Term *term)
{
  if (self->n_terms == self->n_alloc)
    {
      Term *grown = g_new (Term, self->n_alloc * 2);

      memcpy (grown, self->terms, self->n_terms * sizeof *grown);
      if (self->n_alloc > MAX_STACK_TERMS)
        g_free (self->terms);
      self->terms = grown;
      self->n_alloc *= 2;
    }
  if (self->slots != NULL)
    *find_slot (self, term) = self->n_terms + 1;
  self->terms[self->n_terms++] = *term;
}

static void
add_term (Sum       *self,
          ShapeNode *node)
{
  Term term, *known;

  term_init (&term, node);
  known = find_term (self, &term);
  if (known == NULL)
    {
      append_term (self, &term);
      return;
    }
  known->coeff = shape_number_add (known->coeff, term.coeff);
  known->whole = NULL;
  if (SHAPE_IS (known->coeff, NAN))
    self->is_nan = TRUE;
}

static void
add_constant (Sum       *self,
              ShapeNode *number)
{
  gboolean is_zoo = SHAPE_IS (self->constant, COMPLEX_INFINITY);

  if (SHAPE_IS (number, NAN) || (is_zoo && shape_arith_is_infinite (number)))
    self->is_nan = TRUE;
  else if (!is_zoo)
    self->constant = shape_number_add (self->constant, number);
  if (SHAPE_IS (self->constant, NAN))
    self->is_nan = TRUE;
}

static void
add_complex_infinity (Sum       *self,
                      ShapeNode *zoo)
{
  if (shape_arith_is_infinite (self->constant))
    self->is_nan = TRUE;
  self->constant = zoo;
}

static void collect (Sum *self, ShapeNode *node);

/* What is in nested sums comes last: it matters where numbers are rounded. */
static void
collect_all (Sum              *self,
             ShapeNode *const *args,
             guint             n_args)
{
  guint n_nested = 0;

  for (guint i = 0; i < n_args && !self->is_nan; i++)
    if (SHAPE_IS (args[i], ADD))
      n_nested++;
    else
      collect (self, args[i]);
  for (guint i = 0; n_nested > 0 && i < n_args && !self->is_nan; i++)
    if (SHAPE_IS (args[i], ADD))
      collect (self, args[i]);
}

static void
collect (Sum       *self,
         ShapeNode *node)
{
  ShapeNode *settled;

  if (SHAPE_IS_NUMBER (node))
    add_constant (self, node);
  else if (SHAPE_IS (node, COMPLEX_INFINITY))
    add_complex_infinity (self, node);
  else if (SHAPE_IS (node, ADD))
    collect_all (self, node->args, node->n_args);
  else if ((settled = shape_arith_settle_power (node)) != node)
    collect (self, settled);
  else
    add_term (self, node);
}

/* The node of a term whose coefficient may have changed; NULL if it has vanished. */
static ShapeNode *
rebuild_term (Sum        *self,
              const Term *term)
{
  if (shape_node_is_zero_number (term->coeff))
    return NULL;
  if (term->whole != NULL)
    return term->whole;
  if (term->coeff == self->pool->one)
    return term->n_factors == 1
             ? term->single
             : shape_node_intern_sorted (self->pool, SHAPE_OP_MUL, term->factors, term->n_factors);
  if (term->n_factors == 1 && !SHAPE_IS (term->single, ADD))
    return shape_node_mul (term->coeff, term->single);
  return shape_arith_intern_scaled (term->coeff, term->n_factors == 1 ? &term->single : term->factors, term->n_factors);
}

/* What an infinite constant swallows. */
static gboolean
is_absorbed (ShapeNode *constant,
             ShapeNode *term)
{
  switch (constant->op)
    {
    case SHAPE_OP_INFINITY:
      return shape_node_is_yes (term, SHAPE_FACT_EXTENDED_NONNEGATIVE) || shape_node_is_yes (term, SHAPE_FACT_REAL);
    case SHAPE_OP_NEGATIVE_INFINITY:
      return shape_node_is_yes (term, SHAPE_FACT_EXTENDED_NONPOSITIVE) || shape_node_is_yes (term, SHAPE_FACT_REAL);
    case SHAPE_OP_COMPLEX_INFINITY:
      return shape_node_is_yes (term, SHAPE_FACT_FINITE) &&
             shape_node_is (term, SHAPE_FACT_EXTENDED_REAL) != SHAPE_MAYBE;
    default:
      return FALSE;
    }
}

static ShapeNode *
finish (Sum *self)
{
  ShapeNode *few[64], **args = self->n_terms < G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, self->n_terms + 1);
  ShapeNode *sum;
  guint n = 1;

  args[0] = self->constant;
  for (guint i = 0; i < self->n_terms; i++)
    {
      ShapeNode *term = rebuild_term (self, &self->terms[i]);

      if (term != NULL && !is_absorbed (self->constant, term))
        args[n++] = term;
    }
  shape_nodes_sort (args + 1, n - 1);
  if (n == 1)
    sum = self->constant;
  else if (self->constant != self->pool->zero)
    sum = shape_node_intern_sorted (self->pool, SHAPE_OP_ADD, args, n);
  else
    sum = n == 2 ? args[1] : shape_node_intern_sorted (self->pool, SHAPE_OP_ADD, args + 1, n - 1);
  if (args != few)
    g_free (args);
  return sum;
}

static ShapeNode *
add_all (ShapeExprPool    *pool,
         ShapeNode *const *args,
         guint             n_args)
{
  Term stack_terms[MAX_STACK_TERMS];
  Sum self = { .pool = pool, .constant = pool->zero, .terms = stack_terms, .n_alloc = MAX_STACK_TERMS };
  ShapeNode *sum;

  collect_all (&self, args, n_args);
  sum = self.is_nan ? shape_node_constant (pool, SHAPE_OP_NAN) : finish (&self);
  if (self.terms != stack_terms)
    g_free (self.terms);
  g_free (self.slots);
  return sum;
}

static gboolean
is_plain_term (ShapeNode *node)
{
  return !SHAPE_IS_NUMBER (node) && !SHAPE_IS (node, ADD) && !SHAPE_IS (node, COMPLEX_INFINITY) &&
         shape_arith_settle_power (node) == node;
}

/* Whether the terms of a sum can be kept as they are when another is added. */
static gboolean
is_plain_sum (ShapeNode *sum)
{
  for (guint i = 0; i < sum->n_args; i++)
    if (SHAPE_IS (sum->args[i], ADD) || shape_arith_is_infinite (sum->args[i]) || SHAPE_IS (sum->args[i], NAN) ||
        (SHAPE_IS (sum->args[i], POW) && SHAPE_IS_NUMBER (sum->args[i]->args[0])))
      return FALSE;
  return TRUE;
}

/* Whether two terms differ in their coefficients only; the hash is not looked at. */
static gboolean
is_like_term (const Term *term,
              ShapeNode  *node)
{
  guint has_coeff;

  if (!SHAPE_IS (node, MUL))
    return term->n_factors == 1 && term->single == node;
  has_coeff = SHAPE_IS_NUMBER (node->args[0]);
  if (node->n_args - has_coeff != term->n_factors)
    return FALSE;
  if (term->n_factors == 1)
    return term->single == node->args[1];
  return memcmp (term->factors, node->args + has_coeff, term->n_factors * sizeof (ShapeNode *)) == 0;
}

/* Where @term belongs among the sorted arguments from @low on. */
static guint
find_place (ShapeNode *sum,
            guint      low,
            ShapeNode *term)
{
  guint high = sum->n_args;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (shape_node_compare (sum->args[middle], term) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static ShapeNode *
insert_arg (ShapeNode *sum,
            guint      place,
            guint      n_replaced,
            ShapeNode *arg)
{
  guint n = sum->n_args + 1 - n_replaced;
  ShapeNode *few[64], **args = n <= G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, n);
  ShapeNode *result;

  memcpy (args, sum->args, place * sizeof *args);
  args[place] = arg;
  memcpy (args + place + 1, sum->args + place + n_replaced, (n - place - 1) * sizeof *args);
  result = shape_node_intern_sorted (sum->pool, SHAPE_OP_ADD, args, n);
  if (args != few)
    g_free (args);
  return result;
}

/* A sum and one more term or number, where no term changes by it: the common step of a
 * sum that grows. NULL where the long way is needed. */
static ShapeNode *
add_to_sum (ShapeNode *sum,
            ShapeNode *node)
{
  gboolean has_constant = SHAPE_IS_NUMBER (sum->args[0]);
  Term term;

  if (SHAPE_IS_RATIONAL (node) && (!has_constant || SHAPE_IS_RATIONAL (sum->args[0])) && is_plain_sum (sum))
    {
      ShapeNode *constant = has_constant ? shape_number_add (sum->args[0], node) : node;

      return constant == sum->pool->zero ? NULL : insert_arg (sum, 0, has_constant, constant);
    }
  if (!is_plain_term (node) || !is_plain_sum (sum))
    return NULL;
  term_init (&term, node);
  if (shape_node_is_zero_number (term.coeff))
    return NULL;
  for (guint i = has_constant; i < sum->n_args; i++)
    if (is_like_term (&term, sum->args[i]))
      return NULL;
  return insert_arg (sum, find_place (sum, has_constant, node), 0, node);
}

#define MANY_TERMS 16

/* Numbers, and terms that are not alike, in whatever order: nothing has to be collected.
 * NULL where the long way is needed. */
static ShapeNode *
add_unlike (ShapeExprPool    *pool,
            ShapeNode *const *args,
            guint             n_args)
{
  ShapeNode *sorted[MANY_TERMS + 1], **nodes = sorted + 1, *constant = pool->zero;
  Term terms[MANY_TERMS];
  guint n = 0;

  if (n_args > MANY_TERMS)
    return NULL;
  for (guint i = 0; i < n_args; i++)
    {
      if (shape_arith_is_plain_number (args[i]))
        {
          constant = constant == pool->zero ? args[i] : shape_number_add (constant, args[i]);
          continue;
        }
      if (!is_plain_term (args[i]))
        return NULL;
      term_init (&terms[n], args[i]);
      if (shape_node_is_zero_number (terms[n].coeff))
        return NULL;
      for (guint j = 0; j < n; j++)
        if (same_factors (&terms[j], &terms[n]))
          return NULL;
      nodes[n++] = args[i];
    }
  shape_nodes_sort (nodes, n);
  if (n == 0 || constant != pool->zero)
    {
      *--nodes = constant;
      n++;
    }
  return n == 1 ? nodes[0] : shape_node_intern_sorted (pool, SHAPE_OP_ADD, nodes, n);
}

/* A Float of zero in front is lost to the 0 that a sum begins with; Python's `+` keeps it. */
static ShapeNode *
add_numbers (ShapeNode *a,
             ShapeNode *b)
{
  if (SHAPE_IS (a, FLOAT) && shape_node_is_zero_number (a) && !shape_node_is_zero_number (b))
    return b;
  return shape_number_add (a, b);
}

static ShapeNode *
add_two (ShapeNode *a,
         ShapeNode *b)
{
  ShapeNode *args[] = { a, b };
  ShapeNode *sum = NULL;

  if (SHAPE_IS (a, ADD))
    sum = add_to_sum (a, b);
  else if (SHAPE_IS (b, ADD))
    sum = add_to_sum (b, a);
  else if (SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b))
    sum = add_numbers (a, b);
  else
    sum = add_unlike (a->pool, args, 2);
  return sum != NULL ? sum : add_all (a->pool, args, 2);
}

static ShapeNode *
add_many (ShapeExprPool    *pool,
          ShapeNode *const *args,
          guint             n_args)
{
  ShapeNode *sum = add_unlike (pool, args, n_args);

  return sum != NULL ? sum : add_all (pool, args, n_args);
}

ShapeNode *
shape_add_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  ShapeNode *sum = shape_arith_check_operands (pool, SHAPE_OP_ADD, args, n_args);

  if (sum != NULL)
    return sum;
  if (n_args == 2 && args[0] != pool->zero && args[1] != pool->zero)
    sum = add_two (args[0], args[1]);
  else
    sum = shape_arith_join_others (pool, args, n_args, pool->zero, add_two, add_many);
  return shape_node_may_have_waves (sum) ? shape_sum_settle_waves (sum) : sum;
}

ShapeNode *
shape_node_add (ShapeNode *a,
                ShapeNode *b)
{
  if (SHAPE_IS (a, FLOAT) && SHAPE_IS_NUMBER (b))
    return shape_number_add (a, b);
  return shape_node_build2 (SHAPE_OP_ADD, a, b);
}

ShapeNode *
shape_node_sub (ShapeNode *a,
                ShapeNode *b)
{
  return shape_node_add (a, shape_node_neg (b));
}
