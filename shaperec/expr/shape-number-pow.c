/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

ShapeNode *
shape_number_pow (ShapeNode *a,
                  ShapeNode *b)
{
  ShapeNode *result;
  fmpq_t value;
  gint64 n;

  if (!SHAPE_IS_RATIONAL (a) || !shape_node_get_int64 (b, &n) || ABS (n) > 1000000)
    return NULL;
  if (shape_node_is_zero_number (a) && n < 0)
    return shape_node_constant (a->pool, SHAPE_OP_COMPLEX_INFINITY);
  fmpq_init (value);
  if (SHAPE_IS (a, INTEGER))
    fmpq_set_fmpz (value, a->integer);
  else
    fmpq_set (value, a->rational);
  fmpq_pow_si (value, value, (slong) n);
  result = shape_node_fmpq (a->pool, value);
  fmpq_clear (value);
  return result;
}
