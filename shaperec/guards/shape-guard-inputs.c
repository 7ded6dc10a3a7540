/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

#include "../env/shape-env-verbs-private.h"

#include <string.h>

/* What the inputs are: which symbol each size stands for, and what the user demanded. */

const GPtrArray *
shape_guard_producer_get_constraints (ShapeGuardProducer *self,
                                      ShapeNode          *symbol)
{
  return shape_map_get (&self->symbol_to_constraints, symbol);
}

static gboolean
is_kind (const ShapeConstraint *constraint,
         ShapeConstraintKind    kind)
{
  return constraint != NULL && constraint->kind == kind;
}

static gboolean
is_constrained (const ShapeConstraint *constraint)
{
  return constraint != NULL && constraint->kind != SHAPE_CONSTRAINT_NONE;
}

static gboolean
constraint_equal (const ShapeConstraint *a,
                  const ShapeConstraint *b)
{
  return a->kind == b->kind && !a->warn_only == !b->warn_only && a->lower == b->lower && a->upper == b->upper;
}

static void
add_constraint (ShapeGuardProducer    *self,
                ShapeNode             *symbol,
                const ShapeConstraint *constraint)
{
  GPtrArray *list = shape_map_get_list (&self->symbol_to_constraints, symbol);

  for (guint i = 0; i < list->len; i++)
    if (constraint_equal (g_ptr_array_index (list, i), constraint))
      return;
  g_ptr_array_add (list, (gpointer) constraint);
}

/* A number of an input: one of a tensor, or the input itself. */
typedef struct
{
  const ShapePlaceholder *input;
  ShapeTensorProperty     property;
  int                     index;
} InputPart;

static ShapeSource *
make_source (ShapeGuardProducer *self,
             const InputPart    *part)
{
  ShapeSource *source;

  if (part->property == SHAPE_TENSOR_PROPERTY_NONE)
    return part->input->source;
  source = shape_source_new_tensor_property (part->input->source, part->property, part->index);
  shape_source_list_add (&self->sources, source);
  return source;
}

static void
grow_input_guards (ShapeGuardProducer *self)
{
  ShapeInputGuard *few = self->input_guards;

  self->n_input_guards_alloc *= 2;
  self->input_guards = g_new (ShapeInputGuard, self->n_input_guards_alloc);
  memcpy (self->input_guards, few, self->n_input_guards * sizeof *few);
  g_free (self->many_input_guards);
  self->many_input_guards = self->input_guards;
}

static void
add_input_guard (ShapeGuardProducer *self,
                 ShapeSource        *source,
                 ShapeNode          *expr)
{
  if (self->n_input_guards == self->n_input_guards_alloc)
    grow_input_guards (self);
  self->input_guards[self->n_input_guards++] = (ShapeInputGuard) { source, expr };
}

static void
add_symbol (ShapeGuardProducer *self,
            ShapeNode          *symbol,
            ShapeSource        *source)
{
  shape_source_list_add (shape_symbol_sources_get (&self->symbol_to_source, symbol), source);
}

static gboolean
all_have_ranges (ShapeEnv  *env,
                 ShapeNode *expr)
{
  const ShapeNodeSet *free_symbols = shape_node_free_symbols (expr);

  for (guint i = 0; i < free_symbols->n; i++)
    if (shape_env_get_range (env, free_symbols->nodes[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* A size that the program computes from symbols. */
static void
check_derived (ShapeGuardProducer    *self,
               ShapeSource           *source,
               ShapeNode             *expr,
               const ShapeConstraint *constraint)
{
  g_autofree char *range = NULL;

  if (!is_kind (constraint, SHAPE_CONSTRAINT_STRICT_MIN_MAX) || all_have_ranges (self->env, expr))
    return;
  range = shape_constraint_render (constraint, self->env, source);
  shape_guard_producer_violate (self, constraint->warn_only, source, expr,
                                "Not all values of %s are valid because %s was inferred to be equal to ", range,
                                shape_env_get_debug_name (self->env, source));
}

static void
track_expr (ShapeGuardProducer    *self,
            ShapeSource           *source,
            ShapeNode             *expr,
            const ShapeConstraint *constraint)
{
  if (!SHAPE_IS (expr, SYMBOL))
    check_derived (self, source, expr, constraint);
  else
    {
      add_symbol (self, expr, source);
      if (is_kind (constraint, SHAPE_CONSTRAINT_STRICT_MIN_MAX))
        add_constraint (self, expr, constraint);
    }
  add_input_guard (self, source, expr);
}

/* Whether a size that became @number is against @constraint. Programs may be made anew for
 * 0 and 1, so nobody complains of these. */
static gboolean
forbids_number (const ShapeConstraint *constraint,
                ShapeNode             *number)
{
  if (is_kind (constraint, SHAPE_CONSTRAINT_STRICT_MIN_MAX))
    return number != constraint->lower || number != constraint->upper;
  return is_kind (constraint, SHAPE_CONSTRAINT_RELAXED_UNSPEC) &&
         !shape_node_is_int (number, 0) && !shape_node_is_int (number, 1);
}

/* Of a tensor's numbers nothing is said, since the guards of the tensor look at them. */
static gboolean
is_needless (ShapeGuardProducer *self,
             const InputPart    *part)
{
  return !self->request->keeps_static && part->property != SHAPE_TENSOR_PROPERTY_NONE;
}

static void
track_number (ShapeGuardProducer    *self,
              const InputPart       *part,
              ShapeNode             *number,
              gboolean               is_bool,
              const ShapeConstraint *constraint)
{
  gboolean is_forbidden = forbids_number (constraint, number);
  g_autofree char *text = NULL;
  ShapeSource *source;

  if (!is_forbidden && is_needless (self, part))
    return;
  source = make_source (self, part);
  add_input_guard (self, source, number);
  if (!is_forbidden)
    return;
  text = is_bool ? g_strdup (shape_node_is_int (number, 1) ? "True" : "False") : shape_node_to_sympy_str (number);
  shape_guard_producer_violate (self, constraint->warn_only, source, NULL,
                                "You marked %s as dynamic but your code specialized it to be a constant (%s). "
                                "If you're using mark_dynamic, either remove it or use maybe_mark_dynamic. "
                                "If you're using Dim.DYNAMIC, replace it with either Dim.STATIC or Dim.AUTO.",
                                shape_env_get_debug_name (self->env, source), text);
}

static void
track_int (ShapeGuardProducer    *self,
           const InputPart       *part,
           const ShapeValue      *value,
           const ShapeConstraint *constraint)
{
  ShapeExprPool *pool = self->env->pool;
  ShapeNode *expr;

  switch (value->kind)
    {
    case SHAPE_VALUE_SYM_INT:
      expr = shape_env_look (self->env, value->node);
      if (expr == NULL || shape_pool_has_error (pool))
        return;
      if (shape_node_is_number (expr))
        track_number (self, part, expr, FALSE, constraint);
      else
        track_expr (self, make_source (self, part), expr, constraint);
      return;

    case SHAPE_VALUE_BOOL:
      track_number (self, part, shape_node_integer (pool, value->integer), TRUE, constraint);
      return;

    case SHAPE_VALUE_INT:
    case SHAPE_VALUE_BIG_INT:
      if (is_constrained (constraint) || !is_needless (self, part))
        track_number (self, part, shape_value_to_number (value, pool), FALSE, constraint);
      return;

    default:
      shape_pool_fail (pool, SHAPE_ERROR_ASSERTION, "val must be symbolic if it is a SymInt");
      return;
    }
}

static void
track_float (ShapeGuardProducer *self,
             const InputPart    *part,
             const ShapeValue   *value)
{
  ShapeNode *expr = value->kind == SHAPE_VALUE_FLOAT ? shape_node_float (self->env->pool, value->real)
                                                     : shape_env_look (self->env, value->node);
  ShapeSource *source = make_source (self, part);

  if (expr == NULL || shape_guard_producer_has_failed (self))
    return;
  if (SHAPE_IS (expr, SYMBOL))
    add_symbol (self, expr, source);
  add_input_guard (self, source, expr);
}

static const ShapeConstraint *
get_scalar_constraint (const ShapePlaceholder *input)
{
  const ShapeSymbolicContext *context = input->context;

  return context != NULL && context->class_kind == SHAPE_CONTEXT_SYM_INT ? &context->constraint : NULL;
}

static void
track_scalar (ShapeGuardProducer     *self,
              const ShapePlaceholder *input)
{
  const InputPart whole = { input, SHAPE_TENSOR_PROPERTY_NONE, -1 };

  switch (input->scalar.kind)
    {
    case SHAPE_VALUE_NONE:
      return;

    case SHAPE_VALUE_FLOAT:
    case SHAPE_VALUE_SYM_FLOAT:
      track_float (self, &whole, &input->scalar);
      return;

    case SHAPE_VALUE_BOOL:
    case SHAPE_VALUE_INT:
    case SHAPE_VALUE_BIG_INT:
    case SHAPE_VALUE_SYM_INT:
    case SHAPE_VALUE_NESTED_INT:
      track_int (self, &whole, &input->scalar, get_scalar_constraint (input));
      return;

    default:
      shape_pool_fail (self->env->pool, SHAPE_ERROR_ASSERTION, "Expected SymInt, int, SymFloat, or float, got %s",
                       input->scalar.kind == SHAPE_VALUE_SYM_BOOL ? "<class 'torch.SymBool'>" : "<class 'str'>");
      return;
    }
}

static void
track_dims (ShapeGuardProducer     *self,
            const ShapePlaceholder *input,
            ShapeTensorProperty     property,
            const ShapeValue       *values,
            const ShapeConstraint  *constraints) /* or NULL */
{
  for (guint i = 0; i < values->n_items; i++)
    track_int (self, &(InputPart) { input, property, (int) i }, &values->items[i],
               constraints ? &constraints[i] : NULL);
}

static gboolean
check_context (ShapeGuardProducer     *self,
               const ShapePlaceholder *input)
{
  if (input->context == NULL)
    return TRUE;
  if (input->inner != NULL && input->context->class_kind != SHAPE_CONTEXT_SUBCLASS)
    shape_pool_fail (self->env->pool, SHAPE_ERROR_ASSERTION,
                     "Expected SubclassSymbolicContext, got <class 'torch.fx.experimental.symbolic_shapes.%s'>",
                     shape_symbolic_context_get_class_name (input->context));
  else if (!SHAPE_CONTEXT_IS_STATELESS (input->context))
    shape_pool_fail (self->env->pool, SHAPE_ERROR_ATTRIBUTE,
                     "'SymIntSymbolicContext' object has no attribute 'constraint_sizes'");
  else if (input->context->n_dims < input->size.n_items)
    shape_pool_fail (self->env->pool, SHAPE_ERROR_INDEX, "list index out of range");
  return !shape_guard_producer_has_failed (self);
}

/* Where nothing is symbolic and nothing is demanded, there is nothing to say. */
static gboolean
says_nothing (ShapeGuardProducer     *self,
              const ShapePlaceholder *input)
{
  return input->is_fixed && !self->request->keeps_static && (input->context == NULL || !input->context->constrains);
}

static void
track_numbers (ShapeGuardProducer     *self,
               const ShapePlaceholder *input)
{
  const ShapeSymbolicContext *context = input->context;

  if (says_nothing (self, input))
    return;
  track_dims (self, input, SHAPE_TENSOR_PROPERTY_SIZE, &input->size, context ? context->constraint_sizes : NULL);
  track_dims (self, input, SHAPE_TENSOR_PROPERTY_STRIDE, &input->stride, context ? context->constraint_strides : NULL);
  track_int (self, &(InputPart) { input, SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET, -1 }, &input->storage_offset, NULL);
}

/* Nested sizes are known by the wrapper, though nothing is said of it. */
static void
track_nested (ShapeGuardProducer     *self,
              const ShapePlaceholder *input,
              ShapeTensorProperty     property,
              const ShapeValue       *values)
{
  for (guint i = 0; i < values->n_items; i++)
    {
      const ShapeValue *value = &values->items[i];
      ShapeNode *expr = value->kind == SHAPE_VALUE_SYM_INT ? shape_env_look (self->env, value->node) : NULL;
      const ShapeNode *hint = expr && SHAPE_IS (expr, SYMBOL) ? shape_map_get (&self->env->backed_var_to_val, expr) : NULL;

      if (hint != NULL && SHAPE_IS (hint, SINGLETON_INT))
        add_symbol (self, expr, make_source (self, &(InputPart) { input, property, (int) i }));
    }
}

/* As far as ASCII goes. */
static gboolean
is_identifier (const char *name)
{
  if (*name == '\0' || g_ascii_isdigit (*name))
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && *name != '_' && (guchar) *name < 0x80)
      return FALSE;
  return TRUE;
}

/* `L['x'].a`, or, of a name that is no identifier, `getattr(L['x'], 'a-b')`. */
static ShapeSource *
new_attribute (ShapeSource *base,
               const char  *name)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (is_identifier (name))
    g_string_append_printf (text, "%s.%s", shape_source_get_name (base), name);
  else
    {
      g_string_append_printf (text, "getattr(%s, ", shape_source_get_name (base));
      shape_guard_append_repr (text, name);
      g_string_append_c (text, ')');
    }
  return shape_source_new ("AttrSource", text->str, base, FALSE);
}

static void
track_inner (ShapeGuardProducer     *self,
             const ShapePlaceholder *input,
             const ShapeInnerTensor *inner)
{
  ShapePlaceholder tensor = *inner->tensor;

  tensor.source = new_attribute (input->source, inner->attribute);
  shape_source_list_add (&self->sources, tensor.source);
  tensor.inner = NULL;
  if (check_context (self, &tensor))
    track_numbers (self, &tensor);
}

static void
track_tensor (ShapeGuardProducer     *self,
              const ShapePlaceholder *input)
{
  if (!check_context (self, input))
    return;
  if (input->inner == NULL || input->context == NULL || !input->context->skips_outer)
    track_numbers (self, input);
  else
    {
      track_nested (self, input, SHAPE_TENSOR_PROPERTY_SIZE, &input->size);
      track_nested (self, input, SHAPE_TENSOR_PROPERTY_STRIDE, &input->stride);
    }
  for (guint i = 0; input->inner != NULL && i < input->inner->len && !shape_guard_producer_has_failed (self); i++)
    track_inner (self, input, &g_array_index (input->inner, ShapeInnerTensor, i));
}

void
shape_guard_producer_track_inputs (ShapeGuardProducer *self)
{
  for (guint i = 0; i < self->request->n_inputs && !shape_guard_producer_has_failed (self); i++)
    {
      const ShapePlaceholder *input = self->request->inputs[i];

      if (input->is_scalar)
        track_scalar (self, input);
      else
        track_tensor (self, input);
    }
}
