/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

#include "../env/shape-env-verbs-private.h"

/* The guards proper: what was asked and answered, the ranges of symbols, exclusion. */

static void
add_text (ShapeGuardText *self,
          char           *text)
{
  if (self->n == self->n_alloc)
    {
      self->n_alloc *= 2;
      self->texts = g_renew (char *, self->texts, self->n_alloc);
    }
  self->texts[self->n++] = text;
}

void
shape_guard_text_take (ShapeGuardText *self,
                       char           *guard,
                       const char     *comment)
{
  if (self->language == SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON)
    {
      add_text (self, g_strdup_printf ("%s  # %s", guard, comment));
      g_free (guard);
    }
  else
    add_text (self, guard);
}

GStrv
shape_guard_text_finish (ShapeGuardText *self)
{
  add_text (self, NULL);
  return g_steal_pointer (&self->texts);
}

/* Why it is there is said by @comment, or else by where it was asked. */
static void
append (ShapeGuardProducer    *self,
        ShapeNode             *expr,
        const ShapeEventPlace *place,
        const char            *comment)
{
  for (guint i = 0; i < self->request->n_languages; i++)
    {
      char *guard = shape_guard_printer_print (self->texts[i].printer, expr);
      g_autofree char *asked_at = NULL;

      if (guard == NULL)
        return;
      if (comment == NULL && self->texts[i].language == SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON)
        asked_at = shape_event_place_to_text (place);
      shape_guard_text_take (&self->texts[i], guard, comment ? comment : asked_at);
    }
}

static gboolean
has_failed (ShapeGuardProducer *self)
{
  return shape_pool_has_error (self->env->pool);
}

/* Guards */

/* Is a symbol of @expr a dimension? Whatever symbol is looked at is known from now on. */
static gboolean
speaks_of_dim (ShapeGuardProducer *self,
               ShapeNode          *expr)
{
  const ShapeNodeSet *free_symbols = shape_node_free_symbols (expr);

  for (guint i = 0; i < free_symbols->n; i++)
    if (shape_source_list_has_dim (shape_symbol_sources_get (&self->symbol_to_source, free_symbols->nodes[i])))
      return TRUE;
  return FALSE;
}

static void
violate_by_guard (ShapeGuardProducer    *self,
                  const ShapeConstraint *constraint,
                  ShapeSource           *source,
                  ShapeNode             *expr,
                  const char            *end)
{
  g_autofree char *range = shape_constraint_render (constraint, self->env, source);
  g_autofree char *guard = shape_guard_printer_print (&self->python, expr);

  shape_guard_producer_violate (self, constraint->warn_only, source, NULL,
                                "Not all values of %s satisfy the generated guard %s%s", range, guard ? guard : "", end);
}

/* A guard on a single size is against a constraint that leaves the size open. */
static void
check_constraints (ShapeGuardProducer *self,
                   ShapeNode          *expr)
{
  ShapeNode *symbol = shape_node_free_symbols (expr)->nodes[0];
  ShapeSource *source = shape_symbol_sources_first (&self->symbol_to_source, symbol);
  const GPtrArray *constraints = shape_guard_producer_get_constraints (self, symbol);

  if (source == NULL)
    {
      shape_pool_fail (self->env->pool, SHAPE_ERROR_INDEX, "list index out of range");
      return;
    }
  for (guint i = 0; constraints != NULL && i < constraints->len; i++)
    violate_by_guard (self, g_ptr_array_index (constraints, i), source, expr, ".");
}

static void
issue_guard (ShapeGuardProducer *self,
             ShapeMap           *issued,
             const ShapeGuard   *guard)
{
  ShapeNode *expr = shape_env_simplify_node (self->env, guard->expr);
  gboolean is_trivial = FALSE;

  if (expr == NULL || has_failed (self) || !shape_map_add (issued, expr))
    return;
  if (speaks_of_dim (self, expr))
    is_trivial = shape_guard_producer_tell_fact (self, expr);
  if (has_failed (self))
    return;
  append (self, expr, guard->place, NULL);
  if (!has_failed (self) && !is_trivial && shape_node_free_symbols (expr)->n == 1)
    check_constraints (self, expr);
}

/* What was deferred is no guard, but the solver can tell how to fix it. */
static void
collect_asserts (ShapeGuardProducer *self)
{
  const GArray *asserts = shape_map_get (&self->env->deferred_runtime_asserts, NULL);

  for (guint i = 0; asserts != NULL && i < asserts->len && !has_failed (self); i++)
    {
      ShapeNode *expr = g_array_index (asserts, ShapeRuntimeAssert, i).expr;

      if (shape_env_maybe_evaluate_static (self->env, expr, SHAPE_STATIC_NO_AXIOMS) != NULL || has_failed (self))
        continue;
      expr = shape_env_simplify_node (self->env, expr);
      if (expr != NULL && !has_failed (self))
        shape_guard_producer_tell_fact (self, expr);
    }
}

void
shape_guard_producer_issue_guards (ShapeGuardProducer *self)
{
  const ShapeGuardRequest *request = self->request;
  guint n = request->guards ? request->n_guards : self->env->guards->len;
  ShapeMap issued = { 0 };

  for (guint i = 0; i < n && !has_failed (self); i++)
    {
      ShapeGuard guard = request->guards ? request->guards[i] : g_array_index (self->env->guards, ShapeGuard, i);

      if (!shape_env_implies_guard (self->env, &guard) && !has_failed (self))
        issue_guard (self, &issued, &guard);
    }
  shape_map_clear (&issued);
  if (!has_failed (self))
    collect_asserts (self);
}

/* Ranges */

/* One end of a range, or two. */
typedef struct
{
  ShapeNode              *symbol;
  const ShapeInterval    *range;
  const ShapeSourceList  *sources;
  ShapeSource            *first;     /* of them */
  gboolean                has_lower; /* it is no infinity */
  gboolean                has_upper;
} Bounds;

static char *
explain_bounds (ShapeGuardProducer *self,
                const Bounds       *bounds)
{
  const ShapeRangePlaces *places = shape_map_get (&self->env->range_places, bounds->symbol);
  g_autofree char *lower = bounds->has_lower ? shape_node_to_sympy_str (bounds->range->lower) : NULL;
  g_autofree char *upper = bounds->has_upper ? shape_node_to_sympy_str (bounds->range->upper) : NULL;
  g_autofree char *why_lower = shape_event_place_to_text (places ? places->lower : NULL);
  g_autofree char *why_upper = shape_event_place_to_text (places ? places->upper : NULL);
  const char *name = shape_source_get_name (bounds->first);

  if (upper == NULL)
    return g_strdup_printf ("%s <= %s  # %s", lower, name, why_lower);
  if (lower == NULL)
    return g_strdup_printf ("%s <= %s  # %s", name, upper, why_upper);
  return g_strdup_printf ("%s <= %s <= %s  # %s and %s", lower, name, upper, why_lower, why_upper);
}

static void
check_range_constraints (ShapeGuardProducer *self,
                         const Bounds       *bounds)
{
  const GPtrArray *constraints = shape_guard_producer_get_constraints (self, bounds->symbol);

  for (guint i = 0; constraints != NULL && i < constraints->len && !has_failed (self); i++)
    {
      const ShapeConstraint *constraint = g_ptr_array_index (constraints, i);
      ShapeInterval wanted = shape_interval_intersect (shape_interval_new (constraint->lower, constraint->upper),
                                                       shape_env_default_range (self->env));
      ShapeNode *ends[2];

      if (has_failed (self) || shape_interval_is_subset (wanted, *bounds->range))
        continue;
      ends[0] = shape_node_le (bounds->range->lower, bounds->symbol);
      ends[1] = shape_node_le (bounds->symbol, bounds->range->upper);
      violate_by_guard (self, constraint, bounds->first,
                        shape_node_build (self->env->pool, SHAPE_OP_AND, ends, 2), "");
    }
}

static void
append_bounds (ShapeGuardProducer *self,
               const Bounds       *bounds)
{
  ShapeNode *lower = bounds->has_lower ? bounds->range->lower : NULL;
  ShapeNode *upper = bounds->has_upper ? bounds->range->upper : NULL;

  if (self->request->simplified && lower == shape_env_default_range (self->env).lower)
    lower = NULL;
  if (lower == NULL && upper == NULL)
    return;
  for (guint i = 0; i < self->request->n_languages; i++)
    {
      ShapeGuardText *text = &self->texts[i];
      char *guard = text->language == SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON
                      ? explain_bounds (self, bounds)
                      : shape_guard_printer_print_bounds (text->printer, lower, bounds->symbol, upper);

      if (guard == NULL)
        return;
      add_text (text, guard);
    }
  check_range_constraints (self, bounds);
}

static void
append_not_nan (ShapeGuardProducer *self,
                ShapeSource        *source)
{
  static const char *const functions[] = {
    [SHAPE_GUARD_LANGUAGE_PYTHON] = "not math.isnan",
    [SHAPE_GUARD_LANGUAGE_VERBOSE_PYTHON] = "not math.isnan",
    [SHAPE_GUARD_LANGUAGE_CPP] = "~std::isnan", /* as the reference has it */
  };

  for (guint i = 0; i < self->request->n_languages; i++)
    {
      ShapeGuardText *text = &self->texts[i];

      shape_guard_text_take (text, shape_guard_printer_print_call (text->printer, functions[text->language], source),
                             "implicit guard for float input due to NaN specialization in the framework");
    }
}

/* The solver is to know the ranges of dimensions too. */
static void
collect_bounds (ShapeGuardProducer *self,
                const Bounds       *bounds)
{
  if (shape_source_list_has_dim (bounds->sources))
    shape_guard_producer_tell_range (self, bounds->symbol, bounds->has_lower ? bounds->range->lower : NULL,
                                     bounds->has_upper ? bounds->range->upper : NULL);
}

static void
guard_range (ShapeGuardProducer    *self,
             ShapeNode             *symbol,
             const ShapeSourceList *sources)
{
  Bounds bounds = { .symbol = symbol, .sources = sources, .range = shape_env_get_range (self->env, symbol) };

  if (bounds.range == NULL)
    return;
  if (sources->n == 0)
    {
      shape_pool_fail (self->env->pool, SHAPE_ERROR_ASSERTION, "sources must not be empty for symbol %s",
                       symbol->symbol.name);
      return;
    }
  bounds.first = shape_source_list_get (sources)[0];
  bounds.has_lower = !SHAPE_IS (bounds.range->lower, NEGATIVE_INFINITY) &&
                     !SHAPE_IS (bounds.range->lower, NEGATIVE_INT_INFINITY);
  bounds.has_upper = !SHAPE_IS (bounds.range->upper, INFINITY) && !SHAPE_IS (bounds.range->upper, INT_INFINITY);
  collect_bounds (self, &bounds);
  if (!has_failed (self))
    append_bounds (self, &bounds);
  if (!has_failed (self) && shape_symbol_is_float (symbol))
    append_not_nan (self, bounds.first);
}

void
shape_guard_producer_guard_ranges (ShapeGuardProducer *self)
{
  const ShapeSymbolSources *symbols = &self->symbol_to_source;

  for (guint i = 0; i < shape_symbol_sources_n (symbols) && !has_failed (self); i++)
    guard_range (self, shape_symbol_sources_symbol (symbols, i), shape_symbol_sources_list (symbols, i));
}

/* Exclusion */

/* The sizes that the more special program was made for, of symbols that inputs brought;
 * none where the inputs at hand have just these. */
static GPtrArray *
list_excluded (ShapeGuardProducer *self)
{
  GPtrArray *relations = g_ptr_array_new ();
  gboolean all_match = TRUE;

  for (guint i = 0; i < self->env->exclusion_constraints->len; i++)
    {
      const ShapeExclusion *exclusion = &g_array_index (self->env->exclusion_constraints, ShapeExclusion, i);
      ShapeNode *const args[] = { exclusion->symbol, exclusion->value };

      if (shape_symbol_sources_first (&self->symbol_to_source, exclusion->symbol) == NULL)
        continue;
      g_ptr_array_add (relations, shape_node_intern (self->env->pool, SHAPE_OP_NE, args, 2));
      all_match = all_match && shape_env_get_value (self->env, exclusion->symbol) == exclusion->value;
    }
  if (all_match)
    g_ptr_array_set_size (relations, 0);
  return relations;
}

void
shape_guard_producer_exclude (ShapeGuardProducer *self)
{
  g_autoptr (GPtrArray) relations = NULL;

  if (!self->request->excludes)
    return;
  relations = list_excluded (self);
  if (relations->len > 0)
    append (self, relations->len == 1 ? g_ptr_array_index (relations, 0)
                                      : shape_node_build (self->env->pool, SHAPE_OP_OR, (ShapeNode *const *) relations->pdata,
                                                          relations->len),
            NULL, "exclusion guard for automatic dynamic");
}
