/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-value-private.h"

G_BEGIN_DECLS

typedef struct _ShapePlaceholder ShapePlaceholder;

/* A tensor that another one wraps, by the attribute that it is there. */
typedef struct
{
  char                   *attribute;
  const ShapePlaceholder *tensor; /* its source does not matter */
} ShapeInnerTensor;

/* An input: a tensor or a number, its sizes as the program sees them (a placeholder of
 * produce_guards). */
struct _ShapePlaceholder
{
  gboolean              is_nested;
  guint                 is_scalar : 1;
  guint                 is_fixed : 1; /* a tensor whose sizes, strides and offset are integers */
  guint                 is_quiet : 1; /* besides, nothing is demanded of it, now or later */
  ShapeSource          *source;
  ShapeValue            scalar;
  ShapeSymbolicContext *context;
  ShapeValue            size;   /* LIST */
  ShapeValue            stride; /* LIST */
  ShapeValue            storage_offset;
  const GArray         *inner;  /* ShapeInnerTensor, of a wrapper subclass; or NULL */
};

/* To be called once its numbers are there. @is_final tells that its context stays as it is. */
void shape_placeholder_settle (ShapePlaceholder *self,
                               gboolean          is_final);

/* The inputs known at a moment. */
typedef struct
{
  guint                    n;
  guint                    n_loud;
  const ShapePlaceholder **loud;    /* those that are not quiet: mostly few, and guards are of these alone */
  ShapePlaceholder         fakes[];
} ShapeTrackedFakes;

G_END_DECLS
