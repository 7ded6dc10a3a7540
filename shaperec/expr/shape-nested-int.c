/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-functions-private.h"

/* The size of a nested tensor, SingletonInt, where it stands within an expression. The reference
 * makes such expressions only to see what they come to in this run, and has no arithmetic
 * for most of them: it fails, and how hangs on where it comes upon the nested integer. */

#define NESTED_KINDS SHAPE_KIND_BIT (SHAPE_OP_SINGLETON_INT)

gboolean
shape_node_has_nested_int (ShapeNode *node)
{
  return shape_node_may_have_kinds (node, NESTED_KINDS) && shape_node_has_op (node, SHAPE_OP_SINGLETON_INT);
}

static gboolean
finds_nested (ShapeNode  *node,
              GHashTable *seen)
{
  if (SHAPE_IS (node, SINGLETON_INT))
    return TRUE;
  if (!SHAPE_IS_ARITHMETIC (node) || !shape_node_may_have_kinds (node, NESTED_KINDS) || !g_hash_table_add (seen, node))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if (finds_nested (node->args[i], seen))
      return TRUE;
  return FALSE;
}

/* A sum or product with a nested integer in it does not commute. SymPy cannot tell that of the nested
 * integer itself. */
static gboolean
is_noncommutative (ShapeNode *node)
{
  g_autoptr (GHashTable) seen = NULL;

  if (!shape_node_may_have_kinds (node, NESTED_KINDS))
    return FALSE;
  seen = g_hash_table_new (NULL, NULL);
  return finds_nested (node, seen);
}

/* Nor does one with a Where of any value, or with the bits of a truth value, among its terms or factors. */
static gboolean
has_noncommutative_arg (ShapeNode *node)
{
  return (SHAPE_IS (node, ADD) || SHAPE_IS (node, MUL)) && shape_node_has_noncommutative_arg (node);
}

gboolean
shape_sum_is_noncommutative (ShapeNode *sum)
{
  return SHAPE_IS (sum, ADD) && (is_noncommutative (sum) || shape_node_has_noncommutative_arg (sum));
}

static gboolean
is_factor (ShapeNode *factor,
           ShapeNode *product)
{
  for (guint i = 0; SHAPE_IS (product, MUL) && i < product->n_args; i++)
    if (product->args[i] == factor)
      return TRUE;
  return FALSE;
}

/* Whether @sum has such a factor in two terms: it comes of expanding a product then, which makes
 * products of which SymPy cannot tell. */
static gboolean
was_expanded (ShapeNode *sum)
{
  for (guint i = 1; i < sum->n_args; i++)
    for (guint k = 0; SHAPE_IS (sum->args[i], MUL) && k < sum->args[i]->n_args; k++)
      if (shape_node_is_noncommutative (sum->args[i]->args[k]) && is_factor (sum->args[i]->args[k], sum->args[i - 1]))
        return TRUE;
  return FALSE;
}

/* Whether @term of @sum was put together anew when it was added: a number with several factors,
 * but where nothing but a fraction was added to it. */
static gboolean
was_rebuilt (ShapeNode *term,
             ShapeNode *sum)
{
  return SHAPE_IS (sum, ADD) && SHAPE_IS (term, MUL) && term->n_args > 2 && SHAPE_IS_NUMBER (term->args[0])
         && !(sum->n_args == 2 && SHAPE_IS_RATIONAL (sum->args[0]));
}

/* Of a Where or of bits itself SymPy cannot tell, nor of a product that was put together anew, and then
 * not of a sum or product that has it. */
static gboolean
has_noncommutative_part (ShapeNode *node)
{
  gboolean found = FALSE;

  for (guint i = 0; i < node->n_args; i++)
    {
      if (shape_node_is_noncommutative (node->args[i]))
        return FALSE;
      if (was_rebuilt (node->args[i], node) && has_noncommutative_arg (node->args[i]))
        return FALSE;
      found |= has_noncommutative_arg (node->args[i]);
    }
  return found && !was_expanded (node);
}

/* Whether @node has such a part, so that SymPy takes it for no number at all. */
gboolean
shape_node_is_nonreal (ShapeNode *node)
{
  if (!SHAPE_IS (node, ADD) && !SHAPE_IS (node, MUL))
    return FALSE;
  if (shape_node_may_not_commute (node) && has_noncommutative_part (node))
    return TRUE;
  if (!shape_node_may_have_kinds (node, NESTED_KINDS))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if ((SHAPE_IS (node->args[i], ADD) || SHAPE_IS (node->args[i], MUL)) && is_noncommutative (node->args[i]))
      return TRUE;
  return FALSE;
}

/* What Python's operators do with a nested integer on the left. */
ShapeNode *
shape_node_fail_operator (ShapeExprPool *pool)
{
  return shape_pool_fail (pool, SHAPE_ERROR_NOT_IMPLEMENTED, "NYI");
}

/* What sorting by the number of nodes does: the parts of a nested integer are Python's numbers. */
ShapeNode *
shape_node_fail_sorting (ShapeExprPool *pool)
{
  return shape_pool_fail (pool, SHAPE_ERROR_ATTRIBUTE, "'int' object has no attribute 'is_Float'");
}

/* What a walk through an expression to its leaves does: the same parts have no parts. */
ShapeNode *
shape_node_fail_walking (ShapeExprPool *pool)
{
  return shape_pool_fail (pool, SHAPE_ERROR_ATTRIBUTE, "'int' object has no attribute 'args'");
}

/* Python's `/`. */
ShapeNode *
shape_node_divide (ShapeNode *a,
                   ShapeNode *b)
{
  return SHAPE_IS (a, SINGLETON_INT) ? shape_node_fail_operator (a->pool) : shape_node_div (a, b);
}

static gboolean
is_nested_multiple (ShapeNode *node)
{
  if (SHAPE_IS (node, SINGLETON_INT))
    return TRUE;
  for (guint i = 0; SHAPE_IS (node, MUL) && i < node->n_args; i++)
    if (SHAPE_IS (node->args[i], SINGLETON_INT))
      return TRUE;
  return FALSE;
}

/* Whether it fails to ask if @ratio is an integer: a power of a nested integer decides that. */
gboolean
shape_ratio_fails_nested (ShapeNode *ratio)
{
  gboolean fails = FALSE;
  ShapeNode *const *factors;
  guint n;

  if (!shape_node_may_have_kinds (ratio, NESTED_KINDS))
    return FALSE;
  factors = shape_node_make_args (&ratio, SHAPE_OP_MUL, &n);
  for (guint i = 0; i < n; i++)
    if (SHAPE_IS (factors[i], POW) && is_nested_multiple (factors[i]->args[0]))
      fails = TRUE;
    else if (!SHAPE_IS (factors[i], RATIONAL) && !shape_node_is_yes (factors[i], SHAPE_FACT_INTEGER))
      return FALSE;
  return fails;
}

/* Whether sympy.Mod fails: it asks what a nested integer leaves that stands alone, or behind
 * a number, in a sum too. */
gboolean
shape_rest_fails_nested (ShapeNode *p)
{
  ShapeNode *const *terms, *rest;
  guint n;

  if (!shape_node_may_have_kinds (p, NESTED_KINDS))
    return FALSE;
  terms = shape_node_make_args (&p, SHAPE_OP_ADD, &n);
  for (guint i = 0; i < n; i++)
    {
      shape_node_as_coeff_mul (terms[i], &rest);
      if (SHAPE_IS (rest, SINGLETON_INT))
        return TRUE;
    }
  return FALSE;
}
