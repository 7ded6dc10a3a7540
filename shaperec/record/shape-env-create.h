/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-env.h"
#include "../env/shape-sym-node.h"
#include "../env/shape-symbolic-context.h"

G_BEGIN_DECLS

SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_env_create_symbolic_sizes_strides_storage_offset
                                                           (ShapeEnv              *self,
                                                            const gint64          *sizes,
                                                            const gint64          *strides,
                                                            gsize                  n_dims,
                                                            gint64                 storage_offset,
                                                            ShapeSource           *source,
                                                            ShapeSymbolicContext  *context,
                                                            GPtrArray            **out_sizes,
                                                            GPtrArray            **out_strides,
                                                            ShapeSymNode         **out_storage_offset,
                                                            GError               **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr    *shape_env_create_symbol                      (ShapeEnv              *self,
                                                            gint64                 value,
                                                            ShapeSource           *source,
                                                            ShapeDimDynamic        dynamic_dim,
                                                            GError               **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr    *shape_env_create_unspecified_symbol          (ShapeEnv              *self,
                                                            ShapeExpr             *value,
                                                            ShapeSource           *source,
                                                            ShapeDimDynamic        dynamic_dim,
                                                            GError               **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_env_create_unspecified_symint_and_symbol (ShapeEnv            *self,
                                                              gint64               value,
                                                              ShapeSource         *source,
                                                              ShapeDimDynamic      dynamic_dim,
                                                              GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_env_create_symintnode                  (ShapeEnv              *self,
                                                            ShapeExpr             *expr,
                                                            ShapeExpr             *hint,
                                                            ShapeSource           *source,
                                                            GError               **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_env_create_symfloatnode                (ShapeEnv              *self,
                                                            ShapeExpr             *expr,
                                                            ShapeExpr             *hint,
                                                            ShapeSource           *source,
                                                            GError               **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_env_create_unbacked_symint             (ShapeEnv              *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_env_create_unbacked_symfloat           (ShapeEnv              *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_env_create_unbacked_symbool            (ShapeEnv              *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_env_eliminate_unbacked                 (ShapeEnv              *self,
                                                            ShapeExpr             *symbol,
                                                            ShapeExpr             *target,
                                                            GError               **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_env_rename_unbacked_to                 (ShapeEnv              *self,
                                                            ShapeExpr             *symbol,
                                                            ShapeExpr             *renamed,
                                                            GError               **error);

G_END_DECLS
