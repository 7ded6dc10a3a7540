/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"
#include "shape-logic-private.h"
#include "shape-relational-private.h"

#include <string.h>

/* And, Or and Not. Both lattices share their code: @op, the value that decides it
 * (False for And) and the one that adds nothing (True for And). */

static ShapeNode *
get_zero (ShapeExprPool *pool,
          ShapeOp        op)
{
  return op == SHAPE_OP_AND ? pool->false_node : pool->true_node;
}

static ShapeNode *
get_identity (ShapeExprPool *pool,
              ShapeOp        op)
{
  switch (op)
    {
    case SHAPE_OP_AND:
      return pool->true_node;
    case SHAPE_OP_MAX:
      return shape_node_constant (pool, SHAPE_OP_NEGATIVE_INFINITY);
    case SHAPE_OP_MIN:
      return shape_node_constant (pool, SHAPE_OP_INFINITY);
    default:
      return pool->false_node;
    }
}

ShapeNode *
shape_lattice_intern (ShapeExprPool    *pool,
                      ShapeOp           op,
                      ShapeNode *const *args,
                      guint             n_args)
{
  g_autofree ShapeNode **set = g_new (ShapeNode *, n_args + 1);
  guint n = 0;

  if (n_args > 0)
    memcpy (set, args, n_args * sizeof *set);
  shape_nodes_sort_ordered (set, n_args);
  for (guint i = 0; i < n_args; i++)
    if (n == 0 || set[n - 1] != set[i])
      set[n++] = set[i];
  if (n == 0)
    return get_identity (pool, op);
  return n == 1 ? set[0] : shape_node_intern_sorted (pool, op, set, n);
}

static ShapeNode *
fail_boolean (ShapeNode *node)
{
  g_autofree char *text = shape_node_to_sympy_str (node);

  return shape_pool_fail (node->pool, SHAPE_ERROR_TYPE, "expecting bool or Boolean, not `%s`.", text);
}

/* 0 and 1 are truth values, other numbers are not: SymPy's as_Boolean. */
static ShapeNode *
to_boolean (ShapeNode *node)
{
  if (node == node->pool->zero || node == node->pool->one)
    return shape_node_bool (node->pool, node == node->pool->one);
  if (SHAPE_IS (node, SYMBOL) && shape_node_is (node, SHAPE_FACT_ZERO) != SHAPE_MAYBE)
    return shape_node_bool (node->pool, shape_node_is_no (node, SHAPE_FACT_ZERO));
  if (!SHAPE_IS_BOOLEAN (node) && !SHAPE_IS (node, SYMBOL))
    return fail_boolean (node);
  return node;
}

/* All of them are looked at, also where the first decides. */
static GPtrArray *
to_booleans (ShapeNode *const *args,
             guint             n_args)
{
  GPtrArray *list = g_ptr_array_sized_new (n_args);

  for (guint i = 0; i < n_args; i++)
    g_ptr_array_add (list, to_boolean (args[i]));
  return list;
}

/* Appends @node, or its arguments where it is of the same kind, to @list. FALSE where
 * it decides. */
static gboolean
flatten (GPtrArray *list,
         ShapeOp    op,
         ShapeNode *node)
{
  if (node == get_zero (node->pool, op))
    return FALSE;
  if (node->op == op)
    for (guint i = 0; i < node->n_args; i++)
      g_ptr_array_add (list, node->args[i]);
  else if (node != get_identity (node->pool, op))
    g_ptr_array_add (list, node);
  return TRUE;
}

static ShapeNode *
get_opposite (ShapeNode *canonical)
{
  ShapeNode *negated = SHAPE_IS_RELATIONAL (canonical) ? shape_relational_negate (canonical)
                                                       : shape_node_not (canonical);

  return SHAPE_IS_RELATIONAL (negated) ? shape_relational_canonical (negated) : negated;
}

/* Drops relations that say the same as an earlier one. FALSE where two are each
 * other's negation. */
static gboolean
drop_equal_relations (GPtrArray *list)
{
  g_autoptr(GPtrArray) seen = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      ShapeNode *node = list->pdata[i];

      if (SHAPE_IS_RELATIONAL (node))
        {
          ShapeNode *canonical = shape_relational_canonical (node);

          if (g_ptr_array_find (seen, canonical, NULL))
            continue;
          if (seen->len > 0 && g_ptr_array_find (seen, get_opposite (canonical), NULL))
            return FALSE;
          g_ptr_array_add (seen, canonical);
        }
      list->pdata[n++] = node;
    }
  g_ptr_array_set_size (list, (int) n);
  return TRUE;
}

static ShapeNode *
finish (ShapeExprPool *pool,
        ShapeOp        op,
        GPtrArray     *list)
{
  return shape_lattice_intern (pool, op, (ShapeNode *const *) list->pdata, list->len);
}

/* Sorting looks at what they are made of. */
static gboolean
fails_nested (GPtrArray *list)
{
  for (guint i = 0; list->len > 1 && i < list->len; i++)
    if (shape_node_has_nested_int (list->pdata[i]))
      {
        shape_node_fail_sorting (((ShapeNode *) list->pdata[i])->pool);
        return TRUE;
      }
  return FALSE;
}

ShapeNode *
shape_and_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  g_autoptr(GPtrArray) list = to_booleans (args, n_args);
  g_autoptr(GPtrArray) flat = g_ptr_array_new ();

  if (shape_pool_has_error (pool))
    return pool->error_node;
  for (guint i = 0; i < list->len; i++)
    if (!flatten (flat, SHAPE_OP_AND, list->pdata[i]))
      return pool->false_node;
  if (fails_nested (flat))
    return pool->error_node;
  shape_nodes_sort_ordered ((ShapeNode **) flat->pdata, flat->len);
  return drop_equal_relations (flat) ? finish (pool, SHAPE_OP_AND, flat) : pool->false_node;
}

/* Or looks at the relations among its arguments before it takes in those of an
 * argument that is an Or. */
ShapeNode *
shape_or_build (ShapeExprPool    *pool,
                ShapeNode *const *args,
                guint             n_args)
{
  g_autoptr(GPtrArray) list = to_booleans (args, n_args);
  g_autoptr(GPtrArray) flat = g_ptr_array_new ();

  if (shape_pool_has_error (pool))
    return pool->error_node;
  if (!drop_equal_relations (list))
    return pool->true_node;
  for (guint i = 0; i < list->len; i++)
    if (!flatten (flat, SHAPE_OP_OR, list->pdata[i]))
      return pool->true_node;
  return fails_nested (flat) ? pool->error_node : finish (pool, SHAPE_OP_OR, flat);
}

ShapeNode *
shape_not_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  ShapeNode *node = args[0];

  if (SHAPE_IS_NUMBER (node))
    return shape_node_bool (pool, shape_node_is_zero_number (node));
  if (SHAPE_IS_TRUTH_VALUE (node))
    return shape_node_bool (pool, SHAPE_IS (node, FALSE));
  if (SHAPE_IS (node, NOT))
    return node->args[0];
  return SHAPE_IS_RELATIONAL (node) ? shape_relational_negate (node)
                                    : shape_node_intern (pool, SHAPE_OP_NOT, args, n_args);
}

ShapeNode *
shape_node_not (ShapeNode *a)
{
  return shape_node_build1 (SHAPE_OP_NOT, a);
}
