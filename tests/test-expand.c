/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Expansion as safe_expand does it. */

static const ExprRow rows[] = {
  { "a symbol", "u0", "u0" },
  { "nothing to do", "Add(1, Mul(2, u0, s0))", "Add(1, Mul(2, u0, s0))" },
  { "a factor over a sum", "Mul(u0, Add(s0, 1))", "Add(u0, Mul(u0, s0))" },
  { "two sums", "Mul(Add(u0, 1), Add(s0, 2))", "Add(2, s0, Mul(2, u0), Mul(u0, s0))" },
  { "three sums", "Mul(Add(u0, 1), Add(s0, 2), Add(s1, 3))", "Add(6, Mul(2, s1), Mul(3, s0), Mul(6, u0), Mul(s0, s1), Mul(2, u0, s1), Mul(3, u0, s0), Mul(u0, s0, s1))" },
  { "terms that cancel", "Add(Mul(Add(u0, 1), Add(u0, -1)), Mul(-1, Pow(u0, 2)))", "-1" },
  { "a square", "Pow(Add(u0, s0), 2)", "Add(Pow(u0, 2), Pow(s0, 2), Mul(2, u0, s0))" },
  { "a cube of three", "Pow(Add(u0, s0, 1), 3)", "Add(1, Pow(u0, 3), Pow(s0, 3), Mul(3, u0), Mul(3, s0), Mul(3, Pow(u0, 2)), Mul(3, Pow(s0, 2)), Mul(3, u0, Pow(s0, 2)), Mul(3, s0, Pow(u0, 2)), Mul(6, u0, s0))" },
  { "terms with coefficients", "Pow(Add(Mul(2, u0), 3), 3)", "Add(27, Mul(8, Pow(u0, 3)), Mul(36, Pow(u0, 2)), Mul(54, u0))" },
  { "a square downstairs", "Pow(Add(u0, s0), -2)", "Pow(Add(Pow(u0, 2), Pow(s0, 2), Mul(2, u0, s0)), -1)" },
  { "a sum downstairs stays", "Pow(Add(u0, s0), -1)", "Pow(Add(u0, s0), -1)" },
  { "sums above and below", "Mul(Add(u0, 1), Add(s0, 1), Pow(Add(s1, 1), -1), Pow(Add(s2, 1), -1))", "Mul(Pow(Add(1, s1, s2, Mul(s1, s2)), -1), Add(1, u0, s0, Mul(u0, s0)))" },
  { "one sum above and one below", "Mul(Add(u0, 1), Pow(Add(s1, 1), -1))", "Mul(Pow(Add(1, s1), -1), Add(1, u0))" },
  { "a sum below and a factor", "Mul(u0, Pow(Mul(s0, Add(s1, 1)), -1))", "Mul(u0, Pow(Add(s0, Mul(s0, s1)), -1))" },
  { "inside of a function", "FloorDiv(Mul(u0, Add(s0, 1)), s1)", "FloorDiv(Add(u0, Mul(u0, s0)), s1)" },
  { "inside of a relation", "Lt(Mul(u0, Add(s0, 1)), s1)", "Lt(Add(u0, Mul(u0, s0)), s1)" },
  { "an And stays", "And(Lt(Mul(u0, Add(s0, 1)), s1), Lt(u0, 3))", "And(Lt(u0, 3), Lt(Mul(u0, Add(1, s0)), s1))" },
  { "nested", "Mul(u0, Add(1, Mul(s0, Add(1, Mul(s1, Add(1, u1))))))", "Add(u0, Mul(u0, s0), Mul(u0, s0, s1), Mul(u0, u1, s0, s1))" },
  { "a square times a sum", "Mul(Pow(Add(u0, 1), 2), Add(s0, 1))", "Add(1, s0, Pow(u0, 2), Mul(2, u0), Mul(s0, Pow(u0, 2)), Mul(2, u0, s0))" },
  { "a root", "Mul(Pow(Add(u0, 1), Rational(1, 2)), Add(s0, 1))", "Add(Pow(Add(1, u0), Rational(1, 2)), Mul(s0, Pow(Add(1, u0), Rational(1, 2))))" },
};

static void
assert_refused (const char *text)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GError) error = NULL;
  ShapeNode *node = expr_table_read (pool, text, TRUE, &error);
  guint n_before;

  g_assert_no_error (error);
  n_before = pool->n_nodes;
  shape_node_expand (node);
  g_assert_false (shape_pool_check (pool, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
  g_assert_cmpuint (pool->n_nodes, <, n_before + 100000);
}

/* An expansion that would explode is refused before it has used up the memory. */
static void
test_limits (void)
{
  assert_refused ("Pow(Add(s0, s1, s2, s3, 1), 1000)");
  assert_refused ("Pow(Add(s0, 1), 1000000000)");
  assert_refused ("Pow(Add(s0, 1), 100000000000000000000)");
  assert_refused ("Mul(Pow(Add(s0, s1, 1), 100), Pow(Add(s2, s3, 1), 100))");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/expand", rows, G_N_ELEMENTS (rows), shape_node_expand);
  g_test_add_func ("/shaperec/expand/limits", test_limits);
  return g_test_run ();
}
