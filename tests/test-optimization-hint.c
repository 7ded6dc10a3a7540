/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shaperec/shaperec.h"

/* What an expression may come to where deferred equalities speak of it, with PyTorch's
 * answers. s52 is 5 and s48 is 7 in this run; u0, u1 and u2 hang on data. */

typedef struct
{
  const char *facts[4];
  const char *expr;
  gint64      fallback;
  const char *answer;
} Case;

static const Case cases[] = {
  { { "Eq(Add(u0, u1), s48)" },
    "Add(u0, u1, s52)", 8192, "12" },
  { { "Eq(u0, u1)" },
    "Add(u0, Mul(-1, u1))", 8192, "0" },
  { { "Eq(u0, u1)", "Eq(u1, u2)" },
    "Add(u0, u1, Mul(-2, u2))", 8192, "0" },
  { { "Eq(u0, Mul(2, u1))", "Eq(u1, s52)" },
    "Mul(u0, u2)", 12, "144" },
  { { "Eq(u0, FloorDiv(u1, 4))", "Eq(u1, Mul(4, u2))" },
    "FloorDiv(u1, 4)", 12, "12" },
  { { "Eq(Mul(u0, u1), s48)" },
    "Add(Mul(u0, u1, u2), Mul(u0, u1))", 10, "77" },
  { { "Eq(Mul(10, Add(s52, u0)), u1)" },
    "Add(Mul(10, s52), Mul(10, u0))", 8192, "81970" },
  { { "Eq(u0, Add(u1, 1))", "Eq(u1, Add(u0, 2))" },
    "u0", 12, "12" },
  { { "Eq(Max(u0, u1), s52)", "Eq(u2, Max(u0, u1))" },
    "Add(u2, u0)", 12, "17" },
  { { "Le(u0, 6)", "Eq(u1, u0)" },
    "Mul(u1, u0)", 8192, "36" },
  { { "Eq(Add(u0, Mul(u1, u2)), u0)" },
    "Mul(u1, Add(u0, Mul(u1, u2)))", 1, "1" },
  { { "Eq(Add(Pow(u1, 2), Mul(u0, u1)), FloorDiv(u0, u2))", "Eq(Mul(2, u0), u1)" },
    "Add(Mul(Add(3, u2), FloorDiv(u1, u2)), FloorDiv(u0, u2))", 1, "6" },
  { { "Eq(u1, s52)", "Eq(Add(u0, u2), u0)" },
    "Add(4, u1, Mul(-2, u0), Max(s52, u2))", 12, "-10" },
  { { "Eq(Pow(u1, 2), Add(6, u0))", "Eq(Mul(u1, u2), 1)", "Eq(Pow(u2, 2), Mul(-1, u0))" },
    "Add(u0, Pow(u1, 2))", 12, "282" },
  { { "Eq(Add(6, u2), u1)", "Eq(Mul(u0, u1, Add(u0, u1)), u2)", "Eq(Add(s52, u0), s52)" },
    "Add(Mul(-2, s52), Mul(-2, u0), FloorDiv(u0, 9))", 8192, "-10" },
  { { "Eq(Pow(u2, 2), u1)" },
    "Mul(Pow(u2, 2), Add(4, u0, Mul(u0, u2)))", 12, "1920" },
  { { "Eq(Pow(s48, 2), u1)" },
    "Add(u1, Mul(4, s52), Mul(u0, u1))", 12, "657" },
  { { "Eq(u0, u2)", "Eq(u1, 2)" },
    "Add(u2, Mul(Add(u0, u1), Add(u1, u2)))", 12, "208" },
  { { "Eq(Add(u0, u1), u1)", "Eq(Mul(2, u1), u0)" },
    "Add(2, u2, Mul(-2, u0), Mul(u0, u2))", 12, "14" },
  { { "Eq(Add(u0, u2), Mul(u0, u1))" },
    "Add(2, u0, u2)", 8192, "67108866" },
  { { "Eq(Mul(4, u0), s52)", "Eq(Mul(Add(u0, u2), Max(s52, u0)), u2)" },
    "Mul(4, u0, u2)", 1, "5" },
  { { "Eq(Add(s48, u2), u1)", "Eq(Add(6, u2), Mul(u1, u2))" },
    "Mul(u1, Add(6, u2))", 1, "1" },
  { { "Eq(Add(u0, u2), u1)", "Eq(Add(9, FloorDiv(u0, u1)), Add(u0, u2))" },
    "Add(Pow(u1, 4), Mul(-2, u0), Mul(-2, u2))", 12, "331728" },
  { { "Eq(Mul(u1, u2), u1)", "Eq(Pow(u2, 2), u0)" },
    "Mul(u0, u1, Pow(u2, 2), FloorDiv(u2, 4))", 8192, "0" },
  { { "Eq(Mul(4, u1), u0)" },
    "Mul(4, u1, Add(4, Mul(u1, u2)))", 12, "1776" },
  { { "Eq(Add(s48, u1, Mul(s52, u0)), s48)", "Eq(Add(u0, u2), 6)" },
    "Mul(Add(u0, u2), Add(1, s48, Mul(2, u2)))", 8192, "98352" },
  { { "Eq(6, u1)" },
    "Add(6, Mul(6, u1), Mul(6, u2))", 12, "114" },
  { { "Eq(Mul(24, u0), Mul(s52, u1))", "Eq(u0, Add(u0, u1))" },
    "Add(Mul(s52, u1), Mul(u0, u2), Mul(u1, u2))", 1, "25" },
  { { "Eq(Add(u0, u1), u2)", "Eq(Mul(2, u1), u1)", "Eq(Add(4, Mul(4, u1)), Mul(u0, u2))" },
    "Add(-1, u0, u2, Mul(-4, u1))", 12, "-117" },
  { { "Eq(Add(u0, u1, Pow(u1, 2)), u2)", "Eq(FloorDiv(u1, u2), Add(u1, u2))" },
    "Mul(u2, Add(u0, u1, Pow(u1, 2)))", 1, "1" },
  { { "Eq(Mul(3, u0, Add(u1, u2)), Mul(u0, u1))", "Eq(Add(u0, u2), 6)" },
    "Mul(3, u0, u2, Add(u1, u2))", 1, "1" },
  { { "Eq(Add(Pow(u1, 2), Mul(2, u0)), u2)" },
    "Mul(Add(Pow(u1, 2), Mul(2, u0)), Add(-2, s52, u0))", 12, "180" },
  { { "Eq(Max(Mul(3, u1), Add(u0, u1)), u0)", "Eq(Pow(u1, 2), Mul(2, u2))" },
    "Add(6, Mul(2, u2), Mul(3, u0))", 8192, "67133446" },
  { { "Eq(Add(u0, u1), u2)", "Eq(4, u2)" },
    "Mul(Add(u0, u1), Add(Mul(-1, u0), FloorDiv(s52, u1)))", 8192, "-32768" },
};

static ShapeEnv *
create_env (void)
{
  static const struct { const char *name; gint64 value; } inputs[] = { { "L['x']", 5 }, { "L['y']", 7 } };
  ShapeEnv *env = g_object_new (SHAPE_TYPE_ENV, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", inputs[i].name, NULL, FALSE);
      g_autoptr (ShapeSymNode) input = NULL;

      input = shape_env_create_unspecified_symint_and_symbol (env, inputs[i].value, source, SHAPE_DIM_DYNAMIC, NULL);
      g_assert_nonnull (input);
    }
  for (guint i = 0; i < 3; i++)
    shape_sym_node_unref (shape_env_create_unbacked_symint (env));
  return env;
}

static ShapeExpr *
parse (ShapeEnv   *env,
       const char *text)
{
  g_autoptr (GError) error = NULL;
  ShapeExpr *expr = shape_expr_parse (shape_env_get_pool (env), text, &error);

  g_assert_no_error (error);
  return expr;
}

static void
expect (ShapeEnv   *env,
        const char *fact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeExpr) expr = parse (env, fact);
  gboolean holds;

  g_assert_true (shape_env_guard_or_defer_runtime_assert (env, expr, "m", &holds, &error));
  g_assert_no_error (error);
}

static void
assert_hint (ShapeEnv   *env,
             const char *text,
             gint64      fallback,
             const char *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeExpr) expr = parse (env, text);
  g_autoptr (ShapeExpr) hint = shape_env_optimization_hint (env, expr, fallback, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = shape_expr_to_sympy_string (hint, NULL);
  g_assert_cmpstr (got, ==, answer);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ShapeEnv) env = create_env ();

      g_test_message ("%s", cases[i].expr);
      for (guint j = 0; cases[i].facts[j] != NULL; j++)
        expect (env, cases[i].facts[j]);
      assert_hint (env, cases[i].expr, cases[i].fallback, cases[i].answer);
    }
}

/* What is learnt after the first question does not count any more. */
static void
test_later (void)
{
  g_autoptr (ShapeEnv) env = create_env ();

  expect (env, "Eq(Mul(2, u0), Mul(3, u1))");
  assert_hint (env, "Add(Mul(2, u0), u2)", 12, "36");
  expect (env, "Eq(Mul(2, u2), Mul(5, u1))");
  assert_hint (env, "Add(Mul(2, u2), Mul(-5, u1))", 12, "-36");
}

/* Values that are put in one after the other: a division by the first is no error of the
 * caller's, but the fallback. */
static void
test_division (void)
{
  g_autoptr (ShapeEnv) env = create_env ();

  assert_hint (env, "FloorDiv(s52, u0)", 0, "0");
  assert_hint (env, "ModularIndexing(u1, u0, 4)", 0, "0");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shaperec/optimization-hint/cases", test_cases);
  g_test_add_func ("/shaperec/optimization-hint/later facts", test_later);
  g_test_add_func ("/shaperec/optimization-hint/division by zero", test_division);
  return g_test_run ();
}
