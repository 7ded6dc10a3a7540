/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-subs-private.h"

/* Powers in a substitution: b**(6*x) is a power of b**(3*x). */

/* May the power @old be replaced by @new in its @ratio-th power? */
static gboolean
combines (ShapeNode *old,
          ShapeNode *ratio)
{
  ShapeNode *exponent, *base;

  if (SHAPE_IS (ratio, INTEGER))
    return TRUE;
  if (!SHAPE_IS_NUMBER (ratio))
    return FALSE;
  base = shape_node_as_base_exp (old, &exponent);
  return (shape_node_is_yes (base, SHAPE_FACT_POSITIVE) && shape_node_is_yes (exponent, SHAPE_FACT_REAL)) ||
         (shape_node_is_yes (base, SHAPE_FACT_NONNEGATIVE) && shape_node_is_yes (exponent, SHAPE_FACT_NONNEGATIVE));
}

/* The factors of @exponent without symbols, and the others. */
static ShapeNode *
split_exponent (ShapeNode  *exponent,
                ShapeNode **rest)
{
  guint n, n_with = 0, n_without = 0;
  ShapeNode *const *factors = shape_node_make_args (&exponent, SHAPE_OP_MUL, &n);
  g_autofree ShapeNode **parts = g_new (ShapeNode *, 2 * n);

  for (guint i = 0; i < n; i++)
    if (shape_node_free_symbols (factors[i])->n > 0)
      parts[n_with++] = factors[i];
    else
      parts[n + n_without++] = factors[i];
  *rest = shape_node_build (exponent->pool, SHAPE_OP_MUL, parts, n_with);
  return shape_node_build (exponent->pool, SHAPE_OP_MUL, parts + n, n_without);
}

/* b**(a*x + c), where b**x is replaced. */
static ShapeNode *
replace_in_sum_of_exponents (ShapeSubs *self,
                             ShapeNode *base,
                             ShapeNode *exponent)
{
  ShapeExprPool *pool = base->pool;
  ShapeNode *old_rest, *old_coeff = shape_node_as_coeff_mul (self->old->args[1], &old_rest);
  g_autofree ShapeNode **factors = g_new (ShapeNode *, exponent->n_args + 1);
  g_autofree ShapeNode **others = g_new (ShapeNode *, exponent->n_args + 1);
  guint n_factors = 0, n_others = 0;
  ShapeNode *left;

  for (guint i = 0; i < exponent->n_args; i++)
    {
      ShapeNode *term = shape_subs_run (self, exponent->args[i]), *rest;
      ShapeNode *coeff = shape_node_as_coeff_mul (term, &rest), *ratio = shape_node_div (coeff, old_coeff);

      if (rest == old_rest && combines (self->old, ratio))
        factors[n_factors++] = shape_node_pow (self->new, ratio);
      else
        others[n_others++] = term;
    }
  if (n_factors == 0 || shape_pool_has_error (pool))
    return NULL;
  left = shape_node_build (pool, SHAPE_OP_ADD, others, n_others);
  if (left != pool->one)
    {
      ShapeNode *const power[] = { base, left };

      base = shape_node_intern (pool, SHAPE_OP_POW, power, 2);
    }
  factors[n_factors++] = base;
  return shape_node_build (pool, SHAPE_OP_MUL, factors, n_factors);
}

static ShapeNode *
replace_same_base (ShapeSubs *self,
                   ShapeNode *base,
                   ShapeNode *exponent)
{
  ShapeNode *rest, *old_rest, *coeff, *ratio;

  if (SHAPE_IS (exponent, ADD))
    return replace_in_sum_of_exponents (self, base, exponent);
  coeff = split_exponent (exponent, &rest);
  ratio = shape_node_div (coeff, split_exponent (self->old->args[1], &old_rest));
  return rest == old_rest && combines (self->old, ratio) ? shape_node_pow (self->new, ratio) : NULL;
}

/* log (@value) / log (@base), where both are powers of one integer; NULL elsewhere. */
static ShapeNode *
find_logarithm (ShapeNode *value,
                ShapeNode *base)
{
  ShapeNode *above, *below;

  if (!SHAPE_IS (value, INTEGER) || !SHAPE_IS (base, INTEGER) || fmpz_cmp_ui (value->integer, 2) < 0 ||
      fmpz_cmp_ui (base->integer, 2) < 0)
    return NULL;
  if (shape_number_take_root (value, &above) != shape_number_take_root (base, &below))
    return NULL;
  return shape_node_div (above, below);
}

ShapeNode *
shape_subs_run_in_power (ShapeSubs *self,
                         ShapeNode *power)
{
  gboolean symbol = SHAPE_IS (power, SYMBOL);
  ShapeNode *base = symbol ? power : power->args[0];
  ShapeNode *exponent = symbol ? power->pool->one : power->args[1];
  ShapeNode *old = self->old, *logarithm;

  if (!symbol && base == old)
    return shape_node_pow (self->new, shape_subs_run (self, exponent));
  if (!SHAPE_IS (old, POW))
    return NULL;
  if (base == old->args[0])
    return replace_same_base (self, base, exponent);
  if (exponent != old->args[1])
    return NULL;
  logarithm = find_logarithm (base, old->args[0]);
  return logarithm != NULL ? shape_node_pow (self->new, logarithm) : NULL;
}
