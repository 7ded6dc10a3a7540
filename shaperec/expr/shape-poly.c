/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-poly-private.h"

#include <string.h>

/* From nodes to FLINT's polynomials and back. */

/* Exponents beyond this are not taken apart. */
#define MAX_EXPONENT (1 << 24)

/* The power @base ** (@n / @q), n / q in lowest terms: the generator is the q-th root,
 * or its inverse. */
static gboolean
split_rational_power (ShapeNode      *base,
                      const fmpz_t    n,
                      const fmpz_t    q,
                      ShapePolyPower *power)
{
  ShapeExprPool *pool = base->pool;
  gboolean negative = fmpz_sgn (n) < 0;

  if (fmpz_bits (n) > 25)
    return FALSE;
  power->exponent = (gulong) (negative ? -fmpz_get_si (n) : fmpz_get_si (n));
  power->generator = base;
  if (!fmpz_is_one (q) || negative)
    {
      fmpq_t root;

      fmpq_init (root);
      fmpq_set_si (root, negative ? -1 : 1, 1);
      fmpq_div_fmpz (root, root, q);
      power->generator = shape_node_pow (base, shape_node_fmpq (pool, root));
      fmpq_clear (root);
    }
  return power->exponent > 0 && power->exponent <= MAX_EXPONENT;
}

/* base ** (n * tail): the generator is base ** tail. */
static gboolean
split_symbolic_power (ShapeNode      *base,
                      ShapeNode      *exponent,
                      ShapePolyPower *power)
{
  ShapeNode *tail, *n = shape_node_as_coeff_mul (exponent, &tail);
  gint64 times;

  if (!shape_node_get_int64 (n, &times) || times < 2 || times > MAX_EXPONENT)
    return FALSE;
  power->generator = shape_node_pow (base, tail);
  power->exponent = (gulong) times;
  return TRUE;
}

gboolean
shape_poly_split_factor (ShapeNode      *factor,
                         ShapePolyPower *power)
{
  ShapeNode *base, *exponent;
  fmpz one[1] = { 1 };
  gboolean split = FALSE;

  if (SHAPE_IS_NUMBER (factor) && !shape_poly_is_symbol (factor))
    return FALSE;
  if (SHAPE_IS (factor, POW))
    {
      base = shape_node_as_base_exp (factor, &exponent);
      if (SHAPE_IS (exponent, INTEGER))
        split = split_rational_power (base, exponent->integer, one, power);
      else if (SHAPE_IS (exponent, RATIONAL))
        split = split_rational_power (base, fmpq_numref (exponent->rational),
                                      fmpq_denref (exponent->rational), power);
      else if (!SHAPE_IS_NUMBER (exponent))
        split = split_symbolic_power (base, exponent, power);
    }
  if (!split)
    *power = (ShapePolyPower) { factor, 1 };
  return TRUE;
}

gboolean
shape_poly_has_infinite_coeff (ShapeNode *node)
{
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n);

  for (guint i = 0; i < n; i++)
    {
      ShapeNode *head = SHAPE_HEAD_OF (terms[i]);

      if (SHAPE_IS_INT_OO (head))
        return TRUE;
    }
  return FALSE;
}

/* How SymPy sorts generators: single letters first, from `p` on before those up to
 * `o`, after the last seven; then all others; by name, and by the number at its end. */
typedef struct
{
  ShapeNode *generator;
  char      *name;
  int        rank;
  fmpz_t     index;
} SortKey;

static int
get_rank (const char *name)
{
  if (name[0] < 'a' || name[0] > 'z' || name[1] != '\0')
    return 1000;
  return (name[0] < 'p' ? 301 : name[0] < 'x' ? 201 : 101) + (name[0] - 'a');
}

static void
sort_key_init (SortKey   *self,
               ShapeNode *generator)
{
  gsize length;

  self->generator = generator;
  self->name = shape_node_to_sympy_str (generator);
  length = strlen (self->name);
  while (length > 0 && g_ascii_isdigit (self->name[length - 1]))
    length--;
  fmpz_init (self->index);
  if (self->name[length] != '\0')
    fmpz_set_str (self->index, self->name + length, 10);
  self->name[length] = '\0';
  self->rank = get_rank (self->name);
}

static void
sort_key_clear (SortKey *self)
{
  g_free (self->name);
  fmpz_clear (self->index);
}

static int
sort_key_compare (gconstpointer a,
                  gconstpointer b)
{
  const SortKey *x = a, *y = b;
  int c = (x->rank > y->rank) - (x->rank < y->rank);

  if (c == 0)
    c = strcmp (x->name, y->name);
  if (c == 0)
    c = fmpz_cmp (x->index, y->index);
  return c != 0 ? c : shape_node_compare (x->generator, y->generator);
}

static void
sort_generators (GPtrArray *generators)
{
  g_autofree SortKey *keys = g_new (SortKey, generators->len + 1);

  for (guint i = 0; i < generators->len; i++)
    sort_key_init (&keys[i], generators->pdata[i]);
  qsort (keys, generators->len, sizeof *keys, sort_key_compare);
  for (guint i = 0; i < generators->len; i++)
    {
      generators->pdata[i] = keys[i].generator;
      sort_key_clear (&keys[i]);
    }
}

/* FALSE: a coefficient is no rational number. */
static gboolean
collect_generators (ShapePolyRing *self,
                    ShapeNode     *node)
{
  gboolean rational = TRUE;
  guint n_terms, n_factors;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n_terms);

  for (guint i = 0; i < n_terms; i++)
    {
      ShapeNode *term = terms[i];
      ShapeNode *const *factors = shape_node_make_args (&term, SHAPE_OP_MUL, &n_factors);

      for (guint k = 0; k < n_factors; k++)
        {
          ShapePolyPower power;

          if (shape_poly_split_factor (factors[k], &power))
            {
              if (!g_ptr_array_find (self->generators, power.generator, NULL))
                g_ptr_array_add (self->generators, power.generator);
              continue;
            }
          rational &= SHAPE_IS_RATIONAL (factors[k]);
          self->rational |= SHAPE_IS (factors[k], RATIONAL);
        }
    }
  return rational;
}

GPtrArray *
shape_poly_sort_generators (ShapeNode *node)
{
  ShapePolyRing ring = { .pool = node->pool, .generators = g_ptr_array_new () };

  (void) collect_generators (&ring, node);
  sort_generators (ring.generators);
  return ring.generators;
}

ShapePolyRing *
shape_poly_ring_new (ShapeNode *const *nodes,
                     guint             n_nodes)
{
  ShapePolyRing *self = g_new0 (ShapePolyRing, 1);
  gboolean ok = TRUE;

  self->pool = nodes[0]->pool;
  self->generators = g_ptr_array_new ();
  for (guint i = 0; i < n_nodes && ok; i++)
    ok = collect_generators (self, nodes[i]);
  sort_generators (self->generators);
  if (!ok || shape_pool_has_error (self->pool))
    {
      g_ptr_array_unref (self->generators);
      g_free (self);
      return NULL;
    }
  fmpz_mpoly_ctx_init (self->ctx, (slong) self->generators->len, ORD_LEX);
  return self;
}

void
shape_poly_ring_free (ShapePolyRing *self)
{
  fmpz_mpoly_ctx_clear (self->ctx);
  g_ptr_array_unref (self->generators);
  g_free (self);
}

/* The coefficient of @term, and the exponents of its generators. */
static void
read_term (ShapePolyRing *self,
           ShapeNode     *term,
           fmpq_t         coeff,
           gulong        *exponents)
{
  guint n, at;
  ShapeNode *const *factors = shape_node_make_args (&term, SHAPE_OP_MUL, &n);

  fmpq_one (coeff);
  memset (exponents, 0, self->generators->len * sizeof *exponents);
  for (guint i = 0; i < n; i++)
    {
      ShapePolyPower power;

      if (shape_poly_split_factor (factors[i], &power))
        {
          if (g_ptr_array_find (self->generators, power.generator, &at))
            exponents[at] += power.exponent;
        }
      else if (SHAPE_IS (factors[i], INTEGER))
        fmpq_mul_fmpz (coeff, coeff, factors[i]->integer);
      else
        fmpq_mul (coeff, coeff, factors[i]->rational);
    }
}

static void
get_denominator (ShapeNode *node,
                 fmpz_t     denominator)
{
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n);

  fmpz_one (denominator);
  for (guint i = 0; i < n; i++)
    {
      ShapeNode *head = SHAPE_HEAD_OF (terms[i]);

      if (SHAPE_IS (head, RATIONAL))
        fmpz_lcm (denominator, denominator, fmpq_denref (head->rational));
    }
}

void
shape_poly_ring_read (ShapePolyRing *self,
                      ShapeNode     *node,
                      fmpz_mpoly_t   poly,
                      fmpz_t         denominator)
{
  g_autofree gulong *exponents = g_new (gulong, self->generators->len + 1);
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n);
  fmpq_t coeff;

  fmpq_init (coeff);
  get_denominator (node, denominator);
  fmpz_mpoly_zero (poly, self->ctx);
  for (guint i = 0; i < n; i++)
    {
      read_term (self, terms[i], coeff, exponents);
      fmpq_mul_fmpz (coeff, coeff, denominator);
      fmpz_mpoly_push_term_fmpz_ui (poly, fmpq_numref (coeff), exponents, self->ctx);
    }
  fmpz_mpoly_sort_terms (poly, self->ctx);
  fmpz_mpoly_combine_like_terms (poly, self->ctx);
  fmpq_clear (coeff);
}

static ShapeNode *
write_term (ShapePolyRing *self,
            const fmpq_t   coeff,
            const gulong  *exponents)
{
  g_autofree ShapeNode **factors = g_new (ShapeNode *, self->generators->len + 1);
  guint n = 0;

  factors[n++] = shape_node_fmpq (self->pool, coeff);
  for (guint i = 0; i < self->generators->len; i++)
    if (exponents[i] > 0)
      factors[n++] = shape_node_pow (self->generators->pdata[i],
                                     shape_node_integer (self->pool, (gint64) exponents[i]));
  return shape_node_build (self->pool, SHAPE_OP_MUL, factors, n);
}

ShapeNode *
shape_poly_ring_write (ShapePolyRing      *self,
                       const fmpz_mpoly_t  poly,
                       const fmpz_t        denominator)
{
  slong n = fmpz_mpoly_length (poly, self->ctx);
  g_autofree ShapeNode **terms = g_new (ShapeNode *, n + 1);
  g_autofree gulong *exponents = g_new (gulong, self->generators->len + 1);
  fmpq_t coeff;

  fmpq_init (coeff);
  for (slong i = 0; i < n; i++)
    {
      fmpz_mpoly_get_term_coeff_fmpz (fmpq_numref (coeff), poly, i, self->ctx);
      fmpz_set (fmpq_denref (coeff), denominator);
      fmpq_canonicalise (coeff);
      fmpz_mpoly_get_term_exp_ui (exponents, poly, i, self->ctx);
      terms[i] = write_term (self, coeff, exponents);
    }
  fmpq_clear (coeff);
  return shape_node_build (self->pool, SHAPE_OP_ADD, terms, (guint) n);
}

/* FLINT cannot be interrupted, so what would take it too long is not begun. A quotient has
 * at most the product of the degrees in terms, where a degree counts that is more than 1. */
#define MAX_POLY_TERMS    20000
#define MAX_POLY_QUOTIENT (1u << 20)
#define MAX_POLY_BITS     (1u << 22)

gboolean
shape_poly_ring_is_tractable (ShapePolyRing      *self,
                              const fmpz_mpoly_t  poly)
{
  g_autofree slong *degrees = g_new (slong, self->generators->len + 1);
  double n_terms = (double) fmpz_mpoly_length (poly, self->ctx), quotient = 1;

  if (n_terms > MAX_POLY_TERMS || !fmpz_mpoly_degrees_fit_si (poly, self->ctx))
    return FALSE;
  fmpz_mpoly_degrees_si (degrees, poly, self->ctx);
  for (guint i = 0; i < self->generators->len; i++)
    quotient *= (double) MAX (degrees[i], 1);
  return quotient <= MAX_POLY_QUOTIENT && n_terms * ABS ((double) fmpz_mpoly_max_bits (poly)) <= MAX_POLY_BITS;
}
