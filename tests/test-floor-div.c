/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Quotients of integers; the answers are PyTorch's. */

static const ExprRow number_rows[] = {
  { "rounds down", "FloorDiv(7, 2)", "3" },
  { "rounds a negative down", "FloorDiv(-7, 2)", "-4" },
  { "by a negative", "FloorDiv(7, -2)", "-4" },
  { "big", "FloorDiv(1000000000000000000000000000000, 7)", "142857142857142857142857142857" },
  { "zero", "FloorDiv(0, s0)", "0" },
  { "by zero", "FloorDiv(s0, 0)", "raises ZeroDivisionError" },
  { "by zero float", "FloorDiv(s0, 0.0)", "raises ZeroDivisionError" },
  { "an infinity", "FloorDiv(int_oo, -3)", "-int_oo" },
  { "a real infinity", "FloorDiv(oo, 3)", "int_oo" },
  { "by an infinity", "FloorDiv(-7, int_oo)", "0" },
  { "infinity by infinity", "FloorDiv(int_oo, oo)", "nan" },
  { "nan", "FloorDiv(nan, 2)", "nan" },
  { "by nan", "FloorDiv(s0, nan)", "nan" },
  { "floats stay", "FloorDiv(2.5, 0.5)", "FloorDiv(2.5, 0.5)" },
  { "equal floats", "FloorDiv(2.5, 2.5)", "1" },
  { "fractions stay", "FloorDiv(Rational(1, 2), 3)", "FloorDiv(Rational(1, 2), 3)" },
  { "minus infinity among the terms", "FloorDiv(Add(-int_oo, s0), 5)", "nan" },
  { "infinity among the terms", "FloorDiv(Add(int_oo, s0), 2)", "FloorDiv(Add(int_oo, s0), 2)" },
  { "infinity by a multiple of it", "FloorDiv(int_oo, Mul(int_oo, s0))", "FloorDiv(int_oo, Mul(int_oo, s0))" },
  { "by minus infinity times a sum", "FloorDiv(Mul(u0, 8), Mul(u0, -int_oo, s2, Add(2, s0)))", "FloorDiv(8, Mul(-int_oo, s2, Add(2, s0)))" },
  { "a common factor beside infinity", "FloorDiv(Add(Mul(Add(s0, 1), s1), Mul(Add(s0, 1), u1, int_oo)), Add(s0, 1))", "Add(s1, Mul(int_oo, u1))" },
  { "powers that come together", "FloorDiv(Add(Pow(u0, u1), Mul(Pow(u0, u1), u0)), Pow(u0, u1))", "Add(1, FloorDiv(Mul(Pow(u0, Mul(-1, u1)), Pow(u0, Add(1, u1))), 1))" },
  { "powers that fall apart again", "FloorDiv(Add(Pow(u0, s1), Mul(Pow(u0, s1), u0)), Pow(u0, s1))", "Add(1, u0)" },
  { "a number in an exponent goes to the base", "FloorDiv(Mul(Add(s0, 1), s1), Mul(Add(s0, 1), Pow(17, Mul(4, s1))))", "FloorDiv(s1, Pow(83521, s1))" },
  { "a base that is a power, with a number in a sum", "FloorDiv(Mul(Add(s0, 1), s1), Mul(Add(s0, 1), Pow(4, Add(1, s1))))", "FloorDiv(s1, Pow(2, Add(2, Mul(2, s1))))" },
  { "a number before a power of its root", "FloorDiv(Mul(Add(s0, 1), s1), Mul(Add(s0, 1), 2, Pow(4, Mul(2, s1))))", "FloorDiv(s1, Pow(2, Add(1, Mul(4, s1))))" },
  { "a number before a power of another", "FloorDiv(Mul(Add(s0, 1), s1), Mul(Add(s0, 1), 2, Pow(3, Mul(2, s1))))", "FloorDiv(s1, Mul(2, Pow(9, s1)))" },
  { "powers with a sum for exponent", "FloorDiv(Mul(Pow(u0, Add(u1, 1)), u0), Pow(u0, Add(u1, 1)))", "u0" },
  { "a multiple of infinity by it", "FloorDiv(Mul(int_oo, u0), int_oo)", "FloorDiv(Mul(int_oo, u0), int_oo)" },
  { "infinity among the terms of the divisor", "FloorDiv(u0, Mul(u0, s2, Add(u0, int_oo)))", "0" },
  { "minus infinity among the terms of a factor", "FloorDiv(Mul(u0, s2, Add(-int_oo, s2)), u0)", "-int_oo" },
  { "infinity in all terms", "FloorDiv(Mul(u0, Add(Mul(-int_oo, s0), Mul(-int_oo, u0))), u0)", "FloorDiv(Mul(oo, Add(Mul(-1, u0), Mul(-1, s0))), 1)" },
  { "infinity among the terms of a common factor", "FloorDiv(Add(Mul(Add(u1, -int_oo), s2), Mul(Add(u1, -int_oo), s1)), Add(u1, -int_oo))", "nan" },
  { "zero by a float infinity, rounded up", "CeilDiv(0.0, oo)", "0" },
  { "zero by a multiple of infinity, rounded up", "CeilDiv(0, Mul(s0, int_oo))", "FloorDiv(Add(-1, Mul(int_oo, s0)), Mul(int_oo, s0))" },
  { "by a float infinity, rounded up", "CeilDiv(s0, oo)", "nan" },
  { "by infinity, rounded up", "CeilDiv(s0, int_oo)", "raises PolynomialDivisionFailed" },
  { "infinity times a symbol", "FloorDiv(Mul(int_oo, u1), 3)", "nan" },
  { "infinity times a symbol, by a shift", "RShift(Mul(u1, -int_oo), 2)", "nan" },
  { "infinity swallows what is positive", "FloorDiv(Mul(int_oo, s2, s0), s0)", "int_oo" },
  { "infinity does not swallow what has any sign", "FloorDiv(Mul(int_oo, u1, s0), s0)", "Mul(int_oo, u1)" },
  { "infinity in a factor", "FloorDiv(Add(s0, Mul(s0, Add(int_oo, s2))), s0)", "int_oo" },
  { "a relation inside is simplified", "FloorDiv(Mul(2, Where(Le(u0, s2), 2, 2)), 4)", "FloorDiv(Where(Ge(s2, u0), 2, 2), 2)" },
  { "a relation inside is solved", "FloorDiv(Mul(2, Where(Lt(Mul(2, s0), 5), 2, 2)), 4)", "FloorDiv(Where(Lt(s0, Rational(5, 2)), 2, 2), 2)" },
  { "symbols of a relation go to one side", "FloorDiv(Mul(2, Where(Eq(Add(u0, 1), s2), 2, 2)), 4)", "FloorDiv(Where(Eq(Add(s2, Mul(-1, u0)), 1), 2, 2), 2)" },
  { "a polynomial in a relation is scaled", "FloorDiv(Mul(2, Where(Lt(Mul(2, u0, Add(u0, 1)), 4), 1, 2)), 6)", "FloorDiv(Where(Lt(Add(u0, Pow(u0, 2)), 2), 1, 2), 3)" },
  { "int_oo is divided away", "FloorDiv(Mul(2, Where(Ne(s1, int_oo), 1, 2)), 6)", "0" },
  { "-int_oo is not", "FloorDiv(Mul(2, Where(Ge(Mul(-2, u0), int_oo), 1, 2)), 6)", "FloorDiv(Where(Le(u0, -int_oo), 1, 2), 3)" },
  { "int_oo against a polynomial", "FloorDiv(Mul(2, Where(Lt(Mul(u0, Add(u0, 1)), int_oo), 1, 2)), 6)", "0" },
  { "infinity in a term of a fraction", "FloorDiv(Add(Mul(s1, u1), Mul(s1, int_oo)), s1)", "int_oo" },
  { "relations of the same sides in a condition",
    "FloorDiv(Mul(Add(s0, 1), Where(And(Eq(u0, s0), Ge(u0, s0)), 2, 3)), Add(s0, 1))", "Where(Eq(s0, u0), 2, 3)" },
  { "two bounds in a condition",
    "FloorDiv(Mul(Add(s0, 1), Where(And(Lt(u0, 5), Le(u0, 2)), 2, 3)), Add(s0, 1))", "Where(Le(u0, 2), 2, 3)" },
  { "one of two bounds in a condition",
    "FloorDiv(Mul(Add(s0, 1), Where(Or(Lt(u0, 5), Le(u0, 2)), 2, 3)), Add(s0, 1))", "Where(Lt(u0, 5), 2, 3)" },
  { "bounds that each value keeps", "FloorDiv(2, Mul(2, Where(Or(Gt(2, u0), Lt(-int_oo, u0)), 2, 2)))", "0" },
  { "bounds that no value keeps",
    "FloorDiv(Mul(Add(s0, 1), Where(And(Ge(u0, 3), Lt(u0, 2)), 2, 3)), Add(s0, 1))", "3" },
  { "relations that leave nothing",
    "FloorDiv(Mul(Add(s0, 1), Where(And(Lt(u0, s0), Eq(u0, s0)), 2, 3)), Add(s0, 1))", "3" },
  { "relations that leave no doubt",
    "FloorDiv(Mul(Add(s0, 1), Where(Or(Ne(u0, s0), Ge(u0, s0)), 2, 3)), Add(s0, 1))", "2" },
  { "infinity below", "FloorDiv(s0, Mul(s0, Add(s0, -int_oo)))", "0" },
  { "bounds by infinity and by a symbol", "FloorDiv(2, Mul(2, Where(Or(Lt(u0, s1), Gt(u0, -int_oo)), s2, s0)))", "FloorDiv(1, s2)" },
  { "a lower bound by infinity is lost beside a number", "FloorDiv(2, Mul(2, Where(And(Lt(u0, 2), Gt(u0, -int_oo)), s2, s0)))", "FloorDiv(1, Where(Lt(u0, 2), s2, s0))" },
  { "of bounds by symbols the one that counts", "FloorDiv(2, Mul(2, Where(And(Lt(u0, s1), Lt(u0, -1)), s2, s0)))", "FloorDiv(1, Where(Lt(u0, -1), s2, s0))" },
  { "a value is put into the other conditions", "FloorDiv(2, Mul(2, Where(And(Eq(u0, -1), Lt(u0, u1)), s2, s0)))", "FloorDiv(1, Where(And(Eq(u0, -1), Gt(u1, -1)), s2, s0))" },
  { "and gives others", "FloorDiv(2, Mul(2, Where(And(Eq(u0, 0), Eq(u1, PythonMod(u0, 3)), Ge(Add(u0, 1), u1)), s2, s0)))", "FloorDiv(1, Where(And(Eq(u0, 0), Eq(u1, 0)), s2, s0))" },
  { "what is not two numbers at once", "FloorDiv(2, Mul(2, Where(Or(Ne(u0, 2), Ne(u0, 5)), s2, s0)))", "FloorDiv(1, s2)" },
  { "a bound of integers by a fraction is strict in a disjunction", "FloorDiv(2, Mul(2, Where(Or(Le(Mul(2, u0), 7), Ne(u1, 2)), s2, s0)))", "FloorDiv(1, Where(Or(Lt(u0, Rational(7, 2)), Ne(u1, 2)), s2, s0))" },
  { "a bound that nothing is below is an equation there", "FloorDiv(2, Mul(2, Where(Or(Le(s1, 1), Ne(u1, 2)), s2, s0)))", "FloorDiv(1, Where(Or(Eq(s1, 1), Ne(u1, 2)), s2, s0))" },
  { "a symbol stands on the left there", "FloorDiv(2, Mul(2, Where(Or(Eq(s1, 1), Lt(Mul(2, u0), u1)), s2, s0)))", "FloorDiv(1, Where(Or(Eq(s1, 1), Gt(u1, Mul(2, u0))), s2, s0))" },
  { "an equation beside what it implies", "FloorDiv(2, Mul(2, Where(Or(Eq(u0, 2), Ne(u0, 5)), s2, s0)))", "FloorDiv(1, Where(Ne(u0, 5), s2, s0))" },
};

static const ExprRow symbol_rows[] = {
  { "by one", "FloorDiv(s0, 1)", "s0" },
  { "by minus one", "FloorDiv(s0, -1)", "Mul(-1, s0)" },
  { "a real by one", "FloorDiv(zf0, 1)", "FloorDiv(zf0, 1)" },
  { "by itself", "FloorDiv(u0, u0)", "1" },
  { "stays", "FloorDiv(s0, 2)", "FloorDiv(s0, 2)" },
  { "nested", "FloorDiv(FloorDiv(s0, 2), 3)", "FloorDiv(s0, 6)" },
  { "nested in a clean one", "FloorDiv(CleanDiv(s0, 2), 3)", "FloorDiv(s0, 6)" },
  { "a clean one of another", "CleanDiv(FloorDiv(s0, 2), 3)", "FloorDiv(s0, 6)" },
  { "nested with symbols", "FloorDiv(FloorDiv(u0, s0), Mul(2, s1))", "FloorDiv(u0, Mul(2, s0, s1))" },
};

static const ExprRow terms_rows[] = {
  { "a multiple", "FloorDiv(Mul(6, s0), 3)", "Mul(2, s0)" },
  { "a multiple in a sum", "FloorDiv(Add(Mul(4, s0), u0), 2)", "Add(Mul(2, s0), FloorDiv(u0, 2))" },
  { "a constant in a sum", "FloorDiv(Add(u0, 8), 4)", "Add(2, FloorDiv(u0, 4))" },
  { "all of a sum", "FloorDiv(Add(Mul(4, s0), 8), 4)", "Add(2, s0)" },
  { "a fraction that SymPy takes for an integer", "FloorDiv(Mul(Add(u0, u1), FloorDiv(u0, 2)), 2)", "FloorDiv(Mul(Add(u0, u1), FloorDiv(u0, 2)), 2)" },
  { "an even power", "FloorDiv(Pow(2, s0), 2)", "FloorDiv(Pow(2, s0), 2)" },
  { "of an infinity", "FloorDiv(Add(int_oo, s0), 2)", "FloorDiv(Add(int_oo, s0), 2)" },
  { "float divisor", "FloorDiv(Mul(4, s0), 2.0)", "FloorDiv(Mul(4, s0), 2.0)" },
  { "many", "FloorDiv(Add(Mul(8, s0), Mul(3, s1), Mul(12, u0), -5), 4)", "Add(Mul(2, s0), Mul(3, u0), FloorDiv(Add(-5, Mul(3, s1)), 4))" },
};

static const ExprRow gcd_rows[] = {
  { "integers", "FloorDiv(Mul(6, s0), Mul(4, s1))", "FloorDiv(Mul(3, s0), Mul(2, s1))" },
  { "a symbol", "FloorDiv(Mul(s0, s1), Mul(s0, s2))", "FloorDiv(s1, s2)" },
  { "a symbol in a sum", "FloorDiv(Add(Mul(s0, s1), s0), s0)", "Add(1, s1)" },
  { "an integer in a sum", "FloorDiv(Add(Mul(4, s0), 6), Mul(2, s1))", "FloorDiv(Add(3, Mul(2, s0)), s1)" },
  { "both", "FloorDiv(Add(Mul(6, s0, s1), Mul(9, s0)), Mul(3, s0))", "Add(3, Mul(2, s1))" },
  { "signs", "FloorDiv(Mul(-1, s0), Mul(-1, s1))", "FloorDiv(s0, s1)" },
  { "a sum as it is", "FloorDiv(Mul(s0, Add(s1, u0)), Add(s1, u0))", "s0" },
  { "a sum by algebra", "FloorDiv(Add(Mul(s0, s1), s0, s1, 1), Add(s0, 1))", "Add(1, s1)" },
  { "a sum of squares", "FloorDiv(Add(Pow(s0, 2), Mul(-1, Pow(s1, 2))), Add(s0, Mul(-1, s1)))", "Add(s0, s1)" },
  { "a common factor of sums", "FloorDiv(Add(Mul(s0, s1), Mul(s0, s2)), Add(Mul(s0, u0), s0))", "FloorDiv(Add(s1, s2), Add(1, u0))" },
  { "of quotients", "FloorDiv(Add(Mul(s0, FloorDiv(u0, 2)), s0), Add(FloorDiv(u0, 2), 1))", "s0" },
  { "what is left is factored", "FloorDiv(Add(Mul(s0, s1, s2), Mul(s0, s1, u0)), Mul(s0, u1))", "FloorDiv(Mul(s1, Add(u0, s2)), u1)" },
  { "a power", "FloorDiv(Mul(Pow(s0, 3), s1), Pow(s0, 3))", "s1" },
  { "powers that differ", "FloorDiv(Pow(s0, 3), Pow(s0, 2))", "FloorDiv(Pow(s0, 3), Pow(s0, 2))" },
  { "a wide sum", "FloorDiv(Add(s0, s1, s2, u0, u1, Mul(s0, s1), Mul(s0, s2), Mul(s0, u0), Mul(s0, u1), Mul(s1, s2), Mul(s1, u0), Mul(s1, u1), Mul(s2, u0), Mul(s2, u1), Mul(u0, u1), Pow(s0, 2), Pow(s1, 2), Pow(s2, 2), Pow(u0, 2), Pow(u1, 2), 1), Add(s0, 1))", "FloorDiv(Add(1, u0, u1, s0, s1, s2, Pow(u0, 2), Pow(u1, 2), Pow(s0, 2), Pow(s1, 2), Pow(s2, 2), Mul(u0, u1), Mul(u0, s0), Mul(u0, s1), Mul(u0, s2), Mul(u1, s0), Mul(u1, s1), Mul(u1, s2), Mul(s0, s1), Mul(s0, s2), Mul(s1, s2)), Add(1, s0))" },
};

static const ExprRow clean_div_rows[] = {
  { "numbers", "CleanDiv(7, 2)", "3" },
  { "by zero", "CleanDiv(s0, 0)", "raises ZeroDivisionError" },
  { "stays", "CleanDiv(s0, 2)", "CleanDiv(s0, 2)" },
  { "a gcd", "CleanDiv(Mul(4, s0), Mul(2, s1))", "FloorDiv(Mul(2, s0), s1)" },
  { "a multiple", "CleanDiv(Mul(4, s0), 2)", "Mul(2, s0)" },
};

static const ExprRow ceil_div_rows[] = {
  { "numbers", "CeilDiv(7, 2)", "4" },
  { "a multiple", "CeilDiv(Mul(4, s0), 2)", "Mul(2, s0)" },
  { "rounds up", "CeilDiv(s0, 4)", "FloorDiv(Add(3, s0), 4)" },
  { "by a symbol", "CeilDiv(s0, s1)", "FloorDiv(Add(-1, s0, s1), s1)" },
  { "a product", "CeilDiv(Mul(s0, s1), s1)", "s0" },
  { "by zero", "CeilDiv(s0, 0)", "raises ZeroDivisionError" },
  { "a sum", "CeilDiv(Add(Mul(2, s0), Mul(2, s1)), Add(s0, s1))", "2" },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/floor-div/number", number_rows, G_N_ELEMENTS (number_rows), NULL);
  expr_table_add ("/shaperec/floor-div/symbol", symbol_rows, G_N_ELEMENTS (symbol_rows), NULL);
  expr_table_add ("/shaperec/floor-div/terms", terms_rows, G_N_ELEMENTS (terms_rows), NULL);
  expr_table_add ("/shaperec/floor-div/gcd", gcd_rows, G_N_ELEMENTS (gcd_rows), NULL);
  expr_table_add ("/shaperec/clean-div", clean_div_rows, G_N_ELEMENTS (clean_div_rows), NULL);
  expr_table_add ("/shaperec/ceil-div", ceil_div_rows, G_N_ELEMENTS (ceil_div_rows), NULL);
  return g_test_run ();
}
