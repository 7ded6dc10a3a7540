/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../heap.h"

#include <shaperec/shaperec.h>
#include <shaperec/expr/shape-expr-pool-private.h>
#include <shaperec/record/shape-recorder-private.h>
#include <shaperec/trace/shape-trace-private.h>

#include <stdio.h>

/* What a trace costs: `traces FOLDER…`, a table of a row for each folder of traces.
 *
 * Each trace is unpacked into a file first. The times are best of several runs:
 *   reading     that file, a fresh pool each time
 *   replay      in the pool of the trace, which has seen it before
 *   comparison  of two environments that were replayed from it, and are equal
 * and the memory, expressions apart:
 *   read        what the trace holds for each event, its text included
 *   recorded    what a recorder that is given the same events holds for each */

#define RUNS 5

typedef struct
{
  guint  n_traces;
  guint  n_events;
  gsize  text_bytes;
  gint64 read_time;    /* microseconds */
  gint64 replay_time;
  gint64 compare_time;
  gsize  trace_bytes;
  gsize  recorded_bytes;
} Costs;

static GFile *
unpack (const char *path)
{
  g_autoptr (GFile) packed = g_file_new_for_path (path);
  g_autoptr (GFileIOStream) io = NULL;
  GFile *file = g_file_new_tmp ("trace-XXXXXX.jsonl", &io, NULL);
  g_autoptr (GInputStream) bytes = G_INPUT_STREAM (g_file_read (packed, NULL, NULL));
  g_autoptr (GConverter) gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) text = g_converter_input_stream_new (bytes, gunzip);

  if (g_output_stream_splice (g_io_stream_get_output_stream (G_IO_STREAM (io)), text,
                              G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    g_error ("%s cannot be unpacked", path);
  return file;
}

static ShapeTrace *
read_trace (GFile *file)
{
  g_autoptr (GError) error = NULL;
  ShapeTrace *trace = shape_trace_new_from_file (file, SHAPE_TRACE_NONE, &error);

  if (trace == NULL)
    g_error ("%s", error->message);
  return trace;
}

static gint64
time_reading (GFile *file)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (ShapeTrace) trace = read_trace (file);

      best = MIN (best, g_get_monotonic_time () - start);
    }
  return best;
}

static gint64
time_replay (ShapeTrace *trace)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (ShapeEnv) env = shape_trace_replay (trace, G_MAXUINT, NULL);

      best = MIN (best, g_get_monotonic_time () - start);
    }
  return best;
}

static gint64
time_comparison (ShapeTrace *trace)
{
  g_autoptr (ShapeEnv) left = shape_trace_replay (trace, G_MAXUINT, NULL);
  g_autoptr (ShapeEnv) right = shape_trace_replay (trace, G_MAXUINT, NULL);
  gint64 best = G_MAXINT64;

  if (left == NULL || right == NULL)
    return 0;
  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      shape_env_check_state_equal (left, right, NULL);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  return best;
}

static gsize
count_recorded (ShapeTrace *trace)
{
  g_autoptr (ShapeEnv) env = shape_trace_replay (trace, 1, NULL);
  gsize before = heap_n_bytes ();
  g_autoptr (ShapeRecorder) recorder = shape_recorder_new ();
  const ShapeValue none = { .kind = SHAPE_VALUE_NONE };

  shape_recorder_begin (recorder, env);
  for (guint i = 1; i < trace->events->len; i++)
    {
      const ShapeEventRecord *record = &shape_trace_event (trace, i)->record;
      guint index = shape_recorder_begin_call (recorder, record->args->kind, record->args->values,
                                               record->args->exporting);

      shape_recorder_end_call (recorder, index, record->result ? record->result : &none, NULL);
    }
  return heap_n_bytes () - before;
}

static void
add_trace (Costs      *costs,
           const char *path)
{
  g_autoptr (GFile) file = unpack (path);
  gsize before = heap_n_bytes ();
  g_autoptr (ShapeTrace) trace = read_trace (file);

  costs->trace_bytes += heap_n_bytes () - before - trace->pool->n_bytes;
  costs->n_traces++;
  costs->n_events += trace->events->len;
  costs->text_bytes += trace->n_bytes;
  costs->recorded_bytes += count_recorded (trace);
  costs->read_time += time_reading (file);
  costs->replay_time += time_replay (trace);
  costs->compare_time += time_comparison (trace);
  g_file_delete (file, NULL, NULL);
}

static void
print_row (const char  *folder,
           const Costs *costs)
{
  g_autofree char *name = g_path_get_basename (folder);
  double n = costs->n_events;

  printf ("%-10s %7u %8u %8.1f %9.0f %9.3f %9.3f %9.3f", name, costs->n_traces, costs->n_events,
          (double) costs->text_bytes / 1e6, (double) costs->text_bytes / (double) costs->read_time,
          (double) costs->read_time / n, (double) costs->replay_time / n,
          (double) costs->compare_time / costs->n_traces);
  if (heap_is_counted ())
    printf (" %9.1f %9.1f\n", (double) costs->trace_bytes / n, (double) costs->recorded_bytes / n);
  else
    printf (" %9s %9s\n", "-", "-");
}

static void
measure_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  Costs costs = { 0 };
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".jsonl.gz"))
      {
        g_autofree char *file = g_build_filename (path, name, NULL);

        add_trace (&costs, file);
      }
  if (costs.n_traces > 0)
    print_row (path, &costs);
}

int
main (int    argc,
      char **argv)
{
  printf ("%-10s %7s %8s %8s %9s %9s %9s %9s %9s %9s\n", "", "", "", "", "read", "read", "replay", "compare",
          "read", "recorded");
  printf ("%-10s %7s %8s %8s %9s %9s %9s %9s %9s %9s\n", "group", "traces", "events", "MB", "MB/s", "us/event",
          "us/event", "us/pair", "B/event", "B/event");
  for (int i = 1; i < argc; i++)
    measure_folder (argv[i]);
  return 0;
}
