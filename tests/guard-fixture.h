/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shaperec/shaperec.h"

/* A small environment with the inputs of a program, whose guards are held against what produce_guards_verbose gives. */

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

G_GNUC_UNUSED static void
fixture_init (Fixture *self)
{
  self->env = shape_env_new ();
  self->inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_tracked_fake_unref);
  self->sizes = NULL;
}

G_GNUC_UNUSED static ShapeSymNode *
get_size (Fixture *self,
          guint    i)
{
  return g_ptr_array_index (self->sizes, i);
}

G_GNUC_UNUSED static void
add_tensor (Fixture          *self,
            const char       *name,
            const gint64     *sizes,
            const gint64     *strides,
            gsize             n_dims,
            const Constraint *constraint)
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

G_GNUC_UNUSED static void
add_vector (Fixture          *self,
            const char       *name,
            const Constraint *constraint)
{
  const gint64 size = 8, stride = 1;

  add_tensor (self, name, &size, &stride, 1, constraint);
}

/* Takes @question. */
G_GNUC_UNUSED static void
guard (ShapeSymNode *question)
{
  GError *error = NULL;
  gboolean answer;

  shape_sym_node_guard_bool (question, &answer, &error);
  g_assert_no_error (error);
  shape_sym_node_unref (question);
}

/* The guards, a line each; or the error, by its name in the reference. */
G_GNUC_UNUSED static char *
produce (Fixture            *self,
         ShapeGuardLanguage  language,
         ShapeGuardOptions  *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) helpers =
    shape_env_produce_guards_verbose (self->env, (ShapeTrackedFake **) self->inputs->pdata, self->inputs->len, &language,
                                      1, options, &error);

  if (g_error_matches (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT))
    return g_strdup_printf ("limit: %s", error->message); /* no exception of the reference */
  if (helpers == NULL)
    return g_strdup_printf ("%s: %s", shape_error_get_class_name ((ShapeError) error->code), error->message);
  return g_strjoinv ("\n", (char **) shape_guards_helper_get_exprs (g_ptr_array_index (helpers, 0)));
}

G_GNUC_UNUSED static void
check (Fixture            *self,
       ShapeGuardLanguage  language,
       ShapeGuardOptions  *options,
       const char         *expected)
{
  g_autofree char *got = produce (self, language, options);

  g_assert_cmpstr (got, ==, expected);
}

/* From @lower to 64; with 0, all that a size may be. */
G_GNUC_UNUSED static Constraint
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

G_GNUC_UNUSED static void
guard_divisible (Fixture *self)
{
  g_autoptr (ShapeSymNode) four = shape_sym_node_new_int (self->env, 4);
  g_autoptr (ShapeSymNode) zero = shape_sym_node_new_int (self->env, 0);
  g_autoptr (ShapeSymNode) rest = shape_sym_node_mod (get_size (self, 0), four, NULL);

  guard (shape_sym_node_eq (rest, zero, NULL));
}
