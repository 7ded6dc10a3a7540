/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"

/* What does not commute, to SymPy: a Where whose value may be anything, the bits of a truth value,
 * the size of a nested tensor, and what is made of them. */

static gboolean
finds_noncommutative (ShapeNode  *node,
                      GHashTable *seen)
{
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *arg = node->args[i];
      gboolean is_made = SHAPE_IS (arg, ADD) || SHAPE_IS (arg, MUL);

      if (!shape_node_may_not_commute (arg) || !g_hash_table_add (seen, arg))
        continue;
      if (is_made ? finds_noncommutative (arg, seen) : shape_node_is_noncommutative (arg))
        return TRUE;
    }
  return FALSE;
}

gboolean
shape_node_has_noncommutative_arg (ShapeNode *node)
{
  g_autoptr (GHashTable) seen = NULL;

  if (!shape_node_may_not_commute (node))
    return FALSE;
  seen = g_hash_table_new (NULL, NULL);
  return finds_noncommutative (node, seen);
}

/* Of powers and functions that are nothing else it is known that they commute if their arguments do. */
static gboolean
is_made_of_args (ShapeNode *node)
{
  return SHAPE_IS (node, POW) || SHAPE_IS (node, IDENTITY)
         || (node->op >= SHAPE_OP_OPAQUE_SQRT && node->op <= SHAPE_OP_OPAQUE_LOG2);
}

/* A conjunction or disjunction commutes, whatever is in it. */
static gboolean
is_noncommutative_where (ShapeNode *node)
{
  if (SHAPE_IS_CONNECTIVE (node->args[0]))
    return shape_node_has_noncommutative_arg (node);
  return !shape_node_is_yes (node, SHAPE_FACT_COMPLEX);
}

/* Truth values and relations have no is_commutative, to SymPy; a conjunction has. */
static gboolean
is_noncommutative_bitwise (ShapeNode *node)
{
  for (guint i = 0; i < node->n_args; i++)
    if (SHAPE_IS_BOOLEAN (node->args[i]) && !SHAPE_IS_CONNECTIVE (node->args[i]))
      return TRUE;
  return shape_node_has_noncommutative_arg (node);
}

/* A Where whose value may be anything does not commute, to SymPy: its condition does not.
 * Nor do the bits of a truth value, or a nested integer. */
gboolean
shape_node_is_noncommutative (ShapeNode *factor)
{
  if (!shape_node_may_not_commute (factor))
    return FALSE;
  if (SHAPE_IS (SHAPE_IS (factor, POW) ? factor->args[0] : factor, SINGLETON_INT))
    return TRUE;
  if (SHAPE_IS (factor, WHERE))
    return is_noncommutative_where (factor);
  if (SHAPE_IS_BITWISE (factor))
    return is_noncommutative_bitwise (factor);
  return is_made_of_args (factor) && !shape_node_is_yes (factor, SHAPE_FACT_COMPLEX)
         && shape_node_has_noncommutative_arg (factor);
}

static gboolean
finds_nested (ShapeNode  *node,
              GHashTable *seen)
{
  if (SHAPE_IS (node, SINGLETON_INT))
    return TRUE;
  if (!SHAPE_IS_ARITHMETIC (node) || !shape_node_has_nested_int (node) || !g_hash_table_add (seen, node))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if (finds_nested (node->args[i], seen))
      return TRUE;
  return FALSE;
}

/* A sum or product with a nested integer in it does not commute. SymPy cannot tell that of the nested
 * integer itself. */
static gboolean
has_nested_term (ShapeNode *node)
{
  g_autoptr (GHashTable) seen = NULL;

  if (!shape_node_has_nested_int (node))
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
  return SHAPE_IS (sum, ADD) && (has_nested_term (sum) || shape_node_has_noncommutative_arg (sum));
}

static gboolean
share_factor (ShapeNode *a,
              ShapeNode *b)
{
  if (!SHAPE_IS (a, MUL) || !SHAPE_IS (b, MUL))
    return FALSE;
  for (guint i = 0; i < a->n_args; i++)
    if (shape_node_is_noncommutative (a->args[i]) && shape_node_has_arg (b, a->args[i]))
      return TRUE;
  return FALSE;
}

/* Whether two neighbouring terms of @sum share a factor that does not commute: it comes of expanding
 * a product then, which makes products of which SymPy cannot tell. */
static gboolean
was_expanded (ShapeNode *sum)
{
  for (guint i = 1; i < sum->n_args; i++)
    if (share_factor (sum->args[i], sum->args[i - 1]))
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
  if (!shape_node_has_nested_int (node))
    return FALSE;
  for (guint i = 0; i < node->n_args; i++)
    if ((SHAPE_IS (node->args[i], ADD) || SHAPE_IS (node->args[i], MUL)) && has_nested_term (node->args[i]))
      return TRUE;
  return FALSE;
}
