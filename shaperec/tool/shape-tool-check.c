/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-guards-private.h"
#include "shape-tool-inputs-private.h"

#include <string.h>

/* Do the guards of a trace hold for given inputs? */

/* The values that guards are asked about. */
typedef struct
{
  gint64 *integers;
  double *floats;
  gsize   n_integers;
  gsize   n_floats;
} Values;

static void
values_clear (Values *self)
{
  g_free (self->integers);
  g_free (self->floats);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

static void
values_init (Values      *self,
             ShapeGuards *set)
{
  self->n_integers = g_strv_length ((char **) shape_guards_get_integers (set));
  self->n_floats = g_strv_length ((char **) shape_guards_get_floats (set));
  self->integers = g_new0 (gint64, self->n_integers + 1);
  self->floats = g_new0 (double, self->n_floats + 1);
}

static gboolean
read_values (ShapeToolInputs       *self,
             const ShapeToolGuards *issued,
             ShapeGuards           *set,
             const Values          *values)
{
  const char *const *names = shape_guards_get_integers (set);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *value = shape_tool_inputs_dup_value (self, issued->inputs, issued->env, names[i]);

      if (value == NULL)
        return FALSE;
      if (!g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &values->integers[i], NULL))
        {
          shape_tool_complain ("check: %s is an integer, not %s", names[i], value);
          return FALSE;
        }
    }
  names = shape_guards_get_floats (set);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *value = shape_tool_inputs_dup_value (self, issued->inputs, issued->env, names[i]);

      if (value == NULL)
        return FALSE;
      values->floats[i] = g_ascii_strtod (value, NULL);
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
  g_auto (ShapeToolGuards) issued = { 0 };
  const char *place;

  if (shape_tool_guards_issue (&issued, path, 0, SHAPE_TRACE_NONE, SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON) !=
        SHAPE_TOOL_FINE || number >= g_strv_length (issued.guards))
    return;
  place = strstr (issued.guards[number], "  # ");
  if (place != NULL && !g_str_has_prefix (place + strlen ("  # "), UNKNOWN_PLACE))
    g_print ("  made at %s\n", place + strlen ("  # "));
}

static int
tell_failed (const char   *path,
             ShapeGuards  *set,
             const Values *values,
             guint         failed,
             const GError *error)
{
  g_autofree char *text = shape_guards_explain (set, failed, values->integers, values->n_integers, values->floats,
                                                values->n_floats);
  guint n = shape_guards_get_n_guards (set);

  if (error != NULL)
    g_print ("Guard %u of %u cannot be told: %s\n", failed + 1, n, error->message);
  else
    g_print ("Guard %u of %u fails: %s\n", failed + 1, n, text);
  tell_place (path, failed);
  return SHAPE_TOOL_DIFFERS;
}

static int
tell (ShapeToolInputs       *inputs,
      const char            *path,
      const ShapeToolGuards *issued,
      ShapeGuards           *set,
      const Values          *values)
{
  guint n = shape_guards_get_n_guards (set), failed;
  g_autoptr (GError) error = NULL;
  g_autofree char *difference = NULL;

  if (!shape_guards_check (set, values->integers, values->n_integers, values->floats, values->n_floats, &failed, &error))
    return tell_failed (path, set, values, failed, error);
  difference = shape_tool_inputs_find_fixed (inputs, issued->inputs, issued->env);
  if (difference != NULL)
    {
      g_print ("%s.\n", difference);
      return SHAPE_TOOL_DIFFERS;
    }
  g_print (n == 1 ? "The only guard holds.\n" : "All %u guards hold.\n", n);
  return SHAPE_TOOL_FINE;
}

static int
check (ShapeToolInputs       *inputs,
       const char            *path,
       const ShapeToolGuards *issued)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeGuards) set = shape_env_compile_guards (issued->env, (const char *const *) issued->guards, &error);
  g_auto (Values) values = { 0 };

  if (set == NULL)
    {
      shape_tool_complain ("%s: %s", path, error->message);
      return SHAPE_TOOL_DIFFERS;
    }
  values_init (&values, set);
  if (!shape_tool_inputs_resolve (inputs, issued->inputs, issued->env) ||
      !read_values (inputs, issued, set, &values))
    return SHAPE_TOOL_USAGE;
  return tell (inputs, path, issued, set, &values);
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
               "Tensors are contiguous, and have as many dimensions as in the trace; a size, a stride or a storage\n"
               "offset alone is given by its source. A size that the program has as a number must be that number,\n"
               "though no guard says so.",
    .description = "Examples:\n"
                   "  shaperec check model.0.jsonl.gz --input \"x=5x7x64,m=4\"\n"
                   "  shaperec check model.0.jsonl.gz --input \"xs[0]=3x4,L['x'].stride()[1]=8\"",
    .options = options,
    .min_args = 1,
    .max_args = 1,
  };
  g_auto (GStrv) args = NULL;
  g_auto (ShapeToolGuards) issued = { 0 };
  g_auto (ShapeToolInputs) inputs = { 0 };
  ShapeToolStatus status;

  shape_tool_inputs_init (&inputs);
  if (!shape_tool_parse (&usage, argc, argv, &args) || !shape_tool_inputs_parse (&inputs, input))
    return SHAPE_TOOL_USAGE;
  status = shape_tool_guards_issue (&issued, args[0], 0, SHAPE_TRACE_NONE, SHAPE_GUARD_LANGUAGE_PYTHON);
  return status != SHAPE_TOOL_FINE ? (int) status : check (&inputs, args[0], &issued);
}
