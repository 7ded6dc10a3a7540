/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-analysis-memo-private.h"
#include "shape-bound-private.h"
#include "../expr/shape-build-private.h"
#include "../expr/shape-class-private.h"

/* The range of an expression, worked out from the leaves up (bound_sympy, sympy_interp).
 * Each node of a large graph is looked at once, and not again as long as its symbols keep their ranges. */

static ShapeInterval
unknown (ShapeExprPool       *pool,
         const ShapeInterval *args G_GNUC_UNUSED)
{
  return shape_interval_unknown (pool);
}

static ShapeInterval
unknown_int (ShapeExprPool       *pool,
             const ShapeInterval *args G_GNUC_UNUSED)
{
  return shape_interval_unknown_int (pool);
}

static ShapeInterval
unit (ShapeExprPool       *pool,
      const ShapeInterval *args G_GNUC_UNUSED)
{
  return shape_interval_new_unchecked (shape_node_float (pool, -1.0), shape_node_float (pool, 1.0));
}

static ShapeInterval
nonnegative (ShapeExprPool       *pool,
             const ShapeInterval *args G_GNUC_UNUSED)
{
  return shape_interval_new_unchecked (shape_node_float (pool, 0.0), shape_node_constant (pool, SHAPE_OP_INFINITY));
}

static ShapeInterval
fail_asinh (ShapeExprPool       *pool,
            const ShapeInterval *args G_GNUC_UNUSED)
{
  shape_pool_fail (pool, SHAPE_ERROR_ATTRIBUTE, "type object 'SymPyValueRangeAnalysis' has no attribute 'asinh'");
  return shape_interval_error (pool);
}

typedef struct
{
  ShapeBoundRule rule; /* NULL: the reference has none (KeyError) */
  gboolean       associative;
} Row;

/* The one table of ranges. */
static const Row rows[SHAPE_N_OPS] = {
  [SHAPE_OP_ADD] = { shape_bound_add, TRUE },
  [SHAPE_OP_MUL] = { shape_bound_mul, TRUE },
  [SHAPE_OP_POW] = { shape_bound_pow_by_natural, FALSE },
  [SHAPE_OP_EQ] = { shape_bound_eq, FALSE },
  [SHAPE_OP_NE] = { shape_bound_ne, FALSE },
  [SHAPE_OP_LT] = { shape_bound_lt, FALSE },
  [SHAPE_OP_LE] = { shape_bound_le, FALSE },
  [SHAPE_OP_GT] = { shape_bound_gt, FALSE },
  [SHAPE_OP_GE] = { shape_bound_ge, FALSE },
  [SHAPE_OP_AND] = { shape_bound_and, TRUE },
  [SHAPE_OP_OR] = { shape_bound_or, TRUE },
  [SHAPE_OP_NOT] = { shape_bound_not, FALSE },
  [SHAPE_OP_MAX] = { shape_bound_max, TRUE },
  [SHAPE_OP_MIN] = { shape_bound_min, TRUE },
  [SHAPE_OP_FLOOR_DIV] = { shape_bound_floor_div, FALSE },
  [SHAPE_OP_CLEAN_DIV] = { shape_bound_floor_div, FALSE },
  [SHAPE_OP_MOD] = { shape_bound_mod, FALSE },
  [SHAPE_OP_PYTHON_MOD] = { shape_bound_python_mod, FALSE },
  [SHAPE_OP_MODULAR_INDEXING] = { shape_bound_modular_indexing, FALSE },
  [SHAPE_OP_WHERE] = { shape_bound_where, FALSE },
  [SHAPE_OP_POW_BY_NATURAL] = { shape_bound_pow_by_natural, FALSE },
  [SHAPE_OP_FLOAT_POW] = { unknown, FALSE },
  [SHAPE_OP_INT_TRUE_DIV] = { shape_bound_int_true_div, FALSE },
  [SHAPE_OP_FLOAT_TRUE_DIV] = { shape_bound_float_true_div, FALSE },
  [SHAPE_OP_CEIL_TO_INT] = { shape_bound_ceil_to_int, FALSE },
  [SHAPE_OP_FLOOR_TO_INT] = { shape_bound_floor_to_int, FALSE },
  [SHAPE_OP_TRUNC_TO_INT] = { shape_bound_trunc_to_int, FALSE },
  [SHAPE_OP_TRUNC_TO_FLOAT] = { shape_bound_trunc_to_float, FALSE },
  [SHAPE_OP_ROUND_TO_INT] = { shape_bound_round_to_int, FALSE },
  [SHAPE_OP_ROUND_DECIMAL] = { shape_bound_round_decimal, FALSE },
  [SHAPE_OP_TO_FLOAT] = { shape_bound_to_float, FALSE },
  [SHAPE_OP_IDENTITY] = { shape_bound_identity, FALSE },
  [SHAPE_OP_IS_NON_OVERLAPPING_AND_DENSE] = { unknown_int, FALSE },
  [SHAPE_OP_BITWISE_AND] = { shape_bound_bitwise_and, FALSE },
  [SHAPE_OP_BITWISE_OR] = { shape_bound_bitwise_or, FALSE },
  [SHAPE_OP_BITWISE_XOR] = { shape_bound_bitwise_xor, FALSE },
  [SHAPE_OP_OPAQUE_SQRT] = { shape_bound_sqrt, FALSE },
  [SHAPE_OP_OPAQUE_COS] = { unit, FALSE },
  [SHAPE_OP_OPAQUE_COSH] = { nonnegative, FALSE },
  [SHAPE_OP_OPAQUE_SIN] = { unit, FALSE },
  [SHAPE_OP_OPAQUE_SINH] = { unknown, FALSE },
  [SHAPE_OP_OPAQUE_TAN] = { unknown, FALSE },
  [SHAPE_OP_OPAQUE_TANH] = { unknown, FALSE },
  [SHAPE_OP_OPAQUE_ASIN] = { unknown, FALSE },
  [SHAPE_OP_OPAQUE_ACOS] = { unknown, FALSE },
  [SHAPE_OP_OPAQUE_ATAN] = { unknown, FALSE },
  [SHAPE_OP_OPAQUE_EXP] = { shape_bound_exp, FALSE },
  [SHAPE_OP_OPAQUE_LOG] = { shape_bound_log, FALSE },
  [SHAPE_OP_OPAQUE_ASINH] = { fail_asinh, FALSE },
  [SHAPE_OP_OPAQUE_LOG2] = { shape_bound_log2, FALSE },
};

typedef struct
{
  const ShapeRangeScope *scope;
  ShapeBoundMemo        *memo;   /* NULL: the tree is small enough to do without */
  guint64                latest; /* when a symbol of the expression last changed its range */
} Walk;

/* What a symbol's assumptions say of its range. */
static ShapeInterval
bound_by_assumptions (ShapeNode *symbol)
{
  ShapeExprPool *pool = symbol->pool;
  ShapeNode *int_oo = shape_node_constant (pool, SHAPE_OP_INT_INFINITY);

  if (!shape_node_is_yes (symbol, SHAPE_FACT_INTEGER))
    return shape_interval_unknown (pool);
  if (shape_node_is_yes (symbol, SHAPE_FACT_POSITIVE))
    return shape_interval_new_unchecked (pool->one, int_oo);
  if (shape_node_is_yes (symbol, SHAPE_FACT_NONNEGATIVE))
    return shape_interval_new_unchecked (pool->zero, int_oo);
  return shape_interval_unknown_int (pool);
}

static ShapeInterval
bound_symbol (const ShapeRangeScope *scope,
              ShapeNode             *symbol)
{
  ShapeInterval range;

  if (scope != NULL && scope->lookup (symbol, &range, scope->data))
    {
      range.is_unknown_int = shape_interval_is_all_ints (range);
      return range;
    }
  return bound_by_assumptions (symbol);
}

static void
give_ranges (Walk      *self,
             ShapeNode *expr)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);

  self->memo = &shape_analysis_memo_get (expr->pool)->bounds;
  for (guint i = 0; i < symbols->n; i++)
    {
      ShapeNode *symbol = symbols->nodes[i];
      guint64 since = shape_bound_memo_give (self->memo, symbol, bound_symbol (self->scope, symbol));

      self->latest = MAX (self->latest, since);
    }
}

static ShapeInterval
fail_no_rule (ShapeNode *node)
{
  g_autofree char *class = shape_node_describe_class (node);

  if (SHAPE_IS (node, SINGLETON_INT))
    shape_node_fail_walking (node->pool);
  else
    shape_pool_fail (node->pool, SHAPE_ERROR_KEY, "%s", class);
  return shape_interval_error (node->pool);
}

static ShapeInterval
apply_associative (ShapeExprPool       *pool,
                   ShapeBoundRule       rule,
                   const ShapeInterval *args,
                   guint                n_args)
{
  ShapeInterval pair[2];

  if (n_args < 2)
    {
      shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "associative op needs >1 args");
      return shape_interval_error (pool);
    }
  pair[0] = args[0];
  for (guint i = 1; i < n_args && !shape_interval_is_error (pair[0]); i++)
    {
      pair[1] = args[i];
      pair[0] = rule (pool, pair);
    }
  return pair[0];
}

static ShapeInterval
apply (ShapeNode           *node,
       const ShapeInterval *args)
{
  const Row *row = &rows[node->op];
  ShapeInterval range;

  if (SHAPE_IS (node, POW) && shape_node_is_ratio (node->args[1], 1, 2))
    return shape_bound_sqrt (node->pool, args);
  if (row->rule == NULL)
    return fail_no_rule (node);
  range = row->associative ? apply_associative (node->pool, row->rule, args, node->n_args)
                           : row->rule (node->pool, args);
  return shape_pool_has_error (node->pool) ? shape_interval_error (node->pool) : range;
}

static ShapeInterval walk (Walk *self, ShapeNode *node);

static ShapeInterval
bound_compound (Walk      *self,
                ShapeNode *node)
{
  ShapeInterval few[8], *args = few, range = { .lower = NULL };

  if (node->n_args > G_N_ELEMENTS (few))
    args = g_new (ShapeInterval, node->n_args);
  for (guint i = 0; i < node->n_args; i++)
    {
      args[i] = walk (self, node->args[i]);
      if (shape_interval_is_error (args[i]))
        {
          range = args[i];
          break;
        }
    }
  if (range.lower == NULL)
    range = apply (node, args);
  if (args != few)
    g_free (args);
  return range;
}

static ShapeInterval
walk (Walk      *self,
      ShapeNode *node)
{
  ShapeInterval range;

  if (SHAPE_IS (node, NAN))
    return shape_interval_unknown (node->pool);
  if (SHAPE_IS_NUMBER (node) || SHAPE_IS_TRUTH_VALUE (node))
    return shape_interval_new_unchecked (node, node);
  if (SHAPE_IS (node, ERROR))
    return shape_interval_error (node->pool);
  if (self->memo == NULL)
    return SHAPE_IS (node, SYMBOL) ? bound_symbol (self->scope, node) : bound_compound (self, node);

  if (shape_bound_memo_get (self->memo, node, self->latest, &range))
    return range;
  range = bound_compound (self, node);
  if (!shape_interval_is_error (range))
    shape_bound_memo_set (self->memo, node, range);
  return range;
}

ShapeInterval
shape_bound (ShapeNode             *expr,
             const ShapeRangeScope *scope)
{
  Walk self = { .scope = scope };

  /* Inside of an expression it may be anything; alone it is refused. */
  if (SHAPE_IS (expr, NAN))
    {
      shape_pool_fail (expr->pool, SHAPE_ERROR_ASSERTION, "sympy expression is NaN");
      return shape_interval_error (expr->pool);
    }
  if (!shape_analysis_is_small (expr))
    give_ranges (&self, expr);
  return walk (&self, expr);
}
