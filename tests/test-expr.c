/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shaperec/shaperec.h"

#include <string.h>

/* The public interface of expressions: what a program outside sees. */

typedef struct
{
  ShapeExprPool *pool;
  ShapeExpr     *s0; /* a positive integer */
  ShapeExpr     *u0; /* an integer */
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data G_GNUC_UNUSED)
{
  self->pool = shape_expr_pool_new ();
  self->s0 = shape_expr_new_symbol (self->pool, "s0", SHAPE_ASSUME_INTEGER | SHAPE_ASSUME_POSITIVE, NULL);
  self->u0 = shape_expr_new_symbol (self->pool, "u0", SHAPE_ASSUME_INTEGER, NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data G_GNUC_UNUSED)
{
  shape_expr_unref (self->s0);
  shape_expr_unref (self->u0);
  shape_expr_pool_unref (self->pool);
}

typedef ShapeExpr *(*Operator) (ShapeExpr *, ShapeExpr *, GError **);

typedef struct
{
  const char *desc;
  Operator    operator;
  const char *a;
  const char *b;
  const char *result;
} OperatorCase;

static const OperatorCase operator_cases[] = {
  { "a sum", shape_expr_add, "s0", "1", "Add(1, s0)" },
  { "a difference", shape_expr_sub, "s0", "s0", "0" },
  { "a product", shape_expr_mul, "Add(1, s0)", "2", "Add(2, Mul(2, s0))" },
  { "an exact quotient", shape_expr_div, "1", "3", "Rational(1, 3)" },
  { "a rounded quotient", shape_expr_floor_div, "7", "2", "3" },
  { "a quotient that cancels", shape_expr_floor_div, "Mul(4, s0)", "2", "Mul(2, s0)" },
  { "a remainder of what may be negative", shape_expr_mod, "u0", "2", "PythonMod(u0, 2)" },
  { "a remainder", shape_expr_mod, "s0", "2", "Mod(s0, 2)" },
  { "a power", shape_expr_pow, "s0", "2", "Pow(s0, 2)" },
  { "a minimum", shape_expr_min, "s0", "0", "0" },
  { "a maximum", shape_expr_max, "u0", "u0", "u0" },
  { "an equality that holds", shape_expr_eq, "s0", "s0", "True" },
  { "an equality that cannot", shape_expr_eq, "s0", "0", "False" },
  { "an inequality", shape_expr_ne, "u0", "1", "Ne(u0, 1)" },
  { "less", shape_expr_lt, "s0", "u0", "Lt(s0, u0)" },
  { "less or equal", shape_expr_le, "s0", "0", "False" },
  { "greater", shape_expr_gt, "s0", "0", "True" },
  { "greater or equal", shape_expr_ge, "u0", "int_oo", "Ge(u0, int_oo)" },
  { "a conjunction", shape_expr_and, "Gt(u0, 1)", "True", "Gt(u0, 1)" },
  { "a disjunction", shape_expr_or, "Gt(u0, 1)", "True", "True" },
};

static void
test_operator (Fixture      *self,
               gconstpointer data)
{
  const OperatorCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeExpr) a = shape_expr_parse (self->pool, c->a, NULL);
  g_autoptr (ShapeExpr) b = shape_expr_parse (self->pool, c->b, NULL);
  g_autoptr (ShapeExpr) result = c->operator (a, b, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = shape_expr_to_string (result);
  g_assert_cmpstr (text, ==, c->result);
}

static void
test_unary (Fixture      *self,
            gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ShapeExpr) negative = shape_expr_neg (self->s0, NULL);
  g_autoptr (ShapeExpr) zero = shape_expr_new_integer (self->pool, 0);
  g_autoptr (ShapeExpr) relation = shape_expr_lt (self->u0, zero, NULL);
  g_autoptr (ShapeExpr) opposite = shape_expr_not (relation, NULL);
  g_autofree char *text = shape_expr_to_string (negative);
  g_autofree char *opposite_text = shape_expr_to_string (opposite);

  g_assert_cmpstr (text, ==, "Mul(-1, s0)");
  g_assert_cmpstr (opposite_text, ==, "Ge(u0, 0)");
}

typedef struct
{
  const char *desc;
  const char *op_name;
  const char *args[3];
  int         code; /* of the error; -1: none */
  const char *result;
} BuildCase;

static const BuildCase build_cases[] = {
  { "a function", "FloorDiv", { "s0", "3" }, -1, "FloorDiv(s0, 3)" },
  { "one that builds another", "CeilDiv", { "7", "2" }, -1, "4" },
  { "three arguments", "Where", { "True", "s0", "u0" }, -1, "s0" },
  { "a division by zero", "FloorDiv", { "s0", "0" }, SHAPE_ERROR_ZERO_DIVISION, NULL },
  { "no such operation", "Frob", { "s0" }, SHAPE_ERROR_ATTRIBUTE, NULL },
  { "an atom's name", "Symbol", { "s0" }, SHAPE_ERROR_ATTRIBUTE, NULL },
  { "too few arguments", "FloorDiv", { "s0" }, SHAPE_ERROR_TYPE, NULL },
  { "a truth value in a sum", "Add", { "s0", "True" }, SHAPE_ERROR_TYPE, NULL },
};

static void
test_build (Fixture      *self,
            gconstpointer data)
{
  const BuildCase *c = data;
  g_autoptr (GPtrArray) args = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_expr_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeExpr) result = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (c->args) && c->args[i] != NULL; i++)
    g_ptr_array_add (args, shape_expr_parse (self->pool, c->args[i], NULL));
  result = shape_expr_build (self->pool, c->op_name, (ShapeExpr *const *) args->pdata, args->len, &error);
  if (c->code >= 0)
    {
      g_assert_error (error, SHAPE_ERROR, c->code);
      return;
    }
  g_assert_no_error (error);
  text = shape_expr_to_string (result);
  g_assert_cmpstr (text, ==, c->result);
}

static void
test_atoms (Fixture      *self,
            gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ShapeExpr) half = shape_expr_new_rational (self->pool, -2, -4, NULL);
  g_autoptr (ShapeExpr) whole = shape_expr_new_rational (self->pool, G_MININT64, 1, NULL);
  g_autoptr (ShapeExpr) real = shape_expr_new_float (self->pool, 0.1);
  g_autoptr (ShapeExpr) truth = shape_expr_new_boolean (self->pool, TRUE);
  g_autoptr (ShapeExpr) bound = shape_expr_new_int_infinity (self->pool, TRUE);
  g_autoptr (ShapeExpr) limit = shape_expr_new_infinity (self->pool, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = shape_expr_to_string (half);
  gboolean value;
  double number;
  gint64 integer;

  g_assert_cmpstr (text, ==, "Rational(1, 2)");
  g_assert_true (shape_expr_get_double (half, &number));
  g_assert_cmpfloat (number, ==, 0.5);
  g_assert_false (shape_expr_get_int64 (half, &integer));
  g_assert_true (shape_expr_get_int64 (whole, &integer));
  g_assert_cmpint (integer, ==, G_MININT64);
  g_assert_true (shape_expr_get_double (real, &number));
  g_assert_cmpfloat (number, ==, 0.1);
  g_assert_true (shape_expr_get_boolean (truth, &value) && value);
  g_assert_false (shape_expr_get_boolean (half, &value));
  g_assert_true (shape_expr_is_infinite (bound) && shape_expr_is_infinite (limit));
  g_assert_cmpstr (shape_expr_get_op_name (bound), ==, "-int_oo");
  g_assert_null (shape_expr_new_rational (self->pool, 1, 0, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_ZERO_DIVISION);
}

static void
test_symbols (Fixture      *self,
              gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ShapeExpr) same = shape_expr_new_symbol (self->pool, "u0", SHAPE_ASSUME_INTEGER, NULL);
  g_autoptr (ShapeExpr) other = shape_expr_new_symbol (self->pool, "u0", SHAPE_ASSUME_REAL, NULL);
  g_autoptr (ShapeExpr) parsed = shape_expr_parse (self->pool, "u0", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (shape_expr_equal (same, self->u0));
  g_assert_false (shape_expr_equal (other, self->u0));
  g_assert_true (shape_expr_equal (parsed, other));
  g_assert_cmpstr (shape_expr_get_name (other), ==, "u0");
  g_assert_null (shape_expr_new_symbol (self->pool, "v", SHAPE_ASSUME_POSITIVE | SHAPE_ASSUME_NEGATIVE, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_VALUE);
}

static void
test_parts (Fixture      *self,
            gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ShapeExpr) expr = shape_expr_parse (self->pool, "FloorDiv(Add(u0, s0), s0)", NULL);
  g_autoptr (GPtrArray) args = shape_expr_get_args (expr);
  g_autoptr (GPtrArray) symbols = shape_expr_get_free_symbols (expr);
  g_autoptr (ShapeExpr) divisor = shape_expr_get_arg (expr, 1);

  g_assert_cmpstr (shape_expr_get_op_name (expr), ==, "FloorDiv");
  g_assert_cmpuint (shape_expr_get_n_args (expr), ==, 2);
  g_assert_cmpuint (args->len, ==, 2);
  g_assert_true (args->pdata[1] == self->s0 && divisor == self->s0);
  g_assert_cmpuint (symbols->len, ==, 2);
  g_assert_true (symbols->pdata[0] == self->s0 && symbols->pdata[1] == self->u0);
  g_assert_true (shape_expr_is_symbol (divisor));
  g_assert_false (shape_expr_is_number (divisor) || shape_expr_is_boolean (divisor));
  g_assert_cmpint (shape_expr_compare (self->s0, self->s0), ==, 0);
  g_assert_cmpint (shape_expr_compare (self->s0, self->u0), ==, -shape_expr_compare (self->u0, self->s0));
  g_assert_cmpuint (shape_expr_get_id (self->s0), !=, shape_expr_get_id (self->u0));
}

typedef struct
{
  const char *desc;
  const char *expr;
  const char *symbols;
} FreeSymbolsCase;

static const FreeSymbolsCase free_symbols_cases[] = {
  { "no symbol", "Add(1, 2)", "" },
  { "a symbol that comes twice", "Mul(a, Add(a, 1))", "a" },
  { "a long sum", "Add(a, b, c, d, e, f)", "a b c d e f" },
  { "terms that share symbols", "Add(Mul(b, a), Mul(c, b), Mul(a, c), FloorDiv(b, 2), Mod(a, 2), 7)", "a b c" },
  { "a long sum of whose terms one has all symbols", "Add(FloorDiv(Mul(a, b, c), 2), a, b, c, Mod(c, 2))", "a b c" },
};

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (shape_expr_get_name (*(ShapeExpr *const *) a), shape_expr_get_name (*(ShapeExpr *const *) b));
}

static void
test_free_symbols (Fixture      *self,
                   gconstpointer data)
{
  const FreeSymbolsCase *c = data;
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_expr_unref);
  g_autoptr (GPtrArray) symbols = NULL;
  g_autoptr (ShapeExpr) expr = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  for (char name[] = "a"; *name <= 'f'; ++*name)
    g_ptr_array_add (made, shape_expr_new_symbol (self->pool, name, SHAPE_ASSUME_INTEGER, NULL));
  expr = shape_expr_parse (self->pool, c->expr, NULL);
  symbols = shape_expr_get_free_symbols (expr);
  g_ptr_array_sort (symbols, compare_names);
  for (guint i = 0; i < symbols->len; i++)
    g_string_append_printf (names, "%s%s", i ? " " : "", shape_expr_get_name (symbols->pdata[i]));
  g_assert_cmpstr (names->str, ==, c->symbols);
}

static void
test_assumptions (Fixture      *self,
                  gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (shape_expr_is_integer (self->s0), ==, SHAPE_YES);
  g_assert_cmpint (shape_expr_is_positive (self->s0), ==, SHAPE_YES);
  g_assert_cmpint (shape_expr_is_zero (self->s0), ==, SHAPE_NO);
  g_assert_cmpint (shape_expr_is_negative (self->s0), ==, SHAPE_NO);
  g_assert_cmpint (shape_expr_is_nonnegative (self->u0), ==, SHAPE_MAYBE);
  g_assert_cmpint (shape_expr_is_nonpositive (self->u0), ==, SHAPE_MAYBE);
  g_assert_cmpint (shape_expr_is_real (self->u0), ==, SHAPE_YES);
  g_assert_cmpint (shape_expr_is (self->u0, "even"), ==, SHAPE_MAYBE);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "there is no assumption 'blue'");
  g_assert_cmpint (shape_expr_is (self->u0, "blue"), ==, SHAPE_MAYBE);
  g_test_assert_expected_messages ();
}

static void
test_rewrite (Fixture      *self,
              gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ShapeExpr) product = shape_expr_parse (self->pool, "Mul(u0, Add(1, s0))", NULL);
  g_autoptr (ShapeExpr) expanded = shape_expr_expand (product, NULL);
  g_autoptr (ShapeExpr) relation = shape_expr_parse (self->pool, "Eq(Mod(s0, 3), u0)", NULL);
  ShapeExpr *symbols[] = { self->s0, self->u0 }, *swapped[] = { self->u0, self->s0 };
  const gint64 values[] = { 7, 1 };
  g_autoptr (ShapeExpr) swap = shape_expr_substitute (product, symbols, swapped, 2, NULL);
  g_autoptr (ShapeExpr) value = shape_expr_evaluate (product, symbols, values, 2, NULL);
  g_autoptr (ShapeExpr) truth = shape_expr_evaluate (relation, symbols, values, 2, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = shape_expr_to_string (expanded);
  g_autofree char *swap_text = shape_expr_to_string (swap);
  gint64 integer;
  gboolean holds;

  g_assert_cmpstr (text, ==, "Add(u0, Mul(u0, s0))");
  g_assert_cmpstr (swap_text, ==, "Mul(s0, Add(1, u0))");
  g_assert_true (shape_expr_get_int64 (value, &integer));
  g_assert_cmpint (integer, ==, 8);
  g_assert_true (shape_expr_get_boolean (truth, &holds) && holds);
  g_assert_null (shape_expr_substitute (product, symbols, &relation, 1, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_TYPE);
}

/* After an error the pool is whole. */
static void
test_error_leaves_no_trace (Fixture      *self,
                            gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ShapeExpr) quotient = shape_expr_parse (self->pool, "FloorDiv(1, u0)", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeExpr) sum = NULL;
  const gint64 zero = 0;

  g_assert_null (shape_expr_evaluate (quotient, &self->u0, &zero, 1, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_ZERO_DIVISION);
  g_clear_error (&error);
  sum = shape_expr_add (quotient, self->s0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sum);
}

static void
test_outlives_its_pool (void)
{
  ShapeExprPool *pool = shape_expr_pool_new ();
  g_autoptr (ShapeExpr) one = shape_expr_new_integer (pool, 1);
  g_autofree char *text = NULL;

  shape_expr_pool_unref (pool);
  text = shape_expr_to_string (one);
  g_assert_cmpstr (text, ==, "1");
}

typedef void (*FixtureTest) (Fixture *self, gconstpointer data);

/* As test_rows_add() does, each with a pool of its own. */
static void
add_rows (const char    *prefix,
          gconstpointer  rows,
          gsize          row_size,
          guint          n_rows,
          FixtureTest    test)
{
  for (guint i = 0; i < n_rows; i++)
    {
      gconstpointer row = (const guint8 *) rows + row_size * i;
      g_autofree char *path = g_strdup_printf ("%s/%s", prefix, *(const char *const *) row);

      g_test_add (path, Fixture, row, set_up, test, tear_down);
    }
}

#define ADD_ROWS(prefix, rows, test) add_rows ((prefix), (rows), sizeof *(rows), G_N_ELEMENTS (rows), (test))

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    FixtureTest  run;
  } tests[] = {
    { "/shaperec/expr/unary", test_unary },
    { "/shaperec/expr/atoms", test_atoms },
    { "/shaperec/expr/symbols", test_symbols },
    { "/shaperec/expr/parts", test_parts },
    { "/shaperec/expr/assumptions", test_assumptions },
    { "/shaperec/expr/rewrite", test_rewrite },
    { "/shaperec/expr/error-leaves-no-trace", test_error_leaves_no_trace },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  ADD_ROWS ("/shaperec/expr/operators", operator_cases, test_operator);
  ADD_ROWS ("/shaperec/expr/build", build_cases, test_build);
  ADD_ROWS ("/shaperec/expr/free-symbols", free_symbols_cases, test_free_symbols);
  g_test_add_func ("/shaperec/expr/outlives-its-pool", test_outlives_its_pool);
  return g_test_run ();
}
