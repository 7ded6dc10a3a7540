/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-env-private.h"

G_BEGIN_DECLS

/* What translation validation needs of torch.fx.Graph: that a call made before gives the
 * same node, and that a new node gets the name that it would get there. */
struct _ShapeFxGraph
{
  ShapeArena *arena;
  ShapeMap    name_to_node; /* a set of names */
  GHashTable *cache;        /* text of a call -> name, erased nodes too */
  GHashTable *used_names;   /* a set */
  GHashTable *base_counts;  /* name without its number -> the last number */
};

ShapeFxGraph *shape_fx_graph_new     (void);
void          shape_fx_graph_free    (ShapeFxGraph *self);
const char   *shape_fx_graph_recall  (ShapeFxGraph *self,
                                      const char   *key);       /* NULL: not made yet */
const char   *shape_fx_graph_add     (ShapeFxGraph *self,
                                      const char   *key,
                                      const char   *candidate); /* the name it gets */
const char   *shape_fx_graph_find    (ShapeFxGraph *self,
                                      const char   *name);      /* NULL: no such node, or erased */

/* A placeholder for a symbol or a source; NULL without translation validation. */
const char   *shape_env_fx_placeholder (ShapeEnv   *self,
                                        const char *symbol_name);
/* The node of the same name here; fails with SHAPE_ERROR_ASSERTION where there is none. */
const char   *shape_env_fx_resolve     (ShapeEnv   *self,
                                        const char *name);

G_END_DECLS
