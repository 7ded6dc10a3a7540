/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"

#include "../shape-name-table-private.h"

#include <string.h>

/* The one table of operations. A new function of the reference is a row here, its
 * own file, and a row in the tables of the printers and of the ranges. */
const ShapeOpInfo shape_ops[SHAPE_N_OPS] = {
  [SHAPE_OP_INTEGER] = { "Integer", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_RATIONAL] = { "Rational", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_FLOAT] = { "Float", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_INT_INFINITY] = { "int_oo", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_NEGATIVE_INT_INFINITY] = { "-int_oo", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_INFINITY] = { "oo", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_NEGATIVE_INFINITY] = { "-oo", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_NAN] = { "nan", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_COMPLEX_INFINITY] = { "zoo", SHAPE_OP_FLAG_ATOM | SHAPE_OP_FLAG_CONSTANT, 0, 0, NULL, NULL },
  [SHAPE_OP_IMAGINARY_UNIT] = { "I", SHAPE_OP_FLAG_ATOM | SHAPE_OP_FLAG_CONSTANT, 0, 0, NULL, NULL },
  [SHAPE_OP_PI] = { "pi", SHAPE_OP_FLAG_ATOM | SHAPE_OP_FLAG_CONSTANT, 0, 0, NULL, NULL },
  [SHAPE_OP_SINGLETON_INT] = { "SingletonInt", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_SYMBOL] = { "Symbol", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_TRUE] = { "True", SHAPE_OP_FLAG_ATOM | SHAPE_OP_FLAG_BOOLEAN, 0, 0, NULL, NULL },
  [SHAPE_OP_FALSE] = { "False", SHAPE_OP_FLAG_ATOM | SHAPE_OP_FLAG_BOOLEAN, 0, 0, NULL, NULL },
  [SHAPE_OP_ERROR] = { "<error>", SHAPE_OP_FLAG_ATOM, 0, 0, NULL, NULL },
  [SHAPE_OP_ADD] = { "Add", SHAPE_OP_FLAG_SORTED, 0, -1, shape_add_build, shape_add_fact },
  [SHAPE_OP_MUL] = { "Mul", SHAPE_OP_FLAG_SORTED, 0, -1, shape_mul_build, shape_mul_fact },
  [SHAPE_OP_POW] = { "Pow", 0, 2, 2, shape_pow_build, shape_pow_fact },
  [SHAPE_OP_EQ] = { "Eq", SHAPE_OP_FLAG_BOOLEAN, 2, 2, shape_eq_build, NULL },
  [SHAPE_OP_NE] = { "Ne", SHAPE_OP_FLAG_BOOLEAN, 2, 2, shape_ne_build, NULL },
  [SHAPE_OP_LT] = { "Lt", SHAPE_OP_FLAG_BOOLEAN, 2, 2, shape_lt_build, NULL },
  [SHAPE_OP_LE] = { "Le", SHAPE_OP_FLAG_BOOLEAN, 2, 2, shape_le_build, NULL },
  [SHAPE_OP_GT] = { "Gt", SHAPE_OP_FLAG_BOOLEAN, 2, 2, shape_gt_build, NULL },
  [SHAPE_OP_GE] = { "Ge", SHAPE_OP_FLAG_BOOLEAN, 2, 2, shape_ge_build, NULL },
  [SHAPE_OP_AND] = { "And", SHAPE_OP_FLAG_BOOLEAN | SHAPE_OP_FLAG_ORDERED | SHAPE_OP_FLAG_LATTICE, 0, -1, shape_and_build, NULL },
  [SHAPE_OP_OR] = { "Or", SHAPE_OP_FLAG_BOOLEAN | SHAPE_OP_FLAG_ORDERED | SHAPE_OP_FLAG_LATTICE, 0, -1, shape_or_build, NULL },
  [SHAPE_OP_NOT] = { "Not", SHAPE_OP_FLAG_BOOLEAN, 1, 1, shape_not_build, NULL },
  [SHAPE_OP_MAX] = { "Max", SHAPE_OP_FLAG_ORDERED | SHAPE_OP_FLAG_LATTICE, 0, -1, shape_max_build, shape_max_fact },
  [SHAPE_OP_MIN] = { "Min", SHAPE_OP_FLAG_ORDERED | SHAPE_OP_FLAG_LATTICE, 0, -1, shape_min_build, shape_min_fact },
  [SHAPE_OP_FLOOR_DIV] = { "FloorDiv", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_floor_div_build, shape_floor_div_fact },
  [SHAPE_OP_CLEAN_DIV] = { "CleanDiv", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_clean_div_build, shape_clean_div_fact },
  [SHAPE_OP_CEIL_DIV] = { "CeilDiv", SHAPE_OP_FLAG_FUNCTION | SHAPE_OP_FLAG_BUILD_ONLY, 2, 2, shape_ceil_div_build, NULL },
  [SHAPE_OP_MOD] = { "Mod", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_mod_build, shape_mod_fact },
  [SHAPE_OP_PYTHON_MOD] = { "PythonMod", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_python_mod_build, shape_python_mod_fact },
  [SHAPE_OP_MODULAR_INDEXING] = { "ModularIndexing", SHAPE_OP_FLAG_FUNCTION, 3, 3, shape_modular_indexing_build, shape_modular_indexing_fact },
  [SHAPE_OP_WHERE] = { "Where", SHAPE_OP_FLAG_FUNCTION, 3, 3, shape_where_build, shape_where_fact },
  [SHAPE_OP_POW_BY_NATURAL] = { "PowByNatural", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_pow_by_natural_build, shape_pow_by_natural_fact },
  [SHAPE_OP_FLOAT_POW] = { "FloatPow", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_float_pow_build, shape_float_pow_fact },
  [SHAPE_OP_INT_TRUE_DIV] = { "IntTrueDiv", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_int_true_div_build, shape_int_true_div_fact },
  [SHAPE_OP_FLOAT_TRUE_DIV] = { "FloatTrueDiv", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_float_true_div_build, shape_float_true_div_fact },
  [SHAPE_OP_CEIL_TO_INT] = { "CeilToInt", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_ceil_to_int_build, shape_ceil_to_int_fact },
  [SHAPE_OP_FLOOR_TO_INT] = { "FloorToInt", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_floor_to_int_build, shape_floor_to_int_fact },
  [SHAPE_OP_TRUNC_TO_INT] = { "TruncToInt", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_trunc_to_int_build, shape_trunc_to_int_fact },
  [SHAPE_OP_TRUNC_TO_FLOAT] = { "TruncToFloat", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_trunc_to_float_build, shape_trunc_to_float_fact },
  [SHAPE_OP_ROUND_TO_INT] = { "RoundToInt", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_round_to_int_build, shape_round_to_int_fact },
  [SHAPE_OP_ROUND_DECIMAL] = { "RoundDecimal", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_round_decimal_build, shape_round_decimal_fact },
  [SHAPE_OP_TO_FLOAT] = { "ToFloat", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_to_float_build, shape_to_float_fact },
  [SHAPE_OP_LSHIFT] = { "LShift", SHAPE_OP_FLAG_FUNCTION | SHAPE_OP_FLAG_BUILD_ONLY, 2, 2, shape_lshift_build, NULL },
  [SHAPE_OP_RSHIFT] = { "RShift", SHAPE_OP_FLAG_FUNCTION | SHAPE_OP_FLAG_BUILD_ONLY, 2, 2, shape_rshift_build, NULL },
  [SHAPE_OP_IDENTITY] = { "Identity", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_identity_build, shape_identity_fact },
  [SHAPE_OP_IS_NON_OVERLAPPING_AND_DENSE] = { "IsNonOverlappingAndDenseIndicator", SHAPE_OP_FLAG_FUNCTION, 0, -1, shape_is_non_overlapping_and_dense_build, shape_is_non_overlapping_and_dense_fact },
  [SHAPE_OP_BITWISE_AND] = { "BitwiseFn_bitwise_and", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_bitwise_and_build, shape_bitwise_and_fact },
  [SHAPE_OP_BITWISE_OR] = { "BitwiseFn_bitwise_or", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_bitwise_or_build, shape_bitwise_or_fact },
  [SHAPE_OP_BITWISE_XOR] = { "BitwiseFn_bitwise_xor", SHAPE_OP_FLAG_FUNCTION, 2, 2, shape_bitwise_xor_build, shape_bitwise_xor_fact },
  [SHAPE_OP_OPAQUE_SQRT] = { "OpaqueUnaryFn_sqrt", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_sqrt_build, shape_opaque_sqrt_fact },
  [SHAPE_OP_OPAQUE_COS] = { "OpaqueUnaryFn_cos", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_cos_build, shape_opaque_cos_fact },
  [SHAPE_OP_OPAQUE_COSH] = { "OpaqueUnaryFn_cosh", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_cosh_build, shape_opaque_cosh_fact },
  [SHAPE_OP_OPAQUE_SIN] = { "OpaqueUnaryFn_sin", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_sin_build, shape_opaque_sin_fact },
  [SHAPE_OP_OPAQUE_SINH] = { "OpaqueUnaryFn_sinh", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_sinh_build, shape_opaque_sinh_fact },
  [SHAPE_OP_OPAQUE_TAN] = { "OpaqueUnaryFn_tan", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_tan_build, shape_opaque_tan_fact },
  [SHAPE_OP_OPAQUE_TANH] = { "OpaqueUnaryFn_tanh", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_tanh_build, shape_opaque_tanh_fact },
  [SHAPE_OP_OPAQUE_ASIN] = { "OpaqueUnaryFn_asin", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_asin_build, shape_opaque_asin_fact },
  [SHAPE_OP_OPAQUE_ACOS] = { "OpaqueUnaryFn_acos", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_acos_build, shape_opaque_acos_fact },
  [SHAPE_OP_OPAQUE_ATAN] = { "OpaqueUnaryFn_atan", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_atan_build, shape_opaque_atan_fact },
  [SHAPE_OP_OPAQUE_EXP] = { "OpaqueUnaryFn_exp", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_exp_build, shape_opaque_exp_fact },
  [SHAPE_OP_OPAQUE_LOG] = { "OpaqueUnaryFn_log", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_log_build, shape_opaque_log_fact },
  [SHAPE_OP_OPAQUE_ASINH] = { "OpaqueUnaryFn_asinh", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_asinh_build, shape_opaque_asinh_fact },
  [SHAPE_OP_OPAQUE_LOG2] = { "OpaqueUnaryFn_log2", SHAPE_OP_FLAG_FUNCTION, 1, 1, shape_opaque_log2_build, shape_opaque_log2_fact },
};

static ShapeNameTable names = SHAPE_NAME_TABLE_INIT (shape_ops, SHAPE_OP_ADD);

gboolean
shape_op_from_name (const char *name,
                    gsize       len,
                    ShapeOp    *op)
{
  int found = shape_name_table_find (&names, name, len);

  if (found >= 0)
    *op = (ShapeOp) found;
  return found >= 0;
}

gboolean
shape_op_constant_from_name (const char *name,
                             gsize       len,
                             ShapeOp    *op)
{
  static const guint8 constants[] = {
    SHAPE_OP_INT_INFINITY, SHAPE_OP_NEGATIVE_INT_INFINITY, SHAPE_OP_INFINITY, SHAPE_OP_NEGATIVE_INFINITY, SHAPE_OP_NAN,
    SHAPE_OP_COMPLEX_INFINITY, SHAPE_OP_IMAGINARY_UNIT, SHAPE_OP_PI, SHAPE_OP_TRUE, SHAPE_OP_FALSE
  };

  for (guint i = 0; i < G_N_ELEMENTS (constants); i++)
    {
      const char *own = shape_ops[constants[i]].name;

      if (strncmp (own, name, len) != 0 || own[len] != '\0')
        continue;
      *op = (ShapeOp) constants[i];
      return TRUE;
    }
  return FALSE;
}

/* Truth values and numbers do not mix, but in the places where the reference lets them. */
static gboolean
takes_argument (ShapeOp    op,
                guint      i,
                ShapeNode *arg)
{
  gboolean is_boolean = SHAPE_IS_BOOLEAN (arg);

  switch (op)
    {
    case SHAPE_OP_EQ:
    case SHAPE_OP_NE:
    case SHAPE_OP_NOT:
    case SHAPE_OP_IDENTITY:
    case SHAPE_OP_TO_FLOAT:
    case SHAPE_OP_IS_NON_OVERLAPPING_AND_DENSE:
    case SHAPE_OP_BITWISE_AND:
    case SHAPE_OP_BITWISE_OR:
    case SHAPE_OP_BITWISE_XOR:
      return TRUE;
    case SHAPE_OP_AND:
    case SHAPE_OP_OR:
      return is_boolean || SHAPE_IS (arg, SYMBOL);
    case SHAPE_OP_WHERE:
      return i > 0 || is_boolean;
    default:
      return !is_boolean;
    }
}

gboolean
shape_op_check_args (ShapeOp           op,
                     ShapeNode *const *args,
                     guint             n_args,
                     GError          **error)
{
  const ShapeOpInfo *info = &shape_ops[op];

  if (n_args < (guint) info->min_args || (info->max_args >= 0 && n_args > (guint) info->max_args))
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TYPE, "%s does not take %u arguments", info->name, n_args);
      return FALSE;
    }
  for (guint i = 0; i < n_args; i++)
    if (!takes_argument (op, i, args[i]))
      {
        g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TYPE, "argument %u of %s is of the wrong kind", i + 1, info->name);
        return FALSE;
      }
  return TRUE;
}
