/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"
#include "test-rows.h"

/* Substitution as xreplace does it. */

typedef struct
{
  const char *desc;
  const char *input;
  const char *from;
  const char *to;
  const char *expect;
} SubstituteRow;

static const SubstituteRow rows[] = {
  { "a symbol", "Add(1, u0)", "u0", "s0", "Add(1, s0)" },
  { "nothing to replace", "Add(1, u0)", "u1", "s0", "Add(1, u0)" },
  { "the whole", "u0", "u0", "3", "3" },
  { "what is built anew is evaluated", "Mul(2, Add(u0, s0))", "u0", "Mul(-1, s0)", "0" },
  { "a number", "Add(2, Mul(2, u0))", "2", "3", "Add(3, Mul(3, u0))" },
  { "a part that is an argument", "Add(1, Mul(u0, s0))", "Mul(u0, s0)", "u1", "Add(1, u1)" },
  { "a part of a product is no argument", "Mul(u0, u1, s0)", "Mul(u0, s0)", "s1", "Mul(u0, u1, s0)" },
  { "what replaces is not looked at again", "Add(u0, s0)", "s0", "Mul(u0, s0)", "Add(u0, Mul(u0, s0))" },
};

static void
test_substitute (gconstpointer data)
{
  const SubstituteRow *row = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autofree char *got = NULL;
  ShapeNode *node = expr_table_read (pool, row->input, TRUE, NULL);
  ShapeNode *from = expr_table_read (pool, row->from, TRUE, NULL);
  ShapeNode *to = expr_table_read (pool, row->to, TRUE, NULL);
  ShapeNode *result = shape_node_xreplace (node, &from, &to, 1);

  got = shape_node_to_string (result);
  g_assert_cmpstr (got, ==, row->expect);
}

/* A symbol of the same name with other assumptions is another symbol. */
static void
test_same_name (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *size = shape_node_symbol_int (pool, "s0", TRUE), *twin = shape_node_symbol_int (pool, "s0", FALSE);
  ShapeNode *square = shape_node_mul (size, size);

  g_assert_true (shape_node_xreplace (square, &twin, &pool->one, 1) == square);
  g_assert_true (shape_node_xreplace (square, &size, &pool->one, 1) == pool->one);
}

/* Shared parts are replaced once. */
static void
test_shared (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *u0 = shape_node_symbol_int (pool, "u0", FALSE);
  ShapeNode *u1 = shape_node_symbol_int (pool, "u1", FALSE);
  ShapeNode *a = expr_table_tower (u0), *b = expr_table_tower (u1);

  g_assert_true (shape_node_has_symbol (a, u0));
  g_assert_false (shape_node_has_op (a, SHAPE_OP_ADD));
  g_assert_true (shape_node_expand (a) == a);
  g_assert_true (shape_node_xreplace (a, &u0, &u1, 1) == b);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/substitute", rows, test_substitute);
  g_test_add_func ("/shaperec/substitute/same name", test_same_name);
  g_test_add_func ("/shaperec/substitute/shared parts", test_shared);
  return g_test_run ();
}
