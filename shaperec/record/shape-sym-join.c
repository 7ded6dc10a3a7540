/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-join.h"

#include "shape-sym-ops.h"
#include "../env/shape-sym-node-private.h"

/* Many truth values joined into one, without a guard. */

typedef ShapeSymNode *(*Join) (ShapeSymNode  *a,
                               ShapeSymNode  *b,
                               GError       **error);

static gboolean
are_of (ShapeEnv            *env,
        ShapeSymNode *const *terms,
        gsize                n_terms)
{
  if (terms == NULL)
    return n_terms == 0;
  for (gsize i = 0; i < n_terms; i++)
    if (terms[i] == NULL || terms[i]->env != env)
      return FALSE;

  return TRUE;
}

static ShapeSymNode *
join (Join                  by,
      ShapeSymNode *const  *terms,
      gsize                 n_terms,
      GError              **error)
{
  ShapeSymNode *result = shape_sym_node_ref (terms[0]);

  for (gsize i = 1; i < n_terms && result != NULL; i++)
    {
      g_autoptr (ShapeSymNode) before = result;

      result = by (before, terms[i], error);
    }

  return result;
}

/**
 * shape_sym_node_sym_and:
 * @terms: (array length=n_terms): truth values of one environment
 * @n_terms: how many they are, at least 1
 * @error: return location for an error
 *
 * Makes the conjunction of many truth values (`sym_and`). No guard is added.
 *
 * Returns: (transfer full): the conjunction, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_sym_and (ShapeSymNode *const  *terms,
                        gsize                 n_terms,
                        GError              **error)
{
  g_return_val_if_fail (terms != NULL && n_terms > 0 && terms[0] != NULL, NULL);
  g_return_val_if_fail (are_of (terms[0]->env, terms, n_terms), NULL);

  return join (shape_sym_node_and, terms, n_terms, error);
}

/**
 * shape_sym_node_sym_or:
 * @terms: (array length=n_terms): truth values of one environment
 * @n_terms: how many they are, at least 1
 * @error: return location for an error
 *
 * Makes the disjunction of many truth values (`sym_or`). No guard is added.
 *
 * Returns: (transfer full): the disjunction, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_sym_or (ShapeSymNode *const  *terms,
                       gsize                 n_terms,
                       GError              **error)
{
  g_return_val_if_fail (terms != NULL && n_terms > 0 && terms[0] != NULL, NULL);
  g_return_val_if_fail (are_of (terms[0]->env, terms, n_terms), NULL);

  return join (shape_sym_node_or, terms, n_terms, error);
}

/**
 * shape_sym_node_sym_eq:
 * @env: an environment
 * @left: (array length=n_left): integers of it
 * @n_left: how many they are
 * @right: (array length=n_right): integers of it
 * @n_right: how many they are
 * @error: return location for an error
 *
 * Asks whether two lists of integers are equal (`sym_eq`). No guard is added. Lists of
 * different lengths are not equal.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_sym_eq (ShapeEnv             *env,
                       ShapeSymNode *const  *left,
                       gsize                 n_left,
                       ShapeSymNode *const  *right,
                       gsize                 n_right,
                       GError              **error)
{
  ShapeSymNode *result;

  g_return_val_if_fail (SHAPE_IS_ENV (env), NULL);
  g_return_val_if_fail (are_of (env, left, n_left), NULL);
  g_return_val_if_fail (are_of (env, right, n_right), NULL);

  result = shape_sym_node_new_bool (env, n_left == n_right);
  for (gsize i = 0; i < n_left && n_left == n_right && result != NULL; i++)
    {
      g_autoptr (ShapeSymNode) before = result;
      g_autoptr (ShapeSymNode) equal = shape_sym_node_eq (left[i], right[i], error);

      result = equal == NULL ? NULL : shape_sym_node_and (before, equal, error);
    }

  return result;
}
