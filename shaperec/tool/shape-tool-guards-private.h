/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-tool-private.h"
#include "../trace/shape-recorded-guards-private.h"

G_BEGIN_DECLS

/* The guards that the environment of a trace issues. */
typedef struct
{
  ShapeTrace              *trace;
  const ShapeTrackedFakes *inputs; /* of the trace */
  ShapeEnv                *env;
  GStrv                    guards;
} ShapeToolGuards;

/* Replays a trace, its first @until events if that is above 0, and has its guards issued. Tells
 * what is wrong where they can't be. */
ShapeToolStatus shape_tool_guards_issue (ShapeToolGuards    *self,
                                         const char         *path,
                                         gint                until,
                                         ShapeTraceFlags     flags,
                                         ShapeGuardLanguage  language);
void            shape_tool_guards_clear (ShapeToolGuards    *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ShapeToolGuards, shape_tool_guards_clear)

G_END_DECLS
