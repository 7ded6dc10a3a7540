/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-reader-private.h"

#include "../shape-hash-private.h"

#include <string.h>

/* Reads a trace, line by line. Most lines of a trace are among a few hundred texts that
 * come again and again, so a line is first looked up by its bytes; only a text that was
 * not seen before is parsed. */

/* A line longer than this is not looked up: it hardly comes again. */
#define LARGEST_COMMON_LINE 1024u

typedef struct
{
  ShapeTraceReader       base;
  const ShapeTraceLine **slots; /* the lines seen, by hash: open addressing, a power of two of slots */
  guint                  n_slots;
  guint                  n_lines;
  guint                  n_room; /* so many lines and events of the trace fit without a look */
  gint64                 end;   /* what the end line says; -1: there was none */
} Reader;

/* Most lines are appended and that is all: without a call of g_array_append_vals(). */
#define append_to_room(array, type, value) (g_array_index ((array), type, (array)->len++) = (value))

static void
reserve (GArray *array,
         guint   n)
{
  guint len = array->len;

  g_array_set_size (array, n);
  g_array_set_size (array, len);
}

static void
make_room (Reader *self)
{
  self->n_room = MAX (self->n_room * 2, 128);
  reserve (self->base.trace->lines, self->n_room);
  reserve (self->base.trace->events, self->n_room);
}

/* The members of a line, the most frequent first. */
enum
{
  KEY_EVENT, KEY_ARGS, KEY_RESULT, KEY_EFFECTS, KEY_WHERE, KEY_TRACKED_FAKES, KEY_RAISED, KEY_EXPORTING,
  KEY_DEFINE, KEY_STATE, KEY_GUARDS, KEY_END,
  KEY_FORMAT, KEY_VERSION, KEY_PRODUCER, KEY_META, KEY_CONFIG, KEY_TRANSLATION_VALIDATION, KEY_LOSSY, N_KEYS
};

#define KEY_NAME(name) { name, sizeof name - 1 }

static const ShapeSlice key_names[N_KEYS] = {
  KEY_NAME ("event"), KEY_NAME ("args"), KEY_NAME ("result"), KEY_NAME ("effects"), KEY_NAME ("where"),
  KEY_NAME ("tracked_fakes"), KEY_NAME ("raised"), KEY_NAME ("exporting"),
  KEY_NAME ("define"), KEY_NAME ("state"), KEY_NAME ("guards"), KEY_NAME ("end"),
  KEY_NAME ("format"), KEY_NAME ("version"), KEY_NAME ("producer"), KEY_NAME ("meta"),
  KEY_NAME ("config"), KEY_NAME ("translation_validation"), KEY_NAME ("lossy"),
};

/* The values of a line's members. */
typedef struct
{
  ShapeSlice line;
  ShapeSlice keys[N_KEYS];
} Line;

/* Where the value of the member whose name was just read is kept; NULL: nowhere. */
static ShapeSlice *
find_key (Line            *line,
          const ShapeJson *json)
{
  for (guint key = 0; key < N_KEYS; key++)
    if (key_names[key].n_bytes == json->n_bytes && key_names[key].text[0] == json->text[0] &&
        memcmp (key_names[key].text, json->text, json->n_bytes) == 0)
      return &line->keys[key];
  return NULL;
}

/* The members may come in any order, so that their places are found first. */
static gboolean
find_keys (ShapeTraceReader *self,
           Line             *line)
{
  g_auto (ShapeJson) json = { 0 };

  memset (line->keys, 0, sizeof line->keys);
  shape_slice_open (line->line, &json);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "it is no JSON object");
  while (shape_json_next_member (&json))
    {
      ShapeSlice *slice = find_key (line, &json);

      if (slice == NULL ? !shape_json_skip (&json) : !shape_json_slice (&json, &slice->text, &slice->n_bytes))
        break;
    }
  if (json.error == NULL && !shape_json_at_end (&json))
    shape_json_fail (&json, "something stands behind the object");
  return json.error == NULL || shape_trace_fail_json (self, &json);
}

static gboolean
has_key (const Line *line,
         guint       key)
{
  return line->keys[key].text != NULL;
}

static void
open_key (ShapeJson  *json,
          const Line *line,
          guint       key)
{
  shape_slice_open (line->keys[key], json);
}

/* Events */

static gboolean
read_event_kind (ShapeTraceReader *self,
                 const Line       *line,
                 ShapeEventKind   *kind)
{
  g_auto (ShapeJson) json = { 0 };

  open_key (&json, line, KEY_EVENT);
  if (shape_json_next (&json) != SHAPE_JSON_STRING)
    return shape_trace_fail (self, "event: a name is expected");
  if (!shape_event_kind_from_name (json.text, json.n_bytes, kind))
    return shape_trace_fail (self, "event: unknown event %.*s", (int) MIN (json.n_bytes, 80), json.text);
  return TRUE;
}

static gboolean
read_args (ShapeTraceReader         *self,
           const Line               *line,
           const ShapeEventKindInfo *info,
           ShapeValue               *values)
{
  g_auto (ShapeJson) json = { 0 };
  guint seen = 0;

  open_key (&json, line, KEY_ARGS);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "args: an object is expected");
  while (shape_json_next_member (&json))
    {
      guint i;

      for (i = 0; i < info->n_args; i++)
        if (shape_json_is (&json, info->args[i].name))
          break;
      if (i == info->n_args)
        shape_json_skip (&json);
      else if (!shape_trace_read_arg (self, &json, &info->args[i], &values[i]))
        return FALSE;
      else
        seen |= 1u << i;
    }
  for (guint i = 0; i < info->n_args; i++)
    if ((seen & (1u << i)) == 0)
      {
        if ((info->args[i].type & SHAPE_ARG_OPTIONAL) == 0)
          return shape_trace_fail (self, "args: %s is missing", info->args[i].name);
        values[i] = info->args[i].default_value;
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
read_exporting (ShapeTraceReader *self,
                const Line       *line,
                ShapeEventArgs   *args)
{
  g_auto (ShapeJson) json = { 0 };
  gboolean exporting = FALSE;

  if (!has_key (line, KEY_EXPORTING))
    return TRUE;
  open_key (&json, line, KEY_EXPORTING);
  if (!shape_trace_read_bool (self, &json, "exporting", &exporting))
    return FALSE;
  args->exporting = exporting != FALSE;
  return TRUE;
}

static gboolean
read_result (ShapeTraceReader *self,
             const Line       *line,
             ShapeTraceLine   *event)
{
  g_auto (ShapeJson) json = { 0 };
  ShapeValue *result;

  if (!has_key (line, KEY_RESULT))
    return TRUE;
  result = shape_arena_new_array (self->trace->arena, ShapeValue, 1);
  open_key (&json, line, KEY_RESULT);
  if (!shape_trace_read_value (self, &json, "result", result))
    return FALSE;
  event->record.result = result;
  return TRUE;
}

/* An object of two texts, each of which may be missing. */
static gboolean
read_texts (ShapeTraceReader  *self,
            const Line        *line,
            guint              key,
            const char *const  names[2],
            const char       **texts[2])
{
  const char *what = key_names[key].text;
  g_auto (ShapeJson) json = { 0 };

  open_key (&json, line, key);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "%s: an object is expected", what);
  while (shape_json_next_member (&json))
    if (shape_json_is (&json, names[0]) ? !shape_trace_read_text (self, &json, what, texts[0]) :
        shape_json_is (&json, names[1]) ? !shape_trace_read_text (self, &json, what, texts[1]) :
        !shape_json_skip (&json))
      return FALSE;
  return TRUE;
}

static gboolean
read_raised (ShapeTraceReader *self,
             const Line       *line,
             ShapeTraceLine   *event)
{
  static const char *const names[] = { "class", "message" };
  ShapeEventError *raised;

  if (!has_key (line, KEY_RAISED))
    return TRUE;
  raised = shape_arena_new_array (self->trace->arena, ShapeEventError, 1);
  if (!read_texts (self, line, KEY_RAISED, names, (const char **[]) { &raised->class_name, &raised->message }))
    return FALSE;
  if (raised->class_name == NULL)
    return shape_trace_fail (self, "raised: the class is missing");
  raised->code = shape_error_from_class_name (raised->class_name);
  event->record.raised = raised;
  return TRUE;
}

static gboolean
read_place (ShapeTraceReader *self,
            const Line       *line,
            ShapeTraceLine   *event)
{
  static const char *const names[] = { "framework", "user" };
  ShapeEventPlace *place;

  if (!has_key (line, KEY_WHERE))
    return TRUE;
  place = shape_arena_new_array (self->trace->arena, ShapeEventPlace, 1);
  if (!read_texts (self, line, KEY_WHERE, names, (const char **[]) { &place->framework, &place->user }))
    return FALSE;
  event->record.place = place;
  return TRUE;
}

static gboolean
read_fakes (ShapeTraceReader         *self,
            const Line               *line,
            const ShapeTrackedFakes **fakes)
{
  g_auto (ShapeJson) json = { 0 };
  gpointer found = NULL;

  if (!has_key (line, KEY_TRACKED_FAKES))
    return TRUE;
  open_key (&json, line, KEY_TRACKED_FAKES);
  if (!shape_trace_read_id (self, &json, "tracked_fakes", self->trace->fakes, &found))
    return FALSE;
  *fakes = found;
  return TRUE;
}

static ShapeSlice
place_slice (const ShapeTraceLine *event,
             const Line           *line,
             guint                 key)
{
  ShapeSlice slice = line->keys[key];

  if (slice.text != NULL)
    slice.text = event->text.text + (slice.text - line->line.text);
  return slice;
}

static gboolean
read_event (ShapeTraceReader *self,
            const Line       *line,
            ShapeTraceLine   *event)
{
  const ShapeEventKindInfo *info;
  ShapeEventArgs *args;
  ShapeEventKind kind;

  if (!read_event_kind (self, line, &kind))
    return FALSE;
  if (!has_key (line, KEY_ARGS))
    return shape_trace_fail (self, "args: is missing");
  info = &shape_event_kinds[kind];
  args = shape_arena_alloc (self->trace->arena, sizeof (ShapeEventArgs) + sizeof (ShapeValue) * info->n_args);
  args->kind = (guint8) kind;
  args->n_values = (guint8) info->n_args;
  event->is_event = TRUE;
  event->record.args = args;
  event->effects = place_slice (event, line, KEY_EFFECTS);
  event->has_result = has_key (line, KEY_RESULT) || has_key (line, KEY_RAISED);
  if (event->effects.text != NULL)
    self->trace->has_effects = TRUE;
  return read_args (self, line, info, args->values) && check_args (self, args) &&
         read_exporting (self, line, args) && read_result (self, line, event) &&
         read_raised (self, line, event) && read_place (self, line, event) &&
         read_fakes (self, line, &event->record.tracked_fakes);
}

/* The constructor stands first, and only there. */
static gboolean
add_event (ShapeTraceReader     *self,
           const ShapeTraceLine *event)
{
  gboolean is_new = event->record.args->kind == SHAPE_EVENT_NEW;

  if (is_new != (self->trace->events->len == 0))
    return shape_trace_fail (self, is_new ? "a second constructor" : "the first event is not the constructor");
  if (self->trace->state_line != 0)
    return shape_trace_fail (self, "an event behind the final state");
  append_to_room (self->trace->events, guint, self->line);
  return TRUE;
}

/* The other lines */

static gboolean
read_define (ShapeTraceReader *self,
             const Line       *line)
{
  g_auto (ShapeJson) json = { 0 };
  const char *kind;

  open_key (&json, line, KEY_DEFINE);
  return shape_trace_read_text (self, &json, "define", &kind) && shape_trace_read_definition (self, kind, line->line);
}

static gboolean
read_end (Reader     *self,
          const Line *line)
{
  g_auto (ShapeJson) json = { 0 };

  open_key (&json, line, KEY_END);
  if (!shape_trace_read_integer (&self->base, &json, "end", &self->end))
    return FALSE;
  if (self->end != (gint64) self->base.trace->events->len)
    return shape_trace_fail (&self->base, "end: %" G_GINT64_FORMAT " events, but %u were read", self->end,
                             self->base.trace->events->len);
  return TRUE;
}

/* The state and the guards are kept as text, for whoever wants to hold something against them. */
static gboolean
keep_answers (ShapeTraceReader     *self,
              const Line           *line,
              const ShapeTraceLine *kept)
{
  ShapeTrace *trace = self->trace;

  if (has_key (line, KEY_STATE))
    {
      trace->state_line = self->line;
      trace->state = place_slice (kept, line, KEY_STATE);
      return TRUE;
    }
  trace->guards_line = self->line;
  trace->guards = place_slice (kept, line, KEY_GUARDS);
  return read_fakes (self, line, &trace->guards_fakes);
}

static gboolean
read_new_line (Reader         *self,
               const Line     *line,
               ShapeTraceLine *kept)
{
  ShapeTraceReader *base = &self->base;

  if (has_key (line, KEY_EVENT))
    return read_event (base, line, kept) && add_event (base, kept);
  if (has_key (line, KEY_DEFINE))
    return read_define (base, line);
  if (has_key (line, KEY_STATE) || has_key (line, KEY_GUARDS))
    return keep_answers (base, line, kept);
  if (has_key (line, KEY_END))
    return read_end (self, line);
  if (has_key (line, KEY_FORMAT))
    return shape_trace_fail (base, "a second header");
  return shape_trace_fail (base, "it is no header, definition, event, state, guards or end");
}

static gboolean
read_header (ShapeTraceReader *self,
             const Line       *line)
{
  ShapeTraceHeaderSlices slices = {
    .format = line->keys[KEY_FORMAT],
    .version = line->keys[KEY_VERSION],
    .producer = line->keys[KEY_PRODUCER],
    .meta = line->keys[KEY_META],
    .config = line->keys[KEY_CONFIG],
    .translation_validation = line->keys[KEY_TRANSLATION_VALIDATION],
    .lossy = line->keys[KEY_LOSSY],
  };

  return shape_trace_read_header (self, &slices);
}

/* Lines that were seen */

/* The slot of a line, or the free one where it belongs. */
static const ShapeTraceLine **
find_slot (const Reader *self,
           ShapeSlice    text,
           guint64       hash)
{
  for (guint i = (guint) hash;; i++)
    {
      const ShapeTraceLine **slot = &self->slots[i & (self->n_slots - 1)];

      if (*slot == NULL || ((*slot)->hash == hash && (*slot)->text.n_bytes == text.n_bytes &&
                            memcmp ((*slot)->text.text, text.text, text.n_bytes) == 0))
        return slot;
    }
}

static void
grow_slots (Reader *self)
{
  const ShapeTraceLine **old = self->slots;
  guint n_old = self->n_slots;

  self->n_slots = MAX (n_old * 4, 256);
  self->slots = g_new0 (const ShapeTraceLine *, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i] != NULL)
      *find_slot (self, old[i]->text, old[i]->hash) = old[i];
  g_free (old);
}

static ShapeTraceLine *
keep_line (ShapeTraceReader *self,
           ShapeSlice        text,
           guint64           hash)
{
  ShapeTraceLine *kept = shape_arena_new_array (self->trace->arena, ShapeTraceLine, 1);

  kept->text.text = shape_arena_text (self->trace->arena, text.text, text.n_bytes);
  kept->text.n_bytes = text.n_bytes;
  kept->hash = hash;
  return kept;
}

/* Lines */

static gboolean
is_blank (ShapeSlice text)
{
  for (gsize i = 0; i < text.n_bytes; i++)
    if (text.text[i] != ' ' && text.text[i] != '\t' && text.text[i] != '\r')
      return FALSE;
  return TRUE;
}

static const ShapeTraceLine *
parse_line (Reader    *self,
            ShapeSlice text,
            guint64    hash)
{
  Line line = { .line = text };
  ShapeTraceLine *kept;
  gboolean ok;

  if (!find_keys (&self->base, &line))
    return NULL;
  kept = keep_line (&self->base, text, hash);
  if (self->n_lines++ == 0)
    ok = read_header (&self->base, &line);
  else if (self->end >= 0)
    ok = shape_trace_fail (&self->base, "a line behind the end");
  else
    ok = read_new_line (self, &line, kept);
  g_array_set_size (self->base.stack, 0);
  return ok ? kept : NULL;
}

static gboolean
read_line (Reader    *self,
           ShapeSlice text)
{
  const ShapeTraceLine **slot = NULL;
  const ShapeTraceLine *line;
  guint64 hash = 0;

  if (text.n_bytes <= LARGEST_COMMON_LINE)
    {
      if (self->n_lines * 2 >= self->n_slots)
        grow_slots (self);
      hash = shape_hash_bytes (text.text, text.n_bytes);
      slot = find_slot (self, text, hash);
      if (*slot != NULL && self->end < 0)
        {
          append_to_room (self->base.trace->lines, const ShapeTraceLine *, *slot);
          return add_event (&self->base, *slot);
        }
    }
  line = is_blank (text) ? NULL : parse_line (self, text, hash);
  if (self->base.error != NULL)
    return FALSE;
  if (slot != NULL && line != NULL && line->is_event)
    *slot = line;
  append_to_room (self->base.trace->lines, const ShapeTraceLine *, line);
  return TRUE;
}

void
shape_trace_take_error (ShapeTraceReader *self,
                        GError          **error)
{
  /* A failure of the pool (its budget is used up) is the cause of what follows from it. */
  GError *cause = NULL;

  if (!shape_pool_check (self->trace->pool, &cause))
    {
      g_clear_error (&self->error);
      g_propagate_prefixed_error (error, cause, "line %u: ", self->line);
      return;
    }
  g_propagate_error (error, g_steal_pointer (&self->error));
}

/* A cut-off trace ends in the middle of a line, or before its end line. */
static gboolean
finish (Reader         *self,
        ShapeTraceFlags flags,
        GError        **error)
{
  ShapeTrace *trace = self->base.trace;

  trace->is_complete = self->end >= 0;
  if (self->n_lines == 0)
    g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TRACE, "it is empty");
  else if (trace->is_complete || ((flags & SHAPE_TRACE_ALLOW_TRUNCATED) != 0 && trace->events->len > 0))
    return TRUE;
  else
    g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_TRUNCATED, "line %u: the trace was cut off: it has no end line",
                 self->base.line);
  return FALSE;
}

static gboolean
read_lines (Reader          *self,
            ShapeLineReader *lines,
            ShapeTraceFlags  flags,
            GError         **error)
{
  g_autoptr (GError) local = NULL;
  gboolean is_whole = TRUE;
  ShapeSlice text;

  while (shape_line_reader_next (lines, &text.text, &text.n_bytes, &is_whole, &local))
    {
      if (self->base.line++ == self->n_room)
        make_room (self);
      shape_pool_begin_question (self->base.trace->pool);
      if (read_line (self, text))
        continue;
      if (is_whole || self->n_lines <= 1)
        {
          shape_trace_take_error (&self->base, error);
          return FALSE;
        }
      /* The last line was cut off. */
      g_clear_error (&self->base.error);
      shape_pool_check (self->base.trace->pool, NULL);
      break;
    }
  self->base.trace->n_bytes = shape_line_reader_get_size (lines);
  if (local != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local), "line %u: ", self->base.line + 1);
      return FALSE;
    }
  return finish (self, flags, error);
}

gboolean
shape_trace_read (ShapeTrace      *trace,
                  ShapeLineReader *lines,
                  ShapeTraceFlags  flags,
                  GError         **error)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (ShapeValue));
  Reader reader = { .base = { .trace = trace, .stack = stack }, .end = -1 };
  gboolean ok = read_lines (&reader, lines, flags, error);

  g_clear_error (&reader.base.error);
  g_free (reader.slots);
  return ok;
}
