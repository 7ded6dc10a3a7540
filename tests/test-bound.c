/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "range-table.h"
#include "test-rows.h"

/* Ranges of expressions; the answers are the reference's. */

typedef struct
{
  const char *desc;
  const char *expr;
  const char *ranges;
  const char *expect;
} BoundCase;

static const BoundCase bound_cases[] = {
  { "a number", "7", "", "7 .. 7" },
  { "what is no number", "nan", "", "raises AssertionError" },
  { "a truth value", "True", "", "True .. True" },
  { "a positive symbol that is not given", "s0", "", "1 .. int_oo" },
  { "an integer that is not given", "u0", "", "-int_oo .. int_oo" },
  { "a number that is not given", "zuf0", "", "-oo .. oo" },
  { "a symbol that is given", "s0", "s0=2..8", "2 .. 8" },
  { "a sum", "Add(s0, s1, 3)", "s0=2..8;s1=1..int_oo", "6 .. int_oo" },
  { "a sum with a float", "Add(zf0, s0)", "zf0=0.5..1.5;s0=2..8", "2.5 .. 9.5" },
  { "a sum without bounds", "Add(u0, s0)", "s0=2..8", "-int_oo .. int_oo" },
  { "a product", "Mul(s0, s1)", "s0=2..8;s1=3..5", "6 .. 40" },
  { "a product of either sign", "Mul(u0, u1)", "u0=-4..8;u1=-3..5", "-24 .. 40" },
  { "zero times infinity", "Mul(u0, s0)", "u0=0..0", "0 .. 0" },
  { "a negative factor", "Mul(-2, s0)", "s0=2..int_oo", "-int_oo .. -4" },
  { "a square", "Pow(u0, 2)", "u0=-4..3", "0 .. 16" },
  { "a square away from zero", "Pow(u0, 2)", "u0=-4..-2", "4 .. 16" },
  { "a cube", "Pow(u0, 3)", "u0=-4..3", "-64 .. 27" },
  { "a cube beyond all sizes", "Pow(s0, 3)", "s0=2..4611686018427387904", "8 .. int_oo" },
  { "a square root", "Pow(s0, Rational(1, 2))", "s0=4..9", "2.0 .. 3.0" },
  { "a square root of what may be negative", "Pow(u0, Rational(1, 2))", "u0=-4..9", "-oo .. oo" },
  { "an inverse", "Pow(s0, -1)", "s0=2..8", "raises ValueRangeError" },
  { "a power of two", "PowByNatural(2, s0)", "s0=1..5", "2 .. 32" },
  { "a natural power of any sign", "PowByNatural(u0, s0)", "u0=-3..2;s0=1..4", "-81 .. 81" },
  { "a natural power without an end", "PowByNatural(u0, s0)", "u0=-3..2;s0=1..int_oo", "raises RecursionError" },
  { "a float power", "FloatPow(zf0, 2.0)", "zf0=1.0..2.0", "-oo .. oo" },
  { "a true quotient", "IntTrueDiv(s0, s1)", "s0=2..8;s1=2..4", "0.5 .. 4.0" },
  { "a true quotient of a float, which stays", "IntTrueDiv(2.0, s1)", "s1=3..3", "raises TypeError" },
  { "a true quotient by what may be zero", "IntTrueDiv(s0, u0)", "s0=2..8;u0=0..4", "-oo .. oo" },
  { "a true quotient of infinities", "IntTrueDiv(s0, s1)", "s0=2..int_oo;s1=2..int_oo", "-oo .. oo" },
  { "a float quotient", "FloatTrueDiv(zf0, 2.0)", "zf0=1.0..oo", "0.5 .. oo" },
  { "a floored quotient", "FloorDiv(s0, 3)", "s0=2..8", "0 .. 2" },
  { "a floored quotient of infinities", "FloorDiv(s0, s1)", "s0=2..int_oo;s1=2..int_oo", "0 .. int_oo" },
  { "a floored quotient by what may be zero", "FloorDiv(s0, u0)", "s0=2..8;u0=0..4", "0 .. int_oo" },
  { "a floored quotient by what is negative or zero", "FloorDiv(s0, u0)", "s0=2..8;u0=-3..0", "-int_oo .. 0" },
  { "a floored quotient of any sign", "FloorDiv(u1, u0)", "u1=-2..8;u0=-3..4", "-int_oo .. int_oo" },
  { "a floored negative quotient", "FloorDiv(u1, 3)", "u1=-8..-1", "-3 .. -1" },
  { "an exact quotient", "CleanDiv(s0, 2)", "s0=2..8", "1 .. 4" },
  { "a remainder that does not wrap", "Mod(s0, 8)", "s0=1..5", "1 .. 5" },
  { "a remainder that wraps", "Mod(s0, 4)", "s0=1..5", "0 .. 3" },
  { "a remainder from zero on", "Mod(u0, 4)", "u0=0..9", "0 .. 3" },
  { "a remainder by an unknown", "Mod(s0, s1)", "s0=1..5;s1=2..9", "-8 .. 8" },
  { "a remainder by what may be zero", "Mod(s0, u0)", "s0=1..5;u0=0..9", "-int_oo .. int_oo" },
  { "Python's remainder of what may be negative", "PythonMod(u0, 4)", "u0=-3..9", "0 .. 3" },
  { "Python's remainder by a negative", "PythonMod(u0, u1)", "u0=-3..9;u1=-5..-2", "-4 .. 0" },
  { "Python's remainder of what is not negative", "PythonMod(u0, 4)", "u0=0..2", "0 .. 2" },
  { "a modular index", "ModularIndexing(s0, 2, 4)", "s0=2..6", "1 .. 3" },
  { "infinity of what may be any integer by infinity", "FloatTrueDiv(PythonMod(2, s0), oo)", "s0=2..int_oo", "raises TypeError" },
  { "infinity of what is unknown by infinity", "FloatTrueDiv(Mod(2, u0), oo)", "u0=0..9", "-oo .. oo" },
  { "a minimum", "Min(s0, s1)", "s0=2..8;s1=3..5", "2 .. 5" },
  { "a maximum", "Max(s0, s1, u0)", "s0=2..8;s1=3..5", "3 .. int_oo" },
  { "a rounding up", "CeilToInt(zf0)", "zf0=0.5..2.5", "1 .. 3" },
  { "a rounding down", "FloorToInt(zf0)", "zf0=-0.5..oo", "-1 .. int_oo" },
  { "a truncation", "TruncToInt(zf0)", "zf0=-1.5..2.5", "-1 .. 2" },
  { "a truncation that stays a float", "TruncToFloat(zf0)", "zf0=-1.5..2.5", "-1.0 .. 2.0" },
  { "a rounding to the nearest", "RoundToInt(zf0)", "zf0=0.5..2.5", "0 .. 2" },
  { "a rounding to digits", "RoundDecimal(zf0, 1)", "zf0=0.25..2.75", "0.2 .. 2.8" },
  { "a rounding to unknown digits", "RoundDecimal(zf0, s0)", "zf0=0.25..2.75", "-oo .. oo" },
  { "an integer as a float", "ToFloat(s0)", "s0=2..int_oo", "2.0 .. oo" },
  { "an identity", "Identity(s0)", "s0=2..3", "2 .. 3" },
  { "an indicator", "IsNonOverlappingAndDenseIndicator(s0, s1, 1, 1)", "", "-int_oo .. int_oo" },
  { "common bits", "BitwiseFn_bitwise_and(u0, s0)", "u0=-5..3;s0=1..9", "-8 .. 9" },
  { "common bits of what is not negative", "BitwiseFn_bitwise_and(s1, s0)", "s1=2..3;s0=1..9", "0 .. 9" },
  { "united bits", "BitwiseFn_bitwise_or(s1, s0)", "s1=2..3;s0=1..9", "1 .. 15" },
  { "united bits of negatives", "BitwiseFn_bitwise_or(u1, u0)", "u1=-7..-3;u0=-9..-1", "-9 .. -1" },
  { "different bits", "BitwiseFn_bitwise_xor(s1, s0)", "s1=2..3;s0=1..9", "-int_oo .. int_oo" },
  { "different bits of known numbers", "BitwiseFn_bitwise_xor(s1, s0)", "s1=6..6;s0=3..3", "5 .. 5" },
  { "a sine and its like", "OpaqueUnaryFn_cos(zf0)", "", "-1.0 .. 1.0" },
  { "a hyperbolic cosine", "OpaqueUnaryFn_cosh(zf0)", "", "0.0 .. oo" },
  { "a tangent", "OpaqueUnaryFn_tan(zf0)", "", "-oo .. oo" },
  { "a root", "OpaqueUnaryFn_sqrt(zf0)", "zf0=1.0..4.0", "1.0 .. 2.0" },
  { "a logarithm of what may be zero", "OpaqueUnaryFn_log(zf0)", "zf0=0.0..4.0", "-oo .. oo" },
  { "a logarithm to the base of two", "OpaqueUnaryFn_log2(zf0)", "zf0=1.0..8.0", "0.0 .. 3.0" },
  { "a function without a rule", "OpaqueUnaryFn_asinh(zf0)", "zf0=1.0..8.0", "raises AttributeError" },
  { "equal for sure", "Eq(s0, s1)", "s0=3..3;s1=3..3", "True .. True" },
  { "equal never", "Eq(s0, s1)", "s0=3..4;s1=5..6", "False .. False" },
  { "equal perhaps", "Eq(s0, s1)", "s0=3..5;s1=5..6", "False .. True" },
  { "different for sure", "Ne(s0, s1)", "s0=3..4;s1=5..6", "True .. True" },
  { "less for sure", "Lt(s0, s1)", "s0=3..4;s1=5..6", "True .. True" },
  { "less never", "Lt(s0, s1)", "s0=5..7;s1=3..5", "False .. False" },
  { "less perhaps", "Lt(s0, s1)", "s0=4..7;s1=3..5", "False .. True" },
  { "less or equal for sure", "Le(s0, s1)", "s0=3..5;s1=5..6", "True .. True" },
  { "greater never", "Gt(s0, s1)", "s0=3..5;s1=5..6", "False .. False" },
  { "greater or equal for sure", "Ge(s0, 2)", "s0=2..int_oo", "True .. True" },
  { "a conjunction that fails", "And(Lt(s0, s1), Lt(s1, s2))", "s0=3..4;s1=2..3", "False .. False" },
  { "a disjunction that holds", "Or(Lt(s0, s1), Lt(s1, s2))", "s0=1..2;s1=3..4", "True .. True" },
  { "a negation", "Not(And(Lt(s0, s1), Lt(s1, s2)))", "s0=3..4;s1=2..3", "True .. True" },
  { "a choice", "Where(Lt(s0, s1), s0, 7)", "s0=2..3", "2 .. 7" },
  { "a maximum of zeros of two kinds", "Max(0, zuf0)", "zuf0=0.0..1.0", "0 .. 1.0" },
  { "a minimum of ones of two kinds", "Min(1, zuf0)", "zuf0=0.0..1.0", "0.0 .. 1.0" },
  { "below infinity whatever it is", "FloorDiv(Mul(Rational(3, 4), s0), 8)", "s0=2..int_oo", "FloorDiv(Rational(3, 2), 8) .. int_oo" },
  { "a float of a long integer", "CeilToInt(ToFloat(u1))", "u1=5..9223372036854775806", "5 .. 9223372036854775806" },
  { "a quotient of numbers that stays, rounded", "FloorToInt(IntTrueDiv(Rational(1, 2), 1))", "", "raises TypeError" },
};

static gboolean
look_up (ShapeNode     *symbol,
         ShapeInterval *range,
         gpointer       data)
{
  const RangeTable *table = data;

  for (guint i = 0; i < table->n; i++)
    if (table->infos[i].symbol == symbol)
      {
        *range = table->infos[i].range;
        return TRUE;
      }
  return FALSE;
}

static void
assert_bound (ShapeExprPool *pool,
              const char    *text,
              const char    *ranges,
              const char    *expect)
{
  ShapeNode *expr = expr_table_read (pool, text, TRUE, NULL);
  g_autofree char *got = NULL;
  GString *out = g_string_new (NULL);
  RangeTable table;
  ShapeRangeScope scope = { look_up, &table };
  ShapeInterval range;

  range_table_read (&table, pool, ranges);
  range = shape_bound (expr, &scope);
  shape_node_print (range.lower, out);
  g_string_append (out, " .. ");
  shape_node_print (range.upper, out);
  got = range_table_answer (pool, out);
  g_assert_cmpstr (got, ==, expect);
}

static void
test_bound (gconstpointer data)
{
  const BoundCase *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();

  assert_bound (pool, test->expr, test->ranges, test->expect);
}

/* Expressions large enough to be remembered, which share a part. */
#define LARGE "Add(Mul(2, Max(s0, s1)), Mul(3, Max(s0, 4)), Mul(5, Max(s1, 6)), Mul(7, Max(s0, s1, 9)))"

static const BoundCase later_cases[] = {
  { "first", LARGE, "s0=2..20; s1=2..30", "109 .. 480" },
  { "again", LARGE, "s0=2..20; s1=2..30", "109 .. 480" },
  { "another range", LARGE, "s0=2..20; s1=10..40", "152 .. 620" },
  { "a part of it, with the other symbol's range changed", "Add(" LARGE ", Max(s1, 7))", "s0=20..20; s1=10..40", "300 .. 660" },
  { "the first ranges", LARGE, "s0=2..20; s1=2..30", "109 .. 480" },
  { "no ranges", LARGE, "", "107 .. int_oo" },
};

/* What was remembered holds as long as the symbols keep their ranges. */
static void
test_changing_ranges (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();

  for (guint i = 0; i < G_N_ELEMENTS (later_cases); i++)
    {
      const BoundCase *test = &later_cases[i];

      g_test_message ("%s", test->desc);
      assert_bound (pool, test->expr, test->ranges, test->expect);
    }
}

/* 2**40 leaves as a tree, 41 nodes as a graph. */
static void
test_shared_parts (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *expr = expr_table_read (pool, "u0", FALSE, NULL);
  ShapeInterval range;

  for (guint i = 0; i < 40; i++)
    expr = shape_node_intern (pool, SHAPE_OP_MOD, (ShapeNode *[]) { expr, expr }, 2);
  range = shape_bound (expr, NULL);
  g_assert_true (shape_pool_check (pool, NULL));
  g_assert_true (range.is_int);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/bound", bound_cases, test_bound);
  g_test_add_func ("/shaperec/bound/changing-ranges", test_changing_ranges);
  g_test_add_func ("/shaperec/bound/shared-parts", test_shared_parts);
  return g_test_run ();
}
