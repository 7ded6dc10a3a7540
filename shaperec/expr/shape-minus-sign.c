/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-node-private.h"

/* Whether a minus sign would be taken out of an expression: SymPy's could_extract_minus_sign. Of
 * x and -x one at most says yes. */

/* Such a product is its own negative. */
static gboolean
has_complex_infinity (ShapeNode *product)
{
  return shape_node_may_have_kinds (product, SHAPE_KIND_BIT (SHAPE_OP_COMPLEX_INFINITY))
         && shape_node_has_arg (product, shape_node_constant (product->pool, SHAPE_OP_COMPLEX_INFINITY));
}

/* Most terms are negative; where as many are positive, the one of x and -x that sorts first. */
static gboolean
sum_has_minus_sign (ShapeNode *sum)
{
  guint n_minus = 0;

  for (guint i = 0; i < sum->n_args; i++)
    n_minus += shape_node_has_minus_sign (sum->args[i]) ? 1 : 0;
  if (n_minus * 2 != sum->n_args)
    return n_minus * 2 > sum->n_args;
  return shape_node_key_compare (sum, shape_node_neg (sum)) < 0;
}

gboolean
shape_node_has_minus_sign (ShapeNode *node)
{
  if (SHAPE_IS (node, ADD))
    return sum_has_minus_sign (node);
  return shape_node_has_negative_coeff (node) && !has_complex_infinity (node);
}
