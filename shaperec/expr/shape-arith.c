/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-arith-private.h"

#include <string.h>

ShapeNode *
shape_arith_refuse_relations (ShapeExprPool    *pool,
                              ShapeOp           op,
                              ShapeNode *const *args,
                              guint             n_args)
{
  for (guint i = 0; i < n_args; i++)
    if (SHAPE_IS_RELATIONAL (args[i]))
      return shape_pool_fail (pool, SHAPE_ERROR_TYPE, "Relational cannot be used in %s", shape_ops[op].name);
  return NULL;
}

ShapeNode *
shape_arith_intern_scaled (ShapeNode        *coeff,
                           ShapeNode *const *factors,
                           guint             n_factors)
{
  ShapeNode *few[32], **args = n_factors < G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, n_factors + 1);
  ShapeNode *product;

  args[0] = coeff;
  memcpy (args + 1, factors, n_factors * sizeof *args);
  product = shape_node_intern_sorted (coeff->pool, SHAPE_OP_MUL, args, n_factors + 1);
  if (args != few)
    g_free (args);
  return product;
}

ShapeNode *
shape_arith_join_others (ShapeExprPool    *pool,
                         ShapeNode *const *args,
                         guint             n_args,
                         ShapeNode        *unit,
                         ShapeNode      *(*join_two) (ShapeNode *a,
                                                      ShapeNode *b),
                         ShapeNode      *(*join_many) (ShapeExprPool    *pool,
                                                       ShapeNode *const *args,
                                                       guint             n_args))
{
  ShapeNode *few[16], **kept = n_args <= G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, n_args), *joined;
  guint n = 0;

  for (guint i = 0; i < n_args; i++)
    if (args[i] != unit)
      kept[n++] = args[i];
  if (n < 2)
    joined = n == 1 ? kept[0] : unit;
  else
    joined = n == 2 ? join_two (kept[0], kept[1]) : join_many (pool, kept, n);
  if (kept != few)
    g_free (kept);
  return joined;
}

ShapeNode *
shape_arith_settle_power (ShapeNode *node)
{
  ShapeNode *base, *exponent;

  if (!SHAPE_IS (node, POW) || !SHAPE_IS_NUMBER (node->args[0]))
    return node;
  base = shape_node_as_base_exp (node, &exponent);
  if (SHAPE_IS (exponent, INTEGER) || (SHAPE_IS (exponent, RATIONAL) && shape_number_sign (exponent) < 0))
    return shape_node_pow (base, exponent);
  return node;
}

ShapeNode *
shape_arith_scale (ShapeNode *number,
                   ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;

  if (node == pool->one)
    return number;
  if (number == pool->one)
    return node;
  if (SHAPE_IS (node, ADD))
    return shape_arith_intern_scaled (number, &node, 1);
  if (SHAPE_IS (node, MUL) && SHAPE_IS_NUMBER (node->args[0]))
    {
      ShapeNode *coeff = shape_number_mul (number, node->args[0]);

      if (coeff != pool->one)
        return shape_arith_intern_scaled (coeff, node->args + 1, node->n_args - 1);
      return node->n_args == 2 ? node->args[1]
                               : shape_node_intern_sorted (pool, SHAPE_OP_MUL, node->args + 1, node->n_args - 1);
    }
  if (SHAPE_IS (node, MUL))
    return shape_arith_intern_scaled (number, node->args, node->n_args);
  return shape_node_mul (number, node);
}

void
shape_factors_init (ShapeFactors *self)
{
  self->items = self->few;
  self->n = 0;
  self->n_alloc = G_N_ELEMENTS (self->few);
}

void
shape_factors_clear (ShapeFactors *self)
{
  if (self->items != self->few)
    g_free (self->items);
}

void
shape_factors_grow (ShapeFactors *self)
{
  ShapeNode **grown = g_new (ShapeNode *, self->n_alloc * 2);

  memcpy (grown, self->items, self->n * sizeof *grown);
  shape_factors_clear (self);
  self->items = grown;
  self->n_alloc *= 2;
}
