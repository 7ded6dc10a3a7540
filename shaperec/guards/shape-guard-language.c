/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-language.h"

#include "../env/shape-names-private.h"

G_DEFINE_ENUM_TYPE (ShapeGuardLanguage, shape_guard_language,
                    G_DEFINE_ENUM_VALUE (SHAPE_GUARD_LANGUAGE_PYTHON, "python"),
                    G_DEFINE_ENUM_VALUE (SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON, "verbose-python"),
                    G_DEFINE_ENUM_VALUE (SHAPE_GUARD_LANGUAGE_CPP, "cpp"))

static const char *const names[] = {
  [SHAPE_GUARD_LANGUAGE_PYTHON] = "python",
  [SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON] = "verbose_python",
  [SHAPE_GUARD_LANGUAGE_CPP] = "cpp",
};

/**
 * shape_guard_language_get_name:
 * @language: a language
 *
 * Gets the name of a language in the reference, such as `verbose_python`.
 *
 * Returns: (nullable): the name, or %NULL where @language is none
 */
const char *
shape_guard_language_get_name (ShapeGuardLanguage language)
{
  return (gsize) language < G_N_ELEMENTS (names) ? names[language] : NULL;
}

/**
 * shape_guard_language_from_name:
 * @name: a name, such as `cpp`
 * @language: (out): return location for the language
 *
 * Finds a language by its name in the reference.
 *
 * Returns: whether there is one of this name
 */
gboolean
shape_guard_language_from_name (const char         *name,
                                ShapeGuardLanguage *language)
{
  int place;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (language != NULL, FALSE);

  place = shape_find_name (names, G_N_ELEMENTS (names), name, strlen (name));
  if (place < 0)
    return FALSE;
  *language = (ShapeGuardLanguage) place;
  return TRUE;
}
