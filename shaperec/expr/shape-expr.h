/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_EXPR        (shape_expr_get_type ())
#define SHAPE_TYPE_ASSUMPTIONS (shape_assumptions_get_type ())

/**
 * ShapeAssumptions:
 * @SHAPE_ASSUME_NOTHING: the symbol may be any complex number
 * @SHAPE_ASSUME_REAL: it is real
 * @SHAPE_ASSUME_INTEGER: it is an integer
 * @SHAPE_ASSUME_POSITIVE: it is greater than 0
 * @SHAPE_ASSUME_NEGATIVE: it is less than 0
 * @SHAPE_ASSUME_NONNEGATIVE: it is 0 or greater
 * @SHAPE_ASSUME_NONZERO: it is not 0
 * @SHAPE_ASSUME_EVEN: it is an even integer
 * @SHAPE_ASSUME_ODD: it is an odd integer
 *
 * What is known of a symbol when it is made.
 */
typedef enum
{
  SHAPE_ASSUME_NOTHING     = 0,
  SHAPE_ASSUME_REAL        = 1 << 0,
  SHAPE_ASSUME_INTEGER     = 1 << 1,
  SHAPE_ASSUME_POSITIVE    = 1 << 2,
  SHAPE_ASSUME_NEGATIVE    = 1 << 3,
  SHAPE_ASSUME_NONNEGATIVE = 1 << 4,
  SHAPE_ASSUME_NONZERO     = 1 << 5,
  SHAPE_ASSUME_EVEN        = 1 << 6,
  SHAPE_ASSUME_ODD         = 1 << 7,
} ShapeAssumptions;

SHAPEREC_AVAILABLE_IN_ALL
GType        shape_assumptions_get_type      (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
GType        shape_expr_get_type             (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_ref                  (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
void         shape_expr_unref                (ShapeExpr        *self);

/* Making */
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_parse                (ShapeExprPool    *pool,
                                              const char       *text,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_new_symbol           (ShapeExprPool    *pool,
                                              const char       *name,
                                              ShapeAssumptions  assumptions,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_new_integer          (ShapeExprPool    *pool,
                                              gint64            value);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_new_rational         (ShapeExprPool    *pool,
                                              gint64            numerator,
                                              gint64            denominator,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_new_float            (ShapeExprPool    *pool,
                                              double            value);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_new_boolean          (ShapeExprPool    *pool,
                                              gboolean          value);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_new_int_infinity     (ShapeExprPool    *pool,
                                              gboolean          negative);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_new_infinity         (ShapeExprPool    *pool,
                                              gboolean          negative);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_build                (ShapeExprPool    *pool,
                                              const char       *op_name,
                                              ShapeExpr *const *args,
                                              gsize             n_args,
                                              GError          **error);

/* Operators */
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_add                  (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_sub                  (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_mul                  (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_div                  (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_floor_div            (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_mod                  (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_pow                  (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_neg                  (ShapeExpr        *self,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_min                  (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_max                  (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_eq                   (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_ne                   (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_lt                   (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_le                   (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_gt                   (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_ge                   (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_and                  (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_or                   (ShapeExpr        *self,
                                              ShapeExpr        *other,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_not                  (ShapeExpr        *self,
                                              GError          **error);

/* Rewriting */
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_expand               (ShapeExpr        *self,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_substitute           (ShapeExpr        *self,
                                              ShapeExpr *const *from,
                                              ShapeExpr *const *to,
                                              gsize             n_pairs,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_evaluate             (ShapeExpr        *self,
                                              ShapeExpr *const *symbols,
                                              const gint64     *values,
                                              gsize             n_symbols,
                                              GError          **error);

/* Text */
SHAPEREC_AVAILABLE_IN_ALL
char        *shape_expr_to_string            (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
char        *shape_expr_to_sympy_string      (ShapeExpr        *self,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
char        *shape_expr_to_python            (ShapeExpr        *self,
                                              GError          **error);
SHAPEREC_AVAILABLE_IN_ALL
char        *shape_expr_to_cpp               (ShapeExpr        *self,
                                              GError          **error);

/* Looking */
SHAPEREC_AVAILABLE_IN_ALL
gboolean     shape_expr_equal                (ShapeExpr        *self,
                                              ShapeExpr        *other);
SHAPEREC_AVAILABLE_IN_ALL
guint        shape_expr_hash                 (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
int          shape_expr_compare              (ShapeExpr        *self,
                                              ShapeExpr        *other);
SHAPEREC_AVAILABLE_IN_ALL
guint        shape_expr_get_id               (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExprPool *shape_expr_get_pool           (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
const char  *shape_expr_get_op_name          (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
const char  *shape_expr_get_name             (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
guint        shape_expr_get_n_args           (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr   *shape_expr_get_arg              (ShapeExpr        *self,
                                              guint             index);
SHAPEREC_AVAILABLE_IN_ALL
GPtrArray   *shape_expr_get_args             (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
GPtrArray   *shape_expr_get_free_symbols     (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean     shape_expr_is_symbol            (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean     shape_expr_is_number            (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean     shape_expr_is_boolean           (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean     shape_expr_is_infinite          (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean     shape_expr_get_int64            (ShapeExpr        *self,
                                              gint64           *value);
SHAPEREC_AVAILABLE_IN_ALL
gboolean     shape_expr_get_double           (ShapeExpr        *self,
                                              double           *value);
SHAPEREC_AVAILABLE_IN_ALL
gboolean     shape_expr_get_boolean          (ShapeExpr        *self,
                                              gboolean         *value);

/* Assumptions */
SHAPEREC_AVAILABLE_IN_ALL
ShapeTernary shape_expr_is                   (ShapeExpr        *self,
                                              const char       *assumption);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTernary shape_expr_is_integer           (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTernary shape_expr_is_real              (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTernary shape_expr_is_positive          (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTernary shape_expr_is_negative          (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTernary shape_expr_is_nonnegative       (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTernary shape_expr_is_nonpositive       (ShapeExpr        *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeTernary shape_expr_is_zero              (ShapeExpr        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeExpr, shape_expr_unref)

G_END_DECLS
