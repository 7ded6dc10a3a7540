/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-recorded-state-private.h"

/* The state that a trace says an environment is in: its effects, applied one by one. */

static const ShapeValue *
get_item (const GArray *items,
          guint         i)
{
  return &g_array_index (items, ShapeValue, i);
}

ShapeRecordedState *
shape_recorded_state_new (void)
{
  ShapeRecordedState *self = g_new0 (ShapeRecordedState, 1);

  for (guint i = 0; i < SHAPE_N_STATE_FIELDS; i++)
    self->items[i] = g_array_new (FALSE, FALSE, sizeof (ShapeValue));
  return self;
}

void
shape_recorded_state_free (ShapeRecordedState *self)
{
  for (guint i = 0; i < SHAPE_N_STATE_FIELDS; i++)
    g_array_unref (self->items[i]);
  g_free (self);
}

ShapeValue
shape_recorded_state_get (const ShapeRecordedState *self,
                          ShapeStateField           field)
{
  const ShapeStateInfo *info = &shape_state_infos[field];
  const GArray *items = self->items[field];
  ShapeValue value;

  if (info->shape == SHAPE_STATE_IS_SCALAR)
    {
      if (items->len > 0)
        return *get_item (items, 0);
      return info->form == SHAPE_STATE_FORM_BOOL ? shape_value_bool (FALSE) : shape_value_int (0);
    }
  value = shape_value_list (items->len > 0 ? get_item (items, 0) : NULL, items->len);
  if (info->shape == SHAPE_STATE_IS_MAP)
    value.kind = SHAPE_VALUE_MAP;
  return value;
}

static void
set_all (ShapeRecordedState *self,
         ShapeStateField     field,
         const ShapeValue   *value)
{
  g_array_set_size (self->items[field], 0);
  if (shape_state_infos[field].shape == SHAPE_STATE_IS_SCALAR)
    g_array_append_vals (self->items[field], value, 1);
  else if (value->n_items > 0)
    g_array_append_vals (self->items[field], value->items, value->n_items);
}

/* The place of @key in a mapping, or its length. */
static guint
find_key (const GArray     *items,
          const ShapeValue *key)
{
  guint i = 0;

  while (i < items->len && !shape_value_equal (get_item (items, i), key))
    i += 2;
  return i;
}

static void
put (GArray           *items,
     const ShapeValue *key,
     const ShapeValue *value)
{
  guint i = find_key (items, key);

  if (i < items->len)
    g_array_index (items, ShapeValue, i + 1) = *value;
  else
    {
      g_array_append_vals (items, key, 1);
      g_array_append_vals (items, value, 1);
    }
}

static void
add_all (ShapeRecordedState *self,
         ShapeStateField     field,
         const ShapeValue   *value)
{
  GArray *items = self->items[field];

  if (shape_state_infos[field].shape == SHAPE_STATE_IS_MAP)
    for (guint i = 0; i + 1 < value->n_items; i += 2)
      put (items, &value->items[i], &value->items[i + 1]);
  else if (value->n_items > 0)
    g_array_append_vals (items, value->items, value->n_items);
}

/* The keys to delete are given as a list of names. */
static gboolean
delete_keys (ShapeRecordedState *self,
             ShapeTraceReader   *reader,
             ShapeJson          *json,
             ShapeStateField     field)
{
  GArray *items = self->items[field];
  ShapeValue keys;

  if (shape_state_infos[field].shape != SHAPE_STATE_IS_MAP)
    return shape_trace_fail (reader, "effects: del is a list of keys");
  if (!shape_trace_read_state_keys (reader, json, field, &keys))
    return FALSE;
  for (guint k = 0; k < keys.n_items; k++)
    {
      guint i = find_key (items, &keys.items[k]);

      if (i < items->len)
        g_array_remove_range (items, i, 2);
    }
  return TRUE;
}

static gboolean
apply_way (ShapeRecordedState *self,
           ShapeTraceReader   *reader,
           ShapeJson          *json,
           ShapeStateField     field,
           ShapeChangeWay      way)
{
  ShapeValue value;

  if (way == SHAPE_CHANGE_DEL)
    return delete_keys (self, reader, json, field);
  if (!shape_trace_read_state (reader, json, field, &value))
    return FALSE;
  if (way == SHAPE_CHANGE_NOW)
    set_all (self, field, &value);
  else
    add_all (self, field, &value);
  return TRUE;
}

static gboolean
apply_to_field (ShapeRecordedState *self,
                ShapeTraceReader   *reader,
                ShapeJson          *json,
                ShapeStateField     field)
{
  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (reader, "effects: an object is expected");
  while (shape_json_next_member (json))
    {
      ShapeChangeWay way;

      if (!shape_change_way_from_name (json->text, json->n_bytes, &way))
        return shape_trace_fail (reader, "effects: an unknown form of change");
      if (!apply_way (self, reader, json, field, way))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_field (ShapeRecordedState *self,
            ShapeTraceReader   *reader,
            ShapeJson          *json,
            ShapeStateField     field)
{
  ShapeValue value;

  if (!shape_trace_read_state (reader, json, field, &value))
    return FALSE;
  set_all (self, field, &value);
  return TRUE;
}

/* Has @take read each field of an object that is known; *@fields are those. */
static gboolean
take_fields (ShapeRecordedState *self,
             ShapeTraceReader   *reader,
             ShapeSlice          slice,
             const char         *what,
             gboolean          (*take) (ShapeRecordedState *self,
                                        ShapeTraceReader   *reader,
                                        ShapeJson          *json,
                                        ShapeStateField     field),
             guint32            *fields)
{
  g_auto (ShapeJson) json = { 0 };

  *fields = 0;
  shape_slice_open (slice, &json);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (reader, "%s: an object is expected", what);
  while (shape_json_next_member (&json))
    {
      ShapeStateField field;

      if (!shape_state_field_from_name (json.text, json.n_bytes, &field))
        {
          shape_json_skip (&json);
          continue;
        }
      *fields |= (guint32) 1 << field;
      if (!take (self, reader, &json, field))
        return FALSE;
    }
  return json.error == NULL || shape_trace_fail_json (reader, &json);
}

gboolean
shape_recorded_state_apply (ShapeRecordedState *self,
                            ShapeTraceReader   *reader,
                            ShapeSlice          effects,
                            guint32            *changes)
{
  return take_fields (self, reader, effects, "effects", apply_to_field, changes);
}

gboolean
shape_recorded_state_read (ShapeRecordedState *self,
                           ShapeTraceReader   *reader,
                           ShapeSlice          state,
                           guint32            *fields)
{
  return take_fields (self, reader, state, "state", read_field, fields);
}
