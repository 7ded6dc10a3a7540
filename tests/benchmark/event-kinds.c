/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <shaperec/trace/shape-recorded-guards-private.h>
#include <shaperec/trace/shape-replay-private.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

/* How long the calls of each kind take in a replay: `event-kinds TRACE`. Prints for each kind
 * KIND NUMBER COLD WARM: nanoseconds of the first replay, in a fresh pool, and of the best of
 * those that follow in the same pool, which has seen the questions before. The last three lines say
 * the same of all kinds together, of producing the guards of the replayed environments, in Python,
 * which has its own best, and of reading and replaying the file, of which each is done anew, in a pool of its own. */

#define RUNS 4

/* One for each kind of event, one for all of them, one for the guards, and one for reading and replaying. */
#define ALL SHAPE_N_EVENT_KINDS
#define GUARDS (ALL + 1)
#define FILE_AND_ALL (GUARDS + 1)
#define N_COSTS (FILE_AND_ALL + 1)

typedef struct
{
  guint  n;
  gint64 time;
} Cost;

static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

static void
produce_guards (ShapeTrace *trace,
                ShapeEnv   *env,
                Cost       *cost)
{
  const ShapeTrackedFakes *inputs = shape_trace_find_inputs (trace, trace->events->len);
  g_auto (GStrv) guards = NULL;
  gint64 start = now ();

  if (inputs == NULL)
    return;
  guards = shape_trace_produce_guards (trace, inputs, env, SHAPE_GUARD_LANGUAGE_PYTHON, NULL);
  cost->n = 1;
  cost->time = now () - start;
}

static void
add_cost (Cost   *self,
          gint64  time)
{
  self->n++;
  self->time += time;
}

static void
replay (ShapeTrace *trace,
        Cost       *costs)
{
  g_autoptr (ShapeEnv) env = shape_trace_create_env (trace);

  for (guint i = 1; i < trace->events->len; i++)
    {
      ShapeValue result;
      gint64 start = now ();

      shape_trace_run_event (trace, i, env, &result, NULL);
      start = now () - start;
      add_cost (&costs[shape_trace_event (trace, i)->record.args->kind], start);
      add_cost (&costs[ALL], start);
    }
  produce_guards (trace, env, &costs[GUARDS]);
}

static ShapeTrace *
read_and_replay (GFile   *file,
                 Cost    *costs,
                 GError **error)
{
  gint64 start = now ();
  ShapeTrace *trace = shape_trace_new_from_file (file, SHAPE_TRACE_NONE, error);

  if (trace == NULL)
    return NULL;
  add_cost (&costs[FILE_AND_ALL], now () - start);
  replay (trace, costs);
  costs[FILE_AND_ALL].time += costs[ALL].time;
  return trace;
}

/* Takes the costs from @from to @to, of which @total is the last, where it was less or @best is still empty. */
static void
keep_best (Cost       *best,
           const Cost *costs,
           guint       from,
           guint       total)
{
  if (best[total].n == 0 || costs[total].time < best[total].time)
    memcpy (best + from, costs + from, sizeof *best * (total - from + 1));
}

static void
print_cost (const char *name,
            const Cost *first,
            const Cost *later)
{
  if (first->n > 0)
    printf ("%s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", name, first->n, first->time, later->time);
}

static gboolean
measure (GFile   *file,
         GError **error)
{
  Cost first[N_COSTS] = { { 0 } }, best[N_COSTS] = { { 0 } };
  g_autoptr (ShapeTrace) trace = read_and_replay (file, first, error);

  if (trace == NULL)
    return FALSE;
  for (guint i = 1; i < RUNS; i++)
    {
      Cost costs[N_COSTS] = { { 0 } };

      replay (trace, costs);
      keep_best (best, costs, 0, ALL);
      keep_best (best, costs, GUARDS, GUARDS);
    }
  for (guint i = 1; i < RUNS; i++)
    {
      Cost costs[N_COSTS] = { { 0 } };
      g_autoptr (ShapeTrace) anew = read_and_replay (file, costs, error);

      if (anew == NULL)
        return FALSE;
      keep_best (best, costs, FILE_AND_ALL, FILE_AND_ALL);
    }
  for (guint i = 0; i < SHAPE_N_EVENT_KINDS; i++)
    print_cost (shape_event_kinds[i].name, &first[i], &best[i]);
  print_cost ("all", &first[ALL], &best[ALL]);
  print_cost ("guards", &first[GUARDS], &best[GUARDS]);
  print_cost ("anew", &first[FILE_AND_ALL], &best[FILE_AND_ALL]);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      fprintf (stderr, "Usage: %s TRACE\n", argv[0]);
      return 2;
    }
  file = g_file_new_for_commandline_arg (argv[1]);
  if (!measure (file, &error))
    {
      fprintf (stderr, "%s: %s\n", argv[1], error->message);
      return 1;
    }
  return 0;
}
