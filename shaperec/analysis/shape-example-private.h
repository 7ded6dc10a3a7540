/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-analysis-private.h"

G_BEGIN_DECLS

#define SHAPE_EXAMPLE_MAX_SYMBOLS 8
/* The tree is walked, not the graph: a heavier expression is best left alone. */
#define SHAPE_EXAMPLE_MAX_WEIGHT  96

/* Small numbers for a few symbols. */
typedef struct
{
  ShapeNode *symbols[SHAPE_EXAMPLE_MAX_SYMBOLS];
  gint64     values[SHAPE_EXAMPLE_MAX_SYMBOLS];
  guint      n;
} ShapeExample;

/* What @node is there, a truth value as 0 or 1. FALSE where it is not defined, too big, or
 * of an operation that integers do not have. */
gboolean shape_example_evaluate (const ShapeExample *self,
                                 ShapeNode          *node,
                                 gint64             *result);

/* Whether @a and @b are in that relation. */
gboolean shape_example_compare  (ShapeOp op,
                                 gint64  a,
                                 gint64  b);

G_END_DECLS
