/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

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
} ShapeTraceHeaderSlices;

gboolean shape_trace_read_header (ShapeTraceReader             *self,
                                  const ShapeTraceHeaderSlices *slices);

/* Fills the empty @trace. */
gboolean shape_trace_read        (ShapeTrace      *trace,
                                  GInputStream    *stream,
                                  ShapeTraceFlags  flags,
                                  GError         **error);

G_END_DECLS
