/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-evaluate-guards.h"

#include "shape-guard-request-private.h"
#include "shape-guards.h"
#include "shape-produce-guards.h"
#include "../shape-error.h"

/* Guards of an environment, evaluated on the inputs of another run. Who asks often compiles them
 * once (ShapeGuards); this is for a single question. */

static gsize
count_args (int n_dims)
{
  return n_dims < 0 ? 1 : 2 * (gsize) n_dims + 1;
}

static void
put (GHashTable   *values,
     char         *source,
     const gint64 *arg)
{
  g_hash_table_insert (values, source, (gpointer) arg);
}

/* What each source of input @i is: its value stands in @args. */
static void
put_input (GHashTable   *values,
           gsize         i,
           int           n_dims,
           const gint64 *args)
{
  if (n_dims < 0)
    {
      put (values, g_strdup_printf ("L['t%" G_GSIZE_FORMAT "']", i), args);
      return;
    }
  for (int dim = 0; dim < n_dims; dim++)
    {
      put (values, g_strdup_printf ("L['t%" G_GSIZE_FORMAT "'].size()[%d]", i, dim), &args[dim]);
      put (values, g_strdup_printf ("L['t%" G_GSIZE_FORMAT "'].stride()[%d]", i, dim), &args[n_dims + dim]);
    }
  put (values, g_strdup_printf ("L['t%" G_GSIZE_FORMAT "'].storage_offset()", i), &args[2 * n_dims]);
}

static gboolean
evaluate (ShapeGuards  *set,
          GHashTable   *values,
          GError      **error)
{
  const char *const *names = shape_guards_get_integers (set);
  gsize n = g_strv_length ((char **) names);
  g_autofree gint64 *integers = g_new (gint64, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      const gint64 *arg = g_hash_table_lookup (values, names[i]);

      if (arg == NULL)
        {
          g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_KEY, "no input is %s", names[i]);
          return FALSE;
        }
      integers[i] = *arg;
    }
  return shape_guards_check (set, integers, n, NULL, 0, NULL, error);
}

/**
 * shape_env_evaluate_guards_expression:
 * @self: an environment
 * @code: (nullable): what [method@Env.produce_guards_expression] gave; %NULL holds
 * @n_dims: (array length=n_inputs): how many dimensions each input has, -1 for an integer
 * @n_inputs: how many there are
 * @args: (array length=n_args): what the inputs are: of each tensor its sizes, its strides and its
 *   storage offset, of each integer its value
 * @n_args: how many numbers there are
 * @error: return location for an error
 *
 * Evaluates guards on other inputs (`evaluate_guards_expression`).
 *
 * Fails as [func@Guards.compile] and [method@Guards.check] do, and with %SHAPE_ERROR_KEY where
 * the guards look at something else than these inputs.
 *
 * Returns: whether they hold; %FALSE with @error set too
 */
gboolean
shape_env_evaluate_guards_expression (ShapeEnv      *self,
                                      const char    *code,
                                      const int     *n_dims,
                                      gsize          n_inputs,
                                      const gint64  *args,
                                      gsize          n_args,
                                      GError       **error)
{
  const char *guards[] = { code, NULL };
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (ShapeGuards) set = NULL;
  gsize n_expected = 0;

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  for (gsize i = 0; i < n_inputs; i++)
    n_expected += count_args (n_dims[i]);
  g_return_val_if_fail (n_args == n_expected, FALSE);

  if (code == NULL)
    return TRUE;
  set = shape_guards_compile (guards, NULL, error);
  if (set == NULL)
    return FALSE;
  values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < n_inputs; args += count_args (n_dims[i++]))
    put_input (values, i, n_dims[i], args);
  return evaluate (set, values, error);
}

/**
 * shape_env_evaluate_guards_for_args:
 * @self: an environment
 * @inputs: (array length=n_inputs): the inputs of the program
 * @n_inputs: how many there are
 * @args: (array length=n_args): what they are in another run, as in [method@Env.bind_symbols]; floats
 *   are not among them
 * @n_args: how many numbers there are
 * @options: (nullable): how guards are produced; %NULL for the defaults
 * @error: return location for an error
 *
 * Tells whether the guards of the environment hold for other inputs (`evaluate_guards_for_args`).
 *
 * Returns: whether they hold; %FALSE with @error set too
 */
gboolean
shape_env_evaluate_guards_for_args (ShapeEnv                *self,
                                    ShapeTrackedFake *const *inputs,
                                    gsize                    n_inputs,
                                    const gint64            *args,
                                    gsize                    n_args,
                                    ShapeGuardOptions       *options,
                                    GError                 **error)
{
  g_autofree char *code = NULL;
  g_autofree int *n_dims = g_new (int, n_inputs + 1);
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (shape_tracked_fakes_are_of (self, inputs, n_inputs), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  for (gsize i = 0; i < n_inputs; i++)
    n_dims[i] = shape_tracked_fake_is_scalar (inputs[i]) ? -1 : (int) shape_tracked_fake_get_n_dims (inputs[i]);
  code = shape_env_produce_guards_expression (self, inputs, n_inputs, options, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return shape_env_evaluate_guards_expression (self, code, n_dims, n_inputs, args, n_args, error);
}
