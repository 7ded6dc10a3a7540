/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-private.h"

/* Where an environment knows its facts from: the places that recorded calls name. */

static const char *
keep_text (ShapeEnv   *self,
           const char *text,
           const char *last)
{
  if (text == NULL || g_strcmp0 (text, last) == 0)
    return text ? last : NULL;
  return shape_env_intern (self, text);
}

/* Facts come in rows from one call, and calls in rows from one place: the last place is at hand. */
const ShapeEventPlace *
shape_env_keep_place_as (ShapeEnv   *self,
                         const char *framework)
{
  const char *user = self->place ? self->place->user : NULL;
  const ShapeEventPlace *last = self->last_place;
  ShapeEventPlace place = { keep_text (self, framework, last ? last->framework : NULL),
                            keep_text (self, user, last ? last->user : NULL) };

  if (last == NULL || place.framework != last->framework || place.user != last->user)
    {
      ShapeEventPlace *kept = shape_arena_alloc (self->arena, sizeof *kept);

      *kept = place;
      self->last_place = kept;
    }
  return self->last_place;
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
