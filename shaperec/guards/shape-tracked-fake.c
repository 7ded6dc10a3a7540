/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tracked-fake-private.h"

#include "../env/shape-sym-node-private.h"

#include <string.h>

/**
 * ShapeTrackedFake:
 *
 * An input of a program as a compiler sees it: a tensor, of which only the sizes, the
 * strides and the storage offset are known, or a number (`TrackedFake`).
 *
 * Guards are produced for a list of them, see [method@Env.produce_guards]. It says too
 * where the input comes from, and, by its context, what the user demands of it.
 */

G_DEFINE_BOXED_TYPE (ShapeTrackedFake, shape_tracked_fake, shape_tracked_fake_ref, shape_tracked_fake_unref)

static ShapeTrackedFake *
shape_tracked_fake_new (ShapeEnv             *env,
                        gsize                 n_values,
                        ShapeSource          *source,
                        ShapeSymbolicContext *context)
{
  ShapeTrackedFake *self = g_new0 (ShapeTrackedFake, 1);

  g_ref_count_init (&self->ref_count);
  self->env = g_object_ref (env);
  self->values = g_new0 (ShapeValue, n_values + 1);
  self->placeholder.source = shape_source_ref (source);
  self->placeholder.context = context ? g_object_ref (context) : NULL;
  return self;
}

static ShapeValue
copy_values (ShapeValue          *values,
             ShapeSymNode *const *nodes,
             gsize                n)
{
  for (gsize i = 0; i < n; i++)
    values[i] = shape_sym_node_to_value (nodes[i]);
  return shape_value_list (values, (guint) n);
}

/**
 * shape_tracked_fake_new_tensor:
 * @sizes: (array length=n_dims): the sizes of the tensor
 * @n_dims: how many dimensions it has
 * @strides: (array length=n_strides): the strides
 * @n_strides: how many strides there are: as many as sizes
 * @storage_offset: its storage offset
 * @source: where it comes from
 * @context: (nullable): how it became symbolic, and what is demanded of its dimensions
 *
 * Makes an input that is a tensor.
 *
 * Returns: (transfer full): the input
 */
ShapeTrackedFake *
shape_tracked_fake_new_tensor (ShapeSymNode  *const *sizes,
                               gsize                 n_dims,
                               ShapeSymNode  *const *strides,
                               gsize                 n_strides,
                               ShapeSymNode         *storage_offset,
                               ShapeSource          *source,
                               ShapeSymbolicContext *context)
{
  ShapeTrackedFake *self;

  g_return_val_if_fail (storage_offset != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (n_dims == n_strides, NULL);
  g_return_val_if_fail (n_dims <= G_MAXINT, NULL);

  self = shape_tracked_fake_new (storage_offset->env, 2 * n_dims, source, context);
  self->placeholder.size = copy_values (self->values, sizes, n_dims);
  self->placeholder.stride = copy_values (self->values + n_dims, strides, n_dims);
  self->placeholder.storage_offset = shape_sym_node_to_value (storage_offset);
  shape_placeholder_settle (&self->placeholder, FALSE);
  return self;
}

/**
 * shape_tracked_fake_new_scalar:
 * @value: the number
 * @source: where it comes from
 * @context: (nullable): what is demanded of it
 *
 * Makes an input that is a number.
 *
 * Returns: (transfer full): the input
 */
ShapeTrackedFake *
shape_tracked_fake_new_scalar (ShapeSymNode         *value,
                               ShapeSource          *source,
                               ShapeSymbolicContext *context)
{
  ShapeTrackedFake *self;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);

  self = shape_tracked_fake_new (value->env, 0, source, context);
  self->placeholder.is_scalar = TRUE;
  self->placeholder.scalar = shape_sym_node_to_value (value);
  return self;
}

/**
 * shape_tracked_fake_ref:
 * @self: an input
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
ShapeTrackedFake *
shape_tracked_fake_ref (ShapeTrackedFake *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * shape_tracked_fake_unref:
 * @self: (transfer full): an input
 *
 * Drops a reference.
 */
void
shape_tracked_fake_unref (ShapeTrackedFake *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;
  shape_source_unref (self->placeholder.source);
  g_clear_object (&self->placeholder.context);
  g_clear_pointer (&self->inner, g_array_unref);
  g_clear_pointer (&self->inner_fakes, g_ptr_array_unref);
  g_free (self->values);
  g_object_unref (self->env);
  g_free (self);
}

static void
clear_inner (gpointer data)
{
  g_free (((ShapeInnerTensor *) data)->attribute);
}

/**
 * shape_tracked_fake_add_inner:
 * @self: a tensor of a wrapper subclass
 * @attribute: the attribute of @self that a tensor is
 * @inner: that tensor; its context says what is demanded of it, its source does not matter
 *
 * Says that a tensor wraps another one (`__tensor_flatten__`): guards look at the sizes, the strides
 * and the storage offset of that one too. The context of @self, if it has one, is to be of
 * [ctor@SymbolicContext.new_subclass].
 *
 * To be called before the input is used, for each attribute in order. What @inner wraps itself
 * does not matter. [method@Env.bind_symbols] and [method@Env.evaluate_guards_for_args] know of @self alone.
 */
void
shape_tracked_fake_add_inner (ShapeTrackedFake *self,
                              const char       *attribute,
                              ShapeTrackedFake *inner)
{
  ShapeInnerTensor entry;

  g_return_if_fail (self != NULL && !self->placeholder.is_scalar);
  g_return_if_fail (attribute != NULL && strchr (attribute, '.') == NULL);
  g_return_if_fail (inner != NULL && inner != self && !inner->placeholder.is_scalar && inner->env == self->env);

  if (self->inner == NULL)
    {
      self->inner = g_array_new (FALSE, FALSE, sizeof (ShapeInnerTensor));
      g_array_set_clear_func (self->inner, clear_inner);
      self->inner_fakes = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_tracked_fake_unref);
      self->placeholder.inner = self->inner;
    }
  entry = (ShapeInnerTensor) { g_strdup (attribute), &inner->placeholder };
  g_array_append_val (self->inner, entry);
  g_ptr_array_add (self->inner_fakes, shape_tracked_fake_ref (inner));
}

/**
 * shape_tracked_fake_is_scalar:
 * @self: an input
 *
 * Tells whether the input is a number.
 *
 * Returns: %FALSE where it is a tensor
 */
gboolean
shape_tracked_fake_is_scalar (ShapeTrackedFake *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->placeholder.is_scalar;
}

/**
 * shape_tracked_fake_get_n_dims:
 * @self: an input
 *
 * Gets the number of dimensions of a tensor.
 *
 * Returns: the number; 0 for a scalar
 */
guint
shape_tracked_fake_get_n_dims (ShapeTrackedFake *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->placeholder.size.n_items;
}

/**
 * shape_tracked_fake_get_source:
 * @self: an input
 *
 * Gets where the input comes from.
 *
 * Returns: (transfer none): the source
 */
ShapeSource *
shape_tracked_fake_get_source (ShapeTrackedFake *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->placeholder.source;
}

/**
 * shape_tracked_fake_get_context:
 * @self: an input
 *
 * Gets what the user demands of the input.
 *
 * Returns: (transfer none) (nullable): the context, or %NULL where it has none
 */
ShapeSymbolicContext *
shape_tracked_fake_get_context (ShapeTrackedFake *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->placeholder.context;
}
