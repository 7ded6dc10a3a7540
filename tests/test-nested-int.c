/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"

/* What comes of an expression where a nested integer takes the place of a symbol. */

#define N "SingletonInt(1, 1)"

static const ExprRow rows[] = {
  { "a sum", "Add(" N ", 3)", "Add(3, " N ")" },
  { "a number times a sum is not distributed", "Mul(2, Add(" N ", 3))", "Mul(2, Add(3, " N "))" },
  { "zero times powers", "Mul(0, " N ", " N ")", "0" },
  { "beside a symbol it is not comparable", "Max(u0, Add(4, Mul(2, " N ")))", "raises ValueError" },
  { "a maximum", "Max(2, " N ")", "raises AttributeError" },
  { "a minimum with a part", "Min(u0, Add(3, " N "))", "raises AttributeError" },
  { "a quotient", "FloorDiv(" N ", 2)", "raises NotImplementedError" },
  { "a quotient by one", "FloorDiv(" N ", 1)", "raises NotImplementedError" },
  { "by it", "FloorDiv(u0, " N ")", "raises NotImplementedError" },
  { "by zero", "FloorDiv(" N ", 0)", "raises ZeroDivisionError" },
  { "by itself", "FloorDiv(" N ", " N ")", "1" },
  { "nothing by it", "FloorDiv(0, " N ")", "0" },
  { "a term of a sum", "FloorDiv(Add(" N ", u0), 2)", "raises NotImplementedError" },
  { "a sum by a symbol", "FloorDiv(Add(" N ", 3), u0)", "FloorDiv(Add(3, " N "), u0)" },
  { "a common factor", "FloorDiv(Mul(2, " N "), 2)", "raises NotImplementedError" },
  { "a common factor that leaves a product", "FloorDiv(2, Mul(8, " N "))", "raises AttributeError" },
  { "a factor that cancels", "FloorDiv(Mul(u0, " N "), Mul(2, " N "))", "FloorDiv(u0, 2)" },
  { "a rest", "PythonMod(" N ", 2)", "raises NotImplementedError" },
  { "a rest by it", "PythonMod(u0, " N ")", "raises NotImplementedError" },
  { "a rest by a multiple", "Mod(2, Mul(s0, " N "))", "raises NotImplementedError" },
  { "a rest by a sum", "PythonMod(u0, Add(" N ", 3))", "PythonMod(u0, Add(3, " N "))" },
  { "a rest of a multiple", "PythonMod(Mul(2, " N "), " N ")", "0" },
  { "a rest of a sum", "PythonMod(Add(" N ", 3), 2)", "raises NotImplementedError" },
  { "Mod asks less", "Mod(Add(" N ", 3), 2)", "Mod(Add(3, " N "), 2)" },
  { "equal to a symbol", "Eq(" N ", u0)", "False" },
  { "equal within a sum", "Eq(Add(4, Mul(2, " N ")), u0)", "Eq(Add(4, Mul(2, " N ")), u0)" },
  { "ordered", "Lt(" N ", u0)", "Lt(" N ", u0)" },
  { "ordered within a sum of products", "Lt(u0, Add(4, Mul(2, " N ")))", "raises TypeError" },
  { "a relation among others", "And(Eq(Add(u0, " N "), 7), Lt(s0, 3))", "raises AttributeError" },
  { "a relation alone, with a number", "Or(False, Eq(Add(u0, " N "), 7))", "Eq(Add(u0, " N "), 7)" },
  { "a relation alone, without", "Or(False, Eq(Add(u0, " N "), s0))", "raises AttributeError" },
  { "what is decided is not sorted", "Or(True, Eq(Add(u0, " N "), 7))", "True" },
  { "a square is asked what it is", "FloorDiv(Pow(" N ", 2), 2)", "raises NotImplementedError" },
};

/* A tree of 2**60 leaves is looked through by its shared parts. */
static void
test_shared (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *node = expr_table_read (pool, "FloorDiv(u0, Add(" N ", 3))", TRUE, NULL);

  for (guint i = 0; i < 60; i++)
    {
      ShapeNode *args[2] = { node, NULL };

      args[1] = shape_node_intern_sorted (pool, SHAPE_OP_ADD, (ShapeNode *[]) { pool->one, node }, 2);
      node = shape_node_intern_sorted (pool, SHAPE_OP_MUL, args, 2);
    }
  g_assert_cmpint (shape_node_is (node, SHAPE_FACT_INTEGER), ==, SHAPE_YES);
  g_assert_false (shape_pool_has_error (pool));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/nested-int", rows, G_N_ELEMENTS (rows), NULL);
  g_test_add_func ("/shaperec/nested-int/shared", test_shared);
  return g_test_run ();
}
