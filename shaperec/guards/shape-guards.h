/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../shape-types.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_GUARDS (shape_guards_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
GType               shape_guards_get_type      (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeGuards        *shape_guards_compile       (const char *const  *guards,
                                                const char *const  *float_sources,
                                                GError            **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeGuards        *shape_env_compile_guards   (ShapeEnv           *self,
                                                const char *const  *guards,
                                                GError            **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeGuards        *shape_guards_ref           (ShapeGuards        *self);
SHAPEREC_AVAILABLE_IN_ALL
void                shape_guards_unref         (ShapeGuards        *self);

/* Looking at it */
SHAPEREC_AVAILABLE_IN_ALL
guint               shape_guards_get_n_guards  (ShapeGuards        *self);
SHAPEREC_AVAILABLE_IN_ALL
const char         *shape_guards_get_guard     (ShapeGuards        *self,
                                                guint               index);
SHAPEREC_AVAILABLE_IN_ALL
const char *const  *shape_guards_get_integers  (ShapeGuards        *self);
SHAPEREC_AVAILABLE_IN_ALL
const char *const  *shape_guards_get_floats    (ShapeGuards        *self);

/* Evaluating */
SHAPEREC_AVAILABLE_IN_ALL
gboolean            shape_guards_check         (ShapeGuards        *self,
                                                const gint64       *integers,
                                                gsize               n_integers,
                                                const double       *floats,
                                                gsize               n_floats,
                                                guint              *failed,
                                                GError            **error);
SHAPEREC_AVAILABLE_IN_ALL
char               *shape_guards_explain       (ShapeGuards        *self,
                                                guint               index,
                                                const gint64       *integers,
                                                gsize               n_integers,
                                                const double       *floats,
                                                gsize               n_floats);

/* Writing */
SHAPEREC_AVAILABLE_IN_ALL
char               *shape_guards_to_c          (ShapeGuards        *self,
                                                const char         *function_name,
                                                char              **header);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeGuards, shape_guards_unref)

G_END_DECLS
