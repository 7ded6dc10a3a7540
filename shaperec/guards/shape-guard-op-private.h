/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "shape-guard-arithmetic.h"

G_BEGIN_DECLS

typedef enum
{
  SHAPE_GUARD_INTEGER,
  SHAPE_GUARD_FLOAT,
  SHAPE_GUARD_BOOLEAN,
} ShapeGuardType;

/* X (operation of shape-guard-arithmetic.h, type of its result, number of its arguments) */
#define SHAPE_GUARD_OPS(X) \
  X (add, INTEGER, 2) \
  X (sub, INTEGER, 2) \
  X (mul, INTEGER, 2) \
  X (neg, INTEGER, 1) \
  X (abs, INTEGER, 1) \
  X (floor_div, INTEGER, 2) \
  X (mod, INTEGER, 2) \
  X (true_div, FLOAT, 2) \
  X (pow, INTEGER, 2) \
  X (shift_left, INTEGER, 2) \
  X (shift_right, INTEGER, 2) \
  X (bit_and, INTEGER, 2) \
  X (bit_or, INTEGER, 2) \
  X (bit_xor, INTEGER, 2) \
  X (min, INTEGER, 2) \
  X (max, INTEGER, 2) \
  X (eq, BOOLEAN, 2) \
  X (ne, BOOLEAN, 2) \
  X (lt, BOOLEAN, 2) \
  X (le, BOOLEAN, 2) \
  X (gt, BOOLEAN, 2) \
  X (ge, BOOLEAN, 2) \
  X (both, BOOLEAN, 2) \
  X (either, BOOLEAN, 2) \
  X (not, BOOLEAN, 1) \
  X (add_float, FLOAT, 2) \
  X (sub_float, FLOAT, 2) \
  X (mul_float, FLOAT, 2) \
  X (neg_float, FLOAT, 1) \
  X (abs_float, FLOAT, 1) \
  X (div_float, FLOAT, 2) \
  X (mod_float, FLOAT, 2) \
  X (floor_div_float, FLOAT, 2) \
  X (pow_float, FLOAT, 2) \
  X (min_float, FLOAT, 2) \
  X (max_float, FLOAT, 2) \
  X (eq_float, BOOLEAN, 2) \
  X (ne_float, BOOLEAN, 2) \
  X (lt_float, BOOLEAN, 2) \
  X (le_float, BOOLEAN, 2) \
  X (gt_float, BOOLEAN, 2) \
  X (ge_float, BOOLEAN, 2) \
  X (is_nan, BOOLEAN, 1) \
  X (to_float, FLOAT, 1) \
  X (to_float_exact, FLOAT, 1) \
  X (trunc, INTEGER, 1) \
  X (ceil, INTEGER, 1) \
  X (floor, INTEGER, 1) \
  X (round, INTEGER, 1) \
  X (round_digits, FLOAT, 2) \
  X (sqrt, FLOAT, 1) \
  X (cos, FLOAT, 1) \
  X (cosh, FLOAT, 1) \
  X (sin, FLOAT, 1) \
  X (sinh, FLOAT, 1) \
  X (tan, FLOAT, 1) \
  X (tanh, FLOAT, 1) \
  X (asin, FLOAT, 1) \
  X (acos, FLOAT, 1) \
  X (atan, FLOAT, 1) \
  X (log2, FLOAT, 1)

#define SHAPE_GUARD_OP_ENTRY(name, type, n_args) SHAPE_GUARD_OP_##name,
typedef enum
{
  /* Leaves; an input's place in the table of inputs stands in `args[0]`. */
  SHAPE_GUARD_OP_CONSTANT,
  SHAPE_GUARD_OP_INPUT,
  SHAPE_GUARD_OPS (SHAPE_GUARD_OP_ENTRY)
  SHAPE_GUARD_N_OPS
} ShapeGuardOp;
#undef SHAPE_GUARD_OP_ENTRY

typedef int (* ShapeGuardFunction) (ShapeGuardValue  a,
                                    ShapeGuardValue  b,
                                    ShapeGuardValue *out);

typedef struct
{
  const char        *name;
  ShapeGuardFunction function;
  ShapeGuardType     type;
  guint              n_args;
} ShapeGuardOpInfo;

extern const ShapeGuardOpInfo shape_guard_ops[SHAPE_GUARD_N_OPS];

G_END_DECLS
