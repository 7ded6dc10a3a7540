/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guards-helper.h"

G_BEGIN_DECLS

struct _ShapeGuardsHelper
{
  grefcount           ref_count;
  ShapeGuardLanguage  language;
  GStrv               exprs;
  GPtrArray          *sources; /* ShapeSource, in the order in which C++ named them; else empty */
  GHashTable         *symbols; /* ShapeSource -> char *; NULL for Python */
};

/* @exprs is taken. */
ShapeGuardsHelper *shape_guards_helper_new (ShapeGuardLanguage  language,
                                            GStrv               exprs);

G_END_DECLS
