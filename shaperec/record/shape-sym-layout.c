/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-layout.h"
#include "shape-sym-ops-private.h"

/* What is asked of a tensor's sizes and strides together. These questions leave no call in
 * the FX graph. */

G_DEFINE_ENUM_TYPE (ShapeSymLayout, shape_sym_layout,
                    G_DEFINE_ENUM_VALUE (SHAPE_SYM_LAYOUT_CONTIGUOUS, "contiguous"),
                    G_DEFINE_ENUM_VALUE (SHAPE_SYM_LAYOUT_CHANNELS_LAST_2D, "channels-last-2d"),
                    G_DEFINE_ENUM_VALUE (SHAPE_SYM_LAYOUT_CHANNELS_LAST_3D, "channels-last-3d"),
                    G_DEFINE_ENUM_VALUE (SHAPE_SYM_LAYOUT_CHANNELS_LAST_STRIDES_2D, "channels-last-strides-2d"),
                    G_DEFINE_ENUM_VALUE (SHAPE_SYM_LAYOUT_CHANNELS_LAST_STRIDES_3D, "channels-last-strides-3d"))

/* Expressions, or the hints of them. */
typedef struct
{
  ShapeExprPool *pool;
  ShapeNode    **sizes;
  ShapeNode    **strides;
  guint          n_dims;
} Dims;

/* The dimensions from the innermost outwards. */
static const guint channels_last_2d[] = { 1, 3, 2, 0 };
static const guint channels_last_3d[] = { 1, 4, 3, 2, 0 };

static const struct
{
  const guint *order;  /* NULL: the last is the innermost */
  guint        n_dims; /* of a tensor that can have this layout; 0: any */
  gboolean     gaps;   /* are allowed */
} layouts[] = {
  [SHAPE_SYM_LAYOUT_CONTIGUOUS] = { NULL, 0, FALSE },
  [SHAPE_SYM_LAYOUT_CHANNELS_LAST_2D] = { channels_last_2d, 4, FALSE },
  [SHAPE_SYM_LAYOUT_CHANNELS_LAST_3D] = { channels_last_3d, 5, FALSE },
  [SHAPE_SYM_LAYOUT_CHANNELS_LAST_STRIDES_2D] = { channels_last_2d, 4, TRUE },
  [SHAPE_SYM_LAYOUT_CHANNELS_LAST_STRIDES_3D] = { channels_last_3d, 5, TRUE },
};

static ShapeNode *
both (ShapeNode *a,
      ShapeNode *b)
{
  return shape_node_build2 (SHAPE_OP_AND, a, b);
}

static ShapeNode *
either (ShapeNode *a,
        ShapeNode *b)
{
  return shape_node_build2 (SHAPE_OP_OR, a, b);
}

/* Each stride is the product of the sizes within, but where a size is 1; or there is no
 * element at all. */
static ShapeNode *
build_without_gaps (const Dims  *dims,
                    const guint *order)
{
  ShapeNode *one = shape_node_integer (dims->pool, 1);
  ShapeNode *answer = shape_node_bool (dims->pool, TRUE);
  ShapeNode *inner = one;

  for (guint i = 0; i < dims->n_dims; i++)
    {
      guint dim = order == NULL ? dims->n_dims - 1 - i : order[i];

      answer = both (answer, either (shape_node_eq (dims->sizes[dim], one),
                                     shape_node_eq (dims->strides[dim], inner)));
      inner = shape_node_mul (inner, dims->sizes[dim]);
    }
  for (guint dim = 0; dim < dims->n_dims; dim++)
    answer = either (answer, shape_node_eq (dims->sizes[dim], shape_node_integer (dims->pool, 0)));

  return answer;
}

/* No stride is less than what lies within. Where sizes of 1 leave more than one layout
 * possible, the answer is no: before the batch, something has to lie beside the channels. */
static ShapeNode *
build_with_gaps (const Dims  *dims,
                 const guint *order)
{
  ShapeNode *zero = shape_node_integer (dims->pool, 0);
  ShapeNode *one = shape_node_integer (dims->pool, 1);
  ShapeNode *answer = both (shape_node_bool (dims->pool, TRUE), shape_node_ne (dims->strides[1], zero));
  ShapeNode *inner = zero;

  for (guint i = 0; i < dims->n_dims; i++)
    {
      guint dim = order[i];

      answer = both (answer, both (shape_node_ne (dims->sizes[dim], zero),
                                   shape_node_ge (dims->strides[dim], inner)));
      if (dim == 0)
        answer = both (answer, shape_node_ne (inner, dims->strides[1]));
      inner = shape_node_mul (dims->strides[dim], shape_node_build2 (SHAPE_OP_MAX, dims->sizes[dim], one));
    }

  return answer;
}

static ShapeNode *
build_layout (const Dims *dims,
              guint       layout)
{
  if (layouts[layout].n_dims != 0 && layouts[layout].n_dims != dims->n_dims)
    return shape_node_bool (dims->pool, FALSE);

  return layouts[layout].gaps ? build_with_gaps (dims, layouts[layout].order)
                              : build_without_gaps (dims, layouts[layout].order);
}

static ShapeNode *
build_indicator (const Dims *dims,
                 guint       unused)
{
  g_autofree ShapeNode **args = g_new (ShapeNode *, 2 * (gsize) dims->n_dims);

  (void) unused;
  for (guint i = 0; i < dims->n_dims; i++)
    {
      args[i] = dims->sizes[i];
      args[dims->n_dims + i] = dims->strides[i];
    }

  return shape_node_build (dims->pool, SHAPE_OP_IS_NON_OVERLAPPING_AND_DENSE, args, 2 * dims->n_dims);
}

/* FALSE where one of @nodes is broken. A hint that is missing is NULL. */
static gboolean
look_at (ShapeSymNode *const *nodes,
         guint                n,
         ShapeNode          **exprs,
         ShapeNode          **hints,
         gboolean            *hinted)
{
  for (guint i = 0; i < n; i++)
    {
      exprs[i] = shape_sym_node_look (nodes[i]);
      hints[i] = nodes[i]->hint;
      *hinted = *hinted && hints[i] != NULL;
      if (exprs[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

typedef ShapeNode *(*BuildDims) (const Dims *dims,
                                 guint       layout);

static ShapeSymNode *
ask_dims (ShapeSymNode *const *sizes,
          ShapeSymNode *const *strides,
          guint                n_dims,
          BuildDims            build,
          guint                layout,
          ShapeSymKind         kind)
{
  ShapeEnv *env = sizes[0]->env;
  g_autofree ShapeNode **all = g_new (ShapeNode *, 4 * (gsize) n_dims);
  Dims exprs = { env->pool, all, all + n_dims, n_dims };
  Dims hints = { env->pool, all + 2 * (gsize) n_dims, all + 3 * (gsize) n_dims, n_dims };
  gboolean hinted = TRUE;
  ShapeNode *expr, *hint;

  if (!look_at (sizes, n_dims, exprs.sizes, hints.sizes, &hinted) ||
      !look_at (strides, n_dims, exprs.strides, hints.strides, &hinted))
    return NULL;

  expr = build (&exprs, layout);
  hint = hinted ? build (&hints, layout) : NULL;

  return shape_pool_has_error (env->pool) ? NULL : shape_sym_node_make_hinted (env, expr, kind, hint, NULL);
}

/**
 * shape_sym_node_has_layout:
 * @layout: the layout to ask for
 * @sizes: (array length=n_dims): the sizes of a tensor, integers of one environment
 * @strides: (array length=n_dims): its strides
 * @n_dims: how many dimensions it has, at least 1
 * @error: return location for an error
 *
 * Asks whether a tensor of such sizes and strides lies in memory like this. No guard is
 * added.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_has_layout (ShapeSymLayout       layout,
                           ShapeSymNode *const *sizes,
                           ShapeSymNode *const *strides,
                           gsize                n_dims,
                           GError             **error)
{
  g_return_val_if_fail ((guint) layout < G_N_ELEMENTS (layouts), NULL);
  g_return_val_if_fail (sizes != NULL && strides != NULL && n_dims > 0 && n_dims <= G_MAXUINT16, NULL);

  return shape_sym_finish (sizes[0]->env,
                           ask_dims (sizes, strides, (guint) n_dims, build_layout, layout, SHAPE_SYM_KIND_BOOL),
                           error);
}

/**
 * shape_sym_node_is_non_overlapping_and_dense_indicator:
 * @sizes: (array length=n_dims): the sizes of a tensor, integers of one environment
 * @strides: (array length=n_dims): its strides
 * @n_dims: how many dimensions it has, at least 1
 * @error: return location for an error
 *
 * Makes the integer that is 1 where no two elements of a tensor share memory and none of
 * it between them is unused, else 0.
 *
 * Returns: (transfer full): the integer, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_is_non_overlapping_and_dense_indicator (ShapeSymNode *const *sizes,
                                                       ShapeSymNode *const *strides,
                                                       gsize                n_dims,
                                                       GError             **error)
{
  g_return_val_if_fail (sizes != NULL && strides != NULL && n_dims > 0 && n_dims <= G_MAXUINT16, NULL);

  return shape_sym_finish (sizes[0]->env,
                           ask_dims (sizes, strides, (guint) n_dims, build_indicator, 0, SHAPE_SYM_KIND_INT),
                           error);
}
