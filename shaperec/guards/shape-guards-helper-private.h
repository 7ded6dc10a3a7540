/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guards-helper.h"

G_BEGIN_DECLS

struct _ShapeGuardsHelper
{
  grefcount           ref_count;
  ShapeGuardLanguage  language;
  GPtrArray          *exprs;   /* char *, the last NULL */
  GPtrArray          *sources; /* ShapeSource, in the order in which C++ named them; else empty */
  GHashTable         *symbols; /* ShapeSource -> char *; NULL for Python */
};

/* @exprs is taken, and gets a NULL at its end. */
ShapeGuardsHelper *shape_guards_helper_new (ShapeGuardLanguage  language,
                                            GPtrArray          *exprs);

G_END_DECLS
