/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool.h"
#include "shape-node-private.h"
#include "../shape-error.h"

G_BEGIN_DECLS

/* Answers kept for the life of the pool, by question: the memo tables. A memo is
 * a pure function of its key, so it never goes stale. */
typedef enum
{
  SHAPE_MEMO_EXPAND,
  SHAPE_MEMO_EXPAND_FULL,
  SHAPE_MEMO_CANONICALIZE,
  SHAPE_MEMO_CNF,
  SHAPE_MEMO_NUMERATOR,
  SHAPE_MEMO_DENOMINATOR,
  SHAPE_MEMO_RELATIONAL,  /* the canonical form of a relation */
  SHAPE_MEMO_SIMPLIFY,
  SHAPE_MEMO_BUILD,       /* (op, a, b) of costly constructors */
  SHAPE_N_MEMOS
} ShapeMemo;

struct _ShapeExprPool
{
  grefcount   ref_count;

  /* The arena: chunks, filled from the front of the last one. */
  GPtrArray  *chunks;
  guint8     *free_start;
  guint8     *free_end;

  /* The intern table: open addressing, a power of two of slots. */
  ShapeNode **slots;
  guint       n_slots;
  guint       n_nodes;

  GPtrArray  *big_numbers; /* nodes that own memory of FLINT's */
  GHashTable *names;       /* name -> the symbol that was last made with it */
  GHashTable *memos[SHAPE_N_MEMOS]; /* node -> node */
  GHashTable *printed_orders;       /* Add or Mul -> its arguments as they are printed, in the arena */

  gpointer    analysis; /* what the analyses remember; they say how to free it */
  GDestroyNotify free_analysis;

  guint       max_nodes;
  guint       max_depth;

  GError     *error;       /* the first failure since shape_pool_check() */

  ShapeNode  *error_node;
  ShapeNode  *zero;
  ShapeNode  *one;
  ShapeNode  *minus_one;
  ShapeNode  *true_node;
  ShapeNode  *false_node;
  ShapeNode  *constants[SHAPE_OP_SYMBOL];
};

gpointer   shape_pool_alloc      (ShapeExprPool *pool,
                                  gsize          size); /* 8-aligned, zeroed, freed with the pool */

/* Sets the pool's error, unless there is one, and returns the error node. */
ShapeNode *shape_pool_fail       (ShapeExprPool *pool,
                                  ShapeError     code,
                                  const char    *format,
                                  ...) G_GNUC_PRINTF (3, 4);

static inline gboolean
shape_pool_has_error (ShapeExprPool *pool)
{
  return G_UNLIKELY (pool->error != NULL);
}

/* Moves the pool's error, if there is one, to @error: FALSE then. The reference's
 * `except` is shape_pool_check() with a NULL or local @error. */
gboolean   shape_pool_check      (ShapeExprPool *pool,
                                  GError       **error);

ShapeNode *shape_pool_memo_get   (ShapeExprPool *pool,
                                  ShapeMemo      memo,
                                  ShapeNode     *key);
/* Remembers @value, unless an error is pending. Returns @value. */
ShapeNode *shape_pool_memo_set   (ShapeExprPool *pool,
                                  ShapeMemo      memo,
                                  ShapeNode     *key,
                                  ShapeNode     *value);

G_END_DECLS
