/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-state-writer-private.h"

#include "../env/shape-env-private.h"

#include <string.h>

typedef struct
{
  ShapeJsonWriter *writer;
  ShapeExprText    to_text; /* or NULL */
  gpointer         data;
} StateWriter;

/* The text of a key or of an expression: a symbol's name, an expression's form. */
static char *
to_key (const ShapeValue *value)
{
  if (value->kind == SHAPE_VALUE_TEXT)
    return g_strdup (value->text);
  if (value->kind == SHAPE_VALUE_EXPR && value->node != NULL)
    return SHAPE_IS (value->node, SYMBOL) ? g_strdup (value->node->symbol.name) : shape_node_to_string (value->node);
  return g_strdup ("");
}

static void
write_item (StateWriter      *self,
            const char       *name,
            const ShapeValue *value)
{
  if (value->kind == SHAPE_VALUE_EXPR)
    {
      g_autofree char *text = self->to_text ? NULL : shape_node_to_string (value->node);

      shape_json_add_text (self->writer, name, text ? text : self->to_text (value->node, self->data));
    }
  else if (value->kind == SHAPE_VALUE_LIST)
    {
      shape_json_open (self->writer, name, '[');
      for (guint i = 0; i < value->n_items; i++)
        write_item (self, NULL, &value->items[i]);
      shape_json_close (self->writer, ']');
    }
  else
    {
      shape_json_begin_value (self->writer, name);
      shape_value_print (value, self->writer->out);
    }
}

static void
write_pairs (StateWriter      *self,
             const char       *name,
             const ShapeValue *map)
{
  shape_json_open (self->writer, name, '[');
  for (guint i = 0; i + 1 < map->n_items; i += 2)
    {
      ShapeValue pair = shape_value_list (&map->items[i], 2);

      write_item (self, NULL, &pair);
    }
  shape_json_close (self->writer, ']');
}

static void
write_map (StateWriter      *self,
           const char       *name,
           const ShapeValue *map)
{
  shape_json_open (self->writer, name, '{');
  for (guint i = 0; i + 1 < map->n_items; i += 2)
    {
      g_autofree char *key = to_key (&map->items[i]);

      if (self->to_text != NULL && map->items[i].kind == SHAPE_VALUE_EXPR)
        self->to_text (map->items[i].node, self->data);
      write_item (self, key, &map->items[i + 1]);
    }
  shape_json_close (self->writer, '}');
}

/* A set is written in the order of its items' texts; numbers by value. */
typedef struct
{
  const ShapeValue *value;
  char             *text;
} Sorted;

static int
compare_sorted (gconstpointer a,
                gconstpointer b)
{
  const Sorted *left = a, *right = b;

  if (left->value->kind == SHAPE_VALUE_INT && right->value->kind == SHAPE_VALUE_INT)
    return left->value->integer < right->value->integer ? -1 : left->value->integer > right->value->integer;
  return strcmp (left->text, right->text);
}

static void
clear_sorted (gpointer data)
{
  g_free (((Sorted *) data)->text);
}

/* @stride is 1 for a set, 2 for a mapping that is sorted by its keys. */
static ShapeValue
sort_items (const ShapeValue *value,
            guint             stride,
            ShapeArena       *arena)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Sorted));
  ShapeValue *items = shape_arena_new_array (arena, ShapeValue, value->n_items);
  ShapeValue result = *value;

  g_array_set_clear_func (sorted, clear_sorted);
  for (guint i = 0; i + stride <= value->n_items; i += stride)
    {
      Sorted item = { &value->items[i], to_key (&value->items[i]) };

      g_array_append_val (sorted, item);
    }
  g_array_sort (sorted, compare_sorted);
  for (guint i = 0; i < sorted->len; i++)
    memcpy (&items[i * stride], g_array_index (sorted, Sorted, i).value, sizeof (ShapeValue) * stride);
  result.items = items;
  return result;
}

static void
write_in_form (StateWriter          *self,
               const char           *name,
               const ShapeStateInfo *info,
               const ShapeValue     *value)
{
  if (value->kind != SHAPE_VALUE_MAP)
    write_item (self, name, value);
  else if ((info->flags & SHAPE_STATE_FLAG_PAIRS) != 0)
    write_pairs (self, name, value);
  else
    write_map (self, name, value);
}

static void
write_field (StateWriter      *self,
             ShapeStateField   field,
             const ShapeValue *value)
{
  const ShapeStateInfo *info = &shape_state_infos[field];
  g_autoptr (ShapeArena) arena = shape_arena_new ();
  ShapeValue sorted;

  if (info->shape == SHAPE_STATE_IS_SET || field == SHAPE_STATE_AXIOMS)
    {
      sorted = sort_items (value, info->shape == SHAPE_STATE_IS_SET ? 1 : 2, arena);
      value = &sorted;
    }
  write_in_form (self, info->name, info, value);
}

void
shape_write_state (ShapeJsonWriter *writer,
                   const char      *name,
                   ShapeEnv        *env,
                   ShapeExprText    to_text,
                   gpointer         data)
{
  StateWriter self = { writer, to_text, data };
  g_autoptr (ShapeArena) arena = shape_arena_new ();

  shape_json_open (writer, name, '{');
  for (guint field = 0; field < SHAPE_N_STATE_FIELDS; field++)
    {
      ShapeValue value;

      if ((shape_state_infos[field].flags & SHAPE_STATE_FLAG_FX) != 0 && !env->config.translation_validation)
        continue;
      value = shape_env_get_state (env, (ShapeStateField) field, arena);
      write_field (&self, (ShapeStateField) field, &value);
    }
  shape_json_close (writer, '}');
}

void
shape_write_changes (ShapeJsonWriter  *writer,
                     const char       *name,
                     const ShapeValue *changes,
                     ShapeExprText     to_text,
                     gpointer          data)
{
  StateWriter self = { writer, to_text, data };

  shape_json_open (writer, name, '{');
  for (guint i = 0; i + 1 < changes->n_items; i += 2)
    {
      const char *field_name = changes->items[i].text;
      const ShapeValue *ways = &changes->items[i + 1];
      ShapeStateField field;

      if (!shape_state_field_from_name (field_name, strlen (field_name), &field))
        continue;
      shape_json_open (writer, field_name, '{');
      for (guint way = 0; way + 1 < ways->n_items; way += 2)
        write_in_form (&self, ways->items[way].text, &shape_state_infos[field], &ways->items[way + 1]);
      shape_json_close (writer, '}');
    }
  shape_json_close (writer, '}');
}
