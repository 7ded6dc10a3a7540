/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-env-private.h"
#include "../record/shape-placeholder-private.h"

G_BEGIN_DECLS

/* What the user says of the inputs of a program: `x=5x7x64,m=4`. */
typedef struct
{
  GPtrArray  *given;  /* what was said, as it was said */
  GHashTable *values; /* source -> text of its value */
} ShapeToolInputs;

void        shape_tool_inputs_init       (ShapeToolInputs         *self);
void        shape_tool_inputs_clear      (ShapeToolInputs         *self);
/* Each tells what is wrong where it gives FALSE. @text may be NULL: nothing is said. */
gboolean    shape_tool_inputs_parse      (ShapeToolInputs         *self,
                                          const char              *text);
/* Finds the values of sources: @inputs are those of the program. */
gboolean    shape_tool_inputs_resolve    (ShapeToolInputs         *self,
                                          const ShapeTrackedFakes *inputs,
                                          ShapeEnv                *env);
/* The value of a source: what the user said, or else what the trace was made with. Tells that it
 * is unknown where it gives NULL. */
char       *shape_tool_inputs_dup_value  (ShapeToolInputs         *self,
                                          const ShapeTrackedFakes *inputs,
                                          ShapeEnv                *env,
                                          const char              *source);
/* What is given otherwise although the program has it as a number; NULL where nothing is. */
char       *shape_tool_inputs_find_fixed (ShapeToolInputs         *self,
                                          const ShapeTrackedFakes *inputs,
                                          ShapeEnv                *env);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ShapeToolInputs, shape_tool_inputs_clear)

G_END_DECLS
