/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-equality-constraint-private.h"

#include "../env/shape-source-private.h"
#include "../expr/shape-expr-pool-private.h"

/**
 * ShapeEqualityConstraint:
 *
 * Which dimensions of the inputs the user declared to be equal, or to be computed from
 * others (`EqualityConstraint`).
 *
 * Give it to [method@Env.produce_guards_verbose]: inputs that break it are an error, and so
 * are equalities that the program needs and the user did not declare.
 *
 * Equal pairs are transitive. A derived equality says that a dimension is a function of
 * another dimension, of a symbol that is no dimension (a phantom), or of a number; the
 * function is an expression with one symbol as its parameter.
 */

G_DEFINE_BOXED_TYPE (ShapeEqualityConstraint, shape_equality_constraint,
                     shape_equality_constraint_ref, shape_equality_constraint_unref)

static void
clear_pair (gpointer data)
{
  ShapeSourcePair *pair = data;

  shape_source_unref (pair->a);
  shape_source_unref (pair->b);
}

static void
clear_derived (gpointer data)
{
  ShapeDerivedEquality *derived = data;

  shape_source_unref (derived->source);
  g_clear_pointer (&derived->root, shape_source_unref);
}

/**
 * shape_equality_constraint_new:
 * @pool: the pool of the environment that it is for
 * @warn_only: whether equalities that were not declared are no error
 *
 * Makes a constraint that declares nothing yet.
 *
 * Returns: (transfer full): a new constraint
 */
ShapeEqualityConstraint *
shape_equality_constraint_new (ShapeExprPool *pool,
                               gboolean       warn_only)
{
  ShapeEqualityConstraint *self;

  g_return_val_if_fail (pool != NULL, NULL);

  self = g_new0 (ShapeEqualityConstraint, 1);
  g_ref_count_init (&self->ref_count);
  self->warn_only = warn_only;
  self->pool = shape_expr_pool_ref (pool);
  self->source_pairs = g_array_new (FALSE, FALSE, sizeof (ShapeSourcePair));
  g_array_set_clear_func (self->source_pairs, clear_pair);
  self->derived_equalities = g_array_new (FALSE, FALSE, sizeof (ShapeDerivedEquality));
  g_array_set_clear_func (self->derived_equalities, clear_derived);
  self->phantom_symbols = g_ptr_array_new ();
  self->relaxed_sources = shape_source_table_new (NULL);
  self->parents = shape_source_table_new ((GDestroyNotify) shape_source_unref);
  self->definitions = shape_source_table_new (NULL);
  return self;
}

/**
 * shape_equality_constraint_ref:
 * @self: a constraint
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
ShapeEqualityConstraint *
shape_equality_constraint_ref (ShapeEqualityConstraint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * shape_equality_constraint_unref:
 * @self: (transfer full): a constraint
 *
 * Drops a reference.
 */
void
shape_equality_constraint_unref (ShapeEqualityConstraint *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->source_pairs);
  g_array_unref (self->derived_equalities);
  g_ptr_array_unref (self->phantom_symbols);
  g_hash_table_unref (self->relaxed_sources);
  g_hash_table_unref (self->parents);
  g_hash_table_unref (self->definitions);
  shape_expr_pool_unref (self->pool);
  g_free (self);
}

/**
 * shape_equality_constraint_add_source_pair:
 * @self: a constraint
 * @a: the source of a dimension
 * @b: the source of another one
 *
 * Declares that two dimensions are equal.
 */
void
shape_equality_constraint_add_source_pair (ShapeEqualityConstraint *self,
                                           ShapeSource             *a,
                                           ShapeSource             *b)
{
  ShapeSourcePair pair;

  g_return_if_fail (self != NULL);
  g_return_if_fail (a != NULL);
  g_return_if_fail (b != NULL);

  pair = (ShapeSourcePair) { shape_source_ref (a), shape_source_ref (b) };
  g_array_append_val (self->source_pairs, pair);
  self->is_prepared = FALSE;
}

static void
add_derived (ShapeEqualityConstraint *self,
             ShapeDerivedEquality     derived)
{
  g_array_append_val (self->derived_equalities, derived);
  self->is_prepared = FALSE;
}

/**
 * shape_equality_constraint_add_derived:
 * @self: a constraint
 * @source: the source of a dimension
 * @root: the source of the dimension that it is computed from
 * @parameter: the symbol that stands for @root in @body
 * @body: what @source is
 *
 * Declares that a dimension is a function of another one.
 */
void
shape_equality_constraint_add_derived (ShapeEqualityConstraint *self,
                                       ShapeSource             *source,
                                       ShapeSource             *root,
                                       ShapeExpr               *parameter,
                                       ShapeExpr               *body)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (source != NULL);
  g_return_if_fail (root != NULL);
  g_return_if_fail (parameter != NULL && parameter->pool == self->pool);
  g_return_if_fail (body != NULL && body->pool == self->pool);

  add_derived (self, (ShapeDerivedEquality) { .source = shape_source_ref (source), .root = shape_source_ref (root),
                                              .parameter = parameter, .body = body });
}

/**
 * shape_equality_constraint_add_derived_from:
 * @self: a constraint
 * @source: the source of a dimension
 * @root: a phantom symbol or an integer
 * @parameter: the symbol that stands for @root in @body
 * @body: what @source is
 *
 * Declares that a dimension is a function of what is no dimension.
 */
void
shape_equality_constraint_add_derived_from (ShapeEqualityConstraint *self,
                                            ShapeSource             *source,
                                            ShapeExpr               *root,
                                            ShapeExpr               *parameter,
                                            ShapeExpr               *body)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (source != NULL);
  g_return_if_fail (root != NULL && root->pool == self->pool);
  g_return_if_fail (parameter != NULL && parameter->pool == self->pool);
  g_return_if_fail (body != NULL && body->pool == self->pool);

  add_derived (self, (ShapeDerivedEquality) { .source = shape_source_ref (source), .root_expr = root,
                                              .parameter = parameter, .body = body });
}

/**
 * shape_equality_constraint_add_phantom_symbol:
 * @self: a constraint
 * @symbol: a symbol of the environment that is no dimension of an input
 *
 * Makes a symbol known that dimensions are derived from.
 */
void
shape_equality_constraint_add_phantom_symbol (ShapeEqualityConstraint *self,
                                              ShapeExpr               *symbol)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (symbol != NULL && symbol->pool == self->pool);

  g_ptr_array_add (self->phantom_symbols, symbol);
}

/**
 * shape_equality_constraint_add_relaxed_source:
 * @self: a constraint
 * @source: the source of a dimension
 *
 * Lets a dimension be equal to any other.
 */
void
shape_equality_constraint_add_relaxed_source (ShapeEqualityConstraint *self,
                                              ShapeSource             *source)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (source != NULL);

  g_hash_table_add (self->relaxed_sources, shape_source_ref (source));
}

static ShapeNode *
apply (ShapeNode *parameter,
       ShapeNode *body,
       ShapeNode *argument)
{
  return shape_node_xreplace (body, &parameter, &argument, 1);
}

ShapeNode *
shape_derived_equality_apply (const ShapeDerivedEquality *self,
                              ShapeNode                  *argument)
{
  return apply (self->parameter, self->body, argument);
}

/* The dimension that stands for all that are equal to @source. */
static ShapeSource *
find_root (ShapeEqualityConstraint *self,
           ShapeSource             *source)
{
  ShapeSource *parent;

  while ((parent = g_hash_table_lookup (self->parents, source)) != NULL)
    source = parent;
  return source;
}

/* @source in terms of dimensions that are not derived. */
static ShapeNode *
define (ShapeEqualityConstraint *self,
        ShapeSource             *source)
{
  ShapeSource *root = find_root (self, source);
  ShapeNode *definition = g_hash_table_lookup (self->definitions, root);

  return definition ? definition : shape_node_symbol (self->pool, root->name, (ShapeFacts) { 0 });
}

static void
prepare (ShapeEqualityConstraint *self)
{
  if (self->is_prepared)
    return;
  self->is_prepared = TRUE;
  g_hash_table_remove_all (self->parents);
  g_hash_table_remove_all (self->definitions);
  for (guint i = 0; i < self->source_pairs->len; i++)
    {
      const ShapeSourcePair *pair = &g_array_index (self->source_pairs, ShapeSourcePair, i);
      ShapeSource *a = find_root (self, pair->a), *b = find_root (self, pair->b);

      if (!shape_source_equal (a, b))
        g_hash_table_insert (self->parents, shape_source_ref (a), shape_source_ref (b));
    }
  for (guint i = 0; i < self->derived_equalities->len; i++)
    {
      const ShapeDerivedEquality *derived = &g_array_index (self->derived_equalities, ShapeDerivedEquality, i);
      ShapeNode *root = derived->root ? define (self, derived->root) : derived->root_expr;

      g_hash_table_insert (self->definitions, shape_source_ref (find_root (self, derived->source)),
                           shape_derived_equality_apply (derived, root));
    }
}

/**
 * shape_equality_constraint_is_equal:
 * @self: a constraint
 * @a: the source of a dimension
 * @b: the source of another one
 *
 * Tells whether it follows from what was declared that two dimensions are equal
 * (`EqualityConstraint.is_equal`).
 *
 * Returns: whether they are equal
 */
gboolean
shape_equality_constraint_is_equal (ShapeEqualityConstraint *self,
                                    ShapeSource             *a,
                                    ShapeSource             *b)
{
  ShapeSource *root_a, *root_b;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  prepare (self);
  root_a = find_root (self, a);
  root_b = find_root (self, b);
  return g_hash_table_contains (self->relaxed_sources, root_a) ||
         g_hash_table_contains (self->relaxed_sources, root_b) ||
         shape_source_equal (root_a, root_b) || define (self, a) == define (self, b);
}

/**
 * shape_equality_constraint_is_derived:
 * @self: a constraint
 * @source: the source of a dimension
 * @root: the source of another one
 * @parameter: the symbol that stands for @root in @body
 * @body: a function of @root
 *
 * Tells whether it follows from what was declared that a dimension is a function of
 * another one (`EqualityConstraint.is_derived`).
 *
 * Returns: whether it is
 */
gboolean
shape_equality_constraint_is_derived (ShapeEqualityConstraint *self,
                                      ShapeSource             *source,
                                      ShapeSource             *root,
                                      ShapeExpr               *parameter,
                                      ShapeExpr               *body)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (root != NULL, FALSE);
  g_return_val_if_fail (parameter != NULL && parameter->pool == self->pool, FALSE);
  g_return_val_if_fail (body != NULL && body->pool == self->pool, FALSE);

  prepare (self);
  return define (self, source) == apply (parameter, body, define (self, root));
}
