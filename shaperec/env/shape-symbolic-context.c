/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-symbolic-context-private.h"

#include "shape-names-private.h"
#include "../analysis/shape-range-private.h"

#include <string.h>

/**
 * ShapeSymbolicContext:
 *
 * Says how the sizes and strides of one tensor become symbols
 * (`StatelessSymbolicContext` and its subclasses).
 *
 * A stateful context remembers, for each environment, which symbol a source got,
 * so that a tensor that is met again gets the same symbols.
 */

G_DEFINE_FINAL_TYPE (ShapeSymbolicContext, shape_symbolic_context, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (ShapeDimDynamic, shape_dim_dynamic,
                    G_DEFINE_ENUM_VALUE (SHAPE_DIM_DYNAMIC, "dynamic"),
                    G_DEFINE_ENUM_VALUE (SHAPE_DIM_DUCK, "duck"),
                    G_DEFINE_ENUM_VALUE (SHAPE_DIM_STATIC, "static"),
                    G_DEFINE_ENUM_VALUE (SHAPE_DIM_UNBACKED, "unbacked"),
                    G_DEFINE_ENUM_VALUE (SHAPE_DIM_INFER_STRIDE, "infer-stride"))

static const char *const class_names[] = {
  [SHAPE_CONTEXT_STATELESS] = "StatelessSymbolicContext",
  [SHAPE_CONTEXT_STATEFUL] = "StatefulSymbolicContext",
  [SHAPE_CONTEXT_SUBCLASS] = "SubclassSymbolicContext",
  [SHAPE_CONTEXT_SYM_INT] = "SymIntSymbolicContext",
};

static const char *const dim_names[] = {
  [SHAPE_DIM_DYNAMIC] = "DYNAMIC",
  [SHAPE_DIM_DUCK] = "DUCK",
  [SHAPE_DIM_STATIC] = "STATIC",
  [SHAPE_DIM_UNBACKED] = "UNBACKED",
  [SHAPE_DIM_INFER_STRIDE] = "INFER_STRIDE",
};

static const char *const constraint_names[] = {
  [SHAPE_CONSTRAINT_NONE] = "",
  [SHAPE_CONSTRAINT_STRICT_MIN_MAX] = "StrictMinMaxConstraint",
  [SHAPE_CONSTRAINT_RELAXED_UNSPEC] = "RelaxedUnspecConstraint",
};

const char *
shape_constraint_kind_get_name (ShapeConstraintKind kind)
{
  return constraint_names[kind];
}

gboolean
shape_constraint_kind_from_name (const char          *name,
                                 gsize                len,
                                 ShapeConstraintKind *kind)
{
  int place = shape_find_name (constraint_names, G_N_ELEMENTS (constraint_names), name, len);

  if (place > SHAPE_CONSTRAINT_NONE)
    *kind = (ShapeConstraintKind) place;
  return place > SHAPE_CONSTRAINT_NONE;
}

const char *
shape_dim_dynamic_get_name (ShapeDimDynamic dim)
{
  return dim_names[dim];
}

gboolean
shape_dim_dynamic_from_name (const char      *name,
                             gsize            len,
                             ShapeDimDynamic *dim)
{
  int place = shape_find_name (dim_names, G_N_ELEMENTS (dim_names), name, len);

  if (place >= 0)
    *dim = (ShapeDimDynamic) place;
  return place >= 0;
}

gboolean
shape_context_class_from_name (const char        *name,
                               gsize              len,
                               ShapeContextClass *class_kind)
{
  int place = shape_find_name (class_names, G_N_ELEMENTS (class_names), name, len);

  if (place >= 0)
    *class_kind = (ShapeContextClass) place;
  return place >= 0;
}

static void
free_names (ShapeSymbolicContext *self)
{
  for (guint i = 0; self->specialize_on != NULL && i < self->n_dims; i++)
    g_strfreev (self->specialize_on[i]);
  g_free (self->specialize_on);
  for (guint i = 0; self->unbacked != NULL && i < self->n_dims; i++)
    g_free (self->unbacked[i].shape_id);
  g_free (self->unbacked);
}

static void
shape_symbolic_context_finalize (GObject *object)
{
  ShapeSymbolicContext *self = SHAPE_SYMBOLIC_CONTEXT (object);

  free_names (self);
  g_free (self->dynamic_sizes);
  g_free (self->dynamic_strides);
  g_free (self->constraint_sizes);
  g_free (self->constraint_strides);
  g_free (self->given_sizes);
  g_free (self->given_constraints);
  g_free (self->excluded_sizes);
  g_clear_pointer (&self->pool, shape_expr_pool_unref);
  g_clear_pointer (&self->tensor_source, shape_source_unref);
  g_clear_object (&self->view_base_context);
  g_clear_pointer (&self->inner_contexts, g_ptr_array_unref);
  g_clear_pointer (&self->inner_names, g_ptr_array_unref);

  G_OBJECT_CLASS (shape_symbolic_context_parent_class)->finalize (object);
}

static void
shape_symbolic_context_class_init (ShapeSymbolicContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = shape_symbolic_context_finalize;
}

static void
shape_symbolic_context_init (ShapeSymbolicContext *self)
{
  static gsize last_memory_id;

  self->memory_id = 1 + (guint64) g_atomic_pointer_add (&last_memory_id, 1);
}

ShapeSymbolicContext *
shape_symbolic_context_new_of_class (ShapeContextClass class_kind,
                                     guint             n_dims)
{
  ShapeSymbolicContext *self = g_object_new (SHAPE_TYPE_SYMBOLIC_CONTEXT, NULL);

  self->class_kind = class_kind;
  self->n_dims = n_dims;
  self->dynamic_sizes = g_new0 (ShapeDimDynamic, n_dims);
  self->dynamic_strides = g_new (ShapeDimDynamic, n_dims);
  self->constraint_sizes = g_new0 (ShapeConstraint, n_dims);
  self->constraint_strides = g_new0 (ShapeConstraint, n_dims);
  for (guint i = 0; i < n_dims; i++)
    self->dynamic_strides[i] = SHAPE_DIM_INFER_STRIDE;
  return self;
}

/* A constraint with equal bounds leaves no choice. What the user gave is kept aside. */
void
shape_symbolic_context_fix_size (ShapeSymbolicContext *self,
                                 guint                 dim)
{
  if (self->given_sizes == NULL)
    {
      self->given_sizes = g_memdup2 (self->dynamic_sizes, self->n_dims * sizeof *self->dynamic_sizes);
      self->given_constraints = g_memdup2 (self->constraint_sizes, self->n_dims * sizeof *self->constraint_sizes);
    }
  self->dynamic_sizes[dim] = SHAPE_DIM_STATIC;
  self->constraint_sizes[dim].kind = SHAPE_CONSTRAINT_NONE;
}

void
shape_symbolic_context_restore (ShapeSymbolicContext *self)
{
  if (self->given_sizes == NULL)
    return;

  g_free (self->dynamic_sizes);
  g_free (self->constraint_sizes);
  self->dynamic_sizes = g_steal_pointer (&self->given_sizes);
  self->constraint_sizes = g_steal_pointer (&self->given_constraints);
}

/**
 * shape_symbolic_context_new:
 * @dynamic_sizes: (array length=n_dims): how each dimension becomes a symbol
 * @n_dims: the number of dimensions
 *
 * Makes a context without memory (`StatelessSymbolicContext`), with all strides inferred.
 *
 * Returns: (transfer full): a new context
 */
ShapeSymbolicContext *
shape_symbolic_context_new (const ShapeDimDynamic *dynamic_sizes,
                            gsize                  n_dims)
{
  ShapeSymbolicContext *self;

  g_return_val_if_fail (dynamic_sizes != NULL || n_dims == 0, NULL);

  self = shape_symbolic_context_new_of_class (SHAPE_CONTEXT_STATELESS, (guint) n_dims);
  for (guint i = 0; i < self->n_dims; i++)
    self->dynamic_sizes[i] = dynamic_sizes[i];
  return self;
}

/**
 * shape_symbolic_context_new_stateful:
 * @dynamic_sizes: (array length=n_dims): how each dimension becomes a symbol
 * @n_dims: the number of dimensions
 * @tensor_source: the source of the tensor
 *
 * Makes a context that remembers the symbols it gave (`StatefulSymbolicContext`).
 *
 * Returns: (transfer full): a new context
 */
ShapeSymbolicContext *
shape_symbolic_context_new_stateful (const ShapeDimDynamic *dynamic_sizes,
                                     gsize                  n_dims,
                                     ShapeSource           *tensor_source)
{
  ShapeSymbolicContext *self;

  g_return_val_if_fail (dynamic_sizes != NULL || n_dims == 0, NULL);
  g_return_val_if_fail (tensor_source != NULL, NULL);

  self = shape_symbolic_context_new (dynamic_sizes, n_dims);
  self->class_kind = SHAPE_CONTEXT_STATEFUL;
  self->tensor_source = shape_source_ref (tensor_source);
  return self;
}

/**
 * shape_symbolic_context_new_subclass: (constructor)
 * @dynamic_sizes: (array length=n_dims): how each dimension becomes a symbol
 * @n_dims: the number of dimensions
 * @tensor_source: the source of the tensor
 *
 * Makes the context of a tensor that wraps others (`SubclassSymbolicContext`). Each of these has
 * its own, see [method@TrackedFake.add_inner].
 *
 * Returns: (transfer full): a new context
 */
ShapeSymbolicContext *
shape_symbolic_context_new_subclass (const ShapeDimDynamic *dynamic_sizes,
                                     gsize                  n_dims,
                                     ShapeSource           *tensor_source)
{
  ShapeSymbolicContext *self = shape_symbolic_context_new_stateful (dynamic_sizes, n_dims, tensor_source);

  if (self != NULL)
    self->class_kind = SHAPE_CONTEXT_SUBCLASS;
  return self;
}

/**
 * shape_symbolic_context_set_track_outer_size_stride:
 * @self: the context of a tensor that wraps others
 * @tracks: whether guards look at its own sizes and strides too
 *
 * Says whether the sizes and strides of the wrapper tell more than those of the tensors that it wraps
 * (`track_outer_size_stride`). They do, if nothing else is said.
 */
void
shape_symbolic_context_set_track_outer_size_stride (ShapeSymbolicContext *self,
                                                    gboolean              tracks)
{
  g_return_if_fail (SHAPE_IS_SYMBOLIC_CONTEXT (self) && self->class_kind == SHAPE_CONTEXT_SUBCLASS);

  self->skips_outer = !tracks;
}

/**
 * shape_symbolic_context_get_class_name:
 * @self: a context
 *
 * Gets the name of its class in the reference.
 *
 * Returns: (transfer none): the class name
 */
const char *
shape_symbolic_context_get_class_name (ShapeSymbolicContext *self)
{
  g_return_val_if_fail (SHAPE_IS_SYMBOLIC_CONTEXT (self), NULL);

  return class_names[self->class_kind];
}

/**
 * shape_symbolic_context_get_n_dims:
 * @self: a context
 *
 * Gets the number of dimensions.
 *
 * Returns: the number of dimensions
 */
guint
shape_symbolic_context_get_n_dims (ShapeSymbolicContext *self)
{
  g_return_val_if_fail (SHAPE_IS_SYMBOLIC_CONTEXT (self), 0);

  return self->n_dims;
}

/**
 * shape_symbolic_context_get_dynamic_size:
 * @self: a context
 * @dim: a dimension
 *
 * Gets how a size becomes a symbol.
 *
 * Returns: the way
 */
ShapeDimDynamic
shape_symbolic_context_get_dynamic_size (ShapeSymbolicContext *self,
                                         guint                 dim)
{
  g_return_val_if_fail (SHAPE_IS_SYMBOLIC_CONTEXT (self), SHAPE_DIM_STATIC);
  g_return_val_if_fail (dim < self->n_dims, SHAPE_DIM_STATIC);

  return self->dynamic_sizes[dim];
}

/**
 * shape_symbolic_context_set_dynamic_size:
 * @self: a context
 * @dim: a dimension
 * @dynamic: the way
 *
 * Sets how a size becomes a symbol.
 */
void
shape_symbolic_context_set_dynamic_size (ShapeSymbolicContext *self,
                                         guint                 dim,
                                         ShapeDimDynamic       dynamic)
{
  g_return_if_fail (SHAPE_IS_SYMBOLIC_CONTEXT (self));
  g_return_if_fail (dim < self->n_dims);

  self->dynamic_sizes[dim] = dynamic;
}

/**
 * shape_symbolic_context_get_dynamic_stride:
 * @self: a context
 * @dim: a dimension
 *
 * Gets how a stride becomes a symbol.
 *
 * Returns: the way
 */
ShapeDimDynamic
shape_symbolic_context_get_dynamic_stride (ShapeSymbolicContext *self,
                                           guint                 dim)
{
  g_return_val_if_fail (SHAPE_IS_SYMBOLIC_CONTEXT (self), SHAPE_DIM_STATIC);
  g_return_val_if_fail (dim < self->n_dims, SHAPE_DIM_STATIC);

  return self->dynamic_strides[dim];
}

/**
 * shape_symbolic_context_set_dynamic_stride:
 * @self: a context
 * @dim: a dimension
 * @dynamic: the way: %SHAPE_DIM_INFER_STRIDE, %SHAPE_DIM_DYNAMIC or %SHAPE_DIM_DUCK
 *
 * Sets how a stride becomes a symbol.
 */
void
shape_symbolic_context_set_dynamic_stride (ShapeSymbolicContext *self,
                                           guint                 dim,
                                           ShapeDimDynamic       dynamic)
{
  g_return_if_fail (SHAPE_IS_SYMBOLIC_CONTEXT (self));
  g_return_if_fail (dim < self->n_dims);
  g_return_if_fail (dynamic == SHAPE_DIM_INFER_STRIDE || dynamic == SHAPE_DIM_DYNAMIC || dynamic == SHAPE_DIM_DUCK);

  self->dynamic_strides[dim] = dynamic;
}

/* Whether the constraints of @self can speak of @range. */
static gboolean
is_of_pool (ShapeSymbolicContext *self,
            ShapeRange           *range)
{
  return range == NULL || self->pool == NULL || self->pool == shape_range_get_interval (range).lower->pool;
}

static void
set_constraint (ShapeSymbolicContext *self,
                ShapeConstraint      *constraint,
                ShapeRange           *range,
                gboolean              warn_only)
{
  *constraint = (ShapeConstraint) { .kind = SHAPE_CONSTRAINT_RELAXED_UNSPEC, .warn_only = warn_only };
  if (range == NULL)
    return;
  constraint->kind = SHAPE_CONSTRAINT_STRICT_MIN_MAX;
  constraint->lower = shape_range_get_interval (range).lower;
  constraint->upper = shape_range_get_interval (range).upper;
  if (self->pool == NULL)
    self->pool = shape_expr_pool_ref (constraint->lower->pool);
}

/**
 * shape_symbolic_context_constrain:
 * @self: the context of a tensor
 * @property: %SHAPE_TENSOR_PROPERTY_SIZE or %SHAPE_TENSOR_PROPERTY_STRIDE
 * @dim: a dimension
 * @range: (nullable): the values that are to stay possible; all ranges that are given to a context are of one pool
 * @warn_only: whether a guard against it is only warned of
 *
 * Says that the user wants a dimension to stay dynamic: over a range (`StrictMinMaxConstraint`), or, without one, in
 * so far as it must not become a number (`RelaxedUnspecConstraint`). Guards that are against it make
 * shape_env_produce_guards() fail with %SHAPE_ERROR_CONSTRAINT_VIOLATION.
 */
void
shape_symbolic_context_constrain (ShapeSymbolicContext *self,
                                  ShapeTensorProperty   property,
                                  guint                 dim,
                                  ShapeRange           *range,
                                  gboolean              warn_only)
{
  g_return_if_fail (SHAPE_IS_SYMBOLIC_CONTEXT (self) && SHAPE_CONTEXT_IS_STATELESS (self));
  g_return_if_fail (property == SHAPE_TENSOR_PROPERTY_SIZE || property == SHAPE_TENSOR_PROPERTY_STRIDE);
  g_return_if_fail (dim < self->n_dims);
  g_return_if_fail (is_of_pool (self, range));

  self->constrains = TRUE;
  set_constraint (self,
                  property == SHAPE_TENSOR_PROPERTY_SIZE ? &self->constraint_sizes[dim] : &self->constraint_strides[dim],
                  range, warn_only);
}

/**
 * shape_symbolic_context_new_sym_int: (constructor)
 * @range: (nullable): the values that are to stay possible
 * @warn_only: whether a guard against it is only warned of
 *
 * Makes the context of an integer, which is to stay dynamic as shape_symbolic_context_constrain() says
 * (`SymIntSymbolicContext`).
 *
 * Returns: (transfer full): a new context
 */
ShapeSymbolicContext *
shape_symbolic_context_new_sym_int (ShapeRange *range,
                                    gboolean    warn_only)
{
  ShapeSymbolicContext *self = shape_symbolic_context_new_of_class (SHAPE_CONTEXT_SYM_INT, 0);

  set_constraint (self, &self->constraint, range, warn_only);
  return self;
}

/**
 * shape_symbolic_context_get_tensor_source:
 * @self: a context
 *
 * Gets the source of the tensor of a stateful context.
 *
 * Returns: (transfer none) (nullable): the source
 */
ShapeSource *
shape_symbolic_context_get_tensor_source (ShapeSymbolicContext *self)
{
  g_return_val_if_fail (SHAPE_IS_SYMBOLIC_CONTEXT (self), NULL);

  return self->tensor_source;
}
