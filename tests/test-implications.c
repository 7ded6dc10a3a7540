/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "range-table.h"
#include "test-rows.h"

/* What follows from a truth value, in order; the answers are the reference's. */

typedef struct
{
  const char *desc;
  const char *expr;
  const char *expect;
} ImplicationsCase;

static const ImplicationsCase implications_cases[] = {
  { "an equation", "Eq(s0, u0)", "Eq(s0, u0) holds; Eq(u0, s0) holds; Ne(s0, u0) fails; Ne(u0, s0) fails; Le(s0, u0) holds; Lt(u0, s0) fails; Le(u0, s0) holds; Lt(s0, u0) fails" },
  { "an inequation", "Ne(s0, Add(u0, 1))", "Ne(s0, Add(1, u0)) holds; Ne(Add(1, u0), s0) holds; Eq(s0, Add(1, u0)) fails; Eq(Add(1, u0), s0) fails" },
  { "less", "Lt(s0, u0)", "Lt(s0, u0) holds; Le(u0, s0) fails; Le(s0, u0) holds; Lt(u0, s0) fails; Ne(s0, u0) holds; Ne(u0, s0) holds; Eq(s0, u0) fails; Eq(u0, s0) fails; Le(Add(1, s0), u0) holds; Lt(u0, Add(1, s0)) fails" },
  { "less, of floats", "Lt(zf0, 2.0)", "Lt(zf0, 2.0) holds; Le(2.0, zf0) fails; Le(zf0, 2.0) holds; Lt(2.0, zf0) fails; Ne(zf0, 2.0) holds; Ne(2.0, zf0) holds; Eq(zf0, 2.0) fails; Eq(2.0, zf0) fails" },
  { "less or equal", "Le(s0, Mul(2, u0))", "Le(s0, Mul(2, u0)) holds; Lt(Mul(2, u0), s0) fails; Lt(s0, Add(1, Mul(2, u0))) holds; Le(Add(1, Mul(2, u0)), s0) fails" },
  { "greater", "Gt(s0, u0)", "Lt(u0, s0) holds; Le(s0, u0) fails" },
  { "greater or equal", "Ge(u0, 3)", "Le(3, u0) holds; Lt(u0, 3) fails" },
  { "a conjunction", "And(Lt(s0, s1), Ne(s1, 4))", "And(Lt(s0, s1), Ne(s1, 4)) holds; Or(Eq(s1, 4), Le(s1, s0)) fails" },
  { "a disjunction", "Or(Lt(s0, s1), Eq(s1, 4))", "Or(Eq(s1, 4), Lt(s0, s1)) holds; And(Le(s1, s0), Ne(s1, 4)) fails" },
  { "a truth", "True", "True holds; False fails" },
  { "an equation with a common factor", "Eq(Mul(2, s0), Mul(4, u0))", "Eq(s0, Mul(2, u0)) holds; Eq(Mul(2, u0), s0) holds; Ne(s0, Mul(2, u0)) fails; Ne(Mul(2, u0), s0) fails; Le(s0, Mul(2, u0)) holds; Lt(Mul(2, u0), s0) fails; Le(Mul(2, u0), s0) holds; Lt(s0, Mul(2, u0)) fails" },
  { "an equation with zero", "Eq(Mod(s0, 2), 0)", "Eq(Mod(s0, 2), 0) holds; Eq(0, Mod(s0, 2)) holds; Ne(Mod(s0, 2), 0) fails; Ne(0, Mod(s0, 2)) fails; Le(Mod(s0, 2), 0) holds; Lt(0, Mod(s0, 2)) fails; Le(0, Mod(s0, 2)) holds; Lt(Mod(s0, 2), 0) fails" },
  { "a number is no truth", "FloorDiv(u0, 2)", "raises AssertionError" },
  { "nor is one of parts", "FloorDiv(Add(1, u0), 2)", "raises ValueError" },
  { "an infinite coefficient of what has no sign", "Le(0, Mul(int_oo, s0, Identity(2)))", "Le(0, Mul(oo, s0, Identity(2))) holds; Lt(0, Mul(-oo, s0, Identity(2))) fails; Lt(0, Add(1, Mul(int_oo, s0, Identity(2)))) holds; Le(Add(1, Mul(int_oo, s0, Identity(2))), 0) fails" },
  { "an infinite coefficient becomes a float", "Eq(0, Mul(-int_oo, u1))", "Eq(Mul(int_oo, u1), 0) holds; Eq(0, Mul(int_oo, u1)) holds; Ne(Mul(int_oo, u1), 0) fails; Ne(0, Mul(int_oo, u1)) fails; Le(Mul(int_oo, u1), 0) holds; Lt(0, Mul(oo, u1)) fails; Le(0, Mul(oo, u1)) holds; Lt(0, Mul(-oo, u1)) fails" },
  { "and within a disjunction", "Or(Lt(s2, 3), Ge(Where(Le(2, s1), 2, zf0), oo))", "Or(Lt(s2, 3), Le(0, Add(-oo, Where(Le(2, s1), 2, zf0)))) holds; And(Le(3, s2), Lt(Where(Le(2, s1), 2, zf0), oo)) fails" },
  { "a sum that does not commute is negated all the same", "Ge(Where(Le(s1, u1), zf0, 1.5), oo)", "Le(0, Add(-oo, Where(Le(s1, u1), zf0, 1.5))) holds; Lt(Where(Le(s1, u1), zf0, 1.5), oo) fails" },
  { "and as a part of a conjunction", "And(Ne(s1, 2), Gt(Add(2, Where(Gt(2, s2), zf0, 2)), 1))",
    "And(Ne(s1, 2), Lt(0, Add(1, Where(Gt(2, s2), zf0, 2)))) holds; Or(Eq(s1, 2), Le(Add(1, Where(Gt(2, s2), zf0, 2)), 0)) fails" },
  { "an equation of one stays an equation", "Or(Eq(s0, 2), Ne(Add(s0, BitwiseFn_bitwise_or(Lt(u0, 3), 2)), 1))",
    "Or(Eq(s0, 2), Ne(Add(s0, BitwiseFn_bitwise_or(Lt(u0, 3), 2)), 1)) holds; And(Ne(s0, 2), Eq(Add(s0, BitwiseFn_bitwise_or(Lt(u0, 3), 2)), 1)) fails" },
  { "with a number on either side", "And(Le(s0, 3), Ne(Add(3, Where(Gt(2, s2), zf0, 2)), 1))",
    "And(Le(s0, 3), Ne(Add(3, Where(Gt(2, s2), zf0, 2)), 1)) holds; Or(Lt(3, s0), Eq(Add(3, Where(Gt(2, s2), zf0, 2)), 1)) fails" },
};

static void
test_implications (gconstpointer data)
{
  const ImplicationsCase *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *expr = expr_table_read (pool, test->expr, TRUE, NULL);
  const ShapeImplication *list;
  GString *text = g_string_new (NULL);
  g_autofree char *got = NULL;
  guint n, again;

  list = shape_implications (expr, &n);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? "; " : "");
      shape_node_print (list[i].expr, text);
      g_string_append (text, list[i].truth ? " holds" : " fails");
    }
  got = range_table_answer (pool, text);
  g_assert_cmpstr (got, ==, test->expect);
  g_assert_true (shape_implications (expr, &again) == list && again == n);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/implications", implications_cases, test_implications);
  return g_test_run ();
}
