/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "../env/shape-env-private.h"

G_BEGIN_DECLS

/* A call was recorded: tells the list of events and whoever listens. */
void           shape_env_tell_recorded       (ShapeEnv   *self,
                                              guint       index);

/* The recorder behind a list of all events of an environment; NULL for any other list. */
ShapeRecorder *shape_event_list_get_recorder (GListModel *list);

G_END_DECLS
