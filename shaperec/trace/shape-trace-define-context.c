/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-draft-private.h"

#include <string.h>

/* The definitions of symbolic contexts. */

/* Makes the context when the first of its lists tells the number of dimensions. */
static gboolean
need_dims (ShapeTraceDraft *draft,
           guint            n_dims,
           const char      *what)
{
  if (draft->context == NULL)
    draft->context = shape_symbolic_context_new_of_class (SHAPE_CONTEXT_STATELESS, n_dims);
  if (draft->context->n_dims != n_dims)
    return shape_trace_fail (draft->reader, "%s: %u dimensions, but %u before", what, n_dims, draft->context->n_dims);
  return TRUE;
}

/* The list that comes next, which is not passed over, has an item for each dimension. */
static gboolean
need_dim_list (ShapeTraceDraft *draft,
               ShapeJson       *json,
               const char      *what)
{
  guint n;

  return shape_trace_draft_count_items (draft, json, what, &n) && need_dims (draft, n, what);
}

static gboolean
read_dims (ShapeTraceDraft *draft,
           ShapeJson       *json,
           const char      *what,
           ShapeDimDynamic *dims)
{
  shape_json_next (json);
  for (guint i = 0; shape_json_next_item (json); i++)
    if (shape_json_next (json) != SHAPE_JSON_STRING ||
        !shape_dim_dynamic_from_name (json->text, json->n_bytes, &dims[i]))
      return shape_trace_fail (draft->reader, "%s: a DimDynamic is expected", what);
  return TRUE;
}

static gboolean
read_dynamic_sizes (ShapeTraceDraft *draft,
                    ShapeJson       *json,
                    const char      *what)
{
  return need_dim_list (draft, json, what) && read_dims (draft, json, what, draft->context->dynamic_sizes);
}

static gboolean
read_dynamic_strides (ShapeTraceDraft *draft,
                      ShapeJson       *json,
                      const char      *what)
{
  if (!need_dim_list (draft, json, what) || !read_dims (draft, json, what, draft->context->dynamic_strides))
    return FALSE;
  for (guint i = 0; i < draft->context->n_dims; i++)
    if (draft->context->dynamic_strides[i] == SHAPE_DIM_STATIC || draft->context->dynamic_strides[i] == SHAPE_DIM_UNBACKED)
      return shape_trace_fail (draft->reader, "%s: a stride is INFER_STRIDE, DYNAMIC or DUCK", what);
  return TRUE;
}

static gboolean
read_constraints (ShapeTraceDraft *draft,
                  ShapeJson       *json,
                  const char      *what,
                  ShapeConstraint *constraints)
{
  shape_json_next (json);
  for (guint i = 0; shape_json_next_item (json); i++)
    {
      if (!shape_trace_read_constraint (draft->reader, json, what, &constraints[i]))
        return FALSE;
      draft->context->constrains |= constraints[i].kind != SHAPE_CONSTRAINT_NONE;
    }
  return TRUE;
}

static gboolean
read_constraint_sizes (ShapeTraceDraft *draft,
                       ShapeJson       *json,
                       const char      *what)
{
  return need_dim_list (draft, json, what) && read_constraints (draft, json, what, draft->context->constraint_sizes);
}

static gboolean
read_constraint_strides (ShapeTraceDraft *draft,
                         ShapeJson       *json,
                         const char      *what)
{
  return need_dim_list (draft, json, what) && read_constraints (draft, json, what, draft->context->constraint_strides);
}

/* The members that need the number of dimensions stand behind dynamic_sizes. */
static ShapeSymbolicContext *
need_context (ShapeTraceDraft *draft)
{
  if (draft->context == NULL)
    draft->context = shape_symbolic_context_new_of_class (SHAPE_CONTEXT_SYM_INT, 0);
  return draft->context;
}

static gboolean
read_constraint (ShapeTraceDraft *draft,
                 ShapeJson       *json,
                 const char      *what)
{
  return shape_trace_read_constraint (draft->reader, json, what, &need_context (draft)->constraint);
}

static gboolean
read_tensor_source (ShapeTraceDraft *draft,
                    ShapeJson       *json,
                    const char      *what)
{
  gpointer source = NULL;

  if (!shape_trace_read_id (draft->reader, json, what, draft->reader->trace->sources, &source))
    return FALSE;
  g_clear_pointer (&need_context (draft)->tensor_source, shape_source_unref);
  draft->context->tensor_source = shape_source_ref (source);
  return TRUE;
}

static gboolean
read_excluded_sizes (ShapeTraceDraft *draft,
                     ShapeJson       *json,
                     const char      *what)
{
  ShapeSymbolicContext *context = need_context (draft);
  guint n;

  if (!shape_trace_draft_count_items (draft, json, what, &n))
    return FALSE;
  context->has_excluded_sizes = TRUE;
  context->n_excluded_sizes = n;
  g_free (context->excluded_sizes);
  context->excluded_sizes = g_new0 (gint64, n);
  shape_json_next (json);
  for (guint i = 0; shape_json_next_item (json); i++)
    {
      ShapeJsonKind kind = shape_json_next (json);

      if (kind != SHAPE_JSON_INTEGER && kind != SHAPE_JSON_NULL)
        return shape_trace_fail (draft->reader, "%s: an integer or null is expected", what);
      context->excluded_sizes[i] = kind == SHAPE_JSON_INTEGER ? json->integer : G_MININT64;
    }
  return TRUE;
}

/* The demands of the dimension whose number is the name of the member read last. */
static ShapeUnbackedDim *
get_unbacked_dim (ShapeTraceDraft *draft,
                  const ShapeJson *json,
                  const char      *what)
{
  ShapeSymbolicContext *context = need_context (draft);
  g_autofree char *name = g_strndup (json->text, json->n_bytes);
  guint64 dim;

  if (context->unbacked == NULL)
    context->unbacked = g_new0 (ShapeUnbackedDim, MAX (context->n_dims, 1));
  if (g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT, &dim, NULL) && dim < context->n_dims)
    return &context->unbacked[dim];
  shape_trace_fail (draft->reader, "%s: %s is no dimension", what, name);
  return NULL;
}

static gboolean
read_shape_ids (ShapeTraceDraft *draft,
                ShapeJson       *json,
                const char      *what)
{
  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (draft->reader, "%s: an object is expected", what);
  need_context (draft)->has_shape_ids = TRUE;
  while (shape_json_next_member (json))
    {
      ShapeUnbackedDim *dim = get_unbacked_dim (draft, json, what);
      ShapeJsonKind kind = dim ? shape_json_next (json) : SHAPE_JSON_ERROR;

      if (kind != SHAPE_JSON_STRING && kind != SHAPE_JSON_NULL)
        return shape_trace_fail (draft->reader, "%s: a text is expected", what);
      g_free (dim->shape_id);
      dim->shape_id = kind == SHAPE_JSON_STRING ? g_strndup (json->text, json->n_bytes) : NULL;
    }
  return TRUE;
}

static gboolean
read_bounds (ShapeTraceDraft  *draft,
             ShapeJson        *json,
             const char       *what,
             ShapeUnbackedDim *dim)
{
  guint n = 0;

  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return shape_trace_fail (draft->reader, "%s: a list of two is expected", what);
  dim->has_bounds = TRUE;
  for (; shape_json_next_item (json); n++)
    {
      ShapeJsonKind kind = shape_json_next (json);

      if (n > 1 || (kind != SHAPE_JSON_INTEGER && kind != SHAPE_JSON_NULL))
        return shape_trace_fail (draft->reader, "%s: an integer or null is expected", what);
      *(n == 0 ? &dim->has_min : &dim->has_max) = kind == SHAPE_JSON_INTEGER;
      *(n == 0 ? &dim->min : &dim->max) = json->integer;
    }
  return n == 2 || shape_trace_fail (draft->reader, "%s: a list of two is expected", what);
}

static gboolean
read_unbacked_bounds (ShapeTraceDraft *draft,
                      ShapeJson       *json,
                      const char      *what)
{
  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (draft->reader, "%s: an object is expected", what);
  need_context (draft)->has_unbacked_bounds = TRUE;
  while (shape_json_next_member (json))
    {
      ShapeUnbackedDim *dim = get_unbacked_dim (draft, json, what);

      if (dim == NULL || !read_bounds (draft, json, what, dim))
        return FALSE;
    }
  return TRUE;
}

/* A list of texts, as a vector to free with g_strfreev(). */
static gboolean
read_texts (ShapeTraceDraft *draft,
            ShapeJson       *json,
            const char      *what,
            GStrv           *texts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return shape_trace_fail (draft->reader, "%s: a list is expected", what);
  while (shape_json_next_item (json))
    {
      const char *text;

      if (!shape_trace_read_text (draft->reader, json, what, &text))
        return FALSE;
      g_strv_builder_add (builder, text);
    }
  *texts = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_specialize_on (ShapeTraceDraft *draft,
                    ShapeJson       *json,
                    const char      *what)
{
  ShapeSymbolicContext *context;

  if (!need_dim_list (draft, json, what))
    return FALSE;
  context = draft->context;
  if (context->specialize_on != NULL)
    return shape_trace_fail (draft->reader, "%s: is given twice", what);
  context->specialize_on = g_new0 (GStrv, MAX (context->n_dims, 1));
  shape_json_next (json);
  for (guint i = 0; shape_json_next_item (json); i++)
    if (!read_texts (draft, json, what, &context->specialize_on[i]))
      return FALSE;
  return TRUE;
}

static gboolean
lookup_context (ShapeTraceDraft       *draft,
                ShapeJson             *json,
                const char            *what,
                ShapeSymbolicContext **context)
{
  gpointer found = NULL;

  if (!shape_trace_read_id (draft->reader, json, what, draft->reader->trace->contexts, &found))
    return FALSE;
  *context = found;
  return TRUE;
}

static gboolean
read_view_base_context (ShapeTraceDraft *draft,
                        ShapeJson       *json,
                        const char      *what)
{
  ShapeSymbolicContext *base;

  if (!lookup_context (draft, json, what, &base))
    return FALSE;
  g_set_object (&need_context (draft)->view_base_context, base);
  return TRUE;
}

static gboolean
read_inner_contexts (ShapeTraceDraft *draft,
                     ShapeJson       *json,
                     const char      *what)
{
  ShapeSymbolicContext *context = need_context (draft);

  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (draft->reader, "%s: an object is expected", what);
  g_clear_pointer (&context->inner_contexts, g_ptr_array_unref);
  g_clear_pointer (&context->inner_names, g_ptr_array_unref);
  context->inner_contexts = g_ptr_array_new_with_free_func (g_object_unref);
  context->inner_names = g_ptr_array_new_with_free_func (g_free);
  while (shape_json_next_member (json))
    {
      ShapeSymbolicContext *inner;
      char *name = g_strndup (json->text, json->n_bytes);

      g_ptr_array_add (context->inner_names, name);
      if (!lookup_context (draft, json, what, &inner))
        return FALSE;
      g_ptr_array_add (context->inner_contexts, g_object_ref (inner));
    }
  return TRUE;
}

static gboolean
read_cache_of (ShapeTraceDraft *draft,
               ShapeJson       *json,
               const char      *what)
{
  ShapeSymbolicContext *other;

  if (!lookup_context (draft, json, what, &other))
    return FALSE;
  need_context (draft)->memory_id = other->memory_id;
  return TRUE;
}

gboolean
shape_trace_draft_finish_context (ShapeTraceDraft *draft)
{
  ShapeTrace *trace = draft->reader->trace;
  ShapeContextClass class_kind;
  ShapeSymbolicContext *context = need_context (draft);

  if (draft->class_name == NULL ||
      !shape_context_class_from_name (draft->class_name, strlen (draft->class_name), &class_kind))
    return shape_trace_fail (draft->reader, "class: unknown class of context");
  if (context->n_excluded_sizes > context->n_dims)
    return shape_trace_fail (draft->reader, "excluded_sizes: more than dimensions");
  context->class_kind = class_kind;
  context->pool = shape_expr_pool_ref (trace->pool);
  if (!shape_trace_draft_define (draft, trace->contexts, context))
    return FALSE;
  draft->context = NULL; /* the table has it */
  return TRUE;
}

const ShapeTraceMember shape_trace_context_members[SHAPE_TRACE_N_CONTEXT_MEMBERS] = {
  { "id", shape_trace_draft_read_id },
  { "class", shape_trace_draft_read_class },
  { "dynamic_sizes", read_dynamic_sizes },
  { "dynamic_strides", read_dynamic_strides },
  { "constraint_sizes", read_constraint_sizes },
  { "constraint_strides", read_constraint_strides },
  { "constraint", read_constraint },
  { "tensor_source", read_tensor_source },
  { "excluded_sizes", read_excluded_sizes },
  { "shape_ids", read_shape_ids },
  { "unbacked_bounds", read_unbacked_bounds },
  { "specialize_on", read_specialize_on },
  { "view_base_context", read_view_base_context },
  { "inner_contexts", read_inner_contexts },
  { "cache_of", read_cache_of },
};
