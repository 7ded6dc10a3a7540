/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-recorder-private.h"

ShapeRecorder *
shape_recorder_new (void)
{
  ShapeRecorder *self = g_new0 (ShapeRecorder, 1);

  self->arena = shape_arena_new ();
  self->events = g_array_new (FALSE, FALSE, sizeof (ShapeEventRecord));
  self->objects = g_ptr_array_new ();
  return self;
}

void
shape_recorder_free (ShapeRecorder *self)
{
  g_array_unref (self->events);
  g_ptr_array_unref (self->objects);
  shape_arena_unref (self->arena);
  g_free (self);
}

static ShapeEventArgs *
new_args (ShapeRecorder  *self,
          ShapeEventKind  kind)
{
  guint n = shape_event_kinds[kind].n_args;
  ShapeEventArgs *args = shape_arena_alloc (self->arena, sizeof *args + n * sizeof (ShapeValue));

  args->kind = kind;
  args->n_values = (guint8) n;
  return args;
}

void
shape_recorder_begin (ShapeRecorder *self,
                      ShapeEnv      *env)
{
  ShapeEventArgs *args = new_args (self, SHAPE_EVENT_NEW);
  ShapeEventRecord record = { .args = args };

  args->values[SHAPE_NEW_ALLOW_SCALAR_OUTPUTS] = shape_value_bool (env->allow_scalar_outputs);
  args->values[SHAPE_NEW_ALLOW_DYNAMIC_OUTPUT_SHAPE_OPS] = shape_value_bool (env->allow_dynamic_output_shape_ops);
  args->values[SHAPE_NEW_ASSUME_STATIC_BY_DEFAULT] = shape_value_bool (env->assume_static_by_default);
  args->values[SHAPE_NEW_SPECIALIZE_ZERO_ONE] = shape_value_bool (env->specialize_zero_one);
  args->values[SHAPE_NEW_DUCK_SHAPE] = shape_value_bool (env->duck_shape);
  args->values[SHAPE_NEW_PREFER_DEFERRED_RUNTIME_ASSERTS_OVER_GUARDS] =
    shape_value_bool (env->prefer_deferred_runtime_asserts_over_guards);
  args->values[SHAPE_NEW_TRACE_ASSERTS] = shape_value_bool (env->trace_asserts);
  g_array_append_val (self->events, record);
}
