/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-env-event.h"
#include "shape-event-kind-private.h"
#include "../env/shape-env-private.h"

G_BEGIN_DECLS

/* What a recorded call needs around it: who owns all that its record points to, and what
 * the environment was made with. */
typedef struct
{
  ShapeExprPool        *pool;
  const ShapeEnvConfig *config; /* copied */
  gpointer              owner;  /* taken */
  GDestroyNotify        release;
} ShapeEventOwner;

ShapeEnvEvent *shape_env_event_new      (const ShapeEventRecord *record,
                                         guint                   index,
                                         const ShapeEventOwner  *owner);

/* A bare environment as a constructor event says. */
ShapeEnv      *shape_event_args_create  (const ShapeEventArgs   *args,
                                         ShapeExprPool          *pool,
                                         const ShapeEnvConfig   *config);

/* Does the call on @env. FALSE with @error set where it raises. */
gboolean       shape_event_record_run   (const ShapeEventRecord *record,
                                         ShapeEnv               *env,
                                         ShapeValue             *result,
                                         GError                **error);
/* Runs the call on @env, and expects of it what came of it when it was recorded: FALSE
 * where it raises and did not, or raises something else, or does not raise and did. */
gboolean       shape_event_record_replay (const ShapeEventRecord *record,
                                          ShapeEnv               *env,
                                          GError                **error);

G_END_DECLS
