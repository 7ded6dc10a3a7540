/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-arena-private.h"
#include "shape-env.h"
#include "shape-env-cache-private.h"
#include "shape-event-place-private.h"
#include "shape-map-private.h"
#include "shape-state-private.h"
#include "shape-symbolic-context-private.h"
#include "shape-value-private.h"
#include "../analysis/shape-interval-private.h"
#include "../expr/shape-expr-pool-private.h"

G_BEGIN_DECLS

/* The settings of torch.fx.experimental._config that change what an environment does. */
typedef struct
{
  gboolean use_duck_shape;
  gboolean backed_size_oblivious;
  gint64   symbol_guard_limit_before_specialize; /* -1: none */
  guint    aggressive_guard_free_semantics;
  gboolean inject_evaluate_expr_flip_equality;
  gboolean translation_validation;
} ShapeEnvConfig;

#define SHAPE_ENV_CONFIG_DEFAULT \
  ((ShapeEnvConfig) { .use_duck_shape = TRUE, .symbol_guard_limit_before_specialize = -1 })

/* The arguments of the constructor. */
typedef struct
{
  gboolean     allow_scalar_outputs;
  gboolean     allow_dynamic_output_shape_ops;
  gboolean     assume_static_by_default;
  gboolean     specialize_zero_one;
  ShapeTernary duck_shape;               /* SHAPE_MAYBE: as use_duck_shape says */
  gboolean     prefer_deferred_runtime_asserts_over_guards;
  gboolean     trace_asserts;
} ShapeEnvSettings;

#define SHAPE_ENV_SETTINGS_DEFAULT \
  ((ShapeEnvSettings) { .allow_scalar_outputs = TRUE, .allow_dynamic_output_shape_ops = TRUE, \
                        .specialize_zero_one = TRUE, .duck_shape = SHAPE_MAYBE })

typedef struct
{
  ShapeNode             *expr;
  gboolean               size_oblivious;
  const ShapeEventPlace *place; /* that asked; NULL: unknown */
} ShapeGuard;

typedef struct
{
  ShapeNode  *expr;
  const char *message; /* interned in the environment's arena */
} ShapeRuntimeAssert;

typedef struct
{
  ShapeNode *symbol;
  ShapeNode *value;
} ShapeExclusion;

/* A function of the user's that a dimension is to be specialised with. */
typedef struct
{
  ShapeSource *source;   /* owned */
  const char  *check_fn; /* interned in the environment's arena */
} ShapeSpecialization;

/* Where an expression is simplified, or a static answer asked for. The reference keeps the
 * answers apart by the form of the call, and so must we: an old answer of one form is no answer
 * of another. */
typedef enum
{
  SHAPE_SIMPLIFY_PLAIN,     /* simplify (expr) */
  SHAPE_SIMPLIFY_AWARE,     /* simplify (expr, False) */
  SHAPE_SIMPLIFY_OBLIVIOUS, /* simplify (expr, True) */
  SHAPE_N_SIMPLIFY_FORMS
} ShapeSimplifyForm;

typedef enum
{
  SHAPE_STATIC_PLAIN,
  SHAPE_STATIC_UNBACKED_ONLY, /* leaves backed symbols alone: what remains is an answer */
  SHAPE_STATIC_COMPUTE_HINT,  /* with the values of this run put in */
  SHAPE_STATIC_AWARE,         /* size_oblivious = False, as evaluate_expr spells it */
  SHAPE_STATIC_OBLIVIOUS,     /* sizes are taken to be 2 or more */
  SHAPE_STATIC_NO_AXIOMS,     /* axioms = () */
  SHAPE_STATIC_NO_AXIOMS_AWARE,
  SHAPE_STATIC_NO_AXIOMS_OBLIVIOUS,
  SHAPE_N_STATIC_FORMS
} ShapeStaticForm;

#define SHAPE_N_DIVISION_STEPS 2

/* The questions whose answers are kept (shape-env-cache-private.h). */
typedef struct
{
  ShapeNodeCache find;
  ShapeNodeCache replace;
  ShapeNodeCache simplify[SHAPE_N_SIMPLIFY_FORMS];
  ShapeNodeCache simplify_floor_div;
  ShapeNodeCache evaluate_static[SHAPE_N_STATIC_FORMS];
  ShapeNodeCache guarding_hint;
  ShapeNodeCache size_hint[2];       /* by whether it may have none */
  ShapeNodeCache substitute_equals;  /* never stale */
  ShapeNodeCache remainder;          /* a division -> its Mod; never stale */
  GHashTable    *exactness;          /* a set of divisions -> which of them are exact; never stale */
  ShapeNodeCache exact;              /* a division -> whether it leaves no rest */
  ShapeNodeCache rewritten[SHAPE_N_DIVISION_STEPS]; /* with the divisions replaced that are exact */
  GHashTable    *divisions;          /* an expression -> what its exact divisions made of it; never stale */
  ShapeCallCache evaluate;
  ShapeCallCache defer;
  ShapeCallCache guard_rel;
  guint          find_depth;         /* how many replacements are being followed */
  gboolean       divisible_is_checked;
  guint          divisible_version;
} ShapeEnvCaches;

void shape_division_tables_init (ShapeEnvCaches *caches);

typedef enum
{
  SHAPE_ENV_SIGNAL_EVENT_RECORDED,
  SHAPE_ENV_SIGNAL_GUARD_ADDED,
  SHAPE_ENV_SIGNAL_RANGE_CHANGED,
  SHAPE_ENV_SIGNAL_REPLACEMENT_SET,
  SHAPE_ENV_SIGNAL_RUNTIME_ASSERT_ADDED,
  SHAPE_N_ENV_SIGNALS
} ShapeEnvSignal;

/* The lists that are seen as list models. */
typedef enum
{
  SHAPE_ENV_LIST_EVENTS,
  SHAPE_ENV_LIST_GUARDS,
  SHAPE_N_ENV_LISTS
} ShapeEnvListKind;

typedef struct _ShapeFxGraph  ShapeFxGraph;  /* with translation validation only */
typedef struct _ShapeRecorder ShapeRecorder; /* the events; record/ owns it */

/* The version counts up when one of these has changed (_get_key). */
typedef struct
{
  guint n_replacements;
  guint n_divisible;
  guint n_deferred_runtime_asserts;
  guint n_real_tensor_prop_unbacked_vals;
} ShapeVersionKey;

/* Read the fields as you like. Whoever changes one that is part of the observable
 * state does it by the functions below, or marks it with shape_env_mark_changed(). */
struct _ShapeEnv
{
  GObject         parent_instance;

  ShapeExprPool  *pool;
  ShapeArena     *arena;

  /* Settings, fixed at construction */
  ShapeEnvConfig  config;
  gboolean        allow_scalar_outputs;
  gboolean        allow_dynamic_output_shape_ops;
  gboolean        assume_static_by_default;
  gboolean        specialize_zero_one;
  gboolean        duck_shape;
  gboolean        prefer_deferred_runtime_asserts_over_guards;
  gboolean        trace_asserts;

  /* Facts */
  GArray         *guards;                   /* ShapeGuard */
  ShapeMap        replacements;             /* symbol -> node */
  ShapeMap        axioms;                   /* node -> node */
  ShapeMap        var_to_range;             /* symbol -> ShapeInterval* in the arena */
  ShapeMap        backed_var_to_val;        /* symbol -> number */
  ShapeMap        real_tensor_prop_unbacked_vals; /* symbol -> node */
  ShapeMap        var_to_hint_override;     /* symbol -> Integer */
  ShapeMap        divisible;                /* a set of nodes */
  guint           n_divisible_changes;
  ShapeMap        size_like;                /* a set of symbols */
  ShapeMap        deferred_runtime_asserts; /* symbol or NULL -> GArray of ShapeRuntimeAssert */
  guint           num_deferred_runtime_asserts;
  ShapeMap        unbacked_replacements;    /* node -> the node that it is equal to */
  gboolean        unbacked_replacements_are_known;
  GArray         *exclusion_constraints;    /* ShapeExclusion */
  GArray         *specializations;          /* ShapeSpecialization */

  /* Symbols and where they come from */
  ShapeMap        val_to_var;               /* number, an integral Float as Integer -> symbol */
  GPtrArray      *val_to_var_keys;          /* for each of them, the number as it was given */
  ShapeMap        source_to_var;            /* text in the arena -> symbol */
  ShapeMap        var_to_sources;           /* symbol -> GPtrArray of ShapeSource */
  ShapeMap        unique_ids;               /* a set of numbers */
  ShapeMap        symbol_guard_counter;     /* symbol -> number */
  ShapeContextMemory *context_memory;

  /* Unbacked symbols */
  guint           unbacked_symint_counter;
  guint           unbacked_symfloat_counter;
  ShapeMap        unbacked_inputs;          /* a set of symbols */
  ShapeMap        unbacked_renamings;       /* symbol -> symbol */
  ShapeMap        unbacked_alloc_order;     /* symbol -> number */
  ShapeMap        shape_id_to_unbacked_symbol; /* text in the arena -> node */
  GPtrArray      *pending_fresh_unbacked_symbols;
  GPtrArray      *ignorable_fresh_unbacked_symbols;

  /* Modes. The reference keeps the two in the middle for each thread; the events of
   * one environment only ever see their own. */
  gboolean        frozen;
  gboolean        runtime_asserts_frozen;
  gboolean        errors_on_new_guards;
  guint           suppress_guards_depth;
  gboolean        ignores_fresh_unbacked_symbols;
  gboolean        is_exporting;             /* during a call that was made while exporting */

  /* Where facts come from; for explanations only. */
  const ShapeEventPlace *place;             /* of the call that runs; not owned; NULL: unknown */
  const ShapeEventPlace *last_place;        /* that was kept, in the arena; NULL: none */
  ShapeMap        range_places;             /* symbol -> ShapeRangePlaces* in the arena */
  ShapeMap        replacement_places;       /* symbol -> ShapeEventPlace* in the arena, or NULL */
  ShapeMap        source_name_to_debug_name; /* text in the arena -> text in the arena */

  /* Memory */
  guint           version;
  guint           replacements_version;
  ShapeVersionKey version_key;
  gboolean        resimplify_floor_div_axioms;
  ShapeEnvCaches  caches;
  ShapeInterval   oblivious_range;          /* for the caller that asks with size-like symbols */

  ShapeFxGraph   *fx;                       /* NULL without translation validation */
  ShapeMap        source_to_symbol;         /* with it: source name in the arena -> symbol */

  ShapeRecorder  *recorder;                 /* NULL: no events are recorded */
  ShapeNode    *(*find_by_door) (ShapeEnv  *self,  /* where they are, even a question may be */
                                 ShapeNode *a);    /* one: it shortens chains of replacements */
  gpointer        lists[SHAPE_N_ENV_LISTS]; /* GListModel, not owned; NULL until asked for */
  gboolean        is_private;               /* nobody can have connected to a signal yet */
  guint32         changes;                  /* a bit for each ShapeStateField */
};

/* A bare environment: no events are recorded. @pool may be NULL. */
ShapeEnv   *shape_env_new_with              (ShapeExprPool          *pool,
                                             const ShapeEnvSettings *settings,
                                             const ShapeEnvConfig   *config);

static inline void
shape_env_mark_changed (ShapeEnv        *self,
                        ShapeStateField  field)
{
  self->changes |= (guint32) 1 << field;
}

/* Whether @expr is an expression of the environment's pool. */
static inline gboolean
shape_env_owns (ShapeEnv        *self,
                const ShapeNode *expr)
{
  return expr != NULL && expr->pool == self->pool;
}

/* Emits a signal with one expression or two, if anybody listens. */
void        shape_env_tell                  (ShapeEnv               *self,
                                             ShapeEnvSignal          signal,
                                             ShapeNode              *a,
                                             ShapeNode              *b);

gboolean    shape_env_is_heard              (ShapeEnv               *self,
                                             ShapeEnvSignal          signal);
void        shape_env_emit_recorded         (ShapeEnv               *self,
                                             ShapeEnvEvent          *event);

/* An interned text that lives as long as the environment. */
const char *shape_env_intern                (ShapeEnv               *self,
                                             const char             *text);

/* Replacements; NULL where there is none. */
static inline ShapeNode *
shape_env_get_replacement (ShapeEnv  *self,
                           ShapeNode *symbol)
{
  return (ShapeNode *) shape_map_get (&self->replacements, symbol);
}
void        shape_env_put_replacement       (ShapeEnv               *self,
                                             ShapeNode              *symbol,
                                             ShapeNode              *target);

/* Ranges; NULL where none is known. What is returned changes with the range. */
static inline const ShapeInterval *
shape_env_get_range (ShapeEnv  *self,
                     ShapeNode *symbol)
{
  return (const ShapeInterval *) shape_map_get (&self->var_to_range, symbol);
}
void        shape_env_set_range             (ShapeEnv               *self,
                                             ShapeNode              *symbol,
                                             const ShapeInterval    *range);

/* The place of the call that runs, kept in the arena. */
const ShapeEventPlace *shape_env_keep_place (ShapeEnv               *self);
/* The same caller, but something else of the framework. */
const ShapeEventPlace *shape_env_keep_place_as (ShapeEnv               *self,
                                                const char             *framework);
/* The ends of the range of @symbol are @range now, and were @old: where they changed,
 * that is why. @old may be NULL. */
void        shape_env_explain_range         (ShapeEnv               *self,
                                             ShapeNode              *symbol,
                                             const ShapeInterval    *old,
                                             const ShapeInterval    *range,
                                             ShapeRangePlaces        places);

/* The value of a backed symbol in this run: a number; NULL for others. */
static inline ShapeNode *
shape_env_get_value (ShapeEnv  *self,
                     ShapeNode *symbol)
{
  return (ShapeNode *) shape_map_get (&self->backed_var_to_val, symbol);
}

static inline gboolean
shape_env_is_size_like (ShapeEnv  *self,
                        ShapeNode *symbol)
{
  return shape_map_has (&self->size_like, symbol);
}
void        shape_env_add_size_like         (ShapeEnv               *self,
                                             ShapeNode              *symbol);

static inline gboolean
shape_env_is_unbacked_input (ShapeEnv  *self,
                             ShapeNode *symbol)
{
  return shape_map_has (&self->unbacked_inputs, symbol);
}

/* Do all sources of @symbol go away (is_ephemeral)? FALSE where it is not from a source. */
gboolean    shape_env_is_ephemeral          (ShapeEnv               *self,
                                             ShapeNode              *symbol);

/* Remainders that are zero */
static inline guint
shape_env_get_n_divisible (ShapeEnv *self)
{
  return self->divisible.n;
}
static inline ShapeNode *
shape_env_get_divisible (ShapeEnv *self,
                         guint     i)
{
  return (ShapeNode *) self->divisible.entries[i].key;
}
static inline gboolean
shape_env_is_divisible (ShapeEnv  *self,
                        ShapeNode *rest)
{
  return shape_map_has (&self->divisible, rest);
}
void        shape_env_put_divisible         (ShapeEnv               *self,
                                             ShapeNode              *rest);
void        shape_env_remove_divisible      (ShapeEnv               *self,
                                             ShapeNode              *rest);

/* Facts learnt */
static inline guint
shape_env_get_n_axioms (ShapeEnv *self)
{
  return self->axioms.n;
}
static inline ShapeNode *
shape_env_get_axiom (ShapeEnv *self,
                     guint     i)
{
  return (ShapeNode *) self->axioms.entries[i].key;
}
static inline ShapeNode *
shape_env_get_axiom_value (ShapeEnv *self,
                           guint     i)
{
  return (ShapeNode *) self->axioms.entries[i].value;
}
static inline ShapeNode *
shape_env_lookup_axiom (ShapeEnv  *self,
                        ShapeNode *expr)
{
  return (ShapeNode *) shape_map_get (&self->axioms, expr);
}
void        shape_env_put_axiom             (ShapeEnv               *self,
                                             ShapeNode              *expr,
                                             ShapeNode              *value);

/* @expr with what @map says of its symbols. */
ShapeNode  *shape_node_xreplace_by          (const ShapeMap         *map,
                                             ShapeNode              *expr);
/* The same with the values of this run; and with what the axioms say of its parts. */
ShapeNode  *shape_env_xreplace_values       (ShapeEnv               *self,
                                             ShapeNode              *expr);
ShapeNode  *shape_env_xreplace_axioms       (ShapeEnv               *self,
                                             ShapeNode              *expr);

/* Guards and asserts */
void        shape_env_append_guard          (ShapeEnv               *self,
                                             ShapeNode              *expr,
                                             gboolean                size_oblivious);
GArray     *shape_env_ensure_runtime_asserts (ShapeEnv              *self,
                                              ShapeNode              *symbol); /* or NULL */
void        shape_env_append_runtime_assert (ShapeEnv               *self,
                                             ShapeNode              *symbol, /* or NULL */
                                             ShapeNode              *expr,
                                             const char             *message);
guint       shape_env_count_symbol_guard    (ShapeEnv               *self,
                                             ShapeNode              *symbol); /* the new count */

static inline gboolean
shape_env_suppresses_guards (ShapeEnv *self)
{
  return self->suppress_guards_depth > 0;
}

/* Counts the version up where its key has changed. */
void        shape_env_update_version        (ShapeEnv               *self);

/* Translation validation: the FX graph. Nodes are their names, interned; all of these
 * give NULL without translation validation. */
const char *shape_env_call_fx               (ShapeEnv               *self,
                                             const char             *op,
                                             const char             *node,
                                             ShapeNode              *other, /* a second argument, or NULL */
                                             gboolean               *fresh);
const char *shape_env_call_fx_with          (ShapeEnv               *self,
                                             const char             *op,
                                             const ShapeValue       *args,
                                             guint                   n_args,
                                             gboolean               *fresh);
void        shape_env_remove_fx             (ShapeEnv               *self,
                                             const char             *node);

G_END_DECLS
