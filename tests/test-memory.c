/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "heap.h"

#include "shaperec/shaperec.h"
#include "shaperec/record/shape-recorder-private.h"
#include "shaperec/trace/shape-trace-private.h"

/* What is done again and again leaves memory where the second time left it. */

#define MANY 1000
#define SLACK 512u /* bytes: what malloc splits otherwise */

#define LARGEST_EVENT 128u

/* What glibc's malloc keeps for the thread counts as held, so that the tests are run
 * without it (tests/meson.build). */
static gboolean
is_exact (void)
{
  return g_strcmp0 (g_getenv ("GLIBC_TUNABLES"), "glibc.malloc.tcache_count=0") == 0;
}

static ShapeTrace *
read_trace (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "traces", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  ShapeTrace *trace = shape_trace_new_from_file (file, SHAPE_TRACE_NONE, &error);

  g_assert_no_error (error);
  return trace;
}

static void
replay (gpointer trace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeEnv) env = shape_trace_replay (trace, G_MAXUINT, &error);

  g_assert_no_error (error);
}

static void
write_out (gpointer trace)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  shape_trace_write_to_stream (trace, out, &error);
  g_assert_no_error (error);
}

static void
read_again (gpointer trace)
{
  g_autoptr (ShapeTrace) again = read_trace ("nn/roll.0.jsonl.gz");

  g_assert_cmpuint (shape_trace_get_n_events (again), ==, shape_trace_get_n_events (trace));
}

/* Each on a trace that is kept, with its pool. */
static const struct
{
  const char *desc;
  const char *trace;
  void      (*run) (gpointer trace);
  guint       n;
} loops[] = {
  { "replay", "nn/roll.0.jsonl.gz", replay, MANY },
  { "replay-raised", "fuzz/fuzz-101-0.jsonl.gz", replay, MANY },
  { "replay-unbacked", "export/auto_special.0.jsonl.gz", replay, MANY },
  { "replay-validated", "tv/dynamo_auto_float.1.jsonl.gz", replay, MANY },
  { "write", "nn/roll.0.jsonl.gz", write_out, MANY / 20 },
  { "read", "nn/roll.0.jsonl.gz", read_again, MANY / 20 },
};

static void
test_loop (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ShapeTrace) trace = read_trace (loops[i].trace);
  gsize heap_before, pool_before;

  loops[i].run (trace);
  loops[i].run (trace);
  heap_before = heap_n_bytes ();
  pool_before = trace->pool->n_bytes;
  for (guint j = 2; j < loops[i].n; j++)
    loops[i].run (trace);

  g_assert_cmpuint (trace->pool->n_bytes, ==, pool_before);
  if (is_exact ())
    g_assert_cmpuint (heap_n_bytes (), <=, heap_before + SLACK);
}

/* What the test above measures does grow where something is kept. */
static void
test_counts (void)
{
  g_autoptr (ShapeTrace) trace = read_trace ("nn/roll.0.jsonl.gz");
  g_autoptr (ShapeEnv) env = NULL;
  gsize before;

  if (!heap_is_counted ())
    {
      g_test_skip ("nothing counts the bytes of malloc here");
      return;
    }
  before = heap_n_bytes ();
  env = shape_trace_replay (trace, G_MAXUINT, NULL);
  g_assert_cmpuint (heap_n_bytes (), >, before + SLACK);
}

/* A recorder is given the events of a trace: what it keeps of them, expressions apart. */
static void
test_recorded (void)
{
  g_autoptr (ShapeTrace) trace = read_trace ("hf/albert.0.jsonl.gz");
  g_autoptr (ShapeEnv) env = shape_trace_replay (trace, 1, NULL);
  g_autoptr (ShapeRecorder) recorder = shape_recorder_new ();
  gsize before = heap_n_bytes (), n_bytes;
  guint n = trace->events->len;

  shape_recorder_begin (recorder, env);
  for (guint i = 1; i < n; i++)
    {
      const ShapeEventRecord *record = &shape_trace_event (trace, i)->record;
      ShapeValue none = { .kind = SHAPE_VALUE_NONE };
      guint index = shape_recorder_begin_call (recorder, record->args->kind, record->args->values,
                                               record->args->exporting);

      shape_recorder_end_call (recorder, index, record->result ? record->result : &none, NULL);
    }
  n_bytes = heap_n_bytes () - before;
  g_test_message ("%u events, %.1f bytes each", n, (double) n_bytes / n);
  g_assert_cmpuint (n_bytes, <=, (gsize) n * LARGEST_EVENT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shaperec/memory/counts", test_counts);
  for (guint i = 0; i < G_N_ELEMENTS (loops); i++)
    {
      g_autofree char *path = g_strdup_printf ("/shaperec/memory/%s", loops[i].desc);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_loop);
    }
  g_test_add_func ("/shaperec/memory/recorded", test_recorded);

  return g_test_run ();
}
