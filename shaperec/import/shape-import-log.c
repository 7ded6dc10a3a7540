/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-import-private.h"

#include <string.h>

/* What TORCH_LOGS="+dynamic" says: a message a line. */

#define GUARD_ADDED " [guard added]"

static char *
slice (const char *start,
       const char *end)
{
  return g_strndup (start, end - start);
}

/* Where the user's line and the framework's stand: `x.view(-1)  # model.py:7 in f (_ops.py:12 in view)`,
 * often with an advice behind. */
static void
read_place (ShapeImportCall *call,
            const char      *text)
{
  const char *end = g_strrstr (text, ", for more info run with ");
  g_autofree char *place = g_strstrip (end ? slice (text, end) : g_strdup (text));
  char *framework = g_strrstr (place, " (");

  if (place[0] == '(')
    framework = place;
  if (framework != NULL && g_str_has_suffix (place, ")") && strstr (framework, ".py:") != NULL)
    {
      const char *inside = framework + strspn (framework, " (");

      call->framework = slice (inside, place + strlen (place) - 1);
      *framework = '\0';
    }
  if (*place != '\0')
    call->user = g_strdup (place);
}

/* The first ` [a, b] ` of @text: a source may have brackets, but no blank before them and no comma in them. */
static const char *
find_range (const char *text)
{
  for (const char *at = strstr (text, " ["); at != NULL; at = strstr (at + 1, " ["))
    {
      const char *end = strchr (at, ']');
      const char *comma = strstr (at, ", ");

      if (end != NULL && comma != NULL && comma < end && (end[1] == ' ' || end[1] == '\0'))
        return at + 1;
    }
  return NULL;
}

/* `s77 duck sized L['y'].size()[0]` */
static gboolean
read_duck_symbol (ShapeImportEnv *env,
                  const char     *text,
                  const char     *words)
{
  ShapeImportCall *call = shape_import_env_add_call (env, SHAPE_IMPORT_DUCK_SYMBOL);

  call->text = slice (text, words);
  call->source = g_strdup (words + strlen (" duck sized "));
  return TRUE;
}

/* `s77 = 5 for L['x'].size()[0] [2, int_oo] PLACE` */
static gboolean
read_symbol (ShapeImportEnv  *env,
             ShapeImportKind  kind,
             const char      *text)
{
  const char *equals = strstr (text, " = "), *source = strstr (text, " for "), *range, *duck;
  ShapeImportCall *call;

  duck = strstr (text, " duck sized ");
  if (duck != NULL && (equals == NULL || duck < equals))
    return read_duck_symbol (env, text, duck);
  range = source != NULL ? find_range (source) : NULL;
  if (equals == NULL || range == NULL || source <= equals + strlen (" = ") || range <= source + strlen (" for ") + 1)
    return FALSE;
  call = shape_import_env_add_call (env, kind);
  call->text = slice (text, equals);
  call->value = slice (equals + strlen (" = "), source);
  call->source = slice (source + strlen (" for "), range - 1);
  read_place (call, shape_import_call_take_range (call, range));
  return TRUE;
}

/* A call whose text begins with an expression and a range, which is left to be read; NULL where there is none. */
static ShapeImportCall *
add_ranged_call (ShapeImportEnv   *env,
                 ShapeImportKind   kind,
                 const char       *text,
                 const char      **range)
{
  ShapeImportCall *call;

  *range = find_range (text);
  if (*range == NULL)
    return NULL;
  call = shape_import_env_add_call (env, kind);
  call->text = slice (text, *range - 1);
  return call;
}

/* `u0 [-int_oo, int_oo] PLACE`, or the name of a source in the place's stead. */
static gboolean
read_unbacked (ShapeImportEnv  *env,
               ShapeImportKind  kind,
               const char      *text)
{
  const char *range;
  ShapeImportCall *call = add_ranged_call (env, kind, text, &range);

  if (call == NULL)
    return FALSE;
  read_place (call, shape_import_call_take_range (call, range));
  if (call->user != NULL && call->framework == NULL && strstr (call->user, "  # ") == NULL)
    call->source = g_steal_pointer (&call->user);
  return TRUE;
}

static gboolean
pass_over (const char **text,
           const char  *prefix)
{
  if (!g_str_has_prefix (*text, prefix))
    return FALSE;
  *text += strlen (prefix);
  return TRUE;
}

/* `s0 > 7 [guard added] PLACE`; without these words it was known already, and made no guard. */
static gboolean
read_guard (ShapeImportEnv  *env,
            ShapeImportKind  kind,
            const char      *text)
{
  gboolean is_suppressed = pass_over (&text, "[guard suppressed] "), is_forced = pass_over (&text, "(forcing_spec) ");
  const char *end = strstr (text, GUARD_ADDED);
  ShapeImportCall *call;

  if (end == NULL)
    return TRUE;
  call = shape_import_env_add_call (env, kind);
  call->is_suppressed = is_suppressed;
  call->is_forced = is_forced;
  call->text = slice (text, end);
  read_place (call, end + strlen (GUARD_ADDED));
  return TRUE;
}

/* `u0 [2, 50]` */
static gboolean
read_constrain (ShapeImportEnv  *env,
                ShapeImportKind  kind,
                const char      *text)
{
  const char *range;
  ShapeImportCall *call = add_ranged_call (env, kind, text, &range);

  return call != NULL && shape_import_call_take_range (call, range) != NULL;
}

/* The sources of a symbol, as the calls before gave them. */
static GStrv
list_sources (ShapeImportEnv *env,
              const char     *symbol)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  for (guint i = 0; i < env->calls->len; i++)
    {
      const ShapeImportCall *call = env->calls->pdata[i];

      if (call->kind <= SHAPE_IMPORT_DUCK_SYMBOL && strcmp (call->text, symbol) == 0)
        g_ptr_array_add (sources, g_strdup (call->source));
    }
  g_ptr_array_add (sources, NULL);
  return (GStrv) g_ptr_array_steal (sources, NULL);
}

/* `s94 = 6 (range_refined_to_singleton) VR[6, 6]`: only a number specializes. */
static gboolean
read_replacement (ShapeImportEnv  *env,
                  ShapeImportKind  kind G_GNUC_UNUSED,
                  const char      *text)
{
  const char *equals = strstr (text, " = "), *reason = equals ? strstr (equals, " (") : NULL;
  ShapeImportSpecialization *specialization;
  const char *end = reason ? strchr (reason, ')') : NULL, *value;

  if (end == NULL)
    return FALSE;
  value = equals + strlen (" = ");
  if (strspn (value, "-.0123456789") != (gsize) (reason - value))
    return TRUE;
  specialization = shape_import_env_specialize (env);
  if (specialization == NULL)
    return TRUE;
  specialization->symbol = slice (text, equals);
  specialization->value = slice (value, reason);
  specialization->reason = slice (reason + strlen (" ("), end);
  specialization->sources = list_sources (env, specialization->symbol);
  return TRUE;
}

static void
put (GPtrArray  *texts,
     gint        index,
     const char *text)
{
  if ((guint) index >= texts->len)
    g_ptr_array_set_size (texts, index + 1);
  g_free (texts->pdata[index]);
  texts->pdata[index] = g_strdup (text);
}

/* The blank before the constraint, or NULL. */
static const char *
find_constraint (const char *text)
{
  const char *constraint = g_strrstr (text, " None");

  if (constraint == NULL)
    constraint = strstr (text, " RelaxedUnspecConstraint(");
  return constraint != NULL ? constraint : strstr (text, " StrictMinMaxConstraint(");
}

/* The blank behind the source, which ends with a bracket, or has no blanks; NULL where there is none before @end. */
static const char *
find_end_of_source (const char *text,
                    const char *end)
{
  const char *offset = g_strstr_len (text, end - text, ".storage_offset() "), *space = strstr (text, "] ");

  if (offset != NULL)
    return offset + strlen (".storage_offset()");
  for (const char *next = space; next != NULL && next < end; next = strstr (next + 1, "] "))
    space = next;
  space = space != NULL && space < end ? space + 1 : strchr (text, ' ');
  return space != NULL && space < end ? space : NULL;
}

/* `L['x'].size()[0] s77 None`: the source, its value, the constraint on it. */
static gboolean
read_input (ShapeImportEnv  *env,
            ShapeImportKind  kind G_GNUC_UNUSED,
            const char      *text)
{
  const char *constraint = find_constraint (text), *end = constraint != NULL ? constraint : text + strlen (text);
  const char *space = find_end_of_source (text, end);
  g_autofree char *source = NULL, *base = NULL, *value = NULL;
  ShapeTensorProperty property;
  ShapeImportInput *input;
  gint index;

  if (space == NULL)
    return FALSE;
  source = slice (text, space);
  value = slice (space + 1, end);
  property = shape_import_split_source (source, &base, &index);
  if (property == SHAPE_TENSOR_PROPERTY_NONE)
    {
      shape_import_env_add_number (env, source, value);
      return TRUE;
    }
  input = shape_import_env_input (env, base);
  if (property == SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET)
    {
      g_free (input->value);
      input->value = g_steal_pointer (&value);
      return TRUE;
    }
  put (property == SHAPE_TENSOR_PROPERTY_SIZE ? input->sizes : input->strides, index, value);
  if (property == SHAPE_TENSOR_PROPERTY_SIZE && constraint != NULL)
    put (input->constraints, index, constraint + 1);
  return TRUE;
}

static const struct
{
  const char      *prefix;
  gboolean       (*read) (ShapeImportEnv *env, ShapeImportKind kind, const char *text);
  ShapeImportKind  kind;
} messages[] = {
  { "create_symbol ", read_symbol, SHAPE_IMPORT_SYMBOL },
  { "create_unbacked_symint ", read_unbacked, SHAPE_IMPORT_UNBACKED_INT },
  { "create_unbacked_symfloat ", read_unbacked, SHAPE_IMPORT_UNBACKED_FLOAT },
  { "create_unbacked_symbool ", read_unbacked, SHAPE_IMPORT_UNBACKED_BOOL },
  { "eval ", read_guard, SHAPE_IMPORT_GUARD },
  { "runtime_assert ", read_guard, SHAPE_IMPORT_RUNTIME_ASSERT },
  { "constrain_symbol_range ", read_constrain, SHAPE_IMPORT_CONSTRAIN_RANGE },
  { "set_replacement ", read_replacement, SHAPE_IMPORT_GUARD },
  { "track_symint ", read_input, SHAPE_IMPORT_SYMBOL },
  { "track_symfloat ", read_input, SHAPE_IMPORT_SYMBOL },
};

gboolean
shape_import_read_message (ShapeImport *self,
                           const char  *key,
                           const char  *name,
                           const char  *message)
{
  if (strcmp (message, "create_env") == 0)
    {
      self->n_lines++;
      shape_import_env (self, key, name, TRUE);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    if (g_str_has_prefix (message, messages[i].prefix))
      {
        self->n_lines++;
        return messages[i].read (shape_import_env (self, key, name, FALSE), messages[i].kind,
                                 message + strlen (messages[i].prefix));
      }
  return TRUE;
}
