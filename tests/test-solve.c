/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "range-table.h"
#include "test-rows.h"

/* Isolating a part of a relation; the answers are the reference's. */

typedef struct
{
  const char *desc;
  const char *relation;
  const char *thing;
  const char *expect;
} SolveCase;

static const SolveCase solve_cases[] = {
  { "what stands alone already", "Eq(s0, 3)", "s0", "Eq(s0, 3)" },
  { "what stands on the right", "Lt(3, s0)", "s0", "Gt(s0, 3)" },
  { "on both sides", "Lt(s0, Mul(2, s0))", "s0", "nothing" },
  { "on neither side", "Lt(s0, s1)", "u0", "nothing" },
  { "no relation", "And(Lt(s0, s1), Lt(s1, u0))", "s0", "nothing" },
  { "a term", "Eq(Add(s0, s1, 2), u0)", "s0", "Eq(s0, Add(-2, u0, Mul(-1, s1)))" },
  { "a factor", "Eq(Mul(2, s0), s1)", "s0", "Eq(s0, Mul(Rational(1, 2), s1))" },
  { "a factor that divides", "Lt(Mul(2, s0), 6)", "s0", "Lt(s0, 3)" },
  { "a negative factor", "Lt(Mul(-2, u0), 6)", "u0", "Gt(u0, -3)" },
  { "a factor of unknown sign", "Lt(Mul(u1, u0), 6)", "u0", "nothing" },
  { "an equation with a factor of unknown sign", "Eq(Mul(u1, u0), 6)", "u0", "Eq(u0, Mul(6, Pow(u1, -1)))" },
  { "an equation with zero", "Eq(Mul(u1, u0), 0)", "u0", "nothing" },
  { "a term and a factor", "Ge(Add(Mul(3, s0), -5), s1)", "s0", "Ge(s0, Add(Rational(5, 3), Mul(Rational(1, 3), s1)))" },
  { "greater than a quotient", "Gt(FloorDiv(u0, 3), 5)", "u0", "Ge(u0, 18)" },
  { "a quotient, at least", "Ge(FloorDiv(u0, 3), 5)", "u0", "Ge(u0, 15)" },
  { "a quotient, less", "Lt(FloorDiv(u0, 3), 5)", "u0", "Lt(u0, 15)" },
  { "a quotient, at most", "Le(FloorDiv(u0, 3), 5)", "u0", "Lt(u0, 18)" },
  { "a quotient that equals", "Eq(FloorDiv(u0, 3), 5)", "u0", "nothing" },
  { "a quotient that differs", "Ne(FloorDiv(u0, 3), 5)", "u0", "nothing" },
  { "a quotient by an unknown", "Gt(FloorDiv(u0, u1), 5)", "u0", "nothing" },
  { "a quotient by a size", "Gt(FloorDiv(u0, s1), 5)", "u0", "Ge(u0, Mul(6, s1))" },
  { "a quotient of a sum", "Le(FloorDiv(Add(u0, u1), 2), 8)", "u0", "Lt(u0, Add(18, Mul(-1, u1)))" },
  { "a quotient of a product", "Ge(Add(-2, FloorDiv(Mul(u1, s2), s0)), 1)", "u1", "Ge(u1, Mul(3, s0, Pow(s2, -1)))" },
  { "a remainder", "Eq(Mod(s0, 4), 0)", "Mod(s0, 4)", "Eq(Mod(s0, 4), 0)" },
  { "a remainder among terms", "Eq(Add(Mod(s0, 4), s1), 3)", "Mod(s0, 4)", "Eq(Mod(s0, 4), Add(3, Mul(-1, s1)))" },
  { "inside a remainder", "Eq(Mod(s0, 4), 0)", "s0", "nothing" },
  { "a square", "Eq(Pow(s0, 2), 4)", "s0", "nothing" },
  { "a factor beside infinity, which becomes a float", "Ge(Mul(2, u0), int_oo)", "u0", "nothing" },
  { "a truth value", "Eq(False, u0)", "u0", "raises TypeError" },
  { "a quotient that differs from a choice of Identities", "Ne(FloorDiv(2, s0), Max(0, Identity(7)))", "s0", "raises RecursionError" },
};

static void
test_solve (gconstpointer data)
{
  const SolveCase *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *relation = expr_table_read (pool, test->relation, TRUE, NULL);
  ShapeNode *thing = expr_table_read (pool, test->thing, TRUE, NULL), *solved, *side;
  GString *text = g_string_new (NULL);
  g_autofree char *got = NULL;

  if (!shape_try_solve (relation, thing, TRUE, &solved, &side))
    g_string_append (text, "nothing");
  else
    {
      shape_node_print (solved, text);
      g_assert_true (shape_node_lhs (solved) == thing);
      g_assert_true (shape_node_rhs (solved) == side);
    }
  got = range_table_answer (pool, text);
  g_assert_cmpstr (got, ==, test->expect);
}

/* Without leave to turn a quotient into bounds of its numerator. */
static void
test_quotient_stays (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *relation = expr_table_read (pool, "Lt(FloorDiv(u0, 3), 5)", TRUE, NULL);
  RangeTable table;

  range_table_read (&table, pool, "u0=0..9");
  g_assert_false (shape_try_solve (relation, table.infos[0].symbol, FALSE, NULL, NULL));
  g_assert_true (shape_try_solve (relation, table.infos[0].symbol, TRUE, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/solve", solve_cases, test_solve);
  g_test_add_func ("/shaperec/solve/quotient-stays", test_quotient_stays);
  return g_test_run ();
}
