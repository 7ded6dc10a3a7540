/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-env.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_SYM_NODE (shape_sym_node_get_type ())
#define SHAPE_TYPE_SYM_KIND (shape_sym_kind_get_type ())

/**
 * ShapeSymKind:
 * @SHAPE_SYM_KIND_INT: an integer (`SymInt`)
 * @SHAPE_SYM_KIND_FLOAT: a float (`SymFloat`)
 * @SHAPE_SYM_KIND_BOOL: a truth value (`SymBool`)
 *
 * What a symbolic value is a value of.
 */
typedef enum
{
  SHAPE_SYM_KIND_INT,
  SHAPE_SYM_KIND_FLOAT,
  SHAPE_SYM_KIND_BOOL,
} ShapeSymKind;

SHAPEREC_AVAILABLE_IN_ALL
GType         shape_sym_kind_get_type      (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
GType         shape_sym_node_get_type      (void) G_GNUC_CONST;

SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_new           (ShapeEnv      *env,
                                            ShapeExpr     *expr,
                                            ShapeSymKind   kind,
                                            ShapeExpr     *hint,
                                            GError       **error);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_new_int       (ShapeEnv      *env,
                                            gint64         value);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_new_float     (ShapeEnv      *env,
                                            double         value);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_new_bool      (ShapeEnv      *env,
                                            gboolean       value);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymNode *shape_sym_node_ref           (ShapeSymNode  *self);
SHAPEREC_AVAILABLE_IN_ALL
void          shape_sym_node_unref         (ShapeSymNode  *self);

SHAPEREC_AVAILABLE_IN_ALL
ShapeEnv     *shape_sym_node_get_env       (ShapeSymNode  *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeSymKind  shape_sym_node_get_kind      (ShapeSymNode  *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr    *shape_sym_node_get_hint      (ShapeSymNode  *self);
SHAPEREC_AVAILABLE_IN_ALL
const char   *shape_sym_node_get_fx_node   (ShapeSymNode  *self);
SHAPEREC_AVAILABLE_IN_ALL
gboolean      shape_sym_node_is_constant   (ShapeSymNode  *self);
SHAPEREC_AVAILABLE_IN_ALL
ShapeExpr    *shape_sym_node_get_expr      (ShapeSymNode  *self,
                                            GError       **error);
SHAPEREC_AVAILABLE_IN_ALL
char         *shape_sym_node_to_string     (ShapeSymNode  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeSymNode, shape_sym_node_unref)

G_END_DECLS
