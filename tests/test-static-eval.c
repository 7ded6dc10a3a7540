/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "range-table.h"
#include "test-rows.h"

/* Questions that the ranges of symbols answer; the answers are the reference's. */

typedef struct
{
  const char *desc;
  const char *expr;
  const char *symbols;
  const char *flags;
  const char *expect;
} StaticCase;

static const StaticCase static_cases[] = {
  { "a lower bound decides", "Ge(s0, 2)", "s0=2..int_oo backed", "", "True" },
  { "a sum cancels", "Gt(Add(s0, s1), s1)", "s0=2..int_oo backed;s1=2..int_oo backed", "", "True" },
  { "an upper bound decides", "Lt(s0, 10)", "s0=2..9 backed", "", "True" },
  { "it cannot be told", "Lt(s0, s1)", "s0=2..9 backed;s1=2..9 backed", "", "nothing" },
  { "a product", "Eq(Mul(s0, s1), 0)", "s0=2..int_oo backed;s1=2..int_oo backed", "", "False" },
  { "a product of sums", "Gt(Mul(s0, s1), Add(s0, s1, -1))", "s0=2..int_oo backed;s1=2..int_oo backed", "", "True" },
  { "a remainder", "Eq(Mod(s0, 4), 0)", "s0=4..4 backed", "", "True" },
  { "nothing below", "Ge(u0, 0)", "u0=-int_oo..int_oo", "", "nothing" },
  { "a size that may be 0", "Eq(u0, 0)", "u0=0..int_oo size", "", "nothing" },
  { "the same, size-oblivious", "Eq(u0, 0)", "u0=0..int_oo size", "oblivious", "False" },
  { "size-oblivious: no sentinel", "Eq(u0, 9223372036854775807)", "u0=0..int_oo size", "oblivious", "False" },
  { "size-oblivious: not a size", "Eq(u0, 0)", "u0=0..int_oo", "oblivious", "nothing" },
  { "size-oblivious: a size that is small", "Eq(u0, 1)", "u0=0..1 size", "oblivious", "False" },
  { "unbacked only: what is left", "Lt(Add(u0, 1), s0)", "s0=2..int_oo backed;u0=3..int_oo", "unbacked", "Lt(Add(3, evaluate_static_shape_1), s0)" },
  { "unbacked only: decided", "Lt(u0, 2)", "u0=3..int_oo", "unbacked", "False" },
  { "a number", "FloorDiv(s0, 4)", "s0=8..11 backed", "", "2" },
  { "a number that is left", "Add(s0, Mul(-1, s0), 3)", "s0=8..11 backed", "", "3" },
  { "a float's range", "Gt(zf0, 0.5)", "zf0=1.0..oo", "", "True" },
  { "products of sizes", "Lt(Mul(s0, s1), 2)", "s0=2..int_oo backed;s1=2..int_oo backed", "", "False" },
  { "a square that is as great", "Le(s1, Pow(s0, 2))", "s0=3..int_oo backed;s1=2..9 backed", "", "True" },
  { "a square that may be smaller", "Le(s1, Pow(s0, 2))", "s0=3..int_oo backed;s1=2..10 backed", "", "nothing" },
  { "a size that may be 0, times another", "Lt(Mul(s0, s1), 0)", "s0=0..int_oo backed;s1=2..int_oo backed", "", "False" },
  { "a quotient may be 1", "Ne(FloorDiv(s0, 4), 1)", "s0=2..int_oo backed", "", "nothing" },
  { "a quotient is not 1", "Ne(FloorDiv(s0, 4), 1)", "s0=8..int_oo backed", "", "True" },
  { "a quotient of a sum", "Lt(FloorDiv(Add(-3, s0), 2), 1)", "s0=5..int_oo backed", "", "False" },
  { "a quotient of a quotient", "Ge(FloorDiv(Add(-1, FloorDiv(Add(-3, s0), 2)), 2), 0)", "s0=5..int_oo backed", "", "True" },
  { "a product of quotients", "Gt(Mul(FloorDiv(s0, 4), FloorDiv(s1, 4)), 1)", "s0=4..int_oo backed;s1=8..int_oo backed", "", "True" },
  { "a product of quotients that falls apart", "Gt(Mul(s1, FloorDiv(Add(-8, Mul(3, s0)), 2)), 1)", "s0=4..int_oo backed;s1=2..int_oo backed", "", "nothing" },
  { "a number in a disjunction", "Or(u0, Lt(s0, s2))", "u0=0..5;s0=3..7 backed;s2=3..9 backed", "", "raises TypeError" },
  { "a truth value compared in a disjunction", "Or(Gt(u0, 2), Eq(s0, Lt(2, s1)))", "u0=-int_oo..16;s0=1..9 backed;s1=3..9 backed", "", "raises TypeError" },
  { "a disjunction", "Or(Lt(s0, 2), Lt(FloorDiv(s1, 3), 1))", "s0=2..int_oo backed;s1=3..int_oo backed", "", "False" },
  { "a conjunction", "And(Ge(s0, 2), Ge(s1, 2))", "s0=2..int_oo backed;s1=3..int_oo backed", "", "True" },
  { "a relation of truth values", "Ne(u0, Gt(2, s2))", "s2=3..1000 backed;u0=-int_oo..1000", "", "raises TypeError" },
  { "a rest without an end, where symbols are put in", "PythonMod(Add(s1, Mul(2, s2)), Add(1, s0))", "s0=1..int_oo backed;s1=1..int_oo backed;s2=0..9 backed", "", "nothing" },
  { "a power without an end", "Gt(Pow(u0, s0), 2)", "s0=0..int_oo backed;u0=0..int_oo", "", "raises RecursionError" },
};

static char *
ask (const StaticCase *test,
     ShapeExprPool    *pool)
{
  ShapeNode *expr = expr_table_read (pool, test->expr, TRUE, NULL);
  gboolean unbacked_only = strstr (test->flags, "unbacked") != NULL;
  gboolean size_oblivious = strstr (test->flags, "oblivious") != NULL;
  GString *text = g_string_new (NULL);
  RangeTable table = { .n = 0 };
  ShapeNode *answer;

  range_table_read (&table, pool, test->symbols);
  answer = shape_static_eval (expr, table.infos, table.n, unbacked_only, size_oblivious);
  if (answer == NULL)
    g_string_append (text, "nothing");
  else
    shape_node_print (answer, text);
  return range_table_answer (pool, text);
}

/* Asked twice: the second answer is remembered. */
static void
test_static_eval (gconstpointer data)
{
  const StaticCase *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *got = ask (test, pool);

      g_assert_cmpstr (got, ==, test->expect);
    }
}

static void
test_many_questions (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *s0 = shape_node_symbol_int (pool, "s0", TRUE);

  for (guint round = 0; round < 2; round++)
    for (gint64 i = 0; i < 1000; i++)
      {
        ShapeSymbolInfo info = { .symbol = s0, .val_kind = SHAPE_VAL_INT };
        ShapeNode *answer;

        info.range = shape_interval_new (shape_node_integer (pool, 500), shape_node_integer (pool, 600));
        answer = shape_static_eval (shape_node_ge (s0, shape_node_integer (pool, i)), &info, 1, FALSE, FALSE);
        g_assert_true (answer == (i <= 500 ? pool->true_node : i > 600 ? pool->false_node : NULL));
      }
}

static void
test_no_range (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GError) error = NULL;
  ShapeSymbolInfo info = { .symbol = shape_node_symbol_int (pool, "s0", TRUE) };

  shape_static_eval (shape_node_ge (info.symbol, pool->one), &info, 1, FALSE, FALSE);
  g_assert_false (shape_pool_check (pool, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/static-eval", static_cases, test_static_eval);
  g_test_add_func ("/shaperec/static-eval/many-questions", test_many_questions);
  g_test_add_func ("/shaperec/static-eval/no-range", test_no_range);
  return g_test_run ();
}
