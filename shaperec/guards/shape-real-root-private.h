/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../expr/shape-node-private.h"

#include <flint/fmpz_poly.h>

G_BEGIN_DECLS

/* A root: (a + sign * sqrt (d)) / c; or one that has no such form, of an irreducible polynomial. */
typedef struct
{
  ShapeNode   *node;       /* NULL until it is made */
  fmpz_t       a;
  fmpz_t       c;          /* > 0 */
  fmpz_t       d;          /* >= 0 */
  int          sign;
  fmpz_poly_t  polynomial; /* zero: the root has the form above */
  slong        n_above;    /* real roots of the polynomial that are greater */
} ShapeRealRoot;

/* The real roots of an irreducible polynomial with a positive leading coefficient, as FLINT's factors are. */
GPtrArray     *shape_real_roots_new        (const fmpz_poly_struct *factor);
ShapeRealRoot *shape_real_root_new_integer (ShapeNode              *integer);
void           shape_real_root_free        (ShapeRealRoot          *self);

/* Gives it a node: of a root without a form, a call that no guard can be printed with, as SymPy's CRootOf is. */
void           shape_real_root_make_node   (ShapeRealRoot          *self,
                                            ShapeExprPool          *pool);

gboolean       shape_real_root_equal       (const ShapeRealRoot    *self,
                                            const ShapeRealRoot    *other);
/* Of two pointers to roots, to sort them. */
int            shape_real_root_compare     (gconstpointer           a,
                                            gconstpointer           b);
/* Of a root without a form. */
gboolean       shape_real_root_is_positive (const ShapeRealRoot    *self);

static inline gboolean
shape_real_root_has_form (const ShapeRealRoot *self)
{
  return fmpz_poly_is_zero (self->polynomial);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeRealRoot, shape_real_root_free)

G_END_DECLS
