/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-state-writer-private.h"
#include "shape-trace.h"

#include "../env/shape-env-private.h"
#include "../record/shape-recorder-private.h"

#include <string.h>

/* Writes the events of an environment as a trace. What an event refers to is defined on
 * lines before its own. */

/* A longer expression is defined once and named by its number. */
#define LONGEST_EXPR 240

typedef struct
{
  ShapeEnv   *env;
  GString    *lines;    /* whole lines */
  GHashTable *symbols;  /* that were defined */
  GHashTable *exprs;    /* node -> its text, owned */
  guint       n_exprs;  /* that were defined */
  GHashTable *sources;  /* ShapeSource -> id + 1 */
  GHashTable *contexts; /* ShapeSymbolicContext -> id + 1 */
} EnvWriter;

/* A definition starts: its members follow. */
static void
begin_definition (ShapeJsonWriter *writer,
                  const char      *kind)
{
  shape_json_open (writer, NULL, '{');
  shape_json_add_text (writer, "define", kind);
}

static void
end_line (EnvWriter       *self,
          ShapeJsonWriter *writer)
{
  shape_json_close (writer, '}');
  g_string_append_printf (self->lines, "%s\n", writer->out->str);
}

/* Expressions */

static void
define_symbol (EnvWriter *self,
               ShapeNode *symbol)
{
  g_autoptr (GString) line = NULL;
  ShapeJsonWriter writer;

  if (!g_hash_table_add (self->symbols, symbol))
    return;
  line = g_string_new (NULL);
  writer = (ShapeJsonWriter) SHAPE_JSON_WRITER_INIT (line);
  begin_definition (&writer, "symbol");
  shape_json_add_text (&writer, "name", symbol->symbol.name);
  shape_json_open (&writer, "assumptions", '{');
  for (guint fact = 0; fact < SHAPE_N_FACTS; fact++)
    if ((symbol->symbol.given.known & (1u << fact)) != 0)
      shape_json_add_bool (&writer, shape_fact_get_name ((ShapeFact) fact),
                           (symbol->symbol.given.value & (1u << fact)) != 0);
  shape_json_close (&writer, '}');
  end_line (self, &writer);
}

static char *
define_expr (EnvWriter  *self,
             const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  ShapeJsonWriter writer = SHAPE_JSON_WRITER_INIT (line);

  begin_definition (&writer, "expr");
  shape_json_add_integer (&writer, "id", self->n_exprs);
  shape_json_add_text (&writer, "expr", text);
  end_line (self, &writer);
  return g_strdup_printf ("#%u", self->n_exprs++);
}

static const char *
expr_to_text (ShapeNode *node,
              gpointer   data)
{
  EnvWriter *self = data;
  const char *known = g_hash_table_lookup (self->exprs, node);
  GString *text;
  char *taken;

  if (known != NULL)
    return known;
  if (SHAPE_IS (node, SYMBOL))
    define_symbol (self, node);
  text = g_string_new (NULL);
  if (SHAPE_IS_ATOM (node))
    shape_node_print (node, text);
  else
    {
      g_string_append_printf (text, "%s(", shape_ops[node->op].name);
      for (guint i = 0; i < node->n_args; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", expr_to_text (node->args[i], self));
      g_string_append_c (text, ')');
    }
  taken = g_string_free (text, FALSE);
  if (strlen (taken) > LONGEST_EXPR && !SHAPE_IS_ATOM (node))
    {
      g_autofree char *whole = taken;

      taken = define_expr (self, whole);
    }
  g_hash_table_insert (self->exprs, node, taken);
  return taken;
}

static void
add_expr (EnvWriter       *self,
          ShapeJsonWriter *writer,
          const char      *name,
          ShapeNode       *node)
{
  shape_json_add_text (writer, name, expr_to_text (node, self));
}

/* Sources and contexts */

static int
compare_texts (gconstpointer a,
               gconstpointer b,
               gpointer      data G_GNUC_UNUSED)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_numbers (ShapeJsonWriter   *writer,
             const ShapeSource *source)
{
  g_autofree const char **properties = NULL;
  guint n;

  if (source->numbers == NULL)
    return;
  properties = (const char **) g_hash_table_get_keys_as_array (source->numbers, &n);
  g_qsort_with_data (properties, (gint) n, sizeof *properties, compare_texts, NULL);
  shape_json_open (writer, "numbers", '{');
  for (guint i = 0; i < n; i++)
    shape_json_add_integer (writer, properties[i],
                            GPOINTER_TO_UINT (g_hash_table_lookup (source->numbers, properties[i])));
  shape_json_close (writer, '}');
}

static guint
source_to_id (EnvWriter   *self,
              ShapeSource *source)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->sources, source));
  guint base = source->base && known == 0 ? source_to_id (self, source->base) : 0;
  guint id = g_hash_table_size (self->sources);
  g_autoptr (GString) line = g_string_new (NULL);
  ShapeJsonWriter writer = SHAPE_JSON_WRITER_INIT (line);

  if (known != 0)
    return known - 1;
  begin_definition (&writer, "source");
  shape_json_add_integer (&writer, "id", id);
  shape_json_add_text (&writer, "class", source->class_name);
  shape_json_add_text (&writer, "name", source->name);
  if (source->base != NULL)
    shape_json_add_integer (&writer, "base", base);
  if (source->ephemeral)
    shape_json_add_bool (&writer, "ephemeral", TRUE);
  if (source->property != SHAPE_TENSOR_PROPERTY_NONE)
    shape_json_add_text (&writer, "prop", shape_tensor_property_get_name (source->property));
  if (source->index >= 0)
    shape_json_add_integer (&writer, "idx", source->index);
  add_numbers (&writer, source);
  end_line (self, &writer);
  g_hash_table_insert (self->sources, source, GUINT_TO_POINTER (id + 1));
  return id;
}

static void
add_constraint (EnvWriter             *self,
                ShapeJsonWriter       *writer,
                const char            *name,
                const ShapeConstraint *constraint)
{
  if (constraint->kind == SHAPE_CONSTRAINT_NONE)
    {
      shape_json_add_text (writer, name, NULL);
      return;
    }
  shape_json_open (writer, name, '{');
  shape_json_add_text (writer, "class", shape_constraint_kind_get_name (constraint->kind));
  if (constraint->kind == SHAPE_CONSTRAINT_STRICT_MIN_MAX)
    {
      shape_json_open (writer, "range", '[');
      add_expr (self, writer, NULL, constraint->lower);
      add_expr (self, writer, NULL, constraint->upper);
      shape_json_close (writer, ']');
    }
  shape_json_add_bool (writer, "warn_only", constraint->warn_only);
  shape_json_close (writer, '}');
}

static void
add_dims (ShapeJsonWriter       *writer,
          const char            *name,
          const ShapeDimDynamic *dims,
          guint                  n)
{
  shape_json_open (writer, name, '[');
  for (guint i = 0; i < n; i++)
    shape_json_add_text (writer, NULL, shape_dim_dynamic_get_name (dims[i]));
  shape_json_close (writer, ']');
}

static void
add_constraints (EnvWriter             *self,
                 ShapeJsonWriter       *writer,
                 const char            *name,
                 const ShapeConstraint *constraints,
                 guint                  n)
{
  shape_json_open (writer, name, '[');
  for (guint i = 0; i < n; i++)
    add_constraint (self, writer, NULL, &constraints[i]);
  shape_json_close (writer, ']');
}

static void
add_excluded_sizes (ShapeJsonWriter            *writer,
                    const ShapeSymbolicContext *context)
{
  if (!context->has_excluded_sizes)
    return;
  shape_json_open (writer, "excluded_sizes", '[');
  for (guint i = 0; i < context->n_excluded_sizes; i++)
    if (context->excluded_sizes[i] == G_MININT64)
      shape_json_add_text (writer, NULL, NULL);
    else
      shape_json_add_integer (writer, NULL, context->excluded_sizes[i]);
  shape_json_close (writer, ']');
}

static void
add_shape_ids (ShapeJsonWriter            *writer,
               const ShapeSymbolicContext *context)
{
  if (!context->has_shape_ids)
    return;
  shape_json_open (writer, "shape_ids", '{');
  for (guint i = 0; context->unbacked != NULL && i < context->n_dims; i++)
    if (context->unbacked[i].shape_id != NULL)
      {
        g_autofree char *dim = g_strdup_printf ("%u", i);

        shape_json_add_text (writer, dim, context->unbacked[i].shape_id);
      }
  shape_json_close (writer, '}');
}

static void
add_bound (ShapeJsonWriter *writer,
           gboolean         is_there,
           gint64           value)
{
  if (is_there)
    shape_json_add_integer (writer, NULL, value);
  else
    shape_json_add_text (writer, NULL, NULL);
}

static void
add_unbacked_bounds (ShapeJsonWriter            *writer,
                     const ShapeSymbolicContext *context)
{
  if (!context->has_unbacked_bounds)
    return;
  shape_json_open (writer, "unbacked_bounds", '{');
  for (guint i = 0; context->unbacked != NULL && i < context->n_dims; i++)
    if (context->unbacked[i].has_bounds)
      {
        g_autofree char *dim = g_strdup_printf ("%u", i);

        shape_json_open (writer, dim, '[');
        add_bound (writer, context->unbacked[i].has_min, context->unbacked[i].min);
        add_bound (writer, context->unbacked[i].has_max, context->unbacked[i].max);
        shape_json_close (writer, ']');
      }
  shape_json_close (writer, '}');
}

static void
add_specialize_on (ShapeJsonWriter            *writer,
                   const ShapeSymbolicContext *context)
{
  if (context->specialize_on == NULL)
    return;
  shape_json_open (writer, "specialize_on", '[');
  for (guint i = 0; i < context->n_dims; i++)
    shape_json_add_texts (writer, NULL, (const char *const *) context->specialize_on[i]);
  shape_json_close (writer, ']');
}

/* An earlier context that has the same memory; NULL where there is none. */
static ShapeSymbolicContext *
find_cache (EnvWriter            *self,
            ShapeSymbolicContext *context)
{
  GHashTableIter iter;
  gpointer other;

  g_hash_table_iter_init (&iter, self->contexts);
  while (g_hash_table_iter_next (&iter, &other, NULL))
    if (((ShapeSymbolicContext *) other)->memory_id == context->memory_id)
      return other;
  return NULL;
}

static guint context_to_id (EnvWriter            *self,
                            ShapeSymbolicContext *context);

static void
add_other_contexts (EnvWriter            *self,
                    ShapeJsonWriter      *writer,
                    ShapeSymbolicContext *context)
{
  ShapeSymbolicContext *cache = find_cache (self, context);

  if (context->view_base_context != NULL)
    shape_json_add_integer (writer, "view_base_context", context_to_id (self, context->view_base_context));
  if (context->inner_contexts != NULL)
    {
      shape_json_open (writer, "inner_contexts", '{');
      for (guint i = 0; i < context->inner_contexts->len; i++)
        shape_json_add_integer (writer, context->inner_names->pdata[i],
                                context_to_id (self, context->inner_contexts->pdata[i]));
      shape_json_close (writer, '}');
    }
  if (cache != NULL)
    shape_json_add_integer (writer, "cache_of", context_to_id (self, cache));
}

static guint
context_to_id (EnvWriter            *self,
               ShapeSymbolicContext *context)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->contexts, context));
  g_autoptr (GString) line = g_string_new (NULL);
  ShapeJsonWriter writer = SHAPE_JSON_WRITER_INIT (line);
  g_autoptr (GString) members = g_string_new (NULL);
  ShapeJsonWriter inner = SHAPE_JSON_WRITER_INIT (members);
  guint id;

  if (known != 0)
    return known - 1;
  /* What it refers to is defined first, so its own number is known last. */
  shape_json_add_text (&inner, "class", shape_symbolic_context_get_class_name (context));
  add_dims (&inner, "dynamic_sizes", context->dynamic_sizes, context->n_dims);
  add_dims (&inner, "dynamic_strides", context->dynamic_strides, context->n_dims);
  add_constraints (self, &inner, "constraint_sizes", context->constraint_sizes, context->n_dims);
  add_constraints (self, &inner, "constraint_strides", context->constraint_strides, context->n_dims);
  if (context->constraint.kind != SHAPE_CONSTRAINT_NONE)
    add_constraint (self, &inner, "constraint", &context->constraint);
  if (context->tensor_source != NULL)
    shape_json_add_integer (&inner, "tensor_source", source_to_id (self, context->tensor_source));
  add_excluded_sizes (&inner, context);
  add_shape_ids (&inner, context);
  add_unbacked_bounds (&inner, context);
  add_specialize_on (&inner, context);
  add_other_contexts (self, &inner, context);
  id = g_hash_table_size (self->contexts);
  begin_definition (&writer, "context");
  shape_json_add_integer (&writer, "id", id);
  g_string_append_printf (line, ",%s", members->str);
  end_line (self, &writer);
  g_hash_table_insert (self->contexts, context, GUINT_TO_POINTER (id + 1));
  return id;
}

/* Values */

static void add_value (EnvWriter        *self,
                       ShapeJsonWriter  *writer,
                       const char       *name,
                       const ShapeValue *value);

static void
add_list (EnvWriter        *self,
          ShapeJsonWriter  *writer,
          const char       *name,
          const ShapeValue *value)
{
  shape_json_open (writer, name, '[');
  for (guint i = 0; i < value->n_items; i++)
    add_value (self, writer, NULL, &value->items[i]);
  shape_json_close (writer, ']');
}

static void
add_map (EnvWriter        *self,
         ShapeJsonWriter  *writer,
         const char       *name,
         const ShapeValue *value)
{
  shape_json_open (writer, name, '{');
  for (guint i = 0; i + 1 < value->n_items; i += 2)
    {
      const ShapeValue *key = &value->items[i];
      g_autofree char *text = key->kind == SHAPE_VALUE_INT ? g_strdup_printf ("%" G_GINT64_FORMAT, key->integer)
                                                           : g_strdup (key->text);

      add_value (self, writer, text, &value->items[i + 1]);
    }
  shape_json_close (writer, '}');
}

static void
add_symbolic (EnvWriter        *self,
              ShapeJsonWriter  *writer,
              const char       *name,
              const ShapeValue *value)
{
  static const char *const types[] = { "int", "float", "bool" };
  ShapeValue hint = shape_value_get_hint (value);

  shape_json_open (writer, name, '{');
  add_expr (self, writer, "sym", value->node);
  shape_json_add_text (writer, "type", types[value->kind - SHAPE_VALUE_SYM_INT]);
  if (hint.kind != SHAPE_VALUE_NONE)
    add_value (self, writer, "hint", &hint);
  if (value->fx_node != NULL)
    shape_json_add_text (writer, "node", value->fx_node);
  shape_json_close (writer, '}');
}

static void
add_sizes (EnvWriter        *self,
           ShapeJsonWriter  *writer,
           const char       *name,
           const ShapeValue *value)
{
  shape_json_open (writer, name, '{');
  add_value (self, writer, "size", &value->items[0]);
  add_value (self, writer, "stride", &value->items[1]);
  add_value (self, writer, "storage_offset", &value->items[2]);
  shape_json_close (writer, '}');
}

static void
add_value (EnvWriter        *self,
           ShapeJsonWriter  *writer,
           const char       *name,
           const ShapeValue *value)
{
  switch ((ShapeValueKind) value->kind)
    {
    case SHAPE_VALUE_SYM_INT:
    case SHAPE_VALUE_SYM_FLOAT:
    case SHAPE_VALUE_SYM_BOOL:
      add_symbolic (self, writer, name, value);
      break;
    case SHAPE_VALUE_EXPR:
      shape_json_open (writer, name, '{');
      add_expr (self, writer, "expr", value->node);
      shape_json_close (writer, '}');
      break;
    case SHAPE_VALUE_LIST:
      add_list (self, writer, name, value);
      break;
    case SHAPE_VALUE_SIZES:
      add_sizes (self, writer, name, value);
      break;
    case SHAPE_VALUE_MAP:
      add_map (self, writer, name, value);
      break;
    case SHAPE_VALUE_SOURCE:
      shape_json_add_integer (writer, name, source_to_id (self, value->source));
      break;
    case SHAPE_VALUE_CONTEXT:
      shape_json_add_integer (writer, name, context_to_id (self, value->context));
      break;
    case SHAPE_VALUE_CONSTRAINT:
      add_constraint (self, writer, name, value->constraint);
      break;
    default:
      shape_json_begin_value (writer, name);
      shape_value_print (value, writer->out);
    }
}

/* Lines */

static void
add_args (EnvWriter            *self,
          ShapeJsonWriter      *writer,
          const ShapeEventArgs *args)
{
  const ShapeEventKindInfo *info = &shape_event_kinds[args->kind];

  shape_json_open (writer, "args", '{');
  for (guint i = 0; i < args->n_values; i++)
    {
      guint type = info->args[i].type & ~(guint) (SHAPE_ARG_NULLABLE | SHAPE_ARG_OPTIONAL);
      const ShapeValue *value = &args->values[i];

      if ((type == SHAPE_ARG_EXPR || type == SHAPE_ARG_SYMBOL) && value->kind == SHAPE_VALUE_EXPR)
        add_expr (self, writer, info->args[i].name, value->node);
      else if (type == SHAPE_ARG_CHANGES)
        shape_write_changes (writer, info->args[i].name, value, expr_to_text, self);
      else
        add_value (self, writer, info->args[i].name, value);
    }
  shape_json_close (writer, '}');
}

static void
add_outcome (EnvWriter              *self,
             ShapeJsonWriter        *writer,
             const ShapeEventRecord *record)
{
  if (record->raised != NULL)
    {
      g_autofree char *line =
        record->raised->message ? g_strndup (record->raised->message, strcspn (record->raised->message, "\n")) : NULL;

      shape_json_open (writer, "raised", '{');
      shape_json_add_text (writer, "class", record->raised->class_name ? record->raised->class_name : "Exception");
      shape_json_add_text (writer, "message", line ? line : "");
      shape_json_close (writer, '}');
    }
  else if (record->result != NULL && record->result->kind != SHAPE_VALUE_NONE)
    add_value (self, writer, "result", record->result);
}

static void
write_event (EnvWriter              *self,
             const ShapeEventRecord *record)
{
  g_autoptr (GString) line = g_string_new (NULL);
  ShapeJsonWriter writer = SHAPE_JSON_WRITER_INIT (line);

  shape_json_open (&writer, NULL, '{');
  shape_json_add_text (&writer, "event", shape_event_kinds[record->args->kind].name);
  add_args (self, &writer, record->args);
  if (record->args->exporting)
    shape_json_add_bool (&writer, "exporting", TRUE);
  add_outcome (self, &writer, record);
  end_line (self, &writer);
}

static void
write_header (EnvWriter *self)
{
  const ShapeEnvConfig *config = &self->env->config;
  g_autoptr (GString) line = g_string_new (NULL);
  ShapeJsonWriter writer = SHAPE_JSON_WRITER_INIT (line);

  shape_json_open (&writer, NULL, '{');
  shape_json_add_text (&writer, "format", "shape-trace");
  shape_json_add_integer (&writer, "version", 1);
  shape_json_add_text (&writer, "producer", "shaperec");
  shape_json_open (&writer, "config", '{');
  shape_json_add_bool (&writer, "use_duck_shape", config->use_duck_shape);
  shape_json_add_bool (&writer, "backed_size_oblivious", config->backed_size_oblivious);
  if (config->symbol_guard_limit_before_specialize >= 0)
    shape_json_add_integer (&writer, "symbol_guard_limit_before_specialize",
                            config->symbol_guard_limit_before_specialize);
  shape_json_add_integer (&writer, "aggressive_guard_free_semantics", config->aggressive_guard_free_semantics);
  shape_json_add_bool (&writer, "inject_EVALUATE_EXPR_flip_equality_TESTING_ONLY",
                       config->inject_evaluate_expr_flip_equality);
  shape_json_close (&writer, '}');
  shape_json_add_bool (&writer, "translation_validation", self->env->config.translation_validation);
  end_line (self, &writer);
}

static void
write_state (EnvWriter *self)
{
  g_autoptr (GString) line = g_string_new (NULL);
  ShapeJsonWriter writer = SHAPE_JSON_WRITER_INIT (line);

  shape_json_open (&writer, NULL, '{');
  shape_write_state (&writer, "state", self->env, expr_to_text, self);
  end_line (self, &writer);
}

static void
write_all (EnvWriter *self)
{
  ShapeRecorder *recorder = self->env->recorder;

  write_header (self);
  for (guint i = 0; i < recorder->events->len; i++)
    {
      const ShapeEventRecord record = shape_recorder_get (recorder, i);

      write_event (self, &record);
    }
  write_state (self);
  g_string_append_printf (self->lines, "{\"end\":%u}\n", recorder->events->len);
}

/**
 * shape_env_write_trace:
 * @self: an environment that records its events
 * @stream: where to write
 * @error: return location for an error
 *
 * Writes the events of @self, with their results, and the state it is in as a trace.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_write_trace (ShapeEnv      *self,
                       GOutputStream *stream,
                       GError       **error)
{
  g_autoptr (GString) lines = NULL;
  g_autoptr (GHashTable) symbols = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) exprs = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) sources = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) contexts = g_hash_table_new (NULL, NULL);
  EnvWriter writer = { .env = self, .symbols = symbols, .exprs = exprs, .sources = sources, .contexts = contexts };

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  g_return_val_if_fail (self->recorder != NULL, FALSE);

  writer.lines = lines = g_string_new (NULL);
  write_all (&writer);
  return g_output_stream_write_all (stream, lines->str, lines->len, NULL, NULL, error);
}
