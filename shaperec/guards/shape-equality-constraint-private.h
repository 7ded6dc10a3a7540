/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-equality-constraint.h"
#include "../expr/shape-node-private.h"

G_BEGIN_DECLS

/* Two dimensions that are to be equal. */
typedef struct
{
  ShapeSource *a; /* owned, both */
  ShapeSource *b;
} ShapeSourcePair;

/* A dimension that is to be a function of another one, of a phantom symbol or of a number. */
typedef struct
{
  ShapeSource *source;    /* owned */
  ShapeSource *root;      /* owned; NULL where it is an expression */
  ShapeNode   *root_expr; /* a symbol or an Integer; NULL where the root is a source */
  ShapeNode   *parameter; /* the function: @body with this symbol as its argument */
  ShapeNode   *body;
} ShapeDerivedEquality;

struct _ShapeEqualityConstraint
{
  grefcount      ref_count;
  gboolean       warn_only;
  ShapeExprPool *pool;
  GArray        *source_pairs;       /* ShapeSourcePair */
  GArray        *derived_equalities; /* ShapeDerivedEquality */
  GPtrArray     *phantom_symbols;    /* ShapeNode */
  GHashTable    *relaxed_sources;    /* a set of ShapeSource */

  /* What questions are answered from; made of the above when one is asked. */
  gboolean       is_prepared;
  GHashTable    *parents;            /* ShapeSource -> ShapeSource: a forest of equal dimensions */
  GHashTable    *definitions;        /* the root of a tree -> ShapeNode */
};

/* The function of @argument. */
ShapeNode *shape_derived_equality_apply (const ShapeDerivedEquality *self,
                                         ShapeNode                  *argument);

G_END_DECLS
