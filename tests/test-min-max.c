/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Construction of Max and Min. */

static const ExprRow rows[] = {
  { "numbers", "Max(1, 3, 2)", "3" },
  { "one", "Max(u0)", "u0" },
  { "a float fails at an Identity of a number", "Min(Identity(2), Max(0.5, s0))", "raises AttributeError" },
  { "nothing", "Max()", "-oo" },
  { "nothing of Min", "Min()", "oo" },
  { "twice the same", "Max(u0, u0)", "u0" },
  { "nested", "Max(u0, Max(u1, s0))", "Max(s0, u0, u1)" },
  { "numbers of nested ones", "Max(3, Max(u0, 5))", "Max(5, u0)" },
  { "oo decides", "Max(u0, oo)", "oo" },
  { "-oo adds nothing", "Max(u0, -oo)", "u0" },
  { "int_oo stays", "Max(u0, int_oo)", "Max(int_oo, u0)" },
  { "1 and a size", "Max(1, s0)", "s0" },
  { "1 and a size, the other way", "Min(1, s0)", "1" },
  { "0 and what is not negative", "Max(0, Mod(u0, 2))", "Mod(u0, 2)" },
  { "0 and what may be", "Max(0, u0)", "Max(0, u0)" },
  { "2 and a size stay", "Max(2, s0)", "Max(2, s0)" },
  { "1 and two sizes stay", "Max(1, s0, s1)", "Max(1, s0, s1)" },
  { "multiples", "Max(Mul(2, s0), Mul(3, s0))", "Mul(3, s0)" },
  { "multiples, the other way", "Min(Mul(2, s0), Mul(3, s0))", "Mul(2, s0)" },
  { "multiples of unknown sign", "Max(Mul(2, u0), Mul(3, u0))", "Max(Mul(2, u0), Mul(3, u0))" },
  { "three multiples stay", "Max(Mul(2, s0), Mul(3, s0), u0)", "Max(u0, Mul(2, s0), Mul(3, s0))" },
  { "sums are not compared", "Max(s0, Add(s0, 1))", "Max(s0, Add(1, s0))" },
  { "sums of different symbols", "Max(Max(Add(s0, s1), Add(s2, u0)), Add(u1, s3))", "Max(Add(s0, s1), Add(u0, s2), Add(u1, s3))" },
  { "a nested opposite with the same argument", "Max(u0, Min(u0, u1))", "u0" },
  { "within a nested opposite", "Max(u0, Min(u1, Max(u0, s0)))", "Max(u0, Min(s0, u1))" },
  { "common arguments", "Max(Min(u0, u1), Min(u0, s0))", "Min(u0, Max(s0, u1))" },
  { "all are common", "Max(Min(u0, u1, s0), Min(u0, u1))", "Min(u0, u1)" },
  { "a number that is beaten", "Max(3, Min(2, u0))", "3" },
  { "a number that is not", "Max(3, Min(4, u0))", "Max(3, Min(4, u0))" },
  { "floats", "Max(1e-05, 2.0)", "2.0" },
  { "a float and an integer of one value", "Max(2.0, 2)", "2.0" },
  { "0.0", "Max(0.0, Pow(zf0, 2))", "Pow(zf0, 2)" },
  { "a function of Identities of numbers inside", "Max(1, Max(Identity(2), 3))", "raises RecursionError" },
  { "the same in a relation", "Gt(3, Max(Identity(2), 2))", "raises RecursionError" },
  { "infinity and cos of infinity", "Max(oo, OpaqueUnaryFn_cos(-oo))", "oo" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/min-max", rows, G_N_ELEMENTS (rows), NULL);
  return g_test_run ();
}
