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

/* The members by which lines that are no events and no definitions are told apart, and those of the header. */
enum
{
  KEY_EVENT, KEY_DEFINE, KEY_STATE, KEY_GUARDS, KEY_TRACKED_FAKES, KEY_END,
  KEY_FORMAT, KEY_VERSION, KEY_PRODUCER, KEY_META, KEY_CONFIG, KEY_TRANSLATION_VALIDATION, KEY_LOSSY, N_KEYS
};

static const char *const key_names[N_KEYS] = {
  "event", "define", "state", "guards", "tracked_fakes", "end",
  "format", "version", "producer", "meta", "config", "translation_validation", "lossy",
};

/* The values of a line's members. */
typedef struct
{
  ShapeSlice keys[N_KEYS];
} Line;

/* Where the value of the member whose name was just read is kept; NULL: nowhere. */
static ShapeSlice *
find_key (Line            *line,
          const ShapeJson *json)
{
  for (guint key = 0; key < N_KEYS; key++)
    if (shape_json_is (json, key_names[key]))
      return &line->keys[key];
  return NULL;
}

/* The members may come in any order, so that their places are found first. */
static gboolean
find_keys (ShapeTraceReader *self,
           ShapeSlice        text,
           Line             *line)
{
  g_auto (ShapeJson) json = { 0 };

  *line = (Line) { 0 };
  shape_slice_open (text, &json);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "it is no JSON object");
  while (shape_json_next_member (&json))
    {
      ShapeSlice *slice = find_key (line, &json);

      if (slice == NULL ? !shape_json_skip (&json) : !shape_json_slice (&json, &slice->text, &slice->n_bytes))
        break;
    }
  return shape_trace_finish_line (self, &json);
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

/* An event or a definition, whose kind is what @json reads next. The other members are read as they come from
 * @members, which stands in the object of the line. */
static gboolean
read_by_kind (ShapeTraceReader *self,
              gboolean          is_event,
              ShapeJson        *json,
              ShapeJson        *members,
              ShapeTraceLine   *line)
{
  if (is_event)
    return shape_trace_read_event (self, json, members, line) && add_event (self, line);
  return shape_trace_read_definition (self, json, members);
}

/* The other lines */

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
keep_answers (ShapeTraceReader *self,
              const Line       *line)
{
  ShapeTrace *trace = self->trace;
  g_auto (ShapeJson) json = { 0 };

  if (has_key (line, KEY_STATE))
    {
      trace->state_line = self->line;
      trace->state = line->keys[KEY_STATE];
      return TRUE;
    }
  trace->guards_line = self->line;
  trace->guards = line->keys[KEY_GUARDS];
  if (!has_key (line, KEY_TRACKED_FAKES))
    return TRUE;
  open_key (&json, line, KEY_TRACKED_FAKES);
  return shape_trace_read_fakes (self, &json, &trace->guards_fakes);
}

/* What a line is by its members, wherever they stand. */
static gboolean
read_by_keys (Reader         *self,
              ShapeTraceLine *kept)
{
  ShapeTraceReader *base = &self->base;
  Line line;

  if (!find_keys (base, kept->text, &line))
    return FALSE;
  if (has_key (&line, KEY_EVENT) || has_key (&line, KEY_DEFINE))
    {
      guint key = has_key (&line, KEY_EVENT) ? KEY_EVENT : KEY_DEFINE;
      g_auto (ShapeJson) json = { 0 };
      g_auto (ShapeJson) members = { 0 };

      open_key (&json, &line, key);
      shape_slice_open (kept->text, &members);
      shape_json_next (&members);
      return read_by_kind (base, key == KEY_EVENT, &json, &members, kept);
    }
  if (has_key (&line, KEY_STATE) || has_key (&line, KEY_GUARDS))
    return keep_answers (base, &line);
  if (has_key (&line, KEY_END))
    return read_end (self, &line);
  if (has_key (&line, KEY_FORMAT))
    return shape_trace_fail (base, "a second header");
  return shape_trace_fail (base, "it is no header, definition, event, state, guards or end");
}

/* Writers put first what tells what a line is: the rest of an event or a definition is then read without a look ahead. */
static gboolean
read_new_line (Reader         *self,
               ShapeTraceLine *kept)
{
  g_auto (ShapeJson) json = { 0 };

  shape_slice_open (kept->text, &json);
  if (shape_json_next (&json) == SHAPE_JSON_OBJECT && shape_json_next_member (&json) &&
      (shape_json_is (&json, key_names[KEY_EVENT]) || shape_json_is (&json, key_names[KEY_DEFINE])))
    return read_by_kind (&self->base, shape_json_is (&json, key_names[KEY_EVENT]), &json, &json, kept);
  return read_by_keys (self, kept);
}

static gboolean
read_header (ShapeTraceReader     *self,
             const ShapeTraceLine *kept)
{
  ShapeTraceHeaderSlices slices;
  Line line;

  if (!find_keys (self, kept->text, &line))
    return FALSE;
  slices = (ShapeTraceHeaderSlices) {
    .format = line.keys[KEY_FORMAT],
    .version = line.keys[KEY_VERSION],
    .producer = line.keys[KEY_PRODUCER],
    .meta = line.keys[KEY_META],
    .config = line.keys[KEY_CONFIG],
    .translation_validation = line.keys[KEY_TRANSLATION_VALIDATION],
    .lossy = line.keys[KEY_LOSSY],
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

/* What is wrong with the line as JSON is told before what is wrong with its members, which may follow from it. */
static void
explain_failure (ShapeTraceReader *self,
                 ShapeSlice        text)
{
  GError *first = g_steal_pointer (&self->error);
  Line line;

  if (find_keys (self, text, &line))
    self->error = first;
  else
    g_clear_error (&first);
}

static const ShapeTraceLine *
parse_line (Reader    *self,
            ShapeSlice text,
            guint64    hash)
{
  ShapeTraceLine *kept = keep_line (&self->base, text, hash);
  gboolean ok;

  if (self->n_lines == 0)
    ok = read_header (&self->base, kept);
  else if (self->end >= 0)
    ok = shape_trace_fail (&self->base, "a line behind the end");
  else
    ok = read_new_line (self, kept);
  g_array_set_size (self->base.stack, 0);
  if (!ok)
    explain_failure (&self->base, kept->text);
  self->n_lines++;
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
