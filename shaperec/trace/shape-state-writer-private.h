/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-json-writer-private.h"
#include "../env/shape-state-private.h"

G_BEGIN_DECLS

/* A value of a field, as the trace format has it: expressions as texts. */
void shape_write_state_field (ShapeJsonWriter  *writer,
                              ShapeStateField   field,
                              const ShapeValue *value);
/* The whole state of @env as an object. */
void shape_write_state       (ShapeJsonWriter  *writer,
                              const char       *name,
                              ShapeEnv         *env);

G_END_DECLS
