/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-private.h"

/* Where an environment knows its facts from: the places that recorded calls name. */

const ShapeEventPlace *
shape_env_keep_place_as (ShapeEnv   *self,
                         const char *framework)
{
  ShapeEventPlace *place = shape_arena_alloc (self->arena, sizeof *place);

  place->framework = framework ? shape_env_intern (self, framework) : NULL;
  if (self->place != NULL && self->place->user != NULL)
    place->user = shape_env_intern (self, self->place->user);
  return place;
}

const ShapeEventPlace *
shape_env_keep_place (ShapeEnv *self)
{
  return self->place ? shape_env_keep_place_as (self, self->place->framework) : NULL;
}

char *
shape_event_place_to_text (const ShapeEventPlace *self)
{
  const char *framework = self && self->framework ? self->framework : "";

  return self && self->user ? g_strdup_printf ("%s (%s)", self->user, framework)
                            : g_strdup_printf ("(%s)", framework);
}

void
shape_env_explain_range (ShapeEnv            *self,
                         ShapeNode           *symbol,
                         const ShapeInterval *old,
                         const ShapeInterval *range,
                         ShapeRangePlaces     places)
{
  ShapeRangePlaces *known = shape_map_get (&self->range_places, symbol);

  if (known == NULL)
    {
      known = shape_arena_alloc (self->arena, sizeof *known);
      shape_map_put (&self->range_places, symbol, known);
    }
  if (old == NULL || old->lower != range->lower)
    known->lower = places.lower;
  if (old == NULL || old->upper != range->upper)
    known->upper = places.upper;
}
