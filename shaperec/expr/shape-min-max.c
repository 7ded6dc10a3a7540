/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"
#include "shape-deduce-private.h"
#include "shape-logic-private.h"
#include "shape-wave-private.h"

/* Max and Min, as torch.utils._sympy.functions builds them: numbers are compared, and
 * little else; two arguments are weighed against each other only where one is a number
 * or both are multiples of the same thing.
 *
 * The reference skips these steps for sums of two symbols which all differ. The steps
 * change nothing there, so nothing is skipped here. */

typedef struct
{
  ShapeExprPool *pool;
  ShapeOp        op;
  ShapeOp        other;    /* Min for Max */
  int            sign;     /* 1 where greater is better */
  ShapeNode     *identity; /* adds nothing */
  ShapeNode     *zero;     /* decides */
  ShapeNode    **args;
  guint          n;
  guint          n_alloc;
} Lattice;

static void
append (Lattice   *self,
        ShapeNode *node)
{
  if (self->n == self->n_alloc)
    {
      self->n_alloc = MAX (8, self->n_alloc * 2);
      self->args = g_renew (ShapeNode *, self->args, self->n_alloc);
    }
  self->args[self->n++] = node;
}

/* Sorts and drops repetitions. */
static void
tidy (Lattice *self)
{
  guint n = 0;

  shape_nodes_sort_ordered (self->args, self->n);
  for (guint i = 0; i < self->n; i++)
    if (n == 0 || self->args[n - 1] != self->args[i])
      self->args[n++] = self->args[i];
  self->n = n;
}

/* cos, sin or tan of an infinity. */
static gboolean
is_range (ShapeNode *node)
{
  ShapeNode *limits[2];

  return shape_node_may_have_waves (node) && shape_node_get_limits (node, limits);
}

static ShapeNode *
fail_comparable (ShapeNode *arg)
{
  g_autofree char *text = shape_node_to_sympy_str (arg);

  return shape_pool_fail (arg->pool, SHAPE_ERROR_VALUE, "The argument '%s' is not comparable.", text);
}

/* Takes the arguments in, those of nested nodes of the same kind too. Returns NULL, or
 * the answer. */
static ShapeNode *
take_args (Lattice          *self,
           ShapeNode *const *args,
           guint             n_args)
{
  for (guint i = 0; i < n_args; i++)
    {
      ShapeNode *arg = args[i];

      if (SHAPE_IS_BOOLEAN (arg) || shape_node_is_no (arg, SHAPE_FACT_EXTENDED_REAL) ||
          (shape_node_is_number (arg) && !shape_node_is_comparable (arg) && !is_range (arg) && !shape_pool_has_error (self->pool)))
        return fail_comparable (arg);
      if (arg == self->zero)
        return arg;
      if (arg->op == self->op)
        for (guint j = 0; j < arg->n_args; j++)
          append (self, arg->args[j]);
      else if (arg != self->identity)
        append (self, arg);
    }
  return NULL;
}

/* Whether a > b (@sign 1) or a < b (-1). An Identity of a number is compared by that
 * number on the left, but not on the right, where a float fails at it. */
static gboolean
exceeds (ShapeNode *a,
         ShapeNode *b,
         int        sign)
{
  if (SHAPE_IS (a, IDENTITY) && SHAPE_IS_NUMBER (b) && SHAPE_IS_NUMBER (a->args[0]))
    a = a->args[0];
  else if (SHAPE_IS (a, FLOAT) && SHAPE_IS (b, IDENTITY) && SHAPE_IS_NUMBER (b->args[0]))
    shape_pool_fail (a->pool, SHAPE_ERROR_ATTRIBUTE, "'Identity' object has no attribute '_prec'");
  if (SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b))
    return shape_number_compare (a, b) * sign > 0;
  return SHAPE_IS (sign > 0 ? shape_node_gt (a, b) : shape_node_lt (a, b), TRUE);
}

static gboolean
is_min_or_max (ShapeNode *node)
{
  return SHAPE_IS (node, MAX) || SHAPE_IS (node, MIN);
}

static gboolean
has_nested (Lattice *self)
{
  for (guint i = 0; i < self->n; i++)
    if (is_min_or_max (self->args[i]))
      return TRUE;
  return FALSE;
}

/* The best number that a nested node of the same kind begins with. */
static void
find_best_number (Lattice    *self,
                  ShapeNode  *node,
                  ShapeNode **best)
{
  ShapeNode *first;

  if (!is_min_or_max (node))
    return;
  first = node->args[0];
  if (node->op == self->op && shape_node_is_number (first) && shape_node_is_comparable (first) &&
      exceeds (first, *best, self->sign))
    *best = first;
  for (guint i = 0; i < node->n_args; i++)
    find_best_number (self, node->args[i], best);
}

/* Beside the number 3 in a Max, Min (2, x) adds nothing. The number is the best of
 * those among the arguments and of those that nested nodes begin with. */
static void
drop_by_number (Lattice *self)
{
  ShapeNode *best = self->identity;

  if (self->n == 0 || !shape_node_is_number (self->args[0]))
    return;
  for (guint i = 0; i < self->n; i++)
    find_best_number (self, self->args[i], &best);
  for (guint i = 0; i < self->n && shape_node_is_number (self->args[i]); i++)
    if (exceeds (self->args[i], best, self->sign))
      best = self->args[i];
  if (best == self->identity)
    return;
  for (guint i = 0; i < self->n; i++)
    if (self->args[i]->op == self->other && exceeds (self->args[i]->args[0], best, -self->sign))
      self->args[i] = self->identity;
}

/* What is left of @node beside @given. */
static ShapeNode *
drop_given (Lattice   *self,
            ShapeNode *node,
            ShapeNode *given)
{
  ShapeNode **rest, *result;
  gboolean found;
  guint n = 0;

  if (!is_min_or_max (node))
    return node;
  found = shape_node_has_arg (node, given);
  if (found && node->op != self->op)
    return given;
  rest = g_new (ShapeNode *, node->n_args);
  for (guint i = 0; i < node->n_args; i++)
    if (!found || node->args[i] != given)
      rest[n++] = drop_given (self, node->args[i], given);
  result = shape_lattice_intern (self->pool, (ShapeOp) node->op, rest, n);
  g_free (rest);
  return result;
}

static void
drop_redundant (Lattice *self)
{
  for (guint i = 0; i < self->n; i++)
    for (guint j = i + 1; j < self->n; j++)
      self->args[j] = drop_given (self, self->args[j], self->args[i]);
}

static gboolean
is_common (Lattice   *self,
           ShapeNode *node)
{
  for (guint i = 0; i < self->n; i++)
    if (self->args[i]->op == self->other && !shape_node_has_arg (self->args[i], node))
      return FALSE;
  return TRUE;
}

/* @node without @common; NULL where nothing is left. */
static ShapeNode *
without_common (Lattice   *self,
                ShapeNode *node,
                GPtrArray *common)
{
  g_autofree ShapeNode **rest = g_new (ShapeNode *, node->n_args);
  guint n = 0;

  for (guint i = 0; i < node->n_args; i++)
    if (!g_ptr_array_find (common, node->args[i], NULL))
      rest[n++] = node->args[i];
  return n > 0 ? shape_lattice_intern (self->pool, self->other, rest, n) : NULL;
}

/* What all arguments of the other kind have in common. */
static GPtrArray *
find_common (Lattice *self)
{
  GPtrArray *common = g_ptr_array_new ();
  ShapeNode *first = NULL;

  for (guint i = 0; i < self->n && first == NULL; i++)
    if (self->args[i]->op == self->other)
      first = self->args[i];
  for (guint i = 0; first != NULL && i < first->n_args; i++)
    if (is_common (self, first->args[i]))
      g_ptr_array_add (common, first->args[i]);
  return common;
}

static ShapeNode *
intern_list (Lattice   *self,
             ShapeOp    op,
             GPtrArray *list)
{
  return shape_lattice_intern (self->pool, op, (ShapeNode *const *) list->pdata, list->len);
}

/* Min (Max (x, y), Max (x, z)) is Max (x, Min (y, z)). */
static void
factor (Lattice *self)
{
  g_autoptr(GPtrArray) common = find_common (self);
  g_autoptr(GPtrArray) rests = g_ptr_array_new ();
  gboolean empty = FALSE;
  guint n = 0;

  if (common->len == 0 || self->n < 2)
    return;
  for (guint i = 0; i < self->n; i++)
    if (self->args[i]->op == self->other)
      {
        ShapeNode *rest = without_common (self, self->args[i], common);

        empty |= rest == NULL;
        g_ptr_array_add (rests, rest);
      }
    else
      self->args[n++] = self->args[i];
  if (!empty)
    g_ptr_array_add (common, intern_list (self, self->op, rests));
  self->args[n++] = intern_list (self, self->other, common);
  self->n = n;
}

/* Of two multiples of one thing whose sign is known, the one that wins; else NULL. */
static ShapeNode *
weigh_multiples (Lattice   *self,
                 ShapeNode *a,
                 ShapeNode *b)
{
  ShapeNode *rest_a, *rest_b, *coeff_a, *coeff_b;
  int sign = self->sign;

  coeff_a = shape_node_as_coeff_mul (a, &rest_a);
  coeff_b = shape_node_as_coeff_mul (b, &rest_b);
  if (rest_a != rest_b || !shape_node_is_comparable (coeff_a) || !shape_node_is_comparable (coeff_b))
    return NULL;
  if (shape_node_is_yes (rest_a, SHAPE_FACT_NONNEGATIVE))
    return exceeds (coeff_b, coeff_a, sign) ? b : a;
  if (shape_node_is_yes (rest_a, SHAPE_FACT_NONPOSITIVE))
    return exceeds (coeff_a, coeff_b, sign) ? b : a;
  return NULL;
}

/* Brings the numbers together: returns the winner, and leaves the other arguments. */
static ShapeNode *
take_number (Lattice *self)
{
  ShapeNode *number = NULL;
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    if (!SHAPE_IS_NUMBER (self->args[i]))
      self->args[n++] = self->args[i];
    else if (number == NULL || exceeds (self->args[i], number, self->sign))
      number = self->args[i];
  self->n = n;
  return number;
}

/* 0 beside something that is not negative, or 1 beside something positive. */
static gboolean
number_is_below (ShapeNode *number,
                 ShapeNode *node)
{
  if (shape_node_is_zero_number (number))
    return shape_node_is_yes (node, SHAPE_FACT_NONNEGATIVE);
  return number == node->pool->one && shape_node_is_yes (node, SHAPE_FACT_POSITIVE);
}

static ShapeNode *
decide (Lattice *self)
{
  ShapeNode *number = take_number (self), *winner = NULL;

  tidy (self);
  if (number == NULL && self->n == 2)
    winner = weigh_multiples (self, self->args[0], self->args[1]);
  if (winner != NULL)
    return winner;
  if (number != NULL && self->n == 1 && number_is_below (number, self->args[0]))
    return self->op == SHAPE_OP_MAX ? self->args[0] : number;
  if (number != NULL)
    append (self, number);
  return shape_lattice_intern (self->pool, self->op, self->args, self->n);
}

/* The reference sorts the arguments by what they are made of. */
static ShapeNode *
fail_nested (Lattice *self)
{
  for (guint i = 0; i < self->n; i++)
    if (shape_node_has_nested_int (self->args[i]))
      return shape_node_fail_sorting (self->pool);
  return NULL;
}

static ShapeNode *
build (ShapeExprPool    *pool,
       ShapeOp           op,
       ShapeNode *const *args,
       guint             n_args)
{
  ShapeNode *bottom = shape_node_constant (pool, SHAPE_OP_NEGATIVE_INFINITY);
  ShapeNode *top = shape_node_constant (pool, SHAPE_OP_INFINITY), *answer;
  Lattice self = { .pool = pool, .op = op };

  self.other = op == SHAPE_OP_MAX ? SHAPE_OP_MIN : SHAPE_OP_MAX;
  self.sign = op == SHAPE_OP_MAX ? 1 : -1;
  self.identity = op == SHAPE_OP_MAX ? bottom : top;
  self.zero = op == SHAPE_OP_MAX ? top : bottom;
  answer = take_args (&self, args, n_args);
  if (answer == NULL)
    answer = fail_nested (&self);
  if (answer == NULL)
    {
      tidy (&self);
      if (has_nested (&self))
        {
          drop_by_number (&self);
          drop_redundant (&self);
          factor (&self);
        }
      answer = decide (&self);
    }
  g_free (self.args);
  return answer;
}

ShapeNode *
shape_max_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return build (pool, SHAPE_OP_MAX, args, n_args);
}

ShapeNode *
shape_min_build (ShapeExprPool    *pool,
                 ShapeNode *const *args,
                 guint             n_args)
{
  return build (pool, SHAPE_OP_MIN, args, n_args);
}

/* A fact that holds if it does of all arguments and fails if it does of all: _torf. */
static ShapeTernary
agree (ShapeNode *node,
       ShapeFact  fact)
{
  ShapeTernary first = shape_node_is (node->args[0], fact);

  for (guint i = 1; i < node->n_args && first != SHAPE_MAYBE; i++)
    if (shape_node_is (node->args[i], fact) != first)
      return SHAPE_MAYBE;
  return first;
}

/* @decisive where one argument says so; MAYBE where one cannot tell; else the opposite. */
static ShapeTernary
any (ShapeNode    *node,
     ShapeFact     fact,
     ShapeTernary  decisive)
{
  gboolean unknown = FALSE;

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeTernary answer = shape_node_is (node->args[i], fact);

      if (answer == decisive)
        return decisive;
      unknown |= answer == SHAPE_MAYBE;
    }
  return unknown ? SHAPE_MAYBE : shape_ternary_not (decisive);
}

static ShapeTernary
get_fact (ShapeNode *node,
          ShapeFact  fact,
          gboolean   max)
{
  switch (fact)
    {
    case SHAPE_FACT_POSITIVE:
    case SHAPE_FACT_NONNEGATIVE:
      return any (node, fact, max ? SHAPE_YES : SHAPE_NO);
    case SHAPE_FACT_NEGATIVE:
      return any (node, fact, max ? SHAPE_NO : SHAPE_YES);
    case SHAPE_FACT_EXTENDED_POSITIVE:
    case SHAPE_FACT_EXTENDED_NEGATIVE:
    case SHAPE_FACT_EXTENDED_NONPOSITIVE:
    case SHAPE_FACT_EXTENDED_NONNEGATIVE:
    case SHAPE_FACT_EXTENDED_NONZERO:
      return SHAPE_MAYBE;
    default:
      return agree (node, fact);
    }
}

ShapeTernary
shape_max_fact (ShapeNode *node,
                guint      fact)
{
  return get_fact (node, (ShapeFact) fact, TRUE);
}

ShapeTernary
shape_min_fact (ShapeNode *node,
                guint      fact)
{
  return get_fact (node, (ShapeFact) fact, FALSE);
}
