/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-private.h"

/* What the event `_set_state` changes: for each field as effects tell it, but only what may be changed so. */

static gboolean
read_way (ShapeTraceReader *self,
          ShapeJson        *json,
          ShapeStateField   field)
{
  const char *name = shape_state_infos[field].name;
  ShapeChangeWay way;
  ShapeValue items[2];

  if (!shape_change_way_from_name (json->text, json->n_bytes, &way))
    return shape_trace_fail (self, "changes: %s: an unknown form of change", name);
  if (!shape_state_can_change (field, way))
    return shape_trace_fail (self, "changes: %s: it is not changed by %s", name, shape_change_way_get_name (way));
  items[0] = shape_value_text (shape_change_way_get_name (way));
  if (way == SHAPE_CHANGE_DEL ? !shape_trace_read_state_keys (self, json, field, &items[1])
                              : !shape_trace_read_state (self, json, field, &items[1]))
    return FALSE;
  if (!shape_state_check_change (field, way, &items[1]))
    return shape_trace_fail (self, "changes: %s: it can't hold that", name);
  g_array_append_vals (self->stack, items, 2);
  return TRUE;
}

static gboolean
read_field (ShapeTraceReader *self,
            ShapeJson        *json)
{
  guint base = self->stack->len;
  ShapeStateField field;
  ShapeValue items[2];

  if (!shape_state_field_from_name (json->text, json->n_bytes, &field))
    return shape_trace_fail (self, "changes: unknown field %.*s", (int) MIN (json->n_bytes, 80), json->text);
  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "changes: %s: an object is expected", shape_state_infos[field].name);
  while (shape_json_next_member (json))
    if (!read_way (self, json, field))
      return FALSE;
  shape_trace_pop_list (self, base, &items[1]);
  items[0] = shape_value_text (shape_state_infos[field].name);
  items[1].kind = SHAPE_VALUE_MAP;
  g_array_append_vals (self->stack, items, 2);
  return TRUE;
}

gboolean
shape_trace_read_changes (ShapeTraceReader *self,
                          ShapeJson        *json,
                          const char       *what,
                          ShapeValue       *value)
{
  guint base = self->stack->len;

  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "%s: an object is expected", what);
  while (shape_json_next_member (json))
    if (!read_field (self, json))
      return FALSE;
  if (json->error != NULL)
    return shape_trace_fail_json (self, json);
  shape_trace_pop_list (self, base, value);
  value->kind = SHAPE_VALUE_MAP;
  return TRUE;
}
