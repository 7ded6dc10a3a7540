/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-verify-private.h"

#include "shape-recorded-guards-private.h"
#include "shape-recorded-state-private.h"
#include "shape-replay-private.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  ShapeTrace         *trace;
  ShapeEnv           *env;
  ShapeRecordedState *state;
  ShapeTraceReader    reader;
  ShapeVerification  *report;
  guint               event;
} Verifier;

void
shape_verification_clear (ShapeVerification *self)
{
  g_clear_pointer (&self->event_name, g_free);
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->expected, g_free);
  g_clear_pointer (&self->got, g_free);
}

static char *
to_text (const ShapeValue *value)
{
  GString *out;

  if (value == NULL)
    return g_strdup ("nothing");
  out = g_string_new (NULL);
  shape_value_print (value, out);
  return g_string_free (out, FALSE);
}

static const char *
get_line_name (const Verifier *self)
{
  if (self->event < self->trace->events->len)
    return shape_event_kinds[shape_trace_event (self->trace, self->event)->record.args->kind].name;
  return self->reader.line == self->trace->guards_line ? "guards" : "state";
}

/* Notes a difference, if it is the first. The texts are taken. */
static void
note (Verifier *self,
      char     *field,
      char     *expected,
      char     *got)
{
  ShapeVerification *report = self->report;

  if (report->differs)
    {
      g_free (field);
      g_free (expected);
      g_free (got);
      return;
    }
  report->differs = TRUE;
  report->line = self->reader.line;
  report->event = self->event;
  report->event_name = g_strdup (get_line_name (self));
  report->field = field;
  report->expected = expected;
  report->got = got;
}

/* Differences of a field, told by the first item that differs */

static const ShapeValue *
find_value (const ShapeValue *map,
            const ShapeValue *key)
{
  for (guint i = 0; i + 1 < map->n_items; i += 2)
    if (shape_value_equal (&map->items[i], key))
      return &map->items[i + 1];
  return NULL;
}

static gboolean
note_missing_key (Verifier         *self,
                  const char       *name,
                  const ShapeValue *one,
                  const ShapeValue *other,
                  gboolean          one_is_expected)
{
  for (guint i = 0; i + 1 < one->n_items; i += 2)
    {
      const ShapeValue *found = find_value (other, &one->items[i]);

      if (found == NULL || !shape_value_equal (found, &one->items[i + 1]))
        {
          g_autofree char *key = to_text (&one->items[i]);

          note (self, g_strdup_printf ("%s[%s]", name, key),
                to_text (one_is_expected ? &one->items[i + 1] : found),
                to_text (one_is_expected ? found : &one->items[i + 1]));
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
has_item (const ShapeValue *set,
          const ShapeValue *item)
{
  for (guint i = 0; i < set->n_items; i++)
    if (shape_value_equal (&set->items[i], item))
      return TRUE;
  return FALSE;
}

static gboolean
note_missing_item (Verifier         *self,
                   const char       *name,
                   const ShapeValue *one,
                   const ShapeValue *other,
                   gboolean          one_is_expected)
{
  for (guint i = 0; i < one->n_items; i++)
    if (!has_item (other, &one->items[i]))
      {
        note (self, g_strdup (name), to_text (one_is_expected ? &one->items[i] : NULL),
              to_text (one_is_expected ? NULL : &one->items[i]));
        return TRUE;
      }
  return FALSE;
}

static gboolean
note_list (Verifier         *self,
           const char       *name,
           const ShapeValue *expected,
           const ShapeValue *got)
{
  for (guint i = 0; i < MAX (expected->n_items, got->n_items); i++)
    {
      const ShapeValue *left = i < expected->n_items ? &expected->items[i] : NULL;
      const ShapeValue *right = i < got->n_items ? &got->items[i] : NULL;

      if (left == NULL || right == NULL || !shape_value_equal (left, right))
        {
          note (self, g_strdup_printf ("%s[%u]", name, i), to_text (left), to_text (right));
          return TRUE;
        }
    }
  return FALSE;
}

static void
note_field (Verifier         *self,
            ShapeStateField   field,
            const ShapeValue *expected,
            const ShapeValue *got)
{
  const ShapeStateInfo *info = &shape_state_infos[field];
  gboolean noted = FALSE;

  if (self->report->differs)
    return;
  if (info->shape == SHAPE_STATE_IS_MAP)
    noted = note_missing_key (self, info->name, expected, got, TRUE) ||
            note_missing_key (self, info->name, got, expected, FALSE);
  else if (info->shape == SHAPE_STATE_IS_SET)
    noted = note_missing_item (self, info->name, expected, got, TRUE) ||
            note_missing_item (self, info->name, got, expected, FALSE);
  else if (info->shape == SHAPE_STATE_IS_LIST)
    noted = note_list (self, info->name, expected, got);
  if (!noted)
    note (self, g_strdup (info->name), to_text (expected), to_text (got));
}

/* Whether the given fields of the environment are as recorded. */
static gboolean
check_fields (Verifier *self,
              guint32   fields)
{
  g_autoptr (ShapeArena) scratch = NULL;
  gboolean equal = TRUE;

  if (fields == 0)
    return TRUE;
  scratch = shape_arena_new ();
  for (guint field = 0; field < SHAPE_N_STATE_FIELDS; field++)
    if ((fields & ((guint32) 1 << field)) != 0)
      {
        ShapeValue expected = shape_recorded_state_get (self->state, (ShapeStateField) field);
        ShapeValue got = shape_env_get_state (self->env, (ShapeStateField) field, scratch);

        if (shape_state_equal ((ShapeStateField) field, &expected, &got))
          continue;
        equal = FALSE;
        note_field (self, (ShapeStateField) field, &expected, &got);
      }
  return equal;
}

/* Results */

static char *
raised_to_text (const char *class_name,
                const char *message)
{
  return g_strdup_printf ("raises %s: %s", class_name ? class_name : "?", message ? message : "");
}

/* As the reference names it; NULL for an error that it can't have. */
static const char *
get_class_name (const GError *error)
{
  return error->domain == SHAPE_ERROR ? shape_error_get_class_name ((ShapeError) error->code) : NULL;
}

static char *
error_to_text (const GError *error)
{
  return raised_to_text (get_class_name (error), error->message);
}

static char *
outcome_to_text (const ShapeEventRecord *record)
{
  ShapeValue none = shape_value_none ();

  if (record->raised != NULL)
    return raised_to_text (record->raised->class_name, record->raised->message);
  return to_text (record->result ? record->result : &none);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Puts the names between @start and the next parenthesis in order: the reference lists a set. */
static void
sort_names (GString *message,
            gsize    start)
{
  gsize len = strcspn (message->str + start, ")");
  g_autofree char *list = g_strndup (message->str + start, len);
  g_auto (GStrv) names = g_strsplit (list, ", ", -1);
  g_autofree char *sorted = NULL;

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  sorted = g_strjoinv (", ", names);
  g_string_erase (message, (gssize) start, (gssize) len);
  g_string_insert (message, (gssize) start, sorted);
}

/* A message as it can be compared: its first line, without what depends on the order of
 * a set, and without `//`, since traces are written with paths cut out of messages. */
static char *
normalize_message (const char *text)
{
  static const char list[] = "(Size-like symbols: ";
  GString *message = g_string_new_len (text, (gssize) strcspn (text, "\n"));
  const char *names = strstr (message->str, list);

  if (names != NULL)
    sort_names (message, (gsize) (names - message->str) + strlen (list));
  g_string_replace (message, "//", "", 0);
  return g_string_free (message, FALSE);
}

static gboolean
raised_equal (const ShapeEventError *raised,
              const GError          *error)
{
  const char *class_name = get_class_name (error);
  g_autofree char *expected = raised->message ? normalize_message (raised->message) : NULL;
  g_autofree char *got = normalize_message (error->message);

  return g_strcmp0 (class_name, raised->class_name) == 0 && (expected == NULL || strcmp (expected, got) == 0);
}

static void
check_result (Verifier         *self,
              const ShapeValue *result,
              const GError     *error)
{
  const ShapeTraceLine *line = shape_trace_event (self->trace, self->event);
  const ShapeEventRecord *record = &line->record;
  ShapeValue none = shape_value_none ();
  gboolean equal;

  if (error != NULL || record->raised != NULL)
    equal = error != NULL && record->raised != NULL && raised_equal (record->raised, error);
  else
    equal = shape_value_equal (record->result ? record->result : &none, result);
  if (equal && !line->has_result)
    return;
  self->report->results.checked++;
  self->report->results.equal += equal;
  if (!equal)
    note (self, g_strdup ("result"), outcome_to_text (record), error ? error_to_text (error) : to_text (result));
}

/* Effects and the final state */

static guint32
get_fields_of_effects (ShapeTrace *trace)
{
  guint32 fields = 0;

  for (guint i = 0; i < SHAPE_N_STATE_FIELDS; i++)
    if ((shape_state_infos[i].flags & SHAPE_STATE_FLAG_FINAL) == 0 &&
        ((shape_state_infos[i].flags & SHAPE_STATE_FLAG_FX) == 0 || trace->config.translation_validation))
      fields |= (guint32) 1 << i;
  return fields;
}

static gboolean
check_effects (Verifier *self)
{
  const ShapeTraceLine *line = shape_trace_event (self->trace, self->event);
  guint32 changes = shape_env_take_changes (self->env) & get_fields_of_effects (self->trace);
  guint32 recorded = 0;
  gboolean equal;

  if (line->effects.text == NULL && changes == 0)
    return TRUE;
  if (line->effects.text != NULL &&
      !shape_recorded_state_apply (self->state, &self->reader, line->effects, &recorded))
    return FALSE;
  equal = check_fields (self, changes | recorded);
  if (equal && line->effects.text == NULL)
    return TRUE;
  self->report->effects.checked++;
  self->report->effects.equal += equal;
  return TRUE;
}

static gboolean
check_state (Verifier *self)
{
  guint32 fields;

  if (self->trace->state_line == 0)
    return TRUE;
  self->event = self->trace->events->len;
  self->reader.line = self->trace->state_line;
  if (!shape_recorded_state_read (self->state, &self->reader, self->trace->state, &fields))
    return FALSE;
  self->report->states.checked++;
  self->report->states.equal += check_fields (self, fields);
  return TRUE;
}

/* Guards */

/* Messages are recorded up to this many characters. */
#define MAX_MESSAGE 2000

static gboolean
is_recorded_error (const ShapeRecordedGuards *recorded,
                   const GError              *error)
{
  const char *class_name = get_class_name (error);
  g_autofree char *message = g_utf8_substring (error->message, 0, MIN (MAX_MESSAGE, g_utf8_strlen (error->message, -1)));

  return g_strcmp0 (class_name, g_ptr_array_index (recorded->texts, 0)) == 0 &&
         strcmp (message, g_ptr_array_index (recorded->texts, 1)) == 0;
}

/* The first guard that differs, or the number of guards. */
static guint
count_equal_guards (const ShapeRecordedGuards *recorded,
                    GStrv                      guards)
{
  guint i = 0;

  while (i < recorded->texts->len && guards[i] != NULL && strcmp (guards[i], g_ptr_array_index (recorded->texts, i)) == 0)
    i++;
  return i;
}

static char *
recorded_to_text (const ShapeRecordedGuards *recorded,
                  guint                      i)
{
  if (recorded->is_error)
    return raised_to_text (g_ptr_array_index (recorded->texts, 0), g_ptr_array_index (recorded->texts, 1));
  return g_strdup (i < recorded->texts->len ? g_ptr_array_index (recorded->texts, i) : "nothing");
}

static void
check_language (Verifier                  *self,
                const ShapeRecordedGuards *recorded,
                ShapeGuardLanguage         language)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_auto (GStrv) guards = shape_trace_produce_guards (self->trace, self->trace->guards_fakes, self->env, language, &error);
  guint i = guards && !recorded->is_error ? count_equal_guards (recorded, guards) : 0;
  const char *name = shape_guard_language_get_name (language);
  gint64 taken = g_get_monotonic_time () - start;
  gboolean equal;

  if (error != NULL)
    equal = recorded->is_error && is_recorded_error (recorded, error);
  else
    equal = !recorded->is_error && i == recorded->texts->len && guards[i] == NULL;
  if (self->report->guards.checked == 0)
    self->report->guards_time = taken;
  self->report->guards.checked++;
  self->report->guards.equal += equal;
  if (!equal)
    note (self, g_strdup_printf ("%s[%u]", name, i), recorded_to_text (recorded, i),
          error ? error_to_text (error) : g_strdup (guards[i] ? guards[i] : "nothing"));
}

static gboolean
check_guards (Verifier *self)
{
  ShapeRecordedGuards recorded[SHAPE_N_RECORDED_LANGUAGES] = { 0 };
  gboolean is_whole;

  if (self->trace->guards_line == 0 || self->trace->guards_fakes == NULL)
    return TRUE;
  self->event = self->trace->events->len;
  self->reader.line = self->trace->guards_line;
  is_whole = shape_recorded_guards_read (&self->reader, self->trace->guards, recorded);
  for (guint i = 0; is_whole && i < SHAPE_N_RECORDED_LANGUAGES; i++)
    if (recorded[i].is_known)
      check_language (self, &recorded[i], (ShapeGuardLanguage) i);
  shape_recorded_guards_clear (recorded);
  return is_whole;
}

static gboolean
check_event (Verifier *self,
             guint     i)
{
  g_autoptr (GError) error = NULL;
  ShapeValue result;

  self->event = i;
  self->reader.line = shape_trace_event_line (self->trace, i);
  shape_trace_run_event (self->trace, i, self->env, &result, &error);
  check_result (self, &result, error);
  return !self->trace->has_effects || check_effects (self);
}

static gboolean
check_all (Verifier *self)
{
  for (guint i = 1; i < self->trace->events->len; i++)
    if (!check_event (self, i))
      return FALSE;
  return check_state (self) && check_guards (self);
}

/* How long a replay takes that checks nothing. */
static gint64
measure (ShapeTrace *trace)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (ShapeEnv) env = shape_trace_create_env (trace);

  for (guint i = 1; i < trace->events->len; i++)
    {
      ShapeValue result;

      shape_trace_run_event (trace, i, env, &result, NULL);
    }
  return g_get_monotonic_time () - start;
}

gboolean
shape_trace_verify (ShapeTrace        *trace,
                    ShapeVerification *verification,
                    GError           **error)
{
  g_autoptr (ShapeRecordedState) state = shape_recorded_state_new ();
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (ShapeValue));
  g_autoptr (ShapeEnv) env = NULL;
  Verifier self = { .trace = trace, .state = state, .report = verification,
                    .reader = { .trace = trace, .stack = stack } };

  *verification = (ShapeVerification) { .n_events = trace->events->len };
  verification->replay_time = measure (trace);
  self.env = env = shape_trace_create_env (trace);
  shape_env_take_changes (env);
  if (check_all (&self))
    return TRUE;
  g_propagate_error (error, self.reader.error);
  return FALSE;
}
