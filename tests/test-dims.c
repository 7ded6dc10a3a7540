/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shaperec/shaperec.h"

/* Dimensions that the user named, and what guards leave of them: through the public door. The
 * answers are the reference's; tests/test-dim-constraints.c has those of the solver itself. */

typedef struct
{
  ShapeEnv         *env;
  ShapeExprPool    *pool;
  GPtrArray        *sizes;
  ShapeTrackedFake *input;
} Fixture;

static void
fixture_clear (Fixture *self)
{
  g_ptr_array_unref (self->sizes);
  shape_tracked_fake_unref (self->input);
  g_object_unref (self->env);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static ShapeRange *
make_range (Fixture *self,
            gint64   lower,
            gint64   upper)
{
  g_autoptr (ShapeExpr) least = shape_expr_new_integer (self->pool, lower);
  g_autoptr (ShapeExpr) most = shape_expr_new_integer (self->pool, upper);

  return shape_range_new (least, most, NULL);
}

/* An input with two sizes, 8 and 17, of which the first may be limited. */
static void
fixture_init (Fixture *self,
              gint64   most) /* 0: no limit */
{
  const gint64 sizes[] = { 8, 17 }, strides[] = { 17, 1 };
  ShapeDimDynamic dims[] = { SHAPE_DIM_DYNAMIC, SHAPE_DIM_DYNAMIC };
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['x']", NULL, FALSE);
  g_autoptr (ShapeSymbolicContext) context = shape_symbolic_context_new (dims, 2);
  g_autoptr (GPtrArray) stride_nodes = NULL;
  g_autoptr (ShapeSymNode) offset = NULL;
  GError *error = NULL;

  self->env = shape_env_new ();
  self->pool = shape_env_get_pool (self->env);
  if (most > 0)
    {
      g_autoptr (ShapeRange) range = make_range (self, 2, most);

      shape_symbolic_context_constrain (context, SHAPE_TENSOR_PROPERTY_SIZE, 0, range, FALSE);
    }
  shape_env_create_symbolic_sizes_strides_storage_offset (self->env, sizes, strides, 2, 0, source, context, &self->sizes,
                                                          &stride_nodes, &offset, &error);
  g_assert_no_error (error);
  self->input = shape_tracked_fake_new_tensor ((ShapeSymNode **) self->sizes->pdata, 2,
                                               (ShapeSymNode **) stride_nodes->pdata, 2, offset, source, context);
  shape_env_set_debug_name (self->env, "L['x'].size()[0]", "dx");
  shape_env_set_debug_name (self->env, "L['x'].size()[1]", "2*dx + 1");
}

typedef ShapeExpr *(*Compare) (ShapeExpr *a, ShapeExpr *b, GError **error);

static gboolean
add (Fixture             *self,
     ShapeDimConstraints *constraints,
     guint                size,
     Compare              compare,
     gint64               number)
{
  g_autoptr (ShapeExpr) symbol = shape_sym_node_get_expr (g_ptr_array_index (self->sizes, size), NULL);
  g_autoptr (ShapeExpr) value = shape_expr_new_integer (self->pool, number);
  g_autoptr (ShapeExpr) relation = compare (symbol, value, NULL);
  gboolean trivial;
  GError *error = NULL;

  shape_dim_constraints_add (constraints, relation, &trivial, &error);
  g_assert_no_error (error);
  return trivial;
}

static ShapeDimConstraints *
make_constraints (Fixture *self)
{
  ShapeExpr *symbols[] = { shape_sym_node_get_expr (g_ptr_array_index (self->sizes, 0), NULL),
                           shape_sym_node_get_expr (g_ptr_array_index (self->sizes, 1), NULL) };
  ShapeDimConstraints *constraints = shape_dim_constraints_new (self->env, symbols, 2);

  shape_expr_unref (symbols[0]);
  shape_expr_unref (symbols[1]);
  return constraints;
}

static void
check_advice (Fixture             *self,
              ShapeDimConstraints *constraints,
              const char          *expected)
{
  g_autoptr (ShapeRange) roots = make_range (self, 2, 64);
  g_autoptr (ShapeRange) others = make_range (self, 5, 129);
  g_autoptr (ShapeDim) root = shape_dim_new ("dx", roots);
  g_autoptr (ShapeDim) derived = shape_dim_new_derived ("2*dx + 1", "dx", others);
  ShapeDim *dims[] = { root, derived };
  GError *error = NULL;
  g_autofree char *text = shape_dim_constraints_prettify_results (constraints, dims, 2, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
check_list (char       **texts,
            const char  *expected)
{
  g_autofree char *joined = g_strjoinv ("|", texts);

  g_assert_cmpstr (joined, ==, expected);
  g_strfreev (texts);
}

static void
test_ranges (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (ShapeDimConstraints) constraints = NULL;

  fixture_init (&self, 0);
  constraints = make_constraints (&self);
  g_assert_false (add (&self, constraints, 1, shape_expr_le, 33));
  g_assert_false (add (&self, constraints, 0, shape_expr_ge, 4));
  g_assert_true (add (&self, constraints, 0, shape_expr_ge, 0));
  g_assert_true (shape_dim_constraints_solve (constraints, NULL));
  check_list (shape_dim_constraints_list_static_results (constraints), "");
  check_list (shape_dim_constraints_list_dynamic_results (constraints), "L['x'].size()[1] <= 33|4 <= L['x'].size()[0]");
  check_advice (&self, constraints, "\nSuggested fixes:\n  dx = Dim('dx', min=4)");
}

static void
test_specialization (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (ShapeDimConstraints) constraints = NULL;
  g_autoptr (GHashTable) forced = NULL;
  g_autofree char *text = NULL;
  ShapeExpr *value;

  fixture_init (&self, 0);
  constraints = make_constraints (&self);
  g_assert_false (add (&self, constraints, 1, shape_expr_eq, 17));
  g_assert_true (shape_dim_constraints_solve (constraints, NULL));
  check_list (shape_dim_constraints_list_static_results (constraints), "L['x'].size()[1] == 17");
  forced = shape_dim_constraints_forced_specializations (constraints, NULL);
  g_assert_cmpuint (g_hash_table_size (forced), ==, 1);
  value = g_hash_table_lookup (forced, "2*dx + 1 = L['x'].size()[1]");
  g_assert_nonnull (value);
  text = shape_expr_to_sympy_string (value, NULL);
  g_assert_cmpstr (text, ==, "17");
  check_advice (&self, constraints,
                "Specializations unexpectedly required (dx)! For more information, run with TORCH_LOGS=\"+dynamic\".\n"
                "  - solving the guards generated for 2*dx + 1 = L['x'].size()[1] resulted in a specialized value of 17.\n");
}

static void
test_equality (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (ShapeDimConstraints) constraints = NULL;
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['y'].size()[0]", NULL, FALSE);
  g_autoptr (ShapeExpr) symbol = NULL;

  fixture_init (&self, 0);
  symbol = shape_sym_node_get_expr (g_ptr_array_index (self.sizes, 0), NULL);
  constraints = make_constraints (&self);
  g_assert_true (shape_dim_constraints_add_equality (constraints, source, symbol, NULL));
  g_assert_true (shape_dim_constraints_solve (constraints, NULL));
  check_list (shape_dim_constraints_list_dynamic_results (constraints), "L['y'].size()[0] == L['x'].size()[0]");
}

/* The guards of a program that demands more than the user allowed. */
static void
test_violated (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (ShapeSymNode) four = NULL;
  g_autoptr (ShapeSymNode) zero = NULL;
  g_autoptr (ShapeSymNode) rest = NULL;
  g_autoptr (ShapeSymNode) question = NULL;
  g_autoptr (ShapeDimConstraints) constraints = NULL;
  g_autoptr (GError) error = NULL;
  gboolean answer;

  fixture_init (&self, 64);
  four = shape_sym_node_new_int (self.env, 4);
  zero = shape_sym_node_new_int (self.env, 0);
  rest = shape_sym_node_mod (g_ptr_array_index (self.sizes, 0), four, NULL);
  question = shape_sym_node_eq (rest, zero, NULL);
  g_assert_true (shape_sym_node_guard_bool (question, &answer, NULL));
  g_assert_null (shape_env_produce_guards (self.env, &self.input, 1, NULL, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_CONSTRAINT_VIOLATION);

  constraints = shape_env_collect_dim_constraints (self.env, &self.input, 1, NULL, NULL);
  g_assert_true (shape_dim_constraints_solve (constraints, NULL));
  check_advice (&self, constraints, "\nSuggested fixes:\n  _dx = Dim('_dx', min=1, max=16)\n  dx = 4*_dx");
}

static void
test_inconsistent (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (ShapeDimConstraints) constraints = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&self, 0);
  constraints = make_constraints (&self);
  add (&self, constraints, 0, shape_expr_gt, 100);
  g_assert_false (shape_dim_constraints_solve (constraints, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "The following inconsistencies were found:\ns77 > 100 is inconsistent!\n"
                                       "s77 > 100, obtained by rewriting s77 > 100 with congruences, is inconsistent!");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shaperec/dims/ranges", test_ranges);
  g_test_add_func ("/shaperec/dims/specialization", test_specialization);
  g_test_add_func ("/shaperec/dims/equality", test_equality);
  g_test_add_func ("/shaperec/dims/violated", test_violated);
  g_test_add_func ("/shaperec/dims/inconsistent", test_inconsistent);
  return g_test_run ();
}
