/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The place that made a call (SLoc); either part may be NULL. */
typedef struct
{
  const char *framework; /* where in PyTorch, or a remark */
  const char *user;      /* the line of the program */
} ShapeEventPlace;

/* Why a range has its ends (ValueRangesSLoc). */
typedef struct
{
  const ShapeEventPlace *lower;
  const ShapeEventPlace *upper;
} ShapeRangePlaces;

char *shape_event_place_to_text (const ShapeEventPlace *self); /* or NULL */

G_END_DECLS
