/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-private.h"

/* The operators. Each checks its operands, builds the evaluated expression and
 * hands it out with a reference. */

static ShapeExpr *
call2 (ShapeOp    op,
       ShapeExpr *a,
       ShapeExpr *b,
       GError   **error)
{
  ShapeExpr *args[] = { a, b };

  return shape_expr_call (op, args, 2, a->pool, error);
}

/* Are both operands numbers, as sums and products take them? */
static gboolean
check_operands (ShapeExpr *a,
                ShapeExpr *b,
                GError   **error)
{
  ShapeExpr *args[] = { a, b };

  return shape_op_check_args (SHAPE_OP_ADD, args, 2, error);
}

/**
 * shape_expr_add:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Adds.
 *
 * Returns: (transfer full): the sum, or %NULL on an error
 */
ShapeExpr *
shape_expr_add (ShapeExpr *self,
                ShapeExpr *other,
                GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_ADD, self, other, error);
}

/**
 * shape_expr_sub:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Subtracts.
 *
 * Returns: (transfer full): the difference, or %NULL on an error
 */
ShapeExpr *
shape_expr_sub (ShapeExpr *self,
                ShapeExpr *other,
                GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  if (!check_operands (self, other, error))
    return NULL;
  return shape_expr_return (shape_node_sub (self, other), error);
}

/**
 * shape_expr_mul:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Multiplies.
 *
 * Returns: (transfer full): the product, or %NULL on an error
 */
ShapeExpr *
shape_expr_mul (ShapeExpr *self,
                ShapeExpr *other,
                GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_MUL, self, other, error);
}

/**
 * shape_expr_div:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Divides exactly: `self * other**-1`, a fraction where both are integers.
 *
 * Returns: (transfer full): the quotient, or %NULL on an error
 */
ShapeExpr *
shape_expr_div (ShapeExpr *self,
                ShapeExpr *other,
                GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  if (!check_operands (self, other, error))
    return NULL;
  return shape_expr_return (shape_node_div (self, other), error);
}

/**
 * shape_expr_floor_div:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Divides and rounds down: PyTorch's `FloorDiv`.
 *
 * Returns: (transfer full): the quotient, or %NULL on an error
 */
ShapeExpr *
shape_expr_floor_div (ShapeExpr *self,
                      ShapeExpr *other,
                      GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_FLOOR_DIV, self, other, error);
}

/**
 * shape_expr_mod:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Gets the remainder, of the sign of @other: PyTorch's `Mod` where both are known to be
 * nonnegative, else `PythonMod`.
 *
 * Returns: (transfer full): the remainder, or %NULL on an error
 */
ShapeExpr *
shape_expr_mod (ShapeExpr *self,
                ShapeExpr *other,
                GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  if (shape_node_is_yes (self, SHAPE_FACT_NONNEGATIVE) && shape_node_is_yes (other, SHAPE_FACT_NONNEGATIVE))
    return call2 (SHAPE_OP_MOD, self, other, error);
  return call2 (SHAPE_OP_PYTHON_MOD, self, other, error);
}

/**
 * shape_expr_pow:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Raises to a power.
 *
 * Returns: (transfer full): the power, or %NULL on an error
 */
ShapeExpr *
shape_expr_pow (ShapeExpr *self,
                ShapeExpr *other,
                GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_POW, self, other, error);
}

/**
 * shape_expr_min:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Gets the lesser.
 *
 * Returns: (transfer full): the minimum, or %NULL on an error
 */
ShapeExpr *
shape_expr_min (ShapeExpr *self,
                ShapeExpr *other,
                GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_MIN, self, other, error);
}

/**
 * shape_expr_max:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Gets the greater.
 *
 * Returns: (transfer full): the maximum, or %NULL on an error
 */
ShapeExpr *
shape_expr_max (ShapeExpr *self,
                ShapeExpr *other,
                GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_MAX, self, other, error);
}

/**
 * shape_expr_eq:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Relates: is @self equal to @other?
 *
 * Returns: (transfer full): `True`, `False` or the relation, or %NULL on an error
 */
ShapeExpr *
shape_expr_eq (ShapeExpr *self,
               ShapeExpr *other,
               GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_EQ, self, other, error);
}

/**
 * shape_expr_ne:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Relates: is @self unequal to @other?
 *
 * Returns: (transfer full): `True`, `False` or the relation, or %NULL on an error
 */
ShapeExpr *
shape_expr_ne (ShapeExpr *self,
               ShapeExpr *other,
               GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_NE, self, other, error);
}

/**
 * shape_expr_lt:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Relates: is @self less than @other?
 *
 * Returns: (transfer full): `True`, `False` or the relation, or %NULL on an error
 */
ShapeExpr *
shape_expr_lt (ShapeExpr *self,
               ShapeExpr *other,
               GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_LT, self, other, error);
}

/**
 * shape_expr_le:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Relates: is @self less than or equal to @other?
 *
 * Returns: (transfer full): `True`, `False` or the relation, or %NULL on an error
 */
ShapeExpr *
shape_expr_le (ShapeExpr *self,
               ShapeExpr *other,
               GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_LE, self, other, error);
}

/**
 * shape_expr_gt:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Relates: is @self greater than @other?
 *
 * Returns: (transfer full): `True`, `False` or the relation, or %NULL on an error
 */
ShapeExpr *
shape_expr_gt (ShapeExpr *self,
               ShapeExpr *other,
               GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_GT, self, other, error);
}

/**
 * shape_expr_ge:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Relates: is @self greater than or equal to @other?
 *
 * Returns: (transfer full): `True`, `False` or the relation, or %NULL on an error
 */
ShapeExpr *
shape_expr_ge (ShapeExpr *self,
               ShapeExpr *other,
               GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_GE, self, other, error);
}

/**
 * shape_expr_and:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Do both hold?
 *
 * Returns: (transfer full): the conjunction, or %NULL on an error
 */
ShapeExpr *
shape_expr_and (ShapeExpr *self,
                ShapeExpr *other,
                GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_AND, self, other, error);
}

/**
 * shape_expr_or:
 * @self: an expression
 * @other: another one of the same pool
 * @error: return location for an error
 *
 * Does either hold?
 *
 * Returns: (transfer full): the disjunction, or %NULL on an error
 */
ShapeExpr *
shape_expr_or (ShapeExpr *self,
               ShapeExpr *other,
               GError   **error)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), NULL);

  return call2 (SHAPE_OP_OR, self, other, error);
}

/**
 * shape_expr_neg:
 * @self: an expression
 * @error: return location for an error
 *
 * Negates.
 *
 * Returns: (transfer full): the negative, or %NULL on an error
 */
ShapeExpr *
shape_expr_neg (ShapeExpr *self,
                GError   **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!check_operands (self, self, error))
    return NULL;
  return shape_expr_return (shape_node_neg (self), error);
}

/**
 * shape_expr_not:
 * @self: an expression
 * @error: return location for an error
 *
 * Does it not hold?
 *
 * Returns: (transfer full): the negation, or %NULL on an error
 */
ShapeExpr *
shape_expr_not (ShapeExpr *self,
                GError   **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return shape_expr_call (SHAPE_OP_NOT, &self, 1, self->pool, error);
}
