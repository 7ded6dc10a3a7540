/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"

ShapeNode *
shape_floor_div_build (ShapeExprPool    *pool,
                       ShapeNode *const *args,
                       guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_FLOOR_DIV, args, n_args);
}

ShapeTernary
shape_floor_div_fact (ShapeNode *node,
                      guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_clean_div_build (ShapeExprPool    *pool,
                       ShapeNode *const *args,
                       guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_CLEAN_DIV, args, n_args);
}

ShapeTernary
shape_clean_div_fact (ShapeNode *node,
                      guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_ceil_div_build (ShapeExprPool    *pool,
                      ShapeNode *const *args,
                      guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_CEIL_DIV, args, n_args);
}

ShapeNode *
shape_mod_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_MOD, args, n_args);
}

ShapeTernary
shape_mod_fact (ShapeNode *node,
                guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_python_mod_build (ShapeExprPool    *pool,
                        ShapeNode *const *args,
                        guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_PYTHON_MOD, args, n_args);
}

ShapeTernary
shape_python_mod_fact (ShapeNode *node,
                       guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_modular_indexing_build (ShapeExprPool    *pool,
                              ShapeNode *const *args,
                              guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_MODULAR_INDEXING, args, n_args);
}

ShapeTernary
shape_modular_indexing_fact (ShapeNode *node,
                             guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_where_build (ShapeExprPool    *pool,
                   ShapeNode *const *args,
                   guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_WHERE, args, n_args);
}

ShapeTernary
shape_where_fact (ShapeNode *node,
                  guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_pow_by_natural_build (ShapeExprPool    *pool,
                            ShapeNode *const *args,
                            guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_POW_BY_NATURAL, args, n_args);
}

ShapeTernary
shape_pow_by_natural_fact (ShapeNode *node,
                           guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_float_pow_build (ShapeExprPool    *pool,
                       ShapeNode *const *args,
                       guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_FLOAT_POW, args, n_args);
}

ShapeTernary
shape_float_pow_fact (ShapeNode *node,
                      guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_int_true_div_build (ShapeExprPool    *pool,
                          ShapeNode *const *args,
                          guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_INT_TRUE_DIV, args, n_args);
}

ShapeTernary
shape_int_true_div_fact (ShapeNode *node,
                         guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_float_true_div_build (ShapeExprPool    *pool,
                            ShapeNode *const *args,
                            guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_FLOAT_TRUE_DIV, args, n_args);
}

ShapeTernary
shape_float_true_div_fact (ShapeNode *node,
                           guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_ceil_to_int_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_CEIL_TO_INT, args, n_args);
}

ShapeTernary
shape_ceil_to_int_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_floor_to_int_build (ShapeExprPool    *pool,
                          ShapeNode *const *args,
                          guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_FLOOR_TO_INT, args, n_args);
}

ShapeTernary
shape_floor_to_int_fact (ShapeNode *node,
                         guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_trunc_to_int_build (ShapeExprPool    *pool,
                          ShapeNode *const *args,
                          guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_TRUNC_TO_INT, args, n_args);
}

ShapeTernary
shape_trunc_to_int_fact (ShapeNode *node,
                         guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_trunc_to_float_build (ShapeExprPool    *pool,
                            ShapeNode *const *args,
                            guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_TRUNC_TO_FLOAT, args, n_args);
}

ShapeTernary
shape_trunc_to_float_fact (ShapeNode *node,
                           guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_round_to_int_build (ShapeExprPool    *pool,
                          ShapeNode *const *args,
                          guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_ROUND_TO_INT, args, n_args);
}

ShapeTernary
shape_round_to_int_fact (ShapeNode *node,
                         guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_round_decimal_build (ShapeExprPool    *pool,
                           ShapeNode *const *args,
                           guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_ROUND_DECIMAL, args, n_args);
}

ShapeTernary
shape_round_decimal_fact (ShapeNode *node,
                          guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_to_float_build (ShapeExprPool    *pool,
                      ShapeNode *const *args,
                      guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_TO_FLOAT, args, n_args);
}

ShapeTernary
shape_to_float_fact (ShapeNode *node,
                     guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_lshift_build (ShapeExprPool    *pool,
                    ShapeNode *const *args,
                    guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_LSHIFT, args, n_args);
}

ShapeNode *
shape_rshift_build (ShapeExprPool    *pool,
                    ShapeNode *const *args,
                    guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_RSHIFT, args, n_args);
}

ShapeNode *
shape_identity_build (ShapeExprPool    *pool,
                      ShapeNode *const *args,
                      guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_IDENTITY, args, n_args);
}

ShapeTernary
shape_identity_fact (ShapeNode *node,
                     guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_is_non_overlapping_and_dense_build (ShapeExprPool    *pool,
                                          ShapeNode *const *args,
                                          guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_IS_NON_OVERLAPPING_AND_DENSE, args, n_args);
}

ShapeTernary
shape_is_non_overlapping_and_dense_fact (ShapeNode *node,
                                         guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_bitwise_and_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_BITWISE_AND, args, n_args);
}

ShapeTernary
shape_bitwise_and_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_bitwise_or_build (ShapeExprPool    *pool,
                        ShapeNode *const *args,
                        guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_BITWISE_OR, args, n_args);
}

ShapeTernary
shape_bitwise_or_fact (ShapeNode *node,
                       guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_bitwise_xor_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_BITWISE_XOR, args, n_args);
}

ShapeTernary
shape_bitwise_xor_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_sqrt_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_SQRT, args, n_args);
}

ShapeTernary
shape_opaque_sqrt_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_cos_build (ShapeExprPool    *pool,
                        ShapeNode *const *args,
                        guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_COS, args, n_args);
}

ShapeTernary
shape_opaque_cos_fact (ShapeNode *node,
                       guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_cosh_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_COSH, args, n_args);
}

ShapeTernary
shape_opaque_cosh_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_sin_build (ShapeExprPool    *pool,
                        ShapeNode *const *args,
                        guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_SIN, args, n_args);
}

ShapeTernary
shape_opaque_sin_fact (ShapeNode *node,
                       guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_sinh_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_SINH, args, n_args);
}

ShapeTernary
shape_opaque_sinh_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_tan_build (ShapeExprPool    *pool,
                        ShapeNode *const *args,
                        guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_TAN, args, n_args);
}

ShapeTernary
shape_opaque_tan_fact (ShapeNode *node,
                       guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_tanh_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_TANH, args, n_args);
}

ShapeTernary
shape_opaque_tanh_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_asin_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_ASIN, args, n_args);
}

ShapeTernary
shape_opaque_asin_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_acos_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_ACOS, args, n_args);
}

ShapeTernary
shape_opaque_acos_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_atan_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_ATAN, args, n_args);
}

ShapeTernary
shape_opaque_atan_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_exp_build (ShapeExprPool    *pool,
                        ShapeNode *const *args,
                        guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_EXP, args, n_args);
}

ShapeTernary
shape_opaque_exp_fact (ShapeNode *node,
                       guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_log_build (ShapeExprPool    *pool,
                        ShapeNode *const *args,
                        guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_LOG, args, n_args);
}

ShapeTernary
shape_opaque_log_fact (ShapeNode *node,
                       guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_asinh_build (ShapeExprPool    *pool,
                          ShapeNode *const *args,
                          guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_ASINH, args, n_args);
}

ShapeTernary
shape_opaque_asinh_fact (ShapeNode *node,
                         guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeNode *
shape_opaque_log2_build (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args)
{
  return shape_node_intern (pool, SHAPE_OP_OPAQUE_LOG2, args, n_args);
}

ShapeTernary
shape_opaque_log2_fact (ShapeNode *node,
                        guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}
