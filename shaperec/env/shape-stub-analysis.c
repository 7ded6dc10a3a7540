/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Stand-ins that give way to the real functions wherever these are linked. */

#include "../analysis/shape-analysis-private.h"

#define STAND_IN __attribute__ ((weak))

STAND_IN ShapeNode *
shape_node_not (ShapeNode *a)
{
  return shape_node_build1 (SHAPE_OP_NOT, a);
}
