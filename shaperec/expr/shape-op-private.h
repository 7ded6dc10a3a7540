/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../shape-types.h"

G_BEGIN_DECLS

/* The kinds of node. The order has no meaning to the outside, but what is asked often
 * is a comparison: the numbers come first, then the other atoms; sums, products and powers
 * stand together, and so do relations. */
typedef enum
{
  SHAPE_OP_INTEGER,
  SHAPE_OP_RATIONAL,
  SHAPE_OP_FLOAT,
  SHAPE_OP_INT_INFINITY,          /* int_oo */
  SHAPE_OP_NEGATIVE_INT_INFINITY, /* -int_oo */
  SHAPE_OP_INFINITY,              /* oo */
  SHAPE_OP_NEGATIVE_INFINITY,     /* -oo */
  SHAPE_OP_NAN,
  SHAPE_OP_COMPLEX_INFINITY,      /* zoo: not a SymPy Number, but is_number */
  SHAPE_OP_IMAGINARY_UNIT,        /* I */
  SHAPE_OP_PI,
  SHAPE_OP_SINGLETON_INT,         /* a nested-tensor size: value, coefficient */
  SHAPE_OP_SYMBOL,
  SHAPE_OP_TRUE,
  SHAPE_OP_FALSE,
  SHAPE_OP_ERROR,                 /* what a constructor returns after the pool's error was set */

  SHAPE_OP_ADD,
  SHAPE_OP_MUL,
  SHAPE_OP_POW,

  SHAPE_OP_EQ,
  SHAPE_OP_NE,
  SHAPE_OP_LT,
  SHAPE_OP_LE,
  SHAPE_OP_GT,
  SHAPE_OP_GE,

  SHAPE_OP_AND,
  SHAPE_OP_OR,
  SHAPE_OP_NOT,

  SHAPE_OP_MAX,
  SHAPE_OP_MIN,

  SHAPE_OP_FLOOR_DIV,
  SHAPE_OP_CLEAN_DIV,
  SHAPE_OP_CEIL_DIV,              /* constructor only: builds a FloorDiv or CleanDiv */
  SHAPE_OP_MOD,
  SHAPE_OP_PYTHON_MOD,
  SHAPE_OP_MODULAR_INDEXING,
  SHAPE_OP_WHERE,
  SHAPE_OP_POW_BY_NATURAL,
  SHAPE_OP_FLOAT_POW,
  SHAPE_OP_INT_TRUE_DIV,
  SHAPE_OP_FLOAT_TRUE_DIV,
  SHAPE_OP_CEIL_TO_INT,
  SHAPE_OP_FLOOR_TO_INT,
  SHAPE_OP_TRUNC_TO_INT,
  SHAPE_OP_TRUNC_TO_FLOAT,
  SHAPE_OP_ROUND_TO_INT,
  SHAPE_OP_ROUND_DECIMAL,
  SHAPE_OP_TO_FLOAT,
  SHAPE_OP_LSHIFT,                /* constructor only */
  SHAPE_OP_RSHIFT,                /* constructor only */
  SHAPE_OP_IDENTITY,
  SHAPE_OP_IS_NON_OVERLAPPING_AND_DENSE,

  SHAPE_OP_BITWISE_AND,
  SHAPE_OP_BITWISE_OR,
  SHAPE_OP_BITWISE_XOR,

  SHAPE_OP_OPAQUE_SQRT,
  SHAPE_OP_OPAQUE_COS,
  SHAPE_OP_OPAQUE_COSH,
  SHAPE_OP_OPAQUE_SIN,
  SHAPE_OP_OPAQUE_SINH,
  SHAPE_OP_OPAQUE_TAN,
  SHAPE_OP_OPAQUE_TANH,
  SHAPE_OP_OPAQUE_ASIN,
  SHAPE_OP_OPAQUE_ACOS,
  SHAPE_OP_OPAQUE_ATAN,
  SHAPE_OP_OPAQUE_EXP,
  SHAPE_OP_OPAQUE_LOG,
  SHAPE_OP_OPAQUE_ASINH,
  SHAPE_OP_OPAQUE_LOG2,

  SHAPE_N_OPS
} ShapeOp;

typedef struct _ShapeExpr ShapeNode;

/* Properties of a kind, and how its nodes are sorted and built. */
typedef enum
{
  SHAPE_OP_FLAG_ATOM        = 1 << 0,
  SHAPE_OP_FLAG_CONSTANT    = 1 << 1, /* a number that is no Number: zoo, I, pi */
  SHAPE_OP_FLAG_BOOLEAN     = 1 << 2, /* its value is a truth value */
  SHAPE_OP_FLAG_FUNCTION    = 1 << 3, /* SymPy's Function: sorted after the core classes, by name */
  SHAPE_OP_FLAG_SORTED      = 1 << 4, /* arguments in canonical order, as Basic.compare gives it */
  SHAPE_OP_FLAG_ORDERED     = 1 << 5, /* arguments are a set, kept in the order of SymPy's `ordered` */
  SHAPE_OP_FLAG_BUILD_ONLY  = 1 << 6, /* a constructor whose nodes are of other kinds */
  SHAPE_OP_FLAG_LATTICE     = 1 << 7, /* SymPy's LatticeOp: n arguments are n - 1 operations */
} ShapeOpFlags;

typedef struct
{
  const char *name; /* in the function-call form; mostly the reference's class */
  guint       flags;
  gint        min_args;
  gint        max_args; /* -1: any number */

  /* Builds the evaluated expression. @args are evaluated. May set the pool's error. */
  ShapeNode  *(*build) (ShapeExprPool     *pool,
                        ShapeNode *const  *args,
                        guint              n_args);

  /* What the class itself says of an assumption, before deduction from other
   * assumptions: SymPy's `_eval_is_*` and class attributes. May be NULL. */
  ShapeTernary (*fact) (ShapeNode *node,
                        guint      fact);
} ShapeOpInfo;

extern const ShapeOpInfo shape_ops[SHAPE_N_OPS];

gboolean shape_op_from_name (const char *name,
                             gsize       len,
                             ShapeOp    *op);

/* One that is written by its name alone: int_oo, -int_oo, oo, -oo, nan, zoo, I, pi, True, False. */
gboolean shape_op_constant_from_name (const char *name,
                                      gsize       len,
                                      ShapeOp    *op);

/* Does @op take these arguments: so many, numbers and truth values in their places? The
 * parser and the public interface ask; within the library it goes without saying. */
gboolean shape_op_check_args (ShapeOp           op,
                              ShapeNode *const *args,
                              guint             n_args,
                              GError          **error);

G_END_DECLS
