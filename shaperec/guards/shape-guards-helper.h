/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-language.h"
#include "../env/shape-source.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_GUARDS_HELPER (shape_guards_helper_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
GType               shape_guards_helper_get_type     (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeGuardsHelper  *shape_guards_helper_ref          (ShapeGuardsHelper *self);
SHAPEREC_AVAILABLE_IN_ALL
void                shape_guards_helper_unref        (ShapeGuardsHelper *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeGuardLanguage  shape_guards_helper_get_language (ShapeGuardsHelper *self);
SHAPEREC_AVAILABLE_IN_ALL
const char *const  *shape_guards_helper_get_exprs    (ShapeGuardsHelper *self);
SHAPEREC_AVAILABLE_IN_ALL
GPtrArray          *shape_guards_helper_list_sources (ShapeGuardsHelper *self);
SHAPEREC_AVAILABLE_IN_ALL
const char         *shape_guards_helper_get_symbol   (ShapeGuardsHelper *self,
                                                      ShapeSource       *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeGuardsHelper, shape_guards_helper_unref)

G_END_DECLS
