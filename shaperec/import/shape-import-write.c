/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-import-private.h"

#include "../env/shape-source-private.h"
#include "../expr/shape-expr-pool.h"
#include "../trace/shape-json-writer-private.h"

#include <string.h>

/* The trace of an environment that a log told of. */

#define VR "vr=VR["

typedef struct
{
  ShapeImportEnv *env;
  ShapeExprPool  *pool;
  GHashTable     *symbols;  /* name -> ShapeNode */
  GHashTable     *sources;  /* name -> id + 1, the names owned */
  GHashTable     *by_value; /* value -> name of the symbol that duck sizing gives it */
  GString        *lines;
  guint           n_events;
  gboolean        suppresses;
} Writer;

/* What a log does not tell, and a verification therefore can't check. */
static const char *const unchecked[] = {
  "calls that made no symbol, guard or assert",
  "the settings of the environment and its constraints",
  "effects, the final state and the issued guards",
};

static ShapeJsonWriter
begin_line (Writer *self)
{
  ShapeJsonWriter json = SHAPE_JSON_WRITER_INIT (self->lines);

  shape_json_open (&json, NULL, '{');
  return json;
}

static void
end_line (Writer          *self,
          ShapeJsonWriter *json)
{
  shape_json_close (json, '}');
  g_string_append_c (self->lines, '\n');
}

static void
write_header (Writer *self)
{
  ShapeJsonWriter json = begin_line (self);

  shape_json_add_text (&json, "format", "shape-trace");
  shape_json_add_integer (&json, "version", 1);
  shape_json_add_text (&json, "producer", "shaperec import");
  shape_json_open (&json, "meta", '{');
  shape_json_add_text (&json, "name", self->env->name != NULL ? self->env->name : "no compile");
  shape_json_close (&json, '}');
  shape_json_open (&json, "lossy", '{');
  shape_json_add_text (&json, "from", self->env->is_structured ? "TORCH_TRACE" : "TORCH_LOGS");
  shape_json_open (&json, "unchecked", '[');
  for (guint i = 0; i < G_N_ELEMENTS (unchecked); i++)
    shape_json_add_text (&json, NULL, unchecked[i]);
  shape_json_close (&json, ']');
  shape_json_close (&json, '}');
  shape_json_open (&json, "config", '{');
  shape_json_close (&json, '}');
  end_line (self, &json);
}

/* Expressions */

static ShapeNode *
find_symbol (const char *name,
             gsize       len,
             gpointer    data)
{
  Writer *self = data;
  g_autofree char *key = g_strndup (name, len);

  return g_hash_table_lookup (self->symbols, key);
}

/* In the function-call form, as its constructor leaves it; NULL where it can't be read, or is not there. */
static char *
to_expr (Writer     *self,
         const char *text)
{
  const ShapeParseScope scope = { .symbol = find_symbol, .data = self };
  g_autofree char *calls = text != NULL ? shape_import_to_calls (text) : NULL;
  ShapeNode *node = calls ? shape_node_parse (self->pool, calls, strlen (calls), TRUE, &scope, NULL) : NULL;

  return node != NULL ? shape_node_to_string (node) : NULL;
}

/* The number that a symbol stands for, as JSON; NULL where it is none. */
static char *
to_number (Writer     *self,
           const char *text)
{
  g_autofree char *number = to_expr (self, text);

  return number != NULL && number[strspn (number, "-0123456789.e+")] == '\0' ? g_steal_pointer (&number) : NULL;
}

/* Whether a trace with the name of the symbol and the range of @call can be read. */
static gboolean
is_readable (Writer                *self,
             const ShapeImportCall *call)
{
  gsize n_letters = strspn (call->text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_");
  g_autofree char *lower = NULL, *upper = NULL;

  if (call->kind <= SHAPE_IMPORT_UNBACKED_BOOL && (!g_ascii_isalpha (call->text[0]) || call->text[n_letters] != '\0'))
    return FALSE;
  if (call->lower == NULL)
    return TRUE;
  lower = to_expr (self, call->lower);
  upper = to_expr (self, call->upper);
  return lower != NULL && upper != NULL;
}

/* Definitions */

static guint
define_source (Writer     *self,
               const char *name)
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
    base_id = define_source (self, base);
  id = g_hash_table_size (self->sources);
  g_hash_table_insert (self->sources, g_strdup (name), GUINT_TO_POINTER (id + 1));
  json = begin_line (self);
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
  end_line (self, &json);
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
define_symbol (Writer                *self,
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
  json = begin_line (self);
  shape_json_add_text (&json, "define", "symbol");
  shape_json_add_text (&json, "name", call->text);
  shape_json_open (&json, "assumptions", '{');
  shape_json_add_bool (&json, is_float (call) ? "real" : "integer", TRUE);
  if (is_positive (call))
    shape_json_add_bool (&json, "positive", TRUE);
  shape_json_close (&json, '}');
  end_line (self, &json);
}

/* Events */

static ShapeJsonWriter
begin_event (Writer     *self,
             const char *name)
{
  ShapeJsonWriter json = begin_line (self);

  shape_json_add_text (&json, "event", name);
  shape_json_open (&json, "args", '{');
  self->n_events++;
  return json;
}

static void
write_strings (ShapeJsonWriter *json,
               const char      *name,
               GStrv            texts)
{
  shape_json_open (json, name, '[');
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    shape_json_add_text (json, NULL, texts[i]);
  shape_json_close (json, ']');
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
      write_strings (json, "sources", one->sources);
      write_strings (json, "stack", one->stack);
      shape_json_close (json, '}');
    }
  shape_json_close (json, ']');
}

/* @result is JSON, or NULL. */
static void
end_event (Writer                *self,
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
  end_line (self, json);
}

static void
write_plain_event (Writer     *self,
                   const char *name)
{
  ShapeJsonWriter json = begin_event (self, name);

  end_event (self, &json, NULL, NULL);
}

static void
write_range (Writer                *self,
             const ShapeImportCall *call)
{
  g_autofree char *lower = to_expr (self, call->lower), *upper = to_expr (self, call->upper);
  ShapeJsonWriter json = begin_event (self, "constrain_symbol_range");

  shape_json_add_text (&json, "s", call->text);
  shape_json_add_text (&json, "compiler_min", lower);
  shape_json_add_text (&json, "compiler_max", upper);
  end_event (self, &json, NULL, NULL);
}

/* A second symbol for one value: duck sizing was not asked for. */
static const char *
choose_dim (Writer                *self,
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
write_symbol (Writer                *self,
              const ShapeImportCall *call)
{
  g_autofree char *result = g_strdup_printf ("{\"expr\":\"%s\"}", call->text), *value = to_number (self, call->value);
  guint source = define_source (self, call->source);
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
write_duck_symbol (Writer                *self,
                   const ShapeImportCall *call)
{
  g_autofree char *result = g_strdup_printf ("{\"expr\":\"%s\"}", call->text), *value = NULL;
  const ShapeImportCall *first = NULL;
  guint source = define_source (self, call->source);
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
write_unbacked (Writer                *self,
                const ShapeImportCall *call)
{
  static const char *const names[] = { "create_unbacked_symint", "create_unbacked_symfloat", "create_unbacked_symbool" };
  static const char *const results[] = {
    "{\"sym\":\"%s\",\"type\":\"int\"}", "{\"sym\":\"%s\",\"type\":\"float\"}", "{\"sym\":\"Eq(%s, 1)\",\"type\":\"bool\"}",
  };
  g_auto (GStrv) halves = g_strsplit (results[call->kind - SHAPE_IMPORT_UNBACKED_INT], "%s", 2);
  g_autofree char *result = g_strconcat (halves[0], call->text, halves[1], NULL);
  guint source = call->source != NULL ? define_source (self, call->source) : 0;
  ShapeJsonWriter json;

  define_symbol (self, call);
  json = begin_event (self, names[call->kind - SHAPE_IMPORT_UNBACKED_INT]);
  if (call->source != NULL)
    shape_json_add_integer (&json, "source", source);
  end_event (self, &json, call, result);
  return TRUE;
}

static void
set_suppressed (Writer   *self,
                gboolean  suppresses)
{
  if (self->suppresses != suppresses)
    write_plain_event (self, suppresses ? "_suppress_guards_enter" : "_suppress_guards_exit");
  self->suppresses = suppresses;
}

/* The guard is what held, whichever way it was asked. */
static gboolean
write_guard (Writer                *self,
             const ShapeImportCall *call)
{
  g_autofree char *expr = to_expr (self, call->text);
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
write_runtime_assert (Writer                *self,
                      const ShapeImportCall *call)
{
  g_autofree char *expr = to_expr (self, call->text);
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
write_constrain_range (Writer                *self,
                       const ShapeImportCall *call)
{
  if (!g_hash_table_contains (self->symbols, call->text))
    return FALSE;
  write_range (self, call);
  return TRUE;
}

static gboolean (*const writers[]) (Writer *self, const ShapeImportCall *call) = {
  [SHAPE_IMPORT_SYMBOL] = write_symbol,
  [SHAPE_IMPORT_DUCK_SYMBOL] = write_duck_symbol,
  [SHAPE_IMPORT_UNBACKED_INT] = write_unbacked,
  [SHAPE_IMPORT_UNBACKED_FLOAT] = write_unbacked,
  [SHAPE_IMPORT_UNBACKED_BOOL] = write_unbacked,
  [SHAPE_IMPORT_GUARD] = write_guard,
  [SHAPE_IMPORT_RUNTIME_ASSERT] = write_runtime_assert,
  [SHAPE_IMPORT_CONSTRAIN_RANGE] = write_constrain_range,
};

/* Inputs */

/* What stands for a size that is open in the structured log, `?5`: the symbol of its own source, or the
 * one that duck sizing gave its value. */
static const char *
find_size (Writer     *self,
           const char *source,
           guint       dim,
           const char *text)
{
  g_autofree char *name = g_strdup_printf ("%s.size()[%u]", source, dim);
  const char *shared;

  for (guint i = 0; i < self->env->calls->len; i++)
    {
      const ShapeImportCall *call = self->env->calls->pdata[i];

      if (call->kind <= SHAPE_IMPORT_DUCK_SYMBOL && strcmp (call->source, name) == 0)
        return call->text;
    }
  if (*text != '?')
    return text;
  shared = g_hash_table_lookup (self->by_value, text + 1);
  return shared != NULL ? shared : text + 1;
}

static gint64
number_of (const char *text)
{
  return g_ascii_strtoll (text + (*text == '?'), NULL, 10);
}

/* An open stride, `?40`, is the size times the stride of the dimension within. */
static char *
find_stride (ShapeImportInput *input,
             GPtrArray        *sizes,
             guint             dim,
             guint             depth)
{
  const char *text = input->strides->pdata[dim];

  if (*text != '?' || depth == input->strides->len)
    return g_strdup (text + (*text == '?'));
  for (guint i = 0; i < input->strides->len; i++)
    if (i != dim && number_of (input->strides->pdata[i]) < number_of (text) &&
        number_of (input->sizes->pdata[i]) * number_of (input->strides->pdata[i]) == number_of (text))
      {
        g_autofree char *inner = find_stride (input, sizes, i, depth + 1);

        return g_strdup_printf ("(%s)*(%s)", (const char *) sizes->pdata[i], inner);
      }
  return g_strdup (text + 1);
}

static void
write_symbolic (Writer          *self,
                ShapeJsonWriter *json,
                const char      *name,
                const char      *text)
{
  g_autofree char *expr = to_expr (self, text);
  gsize n_digits = expr != NULL ? strspn (expr, "-0123456789") : 0;

  if (expr == NULL || expr[n_digits] == '\0')
    {
      shape_json_begin_value (json, name);
      g_string_append (self->lines, expr != NULL ? expr : "0");
      return;
    }
  shape_json_open (json, name, '{');
  shape_json_add_text (json, "sym", expr);
  shape_json_add_text (json, "type", g_str_has_prefix (text, "zf") || g_str_has_prefix (text, "zuf") ? "float" : "int");
  shape_json_close (json, '}');
}

/* The bounds in `StrictMinMaxConstraint(warn_only=False, vr=VR[2, int_oo])`; NULL where they can't be read. */
static GStrv
read_bounds (Writer     *self,
             const char *text)
{
  const char *start = strstr (text, VR), *end = start ? strrchr (start, ']') : NULL;
  g_autofree char *range = end ? g_strndup (start + strlen (VR), end - start - strlen (VR)) : g_strdup ("");
  g_auto (GStrv) ends = g_strsplit (range, ", ", 2);
  g_autofree char *lower = NULL, *upper = NULL;

  if (g_strv_length (ends) != 2)
    return NULL;
  lower = to_expr (self, ends[0]);
  upper = to_expr (self, ends[1]);
  return lower && upper ? g_strdupv ((char *[]) { lower, upper, NULL }) : NULL;
}

/* @text is what Python prints: also `RelaxedUnspecConstraint(warn_only=True)`. */
static void
write_constraint (Writer          *self,
                  ShapeJsonWriter *json,
                  const char      *text)
{
  gboolean is_strict = text != NULL && g_str_has_prefix (text, "StrictMinMaxConstraint(");
  g_auto (GStrv) bounds = is_strict ? read_bounds (self, text) : NULL;

  if (bounds == NULL && (text == NULL || !g_str_has_prefix (text, "RelaxedUnspecConstraint(")))
    {
      shape_json_add_text (json, NULL, NULL);
      return;
    }
  shape_json_open (json, NULL, '{');
  shape_json_add_text (json, "class", is_strict ? "StrictMinMaxConstraint" : "RelaxedUnspecConstraint");
  if (is_strict)
    write_strings (json, "range", bounds);
  shape_json_add_bool (json, "warn_only", strstr (text, "warn_only=True") != NULL);
  shape_json_close (json, '}');
}

static void
define_context (Writer                 *self,
                const ShapeImportInput *input,
                guint                   id)
{
  static const struct { const char *name, *value; } members[] = {
    { "dynamic_sizes", "DYNAMIC" }, { "dynamic_strides", "INFER_STRIDE" }, { "constraint_strides", NULL },
  };
  ShapeJsonWriter json = begin_line (self);

  shape_json_add_text (&json, "define", "context");
  shape_json_add_integer (&json, "id", id);
  shape_json_add_text (&json, "class", "StatelessSymbolicContext");
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      shape_json_open (&json, members[i].name, '[');
      for (guint j = 0; j < input->sizes->len; j++)
        shape_json_add_text (&json, NULL, members[i].value);
      shape_json_close (&json, ']');
    }
  shape_json_open (&json, "constraint_sizes", '[');
  for (guint i = 0; i < input->sizes->len; i++)
    write_constraint (self, &json, i < input->constraints->len ? input->constraints->pdata[i] : NULL);
  shape_json_close (&json, ']');
  end_line (self, &json);
}

/* Every size and stride of a tensor was told, and as many of the one as of the other. */
static gboolean
is_whole (const ShapeImportInput *input)
{
  gboolean whole = input->sizes->len == input->strides->len && input->source[0] != '\001';

  if (input->is_scalar)
    return input->value != NULL;
  for (guint i = 0; whole && i < input->sizes->len; i++)
    whole = input->sizes->pdata[i] != NULL && input->strides->pdata[i] != NULL;
  return whole;
}

static void
write_tensor (Writer           *self,
              ShapeJsonWriter  *json,
              ShapeImportInput *input)
{
  g_autoptr (GPtrArray) sizes = g_ptr_array_new ();

  for (guint i = 0; i < input->sizes->len; i++)
    g_ptr_array_add (sizes, (gpointer) find_size (self, input->source, i, input->sizes->pdata[i]));
  shape_json_open (json, "size", '[');
  for (guint i = 0; i < sizes->len; i++)
    write_symbolic (self, json, NULL, sizes->pdata[i]);
  shape_json_close (json, ']');
  shape_json_open (json, "stride", '[');
  for (guint i = 0; i < sizes->len; i++)
    {
      g_autofree char *stride = find_stride (input, sizes, i, 0);

      write_symbolic (self, json, NULL, stride);
    }
  shape_json_close (json, ']');
  write_symbolic (self, json, "storage_offset", input->value);
  shape_json_add_bool (json, "is_nested", FALSE);
}

/* The context is that of a tensor. */
static void
write_input (Writer           *self,
             ShapeJsonWriter  *json,
             ShapeImportInput *input,
             guint             context)
{
  shape_json_open (json, NULL, '{');
  if (input->is_scalar)
    write_symbolic (self, json, "scalar", input->value);
  else
    write_tensor (self, json, input);
  shape_json_add_integer (json, "source", define_source (self, input->source));
  if (!input->is_scalar)
    shape_json_add_integer (json, "context", context);
  shape_json_close (json, '}');
}

static void
write_fakes (Writer *self)
{
  GPtrArray *inputs = self->env->inputs;
  ShapeJsonWriter json = begin_line (self);

  shape_json_add_text (&json, "define", "tracked_fakes");
  shape_json_add_integer (&json, "id", 0);
  shape_json_open (&json, "fakes", '[');
  for (guint i = 0; i < inputs->len; i++)
    if (is_whole (inputs->pdata[i]))
      write_input (self, &json, inputs->pdata[i], i);
  shape_json_close (&json, ']');
  end_line (self, &json);
}

/* A size in the log stands as it was when guards were issued; the guards say the same of it. */
static void
write_inputs (Writer *self)
{
  GPtrArray *inputs = self->env->inputs;
  ShapeJsonWriter json;

  for (guint i = 0; i < inputs->len; i++)
    {
      const ShapeImportInput *input = inputs->pdata[i];

      if (is_whole (input))
        define_source (self, input->source);
      if (is_whole (input) && !input->is_scalar)
        define_context (self, input, i);
    }
  write_fakes (self);
  json = begin_line (self);
  shape_json_open (&json, "guards", '{');
  shape_json_close (&json, '}');
  shape_json_add_integer (&json, "tracked_fakes", 0);
  end_line (self, &json);
}

static void
write_end (Writer *self)
{
  ShapeJsonWriter json = begin_line (self);

  shape_json_add_integer (&json, "end", self->n_events);
  end_line (self, &json);
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
  Writer writer = { .env = self, .pool = pool, .symbols = symbols, .sources = sources, .by_value = by_value,
                    .lines = lines };

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
    write_inputs (&writer);
  write_end (&writer);
  return g_output_stream_write_all (stream, lines->str, lines->len, NULL, NULL, error);
}
