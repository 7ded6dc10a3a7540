/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <shaperec/shaperec.h>

/* Comparing two environments, in the words of the reference. */

static void
make_unbacked (ShapeEnv *env)
{
  g_autoptr (ShapeSymNode) node = shape_env_create_unbacked_symint (env);

  g_assert_nonnull (node);
}

static void
make_symbol (ShapeEnv *env)
{
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['n']", NULL, FALSE);
  g_autoptr (ShapeExpr) symbol = shape_env_create_symbol (env, 7, source, SHAPE_DIM_DUCK, NULL);

  g_assert_nonnull (symbol);
}

typedef struct
{
  const char *desc;
  void      (*change) (ShapeEnv *env);
  const char *expected; /* of an untouched environment on the left; NULL: equal */
} CompareCase;

static const CompareCase compare_cases[] = {
  { "frozen", shape_env_freeze,
    "ShapeEnv not equal: field values don't match:\n\n"
    "==> frozen: values don't match.\n  >  Left: False\n  > Right: True\n" },
  { "an unbacked symbol", make_unbacked,
    "ShapeEnv not equal: field values don't match:\n\n"
    "==> unbacked_symint_counter: values don't match.\n  >  Left: 0\n  > Right: 1\n"
    "==> var_to_range: values don't match.\n  >  Left: {}\n  > Right: {u0: VR[-int_oo, int_oo]}\n" },
  { "suppressed guards are no state", shape_env_suppress_guards_enter, NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (compare_cases); i++)
    {
      const CompareCase *c = &compare_cases[i];
      g_autoptr (ShapeEnv) left = shape_env_new ();
      g_autoptr (ShapeEnv) right = shape_env_new ();
      g_autoptr (GError) error = NULL;
      gboolean equal;

      g_test_message ("%s", c->desc);
      c->change (right);
      equal = shape_env_check_state_equal (left, right, &error);
      g_assert_true (equal == (c->expected == NULL));
      if (c->expected != NULL)
        g_assert_cmpstr (error->message, ==, c->expected);
    }
}

static void
test_differences (void)
{
  g_autoptr (ShapeEnv) left = shape_env_new ();
  g_autoptr (ShapeEnv) right = shape_env_new ();
  g_autoptr (ShapeComparison) comparison = NULL;
  g_autoptr (ShapeDifference) difference = NULL;

  make_symbol (right);
  comparison = shape_comparison_new (left, right);
  g_assert_false (shape_comparison_is_equal (comparison));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (comparison)), ==, 6);
  difference = g_list_model_get_item (G_LIST_MODEL (comparison), 0);
  g_assert_cmpstr (shape_difference_get_field (difference), ==, "backed_var_to_val");
  g_assert_cmpstr (shape_difference_get_left (difference), ==, "{}");
  g_assert_cmpstr (shape_difference_get_right (difference), ==, "{s86: 7}");
}

static void
test_pools_do_not_matter (void)
{
  g_autoptr (ShapeEnv) left = shape_env_new ();
  g_autoptr (ShapeEnv) right = shape_env_new ();
  g_autoptr (GError) error = NULL;

  make_symbol (left);
  make_symbol (right);
  g_assert_true (shape_env_check_state_equal (left, right, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shaperec/compare/cases", test_cases);
  g_test_add_func ("/shaperec/compare/differences", test_differences);
  g_test_add_func ("/shaperec/compare/pools-do-not-matter", test_pools_do_not_matter);

  return g_test_run ();
}
