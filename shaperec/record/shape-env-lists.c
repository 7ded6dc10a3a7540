/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-lists-private.h"

#include "shape-env-event-private.h"
#include "shape-env-guard.h"
#include "shape-recorder-private.h"

/* The lists of an environment that grow at their end, as list models. An environment has
 * at most one of each, made when it is asked for; the list keeps the environment. */

typedef struct
{
  ShapeEnvListKind   kind;
  GType            (*get_type) (void);
  guint            (*get_n)    (ShapeEnv *env);
  gpointer         (*get_item) (ShapeEnv *env,
                                guint     i);
} ListInfo;

#define SHAPE_TYPE_ENV_LIST (shape_env_list_get_type ())
G_DECLARE_FINAL_TYPE (ShapeEnvList, shape_env_list, SHAPE, ENV_LIST, GObject)

struct _ShapeEnvList
{
  GObject         parent_instance;
  ShapeEnv       *env;
  const ListInfo *info;
};

static guint
get_n_events (ShapeEnv *env)
{
  return env->recorder == NULL ? 0 : env->recorder->events->len;
}

static gpointer
get_event (ShapeEnv *env,
           guint     i)
{
  const ShapeEventOwner owner = {
    .pool = env->pool,
    .config = &env->config,
    .owner = shape_recorder_ref (env->recorder),
    .release = (GDestroyNotify) shape_recorder_unref,
  };
  const ShapeEventRecord record = shape_recorder_get (env->recorder, i);

  return shape_env_event_new (&record, i, &owner);
}

static guint
get_n_guards (ShapeEnv *env)
{
  return env->guards->len;
}

static gpointer
get_guard (ShapeEnv *env,
           guint     i)
{
  const ShapeGuard *guard = &g_array_index (env->guards, ShapeGuard, i);

  return g_object_new (SHAPE_TYPE_ENV_GUARD,
                       "expr", guard->expr,
                       "size-oblivious", guard->size_oblivious,
                       NULL);
}

static const ListInfo infos[SHAPE_N_ENV_LISTS] = {
  [SHAPE_ENV_LIST_EVENTS] = { SHAPE_ENV_LIST_EVENTS, shape_env_event_get_type, get_n_events, get_event },
  [SHAPE_ENV_LIST_GUARDS] = { SHAPE_ENV_LIST_GUARDS, shape_env_guard_get_type, get_n_guards, get_guard },
};

static GType
list_get_item_type (GListModel *model)
{
  return SHAPE_ENV_LIST (model)->info->get_type ();
}

static guint
list_get_n_items (GListModel *model)
{
  ShapeEnvList *self = SHAPE_ENV_LIST (model);

  return self->info->get_n (self->env);
}

static gpointer
list_get_item (GListModel *model,
               guint       position)
{
  ShapeEnvList *self = SHAPE_ENV_LIST (model);

  return position < self->info->get_n (self->env) ? self->info->get_item (self->env, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ShapeEnvList, shape_env_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
shape_env_list_finalize (GObject *object)
{
  ShapeEnvList *self = SHAPE_ENV_LIST (object);

  self->env->lists[self->info->kind] = NULL;
  g_object_unref (self->env);

  G_OBJECT_CLASS (shape_env_list_parent_class)->finalize (object);
}

static void
shape_env_list_class_init (ShapeEnvListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = shape_env_list_finalize;
}

static void
shape_env_list_init (ShapeEnvList *self)
{
  (void) self;
}

static GListModel *
get_list (ShapeEnv         *env,
          ShapeEnvListKind  kind)
{
  ShapeEnvList *list;

  if (env->lists[kind] != NULL)
    return g_object_ref (G_LIST_MODEL (env->lists[kind]));

  list = g_object_new (SHAPE_TYPE_ENV_LIST, NULL);
  list->env = g_object_ref (env);
  list->info = &infos[kind];
  env->lists[kind] = list;

  return G_LIST_MODEL (list);
}

/**
 * shape_env_list_events:
 * @self: an environment
 *
 * Lists the recorded calls, the constructor first. The list grows with them. It is empty
 * where events are not recorded.
 *
 * Returns: (transfer full): a list model of [class@EnvEvent]
 */
GListModel *
shape_env_list_events (ShapeEnv *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);

  return get_list (self, SHAPE_ENV_LIST_EVENTS);
}

/**
 * shape_env_list_guards:
 * @self: an environment
 *
 * Lists what was guarded on, in order. The list grows with the guards.
 *
 * Returns: (transfer full): a list model of [class@EnvGuard]
 */
GListModel *
shape_env_list_guards (ShapeEnv *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);

  return get_list (self, SHAPE_ENV_LIST_GUARDS);
}

ShapeRecorder *
shape_event_list_get_recorder (GListModel *list)
{
  ShapeEnvList *self;

  if (!SHAPE_IS_ENV_LIST (list))
    return NULL;
  self = SHAPE_ENV_LIST (list);
  return self->info->kind == SHAPE_ENV_LIST_EVENTS ? self->env->recorder : NULL;
}

void
shape_env_tell_recorded (ShapeEnv *self,
                         guint     index)
{
  if (self->lists[SHAPE_ENV_LIST_EVENTS] != NULL)
    g_list_model_items_changed (self->lists[SHAPE_ENV_LIST_EVENTS], index, 0, 1);

  if (shape_env_is_heard (self, SHAPE_ENV_SIGNAL_EVENT_RECORDED))
    {
      g_autoptr (ShapeEnvEvent) event = get_event (self, index);

      shape_env_emit_recorded (self, event);
    }
}
