/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-analysis-private.h"

G_BEGIN_DECLS

/* Whether two choices of integers within the ranges of @symbols, and as their assumptions
 * say, give @expr two values: no sound analysis can then tell it. FALSE says nothing. */
gboolean shape_has_witness (ShapeNode             *expr,
                            const ShapeSymbolInfo *symbols,
                            guint                  n_symbols);

G_END_DECLS
