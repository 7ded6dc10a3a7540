/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Assumptions: what SymPy answers when it is asked for `is_integer` and so on. */

static const ShapeFact asked[] = {
  SHAPE_FACT_INTEGER,
  SHAPE_FACT_POSITIVE,
  SHAPE_FACT_NONNEGATIVE,
  SHAPE_FACT_NEGATIVE,
  SHAPE_FACT_ZERO,
  SHAPE_FACT_EVEN,
  SHAPE_FACT_ODD,
  SHAPE_FACT_REAL,
  SHAPE_FACT_FINITE,
  SHAPE_FACT_EXTENDED_REAL,
  SHAPE_FACT_RATIONAL,
  SHAPE_FACT_NONINTEGER,
  SHAPE_FACT_PRIME,
  SHAPE_FACT_COMPOSITE,
};

/* For each fact above: y, n, or - where it cannot be told. */
static const struct
{
  const char *input;
  const char *answers;
} rows[] = {
  { "0", "ynynyynyyyynnn" },
  { "1", "yyynnnyyyyynnn" },
  { "2", "yyynnynyyyynyn" },
  { "9", "yyynnnyyyyynny" },
  { "-3", "ynnynnyyyyynnn" },
  { "Add(Pow(2, 521), -1)", "yyynnnyyyyynyn" },
  { "Add(Pow(2, 523), -1)", "yyynnnyyyyynny" },
  { "Rational(1, 2)", "nyynnnnyyyyynn" },
  { "0.5", "nyynnnnyyy-ynn" },
  { "2.0", "-yynn--yyy----" },
  { "0.0", "ynynyynyyy-nnn" },
  { "int_oo", "yyynn--yyyynn-" },
  { "-int_oo", "ynnyn--yyyynnn" },
  { "oo", "nnnnnnnnnynynn" },
  { "nan", "--------------" },
  { "zoo", "nnnnnnnnnnnnnn" },
  { "I", "nnnnnnnnynnnnn" },
  { "pi", "nyynnnnyyynynn" },
  { "s0", "yyynn--yyyyn--" },
  { "u0", "y------yyyyn--" },
  { "zf0", "-------yyy----" },
  { "zuf0", "--------------" },
  { "Add(s0, 1)", "yyynn--yyyyn--" },
  { "Add(s0, -1)", "y-yn---yyyyn--" },
  { "Add(s0, -2)", "y------yyyyn--" },
  { "Add(s0, s1)", "yyynn--yyyyn--" },
  { "Add(s0, s1, -2)", "y------yyyyn--" },
  { "Add(s0, s1, -1)", "y------yyyyn--" },
  { "Add(u0, u1)", "y------yyyyn--" },
  { "Add(u0, Rational(1, 2))", "n---nnnyyyyynn" },
  { "Add(zf0, 1)", "-------yyy----" },
  { "Add(Pow(Mul(1e+300, s2, 4), 2), -2)", "-yynn--yyy----" }, /* 1.6e+601 */
  { "Add(Mul(2, u0), 1)", "y---nnyyyyyn--" },
  { "Add(Mul(-1, s0), s1)", "y------yyyyn--" },
  { "Add(Pow(s0, 2), s0, 1)", "yyynn--yyyyn--" },
  { "Add(Pow(s0, 3), Mul(-1, s0), 5)", "yyynn--yyyyn--" },
  { "Add(Pow(s0, -1), 1)", "-yynn--yyyy---" },
  { "Add(Mul(s0, s1), -1)", "y-yn---yyyyn--" },
  { "Add(zuf0, 1)", "--------------" },
  { "Mul(2, u0)", "y----ynyyyyn--" },
  { "Mul(3, u0)", "y------yyyyn--" },
  { "Mul(s0, s1)", "yyynn--yyyyn--" },
  { "Mul(-1, s0)", "ynnyn--yyyynnn" },
  { "Mul(u0, u1)", "y------yyyyn--" },
  { "Mul(u0, Add(u0, 1))", "y----ynyyyyn--" },
  { "Mul(Rational(1, 2), u0)", "-------yyyy---" },
  { "Mul(Rational(1, 2), s0, Add(s0, 1))", "-yynn--yyyy---" },
  { "Mul(4, s0, Pow(2, -1))", "yyynnynyyyyn--" },
  { "Mul(s0, Pow(s1, -1))", "-yynn--yyyy---" },
  { "Mul(0.5, s0)", "-yynn--yyy----" },
  { "Mul(Add(s0, 1), Add(s1, 1))", "yyynn--yyyynny" },
  { "Mul(zuf0, s0)", "--------------" },
  { "Pow(u0, 2)", "y-yn---yyyynn-" },
  { "Pow(s0, 2)", "yyynn--yyyynn-" },
  { "Pow(s0, -1)", "-yynn--yyyy---" },
  { "Pow(u0, -1)", "----n---------" },
  { "Pow(2, s0)", "yyynnynyyyyn--" },
  { "Pow(s0, s1)", "yyynn--yyyyn--" },
  { "Pow(s0, Rational(1, 2))", "-yynn--yyy----" },
  { "Pow(zf0, 2)", "--yn---yyy----" },
  { "Pow(Add(s0, 1), -2)", "nyynnnnyyyyynn" },
  { "Pow(-1, u0)", "y---nnyyyyyn--" },
  { "Pow(2, Rational(1, 2))", "nyynnnnyyynynn" },
  { "Max(s0, u0)", "yyynn--yyyyn--" },
  { "Max(u0, 0)", "y-yn---yyyyn--" },
  { "Min(s0, u0)", "y------yyyyn--" },
  { "Min(s0, 3)", "yyynn--yyyyn--" },
  { "Max(2, zf0)", "-yynn--yyy----" },
  { "Min(Add(s0, 1), s1)", "yyynn--yyyyn--" },
};

static void
test_row (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GError) error = NULL;
  ShapeNode *node = expr_table_read (pool, rows[row].input, TRUE, &error);
  char answers[G_N_ELEMENTS (asked) + 1] = "";

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      ShapeTernary answer = shape_node_is (node, asked[i]);

      answers[i] = answer == SHAPE_MAYBE ? '-' : answer == SHAPE_YES ? 'y' : 'n';
    }
  g_assert_cmpstr (answers, ==, rows[row].answers);
  g_assert_true (shape_pool_check (pool, NULL));
}

/* The order of questions does not matter. */
static void
test_order (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *node = expr_table_read (pool, rows[row].input, TRUE, NULL);

  for (guint i = G_N_ELEMENTS (asked); i-- > 0;)
    {
      ShapeTernary answer = shape_node_is (node, asked[i]);

      g_assert_cmpint (answer == SHAPE_MAYBE ? '-' : answer == SHAPE_YES ? 'y' : 'n', ==, rows[row].answers[i]);
    }
}

static void
test_names (void)
{
  ShapeFact fact;

  for (guint i = 0; i < SHAPE_N_FACTS; i++)
    {
      g_assert_true (shape_fact_from_name (shape_fact_get_name ((ShapeFact) i), &fact));
      g_assert_cmpuint (fact, ==, i);
    }
  g_assert_false (shape_fact_from_name ("green", &fact));
}

/* As deep as a pool lets it be, and with parts that are shared: written out it would
 * not fit in memory. */
static void
test_deep (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *s0 = shape_node_symbol_int (pool, "s0", TRUE), *s1 = shape_node_symbol_int (pool, "s1", TRUE);
  ShapeNode *node = s0;

  for (guint i = 0; i < 600; i++)
    node = shape_node_add (shape_node_build2 (SHAPE_OP_MAX, node, s1), shape_node_mul (node, s1));
  g_assert_cmpint (shape_node_is (node, SHAPE_FACT_POSITIVE), ==, SHAPE_YES);
  g_assert_cmpint (shape_node_is (shape_node_add (node, pool->one), SHAPE_FACT_POSITIVE), ==, SHAPE_YES);
  g_assert_true (shape_node_gt (node, pool->zero) == pool->true_node);
  g_assert_true (shape_pool_check (pool, NULL));
}

#define YES(name) (1u << SHAPE_FACT_##name)

static const struct
{
  const char *desc;
  guint32     yes;
  guint32     no;
  guint32     then_yes;
  guint32     then_no;
  gboolean    consistent;
} closures[] = {
  { "positive integer", YES (INTEGER) | YES (POSITIVE), 0, YES (REAL) | YES (NONZERO) | YES (EXTENDED_REAL), YES (ZERO) | YES (NEGATIVE) | YES (INFINITE), TRUE },
  { "not negative and not 0", YES (NONNEGATIVE), YES (ZERO), YES (POSITIVE), YES (NEGATIVE), TRUE },
  { "integer and not odd", YES (INTEGER), YES (ODD), YES (EVEN), YES (NONINTEGER), TRUE },
  { "real and infinite", YES (REAL) | YES (INFINITE), 0, 0, 0, FALSE },
  { "zero and odd", YES (ZERO) | YES (ODD), 0, 0, 0, FALSE },
  { "even prime", YES (EVEN) | YES (PRIME), 0, YES (POSITIVE), YES (COMPOSITE), TRUE },
  { "not finite", 0, YES (FINITE), YES (INFINITE), YES (COMPLEX) | YES (INTEGER), TRUE },
};

static void
test_closure (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  ShapeFacts facts = { closures[row].yes | closures[row].no, closures[row].yes };

  g_assert_cmpint (shape_facts_close (&facts), ==, closures[row].consistent);
  if (!closures[row].consistent)
    return;
  g_assert_cmphex (facts.known & facts.value & closures[row].then_yes, ==, closures[row].then_yes);
  g_assert_cmphex (facts.known & ~facts.value & closures[row].then_no, ==, closures[row].then_no);
}

static void
add (const char    *prefix,
     const char    *name,
     guint          row,
     GTestDataFunc  test)
{
  g_autofree char *path = g_strdup_printf ("/shaperec/facts/%s/%s", prefix, name);

  g_test_add_data_func (path, GUINT_TO_POINTER (row), test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      add ("of", rows[i].input, i, test_row);
      add ("backwards", rows[i].input, i, test_order);
    }
  for (guint i = 0; i < G_N_ELEMENTS (closures); i++)
    add ("closure", closures[i].desc, i, test_closure);
  g_test_add_func ("/shaperec/facts/names", test_names);
  g_test_add_func ("/shaperec/facts/deep", test_deep);
  return g_test_run ();
}
