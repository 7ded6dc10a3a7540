/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-node-private.h"

/* Weak: the real ones win wherever they are linked in. */

__attribute__ ((weak)) gboolean
shape_fact_from_name (const char *name,
                      ShapeFact  *fact)
{
  *fact = name[0] == 'i' ? SHAPE_FACT_INTEGER : name[0] == 'p' ? SHAPE_FACT_POSITIVE : SHAPE_FACT_REAL;
  return TRUE;
}
