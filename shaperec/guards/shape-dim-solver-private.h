/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-symbol-sources-private.h"
#include "../env/shape-map-private.h"
#include "../env/shape-source-private.h"
#include "../expr/shape-expr-pool-private.h"

G_BEGIN_DECLS

/* What a set of guards leaves of sizes that are to be dynamic (the reference's
 * DimConstraints): some turn out to be numbers, the others get ranges and relations,
 * from which fixes are suggested.
 *
 * The reference keeps Python sets, whose order changes from run to run; here everything
 * stays in the order in which it came. A step that fails sets the pool's error. */
typedef struct _ShapeDimSolver ShapeDimSolver;

/* What the constraints are about. All is borrowed, and may grow meanwhile. */
typedef struct
{
  ShapeExprPool            *pool;
  const ShapeSymbolSources *symbol_to_sources;
  const ShapeMap           *hints;             /* symbol -> number */
  const ShapeMap           *marked_dynamic;    /* a set of symbols */
  /* What the user calls a source, or NULL; the function may be NULL. */
  const char             *(*debug_name) (const char *source_name, gpointer data);
  gpointer                  data;
} ShapeDimScope;

/* @symbol is @lower or more and @upper or less. */
typedef struct
{
  ShapeNode *symbol;
  ShapeNode *lower; /* NULL: none */
  ShapeNode *upper;
} ShapeDimRange;

/* Whether there can be such a number, as far as the assumptions of a size go: then no solver refuses it. */
gboolean        shape_dim_range_is_open    (const ShapeDimRange *self,
                                            const ShapeMap      *hints);

ShapeDimSolver *shape_dim_solver_new          (const ShapeDimScope *scope);
void            shape_dim_solver_free         (ShapeDimSolver      *self);
/* For one that outlives what it was made for: the same symbols. */
void            shape_dim_solver_set_scope    (ShapeDimSolver      *self,
                                               const ShapeDimScope *scope);

/* Adds a truth value that is to hold. TRUE where it says nothing. */
gboolean        shape_dim_solver_add          (ShapeDimSolver      *self,
                                               ShapeNode           *expr);
void            shape_dim_solver_add_range    (ShapeDimSolver      *self,
                                               const ShapeDimRange *range);
/* @source equals @expr. */
void            shape_dim_solver_add_equality (ShapeDimSolver      *self,
                                               ShapeSource         *source,
                                               ShapeNode           *expr);
/* Turns what was added into results. */
void            shape_dim_solver_solve        (ShapeDimSolver      *self);

/* Texts like `L['x'].size()[0] == 4` and `2 <= L['x'].size()[1]`, each once: borrowed. */
const GPtrArray *shape_dim_solver_get_static_results  (ShapeDimSolver *self);
const GPtrArray *shape_dim_solver_get_dynamic_results (ShapeDimSolver *self);

/* A size that was to be dynamic and can only be one number. */
typedef struct
{
  char      *name;  /* `dx = L['x'].size()[0]`, or the source alone where nothing has a name of the user's */
  ShapeNode *value;
} ShapeForcedSpecialization;

/* An array of ShapeForcedSpecialization, or NULL with the pool's error set. */
GArray    *shape_dim_solver_forced_specializations (ShapeDimSolver *self);

/* A size that the user gave a name: a root, or one that is computed from a root. */
typedef struct
{
  const char *name;
  const char *root; /* NULL for a root */
  ShapeNode  *min;
  ShapeNode  *max;
} ShapeNamedDim;

typedef struct
{
  const char *source_name;
  const char *debug_name;
} ShapeDimName;

/* What is said of forced specializations, and the fixes that are suggested: the end of the
 * message of a ConstraintViolationError. NULL with the pool's error set. */
char      *shape_dim_solver_prettify       (ShapeDimSolver      *self,
                                            const ShapeDimName  *names,
                                            guint                n_names,
                                            const ShapeNamedDim *dims,
                                            guint                n_dims,
                                            const GArray        *forced);

/* The names of dimensions in a message: sorted, which @names are then, and each once. */
char      *shape_dim_join_names            (GPtrArray           *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeDimSolver, shape_dim_solver_free)

G_END_DECLS
