/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-json-writer-private.h"
#include "../env/shape-state-private.h"

G_BEGIN_DECLS

/* The text of an expression, kept by the callee. */
typedef const char *(*ShapeExprText) (ShapeNode *node,
                                      gpointer   data);

/* The whole state of @env as an object, as the trace format has it. Expressions are texts
 * as @to_text gives them, or written out where it is NULL. */
void shape_write_state (ShapeJsonWriter *writer,
                        const char      *name,
                        ShapeEnv        *env,
                        ShapeExprText    to_text,
                        gpointer         data);

/* @changes, as the event `_set_state` has them (shape_env_run_set_state()). */
void shape_write_changes (ShapeJsonWriter  *writer,
                          const char       *name,
                          const ShapeValue *changes,
                          ShapeExprText     to_text,
                          gpointer          data);

G_END_DECLS
