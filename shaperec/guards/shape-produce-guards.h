/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-options.h"
#include "shape-guards-helper.h"
#include "shape-tracked-fake.h"

G_BEGIN_DECLS

SHAPEREC_AVAILABLE_IN_ALL
char      **shape_env_produce_guards            (ShapeEnv                 *self,
                                                 ShapeTrackedFake  *const *inputs,
                                                 gsize                     n_inputs,
                                                 ShapeGuardOptions        *options,
                                                 GError                  **error);
SHAPEREC_AVAILABLE_IN_ALL
GPtrArray  *shape_env_produce_guards_verbose    (ShapeEnv                 *self,
                                                 ShapeTrackedFake  *const *inputs,
                                                 gsize                     n_inputs,
                                                 const ShapeGuardLanguage *languages,
                                                 gsize                     n_languages,
                                                 ShapeGuardOptions        *options,
                                                 GError                  **error);
SHAPEREC_AVAILABLE_IN_ALL
char       *shape_env_produce_guards_expression (ShapeEnv                 *self,
                                                 ShapeTrackedFake  *const *inputs,
                                                 gsize                     n_inputs,
                                                 ShapeGuardOptions        *options,
                                                 GError                  **error);
SHAPEREC_AVAILABLE_IN_ALL
void        shape_env_set_debug_name            (ShapeEnv                 *self,
                                                 const char               *source_name,
                                                 const char               *debug_name);

G_END_DECLS
