/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-symbols-private.h"

#include "shape-env-verbs-private.h"

/* The sizes, strides and storage offset of an input tensor. */

/* The integer that @overrides has for the dimension, or NULL. */
static const ShapeValue *
find_override (const ShapeValue *overrides,
               guint             dim)
{
  if (overrides == NULL)
    return NULL;
  for (guint i = 0; i + 1 < overrides->n_items; i += 2)
    if (overrides->items[i].integer == (gint64) dim)
      return &overrides->items[i + 1];
  return NULL;
}

static const ShapeValue *
get_size_hint (const ShapeSizesRequest *request,
               guint                    dim)
{
  const ShapeValue *override = find_override (request->hint_overrides, dim);

  return override != NULL ? override : &request->sizes[dim];
}

static void
shape_env_note_specializations (ShapeEnv             *self,
                                ShapeSymbolicContext *context,
                                ShapeSource          *source,
                                guint                 dim)
{
  if (context->specialize_on == NULL || context->specialize_on[dim] == NULL)
    return;

  for (guint i = 0; context->specialize_on[dim][i] != NULL; i++)
    {
      ShapeSpecialization item = { source, shape_env_intern (self, context->specialize_on[dim][i]) };
      gboolean is_known = FALSE;

      for (guint k = 0; k < self->specializations->len && !is_known; k++)
        {
          ShapeSpecialization *known = &g_array_index (self->specializations, ShapeSpecialization, k);

          is_known = known->check_fn == item.check_fn && shape_source_equal (known->source, source);
        }
      if (is_known)
        continue;
      shape_source_ref (source);
      g_array_append_val (self->specializations, item);
      shape_env_mark_changed (self, SHAPE_STATE_SPECIALIZATIONS);
    }
}

static ShapeNode *
shape_env_make_size (ShapeEnv                *self,
                     const ShapeSizesRequest *request,
                     guint                    dim,
                     ShapeSource             *source)
{
  ShapeSymbolicContext *context = request->context;
  ShapeNode *size = shape_env_make_symbol (self, &(ShapeSymbolRequest) {
    .value = shape_value_to_number (get_size_hint (request, dim), self->pool),
    .source = source,
    .dynamic = context->dynamic_sizes[dim],
    .constraint = &context->constraint_sizes[dim],
    .positive = SHAPE_YES,
    .do_not_specialize_zero_one = self->config.backed_size_oblivious,
    .context = context,
  });

  if (size == NULL)
    return NULL;
  shape_env_note_specializations (self, context, source, dim);
  if (self->config.backed_size_oblivious && SHAPE_IS (size, SYMBOL) && shape_symbol_is_size (size))
    shape_env_add_size_like (self, size);

  return size;
}

/* Sizes that an earlier graph was made for: this one is not for them. */
static void
shape_env_note_excluded_sizes (ShapeEnv                *self,
                               const ShapeSizesRequest *request,
                               ShapeNode *const        *sizes)
{
  ShapeSymbolicContext *context = request->context;

  if (!context->has_excluded_sizes || context->n_excluded_sizes != request->n_dims)
    return;

  for (guint i = 0; i < request->n_dims; i++)
    if (context->excluded_sizes[i] != G_MININT64 && SHAPE_IS (sizes[i], SYMBOL) &&
        find_override (request->hint_overrides, i) == NULL)
      shape_env_exclude (self, sizes[i], shape_node_integer (self->pool, context->excluded_sizes[i]));
}

static void
shape_env_note_overrides (ShapeEnv                *self,
                          const ShapeSizesRequest *request,
                          const ShapeValue        *values)
{
  for (guint i = 0; i < request->n_dims; i++)
    {
      const ShapeValue *override = find_override (request->hint_overrides, i);
      ShapeNode *expr;

      if (override == NULL || values[i].kind != SHAPE_VALUE_SYM_INT)
        continue;
      expr = shape_env_look (self, values[i].node);
      if (expr == NULL)
        return;
      shape_map_put (&self->var_to_hint_override, expr, shape_value_to_number (override, self->pool));
      shape_env_mark_changed (self, SHAPE_STATE_VAR_TO_HINT_OVERRIDE);
    }
}

/* The value of a stride in this run, of overridden hints too where they say it. */
static ShapeValue
shape_env_get_stride_hint (ShapeEnv         *self,
                           ShapeNode        *stride,
                           const ShapeValue *given)
{
  ShapeNode *hint = shape_env_xreplace_values (self, stride);

  return SHAPE_IS (hint, INTEGER) ? shape_value_from_number (hint) : *given;
}

/* A symbolic value for each node, as the source's property. */
static void
shape_env_wrap_dims (ShapeEnv                *self,
                     const ShapeSizesRequest *request,
                     ShapeTensorProperty      property,
                     ShapeNode *const        *nodes,
                     ShapeValue              *values)
{
  for (guint i = 0; i < request->n_dims && !shape_pool_has_error (self->pool); i++)
    {
      g_autoptr (ShapeSource) source = NULL;
      ShapeValue hint;

      if (property == SHAPE_TENSOR_PROPERTY_SIZE)
        hint = *get_size_hint (request, i);
      else
        hint = shape_env_get_stride_hint (self, nodes[i], &request->strides[i]);
      if (self->config.translation_validation)
        source = shape_source_new_tensor_property (request->source, property, (int) i);
      values[i] = shape_env_make_sym_int (self, nodes[i], &hint, source);
    }
}

static ShapeValue
shape_env_make_storage_offset (ShapeEnv                *self,
                               const ShapeSizesRequest *request)
{
  g_autoptr (ShapeSource) source =
    shape_source_new_tensor_property (request->source, SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET, -1);
  ShapeNode *offset = shape_env_make_symbol (self, &(ShapeSymbolRequest) {
    .value = shape_value_to_number (&request->storage_offset, self->pool),
    .source = source,
    .dynamic = request->are_sizes_static ? SHAPE_DIM_STATIC : SHAPE_DIM_DUCK,
    .positive = SHAPE_YES,
    .context = request->context,
  });

  if (offset == NULL)
    return shape_value_none ();
  return shape_env_make_sym_int (self, offset, &request->storage_offset, source);
}

static gboolean
all_static (ShapeSymbolicContext *context)
{
  for (guint i = 0; i < context->n_dims; i++)
    if (context->dynamic_sizes[i] != SHAPE_DIM_STATIC)
      return FALSE;
  return TRUE;
}

static gboolean
shape_env_make_size_nodes (ShapeEnv                *self,
                           const ShapeSizesRequest *request,
                           ShapeNode              **sizes)
{
  for (guint i = 0; i < request->n_dims; i++)
    {
      g_autoptr (ShapeSource) source =
        shape_source_new_tensor_property (request->source, SHAPE_TENSOR_PROPERTY_SIZE, (int) i);

      sizes[i] = shape_env_make_size (self, request, i, source);
      if (sizes[i] == NULL)
        return FALSE;
    }
  shape_env_note_excluded_sizes (self, request, sizes);

  return TRUE;
}

static ShapeValue
shape_env_make_sizes_in_context (ShapeEnv                *self,
                                 const ShapeSizesRequest *request)
{
  guint n = request->n_dims;
  g_autofree ShapeNode **heap = NULL;
  ShapeNode **sizes = SHAPE_NEW_NODES (2 * n, &heap), **strides = sizes + n;
  ShapeValue *values = shape_arena_new_array (self->arena, ShapeValue, 2 * n + 3);

  if (!shape_env_make_size_nodes (self, request, sizes) ||
      !shape_env_make_strides (self, request, sizes, strides))
    return shape_value_none ();

  values[0] = shape_value_list (values + 3, n);
  values[1] = shape_value_list (values + 3 + n, n);
  shape_env_wrap_dims (self, request, SHAPE_TENSOR_PROPERTY_SIZE, sizes, values + 3);
  if (!shape_pool_has_error (self->pool))
    shape_env_note_overrides (self, request, values + 3);
  shape_env_wrap_dims (self, request, SHAPE_TENSOR_PROPERTY_STRIDE, strides, values + 3 + n);
  if (!shape_pool_has_error (self->pool))
    values[2] = shape_env_make_storage_offset (self, request);
  if (shape_pool_has_error (self->pool))
    return shape_value_none ();

  return (ShapeValue) { .kind = SHAPE_VALUE_SIZES, .n_items = 3, .items = values };
}

static gboolean
shape_env_check_sizes (ShapeEnv                *self,
                       const ShapeSizesRequest *request)
{
  if (request->context->n_dims != request->n_dims)
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "%u != %u",
                     request->context->n_dims, request->n_dims);
  for (guint i = 0; i < request->n_dims; i++)
    if (shape_value_to_number (&request->sizes[i], self->pool) == NULL ||
        shape_value_to_number (&request->strides[i], self->pool) == NULL)
      shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION,
                       "Expect size to be a plain tuple of ints");
  if (shape_value_to_number (&request->storage_offset, self->pool) == NULL)
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "Expect the storage offset to be an int");

  return !shape_pool_has_error (self->pool);
}

ShapeValue
shape_env_make_sizes (ShapeEnv                *self,
                      const ShapeSizesRequest *original)
{
  ShapeSizesRequest request = *original;
  g_autoptr (ShapeSymbolicContext) own = NULL;

  if (request.context == NULL)
    {
      own = shape_symbolic_context_new_of_class (SHAPE_CONTEXT_STATELESS, request.n_dims);
      for (guint i = 0; i < request.n_dims; i++)
        own->dynamic_sizes[i] = SHAPE_DIM_DUCK;
      request.context = own;
    }
  if (!SHAPE_CONTEXT_IS_STATELESS (request.context))
    {
      shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "Invalid symbolic_context object");
      return shape_value_none ();
    }
  if (!shape_env_check_sizes (self, &request))
    return shape_value_none ();

  request.are_sizes_static = all_static (request.context);
  return shape_env_make_sizes_in_context (self, &request);
}
