/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <shaperec/trace/shape-replay-private.h>

#include <stdio.h>
#include <time.h>

/* How long the calls of each kind take in a replay: `event-kinds TRACE`. Prints KIND NUMBER
 * NANOSECONDS for each kind, of the run that took least, each run in a fresh pool. */

#define RUNS 3

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

/* Fills @costs, and returns what they are together. */
static gint64
replay (GFile *file,
        Cost  *costs)
{
  g_autoptr (ShapeTrace) trace = shape_trace_new_from_file (file, SHAPE_TRACE_NONE, NULL);
  g_autoptr (ShapeEnv) env = NULL;
  gint64 sum = 0;

  if (trace == NULL)
    g_error ("%s is no trace", g_file_peek_path (file));
  env = shape_trace_create_env (trace);
  for (guint i = 1; i < trace->events->len; i++)
    {
      Cost *cost = &costs[shape_trace_event (trace, i)->record.args->kind];
      ShapeValue result;
      gint64 start = now ();

      shape_trace_run_event (trace, i, env, &result, NULL);
      start = now () - start;
      cost->n++;
      cost->time += start;
      sum += start;
    }
  return sum;
}

int
main (int    argc,
      char **argv)
{
  Cost best[SHAPE_N_EVENT_KINDS] = { { 0 } };
  gint64 least = G_MAXINT64;
  g_autoptr (GFile) file = NULL;

  if (argc != 2)
    {
      fprintf (stderr, "Usage: %s TRACE\n", argv[0]);
      return 2;
    }
  file = g_file_new_for_commandline_arg (argv[1]);
  for (guint i = 0; i < RUNS; i++)
    {
      Cost costs[SHAPE_N_EVENT_KINDS] = { { 0 } };
      gint64 sum = replay (file, costs);

      if (sum < least)
        memcpy (best, costs, sizeof best);
      least = MIN (least, sum);
    }
  for (guint i = 0; i < SHAPE_N_EVENT_KINDS; i++)
    if (best[i].n > 0)
      printf ("%s %u %" G_GINT64_FORMAT "\n", shape_event_kinds[i].name, best[i].n, best[i].time);
  return 0;
}
