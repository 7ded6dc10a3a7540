/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-node-private.h"

#include "shape-class-private.h"
#include "shape-float-private.h"

#include <math.h>
#include <string.h>

/* The canonical order of arguments: SymPy's Basic.compare. Kinds come first, then
 * the number of parts, then the parts one by one. */

/* SymPy keeps a list of some class names; a class in the list precedes every class
 * that is not, and those are ordered by name. */
enum
{
  RANK_ZERO,
  RANK_ONE,
  RANK_HALF,
  RANK_INFINITY,
  RANK_NAN,
  RANK_NEGATIVE_ONE,
  RANK_NEGATIVE_INFINITY,
  RANK_INTEGER,
  RANK_RATIONAL,
  RANK_FLOAT,
  RANK_PI,
  RANK_IMAGINARY_UNIT,
  RANK_SYMBOL,
  RANK_POW,
  RANK_MUL,
  RANK_ADD,
  RANK_EQUALITY,
  RANK_UNEQUALITY,
  RANK_STRICT_GREATER_THAN,
  RANK_STRICT_LESS_THAN,
  RANK_GREATER_THAN,
  RANK_LESS_THAN,
  RANK_BY_NAME
};

static const guint8 listed_ranks[SHAPE_N_OPS] = {
  [SHAPE_OP_INFINITY] = RANK_INFINITY,
  [SHAPE_OP_NAN] = RANK_NAN,
  [SHAPE_OP_NEGATIVE_INFINITY] = RANK_NEGATIVE_INFINITY,
  [SHAPE_OP_INTEGER] = RANK_INTEGER,
  [SHAPE_OP_RATIONAL] = RANK_RATIONAL,
  [SHAPE_OP_FLOAT] = RANK_FLOAT,
  [SHAPE_OP_PI] = RANK_PI,
  [SHAPE_OP_IMAGINARY_UNIT] = RANK_IMAGINARY_UNIT,
  [SHAPE_OP_SYMBOL] = RANK_SYMBOL,
  [SHAPE_OP_POW] = RANK_POW,
  [SHAPE_OP_MUL] = RANK_MUL,
  [SHAPE_OP_ADD] = RANK_ADD,
  [SHAPE_OP_EQ] = RANK_EQUALITY,
  [SHAPE_OP_NE] = RANK_UNEQUALITY,
  [SHAPE_OP_GT] = RANK_STRICT_GREATER_THAN,
  [SHAPE_OP_LT] = RANK_STRICT_LESS_THAN,
  [SHAPE_OP_GE] = RANK_GREATER_THAN,
  [SHAPE_OP_LE] = RANK_LESS_THAN,
};

/* The words of large integers are none of the small ones. */
static inline guint
get_integer_rank (const fmpz_t value)
{
  return *value == 0 ? RANK_ZERO : *value == 1 ? RANK_ONE : *value == -1 ? RANK_NEGATIVE_ONE : RANK_INTEGER;
}

static guint
get_rank (ShapeNode *node)
{
  guint rank = listed_ranks[node->op];

  if (rank == RANK_INTEGER)
    return get_integer_rank (node->integer);
  if (rank == RANK_RATIONAL && shape_node_is_ratio (node, 1, 2))
    return RANK_HALF;
  return rank != 0 ? rank : RANK_BY_NAME;
}

static int
compare_class (ShapeNode *a,
               ShapeNode *b)
{
  guint rank_a, rank_b;

  if (a->op == b->op && !SHAPE_IS_RATIONAL (a))
    return 0;
  rank_a = get_rank (a);
  rank_b = get_rank (b);
  if (rank_a != rank_b)
    return rank_a < rank_b ? -1 : 1;
  if (rank_a != RANK_BY_NAME)
    return 0;
  return strcmp (shape_node_get_class_name (a), shape_node_get_class_name (b));
}

/* By how many facts are known. Of symbols as PyTorch makes them, one knows all that the other does. */
static inline int
compare_counts (guint32 known_a,
                guint32 known_b)
{
  guint32 both = known_a & known_b;

  if (both == known_a || both == known_b)
    return (both == known_b) - (both == known_a);
  return __builtin_popcount (known_a) - __builtin_popcount (known_b);
}

/* Symbols of one name differ in their assumptions, which are compared as a list
 * of (name, value), sorted by name. */
static int
compare_facts (const ShapeFacts *a,
               const ShapeFacts *b)
{
  guint32 differ = (a->known ^ b->known) | (a->value ^ b->value);
  const char *first_name = NULL;
  guint32 first = 0;

  for (guint fact = 0; fact < SHAPE_N_FACTS; fact++)
    if (differ & (1u << fact))
      {
        const char *name = shape_fact_get_name ((ShapeFact) fact);

        if (first_name == NULL || strcmp (name, first_name) < 0)
          {
            first_name = name;
            first = 1u << fact;
          }
      }
  if (first == 0)
    return 0;
  if ((a->known & b->known & first) != 0)
    return (a->value & first) ? 1 : -1;
  return (a->known & first) ? -1 : 1;
}

static int
compare_symbols (ShapeNode *a,
                 ShapeNode *b)
{
  guint32 implied = 1u << SHAPE_FACT_COMMUTATIVE;
  int c = compare_counts (a->facts.known | implied, b->facts.known | implied);

  if (c != 0)
    return c;
  c = strcmp (a->symbol.name, b->symbol.name);
  return c != 0 ? c : compare_facts (&a->facts, &b->facts);
}

/* mpmath keeps a float as (sign, odd mantissa, exponent): that is what is compared. */
static int
compare_floats (double a,
                double b)
{
  double mantissa_a, mantissa_b;
  int exponent_a, exponent_b;

  if ((a < 0) != (b < 0))
    return a < 0 ? 1 : -1;
  mantissa_a = ldexp (fabs (frexp (a, &exponent_a)), 53);
  mantissa_b = ldexp (fabs (frexp (b, &exponent_b)), 53);
  for (; mantissa_a != 0 && fmod (mantissa_a, 2) == 0; exponent_a++)
    mantissa_a /= 2;
  for (; mantissa_b != 0 && fmod (mantissa_b, 2) == 0; exponent_b++)
    mantissa_b /= 2;
  if (mantissa_a != mantissa_b)
    return mantissa_a < mantissa_b ? -1 : 1;
  return (exponent_a > exponent_b) - (exponent_a < exponent_b);
}

/* The odd mantissa of a Float, whose exponent is returned; initialises @mantissa. */
static long
read_mantissa (mpz_t      mantissa,
               ShapeNode *node)
{
  mpfr_t value;
  long exponent;
  mp_bitcnt_t n_zeros;

  mpz_init (mantissa);
  shape_float_read (value, node, SHAPE_DOUBLE_PRECISION);
  exponent = mpfr_get_z_2exp (mantissa, value);
  mpfr_clear (value);
  n_zeros = mpz_sgn (mantissa) != 0 ? mpz_scan1 (mantissa, 0) : 0;
  mpz_tdiv_q_2exp (mantissa, mantissa, n_zeros);
  return exponent + (long) n_zeros;
}

/* The same where one is no double. */
static int
compare_mantissas (ShapeNode *a,
                   ShapeNode *b)
{
  mpz_t mantissa_a, mantissa_b;
  long exponent_a = read_mantissa (mantissa_a, a), exponent_b = read_mantissa (mantissa_b, b);
  int c;

  if ((mpz_sgn (mantissa_a) < 0) != (mpz_sgn (mantissa_b) < 0))
    c = mpz_sgn (mantissa_a) < 0 ? 1 : -1;
  else
    c = mpz_cmpabs (mantissa_a, mantissa_b);
  mpz_clear (mantissa_b);
  mpz_clear (mantissa_a);
  return c != 0 ? c : (exponent_a > exponent_b) - (exponent_a < exponent_b);
}

static int
compare_numbers (ShapeNode *a,
                 ShapeNode *b)
{
  long precision_a = shape_float_precision (a), precision_b = shape_float_precision (b);
  int c = shape_node_is_wide (a) || shape_node_is_wide (b) ? compare_mantissas (a, b)
                                                           : compare_floats (a->real, b->real);

  return c != 0 ? c : (precision_a > precision_b) - (precision_a < precision_b);
}

static int
compare_args (ShapeNode *a,
              ShapeNode *b)
{
  if (a->n_args != b->n_args)
    return a->n_args < b->n_args ? -1 : 1;
  for (guint i = 0; i < a->n_args; i++)
    {
      int c = a->args[i] == b->args[i] ? 0 : shape_node_compare (a->args[i], b->args[i]);

      if (c != 0)
        return c;
    }
  return 0;
}

static inline int
compare_integers (const fmpz_t a,
                  const fmpz_t b)
{
  return COEFF_IS_MPZ (*a) || COEFF_IS_MPZ (*b) ? fmpz_cmp (a, b) : (*a > *b) - (*a < *b);
}

int
shape_node_compare (ShapeNode *a,
                    ShapeNode *b)
{
  int c;

  if (a == b)
    return 0;
  if (a->op == b->op && !SHAPE_IS_ATOM (a))
    return compare_args (a, b);
  c = compare_class (a, b);
  if (c != 0)
    return c;
  switch (a->op)
    {
    case SHAPE_OP_INTEGER:
      return compare_integers (a->integer, b->integer);
    case SHAPE_OP_RATIONAL:
      c = fmpz_cmp (fmpq_numref (a->rational), fmpq_numref (b->rational));
      return c != 0 ? c : fmpz_cmp (fmpq_denref (a->rational), fmpq_denref (b->rational));
    case SHAPE_OP_FLOAT:
      return compare_numbers (a, b);
    case SHAPE_OP_SYMBOL:
      return compare_symbols (a, b);
    case SHAPE_OP_SINGLETON_INT:
      if (a->singleton.value != b->singleton.value)
        return a->singleton.value < b->singleton.value ? -1 : 1;
      return (a->singleton.coeff > b->singleton.coeff) - (a->singleton.coeff < b->singleton.coeff);
    default:
      return compare_args (a, b);
    }
}

typedef int (*Compare) (ShapeNode *, ShapeNode *);

#define SMALL_SORT 12

static void
insertion_sort (ShapeNode **nodes,
                guint       n,
                Compare     compare)
{
  for (guint i = 1; i < n; i++)
    {
      ShapeNode *node = nodes[i];
      guint j = i;

      for (; j > 0 && compare (nodes[j - 1], node) > 0; j--)
        nodes[j] = nodes[j - 1];
      nodes[j] = node;
    }
}

/* Merges @nodes[0..middle) and @nodes[middle..n); @scratch holds the first half. */
static void
merge (ShapeNode **nodes,
       guint       middle,
       guint       n,
       ShapeNode **scratch,
       Compare     compare)
{
  guint i = 0, j = middle, out = 0;

  memcpy (scratch, nodes, middle * sizeof *nodes);
  while (i < middle && j < n)
    nodes[out++] = compare (scratch[i], nodes[j]) <= 0 ? scratch[i++] : nodes[j++];
  while (i < middle)
    nodes[out++] = scratch[i++];
}

static void
merge_sort (ShapeNode **nodes,
            guint       n,
            ShapeNode **scratch,
            Compare     compare)
{
  guint middle = n / 2;

  if (n <= SMALL_SORT)
    {
      insertion_sort (nodes, n, compare);
      return;
    }
  merge_sort (nodes, middle, scratch, compare);
  merge_sort (nodes + middle, n - middle, scratch, compare);
  if (compare (nodes[middle - 1], nodes[middle]) > 0)
    merge (nodes, middle, n, scratch, compare);
}

/* Stable, and quick where the nodes are in order already. */
static void
sort (ShapeNode **nodes,
      guint       n,
      Compare     compare)
{
  ShapeNode **scratch;

  if (n <= SMALL_SORT)
    {
      insertion_sort (nodes, n, compare);
      return;
    }
  scratch = g_new (ShapeNode *, n / 2 + 1);
  merge_sort (nodes, n, scratch, compare);
  g_free (scratch);
}

void
shape_nodes_sort (ShapeNode **nodes,
                  guint       n)
{
  sort (nodes, n, shape_node_compare);
}

void
shape_nodes_sort_ordered (ShapeNode **nodes,
                          guint       n)
{
  sort (nodes, n, shape_node_ordered_compare);
}

void
shape_nodes_sort_by_key (ShapeNode **nodes,
                         guint       n)
{
  sort (nodes, n, shape_node_key_compare);
}
