/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "../env/shape-env.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_ENV_GUARD (shape_env_guard_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
G_DECLARE_FINAL_TYPE (ShapeEnvGuard, shape_env_guard, SHAPE, ENV_GUARD, GObject)

SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr  *shape_env_guard_get_expr           (ShapeEnvGuard *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_env_guard_get_size_oblivious (ShapeEnvGuard *self);

SHAPEREC_AVAILABLE_IN_ALL
GListModel *shape_env_list_guards              (ShapeEnv      *self);

G_END_DECLS
