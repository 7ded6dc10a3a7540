/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "shape-env-cache-private.h"
#include "../expr/shape-expr-pool-private.h"

/* The size of a nested tensor is a symbol without a range, whose value is no number. The
 * reference does not think of it everywhere, and fails where it does not. */

/* Where the reference has SymPy look at the value. */
void
shape_env_fail_nested_value (ShapeEnv *self)
{
  shape_pool_fail (self->pool, SHAPE_ERROR_ATTRIBUTE, "'torch._C._SymNode' object has no attribute 'expr'");
}

/* Whether @expr has a symbol without a range, the error being set: that of the range of a mere symbol is what
 * the caller looks for in it, @attribute. */
gboolean
shape_env_misses_range (ShapeEnv   *self,
                        ShapeNode  *expr,
                        const char *attribute)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);

  for (guint i = 0; i < symbols->n; i++)
    if (shape_env_get_range (self, symbols->nodes[i]) == NULL)
      {
        if (SHAPE_IS (expr, SYMBOL))
          shape_pool_fail (self->pool, SHAPE_ERROR_ATTRIBUTE, "'NoneType' object has no attribute '%s'", attribute);
        else
          shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "not simple sympy type <class 'NoneType'>: None");
        return TRUE;
      }

  return FALSE;
}

/* What @node is made of, each once: NULL for what a nested integer is made of. */
static void
add_parts (GPtrArray      *parts,
           ShapeNodeCache *seen,
           ShapeNode      *node)
{
  ShapeNode *known;

  if (SHAPE_IS (node, SINGLETON_INT))
    g_ptr_array_add (parts, NULL);
  for (guint i = 0; !SHAPE_IS_ATOM (node) && i < node->n_args; i++)
    if (!shape_node_cache_get (seen, node->args[i], &known))
      {
        shape_node_cache_set (seen, node->args[i], node->args[i]);
        g_ptr_array_add (parts, node->args[i]);
      }
}

/* has_free_unbacked_symbols: asks the parts, the outer ones first. A nested integer is made
 * of numbers that are no expressions, and fails whoever asks them. */
gboolean
shape_node_finds_unbacked (ShapeNode *expr)
{
  ShapeNodeCache seen = { 0 };
  g_autoptr (GPtrArray) parts = NULL;
  gboolean found = FALSE;

  if (!shape_node_may_have_kinds (expr, SHAPE_KIND_BIT (SHAPE_OP_SINGLETON_INT)))
    return shape_node_has_unbacked (expr);

  parts = g_ptr_array_new ();
  g_ptr_array_add (parts, expr);
  for (guint i = 0; i < parts->len && !found && !shape_pool_has_error (expr->pool); i++)
    {
      ShapeNode *part = g_ptr_array_index (parts, i);

      if (part == NULL)
        shape_pool_fail (expr->pool, SHAPE_ERROR_ATTRIBUTE, "'int' object has no attribute 'is_Symbol'");
      else if (SHAPE_IS (part, SYMBOL))
        found = shape_symbol_is_unbacked (part);
      else
        add_parts (parts, &seen, part);
    }
  shape_node_cache_clear_memory (&seen);

  return found;
}
