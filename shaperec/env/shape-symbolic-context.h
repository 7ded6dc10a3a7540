/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "shape-source.h"
#include "../analysis/shape-range.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_SYMBOLIC_CONTEXT (shape_symbolic_context_get_type ())
#define SHAPE_TYPE_DIM_DYNAMIC      (shape_dim_dynamic_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
G_DECLARE_FINAL_TYPE (ShapeSymbolicContext, shape_symbolic_context, SHAPE, SYMBOLIC_CONTEXT, GObject)

/**
 * ShapeDimDynamic:
 * @SHAPE_DIM_DYNAMIC: its own symbol
 * @SHAPE_DIM_DUCK: a symbol shared with dimensions of the same size
 * @SHAPE_DIM_STATIC: a number
 * @SHAPE_DIM_UNBACKED: an unbacked symbol
 * @SHAPE_DIM_INFER_STRIDE: computed from the sizes where that is possible
 *
 * How a dimension becomes a symbol (`DimDynamic`).
 */
typedef enum
{
  SHAPE_DIM_DYNAMIC,
  SHAPE_DIM_DUCK,
  SHAPE_DIM_STATIC,
  SHAPE_DIM_UNBACKED,
  SHAPE_DIM_INFER_STRIDE,
} ShapeDimDynamic;

SHAPEREC_AVAILABLE_IN_ALL
GType                 shape_dim_dynamic_get_type              (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymbolicContext *shape_symbolic_context_new              (const ShapeDimDynamic *dynamic_sizes,
                                                               gsize                  n_dims);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymbolicContext *shape_symbolic_context_new_stateful     (const ShapeDimDynamic *dynamic_sizes,
                                                               gsize                  n_dims,
                                                               ShapeSource           *tensor_source);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymbolicContext *shape_symbolic_context_new_subclass     (const ShapeDimDynamic *dynamic_sizes,
                                                               gsize                  n_dims,
                                                               ShapeSource           *tensor_source);
SHAPEREC_AVAILABLE_IN_ALL
void                  shape_symbolic_context_set_track_outer_size_stride (ShapeSymbolicContext  *self,
                                                                          gboolean               tracks);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymbolicContext *shape_symbolic_context_new_sym_int      (ShapeRange            *range,
                                                               gboolean               warn_only);
SHAPEREC_AVAILABLE_IN_ALL
const char           *shape_symbolic_context_get_class_name   (ShapeSymbolicContext  *self);
SHAPEREC_AVAILABLE_IN_ALL
guint                 shape_symbolic_context_get_n_dims       (ShapeSymbolicContext  *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeDimDynamic       shape_symbolic_context_get_dynamic_size (ShapeSymbolicContext  *self,
                                                               guint                  dim);
SHAPEREC_AVAILABLE_IN_ALL
void                  shape_symbolic_context_set_dynamic_size (ShapeSymbolicContext  *self,
                                                               guint                  dim,
                                                               ShapeDimDynamic        dynamic);
SHAPEREC_AVAILABLE_IN_ALL
ShapeDimDynamic       shape_symbolic_context_get_dynamic_stride (ShapeSymbolicContext *self,
                                                                 guint                 dim);
SHAPEREC_AVAILABLE_IN_ALL
void                  shape_symbolic_context_set_dynamic_stride (ShapeSymbolicContext *self,
                                                                 guint                 dim,
                                                                 ShapeDimDynamic       dynamic);
SHAPEREC_AVAILABLE_IN_ALL
void                  shape_symbolic_context_constrain        (ShapeSymbolicContext  *self,
                                                               ShapeTensorProperty    property,
                                                               guint                  dim,
                                                               ShapeRange            *range,
                                                               gboolean               warn_only);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSource          *shape_symbolic_context_get_tensor_source (ShapeSymbolicContext *self);

G_END_DECLS
