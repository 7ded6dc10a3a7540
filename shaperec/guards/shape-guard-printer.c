/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-printer-private.h"

#include "../env/shape-source-private.h"
#include "../expr/shape-expr-pool-private.h"

#include <string.h>

static void
print_sources (ShapeNode          *symbol,
               ShapeSource *const *sources,
               guint               n,
               GString            *out)
{
  g_string_append_printf (out, "%s%s: [", out->len > 1 ? ", " : "", symbol->symbol.name);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      shape_guard_append_repr (out, sources[i]->name);
    }
  g_string_append_c (out, ']');
}

static char *
symbol_sources_to_text (const ShapeSymbolSources *self)
{
  GString *out = g_string_new ("{");

  for (guint i = 0; i < shape_symbol_sources_n (self); i++)
    {
      const ShapeSourceList *list = shape_symbol_sources_list (self, i);

      print_sources (shape_symbol_sources_symbol (self, i), shape_source_list_get (list), list->n, out);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static char *
var_to_sources_to_text (ShapeEnv *env)
{
  GString *out = g_string_new ("{");

  for (guint i = 0; i < env->var_to_sources.n; i++)
    {
      const GPtrArray *list = env->var_to_sources.entries[i].value;

      print_sources (env->var_to_sources.entries[i].key, list ? (ShapeSource *const *) list->pdata : NULL,
                     list ? list->len : 0, out);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static const char *
fail_unknown_symbol (ShapeGuardPrinter *self,
                     ShapeNode         *symbol)
{
  g_autofree char *met = symbol_sources_to_text (self->sources);
  g_autofree char *made = var_to_sources_to_text (self->env);

  shape_pool_fail (self->env->pool, SHAPE_ERROR_RUNTIME,
                   "%s not in %s or %s.  This could be due to the issue described in "
                   "https://github.com/pytorch/pytorch/pull/90665",
                   symbol->symbol.name, met, made);
  return NULL;
}

/* A symbol may come into a guard by a replacement without being that of an input: what
 * made it spells it then. */
static const char *
spell_symbol (ShapeNode *symbol,
              gpointer   data)
{
  ShapeGuardPrinter *self = data;
  ShapeSource *source = shape_symbol_sources_first (self->sources, symbol);
  const GPtrArray *list;

  if (source != NULL)
    return shape_guard_printer_spell_source (self, source);
  list = shape_map_get (&self->env->var_to_sources, symbol);
  if (list == NULL || list->len == 0)
    return fail_unknown_symbol (self, symbol);
  return shape_guard_printer_spell_source (self, g_ptr_array_index (list, 0));
}

/* Room for the first guards. */
#define TEXT_SIZE 256

void
shape_guard_printer_init (ShapeGuardPrinter        *self,
                          ShapeGuardLanguage        language,
                          const ShapeSymbolSources *sources,
                          ShapeEnv                 *env)
{
  *self = (ShapeGuardPrinter) {
    .language = language,
    .sources = sources,
    .env = env,
    .spelling = { spell_symbol, self },
    .out = { .str = g_malloc (TEXT_SIZE), .allocated_len = TEXT_SIZE },
  };
  if (language == SHAPE_GUARD_LANGUAGE_CPP)
    {
      self->names = shape_source_table_new (g_free);
      self->taken = g_hash_table_new (g_str_hash, g_str_equal);
      self->ordered = g_ptr_array_new ();
    }
}

void
shape_guard_printer_clear (ShapeGuardPrinter *self)
{
  if (self->out.str == NULL)
    return;
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->ordered, g_ptr_array_unref);
  g_free (self->out.str);
}

/* Each run of characters that an identifier cannot have becomes one `_`. */
static char *
mangle (const char *name)
{
  char *mangled = g_malloc (strlen (name) + 1);
  gboolean in_run = FALSE;
  gsize n = 0;

  for (; *name != '\0'; name++)
    {
      gboolean fits = g_ascii_isalnum (*name) || *name == '_';

      if (fits || !in_run)
        mangled[n++] = fits ? *name : '_';
      in_run = !fits;
    }
  mangled[n] = '\0';
  return mangled;
}

static char *
make_identifier (ShapeGuardPrinter *self,
                 const char        *name)
{
  g_autofree char *mangled = mangle (name);
  char *identifier = g_strdup (mangled);

  for (guint i = 0; g_hash_table_contains (self->taken, identifier); i++)
    {
      g_free (identifier);
      identifier = g_strdup_printf ("%s_%u", mangled, i);
    }
  return identifier;
}

const char *
shape_guard_printer_spell_source (ShapeGuardPrinter *self,
                                  ShapeSource       *source)
{
  char *identifier;

  if (self->language != SHAPE_GUARD_LANGUAGE_CPP)
    return source->name;
  identifier = g_hash_table_lookup (self->names, source);
  if (identifier == NULL)
    {
      identifier = make_identifier (self, source->name);
      g_ptr_array_add (self->ordered, source);
      g_hash_table_insert (self->names, shape_source_ref (source), identifier);
      g_hash_table_add (self->taken, identifier);
    }
  return identifier;
}

/* All that is there, a copy. */
static char *
finish (ShapeGuardPrinter *self)
{
  char *text = g_memdup2 (self->out.str, self->out.len + 1);

  self->n_last = self->out.len;
  self->last_source = NULL;
  self->out.len = 0;
  return text;
}

/* What most guards compare with. In Python no operator of a relation puts it in parentheses. */
static gboolean
is_plain (const ShapeGuardPrinter *self,
          ShapeNode               *expr)
{
  return self->language != SHAPE_GUARD_LANGUAGE_CPP && (SHAPE_IS (expr, INTEGER) || SHAPE_IS (expr, FLOAT));
}

/* As the rules of the printer would, which take longer to find out. */
static void
append_plain (ShapeGuardPrinter *self,
              ShapeNode         *number)
{
  if (SHAPE_IS (number, INTEGER))
    shape_print_fmpz (number->integer, &self->out);
  else
    shape_print_double (number->real, &self->out);
}

static gboolean
append_symbol (ShapeGuardPrinter *self,
               ShapeNode         *symbol)
{
  const char *name = spell_symbol (symbol, self);

  if (name != NULL)
    shape_text_add (&self->out, name, strlen (name));
  return name != NULL;
}

/* FALSE with the pool's error set. */
static gboolean
append_expr (ShapeGuardPrinter *self,
             ShapeNode         *expr)
{
  if (SHAPE_IS (expr, SYMBOL))
    return append_symbol (self, expr);
  if (is_plain (self, expr))
    {
      append_plain (self, expr);
      return TRUE;
    }
  return self->language == SHAPE_GUARD_LANGUAGE_CPP ? shape_node_append_cpp (expr, &self->spelling, &self->out)
                                                    : shape_node_append_python (expr, &self->spelling, &self->out);
}

static gboolean
append_float (ShapeGuardPrinter *self,
              ShapeNode         *number)
{
  ShapeFloatText *known = &self->floats[number->hash % G_N_ELEMENTS (self->floats)];
  gsize start = self->out.len, n_bytes;

  if (known->node == number)
    {
      shape_text_add (&self->out, known->text, known->n_bytes);
      return TRUE;
    }
  if (!append_expr (self, number))
    return FALSE;
  n_bytes = self->out.len - start;
  if (n_bytes <= sizeof known->text)
    {
      known->node = number;
      known->n_bytes = (guint) n_bytes;
      memcpy (known->text, self->out.str + start, n_bytes);
    }
  return TRUE;
}

/* Behind what is there already; NULL with the pool's error set. */
static char *
finish_with (ShapeGuardPrinter *self,
             ShapeNode         *expr)
{
  gboolean printed = SHAPE_IS (expr, FLOAT) ? append_float (self, expr) : append_expr (self, expr);
  char *text = finish (self);

  if (!printed)
    g_clear_pointer (&text, g_free);
  return text;
}

char *
shape_guard_printer_print (ShapeGuardPrinter *self,
                           ShapeNode         *expr)
{
  return finish_with (self, expr);
}

static ShapeNode *
make_bounds (ShapeNode *lower,
             ShapeNode *symbol,
             ShapeNode *upper)
{
  ShapeNode *ends[2];
  guint n = 0;

  if (lower != NULL)
    ends[n++] = shape_node_intern (symbol->pool, SHAPE_OP_LE, (ShapeNode *const[]) { lower, symbol }, 2);
  if (upper != NULL)
    ends[n++] = shape_node_intern (symbol->pool, SHAPE_OP_LE, (ShapeNode *const[]) { symbol, upper }, 2);
  return n == 2 ? shape_node_intern (symbol->pool, SHAPE_OP_AND, ends, 2) : ends[0];
}

/* Numbers of one kind: of two relations the one that begins with a number is the first in an And. */
static gboolean
are_plain_bounds (const ShapeGuardPrinter *self,
                  ShapeNode               *lower,
                  ShapeNode               *upper)
{
  return (lower == NULL || is_plain (self, lower)) && (upper == NULL || is_plain (self, upper)) &&
         (lower == NULL || upper == NULL || lower->op == upper->op);
}

char *
shape_guard_printer_print_bounds (ShapeGuardPrinter *self,
                                  ShapeNode         *lower,
                                  ShapeNode         *symbol,
                                  ShapeNode         *upper)
{
  const char *name;
  gsize n_bytes;

  if (!are_plain_bounds (self, lower, upper))
    return finish_with (self, make_bounds (lower, symbol, upper));
  name = spell_symbol (symbol, self);
  if (name == NULL)
    return NULL;
  n_bytes = strlen (name);
  if (lower != NULL)
    {
      append_plain (self, lower);
      shape_text_add (&self->out, " <= ", strlen (" <= "));
      shape_text_add (&self->out, name, n_bytes);
    }
  if (lower != NULL && upper != NULL)
    shape_text_add (&self->out, " and ", strlen (" and "));
  if (upper != NULL)
    {
      shape_text_add (&self->out, name, n_bytes);
      shape_text_add (&self->out, " <= ", strlen (" <= "));
      append_plain (self, upper);
    }
  return finish (self);
}

char *
shape_guard_printer_print_call (ShapeGuardPrinter *self,
                                const char        *function,
                                ShapeSource       *source)
{
  const char *name = shape_guard_printer_spell_source (self, source);

  shape_text_add (&self->out, function, strlen (function));
  shape_text_add_char (&self->out, '(');
  shape_text_add (&self->out, name, strlen (name));
  shape_text_add_char (&self->out, ')');
  return finish (self);
}

/* An input may be listed twice in a row: floats mostly are. */
char *
shape_guard_printer_print_equal (ShapeGuardPrinter *self,
                                 ShapeSource       *source,
                                 ShapeNode         *expr)
{
  const char *name = shape_guard_printer_spell_source (self, source);
  char *text;

  if (source == self->last_source && expr == self->last_expr)
    return g_memdup2 (self->out.str, self->n_last + 1);
  shape_text_add (&self->out, name, strlen (name));
  shape_text_add (&self->out, " == ", strlen (" == "));
  text = finish_with (self, expr);
  self->last_source = text ? source : NULL;
  self->last_expr = expr;
  return text;
}

GHashTable *
shape_guard_printer_copy_names (ShapeGuardPrinter *self,
                                GPtrArray         *ordered)
{
  GHashTable *names = shape_source_table_new (g_free);

  for (guint i = 0; i < self->ordered->len; i++)
    {
      ShapeSource *source = g_ptr_array_index (self->ordered, i);

      g_ptr_array_add (ordered, shape_source_ref (source));
      g_hash_table_insert (names, shape_source_ref (source), g_strdup (g_hash_table_lookup (self->names, source)));
    }
  return names;
}
