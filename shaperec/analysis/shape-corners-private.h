/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-analysis-private.h"

G_BEGIN_DECLS

/* The truth of a relation of expanded polynomials whose sides, term by term at the ends of
 * the ranges, leave no doubt; else NULL, which says nothing. */
ShapeNode *shape_decide_at_corners (ShapeNode             *expr,
                                    const ShapeSymbolInfo *symbols,
                                    guint                  n_symbols);

G_END_DECLS
