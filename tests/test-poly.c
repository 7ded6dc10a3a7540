/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

#include "shaperec/expr/shape-gcd-private.h"
#include "shaperec/expr/shape-simplify-private.h"

/* Common divisors and simpler forms; the answers are SymPy's. */

static const ExprRow gcd_rows[] = {
  { "integers", "Where(Lt(zf0, 0), 12, 18)", "6" },
  { "zero and an integer", "Where(Lt(zf0, 0), 0, -18)", "18" },
  { "zero and a sum", "Where(Lt(zf0, 0), 0, Add(Mul(-2, s0), 4))", "Add(-4, Mul(2, s0))" },
  { "an integer and a sum", "Where(Lt(zf0, 0), 6, Add(Mul(4, s0), 2))", "2" },
  { "monomials", "Where(Lt(zf0, 0), Mul(6, s0, s1), Mul(-4, s0, Pow(s1, 2)))", "Mul(2, s0, s1)" },
  { "a monomial and a sum", "Where(Lt(zf0, 0), Mul(4, s0, s1), Add(Mul(2, s0), Mul(6, s0, s2)))", "Mul(2, s0)" },
  { "sums", "Where(Lt(zf0, 0), Add(Mul(s0, s1), s0, s1, 1), Add(Mul(s0, s2), s2))", "Add(1, s0)" },
  { "the sign of the first symbol", "Where(Lt(zf0, 0), Add(s1, Mul(-1, s0)), Add(Mul(-1, s1), s0))", "Add(s0, Mul(-1, s1))" },
  { "the order of names", "Where(Lt(zf0, 0), Add(u0, Mul(-1, zf0)), Add(Mul(-1, u0), zf0))", "Add(u0, Mul(-1, zf0))" },
  { "products are expanded", "Where(Lt(zf0, 0), Mul(s0, Add(s1, 1)), Mul(s0, Add(s1, 1)))", "Add(s0, Mul(s0, s1))" },
  { "calls are generators", "Where(Lt(zf0, 0), Add(Mul(s0, FloorDiv(u0, 2)), FloorDiv(u0, 2)), Mul(2, FloorDiv(u0, 2)))", "FloorDiv(u0, 2)" },
  { "fractions", "Where(Lt(zf0, 0), Mul(Rational(1, 2), s0), Mul(Rational(1, 3), s0))", "s0" },
  { "rational numbers", "Where(Lt(zf0, 0), Rational(1, 2), Rational(1, 3))", "Rational(1, 6)" },
  { "sums with fractions", "Where(Lt(zf0, 0), Add(Mul(Rational(1, 2), s0), Rational(1, 2)), Add(Mul(3, s0), 3))", "Add(1, s0)" },
  { "inverses", "Where(Lt(zf0, 0), Pow(s0, -1), Mul(s1, Pow(s0, -2)))", "Pow(s0, -1)" },
  { "symbolic powers", "Where(Lt(zf0, 0), Pow(2, Mul(2, u0)), Pow(2, u0))", "Pow(2, u0)" },
  { "contents", "Where(Lt(zf0, 0), Add(Mul(4, s0), 6), Add(Mul(8, s1), 10))", "2" },
};

static const ExprRow simplify_rows[] = {
  { "a symbol", "s0", "s0" },
  { "a monomial", "Mul(6, s0, s1)", "Mul(6, s0, s1)" },
  { "a common symbol", "Add(Mul(s0, s1), s0)", "Mul(s0, Add(1, s1))" },
  { "a common integer", "Add(Mul(2, s0), Mul(4, s1))", "Add(Mul(2, s0), Mul(4, s1))" },
  { "both", "Add(Mul(2, s0, s1), Mul(4, s0))", "Mul(2, s0, Add(2, s1))" },
  { "a quotient", "Mul(Add(Mul(s0, s1), Mul(s0, s2)), Pow(s0, -1))", "Add(s1, s2)" },
  { "a polynomial quotient", "Mul(Add(Mul(s0, s1), s0, s1, 1), Pow(Add(s0, 1), -1))", "Add(1, s1)" },
  { "no common factor", "Add(Mul(s0, s1), s0, s1, 1)", "Add(1, s0, s1, Mul(s0, s1))" },
  { "factors stay", "Mul(Add(s0, 1), Add(s1, 1))", "Mul(Add(1, s0), Add(1, s1))" },
  { "factors expand where that is shorter", "Add(Mul(s2, Add(1, Mul(s0, s1))), s2)", "Mul(s2, Add(2, Mul(s0, s1)))" },
  { "signs", "Mul(Add(1, Mul(-1, s0)), Add(1, Mul(-1, s1)))", "Mul(Add(-1, s0), Add(-1, s1))" },
  { "negative terms", "Add(Mul(-1, s0, s1), Mul(-1, s0))", "Mul(s0, Add(-1, Mul(-1, s1)))" },
  { "within a call", "FloorDiv(Add(Mul(s0, s1), Mul(s0, s2)), 7)", "FloorDiv(Mul(s0, Add(s1, s2)), 7)" },
  { "within a maximum", "Max(3, Add(Mul(s0, s1), Mul(s0, s2)))", "Max(3, Mul(s0, Add(s1, s2)))" },
  { "a common call", "Add(Mul(s0, Mod(u0, 3)), Mul(s1, Mod(u0, 3)))", "Mul(Add(s0, s1), Mod(u0, 3))" },
  { "halves", "Add(Mul(Rational(1, 2), s0, s1), Mul(Rational(1, 2), s0, s2))", "Mul(Rational(1, 2), s0, Add(s1, s2))" },
  { "a fraction", "Mul(Add(s0, 1), Pow(Add(Mul(s1, s2), s1), -1))", "Mul(Pow(s1, -1), Pow(Add(1, s2), -1), Add(1, s0))" },
  { "a condition", "Where(Gt(-3, u1), u1, 32)", "Where(Lt(u1, -3), u1, 32)" },
  { "a square of a sum", "Pow(Add(s0, s1), 2)", "Pow(Add(s0, s1), 2)" },
};

static const ExprRow count_rows[] = {
  { "a symbol", "s0", "0" },
  { "a sum", "Add(s0, s1, 1)", "2" },
  { "a difference", "Add(s0, Mul(-1, s1))", "1" },
  { "a negative sum", "Add(Mul(-1, s0), Mul(-1, s1))", "2" },
  { "a negative product", "Mul(-2, s0, s1)", "3" },
  { "a fraction", "Mul(s0, Pow(s1, -1))", "1" },
  { "a half", "Mul(Rational(1, 2), s0)", "1" },
  { "an inverse", "Pow(s0, -2)", "2" },
  { "a call", "FloorDiv(Add(s0, 1), s1)", "2" },
  { "a maximum", "Max(s0, s1, 3)", "2" },
  { "a negative number", "Mul(-3, Pow(s0, -1))", "2" },
};

/* The two values of a Where. */
static ShapeNode *
gcd_of_pair (ShapeNode *node)
{
  return shape_node_gcd (node->args[1], node->args[2]);
}

/* The order of the operands does not matter. */
static ShapeNode *
gcd_of_reversed_pair (ShapeNode *node)
{
  return shape_node_gcd (node->args[2], node->args[1]);
}

static ShapeNode *
count (ShapeNode *node)
{
  return shape_node_integer (node->pool, (gint64) shape_node_count_ops (node));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/poly/gcd", gcd_rows, G_N_ELEMENTS (gcd_rows), gcd_of_pair);
  expr_table_add ("/shaperec/poly/gcd-reversed", gcd_rows, G_N_ELEMENTS (gcd_rows), gcd_of_reversed_pair);
  expr_table_add ("/shaperec/poly/simplify", simplify_rows, G_N_ELEMENTS (simplify_rows), shape_node_simplify);
  expr_table_add ("/shaperec/poly/count", count_rows, G_N_ELEMENTS (count_rows), count);
  return g_test_run ();
}
