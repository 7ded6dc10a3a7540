/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-lists.h"

#include "shape-guard-request-private.h"
#include "shape-tracked-fake-private.h"
#include "../env/shape-env-verbs-private.h"
#include "../env/shape-sym-node-private.h"
#include "../record/shape-env-guard.h"

/* The guards of an environment as expressions, and the symbols that inputs give values. */

static gboolean
all_among (ShapeNode      *expr,
           const ShapeMap *symbols)
{
  const ShapeNodeSet *free_symbols = shape_node_free_symbols (expr);

  for (guint i = 0; i < free_symbols->n; i++)
    if (!shape_map_has (symbols, free_symbols->nodes[i]))
      return FALSE;
  return TRUE;
}

/**
 * shape_env_get_pruned_guards:
 * @self: an environment
 * @symints: (array length=n_symints): symbolic values
 * @n_symints: how many there are
 *
 * Gets the guards that speak of nothing but the given symbols (`get_pruned_guards`).
 *
 * Returns: (transfer container) (element-type ShapeEnvGuard): the guards, in order
 */
GPtrArray *
shape_env_get_pruned_guards (ShapeEnv            *self,
                             ShapeSymNode *const *symints,
                             gsize                n_symints)
{
  GPtrArray *guards = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) items = NULL;
  ShapeMap symbols = { 0 };

  g_return_val_if_fail (SHAPE_IS_ENV (self), guards);

  for (gsize i = 0; i < n_symints; i++)
    {
      ShapeNode *expr = shape_sym_node_look (symints[i]);

      if (expr != NULL && SHAPE_IS (expr, SYMBOL))
        shape_map_add (&symbols, expr);
    }
  shape_pool_check (self->pool, NULL);
  items = shape_env_list_guards (self);
  for (guint i = 0; i < self->guards->len; i++)
    if (all_among (g_array_index (self->guards, ShapeGuard, i).expr, &symbols))
      g_ptr_array_add (guards, g_list_model_get_item (items, i));
  shape_map_clear (&symbols);
  return guards;
}

/**
 * shape_env_get_nontrivial_guards:
 * @self: an environment
 * @error: return location for an error
 *
 * Gets the guards that do not follow from what is known of the symbols
 * (`get_nontrivial_guards`).
 *
 * Returns: (transfer container) (element-type ShapeExpr): what they demand, simplified, or
 *   %NULL with @error set
 */
GPtrArray *
shape_env_get_nontrivial_guards (ShapeEnv  *self,
                                 GError   **error)
{
  g_autoptr (GPtrArray) exprs = NULL;

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  exprs = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_expr_unref);
  for (guint i = 0; i < self->guards->len && !shape_pool_has_error (self->pool); i++)
    {
      const ShapeGuard *guard = &g_array_index (self->guards, ShapeGuard, i);
      ShapeNode *expr;

      if (shape_env_implies_guard (self, guard))
        continue;
      expr = shape_env_simplify_node (self, guard->expr);
      if (expr != NULL && !shape_pool_has_error (self->pool))
        g_ptr_array_add (exprs, shape_expr_ref (expr));
    }
  return shape_pool_check (self->pool, error) ? g_steal_pointer (&exprs) : NULL;
}

/**
 * shape_env_format_guards:
 * @self: an environment
 * @verbose: whether to say where each comes from
 *
 * Prints the guards, one a line (`format_guards`).
 *
 * Returns: (transfer full): the text
 */
char *
shape_env_format_guards (ShapeEnv *self,
                         gboolean  verbose)
{
  GString *out;

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < self->guards->len; i++)
    {
      const ShapeGuard *guard = &g_array_index (self->guards, ShapeGuard, i);
      g_autofree char *text = shape_node_to_sympy_str (guard->expr);
      g_autofree char *place = verbose ? shape_event_place_to_text (guard->place) : NULL;

      g_string_append_printf (out, "%s - %s%s%s", i > 0 ? "\n" : "", text, place ? " " : "", place ? place : "");
    }
  return g_string_free (out, FALSE);
}

/* Symbols and the values that they are bound to, in order. */
typedef struct
{
  ShapeEnv  *env;
  GPtrArray *symbols; /* ShapeExpr, owned */
  GArray    *values;  /* gint64 */
} Bindings;

static void
bind_symbol (Bindings  *self,
             ShapeNode *symbol,
             gint64     value)
{
  for (guint i = 0; i < self->symbols->len; i++)
    if (g_ptr_array_index (self->symbols, i) == symbol)
      {
        gint64 known = g_array_index (self->values, gint64, i);

        if (known != value)
          shape_pool_fail (self->env->pool, SHAPE_ERROR_ASSERTION, "%" G_GINT64_FORMAT " != %" G_GINT64_FORMAT,
                           known, value);
        return;
      }
  g_ptr_array_add (self->symbols, shape_expr_ref (symbol));
  g_array_append_val (self->values, value);
}

/* A size that is a symbol, or the negative of one, tells its value. */
static void
bind (Bindings         *self,
      const ShapeValue *value,
      gint64            arg)
{
  ShapeNode *expr, *negative;

  if (value->kind != SHAPE_VALUE_SYM_INT || shape_pool_has_error (self->env->pool))
    return;
  expr = shape_env_look (self->env, value->node);
  if (expr == NULL || shape_pool_has_error (self->env->pool))
    return;
  if (SHAPE_IS (expr, SYMBOL))
    {
      bind_symbol (self, expr, arg);
      return;
    }
  negative = shape_node_neg (expr);
  if (SHAPE_IS (negative, SYMBOL) && arg != G_MININT64)
    bind_symbol (self, negative, -arg);
}

static gsize
count_args (const ShapePlaceholder *input)
{
  return input->is_scalar ? 1 : 2 * (gsize) input->size.n_items + 1;
}

static void
bind_input (Bindings               *self,
            const ShapePlaceholder *input,
            const gint64           *args)
{
  guint n = input->size.n_items;

  if (input->is_scalar)
    {
      bind (self, &input->scalar, args[0]);
      return;
    }
  for (guint i = 0; i < n; i++)
    bind (self, &input->size.items[i], args[i]);
  for (guint i = 0; i < n; i++)
    bind (self, &input->stride.items[i], args[n + i]);
  bind (self, &input->storage_offset, args[2 * n]);
}

/**
 * shape_env_bind_symbols:
 * @self: an environment
 * @inputs: (array length=n_inputs): the inputs of the program
 * @n_inputs: how many there are
 * @args: (array length=n_args): what the inputs are in another run: of each tensor its
 *   sizes, its strides and its storage offset, of each scalar its value
 * @n_args: how many numbers there are
 * @values: (out) (array length=n_values) (transfer full): the value of each symbol
 * @n_values: (out): how many there are
 * @error: return location for an error
 *
 * Finds the values that symbols have in another run (`bind_symbols`). A symbol that no
 * input has by itself gets none.
 *
 * Fails with %SHAPE_ERROR_ASSERTION where two inputs give different values to a symbol.
 *
 * Returns: (transfer container) (element-type ShapeExpr): the symbols, in the order in which
 *   they were met, or %NULL with @error set
 */
GPtrArray *
shape_env_bind_symbols (ShapeEnv                *self,
                        ShapeTrackedFake *const *inputs,
                        gsize                    n_inputs,
                        const gint64            *args,
                        gsize                    n_args,
                        gint64                 **values,
                        gsize                   *n_values,
                        GError                 **error)
{
  g_autoptr (GPtrArray) symbols = NULL;
  g_autoptr (GArray) found = NULL;
  gsize n_expected = 0;

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_tracked_fakes_are_of (self, inputs, n_inputs), NULL);
  g_return_val_if_fail (values != NULL && n_values != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  for (gsize i = 0; i < n_inputs; i++)
    n_expected += count_args (&inputs[i]->placeholder);
  g_return_val_if_fail (n_args == n_expected, NULL);

  symbols = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_expr_unref);
  found = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gsize i = 0; i < n_inputs; i++)
    {
      bind_input (&(Bindings) { self, symbols, found }, &inputs[i]->placeholder, args);
      args += count_args (&inputs[i]->placeholder);
    }
  if (!shape_pool_check (self->pool, error))
    return NULL;
  *values = (gint64 *) (gpointer) g_array_steal (found, n_values);
  return g_steal_pointer (&symbols);
}
