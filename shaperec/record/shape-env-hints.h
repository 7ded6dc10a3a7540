/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../analysis/shape-range.h"
#include "../env/shape-env.h"

G_BEGIN_DECLS

/**
 * SHAPE_OPTIMIZATION_HINT_FALLBACK:
 *
 * What stands for a value that hangs on data where a program chooses nothing else
 * (`unbacked_symint_fallback`).
 */
#define SHAPE_OPTIMIZATION_HINT_FALLBACK 8192

/* Values */
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr  *shape_env_size_hint              (ShapeEnv         *self,
                                              ShapeExpr        *expr,
                                              gboolean          allow_none,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr  *shape_env_guarding_hint_or_throw (ShapeEnv         *self,
                                              ShapeExpr        *expr,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr  *shape_env_optimization_hint      (ShapeEnv         *self,
                                              ShapeExpr        *expr,
                                              gint64            fallback,
                                              GError          **error);

/* What is known */
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr  *shape_env_simplify               (ShapeEnv         *self,
                                              ShapeExpr        *expr,
                                              gboolean          size_oblivious,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr  *shape_env_replace                (ShapeEnv         *self,
                                              ShapeExpr        *expr,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeRange *shape_env_bound_sympy            (ShapeEnv         *self,
                                              ShapeExpr        *expr,
                                              gboolean          size_oblivious,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_env_is_unbacked_symint     (ShapeEnv         *self,
                                              ShapeExpr        *symbol);
SHAPEREC_AVAILABLE_IN_ALL
GPtrArray  *shape_env_get_axioms             (ShapeEnv         *self,
                                              gboolean          compute_hint,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
GPtrArray  *shape_env_get_axioms_of          (ShapeEnv         *self,
                                              ShapeExpr *const *symbols,
                                              gsize             n_symbols,
                                              gboolean          compute_hint,
                                              GError          **error);

G_END_DECLS
