/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-node-private.h"

G_BEGIN_DECLS

/* Conjunctive normal form: SymPy's to_cnf. */
ShapeNode *shape_node_to_cnf (ShapeNode *node);

G_END_DECLS
