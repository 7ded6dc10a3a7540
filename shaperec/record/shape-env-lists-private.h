/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-env-private.h"

G_BEGIN_DECLS

/* A call was recorded: tells the list of events and whoever listens. */
void shape_env_tell_recorded (ShapeEnv *self,
                              guint     index);

G_END_DECLS
