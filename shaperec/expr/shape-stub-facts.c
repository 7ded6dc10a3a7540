/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"

ShapeTernary
shape_max_fact (ShapeNode *node,
                guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeTernary
shape_min_fact (ShapeNode *node,
                guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}
