/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-symbols-private.h"

#include "shape-env-verbs-private.h"
#include "shape-fx-graph-private.h"

/* Unbacked symbols: values that only the data has. */

static ShapeFacts
facts_of (gboolean is_float)
{
  ShapeFacts given = { 0, 0 };

  if (!is_float)
    shape_facts_give (&given, SHAPE_FACT_INTEGER, TRUE);
  return given;
}

ShapeNode *
shape_env_make_unbacked_symbol (ShapeEnv      *self,
                                gboolean       is_float,
                                ShapeInterval  range)
{
  guint *counter = is_float ? &self->unbacked_symfloat_counter : &self->unbacked_symint_counter;
  ShapeNode *symbol;
  char name[32];

  g_snprintf (name, sizeof name, "%s%u", is_float ? "zuf" : "u", (*counter)++);
  shape_env_mark_changed (self, is_float ? SHAPE_STATE_UNBACKED_SYMFLOAT_COUNTER
                                         : SHAPE_STATE_UNBACKED_SYMINT_COUNTER);
  symbol = shape_node_symbol (self->pool, name, facts_of (is_float));

  if (!self->ignores_fresh_unbacked_symbols)
    {
      g_ptr_array_add (self->pending_fresh_unbacked_symbols, symbol);
      shape_env_mark_changed (self, SHAPE_STATE_PENDING_FRESH_UNBACKED_SYMBOLS);
    }
  shape_env_set_range (self, symbol, &range);

  return symbol;
}

static ShapeInterval
first_range (ShapeExprPool  *pool,
             ShapeValueKind  kind)
{
  if (kind == SHAPE_VALUE_SYM_BOOL)
    return shape_interval_new_unchecked (pool->zero, pool->one);
  return kind == SHAPE_VALUE_SYM_FLOAT ? shape_interval_unknown (pool) : shape_interval_unknown_int (pool);
}

static void
shape_env_explain_bool (ShapeEnv  *self,
                        ShapeNode *symbol)
{
  const ShapeEventPlace *place = shape_env_keep_place_as (self, "default value range for unbacked SymBool");
  ShapeInterval range = first_range (self->pool, SHAPE_VALUE_SYM_BOOL);

  shape_env_explain_range (self, symbol, NULL, &range, (ShapeRangePlaces) { place, place });
}

static ShapeValue
shape_env_make_unbacked (ShapeEnv       *self,
                         ShapeValueKind  kind)
{
  gboolean was_patient = shape_pool_begin_change (self->pool);
  ShapeNode *symbol = shape_env_make_unbacked_symbol (self, kind == SHAPE_VALUE_SYM_FLOAT,
                                                      first_range (self->pool, kind));
  ShapeValue value = {
    .kind = (guint8) kind,
    .hint_kind = SHAPE_VALUE_NONE,
    .node = kind == SHAPE_VALUE_SYM_BOOL ? shape_node_eq (symbol, self->pool->one) : symbol,
    .fx_node = shape_env_fx_placeholder (self, symbol->symbol.name),
  };

  if (kind == SHAPE_VALUE_SYM_BOOL)
    shape_env_explain_bool (self, symbol);
  shape_pool_end_change (self->pool, was_patient);
  return value;
}

ShapeValue
shape_env_make_unbacked_int (ShapeEnv *self)
{
  return shape_env_make_unbacked (self, SHAPE_VALUE_SYM_INT);
}

ShapeValue
shape_env_make_unbacked_float (ShapeEnv *self)
{
  return shape_env_make_unbacked (self, SHAPE_VALUE_SYM_FLOAT);
}

ShapeValue
shape_env_make_unbacked_bool (ShapeEnv *self)
{
  return shape_env_make_unbacked (self, SHAPE_VALUE_SYM_BOOL);
}

/* torch._check: a fact about values that are not known yet. */
static void
shape_env_expect (ShapeEnv  *self,
                  ShapeNode *fact)
{
  if (!shape_pool_has_error (self->pool) && !SHAPE_IS (fact, TRUE))
    shape_env_guard_or_defer (self, fact, "torch._check", NULL);
}

static void
shape_env_apply_unbacked_bounds (ShapeEnv               *self,
                                 ShapeNode              *symbol,
                                 const ShapeUnbackedDim *dim)
{
  if (dim->has_min)
    shape_env_expect (self, shape_node_ge (symbol, shape_node_integer (self->pool, dim->min)));
  if (dim->has_max && !shape_pool_has_error (self->pool))
    {
      ShapeNode *known = shape_env_look (self, symbol);

      if (known != NULL)
        shape_env_expect (self, shape_node_le (known, shape_node_integer (self->pool, dim->max)));
    }
}

/* Dimensions with the same shape id are equal; the first one stands for all. */
static void
shape_env_unify_shape_id (ShapeEnv   *self,
                          ShapeNode  *symbol,
                          const char *shape_id)
{
  const char *id = shape_env_intern (self, shape_id);
  ShapeNode *first = shape_map_get (&self->shape_id_to_unbacked_symbol, id);

  symbol = shape_env_look (self, symbol);
  if (symbol == NULL)
    return;
  if (first == NULL)
    {
      shape_map_put (&self->shape_id_to_unbacked_symbol, id, symbol);
      shape_env_mark_changed (self, SHAPE_STATE_SHAPE_ID_TO_UNBACKED_SYMBOL);
      return;
    }

  first = shape_env_look (self, first);
  if (first != NULL)
    shape_env_expect (self, shape_node_eq (symbol, first));
}

ShapeNode *
shape_env_make_unbacked_input (ShapeEnv                 *self,
                               const ShapeSymbolRequest *request)
{
  int index = shape_source_get_index (request->source);
  ShapeSymbolicContext *context = request->context;
  const ShapeUnbackedDim *dim = NULL;
  ShapeNode *symbol = shape_env_make_unbacked_int (self).node;

  if (context != NULL && context->unbacked != NULL && index >= 0 && (guint) index < context->n_dims &&
      shape_source_get_property (request->source) != SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET)
    dim = &context->unbacked[index];

  shape_env_run_constrain_range_for_size (self, symbol, NULL, NULL);
  if (dim != NULL && dim->has_bounds && !shape_pool_has_error (self->pool))
    shape_env_apply_unbacked_bounds (self, symbol, dim);
  if (dim != NULL && dim->shape_id != NULL && !shape_pool_has_error (self->pool))
    shape_env_unify_shape_id (self, symbol, dim->shape_id);
  if (shape_pool_has_error (self->pool))
    return NULL;

  shape_map_add (&self->unbacked_inputs, symbol);
  shape_env_mark_changed (self, SHAPE_STATE_UNBACKED_INPUTS);

  return symbol;
}

static gboolean
shape_env_check_renaming (ShapeEnv  *self,
                          ShapeNode *old,
                          ShapeNode *renamed)
{
  ShapeNode *target = shape_env_get_replacement (self, old);

  if (!shape_node_has_unbacked (renamed))
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION,
                     "Expected new_s to have free unbacked symbols: %s", renamed->symbol.name);
  else if (!shape_node_has_unbacked (old))
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION,
                     "Expected orig_s to have free unbacked symbols: %s", old->symbol.name);
  else if (target != NULL && shape_node_has_unbacked (target))
    {
      g_autofree char *text = shape_node_to_sympy_str (target);

      shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "%s -> %s", old->symbol.name, text);
    }

  return !shape_pool_has_error (self->pool);
}

/* What was known of the old symbol goes over to the new one. */
void
shape_env_rename_unbacked (ShapeEnv  *self,
                           ShapeNode *old,
                           ShapeNode *renamed)
{
  ShapeNode *target = shape_env_get_replacement (self, old);

  if (!shape_env_check_renaming (self, old, renamed))
    return;

  shape_env_set_replacement (self, old, renamed);
  if (shape_pool_has_error (self->pool))
    return;
  shape_map_put (&self->unbacked_renamings, old, renamed);
  shape_env_mark_changed (self, SHAPE_STATE_UNBACKED_RENAMINGS);
  if (target != NULL)
    shape_env_set_replacement (self, renamed, target);
}
