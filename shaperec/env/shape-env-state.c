/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-private.h"

#include <gio/gio.h>

#include <string.h>

/* The fields of the state: the only places that change them, and say so. Where a question
 * has failed nothing more is changed: in the reference an exception would have left already. */

const char *
shape_env_intern (ShapeEnv   *self,
                  const char *text)
{
  return shape_arena_intern_string (self->arena, text);
}

void
shape_env_put_replacement (ShapeEnv  *self,
                           ShapeNode *symbol,
                           ShapeNode *target)
{
  if (shape_pool_has_error (self->pool))
    return;
  shape_map_put (&self->replacements, symbol, target);
  shape_env_mark_changed (self, SHAPE_STATE_REPLACEMENTS);
  shape_env_tell (self, SHAPE_ENV_SIGNAL_REPLACEMENT_SET, symbol, target);
}

void
shape_env_set_range (ShapeEnv            *self,
                     ShapeNode           *symbol,
                     const ShapeInterval *range)
{
  ShapeInterval *known = shape_map_get (&self->var_to_range, symbol);
  const ShapeEventPlace *place = shape_env_keep_place (self);

  if (shape_pool_has_error (self->pool))
    return;
  shape_env_explain_range (self, symbol, known, range, (ShapeRangePlaces) { place, place });
  if (known == NULL)
    {
      known = shape_arena_alloc (self->arena, sizeof *known);
      shape_map_put (&self->var_to_range, symbol, known);
    }
  *known = *range;
  shape_env_mark_changed (self, SHAPE_STATE_VAR_TO_RANGE);
  shape_env_tell (self, SHAPE_ENV_SIGNAL_RANGE_CHANGED, symbol, NULL);
}

void
shape_env_add_size_like (ShapeEnv  *self,
                         ShapeNode *symbol)
{
  if (!shape_pool_has_error (self->pool) && shape_map_add (&self->size_like, symbol))
    shape_env_mark_changed (self, SHAPE_STATE_SIZE_LIKE);
}

gboolean
shape_env_is_ephemeral (ShapeEnv  *self,
                        ShapeNode *symbol)
{
  const GPtrArray *sources = shape_map_get (&self->var_to_sources, symbol);

  if (sources == NULL)
    return FALSE;

  for (guint i = 0; i < sources->len; i++)
    if (!shape_source_get_ephemeral (g_ptr_array_index (sources, i)))
      return FALSE;

  return TRUE;
}

static void
mark_divisible_changed (ShapeEnv *self)
{
  self->n_divisible_changes++;
  shape_env_mark_changed (self, SHAPE_STATE_DIVISIBLE);
}

void
shape_env_put_divisible (ShapeEnv  *self,
                         ShapeNode *rest)
{
  if (!shape_pool_has_error (self->pool) && shape_map_add (&self->divisible, rest))
    mark_divisible_changed (self);
}

void
shape_env_remove_divisible (ShapeEnv  *self,
                            ShapeNode *rest)
{
  if (!shape_pool_has_error (self->pool) && shape_map_remove (&self->divisible, rest))
    mark_divisible_changed (self);
}

void
shape_env_put_axiom (ShapeEnv  *self,
                     ShapeNode *expr,
                     ShapeNode *value)
{
  if (shape_pool_has_error (self->pool))
    return;
  shape_map_put (&self->axioms, expr, value);
  shape_env_mark_changed (self, SHAPE_STATE_AXIOMS);
}

typedef struct
{
  ShapeEnv       *env;
  ShapeNodeCache  seen;
  GPtrArray      *facts;
  GPtrArray      *values;
} FactSearch;

static void
search_facts (FactSearch *search,
              ShapeNode  *node)
{
  ShapeNode *value = shape_env_lookup_axiom (search->env, node);

  if (value != NULL)
    {
      g_ptr_array_add (search->facts, node);
      g_ptr_array_add (search->values, value);
    }
  else if (!SHAPE_IS_ATOM (node) && !shape_node_cache_get (&search->seen, node, &value))
    {
      shape_node_cache_set (&search->seen, node, node);
      for (guint i = 0; i < node->n_args; i++)
        search_facts (search, node->args[i]);
    }
}

/* There may be thousands of facts: only those that @expr holds go into the map. */
ShapeNode *
shape_env_xreplace_axioms (ShapeEnv  *self,
                           ShapeNode *expr)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  FactSearch search = { .env = self, .facts = facts, .values = values };

  search_facts (&search, expr);
  shape_node_cache_clear_memory (&search.seen);
  if (facts->len == 0)
    return expr;

  return shape_node_xreplace (expr, (ShapeNode *const *) facts->pdata,
                              (ShapeNode *const *) values->pdata, facts->len);
}

/* Only the symbols that @expr has are looked up. */
ShapeNode *
shape_node_xreplace_by (const ShapeMap *map,
                        ShapeNode      *expr)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);
  g_autofree ShapeNode **heap = NULL;
  ShapeNode **from = SHAPE_NEW_NODES (2 * symbols->n, &heap), **to = from + symbols->n;
  guint n = 0;

  for (guint i = 0; i < symbols->n && map->n > 0; i++)
    {
      guint found = shape_map_find (map, symbols->nodes[i]);

      if (found != G_MAXUINT)
        {
          from[n] = symbols->nodes[i];
          to[n++] = (ShapeNode *) map->entries[found].value;
        }
    }

  return n == 0 ? expr : shape_node_xreplace (expr, from, to, n);
}

ShapeNode *
shape_env_xreplace_values (ShapeEnv  *self,
                           ShapeNode *expr)
{
  return shape_node_xreplace_by (&self->backed_var_to_val, expr);
}

void
shape_env_append_guard (ShapeEnv  *self,
                        ShapeNode *expr,
                        gboolean   size_oblivious)
{
  ShapeGuard guard = { expr, size_oblivious, shape_env_keep_place (self) };

  if (shape_pool_has_error (self->pool))
    return;
  g_array_append_val (self->guards, guard);
  shape_env_mark_changed (self, SHAPE_STATE_GUARDS);
  if (self->lists[SHAPE_ENV_LIST_GUARDS] != NULL)
    g_list_model_items_changed (self->lists[SHAPE_ENV_LIST_GUARDS], self->guards->len - 1, 0, 1);
  shape_env_tell (self, SHAPE_ENV_SIGNAL_GUARD_ADDED, expr, NULL);
}

GArray *
shape_env_ensure_runtime_asserts (ShapeEnv  *self,
                                  ShapeNode *symbol)
{
  GArray *asserts = shape_map_get (&self->deferred_runtime_asserts, symbol);

  if (asserts == NULL)
    {
      asserts = g_array_new (FALSE, FALSE, sizeof (ShapeRuntimeAssert));
      shape_map_put (&self->deferred_runtime_asserts, symbol, asserts);
    }
  return asserts;
}

void
shape_env_append_runtime_assert (ShapeEnv   *self,
                                 ShapeNode  *symbol,
                                 ShapeNode  *expr,
                                 const char *message)
{
  ShapeRuntimeAssert assertion = { expr, shape_env_intern (self, message) };

  if (shape_pool_has_error (self->pool))
    return;
  g_array_append_val (shape_env_ensure_runtime_asserts (self, symbol), assertion);
  shape_env_mark_changed (self, SHAPE_STATE_DEFERRED_RUNTIME_ASSERTS);
  shape_env_tell (self, SHAPE_ENV_SIGNAL_RUNTIME_ASSERT_ADDED, expr, NULL);
}

guint
shape_env_count_symbol_guard (ShapeEnv  *self,
                              ShapeNode *symbol)
{
  gsize count = GPOINTER_TO_SIZE (shape_map_get (&self->symbol_guard_counter, symbol)) + 1;

  shape_map_put (&self->symbol_guard_counter, symbol, GSIZE_TO_POINTER (count));
  shape_env_mark_changed (self, SHAPE_STATE_SYMBOL_GUARD_COUNTER);
  return (guint) count;
}

void
shape_env_update_version (ShapeEnv *self)
{
  ShapeVersionKey now = {
    self->replacements.n,
    self->divisible.n,
    self->num_deferred_runtime_asserts,
    self->real_tensor_prop_unbacked_vals.n,
  };

  if (now.n_divisible != self->version_key.n_divisible)
    self->resimplify_floor_div_axioms = TRUE;
  if (now.n_deferred_runtime_asserts != self->version_key.n_deferred_runtime_asserts)
    shape_env_mark_changed (self, SHAPE_STATE_NUM_DEFERRED_RUNTIME_ASSERTS);
  if (memcmp (&now, &self->version_key, sizeof now) != 0)
    {
      self->version_key = now;
      self->version++;
    }
}
