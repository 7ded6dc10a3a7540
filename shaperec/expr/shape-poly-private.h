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

G_END_DECLS
