/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-options.h"
#include "shape-tracked-fake.h"

G_BEGIN_DECLS

SHAPEREC_AVAILABLE_IN_ALL
gboolean shape_env_evaluate_guards_expression (ShapeEnv                 *self,
                                               const char               *code,
                                               const int                *n_dims,
                                               gsize                     n_inputs,
                                               const gint64             *args,
                                               gsize                     n_args,
                                               GError                  **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean shape_env_evaluate_guards_for_args   (ShapeEnv                 *self,
                                               ShapeTrackedFake *const  *inputs,
                                               gsize                     n_inputs,
                                               const gint64             *args,
                                               gsize                     n_args,
                                               ShapeGuardOptions        *options,
                                               GError                  **error);

G_END_DECLS
