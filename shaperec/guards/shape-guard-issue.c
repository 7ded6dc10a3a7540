/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

#include "../env/shape-env-verbs-private.h"

/* The guards proper: what was asked and answered, and exclusion. */

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
    shape_guard_producer_violate_by_guard (self, g_ptr_array_index (constraints, i), source, expr, ".");
}

static void
issue_guard (ShapeGuardProducer *self,
             ShapeMap           *issued,
             const ShapeGuard   *guard)
{
  ShapeNode *expr = shape_env_simplify_node (self->env, guard->expr);
  gboolean is_trivial = FALSE;

  if (expr == NULL || shape_guard_producer_has_failed (self) || !shape_map_add (issued, expr))
    return;
  if (speaks_of_dim (self, expr))
    is_trivial = shape_guard_producer_tell_fact (self, expr);
  if (shape_guard_producer_has_failed (self))
    return;
  append (self, expr, guard->place, NULL);
  if (!shape_guard_producer_has_failed (self) && !is_trivial && shape_node_free_symbols (expr)->n == 1)
    check_constraints (self, expr);
}

/* What was deferred is no guard, but the solver can tell how to fix it. */
static void
collect_asserts (ShapeGuardProducer *self)
{
  const GArray *asserts = shape_map_get (&self->env->deferred_runtime_asserts, NULL);

  for (guint i = 0; asserts != NULL && i < asserts->len && !shape_guard_producer_has_failed (self); i++)
    {
      ShapeNode *expr = g_array_index (asserts, ShapeRuntimeAssert, i).expr;

      if (shape_env_maybe_evaluate_static (self->env, expr, SHAPE_STATIC_NO_AXIOMS) != NULL
          || shape_guard_producer_has_failed (self))
        continue;
      expr = shape_env_simplify_node (self->env, expr);
      if (expr != NULL && !shape_guard_producer_has_failed (self))
        shape_guard_producer_tell_fact (self, expr);
    }
}

void
shape_guard_producer_issue_guards (ShapeGuardProducer *self)
{
  const ShapeGuardRequest *request = self->request;
  guint n = request->guards ? request->n_guards : self->env->guards->len;
  ShapeMap issued = { 0 };

  for (guint i = 0; i < n && !shape_guard_producer_has_failed (self); i++)
    {
      ShapeGuard guard = request->guards ? request->guards[i] : g_array_index (self->env->guards, ShapeGuard, i);

      if (!shape_env_implies_guard (self->env, &guard) && !shape_guard_producer_has_failed (self))
        issue_guard (self, &issued, &guard);
    }
  shape_map_clear (&issued);
  if (!shape_guard_producer_has_failed (self))
    collect_asserts (self);
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
  ShapeNode *excluded;

  if (!self->request->excludes)
    return;
  relations = list_excluded (self);
  if (relations->len == 0)
    return;
  excluded = relations->len == 1 ? g_ptr_array_index (relations, 0)
                                 : shape_node_build (self->env->pool, SHAPE_OP_OR,
                                                     (ShapeNode *const *) relations->pdata, relations->len);
  append (self, excluded, NULL, "exclusion guard for automatic dynamic");
}
