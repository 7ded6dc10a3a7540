/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Construction of powers. */

static const ExprRow rows[] = {
  { "an integer", "Pow(3, 4)", "81" },
  { "a negative integer", "Pow(-3, 3)", "-27" },
  { "a negative exponent", "Pow(-2, -3)", "Rational(-1, 8)" },
  { "a fraction", "Pow(Rational(2, 3), -2)", "Rational(9, 4)" },
  { "to the 0", "Pow(u0, 0)", "1" },
  { "zero to the 0", "Pow(0, 0)", "1" },
  { "to the 1", "Pow(u0, 1)", "u0" },
  { "0 to the -1", "Pow(0, -1)", "zoo" },
  { "0 to the -2", "Pow(0, -2)", "zoo" },
  { "1 to anything", "Pow(1, zf0)", "1" },
  { "a perfect square", "Pow(144, Rational(1, 2))", "12" },
  { "a square factor leaves the root", "Pow(12, Rational(1, 2))", "Mul(2, Pow(3, Rational(1, 2)))" },
  { "a root that stays", "Pow(6, Rational(1, 2))", "Pow(6, Rational(1, 2))" },
  { "a root in the denominator", "Pow(2, Rational(-1, 2))", "Mul(Rational(1, 2), Pow(2, Rational(1, 2)))" },
  { "a cube root", "Pow(54, Rational(1, 3))", "Mul(3, Pow(2, Rational(1, 3)))" },
  { "a root of a power", "Pow(4, Rational(1, 6))", "Pow(2, Rational(1, 3))" },
  { "a mixed exponent", "Pow(2, Rational(5, 2))", "Mul(4, Pow(2, Rational(1, 2)))" },
  { "a root of a fraction", "Pow(Rational(3, 4), Rational(1, 2))", "Mul(Rational(1, 2), Pow(3, Rational(1, 2)))" },
  { "a root of a fraction, downstairs", "Pow(Rational(3, 5), Rational(-3, 2))", "Mul(Rational(5, 9), Pow(15, Rational(1, 2)))" },
  { "the square root of -1", "Pow(-1, Rational(1, 2))", "I" },
  { "the square root of a negative number", "Pow(-12, Rational(1, 2))", "Mul(2, I, Pow(3, Rational(1, 2)))" },
  { "a cube root of a negative number", "Pow(-8, Rational(1, 3))", "Mul(2, Pow(-1, Rational(1, 3)))" },
  { "-1 to a fraction over 1", "Pow(-1, Rational(5, 3))", "Mul(-1, Pow(-1, Rational(2, 3)))" },
  { "powers of I", "Mul(I, I, I)", "Mul(-1, I)" },
  { "a float", "Pow(2.5, 3)", "15.625" },
  { "a float to a fraction", "Pow(2.0, Rational(1, 2))", "1.4142135623730951" },
  { "an integer to a float", "Pow(2, 0.5)", "1.4142135623730951" },
  { "a negative number to a half float", "Pow(-2, 0.5)", "Mul(1.4142135623730951, I)" },
  { "a float zero", "Pow(0.0, 2)", "0.0" },
  { "a float zero, downstairs", "Pow(0.0, -1)", "zoo" },
  { "2 to oo", "Pow(2, oo)", "oo" },
  { "a half to oo", "Pow(Rational(1, 2), oo)", "0" },
  { "-2 to oo", "Pow(-2, oo)", "zoo" },
  { "2 to int_oo", "Pow(2, int_oo)", "Pow(2, int_oo)" },
  { "2 to -oo", "Pow(2, -oo)", "0" },
  { "1 to oo", "Pow(1, oo)", "nan" },
  { "int_oo to 2", "Pow(int_oo, 2)", "int_oo" },
  { "-int_oo to 3", "Pow(-int_oo, 3)", "-int_oo" },
  { "int_oo to -1", "Pow(int_oo, -1)", "0" },
  { "oo to 0", "Pow(oo, 0)", "1" },
  { "nan to 2", "Pow(nan, 2)", "nan" },
  { "anything to zoo", "Pow(s0, zoo)", "nan" },
  { "a power of a power", "Pow(Pow(u0, 2), 3)", "Pow(u0, 6)" },
  { "a power of a power that shrinks to 1", "Pow(Pow(s0, 2), Rational(1, 2))", "s0" },
  { "a power of a root", "Pow(Pow(u0, Rational(1, 2)), 2)", "u0" },
  { "a root of a square of unknown sign", "Pow(Pow(zuf0, 2), Rational(1, 2))", "Pow(Pow(zuf0, 2), Rational(1, 2))" },
  { "a product", "Pow(Mul(2, u0, s0), 3)", "Mul(8, Pow(u0, 3), Pow(s0, 3))" },
  { "a product, downstairs", "Pow(Mul(2, u0, s0), -1)", "Mul(Rational(1, 2), Pow(u0, -1), Pow(s0, -1))" },
  { "a product under a root", "Pow(Mul(4, s0, u0), Rational(1, 2))", "Mul(2, Pow(u0, Rational(1, 2)), Pow(s0, Rational(1, 2)))" },
  { "a negative product under a root", "Pow(Mul(-4, s0, u0), Rational(1, 2))", "Mul(2, Pow(s0, Rational(1, 2)), Pow(Mul(-1, u0), Rational(1, 2)))" },
  { "a sum", "Pow(Add(1, s0), 2)", "Pow(Add(1, s0), 2)" },
  { "a negative base, even exponent", "Pow(-2, Mul(2, u0))", "Pow(2, Mul(2, u0))" },
  { "-1 to an odd exponent", "Pow(-1, Add(1, Mul(2, u0)))", "-1" },
  { "a symbolic exponent", "Pow(2, s0)", "Pow(2, s0)" },
  { "0 to a positive exponent", "Pow(0, s0)", "0" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/pow", rows, G_N_ELEMENTS (rows), NULL);
  return g_test_run ();
}
