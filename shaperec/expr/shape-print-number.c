/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-decimal-private.h"
#include "shape-float-private.h"
#include "shape-print-private.h"

#include <math.h>
#include <string.h>

/* Numbers as Python and mpmath write them. */

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

/* Digits behind those that are shown: a double half-way between two has no more. */
#define EXTRA_DIGITS 45

/* Rounds the digits to @n, the next one deciding; a carry out of the first moves @exponent. */
static void
round_digits (char  *digits,
              guint  n,
              int   *exponent)
{
  guint i = n;

  if (digits[n] < '5')
    return;
  while (i > 0 && digits[i - 1] == '9')
    digits[--i] = '0';
  if (i > 0)
    digits[i - 1]++;
  else
    {
      digits[0] = '1';
      (*exponent)++;
    }
}

/* The decimal digits of what a Float is without its sign, far more than @n that are shown,
 * so that the next digit decides the rounding as it does in mpmath: ties go up. */
static int
get_digits (ShapeNode *number,
            guint      n,
            char      *digits)
{
  gsize n_digits = n + EXTRA_DIGITS;
  mpfr_exp_t exponent;
  mpfr_t value;
  char *text;

  shape_float_read (value, number, SHAPE_DOUBLE_PRECISION);
  text = mpfr_get_str (NULL, &exponent, 10, n_digits, value, MPFR_RNDZ);
  memcpy (digits, text + (*text == '-'), n_digits);
  mpfr_free_str (text);
  mpfr_clear (value);
  return (int) exponent - 1;
}

/* How many decimal digits a precision gives: prec_to_dps() of mpmath. */
static guint
count_digits (ShapeNode *number,
              guint      n_digits_of_double)
{
  long precision = shape_float_precision (number);

  if (precision == SHAPE_DOUBLE_PRECISION)
    return n_digits_of_double;
  return (guint) MAX (1, nearbyint ((double) precision / SHAPE_BITS_PER_DIGIT) - 1);
}

/* The digits with a point behind @n_before of them. */
static void
add_digits (GString    *out,
            const char *digits,
            int         n_digits,
            int         n_before)
{
  if (n_before < 1)
    {
      g_string_append (out, "0.");
      for (int i = n_before; i < 0; i++)
        shape_text_add_char (out, '0');
      shape_text_add (out, digits, (gsize) n_digits);
      return;
    }
  shape_text_add (out, digits, (gsize) n_before);
  shape_text_add_char (out, '.');
  shape_text_add (out, digits + n_before, (gsize) (n_digits - n_before));
}

/* But for one behind the point. */
static void
drop_zeros (GString *out)
{
  while (out->str[out->len - 1] == '0')
    g_string_truncate (out, out->len - 1);
  if (out->str[out->len - 1] == '.')
    shape_text_add_char (out, '0');
}

void
shape_print_decimal (ShapeNode *number,
                     guint      n_digits_of_double,
                     gboolean   strip_zeros,
                     GString   *out)
{
  guint n_digits = count_digits (number, n_digits_of_double);
  g_autofree char *digits = g_malloc (n_digits + EXTRA_DIGITS);
  gboolean is_scientific;
  int exponent;

  if (shape_node_is_zero_number (number))
    {
      g_string_append (out, "0.0");
      return;
    }
  exponent = get_digits (number, n_digits, digits);
  round_digits (digits, n_digits, &exponent);
  is_scientific = exponent <= MIN (-((int) n_digits / 3), -5) || exponent >= (int) n_digits;

  if (shape_number_sign (number) < 0)
    shape_text_add_char (out, '-');
  add_digits (out, digits, (int) n_digits, is_scientific ? 1 : exponent + 1);
  if (strip_zeros)
    drop_zeros (out);
  if (is_scientific)
    g_string_append_printf (out, "e%+d", exponent);
}
