/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-print-private.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The function-call form: what shape-parse.c reads. */

void
shape_print_fmpz (const fmpz_t  value,
                  GString      *out)
{
  if (fmpz_fits_si (value))
    {
      char buffer[32];
      int n = g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT, (gint64) fmpz_get_si (value));

      g_string_append_len (out, buffer, n);
    }
  else
    {
      gsize old_len = out->len;

      g_string_set_size (out, old_len + fmpz_sizeinbase (value, 10) + 2);
      fmpz_get_str (out->str + old_len, 10, value);
      g_string_truncate (out, old_len + strlen (out->str + old_len));
    }
}

/* Writes @value as "d.ddde±xx" with the fewest digits that read back to it. */
static void
shortest_scientific (double value,
                     char  *buffer,
                     gsize  size)
{
  /* A decimal of 15 digits survives a normal double, so the first try finds any shorter one too. */
  int first = fabs (value) < DBL_MIN ? 0 : DBL_DIG - 1;
  char format[16];

  for (int digits = first; digits <= 16; digits++)
    {
      g_snprintf (format, sizeof format, "%%.%de", digits);
      g_ascii_formatd (buffer, (int) size, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        return;
    }
}

void
shape_print_double (double   value,
                    GString *out)
{
  char text[40], digits[24];
  int n = 0, exponent;
  const char *p;

  shortest_scientific (value, text, sizeof text);
  for (p = text; *p != 'e'; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  exponent = atoi (p + 1);
  while (n > 1 && digits[n - 1] == '0')
    n--;
  if (text[0] == '-')
    g_string_append_c (out, '-');

  if (exponent < -4 || exponent >= 16)
    {
      g_string_append_c (out, digits[0]);
      if (n > 1)
        g_string_append_c (out, '.');
      g_string_append_len (out, digits + 1, n - 1);
      g_string_append_printf (out, "e%c%02d", exponent < 0 ? '-' : '+', ABS (exponent));
      return;
    }
  if (exponent < 0)
    g_string_append_len (out, "0.0000", 1 - exponent);
  for (int i = 0; i < MAX (n, exponent + 2); i++)
    {
      if (exponent >= 0 && i == exponent + 1)
        g_string_append_c (out, '.');
      if (i < n || exponent >= 0)
        g_string_append_c (out, i < n ? digits[i] : '0');
    }
}

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

static gboolean
is_reserved (const char *name)
{
  static const char *const reserved[] = { "int_oo", "oo", "nan", "zoo", "I", "pi", "True", "False" };

  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (strcmp (name, reserved[i]) == 0)
      return TRUE;
  return FALSE;
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

  if (is_identifier (name) && !is_reserved (name))
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
