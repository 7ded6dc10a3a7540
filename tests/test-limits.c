/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"
#include "test-rows.h"

#include "shaperec/analysis/shape-analysis-private.h"
#include "shaperec/env/shape-env-private.h"
#include "shaperec/expr/shape-logic-private.h"
#include "shaperec/expr/shape-gcd-private.h"
#include "shaperec/expr/shape-simplify-private.h"

/* Questions that would take forever, or all memory: each ends within its budget, and the
 * next one is answered. */

#define BUDGET_MS 100
#define PATIENCE  (20 * G_USEC_PER_SEC) /* for a busy machine, and for sanitizers */

static void
ask_expand (ShapeNode *node)
{
  shape_node_expand (node);
}

static void
ask_expand_full (ShapeNode *node)
{
  shape_node_expand_full (node);
}

static void
ask_simplify (ShapeNode *node)
{
  shape_node_simplify (node);
}

static void
ask_cnf (ShapeNode *node)
{
  shape_node_to_cnf (node);
}

static void
ask_bound (ShapeNode *node)
{
  shape_bound (node, NULL);
}

static void
ask_canonicalize (ShapeNode *node)
{
  shape_canonicalize (shape_node_lt (node, node->pool->one));
}

static void
ask_solve (ShapeNode *node)
{
  ShapeNode *symbol = shape_node_symbol_int (node->pool, "s0", TRUE), *relation, *rhs;

  shape_try_solve (shape_node_lt (node, node->pool->one), symbol, TRUE, &relation, &rhs);
}

static void
ask_substitute (ShapeNode *node)
{
  ShapeNode *symbol = shape_node_symbol_int (node->pool, "s0", TRUE);
  ShapeNode *number = shape_node_integer (node->pool, 7);

  shape_node_xreplace (node, &symbol, &number, 1);
}

static void
ask_gcd (ShapeNode *node)
{
  shape_node_gcd (node, shape_node_add (node, shape_node_symbol_int (node->pool, "s1", TRUE)));
}

static void
ask_cancel (ShapeNode *node)
{
  ShapeNode *numerator, *denominator;

  shape_node_split_fraction (node, &numerator, &denominator);
  shape_node_cancel (&numerator, &denominator);
}

static void
ask_text (ShapeNode *node)
{
  g_free (shape_node_to_string (node));
  g_free (shape_node_to_sympy_str (node));
}

/* The same tree in a symbol that differs in nothing but its assumptions. */
static void
ask_order (ShapeNode *node)
{
  ShapeNode *symbol = shape_node_symbol_int (node->pool, "s0", TRUE);
  ShapeNode *twin = shape_node_symbol_int (node->pool, "s0", FALSE);

  shape_node_key_compare (node, shape_node_xreplace (node, &symbol, &twin, 1));
}

static void
ask_sign (ShapeNode *node)
{
  g_assert_cmpint (shape_node_is (node, SHAPE_FACT_POSITIVE), ==, SHAPE_YES);
}

static void
ask_facts (ShapeNode *node)
{
  for (guint fact = 0; fact < SHAPE_N_FACTS; fact++)
    shape_node_is (node, (ShapeFact) fact);
}

typedef struct
{
  const char *desc;
  const char *start;
  const char *step; /* made again and again, X being what there is so far, and N a number that counts */
  guint       n_steps;
  void      (*ask) (ShapeNode *node);
  gboolean    may_succeed;
} HostileCase;

static const HostileCase cases[] = {
  { "a product of sums with a million terms", "1", "Mul(X, Add(Pow(s0, N), Pow(s1, N), Pow(s2, N)))", 13, ask_expand, FALSE },
  { "a product of products of sums", "s0", "Mul(Add(X, s1), Add(X, u2))", 40, ask_expand, FALSE },
  { "the same, expanded in full", "s0", "Mul(Add(X, s1), Add(X, u2))", 40, ask_expand_full, FALSE },
  { "powers of powers of sums", "s0", "Pow(Add(X, s1), 3)", 40, ask_expand, FALSE },
  { "a sum of squares of sums, simplified", "s0", "Add(Pow(X, 2), Mul(X, s1), N)", 40, ask_simplify, TRUE },
  { "a fraction in a fraction", "s0", "Add(X, Pow(Add(X, s1), -1))", 60, ask_simplify, TRUE },
  { "numbers that square at each step", "s0", "Add(Mul(X, X), 1)", 40, ask_substitute, FALSE },
  { "bounds that square at each step", "s0", "Add(Mul(X, Add(X, s1)), s2)", 40, ask_bound, FALSE },
  { "fractions of growing numbers", "s0", "Add(X, Pow(Add(X, N), -1))", 60, ask_substitute, FALSE },
  { "a disjunction of conjunctions", "Lt(u0, u1)", "Or(And(X, Lt(u1, N)), And(X, Lt(u2, N)))", 60, ask_cnf, FALSE },
  { "a disjunction of many pairs", "Lt(u0, u1)", "Or(X, And(Lt(u1, N), Lt(u2, N)))", 40, ask_cnf, TRUE },
  { "maxima of minima", "u0", "Max(Min(Add(X, s1), Max(X, u2)), Min(Add(N, X), u3))", 60, ask_canonicalize, TRUE },
  { "a relation of nested quotients", "u0", "FloorDiv(Add(Mul(X, s1), X, u1), Add(Mul(X, s1), s3))", 60, ask_solve, TRUE },
  { "nested remainders", "s0", "Mod(Add(Mul(X, Add(X, s1)), s1), Add(X, N))", 60, ask_facts, TRUE },
  { "the sign of a large prime", "Add(Pow(2, 44497), -1)", NULL, 0, ask_sign, TRUE },
  { "whether a large number is prime", "Add(Pow(2, 44497), -1)", NULL, 0, ask_facts, FALSE },
  { "a text of many bytes", "u0", "BitwiseFn_bitwise_xor(Add(X, 1), X)", 60, ask_text, FALSE },
  { "two trees that look the same", "s0", "Add(Mul(X, Add(X, u1)), u2)", 60, ask_order, FALSE },
  { "a divisor with generators of endless text", "u0", "Add(FloorDiv(X, s1), Mod(X, s2))", 60, ask_gcd, FALSE },
  { "a quotient of a billion terms", "Add(Pow(s0, 10000000), -1)", "Mul(X, Pow(Add(s0, -1), -1))", 1, ask_cancel, FALSE },
  { "a quotient in many symbols",
    "Mul(Add(Pow(s0, 40), -1), Add(Pow(s1, 40), -1), Add(Pow(s2, 40), -1), Add(Pow(s3, 40), -1), Add(Pow(s4, 40), -1))",
    "Mul(X, Pow(Mul(Add(s0, -1), Add(s1, -1), Add(s2, -1), Add(s3, -1), Add(s4, -1)), -1))", 1, ask_cancel, FALSE },
};

/* Numbers that nobody could write down. */
static const char *const numbers[] = {
  "Pow(10, Pow(10, 9))",
  "Pow(10, 1000000000)",
  "Pow(Rational(2, 3), -1000000000)",
  "Pow(7, Pow(7, Pow(7, 7)))",
};

typedef struct
{
  ShapeExprPool *pool;
  ShapeNode     *x;
  guint          step;
} Growth;

static ShapeNode *
growth_symbol (const char *name,
               gsize       len,
               gpointer    data)
{
  Growth *self = data;

  if (len == 1 && *name == 'X')
    return self->x;
  if (len == 1 && *name == 'N')
    return shape_node_integer (self->pool, self->step + 2);
  return expr_table_symbol (name, len, self->pool);
}

static ShapeNode *
growth_read (Growth     *self,
             const char *text)
{
  ShapeParseScope scope = { growth_symbol, NULL, self };

  return shape_node_parse (self->pool, text, strlen (text), TRUE, &scope, NULL);
}

/* As far as it may grow. */
static ShapeNode *
grow (ShapeExprPool     *pool,
      const HostileCase *c)
{
  Growth growth = { .pool = pool };
  ShapeNode *next = growth_read (&growth, c->start);

  for (; next != NULL && growth.step < c->n_steps; growth.step++)
    {
      growth.x = next;
      next = growth_read (&growth, c->step);
    }
  return next != NULL ? next : growth.x;
}

static void
assert_answers (ShapeExprPool *pool)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  ShapeNode *node = expr_table_read (pool, "Mul(Add(s0, 1), Add(s0, 2))", TRUE, &error);

  g_assert_no_error (error);
  text = shape_node_to_sympy_str (shape_node_expand (node));
  g_assert_true (shape_pool_check (pool, &error));
  g_assert_cmpstr (text, ==, "s0**2 + 3*s0 + 2");
}

static void
test_hostile (gconstpointer data)
{
  const HostileCase *c = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GError) error = NULL;
  ShapeNode *node;
  gint64 start = g_get_monotonic_time ();

  shape_expr_pool_set_max_milliseconds (pool, BUDGET_MS);
  node = grow (pool, c);
  g_assert_nonnull (node);
  c->ask (node);
  if (!shape_pool_check (pool, &error))
    g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
  else
    g_assert_true (c->may_succeed);
  g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE);
  assert_answers (pool);
}

static void
test_numbers (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (expr_table_read (pool, numbers[i], TRUE, &error));
      g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
    }
  assert_answers (pool);
}

/* The clock is that of a question, not of the pool. */
static void
test_time_begins_anew (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  gint64 end = g_get_monotonic_time () + 50000;

  shape_expr_pool_set_max_milliseconds (pool, 10);
  while (g_get_monotonic_time () < end)
    assert_answers (pool);
  shape_expr_pool_set_max_milliseconds (pool, 0);
  assert_answers (pool);
}

/* What an environment is asked; each step needs what the one before has made. */
typedef struct
{
  ShapeEnv     *env;
  ShapeSymNode *x;
  ShapeSymNode *y;
  ShapeSymNode *u;
} Program;

static gboolean
make_symbol (ShapeEnv      *env,
             const char    *name,
             gint64         value,
             ShapeSymNode **symbol,
             GError       **error)
{
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", name, NULL, FALSE);

  *symbol = shape_env_create_unspecified_symint_and_symbol (env, value, source, SHAPE_DIM_DYNAMIC, error);
  return *symbol != NULL;
}

static gboolean
make_x (Program  *self,
        GError  **error)
{
  return make_symbol (self->env, "L['x']", 12, &self->x, error);
}

static gboolean
make_y (Program  *self,
        GError  **error)
{
  return make_symbol (self->env, "L['y']", 6, &self->y, error);
}

static gboolean
make_u (Program  *self,
        GError  **error G_GNUC_UNUSED)
{
  self->u = shape_env_create_unbacked_symint (self->env);
  return TRUE;
}

/* All that is asked of the values that there are is true. */
static gboolean
holds (ShapeSymNode  *question,
       GError       **error)
{
  gboolean answer = TRUE;
  gboolean ok = question != NULL && shape_sym_node_guard_bool (question, &answer, error);

  g_assert_true (answer);
  return ok;
}

/* x % y == 0, by the values that they have. */
static gboolean
guard_remainder (Program  *self,
                 GError  **error)
{
  g_autoptr (ShapeSymNode) rest = shape_sym_node_mod (self->x, self->y, error);
  g_autoptr (ShapeSymNode) zero = shape_sym_node_new_int (self->env, 0);
  g_autoptr (ShapeSymNode) question = rest ? shape_sym_node_eq (rest, zero, error) : NULL;

  return holds (question, error);
}

/* (x + y) // 2 > y: new expressions, a guard, and what it teaches. */
static gboolean
guard_quotient (Program  *self,
                GError  **error)
{
  g_autoptr (ShapeSymNode) sum = shape_sym_node_add (self->x, self->y, error);
  g_autoptr (ShapeSymNode) two = shape_sym_node_new_int (self->env, 2);
  g_autoptr (ShapeSymNode) half = sum ? shape_sym_node_floordiv (sum, two, error) : NULL;
  g_autoptr (ShapeSymNode) question = half ? shape_sym_node_gt (half, self->y, error) : NULL;

  return holds (question, error);
}

/* u < x is put off until there is data. */
static gboolean
expect_less (Program  *self,
             GError  **error)
{
  g_autoptr (ShapeSymNode) question = shape_sym_node_lt (self->u, self->x, error);
  gboolean answer;

  return question != NULL && shape_sym_node_expect_true (question, "u is less", &answer, error);
}

static gboolean (*const program[]) (Program *, GError **) = {
  make_x, make_y, make_u, guard_remainder, guard_quotient, expect_less,
};

static void
program_clear (Program *self)
{
  g_clear_pointer (&self->x, shape_sym_node_unref);
  g_clear_pointer (&self->y, shape_sym_node_unref);
  g_clear_pointer (&self->u, shape_sym_node_unref);
  g_clear_object (&self->env);
}

/* Nothing of a failure is left in what it knows. */
static void
assert_whole (ShapeEnv *env)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (shape_pool_has_error (env->pool));
  for (guint i = 0; i < env->var_to_range.n; i++)
    g_assert_false (shape_interval_is_error (*(const ShapeInterval *) env->var_to_range.entries[i].value));
  for (guint i = 0; i < env->backed_var_to_val.n; i++)
    g_assert_nonnull (shape_env_get_range (env, (ShapeNode *) env->backed_var_to_val.entries[i].key));
  for (guint i = 0; i < env->guards->len; i++)
    g_assert_false (SHAPE_IS (g_array_index (env->guards, ShapeGuard, i).expr, ERROR));
  shape_env_check_state_equal (env, env, &error);
  g_assert_no_error (error);
}

/* Runs the program, short of @n_nodes more nodes in step @at; then goes on without a limit.
 * Returns whether the step failed. */
static gboolean
run_program (guint at,
             guint n_nodes)
{
  Program self = { .env = shape_env_new () };
  ShapeExprPool *pool = shape_env_get_pool (self.env);
  gboolean failed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (program); i++)
    {
      g_autoptr (GError) error = NULL;

      if (i == at)
        shape_expr_pool_set_max_nodes (pool, shape_expr_pool_get_n_nodes (pool) + n_nodes);
      if (!program[i] (&self, &error))
        {
          g_assert_cmpuint (i, ==, at);
          g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
          failed = TRUE;
        }
      shape_expr_pool_set_max_nodes (pool, G_MAXUINT);
      if (failed && i == at)
        {
          g_clear_error (&error);
          assert_whole (self.env);
          g_assert_true (program[i] (&self, &error));
          g_assert_no_error (error);
        }
    }
  assert_whole (self.env);
  program_clear (&self);
  return failed;
}

static void
test_environment (void)
{
  for (guint at = 0; at < G_N_ELEMENTS (program); at++)
    for (guint n_nodes = 0; run_program (at, n_nodes); n_nodes++)
      g_assert_cmpuint (n_nodes, <, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/limits", cases, test_hostile);
  g_test_add_func ("/shaperec/limits/numbers", test_numbers);
  g_test_add_func ("/shaperec/limits/time-begins-anew", test_time_begins_anew);
  g_test_add_func ("/shaperec/limits/environment", test_environment);
  return g_test_run ();
}
