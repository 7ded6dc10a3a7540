/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conformance-json.h"

#include "shaperec/trace/shape-json-private.h"

#include <gio/gio.h>
#include <string.h>

static Json *
new_value (JsonKind kind)
{
  Json *self = g_new0 (Json, 1);

  self->kind = kind;
  return self;
}

static Json *
new_string (const ShapeJson *json)
{
  Json *self = new_value (JSON_STRING);

  self->text = g_strndup (json->text, json->n_bytes);
  return self;
}

static Json *
new_items (JsonKind kind)
{
  Json *self = new_value (kind);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_free);
  return self;
}

static Json *
read_value (ShapeJson *json)
{
  Json *self;

  switch (shape_json_next (json))
    {
    case SHAPE_JSON_FALSE:
      return new_value (JSON_FALSE);
    case SHAPE_JSON_TRUE:
      return new_value (JSON_TRUE);
    case SHAPE_JSON_INTEGER:
      self = new_value (JSON_INTEGER);
      self->integer = json->integer;
      return self;
    case SHAPE_JSON_STRING:
      return new_string (json);
    case SHAPE_JSON_LIST:
      self = new_items (JSON_LIST);
      while (shape_json_next_item (json))
        g_ptr_array_add (self->items, read_value (json));
      return self;
    case SHAPE_JSON_OBJECT:
      self = new_items (JSON_OBJECT);
      while (shape_json_next_member (json))
        {
          g_ptr_array_add (self->names, g_strndup (json->text, json->n_bytes));
          g_ptr_array_add (self->items, read_value (json));
        }
      return self;
    default:
      return new_value (JSON_NULL);
    }
}

Json *
json_read (const char *text,
           GError    **error)
{
  g_auto (ShapeJson) json;
  Json *self;

  shape_json_init (&json, text, strlen (text));
  self = read_value (&json);
  if (json.error == NULL && !shape_json_at_end (&json))
    shape_json_fail (&json, "more than one value");
  if (json.error == NULL)
    return self;
  json_free (self);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "column %u: %s", (guint) (json.at - json.start + 1), json.error);
  return NULL;
}

void
json_free (Json *self)
{
  g_free (self->text);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

const Json *
json_get (const Json *self,
          const char *name)
{
  guint i;

  if (self->kind == JSON_OBJECT && g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, &i))
    return self->items->pdata[i];
  return NULL;
}

const char *
json_get_string (const Json *self,
                 const char *name)
{
  const Json *value = json_get (self, name);

  return value && value->kind == JSON_STRING ? value->text : NULL;
}
