/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-env-private.h"
#include "shape-value-private.h"
#include "../analysis/shape-analysis-private.h"

G_BEGIN_DECLS

/* How far a program goes that wants no guards (AggressiveGuardFreeMode). */
enum
{
  SHAPE_GUARD_FREE_DISABLED,
  SHAPE_GUARD_FREE_VALUE_RANGE_ANALYSIS,
  SHAPE_GUARD_FREE_SKIP_RANGE_ANALYSIS,
};

/* What an environment does with what it knows: the verbs behind the recorded
 * methods and the questions they share. They call each other directly.
 *
 * Failure is the pool's error: a verb that fails sets it and returns NULL, FALSE or
 * NONE, and what it changed before stays changed. Whoever stands at the door moves
 * the error out with shape_pool_check().
 *
 * Two names for one thing, shape_env_VERB and shape_env_run_VERB, differ in memory:
 * the first is what other verbs call, and a call that was made before is not made
 * again; the second is what an event runs, each time. */

/* _maybe_evaluate_static: NULL where nothing is known. */
ShapeNode *shape_env_maybe_evaluate_static (ShapeEnv        *self,
                                            ShapeNode       *expr,
                                            ShapeStaticForm  form);
/* Whether @guard follows from what is known but for the axioms. */
gboolean   shape_env_implies_guard         (ShapeEnv         *self,
                                            const ShapeGuard *guard);
void       shape_env_forget_static         (ShapeEnv        *self);
ShapeNode *shape_env_fast_eval_comparison  (ShapeEnv        *self,
                                            ShapeNode       *expr); /* True, or NULL */
ShapeNode *shape_env_evaluate_range_only   (ShapeEnv        *self,
                                            ShapeNode       *expr); /* NULL: unknown */

/* Takes what follows from @expr into the axioms. */
void       shape_env_learn                 (ShapeEnv        *self,
                                            ShapeNode       *expr);

/* Replacement and simplification */
ShapeNode *shape_env_find_target           (ShapeEnv        *self,
                                            ShapeNode       *a);
ShapeNode *shape_env_run_find              (ShapeEnv        *self,
                                            ShapeNode       *a);
ShapeNode *shape_env_look                  (ShapeEnv        *self,
                                            ShapeNode       *expr);
ShapeNode *shape_env_replace_node          (ShapeEnv        *self,
                                            ShapeNode       *expr);
void       shape_env_set_replacement       (ShapeEnv        *self,
                                            ShapeNode       *a,
                                            ShapeNode       *target);
void       shape_env_add_divisible         (ShapeEnv        *self,
                                            ShapeNode       *expr);
void       shape_env_maybe_guard_rel       (ShapeEnv        *self,
                                            ShapeNode       *expr);

ShapeNode *shape_env_simplify_as           (ShapeEnv          *self,
                                            ShapeNode         *expr,
                                            ShapeSimplifyForm  form);
static inline ShapeNode *
shape_env_simplify_node (ShapeEnv  *self,
                         ShapeNode *expr)
{
  return shape_env_simplify_as (self, expr, SHAPE_SIMPLIFY_PLAIN);
}
GPtrArray *shape_node_find_floor_divisions (ShapeNode         *expr);
gboolean   shape_node_has_floor_div         (ShapeNode         *node);
ShapeNode *shape_env_remainder             (ShapeEnv          *self,
                                            ShapeNode         *division);
ShapeNode *shape_env_simplify_divisions    (ShapeEnv          *self,
                                            ShapeNode         *expr);
ShapeNode *shape_env_simplify_floor_div    (ShapeEnv          *self,
                                            ShapeNode         *expr);

/* Hints: the value of @expr in this run, as a number or a truth value. */
ShapeNode *shape_env_guarding_hint         (ShapeEnv          *self,
                                            ShapeNode         *expr); /* NULL with the error set */
ShapeNode *shape_env_find_size_hint        (ShapeEnv          *self,
                                            ShapeNode         *expr,
                                            gboolean           allow_none);
ShapeNode *shape_env_find_optimization_hint (ShapeEnv          *self,
                                             ShapeNode         *expr,
                                             ShapeNode         *fallback);
/* What stands for @expr, by the equalities that are to hold when the data is there. */
ShapeNode *shape_env_substitute_equals     (ShapeEnv          *self,
                                            ShapeNode         *expr);
/* sympy.factor, unless there are too many symbols. */
ShapeNode *shape_hint_factor               (ShapeNode         *expr);
ShapeNode *shape_hint_realize              (ShapeNode         *expr); /* NULL: no value yet */
ShapeNode *shape_hint_expand               (ShapeNode         *expr); /* unless it is a relation */
gboolean   shape_env_is_backed             (ShapeEnv          *self,
                                            ShapeNode         *expr); /* has every symbol a value? */
/* Sets GuardOnDataDependentSymNode's error. */
void       shape_env_fail_data_dependent   (ShapeEnv          *self,
                                            ShapeNode         *expr,
                                            ShapeNode         *unhinted);

/* Ranges */
void       shape_env_update_range          (ShapeEnv          *self,
                                            ShapeNode         *symbol,
                                            ShapeInterval      range,
                                            gboolean           is_constraint);
void       shape_env_refine_ranges         (ShapeEnv          *self,
                                            ShapeNode         *expr);
ShapeInterval shape_env_bound              (ShapeEnv          *self,
                                            ShapeNode         *expr);
ShapeInterval shape_env_bound_oblivious    (ShapeEnv          *self,
                                            ShapeNode         *expr);
void       shape_env_run_constrain_symbol_range (ShapeEnv         *self,
                                                 ShapeNode        *symbol,
                                                 ShapeNode        *min,
                                                 ShapeNode        *max);
void       shape_env_run_constrain_range   (ShapeEnv          *self,
                                            ShapeNode         *a,
                                            ShapeNode         *min,
                                            ShapeNode         *max);
/* NULL: 0 and int_oo */
void       shape_env_run_constrain_range_for_size (ShapeEnv       *self,
                                                   ShapeNode      *a,
                                                   ShapeNode      *min,
                                                   ShapeNode      *max);

/* Unification */
void       shape_env_run_constrain_unify   (ShapeEnv          *self,
                                            const ShapeValue  *a,
                                            const ShapeValue  *b);

/* Questions */
typedef struct
{
  ShapeNode    *expr;
  ShapeNode    *hint;           /* a number, a truth value or a nested size; NULL: none */
  const char   *fx_node;        /* its name; NULL: none */
  gboolean      size_oblivious;
  ShapeTernary  fallback;       /* the answer instead of an error */
  gboolean      forcing_spec;
} ShapeQuestion;

/* An expression, or a BOOL where the reference gives Python's own. */
ShapeValue shape_env_ask                   (ShapeEnv            *self,
                                            const ShapeQuestion *question);
ShapeValue shape_env_run_evaluate_expr     (ShapeEnv            *self,
                                            const ShapeQuestion *question);
ShapeValue shape_env_guard_or_defer        (ShapeEnv            *self,
                                            ShapeNode           *expr,
                                            const char          *message,
                                            const char          *fx_node);
ShapeValue shape_env_run_guard_or_defer    (ShapeEnv            *self,
                                            ShapeNode           *expr,
                                            const char          *message,
                                            const char          *fx_node);

/* @fact, that @expr is @value, which was made up for the data: to be checked when it is there. */
void       shape_env_defer_unsound         (ShapeEnv            *self,
                                            ShapeNode           *fact,
                                            ShapeNode           *expr,
                                            ShapeNode           *value);
/* What tells two calls apart. Names of FX nodes are interned in the environment. */
ShapeCallKey shape_question_key            (ShapeEnv            *self,
                                            const ShapeQuestion *question);
ShapeCallKey shape_fact_key                (ShapeEnv            *self,
                                            ShapeNode           *expr,
                                            const char          *message,
                                            const char          *fx_node);

/* Fails where no guard may come any more (_check_frozen). */
gboolean   shape_env_check_frozen          (ShapeEnv            *self,
                                            ShapeNode           *expr,
                                            ShapeNode           *value);

/* An answer in one word, for the memory of calls. */
static inline gpointer
shape_answer_pack (const ShapeValue *answer)
{
  return answer->kind == SHAPE_VALUE_BOOL ? GSIZE_TO_POINTER (1 + (gsize) answer->integer)
                                          : (gpointer) answer->node;
}

static inline ShapeValue
shape_answer_unpack (gpointer word)
{
  gsize number = GPOINTER_TO_SIZE (word);

  return number <= 2 ? shape_value_bool (number == 2) : shape_value_expr (word);
}

/* What the kinds of symbols are, by name. */
gboolean   shape_symbol_is_unbacked        (ShapeNode           *symbol);
gboolean   shape_symbol_is_unbacked_int    (ShapeNode           *symbol);
gboolean   shape_symbol_is_float           (ShapeNode           *symbol);
gboolean   shape_symbol_is_size            (ShapeNode           *symbol);
gboolean   shape_node_has_unbacked         (ShapeNode           *expr);

/* Tells the solver of translation validation of what was learnt: may fail. */
void       shape_env_translate             (ShapeEnv            *self,
                                            ShapeNode           *expr);

/* Nested integers */
void       shape_env_fail_nested_value     (ShapeEnv            *self);
gboolean   shape_env_misses_range          (ShapeEnv            *self,
                                            ShapeNode           *expr,
                                            const char          *attribute);
gboolean   shape_node_finds_unbacked       (ShapeNode           *expr); /* may fail */

G_END_DECLS
