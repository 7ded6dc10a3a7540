/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"
#include "test-rows.h"

#include "shaperec/expr/shape-print-private.h"

/* What the three printers write. The rows were asked of the reference; `!Class` is what it raises. */

typedef struct
{
  const char *desc;
  const char *expr;
  const char *sympy;
  const char *python;
  const char *cpp;
} PrintCase;

static const PrintCase print_cases[] = {
  { "a symbol", "s0",
    "s0",
    "s0",
    "s0" },
  { "an integer", "-3",
    "-3",
    "-3",
    "-3L" },
  { "one at the edge of a word", "-9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775808",
    "(-1L << 63)" },
  { "one beyond", "9223372036854775808",
    "9223372036854775808",
    "9223372036854775808",
    "!OverflowError" },
  { "a fraction", "Rational(-1, 2)",
    "-1/2",
    "-1/2",
    "-1.0/2.0" },
  { "a float alone", "0.1",
    "0.100000000000000",
    "0.10000000000000001",
    "0.10000000000000001" },
  { "a float among others", "Add(0.1, zf0)",
    "zf0 + 0.1",
    "0.10000000000000001 + zf0",
    "0.10000000000000001 + zf0" },
  { "a small float", "Lt(zf0, 1e-05)",
    "zf0 < 1.0e-5",
    "zf0 < 1.0000000000000001e-5",
    "zf0 < 1.0000000000000001e-5" },
  { "a large float", "Lt(zf0, 1e+22)",
    "zf0 < 1.0e+22",
    "zf0 < 1.0000000000000000e+22",
    "zf0 < 1.0000000000000000e+22" },
  { "a float whose digits tie", "Lt(zf0, 1234567890123.125)",
    "zf0 < 1234567890123.13",
    "zf0 < 1234567890123.1250",
    "zf0 < 1234567890123.1250" },
  { "infinities", "Max(oo, zf0)",
    "Max(oo, zf0)",
    "max(math.inf, zf0)",
    "std::max(static_cast<double>(std::numeric_limits<double>::infinity()), static_cast<double>(zf0))" },
  { "the least infinity", "-oo",
    "-oo",
    "-math.inf",
    "-std::numeric_limits<double>::infinity()" },
  { "not a number", "nan",
    "nan",
    "math.nan",
    "std::numeric_limits<double>::quiet_NaN()" },
  { "an infinite integer", "int_oo",
    "int_oo",
    "IntInfinity()",
    "IntInfinity()" },
  { "truth", "True",
    "True",
    "True",
    "true" },
  { "a sum", "Add(-1, s0, Mul(2, s1))",
    "s0 + 2*s1 - 1",
    "(-1) + s0 + 2*s1",
    "(-1L) + s0 + 2L*s1" },
  { "a number less a term", "Add(3, Mul(-1, s0))",
    "3 - s0",
    "3 + ((-1)*s0)",
    "3L + ((-1L)*s0)" },
  { "a sum by degree", "Add(s0, Pow(s1, 2), Mul(u0, Pow(s0, 2)), Mul(s0, s1))",
    "s0**2*u0 + s0*s1 + s0 + s1**2",
    "s0 + s1*s1 + u0*s0*s0 + s0*s1",
    "s0 + static_cast<int64_t>(s1*s1) + u0*static_cast<int64_t>(s0*s0) + s0*s1" },
  { "a negative product", "Mul(-2, s0, s1)",
    "-2*s0*s1",
    "(-2)*s0*s1",
    "(-2L)*s0*s1" },
  { "a product of sums", "Mul(Add(1, s0), Add(-2, u0))",
    "(s0 + 1)*(u0 - 2)",
    "(1 + s0)*((-2) + u0)",
    "(1L + s0)*((-2L) + u0)" },
  { "a quotient", "Mul(s0, Pow(s1, -1))",
    "s0/s1",
    "!AssertionError",
    "s0*1.0/s1" },
  { "a quotient of products", "Mul(Rational(3, 2), s0, Pow(u0, -1), Pow(s1, -1))",
    "3*s0/(2*s1*u0)",
    "!AssertionError",
    "(3.0/2.0)*s0*1.0/u0*1.0/s1" },
  { "a negative fraction of a symbol", "Mul(Rational(-1, 2), s0)",
    "-s0/2",
    "(-1/2)*s0",
    "(-1.0/2.0)*s0" },
  { "a square", "Pow(s0, 2)",
    "s0**2",
    "s0*s0",
    "static_cast<int64_t>(s0*s0)" },
  { "a square of a sum", "Pow(Add(1, u0), 2)",
    "(u0 + 1)**2",
    "(1 + u0)*(1 + u0)",
    "static_cast<int64_t>((1L + u0)*(1L + u0))" },
  { "an inverse square", "Pow(s0, -2)",
    "s0**(-2)",
    "!AssertionError",
    "1.0/(s0*s0)" },
  { "a root", "Pow(s0, Rational(1, 2))",
    "sqrt(s0)",
    "!AssertionError",
    "std::pow(s0, 0.5)" },
  { "an inverse root", "Pow(s0, Rational(-1, 2))",
    "1/sqrt(s0)",
    "!AssertionError",
    "std::pow(s0, -0.5)" },
  { "a cube root", "Pow(s0, Rational(1, 3))",
    "s0**(1/3)",
    "!AssertionError",
    "std::pow(s0, 0.3333333333333333)" },
  { "a symbolic power", "Pow(s0, s1)",
    "s0**s1",
    "!TypeError",
    "!TypeError" },
  { "an unevaluated product", "Mul(1, s0)",
    "1*s0",
    "1*s0",
    "1L*s0" },
  { "an equality", "Eq(s0, Add(1, s1))",
    "Eq(s0, s1 + 1)",
    "s0 == (1 + s1)",
    "s0 == (1L + s1)" },
  { "an inequality", "Ne(Mul(s0, s1), 3)",
    "Ne(s0*s1, 3)",
    "(s0*s1) != 3",
    "(s0*s1) != 3L" },
  { "less", "Lt(s0, 3)",
    "s0 < 3",
    "s0 < 3",
    "s0 < 3L" },
  { "at least", "Ge(u0, Add(-1, s0))",
    "u0 >= s0 - 1",
    "u0 >= (-1) + s0",
    "u0 >= (-1L) + s0" },
  { "a conjunction", "And(Eq(u0, 1), Lt(s0, 3))",
    "Eq(u0, 1) & (s0 < 3)",
    "u0 == 1 and s0 < 3",
    "u0 == 1L & (s0 < 3L)" },
  { "a disjunction", "Or(Lt(s0, 3), Lt(u0, 1))",
    "(s0 < 3) | (u0 < 1)",
    "s0 < 3 or u0 < 1",
    "s0 < 3L || u0 < 1L" },
  { "a negation", "Not(And(Lt(s0, 3), Lt(u0, 1)))",
    "~((s0 < 3) & (u0 < 1))",
    "not (s0 < 3 and u0 < 1)",
    "not ((s0 < 3L) & (u0 < 1L))" },
  { "a rounded quotient", "FloorDiv(Add(1, u0), s0)",
    "((u0 + 1)//s0)",
    "(1 + u0) // s0",
    "c10::div_floor_integer(static_cast<int64_t>(1L + u0), static_cast<int64_t>(s0))" },
  { "one in a product", "Mul(3, FloorDiv(u0, s0))",
    "3*((u0//s0))",
    "3*(u0 // s0)",
    "3L*(c10::div_floor_integer(static_cast<int64_t>(u0), static_cast<int64_t>(s0)))" },
  { "a clean quotient", "CleanDiv(s0, s1)",
    "(s0//s1)",
    "s0 // s1",
    "c10::div_floor_integer(static_cast<int64_t>(s0), static_cast<int64_t>(s1))" },
  { "a remainder", "Mod(Add(1, s0), 4)",
    "Mod(s0 + 1, 4)",
    "(1 + s0) % 4",
    "(1L + s0) % 4L" },
  { "a remainder of Python", "PythonMod(u0, s0)",
    "PythonMod(u0, s0)",
    "u0 % s0",
    "c10::div_mod(u0, s0)" },
  { "an index", "ModularIndexing(s0, 2, s1)",
    "ModularIndexing(s0, 2, s1)",
    "((s0 // 2) % s1)",
    "(static_cast<int64_t>(c10::div_floor_integer(static_cast<int64_t>(s0), static_cast<int64_t>(2L))) % static_cast<int64_t>(s1))" },
  { "an index without a divisor", "ModularIndexing(s0, 1, s1)",
    "ModularIndexing(s0, 1, s1)",
    "(s0 % s1)",
    "(static_cast<int64_t>(s0) % static_cast<int64_t>(s1))" },
  { "a choice", "Where(Gt(s0, 1), s0, Add(1, u0))",
    "Where(s0 > 1, s0, u0 + 1)",
    "Where(s0 > 1, s0, 1 + u0)",
    "(s0 > 1L) ? s0 : (1L + u0)" },
  { "what may not commute comes last", "Mul(OpaqueUnaryFn_log2(Where(Ne(2, s2), zf0, 2)), ToFloat(u0))",
    "ToFloat(u0)*OpaqueUnaryFn_log2(Where(Ne(2, s2), zf0, 2))",
    "torch.sym_float(u0)*math.log2(Where(2 != s2, zf0, 2))",
    "static_cast<double>(u0)*std::log2((2L != s2) ? zf0 : 2L)" },
  { "a sum with it comes last", "Mul(Add(2, Where(Gt(2, s1), zf0, 2)), IntTrueDiv(s0, 1))",
    "(IntTrueDiv(s0, 1))*(2 + (Where(2 > s1, zf0, 2)))",
    "(s0 / 1)*(2 + (Where(2 > s1, zf0, 2)))",
    "(static_cast<double>(s0) / static_cast<double>(1L))*(2L + ((2L > s1) ? zf0 : 2L))" },
  { "a disjunction commutes", "Add(2, Where(Or(Gt(s0, 2), Ne(7, s0)), zf0, 2))",
    "(Where((s0 > 2) | Ne(7, s0), zf0, 2)) + 2",
    "2 + (Where(s0 > 2 or 7 != s0, zf0, 2))",
    "2L + ((s0 > 2L || 7L != s0) ? zf0 : 2L)" },
  { "an Identity of minus infinity comes last", "Add(3, Identity(-int_oo))",
    "3 + ((-int_oo))",
    "3 + (NegativeIntInfinity())",
    "3L + (NegativeIntInfinity())" },
  { "an extremum of two", "Max(s0, u0)",
    "Max(s0, u0)",
    "max(s0, u0)",
    "std::max(static_cast<int64_t>(s0), static_cast<int64_t>(u0))" },
  { "of three", "Min(s0, u0, FloorDiv(s1, 2))",
    "Min(s0, u0, (s1//2))",
    "min(s0, u0, s1 // 2)",
    "std::min<int64_t>({s0, u0, c10::div_floor_integer(static_cast<int64_t>(s1), static_cast<int64_t>(2L))})" },
  { "of floats", "Max(1.5, zf0)",
    "Max(1.5, zf0)",
    "max(1.5000000000000000, zf0)",
    "std::max(static_cast<double>(1.5000000000000000), static_cast<double>(zf0))" },
  { "the order of display", "Max(s2, u0, Mul(2, s2))",
    "Max(s2, 2*s2, u0)",
    "max(s2, u0, 2*s2)",
    "std::max<int64_t>({s2, u0, 2L*s2})" },
  { "a power by a natural", "PowByNatural(2, s0)",
    "PowByNatural(2, s0)",
    "2 ** s0",
    "(1 << (s0))" },
  { "with another base", "PowByNatural(s1, s0)",
    "PowByNatural(s1, s0)",
    "s1 ** s0",
    "!NotImplementedError" },
  { "a float power", "FloatPow(zf0, 2.0)",
    "FloatPow(zf0, 2.0)",
    "zf0 ** 2.0000000000000000",
    "std::pow(zf0, 2.0000000000000000)" },
  { "a true quotient", "IntTrueDiv(s0, Add(1, s1))",
    "IntTrueDiv(s0, s1 + 1)",
    "s0 / (1 + s1)",
    "static_cast<double>(s0) / static_cast<double>(1L + s1)" },
  { "a float quotient", "FloatTrueDiv(zf0, Add(1, zf0))",
    "FloatTrueDiv(zf0, zf0 + 1)",
    "(zf0 / (1 + zf0))",
    "(zf0 / (1L + zf0))" },
  { "rounding", "Add(CeilToInt(zf0), FloorToInt(zf0))",
    "CeilToInt(zf0) + FloorToInt(zf0)",
    "math.ceil(zf0) + math.floor(zf0)",
    "static_cast<int64_t>(std::ceil(zf0)) + static_cast<int64_t>(std::floor(zf0))" },
  { "truncation", "TruncToInt(zf0)",
    "TruncToInt(zf0)",
    "math.trunc(zf0)",
    "static_cast<int64_t>(std::trunc(zf0))" },
  { "truncation to a float", "TruncToFloat(zf0)",
    "TruncToFloat(zf0)",
    "!NotImplementedError",
    "std::trunc(zf0)" },
  { "rounding to integer", "RoundToInt(zf0)",
    "RoundToInt(zf0)",
    "round(zf0)",
    "std::lrint(zf0)" },
  { "rounding to digits", "RoundDecimal(zf0, 2)",
    "RoundDecimal(zf0, 2)",
    "round(zf0, 2)",
    "static_cast<double>(std::nearbyint(1e2 * zf0) * 1e-2)" },
  { "a conversion", "ToFloat(s0)",
    "ToFloat(s0)",
    "torch.sym_float(s0)",
    "static_cast<double>(s0)" },
  { "an identity", "Mul(s1, Identity(Add(1, s0)))",
    "s1*((s0 + 1))",
    "s1*(1 + s0)",
    "s1*(1L + s0)" },
  { "bits", "BitwiseFn_bitwise_and(s0, BitwiseFn_bitwise_or(u0, BitwiseFn_bitwise_xor(u0, 1)))",
    "BitwiseFn_bitwise_and(s0, BitwiseFn_bitwise_or(u0, BitwiseFn_bitwise_xor(u0, 1)))",
    "s0 & (u0 | u0 ^ 1)",
    "s0 & (u0 | u0 ^ 1L)" },
  { "a square root", "OpaqueUnaryFn_sqrt(zf0)",
    "OpaqueUnaryFn_sqrt(zf0)",
    "torch._sym_sqrt(zf0)",
    "std::sqrt(zf0)" },
  { "a sine", "OpaqueUnaryFn_sin(zf0)",
    "OpaqueUnaryFn_sin(zf0)",
    "math.sin(zf0)",
    "math.sin(zf0)" },
  { "a function without a rule", "OpaqueUnaryFn_exp(zf0)",
    "OpaqueUnaryFn_exp(zf0)",
    "OpaqueUnaryFn_exp(zf0)",
    "OpaqueUnaryFn_exp(zf0)" },
  { "a density indicator", "IsNonOverlappingAndDenseIndicator(s0, s1, u0, u1)",
    "IsNonOverlappingAndDenseIndicator(s0, s1, u0, u1)",
    "IsNonOverlappingAndDenseIndicator(s0, s1, u0, u1)",
    "IsNonOverlappingAndDenseIndicator(s0, s1, u0, u1)" },
  { "a power of an Identity of a number", "Add(3, Pow(Identity(2), 4))",
    "((2))**4 + 3",
    "3 + (2)*(2)*(2)*(2)",
    "3L + static_cast<int64_t>((2L)*(2L)*(2L)*(2L))" },
  { "a bound by oo of a sum with minus signs, which stands first",
    "And(Eq(s0, 2), Lt(Add(Mul(-1, OpaqueUnaryFn_exp(zf0)), Mul(-1, OpaqueUnaryFn_exp(zf1))), oo))",
    "(-OpaqueUnaryFn_exp(zf0) - OpaqueUnaryFn_exp(zf1) < oo) & Eq(s0, 2)",
    "s0 == 2 and ((-1)*OpaqueUnaryFn_exp(zf0)) + ((-1)*OpaqueUnaryFn_exp(zf1)) < math.inf",
    "(((-1L)*OpaqueUnaryFn_exp(zf0)) + ((-1L)*OpaqueUnaryFn_exp(zf1)) < std::numeric_limits<double>::infinity()) & s0 == 2L" },
  { "a bound by -oo of such a sum, which does not",
    "And(Eq(s0, 2), Gt(Add(Mul(-1, OpaqueUnaryFn_exp(zf0)), Mul(-1, OpaqueUnaryFn_exp(zf1))), -oo))",
    "Eq(s0, 2) & (-OpaqueUnaryFn_exp(zf0) - OpaqueUnaryFn_exp(zf1) > -oo)",
    "s0 == 2 and ((-1)*OpaqueUnaryFn_exp(zf0)) + ((-1)*OpaqueUnaryFn_exp(zf1)) > -math.inf",
    "s0 == 2L & (((-1L)*OpaqueUnaryFn_exp(zf0)) + ((-1L)*OpaqueUnaryFn_exp(zf1)) > -std::numeric_limits<double>::infinity())" },
};

static ShapeNode *
parse (ShapeExprPool *pool,
       const char    *text)
{
  g_autoptr (GError) error = NULL;
  ShapeNode *node = expr_table_read (pool, text, FALSE, &error);

  g_assert_no_error (error);
  return node;
}

static void
check (ShapeNode  *node,
       char       *text,
       const char *expected)
{
  g_autoptr (GError) error = NULL;

  if (!shape_pool_check (node->pool, &error))
    {
      g_assert_null (text);
      text = g_strconcat ("!", shape_error_get_class_name ((ShapeError) error->code), NULL);
    }
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

/* SymPy finds no end in a maximum of Identities, where it sorts the terms of a sum. */
static void
test_endless (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autofree char *text = shape_node_to_sympy_str (parse (pool, "Add(3, Max(2, Identity(3)))"));
  g_autoptr (GError) error = NULL;

  g_assert_false (shape_pool_check (pool, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_RECURSION);
}

static void
test_languages (gconstpointer data)
{
  const PrintCase *c = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *node = parse (pool, c->expr);

  check (node, shape_node_to_string (node), c->expr);
  check (node, shape_node_to_sympy_str (node), c->sympy);
  check (node, shape_node_to_python (node), c->python);
  check (node, shape_node_to_cpp (node), c->cpp);
}

typedef struct
{
  const char *desc;
  double      value;
  guint       n_digits;
  gboolean    strip_zeros;
  const char *decimal;
} DecimalCase;

static const DecimalCase decimal_cases[] = {
  { "zero", 0.0, 15, FALSE, "0.0" },
  { "whole", 2.0, 15, FALSE, "2.00000000000000" },
  { "whole, stripped", 2.0, 15, TRUE, "2.0" },
  { "all digits before the point", 123456789012345.0, 15, FALSE, "123456789012345." },
  { "the same, stripped", 123456789012345.0, 15, TRUE, "123456789012345.0" },
  { "one digit too many", 1234567890123456.0, 15, TRUE, "1.23456789012346e+15" },
  { "a carry through all digits", 999999999999999.9, 15, TRUE, "1.0e+15" },
  { "a tie goes up", 1234567890123.125, 15, TRUE, "1234567890123.13" },
  { "small", 0.0001, 15, TRUE, "0.0001" },
  { "smaller", 0.00001, 15, TRUE, "1.0e-5" },
  { "the least", 5e-324, 15, TRUE, "4.94065645841247e-324" },
  { "negative", -0.5, 17, FALSE, "-0.50000000000000000" },
};

static void
test_decimal (gconstpointer data)
{
  const DecimalCase *c = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  shape_print_decimal (shape_node_float (pool, c->value), c->n_digits, c->strip_zeros, out);
  g_assert_cmpstr (out->str, ==, c->decimal);
}

/* Floats that are no doubles, by what they are made of. */
typedef struct
{
  const char *desc;
  const char *input;
  const char *sympy;
  const char *python;
} WideCase;

static const WideCase wide_cases[] = {
  { "an integer of 17 digits", "ToFloat(10000000000000001)", "10000000000000001.", "10000000000000001." },
  { "one of 16", "ToFloat(1234567890123456)", "1234567890123456.", "1234567890123456." },
  { "a power of two of 18", "ToFloat(144115188075855872)", "144115188075855872.", "144115188075855872." },
  { "an integer of 26 digits", "ToFloat(30000000000000000000000000)", "30000000000000000000000000.", "30000000000000000000000000." },
  { "a product with a double", "Mul(0.1, ToFloat(100000000000000000001))", "10000000000000000555.2", "10000000000000000555.2" },
  { "beyond the doubles", "Pow(6.0, 700000)", "7.50358057670997e+544705", "7.5035805767099718e+544705" },
  { "below them", "Pow(6.0, -700000)", "1.33269709011169e-544706", "1.3326970901116930e-544706" },
};

static void
test_wide (gconstpointer data)
{
  const WideCase *c = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *node = expr_table_read (pool, c->input, TRUE, NULL);
  g_autofree char *sympy = shape_node_to_sympy_str (node);
  g_autofree char *python = shape_node_to_python (node);

  g_assert_cmpstr (sympy, ==, c->sympy);
  g_assert_cmpstr (python, ==, c->python);
}

typedef struct
{
  const char *desc;
  double      value;
  const char *text;
} ShortestCase;

static const ShortestCase shortest_cases[] = {
  { "zero", 0.0, "0.0" },
  { "negative zero", -0.0, "-0.0" },
  { "whole", 2.0, "2.0" },
  { "whole, of 16 digits", 9007199254740991.0, "9007199254740991.0" },
  { "a tenth", 0.1, "0.1" },
  { "small", 1e-05, "1e-05" },
  { "17 digits", 0.35355339059327373, "0.35355339059327373" },
  { "16 digits", 0.3535533905932738, "0.3535533905932738" },
  { "2**52 + 2 over a power of ten", 4.503599627370498, "4.503599627370498" },
  { "2**51 + 1 over a power of ten", 0.2251799813685249, "0.2251799813685249" },
  { "the last before an exponent", 9999999999999998.0, "9999999999999998.0" },
  { "with an exponent", 1e+16, "1e+16" },
  { "2**89", 6.189700196426902e+26, "6.189700196426902e+26" },
  { "2**-44, where the gap below is the smaller", 5.684341886080802e-14, "5.684341886080802e-14" },
  { "2**-957, likewise, and out of reach of 128 bits", 8.209073602596753e-289, "8.209073602596753e-289" },
  { "the least", 5e-324, "5e-324" },
  { "the greatest", 1.7976931348623157e+308, "1.7976931348623157e+308" },
  { "the least that is normal", 2.2250738585072014e-308, "2.2250738585072014e-308" },
};

static void
test_shortest (gconstpointer data)
{
  const ShortestCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);

  shape_print_double (c->value, out);
  g_assert_cmpstr (out->str, ==, c->text);
}

/* Doubles of all magnitudes read back as they were. */
static void
test_double (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < 20000; i++)
    {
      union { guint64 bits; double value; } number;

      number.bits = ((guint64) g_test_rand_int () << 32) | (guint32) g_test_rand_int ();
      if (number.value - number.value != 0)
        continue;
      g_string_truncate (out, 0);
      shape_print_double (number.value, out);
      g_assert_cmpfloat (g_ascii_strtod (out->str, NULL), ==, number.value);
      g_assert_cmpuint (out->len, <=, 24);
    }
}

static void
test_too_long (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *node = expr_table_tower (parse (pool, "s0"));
  char *(*const printers[]) (ShapeNode *) = { shape_node_to_sympy_str, shape_node_to_python, shape_node_to_cpp };
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (printers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *cut = printers[i] (node);

      g_assert_cmpstr (cut, ==, printers[i] == shape_node_to_sympy_str ? "…" : NULL);
      g_assert_false (shape_pool_check (pool, &error));
      g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
    }
  text = shape_expr_to_string (node);
  g_assert_true (g_str_has_suffix (text, "…"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/print/languages", print_cases, test_languages);
  g_test_add_func ("/shaperec/print/endless", test_endless);
  test_rows_add ("/shaperec/print/decimal", decimal_cases, test_decimal);
  test_rows_add ("/shaperec/print/wide", wide_cases, test_wide);
  test_rows_add ("/shaperec/print/shortest", shortest_cases, test_shortest);
  g_test_add_func ("/shaperec/print/double", test_double);
  g_test_add_func ("/shaperec/print/too-long", test_too_long);
  return g_test_run ();
}
