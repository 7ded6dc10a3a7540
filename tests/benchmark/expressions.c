/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <shaperec/expr/shape-expr-pool-private.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Times how expressions are built, or expanded: `expressions build|expand`. Standard input has
 * one a line, in function-call form. Prints the nanoseconds for all of them, best of several runs,
 * each in a fresh pool; the leaves are there before the clock starts, and what the same walk costs
 * with calls that do nothing is taken off. What a run frees stays with the process, as it does in
 * Python's, where the others run. The clock is that of the process. expressions.py asks. */

#define RUNS 20

/* An expression as what is to be done for it, arguments first. */
typedef struct
{
  ShapeOp    op;
  guint      n_args;
  char      *leaf; /* NULL: a call */
  ShapeNode *node; /* of the leaf, in the pool of this run */
} Step;

/* Ends of expressions in one array of steps. */
typedef struct
{
  GArray *steps;
  GArray *ends;
} Plan;

static ShapeNode *
make_symbol (const char *name,
             gsize       len,
             gpointer    pool)
{
  g_autofree char *copy = g_strndup (name, len);
  ShapeFacts given = { 0 };

  if (*copy != 'z')
    return shape_node_symbol_int (pool, copy, *copy == 's');
  if (!g_str_has_prefix (copy, "zuf"))
    given.known = given.value = 1u << SHAPE_FACT_REAL;
  return shape_node_symbol (pool, copy, given);
}

/* Reads the call or leaf at @at, and returns what is behind it. */
static const char *
read_steps (Plan       *plan,
            const char *at)
{
  gsize len = strcspn (at, "(,)");
  Step step = { .n_args = 0 };

  if (at[len] != '(')
    {
      step.leaf = g_strndup (at, len);
      g_array_append_val (plan->steps, step);
      return at + len;
    }
  if (!shape_op_from_name (at, len, &step.op))
    g_error ("unknown function: %s", at);
  at += len;
  do
    {
      at = read_steps (plan, at + strspn (at, "(, "));
      step.n_args++;
    }
  while (*at == ',');
  g_array_append_val (plan->steps, step);
  return at + 1;
}

static void
read_plan (Plan *plan)
{
  g_autofree char *text = NULL;
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_auto (GStrv) lines = NULL;

  g_io_channel_read_to_end (input, &text, NULL, NULL);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      read_steps (plan, lines[i]);
      g_array_append_val (plan->ends, plan->steps->len);
    }
}

static void
make_leaves (Plan          *plan,
             ShapeExprPool *pool)
{
  ShapeParseScope scope = { make_symbol, NULL, pool };

  for (guint i = 0; i < plan->steps->len; i++)
    {
      Step *step = &g_array_index (plan->steps, Step, i);

      if (step->leaf != NULL)
        step->node = shape_node_parse (pool, step->leaf, strlen (step->leaf), TRUE, &scope, NULL);
      if (step->leaf != NULL && step->node == NULL)
        g_error ("no expression: %s", step->leaf);
    }
}

typedef ShapeNode *(*Constructor) (ShapeExprPool    *pool,
                                   ShapeOp           op,
                                   ShapeNode *const *args,
                                   guint             n_args);

static ShapeNode *
build_nothing (ShapeExprPool    *pool,
               ShapeOp           op G_GNUC_UNUSED,
               ShapeNode *const *args,
               guint             n_args)
{
  return n_args > 0 ? args[0] : pool->zero;
}

/* Builds all expressions into @results. */
static G_GNUC_NO_INLINE void
build (Plan          *plan,
       ShapeExprPool *pool,
       Constructor    constructor,
       ShapeNode    **stack,
       ShapeNode    **results)
{
  const Step *step = (const Step *) (gpointer) plan->steps->data, *start = step;

  for (guint i = 0; i < plan->ends->len; i++)
    {
      guint n = 0;

      for (const Step *end = start + g_array_index (plan->ends, guint, i); step < end; step++)
        {
          n -= step->n_args;
          stack[n] = step->leaf ? step->node : constructor (pool, step->op, stack + n, step->n_args);
          n++;
        }
      results[i] = stack[0];
    }
  shape_pool_check (pool, NULL);
}

static void
expand (Plan          *plan,
        ShapeExprPool *pool,
        ShapeNode    **results)
{
  for (guint i = 0; i < plan->ends->len; i++)
    {
      results[i] = shape_node_expand (results[i]);
      shape_pool_check (pool, NULL);
    }
}

static gint64
get_nanoseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

typedef enum
{
  TASK_WALK,
  TASK_BUILD,
  TASK_EXPAND
} Task;

static gint64
run (Plan *plan,
     Task  task)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autofree ShapeNode **stack = g_new (ShapeNode *, plan->steps->len + 1);
  g_autofree ShapeNode **results = g_new (ShapeNode *, plan->ends->len + 1);
  gint64 start;

  make_leaves (plan, pool);
  if (task == TASK_EXPAND)
    build (plan, pool, shape_node_build, stack, results);
  start = get_nanoseconds ();
  if (task == TASK_EXPAND)
    expand (plan, pool, results);
  else
    build (plan, pool, task == TASK_BUILD ? shape_node_build : build_nothing, stack, results);
  return get_nanoseconds () - start;
}

static gint64
best_of_runs (Plan *plan,
              Task  task)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 taken = run (plan, task);

      best = MIN (best, taken);
    }
  return best;
}

int
main (int    argc,
      char **argv)
{
  Plan plan = { g_array_new (FALSE, FALSE, sizeof (Step)), g_array_new (FALSE, FALSE, sizeof (guint)) };
  gint64 taken;

  if (argc != 2)
    {
      fprintf (stderr, "Usage: %s build|expand < EXPRESSIONS\n", argv[0]);
      return 2;
    }
#ifdef __GLIBC__
  mallopt (M_TRIM_THRESHOLD, G_MAXINT);
#endif
  read_plan (&plan);
  if (g_str_equal (argv[1], "expand"))
    taken = best_of_runs (&plan, TASK_EXPAND);
  else
    taken = best_of_runs (&plan, TASK_BUILD) - best_of_runs (&plan, TASK_WALK);
  printf ("%" G_GINT64_FORMAT "\n", taken);
  for (guint i = 0; i < plan.steps->len; i++)
    g_free (g_array_index (plan.steps, Step, i).leaf);
  g_array_unref (plan.steps);
  g_array_unref (plan.ends);
  return 0;
}
