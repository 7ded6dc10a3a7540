/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-event-kind-private.h"
#include "../env/shape-env-private.h"

G_BEGIN_DECLS

/* The events of an environment, in a compact array. All that they point to is in the
 * recorder's arena, in the pool, or held by the recorder. */
struct _ShapeRecorder
{
  ShapeArena *arena;
  GArray     *events;      /* ShapeEventRecord */
  GPtrArray  *objects;     /* contexts and sources that the events point to, owned */
  gboolean    is_recording; /* in a recorded call: what it calls in turn is not recorded */
};

ShapeRecorder *shape_recorder_new   (void);
void           shape_recorder_free  (ShapeRecorder *self);
/* Records the constructor of @env. */
void           shape_recorder_begin (ShapeRecorder *self,
                                     ShapeEnv      *env);

G_END_DECLS
