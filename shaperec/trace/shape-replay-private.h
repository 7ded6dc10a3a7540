/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-trace-private.h"
#include "../env/shape-env-private.h"

G_BEGIN_DECLS

/* A fresh environment, as the trace's constructor made it. Its pool is the trace's, so
 * that arguments need no conversion; its events are not recorded. */
ShapeEnv *shape_trace_create_env (ShapeTrace  *self);

/* Does the call of event @i (not the constructor) on @env. FALSE where it raises. */
gboolean  shape_trace_run_event  (ShapeTrace  *self,
                                  guint        i,
                                  ShapeEnv    *env,
                                  ShapeValue  *result,
                                  GError     **error);

G_END_DECLS
