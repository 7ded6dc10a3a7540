/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-event-private.h"

/**
 * ShapeEnvEvent:
 *
 * A recorded call of a method of [class@Env]: its arguments, what came of it, and where
 * it was made (`ShapeEnvEvent` of `torch.fx.experimental.recording`).
 *
 * Events come from [method@Env.list_events] or from a [class@Trace], and are made
 * when they are asked for. [method@EnvEvent.run] does the call again, on any
 * environment of the same pool.
 */
struct _ShapeEnvEvent
{
  GObject           parent_instance;

  ShapeEventRecord  record;
  guint             index;
  ShapeExprPool    *pool;
  ShapeEnvConfig    config;
  gpointer          owner;
  GDestroyNotify    release;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_INDEX,
  PROP_RAISED,
  PROP_FRAMEWORK_PLACE,
  PROP_USER_PLACE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ShapeEnvEvent, shape_env_event, G_TYPE_OBJECT)

static void
shape_env_event_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  ShapeEnvEvent *self = SHAPE_ENV_EVENT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_static_string (value, shape_env_event_get_name (self));
      break;

    case PROP_INDEX:
      g_value_set_uint (value, self->index);
      break;

    case PROP_RAISED:
      g_value_set_boolean (value, self->record.raised != NULL);
      break;

    case PROP_FRAMEWORK_PLACE:
      g_value_set_string (value, shape_env_event_get_framework_place (self));
      break;

    case PROP_USER_PLACE:
      g_value_set_string (value, shape_env_event_get_user_place (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
shape_env_event_finalize (GObject *object)
{
  ShapeEnvEvent *self = SHAPE_ENV_EVENT (object);

  self->release (self->owner);
  shape_expr_pool_unref (self->pool);

  G_OBJECT_CLASS (shape_env_event_parent_class)->finalize (object);
}

static void
shape_env_event_class_init (ShapeEnvEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = shape_env_event_finalize;
  object_class->get_property = shape_env_event_get_property;

  /**
   * ShapeEnvEvent:name:
   *
   * The name of the method in the reference.
   */
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * ShapeEnvEvent:index:
   *
   * Its place among the events; the constructor has 0.
   */
  props[PROP_INDEX] = g_param_spec_uint ("index", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * ShapeEnvEvent:raised:
   *
   * Whether the call failed.
   */
  props[PROP_RAISED] = g_param_spec_boolean ("raised", NULL, NULL, FALSE, flags);
  /**
   * ShapeEnvEvent:framework-place:
   *
   * Where the framework made the call.
   */
  props[PROP_FRAMEWORK_PLACE] = g_param_spec_string ("framework-place", NULL, NULL, NULL, flags);
  /**
   * ShapeEnvEvent:user-place:
   *
   * The line of the user's program that the call was made for.
   */
  props[PROP_USER_PLACE] = g_param_spec_string ("user-place", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
shape_env_event_init (ShapeEnvEvent *self)
{
  (void) self;
}

ShapeEnvEvent *
shape_env_event_new (const ShapeEventRecord *record,
                     guint                   index,
                     const ShapeEventOwner  *owner)
{
  ShapeEnvEvent *self = g_object_new (SHAPE_TYPE_ENV_EVENT, NULL);

  self->record = *record;
  self->index = index;
  self->pool = shape_expr_pool_ref (owner->pool);
  self->config = *owner->config;
  self->owner = owner->owner;
  self->release = owner->release;

  return self;
}

static const ShapeEventKindInfo *
get_info (ShapeEnvEvent *self)
{
  return &shape_event_kinds[self->record.args->kind];
}

/**
 * shape_env_event_get_name:
 * @self: an event
 *
 * Gets the name of the method, as the reference has it.
 *
 * Returns: (transfer none): the name
 */
const char *
shape_env_event_get_name (ShapeEnvEvent *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), NULL);

  return get_info (self)->name;
}

/**
 * shape_env_event_get_index:
 * @self: an event
 *
 * Gets its place among the events.
 *
 * Returns: the place; the constructor has 0
 */
guint
shape_env_event_get_index (ShapeEnvEvent *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), 0);

  return self->index;
}

/**
 * shape_env_event_get_n_arguments:
 * @self: an event
 *
 * Gets how many arguments the method has.
 *
 * Returns: the number of arguments
 */
guint
shape_env_event_get_n_arguments (ShapeEnvEvent *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), 0);

  return self->record.args->n_values;
}

/**
 * shape_env_event_get_argument_name:
 * @self: an event
 * @position: which argument
 *
 * Gets the name of an argument, as the reference has it.
 *
 * Returns: (transfer none) (nullable): the name, or %NULL where there are fewer arguments
 */
const char *
shape_env_event_get_argument_name (ShapeEnvEvent *self,
                                   guint          position)
{
  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), NULL);

  return position < self->record.args->n_values ? get_info (self)->args[position].name : NULL;
}

static char *
format_value (const ShapeValue *value)
{
  GString *text = g_string_new (NULL);

  shape_value_print (value, text);
  return g_string_free (text, FALSE);
}

/**
 * shape_env_event_format_argument:
 * @self: an event
 * @name: the name of an argument
 *
 * Writes an argument as a shape trace does.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where there is no such argument
 */
char *
shape_env_event_format_argument (ShapeEnvEvent *self,
                                 const char    *name)
{
  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->record.args->n_values; i++)
    if (g_str_equal (get_info (self)->args[i].name, name))
      return format_value (&self->record.args->values[i]);

  return NULL;
}

/**
 * shape_env_event_format_result:
 * @self: an event
 *
 * Writes what the call returned as a shape trace does; `null` for nothing.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where the call failed
 */
char *
shape_env_event_format_result (ShapeEnvEvent *self)
{
  const ShapeValue none = shape_value_none ();

  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), NULL);

  if (self->record.raised != NULL)
    return NULL;
  return format_value (self->record.result != NULL ? self->record.result : &none);
}

/**
 * shape_env_event_check:
 * @self: an event
 * @error: return location for an error
 *
 * Tells what the call failed with, if it did.
 *
 * Returns: %TRUE where the call succeeded, else %FALSE with @error set to its error
 */
gboolean
shape_env_event_check (ShapeEnvEvent  *self,
                       GError        **error)
{
  const ShapeEventError *raised;

  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), FALSE);

  raised = self->record.raised;
  if (raised != NULL)
    g_set_error_literal (error, SHAPE_ERROR, (gint) raised->code,
                         raised->message != NULL ? raised->message : "");
  return raised == NULL;
}

/**
 * shape_env_event_get_framework_place:
 * @self: an event
 *
 * Gets the place in the framework that made the call.
 *
 * Returns: (transfer none) (nullable): the place, or %NULL where it is unknown
 */
const char *
shape_env_event_get_framework_place (ShapeEnvEvent *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), NULL);

  return self->record.place != NULL ? self->record.place->framework : NULL;
}

/**
 * shape_env_event_get_user_place:
 * @self: an event
 *
 * Gets the line of the user's program that the call was made for.
 *
 * Returns: (transfer none) (nullable): the line, or %NULL where it is unknown
 */
const char *
shape_env_event_get_user_place (ShapeEnvEvent *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), NULL);

  return self->record.place != NULL ? self->record.place->user : NULL;
}

/**
 * shape_env_event_to_string:
 * @self: an event
 *
 * Writes the call in one line: `evaluate_expr (orig_expr=…, …) -> …`.
 *
 * Returns: (transfer full): the text
 */
char *
shape_env_event_to_string (ShapeEnvEvent *self)
{
  GString *text;

  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), NULL);

  text = g_string_new (get_info (self)->name);
  g_string_append (text, " (");
  for (guint i = 0; i < self->record.args->n_values; i++)
    {
      g_string_append_printf (text, "%s%s=", i > 0 ? ", " : "", get_info (self)->args[i].name);
      shape_value_print (&self->record.args->values[i], text);
    }
  g_string_append_c (text, ')');

  if (self->record.raised != NULL)
    g_string_append_printf (text, " raised %s", shape_error_get_class_name (self->record.raised->code));
  else if (self->record.result != NULL)
    {
      g_string_append (text, " -> ");
      shape_value_print (self->record.result, text);
    }

  return g_string_free (text, FALSE);
}

/**
 * shape_env_event_create_env:
 * @self: an event that records a constructor
 * @error: return location for an error
 *
 * Makes a fresh environment with the recorded settings. Its own calls are not recorded.
 *
 * Returns: (transfer full): an environment, or %NULL with @error set
 */
ShapeEnv *
shape_env_event_create_env (ShapeEnvEvent  *self,
                            GError        **error)
{
  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), NULL);

  if (self->record.args->kind != SHAPE_EVENT_NEW)
    {
      g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION,
                   "First event must be ShapeEnv constructor, got %s", get_info (self)->name);
      return NULL;
    }
  return shape_event_args_create (self->record.args, self->pool, &self->config);
}

/**
 * shape_env_event_run:
 * @self: an event, but no constructor
 * @env: an environment of the same pool
 * @error: return location for an error
 *
 * Does the recorded call on @env (`ShapeEnvEvent.run`). A call that failed when it was
 * recorded is expected to fail in the same way.
 *
 * Returns: %TRUE if @env did as was recorded
 */
gboolean
shape_env_event_run (ShapeEnvEvent  *self,
                     ShapeEnv       *env,
                     GError        **error)
{
  g_return_val_if_fail (SHAPE_IS_ENV_EVENT (self), FALSE);
  g_return_val_if_fail (SHAPE_IS_ENV (env), FALSE);

  if (self->record.args->kind == SHAPE_EVENT_NEW)
    {
      g_set_error_literal (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION,
                           "ShapeEnv constructor requires shape_env=None");
      return FALSE;
    }
  if (env->pool != self->pool)
    {
      g_set_error_literal (error, SHAPE_ERROR, SHAPE_ERROR_VALUE,
                           "The environment has another pool than the event");
      return FALSE;
    }
  return shape_event_record_replay (&self->record, env, error);
}
