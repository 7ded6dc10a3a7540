/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-private.h"

/* The events of a trace. The members of one are read as they come into a draft. */

typedef struct
{
  ShapeTraceReader         *reader;
  const ShapeEventKindInfo *info;
  ShapeTraceLine           *line;
  ShapeEventArgs           *args; /* NULL until they were read */
  gboolean                  exporting;
} Draft;

/* Arguments */

static gboolean
read_kind (ShapeTraceReader *self,
           ShapeJson        *json,
           ShapeEventKind   *kind)
{
  if (shape_json_next (json) != SHAPE_JSON_STRING)
    return shape_trace_fail (self, "event: a name is expected");
  if (!shape_event_kind_from_name (json->text, json->n_bytes, kind))
    return shape_trace_fail (self, "event: unknown event %.*s", (int) MIN (json->n_bytes, 80), json->text);
  return TRUE;
}

/* The place of the argument whose name was read last; behind all where there is none. */
static guint
find_arg (const ShapeEventKindInfo *info,
          const ShapeJson          *json)
{
  guint i;

  for (i = 0; i < info->n_args; i++)
    if (shape_json_is (json, info->args[i].name))
      break;
  return i;
}

static gboolean
take_defaults (Draft *draft,
               guint  seen)
{
  const ShapeArgInfo *args = draft->info->args;

  for (guint i = 0; i < draft->info->n_args; i++)
    if ((seen & (1u << i)) == 0)
      {
        if ((args[i].type & SHAPE_ARG_OPTIONAL) == 0)
          return shape_trace_fail (draft->reader, "args: %s is missing", args[i].name);
        draft->args->values[i] = args[i].default_value;
      }
  return TRUE;
}

/* What no type of a single argument can say. */
static gboolean
check_args (ShapeTraceReader     *self,
            const ShapeEventArgs *args)
{
  const ShapeValue *values = args->values;

  if (args->kind != SHAPE_EVENT_CREATE_SIZES_STRIDES_STORAGE_OFFSET)
    return TRUE;
  if (values[0].n_items != values[1].n_items || values[0].n_items != values[3].n_items)
    return shape_trace_fail (self, "args: sizes, strides and is_dim_dynamic differ in length");
  if (values[5].kind == SHAPE_VALUE_CONTEXT && values[5].context->n_dims != values[0].n_items)
    return shape_trace_fail (self, "args: symbolic_context has another number of dimensions");
  return TRUE;
}

static gboolean
read_args (Draft     *draft,
           ShapeJson *json)
{
  ShapeTraceReader *reader = draft->reader;
  const ShapeEventKindInfo *info = draft->info;
  guint seen = 0;

  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (reader, "args: an object is expected");
  draft->args = shape_arena_alloc (reader->trace->arena, sizeof (ShapeEventArgs) + sizeof (ShapeValue) * info->n_args);
  draft->args->kind = (guint8) (info - shape_event_kinds);
  draft->args->n_values = (guint8) info->n_args;
  while (shape_json_next_member (json))
    {
      guint i = find_arg (info, json);

      if (i == info->n_args)
        shape_json_skip (json);
      else if (!shape_trace_read_arg (reader, json, &info->args[i], &draft->args->values[i]))
        return FALSE;
      else
        seen |= 1u << i;
    }
  return take_defaults (draft, seen) && check_args (reader, draft->args);
}

static gboolean
read_exporting (Draft     *draft,
                ShapeJson *json)
{
  return shape_trace_read_bool (draft->reader, json, "exporting", &draft->exporting);
}

/* What came of it */

static gboolean
read_result (Draft     *draft,
             ShapeJson *json)
{
  ShapeValue *result = shape_arena_new_array (draft->reader->trace->arena, ShapeValue, 1);

  draft->line->has_result = TRUE;
  draft->line->record.result = result;
  return shape_trace_read_value (draft->reader, json, "result", result);
}

/* An object of two texts, each of which may be missing. */
static gboolean
read_texts (ShapeTraceReader  *self,
            ShapeJson         *json,
            const char        *what,
            const char *const  names[2],
            const char       **texts[2])
{
  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "%s: an object is expected", what);
  while (shape_json_next_member (json))
    if (shape_json_is (json, names[0]) ? !shape_trace_read_text (self, json, what, texts[0]) :
        shape_json_is (json, names[1]) ? !shape_trace_read_text (self, json, what, texts[1]) :
        !shape_json_skip (json))
      return FALSE;
  return TRUE;
}

static gboolean
read_raised (Draft     *draft,
             ShapeJson *json)
{
  static const char *const names[] = { "class", "message" };
  ShapeEventError *raised = shape_arena_new_array (draft->reader->trace->arena, ShapeEventError, 1);

  draft->line->has_result = TRUE;
  draft->line->record.raised = raised;
  if (!read_texts (draft->reader, json, "raised", names, (const char **[]) { &raised->class_name, &raised->message }))
    return FALSE;
  if (raised->class_name == NULL)
    return shape_trace_fail (draft->reader, "raised: the class is missing");
  raised->code = shape_error_from_class_name (raised->class_name);
  return TRUE;
}

static gboolean
read_place (Draft     *draft,
            ShapeJson *json)
{
  static const char *const names[] = { "framework", "user" };
  ShapeEventPlace *place = shape_arena_new_array (draft->reader->trace->arena, ShapeEventPlace, 1);

  draft->line->record.place = place;
  return read_texts (draft->reader, json, "where", names, (const char **[]) { &place->framework, &place->user });
}

/* Kept as text, until they are held against others. */
static gboolean
read_effects (Draft     *draft,
              ShapeJson *json)
{
  draft->reader->trace->has_effects = TRUE;
  return shape_json_slice (json, &draft->line->effects.text, &draft->line->effects.n_bytes);
}

gboolean
shape_trace_read_fakes (ShapeTraceReader         *self,
                        ShapeJson                *json,
                        const ShapeTrackedFakes **fakes)
{
  gpointer found = NULL;

  if (!shape_trace_read_id (self, json, "tracked_fakes", self->trace->fakes, &found))
    return FALSE;
  *fakes = found;
  return TRUE;
}

static gboolean
read_fakes (Draft     *draft,
            ShapeJson *json)
{
  return shape_trace_read_fakes (draft->reader, json, &draft->line->record.tracked_fakes);
}

/* The whole */

static const struct
{
  const char *name;
  gboolean  (*read) (Draft *draft, ShapeJson *json);
} members[] = {
  { "args", read_args },
  { "result", read_result },
  { "effects", read_effects },
  { "where", read_place },
  { "tracked_fakes", read_fakes },
  { "raised", read_raised },
  { "exporting", read_exporting },
};

static gboolean
read_member (Draft     *draft,
             ShapeJson *json)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (shape_json_is (json, members[i].name))
      return members[i].read (draft, json);
  return shape_json_skip (json);
}

gboolean
shape_trace_read_event (ShapeTraceReader *self,
                        ShapeJson        *json,
                        ShapeJson        *rest,
                        ShapeTraceLine   *line)
{
  Draft draft = { .reader = self, .line = line };
  ShapeEventKind kind;

  if (!read_kind (self, json, &kind))
    return FALSE;
  draft.info = &shape_event_kinds[kind];
  while (shape_json_next_member (rest))
    if (!read_member (&draft, rest))
      return FALSE;
  if (!shape_trace_finish_line (self, rest))
    return FALSE;
  if (draft.args == NULL)
    return shape_trace_fail (self, "args: is missing");
  draft.args->exporting = draft.exporting != FALSE;
  line->is_event = TRUE;
  line->record.args = draft.args;
  return TRUE;
}
