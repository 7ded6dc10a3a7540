/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Numbers: exact ones, doubles, infinities. */

static const ExprRow rows[] = {
  { "two integers", "Add(2, 3)", "5" },
  { "integers beyond a word", "Add(9223372036854775807, 1)", "9223372036854775808" },
  { "a product beyond a word", "Mul(9223372036854775807, -9223372036854775807)", "-85070591730234615847396907784232501249" },
  { "fractions add up exactly", "Add(Rational(1, 3), Rational(1, 6))", "Rational(1, 2)" },
  { "fractions add up to an integer", "Add(Rational(1, 2), Rational(3, 2))", "2" },
  { "a fraction times its inverse", "Mul(Rational(2, 3), Rational(3, 2))", "1" },
  { "floats are doubles", "Add(0.1, 0.2)", "0.30000000000000004" },
  { "a float times an integer", "Mul(0.1, 3)", "0.30000000000000004" },
  { "a float plus a fraction", "Add(0.5, Rational(1, 3))", "0.8333333333333333" },
  { "a large integer is rounded before it meets a float", "Add(0.5, 9007199254740993)", "9007199254740992.0" },
  { "floats that cancel leave the integer 0", "Add(2.5, -2.5)", "0" },
  { "zero as a float stays", "Mul(1, 0.0)", "0.0" },
  { "zero times a float is the integer 0", "Mul(0, 2.5)", "0" },
  { "int_oo takes in an integer", "Add(int_oo, -7)", "int_oo" },
  { "int_oo takes in a float", "Add(int_oo, 2.5)", "int_oo" },
  { "a float that meets int_oo gives oo", "Add(2.5, int_oo)", "oo" },
  { "int_oo less int_oo", "Add(int_oo, -int_oo)", "nan" },
  { "oo less int_oo", "Add(oo, -int_oo)", "oo" },
  { "int_oo less oo", "Add(int_oo, -oo)", "-oo" },
  { "oo less oo", "Add(oo, -oo)", "nan" },
  { "-int_oo and -oo", "Add(-int_oo, -oo)", "-int_oo" },
  { "-oo and -int_oo", "Add(-oo, -int_oo)", "-oo" },
  { "int_oo times a negative", "Mul(-2, int_oo)", "-int_oo" },
  { "int_oo times zero", "Mul(0, int_oo)", "nan" },
  { "int_oo times oo", "Mul(int_oo, oo)", "int_oo" },
  { "oo times int_oo", "Mul(oo, int_oo)", "oo" },
  { "a float times -int_oo", "Mul(-1.5, -int_oo)", "oo" },
  { "nan wins", "Add(oo, nan)", "nan" },
  { "zoo and a number", "Add(zoo, 5)", "zoo" },
  { "zoo and oo", "Add(zoo, oo)", "nan" },
  { "zoo times zero", "Mul(zoo, 0)", "nan" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/number", rows, G_N_ELEMENTS (rows), NULL);
  return g_test_run ();
}
