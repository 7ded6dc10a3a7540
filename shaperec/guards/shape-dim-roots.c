/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-advice-private.h"

#include "../analysis/shape-analysis-private.h"

#include <string.h>

/* Sizes that are computed from others: fixes of those, the roots, say it all. */

/* The size that a fix computes another one from; NULL where it does not. Of several, the
 * reference takes any: here it is one of the user's. */
static ShapeNode *
get_root (const ShapeDimAdvice *self,
          const ShapeDimFix    *fix)
{
  const ShapeNodeSet *symbols;

  if (fix->eq == NULL || fix->dropped)
    return NULL;
  symbols = shape_node_free_symbols (fix->eq);
  for (guint i = 0; i < symbols->n; i++)
    if (shape_dim_advice_find_dim (self, symbols->nodes[i]->symbol.name) != NULL)
      return symbols->nodes[i];
  return symbols->n > 0 ? symbols->nodes[0] : NULL;
}

/* Where the new root of `a root + b` begins or ends, for the size to do so at @limit. */
static ShapeNode *
divide_limit (ShapeNode *limit,
              ShapeNode *a,
              ShapeNode *b,
              gboolean   upper)
{
  ShapeExprPool *pool = limit->pool;
  ShapeNode *rest;

  if (!SHAPE_IS (limit, INTEGER))
    return shape_node_constant (pool, SHAPE_OP_INFINITY);
  rest = shape_node_sub (limit, b);
  if (upper)
    return shape_number_floor_div (rest, a);
  return shape_number_neg (shape_number_floor_div (shape_number_neg (rest), a));
}

/* A Dim of the reference is of two sizes at least. */
static gboolean
check_limits (ShapeNode *min,
              ShapeNode *max)
{
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;

  if (!SHAPE_IS (max, INTEGER) || shape_number_compare (min, max) < 0)
    return TRUE;
  lower = shape_node_to_sympy_str (min);
  upper = shape_node_to_sympy_str (max);
  shape_pool_fail (min->pool, SHAPE_ERROR_ASSERTION, "Cannot create Dim with inconsistent min=%s, max=%s", lower, upper);
  return FALSE;
}

/* A root that the solver made gets the limits of the size that hangs on it. */
static void
introduce_root (ShapeDimAdvice *self,
                guint           i)
{
  ShapeDimFix *fix = &g_array_index (self->fixes, ShapeDimFix, i), *added;
  ShapeNode *root = get_root (self, fix), *rest, *b, *a, *min, *max;
  ShapeNamedDim dim = { NULL, NULL, NULL, NULL };

  if (root == NULL || shape_dim_advice_find_dim (self, root->symbol.name) != NULL)
    return;
  b = shape_node_as_coeff_add (fix->eq, &rest);
  a = shape_node_as_coeff_mul (rest, &rest);
  if (rest != root || !SHAPE_IS (a, INTEGER) || !SHAPE_IS (b, INTEGER))
    {
      shape_pool_fail (self->pool, SHAPE_ERROR_FAILED, "a new size that is not linear");
      return;
    }
  min = divide_limit (fix->min ? fix->min : shape_node_integer (self->pool, 2), a, b, FALSE);
  max = divide_limit (fix->max ? fix->max : shape_node_constant (self->pool, SHAPE_OP_INT_INFINITY), a, b, TRUE);
  if (!check_limits (min, max))
    return;
  fix->min = fix->max = NULL;
  dim = (ShapeNamedDim) { g_intern_string (root->symbol.name), NULL, min, max };
  g_array_append_val (self->dims, dim);
  g_ptr_array_add (self->new_roots, (gpointer) dim.name);
  added = shape_dim_advice_get_fix (self, dim.name);
  added->min = min;
  added->max = max;
}

/* What hung on the size that hangs on a new root hangs on that root itself. */
static void
unify_root (ShapeDimAdvice *self,
            guint           i)
{
  const ShapeDimFix *old = &g_array_index (self->fixes, ShapeDimFix, i);

  for (guint j = 0; j < self->fixes->len; j++)
    {
      ShapeDimFix *fix = &g_array_index (self->fixes, ShapeDimFix, j);
      ShapeNode *root = get_root (self, fix), *eq = old->eq;

      if (root != NULL && strcmp (root->symbol.name, old->key) == 0)
        fix->eq = shape_node_xreplace (fix->eq, &root, &eq, 1);
    }
}

static void
introduce_roots (ShapeDimAdvice *self)
{
  guint n = self->fixes->len;
  g_autofree gboolean *introduces = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint n_roots = self->new_roots->len;

      introduce_root (self, i);
      introduces[i] = self->new_roots->len > n_roots;
    }
  for (guint i = 0; i < n; i++)
    if (introduces[i])
      unify_root (self, i);
}

/* Whether the user's own dimension says as much. */
static gboolean
is_same_range (const ShapeDimAdvice *self,
               const ShapeDimFix    *fix,
               const ShapeNamedDim  *dim)
{
  ShapeNode *two = shape_node_integer (self->pool, 2), *min = fix->min ? fix->min : two;
  ShapeNode *max = fix->max ? fix->max : shape_node_constant (self->pool, SHAPE_OP_INT_INFINITY);
  gint64 value;

  if (dim->root != NULL || (fix->min == NULL && fix->max == NULL) || max != dim->max)
    return FALSE;
  return min == dim->min || (min == two && shape_node_get_int64 (dim->min, &value) && value < 2);
}

/* The roots that fixes are about, or computed from. */
static GPtrArray *
collect_roots (ShapeDimAdvice *self)
{
  GPtrArray *roots = g_ptr_array_new ();

  for (guint i = 0; i < self->fixes->len; i++)
    {
      const ShapeDimFix *fix = &g_array_index (self->fixes, ShapeDimFix, i);
      const ShapeNamedDim *dim = shape_dim_advice_find_dim (self, fix->key);
      ShapeNode *symbol = get_root (self, fix);
      const char *root = NULL;

      if (dim == NULL)
        continue;
      if (dim->root == NULL && (fix->min != NULL || fix->max != NULL))
        root = g_intern_string (fix->key);
      else if (symbol != NULL)
        root = g_intern_string (symbol->symbol.name);
      if (root != NULL && !g_ptr_array_find (self->new_roots, root, NULL) && !g_ptr_array_find (roots, root, NULL))
        g_ptr_array_add (roots, (gpointer) root);
    }
  return roots;
}

/* The value of a root at which @name, an expression of it, is @limit. */
static ShapeNode *
solve_limit (ShapeDimAdvice *self,
             const char     *name,
             ShapeNode      *limit,
             const char     *what)
{
  ShapeNode *expr = shape_dim_read_arithmetic (self->pool, name), *value;
  const ShapeNodeSet *symbols = expr ? shape_node_free_symbols (expr) : NULL;

  if (limit == NULL)
    return shape_pool_fail (self->pool, SHAPE_ERROR_KEY, "'%s'", what);
  if (symbols == NULL || symbols->n != 1
      || !shape_try_solve (shape_node_eq (expr, limit), symbols->nodes[0], TRUE, NULL, &value))
    return shape_pool_fail (self->pool, SHAPE_ERROR_TYPE, "'NoneType' object is not subscriptable");
  return value;
}

/* A root that became an expression of what was computed from it: its range follows. */
static gboolean
swap_root (ShapeDimAdvice *self,
           const char     *root,
           ShapeDimFix    *swapped)
{
  for (guint i = 0; i < self->fixes->len; i++)
    {
      const ShapeDimFix *fix = &g_array_index (self->fixes, ShapeDimFix, i);
      const ShapeNamedDim *dim = shape_dim_advice_find_dim (self, fix->key), *own;

      if (dim == NULL || dim->root == NULL || strcmp (dim->root, root) != 0 || (fix->min == NULL && fix->max == NULL))
        continue;
      swapped->min = solve_limit (self, fix->key, fix->min, "min");
      swapped->max = solve_limit (self, fix->key, fix->max, "max");
      own = shape_dim_advice_need_dim (self, root);
      if (own == NULL || shape_pool_has_error (self->pool))
        return FALSE;
      if (!is_same_range (self, swapped, own))
        return TRUE;
    }
  return FALSE;
}

/* What is new about a root; FALSE where nothing is. */
static gboolean
renew_root (ShapeDimAdvice *self,
            const char     *root,
            ShapeDimFix    *renewed)
{
  const ShapeDimFix *fix = shape_dim_advice_find_fix (self, root);
  const ShapeNamedDim *dim;

  *renewed = (ShapeDimFix) { NULL, NULL, NULL, NULL, FALSE };
  if (fix == NULL || (fix->min == NULL && fix->max == NULL && fix->eq != NULL && !SHAPE_IS (fix->eq, INTEGER)))
    return swap_root (self, root, renewed);
  dim = shape_dim_advice_need_dim (self, root);
  if (dim == NULL || is_same_range (self, fix, dim))
    return FALSE;
  *renewed = *fix;
  return TRUE;
}

void
shape_dim_advice_process_roots (ShapeDimAdvice *self)
{
  g_autoptr (GPtrArray) roots = NULL;
  g_autofree ShapeDimFix *renewed = NULL;
  g_autofree gboolean *are_new = NULL;

  introduce_roots (self);
  roots = collect_roots (self);
  renewed = g_new0 (ShapeDimFix, roots->len + 1);
  are_new = g_new0 (gboolean, roots->len + 1);
  for (guint i = 0; i < roots->len; i++)
    are_new[i] = renew_root (self, g_ptr_array_index (roots, i), &renewed[i]);
  for (guint i = 0; i < self->fixes->len; i++)
    {
      ShapeDimFix *fix = &g_array_index (self->fixes, ShapeDimFix, i);
      const ShapeNamedDim *dim = shape_dim_advice_find_dim (self, fix->key);

      fix->dropped = dim != NULL
                     && (dim->root != NULL || g_ptr_array_find (roots, g_intern_string (fix->key), NULL));
    }
  for (guint i = 0; i < roots->len; i++)
    if (are_new[i])
      {
        ShapeDimFix *fix = shape_dim_advice_get_fix (self, g_ptr_array_index (roots, i));

        fix->eq = renewed[i].eq;
        fix->min = renewed[i].min;
        fix->max = renewed[i].max;
      }
}
