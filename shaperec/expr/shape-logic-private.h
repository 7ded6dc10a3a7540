/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool-private.h"

G_BEGIN_DECLS

/* And, Or, Max or Min as it stands: a set, in order; the operation's neutral value where it is empty. */
ShapeNode *shape_lattice_intern (ShapeExprPool    *pool,
                                 ShapeOp           op,
                                 ShapeNode *const *args,
                                 guint             n_args);

/* The conjunctive normal form: SymPy's to_cnf, without simplification. */
ShapeNode *shape_node_to_cnf    (ShapeNode        *node);

G_END_DECLS
