/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-inputs-private.h"

#include "shape-tool-private.h"
#include "../env/shape-env-verbs-private.h"
#include "../expr/shape-print-private.h"

#include <string.h>

/* NAME=VALUE */
typedef struct
{
  char       *name;
  const char *value;  /* behind the name */
  char       *source; /* what the name stands for */
} Given;

static void
given_free (Given *self)
{
  g_free (self->name);
  g_free (self->source);
  g_free (self);
}

void
shape_tool_inputs_init (ShapeToolInputs *self)
{
  self->given = g_ptr_array_new_with_free_func ((GDestroyNotify) given_free);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
shape_tool_inputs_clear (ShapeToolInputs *self)
{
  g_clear_pointer (&self->given, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);
}

/* What was said */

/* `x` and `xs[0]` are local names: `L['x']`, `L['xs'][0]`. A source stands for itself. */
static char *
spell_source (const char *name)
{
  gsize n = strcspn (name, "[.");

  if (g_str_has_prefix (name, "L[") || g_str_has_prefix (name, "G["))
    return g_strdup (name);
  return g_strdup_printf ("L['%.*s']%s", (int) n, name, name + n);
}

static gboolean
is_given (ShapeToolInputs *self,
          const char      *source)
{
  for (guint i = 0; i < self->given->len; i++)
    if (g_str_equal (((const Given *) g_ptr_array_index (self->given, i))->source, source))
      return TRUE;
  return FALSE;
}

static gboolean
add_given (ShapeToolInputs *self,
           const char      *text)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *source = NULL;
  Given *given;

  if (equals == NULL || equals == text || equals[1] == '\0')
    {
      shape_tool_complain ("check: %s is not NAME=VALUE", text);
      return FALSE;
    }
  given = g_new0 (Given, 1);
  given->name = g_strdup (text);
  given->name[equals - text] = '\0';
  given->value = given->name + (equals - text) + 1;
  source = spell_source (given->name);
  if (is_given (self, source))
    {
      shape_tool_complain ("check: %s is given twice", given->name);
      given_free (given);
      return FALSE;
    }
  given->source = g_steal_pointer (&source);
  g_ptr_array_add (self->given, given);
  return TRUE;
}

/* A comma in brackets belongs to the source. */
gboolean
shape_tool_inputs_parse (ShapeToolInputs *self,
                         const char      *text)
{
  const char *end = text;
  guint open = 0;

  for (; text != NULL; end++)
    {
      g_autofree char *item = NULL;

      open += (*end == '[') - (*end == ']');
      if (*end != '\0' && (*end != ',' || open > 0))
        continue;
      item = g_strndup (text, (gsize) (end - text));
      if (!add_given (self, item))
        return FALSE;
      text = *end != '\0' ? end + 1 : NULL;
    }
  return TRUE;
}

/* What it means */

static void
set_value (ShapeToolInputs *self,
           char            *source,
           char            *value)
{
  g_hash_table_insert (self->values, source, value);
}

static void
set_number (ShapeToolInputs *self,
            char            *source,
            gint64           value)
{
  set_value (self, source, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

static gboolean
read_size (const Given *given,
           const char  *text,
           gint64      *size)
{
  if (g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, size, NULL))
    return TRUE;
  shape_tool_complain ("check: %s=%s: %s is no size", given->name, given->value, *text != '\0' ? text : "nothing");
  return FALSE;
}

/* The number that a size of the program is; NULL where it is symbolic. */
static ShapeNode *
get_number (const ShapeValue *size,
            ShapeEnv         *env)
{
  ShapeNode *number = size->kind == SHAPE_VALUE_SYM_INT ? shape_env_look (env, size->node)
                                                        : shape_value_to_number (size, env->pool);

  shape_pool_check (env->pool, NULL);
  return number != NULL && SHAPE_IS (number, INTEGER) ? number : NULL;
}

/* What a value was in the trace: its hint, or what the hints of its symbols make of it. */
static ShapeNode *
get_hint (const ShapeValue *value,
          ShapeEnv         *env)
{
  ShapeValue hint = SHAPE_VALUE_IS_SYMBOLIC (value) ? shape_value_get_hint (value) : *value;
  ShapeNode *number = hint.kind == SHAPE_VALUE_NONE ? shape_env_xreplace_values (env, value->node)
                                                    : shape_value_to_number (&hint, env->pool);

  shape_pool_check (env->pool, NULL);
  return number != NULL && shape_node_is_number (number) ? number : NULL;
}

/* The sizes in the trace, as `8x40x?`. */
static char *
print_sizes (const ShapePlaceholder *input,
             ShapeEnv               *env)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < input->size.n_items; i++)
    {
      ShapeNode *number = get_hint (&input->size.items[i], env);
      g_autofree char *text = number ? shape_node_to_sympy_str (number) : g_strdup ("?");

      g_string_append_printf (out, "%s%s", i > 0 ? "x" : "", text);
    }
  return g_string_free (out, FALSE);
}

/* Of which rank it is the trace tells, since no guard does. */
static gboolean
check_rank (const Given            *given,
            guint                   n,
            const ShapePlaceholder *input,
            ShapeEnv               *env)
{
  g_autofree char *sizes = NULL;
  guint n_dims = input->size.n_items;

  if (n == n_dims)
    return TRUE;
  sizes = print_sizes (input, env);
  shape_tool_complain ("check: %s is a tensor of %u dimension%s%s%s in the trace, not of %u: %s", given->name, n_dims,
                       n_dims == 1 ? "" : "s", n_dims > 0 ? ", " : "", sizes, n, given->value);
  return FALSE;
}

/* A contiguous tensor of these sizes, from `5x7x64`. */
static gboolean
set_tensor (ShapeToolInputs        *self,
            const Given            *given,
            const ShapePlaceholder *input,
            ShapeEnv               *env)
{
  const char *source = shape_source_get_name (input->source);
  g_auto (GStrv) sizes = g_strsplit (given->value, "x", -1);
  gint64 size, stride = 1;

  for (guint i = 0; sizes[i] != NULL; i++)
    if (!read_size (given, sizes[i], &size))
      return FALSE;
  if (!check_rank (given, g_strv_length (sizes), input, env))
    return FALSE;
  for (guint i = input->size.n_items; i-- > 0;)
    {
      read_size (given, sizes[i], &size);
      set_number (self, g_strdup_printf ("%s.size()[%u]", source, i), size);
      set_number (self, g_strdup_printf ("%s.stride()[%u]", source, i), stride);
      if (__builtin_mul_overflow (stride, MAX (size, 1), &stride))
        {
          shape_tool_complain ("check: %s=%s: no tensor is that large", given->name, given->value);
          return FALSE;
        }
    }
  set_number (self, g_strdup_printf ("%s.storage_offset()", source), 0);
  return TRUE;
}

static gboolean
set_scalar (ShapeToolInputs *self,
            const Given     *given)
{
  char *end;

  g_ascii_strtod (given->value, &end);
  if (*end != '\0')
    {
      shape_tool_complain ("check: %s is a number, not %s", given->name, given->value);
      return FALSE;
    }
  set_value (self, g_strdup (given->source), g_strdup (given->value));
  return TRUE;
}

static gboolean
set_property (ShapeToolInputs *self,
              const Given     *given)
{
  gint64 value;

  if (!read_size (given, given->value, &value))
    return FALSE;
  set_number (self, g_strdup (given->source), value);
  return TRUE;
}

/* What sources mean */

static const ShapePlaceholder *
find_input (const ShapeTrackedFakes *inputs,
            const char              *source)
{
  for (guint i = 0; i < inputs->n; i++)
    if (g_str_equal (shape_source_get_name (inputs->fakes[i].source), source))
      return &inputs->fakes[i];
  return NULL;
}

static const struct
{
  const char *method;
  gsize       offset; /* of a ShapeValue, a LIST or a number, in ShapePlaceholder */
  gboolean    is_list;
} properties[] = {
  { ".size()", G_STRUCT_OFFSET (ShapePlaceholder, size), TRUE },
  { ".stride()", G_STRUCT_OFFSET (ShapePlaceholder, stride), TRUE },
  { ".storage_offset()", G_STRUCT_OFFSET (ShapePlaceholder, storage_offset), FALSE },
};

/* The number that `.size()[1]` is of a tensor, or NULL. */
static const ShapeValue *
find_property (const ShapePlaceholder *input,
               const char             *property)
{
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      const ShapeValue *value = (const ShapeValue *) (gconstpointer) ((const guint8 *) input + properties[i].offset);
      gsize n = strlen (properties[i].method);

      if (strncmp (property, properties[i].method, n) != 0)
        continue;
      if (!properties[i].is_list)
        return property[n] == '\0' ? value : NULL;
      for (guint j = 0; j < value->n_items; j++)
        {
          g_autofree char *index = g_strdup_printf ("[%u]", j);

          if (g_str_equal (property + n, index))
            return &value->items[j];
        }
    }
  return NULL;
}

/* What of an input a source is, or NULL. */
static const ShapeValue *
find_part (const ShapeTrackedFakes *inputs,
           const char              *source)
{
  for (guint i = 0; i < inputs->n; i++)
    {
      const char *name = shape_source_get_name (inputs->fakes[i].source);
      const ShapeValue *part = NULL;

      if (!inputs->fakes[i].is_scalar && g_str_has_prefix (source, name))
        part = find_property (&inputs->fakes[i], source + strlen (name));
      if (part != NULL)
        return part;
    }
  return NULL;
}

/* The symbol of that source, which may be no input, or NULL. */
static ShapeNode *
find_symbol (ShapeEnv   *env,
             const char *source)
{
  for (guint i = 0; i < env->source_to_var.n; i++)
    if (strcmp (env->source_to_var.entries[i].key, source) == 0)
      return env->source_to_var.entries[i].value;
  return NULL;
}

/* What the trace was made with. */
static ShapeNode *
find_hint (const ShapeTrackedFakes *inputs,
           ShapeEnv                *env,
           const char              *source)
{
  const ShapePlaceholder *input = find_input (inputs, source);
  const ShapeValue *value = input && input->is_scalar ? &input->scalar : find_part (inputs, source);
  ShapeNode *symbol = value ? NULL : find_symbol (env, source);

  if (value != NULL)
    return get_hint (value, env);
  return symbol ? shape_map_get (&env->backed_var_to_val, symbol) : NULL;
}

char *
shape_tool_inputs_dup_value (ShapeToolInputs         *self,
                             const ShapeTrackedFakes *inputs,
                             ShapeEnv                *env,
                             const char              *source)
{
  const char *given = g_hash_table_lookup (self->values, source);
  ShapeNode *hint = given ? NULL : find_hint (inputs, env, source);
  char *text = hint ? shape_node_to_python (hint) : g_strdup (given);

  if (text == NULL)
    shape_tool_complain ("check: what is %s? Name it in --input", source);
  return text;
}

/* As many names are of use. */
#define MAX_NAMES 6

/* The inputs with something symbolic, each once, tensors first. */
static char *
print_names (const ShapeTrackedFakes *inputs)
{
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < 2 * inputs->n; i++)
    {
      const ShapePlaceholder *input = &inputs->fakes[i % inputs->n];
      const char *name = shape_source_get_name (input->source);

      if (!input->is_fixed && !input->is_scalar == (i < inputs->n) && find_input (inputs, name) == input && n++ < MAX_NAMES)
        g_string_append_printf (out, "%s%s", n > 1 ? ", " : "", name);
    }
  if (n > MAX_NAMES)
    g_string_append_printf (out, " and %u more", n - MAX_NAMES);
  return g_string_free (out, FALSE);
}

static gboolean
complain_unknown (const Given             *given,
                  const ShapeTrackedFakes *inputs)
{
  g_autofree char *names = print_names (inputs);

  shape_tool_complain ("check: the trace has no input %s: it has %s", given->name, *names != '\0' ? names : "none with a symbol");
  return FALSE;
}

static gboolean
resolve_whole (ShapeToolInputs         *self,
               const Given             *given,
               const ShapePlaceholder  *input,
               ShapeEnv                *env)
{
  return input->is_scalar ? set_scalar (self, given) : set_tensor (self, given, input, env);
}

static gboolean
resolve_part (ShapeToolInputs         *self,
              const Given             *given,
              const ShapeTrackedFakes *inputs,
              ShapeEnv                *env)
{
  if (find_part (inputs, given->source) != NULL)
    return set_property (self, given);
  if (find_symbol (env, given->source) != NULL)
    return set_scalar (self, given);
  return complain_unknown (given, inputs);
}

/* Parts last: they are more special than what a whole tensor says of them. */
gboolean
shape_tool_inputs_resolve (ShapeToolInputs         *self,
                           const ShapeTrackedFakes *inputs,
                           ShapeEnv                *env)
{
  for (guint part = 0; part <= 1; part++)
    for (guint i = 0; i < self->given->len; i++)
      {
        const Given *given = g_ptr_array_index (self->given, i);
        const ShapePlaceholder *input = find_input (inputs, given->source);

        if (part == 0 && input != NULL && !resolve_whole (self, given, input, env))
          return FALSE;
        if (part == 1 && input == NULL && !resolve_part (self, given, inputs, env))
          return FALSE;
      }
  return TRUE;
}

/* No guard speaks of a size that is a number: the guards of the tensor itself look at it. */
static char *
compare_size (ShapeToolInputs        *self,
              const ShapePlaceholder *input,
              guint                   dim,
              ShapeEnv               *env)
{
  g_autofree char *source = g_strdup_printf ("%s.size()[%u]", shape_source_get_name (input->source), dim);
  const char *given = g_hash_table_lookup (self->values, source);
  ShapeNode *number = given ? get_number (&input->size.items[dim], env) : NULL;
  g_autofree char *fixed = number ? shape_node_to_sympy_str (number) : NULL;

  if (fixed == NULL || g_str_equal (fixed, given))
    return NULL;
  return g_strdup_printf ("%s is always %s in this program, not %s", source, fixed, given);
}

char *
shape_tool_inputs_find_fixed (ShapeToolInputs         *self,
                              const ShapeTrackedFakes *inputs,
                              ShapeEnv                *env)
{
  for (guint i = 0; i < inputs->n; i++)
    for (guint j = 0; !inputs->fakes[i].is_scalar && j < inputs->fakes[i].size.n_items; j++)
      {
        char *difference = compare_size (self, &inputs->fakes[i], j, env);

        if (difference != NULL)
          return difference;
      }
  return NULL;
}
