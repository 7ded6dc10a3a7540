/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool-private.h"

G_BEGIN_DECLS

/* The constructors and assumptions that the table of operations names. */
#define SHAPE_DECLARE_BUILD(name) \
  ShapeNode *shape_##name##_build (ShapeExprPool *pool, ShapeNode *const *args, guint n_args);
#define SHAPE_DECLARE_FACT(name) \
  ShapeTernary shape_##name##_fact (ShapeNode *node, guint fact);

SHAPE_DECLARE_BUILD (add)
SHAPE_DECLARE_BUILD (mul)
SHAPE_DECLARE_BUILD (pow)
SHAPE_DECLARE_BUILD (eq)
SHAPE_DECLARE_BUILD (ne)
SHAPE_DECLARE_BUILD (lt)
SHAPE_DECLARE_BUILD (le)
SHAPE_DECLARE_BUILD (gt)
SHAPE_DECLARE_BUILD (ge)
SHAPE_DECLARE_BUILD (and)
SHAPE_DECLARE_BUILD (or)
SHAPE_DECLARE_BUILD (not)
SHAPE_DECLARE_BUILD (max)
SHAPE_DECLARE_BUILD (min)
SHAPE_DECLARE_BUILD (floor_div)
SHAPE_DECLARE_BUILD (clean_div)
SHAPE_DECLARE_BUILD (ceil_div)
SHAPE_DECLARE_BUILD (mod)
SHAPE_DECLARE_BUILD (python_mod)
SHAPE_DECLARE_BUILD (modular_indexing)
SHAPE_DECLARE_BUILD (where)
SHAPE_DECLARE_BUILD (pow_by_natural)
SHAPE_DECLARE_BUILD (float_pow)
SHAPE_DECLARE_BUILD (int_true_div)
SHAPE_DECLARE_BUILD (float_true_div)
SHAPE_DECLARE_BUILD (ceil_to_int)
SHAPE_DECLARE_BUILD (floor_to_int)
SHAPE_DECLARE_BUILD (trunc_to_int)
SHAPE_DECLARE_BUILD (trunc_to_float)
SHAPE_DECLARE_BUILD (round_to_int)
SHAPE_DECLARE_BUILD (round_decimal)
SHAPE_DECLARE_BUILD (to_float)
SHAPE_DECLARE_BUILD (lshift)
SHAPE_DECLARE_BUILD (rshift)
SHAPE_DECLARE_BUILD (identity)
SHAPE_DECLARE_BUILD (is_non_overlapping_and_dense)
SHAPE_DECLARE_BUILD (bitwise_and)
SHAPE_DECLARE_BUILD (bitwise_or)
SHAPE_DECLARE_BUILD (bitwise_xor)
SHAPE_DECLARE_BUILD (opaque_sqrt)
SHAPE_DECLARE_BUILD (opaque_cos)
SHAPE_DECLARE_BUILD (opaque_cosh)
SHAPE_DECLARE_BUILD (opaque_sin)
SHAPE_DECLARE_BUILD (opaque_sinh)
SHAPE_DECLARE_BUILD (opaque_tan)
SHAPE_DECLARE_BUILD (opaque_tanh)
SHAPE_DECLARE_BUILD (opaque_asin)
SHAPE_DECLARE_BUILD (opaque_acos)
SHAPE_DECLARE_BUILD (opaque_atan)
SHAPE_DECLARE_BUILD (opaque_exp)
SHAPE_DECLARE_BUILD (opaque_log)
SHAPE_DECLARE_BUILD (opaque_asinh)
SHAPE_DECLARE_BUILD (opaque_log2)

SHAPE_DECLARE_FACT (add)
SHAPE_DECLARE_FACT (mul)
SHAPE_DECLARE_FACT (pow)
SHAPE_DECLARE_FACT (max)
SHAPE_DECLARE_FACT (min)
SHAPE_DECLARE_FACT (floor_div)
SHAPE_DECLARE_FACT (clean_div)
SHAPE_DECLARE_FACT (mod)
SHAPE_DECLARE_FACT (python_mod)
SHAPE_DECLARE_FACT (modular_indexing)
SHAPE_DECLARE_FACT (where)
SHAPE_DECLARE_FACT (pow_by_natural)
SHAPE_DECLARE_FACT (float_pow)
SHAPE_DECLARE_FACT (int_true_div)
SHAPE_DECLARE_FACT (float_true_div)
SHAPE_DECLARE_FACT (ceil_to_int)
SHAPE_DECLARE_FACT (floor_to_int)
SHAPE_DECLARE_FACT (trunc_to_int)
SHAPE_DECLARE_FACT (trunc_to_float)
SHAPE_DECLARE_FACT (round_to_int)
SHAPE_DECLARE_FACT (round_decimal)
SHAPE_DECLARE_FACT (to_float)
SHAPE_DECLARE_FACT (identity)
SHAPE_DECLARE_FACT (is_non_overlapping_and_dense)
SHAPE_DECLARE_FACT (bitwise_and)
SHAPE_DECLARE_FACT (bitwise_or)
SHAPE_DECLARE_FACT (bitwise_xor)
SHAPE_DECLARE_FACT (opaque_sqrt)
SHAPE_DECLARE_FACT (opaque_cos)
SHAPE_DECLARE_FACT (opaque_cosh)
SHAPE_DECLARE_FACT (opaque_sin)
SHAPE_DECLARE_FACT (opaque_sinh)
SHAPE_DECLARE_FACT (opaque_tan)
SHAPE_DECLARE_FACT (opaque_tanh)
SHAPE_DECLARE_FACT (opaque_asin)
SHAPE_DECLARE_FACT (opaque_acos)
SHAPE_DECLARE_FACT (opaque_atan)
SHAPE_DECLARE_FACT (opaque_exp)
SHAPE_DECLARE_FACT (opaque_log)
SHAPE_DECLARE_FACT (opaque_asinh)
SHAPE_DECLARE_FACT (opaque_log2)

#undef SHAPE_DECLARE_BUILD
#undef SHAPE_DECLARE_FACT

/* Whether a number before @sum stays there: it is a sum, and does not commute. */
gboolean   shape_sum_is_noncommutative (ShapeNode     *sum);

/* Whether SymPy takes @node for no number at all, as it has a part that does not commute. */
gboolean   shape_node_is_nonreal       (ShapeNode     *node);

/* Where a nested integer is in the way. */
gboolean   shape_node_has_nested_int   (ShapeNode     *node);
ShapeNode *shape_node_fail_operator    (ShapeExprPool *pool);
ShapeNode *shape_node_fail_sorting     (ShapeExprPool *pool);
ShapeNode *shape_node_fail_walking     (ShapeExprPool *pool);

G_END_DECLS
