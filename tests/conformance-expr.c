/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conformance.h"
#include "conformance-json.h"

#include "shaperec/shaperec.h"
#include "shaperec/analysis/shape-analysis-private.h"
#include "shaperec/expr/shape-simplify-private.h"

#include <string.h>

/* The expression cases: a first line with the symbols, then one question a line. */

typedef struct
{
  ShapeExprPool  *pool;
  GHashTable     *symbols; /* name -> node */
  ShapeParseScope scope;
  ShapeNode      *result;  /* of the last evaluation, which the questions behind it are about; NULL: none */
} Asker;

static ShapeNode *
lookup_symbol (const char *name,
               gsize       len,
               gpointer    data)
{
  g_autofree char *copy = g_strndup (name, len);

  return g_hash_table_lookup (data, copy);
}

static ShapeNode *
parse (Asker      *self,
       const char *text,
       gboolean    evaluate,
       GError    **error)
{
  if (text == NULL)
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_PARSE, "a text is missing");
      return NULL;
    }
  return shape_node_parse (self->pool, text, strlen (text), evaluate, &self->scope, error);
}

/* The input of a question about the last result is that expression: its text may have lost digits of a float. */
static ShapeNode *
parse_input (Asker      *self,
             const Json *question,
             GError    **error)
{
  const char *text = json_get_string (question, "input");
  ShapeNode *input = parse (self, text, FALSE, error);
  g_autofree char *result = input != NULL && self->result != NULL ? shape_node_to_string (self->result) : NULL;

  return g_strcmp0 (result, text) == 0 ? self->result : input;
}

/* The text of @node, if there is one and the pool has no error. */
static char *
to_answer (Asker     *self,
           ShapeNode *node,
           GError   **error)
{
  if (!shape_pool_check (self->pool, error) || node == NULL)
    return NULL;
  return shape_node_to_string (node);
}

static char *
ask_eval (Asker      *self,
          const Json *question,
          GError    **error)
{
  char *answer;

  self->result = parse (self, json_get_string (question, "input"), TRUE, error);
  answer = to_answer (self, self->result, error);
  if (answer == NULL)
    self->result = NULL;
  return answer;
}

static char *
ask_expand (Asker      *self,
            const Json *question,
            GError    **error)
{
  ShapeNode *input = parse_input (self, question, error);

  return input ? to_answer (self, shape_node_expand (input), error) : NULL;
}

static char *
ask_substitute (Asker      *self,
                const Json *question,
                GError    **error)
{
  ShapeNode *input = parse_input (self, question, error);
  const Json *map = json_get (question, "map");
  ShapeNode **from = g_newa (ShapeNode *, map->items->len);
  ShapeNode **to = g_newa (ShapeNode *, map->items->len);

  if (input == NULL)
    return NULL;
  for (guint i = 0; i < map->items->len; i++)
    {
      const Json *value = map->items->pdata[i];

      from[i] = parse (self, map->names->pdata[i], FALSE, error);
      if (from[i] == NULL || (to[i] = parse (self, value->text, TRUE, error)) == NULL)
        return NULL;
    }
  return to_answer (self, shape_node_xreplace (input, from, to, map->items->len), error);
}

static char *
ask_subs (Asker      *self,
          const Json *question,
          GError    **error)
{
  ShapeNode *input = parse_input (self, question, error);
  const Json *pairs = json_get (question, "pairs");
  ShapeNode **from = g_newa (ShapeNode *, pairs->items->len);
  ShapeNode **to = g_newa (ShapeNode *, pairs->items->len);

  if (input == NULL)
    return NULL;
  for (guint i = 0; i < pairs->items->len; i++)
    {
      const Json *pair = pairs->items->pdata[i];

      from[i] = parse (self, ((const Json *) pair->items->pdata[0])->text, FALSE, error);
      if (from[i] == NULL ||
          (to[i] = parse (self, ((const Json *) pair->items->pdata[1])->text, FALSE, error)) == NULL)
        return NULL;
    }
  return to_answer (self, shape_node_subs (input, from, to, pairs->items->len), error);
}

static char *
ask_factor (Asker      *self,
            const Json *question,
            GError    **error)
{
  ShapeNode *input = parse_input (self, question, error);

  return input ? to_answer (self, shape_node_factor (input), error) : NULL;
}

static char *
ask_print (Asker      *self,
           const Json *question,
           char     *(*print) (ShapeNode *node),
           GError    **error)
{
  ShapeNode *input = parse_input (self, question, error);
  char *text = input ? print (input) : NULL;

  if (!shape_pool_check (self->pool, error))
    g_clear_pointer (&text, g_free);
  return text;
}

static char *
ask_print_python (Asker      *self,
                  const Json *question,
                  GError    **error)
{
  return ask_print (self, question, shape_node_to_python, error);
}

static char *
ask_print_sympy (Asker      *self,
                 const Json *question,
                 GError    **error)
{
  return ask_print (self, question, shape_node_to_sympy_str, error);
}

static char *
ask_print_cpp (Asker      *self,
               const Json *question,
               GError    **error)
{
  return ask_print (self, question, shape_node_to_cpp, error);
}

static char *
ask_canonicalize (Asker      *self,
                  const Json *question,
                  GError    **error)
{
  ShapeNode *input = parse_input (self, question, error);

  return input ? to_answer (self, shape_canonicalize (input), error) : NULL;
}

static char *
ask_implications (Asker      *self,
                  const Json *question,
                  GError    **error)
{
  ShapeNode *input = parse_input (self, question, error);
  const ShapeImplication *implications;
  g_autoptr (GString) out = g_string_new ("[");
  guint n;

  if (input == NULL)
    return NULL;
  implications = shape_implications (input, &n);
  if (!shape_pool_check (self->pool, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? ", [" : "[");
      shape_node_print (implications[i].expr, out);
      g_string_append (out, implications[i].truth ? ", True]" : ", False]");
    }
  g_string_append_c (out, ']');
  return g_strdup (out->str);
}

static char *
ask_solve (Asker      *self,
           const Json *question,
           GError    **error)
{
  ShapeNode *input = parse_input (self, question, error);
  ShapeNode *thing = parse (self, json_get_string (question, "thing"), FALSE, error), *relation, *side;
  g_autofree char *relation_text = NULL, *side_text = NULL;
  gboolean solved;

  if (input == NULL || thing == NULL)
    return NULL;
  solved = shape_try_solve (input, thing, TRUE, &relation, &side);
  if (!shape_pool_check (self->pool, error))
    return NULL;
  if (!solved)
    return g_strdup ("null");
  relation_text = shape_node_to_string (relation);
  side_text = shape_node_to_string (side);
  return g_strdup_printf ("[%s, %s]", relation_text, side_text);
}

/* The ranges of a question. */
typedef struct
{
  Asker      *asker;
  const Json *ranges;
} Ranges;

static gboolean
look_up_range (ShapeNode     *symbol,
               ShapeInterval *range,
               gpointer       data)
{
  Ranges *self = data;
  const Json *ends = json_get (self->ranges, symbol->symbol.name);
  const Json *lower, *upper;

  if (ends == NULL)
    return FALSE;
  lower = ends->items->pdata[0];
  upper = ends->items->pdata[1];
  *range = shape_interval_new (parse (self->asker, lower->text, FALSE, NULL),
                               parse (self->asker, upper->text, FALSE, NULL));
  return TRUE;
}

static char *
ask_bound (Asker      *self,
           const Json *question,
           GError    **error)
{
  ShapeNode *input = parse_input (self, question, error);
  Ranges ranges = { self, json_get (question, "ranges") };
  ShapeRangeScope scope = { look_up_range, &ranges };
  g_autofree char *lower = NULL, *upper = NULL;
  ShapeInterval range;

  if (input == NULL)
    return NULL;
  range = shape_bound (input, &scope);
  if (!shape_pool_check (self->pool, error))
    return NULL;
  lower = shape_node_to_string (range.lower);
  upper = shape_node_to_string (range.upper);
  return g_strdup_printf ("[%s, %s]", lower, upper);
}

/* A symbol of a question that ranges alone may answer: [name, lower, upper, backed, size-like]. */
static gboolean
read_symbol_info (Asker           *self,
                  const Json      *fields,
                  ShapeSymbolInfo *info)
{
  const Json *const *field = (const Json *const *) fields->items->pdata;

  info->symbol = g_hash_table_lookup (self->symbols, field[0]->text);
  info->range = shape_interval_new (parse (self, field[1]->text, FALSE, NULL),
                                    parse (self, field[2]->text, FALSE, NULL));
  info->val_kind = field[3]->kind == JSON_TRUE ? SHAPE_VAL_INT : SHAPE_VAL_NONE;
  info->size_like = field[4]->kind == JSON_TRUE;
  return info->symbol != NULL;
}

static char *
ask_static (Asker      *self,
            const Json *question,
            GError    **error)
{
  ShapeNode *input = parse_input (self, question, error), *answer;
  const Json *symbols = json_get (question, "symbols");
  guint n = symbols->items->len;
  ShapeSymbolInfo *infos = g_newa0 (ShapeSymbolInfo, n + 1);

  if (input == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!read_symbol_info (self, symbols->items->pdata[i], &infos[i]))
      return NULL;
  answer = shape_static_eval (input, infos, n,
                              json_get (question, "unbacked_only")->kind == JSON_TRUE,
                              json_get (question, "size_oblivious")->kind == JSON_TRUE);
  if (answer == NULL)
    return g_strdup ("null");
  return to_answer (self, answer, error);
}

typedef struct
{
  const char *kind;
  /* Gives the answer in the form of normalize(), or NULL with @error set. */
  char     *(*ask) (Asker      *self,
                    const Json *question,
                    GError    **error);
  gboolean    is_text; /* the answer is a text, not expressions */
} Kind;

static const Kind kinds[] = {
  { "eval", ask_eval, FALSE },
  { "expand", ask_expand, FALSE },
  { "substitute", ask_substitute, FALSE },
  { "subs", ask_subs, FALSE },
  { "factor", ask_factor, FALSE },
  { "canonicalize", ask_canonicalize, FALSE },
  { "implications", ask_implications, FALSE },
  { "solve", ask_solve, FALSE },
  { "bound", ask_bound, FALSE },
  { "static", ask_static, FALSE },
  { "print_python", ask_print_python, TRUE },
  { "print_sympy", ask_print_sympy, TRUE },
  { "print_cpp", ask_print_cpp, TRUE },
};

/* Writes an expected answer so that equal answers have equal texts: expressions are
 * read and written again, which puts the arguments of a sum into our order. */
static void
normalize (Asker      *self,
           const Json *value,
           gboolean    is_text,
           GString    *out)
{
  ShapeNode *node;

  switch (value->kind)
    {
    case JSON_STRING:
      node = is_text ? NULL : parse (self, value->text, FALSE, NULL);
      if (node != NULL)
        shape_node_print (node, out);
      else
        g_string_append (out, value->text);
      break;
    case JSON_LIST:
      g_string_append_c (out, '[');
      for (guint i = 0; i < value->items->len; i++)
        {
          g_string_append (out, i > 0 ? ", " : "");
          normalize (self, value->items->pdata[i], is_text, out);
        }
      g_string_append_c (out, ']');
      break;
    default:
      g_string_append (out, value->kind == JSON_NULL ? "null" : "?");
    }
}

static char *
get_expected (Asker      *self,
              const Json *question,
              gboolean    is_text)
{
  GString *out;

  if (json_get_string (question, "error") != NULL)
    return g_strdup_printf ("raises %s", json_get_string (question, "error"));
  out = g_string_new (NULL);
  normalize (self, json_get (question, "expect"), is_text, out);
  return g_string_free (out, FALSE);
}

static char *
get_got (Asker      *self,
         const Kind *kind,
         const Json *question)
{
  g_autoptr (GError) error = NULL;
  char *got = kind->ask (self, question, &error);
  const char *class_name;

  if (got != NULL && error == NULL)
    return got;
  g_free (got);
  if (error == NULL)
    return g_strdup ("nothing");
  class_name = error->domain == SHAPE_ERROR ? shape_error_get_class_name ((ShapeError) error->code) : NULL;
  if (class_name == NULL)
    return g_strdup_printf ("fails: %s", error->message);
  return g_strdup_printf ("raises %s", class_name);
}

static void
check_question (Asker      *self,
                const Json *question,
                const char *text,
                const char *name,
                const char *group,
                Report     *report)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (json_get_string (question, "kind"), kinds[i].kind) == 0)
      {
        g_autofree char *expected = get_expected (self, question, kinds[i].is_text);
        g_autofree char *got = get_got (self, &kinds[i], question);

        /* A Float beyond a double is another one once it is read again, and stands elsewhere then. */
        if (g_strcmp0 (json_get_string (question, "expect"), got) == 0)
          {
            g_free (expected);
            expected = g_strdup (got);
          }
        report_case (report, group, kinds[i].kind, name, text, expected, got);
      }
}

static gboolean
make_symbols (Asker      *self,
              const char *first_line,
              GError    **error)
{
  g_autoptr (Json) header = json_read (first_line, error);
  const Json *symbols = header ? json_get (header, "symbols") : NULL;

  for (guint i = 0; symbols != NULL && i < symbols->items->len; i++)
    {
      const Json *assumptions = symbols->items->pdata[i];
      char *name = symbols->names->pdata[i];
      ShapeFacts given = { 0, 0 };

      for (guint j = 0; j < assumptions->items->len; j++)
        {
          const Json *value = assumptions->items->pdata[j];
          ShapeFact fact;

          if (!shape_fact_from_name (assumptions->names->pdata[j], &fact))
            continue;
          given.known |= 1u << fact;
          if (value->kind == JSON_TRUE)
            given.value |= 1u << fact;
        }
      g_hash_table_insert (self->symbols, g_strdup (name), shape_node_symbol (self->pool, name, given));
    }
  return header != NULL;
}

gboolean
conformance_expr_accepts (const char *first_line)
{
  return g_str_has_prefix (first_line, "{\"symbols\":");
}

static gboolean
run_lines (Asker            *self,
           GDataInputStream *lines,
           const char       *group,
           Report           *report,
           GError          **error)
{
  g_autoptr (GError) local = NULL;
  char *text;

  for (guint n = 2; (text = g_data_input_stream_read_line (lines, NULL, NULL, &local)) != NULL; n++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%u", group, n);
      g_autofree char *owned = text;
      g_autoptr (Json) question = json_read (text, &local);

      if (question == NULL)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&local), "line %u: ", n);
          return FALSE;
        }
      check_question (self, question, owned, name, group, report);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return error == NULL || *error == NULL;
}

gboolean
conformance_expr_run (GDataInputStream *lines,
                      const char       *first_line,
                      const char       *path G_GNUC_UNUSED,
                      const char       *group,
                      Report           *report,
                      GError          **error)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GHashTable) symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Asker asker = { pool, symbols, { lookup_symbol, NULL, symbols }, NULL };

  return make_symbols (&asker, first_line, error) && run_lines (&asker, lines, group, report, error);
}
