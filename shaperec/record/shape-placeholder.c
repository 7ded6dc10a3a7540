/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-placeholder-private.h"

static gboolean
is_int (const ShapeValue *value)
{
  return value->kind == SHAPE_VALUE_INT || value->kind == SHAPE_VALUE_BIG_INT;
}

static gboolean
are_ints (const ShapeValue *list)
{
  for (guint i = 0; i < list->n_items; i++)
    if (!is_int (&list->items[i]))
      return FALSE;
  return TRUE;
}

static gboolean
demands_nothing (const ShapePlaceholder *self)
{
  const ShapeSymbolicContext *context = self->context;

  return context == NULL ||
         (SHAPE_CONTEXT_IS_STATELESS (context) && context->n_dims >= self->size.n_items && !context->constrains);
}

void
shape_placeholder_settle (ShapePlaceholder *self,
                          gboolean          is_final)
{
  self->is_fixed = !self->is_scalar && are_ints (&self->size) && are_ints (&self->stride) && is_int (&self->storage_offset);
  self->is_quiet = is_final && self->is_fixed && demands_nothing (self);
}
