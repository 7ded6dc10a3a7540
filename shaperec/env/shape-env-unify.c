/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "../expr/shape-expr-pool-private.h"

/* Unification: two sizes are taken for the same. */

/* The symbol that a size is now, to be taken for another. NULL with the pool's error set. */
static ShapeNode *
shape_env_unifiable (ShapeEnv         *self,
                     const ShapeValue *value)
{
  ShapeNode *expr = shape_env_look (self, value->node);

  if (expr == NULL || SHAPE_IS (expr, SYMBOL))
    return expr;

  shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "constraining non-Symbols NYI");
  return NULL;
}

/* What a value is in this run, with a guard where it is symbolic. */
static ShapeNode *
shape_env_guard_value (ShapeEnv         *self,
                       const ShapeValue *value)
{
  ShapeValue hint, answer;
  ShapeNode *expr;

  if (!SHAPE_VALUE_IS_SYMBOLIC (value))
    return shape_value_to_number (value, self->pool);

  expr = shape_env_look (self, value->node);
  if (expr == NULL)
    return NULL;
  hint = shape_value_get_hint (value);
  answer = shape_env_ask (self, &(ShapeQuestion) {
    .expr = expr,
    .hint = shape_value_to_number (&hint, self->pool),
    .fx_node = value->fx_node,
    .fallback = SHAPE_MAYBE,
  });

  return shape_value_to_node (&answer, self->pool);
}

static void
shape_env_fail_no_number (ShapeEnv         *self,
                          const ShapeValue *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  shape_value_print_python (value, text);
  shape_pool_fail (self->pool, SHAPE_ERROR_TYPE, "Argument of Integer should be of numeric type, got %s.", text->str);
}

/* `sympy.Integer ()` of it; NULL with the pool's error set. */
static ShapeNode *
shape_env_to_integer (ShapeEnv         *self,
                      const ShapeValue *value)
{
  ShapeNode *number = shape_env_guard_value (self, value);

  if (number == NULL && !shape_pool_has_error (self->pool))
    shape_env_fail_no_number (self, value);
  if (number == NULL)
    return NULL;
  if (SHAPE_IS_TRUTH_VALUE (number))
    return shape_node_integer (self->pool, SHAPE_IS (number, TRUE));
  return SHAPE_IS (number, FLOAT) ? shape_node_build1 (SHAPE_OP_TRUNC_TO_INT, number) : number;
}

static void
shape_env_unify_with_number (ShapeEnv         *self,
                             const ShapeValue *size,
                             const ShapeValue *other)
{
  ShapeNode *symbol = shape_env_unifiable (self, size);
  ShapeNode *number = symbol == NULL ? NULL : shape_env_to_integer (self, other);

  if (number != NULL)
    shape_env_put_replacement (self, symbol, number);
}

static void
shape_env_unify_sizes (ShapeEnv         *self,
                       const ShapeValue *a,
                       const ShapeValue *b)
{
  ShapeNode *left = shape_env_unifiable (self, a);
  ShapeNode *right = left == NULL ? NULL : shape_env_unifiable (self, b);
  ShapeNode *found = right == NULL ? NULL : shape_env_find_target (self, left);

  if (found != NULL)
    shape_env_put_replacement (self, right, found);
}

static void
shape_env_refuse_unequal (ShapeEnv         *self,
                          const ShapeValue *a,
                          const ShapeValue *b)
{
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GString) right = g_string_new (NULL);

  shape_value_print (a, left);
  shape_value_print (b, right);
  shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "Expected %s == %s", left->str, right->str);
}

/* Takes two sizes for the same. No range is met, no version counted: the reference
 * writes the replacement as it stands. */
void
shape_env_run_constrain_unify (ShapeEnv         *self,
                               const ShapeValue *a,
                               const ShapeValue *b)
{
  gboolean a_is_symbolic = a->kind == SHAPE_VALUE_SYM_INT;
  gboolean b_is_symbolic = b->kind == SHAPE_VALUE_SYM_INT;

  if (a_is_symbolic && b_is_symbolic)
    shape_env_unify_sizes (self, a, b);
  else if (a_is_symbolic)
    shape_env_unify_with_number (self, a, b);
  else if (b_is_symbolic)
    shape_env_unify_with_number (self, b, a);
  else if (!shape_value_equal (a, b))
    shape_env_refuse_unequal (self, a, b);
}
