/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-import-writer-private.h"

#include <string.h>

/* The inputs of a program that a log told of, as tensors and numbers whose guards a trace has. */

/* What stands for a size that is open in the structured log, `?5`: the symbol of its own source, or the
 * one that duck sizing gave its value. */
static const char *
find_size (ShapeImportWriter *self,
           const char        *source,
           guint              dim,
           const char        *text)
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
write_symbolic (ShapeImportWriter *self,
                ShapeJsonWriter   *json,
                const char        *name,
                const char        *text)
{
  g_autofree char *expr = shape_import_writer_to_expr (self, text);
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

#define VR "vr=VR["

/* The bounds in `StrictMinMaxConstraint(warn_only=False, vr=VR[2, int_oo])`; NULL where they can't be read. */
static GStrv
read_bounds (ShapeImportWriter *self,
             const char        *text)
{
  const char *start = strstr (text, VR), *end = start ? strrchr (start, ']') : NULL;
  g_autofree char *range = end ? g_strndup (start + strlen (VR), end - start - strlen (VR)) : g_strdup ("");
  g_auto (GStrv) ends = g_strsplit (range, ", ", 2);
  g_autofree char *lower = NULL, *upper = NULL;

  if (g_strv_length (ends) != 2)
    return NULL;
  lower = shape_import_writer_to_expr (self, ends[0]);
  upper = shape_import_writer_to_expr (self, ends[1]);
  return lower && upper ? g_strdupv ((char *[]) { lower, upper, NULL }) : NULL;
}

/* @text is what Python prints: also `RelaxedUnspecConstraint(warn_only=True)`. */
static void
write_constraint (ShapeImportWriter *self,
                  ShapeJsonWriter   *json,
                  const char        *text)
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
    shape_json_add_texts (json, "range", (const char *const *) bounds);
  shape_json_add_bool (json, "warn_only", strstr (text, "warn_only=True") != NULL);
  shape_json_close (json, '}');
}

static void
define_context (ShapeImportWriter      *self,
                const ShapeImportInput *input,
                guint                   id)
{
  static const struct { const char *name, *value; } members[] = {
    { "dynamic_sizes", "DYNAMIC" }, { "dynamic_strides", "INFER_STRIDE" }, { "constraint_strides", NULL },
  };
  ShapeJsonWriter json = shape_import_writer_begin_line (self);

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
  shape_import_writer_end_line (self, &json);
}

/* A tensor has its name, and as many strides as sizes, all of which were told. */
static gboolean
is_whole (const ShapeImportInput *input)
{
  if (input->is_scalar)
    return input->value != NULL;
  if (input->sizes->len != input->strides->len || *input->source == SHAPE_IMPORT_UNNAMED)
    return FALSE;
  for (guint i = 0; i < input->sizes->len; i++)
    if (input->sizes->pdata[i] == NULL || input->strides->pdata[i] == NULL)
      return FALSE;
  return TRUE;
}

static void
write_tensor (ShapeImportWriter *self,
              ShapeJsonWriter   *json,
              ShapeImportInput  *input)
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
write_input (ShapeImportWriter *self,
             ShapeJsonWriter   *json,
             ShapeImportInput  *input,
             guint              context)
{
  shape_json_open (json, NULL, '{');
  if (input->is_scalar)
    write_symbolic (self, json, "scalar", input->value);
  else
    write_tensor (self, json, input);
  shape_json_add_integer (json, "source", shape_import_writer_define_source (self, input->source));
  if (!input->is_scalar)
    shape_json_add_integer (json, "context", context);
  shape_json_close (json, '}');
}

static void
write_fakes (ShapeImportWriter *self)
{
  GPtrArray *inputs = self->env->inputs;
  ShapeJsonWriter json = shape_import_writer_begin_line (self);

  shape_json_add_text (&json, "define", "tracked_fakes");
  shape_json_add_integer (&json, "id", 0);
  shape_json_open (&json, "fakes", '[');
  for (guint i = 0; i < inputs->len; i++)
    if (is_whole (inputs->pdata[i]))
      write_input (self, &json, inputs->pdata[i], i);
  shape_json_close (&json, ']');
  shape_import_writer_end_line (self, &json);
}

/* A size in the log stands as it was when guards were issued; the guards say the same of it. */
void
shape_import_writer_add_inputs (ShapeImportWriter *self)
{
  GPtrArray *inputs = self->env->inputs;
  ShapeJsonWriter json;

  for (guint i = 0; i < inputs->len; i++)
    {
      const ShapeImportInput *input = inputs->pdata[i];

      if (is_whole (input))
        shape_import_writer_define_source (self, input->source);
      if (is_whole (input) && !input->is_scalar)
        define_context (self, input, i);
    }
  write_fakes (self);
  json = shape_import_writer_begin_line (self);
  shape_json_open (&json, "guards", '{');
  shape_json_close (&json, '}');
  shape_json_add_integer (&json, "tracked_fakes", 0);
  shape_import_writer_end_line (self, &json);
}
