/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-env-private.h"
#include "shape-sym-node.h"

G_BEGIN_DECLS

struct _ShapeSymNode
{
  grefcount   ref_count;
  guint8      kind;        /* ShapeSymKind */
  guint8      is_constant; /* a literal: its own hint and FX argument */
  ShapeEnv   *env;         /* owned */
  ShapeNode  *expr;        /* as it was made */
  ShapeNode  *hint;        /* NULL: none */
  const char *fx_node;     /* interned in the environment; NULL: none */

  ShapeNode  *replaced;    /* the expression now, of that version of the replacements */
  guint       replaced_version;
};

/* @hint may be NULL, and is not worked out. */
ShapeSymNode *shape_sym_node_make     (ShapeEnv     *env,
                                       ShapeNode    *expr,
                                       ShapeSymKind  kind,
                                       ShapeNode    *hint,
                                       const char   *fx_node);
/* A @hint of NULL is worked out, where no symbol hangs on data. NULL with the pool's error
 * set. */
ShapeSymNode *shape_sym_node_make_hinted (ShapeEnv     *env,
                                          ShapeNode    *expr,
                                          ShapeSymKind  kind,
                                          ShapeNode    *hint,
                                          const char   *fx_node);
ShapeSymNode *shape_sym_node_make_constant (ShapeEnv     *env,
                                            ShapeSymKind  kind,
                                            ShapeNode    *value);

/* The expression with all replacements made; NULL with the pool's error set. */
ShapeNode    *shape_sym_node_look     (ShapeSymNode *self);

/* As an argument or a result of a recorded call, and back. */
ShapeValue    shape_sym_node_to_value (ShapeSymNode *self);
ShapeSymNode *shape_sym_node_from_value (ShapeEnv         *env,
                                         const ShapeValue *value);

G_END_DECLS
