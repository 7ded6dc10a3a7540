/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-tracked-fake.h"
#include "../record/shape-event-kind-private.h"

G_BEGIN_DECLS

struct _ShapeTrackedFake
{
  grefcount         ref_count;
  ShapePlaceholder  placeholder; /* what it points to is below, or owned: its source and context */
  ShapeValue       *values;      /* the sizes, then the strides */
  GArray           *inner;       /* ShapeInnerTensor, or NULL */
  GPtrArray        *inner_fakes; /* ShapeTrackedFake, owned: what these are of */
  ShapeEnv         *env;         /* owned */
};

G_END_DECLS
