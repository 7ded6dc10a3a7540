/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-value-private.h"

#include "../expr/shape-expr-pool-private.h"
#include "../expr/shape-print-private.h"

#include <string.h>

ShapeValue
shape_value_from_number (ShapeNode *node)
{
  ShapeValue value = { .kind = SHAPE_VALUE_EXPR, .node = node };
  gint64 integer;

  if (SHAPE_IS_TRUTH_VALUE (node))
    return shape_value_bool (SHAPE_IS (node, TRUE));
  if (SHAPE_IS (node, FLOAT))
    return shape_value_float (node->real);
  if (shape_node_get_int64 (node, &integer))
    return shape_value_int (integer);
  if (SHAPE_IS (node, INTEGER))
    value.kind = SHAPE_VALUE_BIG_INT;
  if (SHAPE_IS (node, SINGLETON_INT))
    value.kind = SHAPE_VALUE_NESTED_INT;
  return value;
}

ShapeNode *
shape_value_to_number (const ShapeValue *self,
                       ShapeExprPool    *pool)
{
  switch ((ShapeValueKind) self->kind)
    {
    case SHAPE_VALUE_BOOL:
      return shape_node_bool (pool, self->integer != 0);
    case SHAPE_VALUE_INT:
      return shape_node_integer (pool, self->integer);
    case SHAPE_VALUE_FLOAT:
      return shape_node_float (pool, self->real);
    case SHAPE_VALUE_BIG_INT:
    case SHAPE_VALUE_NESTED_INT:
      return self->node;
    default:
      return NULL;
    }
}

ShapeNode *
shape_value_to_node (const ShapeValue *self,
                     ShapeExprPool    *pool)
{
  if (SHAPE_VALUE_IS_SYMBOLIC (self) || self->kind == SHAPE_VALUE_EXPR)
    return self->node;
  return shape_value_to_number (self, pool);
}

ShapeValue
shape_value_get_hint (const ShapeValue *self)
{
  ShapeValue hint = { .kind = self->hint_kind };

  if (hint.kind == SHAPE_VALUE_FLOAT)
    hint.real = self->hint.real;
  else if (hint.kind == SHAPE_VALUE_BIG_INT || hint.kind == SHAPE_VALUE_NESTED_INT)
    hint.node = self->hint.node;
  else
    hint.integer = self->hint.integer;
  return hint;
}

void
shape_value_set_hint (ShapeValue       *self,
                      const ShapeValue *hint)
{
  self->hint_kind = hint->kind;
  if (hint->kind == SHAPE_VALUE_FLOAT)
    self->hint.real = hint->real;
  else if (hint->kind == SHAPE_VALUE_BIG_INT || hint->kind == SHAPE_VALUE_NESTED_INT)
    self->hint.node = hint->node;
  else
    self->hint.integer = hint->integer;
}

static gboolean
items_equal (const ShapeValue *a,
             const ShapeValue *b)
{
  if (a->n_items != b->n_items)
    return FALSE;
  for (guint i = 0; i < a->n_items; i++)
    if (!shape_value_equal (&a->items[i], &b->items[i]))
      return FALSE;
  return TRUE;
}

static gboolean
texts_equal (const char *a,
             const char *b)
{
  return a == b || (a != NULL && b != NULL && strcmp (a, b) == 0);
}

/* Doubles are equal where they are the same value or both no number. */
static gboolean
doubles_equal (double a,
               double b)
{
  return memcmp (&a, &b, sizeof a) == 0 || a == b;
}

static gboolean
symbolic_equal (const ShapeValue *a,
                const ShapeValue *b)
{
  ShapeValue left = shape_value_get_hint (a);
  ShapeValue right = shape_value_get_hint (b);

  return a->node == b->node && shape_value_equal (&left, &right) && texts_equal (a->fx_node, b->fx_node);
}

gboolean
shape_value_equal (const ShapeValue *a,
                   const ShapeValue *b)
{
  if (a->kind != b->kind)
    return FALSE;
  switch ((ShapeValueKind) a->kind)
    {
    case SHAPE_VALUE_NONE:
      return TRUE;
    case SHAPE_VALUE_FLOAT:
      return doubles_equal (a->real, b->real);
    case SHAPE_VALUE_TEXT:
      return texts_equal (a->text, b->text);
    case SHAPE_VALUE_FX_NODE:
      return a->is_fresh == b->is_fresh && texts_equal (a->text, b->text);
    case SHAPE_VALUE_SYM_INT:
    case SHAPE_VALUE_SYM_FLOAT:
    case SHAPE_VALUE_SYM_BOOL:
      return symbolic_equal (a, b);
    case SHAPE_VALUE_TENSOR:
      return texts_equal (a->dtype, b->dtype) && shape_value_equal (a->items, b->items);
    case SHAPE_VALUE_LIST:
    case SHAPE_VALUE_SIZES:
    case SHAPE_VALUE_MAP:
      return items_equal (a, b);
    case SHAPE_VALUE_SOURCE:
      return a->source == b->source || shape_source_equal (a->source, b->source);
    default:
      return a->integer == b->integer;
    }
}

static void
print_double (double   value,
              GString *out)
{
  if (value - value != 0)
    g_string_append_printf (out, "{\"float\":\"%s\"}", value != value ? "nan" : value > 0 ? "oo" : "-oo");
  else
    shape_print_double (value, out);
}

void
shape_value_print_text (const char *text,
                        GString    *out)
{
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      guint8 byte = (guint8) *at;

      if (byte == '"' || byte == '\\')
        g_string_append_printf (out, "\\%c", byte);
      else if (byte == '\n')
        g_string_append (out, "\\n");
      else if (byte == '\t')
        g_string_append (out, "\\t");
      else if (byte == '\r')
        g_string_append (out, "\\r");
      else if (byte < 0x20)
        g_string_append_printf (out, "\\u%04x", byte);
      else
        g_string_append_c (out, (char) byte);
    }
  g_string_append_c (out, '"');
}

static void
print_expr (ShapeNode *node,
            GString   *out)
{
  g_autofree char *text = shape_node_to_string (node);

  shape_value_print_text (text, out);
}

static void
print_symbolic (const ShapeValue *self,
                GString          *out)
{
  static const char *const types[] = { "int", "float", "bool" };
  ShapeValue hint = shape_value_get_hint (self);

  g_string_append (out, "{\"sym\":");
  print_expr (self->node, out);
  g_string_append_printf (out, ",\"type\":\"%s\"", types[self->kind - SHAPE_VALUE_SYM_INT]);
  if (hint.kind != SHAPE_VALUE_NONE)
    {
      g_string_append (out, ",\"hint\":");
      shape_value_print (&hint, out);
    }
  if (self->fx_node != NULL)
    {
      g_string_append (out, ",\"node\":");
      shape_value_print_text (self->fx_node, out);
    }
  g_string_append_c (out, '}');
}

static void
print_items (const ShapeValue *self,
             GString          *out)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->n_items; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      shape_value_print (&self->items[i], out);
    }
  g_string_append_c (out, ']');
}

/* The name of a member: a symbol's own, and nothing at all for no key. */
static void
print_key (const ShapeValue *key,
           GString          *out)
{
  if (key->kind == SHAPE_VALUE_EXPR)
    print_expr (key->node, out);
  else if (key->kind == SHAPE_VALUE_NONE)
    g_string_append (out, "\"\"");
  else
    shape_value_print (key, out);
}

static void
print_map (const ShapeValue *self,
           GString          *out)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i + 1 < self->n_items; i += 2)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      print_key (&self->items[i], out);
      g_string_append_c (out, ':');
      shape_value_print (&self->items[i + 1], out);
    }
  g_string_append_c (out, '}');
}

static void
print_sizes (const ShapeValue *self,
             GString          *out)
{
  static const char *const names[] = { "{\"size\":", ",\"stride\":", ",\"storage_offset\":" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_string_append (out, names[i]);
      shape_value_print (&self->items[i], out);
    }
  g_string_append_c (out, '}');
}

static void
print_fx_node (const ShapeValue *self,
               GString          *out)
{
  g_string_append (out, "{\"node\":");
  if (self->text != NULL)
    shape_value_print_text (self->text, out);
  else
    g_string_append (out, "null");
  g_string_append_printf (out, ",\"fresh\":%s}", self->is_fresh ? "true" : "false");
}

static void
print_simple (const ShapeValue *self,
              GString          *out)
{
  switch ((ShapeValueKind) self->kind)
    {
    case SHAPE_VALUE_BOOL:
      g_string_append (out, self->integer ? "true" : "false");
      break;
    case SHAPE_VALUE_INT:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, self->integer);
      break;
    case SHAPE_VALUE_BIG_INT:
      shape_node_print (self->node, out);
      break;
    case SHAPE_VALUE_FLOAT:
      print_double (self->real, out);
      break;
    case SHAPE_VALUE_TEXT:
      shape_value_print_text (self->text, out);
      break;
    case SHAPE_VALUE_DIM:
      shape_value_print_text (shape_dim_dynamic_get_name ((ShapeDimDynamic) self->integer), out);
      break;
    default:
      g_string_append (out, "null");
    }
}

static void
print_nested_int (const ShapeValue *self,
                  GString          *out)
{
  g_string_append_printf (out, "{\"nested_int\":%" G_GINT64_FORMAT ",\"coeff\":%" G_GINT64_FORMAT "}",
                          self->node->singleton.value, self->node->singleton.coeff);
}

static void
print_bare_expr (const ShapeValue *self,
                 GString          *out)
{
  g_string_append (out, "{\"expr\":");
  print_expr (self->node, out);
  g_string_append_c (out, '}');
}

static void
print_tensor (const ShapeValue *self,
              GString          *out)
{
  g_string_append (out, "{\"tensor\":");
  shape_value_print_text (self->dtype, out);
  g_string_append (out, ",\"value\":");
  shape_value_print (self->items, out);
  g_string_append_c (out, '}');
}

static void
print_source (const ShapeValue *self,
              GString          *out)
{
  shape_value_print_text (self->source->name, out);
}

static void
print_context (const ShapeValue *self,
               GString          *out)
{
  shape_value_print_text (shape_symbolic_context_get_class_name (self->context), out);
}

static void
print_constraint (const ShapeValue *self,
                  GString          *out)
{
  shape_value_print_text (shape_constraint_kind_get_name (self->constraint->kind), out);
}

static void (*const printers[SHAPE_N_VALUE_KINDS]) (const ShapeValue *self,
                                                    GString          *out) = {
  [SHAPE_VALUE_NONE] = print_simple,
  [SHAPE_VALUE_BOOL] = print_simple,
  [SHAPE_VALUE_INT] = print_simple,
  [SHAPE_VALUE_FLOAT] = print_simple,
  [SHAPE_VALUE_BIG_INT] = print_simple,
  [SHAPE_VALUE_TEXT] = print_simple,
  [SHAPE_VALUE_SYM_INT] = print_symbolic,
  [SHAPE_VALUE_SYM_FLOAT] = print_symbolic,
  [SHAPE_VALUE_SYM_BOOL] = print_symbolic,
  [SHAPE_VALUE_NESTED_INT] = print_nested_int,
  [SHAPE_VALUE_EXPR] = print_bare_expr,
  [SHAPE_VALUE_TENSOR] = print_tensor,
  [SHAPE_VALUE_FX_NODE] = print_fx_node,
  [SHAPE_VALUE_LIST] = print_items,
  [SHAPE_VALUE_SIZES] = print_sizes,
  [SHAPE_VALUE_MAP] = print_map,
  [SHAPE_VALUE_SOURCE] = print_source,
  [SHAPE_VALUE_CONTEXT] = print_context,
  [SHAPE_VALUE_CONSTRAINT] = print_constraint,
  [SHAPE_VALUE_DIM] = print_simple,
};

void
shape_value_print (const ShapeValue *self,
                   GString          *out)
{
  printers[self->kind] (self, out);
}

void
shape_value_print_python (const ShapeValue *self,
                          GString          *out)
{
  if (self->kind == SHAPE_VALUE_NONE)
    g_string_append (out, "None");
  else if (self->kind == SHAPE_VALUE_BOOL)
    g_string_append (out, self->integer ? "True" : "False");
  else if (self->kind == SHAPE_VALUE_NESTED_INT)
    {
      if (self->node->singleton.coeff != 1)
        g_string_append_printf (out, "%" G_GINT64_FORMAT "*", self->node->singleton.coeff);
      g_string_append_printf (out, "j%" G_GINT64_FORMAT, self->node->singleton.value);
    }
  else
    shape_value_print (self, out);
}
