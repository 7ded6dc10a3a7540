/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-fx-graph-private.h"

#include <string.h>

/* Numbers that Python takes for equal are equal in a key: 1, 1.0 and True. */
static void
append_key (GString          *key,
            const ShapeValue *arg)
{
  g_string_append_c (key, ' ');
  if (arg->kind == SHAPE_VALUE_FX_NODE)
    g_string_append_printf (key, "%%%s", arg->text);
  else if (arg->kind == SHAPE_VALUE_BOOL)
    g_string_append_printf (key, "%d", (int) arg->integer);
  else if (arg->kind == SHAPE_VALUE_FLOAT && arg->real > -9e15 && arg->real < 9e15 &&
           !(arg->real < (double) (gint64) arg->real) && !(arg->real > (double) (gint64) arg->real))
    g_string_append_printf (key, "%" G_GINT64_FORMAT, (gint64) arg->real);
  else if (arg->kind == SHAPE_VALUE_LIST)
    {
      g_string_append_c (key, '(');
      for (guint i = 0; i < arg->n_items; i++)
        append_key (key, &arg->items[i]);
      g_string_append_c (key, ')');
    }
  else
    shape_value_print (arg, key);
}

static gboolean
is_missing (const ShapeValue *arg)
{
  return arg->kind == SHAPE_VALUE_NONE || (arg->kind == SHAPE_VALUE_FX_NODE && arg->text == NULL);
}

/* A call some of whose arguments have no node has none itself. */
static gboolean
shape_env_misses_node (ShapeEnv         *self,
                       const ShapeValue *args,
                       guint             n_args)
{
  gboolean is_missing_one = FALSE;
  gboolean has_node = FALSE;

  for (guint i = 0; i < n_args; i++)
    {
      is_missing_one |= is_missing (&args[i]);
      has_node |= args[i].kind == SHAPE_VALUE_FX_NODE && args[i].text != NULL;
    }
  if (is_missing_one && has_node)
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION,
                     "Cannot mix SymNodes with fx_node and without fx_node");

  return is_missing_one;
}

const char *
shape_env_call_fx_with (ShapeEnv         *self,
                        const char       *op,
                        const ShapeValue *args,
                        guint             n_args,
                        gboolean         *fresh)
{
  g_autoptr (GString) key = NULL;
  const char *function, *name;

  if (fresh != NULL)
    *fresh = FALSE;
  if (self->fx == NULL)
    return NULL;

  key = g_string_new (op);
  for (guint i = 0; i < n_args; i++)
    append_key (key, &args[i]);
  name = shape_fx_graph_recall (self->fx, key->str);
  if (name != NULL || shape_env_misses_node (self, args, n_args))
    return name;

  if (fresh != NULL)
    *fresh = TRUE;
  function = strrchr (op, '.');
  shape_env_mark_changed (self, SHAPE_STATE_NAME_TO_NODE);
  return shape_fx_graph_add (self->fx, key->str, function == NULL ? op : function + 1);
}

const char *
shape_env_call_fx (ShapeEnv   *self,
                   const char *op,
                   const char *node,
                   ShapeNode  *other,
                   gboolean   *fresh)
{
  ShapeValue args[2] = { { .kind = SHAPE_VALUE_FX_NODE, .text = node } };

  if (other != NULL)
    args[1] = shape_value_from_number (other);
  return shape_env_call_fx_with (self, op, args, other == NULL ? 1 : 2, fresh);
}

/* The name is free for the set of nodes, not for a new node, and the call is still
 * remembered: so it is in the reference. */
void
shape_env_remove_fx (ShapeEnv   *self,
                     const char *node)
{
  if (self->fx == NULL || node == NULL)
    return;

  node = shape_arena_intern_string (self->fx->arena, node);
  if (shape_map_remove (&self->fx->name_to_node, node))
    shape_env_mark_changed (self, SHAPE_STATE_NAME_TO_NODE);
}

const char *
shape_env_fx_placeholder (ShapeEnv   *self,
                          const char *symbol_name)
{
  g_autoptr (GString) mangled = NULL;
  g_autofree char *key = NULL;
  const char *name;

  if (self->fx == NULL)
    return NULL;

  key = g_strconcat ("placeholder ", symbol_name, NULL);
  name = shape_fx_graph_recall (self->fx, key);
  if (name != NULL)
    return name;

  mangled = g_string_new (NULL);
  for (const char *c = symbol_name; *c != '\0'; c++)
    if (*c != '(' && *c != ')')
      g_string_append_c (mangled, g_ascii_isalnum (*c) ? *c : '_');
  shape_env_mark_changed (self, SHAPE_STATE_NAME_TO_NODE);
  return shape_fx_graph_add (self->fx, key, mangled->str);
}

const char *
shape_env_fx_resolve (ShapeEnv   *self,
                      const char *name)
{
  const char *own = self->fx == NULL ? NULL : shape_fx_graph_find (self->fx, name);

  if (self->fx == NULL)
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "shape_env missing name_to_node attribute");
  else if (own == NULL)
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "Node %s not found in name_to_node", name);
  return own;
}
