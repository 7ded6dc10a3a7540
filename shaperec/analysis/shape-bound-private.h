/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-interval-private.h"

G_BEGIN_DECLS

/* The range of an operation from those of its operands (SymPyValueRangeAnalysis). A
 * rule gets as many operands as the operation has; an associative one gets two, again
 * and again. No operand is the error interval. */
typedef ShapeInterval (*ShapeBoundRule) (ShapeExprPool       *pool,
                                         const ShapeInterval *args);

#define SHAPE_DECLARE_BOUND(name) \
  ShapeInterval shape_bound_##name (ShapeExprPool *pool, const ShapeInterval *args);

/* shape-range-arithmetic.c */
SHAPE_DECLARE_BOUND (add)
SHAPE_DECLARE_BOUND (mul)
SHAPE_DECLARE_BOUND (min)
SHAPE_DECLARE_BOUND (max)
SHAPE_DECLARE_BOUND (identity)

/* shape-range-powers.c */
SHAPE_DECLARE_BOUND (pow_by_natural)
SHAPE_DECLARE_BOUND (sqrt)
SHAPE_DECLARE_BOUND (exp)
SHAPE_DECLARE_BOUND (log)
SHAPE_DECLARE_BOUND (log2)

/* shape-range-division.c */
SHAPE_DECLARE_BOUND (int_true_div)
SHAPE_DECLARE_BOUND (float_true_div)
SHAPE_DECLARE_BOUND (floor_div)
SHAPE_DECLARE_BOUND (mod)
SHAPE_DECLARE_BOUND (python_mod)
SHAPE_DECLARE_BOUND (modular_indexing)

/* shape-range-rounding.c */
SHAPE_DECLARE_BOUND (to_float)
SHAPE_DECLARE_BOUND (trunc_to_int)
SHAPE_DECLARE_BOUND (trunc_to_float)
SHAPE_DECLARE_BOUND (floor_to_int)
SHAPE_DECLARE_BOUND (ceil_to_int)
SHAPE_DECLARE_BOUND (round_to_int)
SHAPE_DECLARE_BOUND (round_decimal)

/* shape-range-logic.c */
ShapeInterval shape_bound_fail_kinds (ShapeExprPool *pool); /* a truth value with a number */
SHAPE_DECLARE_BOUND (not)
SHAPE_DECLARE_BOUND (and)
SHAPE_DECLARE_BOUND (or)
SHAPE_DECLARE_BOUND (eq)
SHAPE_DECLARE_BOUND (ne)
SHAPE_DECLARE_BOUND (lt)
SHAPE_DECLARE_BOUND (le)
SHAPE_DECLARE_BOUND (gt)
SHAPE_DECLARE_BOUND (ge)
SHAPE_DECLARE_BOUND (where)

/* shape-range-bitwise.c */
SHAPE_DECLARE_BOUND (bitwise_and)
SHAPE_DECLARE_BOUND (bitwise_or)
SHAPE_DECLARE_BOUND (bitwise_xor)

#undef SHAPE_DECLARE_BOUND

/* Maps of intervals, for rules (shape-range-maps.c). A map's function gets constants. */
typedef ShapeNode *(*ShapeUnaryFunc)  (ShapeNode *a);
typedef ShapeNode *(*ShapeBinaryFunc) (ShapeNode *a,
                                       ShapeNode *b);

/* @func rises with its operand. */
ShapeInterval shape_interval_map_increasing  (ShapeInterval   self,
                                              ShapeUnaryFunc  func);
/* The same of an operation. */
ShapeInterval shape_interval_map_op          (ShapeInterval   self,
                                              ShapeOp         op);
/* @func rises with each of its operands. */
ShapeInterval shape_interval_map_increasing2 (ShapeInterval   a,
                                              ShapeInterval   b,
                                              ShapeBinaryFunc func);
/* @func rises or falls with each of its operands. */
ShapeInterval shape_interval_map_monotone2   (ShapeInterval   a,
                                              ShapeInterval   b,
                                              ShapeBinaryFunc func);
/* @func is convex and has its minimum, which is 0, at 0; @exponent is passed on. */
ShapeInterval shape_interval_map_valley      (ShapeInterval   self,
                                              ShapeBinaryFunc func,
                                              ShapeNode      *exponent);
ShapeInterval shape_interval_abs             (ShapeInterval   self);
gboolean      shape_interval_has_zero        (ShapeInterval   self);

/* @result, as a Float where @a or @b is one. */
ShapeNode    *shape_constant_keep_float      (ShapeNode      *result,
                                              ShapeNode      *a,
                                              ShapeNode      *b);
ShapeNode    *shape_constant_abs             (ShapeNode      *a);
ShapeNode    *shape_constant_floor           (ShapeNode      *a);
ShapeNode    *shape_constant_ceil            (ShapeNode      *a);
/* Compares with the Integer @value. */
int           shape_constant_compare_int     (ShapeNode      *a,
                                              gint64          value);

G_END_DECLS
