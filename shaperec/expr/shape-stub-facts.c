/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"

ShapeTernary
shape_add_fact (ShapeNode *node,
                guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeTernary
shape_mul_fact (ShapeNode *node,
                guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeTernary
shape_pow_fact (ShapeNode *node,
                guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeTernary
shape_max_fact (ShapeNode *node,
                guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeTernary
shape_min_fact (ShapeNode *node,
                guint      fact)
{
  (void) node;
  (void) fact;
  return SHAPE_MAYBE;
}

ShapeTernary
shape_node_is (ShapeNode *node,
               ShapeFact  fact)
{
  if (node->facts.known & (1u << fact))
    return (node->facts.value & (1u << fact)) ? SHAPE_YES : SHAPE_NO;
  return SHAPE_MAYBE;
}

gboolean
shape_facts_close (ShapeFacts *facts)
{
  (void) facts;
  return TRUE;
}

__attribute__ ((weak)) const char *
shape_fact_get_name (ShapeFact fact)
{
  (void) fact;
  return "";
}
