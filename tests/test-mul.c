/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Construction of products. */

static const ExprRow rows[] = {
  { "nothing", "Mul()", "1" },
  { "one", "Mul(u0)", "u0" },
  { "1 is dropped", "Mul(u0, 1)", "u0" },
  { "order", "Mul(u0, s0, 3, s10, s2, Pow(u1, 2))", "Mul(3, u0, s0, s10, s2, Pow(u1, 2))" },
  { "like factors", "Mul(u0, u0, Pow(u0, 3))", "Pow(u0, 5)" },
  { "factors that cancel", "Mul(u0, s0, Pow(u0, -1))", "s0" },
  { "nested", "Mul(Mul(2, u0), Mul(3, s0))", "Mul(6, u0, s0)" },
  { "zero", "Mul(0, u0)", "0" },
  { "zero of what may be infinite", "Mul(0, oo)", "nan" },
  { "a number over a sum", "Mul(2, Add(u0, 1))", "Add(2, Mul(2, u0))" },
  { "a number over a sum, among others", "Mul(2, Add(u0, 1), s0)", "Mul(2, s0, Add(1, u0))" },
  { "a number over a product with a sum", "Mul(2, Mul(3, Add(u0, 1)))", "Add(6, Mul(6, u0))" },
  { "-1 over a sum", "Mul(-1, Add(u0, Mul(-1, s0)))", "Add(s0, Mul(-1, u0))" },
  { "a fraction over a sum", "Mul(Rational(1, 2), Add(Mul(2, u0), 4))", "Add(2, u0)" },
  { "a float over a sum", "Mul(0.5, Add(zf0, 1))", "Add(0.5, Mul(0.5, zf0))" },
  { "int_oo over a sum", "Mul(int_oo, Add(u0, 1))", "Add(int_oo, Mul(int_oo, u0))" },
  { "a product that becomes a number over a sum", "Mul(2, u0, Add(s0, 1), Pow(u0, -1))", "Add(2, Mul(2, s0))" },
  { "sums", "Mul(Add(u0, 1), Add(u0, 1), Add(s0, 2))", "Mul(Pow(Add(1, u0), 2), Add(2, s0))" },
  { "symbolic exponents", "Mul(Pow(u0, s0), Pow(u0, Mul(2, s0)), Pow(u0, s1))", "Mul(Pow(u0, s1), Pow(u0, Mul(3, s0)))" },
  { "roots of one number", "Mul(Pow(2, Rational(1, 2)), Pow(2, Rational(1, 2)))", "2" },
  { "roots of two numbers", "Mul(Pow(2, Rational(1, 2)), Pow(3, Rational(1, 2)))", "Pow(6, Rational(1, 2))" },
  { "roots with a common factor", "Mul(Pow(2, Rational(1, 3)), Pow(6, Rational(1, 4)))", "Mul(Pow(2, Rational(7, 12)), Pow(3, Rational(1, 4)))" },
  { "numbers to one exponent", "Mul(Pow(2, zf0), Pow(3, zf0))", "Pow(6, zf0)" },
  { "roots of -1", "Mul(Pow(-1, Rational(1, 3)), Pow(-1, Rational(1, 3)))", "Pow(-1, Rational(2, 3))" },
  { "I and a root of -1", "Mul(I, Pow(-1, Rational(1, 3)))", "Pow(-1, Rational(5, 6))" },
  { "oo takes in what is positive", "Mul(oo, s0, u0)", "Mul(oo, u0)" },
  { "int_oo does not", "Mul(int_oo, s0)", "Mul(int_oo, s0)" },
  { "zoo takes in what is not zero", "Mul(zoo, s0, u0)", "Mul(zoo, u0)" },
  { "nan", "Mul(nan, u0)", "nan" },
  { "zero times a sum with oo", "Mul(0, Add(zuf0, oo))", "nan" },
  { "a number and a sum that does not commute", "Mul(Add(1, Where(Gt(s1, 2), 2, zf0)), 2)", "Mul(2, Add(1, Where(Gt(s1, 2), 2, zf0)))" },
  { "a number and a sum that does", "Mul(Add(1, Where(Gt(s1, 2), 2, u0)), 2)", "Add(2, Mul(2, Where(Gt(s1, 2), 2, u0)))" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/mul", rows, G_N_ELEMENTS (rows), NULL);
  return g_test_run ();
}
