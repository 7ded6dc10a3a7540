/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "guard-fixture.h"
#include "test-rows.h"

/* Guards where the user demands something of sizes, or declares them to be equal. */

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

typedef struct
{
  const char *desc;
  gboolean    relaxed;
  gint64      lower;
  gboolean    warn_only;
  void      (*guard) (Fixture *self);
  const char *expected;
} ConstraintRow;

static const ConstraintRow constraint_rows[] = {
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

static void
test_constraint (gconstpointer data)
{
  const ConstraintRow *row = data;
  g_auto (Fixture) fixture;
  g_auto (Constraint) constraint = { 0 };

  fixture_init (&fixture);
  constraint = strict (&fixture, row->lower, row->warn_only);
  if (row->relaxed)
    g_clear_pointer (&constraint.range, shape_range_unref);
  add_vector (&fixture, "L['x']", &constraint);
  row->guard (&fixture);
  check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, NULL, row->expected);
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
test_equality (gconstpointer data)
{
  const EqualityRow *row = data;
  g_auto (Fixture) fixture;
  g_autoptr (ShapeGuardOptions) options = shape_guard_options_new ();
  g_autoptr (ShapeEqualityConstraint) equalities = NULL;
  g_autoptr (ShapeExpr) symbol = NULL;

  fixture_init (&fixture);
  symbol = add_multiples (&fixture, row->factor);
  shape_env_set_debug_name (fixture.env, X, row->x_name);
  shape_env_set_debug_name (fixture.env, Y, row->y_name);
  equalities = shape_equality_constraint_new (shape_env_get_pool (fixture.env), row->warn_only);
  declare (&fixture, equalities, row, symbol);
  g_object_set (options, "equalities", equalities, NULL);
  check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, options, row->expected);
}

/* What an equality is derived from where no input has it. */
typedef struct
{
  const char *desc;
  gint64      least; /* of what `L['x']` may be, which has 8 */
  const char *expected;
} SourcelessRow;

static const SourcelessRow sourceless_rows[] = {
  { "a symbol of another environment", 0, "KeyError: s77" },
  { "a symbol whose making failed", 20, "IndexError: list index out of range" },
};

static void
fail_vector (Fixture *self,
             gint64   least)
{
  const gint64 size = 8, stride = 1;
  ShapeDimDynamic dim = SHAPE_DIM_DYNAMIC;
  g_auto (Constraint) constraint = strict (self, least, FALSE);
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['x']", NULL, FALSE);
  g_autoptr (ShapeSymbolicContext) context = shape_symbolic_context_new (&dim, 1);
  g_autoptr (GPtrArray) sizes = NULL;
  g_autoptr (GPtrArray) strides = NULL;
  g_autoptr (ShapeSymNode) offset = NULL;
  g_autoptr (GError) error = NULL;

  shape_symbolic_context_constrain (context, SHAPE_TENSOR_PROPERTY_SIZE, 0, constraint.range, FALSE);
  shape_env_create_symbolic_sizes_strides_storage_offset (self->env, &size, &stride, 1, 0, source, context, &sizes, &strides,
                                                          &offset, &error);
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_CONSTRAINT_VIOLATION);
}

static void
test_sourceless (gconstpointer data)
{
  static const EqualityRow declared = { .factor = 1, .declare = DECLARE_DERIVED_FROM };
  const SourcelessRow *row = data;
  g_auto (Fixture) fixture;
  g_autoptr (ShapeGuardOptions) options = shape_guard_options_new ();
  g_autoptr (ShapeEqualityConstraint) equalities = NULL;
  g_autoptr (ShapeExpr) symbol = NULL;
  ShapeExprPool *pool;

  fixture_init (&fixture);
  pool = shape_env_get_pool (fixture.env);
  add_vector (&fixture, "L['y']", NULL);
  add_vector (&fixture, "L['z']", NULL);
  if (row->least > 0)
    fail_vector (&fixture, row->least);
  symbol = shape_expr_new_symbol (pool, "s77", SHAPE_ASSUME_INTEGER | SHAPE_ASSUME_POSITIVE, NULL);
  equalities = shape_equality_constraint_new (pool, FALSE);
  declare (&fixture, equalities, &declared, symbol);
  g_object_set (options, "equalities", equalities, NULL);
  check (&fixture, SHAPE_GUARD_LANGUAGE_PYTHON, options, row->expected);
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
  gboolean was_short;

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
  was_short = g_str_has_prefix (got, "limit: ");
  if (!was_short)
    g_assert_cmpstr (got, ==, expected);
  return was_short;
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/guard-constraints/ranges", constraint_rows, test_constraint);
  test_rows_add ("/shaperec/guard-constraints/equalities", equality_rows, test_equality);
  test_rows_add ("/shaperec/guard-constraints/sourceless", sourceless_rows, test_sourceless);
  g_test_add_func ("/shaperec/guard-constraints/node-limit", test_node_limit_of_equalities);
  return g_test_run ();
}
