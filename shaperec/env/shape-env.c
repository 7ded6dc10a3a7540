/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-fx-graph-private.h"

#include "../expr/shape-expr.h"
#include "../record/shape-env-event.h"
#include "../record/shape-door-private.h"
#include "../record/shape-recorder-private.h"

/**
 * ShapeEnv:
 *
 * A symbolic-shape environment: the symbols that stand for the sizes of a
 * program's inputs, and all that is known of them.
 *
 * Symbols come from [method@Env.create_symbol] and its kin. Questions about
 * expressions of them ([method@Env.evaluate_expr]) are answered from what is known
 * where that suffices; where it does not, the answer of this run is given and a
 * guard is added. Every call that changes an environment is recorded as a
 * [class@EnvEvent], so that [func@Env.replay_events] can build it again, and
 * [method@Env.check_state_equal] can tell whether two are alike.
 *
 * An environment belongs to one thread, as its [struct@ExprPool] does.
 */

enum
{
  PROP_0,
  PROP_POOL,
  PROP_RECORD_EVENTS,
  PROP_ALLOW_SCALAR_OUTPUTS,
  PROP_ALLOW_DYNAMIC_OUTPUT_SHAPE_OPS,
  PROP_ASSUME_STATIC_BY_DEFAULT,
  PROP_SPECIALIZE_ZERO_ONE,
  PROP_DUCK_SHAPE,
  PROP_PREFER_DEFERRED_RUNTIME_ASSERTS_OVER_GUARDS,
  PROP_TRACE_ASSERTS,
  PROP_TRANSLATION_VALIDATION,
  PROP_BACKED_SIZE_OBLIVIOUS,
  PROP_SYMBOL_GUARD_LIMIT,
  PROP_GUARD_FREE_SEMANTICS,
  PROP_FLIP_EQUALITY,
  N_PROPS
};

/* The settings that are plain flags: name, default, where they are kept. */
typedef struct
{
  const char *name;
  gboolean    value;
  gsize       offset;
} Flag;

/**
 * ShapeEnv:allow-scalar-outputs:
 *
 * Whether an operation may give a number that only the data has, as `item ()` does (`allow_scalar_outputs`).
 */

/**
 * ShapeEnv:allow-dynamic-output-shape-ops:
 *
 * Whether an operation may give a tensor whose shape only the data has, as `nonzero ()` does
 * (`allow_dynamic_output_shape_ops`).
 */

/**
 * ShapeEnv:assume-static-by-default:
 *
 * Whether a dimension of which nothing is said is a constant (`assume_static_by_default`).
 */

/**
 * ShapeEnv:specialize-zero-one:
 *
 * Whether sizes of 0 and 1 are constants (`specialize_zero_one`).
 */

/**
 * ShapeEnv:duck-shape:
 *
 * Whether sizes of the same value share a symbol (`duck_shape`).
 */

/**
 * ShapeEnv:prefer-deferred-runtime-asserts-over-guards:
 *
 * Whether a question that has a hint may become an assert of the program instead of a guard
 * (`prefer_deferred_runtime_asserts_over_guards`).
 */

/**
 * ShapeEnv:trace-asserts:
 *
 * Whether asserts are kept in the graph (`trace_asserts`).
 */

/**
 * ShapeEnv:translation-validation:
 *
 * Whether the names of FX nodes are kept (`translation_validation`).
 */

/**
 * ShapeEnv:backed-size-oblivious:
 *
 * Whether sizes that have a hint are treated as unbacked ones where sizes of 0 and 1 would make a difference
 * (`backed_size_oblivious`).
 */

/**
 * ShapeEnv:flip-equality:
 *
 * Whether equalities are answered wrongly, to test what finds that out
 * (`inject_EVALUATE_EXPR_flip_equality_TESTING_ONLY`).
 */

static const Flag flags[N_PROPS] = {
  [PROP_ALLOW_SCALAR_OUTPUTS] =
    { "allow-scalar-outputs", TRUE, G_STRUCT_OFFSET (ShapeEnv, allow_scalar_outputs) },
  [PROP_ALLOW_DYNAMIC_OUTPUT_SHAPE_OPS] =
    { "allow-dynamic-output-shape-ops", TRUE, G_STRUCT_OFFSET (ShapeEnv, allow_dynamic_output_shape_ops) },
  [PROP_ASSUME_STATIC_BY_DEFAULT] =
    { "assume-static-by-default", FALSE, G_STRUCT_OFFSET (ShapeEnv, assume_static_by_default) },
  [PROP_SPECIALIZE_ZERO_ONE] =
    { "specialize-zero-one", TRUE, G_STRUCT_OFFSET (ShapeEnv, specialize_zero_one) },
  [PROP_DUCK_SHAPE] =
    { "duck-shape", TRUE, G_STRUCT_OFFSET (ShapeEnv, duck_shape) },
  [PROP_PREFER_DEFERRED_RUNTIME_ASSERTS_OVER_GUARDS] =
    { "prefer-deferred-runtime-asserts-over-guards", FALSE,
      G_STRUCT_OFFSET (ShapeEnv, prefer_deferred_runtime_asserts_over_guards) },
  [PROP_TRACE_ASSERTS] =
    { "trace-asserts", FALSE, G_STRUCT_OFFSET (ShapeEnv, trace_asserts) },
  [PROP_TRANSLATION_VALIDATION] =
    { "translation-validation", FALSE, G_STRUCT_OFFSET (ShapeEnv, config.translation_validation) },
  [PROP_BACKED_SIZE_OBLIVIOUS] =
    { "backed-size-oblivious", FALSE, G_STRUCT_OFFSET (ShapeEnv, config.backed_size_oblivious) },
  [PROP_FLIP_EQUALITY] =
    { "flip-equality", FALSE, G_STRUCT_OFFSET (ShapeEnv, config.inject_evaluate_expr_flip_equality) },
};

static GParamSpec *props[N_PROPS];
static guint signals[SHAPE_N_ENV_SIGNALS];

G_DEFINE_FINAL_TYPE (ShapeEnv, shape_env, G_TYPE_OBJECT)

static void
shape_env_caches_init (ShapeEnvCaches *self)
{
  shape_division_tables_init (self);
  shape_call_cache_init (&self->evaluate);
  shape_call_cache_init (&self->defer);
  shape_call_cache_init (&self->guard_rel);
}

static void
shape_env_caches_clear (ShapeEnvCaches *self)
{
  ShapeNodeCache *const caches[] = {
    &self->find, &self->replace, &self->simplify_floor_div, &self->guarding_hint,
    &self->size_hint[FALSE], &self->size_hint[TRUE], &self->remainder, &self->exact, &self->substitute_equals,
  };

  for (guint i = 0; i < G_N_ELEMENTS (caches); i++)
    shape_node_cache_clear_memory (caches[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->simplify); i++)
    shape_node_cache_clear_memory (&self->simplify[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->evaluate_static); i++)
    shape_node_cache_clear_memory (&self->evaluate_static[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->rewritten); i++)
    shape_node_cache_clear_memory (&self->rewritten[i]);
  g_clear_pointer (&self->divisions, g_hash_table_unref);
  g_clear_pointer (&self->exactness, g_hash_table_unref);
  shape_call_cache_clear (&self->evaluate);
  shape_call_cache_clear (&self->defer);
  shape_call_cache_clear (&self->guard_rel);
}

static gboolean *
shape_env_get_flag (ShapeEnv *self,
                    guint     prop_id)
{
  return flags[prop_id].name == NULL ? NULL : &G_STRUCT_MEMBER (gboolean, self, flags[prop_id].offset);
}

static void
shape_env_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  ShapeEnv *self = SHAPE_ENV (object);

  switch (prop_id)
    {
    case PROP_POOL:
      g_value_set_boxed (value, self->pool);
      break;

    case PROP_RECORD_EVENTS:
      g_value_set_boolean (value, self->recorder != NULL);
      break;

    case PROP_SYMBOL_GUARD_LIMIT:
      g_value_set_int64 (value, self->config.symbol_guard_limit_before_specialize);
      break;

    case PROP_GUARD_FREE_SEMANTICS:
      g_value_set_uint (value, self->config.aggressive_guard_free_semantics);
      break;

    default:
      if (shape_env_get_flag (self, prop_id) != NULL)
        g_value_set_boolean (value, *shape_env_get_flag (self, prop_id));
      else
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
shape_env_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  ShapeEnv *self = SHAPE_ENV (object);

  switch (prop_id)
    {
    case PROP_POOL:
      self->pool = g_value_dup_boxed (value);
      break;

    case PROP_RECORD_EVENTS:
      if (g_value_get_boolean (value))
        self->recorder = shape_recorder_new ();
      break;

    case PROP_SYMBOL_GUARD_LIMIT:
      self->config.symbol_guard_limit_before_specialize = g_value_get_int64 (value);
      break;

    case PROP_GUARD_FREE_SEMANTICS:
      self->config.aggressive_guard_free_semantics = g_value_get_uint (value);
      break;

    default:
      if (shape_env_get_flag (self, prop_id) != NULL)
        *shape_env_get_flag (self, prop_id) = g_value_get_boolean (value);
      else
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
shape_env_constructed (GObject *object)
{
  ShapeEnv *self = SHAPE_ENV (object);

  G_OBJECT_CLASS (shape_env_parent_class)->constructed (object);

  if (self->pool == NULL)
    self->pool = shape_expr_pool_new ();
  if (self->config.translation_validation)
    self->fx = shape_fx_graph_new ();
  if (self->recorder != NULL)
    {
      shape_recorder_begin (self->recorder, self);
      self->find_by_door = shape_env_find_by_door;
    }
}

static void
shape_env_free_maps (ShapeEnv *self)
{
  ShapeMap *const maps[] = {
    &self->replacements, &self->axioms, &self->var_to_range, &self->backed_var_to_val,
    &self->real_tensor_prop_unbacked_vals, &self->var_to_hint_override, &self->divisible,
    &self->size_like, &self->val_to_var, &self->source_to_var, &self->unique_ids,
    &self->symbol_guard_counter, &self->unbacked_inputs, &self->unbacked_renamings,
    &self->unbacked_alloc_order, &self->shape_id_to_unbacked_symbol, &self->source_to_symbol,
    &self->range_places, &self->replacement_places, &self->source_name_to_debug_name,
    &self->unbacked_replacements,
  };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    shape_map_clear (maps[i]);
  shape_map_clear_full (&self->deferred_runtime_asserts, (GDestroyNotify) g_array_unref);
  shape_map_clear_full (&self->var_to_sources, (GDestroyNotify) g_ptr_array_unref);
}

static void
shape_env_finalize (GObject *object)
{
  ShapeEnv *self = SHAPE_ENV (object);

  shape_env_free_maps (self);
  shape_env_caches_clear (&self->caches);
  g_array_unref (self->guards);
  g_array_unref (self->exclusion_constraints);
  for (guint i = 0; i < self->specializations->len; i++)
    shape_source_unref (g_array_index (self->specializations, ShapeSpecialization, i).source);
  g_array_unref (self->specializations);
  g_ptr_array_unref (self->val_to_var_keys);
  g_ptr_array_unref (self->pending_fresh_unbacked_symbols);
  g_ptr_array_unref (self->ignorable_fresh_unbacked_symbols);
  g_clear_pointer (&self->fx, shape_fx_graph_free);
  g_clear_pointer (&self->recorder, shape_recorder_unref);
  shape_context_memory_free (self->context_memory);
  shape_arena_free (self->arena);
  shape_expr_pool_unref (self->pool);

  G_OBJECT_CLASS (shape_env_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  for (guint i = 1; i < N_PROPS; i++)
    if (flags[i].name != NULL)
      props[i] = g_param_spec_boolean (flags[i].name, NULL, NULL, flags[i].value, construct);

  /**
   * ShapeEnv:pool:
   *
   * The pool of its expressions. One pool may serve many environments.
   */
  props[PROP_POOL] = g_param_spec_boxed ("pool", NULL, NULL, SHAPE_TYPE_EXPR_POOL, construct);
  /**
   * ShapeEnv:record-events:
   *
   * Whether calls are recorded (`should_record_events`).
   */
  props[PROP_RECORD_EVENTS] = g_param_spec_boolean ("record-events", NULL, NULL, FALSE, construct);
  /**
   * ShapeEnv:symbol-guard-limit:
   *
   * How many guards may name a symbol before it becomes a constant; -1 for any number
   * (`symbol_guard_limit_before_specialize`).
   */
  props[PROP_SYMBOL_GUARD_LIMIT] = g_param_spec_int64 ("symbol-guard-limit", NULL, NULL,
                                                       -1, G_MAXINT64, -1, construct);
  /**
   * ShapeEnv:guard-free-semantics:
   *
   * How far guards are avoided, 0 to 2 (`aggressive_guard_free_semantics`).
   */
  props[PROP_GUARD_FREE_SEMANTICS] = g_param_spec_uint ("guard-free-semantics", NULL, NULL,
                                                        0, G_MAXUINT, 0, construct);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static guint
new_signal (GType       type,
            const char *name,
            guint       n_exprs)
{
  return g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_exprs, SHAPE_TYPE_EXPR, SHAPE_TYPE_EXPR);
}

static void
install_signals (GType type)
{
  /**
   * ShapeEnv::event-recorded:
   * @self: the environment
   * @event: the event
   *
   * A call was recorded, and has returned or failed.
   */
  signals[SHAPE_ENV_SIGNAL_EVENT_RECORDED] =
    g_signal_new ("event-recorded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  1, SHAPE_TYPE_ENV_EVENT);
  /**
   * ShapeEnv::guard-added:
   * @self: the environment
   * @guard: what is guarded on
   *
   * A guard was added.
   */
  signals[SHAPE_ENV_SIGNAL_GUARD_ADDED] = new_signal (type, "guard-added", 1);
  /**
   * ShapeEnv::range-changed:
   * @self: the environment
   * @symbol: the symbol
   *
   * The range of a symbol was set or narrowed.
   */
  signals[SHAPE_ENV_SIGNAL_RANGE_CHANGED] = new_signal (type, "range-changed", 1);
  /**
   * ShapeEnv::replacement-set:
   * @self: the environment
   * @symbol: the symbol
   * @target: what stands for it from now on
   *
   * A symbol turned out to equal an expression.
   */
  signals[SHAPE_ENV_SIGNAL_REPLACEMENT_SET] = new_signal (type, "replacement-set", 2);
  /**
   * ShapeEnv::runtime-assert-added:
   * @self: the environment
   * @expr: what is asserted
   *
   * A fact was taken on trust, to be asserted when the program runs.
   */
  signals[SHAPE_ENV_SIGNAL_RUNTIME_ASSERT_ADDED] = new_signal (type, "runtime-assert-added", 1);
}

static void
shape_env_class_init (ShapeEnvClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = shape_env_constructed;
  object_class->finalize = shape_env_finalize;
  object_class->get_property = shape_env_get_property;
  object_class->set_property = shape_env_set_property;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
shape_env_init (ShapeEnv *self)
{
  self->arena = shape_arena_new ();
  self->guards = g_array_new (FALSE, FALSE, sizeof (ShapeGuard));
  self->exclusion_constraints = g_array_new (FALSE, FALSE, sizeof (ShapeExclusion));
  self->specializations = g_array_new (FALSE, FALSE, sizeof (ShapeSpecialization));
  self->val_to_var_keys = g_ptr_array_new ();
  self->pending_fresh_unbacked_symbols = g_ptr_array_new ();
  self->ignorable_fresh_unbacked_symbols = g_ptr_array_new ();
  self->config = SHAPE_ENV_CONFIG_DEFAULT;
  self->context_memory = shape_context_memory_new ();
  self->resimplify_floor_div_axioms = TRUE;
  shape_env_caches_init (&self->caches);
}

/**
 * shape_env_new:
 *
 * Makes an environment with the default settings, a pool of its own, and recording on.
 * For others, construct the object with the properties you want.
 *
 * Returns: (transfer full): a new environment
 */
ShapeEnv *
shape_env_new (void)
{
  return g_object_new (SHAPE_TYPE_ENV, "record-events", TRUE, NULL);
}

ShapeEnv *
shape_env_new_with (ShapeExprPool          *pool,
                    const ShapeEnvSettings *settings,
                    const ShapeEnvConfig   *config)
{
  gboolean duck_shape = settings->duck_shape == SHAPE_MAYBE ? config->use_duck_shape
                                                            : settings->duck_shape == SHAPE_YES;

  return g_object_new (SHAPE_TYPE_ENV,
                       "pool", pool,
                       "allow-scalar-outputs", settings->allow_scalar_outputs,
                       "allow-dynamic-output-shape-ops", settings->allow_dynamic_output_shape_ops,
                       "assume-static-by-default", settings->assume_static_by_default,
                       "specialize-zero-one", settings->specialize_zero_one,
                       "duck-shape", duck_shape,
                       "prefer-deferred-runtime-asserts-over-guards",
                       settings->prefer_deferred_runtime_asserts_over_guards,
                       "trace-asserts", settings->trace_asserts,
                       "translation-validation", config->translation_validation,
                       "backed-size-oblivious", config->backed_size_oblivious,
                       "symbol-guard-limit", config->symbol_guard_limit_before_specialize,
                       "guard-free-semantics", config->aggressive_guard_free_semantics,
                       "flip-equality", config->inject_evaluate_expr_flip_equality,
                       NULL);
}

/**
 * shape_env_get_pool:
 * @self: an environment
 *
 * Gets the pool of its expressions.
 *
 * Returns: (transfer none): the pool
 */
ShapeExprPool *
shape_env_get_pool (ShapeEnv *self)
{
  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);

  return self->pool;
}

gboolean
shape_env_is_heard (ShapeEnv       *self,
                    ShapeEnvSignal  signal)
{
  return !self->is_private && g_signal_has_handler_pending (self, signals[signal], 0, FALSE);
}

void
shape_env_tell (ShapeEnv       *self,
                ShapeEnvSignal  signal,
                ShapeNode      *a,
                ShapeNode      *b)
{
  if (shape_env_is_heard (self, signal))
    g_signal_emit (self, signals[signal], 0, a, b);
}

void
shape_env_emit_recorded (ShapeEnv      *self,
                         ShapeEnvEvent *event)
{
  g_signal_emit (self, signals[SHAPE_ENV_SIGNAL_EVENT_RECORDED], 0, event);
}
