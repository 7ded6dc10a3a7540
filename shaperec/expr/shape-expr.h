/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_EXPR (shape_expr_get_type ())

SHAPEREC_AVAILABLE_IN_ALL
GType      shape_expr_get_type (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr *shape_expr_ref      (ShapeExpr *self);
SHAPEREC_AVAILABLE_IN_ALL
void       shape_expr_unref    (ShapeExpr *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeExpr, shape_expr_unref)

G_END_DECLS
