/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-sym-node.h"

G_BEGIN_DECLS

SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_sym_and (ShapeSymNode *const *terms,
                                      gsize                n_terms,
                                      GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_sym_or  (ShapeSymNode *const *terms,
                                      gsize                n_terms,
                                      GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_sym_eq  (ShapeEnv            *env,
                                      ShapeSymNode *const *left,
                                      gsize                n_left,
                                      ShapeSymNode *const *right,
                                      gsize                n_right,
                                      GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_sym_eq_nested (ShapeEnv            *env,
                                            ShapeSymNode *const *left,
                                            gsize                n_left,
                                            const char          *left_shape,
                                            ShapeSymNode *const *right,
                                            gsize                n_right,
                                            const char          *right_shape,
                                            GError             **error);

G_END_DECLS
