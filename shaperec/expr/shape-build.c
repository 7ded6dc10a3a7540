/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "../shape-hash-private.h"

/* Evaluating construction. The same calls are made over and over, so the pool remembers some
 * of them with what came of them: one for each place of a small table, the last that fell there. */

#define LOG_N_CALLS 9

/* A call as one word: the operation, how many arguments it has, and their numbers in the pool, each
 * in its share of the rest. */
#define OP_BITS       7
#define N_ARGS_BITS   2
#define MAX_ARGS      3
#define BITS_FOR_ARGS (64 - OP_BITS - N_ARGS_BITS)

G_STATIC_ASSERT (SHAPE_N_OPS <= 1 << OP_BITS && MAX_ARGS < 1 << N_ARGS_BITS);

struct _ShapeCall
{
  guint64    key;    /* never 0, as no atom is built */
  ShapeNode *result;
};

ShapeCall *
shape_calls_new (void)
{
  return g_new0 (ShapeCall, 1 << LOG_N_CALLS);
}

static inline ShapeCall *
find_place (ShapeExprPool *pool,
            guint64        key)
{
  return &pool->calls[key * SHAPE_HASH_FACTOR >> (64 - LOG_N_CALLS)];
}

/* 0 where the call does not fit in a word. */
static inline guint64
make_key (ShapeOp           op,
          ShapeNode *const *args,
          guint             n_args)
{
  static const guint8 bits_for_one[] = { 0, BITS_FOR_ARGS, BITS_FOR_ARGS / 2, BITS_FOR_ARGS / 3 };
  guint64 ids = 0, most;
  guint bits;

  if (n_args > MAX_ARGS)
    return 0;
  bits = bits_for_one[n_args];
  most = (G_GUINT64_CONSTANT (1) << bits) - 1;
  for (guint i = 0; i < n_args; i++)
    {
      if (args[i]->id > most)
        return 0;
      ids = ids << bits | args[i]->id;
    }
  return (ids << N_ARGS_BITS | n_args) << OP_BITS | op;
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

/* While an assumption is being worked out, less may be known of its node than in the end:
 * what is built then is not for later. */
ShapeNode *
shape_node_build (ShapeExprPool    *pool,
                  ShapeOp           op,
                  ShapeNode *const *args,
                  guint             n_args)
{
  guint64 key = pool->n_asking == 0 ? make_key (op, args, n_args) : 0;
  ShapeCall *known = find_place (pool, key);
  ShapeNode *result;

  if (key != 0 && known->key == key)
    return shape_pool_step (pool) ? known->result : pool->error_node;
  result = evaluate (pool, op, args, n_args);
  if (key != 0 && !shape_pool_has_error (pool))
    *known = (ShapeCall) { key, result };
  return result;
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
