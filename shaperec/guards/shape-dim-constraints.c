/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-constraints.h"

#include "shape-guard-request-private.h"
#include "../analysis/shape-range-private.h"

/**
 * ShapeDimConstraints:
 *
 * What guards leave of sizes that are to be dynamic (`DimConstraints`): some turn out to be
 * numbers, the others get ranges and relations, from which fixes of the user's dynamic shapes
 * are suggested. That is what an export says where [method@Env.produce_guards] fails.
 *
 * [method@Env.collect_dim_constraints] gives those of a program;
 * [ctor@DimConstraints.new] makes an empty one for relations of one's own. Then
 * [method@DimConstraints.solve] turns relations into results.
 *
 * The reference keeps its results in sets; here each list is in the order in which it came.
 */
struct _ShapeDimConstraints
{
  grefcount           ref_count;
  ShapeEnv           *env;               /* owned */
  GPtrArray          *sources;           /* ShapeSource, owned: those of the next */
  ShapeSymbolSources  symbol_to_sources;
  ShapeMap            marked_dynamic;    /* a set of symbols */
  ShapeDimSolver     *solver;
};

G_DEFINE_BOXED_TYPE (ShapeDimConstraints, shape_dim_constraints, shape_dim_constraints_ref, shape_dim_constraints_unref)

static ShapeDimConstraints *
new_constraints (ShapeEnv *env)
{
  ShapeDimConstraints *self = g_new0 (ShapeDimConstraints, 1);

  g_ref_count_init (&self->ref_count);
  self->env = g_object_ref (env);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_source_unref);
  return self;
}

static void
add_symbol (ShapeDimConstraints *self,
            ShapeNode           *symbol,
            ShapeSource *const  *sources,
            guint                n)
{
  ShapeSourceList *list = shape_symbol_sources_get (&self->symbol_to_sources, symbol);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (self->sources, shape_source_ref (sources[i]));
      shape_source_list_add (list, sources[i]);
    }
}

/* The symbols of an environment, and of a run. */
static void
add_made (ShapeDimConstraints *self)
{
  const ShapeMap *var_to_sources = &self->env->var_to_sources;

  for (guint i = 0; i < var_to_sources->n; i++)
    {
      const GPtrArray *list = var_to_sources->entries[i].value;

      add_symbol (self, var_to_sources->entries[i].key, list ? (ShapeSource *const *) list->pdata : NULL,
                  list ? list->len : 0);
    }
}

static void
add_met (ShapeDimConstraints      *self,
         const ShapeSymbolSources *symbol_to_sources)
{
  for (guint i = 0; i < shape_symbol_sources_n (symbol_to_sources); i++)
    {
      const ShapeSourceList *list = shape_symbol_sources_list (symbol_to_sources, i);

      add_symbol (self, shape_symbol_sources_symbol (symbol_to_sources, i), shape_source_list_get (list), list->n);
    }
}

static ShapeDimScope
make_scope (ShapeDimConstraints *self)
{
  return shape_env_make_dim_scope (self->env, &self->symbol_to_sources, &self->marked_dynamic);
}

static gboolean
are_symbols_of (ShapeEnv         *env,
                ShapeExpr *const *exprs,
                gsize             n)
{
  for (gsize i = 0; i < n; i++)
    if (exprs[i] == NULL || exprs[i]->pool != env->pool || !SHAPE_IS (exprs[i], SYMBOL))
      return FALSE;
  return TRUE;
}

/**
 * shape_dim_constraints_new:
 * @env: an environment
 * @marked_dynamic: (array length=n_marked_dynamic): the symbols that are not to become numbers
 * @n_marked_dynamic: how many they are
 *
 * Makes constraints without any relation yet. Symbols are spelled by the sources that the
 * environment made them for, and their values are those of the environment.
 *
 * Returns: (transfer full): new constraints
 */
ShapeDimConstraints *
shape_dim_constraints_new (ShapeEnv         *env,
                           ShapeExpr *const *marked_dynamic,
                           gsize             n_marked_dynamic)
{
  ShapeDimConstraints *self;
  ShapeDimScope scope;

  g_return_val_if_fail (SHAPE_IS_ENV (env), NULL);
  g_return_val_if_fail (marked_dynamic != NULL || n_marked_dynamic == 0, NULL);
  g_return_val_if_fail (are_symbols_of (env, marked_dynamic, n_marked_dynamic), NULL);

  self = new_constraints (env);
  add_made (self);
  for (gsize i = 0; i < n_marked_dynamic; i++)
    shape_map_add (&self->marked_dynamic, marked_dynamic[i]);
  scope = make_scope (self);
  self->solver = shape_dim_solver_new (&scope);
  return self;
}

/* The solver of a run that is about to be cleared, with what it looks at. */
static void
take_solver (ShapeGuardProducer *producer,
             gpointer            data)
{
  ShapeDimConstraints *self = data;
  ShapeDimScope scope;

  if (producer->solver == NULL)
    return;
  add_met (self, &producer->symbol_to_source);
  for (guint i = 0; i < producer->symbol_to_constraints.n; i++)
    shape_map_add (&self->marked_dynamic, producer->symbol_to_constraints.entries[i].key);
  scope = make_scope (self);
  self->solver = g_steal_pointer (&producer->solver);
  shape_dim_solver_set_scope (self->solver, &scope);
}

/**
 * shape_env_collect_dim_constraints:
 * @self: an environment
 * @inputs: (array length=n_inputs): the inputs of the program
 * @n_inputs: how many there are
 * @options: (nullable): how guards are produced; %NULL for the defaults
 * @error: return location for an error
 *
 * Gets what the guards of the environment say of sizes (`dim_constraints`, after
 * `produce_guards`), not solved yet. That a constraint of the user's is violated is no error
 * here: it is why one asks.
 *
 * Returns: (transfer full): the constraints, or %NULL with @error set
 */
ShapeDimConstraints *
shape_env_collect_dim_constraints (ShapeEnv                *self,
                                   ShapeTrackedFake *const *inputs,
                                   gsize                    n_inputs,
                                   ShapeGuardOptions       *options,
                                   GError                 **error)
{
  g_autoptr (ShapeDimConstraints) constraints = NULL;
  g_autoptr (GPtrArray) helpers = NULL;
  g_auto (ShapeOwnedRequest) owned = { 0 };
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (inputs != NULL || n_inputs == 0, NULL);
  g_return_val_if_fail (shape_tracked_fakes_are_of (self, inputs, n_inputs), NULL);

  constraints = new_constraints (self);
  shape_owned_request_init (&owned, self, inputs, n_inputs, options);
  owned.request.at_end = take_solver;
  owned.request.data = constraints;
  helpers = shape_env_produce (self, &owned.request, &failure);
  if (helpers == NULL && !g_error_matches (failure, SHAPE_ERROR, SHAPE_ERROR_CONSTRAINT_VIOLATION))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (constraints->solver != NULL)
    return g_steal_pointer (&constraints);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * shape_dim_constraints_ref:
 * @self: constraints
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
ShapeDimConstraints *
shape_dim_constraints_ref (ShapeDimConstraints *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * shape_dim_constraints_unref:
 * @self: (transfer full): constraints
 *
 * Drops a reference.
 */
void
shape_dim_constraints_unref (ShapeDimConstraints *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->solver, shape_dim_solver_free);
  shape_symbol_sources_clear (&self->symbol_to_sources);
  shape_map_clear (&self->marked_dynamic);
  g_ptr_array_unref (self->sources);
  g_object_unref (self->env);
  g_free (self);
}

/**
 * shape_dim_constraints_add:
 * @self: constraints
 * @expr: a truth value of the environment that is to hold
 * @trivial: (out) (optional): whether it says nothing
 * @error: return location for an error
 *
 * Adds a relation (`add`). What the values of the symbols contradict fails in
 * [method@DimConstraints.solve].
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_dim_constraints_add (ShapeDimConstraints  *self,
                           ShapeExpr            *expr,
                           gboolean             *trivial,
                           GError              **error)
{
  gboolean says_nothing;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (expr != NULL && expr->pool == self->env->pool, FALSE);
  g_return_val_if_fail (SHAPE_IS_BOOLEAN (expr), FALSE);

  says_nothing = shape_dim_solver_add (self->solver, expr);
  if (trivial != NULL)
    *trivial = says_nothing;
  return shape_pool_check (self->env->pool, error);
}

/**
 * shape_dim_constraints_add_equality:
 * @self: constraints
 * @source: where a value comes from
 * @expr: what it equals
 * @error: return location for an error
 *
 * Adds that an input equals a number or an expression (`add_equality`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_dim_constraints_add_equality (ShapeDimConstraints  *self,
                                    ShapeSource          *source,
                                    ShapeExpr            *expr,
                                    GError              **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (expr != NULL && expr->pool == self->env->pool, FALSE);

  shape_dim_solver_add_equality (self->solver, source, expr);
  return shape_pool_check (self->env->pool, error);
}

/**
 * shape_dim_constraints_solve:
 * @self: constraints
 * @error: return location for an error
 *
 * Turns what was added into results (`solve`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_dim_constraints_solve (ShapeDimConstraints  *self,
                             GError              **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  shape_dim_solver_solve (self->solver);
  return shape_pool_check (self->env->pool, error);
}

static char **
copy_texts (const GPtrArray *texts)
{
  char **copy = g_new0 (char *, texts->len + 1);

  for (guint i = 0; i < texts->len; i++)
    copy[i] = g_strdup (g_ptr_array_index (texts, i));
  return copy;
}

/**
 * shape_dim_constraints_list_static_results:
 * @self: constraints
 *
 * Lists what can only be a number, such as `L['x'].size()[0] == 4`.
 *
 * Returns: (transfer full) (array zero-terminated=1): the texts, each once
 */
char **
shape_dim_constraints_list_static_results (ShapeDimConstraints *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return copy_texts (shape_dim_solver_get_static_results (self->solver));
}

/**
 * shape_dim_constraints_list_dynamic_results:
 * @self: constraints
 *
 * Lists ranges and relations, such as `2 <= L['x'].size()[0]`.
 *
 * Returns: (transfer full) (array zero-terminated=1): the texts, each once
 */
char **
shape_dim_constraints_list_dynamic_results (ShapeDimConstraints *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return copy_texts (shape_dim_solver_get_dynamic_results (self->solver));
}

/**
 * shape_dim_constraints_forced_specializations:
 * @self: constraints that are solved
 * @error: return location for an error
 *
 * Gets the sizes that were to be dynamic and can only be one number
 * (`forced_specializations`). A key is the source, or `name = source` where the user named it.
 *
 * Returns: (transfer container) (element-type utf8 ShapeExpr): the numbers, or %NULL with @error set
 */
GHashTable *
shape_dim_constraints_forced_specializations (ShapeDimConstraints  *self,
                                              GError              **error)
{
  g_autoptr (GArray) forced = NULL;
  GHashTable *numbers;

  g_return_val_if_fail (self != NULL, NULL);

  forced = shape_dim_solver_forced_specializations (self->solver);
  if (!shape_pool_check (self->env->pool, error))
    return NULL;
  numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) shape_expr_unref);
  for (guint i = 0; i < forced->len; i++)
    {
      const ShapeForcedSpecialization *one = &g_array_index (forced, ShapeForcedSpecialization, i);

      g_hash_table_insert (numbers, g_strdup (one->name), shape_expr_ref (one->value));
    }
  return numbers;
}

static GArray *
list_names (ShapeEnv *env)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (ShapeDimName));
  const ShapeMap *map = &env->source_name_to_debug_name;

  for (guint i = 0; i < map->n; i++)
    {
      ShapeDimName name = { map->entries[i].key, map->entries[i].value };

      g_array_append_val (names, name);
    }
  return names;
}

static gboolean
are_dims_of (ShapeExprPool   *pool,
             ShapeDim *const *dims,
             gsize            n_dims)
{
  for (gsize i = 0; i < n_dims; i++)
    {
      ShapeRange *range = dims[i] ? shape_dim_get_range (dims[i]) : NULL;

      if (dims[i] == NULL || (range != NULL && shape_range_get_interval (range).lower->pool != pool))
        return FALSE;
    }
  return TRUE;
}

static GArray *
list_dims (ShapeExprPool   *pool,
           ShapeDim *const *dims,
           gsize            n_dims)
{
  GArray *named = g_array_new (FALSE, FALSE, sizeof (ShapeNamedDim));

  for (gsize i = 0; i < n_dims; i++)
    {
      ShapeRange *range = shape_dim_get_range (dims[i]);
      ShapeNamedDim dim = {
        .name = shape_dim_get_name (dims[i]),
        .root = shape_dim_get_root (dims[i]),
        .min = range ? shape_range_get_interval (range).lower : pool->zero,
        .max = range ? shape_range_get_interval (range).upper : shape_node_constant (pool, SHAPE_OP_INT_INFINITY),
      };

      g_array_append_val (named, dim);
    }
  return named;
}

/**
 * shape_dim_constraints_prettify_results:
 * @self: constraints that are solved
 * @dims: (array length=n_dims): the dimensions that the user named
 * @n_dims: how many they are
 * @error: return location for an error
 *
 * Says which sizes became numbers, and suggests fixes of the user's dynamic shapes
 * (`prettify_results`). An export puts that behind the message of a violation. Empty where no
 * size has a name: see [method@Env.set_debug_name].
 *
 * Returns: (transfer full): the text, or %NULL with @error set
 */
char *
shape_dim_constraints_prettify_results (ShapeDimConstraints  *self,
                                        ShapeDim *const      *dims,
                                        gsize                 n_dims,
                                        GError              **error)
{
  g_autoptr (GArray) names = NULL;
  g_autoptr (GArray) named = NULL;
  g_autoptr (GArray) forced = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (dims != NULL || n_dims == 0, NULL);
  g_return_val_if_fail (are_dims_of (self->env->pool, dims, n_dims), NULL);

  names = list_names (self->env);
  named = list_dims (self->env->pool, dims, n_dims);
  forced = shape_dim_solver_forced_specializations (self->solver);
  if (forced != NULL)
    text = shape_dim_solver_prettify (self->solver, (const ShapeDimName *) (gpointer) names->data, names->len,
                                      (const ShapeNamedDim *) (gpointer) named->data, named->len, forced);
  return shape_pool_check (self->env->pool, error) ? g_steal_pointer (&text) : NULL;
}
