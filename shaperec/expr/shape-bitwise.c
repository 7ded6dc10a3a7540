/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

/* BitwiseFn_bitwise_and, _or and _xor: of integers and of truth values. */

typedef struct
{
  ShapeOp op;
  ShapeOp logical; /* of two truth values; there is none for xor */
  void  (*compute) (fmpz_t, const fmpz_t, const fmpz_t);
} Bitwise;

/* is_Boolean: a relation is none. */
static gboolean
is_truth (ShapeNode *node)
{
  return SHAPE_IS_BOOLEAN (node) && !SHAPE_IS_RELATIONAL (node);
}

static ShapeNode *
xor_truths (ShapeNode *a,
            ShapeNode *b)
{
  if (a == b)
    return a->pool->false_node;
  if (SHAPE_IS (a, FALSE))
    return b;
  if (SHAPE_IS (b, FALSE))
    return a;
  if (SHAPE_IS (a, TRUE))
    return shape_node_not (b);
  if (SHAPE_IS (b, TRUE))
    return shape_node_not (a);
  return shape_pool_fail (a->pool, SHAPE_ERROR_NOT_IMPLEMENTED, "the exclusive or of two conditions");
}

/* A truth value among integers is 0 or 1; a condition that is not settled counts as true. */
static ShapeNode *
get_operand (ShapeNode *node)
{
  if (!is_truth (node))
    return node;
  return SHAPE_IS (node, FALSE) ? node->pool->zero : node->pool->one;
}

static ShapeNode *
build (const Bitwise    *self,
       ShapeNode *const *args)
{
  ShapeExprPool *pool = args[0]->pool;
  ShapeNode *operands[2], *result;
  fmpz_t value;

  if (is_truth (args[0]) && is_truth (args[1]))
    return self->op == SHAPE_OP_BITWISE_XOR ? xor_truths (args[0], args[1])
                                            : shape_node_build (pool, self->logical, args, 2);
  for (guint i = 0; i < 2; i++)
    operands[i] = get_operand (args[i]);
  if (!SHAPE_IS (operands[0], INTEGER) || !SHAPE_IS (operands[1], INTEGER))
    return shape_node_intern (pool, self->op, args, 2);
  fmpz_init (value);
  self->compute (value, operands[0]->integer, operands[1]->integer);
  result = shape_node_fmpz (pool, value);
  fmpz_clear (value);
  return result;
}

#define DEFINE_BITWISE(name, NAME, LOGICAL)                                                         \
  ShapeNode *                                                                                       \
  shape_bitwise_##name##_build (ShapeExprPool    *pool G_GNUC_UNUSED,                               \
                                ShapeNode *const *args,                                             \
                                guint             n_args G_GNUC_UNUSED)                             \
  {                                                                                                 \
    static const Bitwise self = { SHAPE_OP_BITWISE_##NAME, SHAPE_OP_##LOGICAL, fmpz_##name };       \
                                                                                                    \
    return build (&self, args);                                                                     \
  }                                                                                                 \
  SHAPE_DEFINE_FACT (bitwise_##name, 0)

DEFINE_BITWISE (and, AND, AND)
DEFINE_BITWISE (or, OR, OR)
DEFINE_BITWISE (xor, XOR, FALSE)
