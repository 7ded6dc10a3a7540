/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim.h"

/**
 * ShapeDim:
 *
 * A dimension that the user gave a name, as `torch.export.Dim` does: a root such as `batch`,
 * or one that is computed from a root, such as `2*batch`.
 *
 * [method@DimConstraints.prettify_results] needs them to suggest fixes. A dimension is
 * immutable.
 */
struct _ShapeDim
{
  grefcount   ref_count;
  char       *name;
  char       *root;  /* NULL for a root */
  ShapeRange *range; /* NULL: any size */
};

G_DEFINE_BOXED_TYPE (ShapeDim, shape_dim, shape_dim_ref, shape_dim_unref)

static ShapeDim *
new_dim (const char *name,
         const char *root,
         ShapeRange *range)
{
  ShapeDim *self = g_new0 (ShapeDim, 1);

  g_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->root = g_strdup (root);
  self->range = range ? shape_range_ref (range) : NULL;
  return self;
}

/**
 * shape_dim_new:
 * @name: its name, such as `batch`
 * @range: (nullable): what it may be; %NULL for any size
 *
 * Makes a root.
 *
 * Returns: (transfer full): a new dimension
 */
ShapeDim *
shape_dim_new (const char *name,
               ShapeRange *range)
{
  g_return_val_if_fail (name != NULL, NULL);

  return new_dim (name, NULL, range);
}

/**
 * shape_dim_new_derived:
 * @name: how it is computed, such as `2*batch + 1`
 * @root: the name of the root, `batch`
 * @range: (nullable): what it may be; %NULL for any size
 *
 * Makes a dimension that is computed from a root.
 *
 * Returns: (transfer full): a new dimension
 */
ShapeDim *
shape_dim_new_derived (const char *name,
                       const char *root,
                       ShapeRange *range)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (root != NULL, NULL);

  return new_dim (name, root, range);
}

/**
 * shape_dim_ref:
 * @self: a dimension
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
ShapeDim *
shape_dim_ref (ShapeDim *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * shape_dim_unref:
 * @self: (transfer full): a dimension
 *
 * Drops a reference.
 */
void
shape_dim_unref (ShapeDim *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_free (self->root);
  g_clear_pointer (&self->range, shape_range_unref);
  g_free (self);
}

/**
 * shape_dim_get_name:
 * @self: a dimension
 *
 * Gets its name, or how it is computed.
 *
 * Returns: the name
 */
const char *
shape_dim_get_name (ShapeDim *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * shape_dim_get_root:
 * @self: a dimension
 *
 * Gets the name of the dimension that it is computed from.
 *
 * Returns: (nullable): the name, or %NULL for a root
 */
const char *
shape_dim_get_root (ShapeDim *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->root;
}

/**
 * shape_dim_get_range:
 * @self: a dimension
 *
 * Gets what it may be.
 *
 * Returns: (transfer none) (nullable): the range, or %NULL for any size
 */
ShapeRange *
shape_dim_get_range (ShapeDim *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->range;
}
