/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <flint/fmpz_mpoly.h>

#include "shape-node-private.h"

G_BEGIN_DECLS

/* Polynomials in the subexpressions of nodes. A generator is what is no number and is
 * raised to a power: s0, FloorDiv(s0, 2), and, as in SymPy, 1/s0 beside s0. */
typedef struct
{
  ShapeNode *generator;
  gulong     exponent; /* > 0 */
} ShapePolyPower;

/* Numbers that are symbols to SymPy's polynomials. */
static inline gboolean
shape_poly_is_symbol (ShapeNode *number)
{
  return SHAPE_IS_OO (number) || SHAPE_IS (number, NAN);
}

/* How a factor of a term counts. FALSE: as a coefficient. */
gboolean   shape_poly_split_factor  (ShapeNode      *factor,
                                     ShapePolyPower *power);

/* Whether a coefficient is infinity of the integers. */
gboolean   shape_poly_has_infinite_coeff (ShapeNode *node);

/* The generators of some nodes, in the order of SymPy's _sort_gens, and FLINT's context. */
typedef struct
{
  ShapeExprPool      *pool;
  GPtrArray          *generators;
  gboolean            rational; /* a coefficient is no integer */
  fmpz_mpoly_ctx_t    ctx;
} ShapePolyRing;

/* NULL where a coefficient is no rational number, or with the pool's error set. The nodes are expanded. */
ShapePolyRing *shape_poly_ring_new  (ShapeNode *const *nodes,
                                     guint             n_nodes);
void           shape_poly_ring_free (ShapePolyRing    *self);
/* The generators of a single node, whatever its coefficients. */
GPtrArray     *shape_poly_sort_generators (ShapeNode  *node);
/* @node times its common @denominator. */
void           shape_poly_ring_read (ShapePolyRing    *self,
                                     ShapeNode        *node,
                                     fmpz_mpoly_t      poly,
                                     fmpz_t            denominator);
/* @poly / @denominator */
ShapeNode     *shape_poly_ring_write (ShapePolyRing     *self,
                                      const fmpz_mpoly_t poly,
                                      const fmpz_t       denominator);

/* FALSE where FLINT, which cannot be interrupted, may take it too long. */
gboolean       shape_poly_ring_is_tractable (ShapePolyRing      *self,
                                             const fmpz_mpoly_t  poly);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapePolyRing, shape_poly_ring_free)

/* sympy.gcd of two expressions; 1 where one of them does not commute, which fails in the strict one. */
ShapeNode *shape_node_gcd           (ShapeNode  *a,
                                     ShapeNode  *b);
ShapeNode *shape_node_gcd_strict    (ShapeNode  *a,
                                     ShapeNode  *b);
/* simple_floordiv_gcd and safe_gcd of torch.utils._sympy.functions. */
ShapeNode *shape_node_factor_gcd    (ShapeNode  *a,
                                     ShapeNode  *b);
ShapeNode *shape_node_safe_gcd      (ShapeNode  *a,
                                     ShapeNode  *b);
ShapeNode *shape_node_safe_gcd_strict (ShapeNode  *a,
                                       ShapeNode  *b);
/* What the terms of a sum have in common as they are written; 1 where one has a Float. */
ShapeNode *shape_node_common_factor (ShapeNode  *sum);

/* sympy.cancel of a fraction: the parts without their common divisor, expanded. FALSE
 * where they are no polynomials of rational coefficients: the parts are as they were. */
gboolean   shape_node_cancel        (ShapeNode **numerator,
                                     ShapeNode **denominator);
/* @node as it is before factors are sought, where a sum in it does not commute. */
ShapeNode *shape_node_mask_conditions (ShapeNode *node);
/* sympy.factor. */
ShapeNode *shape_node_factor        (ShapeNode  *node);
/* The parts of a fraction as it is written. */
void       shape_node_split_fraction (ShapeNode  *node,
                                      ShapeNode **numerator,
                                      ShapeNode **denominator);
/* sympy.count_ops. */
double     shape_node_count_ops     (ShapeNode  *node);
/* could_extract_minus_sign, also of sums. */
gboolean   shape_node_extracts_minus (ShapeNode *node);
/* The common factor of a sum in front of it, at all levels. */
ShapeNode *shape_node_pull_factors  (ShapeNode  *node);
/* sympy.gcd_terms: the same, and what it does to infinity. */
ShapeNode *shape_node_gcd_terms     (ShapeNode  *node);
/* sympy.simplify. */
ShapeNode *shape_node_simplify      (ShapeNode  *node);

G_END_DECLS
