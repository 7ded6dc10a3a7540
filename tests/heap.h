/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <malloc.h>

/* How many bytes the program holds from malloc, where the C library tells. */
static inline gsize
heap_n_bytes (void)
{
#if defined (__GLIBC__) && __GLIBC_PREREQ (2, 33)
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
#else
  return 0;
#endif
}

/* Whether heap_n_bytes() knows: sanitizers and valgrind bring a malloc of their own. */
static inline gboolean
heap_is_counted (void)
{
  gsize before = heap_n_bytes ();
  g_autofree char *probe = g_malloc (4096);

  return probe != NULL && heap_n_bytes () >= before + 4096;
}
