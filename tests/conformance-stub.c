/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shaperec/shaperec.h"
#include "shaperec/analysis/shape-analysis-private.h"

/* Weak: the real ones win wherever they are linked in. */

__attribute__ ((weak)) ShapeInterval
shape_bound (ShapeNode             *expr,
             const ShapeRangeScope *scope)
{
  (void) scope;
  shape_pool_fail (expr->pool, SHAPE_ERROR_FAILED, "missing");
  return shape_interval_error (expr->pool);
}

__attribute__ ((weak)) gboolean
shape_try_solve (ShapeNode  *rel,
                 ShapeNode  *thing,
                 gboolean    floordiv_inequality,
                 ShapeNode **out_rel,
                 ShapeNode **out_rhs)
{
  (void) thing;
  (void) floordiv_inequality;
  (void) out_rel;
  (void) out_rhs;
  shape_pool_fail (rel->pool, SHAPE_ERROR_FAILED, "missing");
  return FALSE;
}

__attribute__ ((weak)) ShapeNode *
shape_canonicalize (ShapeNode *expr)
{
  return shape_pool_fail (expr->pool, SHAPE_ERROR_FAILED, "missing");
}

__attribute__ ((weak)) const ShapeImplication *
shape_implications (ShapeNode *expr,
                    guint     *n)
{
  *n = 0;
  shape_pool_fail (expr->pool, SHAPE_ERROR_FAILED, "missing");
  return NULL;
}
