/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "guard-fixture.h"
#include "test-rows.h"

/* The guards of small environments, as lists and on other inputs too. */

static void
add_pair (Fixture *self)
{
  const gint64 x[] = { 5, 7 }, x_strides[] = { 7, 1 }, y[] = { 5, 3 }, y_strides[] = { 3, 1 };
  g_autoptr (ShapeSymNode) two = shape_sym_node_new_int (self->env, 2);
  g_autoptr (ShapeSymNode) one = shape_sym_node_new_int (self->env, 1);
  g_autoptr (ShapeSymNode) left = NULL;
  g_autoptr (ShapeSymNode) right = NULL;

  add_tensor (self, "L['x']", x, x_strides, 2, NULL);
  left = shape_sym_node_mul (get_size (self, 0), two, NULL);
  add_tensor (self, "L['y']", y, y_strides, 2, NULL);
  right = shape_sym_node_add (get_size (self, 1), one, NULL);
  guard (shape_sym_node_gt (left, right, NULL));
}

#define PAIR_GUARD "2*L['x'].size()[0] > 1 + L['y'].size()[1]"
#define PAIR_RANGES "2 <= L['x'].size()[0]\n2 <= L['x'].size()[1]\n2 <= L['y'].size()[1]"

#define DUCK_SIZED \
  "  # duck sizing added this equality because these variables had the same size 5 (to avoid this specialization, set " \
  "torch.fx.experimental._config.use_duck_shape = False)"
#define NOT_ZERO_ONE \
  "  # (user code shown is first use of this value--the guard itself is not due user code but due to 0/1 specialization in " \
  "the framework; to avoid specialization try torch._dynamo.decorators.mark_unbacked(tensor, dim))"

typedef struct
{
  const char         *desc;
  ShapeGuardLanguage  language;
  gboolean            simplified;
  gboolean            ignore_static;
  const char         *expected;
} OptionsRow;

static const OptionsRow options_rows[] = {
  { "Python", SHAPE_GUARD_LANGUAGE_PYTHON, FALSE, TRUE,
    "L['x'].stride()[0] == L['x'].size()[1]\nL['y'].size()[0] == L['x'].size()[0]\n"
    "L['y'].stride()[0] == L['y'].size()[1]\n" PAIR_GUARD "\n" PAIR_RANGES },
  { "C++", SHAPE_GUARD_LANGUAGE_CPP, FALSE, TRUE,
    "L_x_stride_0_ == L_x_size_1_\nL_y_size_0_ == L_x_size_0_\nL_y_stride_0_ == L_y_size_1_\n"
    "2L*L_x_size_0_ > 1L + L_y_size_1_\n2L <= L_x_size_0_\n2L <= L_x_size_1_\n2L <= L_y_size_1_" },
  { "simplified", SHAPE_GUARD_LANGUAGE_PYTHON, TRUE, TRUE, PAIR_GUARD },
  { "numbers too", SHAPE_GUARD_LANGUAGE_PYTHON, FALSE, FALSE,
    "L['x'].stride()[0] == L['x'].size()[1]\nL['x'].stride()[1] == 1\nL['x'].storage_offset() == 0\n"
    "L['y'].size()[0] == L['x'].size()[0]\nL['y'].stride()[0] == L['y'].size()[1]\nL['y'].stride()[1] == 1\n"
    "L['y'].storage_offset() == 0\n" PAIR_GUARD "\n" PAIR_RANGES },
  { "Python that says why", SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON, FALSE, TRUE,
    "L['x'].stride()[0] == L['x'].size()[1]  # (unknown source L['x'].stride()[0], please file a bug)\n"
    "L['y'].size()[0] == L['x'].size()[0]" DUCK_SIZED "\n"
    "L['y'].stride()[0] == L['y'].size()[1]  # (unknown source L['y'].stride()[0], please file a bug)\n"
    PAIR_GUARD "  # ()\n2 <= L['x'].size()[0]" NOT_ZERO_ONE "\n2 <= L['x'].size()[1]" NOT_ZERO_ONE "\n"
    "2 <= L['y'].size()[1]" NOT_ZERO_ONE },
};

static void
test_options (gconstpointer data)
{
  const OptionsRow *row = data;
  g_autoptr (ShapeGuardOptions) options = shape_guard_options_new ();
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  add_pair (&fixture);
  g_object_set (options, "simplified", row->simplified, "ignore-static", row->ignore_static, NULL);
  check (&fixture, row->language, options, row->expected);
}

static void
test_lists (void)
{
  g_auto (Fixture) fixture;
  g_autofree char *text = NULL;
  g_autofree char *verbose = NULL;
  g_autofree char *expression = NULL;
  g_autofree char *nontrivial = NULL;
  g_autoptr (GPtrArray) guards = NULL;

  fixture_init (&fixture);
  add_pair (&fixture);
  text = shape_env_format_guards (fixture.env, FALSE);
  g_assert_cmpstr (text, ==, " - 2*s77 > s94 + 1");
  verbose = shape_env_format_guards (fixture.env, TRUE);
  g_assert_cmpstr (verbose, ==, " - 2*s77 > s94 + 1 ()");
  guards = shape_env_get_nontrivial_guards (fixture.env, NULL);
  g_assert_cmpuint (guards->len, ==, 1);
  nontrivial = shape_expr_to_sympy_string (g_ptr_array_index (guards, 0), NULL);
  g_assert_cmpstr (nontrivial, ==, "2*s77 > s94 + 1");
  expression = shape_env_produce_guards_expression (fixture.env, (ShapeTrackedFake **) fixture.inputs->pdata, 2, NULL, NULL);
  g_assert_cmpstr (expression, ==,
                   "L['t0'].stride()[0] == L['t0'].size()[1] and L['t1'].size()[0] == L['t0'].size()[0] and "
                   "L['t1'].stride()[0] == L['t1'].size()[1] and 2*L['t0'].size()[0] > 1 + L['t1'].size()[1] and "
                   "2 <= L['t0'].size()[0] and 2 <= L['t0'].size()[1] and 2 <= L['t1'].size()[1]");
}

static void
test_bind (void)
{
  static const struct { const char *symbol; gint64 value; } expected[] = { { "s77", 4 }, { "s27", 6 }, { "s94", 9 } };
  const gint64 good[] = { 4, 6, 6, 1, 0, 4, 9, 9, 1, 0 }, bad[] = { 4, 6, 6, 1, 0, 5, 9, 9, 1, 0 };
  g_auto (Fixture) fixture;
  ShapeTrackedFake **inputs;
  g_autoptr (GPtrArray) symbols = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *values = NULL;
  gsize n;

  fixture_init (&fixture);
  add_pair (&fixture);
  inputs = (ShapeTrackedFake **) fixture.inputs->pdata;
  symbols = shape_env_bind_symbols (fixture.env, inputs, 2, good, 10, &values, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (symbols->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *symbol = shape_expr_to_sympy_string (g_ptr_array_index (symbols, i), NULL);

      g_assert_cmpstr (symbol, ==, expected[i].symbol);
      g_assert_cmpint (values[i], ==, expected[i].value);
    }
  g_assert_null (shape_env_bind_symbols (fixture.env, inputs, 2, bad, 10, &values, &n, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION);
  g_assert_cmpstr (error->message, ==, "4 != 5");
}

typedef struct
{
  const char *desc;
  gint64      args[10];
  gboolean    holds;
} EvaluateRow;

static const EvaluateRow evaluate_rows[] = {
  { "as it was", { 5, 7, 7, 1, 0, 5, 3, 3, 1, 0 }, TRUE },
  { "other sizes", { 4, 6, 6, 1, 0, 4, 3, 3, 1, 0 }, TRUE },
  { "sizes that are no longer equal", { 4, 6, 6, 1, 0, 5, 3, 3, 1, 0 }, FALSE },
  { "a guard of the program", { 4, 6, 6, 1, 0, 4, 9, 9, 1, 0 }, FALSE },
  { "a stride", { 4, 6, 1, 4, 0, 4, 3, 3, 1, 0 }, FALSE },
  { "a size of one", { 4, 1, 1, 1, 0, 4, 3, 3, 1, 0 }, FALSE },
};

/* By the inputs, and by the text of the guards. */
static void
test_evaluate (gconstpointer data)
{
  const EvaluateRow *row = data;
  const int ranks[] = { 2, 2 };
  g_auto (Fixture) fixture;
  ShapeTrackedFake **inputs;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  gboolean holds;

  fixture_init (&fixture);
  add_pair (&fixture);
  inputs = (ShapeTrackedFake **) fixture.inputs->pdata;
  holds = shape_env_evaluate_guards_for_args (fixture.env, inputs, 2, row->args, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (holds, ==, row->holds);

  code = shape_env_produce_guards_expression (fixture.env, inputs, 2, NULL, &error);
  g_assert_no_error (error);
  holds = shape_env_evaluate_guards_expression (fixture.env, code, ranks, 2, row->args, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpint (holds, ==, row->holds);
}

static void
test_float (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['f']", NULL, FALSE);
  g_autoptr (ShapeExpr) value = NULL;
  g_autoptr (ShapeExpr) symbol = NULL;
  g_autoptr (ShapeSymNode) node = NULL;
  g_autoptr (ShapeSymNode) bound = NULL;

  fixture_init (&fixture);
  value = shape_expr_new_float (shape_env_get_pool (fixture.env), 2.5);
  symbol = shape_env_create_unspecified_symbol (fixture.env, value, source, SHAPE_DIM_DYNAMIC, NULL);
  node = shape_env_create_symfloatnode (fixture.env, symbol, value, source, NULL);
  bound = shape_sym_node_new_float (fixture.env, 1.5);
  guard (shape_sym_node_gt (node, bound, NULL));
  g_ptr_array_add (fixture.inputs, shape_tracked_fake_new_scalar (node, source, NULL));
  check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, NULL, "L['f'] > 1.5\nnot math.isnan(L['f'])");
  check (&fixture, SHAPE_GUARD_LANGUAGE_CPP, NULL, "L_f_ > 1.5\n~std::isnan(L_f_)");
}

/* Of two guards the one that is asked for alone. */
static void
test_own_guards (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (ShapeGuardOptions) options = shape_guard_options_new ();
  g_autoptr (GListModel) all = NULL;
  g_autoptr (GListStore) own = g_list_store_new (SHAPE_TYPE_ENV_GUARD);
  g_autoptr (GObject) second = NULL;

  fixture_init (&fixture);
  add_pair (&fixture);
  add_vector (&fixture, "L['z']", &(Constraint) { NULL, TRUE });
  guard_divisible (&fixture);
  all = shape_env_list_guards (fixture.env);
  g_assert_cmpuint (g_list_model_get_n_items (all), ==, 2);
  second = g_list_model_get_item (all, 1);
  g_list_store_append (own, second);
  g_object_set (options, "guards", all, "simplified", TRUE, NULL);
  check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, options, PAIR_GUARD "\n(L['z'].size()[0] % 4) == 0");
  g_object_set (options, "guards", own, NULL);
  check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, options, "(L['z'].size()[0] % 4) == 0");
  g_list_store_remove_all (own);
  check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, options, "");
}

static void
test_pruned (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (ShapeSymNode) x = NULL;
  g_autoptr (GPtrArray) of_both = NULL;
  g_autoptr (GPtrArray) of_one = NULL;
  g_autofree char *text = NULL;

  fixture_init (&fixture);
  add_vector (&fixture, "L['x']", &(Constraint) { NULL, FALSE });
  x = shape_sym_node_ref (get_size (&fixture, 0));
  guard_divisible (&fixture);
  add_vector (&fixture, "L['y']", &(Constraint) { NULL, FALSE });
  guard (shape_sym_node_le (x, get_size (&fixture, 0), NULL));
  of_both = shape_env_get_pruned_guards (fixture.env, (ShapeSymNode *[]) { x, get_size (&fixture, 0) }, 2);
  of_one = shape_env_get_pruned_guards (fixture.env, &x, 1);
  g_assert_cmpuint (of_both->len, ==, 2);
  g_assert_cmpuint (of_one->len, ==, 1);
  text = shape_expr_to_sympy_string (shape_env_guard_get_expr (g_ptr_array_index (of_one, 0)), NULL);
  g_assert_cmpstr (text, ==, "Eq(Mod(s77, 4), 0)");
}

#define INNER_A "L['x'].a"
#define INNER_B "getattr(L['x'], \"b'c\")"

typedef enum
{
  WRAP_ALL,
  WRAP_INNER_ALONE,   /* not track_outer_size_stride */
  WRAP_CONSTRAINED,   /* something is demanded of the second inner tensor */
  WRAP_OTHER_CONTEXT, /* one that is not of a subclass */
} Wrap;

/* A tensor of 5x7 that wraps one of 5x3 and one of 8. */
static void
add_wrapper (Fixture *self,
             Wrap     how)
{
  const gint64 sizes[] = { 5, 7 }, strides[] = { 7, 1 }, a_sizes[] = { 5, 3 }, a_strides[] = { 3, 1 };
  const ShapeDimDynamic dims[] = { SHAPE_DIM_DUCK, SHAPE_DIM_DUCK };
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['x']", NULL, FALSE);
  g_autoptr (ShapeSymbolicContext) context = how == WRAP_OTHER_CONTEXT
                                               ? shape_symbolic_context_new (dims, 2)
                                               : shape_symbolic_context_new_subclass (dims, 2, source);
  g_auto (Constraint) constraint = strict (self, 2, FALSE);
  g_autoptr (GPtrArray) outer_sizes = NULL;
  g_autoptr (GPtrArray) outer_strides = NULL;
  g_autoptr (ShapeSymNode) offset = NULL;
  ShapeTrackedFake *outer;
  GError *error = NULL;

  shape_env_create_symbolic_sizes_strides_storage_offset (self->env, sizes, strides, 2, 0, source, context, &outer_sizes,
                                                          &outer_strides, &offset, &error);
  g_assert_no_error (error);
  outer = shape_tracked_fake_new_tensor ((ShapeSymNode **) outer_sizes->pdata, 2, (ShapeSymNode **) outer_strides->pdata, 2,
                                         offset, source, context);
  if (how == WRAP_INNER_ALONE)
    shape_symbolic_context_set_track_outer_size_stride (context, FALSE);
  add_tensor (self, INNER_A, a_sizes, a_strides, 2, NULL);
  add_vector (self, INNER_B, how == WRAP_CONSTRAINED ? &constraint : NULL);
  if (how == WRAP_CONSTRAINED)
    guard_divisible (self);
  shape_tracked_fake_add_inner (outer, "a", g_ptr_array_index (self->inputs, 0));
  shape_tracked_fake_add_inner (outer, "b'c", g_ptr_array_index (self->inputs, 1));
  g_ptr_array_set_size (self->inputs, 0);
  g_ptr_array_add (self->inputs, outer);
}

typedef struct
{
  const char *desc;
  Wrap        how;
  const char *expected;
} WrapperRow;

static const WrapperRow wrapper_rows[] = {
  { "all that there is", WRAP_ALL,
    "L['x'].stride()[0] == L['x'].size()[1]\n" INNER_A ".size()[0] == L['x'].size()[0]\n"
    INNER_A ".stride()[0] == " INNER_A ".size()[1]\n2 <= L['x'].size()[0]\n2 <= L['x'].size()[1]\n"
    "2 <= " INNER_A ".size()[1]\n2 <= " INNER_B ".size()[0]" },
  { "the inner tensors alone", WRAP_INNER_ALONE,
    INNER_A ".stride()[0] == " INNER_A ".size()[1]\n2 <= " INNER_A ".size()[0]\n2 <= " INNER_A ".size()[1]\n"
    "2 <= " INNER_B ".size()[0]" },
  { "a constraint of an inner tensor", WRAP_CONSTRAINED,
    "ConstraintViolationError: " VIOLATED (INNER_B ".size()[0]") "Not all values of " INNER_B ".size()[0] = " INNER_B
    ".size()[0] in the specified range " INNER_B ".size()[0] <= 64 satisfy the generated guard (" INNER_B
    ".size()[0] % 4) == 0." },
  { "a context of another class", WRAP_OTHER_CONTEXT,
    "AssertionError: Expected SubclassSymbolicContext, got "
    "<class 'torch.fx.experimental.symbolic_shapes.StatelessSymbolicContext'>" },
};

static void
test_wrapper (gconstpointer data)
{
  const WrapperRow *row = data;
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  add_wrapper (&fixture, row->how);
  check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, NULL, row->expected);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/guards/options", options_rows, test_options);
  g_test_add_func ("/shaperec/guards/lists", test_lists);
  g_test_add_func ("/shaperec/guards/own", test_own_guards);
  g_test_add_func ("/shaperec/guards/pruned", test_pruned);
  g_test_add_func ("/shaperec/guards/bind", test_bind);
  test_rows_add ("/shaperec/guards/evaluate", evaluate_rows, test_evaluate);
  g_test_add_func ("/shaperec/guards/float", test_float);
  test_rows_add ("/shaperec/guards/wrapper", wrapper_rows, test_wrapper);
  return g_test_run ();
}
