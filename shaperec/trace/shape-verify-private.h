/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-trace.h"

G_BEGIN_DECLS

/* Replays a trace and holds what it answers against what was recorded. */

typedef struct
{
  guint64 checked;
  guint64 equal;
} ShapeTally;

typedef struct
{
  guint64    n_events;
  ShapeTally results;
  ShapeTally effects;
  ShapeTally states;
  ShapeTally guards;
  gint64     guards_time; /* microseconds, to produce the guards in the first language */
  gint64     replay_time; /* microseconds, for a replay that checks nothing */

  /* The first difference, where there is one. */
  gboolean   differs;
  guint      line;
  guint      event;
  char      *event_name;
  char      *field;
  char      *expected;
  char      *got;
} ShapeVerification;

void shape_verification_clear (ShapeVerification *self);

/* Fails only where the trace is malformed in a part that is read here for the first time. */
gboolean shape_trace_verify   (ShapeTrace        *trace,
                               ShapeVerification *verification,
                               GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ShapeVerification, shape_verification_clear)

G_END_DECLS
