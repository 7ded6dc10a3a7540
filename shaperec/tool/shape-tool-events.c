/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include "../trace/shape-json-private.h"
#include "../trace/shape-trace-private.h"

#include <string.h>

static void print_value (const ShapeValue *value, GString *out);

/* The keys are names, or what a mapping is of. */
static void
print_map (const ShapeValue *map,
           GString          *out)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i + 1 < map->n_items; i += 2)
    {
      g_string_append (out, i > 0 ? ", " : "");
      print_value (&map->items[i], out);
      g_string_append (out, ": ");
      print_value (&map->items[i + 1], out);
    }
  g_string_append_c (out, '}');
}

/* As a person writes it: bare expressions without their wrapping, as SymPy prints them. */
static void
print_value (const ShapeValue *value,
             GString          *out)
{
  g_autofree char *text = NULL;

  if (value->kind == SHAPE_VALUE_EXPR || SHAPE_VALUE_IS_SYMBOLIC (value))
    g_string_append (out, text = shape_node_to_sympy_str (value->node));
  else if (value->kind == SHAPE_VALUE_FX_NODE)
    g_string_append (out, value->text ? value->text : "null");
  else if (value->kind == SHAPE_VALUE_LIST || value->kind == SHAPE_VALUE_SIZES)
    {
      g_string_append_c (out, '[');
      for (guint i = 0; i < value->n_items; i++)
        {
          g_string_append (out, i > 0 ? ", " : "");
          print_value (&value->items[i], out);
        }
      g_string_append_c (out, ']');
    }
  else if (value->kind == SHAPE_VALUE_MAP)
    print_map (value, out);
  else
    shape_value_print (value, out);
}

static void
print_args (const ShapeEventArgs *args,
            GString              *out)
{
  const ShapeEventKindInfo *info = &shape_event_kinds[args->kind];
  const char *separator = "";

  g_string_append_printf (out, "%s (", info->name);
  for (guint i = 0; i < args->n_values; i++)
    {
      if (args->values[i].kind == SHAPE_VALUE_NONE)
        continue;
      g_string_append_printf (out, "%s%s=", separator, info->args[i].name);
      print_value (&args->values[i], out);
      separator = ", ";
    }
  g_string_append_c (out, ')');
}

/* The texts of a list, with @before in front of all and @between between them. */
static void
print_texts (ShapeJson  *json,
             const char *before,
             const char *between)
{
  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return;
  for (gboolean first = TRUE; shape_json_next_item (json); first = FALSE)
    if (shape_json_next (json) == SHAPE_JSON_STRING)
      g_print ("%s%.*s", first ? before : between, (int) json->n_bytes, json->text);
}

/* One of them: `specializes s94 to 6 (range_refined_to_singleton), from L['x'].size()[0]`, and the stack. */
static void
print_specialization (ShapeJson *json)
{
  static const struct { const char *name, *before; } members[] = {
    { "symbol", "        specializes " }, { "value", " to " }, { "reason", " as " },
  };

  while (shape_json_next_member (json))
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (members) && !shape_json_is (json, members[i].name))
        i++;
      if (i < G_N_ELEMENTS (members))
        {
          if (shape_json_next (json) == SHAPE_JSON_STRING)
            g_print ("%s%.*s", members[i].before, (int) json->n_bytes, json->text);
        }
      else if (shape_json_is (json, "sources"))
        print_texts (json, ", from ", ", ");
      else if (shape_json_is (json, "stack"))
        print_texts (json, "\n          ", "\n          ");
      else
        shape_json_skip (json);
    }
  g_print ("\n");
}

/* What a log told of the symbols that turned out to be numbers, by this event. */
static void
print_specializations (ShapeSlice line)
{
  g_auto (ShapeJson) json = { 0 };

  shape_slice_open (line, &json);
  shape_json_next (&json);
  while (shape_json_next_member (&json))
    if (!shape_json_is (&json, "specialized") || shape_json_next (&json) != SHAPE_JSON_LIST)
      shape_json_skip (&json);
    else
      while (shape_json_next_item (&json))
        if (shape_json_next (&json) == SHAPE_JSON_OBJECT)
          print_specialization (&json);
}

static void
print_event (guint                   i,
             const ShapeEventRecord *record)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "%6u  ", i);
  print_args (record->args, out);
  if (record->raised != NULL)
    g_string_append_printf (out, " raises %s: %s", record->raised->class_name,
                            record->raised->message ? record->raised->message : "");
  else if (record->result != NULL)
    {
      g_string_append (out, " -> ");
      print_value (record->result, out);
    }
  if (record->place != NULL && record->place->user != NULL)
    g_string_append_printf (out, "  at %s", record->place->user);
  else if (record->place != NULL && record->place->framework != NULL)
    g_string_append_printf (out, "  at %s", record->place->framework);
  g_print ("%s\n", out->str);
}

/* The event's own line of the trace, with its number. */
static void
print_json (guint                 i,
            const ShapeTraceLine *line)
{
  g_print ("{\"index\":%u,%.*s\n", i, (int) line->text.n_bytes - 1, line->text.text + 1);
}

static gboolean
parse_kinds (GStrv     names,
             gboolean *wanted)
{
  for (guint i = 0; i < SHAPE_N_EVENT_KINDS; i++)
    wanted[i] = names == NULL;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      ShapeEventKind kind;

      if (!shape_event_kind_from_name (names[i], strlen (names[i]), &kind))
        {
          shape_tool_complain ("events: unknown kind %s\nTry `shaperec events --help`.", names[i]);
          return FALSE;
        }
      wanted[kind] = TRUE;
    }
  return TRUE;
}

static char *
describe_kinds (void)
{
  GString *out = g_string_new ("Examples:\n"
                               "  shaperec events model.0.jsonl.gz\n"
                               "  shaperec events model.0.jsonl.gz --kind evaluate_expr --kind create_symbol\n\n"
                               "Kinds:\n");

  for (guint i = 0; i < SHAPE_N_EVENT_KINDS; i++)
    g_string_append_printf (out, "  %s\n", shape_event_kinds[i].name);
  return g_string_free (out, FALSE);
}

static int
list_events (const char     *path,
             const gboolean *wanted,
             gint            until,
             gboolean        is_json,
             ShapeTraceFlags flags)
{
  g_autoptr (ShapeTrace) trace = shape_tool_open (path, flags, NULL);
  guint n;

  if (trace == NULL)
    return SHAPE_TOOL_BAD_INPUT;
  n = shape_tool_count_until (trace, until);
  for (guint i = 0; i < n; i++)
    {
      const ShapeTraceLine *line = shape_trace_event (trace, i);

      if (!wanted[line->record.args->kind])
        continue;
      if (is_json)
        print_json (i, line);
      else
        print_event (i, &line->record);
      if (!is_json && shape_trace_get_unchecked (trace) != NULL)
        print_specializations (line->text);
    }
  return SHAPE_TOOL_FINE;
}

int
shape_tool_events (int    argc,
                   char **argv)
{
  gboolean is_json = FALSE, truncated = FALSE;
  g_auto (GStrv) kinds = NULL;
  gint until = 0;
  const GOptionEntry options[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING_ARRAY, &kinds, "Only events of this kind; may be given again", "KIND" },
    { "until", 0, 0, G_OPTION_ARG_INT, &until, "Only the first N events", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, "Print one JSON object a line", NULL },
    { "truncated", 0, 0, G_OPTION_ARG_NONE, &truncated, "Read a trace that was cut off up to its last event", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *description = describe_kinds ();
  const ShapeToolUsage usage = {
    .verb = "events",
    .parameters = "TRACE",
    .summary = "Lists the events of a trace, one a line: number, call, result, and where it was made.",
    .description = description,
    .options = options,
    .min_args = 1,
    .max_args = 1,
  };
  g_auto (GStrv) args = NULL;
  gboolean wanted[SHAPE_N_EVENT_KINDS];

  if (!shape_tool_parse (&usage, argc, argv, &args) || !shape_tool_check_until (usage.verb, until) ||
      !parse_kinds (kinds, wanted))
    return SHAPE_TOOL_USAGE;
  return list_events (args[0], wanted, until, is_json, truncated ? SHAPE_TRACE_ALLOW_TRUNCATED : SHAPE_TRACE_NONE);
}
