/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "../env/shape-env.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_DIFFERENCE (shape_difference_get_type ())
#define SHAPE_TYPE_COMPARISON (shape_comparison_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
G_DECLARE_FINAL_TYPE (ShapeDifference, shape_difference, SHAPE, DIFFERENCE, GObject)
SHAPEREC_AVAILABLE_IN_ALL
G_DECLARE_FINAL_TYPE (ShapeComparison, shape_comparison, SHAPE, COMPARISON, GObject)

SHAPEREC_AVAILABLE_IN_ALL
const char      *shape_difference_get_field    (ShapeDifference  *self);
SHAPEREC_AVAILABLE_IN_ALL
const char      *shape_difference_get_left     (ShapeDifference  *self);
SHAPEREC_AVAILABLE_IN_ALL
const char      *shape_difference_get_right    (ShapeDifference  *self);

SHAPEREC_AVAILABLE_IN_ALL
ShapeComparison *shape_comparison_new          (ShapeEnv         *left,
                                                ShapeEnv         *right);
SHAPEREC_AVAILABLE_IN_ALL
gboolean         shape_comparison_is_equal     (ShapeComparison  *self);
SHAPEREC_AVAILABLE_IN_ALL
char            *shape_comparison_to_string    (ShapeComparison  *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean         shape_env_check_state_equal   (ShapeEnv         *self,
                                                ShapeEnv         *other,
                                                GError          **error);

G_END_DECLS
