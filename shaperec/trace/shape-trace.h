/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "../shape-types.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_TRACE       (shape_trace_get_type ())
#define SHAPE_TYPE_TRACE_FLAGS (shape_trace_flags_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
G_DECLARE_FINAL_TYPE (ShapeTrace, shape_trace, SHAPE, TRACE, GObject)

/**
 * ShapeTraceFlags:
 * @SHAPE_TRACE_NONE: a trace must be complete
 * @SHAPE_TRACE_ALLOW_TRUNCATED: a trace that was cut off is read up to its last whole event
 *
 * How a trace is read.
 */
typedef enum
{
  SHAPE_TRACE_NONE            = 0,
  SHAPE_TRACE_ALLOW_TRUNCATED = 1 << 0,
} ShapeTraceFlags;

SHAPEREC_AVAILABLE_IN_ALL
GType       shape_trace_flags_get_type  (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeTrace *shape_trace_new_from_file   (GFile           *file,
                                         ShapeTraceFlags  flags,
                                         GError         **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTrace *shape_trace_new_from_stream (GInputStream    *stream,
                                         ShapeTraceFlags  flags,
                                         GError         **error);
SHAPEREC_AVAILABLE_IN_ALL
const char *shape_trace_get_name        (ShapeTrace      *self);
SHAPEREC_AVAILABLE_IN_ALL
const char *shape_trace_get_producer    (ShapeTrace      *self);
SHAPEREC_AVAILABLE_IN_ALL
const char *const *
            shape_trace_get_unchecked   (ShapeTrace      *self);
SHAPEREC_AVAILABLE_IN_ALL
guint       shape_trace_get_n_events    (ShapeTrace      *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_trace_get_is_complete (ShapeTrace      *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_trace_write_to_stream (ShapeTrace      *self,
                                         GOutputStream   *stream,
                                         GError         **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeEnv   *shape_trace_replay          (ShapeTrace      *self,
                                         guint            n_events,
                                         GError         **error);

SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_env_write_trace       (ShapeEnv        *self,
                                         GOutputStream   *stream,
                                         GError         **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_env_set_state         (ShapeEnv        *self,
                                         const char      *changes,
                                         GError         **error);

G_END_DECLS
