/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-op-private.h"

#define ARITHMETIC(name, op) { name, op, SHAPE_SYM_RESULT_SAME, .promotes = TRUE, .counts_bools = TRUE }
#define COMPARISON(name, op, other) { name, op, SHAPE_SYM_RESULT_BOOL, .promotes = TRUE, .mirror = other }

const ShapeSymOpInfo shape_sym_ops[SHAPE_N_SYM_OPS] = {
  [SHAPE_SYM_ADD] = ARITHMETIC ("operator.add", SHAPE_OP_ADD),
  [SHAPE_SYM_SUB] = ARITHMETIC ("operator.sub", SHAPE_OP_ERROR),
  [SHAPE_SYM_MUL] = ARITHMETIC ("operator.mul", SHAPE_OP_MUL),
  [SHAPE_SYM_INT_TRUEDIV] = { "operator.truediv", SHAPE_OP_INT_TRUE_DIV, SHAPE_SYM_RESULT_FLOAT },
  [SHAPE_SYM_FLOAT_TRUEDIV] = { "operator.truediv", SHAPE_OP_FLOAT_TRUE_DIV, SHAPE_SYM_RESULT_FLOAT,
                                .promotes = TRUE },
  [SHAPE_SYM_INT_FLOORDIV] = { "operator.floordiv", SHAPE_OP_FLOOR_DIV, SHAPE_SYM_RESULT_SAME,
                               .promotes = TRUE },
  [SHAPE_SYM_MOD] = { "operator.mod", SHAPE_OP_ERROR, SHAPE_SYM_RESULT_SAME, .promotes = TRUE },
  [SHAPE_SYM_POW_BY_NATURAL] = { "operator.pow", SHAPE_OP_POW_BY_NATURAL, SHAPE_SYM_RESULT_SAME },
  [SHAPE_SYM_FLOAT_POW] = { "operator.pow", SHAPE_OP_FLOAT_POW, SHAPE_SYM_RESULT_FLOAT, .promotes = TRUE },
  [SHAPE_SYM_EQ] = COMPARISON ("operator.eq", SHAPE_OP_EQ, SHAPE_SYM_EQ),
  [SHAPE_SYM_NE] = COMPARISON ("operator.ne", SHAPE_OP_NE, SHAPE_SYM_NE),
  [SHAPE_SYM_LT] = COMPARISON ("operator.lt", SHAPE_OP_LT, SHAPE_SYM_GT),
  [SHAPE_SYM_LE] = COMPARISON ("operator.le", SHAPE_OP_LE, SHAPE_SYM_GE),
  [SHAPE_SYM_GT] = COMPARISON ("operator.gt", SHAPE_OP_GT, SHAPE_SYM_LT),
  [SHAPE_SYM_GE] = COMPARISON ("operator.ge", SHAPE_OP_GE, SHAPE_SYM_LE),
  [SHAPE_SYM_AND] = { "operator.and_", SHAPE_OP_AND, SHAPE_SYM_RESULT_BOOL },
  [SHAPE_SYM_OR] = { "operator.or_", SHAPE_OP_OR, SHAPE_SYM_RESULT_BOOL },
  [SHAPE_SYM_BITWISE_AND] = { "operator.and_", SHAPE_OP_BITWISE_AND, SHAPE_SYM_RESULT_SAME },
  [SHAPE_SYM_BITWISE_OR] = { "operator.or_", SHAPE_OP_BITWISE_OR, SHAPE_SYM_RESULT_SAME },
  [SHAPE_SYM_BITWISE_XOR] = { "operator.xor", SHAPE_OP_BITWISE_XOR, SHAPE_SYM_RESULT_SAME },
  [SHAPE_SYM_LSHIFT] = { "operator.lshift", SHAPE_OP_LSHIFT, SHAPE_SYM_RESULT_SAME },
  [SHAPE_SYM_RSHIFT] = { "operator.rshift", SHAPE_OP_RSHIFT, SHAPE_SYM_RESULT_SAME },
  [SHAPE_SYM_MIN] = { "torch.sym_min", SHAPE_OP_MIN, SHAPE_SYM_RESULT_SAME, .promotes = TRUE,
                      .mirror = SHAPE_SYM_MIN },
  [SHAPE_SYM_MAX] = { "torch.sym_max", SHAPE_OP_MAX, SHAPE_SYM_RESULT_SAME, .promotes = TRUE,
                      .mirror = SHAPE_SYM_MAX },
  [SHAPE_SYM_NEG] = { "operator.neg", SHAPE_OP_ERROR, SHAPE_SYM_RESULT_SAME },
  [SHAPE_SYM_NOT] = { "torch.sym_not", SHAPE_OP_NOT, SHAPE_SYM_RESULT_BOOL },
  [SHAPE_SYM_FLOOR] = { "math.floor", SHAPE_OP_FLOOR_TO_INT, SHAPE_SYM_RESULT_INT },
  [SHAPE_SYM_CEIL] = { "math.ceil", SHAPE_OP_CEIL_TO_INT, SHAPE_SYM_RESULT_INT },
  [SHAPE_SYM_TRUNC] = { "math.trunc", SHAPE_OP_TRUNC_TO_INT, SHAPE_SYM_RESULT_INT },
  [SHAPE_SYM_ROUND] = { "builtins.round", SHAPE_OP_ROUND_TO_INT, SHAPE_SYM_RESULT_INT },
  [SHAPE_SYM_FLOAT] = { "torch.sym_float", SHAPE_OP_TO_FLOAT, SHAPE_SYM_RESULT_FLOAT },
  [SHAPE_SYM_SQRT] = { "torch._sym_sqrt", SHAPE_OP_OPAQUE_SQRT, SHAPE_SYM_RESULT_FLOAT },
};
