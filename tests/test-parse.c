/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "test-rows.h"

#include "shaperec/shaperec.h"
#include "shaperec/expr/shape-expr-pool-private.h"

#include <string.h>

/* Any name that starts with a letter of "suz" is a positive integer here, `#7` is `s0 + 1`. */
static ShapeNode *
lookup_symbol (const char *name,
               gsize       len,
               gpointer    data)
{
  g_autofree char *copy = g_strndup (name, len);

  if (len == 0 || strchr ("suz ", name[0]) == NULL)
    return NULL;
  return shape_node_symbol_int (data, copy, TRUE);
}

static ShapeNode *
lookup_definition (guint64  id,
                   gpointer data)
{
  ShapeNode *args[] = { shape_node_integer (data, 1), shape_node_symbol_int (data, "s0", TRUE) };

  return id == 7 ? shape_node_intern (data, SHAPE_OP_ADD, args, 2) : NULL;
}

static char *
parse_and_print (const char *text,
                 gsize       len,
                 GError    **error)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeParseScope scope = { lookup_symbol, lookup_definition, pool };
  ShapeNode *node;

  shape_expr_pool_set_max_depth (pool, 50);
  node = shape_node_parse (pool, text, len, FALSE, &scope, error);
  return node ? shape_node_to_string (node) : NULL;
}

typedef struct
{
  const char *desc;
  const char *text;
  const char *printed; /* NULL: the text itself */
} GoodCase;

static const GoodCase good_cases[] = {
  { "an integer", "12", NULL },
  { "a negative integer", "-12", NULL },
  { "the largest in a word", "9223372036854775807", NULL },
  { "one beyond a word", "-9223372036854775809", NULL },
  { "an integer of 60 digits", "123456789012345678901234567890123456789012345678901234567890", NULL },
  { "leading zeros", "007", "7" },
  { "a fraction", "Rational(-1, 2)", NULL },
  { "a fraction that is not reduced", "Rational(4, -6)", "Rational(-2, 3)" },
  { "a fraction that is an integer", "Rational(4, 2)", "2" },
  { "a float", "0.1", NULL },
  { "a float that is whole", "2.0", NULL },
  { "a small float", "1e-05", NULL },
  { "a float just not in scientific form", "0.0001", NULL },
  { "a large float", "1e+16", NULL },
  { "a large float, with digits", "1.2345678901234568e+22", NULL },
  { "the largest whole float in fixed form", "1234567890123456.0", NULL },
  { "the least double", "5e-324", NULL },
  { "the greatest double", "1.7976931348623157e+308", NULL },
  { "a negative float", "-2.5", NULL },
  { "a float written at length", "0.1000000000000000000000000000000000000000000000000000000000000000000000000000000001", "0.1" },
  { "infinities", "IsNonOverlappingAndDenseIndicator(-int_oo, int_oo, -oo, oo)", NULL },
  { "nan", "nan", NULL },
  { "truth values", "Eq(True, False)", NULL },
  { "a truth value as a float", "ToFloat(Gt(s0, 1))", NULL },
  { "the negation of an integer", "Not(FloorDiv(s0, 2))", NULL },
  { "a symbol", "s0", NULL },
  { "a symbol that is no identifier", "Symbol(\"s\\u00e9 \\\"\\n\\\\\")", "Symbol(\"s\303\251 \\\"\\n\\\\\")" },
  { "a symbol outside the first plane", "Symbol(\"s\\ud83d\\ude00\")", "Symbol(\"s\360\237\230\200\")" },
  { "a symbol that needs no quotes", "Symbol(\"s0\")", "s0" },
  { "a nested size", "SingletonInt(3, -2)", NULL },
  { "a definition", "Mod(#7, 2)", "Mod(Add(1, s0), 2)" },
  { "a call in a call", "Eq(FloorDiv(Add(-1, s0), Mod(s1, 4)), 2)", NULL },
  { "no spaces, many spaces", "Mod(s0,Mod(  s1  , 4 ) )", "Mod(s0, Mod(s1, 4))" },
  { "a call without arguments", "IsNonOverlappingAndDenseIndicator()", NULL },
  { "a condition as an argument", "Where(Gt(s0, 1), s0, 2)", NULL },
};

static void
test_good (gconstpointer data)
{
  const GoodCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = parse_and_print (c->text, strlen (c->text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (printed, ==, c->printed ? c->printed : c->text);
}

typedef struct
{
  const char *desc;
  const char *text;
  const char *message;
} BadCase;

static const BadCase bad_cases[] = {
  { "nothing", "", "column 1: the text ends where an expression is expected" },
  { "spaces", "  ", "column 3: the text ends where an expression is expected" },
  { "a call that ends early", "Add(s0, 1", "column 10: ',' or ')' is expected" },
  { "a call that ends behind a comma", "Add(s0,", "column 8: the text ends where an expression is expected" },
  { "an argument left out", "Mod(,1)", "column 5: an expression is expected" },
  { "a comma too many", "Mod(s0, 1,)", "column 11: an expression is expected" },
  { "two expressions", "s0 s1", "column 4: the expression ends before this" },
  { "a parenthesis too many", "Mod(s0, 1))", "column 11: the expression ends before this" },
  { "an unknown function", "Add(1, Frob(s0))", "column 8: unknown function 'Frob'" },
  { "an unknown symbol", "Add(1, q0)", "column 8: unknown symbol 'q0'" },
  { "bytes that are no text", "Add(1, \xff\xfe(", "column 8: unknown function '\\357\\277\\275\\357\\277\\275'" },
  { "a control character", "\x01", "column 1: an expression is expected" },
  { "too few arguments", "Mod(s0)", "column 1: Mod does not take 1 arguments" },
  { "too many arguments", "Mod(s0, 1, 2)", "column 1: Mod does not take 3 arguments" },
  { "a sum of one", "Add(s0)", "column 1: Add does not take 1 arguments" },
  { "a truth value as a number", "Add(1, Gt(s0, 1))", "column 1: argument 2 of Add is of the wrong kind" },
  { "a number as a truth value", "Or(2, Gt(s0, 1))", "column 1: argument 1 of Or is of the wrong kind" },
  { "a number as a condition", "Where(1, s0, s1)", "column 1: argument 1 of Where is of the wrong kind" },
  { "a number with letters", "12ab", "column 1: a malformed number" },
  { "a float without an exponent", "1e", "column 1: a malformed number" },
  { "a float too large", "1e999", "column 1: the number is too large for a double" },
  { "a lone sign", "-", "column 1: unknown symbol '-'" },
  { "a fraction by zero", "Rational(1, 0)", "column 1: a Rational with denominator 0" },
  { "a fraction of floats", "Rational(1.5, 2)", "column 10: an integer is expected" },
  { "half a fraction", "Rational(1", "column 11: the text ends where ',' is expected" },
  { "a nested size too large", "SingletonInt(9223372036854775808, 1)", "column 1: a SingletonInt beyond 64 bits" },
  { "an open quote", "Symbol(\"s", "column 10: the text ends where '\"' is expected" },
  { "a bad escape", "Symbol(\"\\x\")", "column 11: a malformed escape" },
  { "half a surrogate pair", "Symbol(\"\\ud83d\")", "column 15: a malformed escape" },
  { "an escaped nul", "Symbol(\"\\u0000\")", "column 15: a malformed escape" },
  { "no such definition", "#8", "column 1: #8 is not defined" },
  { "a definition without a number", "#x", "column 1: a malformed reference to a definition" },
  { "a definition beyond any", "#99999999999999999999", "column 1: a malformed reference to a definition" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = parse_and_print (c->text, strlen (c->text), &error);

  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_PARSE);
  g_assert_cmpstr (error->message, ==, c->message);
  g_assert_null (printed);
}

/* Whatever the text is cut to, the parser answers and reads no further. */
static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_cases); i++)
    for (gsize len = 0; len < strlen (good_cases[i].text); len++)
      {
        g_autofree char *exact = g_memdup2 (good_cases[i].text, MAX (len, 1));
        g_autoptr (GError) error = NULL;
        g_autofree char *printed = parse_and_print (exact, len, &error);

        g_assert_true ((printed == NULL) == (error != NULL));
      }
}

static void
append_repeated (GString    *out,
                 const char *text,
                 guint       n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (out, text);
}

static void
test_deep (void)
{
  for (guint depth = 49; depth < 53; depth++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *printed = NULL;

      append_repeated (text, "Mod(s0, ", depth);
      g_string_append (text, "s0");
      append_repeated (text, ")", depth);
      printed = parse_and_print (text->str, text->len, &error);
      if (depth <= 50)
        g_assert_cmpstr (printed, ==, text->str);
      else
        g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
    }
}

static void
test_deeper_than_any_stack (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  append_repeated (text, "Not(", 10 * 1000 * 1000);
  g_assert_null (parse_and_print (text->str, text->len, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==, "column 201: deeper than 50 calls");
}

static void
test_wide (void)
{
  g_autoptr (GString) text = g_string_new ("IsNonOverlappingAndDenseIndicator(0");
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;

  for (guint i = 1; i < 3000; i++)
    g_string_append_printf (text, ", %u", i);
  g_string_append_c (text, ')');
  printed = parse_and_print (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (printed, ==, text->str);
}

static void
test_many_nodes (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GError) error = NULL;

  shape_expr_pool_set_max_nodes (pool, shape_expr_pool_get_n_nodes (pool) + 2);
  g_assert_null (shape_node_parse (pool, "Mod(100, Mod(101, 102))", 23, FALSE, NULL, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "column 10: "));
  g_assert_false (shape_pool_has_error (pool));
}

/* Puts some bytes of @text out of place, or others there. */
static void
mutate (GString *text)
{
  static const char bytes[] = "(),#\"-.0123456789eE_sAM \\\xff";

  for (int i = g_test_rand_int_range (1, 4); i > 0 && text->len > 0; i--)
    {
      gssize at = g_test_rand_int_range (0, (gint32) text->len);

      switch (g_test_rand_int_range (0, 3))
        {
        case 0:
          g_string_erase (text, at, 1);
          break;
        case 1:
          text->str[at] = bytes[g_test_rand_int_range (0, sizeof bytes - 1)];
          break;
        default:
          g_string_insert_c (text, at, bytes[g_test_rand_int_range (0, sizeof bytes - 1)]);
        }
    }
}

static void
assert_reads_back (ShapeNode             *node,
                   const ShapeParseScope *scope)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = shape_node_to_string (node);
  ShapeNode *again = shape_node_parse (node->pool, text, strlen (text), FALSE, scope, &error);

  g_assert_no_error (error);
  g_assert_true (again == node);
}

/* Whatever is read can be printed in every language, and reads back. */
static void
test_mutations (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeParseScope scope = { lookup_symbol, lookup_definition, pool };
  char *(*const printers[]) (ShapeNode *) = { shape_node_to_sympy_str, shape_node_to_python, shape_node_to_cpp };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (good_cases[i % G_N_ELEMENTS (good_cases)].text);
      ShapeNode *node;

      mutate (text);
      node = shape_node_parse (pool, text->str, text->len, FALSE, &scope, NULL);
      if (node == NULL)
        continue;
      assert_reads_back (node, &scope);
      for (gsize j = 0; j < G_N_ELEMENTS (printers); j++)
        {
          g_free (printers[j] (node));
          shape_pool_check (pool, NULL);
        }
    }
}

/* Parsing raw interns: the same text is the same node, in whatever order a sum stands. */
static void
test_interned (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeParseScope scope = { lookup_symbol, NULL, pool };
  ShapeNode *a = shape_node_parse (pool, "Add(1, s0, Mod(s1, 2))", 22, FALSE, &scope, NULL);
  ShapeNode *b = shape_node_parse (pool, "Add(Mod(s1, 2), s0, 1)", 22, FALSE, &scope, NULL);

  g_assert_nonnull (a);
  g_assert_true (a == b);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/parse/good", good_cases, test_good);
  test_rows_add ("/shaperec/parse/bad", bad_cases, test_bad);
  g_test_add_func ("/shaperec/parse/cut", test_cut);
  g_test_add_func ("/shaperec/parse/deep", test_deep);
  g_test_add_func ("/shaperec/parse/deeper-than-any-stack", test_deeper_than_any_stack);
  g_test_add_func ("/shaperec/parse/wide", test_wide);
  g_test_add_func ("/shaperec/parse/many-nodes", test_many_nodes);
  g_test_add_func ("/shaperec/parse/mutations", test_mutations);
  g_test_add_func ("/shaperec/parse/interned", test_interned);
  return g_test_run ();
}
