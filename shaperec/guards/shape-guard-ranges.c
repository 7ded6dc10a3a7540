/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

#include "../env/shape-env-verbs-private.h"

/* The guards of the ranges of symbols, and that no float is nan. */

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

  for (guint i = 0; constraints != NULL && i < constraints->len && !shape_guard_producer_has_failed (self); i++)
    {
      const ShapeConstraint *constraint = g_ptr_array_index (constraints, i);
      ShapeInterval wanted = shape_interval_intersect (shape_interval_new (constraint->lower, constraint->upper),
                                                       shape_env_default_range (self->env));
      ShapeNode *ends[2];

      if (shape_guard_producer_has_failed (self) || shape_interval_is_subset (wanted, *bounds->range))
        continue;
      ends[0] = shape_node_le (bounds->range->lower, bounds->symbol);
      ends[1] = shape_node_le (bounds->symbol, bounds->range->upper);
      shape_guard_producer_violate_by_guard (self, constraint, bounds->first,
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
      shape_guard_text_add (text, guard);
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
  if (!shape_guard_producer_has_failed (self))
    append_bounds (self, &bounds);
  if (!shape_guard_producer_has_failed (self) && shape_symbol_is_float (symbol))
    append_not_nan (self, bounds.first);
}

void
shape_guard_producer_guard_ranges (ShapeGuardProducer *self)
{
  const ShapeSymbolSources *symbols = &self->symbol_to_source;

  for (guint i = 0; i < shape_symbol_sources_n (symbols) && !shape_guard_producer_has_failed (self); i++)
    guard_range (self, shape_symbol_sources_symbol (symbols, i), shape_symbol_sources_list (symbols, i));
}
