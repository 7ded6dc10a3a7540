/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-import-writer-private.h"

#include "../env/shape-source-private.h"

#include <string.h>

/* The trace of an environment that a log told of: its symbols, and the calls as events. */

/* What a log does not tell, and a verification therefore can't check. */
static const char *const unchecked[] = {
  "calls that made no symbol, guard or assert",
  "the settings of the environment and its constraints",
  "effects, the final state and the issued guards",
  NULL,
};

ShapeJsonWriter
shape_import_writer_begin_line (ShapeImportWriter *self)
{
  ShapeJsonWriter json = SHAPE_JSON_WRITER_INIT (self->lines);

  shape_json_open (&json, NULL, '{');
  return json;
}

void
shape_import_writer_end_line (ShapeImportWriter *self,
                              ShapeJsonWriter   *json)
{
  shape_json_close (json, '}');
  g_string_append_c (self->lines, '\n');
}

static void
write_header (ShapeImportWriter *self)
{
  ShapeJsonWriter json = shape_import_writer_begin_line (self);

  shape_json_add_text (&json, "format", "shape-trace");
  shape_json_add_integer (&json, "version", 1);
  shape_json_add_text (&json, "producer", "shaperec import");
  shape_json_open (&json, "meta", '{');
  shape_json_add_text (&json, "name", self->env->name != NULL ? self->env->name : "no compile");
  shape_json_close (&json, '}');
  shape_json_open (&json, "lossy", '{');
  shape_json_add_text (&json, "from", self->env->is_structured ? "TORCH_TRACE" : "TORCH_LOGS");
  shape_json_add_texts (&json, "unchecked", unchecked);
  shape_json_close (&json, '}');
  shape_json_open (&json, "config", '{');
  shape_json_close (&json, '}');
  shape_import_writer_end_line (self, &json);
}

/* Expressions */

static ShapeNode *
find_symbol (const char *name,
             gsize       len,
             gpointer    data)
{
  ShapeImportWriter *self = data;
  g_autofree char *key = g_strndup (name, len);

  return g_hash_table_lookup (self->symbols, key);
}

char *
shape_import_writer_to_expr (ShapeImportWriter *self,
                             const char        *text)
{
  const ShapeParseScope scope = { .symbol = find_symbol, .data = self };
  g_autofree char *calls = text != NULL ? shape_import_to_calls (text) : NULL;
  ShapeNode *node = calls ? shape_node_parse (self->pool, calls, strlen (calls), TRUE, &scope, NULL) : NULL;

  return node != NULL ? shape_node_to_string (node) : NULL;
}

/* The number that a symbol stands for, as JSON; NULL where it is none. */
static char *
to_number (ShapeImportWriter *self,
           const char        *text)
{
  g_autofree char *number = shape_import_writer_to_expr (self, text);

  return number != NULL && number[strspn (number, "-0123456789.e+")] == '\0' ? g_steal_pointer (&number) : NULL;
}

/* Whether a trace with the name of the symbol and the range of @call can be read. */
static gboolean
is_readable (ShapeImportWriter     *self,
             const ShapeImportCall *call)
{
  gsize n_letters = strspn (call->text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_");
  g_autofree char *lower = NULL, *upper = NULL;

  if (call->kind <= SHAPE_IMPORT_UNBACKED_BOOL && (!g_ascii_isalpha (call->text[0]) || call->text[n_letters] != '\0'))
    return FALSE;
  if (call->lower == NULL)
    return TRUE;
  lower = shape_import_writer_to_expr (self, call->lower);
  upper = shape_import_writer_to_expr (self, call->upper);
  return lower != NULL && upper != NULL;
}

/* Definitions */

guint
shape_import_writer_define_source (ShapeImportWriter *self,
                                   const char        *name)
{
  guint id = GPOINTER_TO_UINT (g_hash_table_lookup (self->sources, name));
  g_autofree char *base = NULL;
  ShapeTensorProperty property;
  ShapeJsonWriter json;
  guint base_id = 0;
  gint index;

  if (id > 0)
    return id - 1;
  property = shape_import_split_source (name, &base, &index);
  if (base != NULL)
    base_id = shape_import_writer_define_source (self, base);
  id = g_hash_table_size (self->sources);
  g_hash_table_insert (self->sources, g_strdup (name), GUINT_TO_POINTER (id + 1));
  json = shape_import_writer_begin_line (self);
  shape_json_add_text (&json, "define", "source");
  shape_json_add_integer (&json, "id", id);
  shape_json_add_text (&json, "class", base ? "TensorPropertySource" : name[0] == 'G' ? "GlobalSource" : "LocalSource");
  shape_json_add_text (&json, "name", name);
  if (base != NULL)
    {
      shape_json_add_integer (&json, "base", base_id);
      shape_json_add_text (&json, "prop", shape_tensor_property_get_name (property));
      if (index >= 0)
        shape_json_add_integer (&json, "idx", index);
    }
  shape_import_writer_end_line (self, &json);
  return id;
}

static gboolean
is_float (const ShapeImportCall *call)
{
  return call->kind == SHAPE_IMPORT_UNBACKED_FLOAT ||
         (call->value != NULL && call->value[strspn (call->value, "-0123456789")] != '\0');
}

/* Only the sizes of tensors are known to be positive. */
static gboolean
is_positive (const ShapeImportCall *call)
{
  return call->kind == SHAPE_IMPORT_SYMBOL && !is_float (call) && g_strcmp0 (call->lower, "-int_oo") != 0;
}

static void
define_symbol (ShapeImportWriter     *self,
               const ShapeImportCall *call)
{
  ShapeJsonWriter json;
  ShapeFacts facts = { 0, 0 };

  if (g_hash_table_contains (self->symbols, call->text))
    return;
  shape_facts_add (&facts, is_float (call) ? SHAPE_FACT_REAL : SHAPE_FACT_INTEGER, TRUE);
  if (is_positive (call))
    shape_facts_add (&facts, SHAPE_FACT_POSITIVE, TRUE);
  g_hash_table_insert (self->symbols, call->text, shape_node_symbol (self->pool, call->text, facts));
  json = shape_import_writer_begin_line (self);
  shape_json_add_text (&json, "define", "symbol");
  shape_json_add_text (&json, "name", call->text);
  shape_json_open (&json, "assumptions", '{');
  shape_json_add_bool (&json, is_float (call) ? "real" : "integer", TRUE);
  if (is_positive (call))
    shape_json_add_bool (&json, "positive", TRUE);
  shape_json_close (&json, '}');
  shape_import_writer_end_line (self, &json);
}

/* Events */

static ShapeJsonWriter
begin_event (ShapeImportWriter *self,
             const char        *name)
{
  ShapeJsonWriter json = shape_import_writer_begin_line (self);

  shape_json_add_text (&json, "event", name);
  shape_json_open (&json, "args", '{');
  self->n_events++;
  return json;
}

static void
write_specializations (ShapeJsonWriter *json,
                       GPtrArray       *specializations)
{
  if (specializations->len == 0)
    return;
  shape_json_open (json, "specialized", '[');
  for (guint i = 0; i < specializations->len; i++)
    {
      const ShapeImportSpecialization *one = specializations->pdata[i];

      shape_json_open (json, NULL, '{');
      shape_json_add_text (json, "symbol", one->symbol);
      shape_json_add_text (json, "value", one->value);
      shape_json_add_text (json, "reason", one->reason);
      shape_json_add_texts (json, "sources", (const char *const *) one->sources);
      shape_json_add_texts (json, "stack", (const char *const *) one->stack);
      shape_json_close (json, '}');
    }
  shape_json_close (json, ']');
}

/* @result is JSON, or NULL. */
static void
end_event (ShapeImportWriter     *self,
           ShapeJsonWriter       *json,
           const ShapeImportCall *call,
           const char            *result)
{
  shape_json_close (json, '}');
  if (call != NULL && (call->user != NULL || call->framework != NULL))
    {
      shape_json_open (json, "where", '{');
      if (call->framework != NULL)
        shape_json_add_text (json, "framework", call->framework);
      if (call->user != NULL)
        shape_json_add_text (json, "user", call->user);
      shape_json_close (json, '}');
    }
  if (result != NULL)
    {
      shape_json_begin_value (json, "result");
      g_string_append (self->lines, result);
    }
  if (call != NULL)
    write_specializations (json, call->specializations);
  shape_import_writer_end_line (self, json);
}

static void
write_plain_event (ShapeImportWriter *self,
                   const char        *name)
{
  ShapeJsonWriter json = begin_event (self, name);

  end_event (self, &json, NULL, NULL);
}

static void
write_range (ShapeImportWriter     *self,
             const ShapeImportCall *call)
{
  g_autofree char *lower = shape_import_writer_to_expr (self, call->lower);
  g_autofree char *upper = shape_import_writer_to_expr (self, call->upper);
  ShapeJsonWriter json = begin_event (self, "constrain_symbol_range");

  shape_json_add_text (&json, "s", call->text);
  shape_json_add_text (&json, "compiler_min", lower);
  shape_json_add_text (&json, "compiler_max", upper);
  end_event (self, &json, NULL, NULL);
}

/* A second symbol for one value: duck sizing was not asked for. */
static const char *
choose_dim (ShapeImportWriter     *self,
            const ShapeImportCall *call)
{
  const char *owner;

  if (!is_positive (call))
    return "DYNAMIC";
  owner = g_hash_table_lookup (self->by_value, call->value);
  if (owner == NULL)
    g_hash_table_insert (self->by_value, call->value, call->text);
  return owner == NULL || strcmp (owner, call->text) == 0 ? "DUCK" : "DYNAMIC";
}

static gboolean
write_symbol (ShapeImportWriter     *self,
              const ShapeImportCall *call)
{
  g_autofree char *result = g_strdup_printf ("{\"expr\":\"%s\"}", call->text), *value = to_number (self, call->value);
  guint source = shape_import_writer_define_source (self, call->source);
  ShapeJsonWriter json;

  if (value == NULL)
    return FALSE;
  define_symbol (self, call);
  json = begin_event (self, "create_symbol");
  shape_json_begin_value (&json, "val");
  g_string_append (self->lines, value);
  shape_json_add_integer (&json, "source", source);
  shape_json_add_text (&json, "dynamic_dim", choose_dim (self, call));
  shape_json_begin_value (&json, "positive");
  g_string_append (self->lines, is_positive (call) ? "true" : "null");
  shape_json_add_bool (&json, "do_not_specialize_zero_one", !is_positive (call) || g_strcmp0 (call->lower, "0") == 0);
  end_event (self, &json, call, result);
  if (is_positive (call) && call->lower != NULL &&
      (strcmp (call->upper, "int_oo") != 0 || (strcmp (call->lower, "0") != 0 && strcmp (call->lower, "2") != 0)))
    write_range (self, call);
  return TRUE;
}

static gboolean
write_duck_symbol (ShapeImportWriter     *self,
                   const ShapeImportCall *call)
{
  g_autofree char *result = g_strdup_printf ("{\"expr\":\"%s\"}", call->text), *value = NULL;
  const ShapeImportCall *first = NULL;
  guint source = shape_import_writer_define_source (self, call->source);
  ShapeJsonWriter json;

  for (guint i = 0; i < self->env->calls->len && first == NULL; i++)
    {
      const ShapeImportCall *other = self->env->calls->pdata[i];

      if (other->kind == SHAPE_IMPORT_SYMBOL && strcmp (other->text, call->text) == 0)
        first = other;
    }
  value = first != NULL && is_positive (first) ? to_number (self, first->value) : NULL;
  if (value == NULL || !g_hash_table_contains (self->symbols, call->text))
    return FALSE;
  json = begin_event (self, "create_symbol");
  shape_json_begin_value (&json, "val");
  g_string_append (self->lines, value);
  shape_json_add_integer (&json, "source", source);
  shape_json_add_text (&json, "dynamic_dim", "DUCK");
  end_event (self, &json, call, result);
  return TRUE;
}

static gboolean
write_unbacked (ShapeImportWriter     *self,
                const ShapeImportCall *call)
{
  static const char *const names[] = { "create_unbacked_symint", "create_unbacked_symfloat", "create_unbacked_symbool" };
  static const char *const results[] = {
    "{\"sym\":\"%s\",\"type\":\"int\"}", "{\"sym\":\"%s\",\"type\":\"float\"}", "{\"sym\":\"Eq(%s, 1)\",\"type\":\"bool\"}",
  };
  g_auto (GStrv) halves = g_strsplit (results[call->kind - SHAPE_IMPORT_UNBACKED_INT], "%s", 2);
  g_autofree char *result = g_strconcat (halves[0], call->text, halves[1], NULL);
  guint source = call->source != NULL ? shape_import_writer_define_source (self, call->source) : 0;
  ShapeJsonWriter json;

  define_symbol (self, call);
  json = begin_event (self, names[call->kind - SHAPE_IMPORT_UNBACKED_INT]);
  if (call->source != NULL)
    shape_json_add_integer (&json, "source", source);
  end_event (self, &json, call, result);
  return TRUE;
}

static void
set_suppressed (ShapeImportWriter *self,
                gboolean           suppresses)
{
  if (self->suppresses != suppresses)
    write_plain_event (self, suppresses ? "_suppress_guards_enter" : "_suppress_guards_exit");
  self->suppresses = suppresses;
}

/* The guard is what held, whichever way it was asked. */
static gboolean
write_guard (ShapeImportWriter     *self,
             const ShapeImportCall *call)
{
  g_autofree char *expr = shape_import_writer_to_expr (self, call->text);
  ShapeJsonWriter json;

  if (expr == NULL)
    return FALSE;
  set_suppressed (self, call->is_suppressed);
  json = begin_event (self, "evaluate_expr");
  shape_json_add_text (&json, "orig_expr", expr);
  shape_json_add_bool (&json, "hint", TRUE);
  shape_json_add_text (&json, "fx_node", NULL);
  shape_json_add_bool (&json, "size_oblivious", FALSE);
  shape_json_add_bool (&json, "forcing_spec", call->is_forced);
  shape_json_add_bool (&json, "_suppress_guards_tls", call->is_suppressed);
  end_event (self, &json, call, "{\"expr\":\"True\"}");
  return TRUE;
}

static gboolean
write_runtime_assert (ShapeImportWriter     *self,
                      const ShapeImportCall *call)
{
  g_autofree char *expr = shape_import_writer_to_expr (self, call->text);
  ShapeJsonWriter json;

  if (expr == NULL)
    return FALSE;
  json = begin_event (self, "guard_or_defer_runtime_assert");
  shape_json_add_text (&json, "orig_expr", expr);
  shape_json_add_text (&json, "msg", "");
  end_event (self, &json, call, "true");
  return TRUE;
}

static gboolean
write_constrain_range (ShapeImportWriter     *self,
                       const ShapeImportCall *call)
{
  if (!g_hash_table_contains (self->symbols, call->text))
    return FALSE;
  write_range (self, call);
  return TRUE;
}

static gboolean (*const writers[]) (ShapeImportWriter *self, const ShapeImportCall *call) = {
  [SHAPE_IMPORT_SYMBOL] = write_symbol,
  [SHAPE_IMPORT_DUCK_SYMBOL] = write_duck_symbol,
  [SHAPE_IMPORT_UNBACKED_INT] = write_unbacked,
  [SHAPE_IMPORT_UNBACKED_FLOAT] = write_unbacked,
  [SHAPE_IMPORT_UNBACKED_BOOL] = write_unbacked,
  [SHAPE_IMPORT_GUARD] = write_guard,
  [SHAPE_IMPORT_RUNTIME_ASSERT] = write_runtime_assert,
  [SHAPE_IMPORT_CONSTRAIN_RANGE] = write_constrain_range,
};

static void
write_end (ShapeImportWriter *self)
{
  ShapeJsonWriter json = shape_import_writer_begin_line (self);

  shape_json_add_integer (&json, "end", self->n_events);
  shape_import_writer_end_line (self, &json);
}

gboolean
shape_import_env_write (ShapeImportEnv  *self,
                        GOutputStream   *stream,
                        guint           *n_left_out,
                        GError         **error)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GHashTable) symbols = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_value = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) lines = g_string_new (NULL);
  ShapeImportWriter writer = { .env = self, .pool = pool, .symbols = symbols, .sources = sources,
                               .by_value = by_value, .lines = lines };

  write_header (&writer);
  write_plain_event (&writer, "ShapeEnv");
  *n_left_out = 0;
  for (guint i = 0; i < self->calls->len; i++)
    {
      const ShapeImportCall *call = self->calls->pdata[i];

      if (!call->is_suppressed)
        set_suppressed (&writer, FALSE);
      if (!is_readable (&writer, call) || !writers[call->kind] (&writer, call))
        ++*n_left_out;
    }
  set_suppressed (&writer, FALSE);
  if (self->inputs->len > 0)
    shape_import_writer_add_inputs (&writer);
  write_end (&writer);
  return g_output_stream_write_all (stream, lines->str, lines->len, NULL, NULL, error);
}
