/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-event-kind-private.h"
#include "../env/shape-env-private.h"

G_BEGIN_DECLS

/* The door: every public method that changes an environment comes through here. The call
 * is recorded, unless it is made during another one, and then run.
 *
 * @values has one value for each argument of the kind, and need not outlive the call;
 * what @result points to lives as long as @env. @result may be NULL. FALSE with @error set
 * where the call raises. */
gboolean   shape_env_call         (ShapeEnv             *env,
                                   ShapeEventKind        kind,
                                   const ShapeValue     *values,
                                   ShapeValue           *result,
                                   GError              **error);
/* The same for whoever fails with the pool's error. */
gboolean   shape_env_call_within  (ShapeEnv             *env,
                                   ShapeEventKind        kind,
                                   const ShapeValue     *values,
                                   ShapeValue           *result);
/* `_find`, which other verbs call: an event where it is the outermost call. NULL with the
 * pool's error set. */
ShapeNode *shape_env_find_by_door (ShapeEnv             *env,
                                   ShapeNode            *a);

/* The one road: a call as it is first made, and as it is replayed. */
gboolean   shape_event_args_run   (const ShapeEventArgs *args,
                                   ShapeEnv             *env,
                                   ShapeValue           *result,
                                   GError              **error);

G_END_DECLS
