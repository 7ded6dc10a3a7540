/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-decimal-private.h"

#include <float.h>
#include <string.h>

/* The shortest decimal of a double, as Python prints it. */

#define MAX_DIGITS 17

char *
shape_write_digits (guint64 value,
                    char   *end)
{
  do
    *--end = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  return end;
}

static void
strip_zeros (ShapeDecimal *self)
{
  while (self->n > 1 && self->text[self->n - 1] == '0')
    self->n--;
}

/* @digits over the @scale-th power of ten. */
static void
set_digits (ShapeDecimal *self,
            guint64       digits,
            int           scale)
{
  char *end = self->text + sizeof self->text, *start = shape_write_digits (digits, end);

  self->n = (int) (end - start);
  self->exponent = self->n - 1 - scale;
  memmove (self->text, start, (gsize) self->n);
  strip_zeros (self);
}

#ifdef __SIZEOF_INT128__ /* machines that compute with doubles just as they are */
/* Most numbers that somebody wrote: an integer over a power of ten, both exact as doubles, so that
 * their quotient says what the decimal reads back as. Up to 2**52 only one integer can; up to 2**51
 * the product is near enough to find it, and ten times as many are too many for the next power,
 * so that none with fewer digits was missed. FALSE for all others. */
static gboolean
set_short (ShapeDecimal *self,
           double        value)
{
  static const double most = 4503599627370496.0; /* 2**52 */
  static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
                                   1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

  for (guint scale = 0; scale < G_N_ELEMENTS (powers) && value * powers[scale] < most; scale++)
    {
      guint64 digits = (guint64) (value * powers[scale] + 0.5);

      if ((double) digits / powers[scale] != value)
        continue;
      set_digits (self, digits, (int) scale);
      return TRUE;
    }
  return FALSE;
}

typedef unsigned __int128 Wide;

/* What a double that is positive and normal looks like: an exponent over the other bits of a number
 * of DBL_MANT_DIG of them, the first of which is 1. */
typedef union
{
  double  value;
  guint64 bits;
} DoubleBits;

#define HIDDEN_BIT (G_GUINT64_CONSTANT (1) << (DBL_MANT_DIG - 1))

/* Powers of ten for which a Wide is wide enough. */
#define MIN_SCALE (-27)
#define MAX_SCALE 30

/* A double times a power of ten as a fraction. Whatever is less than half a gap away from it reads
 * back as the double, and what is just so far where the double is even. */
typedef struct
{
  Wide     value;
  Wide     divisor;
  guint64  quotient;
  Wide     gap_below; /* halves of the gaps */
  Wide     gap_above;
  gboolean is_even;
} Scaled;

static Wide
power_of_five (int exponent)
{
  Wide power = 1;

  for (Wide square = 5; exponent > 0; exponent /= 2, square *= square)
    if (exponent % 2 == 1)
      power *= square;
  return power;
}

/* @whole times 2**@exponent times 10**@scale. */
static void
scaled_set (Scaled *self,
            guint64 whole,
            int     exponent,
            int     scale)
{
  int shift = exponent - 2 + scale;
  Wide power = power_of_five (ABS (scale)), unit = (scale > 0 ? power : 1) << MAX (shift, 0);

  self->divisor = (scale < 0 ? power : 1) << MAX (-shift, 0);
  self->value = unit * whole * 4;
  self->quotient = (guint64) (scale >= 0 ? self->value >> MAX (-shift, 0) : self->value / self->divisor);
  self->gap_above = unit * 2;
  self->gap_below = whole == HIDDEN_BIT ? unit : unit * 2;
  self->is_even = whole % 2 == 0;
}

/* How far @digits of @unit are away; FALSE where they read back as another double. */
static gboolean
scaled_fits (const Scaled *self,
             guint64       digits,
             guint64       unit,
             Wide         *distance)
{
  Wide product = self->divisor * unit * digits;
  gboolean is_below = product < self->value;
  Wide gap = is_below ? self->gap_below : self->gap_above;

  *distance = is_below ? self->value - product : product - self->value;
  return *distance < gap || (*distance == gap && self->is_even);
}

/* The number of @unit that is nearest; FALSE where none reads back. */
static gboolean
scaled_round (const Scaled *self,
              guint64       unit,
              guint64      *digits)
{
  guint64 below = self->quotient / unit;
  Wide to_below, to_above;
  gboolean fits_below = scaled_fits (self, below, unit, &to_below);
  gboolean fits_above = scaled_fits (self, below + 1, unit, &to_above);
  gboolean is_above = to_above < to_below || (to_above == to_below && below % 2 == 1);

  *digits = below + (fits_below && fits_above ? is_above : fits_above);
  return fits_below || fits_above;
}

/* FALSE where the numbers would be too large. */
static gboolean
set_exact (ShapeDecimal *self,
           double        value)
{
  const DoubleBits bits = { value };
  int exponent = (int) (bits.bits / HIDDEN_BIT) - DBL_MAX_EXP + 1, scale;
  Scaled scaled;

  /* As many digits as may be needed, perhaps one more: 1233/4096 is the logarithm of 2. */
  scale = MAX_DIGITS - 1 - ((exponent * 1233) >> 12);
  if (scale < MIN_SCALE || scale > MAX_SCALE)
    return FALSE;
  scaled_set (&scaled, bits.bits % HIDDEN_BIT + HIDDEN_BIT, exponent - DBL_MANT_DIG + 1, scale);
  /* A decimal of 15 digits survives a double, so the first finds any shorter one too. */
  for (guint64 unit = 1000; unit > 0; unit /= 10)
    {
      guint64 digits;

      if (!scaled_round (&scaled, unit, &digits))
        continue;
      set_digits (self, digits * unit, scale);
      return TRUE;
    }
  return FALSE;
}
#else
#define set_short(self, value) FALSE
#define set_exact(self, value) FALSE
#endif

/* Whether @digits over the @scale-th power of ten read back to @value. */
static gboolean
reads_back (guint64 digits,
            int     scale,
            double  value)
{
  char text[40];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT "e%d", digits, -scale);
  return g_ascii_strtod (text, NULL) == value;
}

/* The nearest @n digits, and how many powers of ten they are too large. */
static guint64
round_to_digits (double value,
                 int    n,
                 int   *scale)
{
  char format[16], text[40];
  guint64 digits = 0;
  const char *p;

  g_snprintf (format, sizeof format, "%%.%de", n - 1);
  g_ascii_formatd (text, sizeof text, format, value);
  for (p = text; *p != 'e'; p++)
    if (g_ascii_isdigit (*p))
      digits = digits * 10 + (guint64) g_ascii_digit_value (*p);
  *scale = n - 1 - atoi (p + 1);
  return digits;
}

/* By printing and reading. A subnormal has fewer digits. Where the gap is smaller below, the
 * nearest digits may be too low, and the next ones read back. */
static void
set_by_text (ShapeDecimal *self,
             double        value)
{
  guint64 digits;
  int n = value < DBL_MIN ? 1 : DBL_DIG, scale;

  for (; n <= MAX_DIGITS; n++)
    {
      digits = round_to_digits (value, n, &scale);
      if (reads_back (digits, scale, value))
        break;
      if (reads_back (++digits, scale, value))
        break;
    }
  set_digits (self, digits, scale);
}

void
shape_decimal_set (ShapeDecimal *self,
                   double        value)
{
  if (!set_short (self, value) && !set_exact (self, value))
    set_by_text (self, value);
}
