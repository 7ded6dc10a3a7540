/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "test-rows.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <math.h>

#include <shaperec/shaperec.h>

/* What Python's `eval` says of a guard; only overflow is our own, since its integers grow. */
typedef enum { FAILS, HOLDS, OVERFLOWS, DIVIDES_BY_ZERO, HAS_NO_VALUE } Answer;

typedef struct
{
  const char *desc;
  const char *guard; /* of the integers a, b and the floats x, y */
  gint64      a;
  gint64      b;
  double      x;
  double      y;
  Answer      answer;
} Case;

static const Case cases[] = {
  { "a comparison", "a > 3", 4, 0, 0, 0, HOLDS },
  { "a chain", "2 <= a <= b", 2, 2, 0, 0, HOLDS },
  { "a chain, its second link", "2 <= a < b", 2, 2, 0, 0, FAILS },
  { "a chain of four", "1 < a < b <= 5", 2, 5, 0, 0, HOLDS },
  { "a comparison of a truth", "(a > 1) == (b > 1)", 2, 5, 0, 0, HOLDS },
  { "a sign binds looser than a power", "-a ** 2 == -9", 3, 0, 0, 0, HOLDS },
  { "a power binds to the right", "2 ** a ** b == 512", 3, 2, 0, 0, HOLDS },
  { "products before sums", "2 + 3*a == 14", 4, 0, 0, 0, HOLDS },
  { "sums to the left", "a - b - 1 == 1", 4, 2, 0, 0, HOLDS },
  { "division rounds down", "a // b == -4", -7, 2, 0, 0, HOLDS },
  { "division by a negative", "a // b == -4", 7, -2, 0, 0, HOLDS },
  { "rest has the divisor's sign", "a % b == 1", -7, 2, 0, 0, HOLDS },
  { "rest of a negative divisor", "a % b == -1", 7, -2, 0, 0, HOLDS },
  { "rest by minus one of the least", "a % b == 0", G_MININT64, -1, 0, 0, HOLDS },
  { "the least by minus one", "a // b > 0", G_MININT64, -1, 0, 0, OVERFLOWS },
  { "division by zero", "a // b == 1", 1, 0, 0, 0, DIVIDES_BY_ZERO },
  { "rest by zero", "a % b == 1", 1, 0, 0, 0, DIVIDES_BY_ZERO },
  { "true division by zero", "a / b == 1", 1, 0, 0, 0, DIVIDES_BY_ZERO },
  { "true division", "a / b == 0.5", 1, 2, 0, 0, HOLDS },
  { "true division of what is no double", "a / b > 0", G_MAXINT64, 3, 0, 0, OVERFLOWS },
  { "a sum too large", "a + b > 0", G_MAXINT64, 1, 0, 0, OVERFLOWS },
  { "a product too large", "a*b > 0", G_GINT64_CONSTANT (1) << 40, G_GINT64_CONSTANT (1) << 40, 0, 0, OVERFLOWS },
  { "a power too large", "a ** b > 0", 10, 19, 0, 0, OVERFLOWS },
  { "the largest power of ten", "a ** b > 0", 10, 18, 0, 0, HOLDS },
  { "a power of nothing", "a ** b == 1", 0, 0, 0, 0, HOLDS },
  { "`or` stops at what is true", "b == 0 or a // b == 1", 1, 0, 0, 0, HOLDS },
  { "`or` goes on after what is false", "b != 0 or a // b == 1", 1, 0, 0, 0, DIVIDES_BY_ZERO },
  { "`and` stops at what is false", "b != 0 and a // b == 1", 1, 0, 0, 0, FAILS },
  { "`and` goes on after what is true", "b == 0 and a // b == 1", 1, 0, 0, 0, DIVIDES_BY_ZERO },
  { "`not`", "not a > 3", 3, 0, 0, 0, HOLDS },
  { "max and min", "max(a, b, 7) - min(a, b) == 5", 2, 3, 0, 0, HOLDS },
  { "bits", "(a & b) + (a | b) + (a ^ b) == 4 + 7 + 3", 6, 5, 0, 0, HOLDS },
  { "shifts", "(a << 3) >> b == 12", 6, 2, 0, 0, HOLDS },
  { "a shift too far", "(a << b) > 0", 1, 63, 0, 0, OVERFLOWS },
  { "a shift to the left by less than nothing", "(a << b) > 0", 1, -1, 0, 0, HAS_NO_VALUE },
  { "a shift far to the right", "(a >> b) == -1", -5, 100, 0, 0, HOLDS },
  { "an integer and a float", "a < x", 2, 0, 2.5, 0, HOLDS },
  { "a float that is no number", "x == x", 0, 0, NAN, 0, FAILS },
  { "isnan", "not math.isnan(x)", 0, 0, 1, 0, HOLDS },
  { "isnan of an integer", "math.isnan(a)", 1, 0, 0, 0, FAILS },
  { "infinity", "x < math.inf", 0, 0, 1e308, 0, HOLDS },
  { "rest of floats", "x % y == 0.5", 0, 0, -5.5, 2, HOLDS },
  { "division of floats rounds down", "x // y == -3", 0, 0, -5.5, 2, HOLDS },
  { "division of a float by zero", "x / y > 0", 0, 0, 1, 0, DIVIDES_BY_ZERO },
  { "truncation", "math.trunc(x) == -2", 0, 0, -2.7, 0, HOLDS },
  { "floor and ceiling", "math.ceil(x) - math.floor(x) == 1", 0, 0, -2.7, 0, HOLDS },
  { "truncation of the infinite", "math.trunc(x) == 0", 0, 0, INFINITY, 0, OVERFLOWS },
  { "rounding goes to even", "round(x) == 2 and round(y) == 4", 0, 0, 2.5, 3.5, HOLDS },
  { "rounding of a quotient", "round(a / 2) >= 0 and round(a / 2) <= a", 5, 0, 0, 0, HOLDS },
  { "rounding to digits", "round(x, 1) == 0.1", 0, 0, 0.15, 0, HOLDS },
  { "rounding an integer to digits", "round(a, 2) == 7", 7, 0, 0, 0, HOLDS },
  { "conversion", "torch.sym_float(a) == 2.0", 2, 0, 0, 0, HOLDS },
  { "a root", "torch._sym_sqrt(a) == 3.0", 9, 0, 0, 0, HOLDS },
  { "a root of a negative", "torch._sym_sqrt(a) == 3.0", -9, 0, 0, 0, HAS_NO_VALUE },
  { "a logarithm of nothing", "math.log2(x) > 0", 0, 0, 0, 0, HAS_NO_VALUE },
  { "functions of a float, the least first", "math.tanh(x) < math.atan(x) < math.sin(x) < x < math.sinh(x) < math.asin(x) "
    "< math.tan(x) < math.cos(x) < math.acos(x) < math.cosh(x)", 0, 0, 0.5, 0, HOLDS },
  { "absolute values", "abs(a) + abs(x) == 4.5", -2, 0, -2.5, 0, HOLDS },
  { "the absolute value of the least", "abs(a) > 0", G_MININT64, 0, 0, 0, OVERFLOWS },
  { "max and min of two kinds", "max(a, x) == 2.5 and min(x, a) == 2.0", 2, 0, 2.5, 0, HOLDS },
  { "an integer of a float, and a float of an integer", "int(x) == 2 and float(a) == 2.0", 2, 0, 2.5, 0, HOLDS },
  { "an integer of a truth value", "cast_symbool_to_symint_guardless(a > 1) == 1", 2, 0, 0, 0, HOLDS },
  { "a logarithm", "math.log2(a) == 3.0", 8, 0, 0, 0, HOLDS },
  { "a float's power", "x ** y == 0.25", 0, 0, 2, -2, HOLDS },
  { "nothing to a negative power", "x ** y > 0", 0, 0, 0, -1, DIVIDES_BY_ZERO },
  { "a negative to a fraction", "x ** y > 0", 0, 0, -1, 0.5, HAS_NO_VALUE },
  { "words", "True and not False", 0, 0, 0, 0, HOLDS },
};

/* The codes of errors that are answers. */
static const int codes[] = {
  [OVERFLOWS] = SHAPE_ERROR_OVERFLOW,
  [DIVIDES_BY_ZERO] = SHAPE_ERROR_ZERO_DIVISION,
  [HAS_NO_VALUE] = SHAPE_ERROR_VALUE,
};

static const char *const float_sources[] = { "x", "y", NULL };

static ShapeGuards *
compile (const char *const *guards)
{
  g_autoptr (GError) error = NULL;
  ShapeGuards *set = shape_guards_compile (guards, float_sources, &error);

  g_assert_no_error (error);
  return set;
}

static void
pick_values (ShapeGuards *set,
             const Case  *test,
             gint64      *integers,
             double      *floats)
{
  const char *const *names = shape_guards_get_integers (set);

  for (guint i = 0; names[i] != NULL; i++)
    integers[i] = *names[i] == 'a' ? test->a : test->b;
  names = shape_guards_get_floats (set);
  for (guint i = 0; names[i] != NULL; i++)
    floats[i] = *names[i] == 'x' ? test->x : test->y;
}

static void
test_answer (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (ShapeGuards) set = compile ((const char *[]) { test->guard, NULL });
  g_autoptr (GError) error = NULL;
  gint64 integers[2];
  double floats[2];
  gboolean holds;

  pick_values (set, test, integers, floats);
  holds = shape_guards_check (set, integers, g_strv_length ((char **) shape_guards_get_integers (set)),
                              floats, g_strv_length ((char **) shape_guards_get_floats (set)), NULL, &error);
  if (test->answer == HOLDS || test->answer == FAILS)
    {
      g_assert_no_error (error);
      g_assert_cmpint (holds, ==, test->answer == HOLDS);
    }
  else
    {
      g_assert_false (holds);
      g_assert_error (error, SHAPE_ERROR, codes[test->answer]);
    }
}

/* What is no guard */

typedef struct
{
  const char *desc;
  const char *guard;
  ShapeError  code;
} RefusedCase;

static const RefusedCase refused_cases[] = {
  { "nothing", "", SHAPE_ERROR_PARSE },
  { "half an operator", "a >", SHAPE_ERROR_PARSE },
  { "a bracket that does not end", "(a > 3", SHAPE_ERROR_PARSE },
  { "a source that does not end", "L['a > 3", SHAPE_ERROR_PARSE },
  { "two guards", "a > 3 b > 3", SHAPE_ERROR_PARSE },
  { "a number", "a + 3", SHAPE_ERROR_TYPE },
  { "a number as a condition", "a and b > 3", SHAPE_ERROR_TYPE },
  { "bits of a float", "x & 3 == 1", SHAPE_ERROR_TYPE },
  { "a maximum of one number", "max(a) > 3", SHAPE_ERROR_TYPE },
  { "two numbers for one", "abs(a, b) > 3", SHAPE_ERROR_TYPE },
  { "a rounding to digits and more", "round(x, 1, 2) > 3", SHAPE_ERROR_TYPE },
  { "a rounding to half a digit", "round(x, 0.5) > 3", SHAPE_ERROR_TYPE },
  { "a function that guards do not use", "foo(a) > 3", SHAPE_ERROR_NOT_IMPLEMENTED },
  { "an integer of more than 64 bits", "a > 99999999999999999999", SHAPE_ERROR_OVERFLOW },
};

static void
test_refused (gconstpointer data)
{
  const RefusedCase *test = data;
  const char *guards[] = { test->guard, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeGuards) set = shape_guards_compile (guards, float_sources, &error);

  g_assert_null (set);
  g_assert_error (error, SHAPE_ERROR, (int) test->code);
}

static void
test_nesting (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *guards[] = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeGuards) set = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '(');
  guards[0] = text->str;
  set = shape_guards_compile (guards, NULL, &error);
  g_assert_null (set);
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
}

/* Each input has a register, and registers have numbers of 16 bits. */
static void
test_registers (void)
{
  g_autoptr (GPtrArray) guards = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeGuards) set = NULL;

  for (guint i = 0; i <= G_MAXUINT16; i++)
    g_ptr_array_add (guards, g_strdup_printf ("L[%u] > 0", i));
  g_ptr_array_add (guards, NULL);
  set = shape_guards_compile ((const char *const *) guards->pdata, NULL, &error);
  g_assert_null (set);
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT);
}

/* Sets */

static const char *const several[] = {
  "a*b // 3 % 7 != b % 5", "2 <= a", "a*b // 3 > 1 or b == 4", "a == b or a*b // 3 % 7 == 2",
  "a % (b - 3) != 1", "x*a > y", "not (a*b // 3 > 1 and x > y)", "L['s'][0].size()[1] == a", NULL
};

static void
test_first_failure (void)
{
  static const char *const guards[] = { "a // b == 2", "a > 3", "b == 0 or a // b > 1", "a == 5", NULL };
  g_autoptr (ShapeGuards) set = compile (guards);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint failed;

  g_assert_cmpuint (shape_guards_get_n_guards (set), ==, 4);
  g_assert_cmpstr (shape_guards_get_guard (set, 3), ==, "a == 5");
  g_assert_true (shape_guards_check (set, (gint64[]) { 5, 2 }, 2, NULL, 0, &failed, &error));
  g_assert_cmpuint (failed, ==, 4);

  /* The equation is looked at first, but the answer is the first in order. */
  g_assert_false (shape_guards_check (set, (gint64[]) { 3, 1 }, 2, NULL, 0, &failed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (failed, ==, 0);
  g_assert_false (shape_guards_check (set, (gint64[]) { 4, 2 }, 2, NULL, 0, &failed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (failed, ==, 3);
  text = shape_guards_explain (set, failed, (gint64[]) { 4, 2 }, 2, NULL, 0);
  g_assert_cmpstr (text, ==, "a == 5, where a = 4");

  g_assert_false (shape_guards_check (set, (gint64[]) { 4, 0 }, 2, NULL, 0, &failed, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_ZERO_DIVISION);
  g_assert_cmpuint (failed, ==, 0);
}

static void
test_empty (void)
{
  static const char *const guards[] = { NULL };
  g_autoptr (ShapeGuards) set = compile (guards);
  guint failed;

  g_assert_true (shape_guards_check (set, NULL, 0, NULL, 0, &failed, NULL));
  g_assert_cmpuint (failed, ==, 0);
}

typedef struct
{
  const char *desc;
  const char *source;
} SourceCase;

static const SourceCase source_cases[] = {
  { "a size", "L['x'].size()[0]" },
  { "an input", "L['n']" },
  { "names of all kinds", "L[\"y z\"]._modules['a]b'].eps(1)[2]" },
  { "a name that looks like a function", "G['m'].math.pi" },
  { "an attribute that is no identifier", "getattr(L['x'], 'a)b').stride()[1]" },
  { "an array", "___from_numpy(L['x']).size()[0]" },
  { "a value of a dictionary", "list(L['d'].values())[0].size()[1]" },
  { "a value at another source", "dict.__getitem__(L['d'], G['k']).size()[0]" },
  { "a module", "__import__('a.b').c" },
};

/* A source is read to its end, whatever it is called. */
static void
test_source (gconstpointer data)
{
  const SourceCase *test = data;
  g_autofree char *guard = g_strdup_printf ("3*%s > %s - 1 and %s == 4", test->source, test->source, test->source);
  g_autoptr (ShapeGuards) set = compile ((const char *[]) { guard, NULL });
  const char *const *names = shape_guards_get_integers (set);

  g_assert_cmpstr (names[0], ==, test->source);
  g_assert_null (names[1]);
  g_assert_true (shape_guards_check (set, (gint64[]) { 4 }, 1, NULL, 0, NULL, NULL));
}

/* Each has its place once, in the order in which they come. */
static void
test_order_of_sources (void)
{
  static const char *const guards[] = {
    "L['x'].size()[0] == L[\"y z\"]._modules['a]b'].eps(1)[2]", "G['m'].math.pi > L['n'] - L['x'].size()[0]", NULL
  };
  g_autoptr (ShapeGuards) set = compile (guards);
  const char *const *names = shape_guards_get_integers (set);

  g_assert_cmpstr (names[0], ==, "L['x'].size()[0]");
  g_assert_cmpstr (names[1], ==, "L[\"y z\"]._modules['a]b'].eps(1)[2]");
  g_assert_cmpstr (names[2], ==, "G['m'].math.pi");
  g_assert_cmpstr (names[3], ==, "L['n']");
  g_assert_null (names[4]);
}

/* The C that is written */

typedef int (* Written) (const gint64 *, const double *, int *);

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static void
compare_on_random_values (ShapeGuards *set,
                          Written      written)
{
  guint n_integers = g_strv_length ((char **) shape_guards_get_integers (set));
  guint n_floats = g_strv_length ((char **) shape_guards_get_floats (set));
  guint n_kinds[3] = { 0 };

  for (guint round = 0; round < 20000; round++)
    {
      gint64 integers[8];
      double floats[8];
      g_autoptr (GError) error = NULL;
      int status = 0, got;
      guint failed;
      gboolean holds;

      for (guint i = 0; i < n_integers; i++)
        integers[i] = g_test_rand_int_range (0, 50) == 0 ? G_MAXINT64 - i : g_test_rand_int_range (-2, 9);
      for (guint i = 0; i < n_floats; i++)
        floats[i] = g_test_rand_double_range (-4, 4);
      holds = shape_guards_check (set, integers, n_integers, floats, n_floats, &failed, &error);
      got = written (integers, floats, &status);
      g_assert_cmpint (got, ==, holds ? -1 : (int) failed);
      g_assert_cmpint (status != 0, ==, error != NULL);
      if (error != NULL)
        g_assert_cmpint (error->code, ==, codes[OVERFLOWS + status - 1]);
      n_kinds[holds ? 0 : error != NULL ? 1 : 2]++;
    }
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (n_kinds[i], >, 0);
}

static void
test_written_c (void)
{
  g_autoptr (ShapeGuards) set = compile (several);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("shaperec-guards-XXXXXX", &error);
  g_autofree char *source = g_build_filename (folder, "guards.c", NULL);
  g_autofree char *header = g_build_filename (folder, "guards.h", NULL);
  g_autofree char *object = g_build_filename (folder, "guards.so", NULL);
  g_autofree char *declaration = NULL;
  g_autofree char *text = shape_guards_to_c (set, "check_guards", &declaration);
  g_autofree char *whole = g_strconcat ("#include \"guards.h\"\n", text, NULL);
  const char *argv[] = { "cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-O1",
                         "-shared", "-fPIC", source, "-o", object, "-lm", NULL };
  void *library;
  Written written;

  g_assert_no_error (error);
  g_file_set_contents (source, whole, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (header, declaration, -1, &error);
  g_assert_no_error (error);
  run (argv);
  library = dlopen (object, RTLD_NOW);
  g_assert_nonnull (library);
  *(void **) &written = dlsym (library, "check_guards");
  g_assert_nonnull (written);
  compare_on_random_values (set, written);

  dlclose (library);
  g_remove (source);
  g_remove (header);
  g_remove (object);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/guard-check/answers", cases, test_answer);
  test_rows_add ("/shaperec/guard-check/refused", refused_cases, test_refused);
  g_test_add_func ("/shaperec/guard-check/nesting", test_nesting);
  g_test_add_func ("/shaperec/guard-check/registers", test_registers);
  g_test_add_func ("/shaperec/guard-check/first-failure", test_first_failure);
  g_test_add_func ("/shaperec/guard-check/empty", test_empty);
  test_rows_add ("/shaperec/guard-check/sources", source_cases, test_source);
  g_test_add_func ("/shaperec/guard-check/order-of-sources", test_order_of_sources);
  g_test_add_func ("/shaperec/guard-check/written-c", test_written_c);
  return g_test_run ();
}
