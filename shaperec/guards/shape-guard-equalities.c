/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

#include "../env/shape-env-verbs-private.h"
#include "../record/shape-env-ask.h"

/* Equalities: of inputs with the expressions that were made of them, and those that the
 * user declared. */

/* Equalities that were declared */

static const ShapePlaceholder *
find_input (ShapeGuardProducer *self,
            ShapeSource        *source)
{
  for (guint i = self->request->n_inputs; source != NULL && i > 0; i--)
    {
      const ShapePlaceholder *input = self->request->inputs[i - 1];

      if (g_str_equal (shape_source_get_name (input->source), shape_source_get_name (source)))
        return input;
    }
  return NULL;
}

/* The expression of a dimension, given by its source; NULL with the error set. */
static ShapeNode *
get_dim (ShapeGuardProducer *self,
         ShapeSource        *source)
{
  const ShapePlaceholder *input = find_input (self, shape_source_get_base (source));
  int i = shape_source_get_index (source);
  const ShapeValue *value;

  if (input == NULL)
    {
      shape_pool_fail (self->env->pool, SHAPE_ERROR_KEY, "'%s'", shape_source_get_name (source));
      return NULL;
    }
  if (input->is_scalar || i < 0 || (guint) i >= input->size.n_items)
    {
      shape_pool_fail (self->env->pool, SHAPE_ERROR_INDEX, "tuple index out of range");
      return NULL;
    }
  value = &input->size.items[i];
  if (value->kind == SHAPE_VALUE_SYM_INT)
    return shape_env_look (self->env, value->node);
  return shape_value_to_number (value, self->env->pool);
}

/* Asks, with a guard on the answer, whether two expressions are equal. */
static gboolean
ask_equal (ShapeGuardProducer *self,
           ShapeNode          *a,
           ShapeNode          *b)
{
  ShapeExprPool *pool = self->env->pool;
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeExpr) answer = NULL;
  ShapeNode *question = shape_node_eq (a, b);

  if (shape_pool_has_error (pool))
    return FALSE;
  answer = shape_env_evaluate_expr (self->env, question, NULL, &error);
  if (answer == NULL)
    shape_pool_fail (pool, (ShapeError) error->code, "%s", error->message);
  return answer != NULL && SHAPE_IS (answer, TRUE);
}

static char *
to_text_with_values (ShapeEnv  *env,
                     ShapeNode *expr)
{
  return shape_node_to_sympy_str (shape_env_xreplace_values (env, expr));
}

static void
check_pair (ShapeGuardProducer    *self,
            const ShapeSourcePair *pair)
{
  ShapeNode *a = get_dim (self, pair->a);
  ShapeNode *b = a ? get_dim (self, pair->b) : NULL;
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (b == NULL || ask_equal (self, a, b) || shape_guard_producer_has_failed (self))
    return;
  text_a = to_text_with_values (self->env, a);
  text_b = to_text_with_values (self->env, b);
  shape_pool_fail (self->env->pool, SHAPE_ERROR_CONSTRAINT_VIOLATION, "%s = %s is not equal to %s = %s",
                   shape_source_get_name (pair->a), text_a, shape_source_get_name (pair->b), text_b);
}

/* What a dimension is derived from, and what it is called. */
static ShapeNode *
get_root (ShapeGuardProducer          *self,
          const ShapeDerivedEquality  *derived,
          char                       **name)
{
  const GPtrArray *sources;

  if (derived->root != NULL)
    {
      *name = g_strdup (shape_env_get_debug_name (self->env, derived->root));
      return get_dim (self, derived->root);
    }
  if (!SHAPE_IS (derived->root_expr, SYMBOL))
    {
      *name = shape_node_to_sympy_str (derived->root_expr);
      return derived->root_expr;
    }
  sources = shape_map_get (&self->env->var_to_sources, derived->root_expr);
  if (sources == NULL)
    {
      shape_pool_fail (self->env->pool, SHAPE_ERROR_KEY, "%s", derived->root_expr->symbol.name);
      return NULL;
    }
  if (sources->len == 0)
    {
      shape_pool_fail (self->env->pool, SHAPE_ERROR_INDEX, "list index out of range");
      return NULL;
    }
  *name = g_strdup (shape_source_get_name (g_ptr_array_index (sources, 0)));
  return derived->root_expr;
}

static void
check_derived (ShapeGuardProducer         *self,
               const ShapeDerivedEquality *derived)
{
  ShapeExprPool *pool = self->env->pool;
  ShapeNode *expr = get_dim (self, derived->source);
  g_autofree char *name = NULL;
  ShapeNode *root = expr ? get_root (self, derived, &name) : NULL;
  g_autofree char *formula = NULL;
  g_autofree char *root_text = NULL;
  g_autofree char *expr_text = NULL;

  if (root == NULL || ask_equal (self, expr, shape_derived_equality_apply (derived, root)) ||
      shape_pool_has_error (pool))
    return;
  formula = shape_node_to_sympy_str (
    shape_derived_equality_apply (derived, shape_node_symbol (pool, name, (ShapeFacts) { 0 })));
  root_text = to_text_with_values (self->env, root);
  expr_text = to_text_with_values (self->env, expr);
  shape_pool_fail (pool, SHAPE_ERROR_CONSTRAINT_VIOLATION,
                   "Expected input %s to be equal to %s, where %s = %s, but got %s",
                   shape_source_get_name (derived->source), formula, name, root_text, expr_text);
}

/* Symbols that the user's equalities speak of, and that are no dimension. */
static void
add_phantom (ShapeGuardProducer *self,
             ShapeNode          *symbol)
{
  const GPtrArray *known = shape_map_get (&self->env->var_to_sources, symbol);
  ShapeSourceList *sources;

  if (!SHAPE_IS (symbol, SYMBOL))
    return;
  sources = shape_symbol_sources_get (&self->symbol_to_source, symbol);
  if (known == NULL)
    {
      shape_pool_fail (self->env->pool, SHAPE_ERROR_KEY, "%s", symbol->symbol.name);
      return;
    }
  for (guint i = 0; i < known->len; i++)
    {
      ShapeSource *source = shape_source_ref (g_ptr_array_index (known, i));

      shape_source_list_add (&self->sources, source);
      shape_source_list_add (sources, source);
    }
}

void
shape_guard_producer_check_equalities (ShapeGuardProducer *self)
{
  const ShapeEqualityConstraint *equalities = self->request->equalities;
  ShapeExprPool *pool = self->env->pool;

  if (equalities == NULL)
    return;
  for (guint i = 0; i < equalities->source_pairs->len && !shape_pool_has_error (pool); i++)
    check_pair (self, &g_array_index (equalities->source_pairs, ShapeSourcePair, i));
  for (guint i = 0; i < equalities->derived_equalities->len && !shape_pool_has_error (pool); i++)
    check_derived (self, &g_array_index (equalities->derived_equalities, ShapeDerivedEquality, i));
  for (guint i = 0; i < equalities->phantom_symbols->len && !shape_pool_has_error (pool); i++)
    add_phantom (self, g_ptr_array_index (equalities->phantom_symbols, i));
}

/* Equalities that the program needs, and the user did not declare */

static ShapeSource *
get_first_source (ShapeGuardProducer *self,
                  ShapeNode          *symbol)
{
  const ShapeSourceList *sources = shape_symbol_sources_get (&self->symbol_to_source, symbol);

  if (sources->n > 0)
    return shape_source_list_get (sources)[0];
  shape_pool_fail (self->env->pool, SHAPE_ERROR_INDEX, "list index out of range");
  return NULL;
}

static void
check_undeclared_equal (ShapeGuardProducer    *self,
                        const ShapeInputGuard *guard)
{
  ShapeEqualityConstraint *equalities = self->request->equalities;
  ShapeSource *other = get_first_source (self, guard->expr);

  if (other == NULL || shape_equality_constraint_is_equal (equalities, guard->source, other))
    return;
  shape_guard_producer_violate (self, equalities->warn_only, guard->source, NULL,
                                "The values of %s = %s and %s = %s must always be equal.",
                                shape_env_get_debug_name (self->env, guard->source), shape_source_get_name (guard->source),
                                shape_env_get_debug_name (self->env, other), shape_source_get_name (other));
}

static void
check_undeclared_derived (ShapeGuardProducer    *self,
                          const ShapeInputGuard *guard,
                          ShapeNode             *symbol)
{
  ShapeEqualityConstraint *equalities = self->request->equalities;
  ShapeSource *root = get_first_source (self, symbol);
  g_autofree char *formula = NULL;
  ShapeNode *name_symbol;
  const char *name, *root_name;

  if (root == NULL || shape_equality_constraint_is_derived (equalities, guard->source, root, symbol, guard->expr))
    return;
  name = shape_env_get_debug_name (self->env, guard->source);
  root_name = shape_env_get_debug_name (self->env, root);
  name_symbol = shape_env_sympify_name (self->env, root_name);
  formula = shape_node_to_sympy_str (shape_node_xreplace (guard->expr, &symbol, &name_symbol, 1));
  shape_guard_producer_violate (self, equalities->warn_only, guard->source, NULL,
                                "The values of %s = %s must always be related to the values of %s = %s by %s = %s.",
                                name, shape_source_get_name (guard->source), root_name, shape_source_get_name (root),
                                name, formula);
}

static void
check_undeclared (ShapeGuardProducer    *self,
                  const ShapeInputGuard *guard)
{
  const ShapeNodeSet *free_symbols;

  if (self->request->equalities == NULL || !shape_source_is_dim (guard->source))
    return;
  free_symbols = shape_node_free_symbols (guard->expr);
  if (free_symbols->n != 1 || !shape_map_has (&self->symbol_to_constraints, free_symbols->nodes[0]))
    return;
  if (SHAPE_IS (guard->expr, SYMBOL))
    check_undeclared_equal (self, guard);
  else
    check_undeclared_derived (self, guard, free_symbols->nodes[0]);
}

/* Inputs */

/* Nothing need be said of the source that spells a symbol, nor of the numbers of a
 * tensor, which the guards of the tensor itself look at. */
static gboolean
is_needless (ShapeGuardProducer    *self,
             const ShapeInputGuard *guard)
{
  if (SHAPE_IS (guard->expr, SYMBOL))
    {
      ShapeSource *first = shape_symbol_sources_first (&self->symbol_to_source, guard->expr);

      return first != NULL && shape_source_equal (guard->source, first);
    }
  return !self->request->keeps_static && shape_source_get_property (guard->source) != SHAPE_TENSOR_PROPERTY_NONE &&
         shape_node_is_number (guard->expr);
}

static char *
explain_replacement (ShapeEnv  *env,
                     ShapeNode *symbol)
{
  guint i = shape_map_find (&env->replacement_places, symbol);

  if (i == G_MAXUINT)
    return g_strdup_printf ("(unknown var %s, please file a bug)", symbol->symbol.name);
  return shape_event_place_to_text (env->replacement_places.entries[i].value);
}

/* Why an input equals something. */
static char *
explain_input (ShapeEnv    *env,
               ShapeSource *source)
{
  const char *name = shape_source_get_name (source);
  ShapeNode *symbol = shape_map_get (&env->source_to_var, shape_env_intern (env, name));
  const GPtrArray *sources = symbol ? shape_map_get (&env->var_to_sources, symbol) : NULL;
  g_autofree char *value = NULL;

  if (symbol == NULL)
    return g_strdup_printf ("(unknown source %s, please file a bug)", name);
  if (sources != NULL && sources->len > 0 && shape_source_equal (source, g_ptr_array_index (sources, 0)))
    return explain_replacement (env, symbol);
  value = shape_node_to_sympy_str (shape_env_get_value (env, symbol));
  return g_strdup_printf ("duck sizing added this equality because these variables had the same size %s (to avoid this "
                          "specialization, set torch.fx.experimental._config.use_duck_shape = False)", value);
}

static void
append_input (ShapeGuardProducer    *self,
              const ShapeInputGuard *guard)
{
  for (guint i = 0; i < self->request->n_languages; i++)
    {
      ShapeGuardText *text = &self->texts[i];
      char *equation = shape_guard_printer_print_equal (text->printer, guard->source, guard->expr);
      g_autofree char *comment = NULL;

      if (equation == NULL)
        return;
      if (text->language == SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON)
        comment = explain_input (self->env, guard->source);
      shape_guard_text_take (text, equation, comment);
    }
}

void
shape_guard_producer_guard_inputs (ShapeGuardProducer *self)
{
  if (self->request->simplified)
    return;
  for (guint i = 0; i < self->n_input_guards && !shape_guard_producer_has_failed (self); i++)
    {
      const ShapeInputGuard *guard = &self->input_guards[i];

      if (is_needless (self, guard))
        continue;
      if (shape_source_is_dim (guard->source))
        shape_guard_producer_tell_equality (self, guard->source, guard->expr);
      append_input (self, guard);
      if (!shape_guard_producer_has_failed (self))
        check_undeclared (self, guard);
    }
}
