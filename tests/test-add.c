/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* Construction of sums. */

static const ExprRow rows[] = {
  { "nothing", "Add()", "0" },
  { "one", "Add(u0)", "u0" },
  { "a float of zero in front", "Add(0.0, 2)", "2" },
  { "a float of zero behind", "Add(2, 0.0)", "2.0" },
  { "zero is dropped", "Add(u0, 0)", "u0" },
  { "order", "Add(u0, s0, 1, s10, s2, zf0)", "Add(1, zf0, u0, s0, s10, s2)" },
  { "like terms", "Add(u0, u0, Mul(3, u0))", "Mul(5, u0)" },
  { "terms that cancel", "Add(u0, 1, Mul(-1, u0))", "1" },
  { "nested sums", "Add(Add(u0, 1), Add(s0, 2))", "Add(3, u0, s0)" },
  { "nested sums that cancel", "Add(Add(u0, 1), Mul(-1, Add(u0, 1)))", "0" },
  { "products of the same symbols", "Add(Mul(2, u0, s0), Mul(s0, u0))", "Mul(3, u0, s0)" },
  { "terms by length and kind", "Add(Mul(u0, s0), Pow(u0, 2), u1, Mul(2, u1), FloorDiv(u0, 2), Mod(u0, 2))", "Add(Pow(u0, 2), Mul(3, u1), Mul(u0, s0), FloorDiv(u0, 2), Mod(u0, 2))" },
  { "a product with a sum is a term", "Add(Mul(2, u0, Add(1, s0)), Mul(3, u0, Add(1, s0)))", "Mul(5, u0, Add(1, s0))" },
  { "fractions", "Add(Mul(Rational(1, 2), u0), Mul(Rational(1, 2), u0))", "u0" },
  { "a float coefficient", "Add(Mul(0.5, zf0), Mul(0.5, zf0))", "Mul(1.0, zf0)" },
  { "float coefficients that cancel", "Add(Mul(0.5, zf0), Mul(-0.5, zf0))", "0" },
  { "a float constant", "Add(1, 0.5, zf0)", "Add(1.5, zf0)" },
  { "int_oo keeps the rest", "Add(int_oo, u0)", "Add(int_oo, u0)" },
  { "oo swallows what is real", "Add(oo, u0, zf0)", "oo" },
  { "oo keeps what may be complex", "Add(oo, zuf0)", "Add(oo, zuf0)" },
  { "zoo", "Add(zoo, u0)", "zoo" },
  { "nan", "Add(nan, u0)", "nan" },
  { "roots of one number", "Add(Pow(2, Rational(1, 2)), Pow(8, Rational(1, 2)))", "Mul(3, Pow(2, Rational(1, 2)))" },
  { "cos of infinity beside a large float", "Add(1e+20, OpaqueUnaryFn_cos(-oo), s0)", "Add(1e+20, s0)" },
  { "sin of infinity beside infinity", "Add(int_oo, OpaqueUnaryFn_sin(oo))", "int_oo" },
  { "a float multiple of it, which makes infinity one of floats", "Add(int_oo, Mul(0.5, OpaqueUnaryFn_sin(oo)))", "oo" },
};

/* A sum that grows term by term is the sum that is built at once. */
static void
test_growth (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *terms[500], *sum = pool->zero;

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      g_autofree char *name = g_strdup_printf ("s%u", i);

      terms[i] = shape_node_mul (shape_node_integer (pool, i % 7), shape_node_symbol_int (pool, name, TRUE));
      sum = shape_node_add (sum, terms[i]);
    }
  g_assert_true (sum == shape_node_build (pool, SHAPE_OP_ADD, terms, G_N_ELEMENTS (terms)));
  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    sum = shape_node_sub (sum, terms[i]);
  g_assert_true (sum == pool->zero);
}

static void
test_truth_values (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *u0 = shape_node_symbol_int (pool, "u0", FALSE);
  ShapeNode *relation = shape_node_lt (u0, pool->zero);
  const ShapeOp ops[] = { SHAPE_OP_ADD, SHAPE_OP_MUL, SHAPE_OP_POW };

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (shape_node_build2 (ops[i], u0, relation) == pool->error_node);
      g_assert_false (shape_pool_check (pool, &error));
      g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_TYPE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/add", rows, G_N_ELEMENTS (rows), NULL);
  g_test_add_func ("/shaperec/add/term by term", test_growth);
  g_test_add_func ("/shaperec/add/truth values are no operands", test_truth_values);
  return g_test_run ();
}
