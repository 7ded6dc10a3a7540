/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-arena-private.h"
#include "shape-value-private.h"

G_BEGIN_DECLS

/* The observable state of an environment, field by field, as the trace format names it. */
typedef enum
{
  SHAPE_STATE_GUARDS,
  SHAPE_STATE_REPLACEMENTS,
  SHAPE_STATE_VAR_TO_RANGE,
  SHAPE_STATE_DEFERRED_RUNTIME_ASSERTS,
  SHAPE_STATE_BACKED_VAR_TO_VAL,
  SHAPE_STATE_REAL_TENSOR_PROP_UNBACKED_VALS,
  SHAPE_STATE_VAR_TO_HINT_OVERRIDE,
  SHAPE_STATE_DIVISIBLE,
  SHAPE_STATE_SIZE_LIKE,
  SHAPE_STATE_UNBACKED_INPUTS,
  SHAPE_STATE_VAL_TO_VAR,
  SHAPE_STATE_SOURCE_TO_VAR,
  SHAPE_STATE_VAR_TO_SOURCES,
  SHAPE_STATE_UNBACKED_RENAMINGS,
  SHAPE_STATE_EXCLUSION_CONSTRAINTS,
  SHAPE_STATE_UNIQUE_IDS,
  SHAPE_STATE_UNBACKED_SYMINT_COUNTER,
  SHAPE_STATE_UNBACKED_SYMFLOAT_COUNTER,
  SHAPE_STATE_NUM_DEFERRED_RUNTIME_ASSERTS,
  SHAPE_STATE_FROZEN,
  SHAPE_STATE_RUNTIME_ASSERTS_FROZEN,
  SHAPE_STATE_PENDING_FRESH_UNBACKED_SYMBOLS,
  SHAPE_STATE_SYMBOL_GUARD_COUNTER,
  SHAPE_STATE_AXIOMS,
  SHAPE_STATE_UNBACKED_ALLOC_ORDER,
  SHAPE_STATE_SHAPE_ID_TO_UNBACKED_SYMBOL,
  SHAPE_STATE_SPECIALIZATIONS,
  SHAPE_STATE_NAME_TO_NODE,
  SHAPE_STATE_SOURCE_TO_SYMBOL,
  SHAPE_N_STATE_FIELDS
} ShapeStateField;

/* What an item of a field is. */
typedef enum
{
  SHAPE_STATE_FORM_NONE,
  SHAPE_STATE_FORM_EXPR,    /* EXPR: an expression or a symbol; NONE for the key "" of deferred_runtime_asserts */
  SHAPE_STATE_FORM_INT,     /* INT */
  SHAPE_STATE_FORM_BOOL,    /* BOOL */
  SHAPE_STATE_FORM_TEXT,    /* TEXT */
  SHAPE_STATE_FORM_VALUE,   /* INT, FLOAT, … */
  SHAPE_STATE_FORM_TEXTS,   /* LIST of TEXT */
  SHAPE_STATE_FORM_RANGE,   /* LIST: EXPR lower, EXPR upper */
  SHAPE_STATE_FORM_GUARD,   /* LIST: EXPR, BOOL size_oblivious */
  SHAPE_STATE_FORM_ASSERTS, /* LIST of LIST: EXPR, TEXT message */
  SHAPE_STATE_FORM_PAIR,    /* LIST: EXPR symbol, INT */
} ShapeStateForm;

typedef enum
{
  SHAPE_STATE_IS_SCALAR, /* one value of the form */
  SHAPE_STATE_IS_LIST,   /* LIST, in order */
  SHAPE_STATE_IS_SET,    /* LIST, in any order */
  SHAPE_STATE_IS_MAP,    /* MAP, in any order; `key` is the keys' form */
} ShapeStateShape;

typedef struct
{
  const char      *name;
  ShapeStateShape  shape;
  ShapeStateForm   key;
  ShapeStateForm   form;
  guint            flags; /* ShapeStateFlags */
} ShapeStateInfo;

typedef enum
{
  SHAPE_STATE_FLAG_PAIRS   = 1 << 0, /* a mapping that is written as a list of [key, value] */
  SHAPE_STATE_FLAG_FINAL   = 1 << 1, /* in the final state only, not in effects */
  SHAPE_STATE_FLAG_FX      = 1 << 2, /* with translation validation only */
} ShapeStateFlags;

extern const ShapeStateInfo shape_state_infos[SHAPE_N_STATE_FIELDS];

gboolean shape_state_field_from_name (const char      *name,
                                      gsize            len,
                                      ShapeStateField *field);

/* The field of @env as a value of its form, the containers allocated in @arena. Texts and
 * nodes are borrowed from @env, so the value is good until @env changes. */
ShapeValue shape_env_get_state       (ShapeEnv        *env,
                                      ShapeStateField  field,
                                      ShapeArena      *arena);

/* The fields that changed since the last call (bit 1 << ShapeStateField), or might have. */
guint32    shape_env_take_changes    (ShapeEnv        *env);

/* Equality by the shape of the field: sets and maps in any order. */
gboolean   shape_state_equal         (ShapeStateField   field,
                                      const ShapeValue *a,
                                      const ShapeValue *b);

/* How a field is changed that no recorded call changes (shape-env-change.c), as in effects. */
typedef enum
{
  SHAPE_CHANGE_SET,    /* entries of a mapping */
  SHAPE_CHANGE_APPEND, /* items of a list or a set, entries of a mapping that is written as a list */
  SHAPE_CHANGE_NOW,    /* all there is */
  SHAPE_CHANGE_DEL,    /* keys of a mapping, as a list */
  SHAPE_N_CHANGE_WAYS
} ShapeChangeWay;

const char *shape_change_way_get_name  (ShapeChangeWay    way);
gboolean    shape_change_way_from_name (const char       *name,
                                        gsize             len,
                                        ShapeChangeWay   *way);
gboolean    shape_state_can_change     (ShapeStateField   field,
                                        ShapeChangeWay    way);
/* Whether @value, which has the form of the field, or is a list of its keys, may be in the field. */
gboolean    shape_state_check_change   (ShapeStateField   field,
                                        ShapeChangeWay    way,
                                        const ShapeValue *value);
/* @changes: MAP, name of a field -> MAP, name of a way -> value, all checked before. */
void        shape_env_run_set_state    (ShapeEnv         *env,
                                        const ShapeValue *changes);

G_END_DECLS
