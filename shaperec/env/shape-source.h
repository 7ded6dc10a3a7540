/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "../shape-types.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_SOURCE          (shape_source_get_type ())
#define SHAPE_TYPE_TENSOR_PROPERTY (shape_tensor_property_get_type ())

/**
 * ShapeTensorProperty:
 * @SHAPE_TENSOR_PROPERTY_NONE: the source is no property of a tensor
 * @SHAPE_TENSOR_PROPERTY_SIZE: `base.size()[index]`
 * @SHAPE_TENSOR_PROPERTY_STRIDE: `base.stride()[index]`
 * @SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET: `base.storage_offset()`
 *
 * What a `TensorPropertySource` takes from its tensor (`TensorProperty`).
 */
typedef enum
{
  SHAPE_TENSOR_PROPERTY_NONE,
  SHAPE_TENSOR_PROPERTY_SIZE,
  SHAPE_TENSOR_PROPERTY_STRIDE,
  SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET,
} ShapeTensorProperty;

SHAPEREC_AVAILABLE_IN_ALL
GType                shape_tensor_property_get_type   (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
GType                shape_source_get_type            (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeSource         *shape_source_new                 (const char          *class_name,
                                                       const char          *name,
                                                       ShapeSource         *base,
                                                       gboolean             ephemeral);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSource         *shape_source_new_tensor_property (ShapeSource         *base,
                                                       ShapeTensorProperty  property,
                                                       int                  index);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSource         *shape_source_ref                 (ShapeSource         *self);
SHAPEREC_AVAILABLE_IN_ALL
void                 shape_source_unref               (ShapeSource         *self);
SHAPEREC_AVAILABLE_IN_ALL
const char          *shape_source_get_class_name      (ShapeSource         *self);
SHAPEREC_AVAILABLE_IN_ALL
const char          *shape_source_get_name            (ShapeSource         *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSource         *shape_source_get_base            (ShapeSource         *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean             shape_source_get_ephemeral       (ShapeSource         *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTensorProperty  shape_source_get_property        (ShapeSource         *self);
SHAPEREC_AVAILABLE_IN_ALL
int                  shape_source_get_index           (ShapeSource         *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean             shape_source_equal               (ShapeSource         *a,
                                                       ShapeSource         *b);
SHAPEREC_AVAILABLE_IN_ALL
guint                shape_source_hash                (ShapeSource         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeSource, shape_source_unref)

G_END_DECLS
