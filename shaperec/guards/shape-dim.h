/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../analysis/shape-range.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_DIM (shape_dim_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
GType       shape_dim_get_type    (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeDim   *shape_dim_new         (const char *name,
                                   ShapeRange *range);
SHAPEREC_AVAILABLE_IN_ALL
ShapeDim   *shape_dim_new_derived (const char *name,
                                   const char *root,
                                   ShapeRange *range);
SHAPEREC_AVAILABLE_IN_ALL
ShapeDim   *shape_dim_ref         (ShapeDim   *self);
SHAPEREC_AVAILABLE_IN_ALL
void        shape_dim_unref       (ShapeDim   *self);
SHAPEREC_AVAILABLE_IN_ALL
const char *shape_dim_get_name    (ShapeDim   *self);
SHAPEREC_AVAILABLE_IN_ALL
const char *shape_dim_get_root    (ShapeDim   *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_dim_get_range   (ShapeDim   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeDim, shape_dim_unref)

G_END_DECLS
