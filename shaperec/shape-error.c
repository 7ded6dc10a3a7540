/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-error.h"

#include <string.h>

/**
 * shape_error_quark:
 *
 * Gets the domain of the errors of this library.
 *
 * Returns: the domain
 */
G_DEFINE_QUARK (shape-error-quark, shape_error)

G_DEFINE_ENUM_TYPE (ShapeError, shape_error,
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_LIMIT, "limit"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_PARSE, "parse"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_TRACE, "trace"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_TRUNCATED, "truncated"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_NOT_EQUAL, "not-equal"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_DATA_DEPENDENT, "data-dependent"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_CONSTRAINT_VIOLATION, "constraint-violation"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_VALUE_RANGE, "value-range"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_PENDING_UNBACKED, "pending-unbacked"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_ASSERTION, "assertion"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_ZERO_DIVISION, "zero-division"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_VALUE, "value"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_TYPE, "type"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_OVERFLOW, "overflow"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_NOT_IMPLEMENTED, "not-implemented"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_RUNTIME, "runtime"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_KEY, "key"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_ATTRIBUTE, "attribute"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_RECURSION, "recursion"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_INDEX, "index"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_POLYNOMIAL_DIVISION, "polynomial-division"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_POLYNOMIAL, "polynomial"),
                    G_DEFINE_ENUM_VALUE (SHAPE_ERROR_NEW_GUARD, "new-guard"))

static const char *const class_names[] = {
  [SHAPE_ERROR_NOT_EQUAL] = "NotEqualError",
  [SHAPE_ERROR_DATA_DEPENDENT] = "GuardOnDataDependentSymNode",
  [SHAPE_ERROR_CONSTRAINT_VIOLATION] = "ConstraintViolationError",
  [SHAPE_ERROR_VALUE_RANGE] = "ValueRangeError",
  [SHAPE_ERROR_PENDING_UNBACKED] = "PendingUnbackedSymbolNotFound",
  [SHAPE_ERROR_ASSERTION] = "AssertionError",
  [SHAPE_ERROR_ZERO_DIVISION] = "ZeroDivisionError",
  [SHAPE_ERROR_VALUE] = "ValueError",
  [SHAPE_ERROR_TYPE] = "TypeError",
  [SHAPE_ERROR_OVERFLOW] = "OverflowError",
  [SHAPE_ERROR_NOT_IMPLEMENTED] = "NotImplementedError",
  [SHAPE_ERROR_RUNTIME] = "RuntimeError",
  [SHAPE_ERROR_KEY] = "KeyError",
  [SHAPE_ERROR_ATTRIBUTE] = "AttributeError",
  [SHAPE_ERROR_RECURSION] = "RecursionError",
  [SHAPE_ERROR_INDEX] = "IndexError",
  [SHAPE_ERROR_POLYNOMIAL_DIVISION] = "PolynomialDivisionFailed",
  [SHAPE_ERROR_POLYNOMIAL] = "PolynomialError",
  [SHAPE_ERROR_NEW_GUARD] = "_ShapeEnvGuardError",
};

/**
 * shape_error_get_class_name:
 * @code: an error code
 *
 * Gets the name of the exception class of the reference that @code mirrors.
 *
 * Returns: (nullable): the class name, or %NULL where @code is of this library alone
 */
const char *
shape_error_get_class_name (ShapeError code)
{
  if ((gsize) code >= G_N_ELEMENTS (class_names))
    return NULL;
  return class_names[code];
}

/**
 * shape_error_from_class_name:
 * @class_name: the name of an exception class of the reference
 *
 * Gets the error code that mirrors an exception of the reference.
 *
 * Returns: the code, %SHAPE_ERROR_FAILED where none is named after the class
 */
ShapeError
shape_error_from_class_name (const char *class_name)
{
  g_return_val_if_fail (class_name != NULL, SHAPE_ERROR_FAILED);

  for (gsize i = 0; i < G_N_ELEMENTS (class_names); i++)
    if (class_names[i] != NULL && strcmp (class_names[i], class_name) == 0)
      return (ShapeError) i;
  return SHAPE_ERROR_FAILED;
}
