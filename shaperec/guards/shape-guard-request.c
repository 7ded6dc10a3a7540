/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-request-private.h"

#include "shape-guard-options-private.h"
#include "shape-tracked-fake-private.h"
#include "../record/shape-env-guard.h"

void
shape_owned_request_clear (ShapeOwnedRequest *self)
{
  for (guint i = 0; self->renamed != NULL && i < self->request.n_inputs; i++)
    shape_source_unref (self->renamed[i].source);
  g_free (self->renamed);
  g_free (self->inputs);
  g_free (self->guards);
}

gboolean
shape_tracked_fakes_are_of (ShapeEnv                *self,
                            ShapeTrackedFake *const *inputs,
                            gsize                    n_inputs)
{
  for (gsize i = 0; i < n_inputs; i++)
    if (inputs[i] == NULL || inputs[i]->env != self)
      return FALSE;
  return TRUE;
}

/* Where a guard of the environment's own was asked. */
static const ShapeEventPlace *
find_place (ShapeEnv         *env,
            const ShapeGuard *guard)
{
  for (guint i = 0; i < env->guards->len; i++)
    {
      const ShapeGuard *own = &g_array_index (env->guards, ShapeGuard, i);

      if (own->expr == guard->expr && own->size_oblivious == guard->size_oblivious)
        return own->place;
    }
  return NULL;
}

static void
take_guards (ShapeOwnedRequest *self,
             ShapeEnv          *env,
             GListModel        *guards)
{
  guint n = g_list_model_get_n_items (guards);

  self->guards = g_new0 (ShapeGuard, n + 1);
  self->request.guards = self->guards;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (guards, i);
      ShapeGuard *guard = &self->guards[self->request.n_guards];

      if (!SHAPE_IS_ENV_GUARD (item) || shape_env_guard_get_expr (SHAPE_ENV_GUARD (item))->pool != env->pool)
        {
          g_critical ("Item %u is no guard of the environment", i);
          continue;
        }
      guard->expr = shape_env_guard_get_expr (SHAPE_ENV_GUARD (item));
      guard->size_oblivious = shape_env_guard_get_size_oblivious (SHAPE_ENV_GUARD (item));
      guard->place = find_place (env, guard);
      self->request.n_guards++;
    }
}

void
shape_owned_request_init (ShapeOwnedRequest       *self,
                          ShapeEnv                *env,
                          ShapeTrackedFake *const *inputs,
                          gsize                    n_inputs,
                          ShapeGuardOptions       *options)
{
  self->inputs = g_new (const ShapePlaceholder *, n_inputs + 1);
  for (gsize i = 0; i < n_inputs; i++)
    self->inputs[i] = &inputs[i]->placeholder;
  self->request.inputs = self->inputs;
  self->request.n_inputs = (guint) n_inputs;
  if (options == NULL)
    return;
  self->request.simplified = options->simplified;
  self->request.keeps_static = !options->ignore_static;
  self->request.excludes = options->exclusion_guard;
  self->request.equalities = options->equalities;
  if (options->guards != NULL)
    take_guards (self, env, options->guards);
}

void
shape_owned_request_rename (ShapeOwnedRequest *self)
{
  self->renamed = g_new (ShapePlaceholder, self->request.n_inputs + 1);
  for (guint i = 0; i < self->request.n_inputs; i++)
    {
      g_autofree char *name = g_strdup_printf ("L['t%u']", i);

      self->renamed[i] = *self->inputs[i];
      self->renamed[i].source = shape_source_new ("LocalSource", name, NULL, FALSE);
      self->inputs[i] = &self->renamed[i];
    }
}
