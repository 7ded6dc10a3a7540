/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-private.h"

#include "shape-fx-graph-private.h"

#include <string.h>

/* The fields of an environment as plain values, for comparison, verification and writing. */

typedef ShapeValue (*ToValue) (ShapeArena    *arena,
                               gconstpointer  item);

static ShapeValue
from_node (ShapeArena    *arena,
           gconstpointer  item)
{
  (void) arena;
  return shape_value_expr_or_none ((ShapeNode *) item);
}

static ShapeValue
from_number (ShapeArena    *arena,
             gconstpointer  item)
{
  (void) arena;
  return shape_value_from_number ((ShapeNode *) item);
}

static ShapeValue
from_count (ShapeArena    *arena,
            gconstpointer  item)
{
  (void) arena;
  return shape_value_int ((gint64) GPOINTER_TO_SIZE (item));
}

static ShapeValue
from_text (ShapeArena    *arena,
           gconstpointer  item)
{
  (void) arena;
  return shape_value_text (item);
}

static ShapeValue
make_pair (ShapeArena *arena,
           ShapeValue  first,
           ShapeValue  second)
{
  ShapeValue *pair = shape_arena_new_array (arena, ShapeValue, 2);

  pair[0] = first;
  pair[1] = second;
  return shape_value_list (pair, 2);
}

static ShapeValue
from_range (ShapeArena    *arena,
            gconstpointer  item)
{
  const ShapeInterval *range = item;

  return make_pair (arena, shape_value_expr (range->lower), shape_value_expr (range->upper));
}

static ShapeValue
from_guard (ShapeArena    *arena,
            gconstpointer  item)
{
  const ShapeGuard *guard = item;

  return make_pair (arena, shape_value_expr (guard->expr), shape_value_bool (guard->size_oblivious));
}

static ShapeValue
from_exclusion (ShapeArena    *arena,
                gconstpointer  item)
{
  const ShapeExclusion *exclusion = item;

  return make_pair (arena, shape_value_expr (exclusion->symbol), shape_value_from_number (exclusion->value));
}

static ShapeValue
from_assert (ShapeArena    *arena,
             gconstpointer  item)
{
  const ShapeRuntimeAssert *assertion = item;

  return make_pair (arena, shape_value_expr (assertion->expr),
                    assertion->message != NULL ? shape_value_text (assertion->message) : shape_value_none ());
}

static ShapeValue
from_specialization (ShapeArena    *arena,
                     gconstpointer  item)
{
  const ShapeSpecialization *specialization = item;
  g_autofree char *text = g_strdup_printf ("%s: %s", shape_source_get_name (specialization->source), specialization->check_fn);

  return shape_value_text (shape_arena_text (arena, text, strlen (text)));
}

static ShapeValue
from_source (ShapeArena    *arena,
             gconstpointer  item)
{
  (void) arena;
  return shape_value_text (shape_source_get_name ((ShapeSource *) item));
}

static ShapeValue
export_array (ShapeArena   *arena,
              const GArray *array,
              ToValue       to_value)
{
  ShapeValue *list = shape_arena_new_array (arena, ShapeValue, array->len);
  gsize size = g_array_get_element_size ((GArray *) array);

  for (guint i = 0; i < array->len; i++)
    list[i] = to_value (arena, array->data + i * size);
  return shape_value_list (list, array->len);
}

static ShapeValue
export_pointers (ShapeArena      *arena,
                 const GPtrArray *array,
                 ToValue          to_value)
{
  ShapeValue *list = shape_arena_new_array (arena, ShapeValue, array->len);

  for (guint i = 0; i < array->len; i++)
    list[i] = to_value (arena, array->pdata[i]);
  return shape_value_list (list, array->len);
}

static ShapeValue
from_sources (ShapeArena    *arena,
              gconstpointer  item)
{
  return export_pointers (arena, item, from_source);
}

static ShapeValue
from_asserts (ShapeArena    *arena,
              gconstpointer  item)
{
  return export_array (arena, item, from_assert);
}

static ShapeValue
export_map (ShapeArena     *arena,
            const ShapeMap *map,
            ToValue         to_key,
            ToValue         to_value)
{
  ShapeValue *items = shape_arena_new_array (arena, ShapeValue, 2 * (gsize) map->n);

  for (guint i = 0; i < map->n; i++)
    {
      items[2 * i] = to_key (arena, map->entries[i].key);
      items[2 * i + 1] = to_value (arena, map->entries[i].value);
    }
  return (ShapeValue) { .kind = SHAPE_VALUE_MAP, .n_items = 2 * map->n, .items = items };
}

static ShapeValue
export_keys (ShapeArena     *arena,
             const ShapeMap *map,
             ToValue         to_key)
{
  ShapeValue *items = shape_arena_new_array (arena, ShapeValue, map->n);

  for (guint i = 0; i < map->n; i++)
    items[i] = to_key (arena, map->entries[i].key);
  return shape_value_list (items, map->n);
}

/* The mapping finds a float by the integer that it equals, but shows it as it was given. */
static ShapeValue
export_val_to_var (ShapeEnv   *env,
                   ShapeArena *arena)
{
  ShapeValue map = export_map (arena, &env->val_to_var, from_number, from_node);
  ShapeValue *items = (ShapeValue *) map.items;

  for (guint i = 0; i < env->val_to_var_keys->len; i++)
    items[2 * i] = shape_value_from_number (env->val_to_var_keys->pdata[i]);
  return map;
}

/* The fields that are a mapping or a set: where it stands, and what its keys and values are.
 * A set has no `to_value`. */
typedef struct
{
  gsize   offset;
  ToValue to_key;
  ToValue to_value;
} MapField;

#define MAP_FIELD(name, key, value) { G_STRUCT_OFFSET (ShapeEnv, name), from_##key, from_##value }
#define SET_FIELD(name, key)        { G_STRUCT_OFFSET (ShapeEnv, name), from_##key, NULL }

static const MapField map_fields[SHAPE_N_STATE_FIELDS] = {
  [SHAPE_STATE_REPLACEMENTS] = MAP_FIELD (replacements, node, node),
  [SHAPE_STATE_VAR_TO_RANGE] = MAP_FIELD (var_to_range, node, range),
  [SHAPE_STATE_DEFERRED_RUNTIME_ASSERTS] = MAP_FIELD (deferred_runtime_asserts, node, asserts),
  [SHAPE_STATE_BACKED_VAR_TO_VAL] = MAP_FIELD (backed_var_to_val, node, node),
  [SHAPE_STATE_REAL_TENSOR_PROP_UNBACKED_VALS] = MAP_FIELD (real_tensor_prop_unbacked_vals, node, node),
  [SHAPE_STATE_VAR_TO_HINT_OVERRIDE] = MAP_FIELD (var_to_hint_override, node, number),
  [SHAPE_STATE_DIVISIBLE] = SET_FIELD (divisible, node),
  [SHAPE_STATE_SIZE_LIKE] = SET_FIELD (size_like, node),
  [SHAPE_STATE_UNBACKED_INPUTS] = SET_FIELD (unbacked_inputs, node),
  [SHAPE_STATE_SOURCE_TO_VAR] = MAP_FIELD (source_to_var, text, node),
  [SHAPE_STATE_VAR_TO_SOURCES] = MAP_FIELD (var_to_sources, node, sources),
  [SHAPE_STATE_UNBACKED_RENAMINGS] = MAP_FIELD (unbacked_renamings, node, node),
  [SHAPE_STATE_UNIQUE_IDS] = SET_FIELD (unique_ids, count),
  [SHAPE_STATE_SYMBOL_GUARD_COUNTER] = MAP_FIELD (symbol_guard_counter, node, count),
  [SHAPE_STATE_AXIOMS] = MAP_FIELD (axioms, node, node),
  [SHAPE_STATE_UNBACKED_ALLOC_ORDER] = MAP_FIELD (unbacked_alloc_order, node, count),
  [SHAPE_STATE_SHAPE_ID_TO_UNBACKED_SYMBOL] = MAP_FIELD (shape_id_to_unbacked_symbol, text, node),
  [SHAPE_STATE_SOURCE_TO_SYMBOL] = SET_FIELD (source_to_symbol, text),
};

static ShapeValue
export_other (ShapeEnv        *env,
              ShapeStateField  field,
              ShapeArena      *arena)
{
  switch (field)
    {
    case SHAPE_STATE_GUARDS:
      return export_array (arena, env->guards, from_guard);
    case SHAPE_STATE_VAL_TO_VAR:
      return export_val_to_var (env, arena);
    case SHAPE_STATE_EXCLUSION_CONSTRAINTS:
      return export_array (arena, env->exclusion_constraints, from_exclusion);
    case SHAPE_STATE_PENDING_FRESH_UNBACKED_SYMBOLS:
      return export_pointers (arena, env->pending_fresh_unbacked_symbols, from_node);
    case SHAPE_STATE_SPECIALIZATIONS:
      return export_array (arena, env->specializations, from_specialization);
    case SHAPE_STATE_NAME_TO_NODE:
      return env->fx != NULL ? export_keys (arena, &env->fx->name_to_node, from_text) : shape_value_list (NULL, 0);
    case SHAPE_STATE_UNBACKED_SYMINT_COUNTER:
      return shape_value_int (env->unbacked_symint_counter);
    case SHAPE_STATE_UNBACKED_SYMFLOAT_COUNTER:
      return shape_value_int (env->unbacked_symfloat_counter);
    case SHAPE_STATE_NUM_DEFERRED_RUNTIME_ASSERTS:
      return shape_value_int (env->num_deferred_runtime_asserts);
    case SHAPE_STATE_FROZEN:
      return shape_value_bool (env->frozen);
    case SHAPE_STATE_RUNTIME_ASSERTS_FROZEN:
      return shape_value_bool (env->runtime_asserts_frozen);
    default:
      g_assert_not_reached ();
    }
}

ShapeValue
shape_env_get_state (ShapeEnv        *env,
                     ShapeStateField  field,
                     ShapeArena      *arena)
{
  const MapField *map_field = &map_fields[field];
  const ShapeMap *map;

  if (map_field->to_key == NULL)
    return export_other (env, field, arena);
  map = (const ShapeMap *) (const void *) ((const guint8 *) env + map_field->offset);
  if (map_field->to_value == NULL)
    return export_keys (arena, map, map_field->to_key);
  return export_map (arena, map, map_field->to_key, map_field->to_value);
}

guint32
shape_env_take_changes (ShapeEnv *env)
{
  guint32 changes = env->changes;

  env->changes = 0;
  return changes;
}
