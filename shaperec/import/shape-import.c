/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-import-private.h"

#include "../trace/shape-line-reader-private.h"

#include <string.h>

static void
free_specialization (gpointer data)
{
  ShapeImportSpecialization *self = data;

  g_free (self->symbol);
  g_free (self->value);
  g_free (self->reason);
  g_strfreev (self->sources);
  g_strfreev (self->stack);
  g_free (self);
}

static void
free_call (gpointer data)
{
  ShapeImportCall *self = data;

  g_free (self->text);
  g_free (self->source);
  g_free (self->value);
  g_free (self->lower);
  g_free (self->upper);
  g_free (self->user);
  g_free (self->framework);
  g_ptr_array_unref (self->specializations);
  g_free (self);
}

static void
free_input (gpointer data)
{
  ShapeImportInput *self = data;

  g_free (self->source);
  g_free (self->value);
  g_ptr_array_unref (self->sizes);
  g_ptr_array_unref (self->strides);
  g_ptr_array_unref (self->constraints);
  g_free (self);
}

static void
free_env (gpointer data)
{
  ShapeImportEnv *self = data;

  g_free (self->key);
  g_free (self->name);
  g_ptr_array_unref (self->calls);
  g_ptr_array_unref (self->inputs);
  g_free (self);
}

ShapeImport *
shape_import_new (void)
{
  ShapeImport *self = g_new0 (ShapeImport, 1);

  self->envs = g_ptr_array_new_with_free_func (free_env);
  self->current = g_hash_table_new (g_str_hash, g_str_equal);
  self->files = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
shape_import_free (ShapeImport *self)
{
  g_ptr_array_unref (self->envs);
  g_hash_table_unref (self->current);
  g_ptr_array_unref (self->files);
  g_free (self);
}

ShapeImportEnv *
shape_import_env (ShapeImport *self,
                  const char  *key,
                  const char  *name,
                  gboolean     fresh)
{
  ShapeImportEnv *env = fresh ? NULL : g_hash_table_lookup (self->current, key);

  if (env != NULL)
    return env;
  env = g_new0 (ShapeImportEnv, 1);
  env->key = g_strdup (key);
  env->name = g_strdup (name);
  env->calls = g_ptr_array_new_with_free_func (free_call);
  env->inputs = g_ptr_array_new_with_free_func (free_input);
  g_ptr_array_add (self->envs, env);
  g_hash_table_replace (self->current, env->key, env);
  return env;
}

ShapeImportCall *
shape_import_env_add_call (ShapeImportEnv  *self,
                           ShapeImportKind  kind)
{
  ShapeImportCall *call = g_new0 (ShapeImportCall, 1);

  call->kind = kind;
  call->specializations = g_ptr_array_new_with_free_func (free_specialization);
  g_ptr_array_add (self->calls, call);
  return call;
}

const char *
shape_import_call_take_range (ShapeImportCall *self,
                              const char      *text)
{
  const char *comma = strstr (text, ", "), *end = strchr (text, ']');

  if (*text != '[' || comma == NULL || end == NULL || comma > end)
    return NULL;
  self->lower = g_strndup (text + 1, comma - text - 1);
  self->upper = g_strndup (comma + 2, end - comma - 2);
  return end + 1;
}

ShapeImportInput *
shape_import_env_find_input (ShapeImportEnv *self,
                             const char     *source)
{
  for (guint i = 0; i < self->inputs->len; i++)
    {
      ShapeImportInput *input = self->inputs->pdata[i];

      if (strcmp (input->source, source) == 0)
        return input;
    }
  return NULL;
}

ShapeImportInput *
shape_import_env_input (ShapeImportEnv *self,
                        const char     *source)
{
  ShapeImportInput *input = shape_import_env_find_input (self, source);

  if (input != NULL)
    return input;
  input = g_new0 (ShapeImportInput, 1);
  input->source = g_strdup (source);
  input->sizes = g_ptr_array_new_with_free_func (g_free);
  input->strides = g_ptr_array_new_with_free_func (g_free);
  input->constraints = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->inputs, input);
  return input;
}

void
shape_import_env_add_number (ShapeImportEnv *self,
                             const char     *source,
                             const char     *value)
{
  ShapeImportInput *input = shape_import_env_input (self, source);

  input->is_scalar = TRUE;
  g_free (input->value);
  input->value = g_strdup (value);
}

/* It belongs to the last call, whose answer made it. One without a call is nobody's. */
ShapeImportSpecialization *
shape_import_env_specialize (ShapeImportEnv *self)
{
  ShapeImportSpecialization *specialization;
  ShapeImportCall *call;

  if (self->calls->len == 0)
    return NULL;
  call = self->calls->pdata[self->calls->len - 1];
  specialization = g_new0 (ShapeImportSpecialization, 1);
  g_ptr_array_add (call->specializations, specialization);
  return specialization;
}

ShapeTensorProperty
shape_import_split_source (const char  *source,
                           char       **base,
                           gint        *index)
{
  static const struct { ShapeTensorProperty property; const char *text; } endings[] = {
    { SHAPE_TENSOR_PROPERTY_SIZE, ".size()[" }, { SHAPE_TENSOR_PROPERTY_STRIDE, ".stride()[" },
  };
  gsize n_bytes = strlen (source);

  *index = -1;
  if (g_str_has_suffix (source, ".storage_offset()"))
    {
      *base = g_strndup (source, n_bytes - strlen (".storage_offset()"));
      return SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET;
    }
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      const char *ending = g_strrstr (source, endings[i].text);
      const char *digits = ending ? ending + strlen (endings[i].text) : NULL;
      gsize n_digits = digits ? strspn (digits, "0123456789") : 0;

      if (n_digits == 0 || n_digits > 4 || strcmp (digits + n_digits, "]") != 0)
        continue;
      *base = g_strndup (source, ending - source);
      *index = (gint) g_ascii_strtoll (digits, NULL, 10);
      return endings[i].property;
    }
  return SHAPE_TENSOR_PROPERTY_NONE;
}

/* Lines */

/* Where the word begins that ends at @end. */
static const char *
find_word (const char *line,
           const char *end)
{
  while (end > line && end[-1] != ' ')
    end--;
  return end;
}

/* The bracket behind the place in the framework; NULL where the line is no log's. */
static const char *
find_end_of_place (const char *line)
{
  const char *end = strstr (line, "] ");

  while (end != NULL && (end == line || !g_ascii_isdigit (end[-1]) || g_strstr_len (line, end - line, ".py:") == NULL))
    end = strstr (end + 1, "] ");
  return end;
}

/* The process, whose number is the word @id, and its rank, which stands at the front of the line. */
static char *
name_process (const char *line,
              const char *id)
{
  const char *rank = g_strstr_len (line, id - line, "[rank");

  if (rank == NULL)
    return g_strndup (id, strcspn (id, " "));
  return g_strdup_printf ("%.*s %.*s", (int) strcspn (rank, "]") + 1, rank, (int) strcspn (id, " "), id);
}

/* Takes `[0/0] ` from the front of @message; NULL where the message is of no compile. */
static char *
take_compile (const char **message)
{
  const char *text = *message, *end = strstr (text, "] ");

  if (*text != '[' || (!g_ascii_isdigit (text[1]) && text[1] != '-') || end == NULL)
    return NULL;
  *message = end + strlen ("] ");
  return g_strndup (text + 1, strcspn (text, "]") - 1);
}

/* The parts of `[rank0]:I1124 19:24:38.148000 26220 torch/…/symbolic_shapes.py:4058] [0/0] create_env`: the process
 * with its rank, the compile, and what it says. */
static gboolean
split_line (const char  *line,
            char       **process,
            char       **compile,
            const char **message)
{
  const char *end = find_end_of_place (line), *place;

  if (end == NULL)
    return FALSE;
  place = find_word (line, end);
  *process = name_process (line, find_word (line, place > line ? place - 1 : line));
  *message = end + strlen ("] ");
  *compile = take_compile (message);
  return TRUE;
}

static gboolean
read_line (ShapeImport *self,
           const char  *line,
           gsize        n_bytes)
{
  g_autofree char *process = NULL, *compile = NULL, *key = NULL;
  const char *message;

  if (line[0] == '\t')
    {
      shape_import_read_payload (self, line + 1);
      return TRUE;
    }
  if (!split_line (line, &process, &compile, &message))
    return TRUE;
  if (message[0] == '{')
    return shape_import_read_json (self, process, message, n_bytes - (gsize) (message - line));
  key = g_strdup_printf ("%s %s", process, compile != NULL ? compile : "-");
  return shape_import_read_message (self, key, compile, message);
}

gboolean
shape_import_read (ShapeImport  *self,
                   GInputStream *stream,
                   GError      **error)
{
  g_autoptr (ShapeLineReader) reader = shape_line_reader_new (stream, error);
  g_autoptr (GError) local = NULL;
  const char *text;
  gsize n_bytes;
  gboolean is_whole;

  if (reader == NULL)
    return FALSE;
  for (guint number = 1; shape_line_reader_next (reader, &text, &n_bytes, &is_whole, &local); number++)
    {
      g_autofree char *valid = g_utf8_make_valid (text, (gssize) n_bytes);

      if (read_line (self, valid, strlen (valid)))
        continue;
      if (self->n_unknown++ == 0)
        self->first_unknown = number;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
