/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "test-rows.h"

#include "shaperec/shaperec.h"

/* The public interface of ranges. */

typedef struct
{
  const char *desc;
  const char *lower;
  const char *upper;
  const char *kind;
  const char *expect;
} NewCase;

static const NewCase new_cases[] = {
  { "integers", "2", "7", "int", "VR[2, 7]" },
  { "one integer", "3", "3", "int", "VR[3, 3]" },
  { "all integers", "-int_oo", "int_oo", "int", "VR[-int_oo, int_oo]" },
  { "an oo beside an integer", "2", "oo", "int", "VR[2, int_oo]" },
  { "a -oo beside an integer", "-oo", "2", "int", "VR[-int_oo, 2]" },
  { "all floats", "-oo", "oo", "float", "VR[-oo, oo]" },
  { "floats", "0.5", "oo", "float", "VR[0.500000000000000, oo]" },
  { "an integer and a float", "1", "1.5", "float", "VR[1, 1.50000000000000]" },
  { "truth values", "False", "True", "bool", "VR[False, True]" },
  { "ends out of order", "7", "2", "error", "ValueRangeError" },
  { "truth values out of order", "True", "False", "error", "ValueRangeError" },
  { "an infinity out of order", "int_oo", "2", "error", "ValueRangeError" },
  { "a truth value and a number", "False", "2", "error", "AssertionError" },
  { "no number", "nan", "2", "error", "AssertionError" },
};

static ShapeExpr *
make (ShapeExprPool *pool,
      const char    *text)
{
  g_autoptr (GError) error = NULL;
  ShapeExpr *expr = shape_expr_parse (pool, text, &error);

  g_assert_no_error (error);
  return expr;
}

/* Reads "2..7". */
static ShapeRange *
make_range (ShapeExprPool *pool,
            const char    *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 2);
  g_autoptr (ShapeExpr) lower = make (pool, ends[0]);
  g_autoptr (ShapeExpr) upper = make (pool, ends[1]);

  return shape_range_new (lower, upper, NULL);
}

/* The text of @range, or the class of @error. */
static char *
describe (ShapeRange   *range,
          const GError *error)
{
  if (range != NULL)
    return shape_range_to_string (range);
  g_assert_true (error->domain == SHAPE_ERROR);
  return g_strdup (shape_error_get_class_name ((ShapeError) error->code));
}

static const char *
get_kind (ShapeRange *range)
{
  if (range == NULL)
    return "error";
  g_assert_cmpint (shape_range_is_bool (range) + shape_range_is_int (range) + shape_range_is_float (range), ==, 1);
  if (shape_range_is_bool (range))
    return "bool";
  return shape_range_is_int (range) ? "int" : "float";
}

static void
test_new (gconstpointer data)
{
  const NewCase *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (ShapeExpr) lower = make (pool, test->lower);
  g_autoptr (ShapeExpr) upper = make (pool, test->upper);
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeRange) range = shape_range_new (lower, upper, &error);
  g_autofree char *text = describe (range, error);

  g_assert_cmpstr (text, ==, test->expect);
  g_assert_cmpstr (get_kind (range), ==, test->kind);
}

typedef ShapeRange *(*Combine) (ShapeRange *, ShapeRange *, GError **);

typedef struct
{
  const char *desc;
  Combine     combine;
  const char *a;
  const char *b;
  const char *expect;
} CombineCase;

static const CombineCase combine_cases[] = {
  { "intersect/two", shape_range_intersect, "2..7", "5..int_oo", "VR[5, 7]" },
  { "intersect/apart", shape_range_intersect, "2..4", "5..int_oo", "ValueRangeError" },
  { "intersect/with all floats", shape_range_intersect, "2..4", "-oo..oo", "VR[2, 4]" },
  { "intersect/of all integers", shape_range_intersect, "-int_oo..int_oo", "0.5..1.5", "VR[0.500000000000000, 1.50000000000000]" },
  { "intersect/an integer and a float", shape_range_intersect, "2..4", "0.5..3.5", "AssertionError" },
  { "intersect/truth values", shape_range_intersect, "False..True", "True..True", "VR[True, True]" },
  { "intersect/contrary truth values", shape_range_intersect, "False..False", "True..True", "ValueRangeError" },
  { "unite/two", shape_range_unite, "2..4", "7..9", "VR[2, 9]" },
  { "unite/with all floats", shape_range_unite, "2..4", "-oo..oo", "VR[-oo, oo]" },
  { "unite/with all integers", shape_range_unite, "2..4", "-int_oo..int_oo", "VR[-int_oo, int_oo]" },
  { "unite/an integer and a float", shape_range_unite, "2..4", "0.5..3.5", "AssertionError" },
  { "unite/truth values", shape_range_unite, "False..False", "True..True", "VR[False, True]" },
};

static void
test_combine (gconstpointer data)
{
  const CombineCase *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (ShapeRange) a = make_range (pool, test->a);
  g_autoptr (ShapeRange) b = make_range (pool, test->b);
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeRange) range = test->combine (a, b, &error);
  g_autofree char *text = describe (range, error);

  g_assert_cmpstr (text, ==, test->expect);
}

static void
test_contains (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (ShapeRange) range = make_range (pool, "2..7");
  g_autoptr (ShapeRange) part = make_range (pool, "3..7");
  g_autoptr (ShapeRange) bools = shape_range_new_unknown_bool (pool);
  g_autoptr (ShapeExpr) inside = make (pool, "2");
  g_autoptr (ShapeExpr) outside = make (pool, "7.5");
  g_autoptr (ShapeExpr) truth = make (pool, "True");

  g_assert_true (shape_range_contains (range, inside));
  g_assert_false (shape_range_contains (range, outside));
  g_assert_false (shape_range_contains (range, truth));
  g_assert_true (shape_range_contains (bools, truth));
  g_assert_true (shape_range_is_subset (part, range));
  g_assert_false (shape_range_is_subset (range, part));
}

static void
test_equal (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (ShapeRange) a = make_range (pool, "-oo..oo");
  g_autoptr (ShapeRange) b = shape_range_new_unknown (pool);
  g_autoptr (ShapeRange) c = shape_range_new_unknown_int (pool);

  g_assert_true (shape_range_equal (a, b));
  g_assert_cmpuint (shape_range_hash (a), ==, shape_range_hash (b));
  g_assert_false (shape_range_equal (a, c));
  g_assert_false (shape_range_is_singleton (a));
}

static void
test_for_value (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (ShapeExpr) three = make (pool, "3");
  g_autoptr (ShapeRange) range = shape_range_new_for_value (three, NULL);
  g_autoptr (ShapeExpr) lower = shape_range_get_lower (range);
  g_autoptr (ShapeExpr) upper = shape_range_get_upper (range);

  g_assert_true (shape_range_is_singleton (range));
  g_assert_true (lower == three && upper == three);
}

static void
test_for_expr (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (ShapeExpr) s0 = shape_expr_new_symbol (pool, "s0", SHAPE_ASSUME_INTEGER | SHAPE_ASSUME_POSITIVE, NULL);
  g_autoptr (ShapeExpr) expr = shape_expr_add (s0, s0, NULL);
  g_autoptr (ShapeRange) given = make_range (pool, "2..8");
  g_autoptr (ShapeRange) assumed = shape_range_new_for_expr (expr, NULL, NULL, 0, NULL);
  g_autoptr (ShapeRange) range = shape_range_new_for_expr (expr, &s0, &given, 1, NULL);
  g_autofree char *assumed_text = shape_range_to_string (assumed);
  g_autofree char *text = shape_range_to_string (range);

  g_assert_cmpstr (assumed_text, ==, "VR[2, int_oo]");
  g_assert_cmpstr (text, ==, "VR[4, 16]");
}

/* A range keeps its pool. */
static void
test_lifetime (void)
{
  ShapeExprPool *pool = shape_expr_pool_new ();
  g_autoptr (ShapeRange) range = shape_range_new_unknown_int (pool);
  g_autoptr (ShapeRange) same = shape_range_ref (range);
  g_autofree char *text = NULL;

  shape_expr_pool_unref (pool);
  text = shape_range_to_string (same);
  g_assert_cmpstr (text, ==, "VR[-int_oo, int_oo]");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/range/new", new_cases, test_new);
  test_rows_add ("/shaperec/range", combine_cases, test_combine);
  g_test_add_func ("/shaperec/range/contains", test_contains);
  g_test_add_func ("/shaperec/range/equal", test_equal);
  g_test_add_func ("/shaperec/range/for-value", test_for_value);
  g_test_add_func ("/shaperec/range/for-expr", test_for_expr);
  g_test_add_func ("/shaperec/range/lifetime", test_lifetime);
  return g_test_run ();
}
