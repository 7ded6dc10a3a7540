/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Functions of numbers, and what is known of others; the answers are PyTorch's. */

static const ExprRow true_div_rows[] = {
  { "integers", "IntTrueDiv(7, 2)", "3.5" },
  { "by zero", "IntTrueDiv(s0, 0)", "raises ZeroDivisionError" },
  { "beyond doubles", "IntTrueDiv(100000000000000000000001, 100000000000000000000000)", "1.0" },
  { "half to even", "IntTrueDiv(36028797018963970, 4)", "9007199254740992.0" },
  { "rounded once", "IntTrueDiv(9007199254740993, 3)", "3002399751580331.0" },
  { "a fraction", "IntTrueDiv(3, 4)", "0.75" },
  { "a subnormal, which rounding twice would make larger", "IntTrueDiv(1729382256910270463, Pow(2, 1134))", "5e-324" },
  { "an infinity", "IntTrueDiv(int_oo, -2)", "-oo" },
  { "by an infinity", "IntTrueDiv(5, int_oo)", "0.0" },
  { "infinities", "IntTrueDiv(int_oo, int_oo)", "nan" },
  { "symbols", "IntTrueDiv(s0, s1)", "IntTrueDiv(s0, s1)" },
  { "itself", "IntTrueDiv(s0, s0)", "IntTrueDiv(s0, s0)" },
  { "floats stay", "IntTrueDiv(1.5, 2)", "IntTrueDiv(1.5, 2)" },
  { "of floats", "FloatTrueDiv(1.0, 3.0)", "0.3333333333333333" },
  { "of floats by zero", "FloatTrueDiv(1.0, 0.0)", "raises ZeroDivisionError" },
  { "of a real", "FloatTrueDiv(zf0, 2.0)", "FloatTrueDiv(zf0, 2.0)" },
  { "of a real and itself", "FloatTrueDiv(zf0, zf0)", "FloatTrueDiv(zf0, zf0)" },
};

static const ExprRow power_rows[] = {
  { "integers", "PowByNatural(3, 4)", "81" },
  { "of a negative", "PowByNatural(-3, 3)", "-27" },
  { "too big", "PowByNatural(2, 63)", "int_oo" },
  { "the largest", "PowByNatural(2, 62)", "4611686018427387904" },
  { "too small", "PowByNatural(-2, 63)", "-int_oo" },
  { "zero", "PowByNatural(0, 0)", "1" },
  { "negative exponent", "PowByNatural(2, -1)", "raises ValueError" },
  { "one to a big exponent", "PowByNatural(1, 10000000000000000000000)", "1" },
  { "minus one to a big exponent", "PowByNatural(-1, 10000000000000000000001)", "-1" },
  { "a symbol", "PowByNatural(s0, 3)", "Pow(s0, 3)" },
  { "to a symbol", "PowByNatural(2, s0)", "PowByNatural(2, s0)" },
  { "to an infinity", "PowByNatural(s0, int_oo)", "int_oo" },
  { "of a negative to an infinity", "PowByNatural(-2, oo)", "zoo" },
  { "of anything to an infinity", "PowByNatural(u0, int_oo)", "PowByNatural(u0, int_oo)" },
  { "floats", "FloatPow(2.0, 0.5)", "1.4142135623730951" },
  { "zero to a negative", "FloatPow(0.0, -1.0)", "raises ZeroDivisionError" },
  { "a negative to a fraction", "FloatPow(-8.0, 0.5)", "raises TypeError" },
  { "out of range", "FloatPow(10.0, 400.0)", "raises OverflowError" },
  { "zero to zero", "FloatPow(0.0, 0.0)", "1.0" },
  { "of a real", "FloatPow(zf0, 2.0)", "FloatPow(zf0, 2.0)" },
  { "left", "LShift(3, 4)", "48" },
  { "left by a symbol", "LShift(u0, s0)", "Mul(u0, PowByNatural(2, s0))" },
  { "left by a negative", "LShift(3, -1)", "raises ValueError" },
  { "right", "RShift(-5, 1)", "-3" },
  { "right of a multiple", "RShift(Mul(8, u0), 2)", "Mul(2, u0)" },
  { "right by a symbol", "RShift(u0, s0)", "FloorDiv(u0, PowByNatural(2, s0))" },
  { "right by a negative", "RShift(s0, -1)", "raises ValueError" },
};

static const ExprRow rounding_rows[] = {
  { "up", "CeilToInt(2.1)", "3" },
  { "up, negative", "CeilToInt(-2.9)", "-2" },
  { "down", "FloorToInt(-2.1)", "-3" },
  { "down, of a big integer", "FloorToInt(1180591620717411303425)", "1180591620717411303425" },
  { "up, of a big integer", "CeilToInt(1180591620717411303425)", "1180591620717411303424" },
  { "to zero", "TruncToInt(-2.9)", "-2" },
  { "to even", "RoundToInt(2.5)", "2" },
  { "to even, up", "RoundToInt(3.5)", "4" },
  { "of an infinity", "CeilToInt(oo)", "int_oo" },
  { "of an integer infinity", "FloorToInt(-int_oo)", "-int_oo" },
  { "round an integer infinity", "RoundToInt(int_oo)", "raises OverflowError" },
  { "nan", "TruncToInt(nan)", "raises ValueError" },
  { "of a real", "RoundToInt(zf0)", "RoundToInt(zf0)" },
  { "to float", "TruncToFloat(-2.9)", "-2.0" },
  { "to float, of an infinity", "TruncToFloat(int_oo)", "raises OverflowError" },
  { "two digits", "RoundDecimal(2.675, 2)", "2.67" },
  { "two digits, a tie", "RoundDecimal(0.125, 2)", "0.12" },
  { "tens", "RoundDecimal(25, -1)", "20.0" },
  { "no digits left", "RoundDecimal(1.5, -400)", "0.0" },
  { "more digits than there are", "RoundDecimal(0.1, 400)", "0.1" },
  { "out of range", "RoundDecimal(1.7e308, -308)", "raises OverflowError" },
  { "digits of a symbol", "RoundDecimal(zf0, 2)", "RoundDecimal(zf0, 2)" },
  { "a float of an integer", "ToFloat(3)", "3.0" },
  { "a float of an infinity", "ToFloat(int_oo)", "oo" },
  { "a float of a float", "ToFloat(2.5)", "ToFloat(2.5)" },
  { "a float of a symbol", "ToFloat(s0)", "ToFloat(s0)" },
};

static const ExprRow bitwise_rows[] = {
  { "and", "BitwiseFn_bitwise_and(12, 10)", "8" },
  { "or", "BitwiseFn_bitwise_or(12, 10)", "14" },
  { "xor", "BitwiseFn_bitwise_xor(12, 10)", "6" },
  { "of negatives", "BitwiseFn_bitwise_and(-5, 12)", "8" },
  { "a truth value and an integer", "BitwiseFn_bitwise_or(True, 6)", "7" },
  { "truth values", "BitwiseFn_bitwise_and(True, False)", "False" },
  { "symbols", "BitwiseFn_bitwise_xor(u0, 3)", "BitwiseFn_bitwise_xor(u0, 3)" },
  { "relations", "BitwiseFn_bitwise_and(Lt(u0, 3), True)", "BitwiseFn_bitwise_and(Lt(u0, 3), True)" },
};

static const ExprRow opaque_rows[] = {
  { "sqrt", "OpaqueUnaryFn_sqrt(2)", "1.4142135623730951" },
  { "sqrt of a negative", "OpaqueUnaryFn_sqrt(-2)", "raises ValueError" },
  { "sqrt of -oo", "OpaqueUnaryFn_sqrt(-oo)", "Mul(oo, I)" },
  { "log2", "OpaqueUnaryFn_log2(8.0)", "3.0" },
  { "log of zero", "OpaqueUnaryFn_log(0)", "raises ValueError" },
  { "exp of -oo", "OpaqueUnaryFn_exp(-int_oo)", "0" },
  { "tanh of oo", "OpaqueUnaryFn_tanh(oo)", "1" },
  { "atan of -oo", "OpaqueUnaryFn_atan(-oo)", "Mul(Rational(-1, 2), pi)" },
  { "asin of oo", "OpaqueUnaryFn_asin(oo)", "Mul(-oo, I)" },
  { "a fraction stays", "OpaqueUnaryFn_cos(Rational(1, 2))", "OpaqueUnaryFn_cos(Rational(1, 2))" },
  { "a symbol", "OpaqueUnaryFn_sin(zf0)", "OpaqueUnaryFn_sin(zf0)" },
  { "exp that is too large for a double", "Ne(2, OpaqueUnaryFn_exp(1e+20))", "True" },
  { "sinh that is too large", "Lt(OpaqueUnaryFn_sinh(-1000.0), 2)", "True" },
  { "a long integer as a float", "Eq(ToFloat(100000000000000000001), 1e+20)", "False" },
  { "the same, to an integer", "FloorToInt(ToFloat(100000000000000000001))", "100000000000000000000" },
  { "beyond a double and back", "Mul(OpaqueUnaryFn_exp(1000.0), OpaqueUnaryFn_exp(-1000.0))", "0" },
  { "a power beyond a double", "Lt(1, Pow(6.0, 700000))", "True" },
  { "a power below a double", "Eq(0, Pow(6.0, -700000))", "False" },
  { "asin of what is too large", "OpaqueUnaryFn_asin(OpaqueUnaryFn_cosh(1e+20))", "raises ValueError" },
  { "what is too large is finite", "Lt(OpaqueUnaryFn_exp(1e+20), int_oo)", "True" },
};

static const ExprRow choice_rows[] = {
  { "true", "Where(True, s0, s1)", "s0" },
  { "false", "Where(False, s0, s1)", "s1" },
  { "neither", "Where(Lt(u0, 3), s0, s1)", "Where(Lt(u0, 3), s0, s1)" },
  { "the same either way", "Where(Lt(u0, 3), s0, s0)", "Where(Lt(u0, 3), s0, s0)" },
  { "an identity", "Identity(Add(s0, 1))", "Identity(Add(1, s0))" },
  { "in a sum", "Add(Identity(2), 3)", "Add(3, Identity(2))" },
  { "contiguous", "IsNonOverlappingAndDenseIndicator(3, 2, 2, 1)", "1" },
  { "transposed", "IsNonOverlappingAndDenseIndicator(3, 2, 1, 3)", "1" },
  { "a gap", "IsNonOverlappingAndDenseIndicator(3, 2, 1, 4)", "0" },
  { "the last size is anything", "IsNonOverlappingAndDenseIndicator(s0, 2, 2, 1)", "1" },
  { "a size in between", "IsNonOverlappingAndDenseIndicator(2, s0, 5, 2)", "IsNonOverlappingAndDenseIndicator(2, s0, 5, 2)" },
  { "a line", "IsNonOverlappingAndDenseIndicator(s0, 1)", "1" },
  { "a line with gaps", "IsNonOverlappingAndDenseIndicator(s0, 2)", "0" },
  { "a point", "IsNonOverlappingAndDenseIndicator(1, s0)", "1" },
  { "an odd number", "IsNonOverlappingAndDenseIndicator(1, 2, 3)", "raises AssertionError" },
  { "symbolic strides", "IsNonOverlappingAndDenseIndicator(2, 3, s0, s1)", "IsNonOverlappingAndDenseIndicator(2, 3, s0, s1)" },
  { "one apart", "IsNonOverlappingAndDenseIndicator(1, 2, 7, 1)", "1" },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/functions/true-div", true_div_rows, G_N_ELEMENTS (true_div_rows), NULL);
  expr_table_add ("/shaperec/functions/power", power_rows, G_N_ELEMENTS (power_rows), NULL);
  expr_table_add ("/shaperec/functions/rounding", rounding_rows, G_N_ELEMENTS (rounding_rows), NULL);
  expr_table_add ("/shaperec/functions/bitwise", bitwise_rows, G_N_ELEMENTS (bitwise_rows), NULL);
  expr_table_add ("/shaperec/functions/opaque", opaque_rows, G_N_ELEMENTS (opaque_rows), NULL);
  expr_table_add ("/shaperec/functions/choice", choice_rows, G_N_ELEMENTS (choice_rows), NULL);
  return g_test_run ();
}
