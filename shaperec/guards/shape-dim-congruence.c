/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-solver-parts-private.h"

#include "../env/shape-env-private.h"

/* Divisions are turned into fractions and congruences. A congruence is a node that is no
 * more evaluated than SymPy's own Mod: Mod (base, divisor), or a number times that. */

/* @a s + @b: FALSE where @node is not linear in its only symbol. */
static gboolean
read_linear (ShapeNode *node,
             fmpq_t     a,
             fmpq_t     b)
{
  ShapeNode *constant, *rest, *factor, *symbol;

  constant = shape_node_as_coeff_add (node, &rest);
  factor = shape_node_as_coeff_mul (rest, &symbol);
  if (!SHAPE_IS (symbol, SYMBOL) || !SHAPE_IS_RATIONAL (constant) || !SHAPE_IS_RATIONAL (factor))
    return FALSE;
  if (SHAPE_IS (factor, INTEGER))
    fmpq_set_fmpz (a, factor->integer);
  else
    fmpq_set (a, factor->rational);
  if (SHAPE_IS (constant, INTEGER))
    fmpq_set_fmpz (b, constant->integer);
  else
    fmpq_set (b, constant->rational);
  return TRUE;
}

/* x - q floor (x / q) */
static void
reduce_rational (fmpq_t       x,
                 const fmpz_t q)
{
  fmpz_t quotient;
  fmpq_t part;

  fmpz_init (quotient);
  fmpq_init (part);
  fmpq_div_fmpz (part, x, q);
  fmpz_fdiv_q (quotient, fmpq_numref (part), fmpq_denref (part));
  fmpz_mul (quotient, quotient, q);
  fmpq_sub_fmpz (x, x, quotient);
  fmpz_clear (quotient);
  fmpq_clear (part);
}

static gboolean
are_integers (const fmpq_t a,
              const fmpq_t b)
{
  return fmpz_is_one (fmpq_denref (a)) && fmpz_is_one (fmpq_denref (b));
}

/* Takes what all three have in common out of them. */
static ShapeNode *
take_common_factor (ShapeExprPool *pool,
                    fmpq_t         a,
                    fmpq_t         b,
                    fmpz_t         divisor)
{
  ShapeNode *node;
  fmpz_t common;

  fmpz_init (common);
  fmpz_gcd (common, fmpq_numref (a), divisor);
  fmpz_gcd (common, common, fmpq_numref (b));
  fmpq_div_fmpz (a, a, common);
  fmpq_div_fmpz (b, b, common);
  fmpz_divexact (divisor, divisor, common);
  node = shape_node_fmpz (pool, common);
  fmpz_clear (common);
  return node;
}

/* The factor of a product, which a symbol alone or a sum is not. */
static void
reduce_product (fmpq_t       a,
                const fmpq_t b,
                const fmpz_t divisor)
{
  if (fmpq_is_zero (b) && !fmpq_is_one (a))
    reduce_rational (a, divisor);
}

/* A minus sign on both sides is put in front. */
static ShapeNode *
take_sign (ShapeNode *factor,
           fmpq_t     a,
           fmpq_t     b,
           fmpz_t     divisor)
{
  if (fmpq_sgn (a) >= 0 || fmpz_sgn (divisor) > 0)
    return factor;
  fmpq_neg (a, a);
  fmpq_neg (b, b);
  fmpz_neg (divisor, divisor);
  return shape_node_neg (factor);
}

/* What as + b leaves, and what was taken out. SymPy reduces the factor of a product, but
 * not that of a sum, and looks again once a sum has become a product. */
static ShapeNode *
reduce_linear (ShapeExprPool *pool,
               fmpq_t         a,
               fmpq_t         b,
               fmpz_t         divisor)
{
  ShapeNode *factor;

  if (!are_integers (a, b))
    {
      reduce_rational (b, divisor);
      return take_sign (pool->one, a, b, divisor);
    }
  reduce_product (a, b, divisor);
  factor = take_common_factor (pool, a, b, divisor);
  reduce_rational (b, divisor);
  if (fmpz_divisible (fmpq_numref (a), divisor))
    fmpq_zero (a);
  if (fmpq_is_zero (b))
    {
      reduce_product (a, b, divisor);
      factor = shape_node_mul (factor, take_common_factor (pool, a, b, divisor));
    }
  return take_sign (factor, a, b, divisor);
}

static ShapeNode *
make_linear_congruence (ShapeNode *symbol,
                        fmpq_t     a,
                        fmpq_t     b,
                        fmpz_t     divisor)
{
  ShapeExprPool *pool = symbol->pool;
  ShapeNode *factor = reduce_linear (pool, a, b, divisor), *args[2], *product[2];

  args[0] = shape_node_add (shape_node_mul (shape_node_fmpq (pool, a), symbol), shape_node_fmpq (pool, b));
  args[1] = shape_node_fmpz (pool, divisor);
  if (SHAPE_IS (args[0], INTEGER))
    return shape_node_mul (factor, args[0]);
  product[0] = factor;
  product[1] = shape_node_intern (pool, SHAPE_OP_MOD, args, 2);
  return factor == pool->one ? product[1] : shape_node_intern (pool, SHAPE_OP_MUL, product, 2);
}

/* SymPy's Mod looks at the quotient too: s leaves nothing over by s/2. */
static gboolean
divides (ShapeNode *base,
         ShapeNode *divisor)
{
  return shape_node_is_yes (shape_node_div (base, divisor), SHAPE_FACT_INTEGER);
}

ShapeNode *
shape_dim_congruence (ShapeNode *base,
                      ShapeNode *divisor)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (base);
  ShapeNode *args[2] = { base, divisor }, *result;
  fmpq_t a, b;
  fmpz_t q;

  if (shape_node_is_int (base, 0) || base == divisor)
    return base->pool->zero;
  if (!SHAPE_IS_NUMBER (divisor) && divides (base, divisor))
    return base->pool->zero;
  if (symbols->n != 1 || !SHAPE_IS (divisor, INTEGER) || fmpz_is_zero (divisor->integer))
    return shape_node_intern (base->pool, SHAPE_OP_MOD, args, 2);
  fmpq_init (a);
  fmpq_init (b);
  fmpz_init_set (q, divisor->integer);
  if (read_linear (base, a, b))
    result = make_linear_congruence (symbols->nodes[0], a, b, q);
  else
    result = shape_node_intern (base->pool, SHAPE_OP_MOD, args, 2);
  fmpq_clear (a);
  fmpq_clear (b);
  fmpz_clear (q);
  return result;
}

/* s = remainder + modulus * any integer, where as + b is a multiple of the divisor. */
static gboolean
congruence_solve (ShapeNode *congruence,
                  fmpz_t     remainder,
                  fmpz_t     modulus)
{
  gboolean solved = FALSE;
  fmpq_t a, b, m;

  if (!SHAPE_IS (congruence, MOD) || !SHAPE_IS (shape_node_rhs (congruence), INTEGER))
    return FALSE;
  fmpq_init (a);
  fmpq_init (b);
  fmpq_init (m);
  if (read_linear (shape_node_lhs (congruence), a, b) && !fmpq_is_zero (a))
    {
      fmpq_set_fmpz (m, shape_node_rhs (congruence)->integer);
      fmpq_div (m, m, a);
      fmpq_div (b, b, a);
      solved = are_integers (m, b);
      fmpz_set (modulus, fmpq_numref (m));
      fmpz_neg (remainder, fmpq_numref (b));
      if (solved)
        fmpz_fdiv_r (remainder, remainder, modulus);
    }
  fmpq_clear (a);
  fmpq_clear (b);
  fmpq_clear (m);
  return solved;
}

/* Both at once: r + m k = r2 + m2 l. They have a solution in common, the hint. */
static gboolean
join (fmpz_t       r,
      fmpz_t       m,
      const fmpz_t r2,
      const fmpz_t m2)
{
  gboolean joined;
  fmpz_t common, inverse, unused, step;

  fmpz_init (common);
  fmpz_init (inverse);
  fmpz_init (unused);
  fmpz_init (step);
  fmpz_xgcd (common, inverse, unused, m, m2);
  fmpz_sub (step, r2, r);
  joined = fmpz_divisible (step, common);
  if (joined)
    {
      fmpz_divexact (step, step, common);
      fmpz_mul (step, step, inverse);
      fmpz_divexact (common, m2, common);
      fmpz_fdiv_r (step, step, common);
      fmpz_addmul (r, m, step);
      fmpz_mul (m, m, common);
      fmpz_fdiv_r (r, r, m);
    }
  fmpz_clear (common);
  fmpz_clear (inverse);
  fmpz_clear (unused);
  fmpz_clear (step);
  return joined;
}

/* FALSE where the same was said before: to join it again would turn a negative modulus round. */
static gboolean
note_pair (GPtrArray     *pairs,
           ShapeExprPool *pool,
           const fmpz_t   remainder,
           const fmpz_t   modulus)
{
  ShapeNode *pair[2] = { shape_node_fmpz (pool, remainder), shape_node_fmpz (pool, modulus) };
  guint n = pairs->len;

  shape_dim_list_add (pairs, shape_node_intern (pool, SHAPE_OP_MOD, pair, 2));
  return pairs->len > n;
}

gboolean
shape_dim_congruences_join (ShapeNode        *symbol,
                            const GPtrArray  *congruences,
                            ShapeNode       **remainder,
                            ShapeNode       **modulus)
{
  ShapeExprPool *pool = symbol->pool;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  fmpz_t r, m, r2, m2;

  fmpz_init (r);
  fmpz_init_set_si (m, 1);
  fmpz_init (r2);
  fmpz_init (m2);
  for (guint i = 0; i < congruences->len; i++)
    {
      if (!congruence_solve (g_ptr_array_index (congruences, i), r2, m2) || !note_pair (pairs, pool, r2, m2))
        continue;
      if (!join (r, m, r2, m2))
        shape_pool_fail (pool, SHAPE_ERROR_TYPE, "cannot unpack non-iterable NoneType object");
    }
  *remainder = shape_node_fmpz (pool, r);
  *modulus = shape_node_fmpz (pool, m);
  fmpz_clear (r);
  fmpz_clear (m);
  fmpz_clear (r2);
  fmpz_clear (m2);
  return pairs->len > 0;
}

/* The remainder of two numbers; NULL where they are none, for want of a hint. */
static ShapeNode *
hint_remainder (ShapeDimSolver *self,
                ShapeNode      *base,
                ShapeNode      *divisor)
{
  ShapeExprPool *pool = base->pool;
  ShapeNode *x = shape_node_xreplace_by (self->scope.hints, base), *result;
  ShapeNode *y = shape_node_xreplace_by (self->scope.hints, divisor);
  fmpq_t value;

  if (!SHAPE_IS_RATIONAL (x) || !SHAPE_IS (y, INTEGER))
    return NULL;
  if (shape_node_is_int (y, 0))
    return shape_pool_fail (pool, SHAPE_ERROR_ZERO_DIVISION, "Modulo by zero");
  fmpq_init (value);
  if (SHAPE_IS (x, INTEGER))
    fmpq_set_fmpz (value, x->integer);
  else
    fmpq_set (value, x->rational);
  reduce_rational (value, y->integer);
  result = shape_node_fmpq (pool, value);
  fmpq_clear (value);
  return result;
}

/* @base = @divisor k + its remainder for the hint, for whatever k: the remainder is a
 * number from now on, and the quotient a fraction. */
static ShapeNode *
rewrite_division (ShapeDimSolver   *self,
                  ShapeNode        *symbol,
                  ShapeOp           op,
                  ShapeNode *const *args)
{
  ShapeNode *base = shape_dim_solver_rewrite (self, symbol, args[0]), *remainder, *rest, *congruence;
  ShapeNode *divisor = shape_dim_solver_rewrite (self, symbol, args[1]);

  remainder = hint_remainder (self, base, divisor);
  if (remainder == NULL)
    return shape_node_build2 (op, base, divisor);
  rest = shape_node_sub (base, remainder);
  congruence = shape_dim_congruence (rest, divisor);
  if (!shape_node_is_int (congruence, 0))
    shape_dim_list_add (shape_map_get_list (&self->congruences, symbol), congruence);
  return op == SHAPE_OP_FLOOR_DIV ? shape_node_div (rest, divisor) : remainder;
}

/* Rewrites all divisions of one kind, the inner ones first; @done is node -> node. */
static ShapeNode *
rewrite_kind (ShapeDimSolver *self,
              ShapeNode      *symbol,
              ShapeNode      *node,
              ShapeOp         op,
              ShapeMap       *done)
{
  g_autofree ShapeNode **args = NULL;
  ShapeNode *result = shape_map_get (done, node);
  gboolean changed = FALSE;

  if (result != NULL)
    return result;
  if (!shape_node_has_op (node, op))
    return node;
  args = g_new (ShapeNode *, node->n_args + 1);
  for (guint i = 0; i < node->n_args; i++)
    {
      args[i] = rewrite_kind (self, symbol, node->args[i], op, done);
      changed |= args[i] != node->args[i];
    }
  result = changed ? shape_node_build (node->pool, node->op, args, node->n_args) : node;
  if (result->op == op)
    result = rewrite_division (self, symbol, op, result->args);
  shape_map_put (done, node, result);
  return result;
}

ShapeNode *
shape_dim_solver_rewrite (ShapeDimSolver *self,
                          ShapeNode      *symbol,
                          ShapeNode      *expr)
{
  static const ShapeOp kinds[] = { SHAPE_OP_MOD, SHAPE_OP_PYTHON_MOD, SHAPE_OP_FLOOR_DIV };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      ShapeMap done = { 0 };

      expr = rewrite_kind (self, symbol, expr, kinds[i], &done);
      shape_map_clear (&done);
    }
  return expr;
}
