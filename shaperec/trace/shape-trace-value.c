/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-private.h"

#include <math.h>
#include <string.h>

/* The values and expressions of a trace's lines. */

/* A text longer than this may come again: what it was read as is kept. */
#define LARGE_TEXT 64

gboolean
shape_trace_fail (ShapeTraceReader *self,
                  const char       *format,
                  ...)
{
  g_autofree char *what = NULL;
  va_list args;

  if (self->error != NULL)
    return FALSE;
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (&self->error, SHAPE_ERROR, SHAPE_ERROR_TRACE, "line %u: %s", self->line, what);
  return FALSE;
}

gboolean
shape_trace_fail_json (ShapeTraceReader *self,
                       const ShapeJson  *json)
{
  return shape_trace_fail (self, "%s (byte %" G_GSIZE_FORMAT ")", json->error, (gsize) (json->at - json->start) + 1);
}

gboolean
shape_trace_finish_line (ShapeTraceReader *self,
                         ShapeJson        *json)
{
  if (json->error == NULL && !shape_json_at_end (json))
    shape_json_fail (json, "something stands behind the object");
  return json->error == NULL || shape_trace_fail_json (self, json);
}

/* Fails because @json has something else than @expected. */
static gboolean
fail_kind (ShapeTraceReader *self,
           ShapeJson        *json,
           const char       *what,
           const char       *expected)
{
  if (json->error != NULL)
    return shape_trace_fail_json (self, json);
  return shape_trace_fail (self, "%s: %s is expected", what, expected);
}

/* Expressions */

static ShapeNode *
lookup_symbol (const char *name,
               gsize       len,
               gpointer    data)
{
  ShapeTrace *trace = data;
  char small[64];
  g_autofree char *large = NULL;
  char *copy = small;

  if (len >= sizeof small)
    copy = large = g_malloc (len + 1);
  memcpy (copy, name, len);
  copy[len] = '\0';
  return g_hash_table_lookup (trace->symbols, copy);
}

static ShapeNode *
lookup_definition (guint64  id,
                   gpointer data)
{
  ShapeTrace *trace = data;

  return id < G_MAXUINT32 ? g_hash_table_lookup (trace->exprs, GUINT_TO_POINTER ((guint) id)) : NULL;
}

static ShapeNode *
parse_expr (ShapeTraceReader *self,
            const char       *text,
            gsize             len,
            const char       *what)
{
  ShapeParseScope scope = { lookup_symbol, lookup_definition, self->trace };
  g_autoptr (GError) error = NULL;
  ShapeNode *node = shape_node_parse (self->trace->pool, text, len, FALSE, &scope, &error);

  if (node == NULL)
    shape_trace_fail (self, "%s: %s", what, error->message);
  return node;
}

ShapeNode *
shape_trace_parse_expr (ShapeTraceReader *self,
                        const char       *text,
                        gsize             len,
                        const char       *what)
{
  const char *key;
  ShapeNode *node;

  if (len < LARGE_TEXT)
    return parse_expr (self, text, len, what);
  key = shape_arena_intern (self->trace->arena, text, len);
  node = g_hash_table_lookup (self->trace->texts, key);
  if (node == NULL && (node = parse_expr (self, text, len, what)) != NULL)
    g_hash_table_insert (self->trace->texts, (gpointer) key, node);
  return node;
}

/* The expression in the value that @json read last: its text, or a number. */
static gboolean
take_expr (ShapeTraceReader *self,
           ShapeJson        *json,
           const char       *what,
           ShapeNode       **node)
{
  switch (json->kind)
    {
    case SHAPE_JSON_STRING:
    case SHAPE_JSON_BIG:
      *node = shape_trace_parse_expr (self, json->text, json->n_bytes, what);
      return *node != NULL;
    case SHAPE_JSON_INTEGER:
      *node = shape_node_integer (self->trace->pool, json->integer);
      return TRUE;
    case SHAPE_JSON_FLOAT:
      *node = shape_node_float (self->trace->pool, json->real);
      return TRUE;
    case SHAPE_JSON_TRUE:
    case SHAPE_JSON_FALSE:
      *node = shape_node_bool (self->trace->pool, json->kind == SHAPE_JSON_TRUE);
      return TRUE;
    default:
      return fail_kind (self, json, what, "an expression");
    }
}

gboolean
shape_trace_read_expr (ShapeTraceReader *self,
                       ShapeJson        *json,
                       const char       *what,
                       ShapeNode       **node)
{
  shape_json_next (json);
  return take_expr (self, json, what, node);
}

/* Simple values */

gboolean
shape_trace_read_text (ShapeTraceReader *self,
                       ShapeJson        *json,
                       const char       *what,
                       const char      **text)
{
  if (shape_json_next (json) != SHAPE_JSON_STRING)
    return fail_kind (self, json, what, "a text");
  *text = shape_arena_intern (self->trace->arena, json->text, json->n_bytes);
  return TRUE;
}

gboolean
shape_trace_read_bool (ShapeTraceReader *self,
                       ShapeJson        *json,
                       const char       *what,
                       gboolean         *value)
{
  ShapeJsonKind kind = shape_json_next (json);

  if (kind != SHAPE_JSON_TRUE && kind != SHAPE_JSON_FALSE)
    return fail_kind (self, json, what, "true or false");
  *value = kind == SHAPE_JSON_TRUE;
  return TRUE;
}

gboolean
shape_trace_read_integer (ShapeTraceReader *self,
                          ShapeJson        *json,
                          const char       *what,
                          gint64           *value)
{
  if (shape_json_next (json) != SHAPE_JSON_INTEGER)
    return fail_kind (self, json, what, "an integer");
  *value = json->integer;
  return TRUE;
}

gboolean
shape_trace_read_id (ShapeTraceReader *self,
                     ShapeJson        *json,
                     const char       *what,
                     GHashTable       *table,
                     gpointer         *thing)
{
  gint64 id = -1;

  if (!shape_trace_read_integer (self, json, what, &id))
    return FALSE;
  *thing = id >= 0 && id < G_MAXUINT32 ? g_hash_table_lookup (table, GUINT_TO_POINTER ((guint) id)) : NULL;
  if (*thing == NULL)
    return shape_trace_fail (self, "%s: %" G_GINT64_FORMAT " was not defined", what, id);
  return TRUE;
}

/* Composite values */

void
shape_trace_pop_list (ShapeTraceReader *self,
                      guint             base,
                      ShapeValue       *value)
{
  guint n = self->stack->len - base;
  ShapeValue *items = NULL;

  if (n > 0)
    {
      items = shape_arena_new_array (self->trace->arena, ShapeValue, n);
      memcpy (items, &g_array_index (self->stack, ShapeValue, base), sizeof (ShapeValue) * n);
      g_array_set_size (self->stack, base);
    }
  *value = shape_value_list (items, n);
}

static gboolean
take_list (ShapeTraceReader *self,
           ShapeJson        *json,
           const char       *what,
           ShapeValue       *value)
{
  guint base = self->stack->len;

  while (shape_json_next_item (json))
    {
      ShapeValue item;

      if (!shape_trace_read_value (self, json, what, &item))
        return FALSE;
      g_array_append_val (self->stack, item);
    }
  if (json->error != NULL)
    return shape_trace_fail_json (self, json);
  shape_trace_pop_list (self, base, value);
  return TRUE;
}

/* The members that an object of a value may have. */
enum
{
  PART_SYM, PART_TYPE, PART_HINT, PART_NODE, PART_NESTED_INT, PART_COEFF, PART_EXPR, PART_TENSOR,
  PART_VALUE, PART_FLOAT, PART_SIZE, PART_STRIDE, PART_STORAGE_OFFSET, PART_FRESH, N_PARTS
};

static const char *const part_names[N_PARTS] = {
  "sym", "type", "hint", "node", "nested_int", "coeff", "expr", "tensor",
  "value", "float", "size", "stride", "storage_offset", "fresh",
};

typedef struct
{
  guint      seen; /* bits of parts */
  ShapeValue parts[N_PARTS];
} Parts;

#define HAS(parts, part) (((parts)->seen & (1u << PART_##part)) != 0)

static gboolean
read_part (ShapeTraceReader *self,
           ShapeJson        *json,
           guint             part,
           const char       *what,
           ShapeValue       *value)
{
  if (part != PART_SYM && part != PART_EXPR)
    return shape_trace_read_value (self, json, what, value);
  *value = shape_value_expr (NULL);
  return shape_trace_read_expr (self, json, what, &value->node);
}

static gboolean
read_parts (ShapeTraceReader *self,
            ShapeJson        *json,
            const char       *what,
            Parts            *parts)
{
  parts->seen = 0;
  while (shape_json_next_member (json))
    {
      guint part;

      for (part = 0; part < N_PARTS; part++)
        if (shape_json_is (json, part_names[part]))
          break;
      if (part == N_PARTS)
        {
          shape_json_skip (json);
          continue;
        }
      if (!read_part (self, json, part, what, &parts->parts[part]))
        return FALSE;
      parts->seen |= 1u << part;
    }
  return json->error == NULL || shape_trace_fail_json (self, json);
}

static gboolean
is_text (const ShapeValue *value,
         const char       *text)
{
  return value->kind == SHAPE_VALUE_TEXT && strcmp (value->text, text) == 0;
}

static gboolean
make_symbolic (ShapeTraceReader *self,
               const Parts      *parts,
               const char       *what,
               ShapeValue       *value)
{
  static const char *const types[] = { "int", "float", "bool" };
  guint type = 0;

  while (type < G_N_ELEMENTS (types) && !(HAS (parts, TYPE) && is_text (&parts->parts[PART_TYPE], types[type])))
    type++;
  if (type == G_N_ELEMENTS (types))
    return shape_trace_fail (self, "%s: the type of a symbolic value is int, float or bool", what);
  *value = (ShapeValue) { .kind = (guint8) (SHAPE_VALUE_SYM_INT + type), .node = parts->parts[PART_SYM].node };
  if (HAS (parts, HINT))
    {
      const ShapeValue *hint = &parts->parts[PART_HINT];

      if (hint->kind > SHAPE_VALUE_FLOAT && hint->kind != SHAPE_VALUE_NESTED_INT)
        return shape_trace_fail (self, "%s: a hint is a number", what);
      shape_value_set_hint (value, hint);
    }
  if (HAS (parts, NODE) && parts->parts[PART_NODE].kind == SHAPE_VALUE_TEXT)
    value->fx_node = parts->parts[PART_NODE].text;
  return TRUE;
}

static gboolean
make_fx_node (ShapeTraceReader *self,
              const Parts      *parts,
              const char       *what,
              ShapeValue       *value)
{
  const ShapeValue *node = &parts->parts[PART_NODE];

  if (node->kind != SHAPE_VALUE_TEXT && node->kind != SHAPE_VALUE_NONE)
    return shape_trace_fail (self, "%s: the name of a node is a text or null", what);
  *value = (ShapeValue) { .kind = SHAPE_VALUE_FX_NODE };
  value->text = node->kind == SHAPE_VALUE_TEXT ? node->text : NULL;
  if (HAS (parts, FRESH) && parts->parts[PART_FRESH].kind == SHAPE_VALUE_BOOL)
    value->is_fresh = parts->parts[PART_FRESH].integer != 0;
  return TRUE;
}

static gboolean
make_sizes (ShapeTraceReader *self,
            const Parts      *parts,
            const char       *what,
            ShapeValue       *value)
{
  ShapeValue *items;

  if (!HAS (parts, STRIDE) || !HAS (parts, STORAGE_OFFSET) || parts->parts[PART_SIZE].kind != SHAPE_VALUE_LIST ||
      parts->parts[PART_STRIDE].kind != SHAPE_VALUE_LIST)
    return shape_trace_fail (self, "%s: size, stride and storage_offset belong together", what);
  items = shape_arena_new_array (self->trace->arena, ShapeValue, 3);
  items[0] = parts->parts[PART_SIZE];
  items[1] = parts->parts[PART_STRIDE];
  items[2] = parts->parts[PART_STORAGE_OFFSET];
  *value = (ShapeValue) { .kind = SHAPE_VALUE_SIZES, .n_items = 3, .items = items };
  return TRUE;
}

static gboolean
make_tensor (ShapeTraceReader *self,
             const Parts      *parts,
             const char       *what,
             ShapeValue       *value)
{
  ShapeValue *items = shape_arena_new_array (self->trace->arena, ShapeValue, 1);

  if (parts->parts[PART_TENSOR].kind != SHAPE_VALUE_TEXT || !HAS (parts, VALUE))
    return shape_trace_fail (self, "%s: a tensor has a dtype and a value", what);
  items[0] = parts->parts[PART_VALUE];
  *value = (ShapeValue) { .kind = SHAPE_VALUE_TENSOR, .n_items = 1, .items = items };
  value->dtype = parts->parts[PART_TENSOR].text;
  return TRUE;
}

static gboolean
make_nested_int (ShapeTraceReader *self,
                 const Parts      *parts,
                 const char       *what,
                 ShapeValue       *value)
{
  const ShapeValue *number = &parts->parts[PART_NESTED_INT];
  gint64 coeff = HAS (parts, COEFF) ? parts->parts[PART_COEFF].integer : 1;

  if (number->kind != SHAPE_VALUE_INT || (HAS (parts, COEFF) && parts->parts[PART_COEFF].kind != SHAPE_VALUE_INT))
    return shape_trace_fail (self, "%s: a nested int has two integers", what);
  *value = (ShapeValue) { .kind = SHAPE_VALUE_NESTED_INT };
  value->node = shape_node_singleton (self->trace->pool, number->integer, coeff);
  return TRUE;
}

static gboolean
make_float (ShapeTraceReader *self,
            const Parts      *parts,
            const char       *what,
            ShapeValue       *value)
{
  const ShapeValue *text = &parts->parts[PART_FLOAT];

  if (is_text (text, "oo"))
    *value = shape_value_float (HUGE_VAL);
  else if (is_text (text, "-oo"))
    *value = shape_value_float (-HUGE_VAL);
  else if (is_text (text, "nan"))
    *value = shape_value_float ((double) NAN);
  else
    return shape_trace_fail (self, "%s: a float is oo, -oo or nan", what);
  return TRUE;
}

static gboolean
take_object (ShapeTraceReader *self,
             ShapeJson        *json,
             const char       *what,
             ShapeValue       *value)
{
  Parts parts;

  if (!read_parts (self, json, what, &parts))
    return FALSE;
  if (HAS (&parts, SYM))
    return make_symbolic (self, &parts, what, value);
  if (HAS (&parts, EXPR))
    {
      *value = parts.parts[PART_EXPR];
      return TRUE;
    }
  if (HAS (&parts, NODE))
    return make_fx_node (self, &parts, what, value);
  if (HAS (&parts, SIZE))
    return make_sizes (self, &parts, what, value);
  if (HAS (&parts, TENSOR))
    return make_tensor (self, &parts, what, value);
  if (HAS (&parts, NESTED_INT))
    return make_nested_int (self, &parts, what, value);
  if (HAS (&parts, FLOAT))
    return make_float (self, &parts, what, value);
  return shape_trace_fail (self, "%s: an object that is no value", what);
}

/* The value that @json read last, or whose list or object it opened. */
static gboolean
take_value (ShapeTraceReader *self,
            ShapeJson        *json,
            const char       *what,
            ShapeValue       *value)
{
  switch (json->kind)
    {
    case SHAPE_JSON_NULL:
      *value = shape_value_none ();
      return TRUE;
    case SHAPE_JSON_TRUE:
    case SHAPE_JSON_FALSE:
      *value = shape_value_bool (json->kind == SHAPE_JSON_TRUE);
      return TRUE;
    case SHAPE_JSON_INTEGER:
      *value = shape_value_int (json->integer);
      return TRUE;
    case SHAPE_JSON_BIG:
      *value = (ShapeValue) { .kind = SHAPE_VALUE_BIG_INT };
      return take_expr (self, json, what, &value->node);
    case SHAPE_JSON_FLOAT:
      *value = shape_value_float (json->real);
      return TRUE;
    case SHAPE_JSON_STRING:
      *value = shape_value_text (shape_arena_intern (self->trace->arena, json->text, json->n_bytes));
      return TRUE;
    case SHAPE_JSON_LIST:
      return take_list (self, json, what, value);
    case SHAPE_JSON_OBJECT:
      return take_object (self, json, what, value);
    default:
      return fail_kind (self, json, what, "a value");
    }
}

gboolean
shape_trace_read_value (ShapeTraceReader *self,
                        ShapeJson        *json,
                        const char       *what,
                        ShapeValue       *value)
{
  shape_json_next (json);
  return take_value (self, json, what, value);
}
