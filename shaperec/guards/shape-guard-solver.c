/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

/* What the solver of dimensions is told. */

static const char *
find_debug_name (const char *source_name,
                 gpointer    data)
{
  ShapeEnv *env = data;

  return shape_map_get (&env->source_name_to_debug_name, shape_env_intern (env, source_name));
}

void
shape_guard_producer_begin_solver (ShapeGuardProducer *self)
{
  const ShapeDimScope scope = {
    .pool = self->env->pool,
    .symbol_to_sources = &self->symbol_to_source,
    .hints = &self->env->backed_var_to_val,
    .marked_dynamic = &self->symbol_to_constraints,
    .debug_name = find_debug_name,
    .data = self->env,
  };

  self->solver = shape_dim_constraints_new (&scope);
}

void
shape_guard_producer_tell_equality (ShapeGuardProducer *self,
                                    ShapeSource        *source,
                                    ShapeNode          *expr)
{
  shape_dim_constraints_add_equality (self->solver, source, expr);
}

gboolean
shape_guard_producer_tell_fact (ShapeGuardProducer *self,
                                ShapeNode          *fact)
{
  return shape_dim_constraints_add (self->solver, fact);
}

void
shape_guard_producer_tell_range (ShapeGuardProducer *self,
                                 ShapeNode          *symbol,
                                 ShapeNode          *lower,
                                 ShapeNode          *upper)
{
  shape_dim_constraints_add_range (self->solver, symbol, lower, upper);
}
