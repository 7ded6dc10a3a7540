/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-sym-ops.h"
#include "../env/shape-sym-node-private.h"
#include "../env/shape-sym-op-private.h"

G_BEGIN_DECLS

/* An operator of one operand (@b is NULL) or two, as torch's SymNode has it: no operand is
 * promoted. NULL with the pool's error set. */
ShapeSymNode *shape_sym_apply       (ShapeSymOp     op,
                                     ShapeSymNode  *a,
                                     ShapeSymNode  *b);

/* The same for one operand, and as Python has it: the function of a constant is one. */
ShapeSymNode *shape_sym_apply_unary (ShapeSymOp     op,
                                     ShapeSymNode  *a);
ShapeSymNode *shape_sym_apply_float (ShapeSymNode  *self);
ShapeSymNode *shape_sym_from_number (ShapeEnv      *env,
                                     ShapeNode     *number);

/* The edge: what a public operator gives. */
ShapeSymNode *shape_sym_finish      (ShapeEnv      *env,
                                     ShapeSymNode  *result,
                                     GError       **error);

/* The expression that an operator makes. */
ShapeNode    *shape_sym_build       (ShapeEnv      *env,
                                     ShapeSymOp     op,
                                     ShapeNode     *a,
                                     ShapeNode     *b);

/* What stands for a result in the FX graph: records the call. @args may hold lists. */
const char   *shape_sym_call_fx     (ShapeEnv         *env,
                                     const char       *op,
                                     const ShapeValue *args,
                                     guint             n_args);
ShapeValue    shape_sym_to_fx_arg   (ShapeSymNode  *self);

/* The value, with a guard where one is needed: a number or a truth value. NULL with the
 * pool's error set. */
ShapeNode    *shape_sym_evaluate    (ShapeSymNode  *self,
                                     gboolean       size_oblivious,
                                     ShapeTernary   fallback);

/* torch._check: takes @self to hold. FALSE with the pool's error set. */
gboolean      shape_sym_expect      (ShapeSymNode  *self,
                                     const char    *message);

G_END_DECLS
