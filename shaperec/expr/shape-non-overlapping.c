/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

/* IsNonOverlappingAndDenseIndicator: 1 where sizes and strides (the first and the second
 * half of the arguments) tile memory without gap or overlap, 0 where not. */

typedef struct
{
  ShapeNode *size; /* NULL: any size */
  ShapeNode *stride;
} Dimension;

static gboolean
are_integers (ShapeNode *const *nodes,
              guint             n)
{
  for (guint i = 0; i < n; i++)
    if (!SHAPE_IS (nodes[i], INTEGER))
      return FALSE;
  return TRUE;
}

/* By stride, and in the order given where the strides are equal. */
static void
sort_by_stride (Dimension *dims,
                guint      n)
{
  for (guint i = 1; i < n; i++)
    {
      Dimension dim = dims[i];
      guint at = i;

      for (; at > 0 && fmpz_cmp (dims[at - 1].stride->integer, dim.stride->integer) > 0; at--)
        dims[at] = dims[at - 1];
      dims[at] = dim;
    }
}

/* The dimensions are sorted by stride. */
static gboolean
is_dense (const Dimension *dims,
          guint            n)
{
  gboolean dense = TRUE;
  fmpz_t expected;

  if (n == 1)
    return fmpz_is_one (dims[0].stride->integer) ||
           (dims[0].size != NULL && fmpz_cmp_ui (dims[0].size->integer, 2) < 0);
  fmpz_init_set_ui (expected, 1);
  for (guint i = 0; i < n && dense; i++)
    {
      if (dims[i].size != NULL && fmpz_is_one (dims[i].size->integer))
        continue;
      dense = fmpz_equal (dims[i].stride->integer, expected);
      if (dims[i].size != NULL)
        fmpz_mul (expected, expected, dims[i].size->integer);
    }
  fmpz_clear (expected);
  return dense;
}

/* The size of a single dimension, or its stride, may be enough. */
static gboolean
is_dense_line (ShapeNode *size,
               ShapeNode *stride)
{
  if (shape_node_is_int (stride, 1))
    return TRUE;
  return SHAPE_IS_NUMBER (size) && !SHAPE_IS (size, NAN) &&
         shape_number_compare (size, shape_node_integer (size->pool, 2)) < 0;
}

/* The size with the largest stride does not matter. NULL: it cannot be told. */
static ShapeNode *
decide (ShapeExprPool    *pool,
        ShapeNode *const *sizes,
        ShapeNode *const *strides,
        guint             n)
{
  g_autofree Dimension *dims = g_new (Dimension, n + 1);
  gboolean all_known = are_integers (sizes, n);

  if (!are_integers (strides, n))
    return NULL;
  for (guint i = 0; i < n; i++)
    dims[i] = (Dimension) { sizes[i], strides[i] };
  sort_by_stride (dims, n);
  if (!all_known)
    {
      for (guint i = 0; i + 1 < n; i++)
        if (!SHAPE_IS (dims[i].size, INTEGER))
          return NULL;
      dims[n - 1].size = NULL;
    }
  return is_dense (dims, n) ? pool->one : pool->zero;
}

ShapeNode *
shape_is_non_overlapping_and_dense_build (ShapeExprPool    *pool,
                                          ShapeNode *const *args,
                                          guint             n_args)
{
  guint n = n_args / 2;
  ShapeNode *answer = NULL;

  if (n_args % 2 != 0)
    return shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "expected an even number of arguments, got %u", n_args);
  if (n == 1 && is_dense_line (args[0], args[1]))
    answer = pool->one;
  if (answer == NULL)
    answer = decide (pool, args, args + n, n);
  if (answer != NULL)
    return answer;
  return shape_node_intern (pool, SHAPE_OP_IS_NON_OVERLAPPING_AND_DENSE, args, n_args);
}

SHAPE_DEFINE_FACT (is_non_overlapping_and_dense, SHAPE_FACT_BIT (INTEGER))
