/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-event-kind-private.h"
#include "../env/shape-env-private.h"

G_BEGIN_DECLS

/* What is kept of a call: there are many, and where one came from is not known here. */
typedef struct
{
  const ShapeEventArgs  *args;
  const ShapeValue      *result; /* NULL: None */
  const ShapeEventError *raised; /* NULL: it returned */
} ShapeRecordedCall;

/* The events of an environment, in a compact array. All that they point to is in the
 * recorder's arena, in the pool, or held by the recorder. Equal argument blocks and equal
 * results are kept once. An event object holds a reference on the recorder, so that it
 * outlives the environment. */
struct _ShapeRecorder
{
  grefcount      ref_count;
  ShapeExprPool *pool;
  ShapeEnvConfig config;       /* that the constructor found */
  ShapeArena    *arena;
  GArray        *events;       /* ShapeRecordedCall */
  GHashTable    *blocks;       /* ShapeEventArgs -> itself */
  GHashTable    *results;      /* ShapeValue -> itself */
  GPtrArray     *sources;      /* that the events point to, owned */
  GPtrArray     *contexts;
  gboolean       is_recording; /* in a recorded call: what it calls in turn is not recorded */
};

ShapeRecorder *shape_recorder_new        (void);
ShapeRecorder *shape_recorder_ref        (ShapeRecorder *self);
void           shape_recorder_unref      (ShapeRecorder *self);

/* Records the constructor of @env. */
void           shape_recorder_begin      (ShapeRecorder *self,
                                          ShapeEnv      *env);
/* Records a call that is about to be made; gives its index. */
guint          shape_recorder_begin_call (ShapeRecorder    *self,
                                          ShapeEventKind    kind,
                                          const ShapeValue *values,
                                          gboolean          exporting);
/* What came of it. @problem is NULL where it returned. */
void           shape_recorder_end_call   (ShapeRecorder    *self,
                                          guint             index,
                                          const ShapeValue *result,
                                          const GError     *problem);

static inline ShapeEventRecord
shape_recorder_get (ShapeRecorder *self,
                    guint          index)
{
  const ShapeRecordedCall *call = &g_array_index (self->events, ShapeRecordedCall, index);

  return (ShapeEventRecord) { .args = call->args, .result = call->result, .raised = call->raised };
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeRecorder, shape_recorder_unref)

G_END_DECLS
