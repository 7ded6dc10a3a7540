/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

/* The command: exit status, and a piece of what it prints. */

#define MANY "data/traces/dynamo/many.0.jsonl.gz"
#define AUTO "data/traces/dynamo/auto_dynamic.0.jsonl.gz"
#define NONCONTIG "data/traces/dynamo/noncontig.0.jsonl.gz"
#define FLOAT_ARG "data/traces/dynamo/float_arg.0.jsonl.gz"
#define INT_ARG "data/traces/dynamo/auto_scalar.3.jsonl.gz"
#define UNBACKED "data/traces/dynamo/mark_unbacked.0.jsonl.gz"

static const struct
{
  const char *desc;
  const char *args[6];
  int         status;
  const char *out;  /* a piece of the standard output, or NULL */
  const char *err;  /* of the standard error */
} commands[] = {
  { "no verb", { NULL }, 2, NULL, "a verb is missing: one of replay, verify" },
  { "an unknown verb", { "guess" }, 2, NULL, "unknown verb guess" },
  { "help", { "--help" }, 0, "Exit status: 0 all is well", NULL },
  { "the version", { "--version" }, 0, "shaperec 1.", NULL },
  { "help of replay", { "replay", "--help" }, 0, "shaperec replay model.0.jsonl.gz --until 120", NULL },
  { "help of verify", { "verify", "--help" }, 0, "Examples:", NULL },
  { "help of compare", { "compare", "--help" }, 0, "A[@N] B[@M]", NULL },
  { "help of events", { "events", "--help" }, 0, "_create_fx_call_function", NULL },
  { "help of the time limit", { "verify", "--help" }, 0, "--time-limit=SECONDS", NULL },
  { "a time limit", { "verify", "--time-limit", "5", AUTO }, 0, "1 trace, ", NULL },
  { "no time limit", { "replay", "--time-limit", "0", MANY }, 0, "Symbols", NULL },
  { "a time limit that is none", { "verify", "--time-limit", "-1", AUTO }, 2, NULL, "--time-limit takes" },
  { "help of guards", { "guards", "--help" }, 0, "--language=NAME", NULL },
  { "guards", { "guards", MANY }, 0, "(L['y'].size()[0] // 3) == 2\n", NULL },
  { "guards with reasons", { "guards", MANY, "--language", "verbose" }, 0, "(L['y'].size()[0] // 3) == 2  # if y.shape[0]", NULL },
  { "guards in C++", { "guards", MANY, "--language", "cpp" }, 0, "((L_y_size_0_*L_x_size_0_) % 2L) == 0L\n", NULL },
  { "guards in C", { "guards", MANY, "--language", "c" }, 0, "int check_guards (const int64_t *integers", NULL },
  { "help of check", { "check", "--help" }, 0, "--input=VALUES", NULL },
  { "inputs that the guards hold for", { "check", MANY }, 0, "All 11 guards hold.\n", NULL },
  { "other inputs", { "check", MANY, "--input", "x=6,y=6,z=9" }, 0, "All 11 guards hold.\n", NULL },
  { "inputs that a guard forbids", { "check", MANY, "--input", "x=5,y=9" }, 1,
    "Guard 2 of 11 fails: ((L['y'].size()[0]*L['x'].size()[0]) % 2) == 0, where L['y'].size()[0] = 9, L['x'].size()[0] = 5\n", NULL },
  { "an input without its value", { "check", MANY, "--input", "x" }, 2, NULL, "NAME=VALUE" },
  { "an input that is no number", { "check", MANY, "--input", "x=4xa" }, 2, NULL, "x=4xa: a is no size" },
  { "a size that is missing", { "check", MANY, "--input", "x=4x" }, 2, NULL, "x=4x: nothing is no size" },
  { "a negative size", { "check", MANY, "--input", "x=-4" }, 2, NULL, "x=-4: -4 is no size" },
  { "a size that is no integer", { "check", MANY, "--input", "x=4.5" }, 2, NULL, "x=4.5: 4.5 is no size" },
  { "a size beyond 64 bits", { "check", MANY, "--input", "x=9223372036854775808" }, 2, NULL, "is no size" },
  { "an input that the trace does not know", { "check", MANY, "--input", "w=4" }, 2, NULL,
    "the trace has no input w: it has L['x'], L['y'], L['z']" },
  { "a dimension that is not there", { "check", MANY, "--input", "L['x'].size()[1]=4" }, 2, NULL,
    "the trace has no input L['x'].size()[1]" },
  { "an input given twice", { "check", MANY, "--input", "x=4,L['x']=5" }, 2, NULL, "L['x'] is given twice" },
  { "too many dimensions", { "check", MANY, "--input", "x=4x4" }, 2, NULL,
    "x is a tensor of 1 dimension, 6 in the trace, not of 2: 4x4" },
  { "too few dimensions", { "check", NONCONTIG, "--input", "x=4x3" }, 2, NULL,
    "x is a tensor of 3 dimensions, 4x3x4 in the trace, not of 2: 4x3" },
  { "a number for a tensor", { "check", NONCONTIG, "--input", "x=4" }, 2, NULL,
    "x is a tensor of 3 dimensions, 4x3x4 in the trace, not of 1: 4" },
  { "a tensor that is too large", { "check", NONCONTIG, "--input", "x=4294967296x4294967296x4294967296" }, 2, NULL,
    "no tensor is that large" },
  { "what is not given is as it was", { "check", NONCONTIG }, 0, "All 10 guards hold.\n", NULL },
  { "a stride, before its tensor", { "check", NONCONTIG, "--input", "L['x'].stride()[2]=7,x=4x3x4" }, 1,
    "Guard 2 of 10 fails: L['x'].stride()[1] == L['x'].stride()[2]*L['x'].size()[0], where L['x'].size()[0] = 4, "
    "L['x'].stride()[1] = 4, L['x'].stride()[2] = 7\n", NULL },
  { "a tensor for a number", { "check", FLOAT_ARG, "--input", "f=3x4" }, 2, NULL, "f is a number, not 3x4" },
  { "a float", { "check", FLOAT_ARG, "--input", "f=0.25" }, 1, "Guard 1 of 3 fails: L['f'] > 0.5, where L['f'] = 0.25\n", NULL },
  { "an integer that is none", { "check", INT_ARG, "--input", "n=4.5" }, 2, NULL, "L['n'] is an integer, not 4.5" },
  { "a size without a value in the trace", { "check", UNBACKED }, 2, NULL, "what is L['x'].size()[0]?" },
  { "a size that the program has as a number", { "check", UNBACKED, "--input", "x=4x4" }, 1,
    "L['x'].size()[1] is always 3 in this program, not 4.\n", NULL },
  { "the only guard", { "check", UNBACKED, "--input", "x=4x3" }, 0, "The only guard holds.\n", NULL },
  { "guards in an unknown language", { "guards", MANY, "--language", "odd" }, 2, NULL, "unknown language odd" },
  { "guards before the inputs are known", { "guards", MANY, "--until", "2" }, 3, NULL, "does not say what the inputs are" },
  { "guards that violate a constraint", { "guards", "data/traces/export/violates_mod.0.jsonl.gz" }, 1, NULL,
    "satisfy the generated guard (L['a'][0].size()[0] % 4) == 0." },
  { "an unknown option", { "replay", "--odd", MANY }, 2, NULL, "Unknown option --odd" },
  { "no trace", { "replay" }, 2, NULL, "too few arguments: it takes TRACE" },
  { "too many traces", { "replay", MANY, MANY }, 2, NULL, "too many arguments" },
  { "a number that is none", { "replay", "--until", "x", MANY }, 2, NULL, "--until" },
  { "a negative number", { "replay", "--until", "-3", MANY }, 2, NULL, "--until" },
  { "a negative number of events to list", { "events", "--until", "-3", MANY }, 2, NULL, "events: --until" },
  { "a file that is not there", { "replay", "nowhere.jsonl" }, 3, NULL, "nowhere.jsonl: " },
  { "a file that is no trace", { "verify", "meson.build" }, 3, NULL, "meson.build: line 1: " },
  { "replay", { "replay", MANY, "--until", "2" }, 0, "s77 = 6 in [2, int_oo], from L['x'].size()[0]", NULL },
  { "replay, as JSON", { "replay", "--json", MANY, "--until", "2" }, 0, "\"var_to_range\":{\"s77\":[\"2\",\"int_oo\"]}",
    NULL },
  { "verify", { "verify", AUTO }, 0, "1 trace, ", NULL },
  { "verify the traces of a folder", { "verify", "data/traces/dynamo" }, 0, " traces, ", NULL },
  { "verify a folder without traces", { "verify", "python" }, 3, NULL, "python: there is no file in it that ends in .jsonl.gz" },
  { "replay a folder", { "replay", "data/traces/dynamo" }, 3, NULL, "data/traces/dynamo: This is a folder, not a trace" },
  { "verify, as JSON", { "verify", "--json", AUTO }, 0, "\"failed\":[]", NULL },
  { "verify a good and a bad one", { "verify", AUTO, "nowhere.jsonl" }, 3, "1 trace, ", "nowhere.jsonl: " },
  { "compare equal ones", { "compare", MANY "@20", MANY "@20" }, 0, "equal", NULL },
  { "compare different ones", { "compare", MANY "@1", MANY "@2" }, 1, "field values don't match:", NULL },
  { "compare, as JSON", { "compare", "--json", MANY "@1", MANY "@2" }, 1, "\"equal\":false", NULL },
  { "compare two traces", { "compare", MANY, AUTO }, 1, "ShapeEnv not equal", NULL },
  { "more events than there are", { "compare", MANY "@9999", MANY }, 3, NULL, "has 502 events only" },
  { "one trace to compare", { "compare", MANY }, 2, NULL, "too few arguments: it takes A[@N] B[@M]" },
  { "events", { "events", MANY, "--until", "2" }, 0, "_create_symbolic_sizes_strides_storage_offset (ex_size=[6]", NULL },
  { "events of a kind", { "events", MANY, "--kind", "freeze" }, 0, "   501  freeze ()", NULL },
  { "events as JSON", { "events", "--json", MANY, "--kind", "freeze" }, 0, "{\"index\":501,\"event\":\"freeze\"", NULL },
  { "help of import", { "import", "--help" }, 0, "TORCH_LOGS=\"+dynamic\"", NULL },
  { "import without a log", { "import" }, 2, NULL, "too few arguments: it takes LOG|DIR" },
  { "import without an output", { "import", "data/logs/dynamic.log" }, 2, NULL, "-o TRACE is missing" },
  { "import what is no log", { "import", "meson.build", "-o", "/dev/null" }, 3, NULL, "no symbol is made there" },
  { "import what is not there", { "import", "nowhere.log", "-o", "/dev/null" }, 3, NULL, "nowhere.log: " },
  { "events of an unknown kind", { "events", MANY, "--kind", "odd" }, 2, NULL, "unknown kind odd" },
};

static void
run (const char *const *args,
     char             **out,
     char             **err,
     int               *status)
{
  const char *argv[8] = { g_getenv ("SHAPEREC_TOOL") };
  GError *error = NULL;
  int wait_status;

  for (guint i = 0; i < 6; i++)
    argv[i + 1] = args[i];
  g_spawn_sync (g_getenv ("G_TEST_SRCDIR"), (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, out, err, &wait_status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  *status = WEXITSTATUS (wait_status);
}

static void
check_text (const char *desc,
            const char *text,
            const char *piece)
{
  if (piece != NULL && strstr (text, piece) == NULL)
    g_error ("%s: \"%s\" is not in:\n%s", desc, piece, text);
}

static void
test_commands (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;
      int status;

      run (commands[i].args, &out, &err, &status);
      g_test_message ("%s", commands[i].desc);
      check_text (commands[i].desc, out, commands[i].out);
      check_text (commands[i].desc, err, commands[i].err);
      if (status != commands[i].status)
        g_error ("%s: exit status %d\n%s", commands[i].desc, status, err);
      if (commands[i].err == NULL)
        g_assert_cmpstr (err, ==, "");
    }
}

/* A trace that was cut off is refused, unless the caller asks. */
static void
test_truncated (void)
{
  g_autofree char *folder = g_dir_make_tmp ("shaperec-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cut.jsonl", NULL);
  const char *const text = "{\"format\":\"shape-trace\",\"version\":1,\"config\":{}}\n{\"event\":\"ShapeEnv\",\"args\":{}}\n{\"ev";
  const char *const refused[6] = { "replay", path };
  const char *const asked[6] = { "replay", "--truncated", path };
  int status;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;

      run (i == 0 ? refused : asked, &out, &err, &status);
      g_assert_cmpint (status, ==, i == 0 ? 3 : 0);
      check_text ("truncated", i == 0 ? err : out, i == 0 ? "With --truncated" : "1 of 1 events replayed");
    }
  g_unlink (path);
  g_rmdir (folder);
}

/* A difference is found and told: a result is changed in the text of a trace. */
static void
test_difference (void)
{
  g_autofree char *folder = g_dir_make_tmp ("shaperec-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "wrong.jsonl", NULL);
  const char *const text =
    "{\"format\":\"shape-trace\",\"version\":1,\"config\":{}}\n{\"event\":\"ShapeEnv\",\"args\":{}}\n"
    "{\"event\":\"freeze\",\"args\":{},\"result\":7}\n{\"end\":2}\n";
  const char *const args[6] = { "verify", path };
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  int status;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  run (args, &out, &err, &status);
  g_assert_cmpint (status, ==, 1);
  check_text ("difference", out, "line 3: event 1, freeze: result differs\n  expected 7\n  got      null");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shaperec/tool/commands", test_commands);
  g_test_add_func ("/shaperec/tool/truncated", test_truncated);
  g_test_add_func ("/shaperec/tool/difference", test_difference);
  return g_test_run ();
}
