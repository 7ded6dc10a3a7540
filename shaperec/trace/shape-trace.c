/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-reader-private.h"

#include "../record/shape-env-event-private.h"

/**
 * ShapeTrace:
 *
 * A shape trace that was read: the events that one environment recorded, with what
 * the reference answered to each, and the state after the last.
 *
 * A trace is read from front to back once. It is a list model of its events
 * ([class@EnvEvent]), which are made when they are asked for.
 */

static GType
get_item_type (GListModel *model)
{
  (void) model;
  return SHAPE_TYPE_ENV_EVENT;
}

static guint
get_n_items (GListModel *model)
{
  return SHAPE_TRACE (model)->events->len;
}

/* An event keeps its trace. */
static gpointer
get_item (GListModel *model,
          guint       position)
{
  ShapeTrace *self = SHAPE_TRACE (model);
  ShapeEventOwner owner = { .pool = self->pool, .config = &self->config, .release = g_object_unref };

  if (position >= self->events->len)
    return NULL;
  owner.owner = g_object_ref (self);
  return shape_env_event_new (&shape_trace_event (self, position)->record, position, &owner);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ShapeTrace, shape_trace, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

G_DEFINE_FLAGS_TYPE (ShapeTraceFlags, shape_trace_flags,
                     G_DEFINE_ENUM_VALUE (SHAPE_TRACE_NONE, "none"),
                     G_DEFINE_ENUM_VALUE (SHAPE_TRACE_ALLOW_TRUNCATED, "allow-truncated"))

static void
shape_trace_finalize (GObject *object)
{
  ShapeTrace *self = SHAPE_TRACE (object);

  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->fakes, g_hash_table_unref);
  g_clear_pointer (&self->contexts, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->exprs, g_hash_table_unref);
  g_clear_pointer (&self->symbols, g_hash_table_unref);
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->arena, shape_arena_free);
  g_clear_pointer (&self->pool, shape_expr_pool_unref);
  g_free (self->producer);
  g_strfreev (self->unchecked);
  g_free (self->name);

  G_OBJECT_CLASS (shape_trace_parent_class)->finalize (object);
}

static void
shape_trace_class_init (ShapeTraceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = shape_trace_finalize;
}

static void
shape_trace_init (ShapeTrace *self)
{
  self->arena = shape_arena_new ();
  self->config = SHAPE_ENV_CONFIG_DEFAULT;
  self->lines = g_array_new (FALSE, FALSE, sizeof (const ShapeTraceLine *));
  self->events = g_array_new (FALSE, FALSE, sizeof (guint));
  self->symbols = g_hash_table_new (g_str_hash, g_str_equal);
  self->exprs = g_hash_table_new (NULL, NULL);
  self->sources = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) shape_source_unref);
  self->contexts = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->fakes = g_hash_table_new (NULL, NULL);
  self->texts = g_hash_table_new (NULL, NULL);
}

ShapeTrace *
shape_trace_new_in_pool (ShapeLineReader *lines,
                         ShapeTraceFlags  flags,
                         ShapeExprPool   *pool,
                         GError         **error)
{
  g_autoptr (ShapeLineReader) owned = lines;
  g_autoptr (ShapeTrace) self = NULL;

  if (lines == NULL)
    return NULL;
  self = g_object_new (SHAPE_TYPE_TRACE, NULL);
  self->pool = pool ? shape_expr_pool_ref (pool) : shape_expr_pool_new ();
  if (!shape_trace_read (self, lines, flags, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * shape_trace_new_from_stream:
 * @stream: a stream of a trace, as text or packed by gzip
 * @flags: how to read it
 * @error: return location for an error
 *
 * Reads a trace. A malformed one is an error of the code %SHAPE_ERROR_TRACE whose
 * message names the line; one that was cut off is %SHAPE_ERROR_TRUNCATED, unless
 * @flags allow it.
 *
 * Returns: (transfer full): a new trace, or %NULL with @error set
 */
ShapeTrace *
shape_trace_new_from_stream (GInputStream   *stream,
                             ShapeTraceFlags flags,
                             GError        **error)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return shape_trace_new_in_pool (shape_line_reader_new (stream, error), flags, NULL, error);
}

/**
 * shape_trace_new_from_file:
 * @file: a file of a trace, as text or packed by gzip
 * @flags: how to read it
 * @error: return location for an error
 *
 * Reads a trace from a file, as [ctor@Trace.new_from_stream] does.
 *
 * Returns: (transfer full): a new trace, or %NULL with @error set
 */
ShapeTrace *
shape_trace_new_from_file (GFile          *file,
                           ShapeTraceFlags flags,
                           GError        **error)
{
  const char *path;
  g_autoptr (GInputStream) stream = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  path = g_file_peek_path (file);
  if (path != NULL)
    return shape_trace_new_in_pool (shape_line_reader_new_for_path (path, error), flags, NULL, error);
  stream = (GInputStream *) g_file_read (file, NULL, error);
  return stream ? shape_trace_new_from_stream (stream, flags, error) : NULL;
}

/**
 * shape_trace_get_name:
 * @self: a trace
 *
 * Gets the name that the header gives to the trace.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
shape_trace_get_name (ShapeTrace *self)
{
  g_return_val_if_fail (SHAPE_IS_TRACE (self), NULL);

  return self->name;
}

/**
 * shape_trace_get_producer:
 * @self: a trace
 *
 * Gets what wrote the trace: the versions of PyTorch and SymPy.
 *
 * Returns: (transfer none) (nullable): the producer
 */
const char *
shape_trace_get_producer (ShapeTrace *self)
{
  g_return_val_if_fail (SHAPE_IS_TRACE (self), NULL);

  return self->producer;
}

/**
 * shape_trace_get_unchecked:
 * @self: a trace
 *
 * Gets what a lossy trace, which was made from a log, does not tell, and a verification therefore
 * cannot check; a phrase each.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the phrases, or %NULL for a trace
 *   that was recorded
 */
const char *const *
shape_trace_get_unchecked (ShapeTrace *self)
{
  g_return_val_if_fail (SHAPE_IS_TRACE (self), NULL);

  return (const char *const *) self->unchecked;
}

/**
 * shape_trace_get_n_events:
 * @self: a trace
 *
 * Gets the number of events, the constructor included.
 *
 * Returns: the number of events
 */
guint
shape_trace_get_n_events (ShapeTrace *self)
{
  g_return_val_if_fail (SHAPE_IS_TRACE (self), 0);

  return self->events->len;
}

/**
 * shape_trace_get_is_complete:
 * @self: a trace
 *
 * Tells whether the trace has its end, so that nothing was cut off.
 *
 * Returns: whether @self is complete
 */
gboolean
shape_trace_get_is_complete (ShapeTrace *self)
{
  g_return_val_if_fail (SHAPE_IS_TRACE (self), FALSE);

  return self->is_complete;
}
