/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-build-private.h"

#include <math.h>

G_BEGIN_DECLS

/* What the constructors of Add, Mul and Pow share. */

ShapeNode *shape_arith_refuse_relations (ShapeExprPool    *pool,
                                         ShapeOp           op,
                                         ShapeNode *const *args,
                                         guint             n_args);

/* Truth values are no operands of arithmetic. NULL where all is well, else the error node. */
static inline ShapeNode *
shape_arith_check_operands (ShapeExprPool    *pool,
                            ShapeOp           op,
                            ShapeNode *const *args,
                            guint             n_args)
{
  guint64 kinds = 0;

  for (guint i = 0; i < n_args; i++)
    kinds |= args[i]->kinds;
  return (kinds & SHAPE_RELATIONAL_KINDS) == 0 ? NULL : shape_arith_refuse_relations (pool, op, args, n_args);
}

/* The product of a number and factors that are in order, as it stands. */
ShapeNode *shape_arith_intern_scaled  (ShapeNode        *coeff,
                                       ShapeNode *const *factors,
                                       guint             n_factors);

/* The sum or product of what of @args is no @unit, 0 or 1. */
ShapeNode *shape_arith_join_others    (ShapeExprPool    *pool,
                                       ShapeNode *const *args,
                                       guint             n_args,
                                       ShapeNode        *unit,
                                       ShapeNode      *(*join_two) (ShapeNode *a,
                                                                    ShapeNode *b),
                                       ShapeNode      *(*join_many) (ShapeExprPool    *pool,
                                                                     ShapeNode *const *args,
                                                                     guint             n_args));

/* A power of numbers that stands unevaluated, 2**3 or 2**(-1/2), evaluated. Any other node as it is. */
ShapeNode *shape_arith_settle_power   (ShapeNode        *node);

/* A number times a node, without distribution over a sum: SymPy's _keep_coeff. */
ShapeNode *shape_arith_scale          (ShapeNode        *number,
                                       ShapeNode        *node);

/* What SymPy calls infinite. int_oo is an integer to it, and so finite. */
static inline gboolean
shape_arith_is_infinite (ShapeNode *node)
{
  return SHAPE_IS_OO (node) || SHAPE_IS (node, COMPLEX_INFINITY);
}

/* A number that stays as it is when it is added to nothing, or multiplied by one. */
static inline gboolean
shape_arith_is_plain_number (ShapeNode *node)
{
  return SHAPE_IS_RATIONAL (node) || (SHAPE_IS (node, FLOAT) && node->wide == NULL && isnormal (node->real));
}

/* A growing list of factors. */
typedef struct
{
  ShapeNode **items;
  guint       n;
  guint       n_alloc;
  ShapeNode  *few[16];
} ShapeFactors;

void shape_factors_init   (ShapeFactors *self);
void shape_factors_clear  (ShapeFactors *self);
void shape_factors_grow   (ShapeFactors *self);

static inline void
shape_factors_append (ShapeFactors *self,
                      ShapeNode    *factor)
{
  if (self->n == self->n_alloc)
    shape_factors_grow (self);
  self->items[self->n++] = factor;
}

/* A growing list of powers. */
typedef struct
{
  ShapeNode *base;
  ShapeNode *exponent;
} ShapePower;

typedef struct
{
  ShapePower *items;
  guint       n;
  guint       n_alloc;
  ShapePower  few[16];
} ShapePowers;

void        shape_powers_init       (ShapePowers *self);
void        shape_powers_clear      (ShapePowers *self);
void        shape_powers_append     (ShapePowers *self,
                                     ShapeNode   *base,
                                     ShapeNode   *exponent);

/* The first power of @base, or NULL. */
ShapePower *shape_powers_find       (ShapePowers *self,
                                     ShapeNode   *base);

/* Adds up the exponents of one base where they are multiples of the same expression. */
void        shape_powers_gather     (ShapePowers *self);
gboolean    shape_powers_share_base (ShapePowers *self);
void        shape_powers_drop_null  (ShapePowers *self);

/* Refuses an expansion into so many terms, of so many words each, that it would not end well. */
gboolean   shape_expand_check_cost (ShapeExprPool *pool,
                                    double         n_terms,
                                    double         words);

/* (a + b)**n as a sum, for an Integer n other than -1; any other power as it is. */
ShapeNode *shape_expand_pow        (ShapeNode     *node);

/* (a*b)**n as a**n * b**n, for an integer n. */
ShapeNode *shape_pow_each_factor   (ShapeNode     *base,
                                    ShapeNode     *exponent);

/* (a*b)**e as a**e * b**e for the factors that are not negative; NULL where there is none. */
ShapeNode *shape_pow_expand_base   (ShapeNode     *base,
                                    ShapeNode     *exponent);

/* Factors that are powers of numbers: sqrt(2), 3**x, (-1)**(1/3), I. */
typedef struct _ShapeRadicals ShapeRadicals;

ShapeRadicals *shape_radicals_new    (ShapeExprPool *pool);
void           shape_radicals_free   (ShapeRadicals *self);
gboolean       shape_radicals_take   (ShapeRadicals *self,
                                      ShapeNode     *base,
                                      ShapeNode     *exponent);
void           shape_radicals_take_i (ShapeRadicals *self);

/* Appends what is left to @factors; returns the number that came out. */
ShapeNode     *shape_radicals_finish (ShapeRadicals *self,
                                      ShapeFactors  *factors);

G_END_DECLS
