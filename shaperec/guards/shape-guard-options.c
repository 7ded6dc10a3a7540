/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-options-private.h"

/**
 * ShapeGuardOptions:
 *
 * How guards are to be produced: the keyword arguments of `produce_guards_verbose`.
 *
 * A new one has the reference's defaults. Change its properties, and give it to
 * [method@Env.produce_guards_verbose].
 */

enum
{
  PROP_0,
  PROP_SIMPLIFIED,
  PROP_IGNORE_STATIC,
  PROP_EXCLUSION_GUARD,
  PROP_EQUALITIES,
  PROP_GUARDS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ShapeGuardOptions, shape_guard_options, G_TYPE_OBJECT)

static void
shape_guard_options_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  ShapeGuardOptions *self = SHAPE_GUARD_OPTIONS (object);

  switch (prop_id)
    {
    case PROP_SIMPLIFIED:
      g_value_set_boolean (value, self->simplified);
      break;

    case PROP_IGNORE_STATIC:
      g_value_set_boolean (value, self->ignore_static);
      break;

    case PROP_EXCLUSION_GUARD:
      g_value_set_boolean (value, self->exclusion_guard);
      break;

    case PROP_EQUALITIES:
      g_value_set_boxed (value, self->equalities);
      break;

    case PROP_GUARDS:
      g_value_set_object (value, self->guards);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
shape_guard_options_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  ShapeGuardOptions *self = SHAPE_GUARD_OPTIONS (object);

  switch (prop_id)
    {
    case PROP_SIMPLIFIED:
      self->simplified = g_value_get_boolean (value);
      break;

    case PROP_IGNORE_STATIC:
      self->ignore_static = g_value_get_boolean (value);
      break;

    case PROP_EXCLUSION_GUARD:
      self->exclusion_guard = g_value_get_boolean (value);
      break;

    case PROP_EQUALITIES:
      g_clear_pointer (&self->equalities, shape_equality_constraint_unref);
      self->equalities = g_value_dup_boxed (value);
      break;

    case PROP_GUARDS:
      g_clear_object (&self->guards);
      self->guards = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
shape_guard_options_finalize (GObject *object)
{
  ShapeGuardOptions *self = SHAPE_GUARD_OPTIONS (object);

  g_clear_pointer (&self->equalities, shape_equality_constraint_unref);
  g_clear_object (&self->guards);

  G_OBJECT_CLASS (shape_guard_options_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  /**
   * ShapeGuardOptions:simplified:
   *
   * Whether to leave out what inputs equal, and lower bounds that every size has
   * (`_simplified`).
   */
  props[PROP_SIMPLIFIED] = g_param_spec_boolean ("simplified", NULL, NULL, FALSE, flags);
  /**
   * ShapeGuardOptions:ignore-static:
   *
   * Whether to leave out the sizes of tensors that are numbers.
   */
  props[PROP_IGNORE_STATIC] = g_param_spec_boolean ("ignore-static", NULL, NULL, TRUE, flags | G_PARAM_CONSTRUCT);
  /**
   * ShapeGuardOptions:exclusion-guard:
   *
   * Whether to refuse the inputs of the program that this one follows
   * (`torch._dynamo.config.automatic_dynamic_exclusion_guard`).
   */
  props[PROP_EXCLUSION_GUARD] = g_param_spec_boolean ("exclusion-guard", NULL, NULL, FALSE, flags);
  /**
   * ShapeGuardOptions:equalities:
   *
   * The equalities of inputs that the user declared (`equalities_inputs`).
   */
  props[PROP_EQUALITIES] = g_param_spec_boxed ("equalities", NULL, NULL, SHAPE_TYPE_EQUALITY_CONSTRAINT, flags);
  /**
   * ShapeGuardOptions:guards:
   *
   * A list of [class@EnvGuard] to print instead of those that the environment has.
   */
  props[PROP_GUARDS] = g_param_spec_object ("guards", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
shape_guard_options_class_init (ShapeGuardOptionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = shape_guard_options_finalize;
  object_class->get_property = shape_guard_options_get_property;
  object_class->set_property = shape_guard_options_set_property;
  install_properties (object_class);
}

static void
shape_guard_options_init (ShapeGuardOptions *self G_GNUC_UNUSED)
{
}

/**
 * shape_guard_options_new:
 *
 * Makes options with the reference's defaults.
 *
 * Returns: (transfer full): new options
 */
ShapeGuardOptions *
shape_guard_options_new (void)
{
  return g_object_new (SHAPE_TYPE_GUARD_OPTIONS, NULL);
}
