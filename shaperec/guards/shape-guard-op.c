/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-op-private.h"

#define SHAPE_GUARD_OP_ROW(name, type, n_args) \
  [SHAPE_GUARD_OP_##name] = { #name, shape_guard_##name, SHAPE_GUARD_##type, n_args },

const ShapeGuardOpInfo shape_guard_ops[SHAPE_GUARD_N_OPS] = {
  SHAPE_GUARD_OPS (SHAPE_GUARD_OP_ROW)
};
