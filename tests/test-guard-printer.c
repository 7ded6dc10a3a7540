/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "test-rows.h"

#include <string.h>

#include "shaperec/guards/shape-guard-printer-private.h"
#include "shaperec/shaperec.h"

/* How guards are printed, and what spells their symbols. */

/* Lists stay where they are when there are more symbols, and grow when there are more sources. */
static void
test_symbol_sources (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (ShapeSource) tensor = shape_source_new ("LocalSource", "L['x']", NULL, FALSE);
  g_autoptr (ShapeSource) size = shape_source_new_tensor_property (tensor, SHAPE_TENSOR_PROPERTY_SIZE, 0);
  ShapeSymbolSources self = { 0 };
  ShapeSourceList *first = shape_symbol_sources_get (&self, shape_node_integer (pool, 0));

  g_assert_null (shape_symbol_sources_first (&self, shape_node_integer (pool, 0)));
  for (guint i = 1; i < 40; i++)
    for (guint j = 0; j < i; j++)
      shape_source_list_add (shape_symbol_sources_get (&self, shape_node_integer (pool, i)), j == 0 ? size : tensor);
  g_assert_cmpuint (shape_symbol_sources_n (&self), ==, 40);
  g_assert_true (shape_symbol_sources_list (&self, 0) == first);
  g_assert_false (shape_source_list_has_dim (first));
  for (guint i = 1; i < 40; i++)
    {
      const ShapeSourceList *list = shape_symbol_sources_list (&self, i);

      g_assert_cmpuint (list->n, ==, i);
      g_assert_true (shape_source_list_has_dim (list));
      g_assert_true (shape_symbol_sources_first (&self, shape_symbol_sources_symbol (&self, i)) == size);
      g_assert_true (shape_source_list_get (list)[i - 1] == (i == 1 ? size : tensor));
    }
  shape_symbol_sources_clear (&self);
}

static ShapeNode *
parse_end (ShapeExprPool *pool,
           const char    *text)
{
  GError *error = NULL;
  ShapeNode *end = text ? shape_node_parse (pool, text, strlen (text), TRUE, NULL, &error) : NULL;

  g_assert_no_error (error);
  return end;
}

/* One end, or both, as an expression, which the printer need not have. */
static ShapeNode *
make_relation (ShapeNode *lower,
               ShapeNode *symbol,
               ShapeNode *upper)
{
  ShapeExprPool *pool = symbol->pool;
  ShapeNode *ends[] = { lower ? shape_node_intern (pool, SHAPE_OP_LE, (ShapeNode *const[]) { lower, symbol }, 2) : NULL,
                        upper ? shape_node_intern (pool, SHAPE_OP_LE, (ShapeNode *const[]) { symbol, upper }, 2) : NULL };

  if (lower != NULL && upper != NULL)
    return shape_node_intern (pool, SHAPE_OP_AND, ends, 2);
  return lower != NULL ? ends[0] : ends[1];
}

typedef struct
{
  const char *desc;
  const char *lower;
  const char *upper;
} BoundsRow;

/* In each language; what one of them cannot write it refuses either way. */
static void
test_bounds (gconstpointer data)
{
  const BoundsRow *row = data;
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['x']", NULL, FALSE);
  ShapeNode *symbol = shape_node_symbol (env->pool, "zf0", (ShapeFacts) { 0 });
  ShapeNode *lower = parse_end (env->pool, row->lower), *upper = parse_end (env->pool, row->upper);
  ShapeSymbolSources sources = { 0 };

  shape_source_list_add (shape_symbol_sources_get (&sources, symbol), source);
  for (ShapeGuardLanguage language = SHAPE_GUARD_LANGUAGE_PYTHON; language <= SHAPE_GUARD_LANGUAGE_CPP; language++)
    {
      ShapeGuardPrinter printer;
      g_autofree char *got = NULL;
      g_autofree char *expected = NULL;

      shape_guard_printer_init (&printer, language, &sources, env);
      got = shape_guard_printer_print_bounds (&printer, lower, symbol, upper);
      shape_pool_check (env->pool, NULL);
      expected = shape_guard_printer_print (&printer, make_relation (lower, symbol, upper));
      shape_pool_check (env->pool, NULL);
      g_assert_cmpstr (got, ==, expected);
      g_assert_true (got != NULL || language == SHAPE_GUARD_LANGUAGE_CPP);
      shape_guard_printer_clear (&printer);
    }
  shape_symbol_sources_clear (&sources);
}

static const BoundsRow bounds_rows[] = {
  { "integers", "2", "64" },
  { "the same integer", "3", "3" },
  { "negative integers", "-7", "-2" },
  { "a lower end", "2", NULL },
  { "an upper end", NULL, "64" },
  { "floats", "1e-05", "0.5" },
  { "negative floats", "-2.5", "-0.0" },
  { "an upper end that is a float", NULL, "0.1" },
  { "an integer and a float", "1", "2.5" },
  { "a float and an integer", "0.5", "3" },
  { "rational numbers", "Rational(1, 3)", "Rational(5, 2)" },
  { "an integer that is large", "2", "123456789012345678901234567890" },
};

typedef struct
{
  const char *desc;
  const char *text;
  const char *expect;
} ReprRow;

static const ReprRow repr_rows[] = {
  { "nothing", "", "''" },
  { "a word", "a-b", "'a-b'" },
  { "a quote", "it's", "\"it's\"" },
  { "both quotes", "it's \"x\"", "'it\\'s \"x\"'" },
  { "a backslash", "a\\b", "'a\\\\b'" },
  { "a tab and lines", "a\tb\nc\r", "'a\\tb\\nc\\r'" },
  { "control characters", "\001\033\177", "'\\x01\\x1b\\x7f'" },
  { "other letters", "h\303\266", "'h\303\266'" },
};

static void
test_repr (gconstpointer data)
{
  const ReprRow *row = data;
  g_autoptr (GString) out = g_string_new (NULL);

  shape_guard_append_repr (out, row->text);
  g_assert_cmpstr (out->str, ==, row->expect);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shaperec/guard-printer/symbol-sources", test_symbol_sources);
  test_rows_add ("/shaperec/guard-printer/bounds", bounds_rows, test_bounds);
  test_rows_add ("/shaperec/guard-printer/repr", repr_rows, test_repr);
  return g_test_run ();
}
