/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-fx-graph-private.h"

#include <string.h>

/* Names that torch.fx keeps free: keywords and builtins that an operation may be called. */
static const char *const reserved_names[] = {
  "abs", "all", "and", "any", "ascii", "bin", "bool", "bytes", "callable", "chr", "complex",
  "device", "dict", "dir", "divmod", "eval", "exec", "filter", "float", "format", "hash",
  "help", "hex", "id", "if", "in", "inf", "input", "int", "is", "iter", "lambda", "len",
  "list", "map", "max", "min", "nan", "next", "not", "object", "oct", "open", "or", "ord",
  "pass", "pow", "print", "property", "pytree", "range", "repr", "return", "reversed",
  "round", "set", "slice", "sorted", "str", "sum", "super", "torch", "tuple", "type", "vars",
  "with", "yield", "zip",
};

ShapeFxGraph *
shape_fx_graph_new (void)
{
  ShapeFxGraph *self = g_new0 (ShapeFxGraph, 1);

  self->arena = shape_arena_new ();
  self->cache = g_hash_table_new (g_str_hash, g_str_equal);
  self->used_names = g_hash_table_new (g_str_hash, g_str_equal);
  self->base_counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (self->used_names, (gpointer) "output");
  return self;
}

void
shape_fx_graph_free (ShapeFxGraph *self)
{
  g_hash_table_unref (self->cache);
  g_hash_table_unref (self->used_names);
  g_hash_table_unref (self->base_counts);
  shape_map_clear (&self->name_to_node);
  shape_arena_free (self->arena);
  g_free (self);
}

static gboolean
is_reserved (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reserved_names); i++)
    if (g_str_equal (reserved_names[i], name))
      return TRUE;
  return FALSE;
}

/* camelCase becomes camel_case; whatever cannot stand in an identifier, an underscore. */
static char *
identifier_from (const char *candidate)
{
  GString *name = g_string_new (NULL);

  for (const char *c = candidate; *c != '\0'; c++)
    {
      gboolean is_legal = g_ascii_isalnum (*c) || *c == '_';

      if (g_ascii_isupper (*c) && c > candidate && g_ascii_islower (c[-1]))
        g_string_append_c (name, '_');
      if (is_legal)
        g_string_append_c (name, g_ascii_tolower (*c));
      else if (c == candidate || g_ascii_isalnum (c[-1]) || c[-1] == '_')
        g_string_append_c (name, '_');
    }
  if (name->len == 0)
    g_string_append (name, "_unnamed");
  if (g_ascii_isdigit (name->str[0]))
    g_string_prepend_c (name, '_');

  return g_string_free (name, FALSE);
}

/* The length of @name without a number at its end (`_12`), or all of it. */
static gsize
base_length (const char *name,
             gboolean   *has_number,
             guint64    *number)
{
  gsize len = strlen (name);
  gsize digits = len;

  while (digits > 0 && g_ascii_isdigit (name[digits - 1]))
    digits--;
  *has_number = digits < len && digits > 1 && name[digits - 1] == '_';
  if (!*has_number)
    return len;

  *number = g_ascii_strtoull (name + digits, NULL, 10);
  return digits - 1;
}

/* A name that was not used before: that of the candidate, or the next of its base. */
static const char *
create_name (ShapeFxGraph *self,
             const char   *candidate)
{
  g_autofree char *name = identifier_from (candidate);
  gboolean has_number;
  guint64 number = 0;
  gsize base_len = base_length (name, &has_number, &number);
  const char *base = shape_arena_intern (self->arena, name, base_len);

  if (!has_number || g_hash_table_contains (self->used_names, name))
    {
      number = GPOINTER_TO_SIZE (g_hash_table_lookup (self->base_counts, base));
      if (is_reserved (name))
        {
          g_free (name);
          name = g_strdup_printf ("%s_%" G_GUINT64_FORMAT, base, ++number);
        }
    }
  while (g_hash_table_contains (self->used_names, name))
    {
      g_free (name);
      name = g_strdup_printf ("%s_%" G_GUINT64_FORMAT, base, ++number);
    }

  candidate = shape_arena_intern_string (self->arena, name);
  g_hash_table_add (self->used_names, (gpointer) candidate);
  g_hash_table_insert (self->base_counts, (gpointer) base, GSIZE_TO_POINTER (number));
  return candidate;
}

const char *
shape_fx_graph_recall (ShapeFxGraph *self,
                       const char   *key)
{
  return g_hash_table_lookup (self->cache, key);
}

const char *
shape_fx_graph_add (ShapeFxGraph *self,
                    const char   *key,
                    const char   *candidate)
{
  const char *name = create_name (self, candidate);

  g_hash_table_insert (self->cache, (gpointer) shape_arena_text (self->arena, key, strlen (key)),
                       (gpointer) name);
  shape_map_add (&self->name_to_node, name);
  return name;
}

const char *
shape_fx_graph_find (ShapeFxGraph *self,
                     const char   *name)
{
  const char *own = shape_arena_intern_string (self->arena, name);

  return shape_map_has (&self->name_to_node, own) ? own : NULL;
}
