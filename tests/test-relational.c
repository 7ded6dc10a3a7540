/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"
#include "shaperec/expr/shape-relational-private.h"

/* Construction of relations: true, false, or as it stands. */

static const ExprRow rows[] = {
  { "integers", "Lt(2, 3)", "True" },
  { "equal integers", "Le(3, 3)", "True" },
  { "rationals", "Gt(Rational(1, 2), Rational(1, 3))", "True" },
  { "a float and an integer", "Eq(2.0, 2)", "True" },
  { "a float and a fraction", "Eq(0.1, Rational(1, 10))", "True" },
  { "beyond a word", "Lt(100000000000000000000000, 100000000000000000000001)", "True" },
  { "sides stay where they are", "Gt(3, u0)", "Gt(3, u0)" },
  { "a size is at least 1", "Ge(s0, 1)", "True" },
  { "a size is above 0", "Gt(s0, 0)", "True" },
  { "a size may be 1", "Gt(s0, 1)", "Gt(s0, 1)" },
  { "never below 1", "Lt(s0, 1)", "False" },
  { "equal to a negative number", "Eq(s0, -1)", "False" },
  { "a sum of sizes", "Ge(Add(s0, s1), 2)", "Ge(Add(s0, s1), 2)" },
  { "a sum of sizes may be 2", "Gt(Add(s0, s1), 2)", "Gt(Add(s0, s1), 2)" },
  { "a product of sizes", "Ge(Mul(s0, s1), 1)", "True" },
  { "a polynomial that grows", "Gt(Add(Pow(s0, 2), s0), 1)", "True" },
  { "a polynomial that falls first", "Ge(Add(Pow(s0, 2), Mul(-3, s0), 3), 0)", "Ge(Add(3, Pow(s0, 2), Mul(-3, s0)), 0)" },
  { "of unknown sign", "Ge(u0, 0)", "Ge(u0, 0)" },
  { "a square", "Ge(Pow(u0, 2), 0)", "True" },
  { "a square and one", "Gt(Add(Pow(u0, 2), 1), 0)", "True" },
  { "the same on both sides", "Le(Add(u0, s0), Add(s0, u0))", "True" },
  { "sides that differ by a number", "Lt(Add(u0, 1), Add(u0, 2))", "True" },
  { "sides that differ by a size", "Gt(Add(u0, s0), u0)", "True" },
  { "by parity", "Eq(Mul(2, u0), 3)", "False" },
  { "by parity of a product of neighbours", "Eq(Mul(u0, Add(u0, 1)), 7)", "False" },
  { "by fraction", "Eq(Add(u0, Rational(1, 2)), s0)", "False" },
  { "half of something", "Eq(Mul(Rational(1, 2), u0), 1)", "Eq(Mul(Rational(1, 2), u0), 1)" },
  { "a reciprocal", "Le(Pow(s0, -1), 1)", "Le(Pow(s0, -1), 1)" },
  { "a reciprocal is no 0", "Eq(Pow(s0, -1), 0)", "False" },
  { "over a common denominator", "Eq(Add(Rational(1, 5), Mul(7, Pow(s2, -1))), s2)", "False" },
  { "a float that is not whole", "Eq(u0, 0.5)", "False" },
  { "a float that is whole", "Eq(u0, 2.0)", "Eq(u0, 2.0)" },
  { "a float bound", "Lt(s0, 0.5)", "False" },
  { "a real", "Gt(zf0, 0)", "Gt(zf0, 0)" },
  { "a real square", "Ge(Pow(zf0, 2), 0)", "True" },
  { "int_oo is above", "Lt(u0, int_oo)", "Lt(u0, int_oo)" },
  { "int_oo and a number", "Gt(int_oo, 5)", "True" },
  { "int_oo is below oo", "Lt(int_oo, oo)", "True" },
  { "int_oo and itself", "Ge(int_oo, int_oo)", "Ge(int_oo, int_oo)" },
  { "int_oo equals itself", "Eq(int_oo, int_oo)", "True" },
  { "int_oo is not oo", "Eq(int_oo, oo)", "False" },
  { "oo and itself", "Ge(oo, oo)", "True" },
  { "oo is above what is finite", "Lt(zf0, oo)", "True" },
  { "-oo", "Ge(s0, -oo)", "True" },
  { "oo and what may be infinite", "Le(zuf0, oo)", "Le(zuf0, oo)" },
  { "nan equals nothing", "Eq(nan, nan)", "False" },
  { "truth values", "Eq(True, False)", "False" },
  { "a truth value and a number", "Eq(Lt(u0, 3), 1)", "False" },
  { "a truth value and a relation", "Eq(Lt(u0, 3), True)", "Eq(Lt(u0, 3), True)" },
  { "without assumptions", "Ge(zuf0, 0)", "Ge(zuf0, 0)" },
  { "a bounded maximum", "Ge(Max(2, s0), 1)", "True" },
  { "a remainder", "Ge(Mod(s0, 2), 0)", "True" },
  { "roots", "Lt(Pow(2, Rational(1, 2)), Rational(3, 2))", "True" },
  { "multiples", "Lt(Mul(2, s0), Mul(3, s0))", "True" },
  { "infinity and a number that has no value", "Gt(ModularIndexing(int_oo, 2, 4), int_oo)", "False" },
  { "what a cosine of infinity never is", "Gt(2, OpaqueUnaryFn_cos(-int_oo))", "True" },
  { "what it may be at most", "Gt(OpaqueUnaryFn_sin(int_oo), 1)", "False" },
  { "a sum with one", "Lt(-2, Add(1, Mul(2.5, OpaqueUnaryFn_cos(oo))))", "True" },
  { "a sum with a negative multiple of one", "Gt(4, Add(1, Mul(-2, OpaqueUnaryFn_cos(oo))))", "True" },
  { "a number and infinity times a square", "Ge(6, Mul(int_oo, Pow(s2, 2)))", "False" },
  { "infinity is as good as such a number", "Eq(ModularIndexing(int_oo, 2, 4), int_oo)", "True" },
  { "infinity and infinitely many of such numbers", "Ge(int_oo, Mul(int_oo, ModularIndexing(int_oo, 2, 4)))", "Ge(int_oo, Mul(int_oo, ModularIndexing(int_oo, 2, 4)))" },
  { "an infinite power that has no sign", "Lt(int_oo, Pow(-2, -int_oo))", "Lt(int_oo, Pow(-2, -int_oo))" },
  { "infinite powers, whose sign is lost", "Gt(Pow(2, int_oo), Pow(3, -int_oo))", "False" },
  { "infinity and an Identity", "Eq(int_oo, Identity(5))", "True" },
  { "a multiple of an Identity and infinity", "Lt(Mul(3, Identity(2)), int_oo)", "False" },
  { "an infinite Identity", "Lt(Identity(oo), oo)", "Lt(Identity(oo), oo)" },
  { "an Identity of an Identity", "Lt(Identity(Identity(2)), 0)", "raises RecursionError" },
  { "an Identity of an Identity equals nothing", "Eq(Identity(Identity(2)), 0)", "False" },
  { "a choice of Identities beside infinity", "Eq(int_oo, Max(0, Identity(7)))", "raises RecursionError" },
  { "a product with a choice of Identities in a sum", "Ge(u0, Mul(s0, Add(1, Max(0, Identity(7)))))", "raises RecursionError" },
  { "a choice of infinity and an Identity", "Gt(5, Max(-int_oo, Identity(2)))", "raises ValueError" },
  { "a choice of Identities that infinity wins", "Gt(5, Max(int_oo, Identity(2)))", "False" },
  { "a sum that does not commute", "Lt(u0, Add(-2, Mul(2, Where(Gt(2, s2), zf0, 2))))", "raises TypeError" },
  { "a sum with what may not commute", "Lt(u0, Add(-2, Where(Gt(2, s2), zf0, 2)))", "Lt(u0, Add(-2, Where(Gt(2, s2), zf0, 2)))" },
  { "a product that does not commute, beside a number", "Lt(Add(1, Mul(2, s0, Where(Gt(s1, 2), 2, zf0))), s2)", "raises TypeError" },
  { "and beside something else", "Lt(Add(s0, Mul(2, s0, Where(Gt(s1, 2), 2, zf0))), s2)", "Lt(Add(s0, Mul(2, s0, Where(Gt(s1, 2), 2, zf0))), s2)" },
  { "cos of infinity is not infinite", "Eq(int_oo, OpaqueUnaryFn_cos(oo))", "False" },
  { "cos and sin of infinity are one range", "Ne(Mul(2, OpaqueUnaryFn_cos(oo)), Mul(2, OpaqueUnaryFn_sin(-oo)))", "False" },
};

/* A relation that was decided is decided again without work, and the same way. */
static void
test_again (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *s0 = shape_node_symbol_int (pool, "s0", TRUE);
  guint n_nodes;

  g_assert_true (shape_node_gt (s0, pool->zero) == pool->true_node);
  n_nodes = shape_expr_pool_get_n_nodes (pool);
  g_assert_true (shape_node_gt (s0, pool->zero) == pool->true_node);
  g_assert_cmpuint (shape_expr_pool_get_n_nodes (pool), ==, n_nodes);
}

static void
test_no_order (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *u0 = shape_node_symbol_int (pool, "u0", FALSE);
  ShapeNode *odd[] = {
    shape_node_constant (pool, SHAPE_OP_NAN),
    shape_node_constant (pool, SHAPE_OP_IMAGINARY_UNIT),
    shape_node_eq (u0, pool->one),
    pool->true_node,
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (shape_node_lt (u0, odd[i]) == pool->error_node);
      g_assert_false (shape_pool_check (pool, &error));
      g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_TYPE);
    }
}

static void
test_nested_int (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GError) error = NULL;
  ShapeNode *j1 = shape_node_singleton (pool, 1, 1), *twice = shape_node_singleton (pool, 1, 2);
  ShapeNode *j2 = shape_node_singleton (pool, 2, 1);

  g_assert_true (shape_node_eq (j1, j1) == pool->true_node);
  g_assert_true (shape_node_eq (j1, j2) == pool->false_node);
  g_assert_true (shape_node_eq (j1, pool->one) == pool->false_node);
  g_assert_true (shape_node_ge (twice, j1) == pool->true_node);
  g_assert_true (shape_node_ge (j1, pool->one) == pool->true_node);
  g_assert_true (shape_node_ge (j1, j2) == pool->error_node);
  g_assert_false (shape_pool_check (pool, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_VALUE);
}

static ShapeNode *
canonicalize (ShapeNode *node)
{
  return SHAPE_IS_RELATIONAL (node) ? shape_relational_canonical (node) : node;
}

static const ExprRow canonical_rows[] = {
  { "a number goes to the right", "Gt(3, u0)", "Lt(u0, 3)" },
  { "sides in order", "Lt(u1, u0)", "Gt(u0, u1)" },
  { "a minus sign goes", "Lt(Mul(-1, u0), 3)", "Gt(u0, -3)" },
  { "two minus signs", "Lt(Mul(-1, u0), Mul(-1, u1))", "Gt(u0, u1)" },
  { "a minus sign on the right", "Eq(u0, Mul(-1, u1))", "Eq(u0, Mul(-1, u1))" },
  { "a sum with more minus signs", "Le(Add(Mul(-1, u0), Mul(-1, u1), s0), 2)", "Ge(Add(u0, u1, Mul(-1, s0)), -2)" },
  { "a sum with as many", "Le(Add(u0, Mul(-1, u1)), 2)", "Le(Add(u0, Mul(-1, u1)), 2)" },
  { "the other way round", "Le(Add(Mul(-1, u0), u1), 2)", "Ge(Add(u0, Mul(-1, u1)), -2)" },
  { "an Identity of a number beside 0", "Gt(0, Identity(4))", "False" },
  { "an Identity on the right", "Lt(0, Identity(4))", "Lt(0, Identity(4))" },
  { "an Identity equals no number", "Eq(Identity(0), 0)", "False" },
  { "an Identity beside infinity", "Gt(int_oo, Identity(4))", "True" },
  { "an Identity beside another number", "Gt(Identity(4), 3)", "Gt(Identity(4), 3)" },
};

/* Of a relation that stays, whether examples show it. */
static ShapeNode *
is_shown_open (ShapeNode *node)
{
  return SHAPE_IS_RELATIONAL (node) ? shape_node_bool (node->pool, shape_relation_is_open (node)) : node;
}

static const ExprRow open_rows[] = {
  { "a size and a number", "Gt(s0, 7)", "True" },
  { "two sizes", "Lt(s0, s1)", "True" },
  { "products of sizes", "Ge(Mul(s0, s1), Mul(2, s2))", "True" },
  { "sums that are equal somewhere", "Eq(Add(s0, s1), Add(s2, 3))", "True" },
  { "functions of sizes", "Ne(CleanDiv(s0, s1), Mul(s1, FloorDiv(s0, 4)))", "True" },
  { "a reciprocal", "Ge(s0, Mul(2, Pow(s1, -1)))", "True" },
  { "a fraction", "Lt(Mul(Rational(1, 2), u0), 3)", "True" },
  { "too long a number", "Lt(s0, 100000000000000000000000)", "False" },
  { "a bound that no example passes", "Lt(s0, 1000000)", "False" },
  { "a factor that is odd is not looked into", "Eq(Mul(s1, Add(Mul(2, u0), -3)), 0)", "False" },
  { "nor is it beside a sum", "Eq(Add(1, Mul(s1, Add(Mul(2, u0), -3))), 1)", "False" },
  { "beside a number it does not matter", "Eq(Mul(s1, Add(Mul(2, u0), -3)), 1)", "True" },
  { "a float symbol", "Lt(zf0, s0)", "False" },
  { "an Identity", "Gt(s0, Identity(4))", "False" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/relational", rows, G_N_ELEMENTS (rows), NULL);
  expr_table_add ("/shaperec/relational/canonical", canonical_rows, G_N_ELEMENTS (canonical_rows), canonicalize);
  expr_table_add ("/shaperec/relational/open", open_rows, G_N_ELEMENTS (open_rows), is_shown_open);
  g_test_add_func ("/shaperec/relational/twice", test_again);
  g_test_add_func ("/shaperec/relational/no order", test_no_order);
  g_test_add_func ("/shaperec/relational/nested int", test_nested_int);
  return g_test_run ();
}
