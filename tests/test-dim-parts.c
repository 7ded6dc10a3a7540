/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"
#include "test-rows.h"
#include "shaperec/guards/shape-dim-solver-parts-private.h"

/* What the solver of dimensions is made of: inequalities, with SymPy's answers where their ends have
 * a form; congruences, with the answers of SymPy's Mod; and the arithmetic in its results. */

/* Where relations in s0 hold. */
typedef struct
{
  const char *desc;
  const char *relations; /* separated by tabs */
  gint64      hint;
  const char *expect;
} InequalityCase;

#define ROOT(place) "TruncToFloat(Symbol(\"CRootOf(x^3-9*x^2+20*x-5, " place ")\"))"

static const InequalityCase inequality_cases[] = {
  { "a range", "Ge(Mul(2, s0), 5)\tLt(s0, 9)", 7, "And(Le(Rational(5, 2), s0), Lt(s0, 9))" },
  { "a point that is left out", "Ge(s0, 2)\tNe(s0, 5)", 7, "And(Ge(s0, 2), Ne(s0, 5))" },
  { "a point alone", "Le(Pow(Add(s0, -3), 2), 0)", 3, "Eq(s0, 3)" },
  { "everywhere", "Ge(Add(Pow(s0, 2), 1), 0)", 3, "True" },
  { "nowhere", "Lt(Add(Pow(s0, 2), 1), 0)", 3, "False" },
  { "two ranges", "Gt(Mul(Add(s0, -2), Add(s0, -7)), 0)", 9, "Or(Lt(7, s0), Lt(s0, 2))" },
  { "bounds that are no numbers", "Lt(Pow(s0, 2), 50)", 3, "Lt(s0, Mul(5, Pow(2, Rational(1, 2))))" },
  { "a denominator", "Gt(Pow(Add(s0, -4), -1), 0)", 9, "Lt(4, s0)" },
  { "ranges with ends without a form, that of the hint", "Gt(Add(Pow(s0, 3), Mul(-9, Pow(s0, 2)), Mul(20, s0)), 5)", 9,
    "Lt(" ROOT ("-1") ", s0)" },
  { "those ranges, and a hint in none", "Gt(Add(Pow(s0, 3), Mul(-9, Pow(s0, 2)), Mul(20, s0)), 5)", 4,
    "Or(Lt(" ROOT ("-1") ", s0), And(Lt(s0, " ROOT ("-2") "), Lt(" ROOT ("-3") ", s0)))" },
};

static void
test_inequality (gconstpointer data)
{
  const InequalityCase *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_auto (GStrv) texts = g_strsplit (test->relations, "\t", -1);
  g_autoptr (GPtrArray) relations = g_ptr_array_new ();
  g_autofree char *got = NULL;
  ShapeNode *solution;

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (relations, expr_table_read (pool, texts[i], TRUE, NULL));
  solution = shape_reduce_inequalities (expr_table_read (pool, "s0", TRUE, NULL), (ShapeNode *const *) relations->pdata,
                                        relations->len, shape_node_integer (pool, test->hint));
  g_assert_true (shape_pool_check (pool, NULL));
  got = shape_node_to_string (solution);
  g_assert_cmpstr (got, ==, test->expect);
}

typedef struct
{
  const char *desc;
  const char *base;
  gint64      divisor;
  const char *expect;
} CongruenceCase;

static const CongruenceCase congruence_cases[] = {
  { "a symbol", "s0", 20, "Mod(s0, 20)" },
  { "a multiple", "Mul(40, s0)", 20, "0" },
  { "a factor that is too large", "Mul(25, s0)", 20, "Mul(5, Mod(s0, 4))" },
  { "a negative factor", "Mul(-3, s0)", 20, "Mod(Mul(17, s0), 20)" },
  { "a factor that they have in common", "Add(Mul(4, s0), 8)", 20, "Mul(4, Mod(Add(2, s0), 5))" },
  { "a sum", "Add(Mul(23, s0), 45)", 20, "Mod(Add(5, Mul(23, s0)), 20)" },
  { "a sum that becomes a product", "Add(Mul(23, s0), 40)", 20, "Mod(Mul(3, s0), 20)" },
  { "a fraction", "Add(Mul(Rational(2, 5), s0), 30)", 20, "Mod(Add(10, Mul(Rational(2, 5), s0)), 20)" },
  { "a symbol, by a negative number", "s0", -20, "Mod(s0, -20)" },
  { "a negative symbol, by a negative number", "Mul(-1, s0)", -20, "Mul(-1, Mod(s0, 20))" },
  { "a product, by a negative number", "Mul(3, s0)", -20, "Mul(-1, Mod(Mul(17, s0), 20))" },
  { "a common factor, by a negative number", "Mul(25, s0)", -20, "Mul(-5, Mod(Mul(3, s0), 4))" },
  { "a sum, by a negative number", "Add(s0, 1)", -20, "Mod(Add(-19, s0), -20)" },
  { "a negative sum, by a negative number", "Add(Mul(-1, s0), 3)", -20, "Mul(-1, Mod(Add(17, s0), 20))" },
  { "a sum with a common factor, by a negative number", "Add(Mul(2, s0), 2)", -20, "Mul(2, Mod(Add(-9, s0), -10))" },
  { "a sum that becomes a symbol, by a negative number", "Add(s0, 30)", -3, "Mod(s0, -3)" },
  { "a fraction, by a negative number", "Add(Mul(Rational(2, 3), s0), Rational(25, 3))", -3,
    "Mod(Add(Rational(-2, 3), Mul(Rational(2, 3), s0)), -3)" },
  { "a negative fraction, by a negative number", "Add(Mul(Rational(-1, 3), s0), Rational(7, 3))", -3,
    "Mul(-1, Mod(Add(Rational(2, 3), Mul(Rational(1, 3), s0)), 3))" },
  { "anything by one", "Add(Mul(3, s0), 2)", -1, "0" },
};

static void
test_congruence (gconstpointer data)
{
  const CongruenceCase *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *base = expr_table_read (pool, test->base, TRUE, NULL);
  g_autofree char *got = shape_node_to_string (shape_dim_congruence (base, shape_node_integer (pool, test->divisor)));

  g_assert_cmpstr (got, ==, test->expect);
}

/* The texts of results, which have the user's names. */
typedef struct
{
  const char *desc;
  const char *text;
  const char *expect; /* NULL: it is none */
} ArithmeticCase;

#define EIGHT(text) text text text text text text text text

static const ArithmeticCase arithmetic_cases[] = {
  { "a name", "dx", "dx" },
  { "a number", "12", "12" },
  { "a long number", "100000000000000000000", "100000000000000000000" },
  { "sums from the left", "7 - 2 - dx", "Add(5, Mul(-1, dx))" },
  { "a product before a sum", "1 + 2*dx", "Add(1, Mul(2, dx))" },
  { "a quotient", "dx / 2", "Mul(Rational(1, 2), dx)" },
  { "a rounded quotient and its rest", "dx // 2 + dx % 2", "Add(FloorDiv(dx, 2), PythonMod(dx, 2))" },
  { "signs", "--dx * -3", "Mul(-3, dx)" },
  { "brackets", "((-4) + 8*_dx)", "Add(-4, Mul(8, _dx))" },
  { "brackets that nest", EIGHT ("((") "dx" EIGHT ("))"), "dx" },
  { "brackets that nest too deep", EIGHT (EIGHT ("((")) "dx" EIGHT (EIGHT ("))")), NULL },
  { "many brackets side by side", EIGHT (EIGHT ("(1) + (1) + ")) "dx", "Add(128, dx)" },
  { "nothing", "", NULL },
  { "no right side", "dx +", NULL },
  { "a bracket that does not end", "(dx", NULL },
  { "something behind", "dx)", NULL },
  { "a source", "L['x'].size()[0]", NULL },
  { "letters behind digits", "12x", NULL },
};

static void
test_arithmetic (gconstpointer data)
{
  const ArithmeticCase *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *node = shape_dim_read_arithmetic (pool, test->text);
  g_autofree char *got = node != NULL ? shape_node_to_string (node) : NULL;

  g_assert_cmpstr (got, ==, test->expect);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/dim-parts/inequalities", inequality_cases, test_inequality);
  test_rows_add ("/shaperec/dim-parts/congruences", congruence_cases, test_congruence);
  test_rows_add ("/shaperec/dim-parts/arithmetic", arithmetic_cases, test_arithmetic);
  return g_test_run ();
}
