/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-sym-node.h"
#include "../env/shape-symbolic-context.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_TRACKED_FAKE (shape_tracked_fake_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
GType                 shape_tracked_fake_get_type     (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeTrackedFake     *shape_tracked_fake_new_tensor   (ShapeSymNode  *const *sizes,
                                                       gsize                 n_dims,
                                                       ShapeSymNode  *const *strides,
                                                       gsize                 n_strides,
                                                       ShapeSymNode         *storage_offset,
                                                       ShapeSource          *source,
                                                       ShapeSymbolicContext *context);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTrackedFake     *shape_tracked_fake_new_scalar   (ShapeSymNode         *value,
                                                       ShapeSource          *source,
                                                       ShapeSymbolicContext *context);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTrackedFake     *shape_tracked_fake_ref          (ShapeTrackedFake     *self);
SHAPEREC_AVAILABLE_IN_ALL
void                  shape_tracked_fake_unref        (ShapeTrackedFake     *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean              shape_tracked_fake_is_scalar    (ShapeTrackedFake     *self);
SHAPEREC_AVAILABLE_IN_ALL
guint                 shape_tracked_fake_get_n_dims   (ShapeTrackedFake     *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSource          *shape_tracked_fake_get_source   (ShapeTrackedFake     *self);
SHAPEREC_AVAILABLE_IN_ALL
void                  shape_tracked_fake_add_inner    (ShapeTrackedFake     *self,
                                                       const char           *attribute,
                                                       ShapeTrackedFake     *inner);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymbolicContext *shape_tracked_fake_get_context  (ShapeTrackedFake     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeTrackedFake, shape_tracked_fake_unref)

G_END_DECLS
