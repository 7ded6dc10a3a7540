/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

/* What a question may cost, and how it fails where it would cost more. */

#define DEFAULT_MAX_NODES        (16u * 1024 * 1024)
#define DEFAULT_MAX_DEPTH        2000
#define DEFAULT_MAX_MILLISECONDS (60 * 1000)

/* Between two looks at the clock; less than a millisecond of work. */
#define STEPS_PER_LOOK 4096

/* How many bits of a number cost as much as a step. */
#define BITS_PER_STEP 256

void
shape_pool_init_budgets (ShapeExprPool *pool)
{
  pool->max_nodes = DEFAULT_MAX_NODES;
  pool->max_depth = DEFAULT_MAX_DEPTH;
  pool->max_milliseconds = DEFAULT_MAX_MILLISECONDS;
  pool->steps_left = STEPS_PER_LOOK;
}

gboolean
shape_pool_has_time (ShapeExprPool *pool)
{
  gint64 now = pool->max_milliseconds > 0 ? g_get_monotonic_time () : 0;

  if (pool->asked_at == 0)
    pool->asked_at = now;
  if (pool->is_patient || now - pool->asked_at <= (gint64) pool->max_milliseconds * 1000)
    {
      pool->steps_left = STEPS_PER_LOOK;
      return TRUE;
    }
  /* Whatever else the question wants fails as well, until it ends. */
  pool->steps_left = 0;
  shape_pool_fail (pool, SHAPE_ERROR_LIMIT, "more than %u milliseconds of work", pool->max_milliseconds);
  return FALSE;
}

gboolean
shape_pool_can_hold_big (ShapeExprPool *pool,
                         const fmpz_t   value)
{
  gulong bits = fmpz_bits (value);

  pool->steps_left -= (gint) MIN (bits / BITS_PER_STEP, STEPS_PER_LOOK);
  if (bits <= BITS_PER_STEP || (bits <= SHAPE_MAX_BITS && (pool->steps_left >= 0 || shape_pool_has_time (pool))))
    return TRUE;
  if (shape_pool_has_error (pool))
    return FALSE;
  shape_pool_fail (pool, SHAPE_ERROR_LIMIT, "a number of more than %u bits", SHAPE_MAX_BITS);
  return FALSE;
}

ShapeNode *
shape_pool_fail (ShapeExprPool *pool,
                 ShapeError     code,
                 const char    *format,
                 ...)
{
  if (pool->error == NULL)
    {
      va_list args;

      va_start (args, format);
      pool->error = g_error_new_valist (SHAPE_ERROR, (int) code, format, args);
      va_end (args);
    }
  return pool->error_node;
}

gboolean
shape_pool_check (ShapeExprPool *pool,
                  GError       **error)
{
  shape_pool_begin_question (pool);
  if (pool->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&pool->error));
  return FALSE;
}

/**
 * shape_expr_pool_set_max_nodes:
 * @pool: a pool
 * @max_nodes: how many nodes the pool may hold
 *
 * Sets the budget of nodes.
 */
void
shape_expr_pool_set_max_nodes (ShapeExprPool *pool,
                               guint          max_nodes)
{
  g_return_if_fail (pool != NULL);

  pool->max_nodes = max_nodes;
}

/**
 * shape_expr_pool_set_max_depth:
 * @pool: a pool
 * @max_depth: how deep an expression may be nested; 0 is an atom
 *
 * Sets the budget of depth.
 */
void
shape_expr_pool_set_max_depth (ShapeExprPool *pool,
                               guint          max_depth)
{
  g_return_if_fail (pool != NULL);

  pool->max_depth = max_depth;
}

/**
 * shape_expr_pool_set_max_milliseconds:
 * @pool: a pool
 * @max_milliseconds: how long a question may take; 0: as long as it likes
 *
 * Sets the budget of time: for one call on an expression or an environment, or one line of
 * a trace. At first it is a minute, much more than any question of a real model takes.
 */
void
shape_expr_pool_set_max_milliseconds (ShapeExprPool *pool,
                                      guint          max_milliseconds)
{
  g_return_if_fail (pool != NULL);

  pool->max_milliseconds = max_milliseconds;
}
