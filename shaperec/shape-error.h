/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-types.h"

G_BEGIN_DECLS

#define SHAPE_ERROR      (shape_error_quark ())
#define SHAPE_TYPE_ERROR (shape_error_get_type ())

/**
 * ShapeError:
 * @SHAPE_ERROR_FAILED: any other failure
 * @SHAPE_ERROR_LIMIT: a budget of the pool (nodes, depth, time) is used up
 * @SHAPE_ERROR_PARSE: text is not an expression
 * @SHAPE_ERROR_TRACE: a trace breaks the rules of its format; the message names the line
 * @SHAPE_ERROR_TRUNCATED: a trace ends before its `end` line
 * @SHAPE_ERROR_NOT_EQUAL: two environments differ (`NotEqualError`)
 * @SHAPE_ERROR_DATA_DEPENDENT: a question hangs on a value that only the data has (`GuardOnDataDependentSymNode`)
 * @SHAPE_ERROR_CONSTRAINT_VIOLATION: a constraint does not hold (`ConstraintViolationError`)
 * @SHAPE_ERROR_VALUE_RANGE: a range would be empty (`ValueRangeError`)
 * @SHAPE_ERROR_PENDING_UNBACKED: `PendingUnbackedSymbolNotFound`
 * @SHAPE_ERROR_ASSERTION: `AssertionError`
 * @SHAPE_ERROR_ZERO_DIVISION: `ZeroDivisionError`
 * @SHAPE_ERROR_VALUE: `ValueError`
 * @SHAPE_ERROR_TYPE: `TypeError`
 * @SHAPE_ERROR_OVERFLOW: `OverflowError`
 * @SHAPE_ERROR_NOT_IMPLEMENTED: `NotImplementedError`
 * @SHAPE_ERROR_RUNTIME: `RuntimeError`
 * @SHAPE_ERROR_KEY: `KeyError`
 * @SHAPE_ERROR_ATTRIBUTE: `AttributeError`
 * @SHAPE_ERROR_RECURSION: `RecursionError`
 * @SHAPE_ERROR_INDEX: `IndexError`
 * @SHAPE_ERROR_POLYNOMIAL_DIVISION: `PolynomialDivisionFailed`
 * @SHAPE_ERROR_POLYNOMIAL: `PolynomialError`
 * @SHAPE_ERROR_NEW_GUARD: a guard is needed where none may come any more (`_ShapeEnvGuardError`)
 *
 * What went wrong. Each code that mirrors an exception of the reference is
 * named after it; see [func@Error.get_class_name].
 */
typedef enum
{
  SHAPE_ERROR_FAILED,
  SHAPE_ERROR_LIMIT,
  SHAPE_ERROR_PARSE,
  SHAPE_ERROR_TRACE,
  SHAPE_ERROR_TRUNCATED,
  SHAPE_ERROR_NOT_EQUAL,
  SHAPE_ERROR_DATA_DEPENDENT,
  SHAPE_ERROR_CONSTRAINT_VIOLATION,
  SHAPE_ERROR_VALUE_RANGE,
  SHAPE_ERROR_PENDING_UNBACKED,
  SHAPE_ERROR_ASSERTION,
  SHAPE_ERROR_ZERO_DIVISION,
  SHAPE_ERROR_VALUE,
  SHAPE_ERROR_TYPE,
  SHAPE_ERROR_OVERFLOW,
  SHAPE_ERROR_NOT_IMPLEMENTED,
  SHAPE_ERROR_RUNTIME,
  SHAPE_ERROR_KEY,
  SHAPE_ERROR_ATTRIBUTE,
  SHAPE_ERROR_RECURSION,
  SHAPE_ERROR_INDEX,
  SHAPE_ERROR_POLYNOMIAL_DIVISION,
  SHAPE_ERROR_POLYNOMIAL,
  SHAPE_ERROR_NEW_GUARD,
} ShapeError;

SHAPEREC_AVAILABLE_IN_ALL
GQuark      shape_error_quark          (void);
SHAPEREC_AVAILABLE_IN_ALL
GType       shape_error_get_type       (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
const char *shape_error_get_class_name (ShapeError code);
SHAPEREC_AVAILABLE_IN_ALL
ShapeError  shape_error_from_class_name (const char *class_name);

G_END_DECLS
