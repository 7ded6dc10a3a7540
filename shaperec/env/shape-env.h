/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "../expr/shape-expr-pool.h"
#include "../expr/shape-expr.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_ENV (shape_env_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
G_DECLARE_FINAL_TYPE (ShapeEnv, shape_env, SHAPE, ENV, GObject)

SHAPEREC_AVAILABLE_IN_ALL
ShapeEnv      *shape_env_new      (void);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExprPool *shape_env_get_pool (ShapeEnv *self);

G_END_DECLS
