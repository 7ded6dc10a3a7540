/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-dim-solver-private.h"

G_BEGIN_DECLS

/* What the parts of the solver share. */

typedef struct
{
  ShapeSource *source; /* owned */
  ShapeNode   *expr;
} ShapeDimEquality;

struct _ShapeDimSolver
{
  ShapeDimScope  scope;
  ShapeMap       univariate;      /* symbol -> GPtrArray of relations in it alone */
  ShapeMap       with_equalities; /* of these symbols, those that one of the relations is an Eq of */
  ShapeMap       substitutions;   /* symbol -> the number that it is */
  ShapeMap       congruences;     /* symbol -> GPtrArray of what must be 0: SymPy's Mod */
  ShapeMap       multivariate;    /* a set of relations */
  GArray        *equalities;      /* ShapeDimEquality */
  GArray        *ranges;          /* ShapeDimRange: not looked at yet */
  GPtrArray     *static_results;  /* char *, owned */
  GPtrArray     *dynamic_results;
  GPtrArray     *inconsistencies;
  ShapeMap       roots;           /* new symbol -> its name, of g_intern_string() */
};

GArray     *shape_dim_equalities_new       (void);

/* Takes @text, unless it is NULL or there already. */
void        shape_dim_take_result          (GPtrArray        *results,
                                            char             *text);
/* The ranges that are waiting, as relations. */
void        shape_dim_solver_settle_ranges (ShapeDimSolver *self);

/* Adds a node, unless the list has it. */
void        shape_dim_list_add             (GPtrArray        *list,
                                            ShapeNode        *node);

/* What the user calls @name; itself where there is no such name. */
const char *shape_dim_solver_name          (ShapeDimSolver   *self,
                                            const char       *name);
/* The name of the first source of @symbol, or NULL with the pool's error set. */
const char *shape_dim_solver_spell         (ShapeDimSolver   *self,
                                            ShapeNode        *symbol);

/* `@base mod @divisor` that is to be 0, as SymPy's Mod evaluates it. */
ShapeNode  *shape_dim_congruence           (ShapeNode        *base,
                                            ShapeNode        *divisor);
/* All congruences of @symbol in one: it is @remainder, modulo @modulus. FALSE where none says so. */
gboolean    shape_dim_congruences_join     (ShapeNode        *symbol,
                                            const GPtrArray  *congruences,
                                            ShapeNode       **remainder,
                                            ShapeNode       **modulus);
/* Divisions in @expr, a relation in @symbol alone, give way to fractions; what must be
 * divisible for that is remembered (rewrite_with_congruences). */
ShapeNode  *shape_dim_solver_rewrite       (ShapeDimSolver   *self,
                                            ShapeNode        *symbol,
                                            ShapeNode        *expr);

/* Where all of @relations hold: a truth value in @symbol of bounds, Eq, And and Or, or the
 * error node (reduce_inequalities of SymPy for one integer). Where there are several ranges and
 * bounds without a form, it may be that of @hint alone, an integer or NULL. */
ShapeNode  *shape_reduce_inequalities      (ShapeNode        *symbol,
                                            ShapeNode *const *relations,
                                            guint             n_relations,
                                            ShapeNode        *hint);

/* A sum, product or quotient of names and numbers as Python writes it; NULL where it is
 * anything else. */
ShapeNode  *shape_dim_read_arithmetic      (ShapeExprPool    *pool,
                                            const char       *text);

G_END_DECLS
