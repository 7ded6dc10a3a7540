/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-ops-private.h"

/* The operators of two symbolic values and more, as a program uses them: with Python's rules of which
 * type a result has, and which operand becomes a float first. */

ShapeSymNode *
shape_sym_from_number (ShapeEnv  *env,
                       ShapeNode *number)
{
  ShapeValue value = shape_value_from_number (number);

  return shape_sym_node_from_value (env, &value);
}

static ShapeSymKind
result_kind (ShapeSymOp    op,
             ShapeSymNode *a,
             ShapeSymNode *b)
{
  switch (shape_sym_ops[op].result)
    {
    case SHAPE_SYM_RESULT_INT:
      return SHAPE_SYM_KIND_INT;
    case SHAPE_SYM_RESULT_FLOAT:
      return SHAPE_SYM_KIND_FLOAT;
    case SHAPE_SYM_RESULT_BOOL:
      return SHAPE_SYM_KIND_BOOL;
    default:
      return b != NULL && b->kind == SHAPE_SYM_KIND_FLOAT ? SHAPE_SYM_KIND_FLOAT : (ShapeSymKind) a->kind;
    }
}

static ShapeNode *
cast_hint (ShapeNode    *hint,
           ShapeSymKind  kind)
{
  switch (kind)
    {
    case SHAPE_SYM_KIND_INT:
      return shape_python_int (hint);
    case SHAPE_SYM_KIND_FLOAT:
      return shape_python_float (hint);
    default:
      return shape_node_bool (hint->pool, shape_python_bool (hint));
    }
}

ShapeSymNode *
shape_sym_apply (ShapeSymOp    op,
                 ShapeSymNode *a,
                 ShapeSymNode *b)
{
  ShapeEnv *env = a->env;
  ShapeSymKind kind = result_kind (op, a, b);
  ShapeNode *hint = NULL;
  ShapeNode *left, *right, *expr;
  ShapeValue args[2];
  const char *fx_node;

  if (a->hint != NULL && (b == NULL || b->hint != NULL))
    hint = shape_python_apply (op, a->hint, b == NULL ? NULL : b->hint);
  if (shape_pool_has_error (env->pool))
    return NULL;

  left = shape_sym_node_look (a);
  right = b == NULL || left == NULL ? NULL : shape_sym_node_look (b);
  if (shape_pool_has_error (env->pool))
    return NULL;
  expr = shape_sym_build (env, op, left, right);
  if (hint != NULL && b != NULL)
    hint = cast_hint (hint, kind);
  if (shape_pool_has_error (env->pool))
    return NULL;

  args[0] = shape_sym_to_fx_arg (a);
  if (b != NULL)
    args[1] = shape_sym_to_fx_arg (b);
  fx_node = shape_sym_call_fx (env, shape_sym_ops[op].fx_name, args, b == NULL ? 1 : 2);

  if (shape_pool_has_error (env->pool))
    return NULL;

  return op == SHAPE_SYM_ROUND ? shape_sym_node_make_hinted (env, expr, kind, hint, fx_node)
                               : shape_sym_node_make (env, expr, kind, hint, fx_node);
}

ShapeSymNode *
shape_sym_apply_unary (ShapeSymOp    op,
                       ShapeSymNode *a)
{
  ShapeNode *value;

  if (!a->is_constant)
    return shape_sym_apply (op, a, NULL);

  value = shape_python_apply (op, a->expr, NULL);
  return shape_pool_has_error (a->env->pool) ? NULL : shape_sym_from_number (a->env, value);
}

ShapeSymNode *
shape_sym_apply_float (ShapeSymNode *self)
{
  if (self->kind == SHAPE_SYM_KIND_FLOAT)
    return shape_sym_node_ref (self);
  if (self->is_constant)
    return shape_sym_from_number (self->env, shape_python_float (self->expr));

  return shape_sym_apply (SHAPE_SYM_FLOAT, self, NULL);
}

/* What stands for an operand of @op beside @other: a truth value that is to be counted
 * must be known; an int beside a float becomes one. */
static ShapeSymNode *
promote (ShapeSymOp    op,
         ShapeSymNode *self,
         ShapeSymNode *other)
{
  if (self->kind == SHAPE_SYM_KIND_BOOL && shape_sym_ops[op].counts_bools)
    {
      ShapeNode *value = shape_sym_evaluate (self, FALSE, SHAPE_MAYBE);

      if (value == NULL)
        return NULL;
      value = shape_python_int (value);
      return self->is_constant ? shape_sym_from_number (self->env, value)
                               : shape_sym_node_make (self->env, value, SHAPE_SYM_KIND_INT, value, NULL);
    }
  if (other->kind == SHAPE_SYM_KIND_FLOAT && shape_sym_ops[op].promotes)
    return shape_sym_apply_float (self);

  return shape_sym_node_ref (self);
}

static ShapeSymNode *
apply_promoted (ShapeSymOp    op,
                ShapeSymNode *a,
                ShapeSymNode *b)
{
  /* A literal on the left: Python asks the right operand instead. */
  if (a->is_constant && b->is_constant)
    {
      ShapeNode *value = shape_python_apply (op, a->expr, b->expr);

      return shape_pool_has_error (a->env->pool) ? NULL : shape_sym_from_number (a->env, value);
    }
  if (a->is_constant && shape_sym_ops[op].mirror != 0)
    return shape_sym_apply (shape_sym_ops[op].mirror, b, a);

  return shape_sym_apply (op, a, b);
}

static ShapeSymNode *
apply_binary (ShapeSymOp    op,
              ShapeSymNode *a,
              ShapeSymNode *b)
{
  g_autoptr (ShapeSymNode) left = promote (op, a, b);
  g_autoptr (ShapeSymNode) right = left == NULL ? NULL : promote (op, b, a);

  return right == NULL ? NULL : apply_promoted (op, left, right);
}

ShapeSymNode *
shape_sym_finish (ShapeEnv      *env,
                  ShapeSymNode  *result,
                  GError       **error)
{
  if (shape_pool_check (env->pool, error))
    return result;

  g_clear_pointer (&result, shape_sym_node_unref);
  return NULL;
}

#define DEFINE_BINARY(name, pick)                                   \
  ShapeSymNode *                                                    \
  shape_sym_node_##name (ShapeSymNode  *self,                       \
                         ShapeSymNode  *other,                      \
                         GError       **error)                      \
  {                                                                 \
    g_return_val_if_fail (self != NULL && other != NULL, NULL);     \
    g_return_val_if_fail (self->env == other->env, NULL);           \
                                                                    \
    return shape_sym_finish (self->env, pick (self, other), error); \
  }

#define DEFINE_PLAIN(name, op)      \
  static ShapeSymNode *             \
  apply_##name (ShapeSymNode *a,    \
                ShapeSymNode *b)    \
  {                                 \
    return apply_binary (op, a, b); \
  }                                 \
                                    \
  DEFINE_BINARY (name, apply_##name)

/**
 * shape_sym_node_add:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the sum of two numbers.
 *
 * Returns: (transfer full): the sum, or %NULL with @error set
 */
DEFINE_PLAIN (add, SHAPE_SYM_ADD)

/**
 * shape_sym_node_sub:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the difference of two numbers.
 *
 * Returns: (transfer full): the difference, or %NULL with @error set
 */
DEFINE_PLAIN (sub, SHAPE_SYM_SUB)

/**
 * shape_sym_node_mul:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the product of two numbers.
 *
 * Returns: (transfer full): the product, or %NULL with @error set
 */
DEFINE_PLAIN (mul, SHAPE_SYM_MUL)

/**
 * shape_sym_node_mod:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the remainder of a division, with the sign of the divisor as in Python.
 *
 * Returns: (transfer full): the remainder, or %NULL with @error set
 */
DEFINE_PLAIN (mod, SHAPE_SYM_MOD)

/**
 * shape_sym_node_lshift:
 * @self: an integer
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Shifts an integer to the left.
 *
 * Returns: (transfer full): the shifted integer, or %NULL with @error set
 */
DEFINE_PLAIN (lshift, SHAPE_SYM_LSHIFT)

/**
 * shape_sym_node_rshift:
 * @self: an integer
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Shifts an integer to the right.
 *
 * Returns: (transfer full): the shifted integer, or %NULL with @error set
 */
DEFINE_PLAIN (rshift, SHAPE_SYM_RSHIFT)

/**
 * shape_sym_node_min:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the smaller of two numbers (`torch.sym_min`): a float where either is one.
 *
 * Returns: (transfer full): the smaller number, or %NULL with @error set
 */
DEFINE_PLAIN (min, SHAPE_SYM_MIN)

/**
 * shape_sym_node_max:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the larger of two numbers (`torch.sym_max`): a float where either is one.
 *
 * Returns: (transfer full): the larger number, or %NULL with @error set
 */
DEFINE_PLAIN (max, SHAPE_SYM_MAX)

/**
 * shape_sym_node_eq:
 * @self: a value
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Asks whether two values are equal. No guard is added: that is for
 * [method@SymNode.guard_bool] to do.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
DEFINE_PLAIN (eq, SHAPE_SYM_EQ)

/**
 * shape_sym_node_ne:
 * @self: a value
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Asks whether two values differ.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
DEFINE_PLAIN (ne, SHAPE_SYM_NE)

/**
 * shape_sym_node_lt:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Asks whether @self is less than @other.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
DEFINE_PLAIN (lt, SHAPE_SYM_LT)

/**
 * shape_sym_node_le:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Asks whether @self is at most @other.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
DEFINE_PLAIN (le, SHAPE_SYM_LE)

/**
 * shape_sym_node_gt:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Asks whether @self is greater than @other.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
DEFINE_PLAIN (gt, SHAPE_SYM_GT)

/**
 * shape_sym_node_ge:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Asks whether @self is at least @other.
 *
 * Returns: (transfer full): the truth value, or %NULL with @error set
 */
DEFINE_PLAIN (ge, SHAPE_SYM_GE)

static gboolean
either_is_float (ShapeSymNode *a,
                 ShapeSymNode *b)
{
  return a->kind == SHAPE_SYM_KIND_FLOAT || b->kind == SHAPE_SYM_KIND_FLOAT;
}

static ShapeSymNode *
truediv_numbers (ShapeSymNode *a,
                 ShapeSymNode *b)
{
  return apply_binary (either_is_float (a, b) ? SHAPE_SYM_FLOAT_TRUEDIV : SHAPE_SYM_INT_TRUEDIV, a, b);
}

/**
 * shape_sym_node_truediv:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the quotient of two numbers, a float.
 *
 * Returns: (transfer full): the quotient, or %NULL with @error set
 */
DEFINE_BINARY (truediv, truediv_numbers)

/* The floor of the quotient, as a float. */
static ShapeSymNode *
floordiv_floats (ShapeSymNode *a,
                 ShapeSymNode *b)
{
  g_autoptr (ShapeSymNode) quotient = apply_binary (SHAPE_SYM_FLOAT_TRUEDIV, a, b);
  g_autoptr (ShapeSymNode) whole = quotient == NULL ? NULL : shape_sym_apply_unary (SHAPE_SYM_FLOOR, quotient);

  return whole == NULL ? NULL : shape_sym_apply_float (whole);
}

static ShapeSymNode *
floordiv_numbers (ShapeSymNode *a,
                  ShapeSymNode *b)
{
  return either_is_float (a, b) ? floordiv_floats (a, b) : apply_binary (SHAPE_SYM_INT_FLOORDIV, a, b);
}

/**
 * shape_sym_node_floordiv:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the quotient of two numbers, rounded down: an integer of integers, else a float.
 *
 * Returns: (transfer full): the quotient, or %NULL with @error set
 */
DEFINE_BINARY (floordiv, floordiv_numbers)

/* The base of a power of floats must not be negative: the power would be complex. */
static ShapeSymNode *
pow_floats (ShapeSymNode *a,
            ShapeSymNode *b)
{
  g_autoptr (ShapeSymNode) base = shape_sym_apply_float (a);
  g_autoptr (ShapeSymNode) exponent = NULL;
  g_autoptr (ShapeSymNode) zero = shape_sym_node_new_int (a->env, 0);
  g_autoptr (ShapeSymNode) is_real = NULL;

  if (base == NULL)
    return NULL;
  if (base->is_constant && b->is_constant)
    return apply_binary (SHAPE_SYM_FLOAT_POW, base, b);

  is_real = apply_binary (SHAPE_SYM_GE, base, zero);
  if (is_real == NULL || !shape_sym_expect (is_real, "the base of a power is negative"))
    return NULL;
  exponent = shape_sym_apply_float (b);

  return exponent == NULL ? NULL : apply_binary (SHAPE_SYM_FLOAT_POW, base, exponent);
}

/* Only an exponent that is not negative gives an integer, so that has to be known. */
static ShapeSymNode *
pow_integers (ShapeSymNode *a,
              ShapeSymNode *b)
{
  g_autoptr (ShapeSymNode) zero = shape_sym_node_new_int (a->env, 0);
  g_autoptr (ShapeSymNode) is_natural = apply_binary (SHAPE_SYM_GE, b, zero);
  ShapeNode *value = is_natural == NULL ? NULL : shape_sym_evaluate (is_natural, FALSE, SHAPE_MAYBE);

  if (value == NULL)
    return NULL;
  if (shape_python_bool (value))
    return apply_binary (SHAPE_SYM_POW_BY_NATURAL, a, b);

  return pow_floats (a, b);
}

static ShapeSymNode *
pow_numbers (ShapeSymNode *a,
             ShapeSymNode *b)
{
  return either_is_float (a, b) ? pow_floats (a, b) : pow_integers (a, b);
}

/**
 * shape_sym_node_pow:
 * @self: a number
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes a power. Of integers it is one where the exponent is not negative; the environment
 * is asked, and may add a guard.
 *
 * Returns: (transfer full): the power, or %NULL with @error set
 */
DEFINE_BINARY (pow, pow_numbers)

/* The bits of integers, or truth values where both are such. @of_bools is @of_bits where
 * there is no operator for these. */
static ShapeSymNode *
apply_bits (ShapeSymOp    of_bits,
            ShapeSymOp    of_bools,
            ShapeSymNode *a,
            ShapeSymNode *b)
{
  gboolean are_bools = a->kind == SHAPE_SYM_KIND_BOOL && b->kind == SHAPE_SYM_KIND_BOOL;
  gboolean is_bool_xor = are_bools && of_bits == of_bools && !(a->is_constant && b->is_constant);

  if (is_bool_xor || either_is_float (a, b))
    {
      shape_pool_fail (a->env->pool, SHAPE_ERROR_TYPE, "unsupported operand types");
      return NULL;
    }

  return apply_binary (are_bools ? of_bools : of_bits, a, b);
}

static ShapeSymNode *
and_values (ShapeSymNode *a,
            ShapeSymNode *b)
{
  return apply_bits (SHAPE_SYM_BITWISE_AND, SHAPE_SYM_AND, a, b);
}

static ShapeSymNode *
or_values (ShapeSymNode *a,
           ShapeSymNode *b)
{
  return apply_bits (SHAPE_SYM_BITWISE_OR, SHAPE_SYM_OR, a, b);
}

static ShapeSymNode *
xor_values (ShapeSymNode *a,
            ShapeSymNode *b)
{
  return apply_bits (SHAPE_SYM_BITWISE_XOR, SHAPE_SYM_BITWISE_XOR, a, b);
}

/**
 * shape_sym_node_and:
 * @self: a truth value, or an integer
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the conjunction of two truth values, or of the bits of two integers.
 *
 * Returns: (transfer full): the conjunction, or %NULL with @error set
 */
DEFINE_BINARY (and, and_values)

/**
 * shape_sym_node_or:
 * @self: a truth value, or an integer
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the disjunction of two truth values, or of the bits of two integers.
 *
 * Returns: (transfer full): the disjunction, or %NULL with @error set
 */
DEFINE_BINARY (or, or_values)

/**
 * shape_sym_node_xor:
 * @self: an integer
 * @other: another of the same environment
 * @error: return location for an error
 *
 * Makes the exclusive disjunction of the bits of two integers.
 *
 * Returns: (transfer full): the disjunction, or %NULL with @error set
 */
DEFINE_BINARY (xor, xor_values)

static ShapeSymNode *
choose (ShapeSymNode *condition,
        ShapeSymNode *then_value,
        ShapeSymNode *else_value)
{
  ShapeEnv *env = condition->env;
  ShapeSymNode *taken;
  ShapeNode *expr;
  ShapeValue args[3];

  if (condition->is_constant)
    return shape_sym_node_ref (shape_python_bool (condition->expr) ? then_value : else_value);
  if (then_value->kind != else_value->kind)
    {
      shape_pool_fail (env->pool, SHAPE_ERROR_ASSERTION,
                       "then_node and else_node must be SymNodes with same pytype");
      return NULL;
    }

  expr = shape_node_build3 (SHAPE_OP_WHERE, shape_sym_node_look (condition),
                            shape_sym_node_look (then_value), shape_sym_node_look (else_value));
  args[0] = shape_sym_to_fx_arg (condition);
  args[1] = shape_sym_to_fx_arg (then_value);
  args[2] = shape_sym_to_fx_arg (else_value);
  taken = condition->hint != NULL && shape_python_bool (condition->hint) ? then_value : else_value;

  return shape_sym_node_make_hinted (env, expr, (ShapeSymKind) then_value->kind,
                                     condition->hint == NULL ? NULL : taken->hint,
                                     shape_sym_call_fx (env, "torch.sym_ite", args, 3));
}

/**
 * shape_sym_node_ite:
 * @self: a truth value
 * @then_value: what it chooses where it holds
 * @else_value: what it chooses where not, of the same kind
 * @error: return location for an error
 *
 * Makes a choice between two values (`torch.sym_ite`).
 *
 * Returns: (transfer full): the choice, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_ite (ShapeSymNode  *self,
                    ShapeSymNode  *then_value,
                    ShapeSymNode  *else_value,
                    GError       **error)
{
  g_return_val_if_fail (self != NULL && then_value != NULL && else_value != NULL, NULL);
  g_return_val_if_fail (self->env == then_value->env && self->env == else_value->env, NULL);

  return shape_sym_finish (self->env, choose (self, then_value, else_value), error);
}

/* The hints' sum, where there are all. */
static ShapeNode *
sum_hints (ShapeSymNode *const *terms,
           gsize                n_terms)
{
  ShapeNode *sum = shape_node_integer (terms[0]->env->pool, 0);

  for (gsize i = 0; i < n_terms; i++)
    {
      if (terms[i]->hint == NULL)
        return NULL;
      sum = shape_python_apply (SHAPE_SYM_ADD, sum, terms[i]->hint);
    }

  return sum;
}

static ShapeSymNode *
sum_integers (ShapeSymNode *const *terms,
              gsize                n_terms)
{
  ShapeEnv *env = terms[0]->env;
  g_autofree ShapeNode **exprs = g_new (ShapeNode *, n_terms);
  g_autofree ShapeValue *args = g_new (ShapeValue, n_terms);
  gboolean is_constant = TRUE;
  ShapeValue list;
  ShapeNode *sum;

  for (gsize i = 0; i < n_terms; i++)
    {
      exprs[i] = shape_sym_node_look (terms[i]);
      if (exprs[i] == NULL)
        return NULL;
      args[i] = shape_sym_to_fx_arg (terms[i]);
      is_constant = is_constant && terms[i]->is_constant;
    }

  sum = shape_node_build (env->pool, SHAPE_OP_ADD, exprs, (guint) n_terms);
  if (is_constant)
    return shape_sym_from_number (env, sum);
  list = shape_value_list (args, (guint) n_terms);

  return shape_sym_node_make (env, sum, SHAPE_SYM_KIND_INT, sum_hints (terms, n_terms),
                              shape_sym_call_fx (env, "torch.sym_sum", &list, 1));
}

/**
 * shape_sym_node_sum:
 * @terms: (array length=n_terms): integers of one environment
 * @n_terms: how many they are, at least 1
 * @error: return location for an error
 *
 * Makes the sum of many integers in one step (`torch.sym_sum`).
 *
 * Returns: (transfer full): the sum, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_sum (ShapeSymNode *const  *terms,
                    gsize                 n_terms,
                    GError              **error)
{
  g_return_val_if_fail (terms != NULL && n_terms > 0 && n_terms <= G_MAXUINT32, NULL);

  return shape_sym_finish (terms[0]->env, sum_integers (terms, n_terms), error);
}
