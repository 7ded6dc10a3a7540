/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-comparison.h"

#include "shape-python-text-private.h"
#include "../env/shape-env-private.h"
#include "../shape-error.h"

/**
 * ShapeDifference:
 *
 * One field in which two environments differ: its name in the reference, and what it
 * holds on either side, as the reference prints it.
 */

struct _ShapeDifference
{
  GObject  parent_instance;
  char    *field;
  char    *left;
  char    *right;
};

enum
{
  PROP_FIELD = 1,
  PROP_LEFT,
  PROP_RIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ShapeDifference, shape_difference, G_TYPE_OBJECT)

static void
shape_difference_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  ShapeDifference *self = SHAPE_DIFFERENCE (object);

  switch (id)
    {
    case PROP_FIELD:
      g_value_set_string (value, self->field);
      break;
    case PROP_LEFT:
      g_value_set_string (value, self->left);
      break;
    case PROP_RIGHT:
      g_value_set_string (value, self->right);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
shape_difference_finalize (GObject *object)
{
  ShapeDifference *self = SHAPE_DIFFERENCE (object);

  g_free (self->field);
  g_free (self->left);
  g_free (self->right);
  G_OBJECT_CLASS (shape_difference_parent_class)->finalize (object);
}

static void
shape_difference_class_init (ShapeDifferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = shape_difference_get_property;
  object_class->finalize = shape_difference_finalize;

  /**
   * ShapeDifference:field:
   *
   * The name of the field in the reference.
   */
  properties[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  /**
   * ShapeDifference:left:
   *
   * What the left environment holds.
   */
  properties[PROP_LEFT] = g_param_spec_string ("left", NULL, NULL, NULL, flags);
  /**
   * ShapeDifference:right:
   *
   * What the right environment holds.
   */
  properties[PROP_RIGHT] = g_param_spec_string ("right", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
shape_difference_init (ShapeDifference *self)
{
  (void) self;
}

/**
 * shape_difference_get_field:
 * @self: a difference
 *
 * Gets the name of the field.
 *
 * Returns: (transfer none): the field's name in the reference
 */
const char *
shape_difference_get_field (ShapeDifference *self)
{
  g_return_val_if_fail (SHAPE_IS_DIFFERENCE (self), NULL);

  return self->field;
}

/**
 * shape_difference_get_left:
 * @self: a difference
 *
 * Gets what the left environment holds.
 *
 * Returns: (transfer none): the value as the reference prints it
 */
const char *
shape_difference_get_left (ShapeDifference *self)
{
  g_return_val_if_fail (SHAPE_IS_DIFFERENCE (self), NULL);

  return self->left;
}

/**
 * shape_difference_get_right:
 * @self: a difference
 *
 * Gets what the right environment holds.
 *
 * Returns: (transfer none): the value as the reference prints it
 */
const char *
shape_difference_get_right (ShapeDifference *self)
{
  g_return_val_if_fail (SHAPE_IS_DIFFERENCE (self), NULL);

  return self->right;
}

/**
 * ShapeComparison:
 *
 * What differs between two environments, field by field: a list model of
 * [class@Difference], empty where they are equal.
 *
 * Its text is that of the reference's `NotEqualError`. Use it to ask whether a
 * replayed environment is the one that was recorded; to ask only that, use
 * [method@Env.check_state_equal].
 */

struct _ShapeComparison
{
  GObject    parent_instance;
  gboolean   fields_match; /* both have the same set of fields */
  GPtrArray *differences;
};

static GType
get_item_type (GListModel *model)
{
  (void) model;
  return SHAPE_TYPE_DIFFERENCE;
}

static guint
get_n_items (GListModel *model)
{
  return SHAPE_COMPARISON (model)->differences->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *differences = SHAPE_COMPARISON (model)->differences;

  return position < differences->len ? g_object_ref (differences->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ShapeComparison, shape_comparison, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
shape_comparison_finalize (GObject *object)
{
  g_ptr_array_unref (SHAPE_COMPARISON (object)->differences);
  G_OBJECT_CLASS (shape_comparison_parent_class)->finalize (object);
}

static void
shape_comparison_class_init (ShapeComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = shape_comparison_finalize;
}

static void
shape_comparison_init (ShapeComparison *self)
{
  self->fields_match = TRUE;
  self->differences = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
add_difference (ShapeComparison *self,
                const char      *field,
                char            *left,
                char            *right)
{
  ShapeDifference *difference = g_object_new (SHAPE_TYPE_DIFFERENCE, NULL);

  difference->field = g_strdup (field);
  difference->left = left;
  difference->right = right;
  g_ptr_array_add (self->differences, difference);
}

/* The two sides of a comparison, and room for the values that are compared. */
typedef struct
{
  ShapeEnv   *left;
  ShapeEnv   *right;
  ShapeArena *arena;
} Sides;

static const char *
python_bool (gboolean value)
{
  return value ? "True" : "False";
}

static char *
settings_to_text (ShapeEnv *env)
{
  return g_strdup_printf ("ShapeEnvSettings(allow_scalar_outputs=%s, allow_dynamic_output_shape_ops=%s, "
                          "assume_static_by_default=%s, specialize_zero_one=%s, duck_shape=%s, "
                          "prefer_deferred_runtime_asserts_over_guards=%s, trace_asserts=%s)",
                          python_bool (env->allow_scalar_outputs),
                          python_bool (env->allow_dynamic_output_shape_ops),
                          python_bool (env->assume_static_by_default),
                          python_bool (env->specialize_zero_one),
                          python_bool (env->duck_shape),
                          python_bool (env->prefer_deferred_runtime_asserts_over_guards),
                          python_bool (env->trace_asserts));
}

static char *
trace_asserts_to_text (ShapeEnv *env)
{
  return g_strdup (python_bool (env->trace_asserts));
}

static void
compare_texts (ShapeComparison *self,
               const Sides     *sides,
               const char      *field,
               char          *(*to_text) (ShapeEnv *))
{
  g_autofree char *left = to_text (sides->left);
  g_autofree char *right = to_text (sides->right);

  if (g_strcmp0 (left, right) != 0)
    add_difference (self, field, g_steal_pointer (&left), g_steal_pointer (&right));
}

/* A list of lists, each cut to its first item: of a guard or an assert the expression counts alone. */
static ShapeValue
keep_first (ShapeArena       *arena,
            const ShapeValue *list)
{
  ShapeValue *items = shape_arena_new_array (arena, ShapeValue, MAX (list->n_items, 1));

  for (guint i = 0; i < list->n_items; i++)
    items[i] = shape_value_list (list->items[i].items, 1);
  return shape_value_list (items, list->n_items);
}

/* A field as it is compared (`map_value` of `check_equal`). */
static ShapeValue
get_compared (ShapeEnv        *env,
              ShapeStateField  field,
              ShapeArena      *arena)
{
  ShapeValue value = shape_env_get_state (env, field, arena);
  ShapeValue *items;

  if (field == SHAPE_STATE_GUARDS)
    return keep_first (arena, &value);
  if (field != SHAPE_STATE_DEFERRED_RUNTIME_ASSERTS)
    return value;

  items = shape_arena_new_array (arena, ShapeValue, MAX (value.n_items, 1));
  for (guint i = 0; i < value.n_items; i++)
    items[i] = i % 2 == 0 ? value.items[i] : keep_first (arena, &value.items[i]);
  return (ShapeValue) { .kind = value.kind, .n_items = value.n_items, .items = items };
}

static void
compare_state (ShapeComparison *self,
               const Sides     *sides,
               const char      *name,
               ShapeStateField  field)
{
  ShapeValue left = get_compared (sides->left, field, sides->arena);
  ShapeValue right = get_compared (sides->right, field, sides->arena);
  GString *left_text, *right_text;

  if (shape_state_equal (field, &left, &right))
    return;
  left_text = g_string_new (NULL);
  right_text = g_string_new (NULL);
  shape_state_print_python (field, &left, left_text);
  shape_state_print_python (field, &right, right_text);
  if (sides->left->pool != sides->right->pool && g_string_equal (left_text, right_text))
    {
      /* Nodes of two pools are never the same pointers: their texts tell. */
      g_string_free (left_text, TRUE);
      g_string_free (right_text, TRUE);
      return;
    }
  add_difference (self, name, g_string_free (left_text, FALSE), g_string_free (right_text, FALSE));
}

/* The fields that count, sorted by their names as attributes in the reference. */
typedef struct
{
  const char      *name;
  ShapeStateField  field;
  char          *(*to_text) (ShapeEnv *env); /* NULL: a field of the state */
} ComparedField;

static const ComparedField compared_fields[] = {
  { "_shape_id_to_unbacked_symbol", SHAPE_STATE_SHAPE_ID_TO_UNBACKED_SYMBOL, NULL },
  { "axioms", SHAPE_STATE_AXIOMS, NULL },
  { "backed_var_to_val", SHAPE_STATE_BACKED_VAR_TO_VAL, NULL },
  { "deferred_runtime_asserts", SHAPE_STATE_DEFERRED_RUNTIME_ASSERTS, NULL },
  { "divisible", SHAPE_STATE_DIVISIBLE, NULL },
  { "exclusion_constraints", SHAPE_STATE_EXCLUSION_CONSTRAINTS, NULL },
  { "frozen", SHAPE_STATE_FROZEN, NULL },
  { "guards", SHAPE_STATE_GUARDS, NULL },
  { "name_to_node", SHAPE_STATE_NAME_TO_NODE, NULL },
  { "num_deferred_runtime_asserts", SHAPE_STATE_NUM_DEFERRED_RUNTIME_ASSERTS, NULL },
  { "real_tensor_prop_unbacked_vals", SHAPE_STATE_REAL_TENSOR_PROP_UNBACKED_VALS, NULL },
  { "replacements", SHAPE_STATE_REPLACEMENTS, NULL },
  { "runtime_asserts_frozen", SHAPE_STATE_RUNTIME_ASSERTS_FROZEN, NULL },
  { "settings", SHAPE_N_STATE_FIELDS, settings_to_text },
  { "size_like", SHAPE_STATE_SIZE_LIKE, NULL },
  { "source_to_symbol", SHAPE_STATE_SOURCE_TO_SYMBOL, NULL },
  { "source_to_var", SHAPE_STATE_SOURCE_TO_VAR, NULL },
  { "specializations", SHAPE_STATE_SPECIALIZATIONS, NULL },
  { "trace_asserts", SHAPE_N_STATE_FIELDS, trace_asserts_to_text },
  { "unbacked_alloc_order", SHAPE_STATE_UNBACKED_ALLOC_ORDER, NULL },
  { "unbacked_inputs", SHAPE_STATE_UNBACKED_INPUTS, NULL },
  { "unbacked_renamings", SHAPE_STATE_UNBACKED_RENAMINGS, NULL },
  { "unbacked_symfloat_counter", SHAPE_STATE_UNBACKED_SYMFLOAT_COUNTER, NULL },
  { "unbacked_symint_counter", SHAPE_STATE_UNBACKED_SYMINT_COUNTER, NULL },
  { "unique_ids", SHAPE_STATE_UNIQUE_IDS, NULL },
  { "val_to_var", SHAPE_STATE_VAL_TO_VAR, NULL },
  { "var_to_hint_override", SHAPE_STATE_VAR_TO_HINT_OVERRIDE, NULL },
  { "var_to_range", SHAPE_STATE_VAR_TO_RANGE, NULL },
  { "var_to_sources", SHAPE_STATE_VAR_TO_SOURCES, NULL },
};

static void
compare_fields (ShapeComparison *self,
                const Sides     *sides)
{
  for (gsize i = 0; i < G_N_ELEMENTS (compared_fields); i++)
    {
      const ComparedField *compared = &compared_fields[i];

      if (compared->to_text != NULL)
        compare_texts (self, sides, compared->name, compared->to_text);
      else if (!(shape_state_infos[compared->field].flags & SHAPE_STATE_FLAG_FX) ||
               sides->left->config.translation_validation)
        compare_state (self, sides, compared->name, compared->field);
    }
}

/* Only an environment with translation validation names its FX nodes. */
static void
compare_field_sets (ShapeComparison *self,
                    const Sides     *sides)
{
  const char *names = "['name_to_node']", *none = "[]";

  self->fields_match = sides->left->config.translation_validation == sides->right->config.translation_validation;
  if (!self->fields_match)
    add_difference (self, "found unique fields:",
                    g_strdup (sides->left->config.translation_validation ? names : none),
                    g_strdup (sides->right->config.translation_validation ? names : none));
}

/**
 * shape_comparison_new:
 * @left: an environment
 * @right: another
 *
 * Compares two environments by their state, as `shape_env_check_state_equal` of the
 * reference does. Fields that only serve debugging or memory are left out.
 *
 * Returns: (transfer full): what differs
 */
ShapeComparison *
shape_comparison_new (ShapeEnv *left,
                      ShapeEnv *right)
{
  g_autoptr (ShapeArena) arena = shape_arena_new ();
  Sides sides = { left, right, arena };
  ShapeComparison *self;

  g_return_val_if_fail (SHAPE_IS_ENV (left), NULL);
  g_return_val_if_fail (SHAPE_IS_ENV (right), NULL);

  self = g_object_new (SHAPE_TYPE_COMPARISON, NULL);
  compare_field_sets (self, &sides);
  if (self->fields_match)
    compare_fields (self, &sides);
  return self;
}

/**
 * shape_comparison_is_equal:
 * @self: a comparison
 *
 * Tells whether nothing differs.
 *
 * Returns: %TRUE if the environments are equal
 */
gboolean
shape_comparison_is_equal (ShapeComparison *self)
{
  g_return_val_if_fail (SHAPE_IS_COMPARISON (self), FALSE);

  return self->differences->len == 0;
}

/**
 * shape_comparison_to_string:
 * @self: a comparison
 *
 * Gets the text of the reference's `NotEqualError` for these environments. For
 * `var_to_sources` the names of the sources stand for Python's object notation.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where they are equal
 */
char *
shape_comparison_to_string (ShapeComparison *self)
{
  GString *text;

  g_return_val_if_fail (SHAPE_IS_COMPARISON (self), NULL);

  if (shape_comparison_is_equal (self))
    return NULL;
  text = g_string_new ("ShapeEnv not equal: ");
  g_string_append (text, self->fields_match ? "field values don't match:\n\n" : "field set mismatch:\n\n");
  for (guint i = 0; i < self->differences->len; i++)
    {
      const ShapeDifference *difference = self->differences->pdata[i];

      g_string_append_printf (text, "==> %s%s\n  >  Left: %s\n  > Right: %s\n", difference->field,
                              self->fields_match ? ": values don't match." : "",
                              difference->left, difference->right);
    }
  return g_string_free (text, FALSE);
}

/**
 * shape_env_check_state_equal:
 * @self: an environment
 * @other: another
 * @error: return location for an error
 *
 * Checks that two environments are equal, as the reference's function of that name and
 * `ShapeEnv.check_equal` do.
 *
 * Fails with %SHAPE_ERROR_NOT_EQUAL and the text of [method@Comparison.to_string].
 *
 * Returns: %TRUE if they are equal
 */
gboolean
shape_env_check_state_equal (ShapeEnv  *self,
                             ShapeEnv  *other,
                             GError   **error)
{
  g_autoptr (ShapeComparison) comparison = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (SHAPE_IS_ENV (other), FALSE);

  comparison = shape_comparison_new (self, other);
  text = shape_comparison_to_string (comparison);
  if (text == NULL)
    return TRUE;
  g_set_error_literal (error, SHAPE_ERROR, SHAPE_ERROR_NOT_EQUAL, text);
  return FALSE;
}
