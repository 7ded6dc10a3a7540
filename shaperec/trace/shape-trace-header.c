/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-reader-private.h"

static gboolean
is_format (ShapeTraceReader *self,
           ShapeSlice        slice)
{
  g_auto (ShapeJson) json = { 0 };

  shape_slice_open (slice, &json);
  if (slice.text != NULL && shape_json_next (&json) == SHAPE_JSON_STRING && shape_json_is (&json, "shape-trace"))
    return TRUE;
  return shape_trace_fail (self, "it is no shape trace: the header's format is missing");
}

static gboolean
check_version (ShapeTraceReader *self,
               ShapeSlice        slice)
{
  g_auto (ShapeJson) json = { 0 };
  gint64 version;

  if (slice.text == NULL)
    return shape_trace_fail (self, "version: is missing");
  shape_slice_open (slice, &json);
  if (!shape_trace_read_integer (self, &json, "version", &version))
    return FALSE;
  if (version != 1)
    return shape_trace_fail (self, "version: %" G_GINT64_FORMAT " is unknown, only 1 can be read", version);
  return TRUE;
}

static char *
dup_text (ShapeJson *json)
{
  return json->kind == SHAPE_JSON_STRING ? g_strndup (json->text, json->n_bytes) : NULL;
}

static void
read_names (ShapeTrace                   *trace,
            const ShapeTraceHeaderSlices *slices)
{
  g_auto (ShapeJson) json = { 0 };

  if (slices->producer.text != NULL)
    {
      shape_slice_open (slices->producer, &json);
      shape_json_next (&json);
      trace->producer = dup_text (&json);
      shape_json_clear (&json);
    }
  if (slices->meta.text == NULL)
    return;
  shape_slice_open (slices->meta, &json);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return;
  while (shape_json_next_member (&json))
    if (shape_json_is (&json, "name") && trace->name == NULL)
      {
        shape_json_next (&json);
        trace->name = dup_text (&json);
        if (trace->name == NULL)
          return;
      }
    else
      shape_json_skip (&json);
}

static gboolean
read_guard_limit (ShapeTraceReader *self,
                  ShapeJson        *json,
                  ShapeEnvConfig   *config)
{
  ShapeJsonKind kind = shape_json_next (json);

  config->symbol_guard_limit_before_specialize = kind == SHAPE_JSON_INTEGER ? json->integer : -1;
  return kind == SHAPE_JSON_INTEGER || kind == SHAPE_JSON_NULL ||
         shape_trace_fail (self, "config: symbol_guard_limit_before_specialize is an integer or null");
}

static gboolean
read_level (ShapeTraceReader *self,
            ShapeJson        *json,
            ShapeEnvConfig   *config)
{
  gint64 level = 0;

  if (!shape_trace_read_integer (self, json, "aggressive_guard_free_semantics", &level))
    return FALSE;
  if (level < 0 || level > G_MAXINT)
    return shape_trace_fail (self, "config: aggressive_guard_free_semantics is out of range");
  config->aggressive_guard_free_semantics = (guint) level;
  return TRUE;
}

/* The settings that are plain flags. */
static const struct
{
  const char *name;
  gsize       offset;
} flags[] = {
  { "use_duck_shape", G_STRUCT_OFFSET (ShapeEnvConfig, use_duck_shape) },
  { "backed_size_oblivious", G_STRUCT_OFFSET (ShapeEnvConfig, backed_size_oblivious) },
  { "inject_EVALUATE_EXPR_flip_equality_TESTING_ONLY",
    G_STRUCT_OFFSET (ShapeEnvConfig, inject_evaluate_expr_flip_equality) },
  { "translation_validation", G_STRUCT_OFFSET (ShapeEnvConfig, translation_validation) },
};

static gboolean
read_setting (ShapeTraceReader *self,
              ShapeJson        *json,
              ShapeEnvConfig   *config)
{
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (shape_json_is (json, flags[i].name))
      return shape_trace_read_bool (self, json, flags[i].name, &G_STRUCT_MEMBER (gboolean, config, flags[i].offset));
  if (shape_json_is (json, "aggressive_guard_free_semantics"))
    return read_level (self, json, config);
  if (shape_json_is (json, "symbol_guard_limit_before_specialize"))
    return read_guard_limit (self, json, config);
  return shape_json_skip (json);
}

static gboolean
read_config (ShapeTraceReader *self,
             ShapeSlice        slice,
             ShapeEnvConfig   *config)
{
  g_auto (ShapeJson) json = { 0 };

  if (slice.text == NULL)
    return shape_trace_fail (self, "config: is missing");
  shape_slice_open (slice, &json);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "config: an object is expected");
  while (shape_json_next_member (&json))
    if (!read_setting (self, &json, config))
      return FALSE;
  return TRUE;
}

/* `{"unchecked": [TEXT…]}` */
static gboolean
read_lossy (ShapeTraceReader *self,
            ShapeSlice        slice)
{
  g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func (g_free);
  g_auto (ShapeJson) json = { 0 };
  const char *phrase;

  if (slice.text == NULL)
    return TRUE;
  shape_slice_open (slice, &json);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "lossy: an object is expected");
  while (shape_json_next_member (&json))
    if (!shape_json_is (&json, "unchecked"))
      shape_json_skip (&json);
    else if (shape_json_next (&json) != SHAPE_JSON_LIST)
      return shape_trace_fail (self, "unchecked: a list is expected");
    else
      while (shape_json_next_item (&json))
        {
          if (!shape_trace_read_text (self, &json, "unchecked", &phrase))
            return FALSE;
          g_ptr_array_add (phrases, g_strdup (phrase));
        }
  g_ptr_array_add (phrases, NULL);
  self->trace->unchecked = (GStrv) g_ptr_array_steal (phrases, NULL);
  return TRUE;
}

gboolean
shape_trace_read_header (ShapeTraceReader             *self,
                         const ShapeTraceHeaderSlices *slices)
{
  ShapeEnvConfig *config = &self->trace->config;
  g_auto (ShapeJson) json = { 0 };

  if (!is_format (self, slices->format) || !check_version (self, slices->version))
    return FALSE;
  read_names (self->trace, slices);
  if (!read_lossy (self, slices->lossy) || !read_config (self, slices->config, config))
    return FALSE;
  if (slices->translation_validation.text == NULL)
    return TRUE;
  shape_slice_open (slices->translation_validation, &json);
  return shape_trace_read_bool (self, &json, "translation_validation", &config->translation_validation);
}
