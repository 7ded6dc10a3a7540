/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-env.h"
#include "../env/shape-sym-node.h"

G_BEGIN_DECLS

SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr *shape_env_evaluate_expr                 (ShapeEnv      *self,
                                                    ShapeExpr     *expr,
                                                    ShapeExpr     *hint,
                                                    GError       **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean   shape_env_guard_or_defer_runtime_assert (ShapeEnv      *self,
                                                    ShapeExpr     *expr,
                                                    const char    *message,
                                                    gboolean      *holds,
                                                    GError       **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr *shape_env_find                          (ShapeEnv      *self,
                                                    ShapeExpr     *symbol,
                                                    GError       **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean   shape_env_constrain_symbol_range        (ShapeEnv      *self,
                                                    ShapeExpr     *symbol,
                                                    ShapeExpr     *lower,
                                                    ShapeExpr     *upper,
                                                    GError       **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean   shape_env_constrain_range               (ShapeEnv      *self,
                                                    ShapeExpr     *expr,
                                                    ShapeExpr     *lower,
                                                    ShapeExpr     *upper,
                                                    GError       **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean   shape_env_constrain_range_for_size      (ShapeEnv      *self,
                                                    ShapeExpr     *symbol,
                                                    ShapeExpr     *lower,
                                                    ShapeExpr     *upper,
                                                    GError       **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean   shape_env_constrain_unify               (ShapeEnv      *self,
                                                    ShapeSymNode  *a,
                                                    ShapeSymNode  *b,
                                                    GError       **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean   shape_env_set_real_tensor_prop_unbacked_vals (ShapeEnv  *self,
                                                         ShapeExpr *symbol,
                                                         ShapeExpr *value,
                                                         GError   **error);
SHAPEREC_AVAILABLE_IN_ALL
void       shape_env_record_exclusion_constraint   (ShapeEnv      *self,
                                                    ShapeExpr     *symbol,
                                                    gint64         value);

SHAPEREC_AVAILABLE_IN_ALL
void       shape_env_suppress_guards_enter         (ShapeEnv      *self);
SHAPEREC_AVAILABLE_IN_ALL
void       shape_env_suppress_guards_exit          (ShapeEnv      *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean   shape_env_ignore_fresh_unbacked_symbols_set (ShapeEnv  *self,
                                                        gboolean   ignore);
SHAPEREC_AVAILABLE_IN_ALL
void       shape_env_freeze                        (ShapeEnv      *self);
SHAPEREC_AVAILABLE_IN_ALL
void       shape_env_freeze_runtime_asserts        (ShapeEnv      *self);

SHAPEREC_AVAILABLE_IN_ALL
char      *shape_env_format_field                  (ShapeEnv      *self,
                                                    const char    *field);

G_END_DECLS
