/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

#include "shaperec/analysis/shape-analysis-private.h"

/* Canonical relations; the answers are the reference's. */

static const ExprRow canonicalize_rows[] = {
  { "no truth value", "Add(s0, s1)", "Add(s0, s1)" },
  { "a constant", "True", "True" },
  { "less", "Lt(s0, s1)", "Lt(s0, s1)" },
  { "greater", "Gt(s0, s1)", "Lt(s1, s0)" },
  { "greater or equal", "Ge(s0, 3)", "Le(3, s0)" },
  { "terms to the other side", "Eq(Add(s0, Mul(-1, s1)), 3)", "Eq(s0, Add(3, s1))" },
  { "a common factor", "Lt(Mul(6, s0), Mul(4, s1))", "Lt(Mul(3, s0), Mul(2, s1))" },
  { "a common factor with a constant", "Le(Add(Mul(4, s0), 8), Mul(12, u0))", "Le(Add(2, s0), Mul(3, u0))" },
  { "no common factor", "Le(Add(Mul(4, s0), 7), Mul(12, u0))", "Le(Add(7, Mul(4, s0)), Mul(12, u0))" },
  { "a single term", "Lt(0, Mul(3, s0, u0))", "Lt(0, Mul(u0, s0))" },
  { "a single negative term", "Lt(Mul(3, s0, u0), 0)", "Lt(Mul(u0, s0), 0)" },
  { "a constant difference", "Eq(Mul(2, u0), 4)", "Eq(u0, 2)" },
  { "zero on the right", "Eq(Add(s0, u0), 0)", "Eq(Add(u0, s0), 0)" },
  { "a float", "Lt(Mul(2.0, zf0), 3.0)", "Lt(Mul(2.0, zf0), 3.0)" },
  { "a fraction", "Eq(Mul(Rational(1, 2), u0), 3)", "Eq(Mul(Rational(1, 2), u0), 3)" },
  { "factors that are sums", "Lt(Mul(2, Add(s0, 1)), Mul(2, s0, Add(s1, 1)))", "Lt(Add(1, s0), Mul(s0, Add(1, s1)))" },
  { "a conjunction", "And(Gt(s0, s1), Ge(u0, 2))", "And(Le(2, u0), Lt(s1, s0))" },
  { "a disjunction of conjunctions", "Or(And(Gt(s0, s1), Ge(u0, 2)), Lt(u1, 3))", "And(Or(Le(2, u0), Lt(u1, 3)), Or(Lt(s1, s0), Lt(u1, 3)))" },
  { "a negated conjunction", "Not(And(Eq(s0, u0), Gt(u0, 16)))", "Or(Le(u0, 16), Ne(s0, u0))" },
  { "an equation of quotients", "Eq(FloorDiv(s0, 2), FloorDiv(u0, 3))", "Eq(FloorDiv(s0, 2), FloorDiv(u0, 3))" },
  { "terms in order", "Gt(Add(s2, s1, Mul(-1, s0)), Add(u0, Mul(-3, u1), 4))", "Lt(Add(4, u0, s0), Add(s1, s2, Mul(3, u1)))" },
  { "a big coefficient", "Lt(Mul(9223372036854775808, u0), Mul(18446744073709551616, u1))", "Lt(u0, Mul(2, u1))" },
  { "a truth value on a side", "Ne(u1, False)", "raises TypeError" },
  { "a product that does not commute", "Eq(Where(Lt(s1, 4), s0, zuf0), 0.0)", "raises AssertionError" },
  { "a Where of integers commutes", "Eq(Where(Lt(s1, 4), s0, u0), 0)", "Eq(Where(Lt(s1, 4), s0, u0), 0)" },
  { "the bits of a relation do not commute", "Eq(BitwiseFn_bitwise_and(s0, Ne(s1, 1)), 0)", "raises AssertionError" },
  { "nor do those of a truth value", "Eq(BitwiseFn_bitwise_or(s0, True), 0)", "raises AssertionError" },
  { "those of a conjunction do", "Eq(BitwiseFn_bitwise_and(s0, And(Lt(u0, 2), Ne(s1, 1))), 0)",
    "Eq(BitwiseFn_bitwise_and(s0, And(Lt(u0, 2), Ne(s1, 1))), 0)" },
  { "nan among the parts", "And(Lt(2, s2), Eq(int_oo, Add(int_oo, s0)))", "raises TypeError" },
  { "a sum that does not commute on the lesser side", "Gt(0, Add(1, Where(Le(s1, u1), zf0, 1.5)))", "raises AssertionError" },
  { "and on the greater side", "Lt(0, Add(1, Where(Le(s1, u1), zf0, 1.5)))", "Lt(0, Add(1, Where(Le(s1, u1), zf0, 1.5)))" },
};

static const ExprRow reduce_rows[] = {
  { "a sum", "Add(Mul(6, s0), Mul(4, s1), 2)", "Add(1, Mul(2, s1), Mul(3, s0))" },
  { "a product", "Mul(-3, s0)", "Mul(-1, s0)" },
  { "a number", "-7", "1" },
  { "a symbol", "s0", "s0" },
};

/* What is canonical stays so. */
static ShapeNode *
canonicalize_twice (ShapeNode *node)
{
  ShapeNode *once = shape_canonicalize (node);
  ShapeNode *twice = shape_canonicalize (once);

  g_assert_true (once == twice);
  return once;
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/canonicalize", canonicalize_rows, G_N_ELEMENTS (canonicalize_rows), canonicalize_twice);
  expr_table_add ("/shaperec/canonicalize/reduce", reduce_rows, G_N_ELEMENTS (reduce_rows), shape_reduce_terms);
  return g_test_run ();
}
