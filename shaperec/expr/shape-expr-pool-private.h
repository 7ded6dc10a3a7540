/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool.h"
#include "shape-node-memo-private.h"
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
  SHAPE_MEMO_COUNT_OPS,   /* a Float */
  SHAPE_MEMO_BUILD,       /* a call as it stands, of a costly constructor */
  SHAPE_MEMO_FLOOR_DIVISIONS, /* a ShapeNodeSet, as the next */
  SHAPE_MEMO_FRACTIONS,
  SHAPE_N_MEMOS
} ShapeMemo;

/* The integers that are made over and over: so many from the least on. */
#define SHAPE_LEAST_SMALL_INTEGER -16
#define SHAPE_N_SMALL_INTEGERS    160

/* A call of a constructor that was made before; see shape-build.c. */
typedef struct _ShapeCall ShapeCall;

struct _ShapeExprPool
{
  grefcount   ref_count;

  /* The arena: chunks, filled from the front of the last one. */
  GPtrArray  *chunks;
  guint8     *free_start;
  guint8     *free_end;
  gsize       next_chunk;
  gsize       n_bytes;   /* of the chunks and the table */

  /* The intern table: open addressing, a power of two of slots. */
  ShapeNode **slots;
  guint       n_slots;
  guint       n_nodes;

  ShapeCall  *calls;
  guint       n_asking;    /* assumptions that are being worked out */

  GPtrArray  *big_numbers; /* nodes that own memory of FLINT's */
  GHashTable *names;       /* name -> the symbol that was last made with it */
  ShapeNodeMemo *memos[SHAPE_N_MEMOS]; /* NULL until used */
  GHashTable *printed_orders;       /* Add or Mul -> its arguments as they are printed, in the arena */

  gpointer    analysis; /* what the analyses remember; they say how to free it */
  GDestroyNotify free_analysis;

  guint       max_nodes;
  guint       max_depth;
  guint       max_milliseconds; /* of a question; 0: no limit */
  gint        steps_left;       /* until the next look at the clock */
  gint64      asked_at;         /* the first look at it since the question was asked; 0: none yet */
  gboolean    is_patient;

  GError     *error;       /* the first failure since shape_pool_check() */

  ShapeNode  *error_node;
  ShapeNode  *zero;
  ShapeNode  *one;
  ShapeNode  *minus_one;
  ShapeNode  *true_node;
  ShapeNode  *false_node;
  ShapeNode  *constants[SHAPE_OP_SYMBOL];
  ShapeNode  *small_integers[SHAPE_N_SMALL_INTEGERS]; /* found without the table; NULL until made */
};

gpointer   shape_pool_alloc      (ShapeExprPool *pool,
                                  gsize          size); /* 8-aligned, zeroed, freed with the pool */

/* Where what is left of the last chunk is too small. */
gpointer   shape_pool_alloc_elsewhere (ShapeExprPool *pool,
                                       gsize          size);

/* As shape_pool_alloc(), but not zeroed: a node is written as a whole. */
static inline gpointer
shape_pool_alloc_raw (ShapeExprPool *pool,
                      gsize          size)
{
  size = (size + 7) & ~(gsize) 7;
  if (G_UNLIKELY ((gsize) (pool->free_end - pool->free_start) < size))
    return shape_pool_alloc_elsewhere (pool, size);
  pool->free_start += size;
  return pool->free_start - size;
}

/* The atom that equals @draft: the one in the pool, or a copy of @draft. */
ShapeNode *shape_pool_intern_atom (ShapeExprPool *pool,
                                   ShapeNode     *draft);

/* An atom costs, but is never refused: a number is a number wherever one is made. */
static inline void
shape_pool_count_atom (ShapeExprPool *pool)
{
  pool->steps_left -= pool->steps_left > 0;
}

ShapeCall *shape_calls_new (void); /* freed by g_free() */

void       shape_pool_init_budgets (ShapeExprPool *pool);

/* A question begins: a call at an edge, or a line of a trace. */
static inline void
shape_pool_begin_question (ShapeExprPool *pool)
{
  pool->asked_at = 0;
}

/* A few nodes that are needed for a change to be made as a whole: they are made even
 * where a budget is used up. Returns what to give back to shape_pool_end_change(). */
static inline gboolean
shape_pool_begin_change (ShapeExprPool *pool)
{
  gboolean before = pool->is_patient;

  pool->is_patient = TRUE;
  return before;
}

static inline void
shape_pool_end_change (ShapeExprPool *pool,
                       gboolean       before)
{
  pool->is_patient = before;
}

gboolean   shape_pool_has_time   (ShapeExprPool *pool);

/* Counts a step of work. FALSE, with the pool's error set, where the question's time is
 * used up. Making a node is a step; so is each round of any loop that may go on for long
 * without making one. */
static inline gboolean
shape_pool_step (ShapeExprPool *pool)
{
  return G_LIKELY (--pool->steps_left >= 0) || shape_pool_has_time (pool);
}

/* The largest number: integers and the parts of rationals. */
#define SHAPE_MAX_BITS (1u << 22)

gboolean   shape_pool_can_hold_big (ShapeExprPool *pool,
                                    const fmpz_t   value);

static inline gboolean
shape_pool_can_hold (ShapeExprPool *pool,
                     const fmpz_t   value)
{
  return !COEFF_IS_MPZ (*value) || shape_pool_can_hold_big (pool, value);
}

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

/* Moves the pool's error, if there is one, to @error: FALSE then. That is the end of a
 * question. The reference's `except` is shape_pool_check() with a NULL or local @error,
 * once it is known that the error is one to be caught. */
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

/* The parts of @node that are of @kinds and pass @test, each once; kept in @memo, which is for these alone. */
const ShapeNodeSet *shape_node_collect (ShapeNode     *node,
                                        ShapeMemo      memo,
                                        guint64        kinds,
                                        ShapeNodeTest  test);

G_END_DECLS
