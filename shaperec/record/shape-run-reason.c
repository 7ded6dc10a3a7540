/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-event-kind-private.h"

#include "../env/shape-env-verbs-private.h"

/* The reasoning verbs, as events call them. */

/* The name of an FX node of @env. */
static const char *
fx_name (ShapeEnv         *env,
         const ShapeValue *value)
{
  return value->kind == SHAPE_VALUE_TEXT ? shape_env_intern (env, value->text) : NULL;
}

ShapeValue
shape_run_evaluate_expr (ShapeEnv         *env,
                         const ShapeValue *values)
{
  ShapeQuestion question = {
    .expr = shape_value_to_node (&values[0], env->pool),
    .hint = shape_value_to_number (&values[1], env->pool),
    .fx_node = fx_name (env, &values[2]),
    .size_oblivious = values[3].integer != 0,
    .forcing_spec = values[4].integer != 0,
    .fallback = shape_event_arg_get_ternary (&values[6]),
  };

  return shape_env_run_evaluate_expr (env, &question);
}

ShapeValue
shape_run_guard_or_defer_runtime_assert (ShapeEnv         *env,
                                         const ShapeValue *values)
{
  ShapeNode *expr = shape_value_to_node (&values[0], env->pool);

  return shape_env_run_guard_or_defer (env, expr, values[1].text, fx_name (env, &values[2]));
}

ShapeValue
shape_run_find (ShapeEnv         *env,
                const ShapeValue *values)
{
  return shape_value_expr_or_none (shape_env_run_find (env, shape_value_to_node (&values[0], env->pool)));
}

ShapeValue
shape_run_constrain_symbol_range (ShapeEnv         *env,
                                  const ShapeValue *values)
{
  shape_env_run_constrain_symbol_range (env,
                                    shape_value_to_node (&values[0], env->pool),
                                    shape_value_to_node (&values[1], env->pool),
                                    shape_value_to_node (&values[2], env->pool));
  return shape_value_none ();
}

ShapeValue
shape_run_constrain_range (ShapeEnv         *env,
                           const ShapeValue *values)
{
  shape_env_run_constrain_range (env,
                             shape_value_to_node (&values[0], env->pool),
                             shape_value_to_node (&values[1], env->pool),
                             shape_value_to_node (&values[2], env->pool));
  return shape_value_none ();
}

ShapeValue
shape_run_constrain_range_for_size (ShapeEnv         *env,
                                    const ShapeValue *values)
{
  shape_env_run_constrain_range_for_size (env,
                                      shape_value_to_node (&values[0], env->pool),
                                      shape_value_to_node (&values[1], env->pool),
                                      shape_value_to_node (&values[2], env->pool));
  return shape_value_none ();
}

/* Recorded, and without effect in the reference too. */
ShapeValue
shape_run_constrain_is_bounded (ShapeEnv         *env G_GNUC_UNUSED,
                                const ShapeValue *values G_GNUC_UNUSED)
{
  return shape_value_none ();
}

ShapeValue
shape_run_constrain_unify (ShapeEnv         *env,
                           const ShapeValue *values)
{
  shape_env_run_constrain_unify (env, &values[0], &values[1]);
  return shape_value_none ();
}
