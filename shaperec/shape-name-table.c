/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-name-table-private.h"

#include <string.h>

static const char *
get_name (const ShapeNameTable *self,
          guint                 row)
{
  return *(const char *const *) (const void *) ((const guint8 *) self->rows + self->row_size * row);
}

/* Names that start alike differ in length, in the middle or at the end. */
static inline guint
hash_name (const char *name,
           gsize       len)
{
  guint first = (guchar) name[0], early = (guchar) name[len / 4], middle = (guchar) name[len / 2];

  return (guint) len * 7 + first * 13 + early * 31 + middle * 17 + (guchar) name[len - 1];
}

static void
fill (ShapeNameTable *self)
{
  for (guint row = self->first; row < self->n_rows; row++)
    {
      const char *name = get_name (self, row);
      guint i = hash_name (name, strlen (name));

      while (self->slots[i % G_N_ELEMENTS (self->slots)] != 0)
        i++;
      self->slots[i % G_N_ELEMENTS (self->slots)] = (guint8) (row + 1);
    }
}

int
shape_name_table_find (ShapeNameTable *self,
                       const char     *name,
                       gsize           len)
{
  guint found;

  if (g_once_init_enter (&self->is_filled))
    {
      fill (self);
      g_once_init_leave (&self->is_filled, 1);
    }
  if (len == 0)
    return -1;
  for (guint i = hash_name (name, len); (found = self->slots[i % G_N_ELEMENTS (self->slots)]) != 0; i++)
    {
      const char *own = get_name (self, found - 1);

      if (strncmp (own, name, len) == 0 && own[len] == '\0')
        return (int) found - 1;
    }
  return -1;
}
