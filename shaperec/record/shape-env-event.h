/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "../env/shape-env.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_ENV_EVENT (shape_env_event_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
G_DECLARE_FINAL_TYPE (ShapeEnvEvent, shape_env_event, SHAPE, ENV_EVENT, GObject)

SHAPEREC_AVAILABLE_IN_ALL
const char *shape_env_event_get_name            (ShapeEnvEvent  *self);
SHAPEREC_AVAILABLE_IN_ALL
guint       shape_env_event_get_index           (ShapeEnvEvent  *self);
SHAPEREC_AVAILABLE_IN_ALL
guint       shape_env_event_get_n_arguments     (ShapeEnvEvent  *self);
SHAPEREC_AVAILABLE_IN_ALL
const char *shape_env_event_get_argument_name   (ShapeEnvEvent  *self,
                                                 guint           position);
SHAPEREC_AVAILABLE_IN_ALL
char       *shape_env_event_format_argument     (ShapeEnvEvent  *self,
                                                 const char     *name);
SHAPEREC_AVAILABLE_IN_ALL
char       *shape_env_event_format_result       (ShapeEnvEvent  *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_env_event_check               (ShapeEnvEvent  *self,
                                                 GError        **error);
SHAPEREC_AVAILABLE_IN_ALL
const char *shape_env_event_get_framework_place (ShapeEnvEvent  *self);
SHAPEREC_AVAILABLE_IN_ALL
const char *shape_env_event_get_user_place      (ShapeEnvEvent  *self);
SHAPEREC_AVAILABLE_IN_ALL
char       *shape_env_event_to_string           (ShapeEnvEvent  *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeEnv   *shape_env_event_create_env          (ShapeEnvEvent  *self,
                                                 GError        **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_env_event_run                 (ShapeEnvEvent  *self,
                                                 ShapeEnv       *env,
                                                 GError        **error);

SHAPEREC_AVAILABLE_IN_ALL
GListModel *shape_env_list_events               (ShapeEnv       *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeEnv   *shape_env_replay_events             (GListModel     *events,
                                                 GError        **error);

G_END_DECLS
