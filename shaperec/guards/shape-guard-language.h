/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "../shape-types.h"

G_BEGIN_DECLS

#define SHAPE_TYPE_GUARD_LANGUAGE (shape_guard_language_get_type ())

/**
 * ShapeGuardLanguage:
 * @SHAPE_GUARD_LANGUAGE_PYTHON: a Python expression (`python`)
 * @SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON: the same, with a comment that says where it comes
 *   from (`verbose_python`)
 * @SHAPE_GUARD_LANGUAGE_CPP: a C++ expression (`cpp`)
 *
 * What guards are written in.
 */
typedef enum
{
  SHAPE_GUARD_LANGUAGE_PYTHON,
  SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON,
  SHAPE_GUARD_LANGUAGE_CPP,
} ShapeGuardLanguage;

SHAPEREC_AVAILABLE_IN_ALL
GType       shape_guard_language_get_type  (void) G_GNUC_CONST;
SHAPEREC_AVAILABLE_IN_ALL
const char *shape_guard_language_get_name  (ShapeGuardLanguage  language);
SHAPEREC_AVAILABLE_IN_ALL
gboolean    shape_guard_language_from_name (const char         *name,
                                            ShapeGuardLanguage *language);

G_END_DECLS
