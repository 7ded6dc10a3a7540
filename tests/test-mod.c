/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Rests of divisions; the answers are PyTorch's. */

static const ExprRow mod_rows[] = {
  { "numbers", "Mod(7, 3)", "1" },
  { "by zero", "Mod(s0, 0)", "raises ZeroDivisionError" },
  { "zero", "Mod(0, s0)", "0" },
  { "itself", "Mod(s0, s0)", "0" },
  { "its negative", "Mod(Mul(-1, s0), s0)", "0" },
  { "by one", "Mod(u0, 1)", "0" },
  { "of a negative number", "Mod(-7, 3)", "raises AssertionError" },
  { "by a negative number", "Mod(7, -3)", "raises AssertionError" },
  { "floats", "Mod(7.5, 2.0)", "1.5" },
  { "a float without rest", "Mod(4.0, 2.0)", "0.0" },
  { "a float by an integer", "Mod(4.0, 2)", "0" },
  { "an integer by a float", "Mod(4, 2.0)", "0.0" },
  { "an infinity", "Mod(int_oo, 3)", "nan" },
  { "by an infinity", "Mod(3, int_oo)", "nan" },
  { "nan", "Mod(nan, 3)", "raises TypeError" },
  { "even", "Mod(Mul(2, u0), 2)", "0" },
  { "odd", "Mod(Add(Mul(2, u0), 1), 2)", "1" },
  { "unknown parity", "Mod(u0, 2)", "Mod(u0, 2)" },
  { "a multiple", "Mod(Mul(s0, u0), s0)", "0" },
  { "less", "Mod(s0, Add(s0, 1))", "s0" },
  { "less, of numbers", "Mod(Mod(u0, 3), 4)", "Mod(Mod(u0, 3), 4)" },
  { "not less", "Mod(s0, s1)", "Mod(s0, s1)" },
  { "a sum of multiples stays", "Mod(Add(Mul(s0, u0), Mul(s0, u1)), s0)", "Mod(Add(Mul(u0, s0), Mul(u1, s0)), s0)" },
  { "a common factor stays", "Mod(Mul(4, s0), 6)", "Mod(Mul(4, s0), 6)" },
  { "minus infinity is less than anything", "Mod(-int_oo, Min(s2, -9223372036854775808))", "-int_oo" },
};

static const ExprRow python_mod_rows[] = {
  { "numbers", "PythonMod(7, 3)", "1" },
  { "of a negative number", "PythonMod(-7, 3)", "2" },
  { "by a negative number", "PythonMod(7, -3)", "-2" },
  { "two forms that become each other", "PythonMod(Add(s1, Mul(2, s0)), Add(1, s0))", "raises RecursionError" },
  { "by zero", "PythonMod(s0, 0)", "raises ZeroDivisionError" },
  { "fractions", "PythonMod(Rational(7, 3), Rational(-1, 2))", "Rational(-1, 6)" },
  { "even", "PythonMod(Mul(2, u0), 2)", "0" },
  { "less", "PythonMod(s0, Add(s0, 1))", "s0" },
  { "a sum of multiples", "PythonMod(Add(Mul(s0, u0), Mul(s0, u1)), s0)", "0" },
  { "a sum times a sum", "PythonMod(Mul(u0, Add(s0, s1)), Add(s0, s1))", "0" },
  { "multiples of a quotient", "PythonMod(Add(Mul(u1, FloorDiv(u0, 3)), Mul(s0, FloorDiv(u0, 3))), FloorDiv(u0, 3))", "0" },
  { "multiples and a rest", "PythonMod(Add(Mul(s0, u0), s0, 1), s0)", "PythonMod(Add(1, s0, Mul(u0, s0)), s0)" },
  { "a square", "PythonMod(Pow(Mul(s0, s1), 2), s0)", "0" },
  { "a coefficient", "PythonMod(Mul(4, s0), 6)", "PythonMod(Mul(4, s0), 6)" },
  { "a negative coefficient", "PythonMod(Mul(-6, s0), 3)", "0" },
  { "a power of a sum", "PythonMod(Pow(Add(s0, s1), 3), Add(s0, s1))", "0" },
  { "infinity", "PythonMod(int_oo, 3)", "nan" },
  { "of an integer by infinity, once it is that", "PythonMod(Mul(s0, u1), Mul(s0, Min(-int_oo, Add(int_oo, s0))))", "0" },
  { "of a number by infinity, once it is that", "PythonMod(Mul(2, s0), Mul(s0, Min(int_oo, Add(int_oo, s0))))",
    "PythonMod(Mul(2, s0), Mul(s0, Min(int_oo, Add(int_oo, s0))))" },
  { "by oo, once it is that", "PythonMod(Mul(s0, u1), Mul(s0, Max(u0, Add(int_oo, s0))))",
    "PythonMod(Mul(u1, s0), Mul(s0, Max(u0, Add(int_oo, s0))))" },
  { "a power of infinity as a term", "PythonMod(Mul(s0, Add(2, Pow(-int_oo, s2))), Mul(u0, s0))",
    "PythonMod(Mul(s0, Add(2, Pow(-int_oo, s2))), Mul(u0, s0))" },
  { "by a half", "PythonMod(s0, 0.5)", "0" },
  { "by multiples of infinity", "PythonMod(s1, Mul(Add(s0, 1), int_oo))", "raises PolynomialDivisionFailed" },
  { "of infinity by a symbol", "PythonMod(int_oo, s2)", "raises PolynomialDivisionFailed" },
};

static const ExprRow modular_indexing_rows[] = {
  { "numbers", "ModularIndexing(17, 3, 4)", "1" },
  { "zero", "ModularIndexing(0, s0, s1)", "0" },
  { "modulo one", "ModularIndexing(u0, s0, 1)", "0" },
  { "by zero", "ModularIndexing(17, 0, 4)", "raises ZeroDivisionError" },
  { "infinity by zero", "ModularIndexing(Mul(s0, int_oo), 0, 4)", "raises RecursionError" },
  { "nothing by nothing", "ModularIndexing(nan, nan, 4)", "raises RecursionError" },
  { "infinity by infinity", "ModularIndexing(oo, oo, 4)", "raises RecursionError" },
  { "nothing by infinity", "ModularIndexing(nan, int_oo, 4)", "raises PolynomialDivisionFailed" },
  { "by a float", "ModularIndexing(2, 1.5, 4)", "raises RecursionError" },
  { "a power of a sum by zero", "ModularIndexing(Mul(Pow(Add(u0, 1), u1), Add(u0, 1)), 0, 4)", "raises ZeroDivisionError" },
  { "a power of a product by zero", "ModularIndexing(Pow(Mul(4, s1), u1), 0, s0)", "ModularIndexing(1, 0, s0)" },
  { "a sum with infinity by zero", "ModularIndexing(Add(Mul(2, s0), int_oo), 0, 5)", "0" },
  { "one with a coefficient of one by zero", "ModularIndexing(Add(s0, int_oo), 0, s0)", "ModularIndexing(1, 0, s0)" },
  { "what may not commute has no common divisor with a period",
    "ModularIndexing(Add(s0, 1), Where(Gt(u0, 2), BitwiseFn_bitwise_or(s0, 2), s0), s0)", "raises PolynomialError" },
  { "modulo zero", "ModularIndexing(17, 3, 0)", "raises ZeroDivisionError" },
  { "stays", "ModularIndexing(u0, 1, 8)", "ModularIndexing(u0, 1, 8)" },
  { "a common factor", "ModularIndexing(Mul(4, u0), 2, 8)", "ModularIndexing(Mul(2, u0), 1, 8)" },
  { "a common symbol", "ModularIndexing(Add(Mul(s0, u0), s0), s0, 8)", "ModularIndexing(Add(1, u0), 1, 8)" },
  { "multiples drop out", "ModularIndexing(Add(Mul(8, u0), s0), 1, 8)", "ModularIndexing(s0, 1, 8)" },
  { "a negative term stays", "ModularIndexing(Add(Mul(8, u0), Mul(-1, s0)), 1, 8)", "ModularIndexing(Add(Mul(-1, s0), Mul(8, u0)), 1, 8)" },
  { "nested", "ModularIndexing(FloorDiv(u0, 3), 2, 8)", "ModularIndexing(u0, 6, 8)" },
  { "all terms", "ModularIndexing(Add(Mul(8, u0), Mul(16, s0)), 1, 8)", "0" },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/mod", mod_rows, G_N_ELEMENTS (mod_rows), NULL);
  expr_table_add ("/shaperec/python-mod", python_mod_rows, G_N_ELEMENTS (python_mod_rows), NULL);
  expr_table_add ("/shaperec/modular-indexing", modular_indexing_rows, G_N_ELEMENTS (modular_indexing_rows), NULL);
  return g_test_run ();
}
