/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-placeholder-private.h"
#include "../env/shape-event-place-private.h"
#include "../shape-error.h"

G_BEGIN_DECLS

typedef enum
{
  SHAPE_EVENT_NEW, /* the constructor, always the first */
  SHAPE_EVENT_CREATE_SIZES_STRIDES_STORAGE_OFFSET,
  SHAPE_EVENT_CREATE_SYMBOL,
  SHAPE_EVENT_CREATE_UNSPECIFIED_SYMBOL,
  SHAPE_EVENT_CREATE_UNSPECIFIED_SYMINT_AND_SYMBOL,
  SHAPE_EVENT_CREATE_SYMINTNODE,
  SHAPE_EVENT_CREATE_SYMFLOATNODE,
  SHAPE_EVENT_CREATE_UNBACKED_SYMINT,
  SHAPE_EVENT_CREATE_UNBACKED_SYMFLOAT,
  SHAPE_EVENT_CREATE_UNBACKED_SYMBOOL,
  SHAPE_EVENT_EVALUATE_EXPR,
  SHAPE_EVENT_GUARD_OR_DEFER_RUNTIME_ASSERT,
  SHAPE_EVENT_FIND,
  SHAPE_EVENT_CONSTRAIN_SYMBOL_RANGE,
  SHAPE_EVENT_CONSTRAIN_RANGE,
  SHAPE_EVENT_CONSTRAIN_RANGE_FOR_SIZE,
  SHAPE_EVENT_CONSTRAIN_IS_BOUNDED,
  SHAPE_EVENT_CONSTRAIN_UNIFY,
  SHAPE_EVENT_ELIMINATE_UNBACKED,
  SHAPE_EVENT_RENAME_UNBACKED_TO,
  SHAPE_EVENT_SET_REAL_TENSOR_PROP_UNBACKED_VALS,
  SHAPE_EVENT_RECORD_EXCLUSION_CONSTRAINT,
  SHAPE_EVENT_CREATE_FX_CALL_FUNCTION,
  SHAPE_EVENT_SUPPRESS_GUARDS_ENTER,
  SHAPE_EVENT_SUPPRESS_GUARDS_EXIT,
  SHAPE_EVENT_IGNORE_FRESH_UNBACKED_SYMBOLS_SET,
  SHAPE_EVENT_FREEZE,
  SHAPE_EVENT_FREEZE_RUNTIME_ASSERTS,
  SHAPE_EVENT_SET_STATE, /* no method: what the reference changes without a call that it records */
  SHAPE_N_EVENT_KINDS
} ShapeEventKind;

#define SHAPE_EVENT_MAX_ARGS 8

/* What an argument may be. A bare expression may be written as a number too. */
typedef enum
{
  SHAPE_ARG_BOOL,       /* BOOL */
  SHAPE_ARG_VALUE,      /* a concrete or symbolic value */
  SHAPE_ARG_EXPR,       /* EXPR */
  SHAPE_ARG_SYMBOL,     /* EXPR that is a symbol */
  SHAPE_ARG_TEXT,       /* TEXT */
  SHAPE_ARG_SOURCE,     /* SOURCE */
  SHAPE_ARG_CONTEXT,    /* CONTEXT */
  SHAPE_ARG_CONSTRAINT, /* CONSTRAINT */
  SHAPE_ARG_DIM,        /* DIM */
  SHAPE_ARG_VALUES,     /* LIST of values */
  SHAPE_ARG_FX_ARGS,    /* LIST of FX_NODE, values, NONE, or such lists */
  SHAPE_ARG_DIM_MAP,    /* MAP: dimension -> integer */
  SHAPE_ARG_MAP,        /* MAP: text -> value */
  SHAPE_ARG_CHANGES,    /* MAP: field -> MAP: way -> value (shape_env_run_set_state()) */
  SHAPE_ARG_OPTIONAL = 1 << 6, /* may be absent: it is the default value then */
  SHAPE_ARG_NULLABLE = 1 << 7, /* or NONE */
} ShapeArgType;

typedef struct
{
  const char *name;
  guint       type;          /* ShapeArgType and its flags */
  ShapeValue  default_value;
} ShapeArgInfo;

/* The arguments of one call, by position in the table of its kind. A block is immutable
 * and may be shared by any number of events. */
typedef struct
{
  guint8     kind;      /* ShapeEventKind */
  guint8     exporting; /* torch.compiler.is_exporting() held */
  guint8     n_values;
  ShapeValue values[];
} ShapeEventArgs;

/* Does the call on @env, and returns its result, or NONE. Where it raises the pool's error
 * is set, and what it returns means nothing. */
typedef ShapeValue (*ShapeEventVerb) (ShapeEnv         *env,
                                      const ShapeValue *values);

typedef struct
{
  const char     *name; /* as recorded, and as the trace format has it */
  guint           n_args;
  ShapeArgInfo    args[SHAPE_EVENT_MAX_ARGS];
  ShapeEventVerb  run;  /* NULL for the constructor */
} ShapeEventKindInfo;

extern const ShapeEventKindInfo shape_event_kinds[SHAPE_N_EVENT_KINDS];

gboolean shape_event_kind_from_name (const char     *name,
                                     gsize           len,
                                     ShapeEventKind *kind);

/* An argument block for a call of @kind: its size, and how it is filled. */
#define SHAPE_EVENT_ARGS_SIZE(kind) \
  (sizeof (ShapeEventArgs) + shape_event_kinds[kind].n_args * sizeof (ShapeValue))

static inline void
shape_event_args_init (ShapeEventArgs   *self,
                       ShapeEventKind    kind,
                       const ShapeValue *values,
                       gboolean          exporting)
{
  guint n = shape_event_kinds[kind].n_args;

  *self = (ShapeEventArgs) {
    .kind = (guint8) kind,
    .exporting = exporting != FALSE,
    .n_values = (guint8) n,
  };
  for (guint i = 0; i < n; i++)
    self->values[i] = values[i];
}

/* What an argument that is a truth value or NONE says. */
static inline ShapeTernary
shape_event_arg_get_ternary (const ShapeValue *value)
{
  if (value->kind == SHAPE_VALUE_NONE)
    return SHAPE_MAYBE;
  return value->integer != 0 ? SHAPE_YES : SHAPE_NO;
}

/* The verbs of the table: each takes its arguments out of the block, in the order of
 * the table, and calls what env/ does for it. */
#define SHAPE_DECLARE_RUN(name) \
  ShapeValue shape_run_##name (ShapeEnv *env, const ShapeValue *values);
SHAPE_DECLARE_RUN (create_symbolic_sizes_strides_storage_offset)
SHAPE_DECLARE_RUN (create_symbol)
SHAPE_DECLARE_RUN (create_unspecified_symbol)
SHAPE_DECLARE_RUN (create_unspecified_symint_and_symbol)
SHAPE_DECLARE_RUN (create_symintnode)
SHAPE_DECLARE_RUN (create_symfloatnode)
SHAPE_DECLARE_RUN (create_unbacked_symint)
SHAPE_DECLARE_RUN (create_unbacked_symfloat)
SHAPE_DECLARE_RUN (create_unbacked_symbool)
SHAPE_DECLARE_RUN (evaluate_expr)
SHAPE_DECLARE_RUN (guard_or_defer_runtime_assert)
SHAPE_DECLARE_RUN (find)
SHAPE_DECLARE_RUN (constrain_symbol_range)
SHAPE_DECLARE_RUN (constrain_range)
SHAPE_DECLARE_RUN (constrain_range_for_size)
SHAPE_DECLARE_RUN (constrain_is_bounded)
SHAPE_DECLARE_RUN (constrain_unify)
SHAPE_DECLARE_RUN (eliminate_unbacked)
SHAPE_DECLARE_RUN (rename_unbacked_to)
SHAPE_DECLARE_RUN (set_real_tensor_prop_unbacked_vals)
SHAPE_DECLARE_RUN (record_exclusion_constraint)
SHAPE_DECLARE_RUN (create_fx_call_function)
SHAPE_DECLARE_RUN (suppress_guards_enter)
SHAPE_DECLARE_RUN (suppress_guards_exit)
SHAPE_DECLARE_RUN (ignore_fresh_unbacked_symbols_set)
SHAPE_DECLARE_RUN (freeze)
SHAPE_DECLARE_RUN (freeze_runtime_asserts)
SHAPE_DECLARE_RUN (set_state)
#undef SHAPE_DECLARE_RUN

/* Where the arguments of the constructor stand. */
enum
{
  SHAPE_NEW_ALLOW_SCALAR_OUTPUTS,
  SHAPE_NEW_ALLOW_DYNAMIC_OUTPUT_SHAPE_OPS,
  SHAPE_NEW_ASSUME_STATIC_BY_DEFAULT,
  SHAPE_NEW_SPECIALIZE_ZERO_ONE,
  SHAPE_NEW_DUCK_SHAPE,
  SHAPE_NEW_CO_FIELDS,
  SHAPE_NEW_PREFER_DEFERRED_RUNTIME_ASSERTS_OVER_GUARDS,
  SHAPE_NEW_TRACE_ASSERTS,
  SHAPE_NEW_N_ARGS
};

/* What a call raised. */
typedef struct
{
  ShapeError  code;
  const char *class_name; /* of the reference; NULL where the library alone has such an error */
  const char *message;
} ShapeEventError;

/* A recorded call: what an array of events has for each. All that it points to is
 * borrowed from arenas that the array's owner keeps. */
typedef struct
{
  const ShapeEventArgs    *args;
  const ShapeValue        *result;        /* NULL: None */
  const ShapeEventError   *raised;        /* NULL: it returned */
  const ShapeEventPlace   *place;         /* NULL: unknown */
  const ShapeTrackedFakes *tracked_fakes; /* NULL: not saved */
} ShapeEventRecord;

G_END_DECLS
