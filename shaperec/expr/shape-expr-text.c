/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-private.h"

/* Expressions as text. */

static char *
return_text (ShapeExpr *self,
             char      *text,
             GError   **error)
{
  if (!shape_pool_check (self->pool, error))
    g_clear_pointer (&text, g_free);
  return text;
}

/**
 * shape_expr_to_string:
 * @self: an expression
 *
 * Writes the function-call form, which [func@Expr.parse] reads. An expression that shares
 * its parts can be exponentially larger as text: it is cut off with `…` after 16 MiB then.
 *
 * Returns: (transfer full): the text
 */
char *
shape_expr_to_string (ShapeExpr *self)
{
  char *text, *cut;

  g_return_val_if_fail (self != NULL, NULL);

  text = shape_node_to_string (self);
  if (shape_pool_check (self->pool, NULL))
    return text;
  cut = g_strconcat (text, "…", NULL);
  g_free (text);
  return cut;
}

/**
 * shape_expr_to_sympy_string:
 * @self: an expression
 * @error: return location for an error
 *
 * Writes as SymPy's `str()` does: `2*s0 + 1`.
 *
 * Returns: (transfer full): the text, or %NULL on an error
 */
char *
shape_expr_to_sympy_string (ShapeExpr *self,
                            GError   **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return return_text (self, shape_node_to_sympy_str (self), error);
}

/**
 * shape_expr_to_python:
 * @self: an expression
 * @error: return location for an error
 *
 * Writes Python, as `torch.utils._sympy.printers.PythonPrinter` does. The error is
 * %SHAPE_ERROR_NOT_IMPLEMENTED where Python has no such operation.
 *
 * Returns: (transfer full): the text, or %NULL on an error
 */
char *
shape_expr_to_python (ShapeExpr *self,
                      GError   **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return return_text (self, shape_node_to_python (self), error);
}

/**
 * shape_expr_to_cpp:
 * @self: an expression
 * @error: return location for an error
 *
 * Writes C++, as `torch.utils._sympy.printers.CppPrinter` does. The error is
 * %SHAPE_ERROR_NOT_IMPLEMENTED where C++ has no such operation, %SHAPE_ERROR_OVERFLOW where
 * an integer is too large for it.
 *
 * Returns: (transfer full): the text, or %NULL on an error
 */
char *
shape_expr_to_cpp (ShapeExpr *self,
                   GError   **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return return_text (self, shape_node_to_cpp (self), error);
}
