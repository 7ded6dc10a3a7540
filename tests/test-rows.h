/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* A test for each row of a table, named by the first member of the row: its description. */
#define test_rows_add(prefix, rows, test) \
  test_rows_add_all ((prefix), (rows), sizeof *(rows), G_N_ELEMENTS (rows), (test))

static inline void
test_rows_add_all (const char    *prefix,
                   gconstpointer  rows,
                   gsize          row_size,
                   guint          n_rows,
                   GTestDataFunc  test)
{
  for (guint i = 0; i < n_rows; i++)
    {
      gconstpointer row = (const guint8 *) rows + row_size * i;
      g_autofree char *path = g_strdup_printf ("%s/%s", prefix, *(const char *const *) row);

      g_test_add_data_func (path, row, test);
    }
}
