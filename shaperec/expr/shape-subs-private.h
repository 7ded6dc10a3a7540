/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-arith-private.h"
#include "shape-node-memo-private.h"

G_BEGIN_DECLS

/* One pair of a substitution on its way through an expression. */
typedef struct _ShapeSubs ShapeSubs;

struct _ShapeSubs
{
  ShapeNode     *old;
  ShapeNode     *new;
  ShapeSubs     *negated; /* -old -> -new, once it was asked for */
  ShapeNodeMemo  done;
};

ShapeNode *shape_subs_run            (ShapeSubs *self,
                                      ShapeNode *node);
ShapeNode *shape_subs_run_negated    (ShapeSubs *self,
                                      ShapeNode *node);

/* What is particular to a kind of node. NULL: its arguments are to be looked at. */
ShapeNode *shape_subs_run_in_product (ShapeSubs *self,
                                      ShapeNode *product);
ShapeNode *shape_subs_run_in_power   (ShapeSubs *self,
                                      ShapeNode *power); /* or a symbol */

G_END_DECLS
