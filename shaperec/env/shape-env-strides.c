/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-symbols-private.h"

/* Strides are explained from the sizes and from smaller strides where that is
 * possible: the stride of a contiguous dimension is the product of the ones inside. */

typedef struct
{
  guint      dim;
  ShapeNode *value;
} Stride;

static int
compare_dims (guint a,
              guint b)
{
  return a < b ? 1 : a > b ? -1 : 0; /* the rightmost first */
}

/* Ascending; the sizes of nested tensors at the end, by their coefficients. */
static int
compare_strides (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const Stride *left = a, *right = b;
  gboolean left_nested = SHAPE_IS (left->value, SINGLETON_INT);
  gboolean right_nested = SHAPE_IS (right->value, SINGLETON_INT);
  int order;

  (void) data;
  if (left_nested != right_nested)
    return left_nested ? 1 : -1;
  if (left_nested)
    order = left->value->singleton.coeff < right->value->singleton.coeff
              ? -1 : left->value->singleton.coeff > right->value->singleton.coeff;
  else
    order = shape_number_compare (left->value, right->value);

  return order != 0 ? order : compare_dims (left->dim, right->dim);
}

typedef struct
{
  ShapeEnv                *env;
  const ShapeSizesRequest *request;
  ShapeNode *const        *sizes;
  ShapeNode              **size_values; /* the numbers */
  ShapeNode              **stride_values;
  gboolean                 are_sizes_static;
  ShapeNode              **candidate_values; /* what a stride may be, and how it is then explained */
  ShapeNode              **candidates;
  guint                    n_candidates;
} StrideSearch;

static void
add_candidate (StrideSearch *search,
               ShapeNode    *value,
               ShapeNode    *candidate)
{
  guint i = 0;

  while (i < search->n_candidates && search->candidate_values[i] != value)
    i++;
  search->candidate_values[i] = value;
  search->candidates[i] = candidate;
  search->n_candidates = MAX (search->n_candidates, i + 1);
}

static ShapeNode *
find_candidate (StrideSearch *search,
                ShapeNode    *value)
{
  for (guint i = 0; i < search->n_candidates; i++)
    if (search->candidate_values[i] == value)
      return search->candidates[i];
  return NULL;
}

static gboolean
is_contiguous (StrideSearch *search,
               guint         dim)
{
  return dim + 1 < search->request->n_dims &&
         search->stride_values[dim] == shape_node_mul (search->size_values[dim + 1],
                                                       search->stride_values[dim + 1]);
}

static ShapeNode *
make_stride_symbol (StrideSearch *search,
                    guint         dim)
{
  ShapeSymbolicContext *context = search->request->context;
  ShapeDimDynamic dynamic = context->dynamic_strides[dim];
  g_autoptr (ShapeSource) source =
    shape_source_new_tensor_property (search->request->source, SHAPE_TENSOR_PROPERTY_STRIDE, (int) dim);

  if (dynamic == SHAPE_DIM_INFER_STRIDE)
    dynamic = search->are_sizes_static ? SHAPE_DIM_STATIC : SHAPE_DIM_DUCK;

  return shape_env_make_symbol (search->env, &(ShapeSymbolRequest) {
    .value = search->stride_values[dim],
    .source = source,
    .dynamic = dynamic,
    .constraint = &context->constraint_strides[dim],
    .positive = SHAPE_YES,
    .context = context,
  });
}

static ShapeNode *
explain_stride (StrideSearch *search,
                guint         dim)
{
  ShapeNode *value = search->stride_values[dim];
  ShapeNode *stride = NULL;

  if ((shape_node_is_int (value, 0) || shape_node_is_int (value, 1)) && !is_contiguous (search, dim))
    return value;
  if (search->request->context->dynamic_strides[dim] == SHAPE_DIM_INFER_STRIDE)
    stride = find_candidate (search, value);

  return stride != NULL ? stride : make_stride_symbol (search, dim);
}

static void
sort_strides (StrideSearch *search,
              Stride       *order)
{
  for (guint i = 0; i < search->request->n_dims; i++)
    order[i] = (Stride) { i, search->stride_values[i] };
  g_qsort_with_data (order, (gint) search->request->n_dims, sizeof *order, compare_strides, NULL);
}

gboolean
shape_env_make_strides (ShapeEnv                *self,
                        const ShapeSizesRequest *request,
                        ShapeNode *const        *sizes,
                        ShapeNode              **strides)
{
  guint n = request->n_dims;
  g_autofree Stride *order = g_new0 (Stride, n + 1);
  g_autofree ShapeNode **heap = NULL;
  ShapeNode **nodes = SHAPE_NEW_NODES (4 * n, &heap);
  StrideSearch search = {
    .env = self,
    .request = request,
    .sizes = sizes,
    .size_values = nodes,
    .stride_values = nodes + n,
    .are_sizes_static = request->are_sizes_static,
    .candidate_values = nodes + 2 * n,
    .candidates = nodes + 3 * n,
  };

  for (guint i = 0; i < n; i++)
    {
      search.size_values[i] = shape_value_to_number (&request->sizes[i], self->pool);
      search.stride_values[i] = shape_value_to_number (&request->strides[i], self->pool);
    }
  sort_strides (&search, order);

  for (guint i = 0; i < n && !shape_pool_has_error (self->pool); i++)
    {
      guint dim = order[i].dim;

      strides[dim] = explain_stride (&search, dim);
      if (strides[dim] != NULL)
        add_candidate (&search, shape_node_mul (search.size_values[dim], order[i].value),
                       shape_node_mul (sizes[dim], strides[dim]));
    }

  return !shape_pool_has_error (self->pool);
}
