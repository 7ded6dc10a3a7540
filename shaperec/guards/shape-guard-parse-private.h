/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-graph-private.h"

G_BEGIN_DECLS

gboolean shape_guard_parse (ShapeGuardGraph   *graph,
                            const char        *text,
                            GHashTable        *float_sources,
                            ShapeGuardNodeId  *root,
                            GError           **error);

G_END_DECLS
