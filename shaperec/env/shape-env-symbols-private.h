/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-env-private.h"

G_BEGIN_DECLS

/* The verbs that make symbols. Failure is the pool's error, as in shape-env-verbs-private.h;
 * what a verb changed before it failed stays changed. */

/* The arguments of create_symbol. */
typedef struct
{
  ShapeNode             *value;      /* an Integer, a Float or a SingletonInt */
  ShapeSource           *source;
  ShapeDimDynamic        dynamic;
  const ShapeConstraint *constraint; /* or NULL */
  ShapeTernary           positive;
  gboolean               do_not_specialize_zero_one;
  ShapeSymbolicContext  *context;    /* or NULL */
} ShapeSymbolRequest;

ShapeNode *shape_env_make_symbol           (ShapeEnv                 *self,
                                            const ShapeSymbolRequest *request);
ShapeNode *shape_env_make_unspecified_symbol (ShapeEnv                 *self,
                                              const ShapeSymbolRequest *request);
/* For a dimension that the user marked as unbacked. */
ShapeNode *shape_env_make_unbacked_input   (ShapeEnv                 *self,
                                            const ShapeSymbolRequest *request);

/* A fresh unbacked symbol of any range; `zuf0` where it is a float. */
ShapeNode *shape_env_make_unbacked_symbol  (ShapeEnv                 *self,
                                            gboolean                  is_float,
                                            ShapeInterval             range);
ShapeValue shape_env_make_unbacked_int     (ShapeEnv                 *self);
ShapeValue shape_env_make_unbacked_float   (ShapeEnv                 *self);
ShapeValue shape_env_make_unbacked_bool    (ShapeEnv                 *self);

/* A symbolic value, or a number where @expr is one. @hint may be NONE, @source NULL. */
ShapeValue shape_env_make_sym_int          (ShapeEnv                 *self,
                                            ShapeNode                *expr,
                                            const ShapeValue         *hint,
                                            ShapeSource              *source);
ShapeValue shape_env_make_sym_float        (ShapeEnv                 *self,
                                            ShapeNode                *expr,
                                            const ShapeValue         *hint,
                                            ShapeSource              *source);
/* Checks the hint of a symbolic value; fails where it is not what the expression is now. */
void       shape_env_renew_hint            (ShapeEnv                 *self,
                                            const ShapeValue         *value);

/* The arguments of _create_symbolic_sizes_strides_storage_offset. */
typedef struct
{
  const ShapeValue     *sizes;   /* @n_dims each */
  const ShapeValue     *strides;
  const ShapeValue     *is_dim_dynamic;
  guint                 n_dims;
  ShapeValue            storage_offset;
  ShapeSource          *source;
  ShapeSymbolicContext *context; /* or NULL: all sizes DUCK */
  const ShapeValue     *hint_overrides; /* MAP of dimension -> integer, or NULL */
  gboolean              are_sizes_static; /* before anything was made */
} ShapeSizesRequest;

ShapeValue shape_env_make_sizes            (ShapeEnv                 *self,
                                            const ShapeSizesRequest  *request);

/* A node for each stride, explained by sizes and smaller strides where that is possible. */
gboolean   shape_env_make_strides          (ShapeEnv                 *self,
                                            const ShapeSizesRequest  *request,
                                            ShapeNode *const         *sizes,
                                            ShapeNode               **strides);

void       shape_env_exclude               (ShapeEnv                 *self,
                                            ShapeNode                *symbol,
                                            ShapeNode                *value);
void       shape_env_rename_unbacked       (ShapeEnv                 *self,
                                            ShapeNode                *old,
                                            ShapeNode                *renamed);

G_END_DECLS
