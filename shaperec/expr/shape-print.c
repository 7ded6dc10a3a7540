/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-print-private.h"

#include <math.h>
#include <string.h>

/* The function-call form: what shape-parse.c reads. */

static gboolean
is_identifier (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && *name != '_')
      return FALSE;
  return TRUE;
}

static void
print_escaped (const char *text,
               GString    *out)
{
  static const char letters[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";

  for (; *text != '\0'; text++)
    {
      const char *letter = strchr (letters, *text);

      if (letter != NULL)
        g_string_append_printf (out, "\\%c", names[letter - letters]);
      else if ((guchar) *text < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) *text);
      else
        g_string_append_c (out, *text);
    }
}

static void
print_symbol (ShapeNode *symbol,
              GString   *out)
{
  const char *name = symbol->symbol.name;
  ShapeOp constant;

  if (is_identifier (name) && !shape_op_constant_from_name (name, strlen (name), &constant))
    {
      g_string_append (out, name);
      return;
    }
  g_string_append (out, "Symbol(\"");
  print_escaped (name, out);
  g_string_append (out, "\")");
}

static void
print_rational (ShapeNode *node,
                GString   *out)
{
  g_string_append (out, "Rational(");
  shape_print_fmpz (fmpq_numref (node->rational), out);
  g_string_append (out, ", ");
  shape_print_fmpz (fmpq_denref (node->rational), out);
  g_string_append_c (out, ')');
}

static void
print_atom (ShapeNode *node,
            GString   *out)
{
  switch (node->op)
    {
    case SHAPE_OP_INTEGER:
      shape_print_fmpz (node->integer, out);
      break;
    case SHAPE_OP_RATIONAL:
      print_rational (node, out);
      break;
    case SHAPE_OP_FLOAT:
      if (isinf (node->real))
        g_string_append (out, node->real > 0 ? "oo" : "-oo");
      else
        shape_print_double (node->real, out);
      break;
    case SHAPE_OP_SYMBOL:
      print_symbol (node, out);
      break;
    case SHAPE_OP_SINGLETON_INT:
      g_string_append_printf (out, "SingletonInt(%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")",
                              node->singleton.value, node->singleton.coeff);
      break;
    default:
      g_string_append (out, shape_ops[node->op].name);
    }
}

/* FALSE where @node has no room left. Printing stops then, so that a graph which shares its
 * parts is not walked as the tree that it stands for. */
static gboolean
print_node (ShapeNode *node,
            gsize      limit,
            GString   *out)
{
  if (SHAPE_IS_ATOM (node))
    {
      print_atom (node, out);
      return out->len <= limit;
    }
  g_string_append (out, shape_ops[node->op].name);
  g_string_append_c (out, '(');
  for (guint i = 0; i < node->n_args; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (!print_node (node->args[i], limit, out))
        return FALSE;
    }
  g_string_append_c (out, ')');
  return TRUE;
}

void
shape_node_print (ShapeNode *node,
                  GString   *out)
{
  if (!print_node (node, out->len + SHAPE_MAX_TEXT, out))
    shape_print_fail_too_long (node->pool);
}

char *
shape_node_to_string (ShapeNode *node)
{
  GString *out = g_string_new (NULL);

  shape_node_print (node, out);
  return g_string_free (out, FALSE);
}
