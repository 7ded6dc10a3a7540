/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"
#include "shape-relational-private.h"

/* The other forms of a relation: negated, reversed, with all signs changed, canonical. */

static const struct
{
  ShapeOp negated;
  ShapeOp reversed;
} forms[] = {
  [SHAPE_OP_EQ - SHAPE_OP_EQ] = { SHAPE_OP_NE, SHAPE_OP_EQ },
  [SHAPE_OP_NE - SHAPE_OP_EQ] = { SHAPE_OP_EQ, SHAPE_OP_NE },
  [SHAPE_OP_LT - SHAPE_OP_EQ] = { SHAPE_OP_GE, SHAPE_OP_GT },
  [SHAPE_OP_LE - SHAPE_OP_EQ] = { SHAPE_OP_GT, SHAPE_OP_GE },
  [SHAPE_OP_GT - SHAPE_OP_EQ] = { SHAPE_OP_LE, SHAPE_OP_LT },
  [SHAPE_OP_GE - SHAPE_OP_EQ] = { SHAPE_OP_LT, SHAPE_OP_LE },
};

ShapeNode *
shape_relational_negate (ShapeNode *relation)
{
  return shape_node_intern (relation->pool, forms[relation->op - SHAPE_OP_EQ].negated, relation->args, 2);
}

/* The same relation with its sides exchanged, as it stands: SymPy's reversed. */
static ShapeNode *
reverse (ShapeNode *relation)
{
  ShapeNode *args[] = { relation->args[1], relation->args[0] };

  return shape_node_intern (relation->pool, forms[relation->op - SHAPE_OP_EQ].reversed, args, 2);
}

static ShapeNode *
change_signs (ShapeNode *relation)
{
  ShapeNode *args[] = { shape_node_neg (relation->args[0]), shape_node_neg (relation->args[1]) };

  return shape_node_intern (relation->pool, forms[relation->op - SHAPE_OP_EQ].reversed, args, 2);
}

static ShapeNode *
order_sides (ShapeNode *relation)
{
  ShapeNode *a = relation->args[0], *b = relation->args[1];
  gboolean swap, numbers = SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b);

  if (numbers && (SHAPE_IS (a, NAN) || SHAPE_IS (b, NAN)))
    return shape_pool_fail (a->pool, SHAPE_ERROR_TYPE, "Invalid NaN comparison");
  if (shape_node_is_number (b))
    swap = numbers && shape_number_compare (a, b) > 0;
  else if (shape_node_is_number (a))
    swap = TRUE;
  else if (shape_node_has_nested_int (a) || shape_node_has_nested_int (b))
    return shape_node_fail_sorting (a->pool);
  else
    swap = shape_node_ordered_compare (a, b) > 0;
  return swap ? reverse (relation) : relation;
}

/* Puts the sides of a relation between relations into their canonical form. */
static ShapeNode *
canonicalize_sides (ShapeNode *relation)
{
  ShapeNode *args[2];

  for (guint i = 0; i < 2; i++)
    args[i] = SHAPE_IS_RELATIONAL (relation->args[i]) ? shape_relational_canonical (relation->args[i])
                                                      : relation->args[i];
  if (args[0] == relation->args[0] && args[1] == relation->args[1])
    return relation;
  return shape_node_build (relation->pool, (ShapeOp) relation->op, args, 2);
}

static ShapeNode *
canonicalize (ShapeNode *relation)
{
  ShapeNode *r = canonicalize_sides (relation), *negative;

  if (!SHAPE_IS_RELATIONAL (r))
    return r;
  r = order_sides (r);
  if (SHAPE_IS (r, ERROR))
    return r;
  if (SHAPE_IS_TRUTH_VALUE (r->args[0]) || SHAPE_IS_TRUTH_VALUE (r->args[1]))
    return r;
  if (shape_node_has_minus_sign (r->args[0]))
    return change_signs (r);
  if (shape_node_is_number (r->args[1]) || !shape_node_has_minus_sign (r->args[1]))
    return r;
  negative = shape_node_neg (r->args[1]);
  return shape_node_ordered_compare (r->args[0], negative) > 0 ? change_signs (reverse (r)) : r;
}

ShapeNode *
shape_relational_canonical (ShapeNode *relation)
{
  ShapeExprPool *pool = relation->pool;
  ShapeNode *form = shape_pool_memo_get (pool, SHAPE_MEMO_RELATIONAL, relation);

  return form != NULL ? form : shape_pool_memo_set (pool, SHAPE_MEMO_RELATIONAL, relation, canonicalize (relation));
}
