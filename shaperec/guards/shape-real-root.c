/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-real-root-private.h"

#include "../expr/shape-expr-pool-private.h"

/* Real roots of polynomials, exact: by a formula up to degree 2, and by counting roots beyond it. */

static ShapeRealRoot *
root_new (int sign)
{
  ShapeRealRoot *self = g_new0 (ShapeRealRoot, 1);

  self->sign = sign;
  fmpz_init (self->a);
  fmpz_init (self->c);
  fmpz_init (self->d);
  fmpz_poly_init (self->polynomial);
  return self;
}

void
shape_real_root_free (ShapeRealRoot *self)
{
  fmpz_clear (self->a);
  fmpz_clear (self->c);
  fmpz_clear (self->d);
  fmpz_poly_clear (self->polynomial);
  g_free (self);
}

ShapeRealRoot *
shape_real_root_new_integer (ShapeNode *integer)
{
  ShapeRealRoot *self = root_new (0);

  fmpz_set (self->a, integer->integer);
  fmpz_one (self->c);
  self->node = integer;
  return self;
}

/* The root of bx + a. */
static ShapeRealRoot *
new_linear (const fmpz_poly_struct *factor)
{
  ShapeRealRoot *self = root_new (0);

  fmpz_poly_get_coeff_fmpz (self->a, factor, 0);
  fmpz_neg (self->a, self->a);
  fmpz_poly_get_coeff_fmpz (self->c, factor, 1);
  return self;
}

/* A root of cxx + bx + a: (-b +- sqrt (bb - 4ac)) / 2c. */
static ShapeRealRoot *
new_square (const fmpz_poly_struct *factor,
            int                     sign)
{
  ShapeRealRoot *self = root_new (sign);

  fmpz_poly_discriminant (self->d, factor);
  fmpz_poly_get_coeff_fmpz (self->a, factor, 1);
  fmpz_neg (self->a, self->a);
  fmpz_poly_get_coeff_fmpz (self->c, factor, 2);
  fmpz_mul_si (self->c, self->c, 2);
  return self;
}

static ShapeRealRoot *
new_opaque (const fmpz_poly_struct *factor,
            slong                   n_above)
{
  ShapeRealRoot *self = root_new (0);

  fmpz_poly_set (self->polynomial, factor);
  self->n_above = n_above;
  return self;
}

GPtrArray *
shape_real_roots_new (const fmpz_poly_struct *factor)
{
  GPtrArray *roots = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_real_root_free);
  slong degree = fmpz_poly_degree (factor), n_roots;

  g_assert (degree < 1 || fmpz_sgn (fmpz_poly_lead (factor)) > 0);
  if (degree == 1)
    g_ptr_array_add (roots, new_linear (factor));
  if (degree < 2)
    return roots;
  n_roots = fmpz_poly_num_real_roots (factor);
  if (degree == 2 && n_roots > 0)
    {
      g_ptr_array_add (roots, new_square (factor, -1));
      g_ptr_array_add (roots, new_square (factor, 1));
    }
  for (slong i = 0; degree > 2 && i < n_roots; i++)
    g_ptr_array_add (roots, new_opaque (factor, i));
  return roots;
}

/* The polynomials are irreducible, so that different ones have no root in common. */
gboolean
shape_real_root_equal (const ShapeRealRoot *self,
                       const ShapeRealRoot *other)
{
  return self->sign == other->sign && self->n_above == other->n_above && fmpz_equal (self->a, other->a)
         && fmpz_equal (self->c, other->c) && fmpz_equal (self->d, other->d)
         && fmpz_poly_equal (self->polynomial, other->polynomial);
}

/* It stands as a call that no guard can be printed with, as SymPy's CRootOf does. */
static ShapeNode *
make_opaque_node (const ShapeRealRoot *self,
                  ShapeExprPool       *pool)
{
  char *text = fmpz_poly_get_str_pretty (self->polynomial, "x");
  g_autofree char *name = g_strdup_printf ("CRootOf(%s, -%ld)", text, (long) self->n_above + 1);
  ShapeNode *symbol = shape_node_symbol (pool, name, (ShapeFacts) { 0 });

  flint_free (text);
  return shape_node_intern (pool, SHAPE_OP_TRUNC_TO_FLOAT, &symbol, 1);
}

static ShapeNode *
make_node (const ShapeRealRoot *self,
           ShapeExprPool       *pool)
{
  ShapeNode *c, *node, *half, *surd;

  if (!shape_real_root_has_form (self))
    return make_opaque_node (self, pool);
  c = shape_node_fmpz (pool, self->c);
  node = shape_node_div (shape_node_fmpz (pool, self->a), c);
  if (self->sign == 0)
    return node;
  half = shape_node_div (pool->one, shape_node_integer (pool, 2));
  surd = shape_node_div (shape_node_pow (shape_node_fmpz (pool, self->d), half), c);
  return shape_node_add (node, self->sign > 0 ? surd : shape_node_neg (surd));
}

void
shape_real_root_make_node (ShapeRealRoot *self,
                           ShapeExprPool *pool)
{
  self->node = make_node (self, pool);
}

/* Whether 2**bits times the root is more than @value: moves the roots there, and counts those
 * that are positive. */
static gboolean
exceeds (const ShapeRealRoot *self,
         gulong               bits,
         const fmpz_t         value)
{
  slong degree = fmpz_poly_degree (self->polynomial), n_negative, n_positive;
  fmpz_poly_t moved;

  fmpz_poly_init (moved);
  fmpz_poly_set (moved, self->polynomial);
  for (slong i = 0; i < degree; i++)
    fmpz_mul_2exp (moved->coeffs + i, moved->coeffs + i, bits * (gulong) (degree - i));
  fmpz_poly_taylor_shift (moved, moved, value);
  _fmpz_poly_num_real_roots_sturm (&n_negative, &n_positive, moved->coeffs, moved->length);
  fmpz_poly_clear (moved);
  return n_positive > self->n_above;
}

/* No root is beyond 1 and the greatest coefficient, each way. */
static void
search (const ShapeRealRoot *self,
        gulong               bits,
        fmpz_t               out)
{
  gulong n_steps = bits + (gulong) ABS (fmpz_poly_max_bits (self->polynomial)) + 2;
  fmpz_t step;

  fmpz_init (step);
  fmpz_one (step);
  fmpz_mul_2exp (step, step, n_steps);
  fmpz_neg (out, step);
  for (; !fmpz_is_zero (step); fmpz_fdiv_q_2exp (step, step, 1))
    {
      fmpz_add (out, out, step);
      if (!exceeds (self, bits, out))
        fmpz_sub (out, out, step);
    }
  fmpz_clear (step);
}

/* Near 2**bits times the root, by less than 2. */
static void
scale (const ShapeRealRoot *self,
       gulong               bits,
       fmpz_t               out)
{
  fmpz_t surd;

  if (!shape_real_root_has_form (self))
    {
      search (self, bits, out);
      return;
    }
  fmpz_init (surd);
  fmpz_mul_2exp (surd, self->d, 2 * bits);
  fmpz_sqrt (surd, surd);
  fmpz_mul_2exp (out, self->a, bits);
  if (self->sign > 0)
    fmpz_add (out, out, surd);
  else if (self->sign < 0)
    fmpz_sub (out, out, surd);
  fmpz_fdiv_q (out, out, self->c);
  fmpz_clear (surd);
}

gboolean
shape_real_root_is_positive (const ShapeRealRoot *self)
{
  fmpz_t zero = { 0 };

  return exceeds (self, 0, zero);
}

/* Different roots part at some precision. */
int
shape_real_root_compare (gconstpointer a,
                         gconstpointer b)
{
  const ShapeRealRoot *left = *(ShapeRealRoot *const *) a, *right = *(ShapeRealRoot *const *) b;
  int result = 0;
  fmpz_t x, y;

  if (shape_real_root_equal (left, right))
    return 0;
  fmpz_init (x);
  fmpz_init (y);
  for (gulong bits = 64; result == 0; bits *= 2)
    {
      scale (left, bits, x);
      scale (right, bits, y);
      fmpz_sub (x, x, y);
      if (fmpz_cmp_si (x, 4) > 0 || fmpz_cmp_si (x, -4) < 0)
        result = fmpz_sgn (x);
    }
  fmpz_clear (x);
  fmpz_clear (y);
  return result;
}
