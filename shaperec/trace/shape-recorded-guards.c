/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-recorded-guards-private.h"

#include "../guards/shape-guard-producer-private.h"

#include <string.h>

/* The guards that a trace has at its end, and those that its environment gives. */

void
shape_recorded_guards_clear (ShapeRecordedGuards guards[SHAPE_N_RECORDED_LANGUAGES])
{
  for (guint i = 0; i < SHAPE_N_RECORDED_LANGUAGES; i++)
    g_clear_pointer (&guards[i].texts, g_ptr_array_unref);
}

static gboolean
read_texts (ShapeTraceReader *reader,
            ShapeJson        *json,
            GPtrArray        *texts)
{
  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return shape_trace_fail (reader, "guards: a list is expected");
  while (shape_json_next_item (json))
    {
      if (shape_json_next (json) != SHAPE_JSON_STRING)
        return shape_trace_fail (reader, "guards: a string is expected");
      g_ptr_array_add (texts, g_strndup (json->text, json->n_bytes));
    }
  return TRUE;
}

/* `python`, or `python_error`. */
static gboolean
find_language (const char         *name,
               ShapeGuardLanguage *language,
               gboolean           *is_error)
{
  g_autofree char *stem = g_strdup (name);

  *is_error = g_str_has_suffix (stem, "_error");
  if (*is_error)
    stem[strlen (stem) - strlen ("_error")] = '\0';
  return shape_guard_language_from_name (stem, language);
}

static gboolean
read_language (ShapeTraceReader    *reader,
               ShapeJson           *json,
               ShapeRecordedGuards *guards)
{
  g_autofree char *name = g_strndup (json->text, json->n_bytes);
  ShapeGuardLanguage language;
  ShapeRecordedGuards *entry;
  gboolean is_error;

  if (!find_language (name, &language, &is_error))
    return shape_json_skip (json);
  entry = &guards[language];
  if (entry->is_known)
    return shape_trace_fail (reader, "guards: %s is there twice", name);
  entry->is_known = TRUE;
  entry->is_error = is_error;
  entry->texts = g_ptr_array_new_with_free_func (g_free);
  if (!read_texts (reader, json, entry->texts))
    return FALSE;
  if (is_error && entry->texts->len != 2)
    return shape_trace_fail (reader, "guards: %s is a class and a message", name);
  return TRUE;
}

gboolean
shape_recorded_guards_read (ShapeTraceReader    *reader,
                            ShapeSlice           slice,
                            ShapeRecordedGuards  guards[SHAPE_N_RECORDED_LANGUAGES])
{
  g_auto (ShapeJson) json = { 0 };

  shape_slice_open (slice, &json);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (reader, "guards: an object is expected");
  while (shape_json_next_member (&json))
    if (!read_language (reader, &json, guards))
      return json.error ? shape_trace_fail_json (reader, &json) : FALSE;
  return json.error == NULL || shape_trace_fail_json (reader, &json);
}

const ShapeTrackedFakes *
shape_trace_find_inputs (ShapeTrace *trace,
                         guint       n_events)
{
  if (n_events >= trace->events->len && trace->guards_fakes != NULL)
    return trace->guards_fakes;
  for (guint i = MIN (n_events, trace->events->len); i > 0; i--)
    if (shape_trace_event (trace, i - 1)->record.tracked_fakes != NULL)
      return shape_trace_event (trace, i - 1)->record.tracked_fakes;
  return NULL;
}

GStrv
shape_trace_produce_guards (ShapeTrace               *trace,
                            const ShapeTrackedFakes  *inputs,
                            ShapeEnv                 *env,
                            ShapeGuardLanguage        language,
                            GError                  **error)
{
  const ShapeGuardRequest request = {
    .inputs = inputs->loud,
    .n_inputs = inputs->n_loud,
    .languages = &language,
    .n_languages = 1,
  };

  g_assert (env->pool == trace->pool);
  return shape_env_produce_texts (env, &request, error);
}
