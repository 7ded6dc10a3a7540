/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "test-rows.h"

#include "shaperec/shaperec.h"
#include "shaperec/import/shape-import-private.h"
#include "shaperec/trace/shape-recorded-guards-private.h"
#include "shaperec/trace/shape-trace-private.h"
#include "shaperec/trace/shape-verify-private.h"

#include <string.h>

/* Traces from PyTorch's logs. */

typedef struct
{
  const char *desc;
  const char *text;
  const char *calls; /* NULL: it can't be read */
} RewriteRow;

static const RewriteRow rewrite_rows[] = {
  { "a symbol", "s0", "s0" },
  { "a negative number", "-3", "Mul(-1, 3)" },
  { "a sum in a relation", "s0 + s1 > 7", "Gt(Add(s0, s1), 7)" },
  { "differences, from the left", "s0 - s1 - 2", "Add(Add(s0, Mul(-1, s1)), Mul(-1, 2))" },
  { "a power binds tighter than a sign", "-s0**2", "Mul(-1, Pow(s0, 2))" },
  { "products, from the left", "2*s0*s1", "Mul(Mul(2, s0), s1)" },
  { "a quotient", "s0/2 + 1", "Add(Mul(s0, Pow(2, -1)), 1)" },
  { "a rounded quotient", "4*((s27//4))", "Mul(4, FloorDiv(s27, 4))" },
  { "functions", "Eq(Mod(s27*s77, 4), 0)", "Eq(Mod(Mul(s27, s77), 4), 0)" },
  { "a conjunction of relations", "(s86 >= 0) & (s86 <= ((s27//4)))", "And(Ge(s86, 0), Le(s86, FloorDiv(s27, 4)))" },
  { "a conjunction binds tighter than a disjunction", "(s0 > 1) | (s1 > 1) & (s2 > 1)", "Or(Gt(s0, 1), And(Gt(s1, 1), Gt(s2, 1)))" },
  { "a negation", "~(s0 > 1)", "Not(Gt(s0, 1))" },
  { "a square root", "sqrt(s0)", "Pow(s0, Rational(1, 2))" },
  { "floats", "2.5*zf1 <= 1e-05", "Le(Mul(2.5, zf1), 1e-05)" },
  { "an infinity", "-int_oo <= s0", "Le(Mul(-1, int_oo), s0)" },
  { "nothing", "", NULL },
  { "no right side", "s0 +", NULL },
  { "a bracket that does not end", "(s0", NULL },
  { "a bracket that does not begin", "s0)", NULL },
  { "arguments that do not end", "Eq(s0", NULL },
  { "two symbols", "s0 s1", NULL },
  { "no expression", "{\"s0\": 1}", NULL },
};

static void
test_rewrite (gconstpointer data)
{
  const RewriteRow *row = data;
  g_autofree char *calls = shape_import_to_calls (row->text);

  g_assert_cmpstr (calls, ==, row->calls);
}

static void
test_deep_brackets (void)
{
  g_autofree char *text = g_strnfill (100000, '(');

  g_assert_null (shape_import_to_calls (text));
}

/* Messages */

#define PREFIX(compile) "I1124 19:24:38.148000 26220 torch/fx/experimental/symbolic_shapes.py:4058] " compile

typedef struct
{
  const char *desc;
  const char *log;
  guint       n_envs;
  guint       n_calls; /* of all */
  guint       n_unknown;
} LogRow;

static const LogRow log_rows[] = {
  { "nothing", "", 0, 0, 0 },
  { "the output of a program", "epoch 1: loss 0.5\n[0/0] create_env\n", 0, 0, 0 },
  { "another module", "I1124 19:24:38.148000 26220 torch/_dynamo/pgo.py:483] [0/1] marking L['x'] as dynamic\n", 0, 0, 0 },
  { "an environment", PREFIX ("[0/0] create_env\n"), 1, 0, 0 },
  { "one without a compile", PREFIX ("create_env\n"), 1, 0, 0 },
  { "two of one compile", PREFIX ("[0/0] create_env\n") PREFIX ("[0/0] create_env\n"), 2, 0, 0 },
  { "two that are interleaved", PREFIX ("[0/0] create_env\n") PREFIX ("[1/0] create_env\n")
    PREFIX ("[0/0] create_symbol s0 = 5 for L['x'].size()[0] [2, int_oo] (a.py:1 in f)\n")
    PREFIX ("[1/0] create_symbol s0 = 5 for L['x'].size()[0] [2, int_oo] (a.py:1 in f)\n"), 2, 2, 0 },
  { "a prefix in front", "worker-3 | [rank0]:" PREFIX ("[0/0] create_env\n"), 1, 0, 0 },
  { "a symbol without its range", PREFIX ("create_symbol s0 = 5 for L['x'].size()[0]\n"), 1, 0, 1 },
  { "a symbol without its value", PREFIX ("create_symbol s0\n"), 1, 0, 1 },
  { "a symbol without its source", PREFIX ("create_symbol s0 = 5 for [2, int_oo] (a.py:1 in f)\n"), 1, 0, 1 },
  { "a symbol with a source in its value's stead", PREFIX ("create_symbol s0 = for L['x'] [2, int_oo] (a.py:1 in f)\n"), 1, 0, 1 },
  { "an unbacked symbol", PREFIX ("create_unbacked_symint u0 [-int_oo, int_oo] m = x.item()  # a.py:3 in f (b.py:4 in g)\n"), 1, 1, 0 },
  { "a guard", PREFIX ("eval s0 > 7 [guard added] if n > 7:  # a.py:1 in f (b.py:3 in g)\n"), 1, 1, 0 },
  { "a guard of nothing", PREFIX ("eval [guard suppressed] [guard added] (a.py:1 in f)\n"), 1, 0, 0 },
  { "what was known", PREFIX ("eval s0 > 7 == True [statically known]\n"), 1, 0, 0 },
  { "a replacement that is cut off", PREFIX ("set_replacement s0 = 6\n"), 1, 0, 1 },
  { "JSON that is cut off", PREFIX ("{\"create_symbol\": {\"symbol\": \"s0\"\n"), 0, 0, 1 },
  { "JSON of another kind", PREFIX ("{\"dynamo_start\": {}, \"frame_id\": 0}\n"), 0, 0, 0 },
  { "a symbol in JSON", PREFIX ("{\"create_symbol\": {\"symbol\": \"s0\", \"val\": \"5\", \"vr\": \"[2, int_oo]\", "
                                "\"source\": \"L['x'].size()[0]\"}, \"frame_id\": 0, \"frame_compile_id\": 1}\n"), 1, 1, 0 },
  { "a symbol in JSON that lacks its source", PREFIX ("{\"create_symbol\": {\"symbol\": \"s0\"}}\n"), 1, 0, 1 },
};

static ShapeImport *
read_log (const char *text,
          gssize      n_bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, n_bytes, NULL);
  ShapeImport *import = shape_import_new ();
  g_autoptr (GError) error = NULL;

  shape_import_read (import, stream, &error);
  g_assert_no_error (error);
  return import;
}

static void
test_log (gconstpointer data)
{
  const LogRow *row = data;
  g_autoptr (ShapeImport) import = read_log (row->log, -1);
  guint n_calls = 0;

  g_assert_cmpuint (import->envs->len, ==, row->n_envs);
  g_assert_cmpuint (import->n_unknown, ==, row->n_unknown);
  for (guint i = 0; i < import->envs->len; i++)
    n_calls += ((ShapeImportEnv *) import->envs->pdata[i])->calls->len;
  g_assert_cmpuint (n_calls, ==, row->n_calls);
}

static void
test_places (void)
{
  g_autoptr (ShapeImport) import =
    read_log (PREFIX ("eval s0 > 7 [guard added] if f(n) > 7:  # a.py:1 in f (sub/b.py:3 in g), for more info run with X=1\n")
              PREFIX ("set_replacement s0 = 8 (solve) VR[8, 8]\n"), -1);
  const ShapeImportEnv *env = import->envs->pdata[0];
  const ShapeImportCall *call = env->calls->pdata[0];
  const ShapeImportSpecialization *specialization = call->specializations->pdata[0];

  g_assert_cmpstr (call->text, ==, "s0 > 7");
  g_assert_cmpstr (call->user, ==, "if f(n) > 7:  # a.py:1 in f");
  g_assert_cmpstr (call->framework, ==, "sub/b.py:3 in g");
  g_assert_cmpstr (specialization->symbol, ==, "s0");
  g_assert_cmpstr (specialization->value, ==, "8");
  g_assert_cmpstr (specialization->reason, ==, "solve");
}

/* The logs of a real program */

#define TEXT       "data/logs/dynamic.log"
#define STRUCTURED "data/logs/torch_trace/dedicated_log_torch_trace_o8cleckv.log.gz"

/* It must be one that can be read. */
static ShapeTrace *
to_trace (ShapeImportEnv *env,
          guint          *n_left_out)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  ShapeTrace *trace;

  shape_import_env_write (env, out, n_left_out, &error);
  g_assert_no_error (error);
  g_output_stream_close (out, NULL, &error);
  g_assert_no_error (error);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  in = g_memory_input_stream_new_from_bytes (bytes);
  trace = shape_trace_new_from_stream (in, SHAPE_TRACE_NONE, &error);
  g_assert_no_error (error);
  return trace;
}

static ShapeTrace *
to_whole_trace (ShapeImportEnv *env)
{
  guint n_left_out;
  ShapeTrace *trace = to_trace (env, &n_left_out);

  g_assert_cmpuint (n_left_out, ==, 0);
  return trace;
}

static ShapeImport *
import_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  ShapeImport *import = shape_import_new ();

  g_assert_no_error (error);
  shape_import_read (import, G_INPUT_STREAM (stream), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->n_unknown, ==, 0);
  return import;
}

/* Those after the last event, in Python. */
static GStrv
produce_guards (ShapeTrace  *trace,
                GError     **error)
{
  const guint n_events = shape_trace_get_n_events (trace);
  g_autoptr (ShapeEnv) env = shape_trace_replay (trace, n_events, error);

  g_assert_nonnull (env);
  return shape_trace_produce_guards (trace, shape_trace_find_inputs (trace, n_events), env,
                                     SHAPE_GUARD_LANGUAGE_PYTHON, error);
}

/* What PyTorch issued for the first compile. */
static const char *const expected[] = {
  "L['x'].stride()[0] == L['x'].size()[1]",
  "L['y'].size()[0] == L['x'].size()[0]",
  "2*L['x'].size()[0] > L['n']",
  "L['n'] >= 0 and L['n'] <= L['x'].size()[0]",
  "2 <= L['x'].size()[0]",
  "4 <= L['x'].size()[1] and L['x'].size()[1] <= 64",
  "0 <= L['n']",
  "not math.isnan(L['scale'])",
  NULL,
};

static void
test_program (gconstpointer data)
{
  g_autoptr (ShapeImport) import = import_file (data);
  g_autoptr (ShapeTrace) trace = NULL;
  g_auto (ShapeVerification) verification = { 0 };
  g_auto (GStrv) guards = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (import->envs->len, ==, 2);
  trace = to_whole_trace (import->envs->pdata[0]);
  g_assert_nonnull (shape_trace_get_unchecked (trace));
  shape_trace_verify (trace, &verification, &error);
  g_assert_no_error (error);
  g_assert_false (verification.differs);
  guards = produce_guards (trace, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (guards[i], ==, expected[i]);
}

/* Constraints on a size that has a range and a guard */

#define SYMBOL(value, range) \
  PREFIX ("[0/0] create_symbol s77 = " value " for L['x'].size()[0] " range " (a.py:1 in f)\n")
#define GUARD(text) PREFIX ("[0/0] eval " text " [guard added] (a.py:2 in f)\n")
#define INPUT(constraint) \
  PREFIX ("[0/0] track_symint L['x'].size()[0] s77 " constraint "\n") \
  PREFIX ("[0/0] track_symint L['x'].stride()[0] 1 None\n") \
  PREFIX ("[0/0] track_symint L['x'].storage_offset() 0 None\n")

typedef struct
{
  const char *desc;
  const char *log;
  const char *violation; /* NULL: there are guards */
} ConstraintRow;

static const ConstraintRow constraint_rows[] = {
  { "a range that holds",
    SYMBOL ("10", "[3, 64]") INPUT ("StrictMinMaxConstraint(warn_only=False, vr=VR[3, 64])"), NULL },
  { "a range that a guard cuts",
    SYMBOL ("10", "[3, 64]") GUARD ("s77 > 5") INPUT ("StrictMinMaxConstraint(warn_only=False, vr=VR[3, 64])"),
    "in the specified range 3 <= L['x'].size()[0] <= 64 satisfy the generated guard 6 <= L['x'].size()[0]" },
  { "one without an end",
    SYMBOL ("10", "[2, int_oo]") GUARD ("Eq(Mod(s77, 2), 0)")
    INPUT ("StrictMinMaxConstraint(warn_only=False, vr=VR[2, int_oo])"),
    "satisfy the generated guard (L['x'].size()[0] % 2) == 0" },
  { "one that only warns",
    SYMBOL ("10", "[3, 64]") GUARD ("s77 > 5") INPUT ("StrictMinMaxConstraint(warn_only=True, vr=VR[3, 64])"), NULL },
  { "a size that may not be a number",
    SYMBOL ("10", "[2, int_oo]") GUARD ("Eq(s77, 10)") INPUT ("RelaxedUnspecConstraint(warn_only=False)"),
    "but your code specialized it to be a constant (10)" },
  { "bounds that can't be read",
    SYMBOL ("10", "[3, 64]") GUARD ("s77 > 5") INPUT ("StrictMinMaxConstraint(warn_only=False, vr=VR[3 3, 64])"), NULL },
  { "bounds that are cut off",
    SYMBOL ("10", "[3, 64]") GUARD ("s77 > 5") INPUT ("StrictMinMaxConstraint(warn_only=False, vr=VR[3"), NULL },
};

static void
test_constraint (gconstpointer data)
{
  const ConstraintRow *row = data;
  g_autoptr (ShapeImport) import = read_log (row->log, -1);
  g_autoptr (ShapeTrace) trace = to_whole_trace (import->envs->pdata[0]);
  g_auto (GStrv) guards = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (import->n_unknown, ==, 0);
  guards = produce_guards (trace, &error);
  if (row->violation == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (guards);
      return;
    }
  g_assert_null (guards);
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_CONSTRAINT_VIOLATION);
  g_assert_nonnull (strstr (error->message, row->violation));
}

/* Calls that no trace can have: the trace is read without them. */
typedef struct
{
  const char *desc;
  const char *log;
  guint       n_left_out;
} UnreadableRow;

static const UnreadableRow unreadable_rows[] = {
  { "nothing", SYMBOL ("10", "[2, int_oo]") GUARD ("s77 > 5"), 0 },
  { "nothing, of a large float", PREFIX ("[0/0] create_symbol zf1 = 1e+20 for L['scale'] [-oo, oo] (a.py:1 in f)\n"), 0 },
  { "a value that is no number", SYMBOL ("1 0", "[2, int_oo]"), 1 },
  { "a value with letters", SYMBOL ("1e", "[2, int_oo]"), 1 },
  { "a range that is none", SYMBOL ("10", "[2 2, int_oo]"), 1 },
  { "the name of a symbol", PREFIX ("[0/0] create_symbol s\"7 = 10 for L['x'] [2, int_oo] (a.py:1 in f)\n"), 1 },
  { "the name of an unbacked symbol", PREFIX ("[0/0] create_unbacked_symint 0u [-int_oo, int_oo] (a.py:1 in f)\n"), 1 },
  { "what is made of such a symbol",
    SYMBOL ("1 0", "[2, int_oo]") GUARD ("s77 > 5") PREFIX ("[0/0] create_symbol s77 duck sized L['y'].size()[0]\n"), 3 },
};

static void
test_unreadable (gconstpointer data)
{
  const UnreadableRow *row = data;
  g_autoptr (ShapeImport) import = read_log (row->log, -1);
  guint n_left_out;
  g_autoptr (ShapeTrace) trace = to_trace (import->envs->pdata[0], &n_left_out);

  g_assert_nonnull (trace);
  g_assert_cmpuint (n_left_out, ==, row->n_left_out);
}

/* A log that is cut anywhere, as a killed process leaves it. */
static void
test_cuts (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, data, NULL);
  g_autofree char *text = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &text, &n_bytes, NULL));
  for (gsize cut = 0; cut < n_bytes; cut += 131)
    {
      g_autoptr (ShapeImport) import = read_log (text, (gssize) cut);

      for (guint i = 0; i < import->envs->len; i++)
        {
          g_autoptr (ShapeTrace) trace = to_whole_trace (import->envs->pdata[i]);

          g_assert_cmpuint (shape_trace_get_n_events (trace), >=, 1);
        }
    }
}

/* A line from which a part is missing, as where two processes write at once. */
static void
test_gaps (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, data, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    for (gsize gap = 0, n_bytes = strlen (lines[i]); gap + 5 <= n_bytes; gap += 2)
      {
        g_autofree char *line = g_strdup_printf ("%.*s%s", (int) gap, lines[i], lines[i] + gap + 5);
        g_autoptr (ShapeImport) import = read_log (line, -1);

        for (guint j = 0; j < import->envs->len; j++)
          {
            guint n_left_out;
            g_autoptr (ShapeTrace) trace = to_trace (import->envs->pdata[j], &n_left_out);

            g_assert_nonnull (trace);
          }
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/import/rewrites", rewrite_rows, test_rewrite);
  g_test_add_func ("/shaperec/import/deep-brackets", test_deep_brackets);
  test_rows_add ("/shaperec/import/logs", log_rows, test_log);
  g_test_add_func ("/shaperec/import/places", test_places);
  test_rows_add ("/shaperec/import/constraints", constraint_rows, test_constraint);
  test_rows_add ("/shaperec/import/unreadable", unreadable_rows, test_unreadable);
  g_test_add_data_func ("/shaperec/import/program/text", TEXT, test_program);
  g_test_add_data_func ("/shaperec/import/program/structured", STRUCTURED, test_program);
  g_test_add_data_func ("/shaperec/import/cuts", TEXT, test_cuts);
  g_test_add_data_func ("/shaperec/import/gaps", TEXT, test_gaps);
  return g_test_run ();
}
