/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* The canonical order of arguments. */

static const ExprRow rows[] = {
  { "symbols with fewer assumptions first", "Add(s0, u0, zf0, zuf0)", "Add(zuf0, zf0, u0, s0)" },
  { "names as text", "Add(s10, s2, s1)", "Add(s1, s10, s2)" },
  { "numbers, symbols, powers, products, functions", "Add(Max(u0, 2), Mod(u0, 2), Mul(u0, u1), Pow(u0, 2), u0, 3)", "Add(3, u0, Pow(u0, 2), Mul(u0, u1), Max(2, u0), Mod(u0, 2))" },
  { "powers by base, then exponent", "Add(Pow(u1, 2), Pow(u0, 3), Pow(u0, 2), Pow(u0, -1))", "Add(Pow(u0, -1), Pow(u0, 2), Pow(u0, 3), Pow(u1, 2))" },
  { "products by length", "Add(Mul(u0, u1, s0), Mul(s0, s1), Mul(3, s2))", "Add(Mul(3, s2), Mul(s0, s1), Mul(u0, u1, s0))" },
  { "coefficients count", "Add(Mul(3, u1), Mul(2, s0), Mul(-1, s1))", "Add(Mul(-1, s1), Mul(2, s0), Mul(3, u1))" },
  { "functions by name", "Add(Min(u0, 2), Max(u0, 2), FloorDiv(u0, 2), ModularIndexing(u0, 2, 3), PythonMod(u0, 2))", "Add(FloorDiv(u0, 2), Max(2, u0), Min(2, u0), ModularIndexing(u0, 2, 3), PythonMod(u0, 2))" },
  { "numbers by class, then value", "Add(Mul(3, u0), Mul(2, u1), Mul(Rational(1, 2), s0), Mul(Rational(1, 3), s1), Mul(-1, s2), Mul(2.5, zf0))", "Add(Mul(Rational(1, 2), s0), Mul(-1, s2), Mul(2, u1), Mul(3, u0), Mul(Rational(1, 3), s1), Mul(2.5, zf0))" },
  { "sums in a product", "Mul(Add(u0, 1), Add(s0, 1), Add(u0, s0, 1))", "Mul(Add(1, u0), Add(1, s0), Add(1, u0, s0))" },
  { "floats by mantissa", "Add(Mul(0.5, zf0), Mul(3.0, zuf0), Mul(-0.25, u0))", "Add(Mul(0.5, zf0), Mul(3.0, zuf0), Mul(-0.25, u0))" },
  { "floats of more digits by mantissa", "Mul(Add(Mul(2, s0), u0), ToFloat(-9223372036854775808))", "Add(Mul(-9.223372036854776e+18, u0), Mul(-1.8446744073709552e+19, s0))" },
};

static const char *const ordered_texts[] = {
  "2.5", "-3", "2", "Rational(5, 2)", "int_oo", "oo", "u0", "zf0",
  "Mul(2, u0)", "Pow(u0, 2)", "Mul(u0, s0)", "Add(1, u0)", "Eq(u0, 2)", "Max(2, u0)",
};

/* `ordered`: fewer nodes first, a float counting half, then by sort key. */
static void
test_ordered (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *nodes[G_N_ELEMENTS (ordered_texts)];
  guint n = G_N_ELEMENTS (nodes);

  for (guint i = 0; i < n; i++)
    nodes[i] = expr_table_read (pool, ordered_texts[n - 1 - i], FALSE, NULL);
  shape_nodes_sort_ordered (nodes, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = shape_node_to_string (nodes[i]);

      g_assert_cmpstr (text, ==, ordered_texts[i]);
    }
}

/* The order of many nodes is that of few. */
static void
test_sort (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *nodes[300];

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    nodes[i] = shape_node_integer (pool, (gint64) (i * 7919 % 300) - 150);
  shape_nodes_sort_by_key (nodes, G_N_ELEMENTS (nodes));
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    g_assert_true (shape_node_is_int (nodes[i], (gint64) i - 150));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/order", rows, G_N_ELEMENTS (rows), NULL);
  g_test_add_func ("/shaperec/order/ordered", test_ordered);
  g_test_add_func ("/shaperec/order/sorting many", test_sort);
  return g_test_run ();
}
