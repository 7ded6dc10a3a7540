/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-deduce-private.h"
#include "shape-relational-private.h"

/* Most relations stay as they are, and the assumptions find that out late. Examples show it at
 * once: what is deduced of sums, products and powers rests on the assumptions of their operands
 * alone, so it is true of any integers that agree with those, whatever the operands are.
 *
 * That two sides differ is deduced from the sign of their difference, from its being odd, or,
 * where it is a product, from its factors. The factors tell no more than the sign and the
 * parity unless there are sums among them, and those are left alone then. */

#define MAX_OPERANDS 12
#define MAX_PARTS    96
#define N_EXAMPLES   12

/* What examples have shown of the difference of the sides. */
typedef enum
{
  BELOW = 1 << 0,
  ZERO = 1 << 1,
  ABOVE = 1 << 2,
  EVEN = 1 << 3,
  ODD = 1 << 4,
} Sight;

/* A symbol, or a function of which nothing but its assumptions counts. */
typedef struct
{
  ShapeNode *node;
  gint64     least;
  gboolean   any_sign; /* then least is 0 */
  gint64     value;
} Operand;

typedef struct
{
  Operand  operands[MAX_OPERANDS];
  guint    n_operands;
  guint    n_parts;
  gboolean has_inner_sum;
} Examples;

/* A fraction, its denominator positive. */
typedef struct
{
  gint64 n;
  gint64 d;
} Ratio;

#define OPERAND_KINDS \
  (SHAPE_KIND_BIT (SHAPE_OP_SYMBOL) | SHAPE_KIND_BIT (SHAPE_OP_FLOOR_DIV) | SHAPE_KIND_BIT (SHAPE_OP_CLEAN_DIV) \
   | SHAPE_KIND_BIT (SHAPE_OP_MOD) | SHAPE_KIND_BIT (SHAPE_OP_PYTHON_MOD) | SHAPE_KIND_BIT (SHAPE_OP_MAX) \
   | SHAPE_KIND_BIT (SHAPE_OP_MIN))

/* Comparisons with these follow rules of their own, and may fail. */
#define STRANGE_KINDS (SHAPE_KIND_BIT (SHAPE_OP_SINGLETON_INT) | SHAPE_KIND_BIT (SHAPE_OP_IDENTITY))

/* How far from its least value an operand is; each goes through them in steps of its own. */
static const gint16 distances[16] = { 0, 1, 9, 2, 40, 5, 601, 3, 11, 1000, 4, 7, 90, 0, 17, 8 };

static inline gboolean
is_open (ShapeNode *node,
         ShapeFact  fact)
{
  return shape_node_is (node, fact) == SHAPE_MAYBE;
}

/* FALSE for a function of numbers, which has a value, and where more is known of @node than
 * that it is an integer, and perhaps that it is no negative one. */
static gboolean
operand_init (Operand   *self,
              ShapeNode *node)
{
  if ((SHAPE_KIND_BIT (node->op) & OPERAND_KINDS) == 0 || shape_node_free_symbols (node)->n == 0
      || !shape_node_is_yes (node, SHAPE_FACT_INTEGER) || !is_open (node, SHAPE_FACT_EVEN) || !is_open (node, SHAPE_FACT_PRIME))
    return FALSE;
  *self = (Operand) { .node = node, .least = shape_node_is_yes (node, SHAPE_FACT_POSITIVE) };
  self->any_sign = is_open (node, SHAPE_FACT_NONNEGATIVE);
  return self->least == 1
         || (is_open (node, SHAPE_FACT_ZERO) && (!self->any_sign || is_open (node, SHAPE_FACT_NONPOSITIVE)));
}

static Operand *
find_operand (Examples  *self,
              ShapeNode *node)
{
  for (guint i = 0; i < self->n_operands; i++)
    if (self->operands[i].node == node)
      return &self->operands[i];
  return NULL;
}

static inline gboolean
is_small_power (ShapeNode *node,
                gint64    *exponent)
{
  return SHAPE_IS (node, POW) && shape_node_get_int64 (node->args[1], exponent) && ABS (*exponent) < 64;
}

static gboolean
collect (Examples  *self,
         ShapeNode *node)
{
  gboolean is_product = SHAPE_IS (node, MUL);
  gint64 exponent;

  if (self->n_parts++ == MAX_PARTS)
    return FALSE;
  if (SHAPE_IS_RATIONAL (node))
    return TRUE;
  if (is_small_power (node, &exponent))
    {
      self->has_inner_sum |= SHAPE_IS (node->args[0], ADD);
      return collect (self, node->args[0]);
    }
  if (!is_product && !SHAPE_IS (node, ADD))
    return find_operand (self, node) != NULL
           || (self->n_operands < MAX_OPERANDS && operand_init (&self->operands[self->n_operands++], node));
  for (guint i = 0; i < node->n_args; i++)
    {
      self->has_inner_sum |= is_product && SHAPE_IS (node->args[i], ADD);
      if (!collect (self, node->args[i]))
        return FALSE;
    }
  return TRUE;
}

/* The first example has the least values, the others mix small ones with large ones. */
static void
set_values (Examples *self,
            guint     example)
{
  for (guint i = 0; i < self->n_operands; i++)
    {
      Operand *operand = &self->operands[i];
      gint64 distance = example == 0 ? 0 : distances[(3 * i + (6 * i + 5) * example) % G_N_ELEMENTS (distances)];

      operand->value = operand->any_sign && (i + example) % 2 != 0 ? -distance : operand->least + distance;
    }
}

/* The arithmetic says FALSE where a result is too big. */

static gboolean
ratio_add (Ratio *self,
           Ratio  other)
{
  gint64 left, right;

  return !__builtin_mul_overflow (self->n, other.d, &left) && !__builtin_mul_overflow (other.n, self->d, &right)
         && !__builtin_add_overflow (left, right, &self->n) && !__builtin_mul_overflow (self->d, other.d, &self->d);
}

static gboolean
ratio_mul (Ratio *self,
           Ratio  other)
{
  return !__builtin_mul_overflow (self->n, other.n, &self->n) && !__builtin_mul_overflow (self->d, other.d, &self->d);
}

static gboolean
ratio_invert (Ratio *self)
{
  if (self->n == 0 || self->n == G_MININT64)
    return FALSE;
  *self = self->n > 0 ? (Ratio) { self->d, self->n } : (Ratio) { -self->d, -self->n };
  return TRUE;
}

static gboolean
ratio_pow (Ratio  *self,
           gint64  exponent)
{
  Ratio base = *self;

  if (exponent < 0 && !ratio_invert (&base))
    return FALSE;
  *self = (Ratio) { 1, 1 };
  for (gint64 i = ABS (exponent); i > 0; i--)
    if (!ratio_mul (self, base))
      return FALSE;
  return TRUE;
}

static gboolean
ratio_init (Ratio     *self,
            ShapeNode *number)
{
  *self = (Ratio) { 0, 1 };
  if (SHAPE_IS (number, INTEGER))
    return shape_node_get_int64 (number, &self->n);
  if (!fmpz_fits_si (fmpq_numref (number->rational)) || !fmpz_fits_si (fmpq_denref (number->rational)))
    return FALSE;
  *self = (Ratio) { fmpz_get_si (fmpq_numref (number->rational)), fmpz_get_si (fmpq_denref (number->rational)) };
  return TRUE;
}

static gboolean
get_value (Examples  *self,
           ShapeNode *node,
           Ratio     *value)
{
  gboolean is_sum = SHAPE_IS (node, ADD);
  Ratio other;
  gint64 exponent;

  if (SHAPE_IS_RATIONAL (node))
    return ratio_init (value, node);
  if (is_small_power (node, &exponent))
    return get_value (self, node->args[0], value) && ratio_pow (value, exponent);
  if (!is_sum && !SHAPE_IS (node, MUL))
    {
      *value = (Ratio) { find_operand (self, node)->value, 1 };
      return TRUE;
    }
  if (!get_value (self, node->args[0], value))
    return FALSE;
  for (guint i = 1; i < node->n_args; i++)
    if (!get_value (self, node->args[i], &other) || !(is_sum ? ratio_add (value, other) : ratio_mul (value, other)))
      return FALSE;
  return TRUE;
}

static guint
look (Examples  *self,
      ShapeNode *relation)
{
  Ratio gap, right;

  if (!get_value (self, shape_node_lhs (relation), &gap) || !get_value (self, shape_node_rhs (relation), &right)
      || !ratio_mul (&right, (Ratio) { -1, 1 }) || !ratio_add (&gap, right))
    return 0;
  return (gap.n < 0 ? BELOW : gap.n > 0 ? ABOVE : ZERO) | (gap.d != 1 ? 0 : gap.n % 2 != 0 ? ODD : EVEN);
}

static inline gboolean
has_both (guint seen,
          guint one,
          guint other)
{
  return (seen & one) != 0 && (seen & other) != 0;
}

/* Whether the sum @side has a term that differs from @term by a number at most. */
static gboolean
has_like_term (ShapeNode *side,
               ShapeNode *term)
{
  ShapeNode *wanted, *rest;
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&side, SHAPE_OP_ADD, &n);

  shape_node_as_coeff_mul (term, &wanted);
  for (guint i = 0; i < n; i++)
    {
      shape_node_as_coeff_mul (terms[i], &rest);
      if (rest == wanted || SHAPE_IS (rest, ADD))
        return TRUE;
    }
  return SHAPE_IS (wanted, ADD);
}

/* Whether the difference of the sides may be a product that has a sum as a factor: not where
 * all terms of both stay. */
static gboolean
may_have_sum_as_factor (const Examples *self,
                        ShapeNode      *relation)
{
  ShapeNode *left = shape_node_lhs (relation), *right = shape_node_rhs (relation);
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&left, SHAPE_OP_ADD, &n);

  if (!self->has_inner_sum)
    return FALSE;
  if (shape_node_is_zero_number (left) || shape_node_is_zero_number (right))
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (has_like_term (right, terms[i]))
      return TRUE;
  return FALSE;
}

static gboolean
cannot_be_settled (const Examples *self,
                   ShapeNode      *relation,
                   guint           seen)
{
  if (SHAPE_IS (relation, LT) || SHAPE_IS (relation, GE))
    return has_both (seen, BELOW, ZERO | ABOVE);
  if (SHAPE_IS (relation, LE) || SHAPE_IS (relation, GT))
    return has_both (seen, ABOVE, ZERO | BELOW);
  return has_both (seen, ZERO, BELOW | ABOVE)
         || (has_both (seen, BELOW, ABOVE) && has_both (seen, EVEN, ODD) && !may_have_sum_as_factor (self, relation));
}

gboolean
shape_relation_is_open (ShapeNode *relation)
{
  Examples examples;
  guint seen = 0;

  examples.n_operands = examples.n_parts = 0;
  examples.has_inner_sum = FALSE;
  if (shape_node_may_have_kinds (relation, STRANGE_KINDS) || !collect (&examples, shape_node_lhs (relation))
      || !collect (&examples, shape_node_rhs (relation)) || shape_pool_has_error (relation->pool))
    return FALSE;
  for (guint i = 0; i < N_EXAMPLES; i++)
    {
      set_values (&examples, i);
      seen |= look (&examples, relation);
      if (cannot_be_settled (&examples, relation, seen))
        return TRUE;
    }
  return FALSE;
}
