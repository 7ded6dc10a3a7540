/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-import-private.h"

#include "../trace/shape-json-private.h"

#include <string.h>

/* The structured log of TORCH_TRACE: a JSON object a line, and payloads on the lines behind, each with a
 * tab in front. */

/* Frames of the machinery that asks: who called it is what a reader wants to know. */
static const char *const machinery[] = {
  "symbolic_shapes.py", "sym_node.py", "recording.py", "_stats.py", "__init__.py",
};

/* What an entry may have. */
typedef struct
{
  char      *symbol;   /* or expr */
  char      *value;
  char      *range;
  char      *source;
  char      *reason;
  GPtrArray *sources;
  GPtrArray *user;     /* lines of the stack, outermost first */
  GPtrArray *stack;
  char      *framework;
  GPtrArray *sizes;
  GPtrArray *strides;
  gint64     id;
} Entry;

static void
clear_entry (Entry *self)
{
  g_free (self->symbol);
  g_free (self->value);
  g_free (self->range);
  g_free (self->source);
  g_free (self->reason);
  g_free (self->framework);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->user, g_ptr_array_unref);
  g_clear_pointer (&self->stack, g_ptr_array_unref);
  g_clear_pointer (&self->sizes, g_ptr_array_unref);
  g_clear_pointer (&self->strides, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, clear_entry)

static char *
dup_text (ShapeJson *json)
{
  ShapeJsonKind kind = shape_json_next (json);

  if (kind == SHAPE_JSON_STRING || kind == SHAPE_JSON_BIG)
    return g_strndup (json->text, json->n_bytes);
  if (kind == SHAPE_JSON_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json->integer);
  if (kind == SHAPE_JSON_LIST)
    while (shape_json_next_item (json))
      shape_json_skip (json);
  else if (kind == SHAPE_JSON_OBJECT)
    while (shape_json_next_member (json))
      shape_json_skip (json);
  return NULL;
}

static void
take_text (ShapeJson  *json,
           char      **text)
{
  g_free (*text);
  *text = dup_text (json);
}

/* A list of texts or numbers; NULL where it is none. */
static GPtrArray *
read_texts (ShapeJson *json)
{
  GPtrArray *texts;

  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return NULL;
  texts = g_ptr_array_new_with_free_func (g_free);
  while (shape_json_next_item (json))
    {
      char *text = dup_text (json);

      g_ptr_array_add (texts, text != NULL ? text : g_strdup ("?"));
    }
  return texts;
}

static const char *
file_name (ShapeImport *self,
           gint64       number)
{
  const char *path = number >= 0 && number < self->files->len ? self->files->pdata[number] : NULL;
  const char *slash = path != NULL ? strrchr (path, '/') : NULL;

  return slash != NULL ? slash + 1 : path != NULL ? path : "?";
}

/* `{"line": 5, "name": "pool", "filename": 1, "loc": "x = 1"}` as `x = 1  # model.py:5 in pool`; the place
 * without the line goes to @place. */
static char *
read_frame (ShapeImport  *self,
            ShapeJson    *json,
            char        **place)
{
  g_autofree char *name = NULL, *loc = NULL;
  gint64 line = 0, file = -1;

  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return g_strdup ("?");
  while (shape_json_next_member (json))
    if (shape_json_is (json, "line"))
      line = shape_json_next (json) == SHAPE_JSON_INTEGER ? json->integer : 0;
    else if (shape_json_is (json, "filename"))
      file = shape_json_next (json) == SHAPE_JSON_INTEGER ? json->integer : -1;
    else if (shape_json_is (json, "name"))
      take_text (json, &name);
    else if (shape_json_is (json, "loc"))
      take_text (json, &loc);
    else
      shape_json_skip (json);
  *place = g_strdup_printf ("%s:%" G_GINT64_FORMAT " in %s", file_name (self, file), line, name ? name : "?");
  return loc != NULL ? g_strdup_printf ("%s  # %s", loc, *place) : g_strdup (*place);
}

static gboolean
is_machinery (const char *place)
{
  for (guint i = 0; i < G_N_ELEMENTS (machinery); i++)
    if (g_str_has_prefix (place, machinery[i]))
      return TRUE;
  return FALSE;
}

/* A stack; the innermost place that is not of the machinery goes to @caller. */
static GPtrArray *
read_stack (ShapeImport  *self,
            ShapeJson    *json,
            char        **caller)
{
  GPtrArray *stack;

  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return NULL;
  stack = g_ptr_array_new_with_free_func (g_free);
  while (shape_json_next_item (json))
    {
      g_autofree char *place = NULL;

      g_ptr_array_add (stack, read_frame (self, json, &place));
      if (place == NULL || is_machinery (place))
        continue;
      g_free (*caller);
      *caller = g_steal_pointer (&place);
    }
  return stack;
}

static void
read_member (ShapeImport *self,
             ShapeJson   *json,
             Entry       *entry)
{
  g_autofree char *unused = NULL;

  if (shape_json_is (json, "symbol") || shape_json_is (json, "expr"))
    take_text (json, &entry->symbol);
  else if (shape_json_is (json, "val") || shape_json_is (json, "value"))
    take_text (json, &entry->value);
  else if (shape_json_is (json, "vr"))
    take_text (json, &entry->range);
  else if (shape_json_is (json, "source"))
    take_text (json, &entry->source);
  else if (shape_json_is (json, "reason"))
    take_text (json, &entry->reason);
  else if (shape_json_is (json, "id"))
    entry->id = shape_json_next (json) == SHAPE_JSON_INTEGER ? json->integer : -1;
  else if (shape_json_is (json, "sources") && entry->sources == NULL)
    entry->sources = read_texts (json);
  else if (shape_json_is (json, "size") && entry->sizes == NULL)
    entry->sizes = read_texts (json);
  else if (shape_json_is (json, "stride") && entry->strides == NULL)
    entry->strides = read_texts (json);
  else if (shape_json_is (json, "user_stack") && entry->user == NULL)
    entry->user = read_stack (self, json, &unused);
  else if (shape_json_is (json, "stack") && entry->stack == NULL)
    entry->stack = read_stack (self, json, &entry->framework);
  else
    shape_json_skip (json);
}

/* Entries */

static void
take_place (ShapeImportCall *call,
            Entry           *entry)
{
  call->framework = g_steal_pointer (&entry->framework);
  if (entry->user != NULL && entry->user->len > 0)
    call->user = g_strdup (entry->user->pdata[entry->user->len - 1]);
}

/* What an entry does not tell of a range is not known of its symbol. */
static void
take_range (ShapeImportCall *call,
            Entry           *entry)
{
  if (entry->range != NULL)
    shape_import_call_take_range (call, entry->range);
}

static gboolean
add_symbol (ShapeImportEnv *env,
            Entry          *entry)
{
  g_autofree char *base = NULL;
  ShapeImportCall *call;
  gint index;

  if (entry->symbol == NULL || entry->value == NULL || entry->source == NULL)
    return FALSE;
  call = shape_import_env_add_call (env, SHAPE_IMPORT_SYMBOL);
  call->text = g_strdup (entry->symbol);
  call->value = g_strdup (entry->value);
  call->source = g_strdup (entry->source);
  take_range (call, entry);
  take_place (call, entry);
  if (shape_import_split_source (entry->source, &base, &index) == SHAPE_TENSOR_PROPERTY_NONE)
    shape_import_env_add_number (env, entry->source, entry->symbol);
  return TRUE;
}

static gboolean
add_unbacked (ShapeImportEnv *env,
              Entry          *entry)
{
  gboolean is_float = entry->symbol != NULL && g_str_has_prefix (entry->symbol, "zuf");
  gboolean is_bool = g_strcmp0 (entry->range, "[0, 1]") == 0;
  ShapeImportCall *call;

  if (entry->symbol == NULL)
    return FALSE;
  call = shape_import_env_add_call (env, is_float ? SHAPE_IMPORT_UNBACKED_FLOAT :
                                         is_bool ? SHAPE_IMPORT_UNBACKED_BOOL : SHAPE_IMPORT_UNBACKED_INT);
  call->text = g_strdup (entry->symbol);
  take_range (call, entry);
  take_place (call, entry);
  return TRUE;
}

/* Whether a frame of the stack has @text. */
static gboolean
stack_has (const Entry *entry,
           const char  *text)
{
  for (guint i = 0; entry->stack != NULL && i < entry->stack->len; i++)
    if (strstr (entry->stack->pdata[i], text) != NULL)
      return TRUE;
  return FALSE;
}

/* The entry is the same for a guard, a suppressed one and an assert: only the code that wrote it differs. */
static gboolean
add_guard (ShapeImportEnv *env,
           Entry          *entry)
{
  gboolean is_assert = stack_has (entry, " in guard_or_defer_runtime_assert") && !stack_has (entry, " in _evaluate_expr");
  ShapeImportCall *call;

  if (entry->symbol == NULL)
    return FALSE;
  call = shape_import_env_add_call (env, is_assert ? SHAPE_IMPORT_RUNTIME_ASSERT : SHAPE_IMPORT_GUARD);
  call->text = g_strdup (entry->symbol);
  call->is_suppressed = stack_has (entry, "\"eval [guard suppressed]\"");
  take_place (call, entry);
  return TRUE;
}

static GStrv
steal_texts (GPtrArray *texts)
{
  if (texts == NULL)
    return NULL;
  g_ptr_array_add (texts, NULL);
  return (GStrv) g_ptr_array_steal (texts, NULL);
}

static gboolean
add_specialization (ShapeImportEnv *env,
                    Entry          *entry)
{
  ShapeImportSpecialization *specialization;

  if (entry->symbol == NULL || entry->value == NULL)
    return FALSE;
  specialization = shape_import_env_specialize (env);
  if (specialization == NULL)
    return TRUE;
  specialization->symbol = g_strdup (entry->symbol);
  specialization->value = g_strdup (entry->value);
  specialization->reason = g_strdup (entry->reason);
  specialization->sources = steal_texts (entry->sources);
  specialization->stack = steal_texts (entry->user != NULL ? entry->user : entry->stack);
  return TRUE;
}

/* The tensor is told first, then the name of its source: in between it goes by its number. */
static char *
temporary_name (const Entry *entry)
{
  return g_strdup_printf ("%c%" G_GINT64_FORMAT, SHAPE_IMPORT_UNNAMED, entry->id);
}

static gboolean
add_tensor (ShapeImportEnv *env,
            Entry          *entry)
{
  g_autofree char *name = temporary_name (entry);
  ShapeImportInput *input;

  if (entry->sizes == NULL || entry->strides == NULL)
    return TRUE;
  input = shape_import_env_input (env, name);
  g_ptr_array_extend_and_steal (input->sizes, g_steal_pointer (&entry->sizes));
  g_ptr_array_extend_and_steal (input->strides, g_steal_pointer (&entry->strides));
  return TRUE;
}

static gboolean
name_tensor (ShapeImportEnv *env,
             Entry          *entry)
{
  g_autofree char *name = temporary_name (entry);
  ShapeImportInput *input = shape_import_env_find_input (env, name);

  if (input == NULL || entry->source == NULL)
    return TRUE;
  g_free (input->source);
  input->source = g_steal_pointer (&entry->source);
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean  (*add) (ShapeImportEnv *env, Entry *entry);
} entries[] = {
  { "create_symbol", add_symbol },
  { "create_unbacked_symbol", add_unbacked },
  { "guard_added_fast", add_guard },
  { "symbolic_shape_specialization", add_specialization },
  { "describe_tensor", add_tensor },
  { "describe_source", name_tensor },
};

/* `"str": ["/home/me/model.py", 1]`: a file's name and the number by which frames call it. */
static void
read_file_name (ShapeImport *self,
                ShapeJson   *json)
{
  g_autofree char *name = NULL;

  if (shape_json_next (json) != SHAPE_JSON_LIST || !shape_json_next_item (json))
    return;
  name = dup_text (json);
  while (shape_json_next_item (json))
    if (shape_json_next (json) == SHAPE_JSON_INTEGER && json->integer >= 0 && json->integer < 1000000)
      {
        if (json->integer >= self->files->len)
          g_ptr_array_set_size (self->files, (gint) json->integer + 1);
        g_free (self->files->pdata[json->integer]);
        self->files->pdata[json->integer] = g_steal_pointer (&name);
      }
}

/* The members beside the entry tell which compile it is of. */
static char *
read_compile (ShapeJson *json)
{
  gint64 numbers[] = { -1, -1, 0 };
  static const char *const names[] = { "frame_id", "frame_compile_id", "attempt" };

  while (shape_json_next_member (json))
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (names) && !shape_json_is (json, names[i]))
        i++;
      if (i == G_N_ELEMENTS (names))
        shape_json_skip (json);
      else if (shape_json_next (json) == SHAPE_JSON_INTEGER)
        numbers[i] = json->integer;
    }
  if (numbers[0] < 0)
    return NULL;
  if (numbers[2] > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "_%" G_GINT64_FORMAT, numbers[0], numbers[1],
                            numbers[2]);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, numbers[0], numbers[1]);
}

gboolean
shape_import_read_json (ShapeImport *self,
                        const char  *key,
                        const char  *text,
                        gsize        n_bytes)
{
  g_auto (ShapeJson) json = { 0 };
  g_auto (Entry) entry = { 0 };
  g_autofree char *compile = NULL, *whole_key = NULL;
  ShapeImportEnv *env;
  guint kind = 0;

  shape_json_init (&json, text, n_bytes);
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT || !shape_json_next_member (&json))
    return json.error == NULL;
  if (shape_json_is (&json, "str"))
    {
      read_file_name (self, &json);
      return TRUE;
    }
  while (kind < G_N_ELEMENTS (entries) && !shape_json_is (&json, entries[kind].name))
    kind++;
  if (kind == G_N_ELEMENTS (entries))
    return TRUE;
  self->n_lines++;
  if (shape_json_next (&json) != SHAPE_JSON_OBJECT)
    return FALSE;
  while (shape_json_next_member (&json))
    read_member (self, &json, &entry);
  compile = read_compile (&json);
  if (json.error != NULL)
    return FALSE;
  whole_key = g_strdup_printf ("%s %s", key, compile != NULL ? compile : "-");
  env = shape_import_env (self, whole_key, compile, FALSE);
  env->is_structured = TRUE;
  return entries[kind].add (env, &entry);
}

/* Payloads */

#define TENSOR_MATCH "TENSOR_MATCH: check_tensor("

/* What such a guard says of a tensor: a number is a size that was settled, `None` a symbol. That is
 * noted by a `?` before the value that the tensor was described with. */
static void
open_symbolic (const char *text,
               const char *name,
               GPtrArray  *texts)
{
  const char *start = strstr (text, name), *end = start ? strchr (start, ']') : NULL;
  g_autofree char *inside = NULL;
  g_auto (GStrv) items = NULL;

  if (end == NULL)
    return;
  inside = g_strndup (start + strlen (name), end - start - strlen (name));
  items = g_strsplit (inside, ", ", -1);
  if (g_strv_length (items) != texts->len)
    return;
  for (guint i = 0; i < texts->len; i++)
    if (strcmp (items[i], "None") == 0)
      {
        char *open = g_strdup_printf ("?%s", (const char *) texts->pdata[i]);

        g_free (texts->pdata[i]);
        texts->pdata[i] = open;
      }
}

void
shape_import_read_payload (ShapeImport *self,
                           const char  *line)
{
  const char *start = strstr (line, TENSOR_MATCH), *end;
  ShapeImportEnv *env = self->envs->len > 0 ? self->envs->pdata[self->envs->len - 1] : NULL;
  g_autofree char *source = NULL;
  ShapeImportInput *input;

  if (start == NULL || env == NULL)
    return;
  start += strlen (TENSOR_MATCH);
  end = strstr (start, ", ");
  if (end == NULL)
    return;
  source = g_strndup (start, end - start);
  input = shape_import_env_find_input (env, source);
  if (input == NULL)
    return;
  open_symbolic (end, "size=[", input->sizes);
  open_symbolic (end, "stride=[", input->strides);
}
