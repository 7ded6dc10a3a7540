/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "test-rows.h"

#include <string.h>

#include "shaperec/env/shape-env-private.h"
#include "shaperec/guards/shape-equality-constraint-private.h"
#include "shaperec/guards/shape-guard-printer-private.h"
#include "shaperec/guards/shape-symbol-sources-private.h"
#include "shaperec/shaperec.h"

/* The guards of small environments, held against what produce_guards_verbose gives. */

#define X "L['x'].size()[0]"
#define Y "L['y'].size()[0]"
#define VIOLATED(names) "Constraints violated (" names ")! For more information, run with TORCH_LOGS=\"+dynamic\".\n  - "

/* What is demanded of a size. */
typedef struct
{
  ShapeRange *range; /* NULL: any, but no number */
  gboolean    warn_only;
} Constraint;

static void
constraint_clear (Constraint *self)
{
  g_clear_pointer (&self->range, shape_range_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Constraint, constraint_clear)

typedef struct
{
  ShapeEnv  *env;
  GPtrArray *inputs; /* ShapeTrackedFake */
  GPtrArray *sizes;  /* of the tensor that was added last */
} Fixture;

static void
fixture_clear (Fixture *self)
{
  g_clear_pointer (&self->sizes, g_ptr_array_unref);
  g_ptr_array_unref (self->inputs);
  g_object_unref (self->env);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
fixture_init (Fixture *self)
{
  self->env = shape_env_new ();
  self->inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_tracked_fake_unref);
  self->sizes = NULL;
}

static ShapeSymNode *
get_size (Fixture *self,
          guint    i)
{
  return g_ptr_array_index (self->sizes, i);
}

static void
add_tensor (Fixture               *self,
            const char            *name,
            const gint64          *sizes,
            const gint64          *strides,
            gsize                  n_dims,
            const Constraint      *constraint)
{
  g_autofree ShapeDimDynamic *dims = g_new0 (ShapeDimDynamic, n_dims);
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", name, NULL, FALSE);
  g_autoptr (ShapeSymbolicContext) context = NULL;
  g_autoptr (GPtrArray) stride_nodes = NULL;
  g_autoptr (ShapeSymNode) offset = NULL;
  GError *error = NULL;

  for (gsize i = 0; i < n_dims; i++)
    dims[i] = constraint ? SHAPE_DIM_DYNAMIC : SHAPE_DIM_DUCK;
  context = shape_symbolic_context_new (dims, n_dims);
  for (gsize i = 0; constraint != NULL && i < n_dims; i++)
    shape_symbolic_context_constrain (context, SHAPE_TENSOR_PROPERTY_SIZE, (guint) i, constraint->range,
                                      constraint->warn_only);
  g_clear_pointer (&self->sizes, g_ptr_array_unref);
  shape_env_create_symbolic_sizes_strides_storage_offset (self->env, sizes, strides, n_dims, 0, source, context,
                                                          &self->sizes, &stride_nodes, &offset, &error);
  g_assert_no_error (error);
  g_ptr_array_add (self->inputs,
                   shape_tracked_fake_new_tensor ((ShapeSymNode **) self->sizes->pdata, n_dims,
                                                  (ShapeSymNode **) stride_nodes->pdata, n_dims, offset, source, context));
}

static void
add_vector (Fixture               *self,
            const char            *name,
            const Constraint      *constraint)
{
  const gint64 size = 8, stride = 1;

  add_tensor (self, name, &size, &stride, 1, constraint);
}

static void
guard (ShapeSymNode *question)
{
  GError *error = NULL;
  gboolean answer;

  shape_sym_node_guard_bool (question, &answer, &error);
  g_assert_no_error (error);
  shape_sym_node_unref (question);
}

static char *
produce (Fixture            *self,
         ShapeGuardLanguage  language,
         ShapeGuardOptions  *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) helpers =
    shape_env_produce_guards_verbose (self->env, (ShapeTrackedFake **) self->inputs->pdata, self->inputs->len, &language,
                                      1, options, &error);

  if (helpers == NULL)
    return g_strdup_printf ("%s: %s", shape_error_get_class_name ((ShapeError) error->code), error->message);
  return g_strjoinv ("\n", (char **) shape_guards_helper_get_exprs (g_ptr_array_index (helpers, 0)));
}

static void
check (Fixture            *self,
       ShapeGuardLanguage  language,
       ShapeGuardOptions  *options,
       const char         *expected)
{
  g_autofree char *got = produce (self, language, options);

  g_assert_cmpstr (got, ==, expected);
}

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

static void
test_options (void)
{
  static const struct
  {
    const char         *desc;
    ShapeGuardLanguage  language;
    gboolean            simplified;
    gboolean            ignore_static;
    const char         *expected;
  } rows[] = {
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
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ShapeGuardOptions) options = shape_guard_options_new ();
      g_auto (Fixture) fixture;

      fixture_init (&fixture);
      g_test_message ("%s", rows[i].desc);
      add_pair (&fixture);
      g_object_set (options, "simplified", rows[i].simplified, "ignore-static", rows[i].ignore_static, NULL);
      check (&fixture, rows[i].language, options, rows[i].expected);
    }
}

static void
test_lists (void)
{
  g_auto (Fixture) fixture;
  g_autofree char *text = NULL;
  g_autofree char *expression = NULL;
  g_autofree char *trivial = NULL;
  g_autoptr (GPtrArray) guards = NULL;

  fixture_init (&fixture);
  add_pair (&fixture);
  text = shape_env_format_guards (fixture.env, FALSE);
  g_assert_cmpstr (text, ==, " - 2*s77 > s94 + 1");
  guards = shape_env_get_nontrivial_guards (fixture.env, NULL);
  g_assert_cmpuint (guards->len, ==, 1);
  trivial = shape_expr_to_sympy_string (g_ptr_array_index (guards, 0), NULL);
  g_assert_cmpstr (trivial, ==, "2*s77 > s94 + 1");
  expression = shape_env_produce_guards_expression (fixture.env, (ShapeTrackedFake **) fixture.inputs->pdata, 2, NULL, NULL);
  g_assert_cmpstr (expression, ==,
                   "L['t0'].stride()[0] == L['t0'].size()[1] and L['t1'].size()[0] == L['t0'].size()[0] and "
                   "L['t1'].stride()[0] == L['t1'].size()[1] and 2*L['t0'].size()[0] > 1 + L['t1'].size()[1] and "
                   "2 <= L['t0'].size()[0] and 2 <= L['t0'].size()[1] and 2 <= L['t1'].size()[1]");
}

static void
test_bind (void)
{
  const gint64 good[] = { 4, 6, 6, 1, 0, 4, 9, 9, 1, 0 }, bad[] = { 4, 6, 6, 1, 0, 5, 9, 9, 1, 0 };
  g_auto (Fixture) fixture;
  g_autoptr (GPtrArray) symbols = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *values = NULL;
  gsize n;

  fixture_init (&fixture);
  add_pair (&fixture);
  symbols = shape_env_bind_symbols (fixture.env, (ShapeTrackedFake **) fixture.inputs->pdata, 2, good, 10, &values, &n, NULL);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (values[0], ==, 4);
  g_assert_cmpint (values[2], ==, 9);
  g_assert_null (shape_env_bind_symbols (fixture.env, (ShapeTrackedFake **) fixture.inputs->pdata, 2, bad, 10, &values, &n,
                                         &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION);
  g_assert_cmpstr (error->message, ==, "4 != 5");
}

static void
test_evaluate (void)
{
  static const struct
  {
    const char *desc;
    gint64      args[10];
    gboolean    holds;
  } cases[] = {
    { "as it was", { 5, 7, 7, 1, 0, 5, 3, 3, 1, 0 }, TRUE },
    { "other sizes", { 4, 6, 6, 1, 0, 4, 3, 3, 1, 0 }, TRUE },
    { "sizes that are no longer equal", { 4, 6, 6, 1, 0, 5, 3, 3, 1, 0 }, FALSE },
    { "a guard of the program", { 4, 6, 6, 1, 0, 4, 9, 9, 1, 0 }, FALSE },
    { "a stride", { 4, 6, 1, 4, 0, 4, 3, 3, 1, 0 }, FALSE },
    { "a size of one", { 4, 1, 1, 1, 0, 4, 3, 3, 1, 0 }, FALSE },
  };
  const int ranks[] = { 2, 2 };
  g_auto (Fixture) fixture;
  g_autofree char *code = NULL;

  fixture_init (&fixture);
  add_pair (&fixture);
  code = shape_env_produce_guards_expression (fixture.env, (ShapeTrackedFake **) fixture.inputs->pdata, 2, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean holds = shape_env_evaluate_guards_for_args (fixture.env, (ShapeTrackedFake **) fixture.inputs->pdata, 2,
                                                           cases[i].args, 10, NULL, &error);

      g_assert_no_error (error);
      if (holds != cases[i].holds)
        g_error ("%s", cases[i].desc);
      holds = shape_env_evaluate_guards_expression (fixture.env, code, ranks, 2, cases[i].args, 10, &error);
      g_assert_no_error (error);
      if (holds != cases[i].holds)
        g_error ("%s, by the expression", cases[i].desc);
    }
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

static Constraint
strict (Fixture  *self,
        gint64    lower,
        gboolean  warn_only)
{
  ShapeExprPool *pool = shape_env_get_pool (self->env);
  g_autoptr (ShapeRange) all = shape_range_new_unknown_int (pool);
  g_autoptr (ShapeExpr) least = shape_expr_new_integer (pool, lower);
  g_autoptr (ShapeExpr) greatest = lower == 0 ? shape_range_get_upper (all) : shape_expr_new_integer (pool, 64);

  return (Constraint) { shape_range_new (least, greatest, NULL), warn_only };
}

static void
guard_divisible (Fixture *self)
{
  g_autoptr (ShapeSymNode) four = shape_sym_node_new_int (self->env, 4);
  g_autoptr (ShapeSymNode) zero = shape_sym_node_new_int (self->env, 0);
  g_autoptr (ShapeSymNode) rest = shape_sym_node_mod (get_size (self, 0), four, NULL);

  guard (shape_sym_node_eq (rest, zero, NULL));
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

static void
guard_at_least (Fixture *self)
{
  g_autoptr (ShapeSymNode) five = shape_sym_node_new_int (self->env, 5);

  guard (shape_sym_node_ge (get_size (self, 0), five, NULL));
}

static void
guard_number (Fixture *self)
{
  g_autoptr (ShapeSymNode) eight = shape_sym_node_new_int (self->env, 8);

  guard (shape_sym_node_eq (get_size (self, 0), eight, NULL));
}

static void
test_constraints (void)
{
  static const struct
  {
    const char *desc;
    gboolean    relaxed;
    gint64      lower;
    gboolean    warn_only;
    void      (*guard) (Fixture *self);
    const char *expected;
  } rows[] = {
    { "a guard within the range", FALSE, 2, FALSE, guard_divisible,
      "ConstraintViolationError: " VIOLATED (X) "Not all values of " X " = " X " in the specified range " X
      " <= 64 satisfy the generated guard (" X " % 4) == 0." },
    { "warn only", FALSE, 2, TRUE, guard_divisible, "(" X " % 4) == 0\n2 <= " X " and " X " <= 64" },
    { "a number", TRUE, 0, FALSE, guard_number,
      "ConstraintViolationError: " VIOLATED (X) "You marked " X " as dynamic but your code specialized it to be a constant (8). "
      "If you're using mark_dynamic, either remove it or use maybe_mark_dynamic. If you're using Dim.DYNAMIC, replace it "
      "with either Dim.STATIC or Dim.AUTO." },
    { "a range that is too small", FALSE, 0, FALSE, guard_at_least,
      "ConstraintViolationError: " VIOLATED (X) "Not all values of " X " = " X " in the specified range satisfy the generated "
      "guard 5 <= " X " and " X " <= IntInfinity()" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fixture) fixture;
      g_auto (Constraint) constraint = { 0 };

      fixture_init (&fixture);
      g_test_message ("%s", rows[i].desc);
      constraint = strict (&fixture, rows[i].lower, rows[i].warn_only);
      if (rows[i].relaxed)
        g_clear_pointer (&constraint.range, shape_range_unref);
      add_vector (&fixture, "L['x']", &constraint);
      rows[i].guard (&fixture);
      check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, NULL, rows[i].expected);
    }
}

/* What is declared of two sizes, of which the program takes y to be so many times x. */
typedef enum
{
  DECLARE_NOTHING,
  DECLARE_PAIR,         /* y == x */
  DECLARE_DERIVED,      /* y == factor*x */
  DECLARE_DERIVED_FROM, /* the same, x by its symbol */
  DECLARE_OTHERWISE,    /* y == x + 8 */
  DECLARE_WRONG,        /* y == x + 7 */
} Declare;

typedef struct
{
  const char *desc;
  gint64      factor;
  Declare     declare;
  gboolean    with_phantom; /* the symbol of x */
  gboolean    warn_only;
  const char *x_name;       /* what the user calls x and y, or NULL */
  const char *y_name;
  const char *expected;
} EqualityRow;

#define RANGE_OF_X "2 <= " X " and " X " <= 64"
#define RELATED "The values of dy = " Y " must always be related to the values of dx = " X " by dy = 2*dx."

static const EqualityRow equality_rows[] = {
  { "an equality that is not declared", 1, DECLARE_NOTHING, FALSE, FALSE, NULL, NULL,
    "ConstraintViolationError: " VIOLATED (Y) "The values of " Y " = " Y " and " X " = " X " must always be equal." },
  { "a declared one", 1, DECLARE_PAIR, FALSE, FALSE, NULL, NULL, Y " == " X "\n" RANGE_OF_X },
  { "one that is only warned of", 1, DECLARE_NOTHING, FALSE, TRUE, NULL, NULL, Y " == " X "\n" RANGE_OF_X },
  { "a pair that is not equal", 2, DECLARE_PAIR, FALSE, FALSE, NULL, NULL,
    "ConstraintViolationError: " Y " = 16 is not equal to " X " = 8" },
  { "a multiple that is not declared", 2, DECLARE_NOTHING, FALSE, FALSE, "dx", "dy",
    "ConstraintViolationError: " VIOLATED ("dy") RELATED },
  { "names that are no identifiers", 2, DECLARE_NOTHING, FALSE, FALSE, NULL, NULL,
    "TypeError: 'Symbol' object is not subscriptable" },
  { "a declared multiple", 2, DECLARE_DERIVED, FALSE, FALSE, "dx", "dy", Y " == 2*" X "\n" RANGE_OF_X },
  { "of a phantom symbol too", 2, DECLARE_DERIVED, TRUE, FALSE, "dx", "dy", Y " == 2*" X "\n" RANGE_OF_X },
  { "of a symbol, which declares nothing of x", 2, DECLARE_DERIVED_FROM, FALSE, FALSE, "dx", "dy",
    "ConstraintViolationError: " VIOLATED ("dy") RELATED },
  { "another relation that holds now", 2, DECLARE_OTHERWISE, FALSE, FALSE, "dx", "dy",
    "ConstraintViolationError: " VIOLATED ("dx, dy") RELATED "\n  - Not all values of dx = " X
    " in the specified range dx <= 64 satisfy the generated guard (2*" X ") == (8 + " X ")." },
  { "a relation that does not hold", 2, DECLARE_WRONG, FALSE, FALSE, "dx", "dy",
    "ConstraintViolationError: Expected input " Y " to be equal to dx + 7, where dx = 8, but got 16" },
  { "a multiple that is only warned of", 2, DECLARE_NOTHING, FALSE, TRUE, "dx", "dy", Y " == 2*" X "\n" RANGE_OF_X },
};

/* Guards that y == factor*x. Gives the symbol of x. */
static ShapeExpr *
add_multiples (Fixture *self,
               gint64   factor)
{
  const gint64 stride = 1, size = 8 * factor;
  g_auto (Constraint) constraint = strict (self, 2, FALSE);
  g_auto (Constraint) open = strict (self, 0, FALSE);
  g_autoptr (ShapeSymNode) times = shape_sym_node_new_int (self->env, factor);
  g_autoptr (ShapeSymNode) product = NULL;
  ShapeExpr *symbol;

  add_vector (self, "L['x']", &constraint);
  symbol = shape_sym_node_get_expr (get_size (self, 0), NULL);
  product = shape_sym_node_mul (get_size (self, 0), times, NULL);
  add_tensor (self, "L['y']", &size, &stride, 1, factor == 1 ? &constraint : &open);
  guard (shape_sym_node_eq (get_size (self, 0), product, NULL));
  return symbol;
}

static ShapeSource *
new_dim (Fixture *self,
         guint    input)
{
  return shape_source_new_tensor_property (shape_tracked_fake_get_source (g_ptr_array_index (self->inputs, input)),
                                           SHAPE_TENSOR_PROPERTY_SIZE, 0);
}

static ShapeExpr *
new_body (ShapeExprPool     *pool,
          const EqualityRow *row,
          ShapeExpr         *parameter)
{
  gboolean is_sum = row->declare == DECLARE_OTHERWISE || row->declare == DECLARE_WRONG;
  g_autoptr (ShapeExpr) number =
    shape_expr_new_integer (pool, !is_sum ? row->factor : row->declare == DECLARE_WRONG ? 7 : 8);

  return is_sum ? shape_expr_add (parameter, number, NULL) : shape_expr_mul (parameter, number, NULL);
}

static void
declare (Fixture                 *self,
         ShapeEqualityConstraint *equalities,
         const EqualityRow       *row,
         ShapeExpr               *symbol)
{
  ShapeExprPool *pool = shape_env_get_pool (self->env);
  g_autoptr (ShapeSource) x = new_dim (self, 0);
  g_autoptr (ShapeSource) y = new_dim (self, 1);
  g_autoptr (ShapeExpr) parameter = shape_expr_new_symbol (pool, "d", SHAPE_ASSUME_INTEGER, NULL);
  g_autoptr (ShapeExpr) body = new_body (pool, row, parameter);

  if (row->declare == DECLARE_PAIR)
    shape_equality_constraint_add_source_pair (equalities, y, x);
  else if (row->declare == DECLARE_DERIVED_FROM)
    shape_equality_constraint_add_derived_from (equalities, y, symbol, parameter, body);
  else if (row->declare != DECLARE_NOTHING)
    shape_equality_constraint_add_derived (equalities, y, x, parameter, body);
  if (row->with_phantom)
    shape_equality_constraint_add_phantom_symbol (equalities, symbol);
}

static void
test_equalities (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (equality_rows); i++)
    {
      const EqualityRow *row = &equality_rows[i];
      g_auto (Fixture) fixture;
      g_autoptr (ShapeGuardOptions) options = shape_guard_options_new ();
      g_autoptr (ShapeEqualityConstraint) equalities = NULL;
      g_autoptr (ShapeExpr) symbol = NULL;

      g_test_message ("%s", row->desc);
      fixture_init (&fixture);
      symbol = add_multiples (&fixture, row->factor);
      shape_env_set_debug_name (fixture.env, X, row->x_name);
      shape_env_set_debug_name (fixture.env, Y, row->y_name);
      equalities = shape_equality_constraint_new (shape_env_get_pool (fixture.env), row->warn_only);
      declare (&fixture, equalities, row, symbol);
      g_object_set (options, "equalities", equalities, NULL);
      check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, options, row->expected);
    }
}

#define INNER_A "L['x'].a"
#define INNER_B "getattr(L['x'], 'b-c')"

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
  shape_tracked_fake_add_inner (outer, "b-c", g_ptr_array_index (self->inputs, 1));
  g_ptr_array_set_size (self->inputs, 0);
  g_ptr_array_add (self->inputs, outer);
}

static void
test_wrapper (void)
{
  static const struct
  {
    const char *desc;
    Wrap        how;
    const char *expected;
  } rows[] = {
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

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fixture) fixture;

      g_test_message ("%s", rows[i].desc);
      fixture_init (&fixture);
      add_wrapper (&fixture, rows[i].how);
      check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, NULL, rows[i].expected);
    }
}

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
    g_assert_true (g_str_has_prefix (got, "(null): ")); /* a limit is no exception of the reference */
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

/* What a declared equality asks and adds, node by node. */
static gboolean
produce_equal_within (guint       n_nodes,
                      const char *expected)
{
  static const EqualityRow row = { .factor = 2, .declare = DECLARE_OTHERWISE, .with_phantom = TRUE, .warn_only = TRUE };
  g_auto (Fixture) fixture;
  g_autoptr (ShapeGuardOptions) options = shape_guard_options_new ();
  g_autoptr (ShapeEqualityConstraint) equalities = NULL;
  g_autoptr (ShapeExpr) symbol = NULL;
  ShapeExprPool *pool;
  g_autofree char *got = NULL;

  fixture_init (&fixture);
  symbol = add_multiples (&fixture, row.factor);
  shape_env_set_debug_name (fixture.env, X, "dx");
  pool = shape_env_get_pool (fixture.env);
  equalities = shape_equality_constraint_new (pool, row.warn_only);
  declare (&fixture, equalities, &row, symbol);
  g_object_set (options, "equalities", equalities, NULL);
  shape_expr_pool_set_max_nodes (pool, shape_expr_pool_get_n_nodes (pool) + n_nodes);
  got = produce (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, options);
  shape_expr_pool_set_max_nodes (pool, G_MAXUINT);
  check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, options, expected);
  return g_str_has_prefix (got, "(null): ");
}

static void
test_node_limit_of_equalities (void)
{
  static const char expected[] =
    "ConstraintViolationError: " VIOLATED ("dx") "Not all values of dx = " X
    " in the specified range dx <= 64 satisfy the generated guard (2*" X ") == (8 + " X ").";
  guint n_nodes = 0;

  while (produce_equal_within (n_nodes, expected))
    g_assert_cmpuint (++n_nodes, <, 1000);
  g_assert_cmpuint (n_nodes, >, 0);
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
  if (strcmp (hurried, "(null): more than 1 milliseconds of work") != 0)
    g_assert_cmpstr (hurried, ==, expected);
}

/* Lists stay where they are when there are more symbols, and grow when there are more sources. */
static void
test_symbol_sources (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (ShapeSource) tensor = shape_source_new ("LocalSource", "L['x']", NULL, FALSE);
  g_autoptr (ShapeSource) size = shape_source_new_tensor_property (tensor, SHAPE_TENSOR_PROPERTY_SIZE, 0);
  ShapeSymbolSources self = { 0 };
  ShapeSourceList *first = shape_symbol_sources_get (&self, shape_node_integer (pool, 0));

  g_assert_null (shape_symbol_sources_first (&self, shape_node_integer (pool, 0)));
  for (guint i = 1; i < 40; i++)
    for (guint j = 0; j < i; j++)
      shape_source_list_add (shape_symbol_sources_get (&self, shape_node_integer (pool, i)), j == 0 ? size : tensor);
  g_assert_cmpuint (shape_symbol_sources_n (&self), ==, 40);
  g_assert_true (shape_symbol_sources_list (&self, 0) == first);
  g_assert_false (shape_source_list_has_dim (first));
  for (guint i = 1; i < 40; i++)
    {
      const ShapeSourceList *list = shape_symbol_sources_list (&self, i);

      g_assert_cmpuint (list->n, ==, i);
      g_assert_true (shape_source_list_has_dim (list));
      g_assert_true (shape_symbol_sources_first (&self, shape_symbol_sources_symbol (&self, i)) == size);
      g_assert_true (shape_source_list_get (list)[i - 1] == (i == 1 ? size : tensor));
    }
  shape_symbol_sources_clear (&self);
}

static ShapeNode *
parse_end (ShapeExprPool *pool,
           const char    *text)
{
  GError *error = NULL;
  ShapeNode *end = text ? shape_node_parse (pool, text, strlen (text), TRUE, NULL, &error) : NULL;

  g_assert_no_error (error);
  return end;
}

/* One end, or both, as an expression, which the printer need not have. */
static ShapeNode *
make_relation (ShapeNode *lower,
               ShapeNode *symbol,
               ShapeNode *upper)
{
  ShapeExprPool *pool = symbol->pool;
  ShapeNode *ends[] = { lower ? shape_node_intern (pool, SHAPE_OP_LE, (ShapeNode *const[]) { lower, symbol }, 2) : NULL,
                        upper ? shape_node_intern (pool, SHAPE_OP_LE, (ShapeNode *const[]) { symbol, upper }, 2) : NULL };

  if (lower != NULL && upper != NULL)
    return shape_node_intern (pool, SHAPE_OP_AND, ends, 2);
  return lower != NULL ? ends[0] : ends[1];
}

typedef struct
{
  const char *desc;
  const char *lower;
  const char *upper;
} BoundsRow;

/* In each language; what one of them cannot write it refuses either way. */
static void
test_bounds (gconstpointer data)
{
  const BoundsRow *row = data;
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['x']", NULL, FALSE);
  ShapeNode *symbol = shape_node_symbol (env->pool, "zf0", (ShapeFacts) { 0 });
  ShapeNode *lower = parse_end (env->pool, row->lower), *upper = parse_end (env->pool, row->upper);
  ShapeSymbolSources sources = { 0 };

  shape_source_list_add (shape_symbol_sources_get (&sources, symbol), source);
  for (ShapeGuardLanguage language = SHAPE_GUARD_LANGUAGE_PYTHON; language <= SHAPE_GUARD_LANGUAGE_CPP; language++)
    {
      ShapeGuardPrinter printer;
      g_autofree char *got = NULL;
      g_autofree char *expected = NULL;

      shape_guard_printer_init (&printer, language, &sources, env);
      got = shape_guard_printer_print_bounds (&printer, lower, symbol, upper);
      shape_pool_check (env->pool, NULL);
      expected = shape_guard_printer_print (&printer, make_relation (lower, symbol, upper));
      shape_pool_check (env->pool, NULL);
      g_assert_cmpstr (got, ==, expected);
      g_assert_true (got != NULL || language == SHAPE_GUARD_LANGUAGE_CPP);
      shape_guard_printer_clear (&printer);
    }
  shape_symbol_sources_clear (&sources);
}

static const BoundsRow bounds_rows[] = {
  { "integers", "2", "64" },
  { "the same integer", "3", "3" },
  { "negative integers", "-7", "-2" },
  { "a lower end", "2", NULL },
  { "an upper end", NULL, "64" },
  { "floats", "1e-05", "0.5" },
  { "negative floats", "-2.5", "-0.0" },
  { "an upper end that is a float", NULL, "0.1" },
  { "an integer and a float", "1", "2.5" },
  { "a float and an integer", "0.5", "3" },
  { "rational numbers", "Rational(1, 3)", "Rational(5, 2)" },
  { "an integer that is large", "2", "123456789012345678901234567890" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shaperec/guards/options", test_options);
  test_rows_add ("/shaperec/guards/bounds", bounds_rows, test_bounds);
  g_test_add_func ("/shaperec/guards/lists", test_lists);
  g_test_add_func ("/shaperec/guards/symbol-sources", test_symbol_sources);
  g_test_add_func ("/shaperec/guards/own", test_own_guards);
  g_test_add_func ("/shaperec/guards/pruned", test_pruned);
  g_test_add_func ("/shaperec/guards/bind", test_bind);
  g_test_add_func ("/shaperec/guards/evaluate", test_evaluate);
  g_test_add_func ("/shaperec/guards/float", test_float);
  g_test_add_func ("/shaperec/guards/constraints", test_constraints);
  g_test_add_func ("/shaperec/guards/equalities", test_equalities);
  g_test_add_func ("/shaperec/guards/wrapper", test_wrapper);
  g_test_add_func ("/shaperec/guards/node-limit", test_node_limit);
  g_test_add_func ("/shaperec/guards/node-limit-of-equalities", test_node_limit_of_equalities);
  g_test_add_func ("/shaperec/guards/time-limit", test_time_limit);
  return g_test_run ();
}
