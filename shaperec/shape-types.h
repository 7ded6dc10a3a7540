/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-version-macros.h"

G_BEGIN_DECLS

typedef struct _ShapeExprPool       ShapeExprPool;
typedef struct _ShapeExpr           ShapeExpr;
typedef struct _ShapeRange          ShapeRange;
typedef struct _ShapeSource         ShapeSource;
typedef struct _ShapeSymbolicContext ShapeSymbolicContext;
typedef struct _ShapeSymNode        ShapeSymNode;
typedef struct _ShapeEnv            ShapeEnv;
typedef struct _ShapeEnvEvent       ShapeEnvEvent;
typedef struct _ShapeComparison     ShapeComparison;
typedef struct _ShapeTrace          ShapeTrace;
typedef struct _ShapeTrackedFake    ShapeTrackedFake;
typedef struct _ShapeGuardsHelper   ShapeGuardsHelper;
typedef struct _ShapeEqualityConstraint ShapeEqualityConstraint;
typedef struct _ShapeGuards         ShapeGuards;
typedef struct _ShapeDim            ShapeDim;
typedef struct _ShapeDimConstraints ShapeDimConstraints;

/**
 * ShapeTernary:
 * @SHAPE_MAYBE: it cannot be told
 * @SHAPE_NO: it does not hold
 * @SHAPE_YES: it holds
 *
 * The answer to a question about an expression whose symbols are unknown:
 * SymPy's `None`, `False` and `True`.
 */
typedef enum
{
  SHAPE_MAYBE = -1,
  SHAPE_NO    = 0,
  SHAPE_YES   = 1,
} ShapeTernary;

G_END_DECLS
