/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-symbols-private.h"

#include "shape-env-verbs-private.h"

/* Backed symbols: a size, stride, offset or number of the inputs, with its value. */

static gsize
hash_name (const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize len = sizeof digest;
  gsize hash = 0;

  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, digest, &len);
  for (gsize i = 0; i < len; i++)
    hash = (hash * 256 + digest[i]) % 100;
  return hash;
}

/* A number from the name of the source, so that a symbol is likely to be called the
 * same in each compilation; the next free one where it is taken. */
static guint
shape_env_take_unique_id (ShapeEnv    *self,
                          ShapeSource *source)
{
  guint given;
  gsize id = shape_source_get_number (source, &given) ? given : hash_name (shape_source_get_name (source));

  while (!shape_map_add (&self->unique_ids, GSIZE_TO_POINTER (id)))
    id++;
  shape_env_mark_changed (self, SHAPE_STATE_UNIQUE_IDS);

  return (guint) id;
}

static ShapeNode *
shape_env_name_symbol (ShapeEnv                 *self,
                       const ShapeSymbolRequest *request)
{
  gboolean is_float = SHAPE_IS (request->value, FLOAT);
  guint id = shape_env_take_unique_id (self, request->source);
  ShapeFacts given = { 0, 0 };
  char name[32];

  g_snprintf (name, sizeof name, "%s%u", is_float ? "zf" : "s", id);
  shape_facts_give (&given, is_float ? SHAPE_FACT_REAL : SHAPE_FACT_INTEGER, TRUE);
  if (request->positive != SHAPE_MAYBE)
    shape_facts_give (&given, SHAPE_FACT_POSITIVE, request->positive == SHAPE_YES);

  return shape_node_symbol (self->pool, name, given);
}

/* Python takes 2 and 2.0 for the same key. */
static ShapeNode *
duck_key (ShapeNode *value)
{
  if (SHAPE_IS (value, FLOAT) && value->real > -9e15 && value->real < 9e15)
    {
      gint64 integer = (gint64) value->real;

      if (!((double) integer < value->real) && !((double) integer > value->real))
        return shape_node_integer (value->pool, integer);
    }
  return value;
}

static gboolean
is_zero_or_one (ShapeNode *value)
{
  value = duck_key (value);
  return shape_node_is_int (value, 0) || shape_node_is_int (value, 1);
}

static void
shape_env_set_source_var (ShapeEnv    *self,
                          ShapeSource *source,
                          ShapeNode   *symbol)
{
  const char *name = shape_env_intern (self, shape_source_get_name (source));

  shape_map_put (&self->source_to_var, name, symbol);
  shape_env_mark_changed (self, SHAPE_STATE_SOURCE_TO_VAR);
}

static ShapeInterval
shape_env_initial_range (ShapeEnv                 *self,
                         const ShapeSymbolRequest *request)
{
  ShapeExprPool *pool = self->pool;
  gboolean may_be_zero = request->do_not_specialize_zero_one || !self->specialize_zero_one;

  if (request->positive != SHAPE_YES)
    return shape_interval_unknown_int (pool);

  return shape_interval_new_unchecked (shape_node_integer (pool, may_be_zero ? 0 : 2),
                                       shape_node_constant (pool, SHAPE_OP_INT_INFINITY));
}

static void
shape_env_fail_out_of_range (ShapeEnv            *self,
                             ShapeNode           *value,
                             const ShapeInterval *range)
{
  g_autofree char *text = shape_node_to_sympy_str (value);
  g_autofree char *lower = shape_node_to_sympy_str (range->lower);
  g_autofree char *upper = shape_node_to_sympy_str (range->upper);

  shape_pool_fail (self->pool, SHAPE_ERROR_CONSTRAINT_VIOLATION,
                   "%s not in range [%s, %s]", text, lower, upper);
}

static void
shape_env_explain_lower (ShapeEnv            *self,
                         ShapeNode           *symbol,
                         const ShapeInterval *range)
{
  static const char specialization[] =
    "user code shown is first use of this value--the guard itself is not due user code but due to 0/1 specialization "
    "in the framework; to avoid specialization try torch._dynamo.decorators.mark_unbacked(tensor, dim)";
  const ShapeRangePlaces places = { shape_env_keep_place_as (self, specialization), shape_env_keep_place (self) };

  shape_env_explain_range (self, symbol, NULL, range, places);
}

/* The range of a new symbol; that of the size of a nested tensor is left open. */
static void
shape_env_begin_range (ShapeEnv                 *self,
                       const ShapeSymbolRequest *request,
                       ShapeNode                *symbol)
{
  const ShapeConstraint *constraint = request->constraint;
  ShapeInterval range;

  if (SHAPE_IS (request->value, SINGLETON_INT))
    return;
  if (SHAPE_IS (request->value, FLOAT))
    {
      range = shape_interval_unknown (self->pool);
      shape_env_set_range (self, symbol, &range);
      return;
    }

  range = shape_env_initial_range (self, request);
  shape_env_set_range (self, symbol, &range);
  if (self->specialize_zero_one && request->positive == SHAPE_YES)
    shape_env_explain_lower (self, symbol, &range);
  if (constraint != NULL && constraint->kind == SHAPE_CONSTRAINT_STRICT_MIN_MAX)
    shape_env_update_range (self, symbol,
                            shape_interval_new (constraint->lower, constraint->upper), TRUE);
  if (shape_pool_has_error (self->pool))
    return;

  range = *shape_env_get_range (self, symbol);
  if (!shape_interval_contains (range, request->value) && !shape_pool_has_error (self->pool))
    shape_env_fail_out_of_range (self, request->value, &range);
}

static ShapeNode *
shape_env_add_symbol (ShapeEnv                 *self,
                      const ShapeSymbolRequest *request,
                      gboolean                  is_duck)
{
  ShapeNode *symbol = shape_env_name_symbol (self, request);

  shape_env_set_source_var (self, request->source, symbol);
  shape_map_put (&self->backed_var_to_val, symbol, request->value);
  shape_env_mark_changed (self, SHAPE_STATE_BACKED_VAR_TO_VAL);
  shape_map_put (&self->var_to_sources, symbol,
                 g_ptr_array_new_with_free_func ((GDestroyNotify) shape_source_unref));
  shape_env_mark_changed (self, SHAPE_STATE_VAR_TO_SOURCES);

  if (is_duck)
    {
      shape_map_put (&self->val_to_var, duck_key (request->value), symbol);
      g_ptr_array_add (self->val_to_var_keys, request->value);
      shape_env_mark_changed (self, SHAPE_STATE_VAL_TO_VAR);
    }
  shape_env_begin_range (self, request, symbol);

  return symbol;
}

/* One more place that the symbol comes from. The first is the one that guards are
 * written with: better none that goes away. */
static void
shape_env_add_symbol_source (ShapeEnv    *self,
                             ShapeNode   *symbol,
                             ShapeSource *source)
{
  GPtrArray *sources = shape_map_get (&self->var_to_sources, symbol);

  g_ptr_array_add (sources, shape_source_ref (source));
  if (!shape_source_get_ephemeral (source) &&
      shape_source_get_ephemeral (g_ptr_array_index (sources, 0)))
    {
      gpointer first = sources->pdata[0];

      sources->pdata[0] = sources->pdata[sources->len - 1];
      sources->pdata[sources->len - 1] = first;
    }
  shape_env_mark_changed (self, SHAPE_STATE_VAR_TO_SOURCES);

  shape_map_put (&self->symbol_guard_counter, symbol, GSIZE_TO_POINTER (0));
  shape_env_mark_changed (self, SHAPE_STATE_SYMBOL_GUARD_COUNTER);
}

/* A constraint to a single value makes the dimension static, in the context too. */
static gboolean
shape_env_apply_equal_bounds (ShapeEnv           *self,
                              ShapeSymbolRequest *request)
{
  ShapeSource *source = request->source;
  int index = shape_source_get_index (source);
  ShapeSymbolicContext *context = request->context;

  if (SHAPE_IS (request->value, SINGLETON_INT))
    {
      shape_env_fail_nested_value (self);
      return FALSE;
    }
  if (request->constraint->lower != request->value)
    {
      g_autofree char *bound = shape_node_to_sympy_str (request->constraint->lower);
      g_autofree char *value = shape_node_to_sympy_str (request->value);

      shape_pool_fail (self->pool, SHAPE_ERROR_CONSTRAINT_VIOLATION,
                       "Static shape constraint of %s does not match input size of %s, for %s",
                       bound, value, shape_source_get_name (source));
      return FALSE;
    }

  if (context != NULL && SHAPE_CONTEXT_IS_STATELESS (context))
    {
      if (index < 0 || (guint) index >= context->n_dims)
        {
          shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "source.idx must not be None");
          return FALSE;
        }
      shape_symbolic_context_fix_size (context, (guint) index);
    }
  request->dynamic = SHAPE_DIM_STATIC;
  request->constraint = NULL;

  return TRUE;
}

/* A number, truncated where it has a fraction. */
static ShapeNode *
static_value (ShapeNode *value)
{
  if (!SHAPE_IS (value, FLOAT))
    return value;
  return shape_node_build1 (SHAPE_OP_TRUNC_TO_INT, value);
}

/* A float and a nested integer of the same hash, which Python cannot compare. */
static gboolean
is_incomparable (ShapeNode *a,
                 ShapeNode *b)
{
  gint64 integer;

  return SHAPE_IS (a, FLOAT) && SHAPE_IS (b, SINGLETON_INT) &&
         shape_node_get_int64 (duck_key (a), &integer) && integer == b->singleton.value;
}

/* The symbol that has the same value already; NULL where there is none, or the error is set. Like Python's
 * dictionary, this meets the values of one hash in the order in which they came. */
static ShapeNode *
shape_env_find_duck (ShapeEnv  *self,
                     ShapeNode *value)
{
  ShapeNode *key = duck_key (value);
  gboolean may_fail = SHAPE_IS (value, FLOAT) || SHAPE_IS (value, SINGLETON_INT);

  for (guint i = 0; may_fail && i < self->val_to_var_keys->len; i++)
    {
      ShapeNode *known = self->val_to_var_keys->pdata[i];

      if (duck_key (known) == key)
        break;
      if (is_incomparable (value, known) || is_incomparable (known, value))
        {
          shape_pool_fail (self->pool, SHAPE_ERROR_RUNTIME, "sym_float is not supported by NestedIntSymNode");
          return NULL;
        }
    }

  return shape_map_get (&self->val_to_var, key);
}

static ShapeNode *
shape_env_choose_new_symbol (ShapeEnv                 *self,
                             const ShapeSymbolRequest *request)
{
  gboolean is_duck = request->dynamic == SHAPE_DIM_DUCK && self->duck_shape;
  gboolean was_patient = shape_pool_begin_change (self->pool);
  ShapeNode *symbol = NULL;

  if (is_duck)
    symbol = shape_env_find_duck (self, request->value);

  if (symbol == NULL && !shape_pool_has_error (self->pool))
    symbol = shape_env_add_symbol (self, request, is_duck);
  else if (symbol != NULL)
    shape_env_set_source_var (self, request->source, symbol);
  if (!shape_pool_has_error (self->pool))
    shape_env_add_symbol_source (self, symbol, request->source);
  shape_pool_end_change (self->pool, was_patient);

  return symbol;
}

static gboolean
shape_env_check_request (ShapeEnv                 *self,
                         const ShapeSymbolRequest *request)
{
  if (request->positive == SHAPE_YES && SHAPE_IS_NUMBER (request->value) &&
      !SHAPE_IS (request->value, SINGLETON_INT) && shape_number_sign (request->value) < 0)
    {
      g_autofree char *value = shape_node_to_sympy_str (request->value);

      shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "positive set for negative value: %s", value);
    }
  else if (request->constraint == NULL && request->dynamic == SHAPE_DIM_INFER_STRIDE)
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION,
                     "unhandled dynamic_dim DimDynamic.INFER_STRIDE");

  return !shape_pool_has_error (self->pool);
}

static gboolean
has_memory (const ShapeSymbolRequest *request)
{
  return request->context != NULL && SHAPE_CONTEXT_IS_STATEFUL (request->context) &&
         *shape_source_get_name (request->source) != '\0';
}

static ShapeNode *
shape_env_make_symbol_anew (ShapeEnv           *self,
                            ShapeSymbolRequest *request,
                            gboolean           *is_remembered)
{
  gboolean specializes = self->specialize_zero_one && !request->do_not_specialize_zero_one;

  if (request->dynamic == SHAPE_DIM_UNBACKED)
    return shape_env_make_unbacked_input (self, request);
  if (!shape_env_check_request (self, request))
    return NULL;

  /* What the user constrained is never shared or made static. */
  if (request->constraint != NULL)
    request->dynamic = SHAPE_DIM_DYNAMIC;
  if (request->dynamic == SHAPE_DIM_STATIC)
    return static_value (request->value);

  if (specializes && is_zero_or_one (request->value))
    {
      *is_remembered = FALSE;
      return duck_key (request->value);
    }

  return shape_env_choose_new_symbol (self, request);
}

ShapeNode *
shape_env_make_symbol (ShapeEnv                 *self,
                       const ShapeSymbolRequest *original)
{
  ShapeSymbolRequest request = *original;
  const ShapeConstraint *constraint = request.constraint;
  gboolean is_remembered = TRUE;
  ShapeNode *symbol;

  if (constraint != NULL && constraint->kind == SHAPE_CONSTRAINT_NONE)
    request.constraint = NULL;
  else if (constraint != NULL && constraint->kind == SHAPE_CONSTRAINT_STRICT_MIN_MAX &&
           constraint->lower == constraint->upper && !shape_env_apply_equal_bounds (self, &request))
    return NULL;

  if (has_memory (&request))
    {
      symbol = shape_context_memory_recall (self->context_memory, request.context,
                                            shape_source_get_name (request.source));
      if (symbol != NULL)
        return symbol;
    }

  symbol = shape_env_make_symbol_anew (self, &request, &is_remembered);
  if (shape_pool_has_error (self->pool))
    return NULL;
  if (is_remembered && has_memory (&request))
    shape_context_memory_remember (self->context_memory, request.context,
                                   shape_source_get_name (request.source), symbol);

  return symbol;
}

ShapeNode *
shape_env_make_unspecified_symbol (ShapeEnv                 *self,
                                   const ShapeSymbolRequest *original)
{
  ShapeSymbolRequest request = *original;

  request.positive = SHAPE_MAYBE;
  request.do_not_specialize_zero_one = TRUE;

  return shape_env_make_symbol (self, &request);
}

void
shape_env_exclude (ShapeEnv  *self,
                   ShapeNode *symbol,
                   ShapeNode *value)
{
  ShapeExclusion exclusion = { symbol, value };

  g_array_append_val (self->exclusion_constraints, exclusion);
  shape_env_mark_changed (self, SHAPE_STATE_EXCLUSION_CONSTRAINTS);
}
