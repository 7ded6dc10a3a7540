/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-private.h"

#include <string.h>

/* The fields of the state, as a trace's state and effects give them. */

static gboolean
read_expr_item (ShapeTraceReader *self,
                ShapeJson        *json,
                ShapeValue       *value)
{
  *value = shape_value_expr (NULL);
  return shape_trace_read_expr (self, json, "state", &value->node);
}

static gboolean
read_value_item (ShapeTraceReader *self,
                 ShapeJson        *json,
                 ShapeValue       *value)
{
  return shape_trace_read_value (self, json, "state", value);
}

/* A list whose items have the given forms, one after another. */
static gboolean
read_tuple (ShapeTraceReader *self,
            ShapeJson        *json,
            ShapeStateForm    first,
            ShapeStateForm    second,
            ShapeValue       *value)
{
  const ShapeStateForm forms[] = { first, second };
  ShapeValue *items = shape_arena_new_array (self->trace->arena, ShapeValue, 2);
  guint n = 0;

  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return shape_trace_fail (self, "state: a list of two is expected");
  for (; shape_json_next_item (json); n++)
    if (n == 2 || !shape_trace_read_state_item (self, json, forms[n], &items[n]))
      return shape_trace_fail (self, "state: a list of two is expected");
  if (n != 2)
    return shape_trace_fail (self, "state: a list of two is expected");
  *value = shape_value_list (items, 2);
  return TRUE;
}

static gboolean
read_range_item (ShapeTraceReader *self,
                 ShapeJson        *json,
                 ShapeValue       *value)
{
  return read_tuple (self, json, SHAPE_STATE_FORM_EXPR, SHAPE_STATE_FORM_EXPR, value);
}

static gboolean
read_guard_item (ShapeTraceReader *self,
                 ShapeJson        *json,
                 ShapeValue       *value)
{
  return read_tuple (self, json, SHAPE_STATE_FORM_EXPR, SHAPE_STATE_FORM_BOOL, value);
}

static gboolean
read_pair_item (ShapeTraceReader *self,
                ShapeJson        *json,
                ShapeValue       *value)
{
  return read_tuple (self, json, SHAPE_STATE_FORM_EXPR, SHAPE_STATE_FORM_INT, value);
}

static gboolean
read_asserts_item (ShapeTraceReader *self,
                   ShapeJson        *json,
                   ShapeValue       *value)
{
  guint base = self->stack->len;

  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return shape_trace_fail (self, "state: a list is expected");
  while (shape_json_next_item (json))
    {
      ShapeValue item;

      if (!read_tuple (self, json, SHAPE_STATE_FORM_EXPR, SHAPE_STATE_FORM_TEXT, &item))
        return FALSE;
      g_array_append_val (self->stack, item);
    }
  shape_trace_pop_list (self, base, value);
  return TRUE;
}

static gboolean (*const item_readers[]) (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         ShapeValue       *value) = {
  [SHAPE_STATE_FORM_NONE] = read_value_item,
  [SHAPE_STATE_FORM_EXPR] = read_expr_item,
  [SHAPE_STATE_FORM_INT] = read_value_item,
  [SHAPE_STATE_FORM_BOOL] = read_value_item,
  [SHAPE_STATE_FORM_TEXT] = read_value_item,
  [SHAPE_STATE_FORM_VALUE] = read_value_item,
  [SHAPE_STATE_FORM_TEXTS] = read_value_item,
  [SHAPE_STATE_FORM_RANGE] = read_range_item,
  [SHAPE_STATE_FORM_GUARD] = read_guard_item,
  [SHAPE_STATE_FORM_ASSERTS] = read_asserts_item,
  [SHAPE_STATE_FORM_PAIR] = read_pair_item,
};

gboolean
shape_trace_read_state_item (ShapeTraceReader *self,
                             ShapeJson        *json,
                             ShapeStateForm    form,
                             ShapeValue       *value)
{
  if (!item_readers[form] (self, json, value))
    return json->error != NULL ? shape_trace_fail_json (self, json) : shape_trace_fail (self, "state: a malformed item");
  return TRUE;
}

/* The key of a mapping: a name that was read as the name of a member. */
static gboolean
read_key (ShapeTraceReader *self,
          const ShapeJson  *json,
          ShapeStateForm    form,
          ShapeValue       *key)
{
  g_autofree char *text = NULL;

  if (form == SHAPE_STATE_FORM_TEXT)
    {
      *key = shape_value_text (shape_arena_intern (self->trace->arena, json->text, json->n_bytes));
      return TRUE;
    }
  if (json->n_bytes == 0)
    {
      *key = shape_value_none ();
      return TRUE;
    }
  *key = shape_value_expr (g_hash_table_lookup (self->trace->symbols, text = g_strndup (json->text, json->n_bytes)));
  if (key->node != NULL)
    return TRUE;
  if (g_ascii_isalpha (*text) && strchr (text, '(') == NULL)
    return shape_trace_fail (self, "state: unknown symbol %s", text);
  /* What a hint was given for may be no symbol any more. */
  *key = shape_value_expr (shape_trace_parse_expr (self, json->text, json->n_bytes, "state"));
  return key->node != NULL;
}

static gboolean
read_object (ShapeTraceReader     *self,
             ShapeJson            *json,
             const ShapeStateInfo *info)
{
  while (shape_json_next_member (json))
    {
      ShapeValue key, item;

      if (!read_key (self, json, info->key, &key) || !shape_trace_read_state_item (self, json, info->form, &item))
        return FALSE;
      g_array_append_val (self->stack, key);
      g_array_append_val (self->stack, item);
    }
  return TRUE;
}

static gboolean
read_pairs (ShapeTraceReader     *self,
            ShapeJson            *json,
            const ShapeStateInfo *info)
{
  while (shape_json_next_item (json))
    {
      ShapeValue pair;

      if (!read_tuple (self, json, info->key, info->form, &pair))
        return FALSE;
      g_array_append_vals (self->stack, pair.items, 2);
    }
  return TRUE;
}

static gboolean
read_items (ShapeTraceReader *self,
            ShapeJson        *json,
            ShapeStateForm    form)
{
  while (shape_json_next_item (json))
    {
      ShapeValue item;

      if (!shape_trace_read_state_item (self, json, form, &item))
        return FALSE;
      g_array_append_val (self->stack, item);
    }
  return TRUE;
}

gboolean
shape_trace_read_state_keys (ShapeTraceReader *self,
                             ShapeJson        *json,
                             ShapeStateField   field,
                             ShapeValue       *value)
{
  guint base = self->stack->len;

  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return shape_trace_fail (self, "%s: a list of keys is expected", shape_state_infos[field].name);
  if (!read_items (self, json, shape_state_infos[field].key))
    return FALSE;
  if (json->error != NULL)
    return shape_trace_fail_json (self, json);
  shape_trace_pop_list (self, base, value);
  return TRUE;
}

gboolean
shape_trace_read_state (ShapeTraceReader *self,
                        ShapeJson        *json,
                        ShapeStateField   field,
                        ShapeValue       *value)
{
  const ShapeStateInfo *info = &shape_state_infos[field];
  gboolean is_map = info->shape == SHAPE_STATE_IS_MAP;
  gboolean is_object = is_map && (info->flags & SHAPE_STATE_FLAG_PAIRS) == 0;
  guint base = self->stack->len;
  gboolean ok;

  if (info->shape == SHAPE_STATE_IS_SCALAR)
    return shape_trace_read_state_item (self, json, info->form, value);
  if (shape_json_next (json) != (is_object ? SHAPE_JSON_OBJECT : SHAPE_JSON_LIST))
    return shape_trace_fail (self, "%s: %s is expected", info->name, is_object ? "an object" : "a list");
  if (is_object)
    ok = read_object (self, json, info);
  else
    ok = is_map ? read_pairs (self, json, info) : read_items (self, json, info->form);
  if (!ok)
    return FALSE;
  if (json->error != NULL)
    return shape_trace_fail_json (self, json);
  shape_trace_pop_list (self, base, value);
  if (is_map)
    value->kind = SHAPE_VALUE_MAP;
  return TRUE;
}
