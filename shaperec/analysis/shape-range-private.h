/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-interval-private.h"
#include "shape-range.h"

G_BEGIN_DECLS

/* The way out of the library: a range with a reference on its pool, or NULL with the
 * pool's error moved to @error where @interval is the error interval. */
ShapeRange   *shape_range_return       (ShapeInterval  interval,
                                        GError       **error);
ShapeInterval shape_range_get_interval (ShapeRange    *self);

G_END_DECLS
