/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The digits of a number, the first of which stands for so many times a power of ten. */
typedef struct
{
  char text[24];
  int  n;
  int  exponent;
} ShapeDecimal;

/* The fewest digits that read back to @value, which is finite and no less than 0; of several,
 * the nearest. */
void  shape_decimal_set    (ShapeDecimal *self,
                            double        value);

/* Writes the digits of @value before @end; where they begin. */
char *shape_write_digits   (guint64       value,
                            char         *end);

G_END_DECLS
