/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../expr/shape-expr-pool-private.h"

G_BEGIN_DECLS

/* The values that an expression may take: what a ShapeRange is inside the library,
 * passed by value. Both ends belong to it, and both are numbers or truth values of
 * one pool (ValueRanges in the reference). What is neither a truth value nor an integer is
 * a float: [-oo, oo] is one.
 *
 * Failure: as with nodes. What cannot answer sets the pool's error and returns the
 * interval of error nodes, and whatever gets that interval returns it. */
typedef struct
{
  ShapeNode *lower;
  ShapeNode *upper;
  guint8     is_bool;
  guint8     is_int;         /* both ends are integers or +-int_oo */
  guint8     is_unknown_int; /* the range of what is not known of an integer, rather than one that came out as all
                                integers */
} ShapeInterval;

/* Checks and normalises: an oo beside an integer becomes int_oo. Fails with
 * SHAPE_ERROR_VALUE_RANGE where lower > upper, SHAPE_ERROR_ASSERTION where an end is
 * no constant or the ends are of two kinds. */
ShapeInterval shape_interval_new          (ShapeNode     *lower,
                                           ShapeNode     *upper);
/* For ends that are known to be in order and normalised. */
ShapeInterval shape_interval_new_unchecked (ShapeNode    *lower,
                                            ShapeNode    *upper);
ShapeInterval shape_interval_wrap         (ShapeNode     *value);
ShapeInterval shape_interval_unknown      (ShapeExprPool *pool); /* [-oo, oo] */
ShapeInterval shape_interval_unknown_int  (ShapeExprPool *pool); /* [-int_oo, int_oo] */
ShapeInterval shape_interval_unknown_bool (ShapeExprPool *pool); /* [False, True] */
ShapeInterval shape_interval_error        (ShapeExprPool *pool); /* after the pool's error was set */

static inline gboolean
shape_interval_is_error (ShapeInterval self)
{
  return SHAPE_IS (self.lower, ERROR);
}

static inline gboolean
shape_interval_equal (ShapeInterval a,
                      ShapeInterval b)
{
  return a.lower == b.lower && a.upper == b.upper;
}

/* [-oo, oo] */
static inline gboolean
shape_interval_is_unknown (ShapeInterval self)
{
  return SHAPE_IS (self.lower, NEGATIVE_INFINITY) && SHAPE_IS (self.upper, INFINITY);
}

/* [-int_oo, int_oo], be it what is not known or what came out: see is_unknown_int */
static inline gboolean
shape_interval_is_all_ints (ShapeInterval self)
{
  return SHAPE_IS (self.lower, NEGATIVE_INT_INFINITY) && SHAPE_IS (self.upper, INT_INFINITY);
}

static inline gboolean
shape_interval_is_singleton (ShapeInterval self)
{
  return self.lower == self.upper;
}

ShapeInterval shape_interval_intersect    (ShapeInterval  a,
                                           ShapeInterval  b); /* a & b, also `tighten` */
ShapeInterval shape_interval_unite        (ShapeInterval  a,
                                           ShapeInterval  b); /* a | b */
gboolean      shape_interval_is_subset    (ShapeInterval  self,
                                           ShapeInterval  other); /* issubset */
gboolean      shape_interval_contains     (ShapeInterval  self,
                                           ShapeNode     *value); /* `value in self` */
void          shape_interval_print        (ShapeInterval  self,
                                           GString       *out); /* VR[0, int_oo], as repr() */

/* Python's comparisons of two constants, by value. An undecided or impossible
 * comparison sets the pool's error and is FALSE. */
gboolean      shape_constant_less         (ShapeNode     *a,
                                           ShapeNode     *b);
gboolean      shape_constant_less_equal   (ShapeNode     *a,
                                           ShapeNode     *b);
ShapeNode    *shape_constant_min          (ShapeNode     *a,
                                           ShapeNode     *b); /* Python's min(): the first of equals */
ShapeNode    *shape_constant_max          (ShapeNode     *a,
                                           ShapeNode     *b);
ShapeNode    *shape_constant_least        (ShapeNode     *a,
                                           ShapeNode     *b); /* SymPy's Min and Max */
ShapeNode    *shape_constant_greatest     (ShapeNode     *a,
                                           ShapeNode     *b);

G_END_DECLS
