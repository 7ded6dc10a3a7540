/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "../shape-hash-private.h"

/* Evaluating construction. The same calls are made over and over, so the pool remembers some
 * of them with what came of them: one for each place of a small table, the last that fell there. */

#define N_CALLS  512
#define MAX_ARGS 4

/* The key: the operation and how many arguments it has, and their numbers in the pool, two in a word. */
struct _ShapeCall
{
  ShapeNode *result;
  guint64    head;
  guint64    args[MAX_ARGS / 2];
};

ShapeCall *
shape_calls_new (void)
{
  return g_new0 (ShapeCall, N_CALLS);
}

static inline void
take_args (ShapeCall        *call,
           ShapeNode *const *args,
           guint             n_args)
{
  for (guint i = 0; i < n_args; i++)
    call->args[i / 2] |= (guint64) args[i]->id << (i % 2 * 32);
}

static inline ShapeCall *
find_place (ShapeExprPool   *pool,
            const ShapeCall *call)
{
  guint64 hash = shape_hash_word (shape_hash_word (call->head, call->args[0]), call->args[1]);

  return &pool->calls[hash % N_CALLS];
}

static inline gboolean
same_call (const ShapeCall *a,
           const ShapeCall *b)
{
  return a->head == b->head && a->args[0] == b->args[0] && a->args[1] == b->args[1];
}

static ShapeNode *
evaluate (ShapeExprPool    *pool,
          ShapeOp           op,
          ShapeNode *const *args,
          guint             n_args)
{
  for (guint i = 0; i < n_args; i++)
    if (SHAPE_IS (args[i], ERROR))
      return args[i];
  return shape_ops[op].build (pool, args, n_args);
}

/* While an assumption is being worked out, less may be known of its node than in the end. */
static inline gboolean
can_remember (ShapeExprPool *pool,
              guint          n_args)
{
  return n_args <= MAX_ARGS && pool->n_asking == 0;
}

ShapeNode *
shape_node_build (ShapeExprPool    *pool,
                  ShapeOp           op,
                  ShapeNode *const *args,
                  guint             n_args)
{
  ShapeCall call = { .head = op | (guint64) n_args << 32 }, *known;

  if (!can_remember (pool, n_args))
    return evaluate (pool, op, args, n_args);
  take_args (&call, args, n_args);
  known = find_place (pool, &call);
  if (same_call (known, &call))
    return shape_pool_step (pool) ? known->result : pool->error_node;
  call.result = evaluate (pool, op, args, n_args);
  if (!shape_pool_has_error (pool))
    *known = call;
  return call.result;
}

ShapeNode *
shape_node_build1 (ShapeOp    op,
                   ShapeNode *a)
{
  return shape_node_build (a->pool, op, &a, 1);
}

ShapeNode *
shape_node_build2 (ShapeOp    op,
                   ShapeNode *a,
                   ShapeNode *b)
{
  ShapeNode *args[] = { a, b };

  return shape_node_build (a->pool, op, args, 2);
}

ShapeNode *
shape_node_build3 (ShapeOp    op,
                   ShapeNode *a,
                   ShapeNode *b,
                   ShapeNode *c)
{
  ShapeNode *args[] = { a, b, c };

  return shape_node_build (a->pool, op, args, 3);
}
