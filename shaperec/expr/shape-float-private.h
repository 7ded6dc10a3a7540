/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-node-private.h"

#include <mpfr.h>

G_BEGIN_DECLS

#define SHAPE_DOUBLE_PRECISION 53

/* How many bits a decimal digit takes, as dps_to_prec() and prec_to_dps() of mpmath have it. */
#define SHAPE_BITS_PER_DIGIT 3.3219280948873626

/* A Float that is no double: one with more digits, as SymPy makes it of a long integer,
 * or one so large or small that a double does not hold it. The node's `real` is the
 * nearest double, maybe an infinity or 0. */
struct _ShapeWideFloat
{
  mpfr_t value;
};

static inline gboolean
shape_node_is_wide (const ShapeNode *node)
{
  return node->op == SHAPE_OP_FLOAT && node->wide != NULL;
}

/* The precision in bits of a Float; 0 of any other number. */
long       shape_float_precision  (ShapeNode     *node);

/* Initialises @value with a finite number: a Float as it is, any other number rounded to
 * @precision bits. */
void       shape_float_read       (mpfr_t         value,
                                   ShapeNode     *node,
                                   long           precision);

/* As it stands; @value is no double. */
ShapeNode *shape_node_wide_float  (ShapeExprPool *pool,
                                   mpfr_srcptr    value);

/* SymPy's Float of an integer: it has at least as many digits. */
ShapeNode *shape_float_of_integer (ShapeExprPool *pool,
                                   const fmpz_t   integer);

typedef int (*ShapeFloatOperation) (mpfr_ptr result, mpfr_srcptr a, mpfr_srcptr b, mpfr_rnd_t rounding);
typedef int (*ShapeFloatFunction)  (mpfr_ptr result, mpfr_srcptr a, mpfr_rnd_t rounding);

/* An operation on two numbers one of which is a Float, and a function of a Float, where
 * doubles do not do. */
ShapeNode *shape_float_combine    (ShapeFloatOperation  operation,
                                   ShapeNode           *a,
                                   ShapeNode           *b);
ShapeNode *shape_float_apply      (ShapeFloatFunction   function,
                                   ShapeNode           *a);

int        shape_float_compare    (ShapeNode     *a,
                                   ShapeNode     *b);

gboolean   shape_float_is_whole   (const ShapeNode *node);

G_END_DECLS
