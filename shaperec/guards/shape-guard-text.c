/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

/* The guards in one language, as they come. */

void
shape_guard_text_add (ShapeGuardText *self,
                      char           *text)
{
  if (self->n == self->n_alloc)
    {
      self->n_alloc *= 2;
      self->texts = g_renew (char *, self->texts, self->n_alloc);
    }
  self->texts[self->n++] = text;
}

void
shape_guard_text_take (ShapeGuardText *self,
                       char           *guard,
                       const char     *comment)
{
  if (self->language == SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON)
    {
      shape_guard_text_add (self, g_strdup_printf ("%s  # %s", guard, comment));
      g_free (guard);
    }
  else
    shape_guard_text_add (self, guard);
}

GStrv
shape_guard_text_finish (ShapeGuardText *self)
{
  shape_guard_text_add (self, NULL);
  return g_steal_pointer (&self->texts);
}
