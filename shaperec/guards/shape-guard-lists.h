/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-tracked-fake.h"

G_BEGIN_DECLS

SHAPEREC_AVAILABLE_IN_ALL
GPtrArray *shape_env_get_pruned_guards     (ShapeEnv            *self,
                                            ShapeSymNode *const *symints,
                                            gsize                n_symints);
SHAPEREC_AVAILABLE_IN_ALL
GPtrArray *shape_env_get_nontrivial_guards (ShapeEnv          *self,
                                            GError           **error);
SHAPEREC_AVAILABLE_IN_ALL
char      *shape_env_format_guards         (ShapeEnv          *self,
                                            gboolean           verbose);
SHAPEREC_AVAILABLE_IN_ALL
GPtrArray *shape_env_bind_symbols          (ShapeEnv                *self,
                                            ShapeTrackedFake *const *inputs,
                                            gsize                    n_inputs,
                                            const gint64            *args,
                                            gsize                    n_args,
                                            gint64                 **values,
                                            gsize                   *n_values,
                                            GError                 **error);

G_END_DECLS
