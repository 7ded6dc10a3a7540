/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guards-helper-private.h"

#include "../env/shape-source-private.h"

/**
 * ShapeGuardsHelper:
 *
 * The guards of an environment as code in one language (`_ShapeGuardsHelper` and
 * `_CppShapeGuardsHelper`).
 *
 * [method@Env.produce_guards_verbose] gives one for each language. C++ names each value by
 * an identifier of its own: [method@GuardsHelper.get_symbol] tells which.
 */

G_DEFINE_BOXED_TYPE (ShapeGuardsHelper, shape_guards_helper, shape_guards_helper_ref, shape_guards_helper_unref)

ShapeGuardsHelper *
shape_guards_helper_new (ShapeGuardLanguage  language,
                         GStrv               exprs)
{
  ShapeGuardsHelper *self = g_new0 (ShapeGuardsHelper, 1);

  g_ref_count_init (&self->ref_count);
  self->language = language;
  self->exprs = exprs;
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_source_unref);
  return self;
}

/**
 * shape_guards_helper_ref:
 * @self: guards
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
ShapeGuardsHelper *
shape_guards_helper_ref (ShapeGuardsHelper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * shape_guards_helper_unref:
 * @self: (transfer full): guards
 *
 * Drops a reference.
 */
void
shape_guards_helper_unref (ShapeGuardsHelper *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_strfreev (self->exprs);
  g_ptr_array_unref (self->sources);
  g_clear_pointer (&self->symbols, g_hash_table_unref);
  g_free (self);
}

/**
 * shape_guards_helper_get_language:
 * @self: guards
 *
 * Gets what the guards are written in.
 *
 * Returns: the language
 */
ShapeGuardLanguage
shape_guards_helper_get_language (ShapeGuardsHelper *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_GUARD_LANGUAGE_PYTHON);

  return self->language;
}

/**
 * shape_guards_helper_get_exprs:
 * @self: guards
 *
 * Gets the guards, each of which is to hold (`exprs`).
 *
 * Returns: (transfer none) (array zero-terminated=1): the texts, in order
 */
const char *const *
shape_guards_helper_get_exprs (ShapeGuardsHelper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->exprs;
}

/**
 * shape_guards_helper_list_sources:
 * @self: guards
 *
 * Gets what the guards in C++ speak of. For Python the list is empty: there, a value is
 * named by its source.
 *
 * Returns: (element-type ShapeSource) (transfer none): the sources, in the order of their
 *   first use
 */
GPtrArray *
shape_guards_helper_list_sources (ShapeGuardsHelper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sources;
}

/**
 * shape_guards_helper_get_symbol:
 * @self: guards
 * @source: where a value comes from
 *
 * Gets the identifier that stands for a value in C++ (`source_to_symbol`).
 *
 * Returns: (nullable): the identifier, or %NULL where the guards do not speak of @source
 */
const char *
shape_guards_helper_get_symbol (ShapeGuardsHelper *self,
                                ShapeSource       *source)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);

  return self->symbols ? g_hash_table_lookup (self->symbols, source) : NULL;
}
