/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include "../env/shape-env-private.h"

#include <string.h>

/* Do the guards of a trace hold for given inputs? */

/* What the user says of the inputs: the text of each value by its source, and which were looked at. */
typedef struct
{
  GHashTable *values;  /* source → text */
  GHashTable *origins; /* source → the name that the user gave */
  GHashTable *used;    /* names */
} Inputs;

static void
inputs_clear (Inputs *self)
{
  g_hash_table_unref (self->used);
  g_hash_table_unref (self->origins);
  g_hash_table_unref (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Inputs, inputs_clear)

static void
inputs_init (Inputs *self)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
set_value (Inputs     *self,
           const char *name,
           char       *source,
           char       *value)
{
  g_hash_table_insert (self->origins, g_strdup (source), g_strdup (name));
  g_hash_table_insert (self->values, source, value);
}

/* `x` and `xs[0]` are local names: `L['x']`, `L['xs'][0]`. A source stands for itself. */
static char *
spell_source (const char *name)
{
  gsize n = strcspn (name, "[.");

  if (g_str_has_prefix (name, "L[") || g_str_has_prefix (name, "G["))
    return g_strdup (name);
  return g_strdup_printf ("L['%.*s']%s", (int) n, name, name + n);
}

/* A contiguous tensor of these sizes, from `5x7x64`. */
static gboolean
set_tensor (Inputs     *self,
            const char *name,
            const char *source,
            const char *text)
{
  g_auto (GStrv) sizes = g_strsplit (text, "x", -1);
  guint n = g_strv_length (sizes);
  gint64 stride = 1;

  for (guint i = n; i-- > 0;)
    {
      gint64 size;

      if (!g_ascii_string_to_signed (sizes[i], 10, 0, G_MAXINT32, &size, NULL))
        return FALSE;
      set_value (self, name, g_strdup_printf ("%s.size()[%u]", source, i), g_strdup (sizes[i]));
      set_value (self, name, g_strdup_printf ("%s.stride()[%u]", source, i), g_strdup_printf ("%" G_GINT64_FORMAT, stride));
      if (__builtin_mul_overflow (stride, MAX (size, 1), &stride))
        return FALSE;
    }
  set_value (self, name, g_strdup_printf ("%s.storage_offset()", source), g_strdup ("0"));
  return TRUE;
}

/* A plain number may be the input itself, or the only size of a tensor. */
static gboolean
set_input (Inputs     *self,
           const char *text)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *name = NULL;
  g_autofree char *source = NULL;
  char *end;

  if (equals == NULL || equals == text || equals[1] == '\0')
    {
      shape_tool_complain ("check: %s is not NAME=VALUE", text);
      return FALSE;
    }
  name = g_strndup (text, equals - text);
  source = spell_source (name);
  g_ascii_strtod (equals + 1, &end);
  if (*end == '\0')
    set_value (self, name, g_strdup (source), g_strdup (equals + 1));
  if (set_tensor (self, name, source, equals + 1) || *end == '\0')
    return TRUE;
  shape_tool_complain ("check: %s is no size, as 5x7, and no number", equals + 1);
  return FALSE;
}

/* The inputs of `x=5x7,m=4`; a comma in brackets belongs to the source. */
static gboolean
parse_inputs (Inputs     *self,
              const char *text)
{
  g_autoptr (GString) item = g_string_new (NULL);
  guint open = 0;

  for (; text != NULL; text++)
    {
      open += (*text == '[') - (*text == ']');
      if (*text != '\0' && (*text != ',' || open > 0))
        {
          g_string_append_c (item, *text);
          continue;
        }
      if (!set_input (self, item->str))
        return FALSE;
      g_string_truncate (item, 0);
      if (*text == '\0')
        break;
    }
  return TRUE;
}

/* What the trace was made with. */
static char *
find_hint (ShapeEnv   *env,
           const char *source)
{
  for (guint i = 0; i < env->source_to_var.n; i++)
    if (strcmp (env->source_to_var.entries[i].key, source) == 0)
      {
        ShapeNode *value = shape_map_get (&env->backed_var_to_val, env->source_to_var.entries[i].value);

        return value != NULL ? shape_node_to_sympy_str (value) : NULL;
      }
  return NULL;
}

/* The value of a source: what the user said, or else what the trace was made with. */
static char *
find_value (Inputs     *self,
            ShapeEnv   *env,
            const char *source)
{
  const char *given = g_hash_table_lookup (self->values, source);
  char *hint;

  if (given != NULL)
    {
      g_hash_table_add (self->used, g_strdup (g_hash_table_lookup (self->origins, source)));
      return g_strdup (given);
    }
  hint = find_hint (env, source);
  if (hint == NULL)
    shape_tool_complain ("check: what is %s? Name it in --input", source);
  return hint;
}

static gboolean
read_values (Inputs      *self,
             ShapeEnv    *env,
             ShapeGuards *set,
             gint64      *integers,
             double      *floats)
{
  const char *const *names = shape_guards_get_integers (set);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *value = find_value (self, env, names[i]);

      if (value == NULL)
        return FALSE;
      if (!g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &integers[i], NULL))
        {
          shape_tool_complain ("check: %s is an integer, not %s", names[i], value);
          return FALSE;
        }
    }
  names = shape_guards_get_floats (set);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *value = find_value (self, env, names[i]);

      if (value == NULL)
        return FALSE;
      floats[i] = g_ascii_strtod (value, NULL);
    }
  return TRUE;
}

/* A name that is misspelt must not pass for an input that no guard minds. */
static gboolean
all_are_used (Inputs   *self,
              ShapeEnv *env)
{
  GHashTableIter iter;
  gpointer source, name;

  for (guint i = 0; i < env->source_to_var.n; i++)
    {
      source = env->source_to_var.entries[i].key;
      name = g_hash_table_lookup (self->origins, source);
      if (name != NULL)
        g_hash_table_add (self->used, g_strdup (name));
    }
  g_hash_table_iter_init (&iter, self->origins);
  while (g_hash_table_iter_next (&iter, &source, &name))
    if (!g_hash_table_contains (self->used, name))
      {
        shape_tool_complain ("check: no guard looks at %s, and the trace does not know it", (char *) name);
        return FALSE;
      }
  return TRUE;
}

/* What the reference says of a guard whose place it does not know. */
#define UNKNOWN_PLACE "(unknown source "

/* Where the guard was made. The environment is replayed once more: issuing guards again on the same one
 * could find some of them known. */
static void
tell_place (const char *path,
            guint       number)
{
  g_autoptr (ShapeEnv) env = NULL;
  g_auto (GStrv) guards = NULL;
  const char *place;

  if (shape_tool_produce_guards (path, 0, SHAPE_TRACE_NONE, SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON, &env, &guards) !=
        SHAPE_TOOL_FINE || number >= g_strv_length (guards))
    return;
  place = strstr (guards[number], "  # ");
  if (place != NULL && !g_str_has_prefix (place + strlen ("  # "), UNKNOWN_PLACE))
    g_print ("  made at %s\n", place + strlen ("  # "));
}

static int
tell (const char   *path,
      ShapeGuards  *set,
      const gint64 *integers,
      gsize         n_integers,
      const double *floats,
      gsize         n_floats)
{
  guint n = shape_guards_get_n_guards (set), failed;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (shape_guards_check (set, integers, n_integers, floats, n_floats, &failed, &error))
    {
      g_print ("All %u guards hold.\n", n);
      return SHAPE_TOOL_FINE;
    }
  text = shape_guards_explain (set, failed, integers, n_integers, floats, n_floats);
  if (error != NULL)
    g_print ("Guard %u of %u cannot be told: %s\n", failed + 1, n, error->message);
  else
    g_print ("Guard %u of %u fails: %s\n", failed + 1, n, text);
  tell_place (path, failed);
  return SHAPE_TOOL_DIFFERS;
}

static int
check (Inputs     *inputs,
       const char *path,
       ShapeEnv   *env,
       GStrv       guards)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeGuards) set = shape_env_compile_guards (env, (const char *const *) guards, &error);
  g_autofree gint64 *integers = NULL;
  g_autofree double *floats = NULL;
  gsize n_integers, n_floats;

  if (set == NULL)
    {
      shape_tool_complain ("%s: %s", path, error->message);
      return SHAPE_TOOL_DIFFERS;
    }
  n_integers = g_strv_length ((char **) shape_guards_get_integers (set));
  n_floats = g_strv_length ((char **) shape_guards_get_floats (set));
  integers = g_new0 (gint64, n_integers + 1);
  floats = g_new0 (double, n_floats + 1);
  if (!read_values (inputs, env, set, integers, floats) || !all_are_used (inputs, env))
    return SHAPE_TOOL_USAGE;
  return tell (path, set, integers, n_integers, floats, n_floats);
}

int
shape_tool_check (int    argc,
                  char **argv)
{
  g_autofree char *input = NULL;
  const GOptionEntry options[] = {
    { "input", 0, 0, G_OPTION_ARG_STRING, &input, "The inputs: x=5x7x64 for a tensor, m=4 for a number", "VALUES" },
    G_OPTION_ENTRY_NULL,
  };
  const ShapeToolUsage usage = {
    .verb = "check",
    .parameters = "TRACE",
    .summary = "Replays a trace, and tells whether the guards that its environment issues hold for these\n"
               "inputs; if not, which fails first, and on what values. What is not given is as it was in the trace.\n"
               "Tensors are contiguous; a stride or another property is given by its source.",
    .description = "Examples:\n"
                   "  shaperec check model.0.jsonl.gz --input \"x=5x7x64,m=4\"\n"
                   "  shaperec check model.0.jsonl.gz --input \"xs[0]=3x4,L['x'].stride()[1]=8\"",
    .options = options,
    .min_args = 1,
    .max_args = 1,
  };
  g_auto (GStrv) args = NULL;
  g_auto (GStrv) guards = NULL;
  g_autoptr (ShapeEnv) env = NULL;
  g_auto (Inputs) inputs = { 0 };
  ShapeToolStatus status;

  inputs_init (&inputs);
  if (!shape_tool_parse (&usage, argc, argv, &args) || !parse_inputs (&inputs, input))
    return SHAPE_TOOL_USAGE;
  status = shape_tool_produce_guards (args[0], 0, SHAPE_TRACE_NONE, SHAPE_GUARD_LANGUAGE_PYTHON, &env, &guards);
  return status != SHAPE_TOOL_FINE ? (int) status : check (&inputs, args[0], env, guards);
}
