/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-example-private.h"

/* What an operation of integers (or truth values, 0 and 1) gives; FALSE where it is not
 * defined or too big. Operations of more than two operands are folded. */
typedef gboolean (*Fold) (gint64  a,
                          gint64  b,
                          gint64 *result);

static gboolean
fold_add (gint64  a,
          gint64  b,
          gint64 *result)
{
  return !__builtin_add_overflow (a, b, result);
}

static gboolean
fold_mul (gint64  a,
          gint64  b,
          gint64 *result)
{
  return !__builtin_mul_overflow (a, b, result);
}

static gboolean
fold_pow (gint64  a,
          gint64  b,
          gint64 *result)
{
  *result = 1;
  if (b < 1 || b > 63)
    return FALSE;
  for (gint64 i = 0; i < b; i++)
    if (!fold_mul (*result, a, result))
      return FALSE;
  return TRUE;
}

static gboolean
fold_min (gint64  a,
          gint64  b,
          gint64 *result)
{
  *result = MIN (a, b);
  return TRUE;
}

static gboolean
fold_max (gint64  a,
          gint64  b,
          gint64 *result)
{
  *result = MAX (a, b);
  return TRUE;
}

/* Signs on which conventions differ are left alone. */
static inline gboolean
can_divide (gint64 a,
            gint64 b)
{
  return a >= 0 && b > 0;
}

static gboolean
fold_floor_div (gint64  a,
                gint64  b,
                gint64 *result)
{
  *result = can_divide (a, b) ? a / b : 0;
  return can_divide (a, b);
}

/* Its form promises that nothing is left over. */
static gboolean
fold_clean_div (gint64  a,
                gint64  b,
                gint64 *result)
{
  return fold_floor_div (a, b, result) && a % b == 0;
}

static gboolean
fold_mod (gint64  a,
          gint64  b,
          gint64 *result)
{
  *result = can_divide (a, b) ? a % b : 0;
  return can_divide (a, b);
}

#define DEFINE_FOLD(name, expression)                   \
  static gboolean                                       \
  fold_##name (gint64 a, gint64 b, gint64 *result)      \
  {                                                     \
    *result = (expression);                             \
    return TRUE;                                        \
  }

DEFINE_FOLD (eq, a == b)
DEFINE_FOLD (ne, a != b)
DEFINE_FOLD (lt, a < b)
DEFINE_FOLD (le, a <= b)
DEFINE_FOLD (gt, a > b)
DEFINE_FOLD (ge, a >= b)
DEFINE_FOLD (and, a && b)
DEFINE_FOLD (or, a || b)

static const Fold folds[SHAPE_N_OPS] = {
  [SHAPE_OP_ADD] = fold_add,
  [SHAPE_OP_MUL] = fold_mul,
  [SHAPE_OP_POW] = fold_pow,
  [SHAPE_OP_MIN] = fold_min,
  [SHAPE_OP_MAX] = fold_max,
  [SHAPE_OP_FLOOR_DIV] = fold_floor_div,
  [SHAPE_OP_CLEAN_DIV] = fold_clean_div,
  [SHAPE_OP_MOD] = fold_mod,
  [SHAPE_OP_EQ] = fold_eq,
  [SHAPE_OP_NE] = fold_ne,
  [SHAPE_OP_LT] = fold_lt,
  [SHAPE_OP_LE] = fold_le,
  [SHAPE_OP_GT] = fold_gt,
  [SHAPE_OP_GE] = fold_ge,
  [SHAPE_OP_AND] = fold_and,
  [SHAPE_OP_OR] = fold_or,
};

static gboolean
symbol_at (const ShapeExample *self,
           ShapeNode          *symbol,
           gint64             *result)
{
  for (guint i = 0; i < self->n; i++)
    if (self->symbols[i] == symbol)
      {
        *result = self->values[i];
        return TRUE;
      }
  return FALSE;
}

/* Such as Min(4, 8) in a Max: comparing it may fail. */
static inline gboolean
is_unevaluated_number (ShapeNode *node)
{
  return node->n_args == 2 && SHAPE_IS (node->args[0], INTEGER) && SHAPE_IS (node->args[1], INTEGER);
}

gboolean
shape_example_evaluate (const ShapeExample *self,
                        ShapeNode          *node,
                        gint64             *result)
{
  Fold fold = folds[node->op];
  gint64 operand;

  if (SHAPE_IS (node, INTEGER))
    {
      *result = *node->integer;
      return !COEFF_IS_MPZ (*node->integer);
    }
  if (SHAPE_IS (node, SYMBOL))
    return symbol_at (self, node, result);
  if (fold == NULL || is_unevaluated_number (node) || !shape_example_evaluate (self, node->args[0], result))
    return FALSE;
  for (guint i = 1; i < node->n_args; i++)
    if (!shape_example_evaluate (self, node->args[i], &operand) || !fold (*result, operand, result))
      return FALSE;
  return TRUE;
}

gboolean
shape_example_compare (ShapeOp op,
                       gint64  a,
                       gint64  b)
{
  gint64 truth;

  folds[op](a, b, &truth);
  return truth != 0;
}
