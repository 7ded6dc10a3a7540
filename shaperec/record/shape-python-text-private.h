/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-state-private.h"

G_BEGIN_DECLS

/* Appends a field of the state as Python's str() prints it in NotEqualError: mappings sorted by
 * the text of their keys, sets by the text of their elements, or by number. */
void shape_state_print_python (ShapeStateField   field,
                               const ShapeValue *value,
                               GString          *out);

G_END_DECLS
