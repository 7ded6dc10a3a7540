/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The definitions of a trace: symbols, expressions, sources, contexts, tracked fakes. */

#include "shape-trace-private.h"

#include <string.h>

/* What a definition consists of: its members are read one by one into a draft. */
typedef struct
{
  ShapeTraceReader     *reader;
  gint64                id;   /* -1: it has none */
  const char           *name;
  const char           *class_name;

  ShapeNode            *expr;
  ShapeFacts            facts;
  gboolean              has_facts;

  ShapeSource          *base;
  gboolean              ephemeral;
  ShapeTensorProperty   property;
  gint64                index;
  GHashTable           *numbers;   /* owned */

  ShapeSymbolicContext *context;   /* the one being made; owned */
  ShapeTrackedFakes    *fakes;
} Draft;

typedef struct
{
  const char *name;
  gboolean  (*read) (Draft      *draft,
                     ShapeJson  *json,
                     const char *what);
} Member;

static gboolean
read_id (Draft      *draft,
         ShapeJson  *json,
         const char *what)
{
  if (!shape_trace_read_integer (draft->reader, json, what, &draft->id))
    return FALSE;
  if (draft->id < 0 || draft->id >= G_MAXUINT32)
    return shape_trace_fail (draft->reader, "id: out of range");
  return TRUE;
}

static gboolean
read_name (Draft      *draft,
           ShapeJson  *json,
           const char *what)
{
  return shape_trace_read_text (draft->reader, json, what, &draft->name);
}

static gboolean
read_class (Draft      *draft,
            ShapeJson  *json,
            const char *what)
{
  return shape_trace_read_text (draft->reader, json, what, &draft->class_name);
}

/* Puts @thing under its id. Nothing is defined twice. */
static gboolean
define (Draft      *draft,
        GHashTable *table,
        gpointer    thing)
{
  if (draft->id < 0)
    return shape_trace_fail (draft->reader, "id: is missing");
  if (g_hash_table_contains (table, GUINT_TO_POINTER ((guint) draft->id)))
    return shape_trace_fail (draft->reader, "id: %" G_GINT64_FORMAT " is defined twice", draft->id);
  g_hash_table_insert (table, GUINT_TO_POINTER ((guint) draft->id), thing);
  return TRUE;
}

/* Symbols and expressions */

static gboolean
read_assumptions (Draft      *draft,
                  ShapeJson  *json,
                  const char *what)
{
  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (draft->reader, "%s: an object is expected", what);
  while (shape_json_next_member (json))
    {
      g_autofree char *name = g_strndup (json->text, json->n_bytes);
      gboolean value = FALSE;
      ShapeFact fact;

      if (!shape_trace_read_bool (draft->reader, json, name, &value))
        return FALSE;
      if (!shape_fact_from_name (name, &fact))
        continue;
      draft->facts.known |= 1u << fact;
      draft->facts.value &= ~(1u << fact);
      if (value)
        draft->facts.value |= 1u << fact;
    }
  draft->has_facts = TRUE;
  return TRUE;
}

static gboolean
finish_symbol (Draft *draft)
{
  ShapeTrace *trace = draft->reader->trace;
  ShapeFacts closed = draft->facts;
  ShapeNode *symbol;

  if (draft->name == NULL || !draft->has_facts || draft->name[0] == '\0')
    return shape_trace_fail (draft->reader, "a symbol has a name and assumptions");
  if (g_hash_table_contains (trace->symbols, draft->name))
    return shape_trace_fail (draft->reader, "symbol %s is defined twice", draft->name);
  if (!shape_facts_close (&closed))
    return shape_trace_fail (draft->reader, "the assumptions of %s contradict", draft->name);
  symbol = shape_node_symbol (trace->pool, draft->name, draft->facts);
  g_hash_table_insert (trace->symbols, (gpointer) draft->name, symbol);
  return TRUE;
}

static gboolean
read_expr (Draft      *draft,
           ShapeJson  *json,
           const char *what)
{
  return shape_trace_read_expr (draft->reader, json, what, &draft->expr);
}

static gboolean
finish_expr (Draft *draft)
{
  if (draft->expr == NULL)
    return shape_trace_fail (draft->reader, "expr: is missing");
  return define (draft, draft->reader->trace->exprs, draft->expr);
}

static const Member symbol_members[] = {
  { "name", read_name },
  { "assumptions", read_assumptions },
};

static const Member expr_members[] = {
  { "id", read_id },
  { "expr", read_expr },
};

/* Sources */

static gboolean
read_base (Draft      *draft,
           ShapeJson  *json,
           const char *what)
{
  gpointer base = NULL;

  if (!shape_trace_read_id (draft->reader, json, what, draft->reader->trace->sources, &base))
    return FALSE;
  draft->base = base;
  return TRUE;
}

static gboolean
read_ephemeral (Draft      *draft,
                ShapeJson  *json,
                const char *what)
{
  return shape_trace_read_bool (draft->reader, json, what, &draft->ephemeral);
}

static gboolean
read_prop (Draft      *draft,
           ShapeJson  *json,
           const char *what)
{
  static const char *const names[] = { "", "size", "stride", "storage_offset" };

  if (shape_json_next (json) == SHAPE_JSON_STRING)
    for (guint i = SHAPE_TENSOR_PROPERTY_SIZE; i < G_N_ELEMENTS (names); i++)
      if (shape_json_is (json, names[i]))
        {
          draft->property = (ShapeTensorProperty) i;
          return TRUE;
        }
  return shape_trace_fail (draft->reader, "%s: unknown property of a tensor", what);
}

static gboolean
read_index (Draft      *draft,
            ShapeJson  *json,
            const char *what)
{
  ShapeJsonKind kind = shape_json_next (json);

  if (kind == SHAPE_JSON_NULL)
    return TRUE;
  if (kind != SHAPE_JSON_INTEGER || json->integer < 0 || json->integer > G_MAXINT)
    return shape_trace_fail (draft->reader, "%s: a dimension is expected", what);
  draft->index = json->integer;
  return TRUE;
}

static gboolean
read_numbers (Draft      *draft,
              ShapeJson  *json,
              const char *what)
{
  if (shape_json_next (json) != SHAPE_JSON_OBJECT || draft->numbers != NULL)
    return shape_trace_fail (draft->reader, "%s: one object is expected", what);
  draft->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (shape_json_next_member (json))
    {
      char *property = g_strndup (json->text, json->n_bytes);
      ShapeJsonKind kind = shape_json_next (json);

      g_hash_table_insert (draft->numbers, property, GUINT_TO_POINTER ((guint) json->integer));
      if (kind != SHAPE_JSON_INTEGER || json->integer < 0 || json->integer > G_MAXINT)
        return shape_trace_fail (draft->reader, "%s: a number is expected", what);
    }
  return TRUE;
}

static gboolean
finish_source (Draft *draft)
{
  ShapeSource *source;

  if (draft->name == NULL || draft->class_name == NULL)
    return shape_trace_fail (draft->reader, "a source has a class and a name");
  source = shape_source_new (draft->class_name, draft->name, draft->base, draft->ephemeral);
  source->property = draft->property;
  source->index = (int) draft->index;
  source->numbers = g_steal_pointer (&draft->numbers);
  if (define (draft, draft->reader->trace->sources, source))
    return TRUE;
  shape_source_unref (source);
  return FALSE;
}

static const Member source_members[] = {
  { "id", read_id },
  { "class", read_class },
  { "name", read_name },
  { "base", read_base },
  { "ephemeral", read_ephemeral },
  { "prop", read_prop },
  { "idx", read_index },
  { "numbers", read_numbers },
};

/* Contexts */

/* Makes the context when the first of its lists tells the number of dimensions. */
static gboolean
need_dims (Draft      *draft,
           guint       n_dims,
           const char *what)
{
  if (draft->context == NULL)
    draft->context = shape_symbolic_context_new_of_class (SHAPE_CONTEXT_STATELESS, n_dims);
  if (draft->context->n_dims != n_dims)
    return shape_trace_fail (draft->reader, "%s: %u dimensions, but %u before", what, n_dims, draft->context->n_dims);
  return TRUE;
}

/* The number of items of the list that comes next; it is not passed over. */
static gboolean
count_items (Draft      *draft,
             ShapeJson  *json,
             const char *what,
             guint      *n)
{
  ShapeJson ahead = *json;

  *n = 0;
  ahead.unescaped = NULL;
  if (shape_json_next (&ahead) != SHAPE_JSON_LIST)
    return shape_trace_fail (draft->reader, "%s: a list is expected", what);
  while (shape_json_next_item (&ahead) && shape_json_skip (&ahead))
    ++*n;
  shape_json_clear (&ahead);
  return ahead.error == NULL;
}

static gboolean
read_dims (Draft           *draft,
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
read_dynamic_sizes (Draft      *draft,
                    ShapeJson  *json,
                    const char *what)
{
  guint n;

  return count_items (draft, json, what, &n) && need_dims (draft, n, what) &&
         read_dims (draft, json, what, draft->context->dynamic_sizes);
}

static gboolean
read_dynamic_strides (Draft      *draft,
                      ShapeJson  *json,
                      const char *what)
{
  guint n;

  if (!count_items (draft, json, what, &n) || !need_dims (draft, n, what) ||
      !read_dims (draft, json, what, draft->context->dynamic_strides))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (draft->context->dynamic_strides[i] == SHAPE_DIM_STATIC || draft->context->dynamic_strides[i] == SHAPE_DIM_UNBACKED)
      return shape_trace_fail (draft->reader, "%s: a stride is INFER_STRIDE, DYNAMIC or DUCK", what);
  return TRUE;
}

static gboolean
read_constraints (Draft           *draft,
                  ShapeJson       *json,
                  const char      *what,
                  ShapeConstraint *constraints)
{
  shape_json_next (json);
  for (guint i = 0; shape_json_next_item (json); i++)
    if (!shape_trace_read_constraint (draft->reader, json, what, &constraints[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_constraint_sizes (Draft      *draft,
                       ShapeJson  *json,
                       const char *what)
{
  guint n;

  return count_items (draft, json, what, &n) && need_dims (draft, n, what) &&
         read_constraints (draft, json, what, draft->context->constraint_sizes);
}

static gboolean
read_constraint_strides (Draft      *draft,
                         ShapeJson  *json,
                         const char *what)
{
  guint n;

  return count_items (draft, json, what, &n) && need_dims (draft, n, what) &&
         read_constraints (draft, json, what, draft->context->constraint_strides);
}

/* The members that need the number of dimensions stand behind dynamic_sizes. */
static ShapeSymbolicContext *
need_context (Draft *draft)
{
  if (draft->context == NULL)
    draft->context = shape_symbolic_context_new_of_class (SHAPE_CONTEXT_SYM_INT, 0);
  return draft->context;
}

static gboolean
read_constraint (Draft      *draft,
                 ShapeJson  *json,
                 const char *what)
{
  return shape_trace_read_constraint (draft->reader, json, what, &need_context (draft)->constraint);
}

static gboolean
read_tensor_source (Draft      *draft,
                    ShapeJson  *json,
                    const char *what)
{
  gpointer source = NULL;

  if (!shape_trace_read_id (draft->reader, json, what, draft->reader->trace->sources, &source))
    return FALSE;
  g_clear_pointer (&need_context (draft)->tensor_source, shape_source_unref);
  draft->context->tensor_source = shape_source_ref (source);
  return TRUE;
}

static gboolean
read_excluded_sizes (Draft      *draft,
                     ShapeJson  *json,
                     const char *what)
{
  ShapeSymbolicContext *context = need_context (draft);
  guint n;

  if (!count_items (draft, json, what, &n))
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
get_unbacked_dim (Draft           *draft,
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
read_shape_ids (Draft      *draft,
                ShapeJson  *json,
                const char *what)
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
read_bounds (Draft            *draft,
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
read_unbacked_bounds (Draft      *draft,
                      ShapeJson  *json,
                      const char *what)
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
read_texts (Draft      *draft,
            ShapeJson  *json,
            const char *what,
            GStrv      *texts)
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
read_specialize_on (Draft      *draft,
                    ShapeJson  *json,
                    const char *what)
{
  ShapeSymbolicContext *context;
  guint n;

  if (!count_items (draft, json, what, &n) || !need_dims (draft, n, what))
    return FALSE;
  context = draft->context;
  if (context->specialize_on != NULL)
    return shape_trace_fail (draft->reader, "%s: is given twice", what);
  context->specialize_on = g_new0 (GStrv, MAX (n, 1));
  shape_json_next (json);
  for (guint i = 0; shape_json_next_item (json); i++)
    if (!read_texts (draft, json, what, &context->specialize_on[i]))
      return FALSE;
  return TRUE;
}

static gboolean
lookup_context (Draft                 *draft,
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
read_view_base_context (Draft      *draft,
                        ShapeJson  *json,
                        const char *what)
{
  ShapeSymbolicContext *base;

  if (!lookup_context (draft, json, what, &base))
    return FALSE;
  g_set_object (&need_context (draft)->view_base_context, base);
  return TRUE;
}

static gboolean
read_inner_contexts (Draft      *draft,
                     ShapeJson  *json,
                     const char *what)
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
read_cache_of (Draft      *draft,
               ShapeJson  *json,
               const char *what)
{
  ShapeSymbolicContext *other;

  if (!lookup_context (draft, json, what, &other))
    return FALSE;
  need_context (draft)->memory_id = other->memory_id;
  return TRUE;
}

static gboolean
finish_context (Draft *draft)
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
  return define (draft, trace->contexts, g_steal_pointer (&draft->context)) ||
         (g_object_unref (context), FALSE);
}

static const Member context_members[] = {
  { "id", read_id },
  { "class", read_class },
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

/* Tracked fakes */

typedef struct
{
  const char *name;
  guint       type;   /* ShapeArgType */
  gsize       offset; /* of a ShapeValue in ShapePlaceholder */
} FakeMember;

static const FakeMember fake_members[] = {
  { "scalar", SHAPE_ARG_VALUE, G_STRUCT_OFFSET (ShapePlaceholder, scalar) },
  { "size", SHAPE_ARG_VALUES, G_STRUCT_OFFSET (ShapePlaceholder, size) },
  { "stride", SHAPE_ARG_VALUES, G_STRUCT_OFFSET (ShapePlaceholder, stride) },
  { "storage_offset", SHAPE_ARG_VALUE, G_STRUCT_OFFSET (ShapePlaceholder, storage_offset) },
};

static gboolean
read_fake_value (Draft            *draft,
                 ShapeJson        *json,
                 ShapePlaceholder *fake)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fake_members); i++)
    if (shape_json_is (json, fake_members[i].name))
      {
        ShapeArgInfo info = { fake_members[i].name, fake_members[i].type, { 0 } };

        fake->is_scalar |= i == 0;
        return shape_trace_read_arg (draft->reader, json, &info,
                                     (ShapeValue *) ((guint8 *) fake + fake_members[i].offset));
      }
  return shape_json_skip (json);
}

static gboolean
read_fake_member (Draft            *draft,
                  ShapeJson        *json,
                  ShapePlaceholder *fake)
{
  static const ShapeArgInfo source_info = { "source", SHAPE_ARG_SOURCE, { 0 } };
  static const ShapeArgInfo context_info = { "context", SHAPE_ARG_CONTEXT | SHAPE_ARG_NULLABLE, { 0 } };
  ShapeValue value;

  if (shape_json_is (json, "source"))
    {
      if (!shape_trace_read_arg (draft->reader, json, &source_info, &value))
        return FALSE;
      fake->source = value.source;
      return TRUE;
    }
  if (shape_json_is (json, "context"))
    {
      if (!shape_trace_read_arg (draft->reader, json, &context_info, &value))
        return FALSE;
      fake->context = value.kind == SHAPE_VALUE_CONTEXT ? value.context : NULL;
      return TRUE;
    }
  if (shape_json_is (json, "is_nested"))
    return shape_trace_read_bool (draft->reader, json, "is_nested", &fake->is_nested);
  return read_fake_value (draft, json, fake);
}

static gboolean
read_fake (Draft            *draft,
           ShapeJson        *json,
           ShapePlaceholder *fake)
{
  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (draft->reader, "fakes: an object is expected");
  while (shape_json_next_member (json))
    if (!read_fake_member (draft, json, fake))
      return FALSE;
  if (json->error != NULL)
    return FALSE;
  if (fake->source == NULL)
    return shape_trace_fail (draft->reader, "fakes: a source is missing");
  if (!fake->is_scalar && (fake->size.kind != SHAPE_VALUE_LIST || fake->stride.kind != SHAPE_VALUE_LIST ||
                           fake->size.n_items != fake->stride.n_items))
    return shape_trace_fail (draft->reader, "fakes: sizes and strides do not match");
  return TRUE;
}

static gboolean
read_fakes (Draft      *draft,
            ShapeJson  *json,
            const char *what)
{
  guint n;

  if (!count_items (draft, json, what, &n))
    return FALSE;
  draft->fakes = shape_arena_alloc (draft->reader->trace->arena,
                                    sizeof (ShapeTrackedFakes) + sizeof (ShapePlaceholder) * n);
  draft->fakes->n = n;
  shape_json_next (json);
  for (guint i = 0; shape_json_next_item (json); i++)
    if (!read_fake (draft, json, &draft->fakes->fakes[i]))
      return FALSE;
  return TRUE;
}

static gboolean
finish_fakes (Draft *draft)
{
  if (draft->fakes == NULL)
    return shape_trace_fail (draft->reader, "fakes: is missing");
  return define (draft, draft->reader->trace->fakes, draft->fakes);
}

static const Member fakes_members[] = {
  { "id", read_id },
  { "fakes", read_fakes },
};

/* The kinds of definition */

static const struct
{
  const char   *kind;
  const Member *members;
  gsize         n_members;
  gboolean    (*finish) (Draft *draft);
} definitions[] = {
  { "symbol", symbol_members, G_N_ELEMENTS (symbol_members), finish_symbol },
  { "expr", expr_members, G_N_ELEMENTS (expr_members), finish_expr },
  { "source", source_members, G_N_ELEMENTS (source_members), finish_source },
  { "context", context_members, G_N_ELEMENTS (context_members), finish_context },
  { "tracked_fakes", fakes_members, G_N_ELEMENTS (fakes_members), finish_fakes },
};

static gboolean
read_member (Draft        *draft,
             ShapeJson    *json,
             const Member *members,
             gsize         n_members)
{
  for (gsize i = 0; i < n_members; i++)
    if (shape_json_is (json, members[i].name))
      return members[i].read (draft, json, members[i].name);
  return shape_json_skip (json);
}

gboolean
shape_trace_read_definition (ShapeTraceReader *self,
                             const char       *kind,
                             ShapeSlice        line)
{
  Draft draft = { .reader = self, .id = -1, .index = -1 };
  g_auto (ShapeJson) json = { 0 };
  gboolean ok = TRUE;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (definitions); i++)
    if (strcmp (definitions[i].kind, kind) == 0)
      break;
  if (i == G_N_ELEMENTS (definitions))
    return shape_trace_fail (self, "define: unknown kind %s", kind);
  shape_json_init (&json, line.text, line.n_bytes);
  shape_json_next (&json);
  while (ok && shape_json_next_member (&json))
    ok = read_member (&draft, &json, definitions[i].members, definitions[i].n_members);
  if (json.error != NULL)
    ok = shape_trace_fail_json (self, &json);
  ok = ok && definitions[i].finish (&draft);
  g_clear_object (&draft.context);
  g_clear_pointer (&draft.numbers, g_hash_table_unref);
  return ok;
}
