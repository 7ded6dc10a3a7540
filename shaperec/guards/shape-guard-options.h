/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "shape-equality-constraint.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_GUARD_OPTIONS (shape_guard_options_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
G_DECLARE_FINAL_TYPE (ShapeGuardOptions, shape_guard_options, SHAPE, GUARD_OPTIONS, GObject)

SHAPEREC_AVAILABLE_IN_ALL
ShapeGuardOptions *shape_guard_options_new (void);

G_END_DECLS
