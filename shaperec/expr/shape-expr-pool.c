/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

#include <string.h>

/**
 * ShapeExprPool:
 *
 * Owns every expression that is made in it.
 *
 * A pool is an arena and a table: the same expression is made once, so two equal
 * expressions are the same pointer, and comparing them costs nothing. Expressions
 * live as long as their pool; a [struct@Expr] keeps it alive. One pool may serve
 * many environments, all in one thread.
 *
 * A pool has budgets: for the number of its nodes, for the depth of a tree, and for the
 * time that one question may take. A question that would pass one fails with
 * %SHAPE_ERROR_LIMIT; the pool, and the environments that it serves, can be asked on.
 */

/* A pool of one small trace stays small; a large one is filled in few steps. */
#define FIRST_CHUNK   (8 * 1024)
#define LARGEST_CHUNK (256 * 1024)
#define FIRST_SLOTS   1024

G_DEFINE_BOXED_TYPE (ShapeExprPool, shape_expr_pool, shape_expr_pool_ref, shape_expr_pool_unref)

static gpointer
add_chunk (ShapeExprPool *pool,
           gsize          size)
{
  gpointer chunk = g_malloc (size);

  pool->n_bytes += size;
  g_ptr_array_add (pool->chunks, chunk);
  return chunk;
}

gpointer
shape_pool_alloc_elsewhere (ShapeExprPool *pool,
                            gsize          size)
{
  if (size > pool->next_chunk / 8)
    return add_chunk (pool, size);
  pool->free_start = add_chunk (pool, pool->next_chunk);
  pool->free_end = pool->free_start + pool->next_chunk;
  pool->next_chunk = MIN (pool->next_chunk * 2, LARGEST_CHUNK);
  pool->free_start += size;
  return pool->free_start - size;
}

gpointer
shape_pool_alloc (ShapeExprPool *pool,
                  gsize          size)
{
  return memset (shape_pool_alloc_raw (pool, size), 0, size);
}

ShapeNode *
shape_pool_memo_get (ShapeExprPool *pool,
                     ShapeMemo      memo,
                     ShapeNode     *key)
{
  return pool->memos[memo] != NULL ? shape_node_memo_get (pool->memos[memo], key) : NULL;
}

ShapeNode *
shape_pool_memo_set (ShapeExprPool *pool,
                     ShapeMemo      memo,
                     ShapeNode     *key,
                     ShapeNode     *value)
{
  if (shape_pool_has_error (pool))
    return value;
  if (pool->memos[memo] == NULL)
    pool->memos[memo] = shape_node_memo_new ();
  shape_node_memo_set (pool->memos[memo], key, value);
  return value;
}

/* It has no arguments, but whoever takes it for another kind, and looks at one, finds it again. */
static ShapeNode *
make_error_node (ShapeExprPool *pool)
{
  ShapeNode *node = shape_pool_alloc (pool, G_STRUCT_OFFSET (ShapeNode, args) + 4 * sizeof (ShapeNode *));

  node->pool = pool;
  node->op = SHAPE_OP_ERROR;
  node->kinds = SHAPE_KIND_BIT (SHAPE_OP_ERROR);
  node->weight = 1;
  node->id = pool->n_nodes++;
  for (guint i = 0; i < 4; i++)
    node->args[i] = node;
  return node;
}

/**
 * shape_expr_pool_new:
 *
 * Makes an empty pool.
 *
 * Returns: (transfer full): a new pool
 */
ShapeExprPool *
shape_expr_pool_new (void)
{
  ShapeExprPool *pool = g_new0 (ShapeExprPool, 1);

  g_ref_count_init (&pool->ref_count);
  pool->chunks = g_ptr_array_new_with_free_func (g_free);
  pool->next_chunk = FIRST_CHUNK;
  pool->n_slots = FIRST_SLOTS;
  pool->slots = g_new0 (ShapeNode *, pool->n_slots);
  pool->n_bytes = pool->n_slots * sizeof *pool->slots;
  pool->calls = shape_calls_new ();
  pool->big_numbers = g_ptr_array_new ();
  pool->names = g_hash_table_new (g_str_hash, g_str_equal);
  shape_pool_init_budgets (pool);
  pool->error_node = make_error_node (pool);
  pool->zero = shape_node_integer (pool, 0);
  pool->one = shape_node_integer (pool, 1);
  pool->minus_one = shape_node_integer (pool, -1);
  pool->true_node = shape_node_constant (pool, SHAPE_OP_TRUE);
  pool->false_node = shape_node_constant (pool, SHAPE_OP_FALSE);
  return pool;
}

/**
 * shape_expr_pool_ref:
 * @pool: a pool
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @pool
 */
ShapeExprPool *
shape_expr_pool_ref (ShapeExprPool *pool)
{
  g_return_val_if_fail (pool != NULL, NULL);

  g_ref_count_inc (&pool->ref_count);
  return pool;
}

/**
 * shape_expr_pool_unref:
 * @pool: (transfer full): a pool
 *
 * Drops a reference; with the last one the pool and all its expressions go.
 */
void
shape_expr_pool_unref (ShapeExprPool *pool)
{
  g_return_if_fail (pool != NULL);

  if (!g_ref_count_dec (&pool->ref_count))
    return;
  for (guint i = 0; i < pool->big_numbers->len; i++)
    {
      ShapeNode *node = pool->big_numbers->pdata[i];

      if (node->op == SHAPE_OP_INTEGER)
        fmpz_clear (node->integer);
      else
        fmpq_clear (node->rational);
    }
  for (guint i = 0; i < SHAPE_N_MEMOS; i++)
    g_clear_pointer (&pool->memos[i], shape_node_memo_free);
  g_clear_pointer (&pool->printed_orders, g_hash_table_unref);
  g_clear_pointer (&pool->analysis, pool->free_analysis);
  g_clear_error (&pool->error);
  g_ptr_array_unref (pool->big_numbers);
  g_hash_table_unref (pool->names);
  g_free (pool->slots);
  g_free (pool->calls);
  g_ptr_array_unref (pool->chunks);
  g_free (pool);
}

/**
 * shape_expr_pool_get_n_nodes:
 * @pool: a pool
 *
 * Gets how many expressions the pool holds, parts of others included.
 *
 * Returns: the number of nodes
 */
guint
shape_expr_pool_get_n_nodes (ShapeExprPool *pool)
{
  g_return_val_if_fail (pool != NULL, 0);

  return pool->n_nodes;
}
