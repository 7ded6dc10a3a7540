/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-trace-private.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *items[SHAPE_N_STATE_FIELDS]; /* ShapeValue: a scalar; items; or key, value, key, value, … */
} ShapeRecordedState;

ShapeRecordedState *shape_recorded_state_new   (void);
void                shape_recorded_state_free  (ShapeRecordedState       *self);

/* Good until the state changes. */
ShapeValue          shape_recorded_state_get   (const ShapeRecordedState *self,
                                                ShapeStateField           field);

/* Applies an event's effects. @changes: the fields that they name, one bit each. */
gboolean            shape_recorded_state_apply (ShapeRecordedState       *self,
                                                ShapeTraceReader         *reader,
                                                ShapeSlice                effects,
                                                guint32                  *changes);
/* Reads a whole state. @fields: those that it has. */
gboolean            shape_recorded_state_read  (ShapeRecordedState       *self,
                                                ShapeTraceReader         *reader,
                                                ShapeSlice                state,
                                                guint32                  *fields);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeRecordedState, shape_recorded_state_free)

G_END_DECLS
