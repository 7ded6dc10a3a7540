/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-event-kind-private.h"

#include "../shape-name-table-private.h"

#define NULLABLE(type) (SHAPE_ARG_##type | SHAPE_ARG_NULLABLE)
#define OPTIONAL(type) (SHAPE_ARG_##type | SHAPE_ARG_NULLABLE | SHAPE_ARG_OPTIONAL)
#define TRUE_VALUE     { .kind = SHAPE_VALUE_BOOL, .integer = 1 }
#define FALSE_VALUE    { .kind = SHAPE_VALUE_BOOL, .integer = 0 }
#define NONE_VALUE     { .kind = SHAPE_VALUE_NONE }
#define DUCK_VALUE     { .kind = SHAPE_VALUE_DIM, .integer = SHAPE_DIM_DUCK }

#define REQUIRED_ARG(name, type)     { (name), SHAPE_ARG_##type, NONE_VALUE }
#define NULLABLE_ARG(name, type)     { (name), NULLABLE (type), NONE_VALUE }
#define OPTIONAL_ARG(name, type)     { (name), OPTIONAL (type), NONE_VALUE }
#define DEFAULT_ARG(name, type, ...) { (name), SHAPE_ARG_##type | SHAPE_ARG_OPTIONAL, __VA_ARGS__ }

const ShapeEventKindInfo shape_event_kinds[SHAPE_N_EVENT_KINDS] = {
  [SHAPE_EVENT_NEW] = {
    "ShapeEnv", SHAPE_NEW_N_ARGS, {
      [SHAPE_NEW_ALLOW_SCALAR_OUTPUTS] = DEFAULT_ARG ("allow_scalar_outputs", BOOL, TRUE_VALUE),
      [SHAPE_NEW_ALLOW_DYNAMIC_OUTPUT_SHAPE_OPS] = DEFAULT_ARG ("allow_dynamic_output_shape_ops", BOOL, TRUE_VALUE),
      [SHAPE_NEW_ASSUME_STATIC_BY_DEFAULT] = DEFAULT_ARG ("assume_static_by_default", BOOL, FALSE_VALUE),
      [SHAPE_NEW_SPECIALIZE_ZERO_ONE] = DEFAULT_ARG ("specialize_zero_one", BOOL, TRUE_VALUE),
      [SHAPE_NEW_DUCK_SHAPE] = OPTIONAL_ARG ("duck_shape", BOOL),
      [SHAPE_NEW_CO_FIELDS] = OPTIONAL_ARG ("co_fields", MAP),
      [SHAPE_NEW_PREFER_DEFERRED_RUNTIME_ASSERTS_OVER_GUARDS] =
        DEFAULT_ARG ("prefer_deferred_runtime_asserts_over_guards", BOOL, FALSE_VALUE),
      [SHAPE_NEW_TRACE_ASSERTS] = DEFAULT_ARG ("trace_asserts", BOOL, FALSE_VALUE),
    },
    NULL,
  },
  [SHAPE_EVENT_CREATE_SIZES_STRIDES_STORAGE_OFFSET] = {
    "_create_symbolic_sizes_strides_storage_offset", 7, {
      REQUIRED_ARG ("ex_size", VALUES),
      REQUIRED_ARG ("ex_stride", VALUES),
      REQUIRED_ARG ("ex_storage_offset", VALUE),
      REQUIRED_ARG ("is_dim_dynamic", VALUES),
      REQUIRED_ARG ("source", SOURCE),
      OPTIONAL_ARG ("symbolic_context", CONTEXT),
      OPTIONAL_ARG ("hint_overrides", DIM_MAP),
    },
    shape_run_create_symbolic_sizes_strides_storage_offset,
  },
  [SHAPE_EVENT_CREATE_SYMBOL] = {
    "create_symbol", 7, {
      REQUIRED_ARG ("val", VALUE),
      REQUIRED_ARG ("source", SOURCE),
      DEFAULT_ARG ("dynamic_dim", DIM, DUCK_VALUE),
      OPTIONAL_ARG ("constraint_dim", CONSTRAINT),
      { "positive", OPTIONAL (BOOL), TRUE_VALUE },
      DEFAULT_ARG ("do_not_specialize_zero_one", BOOL, FALSE_VALUE),
      OPTIONAL_ARG ("symbolic_context", CONTEXT),
    },
    shape_run_create_symbol,
  },
  [SHAPE_EVENT_CREATE_UNSPECIFIED_SYMBOL] = {
    "create_unspecified_symbol", 5, {
      REQUIRED_ARG ("val", VALUE),
      REQUIRED_ARG ("source", SOURCE),
      DEFAULT_ARG ("dynamic_dim", DIM, DUCK_VALUE),
      OPTIONAL_ARG ("constraint_dim", CONSTRAINT),
      OPTIONAL_ARG ("symbolic_context", CONTEXT),
    },
    shape_run_create_unspecified_symbol,
  },
  [SHAPE_EVENT_CREATE_UNSPECIFIED_SYMINT_AND_SYMBOL] = {
    "create_unspecified_symint_and_symbol", 4, {
      REQUIRED_ARG ("value", VALUE),
      REQUIRED_ARG ("source", SOURCE),
      REQUIRED_ARG ("dynamic_dim", DIM),
      OPTIONAL_ARG ("excluded_value", VALUE),
    },
    shape_run_create_unspecified_symint_and_symbol,
  },
  [SHAPE_EVENT_CREATE_SYMINTNODE] = {
    "create_symintnode", 3, {
      REQUIRED_ARG ("sym", EXPR),
      NULLABLE_ARG ("hint", VALUE),
      OPTIONAL_ARG ("source", SOURCE),
    },
    shape_run_create_symintnode,
  },
  [SHAPE_EVENT_CREATE_SYMFLOATNODE] = {
    "create_symfloatnode", 3, {
      REQUIRED_ARG ("sym", EXPR),
      NULLABLE_ARG ("hint", VALUE),
      OPTIONAL_ARG ("source", SOURCE),
    },
    shape_run_create_symfloatnode,
  },
  [SHAPE_EVENT_CREATE_UNBACKED_SYMINT] = {
    "create_unbacked_symint", 1, {
      OPTIONAL_ARG ("source", SOURCE),
    },
    shape_run_create_unbacked_symint,
  },
  [SHAPE_EVENT_CREATE_UNBACKED_SYMFLOAT] = {
    .name = "create_unbacked_symfloat", .run = shape_run_create_unbacked_symfloat,
  },
  [SHAPE_EVENT_CREATE_UNBACKED_SYMBOOL] = {
    .name = "create_unbacked_symbool", .run = shape_run_create_unbacked_symbool,
  },
  [SHAPE_EVENT_EVALUATE_EXPR] = {
    "evaluate_expr", 7, {
      REQUIRED_ARG ("orig_expr", EXPR),
      NULLABLE_ARG ("hint", VALUE),
      NULLABLE_ARG ("fx_node", TEXT),
      REQUIRED_ARG ("size_oblivious", BOOL),
      REQUIRED_ARG ("forcing_spec", BOOL),
      REQUIRED_ARG ("_suppress_guards_tls", BOOL),
      OPTIONAL_ARG ("fallback_value", BOOL),
    },
    shape_run_evaluate_expr,
  },
  [SHAPE_EVENT_GUARD_OR_DEFER_RUNTIME_ASSERT] = {
    "guard_or_defer_runtime_assert", 3, {
      REQUIRED_ARG ("orig_expr", EXPR),
      REQUIRED_ARG ("msg", TEXT),
      OPTIONAL_ARG ("fx_node", TEXT),
    },
    shape_run_guard_or_defer_runtime_assert,
  },
  [SHAPE_EVENT_FIND] = {
    "_find", 1, {
      REQUIRED_ARG ("a", EXPR),
    },
    shape_run_find,
  },
  [SHAPE_EVENT_CONSTRAIN_SYMBOL_RANGE] = {
    "constrain_symbol_range", 3, {
      REQUIRED_ARG ("s", EXPR),
      REQUIRED_ARG ("compiler_min", EXPR),
      REQUIRED_ARG ("compiler_max", EXPR),
    },
    shape_run_constrain_symbol_range,
  },
  [SHAPE_EVENT_CONSTRAIN_RANGE] = {
    "_constrain_range", 3, {
      REQUIRED_ARG ("a", EXPR),
      REQUIRED_ARG ("min", EXPR),
      REQUIRED_ARG ("max", EXPR),
    },
    shape_run_constrain_range,
  },
  [SHAPE_EVENT_CONSTRAIN_RANGE_FOR_SIZE] = {
    "_constrain_range_for_size", 3, {
      REQUIRED_ARG ("a", EXPR),
      OPTIONAL_ARG ("min", EXPR),
      OPTIONAL_ARG ("max", EXPR),
    },
    shape_run_constrain_range_for_size,
  },
  [SHAPE_EVENT_CONSTRAIN_IS_BOUNDED] = {
    "_constrain_is_bounded", 2, {
      REQUIRED_ARG ("a", EXPR),
      REQUIRED_ARG ("upper_bound", EXPR),
    },
    shape_run_constrain_is_bounded,
  },
  [SHAPE_EVENT_CONSTRAIN_UNIFY] = {
    "_constrain_unify", 2, {
      REQUIRED_ARG ("a", VALUE),
      REQUIRED_ARG ("b", VALUE),
    },
    shape_run_constrain_unify,
  },
  [SHAPE_EVENT_ELIMINATE_UNBACKED] = {
    "_eliminate_unbacked", 2, {
      REQUIRED_ARG ("orig_s", SYMBOL),
      REQUIRED_ARG ("new_s", EXPR),
    },
    shape_run_eliminate_unbacked,
  },
  [SHAPE_EVENT_RENAME_UNBACKED_TO] = {
    "_rename_unbacked_to", 2, {
      REQUIRED_ARG ("orig_s", SYMBOL),
      REQUIRED_ARG ("new_s", SYMBOL),
    },
    shape_run_rename_unbacked_to,
  },
  [SHAPE_EVENT_SET_REAL_TENSOR_PROP_UNBACKED_VALS] = {
    "set_real_tensor_prop_unbacked_vals", 2, {
      REQUIRED_ARG ("k", SYMBOL),
      REQUIRED_ARG ("v", VALUE),
    },
    shape_run_set_real_tensor_prop_unbacked_vals,
  },
  [SHAPE_EVENT_RECORD_EXCLUSION_CONSTRAINT] = {
    "_record_exclusion_constraint", 2, {
      REQUIRED_ARG ("sym", EXPR),
      REQUIRED_ARG ("val", VALUE),
    },
    shape_run_record_exclusion_constraint,
  },
  [SHAPE_EVENT_CREATE_FX_CALL_FUNCTION] = {
    "_create_fx_call_function", 2, {
      REQUIRED_ARG ("op", TEXT),
      REQUIRED_ARG ("args", FX_ARGS),
    },
    shape_run_create_fx_call_function,
  },
  [SHAPE_EVENT_SUPPRESS_GUARDS_ENTER] = {
    .name = "_suppress_guards_enter", .run = shape_run_suppress_guards_enter,
  },
  [SHAPE_EVENT_SUPPRESS_GUARDS_EXIT] = {
    .name = "_suppress_guards_exit", .run = shape_run_suppress_guards_exit,
  },
  [SHAPE_EVENT_IGNORE_FRESH_UNBACKED_SYMBOLS_SET] = {
    "_ignore_fresh_unbacked_symbols_set", 1, {
      REQUIRED_ARG ("b", BOOL),
    },
    shape_run_ignore_fresh_unbacked_symbols_set,
  },
  [SHAPE_EVENT_FREEZE] = {
    .name = "freeze", .run = shape_run_freeze,
  },
  [SHAPE_EVENT_FREEZE_RUNTIME_ASSERTS] = {
    .name = "freeze_runtime_asserts", .run = shape_run_freeze_runtime_asserts,
  },
  [SHAPE_EVENT_SET_STATE] = {
    "_set_state", 2, {
      REQUIRED_ARG ("changes", CHANGES),
      OPTIONAL_ARG ("error_on_new_guards", BOOL),
    },
    shape_run_set_state,
  },
};

static ShapeNameTable names = SHAPE_NAME_TABLE_INIT (shape_event_kinds, 0);

gboolean
shape_event_kind_from_name (const char     *name,
                            gsize           len,
                            ShapeEventKind *kind)
{
  int found = shape_name_table_find (&names, name, len);

  if (found >= 0)
    *kind = (ShapeEventKind) found;
  return found >= 0;
}
