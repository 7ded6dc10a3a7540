/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-dim-solver-parts-private.h"

G_BEGIN_DECLS

/* What is to be said of a size. */
typedef struct
{
  char      *key;     /* its name; or a source, where it has none */
  ShapeNode *eq;      /* a number, or an expression of another size; or NULL */
  ShapeNode *min;     /* or NULL */
  ShapeNode *max;
  gboolean   dropped; /* it is said of its root */
} ShapeDimFix;

/* Fixes of the user's dynamic shapes, as far as they are found. */
typedef struct
{
  ShapeExprPool      *pool;
  const ShapeDimName *names;
  guint               n_names;
  GArray             *dims;      /* ShapeNamedDim */
  GArray             *fixes;     /* ShapeDimFix, in order */
  GPtrArray          *new_roots; /* interned: sizes that stand in no dynamic shape */
} ShapeDimAdvice;

/* The fix of the size @key, or NULL; the other makes one then. */
ShapeDimFix         *shape_dim_advice_find_fix      (const ShapeDimAdvice *self,
                                                     const char           *key);
ShapeDimFix         *shape_dim_advice_get_fix       (ShapeDimAdvice       *self,
                                                     const char           *key);
/* The dimension of that name, or NULL; with the pool's error set, if it is needed. */
const ShapeNamedDim *shape_dim_advice_find_dim      (const ShapeDimAdvice *self,
                                                     const char           *name);
const ShapeNamedDim *shape_dim_advice_need_dim      (const ShapeDimAdvice *self,
                                                     const char           *name);
/* The fixes are of roots alone from now on. */
void                 shape_dim_advice_process_roots (ShapeDimAdvice       *self);

G_END_DECLS
