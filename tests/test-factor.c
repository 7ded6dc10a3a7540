/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

#include "shaperec/expr/shape-simplify-private.h"

/* Factors of polynomials and fractions; the answers are SymPy's. */

static const ExprRow rows[] = {
  { "a number", "12", "12" },
  { "a symbol", "u0", "u0" },
  { "a common symbol beside int_oo", "Add(u1, Mul(int_oo, u0, u1))", "Mul(u1, Add(1, Mul(int_oo, u0)))" },
  { "a common symbol beside -int_oo", "Add(Mul(-2, u0), Mul(-int_oo, u0, u1))", "Mul(u0, Add(-2, Mul(-int_oo, u1)))" },
  { "a common number", "Add(Mul(4, u0), Mul(6, u1))", "Mul(2, Add(Mul(2, u0), Mul(3, u1)))" },
  { "a fraction in front", "Add(Mul(Rational(1, 2), u0), Rational(1, 3))", "Mul(Rational(1, 6), Add(2, Mul(3, u0)))" },
  { "a negative leader", "Add(2, Mul(-2, u0), Mul(-4, u1))", "Mul(-2, Add(-1, u0, Mul(2, u1)))" },
  { "a minus sign", "Add(3, Mul(-1, u0))", "Add(3, Mul(-1, u0))" },
  { "a common symbol", "Add(Mul(u0, u1), u0)", "Mul(u0, Add(1, u1))" },
  { "a difference of squares", "Add(Pow(u0, 2), -1)", "Mul(Add(1, u0), Add(-1, u0))" },
  { "a square", "Add(Pow(u0, 2), Mul(2, u0, u1), Pow(u1, 2))", "Pow(Add(u0, u1), 2)" },
  { "two symbols", "Add(Mul(u0, u1), u0, u1, 1)", "Mul(Add(1, u0), Add(1, u1))" },
  { "content and factors", "Add(Mul(6, Pow(u0, 2)), Mul(-6, Pow(s0, 2)))", "Mul(-6, Add(u0, s0), Add(s0, Mul(-1, u0)))" },
  { "what is irreducible", "Add(Pow(u0, 2), 1)", "Add(1, Pow(u0, 2))" },
  { "a call", "Add(Mul(u0, FloorDiv(s0, 2)), Mul(2, FloorDiv(s0, 2)))", "Mul(Add(2, u0), FloorDiv(s0, 2))" },
  { "a call is expanded within", "FloorDiv(Mul(u0, Add(u1, 1)), 3)", "FloorDiv(Add(u0, Mul(u0, u1)), 3)" },
  { "factors of a product", "Mul(u1, Add(Pow(u0, 2), -1), Add(u0, 1))", "Mul(u1, Pow(Add(1, u0), 2), Add(-1, u0))" },
  { "a power", "Pow(Add(Mul(2, u0), Mul(2, u1)), 3)", "Mul(8, Pow(Add(u0, u1), 3))" },
  { "a fraction", "Mul(Add(Pow(u0, 2), -1), Pow(Add(u0, -1), -1))", "Add(1, u0)" },
  { "a sum of fractions", "Add(Mul(u0, Pow(u1, -1)), Mul(u1, Pow(u0, -1)))", "Mul(Pow(u0, -1), Pow(u1, -1), Add(Pow(u0, 2), Pow(u1, 2)))" },
  { "a sum with an inverse", "Add(1, Pow(s0, -1))", "Mul(Pow(s0, -1), Add(1, s0))" },
  { "symbolic powers", "Mul(2, s0, Pow(s0, Mul(-4, s1)))", "Mul(2, Pow(s0, Add(1, Mul(-4, s1))))" },
  { "powers of numbers", "Add(Mul(s0, Pow(3, u1)), Mul(Pow(3, u1), Pow(s0, 2)))", "Mul(s0, Pow(3, u1), Add(1, s0))" },
  { "a symbolic power of a sum", "Pow(Add(Mul(2, u0), 4), u1)", "Mul(Pow(2, u1), Pow(Add(2, u0), u1))" },
  { "a root of a sum", "Pow(Add(Mul(4, s0), Mul(4, s0, s1)), Rational(1, 2))", "Mul(2, Pow(s0, Rational(1, 2)), Pow(Add(1, s1), Rational(1, 2)))" },
  { "a sum without rational coefficients", "Add(Mul(oo, zf0), zf1)", "Add(zf1, Mul(oo, zf0))" },
  { "powers of one base", "Mul(s0, Pow(s0, s1))", "Pow(s0, Add(1, s1))" },
  { "powers of one base from a product of others", "Mul(s0, Pow(Mul(s0, s2), s1))", "Mul(s0, Pow(s0, s1), Pow(s2, s1))" },
  { "a sum that does not commute loses a condition of a conjunction",
    "Add(Where(Ne(2, s1), u0, zf0), Where(And(u1, Lt(2, s0)), 2, u0))", "Add(Where(u1, 2, u0), Where(Ne(2, s1), u0, zf0))" },
  { "all but the last one", "Add(Where(Ne(2, s1), u0, zf0), Where(And(Lt(2, u0), Lt(2, s0)), 2, u0))",
    "Add(Where(Ne(2, s1), u0, zf0), Where(Lt(2, u0), 2, u0))" },
  { "and all of a disjunction", "Add(Where(Ne(2, s1), u0, zf0), Where(Or(u1, Lt(2, s0)), 2, u0))", "Add(2, Where(Ne(2, s1), u0, zf0))" },
  { "one that commutes loses none", "Add(Where(Ne(2, s1), u0, u1), Where(And(Lt(2, u0), Lt(2, s0)), 2, u0))",
    "Add(Where(Ne(2, s1), u0, u1), Where(And(Lt(2, s0), Lt(2, u0)), 2, u0))" },
  { "a sum with infinity keeps its sign", "Mul(s0, Add(-int_oo, Mul(-8, s0)))", "Mul(s0, Add(-int_oo, Mul(-8, s0)))" },
  { "and gives its other factors", "Add(Mul(-2, u1, s0), Mul(int_oo, u0, u1))", "Mul(u1, Add(Mul(-2, s0), Mul(int_oo, u0)))" },
  { "infinity within a call does not", "Add(Mul(-9, s0), Mul(3, Min(int_oo, s0)))",
    "Mul(-3, Add(Mul(-1, Min(int_oo, s0)), Mul(3, s0)))" },
  { "within a quotient, a sum that may not commute is not divided",
    "FloorDiv(Add(1, s0), Mul(Add(1, s0), Where(Eq(u1, 2), 2, Add(int_oo, s0))))",
    "FloorDiv(1, Add(Mul(Pow(Add(1, s0), -1), Where(Eq(u1, 2), 2, oo)), Mul(s0, Pow(Add(1, s0), -1), Where(Eq(u1, 2), 2, oo))))" },
  { "a maximum", "Add(Mul(2, Max(s0, u0)), Mul(2, u0, Max(s0, u0)))", "Mul(2, Add(1, u0), Max(s0, u0))" },
  { "a power of a product with infinity", "Mul(s0, Pow(Mul(-int_oo, s1), u1))", "Mul(s0, Pow(Mul(-int_oo, s1), u1))" },
  { "a power of a product with the other infinity", "Pow(Mul(oo, u0), u1)", "Mul(Pow(oo, u1), Pow(u0, u1))" },
};

/* What FLINT might take too long for is not begun. */
static void
test_large (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GError) error = NULL;
  ShapeNode *power = expr_table_read (pool, "Pow(u0, 10000000)", TRUE, NULL);
  ShapeNode *other = expr_table_read (pool, "Pow(u1, 10000000)", TRUE, NULL);

  shape_node_factor (shape_node_sub (power, other));
  g_assert_false (shape_pool_check (pool, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/factor", rows, G_N_ELEMENTS (rows), shape_node_factor);
  g_test_add_func ("/shaperec/factor/too large", test_large);
  return g_test_run ();
}
