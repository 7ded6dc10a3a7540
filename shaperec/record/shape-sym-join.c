/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-join.h"

#include "shape-sym-ops.h"
#include "../env/shape-sym-node-private.h"

#include <string.h>

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

/* Lists within lists */

/* The lists of one side as far as they were read: `.` is an integer, `(` and `)` are the
 * ends of a list. */
typedef struct
{
  const char          *shape;
  ShapeSymNode *const *terms;
} NestedList;

/* Python's own limit is of this order. */
#define MAX_DEPTH 1000

/* Whether the parentheses match, with as many integers among them. */
static gboolean
is_shape_of (const char *shape,
             gsize       n_terms)
{
  gsize n = 0, depth = 0;

  for (; *shape != '\0'; shape++)
    {
      if (strchr (".()", *shape) == NULL || (*shape == ')' && depth == 0))
        return FALSE;
      n += *shape == '.';
      depth += *shape == '(';
      depth -= *shape == ')';
    }
  return depth == 0 && n == n_terms;
}

/* Goes to the end of the list that @self is in, and counts what was left in it. */
static gsize
skip_rest (NestedList *self)
{
  gsize n_items = 0, depth = 0;

  for (; *self->shape != '\0' && !(*self->shape == ')' && depth == 0); self->shape++)
    {
      n_items += depth == 0;
      self->terms += *self->shape == '.';
      depth += *self->shape == '(';
      depth -= *self->shape == ')';
    }
  return n_items;
}

static const char *
get_class_name (const NestedList *self)
{
  if (*self->shape == '(')
    return "<class 'list'>";
  return shape_node_is_number ((*self->terms)->expr) ? "<class 'int'>" : "<class 'torch.SymInt'>";
}

static ShapeSymNode *eq_lists (ShapeEnv *env, NestedList *left, NestedList *right, guint depth, GError **error);

static ShapeSymNode *
eq_items (ShapeEnv    *env,
          NestedList  *left,
          NestedList  *right,
          guint        depth,
          GError     **error)
{
  ShapeSymNode *result;

  if (*left->shape != *right->shape)
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION, "unexpected sym_eq between %s %s", get_class_name (left),
                   get_class_name (right));
      return NULL;
    }
  if (*left->shape == '.')
    result = shape_sym_node_eq (*left->terms++, *right->terms++, error);
  else
    {
      left->shape++;
      right->shape++;
      result = eq_lists (env, left, right, depth + 1, error);
    }
  left->shape++;
  right->shape++;
  return result;
}

/* Lists of different lengths are not looked into. */
static ShapeSymNode *
eq_lists (ShapeEnv    *env,
          NestedList  *left,
          NestedList  *right,
          guint        depth,
          GError     **error)
{
  NestedList end_of_left = *left, end_of_right = *right;
  gsize n = skip_rest (&end_of_left);
  ShapeSymNode *result;

  if (depth == MAX_DEPTH)
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_RECURSION, "maximum recursion depth exceeded");
      return NULL;
    }
  if (n != skip_rest (&end_of_right))
    {
      *left = end_of_left;
      *right = end_of_right;
      return shape_sym_node_new_bool (env, FALSE);
    }
  result = shape_sym_node_new_bool (env, TRUE);
  for (; n > 0 && result != NULL; n--)
    {
      g_autoptr (ShapeSymNode) before = result;
      g_autoptr (ShapeSymNode) equal = eq_items (env, left, right, depth, error);

      result = equal == NULL ? NULL : shape_sym_node_and (before, equal, error);
    }
  return result;
}

/**
 * shape_sym_node_sym_eq_nested:
 * @env: an environment
 * @left: (array length=n_left): the integers of the lists of one side, in order
 * @n_left: how many they are
 * @left_shape: where lists begin and end among them: `..(.)` is the list of two integers
 *   and a list of one
 * @right: (array length=n_right): the integers of the other side
 * @n_right: how many they are
 * @right_shape: likewise
 * @error: return location for an error
 *
 * Asks whether two lists of integers and lists are equal (`sym_eq`). No guard is added.
 * Lists of different lengths are not equal; a list and an integer cannot be compared.
 *
 * In Python and JavaScript, [func@SymNode.sym_eq] takes lists within lists as they are.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_sym_eq_nested (ShapeEnv             *env,
                              ShapeSymNode *const  *left,
                              gsize                 n_left,
                              const char           *left_shape,
                              ShapeSymNode *const  *right,
                              gsize                 n_right,
                              const char           *right_shape,
                              GError              **error)
{
  g_return_val_if_fail (SHAPE_IS_ENV (env), NULL);
  g_return_val_if_fail (are_of (env, left, n_left), NULL);
  g_return_val_if_fail (left_shape != NULL && is_shape_of (left_shape, n_left), NULL);
  g_return_val_if_fail (are_of (env, right, n_right), NULL);
  g_return_val_if_fail (right_shape != NULL && is_shape_of (right_shape, n_right), NULL);

  return eq_lists (env, &(NestedList) { left_shape, left }, &(NestedList) { right_shape, right }, 0, error);
}
