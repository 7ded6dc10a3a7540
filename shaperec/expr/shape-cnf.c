/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-logic-private.h"

#include "shape-class-private.h"

/* Normal forms of what is made of And, Or and Not. */

/* Builds @op over what @convert makes of the arguments of @node. */
static ShapeNode *
map_args (ShapeNode  *node,
          ShapeOp     op,
          ShapeNode *(*convert) (ShapeNode *))
{
  ShapeNode **args = g_new (ShapeNode *, node->n_args), *result;

  for (guint i = 0; i < node->n_args; i++)
    args[i] = convert (node->args[i]);
  result = shape_node_build (node->pool, op, args, node->n_args);
  g_free (args);
  return result;
}

/* SymPy's is_literal: a relation of anything but atoms is none. What is not made of literals
 * is built anew, which may find a clause that always holds. */
static gboolean
is_literal (ShapeNode *node)
{
  if (SHAPE_IS (node, NOT))
    return is_literal (node->args[0]);
  if (SHAPE_IS_CONNECTIVE (node))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if (!SHAPE_IS_ATOM (node->args[i]))
      return FALSE;
  return TRUE;
}

static ShapeNode *
fail_illegal (ShapeNode *operand)
{
  g_autofree char *class = shape_node_describe_class (operand);

  return shape_pool_fail (operand->pool, SHAPE_ERROR_VALUE, "Illegal operator %s in expression", class);
}

static ShapeNode *push_negations (ShapeNode *node);

static ShapeNode *
push_negation (ShapeNode *node)
{
  return push_negations (shape_node_not (node));
}

/* Negations move inwards until they are before what is neither And nor Or. */
static ShapeNode *
push_negations (ShapeNode *node)
{
  if (shape_pool_has_error (node->pool))
    return node->pool->error_node;
  if (SHAPE_IS_CONNECTIVE (node))
    return map_args (node, (ShapeOp) node->op, push_negations);
  if (SHAPE_IS (node, NOT) && SHAPE_IS_CONNECTIVE (node->args[0]))
    return map_args (node->args[0], SHAPE_IS (node->args[0], AND) ? SHAPE_OP_OR : SHAPE_OP_AND, push_negation);
  if (SHAPE_IS (node, NOT) && !is_literal (node))
    return fail_illegal (node->args[0]);
  return node;
}

static gboolean
is_made_of_literals (ShapeNode *node)
{
  if (!shape_pool_step (node->pool))
    return FALSE;
  if (!SHAPE_IS_CONNECTIVE (node))
    return is_literal (node);
  for (guint i = 0; i < node->n_args; i++)
    if (!is_made_of_literals (node->args[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_clause (ShapeNode *node)
{
  if (!SHAPE_IS (node, OR))
    return is_literal (node);
  for (guint i = 0; i < node->n_args; i++)
    if (!is_literal (node->args[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_cnf (ShapeNode *node)
{
  if (!SHAPE_IS (node, AND))
    return is_clause (node);
  for (guint i = 0; i < node->n_args; i++)
    if (!is_clause (node->args[i]))
      return FALSE;
  return TRUE;
}

static ShapeNode *distribute (ShapeNode *node);

/* The first And in an Or gives way: what else is in the Or joins each of its arguments. */
static ShapeNode *
distribute_or (ShapeNode *node)
{
  g_autofree ShapeNode **others = g_new (ShapeNode *, node->n_args), **clauses = NULL;
  ShapeNode *conjunction = NULL, *rest;
  guint n = 0;

  for (guint i = 0; i < node->n_args; i++)
    if (conjunction == NULL && SHAPE_IS (node->args[i], AND))
      conjunction = node->args[i];
    else
      others[n++] = node->args[i];
  if (conjunction == NULL)
    return node;
  rest = shape_node_build (node->pool, SHAPE_OP_OR, others, n);
  clauses = g_new (ShapeNode *, conjunction->n_args);
  for (guint i = 0; i < conjunction->n_args; i++)
    clauses[i] = distribute (shape_node_build2 (SHAPE_OP_OR, conjunction->args[i], rest));
  return shape_node_build (node->pool, SHAPE_OP_AND, clauses, conjunction->n_args);
}

static ShapeNode *
distribute (ShapeNode *node)
{
  if (shape_pool_has_error (node->pool))
    return node->pool->error_node;
  if (SHAPE_IS (node, OR))
    return distribute_or (node);
  return SHAPE_IS (node, AND) ? map_args (node, SHAPE_OP_AND, distribute) : node;
}

ShapeNode *
shape_node_to_cnf (ShapeNode *node)
{
  ShapeNode *form;

  if (!SHAPE_IS_CONNECTIVE (node) && !SHAPE_IS (node, NOT))
    return node;
  form = shape_pool_memo_get (node->pool, SHAPE_MEMO_CNF, node);
  if (form != NULL)
    return form;
  form = node;
  if (!is_cnf (node))
    form = distribute (is_made_of_literals (node) ? node : push_negations (node));
  return shape_pool_memo_set (node->pool, SHAPE_MEMO_CNF, node, form);
}
