/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-node-private.h"

G_BEGIN_DECLS

/* A double as Python's repr() writes it: the shortest decimal that reads back. */
void shape_print_double  (double       value,
                          GString     *out);
void shape_print_fmpz    (const fmpz_t value,
                          GString     *out);

/* The name of a symbol, as Symbol("…") where it is no identifier. */
void shape_print_symbol  (ShapeNode   *symbol,
                          GString     *out);

G_END_DECLS
