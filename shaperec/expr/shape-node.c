/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-deduce-private.h"
#include "shape-expr-pool-private.h"
#include "shape-node-memo-private.h"

/* Questions about nodes that need no algebra. */

gboolean
shape_node_is_int (ShapeNode *node,
                   gint64     value)
{
  return SHAPE_IS (node, INTEGER) && fmpz_equal_si (node->integer, value);
}

gboolean
shape_node_is_ratio (ShapeNode *node,
                     gint64     numerator,
                     gulong     denominator)
{
  return SHAPE_IS (node, RATIONAL) && fmpz_equal_si (fmpq_numref (node->rational), numerator) &&
         fmpz_equal_ui (fmpq_denref (node->rational), denominator);
}

gboolean
shape_node_get_int64 (ShapeNode *node,
                      gint64    *value)
{
  if (!SHAPE_IS (node, INTEGER) || !fmpz_fits_si (node->integer))
    return FALSE;
  *value = fmpz_get_si (node->integer);
  return TRUE;
}

gboolean
shape_node_is_infinite (ShapeNode *node)
{
  return node->op >= SHAPE_OP_INT_INFINITY && node->op <= SHAPE_OP_NEGATIVE_INFINITY;
}

gboolean
shape_node_is_zero_number (ShapeNode *node)
{
  return node == node->pool->zero || (SHAPE_IS (node, FLOAT) && node->real == 0 && node->wide == NULL);
}

/* The number in front of a sum or product, or what is neutral to it. */
static ShapeNode *
split_number (ShapeNode  *node,
              ShapeOp     op,
              ShapeNode  *neutral,
              ShapeNode **rest)
{
  if (SHAPE_IS_NUMBER (node))
    {
      *rest = neutral;
      return node;
    }
  *rest = node;
  if (node->op != op || node->n_args < 2 || !SHAPE_IS_NUMBER (node->args[0]))
    return neutral;
  *rest = node->n_args == 2 ? node->args[1]
                            : shape_node_intern_sorted (node->pool, op, node->args + 1, node->n_args - 1);
  return node->args[0];
}

ShapeNode *
shape_node_as_coeff_mul (ShapeNode  *node,
                         ShapeNode **rest)
{
  return split_number (node, SHAPE_OP_MUL, node->pool->one, rest);
}

ShapeNode *
shape_node_as_coeff_add (ShapeNode  *node,
                         ShapeNode **rest)
{
  return split_number (node, SHAPE_OP_ADD, node->pool->zero, rest);
}

ShapeNode *
shape_node_as_base_exp (ShapeNode  *node,
                        ShapeNode **exponent)
{
  ShapeNode *base;

  *exponent = node->pool->one;
  if (!SHAPE_IS (node, POW))
    return node;
  base = node->args[0];
  *exponent = node->args[1];
  if (!SHAPE_IS (base, RATIONAL) || !fmpz_is_one (fmpq_numref (base->rational)))
    return base;
  *exponent = shape_node_neg (*exponent);
  return shape_node_fmpz (node->pool, fmpq_denref (base->rational));
}

ShapeNode *const *
shape_node_make_args (ShapeNode **node,
                      ShapeOp     op,
                      guint      *n_args)
{
  if ((*node)->op != op)
    {
      *n_args = 1;
      return node;
    }
  *n_args = (*node)->n_args;
  return (*node)->args;
}

gboolean
shape_node_is_number (ShapeNode *node)
{
  if (SHAPE_IS_ATOM (node))
    return SHAPE_IS_NUMBER (node) || SHAPE_HAS_FLAG (node, CONSTANT);
  if (SHAPE_IS_BOOLEAN (node) || shape_node_may_have_kinds (node, SHAPE_KIND_BIT (SHAPE_OP_SYMBOL)))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if (!shape_node_is_number (node->args[i]))
      return FALSE;
  return !SHAPE_IS (node, IDENTITY) || shape_node_is_comparable (node);
}

gboolean
shape_node_has_arg (ShapeNode *node,
                    ShapeNode *arg)
{
  for (guint i = 0; i < node->n_args; i++)
    if (node->args[i] == arg)
      return TRUE;
  return FALSE;
}

/* A search of the graph: either for one node or for any node of a kind. */
typedef struct
{
  ShapeNode     *part; /* NULL: any of @op */
  ShapeOp        op;
  guint64        kinds; /* the bit of what is sought */
  ShapeNodeMemo *seen; /* NULL for a tree so small that shared parts do not matter */
} Search;

#define SMALL_TREE 64

/* A sum has its shorter sums as parts, and a product its shorter products. */
static gboolean
holds_args (ShapeNode *node,
            ShapeNode *part)
{
  guint n_found = 0;

  if (node->op != part->op || !(SHAPE_IS (part, ADD) || SHAPE_IS (part, MUL)))
    return FALSE;
  for (guint i = 0; i < part->n_args; i++)
    for (guint j = 0; j < node->n_args; j++)
      n_found += node->args[j] == part->args[i];
  return n_found == part->n_args;
}

static gboolean
search (Search    *self,
        ShapeNode *node)
{
  if (self->part != NULL ? node == self->part || holds_args (node, self->part) : node->op == self->op)
    return TRUE;
  if (node->height == 0 || !shape_node_may_have_kinds (node, self->kinds) ||
      (self->part != NULL && node->weight <= self->part->weight))
    return FALSE;
  if (self->seen != NULL)
    {
      if (shape_node_memo_get (self->seen, node) != NULL)
        return FALSE;
      shape_node_memo_set (self->seen, node, node);
    }
  for (guint i = 0; i < node->n_args; i++)
    if (search (self, node->args[i]))
      return TRUE;
  return FALSE;
}

static gboolean
run_search (Search    *self,
            ShapeNode *node)
{
  ShapeNodeMemo seen;
  gboolean found;

  if (node->weight <= SMALL_TREE)
    return search (self, node);
  shape_node_memo_init (&seen);
  self->seen = &seen;
  found = search (self, node);
  shape_node_memo_clear (&seen);
  return found;
}

gboolean
shape_node_has (ShapeNode *node,
                ShapeNode *part)
{
  Search self = { .part = part, .kinds = SHAPE_KIND_BIT (part->op) };

  return SHAPE_IS (part, SYMBOL) ? shape_node_has_symbol (node, part) : run_search (&self, node);
}

gboolean
shape_node_has_op (ShapeNode *node,
                   ShapeOp    op)
{
  Search self = { .op = op, .kinds = SHAPE_KIND_BIT (op) };

  if (!shape_node_may_have_kinds (node, self.kinds))
    return FALSE;
  /* A bit that no other kind shares says it all. */
  if (op < SHAPE_SHARED_KIND)
    return TRUE;
  return run_search (&self, node);
}
