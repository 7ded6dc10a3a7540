/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

#include <stdlib.h>
#include <string.h>

/* The powers of a product while it is built, or taken apart. */

void
shape_powers_init (ShapePowers *self)
{
  self->items = self->few;
  self->n = 0;
  self->n_alloc = G_N_ELEMENTS (self->few);
}

void
shape_powers_clear (ShapePowers *self)
{
  if (self->items != self->few)
    g_free (self->items);
}

void
shape_powers_append (ShapePowers *self,
                     ShapeNode   *base,
                     ShapeNode   *exponent)
{
  if (self->n == self->n_alloc)
    {
      ShapePower *grown = g_new (ShapePower, self->n_alloc * 2);

      memcpy (grown, self->items, self->n * sizeof *grown);
      shape_powers_clear (self);
      self->items = grown;
      self->n_alloc *= 2;
    }
  self->items[self->n++] = (ShapePower) { base, exponent };
}

void
shape_powers_drop_null (ShapePowers *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    if (self->items[i].base != NULL)
      self->items[n++] = self->items[i];
  self->n = n;
}

/* Adds @from's exponent to @into's if both are multiples of the same expression. */
static gboolean
merge_powers (ShapePower *into,
              ShapePower *from)
{
  ShapeNode *rest_a, *rest_b, *a, *b;

  if (SHAPE_IS (into->exponent, INTEGER) && SHAPE_IS (from->exponent, INTEGER))
    {
      into->exponent = shape_number_add (into->exponent, from->exponent);
      return TRUE;
    }
  a = shape_node_as_coeff_mul (into->exponent, &rest_a);
  b = shape_node_as_coeff_mul (from->exponent, &rest_b);
  if (rest_a != rest_b)
    return FALSE;
  into->exponent = shape_node_mul (shape_node_add (a, b), rest_a);
  return TRUE;
}

/* What has gone into an earlier power has no base afterwards. */
static void
gather_run (ShapePower *powers,
            guint       n)
{
  for (guint i = 1; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (powers[j].base == powers[i].base && merge_powers (&powers[j], &powers[i]))
        {
          powers[i].base = NULL;
          break;
        }
}

/* Only brings equal bases together: the product is sorted later. */
static int
compare_bases (const void *a,
               const void *b)
{
  guint32 id_a = ((const ShapePower *) a)->base->id, id_b = ((const ShapePower *) b)->base->id;

  return (id_a > id_b) - (id_a < id_b);
}

/* So that each is compared with those of its own base only. */
static void
gather_many (ShapePowers *self)
{
  qsort (self->items, self->n, sizeof *self->items, compare_bases);
  for (guint start = 0, end; start < self->n; start = end)
    {
      for (end = start + 1; end < self->n && self->items[end].base == self->items[start].base; end++)
        ;
      gather_run (self->items + start, end - start);
    }
}

void
shape_powers_gather (ShapePowers *self)
{
  if (self->n < 2)
    return;
  if (self->n <= G_N_ELEMENTS (self->few))
    gather_run (self->items, self->n);
  else
    gather_many (self);
  shape_powers_drop_null (self);
}

ShapePower *
shape_powers_find (ShapePowers *self,
                   ShapeNode   *base)
{
  for (guint i = 0; i < self->n; i++)
    if (self->items[i].base == base)
      return &self->items[i];
  return NULL;
}

gboolean
shape_powers_share_base (ShapePowers *self)
{
  for (guint i = 1; i < self->n; i++)
    for (guint j = 0; j < i; j++)
      if (self->items[j].base == self->items[i].base)
        return TRUE;
  return FALSE;
}
