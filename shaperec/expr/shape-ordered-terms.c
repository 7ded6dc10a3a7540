/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The order in which SymPy prints. Factors stand by their sort key. Terms stand as
 * monomials, highest power of the first generator first, the generators by their
 * sort key: as_ordered_terms(). */

static ShapeNode *const *
look_up (ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;

  if (pool->printed_orders == NULL)
    pool->printed_orders = g_hash_table_new (NULL, NULL);
  return g_hash_table_lookup (pool->printed_orders, node);
}

/* An order that was given up half-way is not kept. */
static void
remember (ShapeNode  *node,
          ShapeNode **parts)
{
  if (!shape_pool_has_error (node->pool))
    g_hash_table_insert (node->pool->printed_orders, node, parts);
}

static ShapeNode **
copy_args (ShapeNode *node)
{
  ShapeNode **copy = shape_pool_alloc (node->pool, node->n_args * sizeof *copy);

  memcpy (copy, node->args, node->n_args * sizeof *copy);
  return copy;
}

static gboolean
comes_last (ShapeNode *factor)
{
  return SHAPE_IS (factor, ADD) ? shape_node_has_noncommutative_arg (factor) : shape_node_is_noncommutative (factor);
}

/* What does not commute stands last, in the order in which it is. */
guint
shape_node_copy_factors (ShapeNode  *product,
                         ShapeNode **factors)
{
  guint n = 0, n_last = 0;

  for (guint i = 0; i < product->n_args; i++)
    if (!comes_last (product->args[i]))
      factors[n++] = product->args[i];
  for (guint i = 0; i < product->n_args; i++)
    if (comes_last (product->args[i]))
      factors[n + n_last++] = product->args[i];
  return n;
}

/* The parts of a sum or product in the order that @order gives them. Any other node is its own only part. */
static ShapeNode *const *
list_parts (ShapeNode  **node,
            ShapeOp      op,
            ShapeNode **(*order) (ShapeNode *node),
            guint       *n)
{
  ShapeNode *const *known;
  ShapeNode **parts;

  if ((*node)->op != op)
    {
      *n = 1;
      return node;
    }
  *n = (*node)->n_args;
  known = look_up (*node);
  if (known != NULL)
    return known;
  parts = order (*node);
  remember (*node, parts);
  return parts;
}

static ShapeNode **
order_factors (ShapeNode *product)
{
  ShapeNode **factors = copy_args (product);

  shape_nodes_sort_by_key (factors, shape_node_copy_factors (product, factors));
  return factors;
}

ShapeNode *const *
shape_node_ordered_factors (ShapeNode **node,
                            guint      *n)
{
  return list_parts (node, SHAPE_OP_MUL, order_factors, n);
}

/* A factor of a term: a generator, as its place in the list of all, and its exponent. */
typedef struct
{
  guint generator;
  gint  exponent;
} Degree;

typedef struct
{
  ShapeNode *node;
  Degree    *degrees; /* by generator */
  guint      n_degrees;
  ShapeNode *noncommutative; /* the first such factor, or NULL */
  double complex coefficient;
} Monomial;

typedef struct
{
  Monomial   *monomials;
  guint       n_monomials;
  GArray     *degrees;
  GPtrArray  *generators;
  GHashTable *places; /* generator -> its place + 1 */
} Terms;

/* decompose_power() of SymPy: b**(c*e) is (b**e)**c for an Integer c. */
static ShapeNode *
decompose_power (ShapeNode *node,
                 gint      *exponent)
{
  ShapeNode *power, *base = shape_node_as_base_exp (node, &power), *coeff, *rest;
  gint64 value = 1;

  *exponent = 1;
  if (!SHAPE_IS (node, POW))
    return node;
  coeff = shape_node_as_coeff_mul (power, &rest);
  if (SHAPE_IS (coeff, RATIONAL))
    {
      ShapeNode *numerator = shape_node_fmpz (node->pool, fmpq_numref (coeff->rational));

      rest = shape_node_mul (shape_number_mul (coeff, shape_number_pow (numerator, node->pool->minus_one)), rest);
      coeff = numerator;
    }
  if (!SHAPE_IS (coeff, INTEGER))
    return node;
  if (!shape_node_get_int64 (coeff, &value) || ABS (value) > G_MAXINT32)
    value = fmpz_sgn (coeff->integer) * G_MAXINT32;
  *exponent = (gint) value;
  return rest == node->pool->one ? base : shape_node_pow (base, rest);
}

static void
add_degree (Terms     *self,
            ShapeNode *factor)
{
  Degree degree;
  ShapeNode *base = decompose_power (factor, &degree.exponent);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, base));

  if (place == 0)
    {
      g_ptr_array_add (self->generators, base);
      place = self->generators->len;
      g_hash_table_insert (self->places, base, GUINT_TO_POINTER (place));
    }
  degree.generator = place - 1;
  g_array_append_val (self->degrees, degree);
}

/* The value of what is_number. FALSE: it has none, like a function of numbers that stays
 * as it is, and a power of an Identity, which has a value itself. SymPy finds no end in a Max
 * or Min of Identities. */
static gboolean
get_value (ShapeNode      *node,
           double complex *value)
{
  double complex exponent;

  if (SHAPE_IS_NUMBER (node))
    *value = shape_number_to_double (node);
  else if (SHAPE_IS (node, PI))
    *value = G_PI;
  else if (SHAPE_IS (node, IMAGINARY_UNIT))
    *value = I;
  else if (SHAPE_IS (node, IDENTITY))
    return !shape_node_is_yes (node->args[0], SHAPE_FACT_INFINITE) && get_value (node->args[0], value);
  else if (SHAPE_IS (node, POW) && get_value (node->args[0], value) && get_value (node->args[1], &exponent))
    {
      *value = cpow (*value, exponent);
      return isfinite (creal (*value)) && isfinite (cimag (*value)) && !shape_node_has_op (node, SHAPE_OP_IDENTITY);
    }
  else
    {
      if (SHAPE_IS (node, MAX) || SHAPE_IS (node, MIN))
        shape_pool_fail (node->pool, SHAPE_ERROR_RECURSION, "maximum recursion depth exceeded");
      return FALSE;
    }
  return TRUE;
}

/* Python's product: infinity times 1 is nan in the imaginary part. C's is infinite. */
static double complex
multiply (double complex a,
          double complex b)
{
  return CMPLX (creal (a) * creal (b) - cimag (a) * cimag (b), creal (a) * cimag (b) + cimag (a) * creal (b));
}

static void
read_term (Terms     *self,
           Monomial  *monomial,
           ShapeNode *term)
{
  ShapeNode *const *factors;
  double complex value;
  guint n, start = self->degrees->len;

  monomial->node = term;
  monomial->coefficient = 1;
  factors = shape_node_make_args (&term, SHAPE_OP_MUL, &n);
  for (guint i = 0; i < n; i++)
    if (shape_node_is_number (factors[i]) && get_value (factors[i], &value))
      monomial->coefficient = SHAPE_IS_NUMBER (factors[i]) ? value : multiply (monomial->coefficient, value);
    else if (shape_node_is_noncommutative (factors[i]))
      monomial->noncommutative = monomial->noncommutative ? monomial->noncommutative : factors[i];
    else
      add_degree (self, factors[i]);
  monomial->n_degrees = self->degrees->len - start;
}

static void
read_terms (Terms     *self,
            ShapeNode *sum)
{
  guint start = 0;

  self->n_monomials = sum->n_args;
  self->monomials = g_new0 (Monomial, sum->n_args);
  self->degrees = g_array_new (FALSE, FALSE, sizeof (Degree));
  self->generators = g_ptr_array_new ();
  self->places = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < sum->n_args; i++)
    read_term (self, &self->monomials[i], sum->args[i]);
  for (guint i = 0; i < sum->n_args; i++)
    {
      self->monomials[i].degrees = (Degree *) (void *) self->degrees->data + start;
      start += self->monomials[i].n_degrees;
    }
}

static int
compare_degrees (const void *a,
                 const void *b)
{
  guint x = ((const Degree *) a)->generator, y = ((const Degree *) b)->generator;

  return (x > y) - (x < y);
}

/* Numbers the generators by their sort key, and puts the degrees of each term in that order. */
static void
rank_generators (Terms *self)
{
  g_autofree guint *ranks = g_new (guint, self->generators->len + 1);
  g_autofree ShapeNode **sorted = g_new (ShapeNode *, self->generators->len + 1);

  if (self->generators->len > 0)
    memcpy (sorted, self->generators->pdata, self->generators->len * sizeof *sorted);
  shape_nodes_sort_by_key (sorted, self->generators->len);
  for (guint i = 0; i < self->generators->len; i++)
    ranks[GPOINTER_TO_UINT (g_hash_table_lookup (self->places, sorted[i])) - 1] = i;
  for (guint i = 0; i < self->degrees->len; i++)
    {
      Degree *degree = &g_array_index (self->degrees, Degree, i);

      degree->generator = ranks[degree->generator];
    }
  for (guint i = 0; i < self->n_monomials; i++)
    if (self->monomials[i].n_degrees > 1)
      qsort (self->monomials[i].degrees, self->monomials[i].n_degrees, sizeof (Degree), compare_degrees);
}

/* A higher power of an earlier generator comes first. */
static int
compare_monomials (const Monomial *a,
                   const Monomial *b)
{
  guint i = 0, j = 0;

  while (i < a->n_degrees || j < b->n_degrees)
    {
      guint at_a = i < a->n_degrees ? a->degrees[i].generator : G_MAXUINT;
      guint at_b = j < b->n_degrees ? b->degrees[j].generator : G_MAXUINT;
      gint degree_a = at_a <= at_b ? a->degrees[i++].exponent : 0;
      gint degree_b = at_b <= at_a ? b->degrees[j++].exponent : 0;

      if (degree_a != degree_b)
        return degree_a > degree_b ? -1 : 1;
    }
  return 0;
}

static int
compare_doubles (double a,
                 double b)
{
  return (a > b) - (a < b);
}

static int
compare_coefficients (double complex a,
                      double complex b)
{
  int c = (cimag (a) != 0) - (cimag (b) != 0);

  if (c == 0)
    c = compare_doubles (cimag (a), cimag (b));
  return c != 0 ? c : compare_doubles (creal (a), creal (b));
}

static int
compare_terms (gconstpointer a,
               gconstpointer b,
               gpointer      data G_GNUC_UNUSED)
{
  const Monomial *x = a, *y = b;
  int c = compare_monomials (x, y);

  if (c == 0 && x->noncommutative != y->noncommutative)
    {
      if (x->noncommutative == NULL || y->noncommutative == NULL)
        return x->noncommutative == NULL ? -1 : 1;
      c = shape_node_key_compare (x->noncommutative, y->noncommutative);
    }
  return c != 0 ? c : compare_coefficients (x->coefficient, y->coefficient);
}

/* 1 - x stays so, where x - 1 would have been turned around to that. */
static gboolean
is_number_minus_term (ShapeNode *sum)
{
  ShapeNode *number = sum->args[0], *term = sum->args[1];

  return sum->n_args == 2 && SHAPE_IS_NUMBER (number) && shape_number_sign (number) > 0 &&
         !SHAPE_IS (number, INFINITY) && SHAPE_IS (term, MUL) && term->n_args == 2 &&
         SHAPE_IS_NUMBER (term->args[0]) && shape_number_sign (term->args[0]) < 0 &&
         !SHAPE_IS (term->args[0], NEGATIVE_INFINITY);
}

static ShapeNode **
order_terms (ShapeNode *sum)
{
  ShapeNode **ordered = copy_args (sum);
  Terms self;

  if (is_number_minus_term (sum))
    return ordered;
  read_terms (&self, sum);
  rank_generators (&self);
  g_qsort_with_data (self.monomials, (gint) self.n_monomials, sizeof (Monomial), compare_terms, NULL);
  for (guint i = 0; i < sum->n_args; i++)
    ordered[i] = self.monomials[i].node;
  g_free (self.monomials);
  g_array_unref (self.degrees);
  g_ptr_array_unref (self.generators);
  g_hash_table_unref (self.places);
  return ordered;
}

ShapeNode *const *
shape_node_ordered_terms (ShapeNode **node,
                          guint      *n)
{
  return list_parts (node, SHAPE_OP_ADD, order_terms, n);
}
