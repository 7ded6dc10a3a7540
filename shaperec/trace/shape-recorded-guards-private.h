/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-trace-private.h"
#include "../guards/shape-guard-language.h"

G_BEGIN_DECLS

/* What a trace says of the guards in one language: the guards, or the error. */
typedef struct
{
  gboolean   is_known;
  gboolean   is_error;
  GPtrArray *texts;    /* char *, owned: the guards, or class and message */
} ShapeRecordedGuards;

/* By language, in the order in which they were produced, which matters: to produce guards
 * changes an environment. */
#define SHAPE_N_RECORDED_LANGUAGES (SHAPE_GUARD_LANGUAGE_CPP + 1)

/* Reads the object of a `guards` line. What it does not know it leaves out. */
gboolean   shape_recorded_guards_read  (ShapeTraceReader        *reader,
                                        ShapeSlice               slice,
                                        ShapeRecordedGuards      guards[SHAPE_N_RECORDED_LANGUAGES]);
void       shape_recorded_guards_clear (ShapeRecordedGuards      guards[SHAPE_N_RECORDED_LANGUAGES]);

/* The inputs that are known after @n_events events; NULL where the trace does not say. */
const ShapeTrackedFakes *
           shape_trace_find_inputs     (ShapeTrace              *trace,
                                        guint                    n_events);
/* The guards of an environment that @trace was replayed on: a list of texts (see
 * ShapeGuardsHelper). NULL with @error set. */
GStrv      shape_trace_produce_guards  (ShapeTrace              *trace,
                                        const ShapeTrackedFakes *inputs,
                                        ShapeEnv                *env,
                                        ShapeGuardLanguage       language,
                                        GError                 **error);

G_END_DECLS
