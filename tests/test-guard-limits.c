/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "guard-fixture.h"

#include <string.h>

/* Guards where nodes or time run out: an error then, and the same answer as ever without the limit. */

/* x*x >= x + 12, a range that is found by solving. */
static void
guard_square (Fixture *self)
{
  g_autoptr (ShapeSymNode) twelve = shape_sym_node_new_int (self->env, 12);
  g_autoptr (ShapeSymNode) square = shape_sym_node_mul (get_size (self, 0), get_size (self, 0), NULL);
  g_autoptr (ShapeSymNode) sum = shape_sym_node_add (get_size (self, 0), twelve, NULL);

  guard (shape_sym_node_ge (square, sum, NULL));
}

/* A size that is to be 5 or more, and of which it turns out later that it is 8 more than the one that is added next. */
static ShapeSymNode *
add_greater (Fixture *self)
{
  const gint64 size = 16, stride = 1;
  g_autoptr (ShapeSymNode) five = shape_sym_node_new_int (self->env, 5);

  add_tensor (self, "L['y']", &size, &stride, 1, NULL);
  guard (shape_sym_node_ge (get_size (self, 0), five, NULL));
  return shape_sym_node_ref (get_size (self, 0));
}

static void
guard_greater (Fixture      *self,
               ShapeSymNode *greater)
{
  g_autoptr (ShapeSymNode) eight = shape_sym_node_new_int (self->env, 8);
  g_autoptr (ShapeSymNode) sum = shape_sym_node_add (get_size (self, 0), eight, NULL);

  guard (shape_sym_node_eq (greater, sum, NULL));
}

static void
fixture_init_with_guards (Fixture *self)
{
  g_auto (Constraint) constraint = { 0 };
  g_autoptr (ShapeSymNode) greater = NULL;

  fixture_init (self);
  constraint = strict (self, 2, FALSE);
  greater = add_greater (self);
  add_vector (self, "L['x']", &constraint);
  guard_greater (self, greater);
  guard_divisible (self);
  guard_square (self);
}

/* Produces guards with @n_nodes more nodes, and then without a limit. Returns whether the limit was met. */
static gboolean
produce_within (guint               n_nodes,
                ShapeGuardLanguage  language,
                const char         *expected)
{
  g_auto (Fixture) fixture;
  ShapeExprPool *pool;
  g_autofree char *got = NULL;
  gboolean was_short;

  fixture_init_with_guards (&fixture);
  pool = shape_env_get_pool (fixture.env);
  shape_expr_pool_set_max_nodes (pool, shape_expr_pool_get_n_nodes (pool) + n_nodes);
  got = produce (&fixture, language, NULL);
  was_short = strcmp (got, expected) != 0;
  if (was_short)
    g_assert_true (g_str_has_prefix (got, "limit: "));
  shape_expr_pool_set_max_nodes (pool, G_MAXUINT);
  check (&fixture, language, NULL, expected);
  return was_short;
}

static void
test_node_limit (void)
{
  for (ShapeGuardLanguage language = SHAPE_GUARD_LANGUAGE_PYTHON; language <= SHAPE_GUARD_LANGUAGE_CPP; language++)
    {
      g_auto (Fixture) fixture;
      g_autofree char *expected = NULL;
      guint n_nodes = 0;

      fixture_init_with_guards (&fixture);
      expected = produce (&fixture, language, NULL);
      while (produce_within (n_nodes, language, expected))
        g_assert_cmpuint (++n_nodes, <, 1000);
      g_assert_cmpuint (n_nodes, >, 0);
    }
}

/* A polynomial of degree 2**@n_squares, of which the solver of dimensions is told. */
static void
guard_polynomial (Fixture *self,
                  guint    n_squares)
{
  g_autoptr (ShapeSymNode) seven = shape_sym_node_new_int (self->env, 7);
  g_autoptr (ShapeSymNode) power = shape_sym_node_ref (get_size (self, 0));

  for (guint i = 0; i < n_squares; i++)
    {
      g_autoptr (ShapeSymNode) square = shape_sym_node_mul (power, power, NULL);

      shape_sym_node_unref (power);
      power = shape_sym_node_sub (square, seven, NULL);
    }
  guard (shape_sym_node_ge (power, seven, NULL));
}

/* Within a millisecond it is done or says that it is not; then there is no limit, and nothing was left behind. */
static void
test_time_limit (void)
{
  g_auto (Fixture) fixture;
  ShapeExprPool *pool;
  g_autofree char *hurried = NULL;
  g_autofree char *expected = NULL;

  fixture_init_with_guards (&fixture);
  guard_polynomial (&fixture, 7);
  pool = shape_env_get_pool (fixture.env);
  shape_expr_pool_set_max_milliseconds (pool, 1);
  hurried = produce (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, NULL);
  shape_expr_pool_set_max_milliseconds (pool, 0);
  expected = produce (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, NULL);
  g_assert_true (g_str_has_prefix (expected, "ConstraintViolationError: " VIOLATED (X)));
  if (strcmp (hurried, "limit: more than 1 milliseconds of work") != 0)
    g_assert_cmpstr (hurried, ==, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shaperec/guard-limits/nodes", test_node_limit);
  g_test_add_func ("/shaperec/guard-limits/time", test_time_limit);
  return g_test_run ();
}
