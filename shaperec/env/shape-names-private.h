/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Which of the @n names of the values of an enumeration @name is, of @len bytes; -1: none. */
static inline int
shape_find_name (const char *const *names,
                 guint              n,
                 const char        *name,
                 gsize              len)
{
  for (guint i = 0; i < n; i++)
    if (strlen (names[i]) == len && memcmp (names[i], name, len) == 0)
      return (int) i;
  return -1;
}

G_END_DECLS
