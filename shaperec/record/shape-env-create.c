/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-create.h"

#include "shape-door-private.h"
#include "../env/shape-sym-node-private.h"
#include "../expr/shape-expr.h"

/* The public methods that make symbols. */

static ShapeValue
number_value (ShapeExpr *number)
{
  return number == NULL ? shape_value_none () : shape_value_from_number (number);
}

static ShapeValue
source_value (ShapeSource *source)
{
  return source == NULL ? shape_value_none ()
                        : (ShapeValue) { .kind = SHAPE_VALUE_SOURCE, .source = source };
}

static ShapeValue
context_value (ShapeSymbolicContext *context)
{
  return context == NULL ? shape_value_none ()
                         : (ShapeValue) { .kind = SHAPE_VALUE_CONTEXT, .context = context };
}

static ShapeValue
dim_value (ShapeDimDynamic dim)
{
  return (ShapeValue) { .kind = SHAPE_VALUE_DIM, .integer = dim };
}

static ShapeSymNode *
call_for_sym_node (ShapeEnv         *self,
                   ShapeEventKind    kind,
                   const ShapeValue *values,
                   GError          **error)
{
  ShapeValue result;

  if (!shape_env_call (self, kind, values, &result, error))
    return NULL;
  return shape_sym_node_from_value (self, &result);
}

static ShapeExpr *
call_for_expr (ShapeEnv         *self,
               ShapeEventKind    kind,
               const ShapeValue *values,
               GError          **error)
{
  ShapeValue result;

  if (!shape_env_call (self, kind, values, &result, error))
    return NULL;
  return shape_expr_ref (result.node);
}

static const ShapeValue *
int_values (const gint64 *integers,
            gsize         n,
            ShapeValue   *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = shape_value_int (integers[i]);
  return values;
}

static GPtrArray *
sym_nodes_from_list (ShapeEnv         *self,
                     const ShapeValue *list)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_sym_node_unref);

  for (guint i = 0; i < list->n_items; i++)
    g_ptr_array_add (nodes, shape_sym_node_from_value (self, &list->items[i]));
  return nodes;
}

/**
 * shape_env_create_symbolic_sizes_strides_storage_offset:
 * @self: an environment
 * @sizes: (array length=n_dims): the sizes of a tensor
 * @strides: (array length=n_dims): its strides
 * @n_dims: how many dimensions it has
 * @storage_offset: its storage offset
 * @source: where the tensor comes from
 * @context: (nullable): how the sizes become symbols; %NULL for one symbol a value
 * @out_sizes: (out) (element-type ShapeSymNode) (transfer container): the symbolic sizes
 * @out_strides: (out) (element-type ShapeSymNode) (transfer container): the symbolic strides
 * @out_storage_offset: (out) (transfer full): the symbolic storage offset
 * @error: return location for an error
 *
 * Makes an input tensor symbolic
 * (`_create_symbolic_sizes_strides_storage_offset`). Strides are explained from the
 * sizes where that is possible. What stays a number comes as a constant.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_create_symbolic_sizes_strides_storage_offset (ShapeEnv              *self,
                                                        const gint64          *sizes,
                                                        const gint64          *strides,
                                                        gsize                  n_dims,
                                                        gint64                 storage_offset,
                                                        ShapeSource           *source,
                                                        ShapeSymbolicContext  *context,
                                                        GPtrArray            **out_sizes,
                                                        GPtrArray            **out_strides,
                                                        ShapeSymNode         **out_storage_offset,
                                                        GError               **error)
{
  g_autofree ShapeValue *dims = g_new0 (ShapeValue, 3 * n_dims + 1);
  ShapeValue result, values[7];

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (out_sizes != NULL && out_strides != NULL && out_storage_offset != NULL, FALSE);

  for (gsize i = 0; i < n_dims; i++)
    dims[2 * n_dims + i] = shape_value_bool (FALSE);
  values[0] = shape_value_list (int_values (sizes, n_dims, dims), (guint) n_dims);
  values[1] = shape_value_list (int_values (strides, n_dims, dims + n_dims), (guint) n_dims);
  values[2] = shape_value_int (storage_offset);
  values[3] = shape_value_list (dims + 2 * n_dims, (guint) n_dims);
  values[4] = source_value (source);
  values[5] = context_value (context);
  values[6] = shape_value_none ();
  if (!shape_env_call (self, SHAPE_EVENT_CREATE_SIZES_STRIDES_STORAGE_OFFSET, values, &result, error))
    return FALSE;

  *out_sizes = sym_nodes_from_list (self, &result.items[0]);
  *out_strides = sym_nodes_from_list (self, &result.items[1]);
  *out_storage_offset = shape_sym_node_from_value (self, &result.items[2]);
  return TRUE;
}

/**
 * shape_env_create_symbol:
 * @self: an environment
 * @value: the value of the symbol in this run; not negative
 * @source: where it comes from
 * @dynamic_dim: whether it may share a symbol, or be none at all
 * @error: return location for an error
 *
 * Makes a positive symbol (`create_symbol`). 0 and 1 stay numbers unless the
 * environment says otherwise.
 *
 * Returns: (transfer full): a symbol or a number, or %NULL with @error set
 */
ShapeExpr *
shape_env_create_symbol (ShapeEnv         *self,
                         gint64            value,
                         ShapeSource      *source,
                         ShapeDimDynamic   dynamic_dim,
                         GError          **error)
{
  ShapeValue values[7] = {
    shape_value_int (value), source_value (source), dim_value (dynamic_dim), shape_value_none (),
    shape_value_bool (TRUE), shape_value_bool (FALSE), shape_value_none (),
  };

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  return call_for_expr (self, SHAPE_EVENT_CREATE_SYMBOL, values, error);
}

/**
 * shape_env_create_unspecified_symbol:
 * @self: an environment
 * @value: the value of the symbol in this run: an integer or a float
 * @source: where it comes from
 * @dynamic_dim: whether it may share a symbol, or be none at all
 * @error: return location for an error
 *
 * Makes a symbol of which neither the sign is assumed, nor that it is not 0 or 1
 * (`create_unspecified_symbol`).
 *
 * Returns: (transfer full): a symbol or a number, or %NULL with @error set
 */
ShapeExpr *
shape_env_create_unspecified_symbol (ShapeEnv         *self,
                                     ShapeExpr        *value,
                                     ShapeSource      *source,
                                     ShapeDimDynamic   dynamic_dim,
                                     GError          **error)
{
  ShapeValue values[5] = {
    number_value (value), source_value (source), dim_value (dynamic_dim),
    shape_value_none (), shape_value_none (),
  };

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, value), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  return call_for_expr (self, SHAPE_EVENT_CREATE_UNSPECIFIED_SYMBOL, values, error);
}

/**
 * shape_env_create_unspecified_symint_and_symbol:
 * @self: an environment
 * @value: the value in this run
 * @source: where it comes from
 * @dynamic_dim: whether it may share a symbol, or be none at all
 * @error: return location for an error
 *
 * Makes a symbolic integer with a symbol of its own
 * (`create_unspecified_symint_and_symbol`).
 *
 * Returns: (transfer full): a symbolic integer, or %NULL with @error set
 */
ShapeSymNode *
shape_env_create_unspecified_symint_and_symbol (ShapeEnv         *self,
                                                gint64            value,
                                                ShapeSource      *source,
                                                ShapeDimDynamic   dynamic_dim,
                                                GError          **error)
{
  ShapeValue values[4] = {
    shape_value_int (value), source_value (source), dim_value (dynamic_dim), shape_value_none (),
  };

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  return call_for_sym_node (self, SHAPE_EVENT_CREATE_UNSPECIFIED_SYMINT_AND_SYMBOL, values, error);
}

static ShapeSymNode *
create_node (ShapeEnv        *self,
             ShapeEventKind   kind,
             ShapeExpr       *expr,
             ShapeExpr       *hint,
             ShapeSource     *source,
             GError         **error)
{
  ShapeValue values[3] = { shape_value_expr_or_none (expr), number_value (hint), source_value (source) };

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_env_owns (self, expr) && (hint == NULL || shape_env_owns (self, hint)), NULL);

  return call_for_sym_node (self, kind, values, error);
}

/**
 * shape_env_create_symintnode:
 * @self: an environment
 * @expr: an integer expression
 * @hint: (nullable): its value in this run, or %NULL to have it worked out
 * @source: (nullable): where it comes from
 * @error: return location for an error
 *
 * Makes a symbolic integer of an expression (`create_symintnode`).
 *
 * Returns: (transfer full): a symbolic integer, or %NULL with @error set
 */
ShapeSymNode *
shape_env_create_symintnode (ShapeEnv     *self,
                             ShapeExpr    *expr,
                             ShapeExpr    *hint,
                             ShapeSource  *source,
                             GError      **error)
{
  return create_node (self, SHAPE_EVENT_CREATE_SYMINTNODE, expr, hint, source, error);
}

/**
 * shape_env_create_symfloatnode:
 * @self: an environment
 * @expr: a real expression
 * @hint: (nullable): its value in this run, or %NULL to have it worked out
 * @source: (nullable): where it comes from
 * @error: return location for an error
 *
 * Makes a symbolic float of an expression (`create_symfloatnode`).
 *
 * Returns: (transfer full): a symbolic float, or %NULL with @error set
 */
ShapeSymNode *
shape_env_create_symfloatnode (ShapeEnv     *self,
                               ShapeExpr    *expr,
                               ShapeExpr    *hint,
                               ShapeSource  *source,
                               GError      **error)
{
  return create_node (self, SHAPE_EVENT_CREATE_SYMFLOATNODE, expr, hint, source, error);
}

/**
 * shape_env_create_unbacked_symint:
 * @self: an environment
 *
 * Makes a symbolic integer whose value only the data has (`create_unbacked_symint`).
 *
 * Returns: (transfer full): a symbolic integer without a hint
 */
ShapeSymNode *
shape_env_create_unbacked_symint (ShapeEnv *self)
{
  const ShapeValue none = shape_value_none ();

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);

  return call_for_sym_node (self, SHAPE_EVENT_CREATE_UNBACKED_SYMINT, &none, NULL);
}

/**
 * shape_env_create_unbacked_symfloat:
 * @self: an environment
 *
 * Makes a symbolic float whose value only the data has (`create_unbacked_symfloat`).
 *
 * Returns: (transfer full): a symbolic float without a hint
 */
ShapeSymNode *
shape_env_create_unbacked_symfloat (ShapeEnv *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);

  return call_for_sym_node (self, SHAPE_EVENT_CREATE_UNBACKED_SYMFLOAT, NULL, NULL);
}

/**
 * shape_env_create_unbacked_symbool:
 * @self: an environment
 *
 * Makes a symbolic truth value that only the data has (`create_unbacked_symbool`).
 *
 * Returns: (transfer full): a symbolic truth value without a hint
 */
ShapeSymNode *
shape_env_create_unbacked_symbool (ShapeEnv *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);

  return call_for_sym_node (self, SHAPE_EVENT_CREATE_UNBACKED_SYMBOOL, NULL, NULL);
}

/**
 * shape_env_eliminate_unbacked:
 * @self: an environment
 * @symbol: an unbacked symbol
 * @target: what it equals
 * @error: return location for an error
 *
 * Lets an expression stand for an unbacked symbol (`_eliminate_unbacked`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_eliminate_unbacked (ShapeEnv   *self,
                              ShapeExpr  *symbol,
                              ShapeExpr  *target,
                              GError    **error)
{
  ShapeValue values[2] = { shape_value_expr_or_none (symbol), shape_value_expr_or_none (target) };

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (shape_env_owns (self, symbol) && SHAPE_IS (symbol, SYMBOL), FALSE);
  g_return_val_if_fail (shape_env_owns (self, target), FALSE);

  return shape_env_call (self, SHAPE_EVENT_ELIMINATE_UNBACKED, values, NULL, error);
}

/**
 * shape_env_rename_unbacked_to:
 * @self: an environment
 * @symbol: an unbacked symbol
 * @renamed: the unbacked symbol that it becomes
 * @error: return location for an error
 *
 * Gives an unbacked symbol another name (`_rename_unbacked_to`).
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_rename_unbacked_to (ShapeEnv   *self,
                              ShapeExpr  *symbol,
                              ShapeExpr  *renamed,
                              GError    **error)
{
  ShapeValue values[2] = { shape_value_expr_or_none (symbol), shape_value_expr_or_none (renamed) };

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (shape_env_owns (self, symbol) && SHAPE_IS (symbol, SYMBOL), FALSE);
  g_return_val_if_fail (shape_env_owns (self, renamed) && SHAPE_IS (renamed, SYMBOL), FALSE);

  return shape_env_call (self, SHAPE_EVENT_RENAME_UNBACKED_TO, values, NULL, error);
}
