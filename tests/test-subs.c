/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"
#include "test-rows.h"

/* SymPy's subs, with its answers. */

typedef struct
{
  const char *desc;
  const char *input;
  const char *pairs[6]; /* from, to */
  const char *expect;   /* "raises CLASS" where it fails */
} SubsRow;

static const SubsRow rows[] = {
  { "a symbol", "Add(u0, s0)",
    { "u0", "s1" }, "Add(s0, s1)" },
  { "a sum within a sum", "Add(u0, u1, s0)",
    { "Add(u0, u1)", "s1" }, "Add(s0, s1)" },
  { "the negative of a sum", "Add(s0, Mul(-1, u0), Mul(-1, u1))",
    { "Add(u0, u1)", "s1" }, "Add(s0, Mul(-1, s1))" },
  { "a sum with another number", "Add(u0, 2)",
    { "Add(u0, 3)", "s1" }, "Add(-1, s1)" },
  { "the negative with another number", "Add(2, Mul(-1, u0))",
    { "Add(u0, 3)", "s1" }, "Add(5, Mul(-1, s1))" },
  { "a sum that is not all there", "Add(u0, s0, 1)",
    { "Add(u0, u1)", "s1" }, "Add(1, u0, s0)" },
  { "a sum with the same float", "Add(32.0, s0, u0)",
    { "Add(32.0, u0)", "-3" }, "Add(-3.0, s0)" },
  { "a sum with a float so large that nothing is left", "Add(1e+20, s0, u0)",
    { "Add(1e+20, u0)", "16" }, "s0" },
  { "a multiple of a term", "Add(Mul(2, u0), Mul(2, u1), s0)",
    { "Add(u0, u1)", "s1" }, "Add(s0, Mul(2, u0), Mul(2, u1))" },
  { "a sum in an argument", "FloorDiv(Add(u0, u1, 1), 2)",
    { "Add(u0, u1)", "s1" }, "FloorDiv(Add(1, s1), 2)" },
  { "a product within a product", "Mul(u0, u1, s0)",
    { "Mul(u0, u1)", "s1" }, "Mul(s0, s1)" },
  { "a product of other powers", "Mul(Pow(u0, 3), Pow(u1, 2))",
    { "Mul(u0, u1)", "s1" }, "Mul(u0, Pow(s1, 2))" },
  { "a product with a number", "Mul(12, u0, s0)",
    { "Mul(2, u0)", "s1" }, "Mul(6, s0, s1)" },
  { "a product with a number that does not divide", "Mul(3, u0, s0)",
    { "Mul(2, u0)", "s1" }, "Mul(3, u0, s0)" },
  { "a negative product", "Mul(-4, u0, s0)",
    { "Mul(-2, u0)", "s1" }, "Mul(2, s0, s1)" },
  { "a negative product in a positive one", "Mul(4, u0, s0)",
    { "Mul(-2, u0)", "s1" }, "Mul(4, u0, s0)" },
  { "a product below the line", "Mul(s0, Pow(u0, -1), Pow(u1, -1))",
    { "Mul(u0, u1)", "s1" }, "Mul(s0, Pow(s1, -1))" },
  { "a product of fractions", "Mul(Rational(3, 4), u0, u1)",
    { "Mul(Rational(1, 2), u0)", "s1" }, "Mul(Rational(3, 2), u1, s1)" },
  { "a square in a fourth power", "Pow(u0, 4)",
    { "Pow(u0, 2)", "s1" }, "Pow(s1, 2)" },
  { "a square in a third power", "Pow(u0, 3)",
    { "Pow(u0, 2)", "s1" }, "Pow(u0, 3)" },
  { "a square of what is positive", "s0",
    { "Pow(s0, 2)", "s1" }, "Pow(s1, Rational(1, 2))" },
  { "a power in a symbolic power", "Pow(u0, Mul(6, u1))",
    { "Pow(u0, Mul(3, u1))", "s1" }, "Pow(s1, 2)" },
  { "a power in a sum of exponents", "Pow(u0, Add(Mul(6, u1), s0))",
    { "Pow(u0, Mul(3, u1))", "s1" }, "Mul(Pow(u0, s0), Pow(s1, 2))" },
  { "powers of one integer", "Add(Pow(4, u0), u1)",
    { "Pow(2, u0)", "s1" }, "Add(u1, Pow(s1, 2))" },
  { "the base", "Pow(Add(u0, u1), 3)",
    { "Add(u0, u1)", "s1" }, "Pow(s1, 3)" },
  { "a number", "Add(u0, 2)",
    { "2", "5" }, "Add(5, u0)" },
  { "the negative of a number", "Add(u0, -2)",
    { "2", "5" }, "Add(-5, u0)" },
  { "infinity that is taken away", "Add(zuf0, Mul(-1, oo))",
    { "oo", "s1" }, "Add(zuf0, Mul(-1, s1))" },
  { "the larger part first", "Add(Mul(u0, u1), u0)",
    { "u0", "2", "Mul(u0, u1)", "7" }, "9" },
  { "what was put in is replaced", "Add(u0, u1)",
    { "Add(u0, u1)", "Mul(2, u2)", "u2", "3" }, "6" },
  { "what becomes infinite first", "Mul(u0, FloorDiv(u1, 2))",
    { "FloorDiv(u1, 2)", "3", "u0", "oo" }, "oo" },
  { "a relation", "Where(Lt(u0, u1), Add(u0, u1), 1)",
    { "u0", "2", "u1", "5" }, "7" },
  { "a conjunction", "And(Lt(u0, 3), Ne(u1, 0))",
    { "u0", "2" }, "Ne(u1, 0)" },
  { "a division by zero", "FloorDiv(u0, u1)",
    { "u1", "0" }, "raises ZeroDivisionError" },
  { "a power of an integer beside what is replaced is one of its root", "Mul(Pow(100, u0), s0, u1)",
    { "Mul(s0, u1)", "s2" }, "Mul(s2, Pow(10, Mul(2, u0)))" },
  { "and stays where nothing is replaced", "Mul(Pow(100, u0), s0, u1)",
    { "Mul(s2, u1)", "s1" }, "Mul(u1, s0, Pow(100, u0))" },
  { "a whole number in an exponent goes to a base with a number in front", "Mul(Pow(Mul(2, s1), Mul(2, u0)), s0, u1)",
    { "Mul(s0, u1)", "s2" }, "Mul(s2, Pow(Mul(4, Pow(s1, 2)), u0))" },
  { "and stays with positive factors alone", "Mul(Pow(Mul(s1, s2), Mul(2, u0)), s0, u1)",
    { "Mul(s0, u1)", "s2" }, "Mul(s2, Pow(Mul(s1, s2), Mul(2, u0)))" },
  { "infinity that is put into a product stands before a float", "Mul(10.0, s0, u0)",
    { "Mul(s0, u0)", "int_oo" }, "int_oo" },
  { "and behind it where it is put in for a factor", "Mul(10.0, s0)",
    { "s0", "int_oo" }, "oo" },
};

static void
test_subs (gconstpointer data)
{
  const SubsRow *row = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GError) error = NULL;
  ShapeNode *node = expr_table_read (pool, row->input, TRUE, NULL);
  ShapeNode *from[3], *to[3], *result;
  g_autofree char *got = NULL;
  guint n = 0;

  for (; n < G_N_ELEMENTS (from) && row->pairs[2 * n] != NULL; n++)
    {
      from[n] = expr_table_read (pool, row->pairs[2 * n], TRUE, NULL);
      to[n] = expr_table_read (pool, row->pairs[2 * n + 1], TRUE, NULL);
    }
  result = shape_node_subs (node, from, to, n);
  if (shape_pool_check (pool, &error))
    got = shape_node_to_string (result);
  else
    got = g_strdup_printf ("raises %s", shape_error_get_class_name ((ShapeError) error->code));
  g_assert_cmpstr (got, ==, row->expect);
}

/* Shared parts are looked at once. */
static void
test_shared (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *u0 = shape_node_symbol_int (pool, "u0", FALSE);
  ShapeNode *u1 = shape_node_symbol_int (pool, "u1", FALSE);
  ShapeNode *a = expr_table_tower (u0), *b = expr_table_tower (u1);

  g_assert_true (shape_node_subs (a, &u0, &u1, 1) == b);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/subs", rows, test_subs);
  g_test_add_func ("/shaperec/subs/shared parts", test_shared);
  return g_test_run ();
}
