/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-private.h"

#include <string.h>

/* Making expressions from text, names and numbers. */

G_DEFINE_FLAGS_TYPE (ShapeAssumptions, shape_assumptions,
                     G_DEFINE_ENUM_VALUE (SHAPE_ASSUME_NOTHING, "nothing"),
                     G_DEFINE_ENUM_VALUE (SHAPE_ASSUME_REAL, "real"),
                     G_DEFINE_ENUM_VALUE (SHAPE_ASSUME_INTEGER, "integer"),
                     G_DEFINE_ENUM_VALUE (SHAPE_ASSUME_POSITIVE, "positive"),
                     G_DEFINE_ENUM_VALUE (SHAPE_ASSUME_NEGATIVE, "negative"),
                     G_DEFINE_ENUM_VALUE (SHAPE_ASSUME_NONNEGATIVE, "nonnegative"),
                     G_DEFINE_ENUM_VALUE (SHAPE_ASSUME_NONZERO, "nonzero"),
                     G_DEFINE_ENUM_VALUE (SHAPE_ASSUME_EVEN, "even"),
                     G_DEFINE_ENUM_VALUE (SHAPE_ASSUME_ODD, "odd"))

static const struct
{
  ShapeAssumptions assumption;
  ShapeFact        fact;
} assumed_facts[] = {
  { SHAPE_ASSUME_REAL, SHAPE_FACT_REAL },
  { SHAPE_ASSUME_INTEGER, SHAPE_FACT_INTEGER },
  { SHAPE_ASSUME_POSITIVE, SHAPE_FACT_POSITIVE },
  { SHAPE_ASSUME_NEGATIVE, SHAPE_FACT_NEGATIVE },
  { SHAPE_ASSUME_NONNEGATIVE, SHAPE_FACT_NONNEGATIVE },
  { SHAPE_ASSUME_NONZERO, SHAPE_FACT_NONZERO },
  { SHAPE_ASSUME_EVEN, SHAPE_FACT_EVEN },
  { SHAPE_ASSUME_ODD, SHAPE_FACT_ODD },
};

static ShapeNode *
look_up_symbol (const char *name,
                gsize       len,
                gpointer    data)
{
  ShapeExprPool *pool = data;
  g_autofree char *copy = g_strndup (name, len);

  return g_hash_table_lookup (pool->names, copy);
}

/**
 * shape_expr_parse:
 * @pool: the pool to make it in
 * @text: an expression in function-call form: `Eq(Mod(s0, 2), 0)`
 * @error: return location for an error
 *
 * Reads an expression and evaluates it from the leaves up.
 *
 * The names of the functions are those of SymPy's and PyTorch's classes. The symbols must
 * have been made in the pool before; a name stands for the symbol that was made with
 * it last.
 *
 * Returns: (transfer full): the expression, or %NULL on an error
 */
ShapeExpr *
shape_expr_parse (ShapeExprPool *pool,
                  const char    *text,
                  GError       **error)
{
  ShapeParseScope scope = { look_up_symbol, NULL, pool };
  ShapeNode *node;

  g_return_val_if_fail (pool != NULL && text != NULL, NULL);

  node = shape_node_parse (pool, text, strlen (text), TRUE, &scope, error);
  return node ? shape_expr_ref (node) : NULL;
}

/**
 * shape_expr_new_symbol:
 * @pool: the pool to make it in
 * @name: the name
 * @assumptions: what is known of its value
 * @error: return location for an error
 *
 * Makes a symbol. The same name with other assumptions is another symbol.
 *
 * PyTorch's backed sizes are positive integers, its unbacked ones integers.
 *
 * Returns: (transfer full): the symbol, or %NULL where the assumptions contradict each other
 */
ShapeExpr *
shape_expr_new_symbol (ShapeExprPool   *pool,
                       const char      *name,
                       ShapeAssumptions assumptions,
                       GError         **error)
{
  ShapeFacts given = { 0, 0 }, closed;

  g_return_val_if_fail (pool != NULL && name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (assumed_facts); i++)
    if (assumptions & assumed_facts[i].assumption)
      shape_facts_give (&given, assumed_facts[i].fact, TRUE);
  closed = given;
  if (!shape_facts_close (&closed))
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_VALUE, "the assumptions on '%s' contradict each other", name);
      return NULL;
    }
  return shape_expr_return (shape_node_symbol (pool, name, given), error);
}

/* For what can fail only where the pool is full. */
static ShapeExpr *
return_atom (ShapeNode *node)
{
  g_autoptr (GError) error = NULL;
  ShapeExpr *self = shape_expr_return (node, &error);

  if (self == NULL)
    g_critical ("%s", error->message);
  return self;
}

/**
 * shape_expr_new_integer:
 * @pool: the pool to make it in
 * @value: the value
 *
 * Makes an integer. A larger one than fits can be read with [func@Expr.parse].
 *
 * Returns: (transfer full): the integer
 */
ShapeExpr *
shape_expr_new_integer (ShapeExprPool *pool,
                        gint64         value)
{
  g_return_val_if_fail (pool != NULL, NULL);

  return return_atom (shape_node_integer (pool, value));
}

/**
 * shape_expr_new_rational:
 * @pool: the pool to make it in
 * @numerator: the numerator
 * @denominator: the denominator
 * @error: return location for an error
 *
 * Makes a fraction, which is reduced and may turn out to be an integer.
 *
 * Returns: (transfer full): the number, or %NULL where @denominator is 0
 */
ShapeExpr *
shape_expr_new_rational (ShapeExprPool *pool,
                         gint64         numerator,
                         gint64         denominator,
                         GError       **error)
{
  g_return_val_if_fail (pool != NULL, NULL);

  if (denominator == 0)
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_ZERO_DIVISION, "a fraction with denominator 0");
      return NULL;
    }
  return shape_expr_return (shape_node_ratio (pool, numerator, denominator), error);
}

/**
 * shape_expr_new_float:
 * @pool: the pool to make it in
 * @value: the value; an infinity becomes `oo` or `-oo`
 *
 * Makes a floating-point number.
 *
 * Returns: (transfer full): the number
 */
ShapeExpr *
shape_expr_new_float (ShapeExprPool *pool,
                      double         value)
{
  g_return_val_if_fail (pool != NULL, NULL);

  return return_atom (shape_node_float (pool, value));
}

/**
 * shape_expr_new_boolean:
 * @pool: the pool to make it in
 * @value: the value
 *
 * Makes a truth value.
 *
 * Returns: (transfer full): `True` or `False`
 */
ShapeExpr *
shape_expr_new_boolean (ShapeExprPool *pool,
                        gboolean       value)
{
  g_return_val_if_fail (pool != NULL, NULL);

  return shape_expr_ref (shape_node_bool (pool, value));
}

/**
 * shape_expr_new_int_infinity:
 * @pool: the pool to make it in
 * @negative: whether it is the negative one
 *
 * Makes the infinity of the integers, `int_oo`, which is less than `oo`.
 *
 * Returns: (transfer full): the infinity
 */
ShapeExpr *
shape_expr_new_int_infinity (ShapeExprPool *pool,
                             gboolean       negative)
{
  g_return_val_if_fail (pool != NULL, NULL);

  return return_atom (shape_node_constant (pool, negative ? SHAPE_OP_NEGATIVE_INT_INFINITY : SHAPE_OP_INT_INFINITY));
}

/**
 * shape_expr_new_infinity:
 * @pool: the pool to make it in
 * @negative: whether it is the negative one
 *
 * Makes the infinity of the real numbers, `oo`.
 *
 * Returns: (transfer full): the infinity
 */
ShapeExpr *
shape_expr_new_infinity (ShapeExprPool *pool,
                         gboolean       negative)
{
  g_return_val_if_fail (pool != NULL, NULL);

  return return_atom (shape_node_constant (pool, negative ? SHAPE_OP_NEGATIVE_INFINITY : SHAPE_OP_INFINITY));
}

ShapeExpr *
shape_expr_call (ShapeOp           op,
                 ShapeExpr *const *args,
                 gsize             n_args,
                 ShapeExprPool    *pool,
                 GError          **error)
{
  if (!shape_op_check_args (op, args, (guint) n_args, error))
    return NULL;
  return shape_expr_return (shape_node_build (pool, op, args, (guint) n_args), error);
}

/**
 * shape_expr_build:
 * @pool: the pool to make it in
 * @op_name: the name of an operation, as the function-call form has it: `Add`, `ModularIndexing`
 * @args: (array length=n_args): the arguments, of the same pool
 * @n_args: how many there are
 * @error: return location for an error
 *
 * Builds an evaluated expression by the name of its operation.
 *
 * Returns: (transfer full): the expression, or %NULL on an error
 */
ShapeExpr *
shape_expr_build (ShapeExprPool    *pool,
                  const char       *op_name,
                  ShapeExpr *const *args,
                  gsize             n_args,
                  GError          **error)
{
  ShapeOp op;

  g_return_val_if_fail (pool != NULL && op_name != NULL, NULL);
  g_return_val_if_fail (n_args == 0 || args != NULL, NULL);
  g_return_val_if_fail (n_args <= G_MAXINT, NULL);
  for (gsize i = 0; i < n_args; i++)
    g_return_val_if_fail (args[i] != NULL && args[i]->pool == pool, NULL);

  if (!shape_op_from_name (op_name, strlen (op_name), &op))
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_ATTRIBUTE, "there is no operation '%s'", op_name);
      return NULL;
    }
  return shape_expr_call (op, args, n_args, pool, error);
}
