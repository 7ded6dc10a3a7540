/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-sym-node.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_SYM_LAYOUT (shape_sym_layout_get_type ())

/**
 * ShapeSymLayout:
 * @SHAPE_SYM_LAYOUT_CONTIGUOUS: row by row (`is_contiguous`)
 * @SHAPE_SYM_LAYOUT_CHANNELS_LAST_2D: images with their channels last, without gaps
 *   (`is_channels_last_contiguous_2d`)
 * @SHAPE_SYM_LAYOUT_CHANNELS_LAST_3D: volumes with their channels last, without gaps
 *   (`is_channels_last_contiguous_3d`)
 * @SHAPE_SYM_LAYOUT_CHANNELS_LAST_STRIDES_2D: the strides have the order of channels last,
 *   maybe with gaps (`is_channels_last_strides_2d`)
 * @SHAPE_SYM_LAYOUT_CHANNELS_LAST_STRIDES_3D: the same of volumes
 *   (`is_channels_last_strides_3d`)
 *
 * How the elements of a tensor may lie in memory.
 */
typedef enum
{
  SHAPE_SYM_LAYOUT_CONTIGUOUS,
  SHAPE_SYM_LAYOUT_CHANNELS_LAST_2D,
  SHAPE_SYM_LAYOUT_CHANNELS_LAST_3D,
  SHAPE_SYM_LAYOUT_CHANNELS_LAST_STRIDES_2D,
  SHAPE_SYM_LAYOUT_CHANNELS_LAST_STRIDES_3D,
} ShapeSymLayout;

SHAPEREC_AVAILABLE_IN_ALL
GType         shape_sym_layout_get_type                (void) G_GNUC_CONST;

SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_has_layout                (ShapeSymLayout       layout,
                                                        ShapeSymNode *const *sizes,
                                                        ShapeSymNode *const *strides,
                                                        gsize                n_dims,
                                                        GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_is_non_overlapping_and_dense_indicator
                                                       (ShapeSymNode *const *sizes,
                                                        ShapeSymNode *const *strides,
                                                        gsize                n_dims,
                                                        GError             **error);

G_END_DECLS
