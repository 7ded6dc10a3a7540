/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-private.h"

/**
 * ShapeExpr:
 *
 * An immutable, exact symbolic expression.
 *
 * Expressions are made in a [struct@ExprPool] and are interned there: two equal
 * expressions of a pool are the same pointer. A reference to an expression keeps
 * its pool alive.
 *
 * An expression is read from text with [func@Expr.parse], made from symbols and
 * numbers ([ctor@Expr.new_symbol], [ctor@Expr.new_integer]) with the operators
 * ([method@Expr.add], [method@Expr.floor_div], [method@Expr.lt], …), or by the name
 * of any operation with [func@Expr.build]. Each gives the evaluated expression, as
 * SymPy and `torch.utils._sympy.functions` would. What cannot be evaluated, such as
 * a division by zero, is an error that is named after the reference's exception.
 */

G_DEFINE_BOXED_TYPE (ShapeExpr, shape_expr, shape_expr_ref, shape_expr_unref)

/**
 * shape_expr_ref:
 * @self: an expression
 *
 * Takes a reference: on the pool of @self, in which it stays for good.
 *
 * Returns: (transfer full): @self
 */
ShapeExpr *
shape_expr_ref (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  shape_expr_pool_ref (self->pool);
  return self;
}

/**
 * shape_expr_unref:
 * @self: (transfer full): an expression
 *
 * Drops a reference.
 */
void
shape_expr_unref (ShapeExpr *self)
{
  g_return_if_fail (self != NULL);

  shape_expr_pool_unref (self->pool);
}

ShapeExpr *
shape_expr_return (ShapeNode *node,
                   GError   **error)
{
  if (!shape_pool_check (node->pool, error))
    return NULL;
  return shape_expr_ref (node);
}

/**
 * shape_expr_equal:
 * @self: an expression
 * @other: another one
 *
 * Are they structurally equal? Expressions of different pools never are.
 *
 * Returns: %TRUE if they are the same
 */
gboolean
shape_expr_equal (ShapeExpr *self,
                  ShapeExpr *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self == other;
}

/**
 * shape_expr_hash:
 * @self: an expression
 *
 * Gets a hash that is equal for equal expressions.
 *
 * Returns: the hash
 */
guint
shape_expr_hash (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->hash;
}

/**
 * shape_expr_compare:
 * @self: an expression
 * @other: another one of the same pool
 *
 * Compares by the canonical order, which hangs on nothing but the structure:
 * SymPy's `Basic.compare`.
 *
 * Returns: less than, equal to or greater than 0
 */
int
shape_expr_compare (ShapeExpr *self,
                    ShapeExpr *other)
{
  g_return_val_if_fail (shape_expr_is_pair (self, other), 0);

  return shape_node_compare (self, other);
}

/**
 * shape_expr_get_id:
 * @self: an expression
 *
 * Gets the number of the expression in its pool, for use as a key: equal
 * expressions have the same.
 *
 * Returns: the number
 */
guint
shape_expr_get_id (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->id;
}

/**
 * shape_expr_get_pool:
 * @self: an expression
 *
 * Gets the pool that the expression is of.
 *
 * Returns: (transfer none): the pool
 */
ShapeExprPool *
shape_expr_get_pool (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pool;
}

/**
 * shape_expr_get_op_name:
 * @self: an expression
 *
 * Gets the name of the operation, as the function-call form has it: `Add`,
 * `FloorDiv`, `Integer`, `Symbol`.
 *
 * Returns: (transfer none): the name
 */
const char *
shape_expr_get_op_name (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return shape_ops[self->op].name;
}

/**
 * shape_expr_get_name:
 * @self: an expression
 *
 * Gets the name of a symbol.
 *
 * Returns: (transfer none) (nullable): the name, or %NULL where @self is no symbol
 */
const char *
shape_expr_get_name (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return SHAPE_IS (self, SYMBOL) ? self->symbol.name : NULL;
}

/**
 * shape_expr_get_n_args:
 * @self: an expression
 *
 * Gets the number of arguments: 0 for a number or a symbol.
 *
 * Returns: the number of arguments
 */
guint
shape_expr_get_n_args (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_args;
}

/**
 * shape_expr_get_arg:
 * @self: an expression
 * @index: which argument, from 0
 *
 * Gets an argument.
 *
 * Returns: (transfer full): the argument
 */
ShapeExpr *
shape_expr_get_arg (ShapeExpr *self,
                    guint      index)
{
  g_return_val_if_fail (self != NULL && index < self->n_args, NULL);

  return shape_expr_ref (self->args[index]);
}

static GPtrArray *
list_nodes (ShapeNode *const *nodes,
            guint             n)
{
  GPtrArray *list = g_ptr_array_new_full (n, (GDestroyNotify) shape_expr_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, shape_expr_ref (nodes[i]));
  return list;
}

/**
 * shape_expr_get_args:
 * @self: an expression
 *
 * Gets the arguments, in the order in which SymPy keeps them.
 *
 * Returns: (transfer container) (element-type ShapeExpr): the arguments
 */
GPtrArray *
shape_expr_get_args (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return list_nodes (self->args, self->n_args);
}

/**
 * shape_expr_get_free_symbols:
 * @self: an expression
 *
 * Gets the symbols that occur in the expression, each once, the one made first first.
 *
 * Returns: (transfer container) (element-type ShapeExpr): the symbols
 */
GPtrArray *
shape_expr_get_free_symbols (ShapeExpr *self)
{
  const ShapeNodeSet *set;

  g_return_val_if_fail (self != NULL, NULL);

  set = shape_node_free_symbols (self);
  return list_nodes (set->nodes, set->n);
}

/**
 * shape_expr_is_symbol:
 * @self: an expression
 *
 * Is it a symbol?
 *
 * Returns: %TRUE if it is
 */
gboolean
shape_expr_is_symbol (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return SHAPE_IS (self, SYMBOL);
}

/**
 * shape_expr_is_number:
 * @self: an expression
 *
 * Is it a number of any kind, infinities and `nan` included?
 *
 * Returns: %TRUE if it is
 */
gboolean
shape_expr_is_number (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return SHAPE_IS_NUMBER (self);
}

/**
 * shape_expr_is_boolean:
 * @self: an expression
 *
 * Is its value a truth value: is it `True`, `False`, a relation or a combination of such?
 *
 * Returns: %TRUE if it is
 */
gboolean
shape_expr_is_boolean (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return SHAPE_IS_BOOLEAN (self);
}

/**
 * shape_expr_is_infinite:
 * @self: an expression
 *
 * Is it one of the four infinities, `int_oo`, `-int_oo`, `oo` and `-oo`?
 *
 * Returns: %TRUE if it is
 */
gboolean
shape_expr_is_infinite (ShapeExpr *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return shape_node_is_infinite (self);
}

/**
 * shape_expr_get_int64:
 * @self: an expression
 * @value: (out): where to put the value
 *
 * Gets the value of an integer that fits.
 *
 * Returns: %FALSE if @self is no integer, or a larger one
 */
gboolean
shape_expr_get_int64 (ShapeExpr *self,
                      gint64    *value)
{
  g_return_val_if_fail (self != NULL && value != NULL, FALSE);

  *value = 0;
  return shape_node_get_int64 (self, value);
}

/**
 * shape_expr_get_double:
 * @self: an expression
 * @value: (out): where to put the value
 *
 * Gets the value of a number, correctly rounded.
 *
 * Returns: %FALSE if @self is no number
 */
gboolean
shape_expr_get_double (ShapeExpr *self,
                       double    *value)
{
  g_return_val_if_fail (self != NULL && value != NULL, FALSE);

  *value = SHAPE_IS_NUMBER (self) ? shape_number_to_double (self) : 0;
  return SHAPE_IS_NUMBER (self);
}

/**
 * shape_expr_get_boolean:
 * @self: an expression
 * @value: (out): where to put the value
 *
 * Gets a truth value that is settled.
 *
 * Returns: %FALSE if @self is neither `True` nor `False`
 */
gboolean
shape_expr_get_boolean (ShapeExpr *self,
                        gboolean  *value)
{
  g_return_val_if_fail (self != NULL && value != NULL, FALSE);

  *value = SHAPE_IS (self, TRUE);
  return SHAPE_IS_TRUTH_VALUE (self);
}
