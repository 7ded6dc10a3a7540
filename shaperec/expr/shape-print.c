/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-print-private.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The function-call form: what shape-parse.c reads. */

/* The digits that precede @end; where they begin. */
static char *
write_digits (guint64 value,
              char   *end)
{
  do
    *--end = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  return end;
}

void
shape_print_fmpz (const fmpz_t  value,
                  GString      *out)
{
  if (fmpz_fits_si (value))
    {
      gint64 number = fmpz_get_si (value);
      char buffer[24], *end = buffer + sizeof buffer;
      char *start = write_digits (number < 0 ? -(guint64) number : (guint64) number, end);

      if (number < 0)
        *--start = '-';
      shape_text_add (out, start, (gsize) (end - start));
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

/* The digits of a number, the first of which stands for so many times a power of ten. */
typedef struct
{
  char text[24];
  int  n;
  int  exponent;
} Decimal;

static void
decimal_strip_zeros (Decimal *self)
{
  while (self->n > 1 && self->text[self->n - 1] == '0')
    self->n--;
}

/* The integer next to @value times @power: the product is rounded, and by how much is known. */
static guint64
scale_to_integer (double value,
                  double power)
{
  double product = value * power, whole = rint (product);
  double rest = (product - whole) + fma (value, power, -product);

  if (rest > 0.5)
    whole += 1;
  else if (rest < -0.5)
    whole -= 1;
  return (guint64) whole;
}

/* Most floats of programs are an integer that is a double over a power of ten that is one: the
 * division rounds once, as reading does. The first that reads back has the fewest digits, and
 * is the nearest with so many. */
static gboolean
decimal_set_short (Decimal *self,
                   double   value)
{
  static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  static const double most = 9007199254740992.0; /* 2**53 */

  for (guint i = 0; i < G_N_ELEMENTS (powers) && value * powers[i] < most; i++)
    {
      guint64 scaled = scale_to_integer (value, powers[i]);
      char *end = self->text + sizeof self->text, *start;

      if ((scaled == 0 && value > 0) || (double) scaled / powers[i] != value)
        continue;
      start = write_digits (scaled, end);
      self->n = (int) (end - start);
      self->exponent = self->n - 1 - (int) i;
      memmove (self->text, start, (gsize) self->n);
      decimal_strip_zeros (self);
      return TRUE;
    }
  return FALSE;
}

static void
decimal_set (Decimal *self,
             double   value)
{
  char text[40];
  const char *p;

  if (decimal_set_short (self, value))
    return;
  shortest_scientific (value, text, sizeof text);
  self->n = 0;
  for (p = text; *p != 'e'; p++)
    if (g_ascii_isdigit (*p))
      self->text[self->n++] = *p;
  self->exponent = atoi (p + 1);
  decimal_strip_zeros (self);
}

/* An exponent has two digits at least. */
static void
print_scientific (const Decimal *self,
                  GString       *out)
{
  char exponent[8], *end = exponent + sizeof exponent;
  char *digits = write_digits ((guint64) ABS (self->exponent), end);

  shape_text_add_char (out, self->text[0]);
  if (self->n > 1)
    shape_text_add_char (out, '.');
  shape_text_add (out, self->text + 1, (gsize) self->n - 1);
  shape_text_add (out, self->exponent < 0 ? "e-" : "e+", 2);
  if (end - digits < 2)
    shape_text_add_char (out, '0');
  shape_text_add (out, digits, (gsize) (end - digits));
}

void
shape_print_double (double   value,
                    GString *out)
{
  Decimal decimal;

  decimal_set (&decimal, fabs (value));
  if (signbit (value))
    shape_text_add_char (out, '-');
  if (decimal.exponent < -4 || decimal.exponent >= 16)
    {
      print_scientific (&decimal, out);
      return;
    }
  if (decimal.exponent < 0)
    shape_text_add (out, "0.0000", (gsize) (1 - decimal.exponent));
  for (int i = 0; i < MAX (decimal.n, decimal.exponent + 2); i++)
    {
      if (decimal.exponent >= 0 && i == decimal.exponent + 1)
        shape_text_add_char (out, '.');
      if (i < decimal.n || decimal.exponent >= 0)
        shape_text_add_char (out, i < decimal.n ? decimal.text[i] : '0');
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
