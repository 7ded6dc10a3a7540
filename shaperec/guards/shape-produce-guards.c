/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-produce-guards.h"

#include "shape-guard-producer-private.h"
#include "shape-guard-request-private.h"
#include "shape-tracked-fake-private.h"

/* The public methods that print the guards of an environment. */

static char **
produce_python (ShapeEnv           *env,
                ShapeOwnedRequest  *owned,
                GError            **error)
{
  static const ShapeGuardLanguage python = SHAPE_GUARD_LANGUAGE_PYTHON;

  owned->request.languages = &python;
  owned->request.n_languages = 1;
  return shape_env_produce_texts (env, &owned->request, error);
}

/**
 * shape_env_produce_guards:
 * @self: an environment
 * @inputs: (array length=n_inputs): the inputs of the program
 * @n_inputs: how many there are
 * @options: (nullable): how; %NULL for the defaults
 * @error: return location for an error
 *
 * Prints the guards of the environment as Python (`produce_guards`): inputs of which all
 * hold may use the program that was made with the environment.
 *
 * Fails with %SHAPE_ERROR_CONSTRAINT_VIOLATION where the program demands more of an input
 * than the user allowed it.
 *
 * Returns: (transfer full) (array zero-terminated=1): the guards, or %NULL with @error set
 */
char **
shape_env_produce_guards (ShapeEnv                *self,
                          ShapeTrackedFake *const *inputs,
                          gsize                    n_inputs,
                          ShapeGuardOptions       *options,
                          GError                 **error)
{
  g_auto (ShapeOwnedRequest) owned = { 0 };

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_tracked_fakes_are_of (self, inputs, n_inputs), NULL);
  g_return_val_if_fail (options == NULL || SHAPE_IS_GUARD_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  shape_owned_request_init (&owned, self, inputs, n_inputs, options);
  return produce_python (self, &owned, error);
}

/**
 * shape_env_produce_guards_verbose:
 * @self: an environment
 * @inputs: (array length=n_inputs): the inputs of the program
 * @n_inputs: how many there are
 * @languages: (array length=n_languages): what to write the guards in
 * @n_languages: how many languages there are
 * @options: (nullable): how; %NULL for the defaults
 * @error: return location for an error
 *
 * Prints the guards of the environment in several languages
 * (`produce_guards_verbose`). See [method@Env.produce_guards].
 *
 * Returns: (transfer container) (element-type ShapeGuardsHelper): the guards in each language,
 *   in the order of @languages, or %NULL with @error set
 */
GPtrArray *
shape_env_produce_guards_verbose (ShapeEnv                 *self,
                                  ShapeTrackedFake  *const *inputs,
                                  gsize                     n_inputs,
                                  const ShapeGuardLanguage *languages,
                                  gsize                     n_languages,
                                  ShapeGuardOptions        *options,
                                  GError                  **error)
{
  g_auto (ShapeOwnedRequest) owned = { 0 };

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_tracked_fakes_are_of (self, inputs, n_inputs), NULL);
  g_return_val_if_fail (options == NULL || SHAPE_IS_GUARD_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  for (gsize i = 0; i < n_languages; i++)
    g_return_val_if_fail (shape_guard_language_get_name (languages[i]) != NULL, NULL);

  shape_owned_request_init (&owned, self, inputs, n_inputs, options);
  owned.request.languages = languages;
  owned.request.n_languages = (guint) n_languages;
  return shape_env_produce (self, &owned.request, error);
}

/**
 * shape_env_produce_guards_expression:
 * @self: an environment
 * @inputs: (array length=n_inputs): the inputs of the program; their sources do not matter
 * @n_inputs: how many there are
 * @options: (nullable): how; %NULL for the defaults
 * @error: return location for an error
 *
 * Prints the guards as one Python expression about the inputs `L['t0']`, `L['t1']`, …
 * (`produce_guards_expression`).
 *
 * Returns: (transfer full) (nullable): the expression; %NULL where there are no guards, or
 *   with @error set
 */
char *
shape_env_produce_guards_expression (ShapeEnv                *self,
                                     ShapeTrackedFake *const *inputs,
                                     gsize                    n_inputs,
                                     ShapeGuardOptions       *options,
                                     GError                 **error)
{
  g_auto (GStrv) guards = NULL;
  g_auto (ShapeOwnedRequest) owned = { 0 };

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);
  g_return_val_if_fail (shape_tracked_fakes_are_of (self, inputs, n_inputs), NULL);
  g_return_val_if_fail (options == NULL || SHAPE_IS_GUARD_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  shape_owned_request_init (&owned, self, inputs, n_inputs, options);
  shape_owned_request_rename (&owned);
  guards = produce_python (self, &owned, error);
  return guards == NULL || guards[0] == NULL ? NULL : g_strjoinv (" and ", guards);
}

/**
 * shape_env_set_debug_name:
 * @self: an environment
 * @source_name: the name of a source, such as `L['x'].size()[0]`
 * @debug_name: (nullable): what the user calls it, such as `batch`; %NULL for nothing
 *
 * Names a dimension for messages (`source_name_to_debug_name`).
 */
void
shape_env_set_debug_name (ShapeEnv   *self,
                          const char *source_name,
                          const char *debug_name)
{
  const char *key;

  g_return_if_fail (SHAPE_IS_ENV (self));
  g_return_if_fail (source_name != NULL);

  key = shape_env_intern (self, source_name);
  if (debug_name == NULL)
    shape_map_remove (&self->source_name_to_debug_name, key);
  else
    shape_map_put (&self->source_name_to_debug_name, key, shape_env_intern (self, debug_name));
}
