/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-ops-private.h"

/* The operators and functions of one symbolic value. */

#define DEFINE_UNARY(name, op)                                                    \
  ShapeSymNode *                                                                  \
  shape_sym_node_##name (ShapeSymNode  *self,                                     \
                         GError       **error)                                    \
  {                                                                               \
    g_return_val_if_fail (self != NULL, NULL);                                    \
                                                                                  \
    return shape_sym_finish (self->env, shape_sym_apply_unary (op, self), error); \
  }

/**
 * shape_sym_node_pos:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the number itself, by an operator of its own in the FX graph.
 *
 * Returns: (transfer full): the number, or %NULL with @error set
 */
DEFINE_UNARY (pos, SHAPE_SYM_POS)

/**
 * shape_sym_node_neg:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the negative of a number.
 *
 * Returns: (transfer full): the negative, or %NULL with @error set
 */
DEFINE_UNARY (neg, SHAPE_SYM_NEG)

/**
 * shape_sym_node_abs:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the absolute value of a number. Where its sign is not known that is `Max` of it and its
 * negative, since expressions have no `Abs`.
 *
 * Returns: (transfer full): the absolute value, or %NULL with @error set
 */
DEFINE_UNARY (abs, SHAPE_SYM_ABS)

/**
 * shape_sym_node_not:
 * @self: a truth value
 * @error: return location for an error
 *
 * Makes the opposite of a truth value (`torch.sym_not`).
 *
 * Returns: (transfer full): the opposite, or %NULL with @error set
 */
DEFINE_UNARY (not, SHAPE_SYM_NOT)

/**
 * shape_sym_node_is_integer:
 * @self: a number
 * @error: return location for an error
 *
 * Asks whether a float is whole. An integer always is.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_is_integer (ShapeSymNode  *self,
                           GError       **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind != SHAPE_SYM_KIND_FLOAT)
    return shape_sym_node_new_bool (self->env, TRUE);

  return shape_sym_finish (self->env, shape_sym_apply_unary (SHAPE_SYM_IS_INTEGER, self), error);
}

/**
 * shape_sym_node_floor:
 * @self: a number
 * @error: return location for an error
 *
 * Rounds down to an integer. The floor divisions in @self are taken to be exact, and
 * guarded to be.
 *
 * Returns: (transfer full): the integer, or %NULL with @error set
 */
DEFINE_UNARY (floor, SHAPE_SYM_FLOOR)

/**
 * shape_sym_node_ceil:
 * @self: a number
 * @error: return location for an error
 *
 * Rounds up to an integer.
 *
 * Returns: (transfer full): the integer, or %NULL with @error set
 */
DEFINE_UNARY (ceil, SHAPE_SYM_CEIL)

/**
 * shape_sym_node_trunc:
 * @self: a number
 * @error: return location for an error
 *
 * Rounds towards zero.
 *
 * Returns: (transfer full): the integer, or %NULL with @error set
 */
DEFINE_UNARY (trunc, SHAPE_SYM_TRUNC)

/**
 * shape_sym_node_round:
 * @self: a number
 * @error: return location for an error
 *
 * Rounds to the nearest integer, and to the even one of two, as Python's `round` does.
 *
 * Returns: (transfer full): the integer, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_round (ShapeSymNode  *self,
                      GError       **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind == SHAPE_SYM_KIND_INT)
    return shape_sym_node_ref (self);

  return shape_sym_finish (self->env, shape_sym_apply_unary (SHAPE_SYM_ROUND, self), error);
}

static ShapeSymNode *
round_to_digits (ShapeSymNode *a,
                 int           n_digits)
{
  ShapeEnv *env = a->env;
  ShapeNode *digits = shape_node_integer (env->pool, n_digits);
  ShapeNode *expr = shape_sym_node_look (a), *hint = NULL;
  ShapeValue args[2];

  if (expr == NULL)
    return NULL;
  expr = shape_node_build2 (SHAPE_OP_ROUND_DECIMAL, expr, digits);
  if (a->is_constant)
    return shape_pool_has_error (env->pool) ? NULL : shape_sym_from_number (env, expr);
  if (a->hint != NULL)
    hint = shape_node_build2 (SHAPE_OP_ROUND_DECIMAL, a->hint, digits);
  if (shape_pool_has_error (env->pool))
    return NULL;

  args[0] = shape_sym_to_fx_arg (a);
  args[1] = shape_value_from_number (digits);
  return shape_sym_node_make_hinted (env, expr, SHAPE_SYM_KIND_FLOAT, hint,
                                     shape_sym_call_fx (env, shape_sym_ops[SHAPE_SYM_ROUND].fx_name, args, 2));
}

/**
 * shape_sym_node_round_decimal:
 * @self: a number
 * @n_digits: how many digits after the point to keep; before it, where negative
 * @error: return location for an error
 *
 * Rounds a float to so many digits, as Python's `round` with a second argument does. As
 * in PyTorch, an integer is given back as it is.
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_round_decimal (ShapeSymNode  *self,
                              int            n_digits,
                              GError       **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind == SHAPE_SYM_KIND_INT)
    return shape_sym_node_ref (self);

  return shape_sym_finish (self->env, round_to_digits (self, n_digits), error);
}

/**
 * shape_sym_node_to_float:
 * @self: a number
 * @error: return location for an error
 *
 * Makes a float of an integer (`torch.sym_float`).
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_to_float (ShapeSymNode  *self,
                         GError       **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return shape_sym_finish (self->env, shape_sym_apply_float (self), error);
}

/**
 * shape_sym_node_to_int:
 * @self: a number
 * @error: return location for an error
 *
 * Makes an integer of a float, rounding towards zero (`torch.sym_int`).
 *
 * Returns: (transfer full): the integer, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_to_int (ShapeSymNode  *self,
                       GError       **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind == SHAPE_SYM_KIND_INT)
    return shape_sym_node_ref (self);

  return shape_sym_node_trunc (self, error);
}

/* A function of Python's math: its operand becomes a float first. */
static ShapeSymNode *
apply_math (ShapeSymOp    op,
            ShapeSymNode *self)
{
  g_autoptr (ShapeSymNode) real = shape_sym_apply_float (self);

  return real == NULL ? NULL : shape_sym_apply_unary (op, real);
}

#define DEFINE_MATH(name, op)                                          \
  ShapeSymNode *                                                       \
  shape_sym_node_##name (ShapeSymNode  *self,                          \
                         GError       **error)                         \
  {                                                                    \
    g_return_val_if_fail (self != NULL, NULL);                         \
                                                                       \
    return shape_sym_finish (self->env, apply_math (op, self), error); \
  }

/**
 * shape_sym_node_sqrt:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the square root of a number, a float (`torch._sym_sqrt`). A hint below zero is an
 * error, as in Python.
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (sqrt, SHAPE_SYM_SQRT)

/**
 * shape_sym_node_cos:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the cosine of a number, a float (`torch._sym_cos`).
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (cos, SHAPE_SYM_COS)

/**
 * shape_sym_node_cosh:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the hyperbolic cosine of a number, a float (`torch._sym_cosh`).
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (cosh, SHAPE_SYM_COSH)

/**
 * shape_sym_node_sin:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the sine of a number, a float (`torch._sym_sin`).
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (sin, SHAPE_SYM_SIN)

/**
 * shape_sym_node_sinh:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the hyperbolic sine of a number, a float (`torch._sym_sinh`).
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (sinh, SHAPE_SYM_SINH)

/**
 * shape_sym_node_tan:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the tangent of a number, a float (`torch._sym_tan`).
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (tan, SHAPE_SYM_TAN)

/**
 * shape_sym_node_tanh:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the hyperbolic tangent of a number, a float (`torch._sym_tanh`).
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (tanh, SHAPE_SYM_TANH)

/**
 * shape_sym_node_asin:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the inverse sine of a number, a float (`torch._sym_asin`). A hint beyond -1 and 1
 * is an error, as in Python.
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (asin, SHAPE_SYM_ASIN)

/**
 * shape_sym_node_acos:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the inverse cosine of a number, a float (`torch._sym_acos`). A hint beyond -1 and 1
 * is an error, as in Python.
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (acos, SHAPE_SYM_ACOS)

/**
 * shape_sym_node_atan:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the inverse tangent of a number, a float (`torch._sym_atan`).
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (atan, SHAPE_SYM_ATAN)

/**
 * shape_sym_node_log2:
 * @self: a number
 * @error: return location for an error
 *
 * Makes the logarithm to base 2 of a number, a float (`torch._sym_log2`). A hint that is
 * not positive is an error, as in Python.
 *
 * Returns: (transfer full): the float, or %NULL with @error set
 */
DEFINE_MATH (log2, SHAPE_SYM_LOG2)
