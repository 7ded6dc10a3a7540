/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-source-private.h"
#include "shape-symbolic-context.h"
#include "../expr/shape-node-private.h"

G_BEGIN_DECLS

typedef struct _ShapeValue ShapeValue;

typedef enum
{
  SHAPE_CONTEXT_STATELESS,
  SHAPE_CONTEXT_STATEFUL,
  SHAPE_CONTEXT_SUBCLASS, /* a stateful one with contexts for inner tensors */
  SHAPE_CONTEXT_SYM_INT,
} ShapeContextClass;

typedef enum
{
  SHAPE_CONSTRAINT_NONE,
  SHAPE_CONSTRAINT_STRICT_MIN_MAX,
  SHAPE_CONSTRAINT_RELAXED_UNSPEC,
} ShapeConstraintKind;

/* What the user demanded of a dimension (`DimConstraint`). */
typedef struct
{
  ShapeConstraintKind kind;
  gboolean            warn_only;
  ShapeNode          *lower; /* of a StrictMinMaxConstraint; of the pool */
  ShapeNode          *upper;
} ShapeConstraint;

/* The demands of one dimension that only unbacked ones have. */
typedef struct
{
  char    *shape_id;   /* equal ids share a symbol; NULL: none */
  gboolean has_bounds; /* min and max hold where they are there */
  gboolean has_min;
  gboolean has_max;
  gint64   min;
  gint64   max;
} ShapeUnbackedDim;

struct _ShapeSymbolicContext
{
  GObject               parent_instance;

  ShapeContextClass     class_kind;
  guint                 n_dims;
  ShapeDimDynamic      *dynamic_sizes;
  ShapeDimDynamic      *dynamic_strides;
  ShapeConstraint      *constraint_sizes;
  ShapeConstraint      *constraint_strides;
  ShapeDimDynamic      *given_sizes;       /* as they were before an environment fixed one, or NULL */
  ShapeConstraint      *given_constraints; /* likewise */
  ShapeConstraint       constraint;        /* of a SymIntSymbolicContext */
  gboolean              constrains;        /* something was once demanded of a size or a stride */

  ShapeExprPool        *pool;              /* that the constraints' nodes are of; NULL where there are none */
  ShapeSource          *tensor_source;     /* of a stateful one */
  gboolean              has_excluded_sizes;
  guint                 n_excluded_sizes;
  gint64               *excluded_sizes;    /* G_MININT64: None */
  gboolean              has_shape_ids;
  gboolean              has_unbacked_bounds;
  ShapeUnbackedDim     *unbacked;          /* n_dims, or NULL */
  GStrv                *specialize_on;     /* n_dims lists of names, or NULL */
  ShapeSymbolicContext *view_base_context; /* owned, or NULL */
  gboolean              skips_outer;       /* of a subclass: guards look at the inner tensors alone (not track_outer_size_stride) */
  GPtrArray            *inner_contexts;    /* ShapeSymbolicContext, owned, or NULL */
  GPtrArray            *inner_names;

  /* Names the memory of a stateful context: contexts that share one have the same
   * number. The memory itself is the environment's, see ShapeContextMemory. */
  guint64               memory_id;
};

/* What the stateful contexts that an environment met remember there: the symbol
 * that each source name got (`shape_env_to_source_to_symbol_cache`). It is part of
 * the environment, so that nothing outlives it and no two mix. */
typedef struct _ShapeContextMemory ShapeContextMemory;

ShapeContextMemory   *shape_context_memory_new      (void);
void                  shape_context_memory_free     (ShapeContextMemory   *self);
ShapeNode            *shape_context_memory_recall   (ShapeContextMemory   *self,
                                                     ShapeSymbolicContext *context,
                                                     const char           *source_name); /* or NULL */
void                  shape_context_memory_remember (ShapeContextMemory   *self,
                                                     ShapeSymbolicContext *context,
                                                     const char           *source_name,
                                                     ShapeNode            *expr);

/* All dimensions DYNAMIC, strides INFER_STRIDE, no constraints; a fresh memory. */
ShapeSymbolicContext *shape_symbolic_context_new_of_class (ShapeContextClass class_kind,
                                                           guint             n_dims);

/* An environment changes the contexts that it meets; a replay begins with them as given. */
void                  shape_symbolic_context_fix_size     (ShapeSymbolicContext *self,
                                                           guint                 dim);
void                  shape_symbolic_context_restore      (ShapeSymbolicContext *self);

#define SHAPE_CONTEXT_IS_STATEFUL(context) \
  ((context)->class_kind == SHAPE_CONTEXT_STATEFUL || (context)->class_kind == SHAPE_CONTEXT_SUBCLASS)
#define SHAPE_CONTEXT_IS_STATELESS(context) /* StatelessSymbolicContext or one of its subclasses */ \
  ((context)->class_kind != SHAPE_CONTEXT_SYM_INT)

/* As traces name them. */
const char *shape_dim_dynamic_get_name      (ShapeDimDynamic      dim);
gboolean    shape_dim_dynamic_from_name     (const char          *name,
                                             gsize                len,
                                             ShapeDimDynamic     *dim);
const char *shape_constraint_kind_get_name  (ShapeConstraintKind  kind);
gboolean    shape_constraint_kind_from_name (const char          *name,
                                             gsize                len,
                                             ShapeConstraintKind *kind);
gboolean    shape_context_class_from_name   (const char          *name,
                                             gsize                len,
                                             ShapeContextClass   *class_kind);

G_END_DECLS
