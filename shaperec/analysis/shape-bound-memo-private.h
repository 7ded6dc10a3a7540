/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-interval-private.h"

G_BEGIN_DECLS

/* A range that was found, or, of a symbol, given. */
typedef struct
{
  ShapeNode    *node;
  ShapeInterval range;
  guint64       time; /* when it was found; of a symbol: when it last changed */
} ShapeKnownBound;

/* The ranges of large expressions, for the life of a pool. An expression that grows step by step is
 * asked about at each step, and only its new part is looked at. A range holds as long as no symbol
 * of its expression is given another one. */
typedef struct
{
  ShapeKnownBound *slots; /* open addressing, filled to the half at most */
  guint            n_slots; /* a power of two, or 0 */
  guint            n;
  guint64          now;
} ShapeBoundMemo;

void     shape_bound_memo_clear (ShapeBoundMemo      *self);

/* Gives a symbol a range, and says since when it has it. */
guint64  shape_bound_memo_give  (ShapeBoundMemo      *self,
                                 ShapeNode           *symbol,
                                 ShapeInterval        range);

/* The range of a symbol that was given one, or of an expression if it still holds. All symbols of @node have
 * been given their ranges, the last to change at @latest or before. */
gboolean shape_bound_memo_get   (const ShapeBoundMemo *self,
                                 ShapeNode            *node,
                                 guint64               latest,
                                 ShapeInterval        *range);
void     shape_bound_memo_set   (ShapeBoundMemo       *self,
                                 ShapeNode            *node,
                                 ShapeInterval         range);

G_END_DECLS
