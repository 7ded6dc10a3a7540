/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-sym-node.h"

G_BEGIN_DECLS

/* Arithmetic */
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_add                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_sub                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_mul                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_truediv               (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_floordiv              (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_mod                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_pow                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_lshift                (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_rshift                (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_min                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_max                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_sum                   (ShapeSymNode *const *terms,
                                                    gsize                n_terms,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_pos                   (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_neg                   (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_abs                   (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_is_integer            (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_floor                 (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_ceil                  (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_trunc                 (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_round                 (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_round_decimal         (ShapeSymNode        *self,
                                                    int                  n_digits,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_to_float              (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_to_int                (ShapeSymNode        *self,
                                                    GError             **error);

/* Functions */
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_sqrt                  (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_cos                   (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_cosh                  (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_sin                   (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_sinh                  (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_tan                   (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_tanh                  (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_asin                  (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_acos                  (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_atan                  (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_log2                  (ShapeSymNode        *self,
                                                    GError             **error);

/* Comparisons and logic */
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_eq                    (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_ne                    (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_lt                    (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_le                    (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_gt                    (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_ge                    (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_and                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_or                    (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_xor                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *other,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_not                   (ShapeSymNode        *self,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_ite                   (ShapeSymNode        *self,
                                                    ShapeSymNode        *then_value,
                                                    ShapeSymNode        *else_value,
                                                    GError             **error);

/* Values */
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_guard_int             (ShapeSymNode        *self,
                                                    gint64              *value,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_guard_float           (ShapeSymNode        *self,
                                                    double              *value,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_guard_bool            (ShapeSymNode        *self,
                                                    gboolean            *value,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_guard_size_oblivious  (ShapeSymNode        *self,
                                                    gboolean            *value,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_guard_or_true         (ShapeSymNode        *self,
                                                    gboolean            *value,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_guard_or_false        (ShapeSymNode        *self,
                                                    gboolean            *value,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_expect_true           (ShapeSymNode        *self,
                                                    const char          *message,
                                                    gboolean            *value,
                                                    GError             **error);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_statically_known_true (ShapeSymNode        *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_statically_known_false (ShapeSymNode       *self);

G_END_DECLS
