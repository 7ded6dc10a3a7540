/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Stand-ins that give way to the real functions wherever these are linked. */

#include "../analysis/shape-analysis-private.h"

#define STAND_IN __attribute__ ((weak))

STAND_IN ShapeInterval
shape_bound (ShapeNode *expr, const ShapeRangeScope *scope)
{
  (void) scope;
  return shape_interval_unknown_int (expr->pool);
}

STAND_IN gboolean
shape_try_solve (ShapeNode *rel, ShapeNode *thing, gboolean floordiv_inequality,
                 ShapeNode **out_rel, ShapeNode **out_rhs)
{
  (void) rel;
  (void) thing;
  (void) floordiv_inequality;
  (void) out_rel;
  (void) out_rhs;
  return FALSE;
}

STAND_IN ShapeNode *
shape_canonicalize (ShapeNode *expr)
{
  return expr;
}

STAND_IN const ShapeImplication *
shape_implications (ShapeNode *expr, guint *n)
{
  (void) expr;
  *n = 0;
  return NULL;
}

STAND_IN ShapeNode *
shape_static_eval (ShapeNode *expr, const ShapeSymbolInfo *symbols, guint n_symbols,
                   gboolean unbacked_only, gboolean size_oblivious)
{
  (void) symbols;
  (void) n_symbols;
  (void) size_oblivious;
  return unbacked_only ? expr : NULL;
}

STAND_IN ShapeNode *
shape_node_not (ShapeNode *a)
{
  return shape_node_build1 (SHAPE_OP_NOT, a);
}
