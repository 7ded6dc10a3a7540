/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shaperec/shaperec.h"

/* Questions that leave no guard, with PyTorch's answers. s52 is 5 and s48 is 7 in this run,
 * u0, u1 and u2 hang on data: it is known that s52 < s48, 2 <= u0 and u0 + u1 == s48, and
 * that u2 is a size. */

typedef struct
{
  ShapeEnv     *env;
  ShapeSymNode *inputs[2];
  ShapeSymNode *unbacked[3];
} Fixture;

/* An answer of -: there is none, or the error that hangs on data. */
typedef struct
{
  const char *expr;
  const char *size_hint;
  const char *guarding_hint;
  const char *simplified;
  const char *oblivious;
  const char *range;
  const char *oblivious_range;
} Case;

static const Case cases[] = {
  { "Mul(s48, s52)", "35", "35", "s48*s52", "s48*s52", "VR[-int_oo, int_oo]", "VR[-int_oo, int_oo]" },
  { "Add(s52, u0)", "-", "-", "s52 + u0", "s52 + u0", "VR[-int_oo, int_oo]", "VR[-int_oo, int_oo]" },
  { "FloorDiv(Mul(s48, s52), 3)", "11", "11", "((s48*s52)//3)", "((s48*s52)//3)",
    "VR[-int_oo, int_oo]", "VR[-int_oo, int_oo]" },
  { "Lt(s52, s48)", "True", "True", "s52 < s48", "s52 < s48", "VR[False, True]", "VR[False, True]" },
  { "Eq(u0, 3)", "-", "-", "Eq(u0, 3)", "Eq(u0, 3)", "VR[False, True]", "VR[False, True]" },
  { "Max(1, u0)", "-", "-", "u0", "Max(1, u0)", "VR[2, int_oo]", "VR[2, int_oo]" },
  { "Max(0, u2)", "-", "-", "u2", "Max(0, u2)", "VR[0, int_oo]", "VR[2, int_oo]" },
  { "Max(1, u2)", "-", "-", "Max(1, u2)", "Max(1, u2)", "VR[1, int_oo]", "VR[2, int_oo]" },
  { "Ge(u2, 2)", "-", "-", "u2 >= 2", "u2 >= 2", "VR[False, True]", "VR[True, True]" },
  { "u1", "-", "-", "u1", "u1", "VR[-int_oo, int_oo]", "VR[-int_oo, int_oo]" },
  { "Ge(u0, 2)", "True", "-", "u0 >= 2", "u0 >= 2", "VR[True, True]", "VR[True, True]" },
  { "4", "4", "4", "4", "4", "VR[4, 4]", "VR[4, 4]" },
};

static ShapeSymNode *
create_input (ShapeEnv   *env,
              const char *name,
              gint64      value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", name, NULL, FALSE);
  ShapeSymNode *input = shape_env_create_unspecified_symint_and_symbol (env, value, source, SHAPE_DIM_DYNAMIC, &error);

  g_assert_no_error (error);
  return input;
}

static void
expect (ShapeSymNode *fact)
{
  g_autoptr (GError) error = NULL;
  gboolean holds;

  g_assert_true (shape_sym_node_expect_true (fact, "f:1", &holds, &error));
  g_assert_no_error (error);
  shape_sym_node_unref (fact);
}

static void
make_size (ShapeSymNode *self)
{
  g_autoptr (ShapeExpr) symbol = shape_sym_node_get_expr (self, NULL);

  g_assert_true (shape_env_constrain_range_for_size (shape_sym_node_get_env (self), symbol, NULL, NULL, NULL));
}

static void
set_up (Fixture       *self,
        gconstpointer  data G_GNUC_UNUSED)
{
  g_autoptr (ShapeSymNode) two = NULL, sum = NULL, less = NULL;
  gboolean value;

  self->env = g_object_new (SHAPE_TYPE_ENV, "record-events", TRUE, NULL);
  self->inputs[0] = create_input (self->env, "L['x']", 5);
  self->inputs[1] = create_input (self->env, "L['y']", 7);
  for (guint i = 0; i < 3; i++)
    self->unbacked[i] = shape_env_create_unbacked_symint (self->env);

  make_size (self->unbacked[2]);
  two = shape_sym_node_new_int (self->env, 2);
  sum = shape_sym_node_add (self->unbacked[0], self->unbacked[1], NULL);
  expect (shape_sym_node_ge (self->unbacked[0], two, NULL));
  expect (shape_sym_node_eq (sum, self->inputs[1], NULL));
  less = shape_sym_node_lt (self->inputs[0], self->inputs[1], NULL);
  g_assert_true (shape_sym_node_guard_bool (less, &value, NULL));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 2; i++)
    shape_sym_node_unref (self->inputs[i]);
  for (guint i = 0; i < 3; i++)
    shape_sym_node_unref (self->unbacked[i]);
  g_object_unref (self->env);
}

static ShapeExpr *
parse (Fixture    *self,
       const char *text)
{
  g_autoptr (GError) error = NULL;
  ShapeExpr *expr = shape_expr_parse (shape_env_get_pool (self->env), text, &error);

  g_assert_no_error (error);
  return expr;
}

/* Takes @got. */
static void
assert_expr (ShapeExpr  *got,
             const char *expected)
{
  g_autoptr (ShapeExpr) expr = got;
  g_autofree char *text = expr == NULL ? g_strdup ("-") : shape_expr_to_sympy_string (expr, NULL);

  g_assert_cmpstr (text, ==, expected);
}

/* Takes @got. */
static void
assert_range (ShapeRange *got,
              const char *expected)
{
  g_autoptr (ShapeRange) range = got;
  g_autofree char *text = shape_range_to_string (range);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_data_dependent (GError     *error,
                       const char *answer)
{
  if (g_str_equal (answer, "-"))
    g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_DATA_DEPENDENT);
  else
    g_assert_no_error (error);
}

static void
test_hints (Fixture       *self,
            gconstpointer  data G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ShapeExpr) expr = parse (self, cases[i].expr);
      g_autoptr (GError) error = NULL, guarding_error = NULL, none_error = NULL;

      g_test_message ("%s", cases[i].expr);
      assert_expr (shape_env_size_hint (self->env, expr, FALSE, &error), cases[i].size_hint);
      assert_data_dependent (error, cases[i].size_hint);
      assert_expr (shape_env_size_hint (self->env, expr, TRUE, &none_error), cases[i].size_hint);
      g_assert_no_error (none_error);
      assert_expr (shape_env_guarding_hint_or_throw (self->env, expr, &guarding_error), cases[i].guarding_hint);
      assert_data_dependent (guarding_error, cases[i].guarding_hint);
    }
}

static void
test_known (Fixture       *self,
            gconstpointer  data G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ShapeExpr) expr = parse (self, cases[i].expr);
      g_autoptr (ShapeExpr) replaced = shape_env_replace (self->env, expr, NULL);

      g_test_message ("%s", cases[i].expr);
      g_assert_true (shape_expr_equal (replaced, expr));
      assert_expr (shape_env_simplify (self->env, expr, FALSE, NULL), cases[i].simplified);
      assert_expr (shape_env_simplify (self->env, expr, TRUE, NULL), cases[i].oblivious);
      assert_range (shape_env_bound_sympy (self->env, expr, FALSE, NULL), cases[i].range);
      assert_range (shape_env_bound_sympy (self->env, expr, TRUE, NULL), cases[i].oblivious_range);
    }
}

/* Where symbols have got values: an answer that was given before stays. */
static void
test_learnt (Fixture       *self,
             gconstpointer  data G_GNUC_UNUSED)
{
  g_autoptr (ShapeSymNode) six = shape_sym_node_new_int (self->env, 6);
  g_autoptr (ShapeSymNode) five = shape_sym_node_new_int (self->env, 5);
  g_autoptr (ShapeExpr) u1 = parse (self, "u1");
  g_autoptr (ShapeExpr) product = parse (self, "Mul(s52, u1)");
  g_autoptr (ShapeExpr) sum = parse (self, "Add(s52, s48)");

  assert_expr (shape_env_size_hint (self->env, u1, TRUE, NULL), "-");
  expect (shape_sym_node_eq (self->unbacked[1], six, NULL));
  assert_expr (shape_env_size_hint (self->env, u1, TRUE, NULL), "-");
  assert_expr (shape_env_size_hint (self->env, product, FALSE, NULL), "30");
  assert_expr (shape_env_guarding_hint_or_throw (self->env, product, NULL), "30");
  assert_expr (shape_env_simplify (self->env, product, FALSE, NULL), "6*s52");
  assert_expr (shape_env_replace (self->env, product, NULL), "6*s52");

  expect (shape_sym_node_eq (self->inputs[0], five, NULL));
  assert_expr (shape_env_replace (self->env, sum, NULL), "s48 + 5");
}

/* What hangs on data is 8192, or 12, but within its bounds. */
static void
test_optimization (Fixture       *self,
                   gconstpointer  data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *expr;
    gint64      fallback;
    const char *answer;
  } guesses[] = {
    { "Mul(s48, s52)", 8192, "35" },
    { "Add(s52, u0)", 8192, "8197" },
    { "Add(s52, u0)", 12, "17" },
    { "Max(1, u0)", 0, "2" },
    { "Mul(s48, u2)", 8192, "57344" },
    { "FloorDiv(u0, u2)", 0, "0" },
    { "Add(u0, u1)", 8192, "7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_autoptr (ShapeExpr) expr = parse (self, guesses[i].expr);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", guesses[i].expr);
      assert_expr (shape_env_optimization_hint (self->env, expr, guesses[i].fallback, &error), guesses[i].answer);
      g_assert_no_error (error);
    }
}

static void
test_optimization_of_relation (Fixture       *self,
                               gconstpointer  data G_GNUC_UNUSED)
{
  g_autoptr (ShapeExpr) expr = parse (self, "Lt(s52, s48)");
  g_autoptr (GError) error = NULL;

  g_assert_null (shape_env_optimization_hint (self->env, expr, SHAPE_OPTIMIZATION_HINT_FALLBACK, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_RUNTIME);
}

static void
test_unbacked (Fixture       *self,
               gconstpointer  data G_GNUC_UNUSED)
{
  g_autoptr (ShapeExpr) u0 = parse (self, "u0");
  g_autoptr (ShapeExpr) s48 = parse (self, "s48");

  g_assert_true (shape_env_is_unbacked_symint (self->env, u0));
  g_assert_false (shape_env_is_unbacked_symint (self->env, s48));
}

/* Takes @got. */
static void
assert_exprs (GPtrArray  *got,
              const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < got->len; i++)
    {
      g_autofree char *item = shape_expr_to_sympy_string (g_ptr_array_index (got, i), NULL);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", item);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_ptr_array_unref (got);
}

static void
test_axioms (Fixture       *self,
             gconstpointer  data G_GNUC_UNUSED)
{
  g_autoptr (ShapeExpr) s48 = parse (self, "s48");
  g_autoptr (ShapeExpr) u0 = parse (self, "u0");
  g_autoptr (ShapeExpr) u1 = parse (self, "u1");
  ShapeExpr *symbols[] = { u0, u1, s48 };

  assert_exprs (shape_env_get_axioms (self->env, FALSE, NULL), "s52 < s48; 2 <= u0; Eq(u0 + u1, s48)");
  assert_exprs (shape_env_get_axioms (self->env, TRUE, NULL), "True; 2 <= u0; Eq(u0 + u1, 7)");
  assert_exprs (shape_env_get_axioms_of (self->env, symbols, 1, FALSE, NULL), "s52 < s48; 2 <= u0");
  assert_exprs (shape_env_get_axioms_of (self->env, symbols + 1, 1, TRUE, NULL), "True; Eq(u0 + u1, 7)");
  assert_exprs (shape_env_get_axioms_of (self->env, symbols + 2, 1, FALSE, NULL), "s52 < s48");
  assert_exprs (shape_env_get_axioms_of (self->env, symbols, 3, FALSE, NULL), "s52 < s48; 2 <= u0; Eq(u0 + u1, s48)");
  assert_exprs (shape_env_get_axioms_of (self->env, NULL, 0, FALSE, NULL), "s52 < s48");
}

/* Takes @got. */
static void
assert_sym (ShapeSymNode *got,
            const char   *expected)
{
  g_autoptr (ShapeSymNode) node = got;
  g_autofree char *text = shape_sym_node_to_string (node);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (shape_sym_node_get_kind (node), ==, SHAPE_SYM_KIND_BOOL);
}

static void
test_join (Fixture       *self,
           gconstpointer  data G_GNUC_UNUSED)
{
  g_autoptr (ShapeSymNode) two = shape_sym_node_new_int (self->env, 2);
  g_autoptr (ShapeSymNode) three = shape_sym_node_new_int (self->env, 3);
  g_autoptr (ShapeSymNode) less = shape_sym_node_lt (self->inputs[0], self->inputs[1], NULL);
  g_autoptr (ShapeSymNode) more = shape_sym_node_gt (self->unbacked[0], three, NULL);
  g_autoptr (ShapeSymNode) few = shape_sym_node_lt (self->unbacked[1], two, NULL);
  ShapeSymNode *terms[] = { less, more, few };

  assert_sym (shape_sym_node_sym_and (terms, 3, NULL), "(u0 > 3) & (s52 < s48) & (u1 < 2)");
  assert_sym (shape_sym_node_sym_or (terms + 1, 2, NULL), "(u0 > 3) | (u1 < 2)");
  assert_sym (shape_sym_node_sym_and (terms + 1, 1, NULL), "u0 > 3");
  g_assert_null (shape_sym_node_get_hint (more));
}

static void
test_lists (Fixture       *self,
            gconstpointer  data G_GNUC_UNUSED)
{
  g_autoptr (ShapeSymNode) five = shape_sym_node_new_int (self->env, 5);
  g_autoptr (ShapeSymNode) seven = shape_sym_node_new_int (self->env, 7);
  ShapeSymNode *left[] = { self->inputs[1], five, self->unbacked[0] };
  ShapeSymNode *right[] = { self->inputs[1], five, self->unbacked[2] };
  ShapeSymNode *mixed[] = { self->inputs[1], self->unbacked[0] };
  ShapeSymNode *numbers[] = { five, seven };

  assert_sym (shape_sym_node_sym_eq (self->env, left, 3, right, 3, NULL), "Eq(u0, u2)");
  assert_sym (shape_sym_node_sym_eq (self->env, mixed, 2, numbers, 2, NULL), "Eq(s48, 5) & Eq(u0, 7)");
  assert_sym (shape_sym_node_sym_eq (self->env, numbers, 2, numbers, 2, NULL), "True");
  assert_sym (shape_sym_node_sym_eq (self->env, NULL, 0, NULL, 0, NULL), "True");
  assert_sym (shape_sym_node_sym_eq (self->env, mixed, 1, NULL, 0, NULL), "False");
}

/* Terms by letter: x is u0, y is u1, z is u2, and a digit is a number. */
static guint
read_terms (Fixture       *self,
            const char    *terms,
            ShapeSymNode  *nodes[static 8])
{
  guint n = 0;

  for (; *terms != '\0'; terms++)
    nodes[n++] = g_ascii_isdigit (*terms) ? shape_sym_node_new_int (self->env, *terms - '0')
                                          : shape_sym_node_ref (self->unbacked[*terms - 'x']);
  return n;
}

static void
test_nested_lists (Fixture       *self,
                   gconstpointer  data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *desc;
    const char *left, *left_shape;
    const char *right, *right_shape;
    const char *expect; /* or the message of an error */
  } nested_cases[] = {
    { "a list in a list in a list", "1xy", ".(.(.))", "1zy", ".(.(.))", "Eq(u0, u2)" },
    { "different lengths inside", "xy", ".(.)", "xyz", ".(..)", "False" },
    { "different lengths, and more behind", "xyz", ".(.).", "yyzx", ".(..).", "False" },
    { "a list and a size", "xy", ".(.)", "xy", "..", "unexpected sym_eq between <class 'list'> <class 'torch.SymInt'>" },
    { "a number and a list", "x3", "..", "xy", ".(.)", "unexpected sym_eq between <class 'int'> <class 'list'>" },
    { "a list and a number, behind what is not equal", "5y", ".(.)", "62", "..", "unexpected sym_eq between <class 'list'> <class 'int'>" },
    { "empty lists", "", "()", "", "()", "True" },
    { "an empty list in a list", "xy5", ".((..)())", "z4x", ".((..)())", "Eq(u0, 5) & Eq(u0, u2) & Eq(u1, 4)" },
    { "two lists", "xy", "(.)(.)", "57", "(.)(.)", "Eq(u0, 5) & Eq(u1, 7)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nested_cases); i++)
    {
      ShapeSymNode *left[8], *right[8];
      guint n_left = read_terms (self, nested_cases[i].left, left), n_right = read_terms (self, nested_cases[i].right, right);
      g_autoptr (GError) error = NULL;
      g_autoptr (ShapeSymNode) answer = shape_sym_node_sym_eq_nested (self->env, left, n_left, nested_cases[i].left_shape, right,
                                                                      n_right, nested_cases[i].right_shape, &error);
      g_autofree char *text = answer ? shape_sym_node_to_string (answer) : g_strdup (error->message);

      g_test_message ("%s", nested_cases[i].desc);
      g_assert_cmpstr (text, ==, nested_cases[i].expect);
      for (guint k = 0; k < n_left; k++)
        shape_sym_node_unref (left[k]);
      for (guint k = 0; k < n_right; k++)
        shape_sym_node_unref (right[k]);
    }
}

static void
test_deep_lists (Fixture       *self,
                 gconstpointer  data G_GNUC_UNUSED)
{
  g_autofree char *opened = g_strnfill (5000, '('), *closed = g_strnfill (5000, ')');
  g_autofree char *shape = g_strconcat (opened, closed, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (shape_sym_node_sym_eq_nested (self->env, NULL, 0, shape, NULL, 0, shape, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_RECURSION);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, run) g_test_add ("/shaperec/env-hints/" path, Fixture, NULL, set_up, run, tear_down)
  ADD ("hints", test_hints);
  ADD ("nested-lists", test_nested_lists);
  ADD ("deep-lists", test_deep_lists);
  ADD ("known", test_known);
  ADD ("learnt", test_learnt);
  ADD ("optimization", test_optimization);
  ADD ("optimization/relation", test_optimization_of_relation);
  ADD ("unbacked", test_unbacked);
  ADD ("axioms", test_axioms);
  ADD ("join", test_join);
  ADD ("lists", test_lists);

  return g_test_run ();
}
