/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-source.h"

G_BEGIN_DECLS

struct _ShapeSource
{
  grefcount            ref_count;
  const char          *class_name; /* interned with g_intern_string() */
  gsize                n_bytes;    /* of the name */
  ShapeSource         *base;       /* owned; or NULL */
  gboolean             ephemeral;  /* is_ephemeral(): its own class says so, or its base is */
  ShapeTensorProperty  property;
  int                  index;      /* of a size or stride; else -1 */
  GHashTable          *numbers;    /* or NULL: `.size()[0]` (for itself, nothing) -> number of the symbol */
  char                 name[];     /* how a guard spells it */
};

/* The number in the name of the symbol for @self, where it was given. FALSE: it comes from the name. */
gboolean    shape_source_get_number (ShapeSource *self,
                                     guint       *number);

/* As traces name it. */
const char *shape_tensor_property_get_name  (ShapeTensorProperty  property);
gboolean    shape_tensor_property_from_name (const char          *name,
                                             gsize                len,
                                             ShapeTensorProperty *property);

/* A mapping with sources as its keys, which it owns. */
GHashTable *shape_source_table_new (GDestroyNotify free_value); /* or NULL */

G_END_DECLS
