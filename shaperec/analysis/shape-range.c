/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-range-private.h"

#include "shape-analysis-private.h"

/**
 * ShapeRange:
 *
 * The values that an expression may take, from a lower to an upper end: `ValueRanges` of
 * `torch.utils._sympy.value_ranges`.
 *
 * Both ends are constant expressions and belong to the range. A range is of integers
 * (its ends are integers or `int_oo`), of truth values, or of floats. Ranges are immutable;
 * combine them with [method@Range.intersect] and [method@Range.unite], and let
 * [ctor@Range.new_for_expr] work out what the ranges of symbols say of an expression.
 */
struct _ShapeRange
{
  gatomicrefcount ref_count;
  ShapeInterval   interval;
};

G_DEFINE_BOXED_TYPE (ShapeRange, shape_range, shape_range_ref, shape_range_unref)

ShapeRange *
shape_range_return (ShapeInterval interval,
                    GError      **error)
{
  ShapeExprPool *pool = interval.lower->pool;
  ShapeRange *self;

  if (!shape_pool_check (pool, error))
    return NULL;
  self = g_new (ShapeRange, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->interval = interval;
  shape_expr_pool_ref (pool);
  return self;
}

ShapeInterval
shape_range_get_interval (ShapeRange *self)
{
  return self->interval;
}

static inline gboolean
are_of_one_pool (ShapeRange *self,
                 ShapeRange *other)
{
  return self->interval.lower->pool == other->interval.lower->pool;
}

/**
 * shape_range_new:
 * @lower: the least value, a constant
 * @upper: the greatest value, a constant
 * @error: return location for an error
 *
 * Makes a range. An infinite end beside an integer becomes the integer infinity.
 *
 * Fails with %SHAPE_ERROR_VALUE_RANGE where @lower is greater than @upper, and with
 * %SHAPE_ERROR_ASSERTION where an end is not constant or the ends are of two kinds.
 *
 * Returns: (transfer full): a new range, or %NULL on an error
 */
ShapeRange *
shape_range_new (ShapeExpr *lower,
                 ShapeExpr *upper,
                 GError   **error)
{
  g_return_val_if_fail (lower != NULL && upper != NULL && lower->pool == upper->pool, NULL);

  return shape_range_return (shape_interval_new (lower, upper), error);
}

/**
 * shape_range_new_for_value:
 * @value: a constant
 * @error: return location for an error
 *
 * Makes the range of a single value: `ValueRanges.wrap`.
 *
 * Returns: (transfer full): a new range, or %NULL on an error
 */
ShapeRange *
shape_range_new_for_value (ShapeExpr *value,
                           GError   **error)
{
  g_return_val_if_fail (value != NULL, NULL);

  return shape_range_return (shape_interval_wrap (value), error);
}

/**
 * shape_range_new_unknown:
 * @pool: a pool
 *
 * Makes the range from `-oo` to `oo`: `ValueRanges.unknown`. It counts as one of floats.
 *
 * Returns: (transfer full): a new range
 */
ShapeRange *
shape_range_new_unknown (ShapeExprPool *pool)
{
  g_return_val_if_fail (pool != NULL, NULL);

  return shape_range_return (shape_interval_unknown (pool), NULL);
}

/**
 * shape_range_new_unknown_int:
 * @pool: a pool
 *
 * Makes the range of all integers: `ValueRanges.unknown_int`.
 *
 * Returns: (transfer full): a new range
 */
ShapeRange *
shape_range_new_unknown_int (ShapeExprPool *pool)
{
  g_return_val_if_fail (pool != NULL, NULL);

  return shape_range_return (shape_interval_unknown_int (pool), NULL);
}

/**
 * shape_range_new_unknown_bool:
 * @pool: a pool
 *
 * Makes the range of both truth values: `ValueRanges.unknown_bool`.
 *
 * Returns: (transfer full): a new range
 */
ShapeRange *
shape_range_new_unknown_bool (ShapeExprPool *pool)
{
  g_return_val_if_fail (pool != NULL, NULL);

  return shape_range_return (shape_interval_unknown_bool (pool), NULL);
}

/* The ranges of symbols that a caller gave. */
typedef struct
{
  ShapeExpr *const  *symbols;
  ShapeRange *const *ranges;
  gsize              n;
} GivenRanges;

static gboolean
look_up_given (ShapeNode     *symbol,
               ShapeInterval *range,
               gpointer       data)
{
  const GivenRanges *self = data;

  for (gsize i = 0; i < self->n; i++)
    if (self->symbols[i] == symbol)
      {
        *range = self->ranges[i]->interval;
        return TRUE;
      }
  return FALSE;
}

static gboolean
are_given_in_pool (const GivenRanges *self,
                   ShapeExprPool     *pool)
{
  for (gsize i = 0; i < self->n; i++)
    if (self->symbols[i] == NULL || self->ranges[i] == NULL || self->symbols[i]->pool != pool
        || self->ranges[i]->interval.lower->pool != pool)
      return FALSE;
  return TRUE;
}

/**
 * shape_range_new_for_expr:
 * @expr: an expression
 * @symbols: (array length=n_symbols): symbols
 * @ranges: (array length=n_symbols): their ranges
 * @n_symbols: how many there are
 * @error: return location for an error
 *
 * Works out a range that holds every value of @expr: `bound_sympy`. A symbol that is not
 * among @symbols has the range that its assumptions give it.
 *
 * Returns: (transfer full): the range, or %NULL on an error
 */
ShapeRange *
shape_range_new_for_expr (ShapeExpr         *expr,
                          ShapeExpr *const  *symbols,
                          ShapeRange *const *ranges,
                          gsize              n_symbols,
                          GError           **error)
{
  GivenRanges given = { symbols, ranges, n_symbols };
  ShapeRangeScope scope = { look_up_given, &given };

  g_return_val_if_fail (expr != NULL, NULL);
  g_return_val_if_fail (n_symbols == 0 || (symbols != NULL && ranges != NULL), NULL);
  g_return_val_if_fail (are_given_in_pool (&given, expr->pool), NULL);

  return shape_range_return (shape_bound (expr, &scope), error);
}

/**
 * shape_range_ref:
 * @self: a range
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
ShapeRange *
shape_range_ref (ShapeRange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * shape_range_unref:
 * @self: (transfer full): a range
 *
 * Drops a reference; with the last one the range goes.
 */
void
shape_range_unref (ShapeRange *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  shape_expr_pool_unref (self->interval.lower->pool);
  g_free (self);
}

/**
 * shape_range_get_lower:
 * @self: a range
 *
 * Gets the least value.
 *
 * Returns: (transfer full): the lower end
 */
ShapeExpr *
shape_range_get_lower (ShapeRange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return shape_expr_ref (self->interval.lower);
}

/**
 * shape_range_get_upper:
 * @self: a range
 *
 * Gets the greatest value.
 *
 * Returns: (transfer full): the upper end
 */
ShapeExpr *
shape_range_get_upper (ShapeRange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return shape_expr_ref (self->interval.upper);
}

/**
 * shape_range_is_bool:
 * @self: a range
 *
 * Asks whether the range is one of truth values.
 *
 * Returns: %TRUE where it is
 */
gboolean
shape_range_is_bool (ShapeRange *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->interval.is_bool;
}

/**
 * shape_range_is_int:
 * @self: a range
 *
 * Asks whether the range is one of integers: both ends are integers or `int_oo`.
 *
 * Returns: %TRUE where it is
 */
gboolean
shape_range_is_int (ShapeRange *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->interval.is_int;
}

/**
 * shape_range_is_float:
 * @self: a range
 *
 * Asks whether the range is one of floats: of what is neither an integer nor a truth value.
 *
 * Returns: %TRUE where it is
 */
gboolean
shape_range_is_float (ShapeRange *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !self->interval.is_bool && !self->interval.is_int;
}

/**
 * shape_range_is_singleton:
 * @self: a range
 *
 * Asks whether the range holds one value only.
 *
 * Returns: %TRUE where both ends are equal
 */
gboolean
shape_range_is_singleton (ShapeRange *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return shape_interval_is_singleton (self->interval);
}

/**
 * shape_range_equal:
 * @self: a range
 * @other: a range
 *
 * Asks whether two ranges of one pool have the same ends.
 *
 * Returns: %TRUE where they have
 */
gboolean
shape_range_equal (ShapeRange *self,
                   ShapeRange *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return shape_interval_equal (self->interval, other->interval);
}

/**
 * shape_range_hash:
 * @self: a range
 *
 * Gets a hash that goes with [method@Range.equal].
 *
 * Returns: the hash
 */
guint
shape_range_hash (ShapeRange *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->interval.lower->hash * 31 + self->interval.upper->hash;
}

/**
 * shape_range_to_string:
 * @self: a range
 *
 * Writes the range as the reference does, for instance `VR[2, int_oo]`.
 *
 * Returns: (transfer full): the text
 */
char *
shape_range_to_string (ShapeRange *self)
{
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  shape_interval_print (self->interval, out);
  return g_string_free (out, FALSE);
}

/**
 * shape_range_contains:
 * @self: a range
 * @value: a constant
 *
 * Asks whether @value lies in the range.
 *
 * Returns: %TRUE where it does; %FALSE also where the two cannot be compared
 */
gboolean
shape_range_contains (ShapeRange *self,
                      ShapeExpr  *value)
{
  gboolean contained;

  g_return_val_if_fail (self != NULL && value != NULL, FALSE);
  g_return_val_if_fail (self->interval.lower->pool == value->pool, FALSE);

  contained = shape_interval_contains (self->interval, value);
  return shape_pool_check (value->pool, NULL) && contained;
}

/**
 * shape_range_is_subset:
 * @self: a range
 * @other: a range
 *
 * Asks whether @other holds all of @self: `issubset`.
 *
 * Returns: %TRUE where it does; %FALSE also where the two cannot be compared
 */
gboolean
shape_range_is_subset (ShapeRange *self,
                       ShapeRange *other)
{
  gboolean subset;

  g_return_val_if_fail (self != NULL && other != NULL && are_of_one_pool (self, other), FALSE);

  subset = shape_interval_is_subset (self->interval, other->interval);
  return shape_pool_check (self->interval.lower->pool, NULL) && subset;
}

/**
 * shape_range_intersect:
 * @self: a range
 * @other: a range
 * @error: return location for an error
 *
 * Gets what both ranges hold: `&` and `tighten`. An unknown range does not narrow the other.
 *
 * Fails with %SHAPE_ERROR_VALUE_RANGE where they have nothing in common, and with
 * %SHAPE_ERROR_ASSERTION where they are of two kinds.
 *
 * Returns: (transfer full): the intersection, or %NULL on an error
 */
ShapeRange *
shape_range_intersect (ShapeRange *self,
                       ShapeRange *other,
                       GError    **error)
{
  g_return_val_if_fail (self != NULL && other != NULL && are_of_one_pool (self, other), NULL);

  return shape_range_return (shape_interval_intersect (self->interval, other->interval), error);
}

/**
 * shape_range_unite:
 * @self: a range
 * @other: a range
 * @error: return location for an error
 *
 * Gets the least range that holds both: `|`.
 *
 * Fails with %SHAPE_ERROR_ASSERTION where they are of two kinds.
 *
 * Returns: (transfer full): the union, or %NULL on an error
 */
ShapeRange *
shape_range_unite (ShapeRange *self,
                   ShapeRange *other,
                   GError    **error)
{
  g_return_val_if_fail (self != NULL && other != NULL && are_of_one_pool (self, other), NULL);

  return shape_range_return (shape_interval_unite (self->interval, other->interval), error);
}
