/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-analysis-private.h"

#include "../expr/shape-class-private.h"
#include "../expr/shape-logic-private.h"

/* The reference puts products together in a way that takes commuting factors alone. */
static gboolean
commutes (ShapeNode *product)
{
  if (!shape_node_may_not_commute (product))
    return TRUE;
  return !shape_node_has_noncommutative_arg (product);
}

static ShapeNode *
fail_commuting (ShapeNode *node)
{
  return shape_pool_fail (node->pool, SHAPE_ERROR_ASSERTION, "is_commutative must be True");
}

/* The greatest integer that divides a term; 1 where its coefficient is no integer. */
static void
get_integer_coefficient (fmpz_t     value,
                         ShapeNode *term)
{
  ShapeNode *coeff = SHAPE_HEAD_OF (term);

  if (SHAPE_IS (coeff, INTEGER))
    fmpz_abs (value, coeff->integer);
  else
    fmpz_one (value);
}

static ShapeNode *
divide_integer (ShapeNode   *integer,
                const fmpz_t factor)
{
  ShapeNode *result;
  fmpz_t quotient;

  fmpz_init (quotient);
  fmpz_divexact (quotient, integer->integer, factor);
  result = shape_node_fmpz (integer->pool, quotient);
  fmpz_clear (quotient);
  return result;
}

/* Divides the coefficient of @term, an Integer or a Mul, and leaves the rest as it stands. */
static ShapeNode *
divide_term (ShapeNode   *term,
             const fmpz_t factor)
{
  ShapeNode *coeff = SHAPE_HEAD_OF (term);
  g_autofree ShapeNode **heap = NULL;
  ShapeNode *quotient, **factors;

  if (!SHAPE_IS (coeff, INTEGER) || fmpz_is_one (factor))
    return term;
  quotient = divide_integer (coeff, factor);
  if (coeff == term)
    return quotient;
  if (quotient != term->pool->one)
    {
      factors = SHAPE_NEW_NODES (term->n_args, &heap);
      factors[0] = quotient;
      for (guint i = 1; i < term->n_args; i++)
        factors[i] = term->args[i];
      return shape_node_intern (term->pool, SHAPE_OP_MUL, factors, term->n_args);
    }
  if (term->n_args == 2)
    return term->args[1];
  return shape_node_intern_sorted (term->pool, SHAPE_OP_MUL, term->args + 1, term->n_args - 1);
}

/* The sum of terms that are no sums and have no term in common; as it stands. */
static ShapeNode *
intern_sum (ShapeExprPool *pool,
            ShapeNode    **terms,
            guint          n,
            gboolean       sorted)
{
  if (n == 0)
    return pool->zero;
  if (n == 1)
    return terms[0];
  return sorted ? shape_node_intern_sorted (pool, SHAPE_OP_ADD, terms, n)
                : shape_node_intern (pool, SHAPE_OP_ADD, terms, n);
}

static ShapeNode *
reduce_sum (ShapeNode *sum)
{
  fmpz_t factor, coeff;

  fmpz_init (factor);
  fmpz_init (coeff);
  for (guint i = 0; i < sum->n_args && !fmpz_is_one (factor); i++)
    {
      get_integer_coefficient (coeff, sum->args[i]);
      fmpz_gcd (factor, factor, coeff);
    }
  if (!fmpz_is_one (factor) && !commutes (sum))
    sum = fail_commuting (sum);
  else if (!fmpz_is_one (factor))
    {
      g_autofree ShapeNode **terms = g_new (ShapeNode *, sum->n_args);

      for (guint i = 0; i < sum->n_args; i++)
        terms[i] = divide_term (sum->args[i], factor);
      sum = intern_sum (sum->pool, terms, sum->n_args, FALSE);
    }
  fmpz_clear (coeff);
  fmpz_clear (factor);
  return sum;
}

/* The coefficient int_oo is divided by 1 with Python's `/`, which makes oo of it. */
static ShapeNode *
divide_infinite (ShapeNode *product)
{
  g_autofree ShapeNode **factors = g_memdup2 (product->args, product->n_args * sizeof *factors);

  factors[0] = shape_node_constant (product->pool, SHAPE_OP_INFINITY);
  return shape_node_intern_sorted (product->pool, SHAPE_OP_MUL, factors, product->n_args);
}

ShapeNode *
shape_reduce_terms (ShapeNode *expr)
{
  fmpz_t factor;

  if (SHAPE_IS (expr, ADD))
    return reduce_sum (expr);
  if (SHAPE_IS (expr, INTEGER))
    return expr->pool->one;
  if (!SHAPE_IS (expr, MUL))
    return expr;
  if (!commutes (expr))
    return fail_commuting (expr);
  if (SHAPE_IS (expr->args[0], INT_INFINITY))
    return divide_infinite (expr);
  fmpz_init (factor);
  get_integer_coefficient (factor, expr);
  expr = divide_term (expr, factor);
  fmpz_clear (factor);
  return expr;
}

/* SymPy's is_negative: -oo, being no real number, is not. */
static gboolean
is_negative_term (ShapeNode *term)
{
  if (SHAPE_IS (term, MUL))
    term = term->args[0];
  return SHAPE_IS_NUMBER (term) && !SHAPE_IS (term, NEGATIVE_INFINITY) && shape_number_sign (term) < 0;
}

/* `0 <= sum` with the negative terms on the left. */
static ShapeNode *
split_by_sign (ShapeNode *sum)
{
  g_autofree ShapeNode **terms = g_new (ShapeNode *, 2 * sum->n_args);
  ShapeNode **positive = terms, **negative = terms + sum->n_args;
  guint n_positive = 0, n_negative = 0;
  ShapeNode *sides[2];

  for (guint i = 0; i < sum->n_args; i++)
    if (is_negative_term (sum->args[i]))
      negative[n_negative++] = shape_node_neg (sum->args[i]);
    else
      positive[n_positive++] = sum->args[i];
  if (shape_pool_has_error (sum->pool))
    return sum->pool->error_node;
  sides[0] = intern_sum (sum->pool, negative, n_negative, FALSE);
  sides[1] = intern_sum (sum->pool, positive, n_positive, TRUE);
  return shape_node_intern (sum->pool, SHAPE_OP_LE, sides, 2);
}

/* `0 <= difference` */
static ShapeNode *
canonicalize_difference (ShapeNode *difference)
{
  ShapeExprPool *pool = difference->pool;
  ShapeNode *sides[] = { pool->zero, NULL };

  if (shape_pool_has_error (pool))
    return pool->error_node;
  difference = shape_reduce_terms (difference);
  if (SHAPE_IS (difference, ERROR))
    return difference;
  if (SHAPE_IS (difference, ADD))
    return split_by_sign (difference);
  sides[1] = difference;
  if (is_negative_term (difference))
    {
      sides[0] = shape_node_neg (difference);
      sides[1] = pool->zero;
    }
  return shape_node_intern (pool, SHAPE_OP_LE, sides, 2);
}

/* No term but numbers and products that hold no sum: its negation is the same terms with
 * other signs. */
static gboolean
is_plain_sum (ShapeNode *node)
{
  guint n;
  ShapeNode *const *terms = shape_node_make_args (&node, SHAPE_OP_ADD, &n);

  if (!shape_node_is_exact (node))
    return FALSE;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; SHAPE_IS (terms[i], MUL) && j < terms[i]->n_args; j++)
      if (SHAPE_IS (terms[i]->args[j], ADD))
        return FALSE;
  return TRUE;
}

/* What came out canonical is so from the other side too, where nothing stands in the way;
 * but a number becomes 1, whatever its sign. */
static void
keep_mirrored (ShapeNode *canonical)
{
  ShapeNode *sides[] = { shape_node_rhs (canonical), shape_node_lhs (canonical) };
  gboolean numbers = SHAPE_IS_NUMBER (sides[0]) && SHAPE_IS_NUMBER (sides[1]);
  ShapeNode *mirrored;

  if (numbers || !is_plain_sum (sides[0]) || !is_plain_sum (sides[1]))
    return;
  mirrored = shape_node_intern (canonical->pool, SHAPE_OP_LE, sides, 2);
  shape_pool_memo_set (canonical->pool, SHAPE_MEMO_CANONICALIZE, canonical, canonical);
  shape_pool_memo_set (canonical->pool, SHAPE_MEMO_CANONICALIZE, mirrored, mirrored);
}

/* The canonical form of `lesser <= greater`. The other relations of the two have its sides,
 * so that all of them together cost one subtraction. */
static ShapeNode *
canonicalize_le (ShapeNode *lesser,
                 ShapeNode *greater)
{
  ShapeExprPool *pool = lesser->pool;
  ShapeNode *sides[] = { lesser, greater };
  ShapeNode *relation = shape_node_intern (pool, SHAPE_OP_LE, sides, 2);
  ShapeNode *canonical = shape_pool_memo_get (pool, SHAPE_MEMO_CANONICALIZE, relation);

  if (canonical != NULL)
    return canonical;
  canonical = canonicalize_difference (shape_node_sub (greater, lesser));
  if (SHAPE_IS (canonical, ERROR))
    return canonical;
  keep_mirrored (canonical);
  return shape_pool_memo_set (pool, SHAPE_MEMO_CANONICALIZE, relation, canonical);
}

/* A relation as `sides[0] OP sides[1]` with the operation that is given: no Ge and no Gt. */
static ShapeOp
turn_relation (ShapeNode *relation,
               ShapeNode *sides[2])
{
  gboolean turned = SHAPE_IS (relation, GT) || SHAPE_IS (relation, GE);

  sides[0] = turned ? shape_node_rhs (relation) : shape_node_lhs (relation);
  sides[1] = turned ? shape_node_lhs (relation) : shape_node_rhs (relation);
  if (!turned)
    return (ShapeOp) relation->op;
  return SHAPE_IS (relation, GT) ? SHAPE_OP_LT : SHAPE_OP_LE;
}

static ShapeNode *
canonicalize_relation (ShapeNode *relation)
{
  ShapeNode *sides[2], *canonical;
  ShapeOp op = turn_relation (relation, sides);

  if (SHAPE_IS_BOOLEAN (sides[0]) || SHAPE_IS_BOOLEAN (sides[1]))
    return shape_node_fail_minus (sides[1], sides[0], shape_node_get_class_name (sides[0]));
  canonical = canonicalize_le (sides[0], sides[1]);
  if (op == SHAPE_OP_LE || SHAPE_IS (canonical, ERROR))
    return canonical;
  return shape_node_intern (relation->pool, op, canonical->args, 2);
}

static ShapeNode *
canonicalize_args (ShapeNode  *junction,
                   ShapeNode *(*canonicalize) (ShapeNode *))
{
  g_autofree ShapeNode **args = g_new (ShapeNode *, junction->n_args);

  for (guint i = 0; i < junction->n_args; i++)
    args[i] = canonicalize (junction->args[i]);
  junction = shape_node_build (junction->pool, (ShapeOp) junction->op, args, junction->n_args);
  return shape_pool_has_error (junction->pool) ? junction->pool->error_node : junction;
}

static inline gboolean
is_logical (ShapeNode *node)
{
  return SHAPE_IS_CONNECTIVE (node) || SHAPE_IS (node, NOT);
}

static ShapeNode *
fail_no_relation (ShapeNode *expr)
{
  g_autofree char *class = shape_node_describe_class (expr);

  return shape_pool_fail (expr->pool, SHAPE_ERROR_ASSERTION, "Expected Lt/Le/Eq/Ne, got %s", class);
}

ShapeNode *
shape_canonicalize (ShapeNode *expr)
{
  ShapeNode *result;

  if (!SHAPE_IS_RELATIONAL (expr) && !is_logical (expr))
    return expr;
  result = shape_pool_memo_get (expr->pool, SHAPE_MEMO_CANONICALIZE, expr);
  if (result != NULL)
    return result;
  result = is_logical (expr) ? shape_node_to_cnf (expr) : expr;
  if (SHAPE_IS_RELATIONAL (result))
    result = canonicalize_relation (result);
  else if (SHAPE_IS_CONNECTIVE (result))
    result = canonicalize_args (result, shape_canonicalize);
  else
    result = fail_no_relation (result);
  return shape_pool_memo_set (expr->pool, SHAPE_MEMO_CANONICALIZE, expr, result);
}

/* The negative of a sum that was put together here, which counts as commuting. */
static ShapeNode *
negate_terms (ShapeNode *sum)
{
  g_autofree ShapeNode **terms = g_new (ShapeNode *, sum->n_args);

  for (guint i = 0; i < sum->n_args; i++)
    terms[i] = shape_node_neg (sum->args[i]);
  return shape_node_build (sum->pool, SHAPE_OP_ADD, terms, sum->n_args);
}

/* The canonical form of what came of negating a canonical expression. A sum beside zero was put together
 * here, and counts as commuting; for one beside anything else it is all the same. */
static ShapeNode *
canonicalize_negated (ShapeNode *negated)
{
  ShapeNode *sides[2], *canonical;
  ShapeOp op;

  if (is_logical (negated))
    negated = shape_node_to_cnf (negated);
  if (SHAPE_IS_CONNECTIVE (negated))
    return canonicalize_args (negated, canonicalize_negated);
  if (!SHAPE_IS_RELATIONAL (negated))
    return shape_canonicalize (negated);
  op = turn_relation (negated, sides);
  if (sides[1] != negated->pool->zero || !SHAPE_IS (sides[0], ADD) || commutes (sides[0]))
    return shape_canonicalize (negated);
  canonical = canonicalize_difference (negate_terms (sides[0]));
  return SHAPE_IS (canonical, ERROR) ? canonical : shape_node_intern (negated->pool, op, canonical->args, 2);
}

ShapeNode *
shape_canonicalize_negation (ShapeNode *canonical)
{
  ShapeNode *negated = shape_node_build1 (SHAPE_OP_NOT, canonical);

  return shape_node_may_not_commute (canonical) ? canonicalize_negated (negated) : shape_canonicalize (negated);
}
