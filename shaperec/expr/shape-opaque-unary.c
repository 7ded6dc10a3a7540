/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"
#include "shape-float-private.h"

#include <math.h>

/* OpaqueUnaryFn_*: functions of Python's math module. Of numbers they are computed as
 * Python does, with the C library; nothing else is known of them. */

/* The values at an infinity, as SymPy's functions have them. */
typedef enum
{
  LIMIT_INTERVAL, /* no number: the call stays */
  LIMIT_ZERO,
  LIMIT_ONE,
  LIMIT_INFINITY,
  LIMIT_HALF_PI,
  LIMIT_IMAGINARY, /* oo*I */
} Limit;

typedef struct
{
  ShapeOp  op;
  double (*compute) (double);
  ShapeFloatFunction compute_wide; /* where the result may be too large for a double */
  struct
  {
    Limit limit;
    int   sign;
  } at[2]; /* oo, -oo */
} Opaque;

static ShapeNode *
get_limit (const Opaque *self,
           ShapeNode    *infinity)
{
  ShapeExprPool *pool = infinity->pool;
  ShapeNode *oo = shape_node_constant (pool, SHAPE_OP_INFINITY), *value;
  guint side = shape_number_sign (infinity) > 0 ? 0 : 1;

  switch (self->at[side].limit)
    {
    case LIMIT_ZERO:
      return pool->zero;
    case LIMIT_ONE:
      value = pool->one;
      break;
    case LIMIT_INFINITY:
      value = oo;
      break;
    case LIMIT_HALF_PI:
      value = shape_node_div (shape_node_constant (pool, SHAPE_OP_PI), shape_node_integer (pool, 2));
      break;
    case LIMIT_IMAGINARY:
      value = shape_node_mul (oo, shape_node_constant (pool, SHAPE_OP_IMAGINARY_UNIT));
      break;
    case LIMIT_INTERVAL:
    default:
      return shape_node_intern (pool, self->op, &infinity, 1);
    }
  return self->at[side].sign < 0 ? shape_node_neg (value) : value;
}

static ShapeNode *
compute (const Opaque *self,
         ShapeNode    *number)
{
  double x = shape_number_to_double (number), y = self->compute (x);

  if (isnan (y) || (isinf (y) && x == 0))
    return shape_pool_fail (number->pool, SHAPE_ERROR_VALUE, "math domain error");
  if (isinf (y) && SHAPE_IS (number, FLOAT) && self->compute_wide != NULL)
    return shape_float_apply (self->compute_wide, number);
  return shape_node_float (number->pool, y);
}

static ShapeNode *
build (const Opaque     *self,
       ShapeNode *const *args)
{
  ShapeNode *arg = args[0];

  if (SHAPE_IS (arg, INTEGER) || SHAPE_IS (arg, FLOAT))
    return compute (self, arg);
  if (shape_node_is_infinite (arg))
    return get_limit (self, arg);
  return shape_node_intern (arg->pool, self->op, args, 1);
}

#define DEFINE_OPAQUE(name, NAME, wide, limit_up, sign_up, limit_down, sign_down)   \
  ShapeNode *                                                                       \
  shape_opaque_##name##_build (ShapeExprPool    *pool G_GNUC_UNUSED,                \
                               ShapeNode *const *args,                              \
                               guint             n_args G_GNUC_UNUSED)              \
  {                                                                                 \
    static const Opaque self = {                                                    \
      SHAPE_OP_OPAQUE_##NAME, name, wide,                                           \
      { { LIMIT_##limit_up, sign_up }, { LIMIT_##limit_down, sign_down } }          \
    };                                                                              \
                                                                                    \
    return build (&self, args);                                                     \
  }                                                                                 \
  SHAPE_DEFINE_FACT (opaque_##name, 0)

DEFINE_OPAQUE (sqrt, SQRT, NULL, INFINITY, 1, IMAGINARY, 1)
DEFINE_OPAQUE (cos, COS, NULL, INTERVAL, 1, INTERVAL, 1)
DEFINE_OPAQUE (cosh, COSH, mpfr_cosh, INFINITY, 1, INFINITY, 1)
DEFINE_OPAQUE (sin, SIN, NULL, INTERVAL, 1, INTERVAL, 1)
DEFINE_OPAQUE (sinh, SINH, mpfr_sinh, INFINITY, 1, INFINITY, -1)
DEFINE_OPAQUE (tan, TAN, NULL, INTERVAL, 1, INTERVAL, 1)
DEFINE_OPAQUE (tanh, TANH, NULL, ONE, 1, ONE, -1)
DEFINE_OPAQUE (asin, ASIN, NULL, IMAGINARY, -1, IMAGINARY, 1)
DEFINE_OPAQUE (acos, ACOS, NULL, IMAGINARY, 1, IMAGINARY, -1)
DEFINE_OPAQUE (atan, ATAN, NULL, HALF_PI, 1, HALF_PI, -1)
DEFINE_OPAQUE (exp, EXP, mpfr_exp, INFINITY, 1, ZERO, 1)
DEFINE_OPAQUE (log, LOG, NULL, INFINITY, 1, INFINITY, 1)
DEFINE_OPAQUE (asinh, ASINH, NULL, INFINITY, 1, INFINITY, -1)
DEFINE_OPAQUE (log2, LOG2, NULL, INFINITY, 1, INFINITY, 1)
