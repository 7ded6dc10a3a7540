/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

/* What the solver of dimensions is told. If nobody looks at it in the end, then it need only
 * know what it could refuse. */

static const char *
find_debug_name (const char *source_name,
                 gpointer    env)
{
  return shape_env_find_debug_name (env, source_name);
}

ShapeDimScope
shape_env_make_dim_scope (ShapeEnv                 *env,
                          const ShapeSymbolSources *symbol_to_sources,
                          const ShapeMap           *marked_dynamic)
{
  return (ShapeDimScope) {
    .pool = env->pool,
    .symbol_to_sources = symbol_to_sources,
    .hints = &env->backed_var_to_val,
    .marked_dynamic = marked_dynamic,
    .debug_name = find_debug_name,
    .data = env,
  };
}

static ShapeDimSolver *
get_solver (ShapeGuardProducer *self)
{
  ShapeDimScope scope = shape_env_make_dim_scope (self->env, &self->symbol_to_source, &self->symbol_to_constraints);

  if (self->solver == NULL)
    self->solver = shape_dim_solver_new (&scope);
  return self->solver;
}

static gboolean
is_looked_at (ShapeGuardProducer *self)
{
  return self->request->at_end != NULL;
}

void
shape_guard_producer_begin_solver (ShapeGuardProducer *self)
{
  if (is_looked_at (self))
    get_solver (self);
}

void
shape_guard_producer_tell_equality (ShapeGuardProducer *self,
                                    ShapeSource        *source,
                                    ShapeNode          *expr)
{
  if (is_looked_at (self))
    shape_dim_solver_add_equality (self->solver, source, expr);
}

gboolean
shape_guard_producer_tell_fact (ShapeGuardProducer *self,
                                ShapeNode          *fact)
{
  return shape_dim_solver_add (get_solver (self), fact);
}

void
shape_guard_producer_tell_range (ShapeGuardProducer *self,
                                 ShapeNode          *symbol,
                                 ShapeNode          *lower,
                                 ShapeNode          *upper)
{
  ShapeDimRange range = { symbol, lower, upper };

  if (is_looked_at (self) || !shape_dim_range_is_open (&range, &self->env->backed_var_to_val))
    shape_dim_solver_add_range (get_solver (self), &range);
}
