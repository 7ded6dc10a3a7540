/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-recorder-private.h"

#include "../shape-hash-private.h"

/* Texts and sources are hashed by what they say, the rest by their words. */
static guint64
hash_value (const ShapeValue *value)
{
  guint64 hash = shape_hash_word (value->kind, value->n_items);

  switch ((ShapeValueKind) value->kind)
    {
    case SHAPE_VALUE_NONE:
      return hash;
    case SHAPE_VALUE_TEXT:
    case SHAPE_VALUE_FX_NODE:
      return shape_hash_word (hash, value->text == NULL ? 0 : g_str_hash (value->text));
    case SHAPE_VALUE_SOURCE:
      return shape_hash_word (hash, g_str_hash (shape_source_get_name (value->source)));
    case SHAPE_VALUE_LIST:
    case SHAPE_VALUE_SIZES:
    case SHAPE_VALUE_MAP:
      for (guint i = 0; i < value->n_items; i++)
        hash = shape_hash_word (hash, hash_value (&value->items[i]));
      return hash;
    case SHAPE_VALUE_TENSOR:
    case SHAPE_VALUE_CONSTRAINT:
      return hash;
    default:
      return shape_hash_word (hash, (gsize) value->integer);
    }
}

static guint
hash_result (gconstpointer data)
{
  return (guint) hash_value (data);
}

static gboolean
equal_results (gconstpointer a,
               gconstpointer b)
{
  return shape_value_equal (a, b);
}

static guint
hash_block (gconstpointer data)
{
  const ShapeEventArgs *args = data;
  guint64 hash = shape_hash_word (args->kind, args->exporting);

  for (guint i = 0; i < args->n_values; i++)
    hash = shape_hash_word (hash, hash_value (&args->values[i]));
  return (guint) hash;
}

static gboolean
equal_blocks (gconstpointer a,
              gconstpointer b)
{
  const ShapeEventArgs *left = a, *right = b;

  if (left->kind != right->kind || left->exporting != right->exporting ||
      left->n_values != right->n_values)
    return FALSE;
  for (guint i = 0; i < left->n_values; i++)
    if (!shape_value_equal (&left->values[i], &right->values[i]))
      return FALSE;
  return TRUE;
}

ShapeRecorder *
shape_recorder_new (void)
{
  ShapeRecorder *self = g_new0 (ShapeRecorder, 1);

  g_ref_count_init (&self->ref_count);
  self->arena = shape_arena_new_tight ();
  self->events = g_array_new (FALSE, FALSE, sizeof (ShapeRecordedCall));
  self->blocks = g_hash_table_new (hash_block, equal_blocks);
  self->results = g_hash_table_new (hash_result, equal_results);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_source_unref);
  self->contexts = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

ShapeRecorder *
shape_recorder_ref (ShapeRecorder *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
shape_recorder_unref (ShapeRecorder *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->events);
  g_hash_table_unref (self->blocks);
  g_hash_table_unref (self->results);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->contexts);
  shape_arena_free (self->arena);
  g_clear_pointer (&self->pool, shape_expr_pool_unref);
  g_free (self);
}

static const char *
keep_text (ShapeRecorder *self,
           const char    *text)
{
  return text == NULL ? NULL : shape_arena_intern_string (self->arena, text);
}

static ShapeValue keep_value (ShapeRecorder    *self,
                              const ShapeValue *value);

static const ShapeValue *
keep_items (ShapeRecorder    *self,
            const ShapeValue *items,
            guint             n)
{
  ShapeValue *kept = shape_arena_new_array (self->arena, ShapeValue, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    kept[i] = keep_value (self, &items[i]);
  return kept;
}

static const ShapeConstraint *
keep_constraint (ShapeRecorder         *self,
                 const ShapeConstraint *constraint)
{
  ShapeConstraint *kept = shape_arena_alloc (self->arena, sizeof *kept);

  *kept = *constraint;
  return kept;
}

/* A copy that lives as long as the recorder. */
static ShapeValue
keep_value (ShapeRecorder    *self,
            const ShapeValue *value)
{
  ShapeValue kept = *value;

  switch ((ShapeValueKind) value->kind)
    {
    case SHAPE_VALUE_TEXT:
    case SHAPE_VALUE_FX_NODE:
      kept.text = keep_text (self, value->text);
      break;
    case SHAPE_VALUE_SYM_INT:
    case SHAPE_VALUE_SYM_FLOAT:
    case SHAPE_VALUE_SYM_BOOL:
      kept.fx_node = keep_text (self, value->fx_node);
      break;
    case SHAPE_VALUE_TENSOR:
      kept.dtype = keep_text (self, value->dtype);
      kept.items = keep_items (self, value->items, value->n_items);
      break;
    case SHAPE_VALUE_LIST:
    case SHAPE_VALUE_SIZES:
    case SHAPE_VALUE_MAP:
      kept.items = keep_items (self, value->items, value->n_items);
      break;
    case SHAPE_VALUE_SOURCE:
      g_ptr_array_add (self->sources, shape_source_ref (value->source));
      break;
    case SHAPE_VALUE_CONTEXT:
      g_ptr_array_add (self->contexts, g_object_ref (value->context));
      break;
    case SHAPE_VALUE_CONSTRAINT:
      kept.constraint = keep_constraint (self, value->constraint);
      break;
    default:
      break;
    }

  return kept;
}

static const ShapeEventArgs *
keep_block (ShapeRecorder        *self,
            const ShapeEventArgs *args)
{
  ShapeEventArgs *kept = g_hash_table_lookup (self->blocks, args);

  if (kept != NULL)
    return kept;

  kept = shape_arena_alloc (self->arena, sizeof *kept + args->n_values * sizeof (ShapeValue));
  *kept = *args;
  for (guint i = 0; i < args->n_values; i++)
    kept->values[i] = keep_value (self, &args->values[i]);
  g_hash_table_add (self->blocks, kept);
  return kept;
}

static const ShapeValue *
keep_result (ShapeRecorder    *self,
             const ShapeValue *result)
{
  ShapeValue *kept;

  if (result->kind == SHAPE_VALUE_NONE)
    return NULL;
  kept = g_hash_table_lookup (self->results, result);
  if (kept == NULL)
    {
      kept = shape_arena_alloc (self->arena, sizeof *kept);
      *kept = keep_value (self, result);
      g_hash_table_add (self->results, kept);
    }
  return kept;
}

guint
shape_recorder_begin_call (ShapeRecorder    *self,
                           ShapeEventKind    kind,
                           const ShapeValue *values,
                           gboolean          exporting)
{
  ShapeEventArgs *args = g_alloca (SHAPE_EVENT_ARGS_SIZE (kind));
  ShapeRecordedCall call = { NULL };

  shape_event_args_init (args, kind, values, exporting);
  call.args = keep_block (self, args);
  g_array_append_val (self->events, call);

  return self->events->len - 1;
}

static const ShapeEventError *
keep_error (ShapeRecorder *self,
            const GError  *problem)
{
  ShapeEventError *kept = shape_arena_alloc (self->arena, sizeof *kept);
  gboolean is_own = problem->domain == SHAPE_ERROR;

  kept->code = is_own ? (ShapeError) problem->code : SHAPE_ERROR_FAILED;
  kept->class_name = is_own ? shape_error_get_class_name (kept->code) : NULL;
  kept->message = keep_text (self, problem->message);
  return kept;
}

void
shape_recorder_end_call (ShapeRecorder    *self,
                         guint             index,
                         const ShapeValue *result,
                         const GError     *problem)
{
  ShapeRecordedCall *call = &g_array_index (self->events, ShapeRecordedCall, index);

  if (problem != NULL)
    call->raised = keep_error (self, problem);
  else
    call->result = keep_result (self, result);
}

void
shape_recorder_begin (ShapeRecorder *self,
                      ShapeEnv      *env)
{
  ShapeValue values[SHAPE_NEW_N_ARGS] = {
    [SHAPE_NEW_ALLOW_SCALAR_OUTPUTS] = shape_value_bool (env->allow_scalar_outputs),
    [SHAPE_NEW_ALLOW_DYNAMIC_OUTPUT_SHAPE_OPS] = shape_value_bool (env->allow_dynamic_output_shape_ops),
    [SHAPE_NEW_ASSUME_STATIC_BY_DEFAULT] = shape_value_bool (env->assume_static_by_default),
    [SHAPE_NEW_SPECIALIZE_ZERO_ONE] = shape_value_bool (env->specialize_zero_one),
    [SHAPE_NEW_DUCK_SHAPE] = shape_value_bool (env->duck_shape),
    [SHAPE_NEW_PREFER_DEFERRED_RUNTIME_ASSERTS_OVER_GUARDS] =
      shape_value_bool (env->prefer_deferred_runtime_asserts_over_guards),
    [SHAPE_NEW_TRACE_ASSERTS] = shape_value_bool (env->trace_asserts),
  };

  self->pool = shape_expr_pool_ref (env->pool);
  self->config = env->config;
  shape_recorder_begin_call (self, SHAPE_EVENT_NEW, values, FALSE);
}
