/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-decimal-private.h"
#include "shape-print-private.h"

#include <math.h>
#include <string.h>

/* The function-call form: what shape-parse.c reads. */

void
shape_print_fmpz (const fmpz_t  value,
                  GString      *out)
{
  if (fmpz_fits_si (value))
    {
      gint64 number = fmpz_get_si (value);
      char buffer[24], *end = buffer + sizeof buffer;
      char *start = shape_write_digits (number < 0 ? -(guint64) number : (guint64) number, end);

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

/* Appends to what ends at @end; where it ends then. */
static char *
put (char       *end,
     const char *text,
     int         n_bytes)
{
  return (char *) memcpy (end, text, (gsize) n_bytes) + n_bytes;
}

/* An exponent has two digits at least. */
static char *
put_scientific (char               *end,
                const ShapeDecimal *self)
{
  char exponent[8], *exponent_end = exponent + sizeof exponent;
  char *digits = shape_write_digits ((guint64) ABS (self->exponent), exponent_end);

  *end++ = self->text[0];
  if (self->n > 1)
    {
      *end++ = '.';
      end = put (end, self->text + 1, self->n - 1);
    }
  end = put (end, self->exponent < 0 ? "e-" : "e+", 2);
  if (exponent_end - digits < 2)
    *end++ = '0';
  return put (end, digits, (int) (exponent_end - digits));
}

/* Zeros fill what is between the digits and the point. */
static char *
put_positional (char               *end,
                const ShapeDecimal *self)
{
  int n_before = self->exponent + 1, n_whole = CLAMP (n_before, 0, self->n);

  if (n_before <= 0)
    return put (put (end, "0.0000", 2 - n_before), self->text, self->n);
  end = put (end, self->text, n_whole);
  end = put (end, "0000000000000000", n_before - n_whole);
  *end++ = '.';
  return self->n > n_whole ? put (end, self->text + n_whole, self->n - n_whole) : put (end, "0", 1);
}

void
shape_print_double (double   value,
                    GString *out)
{
  ShapeDecimal decimal;
  char text[40], *end = text;

  shape_decimal_set (&decimal, fabs (value));
  if (signbit (value))
    *end++ = '-';
  if (decimal.exponent < -4 || decimal.exponent >= 16)
    end = put_scientific (end, &decimal);
  else
    end = put_positional (end, &decimal);
  shape_text_add (out, text, (gsize) (end - text));
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
