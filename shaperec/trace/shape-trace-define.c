/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-draft-private.h"

/* The definitions of a trace: symbols, expressions, sources, tracked fakes. Those of contexts, the largest, stand in
 * shape-trace-define-context.c. */

gboolean
shape_trace_draft_read_id (ShapeTraceDraft *draft,
                           ShapeJson       *json,
                           const char      *what)
{
  if (!shape_trace_read_integer (draft->reader, json, what, &draft->id))
    return FALSE;
  if (draft->id < 0 || draft->id >= G_MAXUINT32)
    return shape_trace_fail (draft->reader, "id: out of range");
  return TRUE;
}

static gboolean
read_name (ShapeTraceDraft *draft,
           ShapeJson       *json,
           const char      *what)
{
  return shape_trace_read_text (draft->reader, json, what, &draft->name);
}

gboolean
shape_trace_draft_read_class (ShapeTraceDraft *draft,
                              ShapeJson       *json,
                              const char      *what)
{
  return shape_trace_read_text (draft->reader, json, what, &draft->class_name);
}

gboolean
shape_trace_draft_define (ShapeTraceDraft *draft,
                          GHashTable      *table,
                          gpointer         thing)
{
  if (draft->id < 0)
    return shape_trace_fail (draft->reader, "id: is missing");
  if (g_hash_table_contains (table, GUINT_TO_POINTER ((guint) draft->id)))
    return shape_trace_fail (draft->reader, "id: %" G_GINT64_FORMAT " is defined twice", draft->id);
  g_hash_table_insert (table, GUINT_TO_POINTER ((guint) draft->id), thing);
  return TRUE;
}

gboolean
shape_trace_draft_count_items (ShapeTraceDraft *draft,
                               ShapeJson       *json,
                               const char      *what,
                               guint           *n)
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

/* Symbols and expressions */

static gboolean
read_assumptions (ShapeTraceDraft *draft,
                  ShapeJson       *json,
                  const char      *what)
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
      if (shape_fact_from_name (name, &fact))
        shape_facts_give (&draft->facts, fact, value);
    }
  draft->has_facts = TRUE;
  return TRUE;
}

static gboolean
finish_symbol (ShapeTraceDraft *draft)
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
read_expr (ShapeTraceDraft *draft,
           ShapeJson       *json,
           const char      *what)
{
  return shape_trace_read_expr (draft->reader, json, what, &draft->expr);
}

static gboolean
finish_expr (ShapeTraceDraft *draft)
{
  if (draft->expr == NULL)
    return shape_trace_fail (draft->reader, "expr: is missing");
  return shape_trace_draft_define (draft, draft->reader->trace->exprs, draft->expr);
}

static const ShapeTraceMember symbol_members[] = {
  { "name", read_name },
  { "assumptions", read_assumptions },
};

static const ShapeTraceMember expr_members[] = {
  { "id", shape_trace_draft_read_id },
  { "expr", read_expr },
};

/* Sources */

static gboolean
read_base (ShapeTraceDraft *draft,
           ShapeJson       *json,
           const char      *what)
{
  gpointer base = NULL;

  if (!shape_trace_read_id (draft->reader, json, what, draft->reader->trace->sources, &base))
    return FALSE;
  draft->base = base;
  return TRUE;
}

static gboolean
read_ephemeral (ShapeTraceDraft *draft,
                ShapeJson       *json,
                const char      *what)
{
  return shape_trace_read_bool (draft->reader, json, what, &draft->ephemeral);
}

static gboolean
read_prop (ShapeTraceDraft *draft,
           ShapeJson       *json,
           const char      *what)
{
  if (shape_json_next (json) == SHAPE_JSON_STRING &&
      shape_tensor_property_from_name (json->text, json->n_bytes, &draft->property))
    return TRUE;
  return shape_trace_fail (draft->reader, "%s: unknown property of a tensor", what);
}

static gboolean
read_index (ShapeTraceDraft *draft,
            ShapeJson       *json,
            const char      *what)
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
read_numbers (ShapeTraceDraft *draft,
              ShapeJson       *json,
              const char      *what)
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
finish_source (ShapeTraceDraft *draft)
{
  ShapeSource *source;

  if (draft->name == NULL || draft->class_name == NULL)
    return shape_trace_fail (draft->reader, "a source has a class and a name");
  source = shape_source_new (draft->class_name, draft->name, draft->base, draft->ephemeral);
  source->property = draft->property;
  source->index = (int) draft->index;
  source->numbers = g_steal_pointer (&draft->numbers);
  if (shape_trace_draft_define (draft, draft->reader->trace->sources, source))
    return TRUE;
  shape_source_unref (source);
  return FALSE;
}

static const ShapeTraceMember source_members[] = {
  { "id", shape_trace_draft_read_id },
  { "class", shape_trace_draft_read_class },
  { "name", read_name },
  { "base", read_base },
  { "ephemeral", read_ephemeral },
  { "prop", read_prop },
  { "idx", read_index },
  { "numbers", read_numbers },
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
read_fake_value (ShapeTraceDraft  *draft,
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
read_fake_member (ShapeTraceDraft  *draft,
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
read_fake (ShapeTraceDraft  *draft,
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
  shape_placeholder_settle (fake, TRUE);
  return TRUE;
}

static void
list_loud (ShapeTrackedFakes *fakes,
           ShapeArena        *arena)
{
  guint n = 0;

  for (guint i = 0; i < fakes->n; i++)
    fakes->n_loud += !fakes->fakes[i].is_quiet;
  fakes->loud = shape_arena_new_array (arena, const ShapePlaceholder *, fakes->n_loud);
  for (guint i = 0; i < fakes->n; i++)
    if (!fakes->fakes[i].is_quiet)
      fakes->loud[n++] = &fakes->fakes[i];
}

static gboolean
read_fakes (ShapeTraceDraft *draft,
            ShapeJson       *json,
            const char      *what)
{
  guint n;

  if (!shape_trace_draft_count_items (draft, json, what, &n))
    return FALSE;
  draft->fakes = shape_arena_alloc (draft->reader->trace->arena,
                                    sizeof (ShapeTrackedFakes) + sizeof (ShapePlaceholder) * n);
  draft->fakes->n = n;
  shape_json_next (json);
  for (guint i = 0; shape_json_next_item (json); i++)
    if (!read_fake (draft, json, &draft->fakes->fakes[i]))
      return FALSE;
  list_loud (draft->fakes, draft->reader->trace->arena);
  return TRUE;
}

static gboolean
finish_fakes (ShapeTraceDraft *draft)
{
  if (draft->fakes == NULL)
    return shape_trace_fail (draft->reader, "fakes: is missing");
  return shape_trace_draft_define (draft, draft->reader->trace->fakes, draft->fakes);
}

static const ShapeTraceMember fakes_members[] = {
  { "id", shape_trace_draft_read_id },
  { "fakes", read_fakes },
};

/* The kinds of definition */

static const struct
{
  const char             *kind;
  const ShapeTraceMember *members;
  gsize                   n_members;
  gboolean              (*finish) (ShapeTraceDraft *draft);
} definitions[] = {
  { "symbol", symbol_members, G_N_ELEMENTS (symbol_members), finish_symbol },
  { "expr", expr_members, G_N_ELEMENTS (expr_members), finish_expr },
  { "source", source_members, G_N_ELEMENTS (source_members), finish_source },
  { "context", shape_trace_context_members, SHAPE_TRACE_N_CONTEXT_MEMBERS, shape_trace_draft_finish_context },
  { "tracked_fakes", fakes_members, G_N_ELEMENTS (fakes_members), finish_fakes },
};

static gboolean
read_member (ShapeTraceDraft        *draft,
             ShapeJson              *json,
             const ShapeTraceMember *members,
             gsize                   n_members)
{
  for (gsize i = 0; i < n_members; i++)
    if (shape_json_is (json, members[i].name))
      return members[i].read (draft, json, members[i].name);
  return shape_json_skip (json);
}

gboolean
shape_trace_read_definition (ShapeTraceReader *self,
                             ShapeJson        *json,
                             ShapeJson        *members)
{
  ShapeTraceDraft draft = { .reader = self, .id = -1, .index = -1 };
  gboolean ok = TRUE;
  gsize i;

  if (shape_json_next (json) != SHAPE_JSON_STRING)
    return shape_trace_fail (self, "define: a text is expected");
  for (i = 0; i < G_N_ELEMENTS (definitions); i++)
    if (shape_json_is (json, definitions[i].kind))
      break;
  if (i == G_N_ELEMENTS (definitions))
    return shape_trace_fail (self, "define: unknown kind %.*s", (int) MIN (json->n_bytes, 80), json->text);
  while (ok && shape_json_next_member (members))
    ok = read_member (&draft, members, definitions[i].members, definitions[i].n_members);
  ok = ok && shape_trace_finish_line (self, members) && definitions[i].finish (&draft);
  g_clear_object (&draft.context);
  g_clear_pointer (&draft.numbers, g_hash_table_unref);
  return ok;
}
