/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-python-text-private.h"

#include "../expr/shape-expr-pool-private.h"

static void print_item (ShapeStateForm    form,
                        const ShapeValue *value,
                        GString          *out);

static void
print_node (ShapeNode *node,
            GString   *out)
{
  g_autofree char *text = shape_node_to_sympy_str (node);

  g_string_append (out, text);
}

/* A list of items of the form, each with what its own printer shows of it. */
static void
print_list (ShapeStateForm    form,
            const ShapeValue *value,
            GString          *out)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < value->n_items; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      print_item (form, &value->items[i], out);
    }
  g_string_append_c (out, ']');
}

static void
print_scalar (const ShapeValue *value,
              GString          *out)
{
  switch (value->kind)
    {
    case SHAPE_VALUE_NONE:
      g_string_append (out, "None");
      break;
    case SHAPE_VALUE_BOOL:
      g_string_append (out, value->integer ? "True" : "False");
      break;
    case SHAPE_VALUE_TEXT:
      g_string_append (out, value->text);
      break;
    case SHAPE_VALUE_EXPR:
    case SHAPE_VALUE_NESTED_INT:
      print_node (value->node, out);
      break;
    default:
      shape_value_print (value, out);
      break;
    }
}

static void
print_range (const ShapeValue *value,
             GString          *out)
{
  g_string_append (out, "VR[");
  print_scalar (&value->items[0], out);
  g_string_append (out, ", ");
  print_scalar (&value->items[1], out);
  g_string_append_c (out, ']');
}

static void
print_pair (const ShapeValue *value,
            GString          *out)
{
  g_string_append_c (out, '(');
  print_scalar (&value->items[0], out);
  g_string_append (out, ", ");
  print_scalar (&value->items[1], out);
  g_string_append_c (out, ')');
}

static void
print_item (ShapeStateForm    form,
            const ShapeValue *value,
            GString          *out)
{
  switch (form)
    {
    case SHAPE_STATE_FORM_RANGE:
      print_range (value, out);
      break;
    case SHAPE_STATE_FORM_PAIR:
      print_pair (value, out);
      break;
    case SHAPE_STATE_FORM_GUARD: /* a guard is compared by its expression alone */
      print_scalar (&value->items[0], out);
      break;
    case SHAPE_STATE_FORM_ASSERTS: /* likewise each assert */
      print_list (SHAPE_STATE_FORM_GUARD, value, out);
      break;
    case SHAPE_STATE_FORM_TEXTS:
      print_list (SHAPE_STATE_FORM_TEXT, value, out);
      break;
    default:
      print_scalar (value, out);
      break;
    }
}

/* What stands between the braces: an element, or a key and its value. */
typedef struct
{
  gint64  number; /* integers sort by it, all else by its text */
  char   *key;
  char   *value;  /* NULL: an element of a set */
} Entry;

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *left = a, *right = b;

  if (left->number != right->number)
    return left->number < right->number ? -1 : 1;
  return g_strcmp0 (left->key, right->key);
}

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_free (entry->value);
}

static char *
item_to_text (ShapeStateForm    form,
              const ShapeValue *value)
{
  GString *text = g_string_new (NULL);

  print_item (form, value, text);
  return g_string_free (text, FALSE);
}

static void
print_entries (GArray  *entries,
               GString *out)
{
  g_array_sort (entries, compare_entries);
  g_string_append_c (out, '{');
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", entry->key);
      if (entry->value != NULL)
        g_string_append_printf (out, ": %s", entry->value);
    }
  g_string_append_c (out, '}');
}

static void
print_set (const ShapeStateInfo *info,
           const ShapeValue     *value,
           GString              *out)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  g_array_set_clear_func (entries, clear_entry);
  for (guint i = 0; i < value->n_items; i++)
    {
      const ShapeValue *item = &value->items[i];
      Entry entry = {
        .number = item->kind == SHAPE_VALUE_INT ? item->integer : 0,
        .key = item_to_text (info->form, item),
      };

      g_array_append_val (entries, entry);
    }
  print_entries (entries, out);
}

static void
print_map (const ShapeStateInfo *info,
           const ShapeValue     *value,
           GString              *out)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  g_array_set_clear_func (entries, clear_entry);
  for (guint i = 0; i + 1 < value->n_items; i += 2)
    {
      Entry entry = {
        .key = item_to_text (info->key, &value->items[i]),
        .value = item_to_text (info->form, &value->items[i + 1]),
      };

      g_array_append_val (entries, entry);
    }
  print_entries (entries, out);
}

/* The reference keeps these two in sets that remember the order of insertion. */
static void
print_ordered_set (const ShapeStateInfo *info,
                   const ShapeValue     *value,
                   GString              *out)
{
  g_string_append (out, "OrderedSet(");
  print_list (info->form, value, out);
  g_string_append_c (out, ')');
}

void
shape_state_print_python (ShapeStateField   field,
                          const ShapeValue *value,
                          GString          *out)
{
  const ShapeStateInfo *info = &shape_state_infos[field];

  if (field == SHAPE_STATE_UNBACKED_INPUTS || field == SHAPE_STATE_SPECIALIZATIONS)
    print_ordered_set (info, value, out);
  else if (info->shape == SHAPE_STATE_IS_LIST)
    print_list (info->form, value, out);
  else if (info->shape == SHAPE_STATE_IS_SET)
    print_set (info, value, out);
  else if (info->shape == SHAPE_STATE_IS_MAP)
    print_map (info, value, out);
  else
    print_item (info->form, value, out);
}
