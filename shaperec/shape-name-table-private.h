/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Finds the rows of a constant table by their names. The name is the first member of a row;
 * at most 255 rows. The slots are filled when the first name is looked for. */
typedef struct
{
  const void *rows;
  gsize       row_size;
  guint       first; /* the first row that is found by its name */
  guint       n_rows;
  gsize       is_filled;
  guint8      slots[256]; /* open addressing: 1 more than the row; 0: free */
} ShapeNameTable;

#define SHAPE_NAME_TABLE_INIT(table, first_row) \
  { .rows = (table), .row_size = sizeof *(table), .first = (first_row), .n_rows = G_N_ELEMENTS (table) }

/* The row whose name is the @len bytes of @name, or -1. */
int shape_name_table_find (ShapeNameTable *self,
                           const char     *name,
                           gsize           len);

G_END_DECLS
