/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-guard.h"

#include "../expr/shape-expr.h"

/**
 * ShapeEnvGuard:
 *
 * What a compiled program relies on: a relation that held in this run
 * (`ShapeGuard`). Guards come from [method@Env.list_guards].
 */
struct _ShapeEnvGuard
{
  GObject    parent_instance;
  ShapeExpr *expr;
  gboolean   size_oblivious;
};

enum
{
  PROP_0,
  PROP_EXPR,
  PROP_SIZE_OBLIVIOUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ShapeEnvGuard, shape_env_guard, G_TYPE_OBJECT)

static void
shape_env_guard_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  ShapeEnvGuard *self = SHAPE_ENV_GUARD (object);

  switch (prop_id)
    {
    case PROP_EXPR:
      g_value_set_boxed (value, self->expr);
      break;

    case PROP_SIZE_OBLIVIOUS:
      g_value_set_boolean (value, self->size_oblivious);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
shape_env_guard_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  ShapeEnvGuard *self = SHAPE_ENV_GUARD (object);

  switch (prop_id)
    {
    case PROP_EXPR:
      self->expr = g_value_dup_boxed (value);
      break;

    case PROP_SIZE_OBLIVIOUS:
      self->size_oblivious = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
shape_env_guard_finalize (GObject *object)
{
  ShapeEnvGuard *self = SHAPE_ENV_GUARD (object);

  g_clear_pointer (&self->expr, shape_expr_unref);

  G_OBJECT_CLASS (shape_env_guard_parent_class)->finalize (object);
}

static void
shape_env_guard_class_init (ShapeEnvGuardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = shape_env_guard_finalize;
  object_class->get_property = shape_env_guard_get_property;
  object_class->set_property = shape_env_guard_set_property;

  /**
   * ShapeEnvGuard:expr:
   *
   * What held.
   */
  props[PROP_EXPR] = g_param_spec_boxed ("expr", NULL, NULL, SHAPE_TYPE_EXPR, flags);
  /**
   * ShapeEnvGuard:size-oblivious:
   *
   * Whether sizes were taken to be 2 or more when it was asked for.
   */
  props[PROP_SIZE_OBLIVIOUS] = g_param_spec_boolean ("size-oblivious", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
shape_env_guard_init (ShapeEnvGuard *self)
{
  (void) self;
}

/**
 * shape_env_guard_get_expr:
 * @self: a guard
 *
 * Gets what held.
 *
 * Returns: (transfer none): the expression
 */
ShapeExpr *
shape_env_guard_get_expr (ShapeEnvGuard *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV_GUARD (self), NULL);

  return self->expr;
}

/**
 * shape_env_guard_get_size_oblivious:
 * @self: a guard
 *
 * Tells whether sizes were taken to be 2 or more when it was asked for.
 *
 * Returns: %TRUE if so
 */
gboolean
shape_env_guard_get_size_oblivious (ShapeEnvGuard *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV_GUARD (self), FALSE);

  return self->size_oblivious;
}
