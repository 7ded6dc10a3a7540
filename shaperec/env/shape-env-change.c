/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-private.h"
#include "shape-names-private.h"

#include <string.h>

/* The fields of the state that are changed by no call which the reference records. It writes them where they
 * stand, and so does the event `_set_state`. What is remembered of a field is forgotten when the version counts
 * up, as in the reference, and not because of this. */

#define WAY(name) (1u << SHAPE_CHANGE_##name)

typedef struct
{
  guint      ways;
  gsize      offset;                       /* of the field in an environment */
  gboolean (*is_valid) (const ShapeValue *key, /* of a mapping, else NULL */
                        const ShapeValue *item);
  void     (*put)      (ShapeEnv         *env,
                        gpointer          field,
                        const ShapeValue *key,
                        const ShapeValue *item);
  void     (*limit)    (ShapeEnv         *env,    /* to some items, the others of which are put then */
                        const ShapeMap   *items); /* NULL: a scalar */
} Change;

/* Keys and items */

static gboolean
is_expr (const ShapeValue *value)
{
  return value->kind == SHAPE_VALUE_EXPR && value->node != NULL;
}

static gboolean
is_symbol (const ShapeValue *value)
{
  return is_expr (value) && SHAPE_IS (value->node, SYMBOL);
}

static gboolean
is_size (const ShapeValue *value)
{
  return is_expr (value) && !SHAPE_IS_BOOLEAN (value->node);
}

/* Python's `&` of a number and a truth value makes bits, which may be true as well. */
static gboolean
is_fact (const ShapeValue *value)
{
  return is_expr (value) && (SHAPE_IS_BOOLEAN (value->node) || SHAPE_IS_BITWISE (value->node));
}

static gboolean
is_truth (const ShapeValue *value)
{
  return is_fact (value) && SHAPE_IS_TRUTH_VALUE (value->node);
}

static gboolean
is_replacement (const ShapeValue *key,
                const ShapeValue *item)
{
  return is_symbol (key) && is_size (item) && !shape_node_has_symbol (item->node, key->node);
}

static gboolean
is_axiom (const ShapeValue *key,
          const ShapeValue *item)
{
  return is_fact (key) && is_truth (item);
}

/* An integer symbol lies between integers, any other one between other numbers. */
static gboolean
is_end (const ShapeNode *node,
        gboolean         is_integer)
{
  gboolean is_whole = SHAPE_IS (node, INTEGER) || SHAPE_IS (node, INT_INFINITY) || SHAPE_IS (node, NEGATIVE_INT_INFINITY);

  return SHAPE_IS_NUMBER (node) && !SHAPE_IS (node, NAN) && is_whole == is_integer;
}

static gboolean
is_range (const ShapeValue *key,
          const ShapeValue *item)
{
  ShapeNode *lower = item->items[0].node, *upper = item->items[1].node;
  gboolean is_integer;

  if (!is_symbol (key))
    return FALSE;
  is_integer = shape_node_is (key->node, SHAPE_FACT_INTEGER) == SHAPE_YES;
  return is_end (lower, is_integer) && is_end (upper, is_integer) && shape_number_compare (lower, upper) <= 0;
}

/* A number may be asserted too: it is to be true. */
static gboolean
are_asserts (const ShapeValue *key,
             const ShapeValue *item)
{
  for (guint i = 0; i < item->n_items; i++)
    if (!is_expr (&item->items[i].items[0]) || item->items[i].items[1].kind != SHAPE_VALUE_TEXT)
      return FALSE;
  return key->kind == SHAPE_VALUE_NONE || is_symbol (key);
}

static gboolean
is_value (const ShapeValue *key,
          const ShapeValue *item)
{
  return is_size (key) && is_size (item) && SHAPE_IS (item->node, INTEGER);
}

static gboolean
is_hint (const ShapeValue *key,
         const ShapeValue *item)
{
  return is_size (key) && (item->kind == SHAPE_VALUE_INT || item->kind == SHAPE_VALUE_BIG_INT);
}

static gboolean
is_remainder (const ShapeValue *key G_GNUC_UNUSED,
              const ShapeValue *item)
{
  return is_size (item);
}

static gboolean
is_fresh_symbol (const ShapeValue *key G_GNUC_UNUSED,
                 const ShapeValue *item)
{
  return is_symbol (item);
}

static gboolean
is_count (const ShapeValue *key G_GNUC_UNUSED,
          const ShapeValue *item)
{
  return item->kind == SHAPE_VALUE_INT && item->integer >= 0 && item->integer <= G_MAXINT32;
}

static gboolean
is_flag (const ShapeValue *key G_GNUC_UNUSED,
         const ShapeValue *item)
{
  return item->kind == SHAPE_VALUE_BOOL;
}

/* Fields */

static void
put_replacement (ShapeEnv         *env,
                 gpointer          field G_GNUC_UNUSED,
                 const ShapeValue *key,
                 const ShapeValue *item)
{
  shape_env_put_replacement (env, key->node, item->node);
}

static void
put_range (ShapeEnv         *env,
           gpointer          field G_GNUC_UNUSED,
           const ShapeValue *key,
           const ShapeValue *item)
{
  ShapeInterval range = shape_interval_new (item->items[0].node, item->items[1].node);

  shape_env_set_range (env, key->node, &range);
}

/* Asserts that stay as they are are not told again. */
static void
put_asserts (ShapeEnv         *env,
             gpointer          field G_GNUC_UNUSED,
             const ShapeValue *key,
             const ShapeValue *item)
{
  ShapeNode *symbol = key->kind == SHAPE_VALUE_NONE ? NULL : key->node;
  GArray *asserts = shape_env_ensure_runtime_asserts (env, symbol);
  guint n = 0;

  while (n < asserts->len && n < item->n_items &&
         g_array_index (asserts, ShapeRuntimeAssert, n).expr == item->items[n].items[0].node)
    n++;
  g_array_set_size (asserts, n);
  for (; n < item->n_items; n++)
    shape_env_append_runtime_assert (env, symbol, item->items[n].items[0].node, item->items[n].items[1].text);
}

static void
put_remainder (ShapeEnv         *env,
               gpointer          field G_GNUC_UNUSED,
               const ShapeValue *key G_GNUC_UNUSED,
               const ShapeValue *item)
{
  shape_env_put_divisible (env, item->node);
}

static void
limit_remainders (ShapeEnv       *env,
                  const ShapeMap *items)
{
  if (shape_map_filter (&env->divisible, items, TRUE))
    env->n_divisible_changes++;
}

static void
put_fresh_symbol (ShapeEnv         *env G_GNUC_UNUSED,
                  gpointer          field,
                  const ShapeValue *key G_GNUC_UNUSED,
                  const ShapeValue *item)
{
  g_ptr_array_add (*(GPtrArray **) field, item->node);
}

static void
limit_fresh_symbols (ShapeEnv       *env,
                     const ShapeMap *items G_GNUC_UNUSED)
{
  g_ptr_array_set_size (env->pending_fresh_unbacked_symbols, 0);
}

static void
put_entry (ShapeEnv         *env G_GNUC_UNUSED,
           gpointer          field,
           const ShapeValue *key,
           const ShapeValue *item)
{
  shape_map_put (field, key->node, item->node);
}

static void
put_hint (ShapeEnv         *env,
          gpointer          field,
          const ShapeValue *key,
          const ShapeValue *item)
{
  shape_map_put (field, key->node, shape_value_to_number (item, env->pool));
}

static void
put_count (ShapeEnv         *env G_GNUC_UNUSED,
           gpointer          field,
           const ShapeValue *key G_GNUC_UNUSED,
           const ShapeValue *item)
{
  *(guint *) field = (guint) item->integer;
}

static void
put_flag (ShapeEnv         *env G_GNUC_UNUSED,
          gpointer          field,
          const ShapeValue *key G_GNUC_UNUSED,
          const ShapeValue *item)
{
  *(gboolean *) field = item->integer != 0;
}

#define FIELD(name) G_STRUCT_OFFSET (ShapeEnv, name)

/* A field that is not here is never written behind the back of a recorded call. */
static const Change known_changes[SHAPE_N_STATE_FIELDS] = {
  [SHAPE_STATE_REPLACEMENTS] = { WAY (SET) | WAY (DEL), FIELD (replacements), is_replacement, put_replacement, NULL },
  [SHAPE_STATE_AXIOMS] = { WAY (SET) | WAY (APPEND) | WAY (DEL), FIELD (axioms), is_axiom, put_entry, NULL },
  [SHAPE_STATE_VAR_TO_RANGE] = { WAY (SET), 0, is_range, put_range, NULL },
  [SHAPE_STATE_DEFERRED_RUNTIME_ASSERTS] = { WAY (SET), 0, are_asserts, put_asserts, NULL },
  [SHAPE_STATE_BACKED_VAR_TO_VAL] = { WAY (SET), FIELD (backed_var_to_val), is_value, put_entry, NULL },
  [SHAPE_STATE_VAR_TO_HINT_OVERRIDE] = { WAY (SET), FIELD (var_to_hint_override), is_hint, put_hint, NULL },
  [SHAPE_STATE_DIVISIBLE] = { WAY (APPEND) | WAY (NOW), 0, is_remainder, put_remainder, limit_remainders },
  [SHAPE_STATE_PENDING_FRESH_UNBACKED_SYMBOLS] = {
    WAY (APPEND) | WAY (NOW), FIELD (pending_fresh_unbacked_symbols), is_fresh_symbol, put_fresh_symbol,
    limit_fresh_symbols,
  },
  [SHAPE_STATE_UNBACKED_SYMINT_COUNTER] = { WAY (NOW), FIELD (unbacked_symint_counter), is_count, put_count, NULL },
  [SHAPE_STATE_UNBACKED_SYMFLOAT_COUNTER] = { WAY (NOW), FIELD (unbacked_symfloat_counter), is_count, put_count, NULL },
  [SHAPE_STATE_NUM_DEFERRED_RUNTIME_ASSERTS] = { WAY (NOW), FIELD (num_deferred_runtime_asserts), is_count, put_count, NULL },
  [SHAPE_STATE_FROZEN] = { WAY (NOW), FIELD (frozen), is_flag, put_flag, NULL },
  [SHAPE_STATE_RUNTIME_ASSERTS_FROZEN] = { WAY (NOW), FIELD (runtime_asserts_frozen), is_flag, put_flag, NULL },
};

/* Ways */

static const char *const way_names[SHAPE_N_CHANGE_WAYS] = {
  [SHAPE_CHANGE_SET] = "set",
  [SHAPE_CHANGE_APPEND] = "append",
  [SHAPE_CHANGE_NOW] = "now",
  [SHAPE_CHANGE_DEL] = "del",
};

const char *
shape_change_way_get_name (ShapeChangeWay way)
{
  return way_names[way];
}

gboolean
shape_change_way_from_name (const char     *name,
                            gsize           len,
                            ShapeChangeWay *way)
{
  int place = shape_find_name (way_names, SHAPE_N_CHANGE_WAYS, name, len);

  if (place >= 0)
    *way = (ShapeChangeWay) place;
  return place >= 0;
}

gboolean
shape_state_can_change (ShapeStateField field,
                        ShapeChangeWay  way)
{
  return (known_changes[field].ways & (1u << way)) != 0;
}

/* Calls a function for each item, or entry, of @value; FALSE where one of them is FALSE. */
static gboolean
for_each (ShapeStateField   field,
          const ShapeValue *value,
          gboolean        (*call) (const Change *change, const ShapeValue *key, const ShapeValue *item, gpointer data),
          gpointer          data)
{
  const Change *change = &known_changes[field];
  gboolean is_map = value->kind == SHAPE_VALUE_MAP;
  guint stride = is_map ? 2 : 1;

  if (shape_state_infos[field].shape == SHAPE_STATE_IS_SCALAR)
    return call (change, NULL, value, data);
  for (guint i = 0; i + stride <= value->n_items; i += stride)
    if (!call (change, is_map ? &value->items[i] : NULL, &value->items[i + stride - 1], data))
      return FALSE;
  return TRUE;
}

static gboolean
check_item (const Change     *change,
            const ShapeValue *key,
            const ShapeValue *item,
            gpointer          data G_GNUC_UNUSED)
{
  return change->is_valid (key, item);
}

static gboolean
check_key (const Change     *change G_GNUC_UNUSED,
           const ShapeValue *key G_GNUC_UNUSED,
           const ShapeValue *item,
           gpointer          data G_GNUC_UNUSED)
{
  return item->kind == SHAPE_VALUE_EXPR && item->node != NULL;
}

gboolean
shape_state_check_change (ShapeStateField   field,
                          ShapeChangeWay    way,
                          const ShapeValue *value)
{
  return for_each (field, value, way == SHAPE_CHANGE_DEL ? check_key : check_item, NULL);
}

static gboolean
put_item (const Change     *change,
          const ShapeValue *key,
          const ShapeValue *item,
          gpointer          env)
{
  change->put (env, (guint8 *) env + change->offset, key, item);
  return TRUE;
}

/* The nodes of a list as a set. */
static void
collect_nodes (const ShapeValue *list,
               ShapeMap         *nodes)
{
  for (guint i = 0; i < list->n_items; i++)
    shape_map_add (nodes, list->items[i].node);
}

static void
change_field (ShapeEnv         *env,
              ShapeStateField   field,
              ShapeChangeWay    way,
              const ShapeValue *value)
{
  const Change *change = &known_changes[field];
  ShapeMap nodes = { NULL, 0, 0, NULL, 0 };

  if (way == SHAPE_CHANGE_DEL || change->limit != NULL)
    collect_nodes (value, &nodes);
  if (way == SHAPE_CHANGE_DEL)
    shape_map_filter ((ShapeMap *) (void *) ((guint8 *) env + change->offset), &nodes, FALSE);
  else if (way == SHAPE_CHANGE_NOW && change->limit != NULL)
    change->limit (env, &nodes);
  if (way != SHAPE_CHANGE_DEL)
    for_each (field, value, put_item, env);
  shape_map_clear (&nodes);
  shape_env_mark_changed (env, field);
}

/* The changes of one field, by their ways. */
static void
change_field_in_ways (ShapeEnv         *env,
                      ShapeStateField   field,
                      const ShapeValue *ways)
{
  for (guint i = 0; i + 1 < ways->n_items; i += 2)
    {
      ShapeChangeWay way;

      if (shape_change_way_from_name (ways->items[i].text, strlen (ways->items[i].text), &way))
        change_field (env, field, way, &ways->items[i + 1]);
    }
}

void
shape_env_run_set_state (ShapeEnv         *self,
                         const ShapeValue *changes)
{
  gboolean counts = FALSE;

  for (guint i = 0; i + 1 < changes->n_items; i += 2)
    {
      const char *name = changes->items[i].text;
      ShapeStateField field;

      if (!shape_state_field_from_name (name, strlen (name), &field))
        continue;
      change_field_in_ways (self, field, &changes->items[i + 1]);
      counts |= field == SHAPE_STATE_DIVISIBLE || field == SHAPE_STATE_NUM_DEFERRED_RUNTIME_ASSERTS;
    }
  /* Whatever changes these looks at the version itself. */
  if (counts)
    shape_env_update_version (self);
}
