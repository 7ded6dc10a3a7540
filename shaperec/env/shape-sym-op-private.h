/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../expr/shape-node-private.h"

G_BEGIN_DECLS

/* The operators of symbolic numbers: Python's, by the names of torch's SymNode. */
typedef enum
{
  SHAPE_SYM_ADD,
  SHAPE_SYM_SUB,
  SHAPE_SYM_MUL,
  SHAPE_SYM_INT_TRUEDIV,
  SHAPE_SYM_FLOAT_TRUEDIV,
  SHAPE_SYM_INT_FLOORDIV,
  SHAPE_SYM_MOD,
  SHAPE_SYM_POW_BY_NATURAL,
  SHAPE_SYM_FLOAT_POW,
  SHAPE_SYM_EQ,
  SHAPE_SYM_NE,
  SHAPE_SYM_LT,
  SHAPE_SYM_LE,
  SHAPE_SYM_GT,
  SHAPE_SYM_GE,
  SHAPE_SYM_AND,
  SHAPE_SYM_OR,
  SHAPE_SYM_BITWISE_AND,
  SHAPE_SYM_BITWISE_OR,
  SHAPE_SYM_BITWISE_XOR,
  SHAPE_SYM_LSHIFT,
  SHAPE_SYM_RSHIFT,
  SHAPE_SYM_MIN,
  SHAPE_SYM_MAX,
  SHAPE_SYM_POS,
  SHAPE_SYM_NEG,
  SHAPE_SYM_ABS,
  SHAPE_SYM_NOT,
  SHAPE_SYM_IS_INTEGER,
  SHAPE_SYM_FLOOR,
  SHAPE_SYM_CEIL,
  SHAPE_SYM_TRUNC,
  SHAPE_SYM_ROUND,
  SHAPE_SYM_FLOAT,
  SHAPE_SYM_SQRT, /* from here on: of Python's math */
  SHAPE_SYM_COS,
  SHAPE_SYM_COSH,
  SHAPE_SYM_SIN,
  SHAPE_SYM_SINH,
  SHAPE_SYM_TAN,
  SHAPE_SYM_TANH,
  SHAPE_SYM_ASIN,
  SHAPE_SYM_ACOS,
  SHAPE_SYM_ATAN,
  SHAPE_SYM_LOG2,
  SHAPE_N_SYM_OPS
} ShapeSymOp;

/* Of what type a result is. */
typedef enum
{
  SHAPE_SYM_RESULT_SAME, /* the first operand's; a float where either is one */
  SHAPE_SYM_RESULT_INT,
  SHAPE_SYM_RESULT_FLOAT,
  SHAPE_SYM_RESULT_BOOL,
} ShapeSymResult;

typedef struct
{
  const char     *fx_name;      /* what stands for it in an FX graph */
  ShapeOp         op;           /* the kind of expression that it makes; SHAPE_OP_ERROR: see shape-sym-build.c */
  ShapeSymResult  result;
  gboolean        promotes;     /* an int beside a float becomes one */
  gboolean        counts_bools; /* True is 1 */
  ShapeSymOp      mirror;       /* the same question with the operands swapped, or itself */
} ShapeSymOpInfo;

extern const ShapeSymOpInfo shape_sym_ops[SHAPE_N_SYM_OPS];

/* What Python makes of numbers and truth values. The pool's error where it raises. */
ShapeNode *shape_python_apply (ShapeSymOp  op,
                               ShapeNode  *a,
                               ShapeNode  *b); /* NULL for an operator of one operand */
ShapeNode *shape_python_float (ShapeNode  *a);
ShapeNode *shape_python_int   (ShapeNode  *a);
gboolean   shape_python_bool  (ShapeNode  *a);

G_END_DECLS
