/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-dim-solver-private.h"
#include "shape-equality-constraint-private.h"
#include "shape-guard-printer-private.h"
#include "../record/shape-event-kind-private.h"

G_BEGIN_DECLS

typedef struct _ShapeGuardProducer ShapeGuardProducer;

/* What is asked of produce_guards_verbose. All is borrowed. */
typedef struct
{
  const ShapePlaceholder *const *inputs;          /* quiet ones may be left out, if keeps_static is not set */
  guint                          n_inputs;
  const ShapeGuardLanguage      *languages;
  guint                          n_languages;
  const ShapeGuard              *guards;          /* NULL: the environment's own */
  guint                          n_guards;
  ShapeEqualityConstraint       *equalities;      /* or NULL */
  gboolean                       simplified;      /* neither equalities of inputs nor default bounds */
  gboolean                       keeps_static;    /* guards on sizes that are numbers too (not ignore_static) */
  gboolean                       excludes;        /* automatic_dynamic_exclusion_guard */
  /* Looks at the run, failed or not, before it is cleared; or NULL. */
  void                         (*at_end) (ShapeGuardProducer *producer,
                                          gpointer            data);
  gpointer                       data;
} ShapeGuardRequest;

/* An input is to equal its expression. */
typedef struct
{
  ShapeSource *source; /* borrowed from the producer or an input */
  ShapeNode   *expr;
} ShapeInputGuard;

/* A constraint that does not hold, or that is not certain to. */
typedef struct
{
  gboolean    warn_only;
  char       *debug_name;
  char       *message;
  ShapeNode  *hint;  /* printed behind the message once all symbols are known; or NULL */
} ShapeConstraintViolation;

/* The guards in one language, as far as they are made. */
typedef struct
{
  ShapeGuardLanguage  language;
  ShapeGuardPrinter  *printer; /* borrowed: both kinds of Python share one */
  char              **texts;   /* owned; NULL once they are finished */
  guint               n;
  guint               n_alloc;
} ShapeGuardText;

/* One run of produce_guards_verbose. A step that fails sets the pool's error. */
struct _ShapeGuardProducer
{
  ShapeEnv                *env;
  const ShapeGuardRequest *request;
  ShapeSourceList          sources;               /* owned: those that no input has */
  ShapeSymbolSources       symbol_to_source;
  ShapeMap                 symbol_to_constraints; /* symbol -> GPtrArray of const ShapeConstraint */
  ShapeInputGuard         *input_guards;          /* on the stack while there are few */
  ShapeInputGuard         *many_input_guards;     /* their memory else, or NULL */
  guint                    n_input_guards;
  guint                    n_input_guards_alloc;
  GArray                  *violations;            /* ShapeConstraintViolation; NULL while there is none */
  ShapeGuardPrinter        python;                /* of messages too */
  ShapeGuardPrinter        cpp;                   /* empty where it is not asked for */
  ShapeGuardText          *texts;                 /* request->n_languages of them: */
  ShapeGuardText           only_text;             /* this one, if one is asked for */
  ShapeDimSolver          *solver;                /* NULL until it is told a fact, or looked at in the end */
};

/* The first step, where equalities are declared: asks whether they hold. */
void shape_guard_producer_check_equalities (ShapeGuardProducer   *self);
/* Goes through the inputs. */
void shape_guard_producer_track_inputs     (ShapeGuardProducer   *self);
/* Makes the solver of dimensions, if somebody looks at it in the end. */
void shape_guard_producer_begin_solver     (ShapeGuardProducer   *self);
/* Every input equals what was made of it. */
void shape_guard_producer_guard_inputs     (ShapeGuardProducer   *self);
/* Every guard holds. */
void shape_guard_producer_issue_guards     (ShapeGuardProducer   *self);
/* Every symbol is within its range, and no float is nan. */
void shape_guard_producer_guard_ranges     (ShapeGuardProducer   *self);
/* The inputs of the program that this one follows are left to it. */
void shape_guard_producer_exclude          (ShapeGuardProducer   *self);
/* Fails where a constraint is violated that is not to warn only. */
void shape_guard_producer_raise_violations (ShapeGuardProducer   *self);

static inline gboolean
shape_guard_producer_has_failed (const ShapeGuardProducer *self)
{
  return shape_pool_has_error (self->env->pool);
}

/* The constraints of @symbol, or NULL. */
const GPtrArray *shape_guard_producer_get_constraints (ShapeGuardProducer *self,
                                                       ShapeNode          *symbol);

/* What the solver of dimensions is to know: an equality of an input, a range of a symbol
 * (an end may be NULL), or another fact. The last tells whether it is trivial. */
void     shape_guard_producer_tell_equality (ShapeGuardProducer  *self,
                                             ShapeSource         *source,
                                             ShapeNode           *expr);
void     shape_guard_producer_tell_range    (ShapeGuardProducer  *self,
                                             ShapeNode           *symbol,
                                             ShapeNode           *lower,
                                             ShapeNode           *upper);
gboolean shape_guard_producer_tell_fact     (ShapeGuardProducer  *self,
                                             ShapeNode           *fact);

/* Notes a violation. @hint is printed behind the message, or NULL. */
void shape_guard_producer_violate          (ShapeGuardProducer   *self,
                                            gboolean              warn_only,
                                            ShapeSource          *source,
                                            ShapeNode            *hint,
                                            const char           *format,
                                            ...) G_GNUC_PRINTF (5, 6);

/* The same, by a guard that it does not allow; @end is put behind the guard. */
void shape_guard_producer_violate_by_guard (ShapeGuardProducer    *self,
                                            const ShapeConstraint *constraint,
                                            ShapeSource           *source,
                                            ShapeNode             *expr,
                                            const char            *end);

/* Appends a guard as it stands, which is taken. */
void shape_guard_text_add                  (ShapeGuardText       *self,
                                            char                 *guard);
/* The same; @comment says in verbose Python where it is from. */
void shape_guard_text_take                 (ShapeGuardText       *self,
                                            char                 *guard,
                                            const char           *comment);

/* All of them, with a NULL at the end. */
GStrv shape_guard_text_finish              (ShapeGuardText       *self);

/* What a solver of dimensions is to know of the environment. */
ShapeDimScope shape_env_make_dim_scope     (ShapeEnv                 *env,
                                            const ShapeSymbolSources *symbol_to_sources,
                                            const ShapeMap           *marked_dynamic);

/* What the user calls the source of that name, or NULL. */
const char *shape_env_find_debug_name      (ShapeEnv             *env,
                                            const char           *source_name);
/* What @source is called in messages (_debug_name): its own name where the user has none. Borrowed. */
const char *shape_env_get_debug_name       (ShapeEnv             *env,
                                            ShapeSource          *source);
/* The name as an expression (sympify). */
ShapeNode  *shape_env_sympify_name         (ShapeEnv             *env,
                                            const char           *name);
/* _render_range_for_constraint_violation */
char       *shape_constraint_render        (const ShapeConstraint *self,
                                            ShapeEnv              *env,
                                            ShapeSource           *source);
/* _default_value_range: what a size can be. */
ShapeInterval shape_env_default_range      (ShapeEnv             *env);

/* The guards in each language that was asked for, in order: ShapeGuardsHelper. NULL with
 * @error set. */
GPtrArray  *shape_env_produce              (ShapeEnv                *env,
                                            const ShapeGuardRequest *request,
                                            GError                 **error);
/* The guards in the only language that was asked for. NULL with @error set. */
char      **shape_env_produce_texts        (ShapeEnv                *env,
                                            const ShapeGuardRequest *request,
                                            GError                 **error);

G_END_DECLS
