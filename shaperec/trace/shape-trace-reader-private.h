/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-line-reader-private.h"
#include "shape-trace-private.h"

G_BEGIN_DECLS

/* The members of the header. */
typedef struct
{
  ShapeSlice format;
  ShapeSlice version;
  ShapeSlice producer;
  ShapeSlice meta;
  ShapeSlice config;
  ShapeSlice translation_validation;
  ShapeSlice lossy;
} ShapeTraceHeaderSlices;

gboolean shape_trace_read_header (ShapeTraceReader             *self,
                                  const ShapeTraceHeaderSlices *slices);

/* A trace whose expressions are made in @pool; NULL: one of its own. Takes over @lines; where
 * they are NULL, @error is set already. */
ShapeTrace *shape_trace_new_in_pool (ShapeLineReader *lines,
                                     ShapeTraceFlags  flags,
                                     ShapeExprPool   *pool,
                                     GError         **error);

/* Fills the empty @trace. */
gboolean shape_trace_read        (ShapeTrace      *trace,
                                  ShapeLineReader *lines,
                                  ShapeTraceFlags  flags,
                                  GError         **error);

G_END_DECLS
