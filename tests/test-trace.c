/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shaperec/shaperec.h"
#include "shaperec/record/shape-door-private.h"
#include "shaperec/trace/shape-trace-private.h"
#include "shaperec/trace/shape-verify-private.h"

#include <string.h>

#define HEADER "{\"format\":\"shape-trace\",\"version\":1,\"config\":{}}\n"
#define NEW    "{\"event\":\"ShapeEnv\",\"args\":{}}\n"
#define SYMBOL "{\"define\":\"symbol\",\"name\":\"s0\",\"assumptions\":{\"integer\":true,\"positive\":true}}\n"
#define SOURCE "{\"define\":\"source\",\"id\":0,\"class\":\"LocalSource\",\"name\":\"L['x']\"}\n"
#define FIND   "{\"event\":\"_find\",\"args\":{\"a\":\"s0\"},\"result\":{\"expr\":\"s0\"}}\n"
#define CONTEXT(members) "{\"define\":\"context\",\"id\":0,\"class\":\"StatelessSymbolicContext\"," members "}\n"
#define EVALUATE(expr, more) \
  "{\"event\":\"evaluate_expr\",\"args\":{\"orig_expr\":\"" expr "\",\"hint\":null,\"fx_node\":null," \
  "\"size_oblivious\":false,\"forcing_spec\":false,\"_suppress_guards_tls\":false}" more "}\n"

static ShapeTrace *
read_text (const char     *text,
           gssize          n_bytes,
           ShapeTraceFlags flags,
           GError        **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, n_bytes, NULL);

  return shape_trace_new_from_stream (stream, flags, error);
}

static const struct
{
  const char *desc;
  const char *text;
  guint       n_events; /* 0: refused with @code and a message that has @message */
  ShapeError  code;
  const char *message;
} traces[] = {
  { "the shortest", HEADER NEW "{\"end\":1}\n", 1, 0, NULL },
  { "without a newline at the end", HEADER NEW "{\"end\":1}", 1, 0, NULL },
  { "blank lines", HEADER "\n" NEW "  \n{\"end\":1}\n\n", 1, 0, NULL },
  { "keys that it does not know", "{\"format\":\"shape-trace\",\"version\":1,\"config\":{\"new\":[1]},\"more\":{}}\n"
    "{\"event\":\"ShapeEnv\",\"args\":{\"later\":[{}]},\"and\":1}\n{\"end\":1}\n", 1, 0, NULL },
  { "members in another order", "{\"config\":{},\"version\":1,\"format\":\"shape-trace\"}\n"
    "{\"args\":{},\"event\":\"ShapeEnv\"}\n{\"end\":1}\n", 1, 0, NULL },
  { "an event whose name stands last", HEADER "{\"exporting\":true,\"args\":{},\"event\":\"ShapeEnv\"}\n{\"end\":1}\n", 1, 0, NULL },
  { "a definition whose kind stands last", HEADER NEW "{\"assumptions\":{\"integer\":true},\"name\":\"s0\",\"define\":\"symbol\"}\n"
    FIND "{\"end\":2}\n", 2, 0, NULL },
  { "an event again and again", HEADER NEW SYMBOL FIND FIND FIND "{\"end\":4}\n", 4, 0, NULL },
  { "an expression as a number", HEADER NEW SYMBOL
    "{\"event\":\"_constrain_range\",\"args\":{\"a\":\"s0\",\"min\":2,\"max\":123456789012345678901234567890}}\n"
    "{\"end\":2}\n", 2, 0, NULL },
  { "a definition in an expression", HEADER NEW SYMBOL "{\"define\":\"expr\",\"id\":7,\"expr\":\"Add(1, s0)\"}\n"
    EVALUATE ("Eq(#7, 3)", "") "{\"end\":2}\n", 2, 0, NULL },

  { "an empty file", "", 0, SHAPE_ERROR_TRACE, "empty" },
  { "no JSON", "hello\n", 0, SHAPE_ERROR_TRACE, "line 1: " },
  { "binary rubbish", "\x01\x02\xff\xfe\n", 0, SHAPE_ERROR_TRACE, "line 1: " },
  { "a list", "[1,2]\n", 0, SHAPE_ERROR_TRACE, "line 1: it is no JSON object" },
  { "another format", "{\"format\":\"pdf\",\"version\":1}\n", 0, SHAPE_ERROR_TRACE, "line 1: it is no shape trace" },
  { "no header", NEW "{\"end\":1}\n", 0, SHAPE_ERROR_TRACE, "line 1: it is no shape trace" },
  { "no version", "{\"format\":\"shape-trace\",\"config\":{}}\n", 0, SHAPE_ERROR_TRACE, "line 1: version" },
  { "a later version", "{\"format\":\"shape-trace\",\"version\":2,\"config\":{}}\n", 0, SHAPE_ERROR_TRACE,
    "line 1: version: 2 is unknown" },
  { "no config", "{\"format\":\"shape-trace\",\"version\":1}\n", 0, SHAPE_ERROR_TRACE, "line 1: config" },
  { "a setting of another type", "{\"format\":\"shape-trace\",\"version\":1,\"config\":{\"use_duck_shape\":3}}\n", 0,
    SHAPE_ERROR_TRACE, "line 1: use_duck_shape" },
  { "two headers", HEADER HEADER, 0, SHAPE_ERROR_TRACE, "line 2: a second header" },
  { "no constructor", HEADER SYMBOL FIND "{\"end\":1}\n", 0, SHAPE_ERROR_TRACE, "line 3: the first event" },
  { "two constructors", HEADER NEW NEW "{\"end\":2}\n", 0, SHAPE_ERROR_TRACE, "line 3: a second constructor" },
  { "an unknown event", HEADER NEW "{\"event\":\"guess\",\"args\":{}}\n{\"end\":2}\n", 0, SHAPE_ERROR_TRACE,
    "line 3: event: unknown event guess" },
  { "an unknown event in what is no JSON", HEADER "{\"event\":\"guess\",\"args\":{]}}\n", 0, SHAPE_ERROR_TRACE,
    "line 2: a name is expected (byte 26)" },
  { "an unknown definition in what is no JSON", HEADER "{\"define\":\"thing\",\"id\" 0}\n", 0, SHAPE_ERROR_TRACE,
    "line 2: a colon is expected (byte 24)" },
  { "an event that is no name", HEADER "{\"event\":7,\"args\":{}}\n", 0, SHAPE_ERROR_TRACE, "line 2: event" },
  { "an event without arguments", HEADER "{\"event\":\"ShapeEnv\"}\n", 0, SHAPE_ERROR_TRACE, "line 2: args" },
  { "arguments in a list", HEADER "{\"event\":\"ShapeEnv\",\"args\":[]}\n", 0, SHAPE_ERROR_TRACE, "line 2: args" },
  { "an argument that is missing", HEADER NEW "{\"event\":\"_find\",\"args\":{}}\n{\"end\":2}\n", 0,
    SHAPE_ERROR_TRACE, "line 3: args: a is missing" },
  { "an argument of another type", HEADER "{\"event\":\"ShapeEnv\",\"args\":{\"specialize_zero_one\":1}}\n", 0,
    SHAPE_ERROR_TRACE, "line 2: specialize_zero_one" },
  { "null where none may be", HEADER NEW "{\"event\":\"_find\",\"args\":{\"a\":null}}\n", 0, SHAPE_ERROR_TRACE,
    "line 3: a: " },
  { "no symbol where one must be", HEADER NEW SYMBOL
    "{\"event\":\"_eliminate_unbacked\",\"args\":{\"orig_s\":\"Add(1, s0)\",\"new_s\":\"s0\"}}\n", 0,
    SHAPE_ERROR_TRACE, "line 4: orig_s: a symbol is expected" },
  { "an unknown symbol", HEADER NEW FIND "{\"end\":2}\n", 0, SHAPE_ERROR_TRACE, "line 3: a: " },
  { "a symbol twice", HEADER SYMBOL SYMBOL, 0, SHAPE_ERROR_TRACE, "line 3: symbol s0 is defined twice" },
  { "a symbol without a name", HEADER "{\"define\":\"symbol\",\"assumptions\":{}}\n", 0, SHAPE_ERROR_TRACE, "line 2: " },
  { "an unknown definition", HEADER "{\"define\":\"thing\",\"id\":0}\n", 0, SHAPE_ERROR_TRACE,
    "line 2: define: unknown kind thing" },
  { "a source twice", HEADER SOURCE SOURCE, 0, SHAPE_ERROR_TRACE, "line 3: id: 0 is defined twice" },
  { "a source without an id", HEADER "{\"define\":\"source\",\"class\":\"LocalSource\",\"name\":\"x\"}\n", 0,
    SHAPE_ERROR_TRACE, "line 2: id: is missing" },
  { "a negative id", HEADER "{\"define\":\"source\",\"id\":-1,\"class\":\"LocalSource\",\"name\":\"x\"}\n", 0,
    SHAPE_ERROR_TRACE, "line 2: id: out of range" },
  { "a huge id", HEADER "{\"define\":\"source\",\"id\":99999999999999999999,\"class\":\"LocalSource\",\"name\":\"x\"}\n",
    0, SHAPE_ERROR_TRACE, "line 2: id: an integer" },
  { "an unknown base", HEADER "{\"define\":\"source\",\"id\":0,\"class\":\"C\",\"name\":\"x\",\"base\":5}\n", 0,
    SHAPE_ERROR_TRACE, "line 2: base: 5 was not defined" },
  { "its own base", HEADER "{\"define\":\"source\",\"id\":0,\"class\":\"C\",\"name\":\"x\",\"base\":0}\n", 0,
    SHAPE_ERROR_TRACE, "line 2: base: 0 was not defined" },
  { "an unknown source", HEADER NEW "{\"event\":\"create_unbacked_symint\",\"args\":{\"source\":3}}\n", 0,
    SHAPE_ERROR_TRACE, "line 3: source: 3 was not defined" },
  { "an unknown definition in an expression", HEADER NEW EVALUATE ("#9", ""), 0, SHAPE_ERROR_TRACE,
    "line 3: orig_expr: " },
  { "no expression", HEADER NEW EVALUATE ("Add(1,", ""), 0, SHAPE_ERROR_TRACE, "line 3: orig_expr: " },
  { "unknown fakes", HEADER NEW EVALUATE ("True", ",\"tracked_fakes\":1"), 0, SHAPE_ERROR_TRACE,
    "line 3: tracked_fakes: 1 was not defined" },
  { "a result that is no value", HEADER NEW EVALUATE ("True", ",\"result\":{\"odd\":1}"), 0, SHAPE_ERROR_TRACE,
    "line 3: result: " },
  { "an exception without a class", HEADER NEW EVALUATE ("True", ",\"raised\":{}"), 0, SHAPE_ERROR_TRACE,
    "line 3: raised: " },
  { "a context of an unknown class", HEADER "{\"define\":\"context\",\"id\":0,\"class\":\"C\",\"dynamic_sizes\":[]}\n",
    0, SHAPE_ERROR_TRACE, "line 2: class: " },
  { "a dimension of an unknown kind", HEADER CONTEXT ("\"dynamic_sizes\":[\"ODD\"]"), 0, SHAPE_ERROR_TRACE,
    "line 2: dynamic_sizes: " },
  { "lists that differ in length", HEADER CONTEXT ("\"dynamic_sizes\":[\"DUCK\"],\"dynamic_strides\":[]"), 0,
    SHAPE_ERROR_TRACE, "line 2: dynamic_strides: " },
  { "a range of one end", HEADER CONTEXT ("\"dynamic_sizes\":[\"DUCK\"],\"constraint_sizes\":"
    "[{\"class\":\"StrictMinMaxConstraint\",\"range\":[\"2\"],\"warn_only\":false}]"), 0, SHAPE_ERROR_TRACE,
    "line 2: constraint_sizes: " },
  { "sizes and strides that differ in length", HEADER NEW SOURCE
    "{\"event\":\"_create_symbolic_sizes_strides_storage_offset\",\"args\":{\"ex_size\":[1,2],\"ex_stride\":[1],"
    "\"ex_storage_offset\":0,\"is_dim_dynamic\":[false,false],\"source\":0}}\n", 0, SHAPE_ERROR_TRACE,
    "line 4: args: sizes, strides" },
  { "a context of other dimensions", HEADER NEW SOURCE CONTEXT ("\"dynamic_sizes\":[]")
    "{\"event\":\"_create_symbolic_sizes_strides_storage_offset\",\"args\":{\"ex_size\":[2],\"ex_stride\":[1],"
    "\"ex_storage_offset\":0,\"is_dim_dynamic\":[false],\"source\":0,\"symbolic_context\":0}}\n", 0,
    SHAPE_ERROR_TRACE, "line 5: args: symbolic_context" },
  { "a line of no kind", HEADER NEW "{\"what\":1}\n{\"end\":1}\n", 0, SHAPE_ERROR_TRACE, "line 3: it is no header" },
  { "a wrong number of events", HEADER NEW "{\"end\":2}\n", 0, SHAPE_ERROR_TRACE, "line 3: end: 2 events" },
  { "a line behind the end", HEADER NEW "{\"end\":1}\n" SYMBOL, 0, SHAPE_ERROR_TRACE, "line 4: a line behind the end" },
  { "two ends", HEADER NEW "{\"end\":1}\n{\"end\":1}\n", 0, SHAPE_ERROR_TRACE, "line 4: a line behind the end" },
  { "something behind the object", HEADER "{\"event\":\"ShapeEnv\",\"args\":{}} 1\n", 0, SHAPE_ERROR_TRACE,
    "line 2: something stands behind" },
  { "an event behind the state", HEADER NEW "{\"state\":{}}\n" SYMBOL FIND "{\"end\":2}\n", 0, SHAPE_ERROR_TRACE,
    "line 5: an event behind the final state" },
  { "no end", HEADER NEW, 0, SHAPE_ERROR_TRUNCATED, "line 2: " },
  { "half a line", HEADER NEW "{\"event\":\"_find\",\"ar", 0, SHAPE_ERROR_TRUNCATED, "line 3: " },
  { "half a header", "{\"format\":\"shape-tr", 0, SHAPE_ERROR_TRACE, "line 1: " },
};

static void
test_traces (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (traces); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ShapeTrace) trace = read_text (traces[i].text, -1, SHAPE_TRACE_NONE, &error);

      g_test_message ("%s", traces[i].desc);
      if (traces[i].n_events > 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (shape_trace_get_n_events (trace), ==, traces[i].n_events);
          g_assert_true (shape_trace_get_is_complete (trace));
          continue;
        }
      g_assert_null (trace);
      g_assert_error (error, SHAPE_ERROR, (int) traces[i].code);
      if (strstr (error->message, traces[i].message) == NULL)
        g_error ("%s: got \"%s\"", traces[i].desc, error->message);
    }
}

static const struct
{
  const char *desc;
  const char *text;
  guint       n_events; /* 0: refused all the same */
} cut_traces[] = {
  { "no end", HEADER NEW SYMBOL FIND, 2 },
  { "half an event", HEADER NEW SYMBOL FIND "{\"event\":\"_fi", 2 },
  { "half a definition", HEADER NEW "{\"define\":\"sym", 1 },
  { "a line that is whole but wrong", HEADER NEW "{\"event\":\"odd\",\"args\":{}}\n" FIND, 0 },
  { "no event", HEADER, 0 },
  { "nothing", "", 0 },
};

static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cut_traces); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ShapeTrace) trace = read_text (cut_traces[i].text, -1, SHAPE_TRACE_ALLOW_TRUNCATED, &error);

      g_test_message ("%s", cut_traces[i].desc);
      g_assert_cmpint (trace != NULL, ==, cut_traces[i].n_events > 0);
      g_assert_cmpint (error == NULL, ==, cut_traces[i].n_events > 0);
      if (trace == NULL)
        continue;
      g_assert_cmpuint (shape_trace_get_n_events (trace), ==, cut_traces[i].n_events);
      g_assert_false (shape_trace_get_is_complete (trace));
    }
}

/* A value as it is written again. */
static const struct
{
  const char *desc;
  const char *result;
  const char *expected; /* NULL: the same */
} values[] = {
  { "none", "null", NULL },
  { "a truth value", "true", NULL },
  { "an integer", "-5", NULL },
  { "an integer of many digits", "123456789012345678901234567890", NULL },
  { "a float", "0.1", NULL },
  { "an infinite float", "{\"float\":\"-oo\"}", "{\"float\":\"-oo\"}" },
  { "a text", "\"a\\\"\\\\\\n\"", NULL },
  { "a symbolic integer", "{\"sym\":\"Add(1, s0)\",\"type\":\"int\",\"hint\":6}", NULL },
  { "a symbolic truth value without hint", "{\"sym\":\"Eq(s0, 3)\",\"type\":\"bool\"}", NULL },
  { "a symbolic value with its node", "{\"sym\":\"s0\",\"type\":\"int\",\"hint\":5,\"node\":\"mul_3\"}", NULL },
  { "members in another order", "{\"hint\":6,\"type\":\"int\",\"sym\":\"s0\"}", "{\"sym\":\"s0\",\"type\":\"int\",\"hint\":6}" },
  { "a nested int", "{\"nested_int\":3,\"coeff\":2}", NULL },
  { "an expression", "{\"expr\":\"Mod(s0, 2)\"}", NULL },
  { "a tensor", "{\"tensor\":\"torch.int64\",\"value\":[1,2]}", NULL },
  { "a node", "{\"node\":\"add\",\"fresh\":true}", NULL },
  { "no node", "{\"node\":null,\"fresh\":false}", NULL },
  { "sizes", "{\"size\":[{\"sym\":\"s0\",\"type\":\"int\",\"hint\":4},2],\"stride\":[2,1],\"storage_offset\":0}", NULL },
};

static void
test_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text =
        g_strdup_printf (HEADER NEW SYMBOL "{\"event\":\"freeze\",\"args\":{},\"result\":%s}\n{\"end\":2}\n", values[i].result);
      g_autoptr (GError) error = NULL;
      g_autoptr (ShapeTrace) trace = read_text (text, -1, SHAPE_TRACE_NONE, &error);
      g_autoptr (GString) out = g_string_new (NULL);

      g_test_message ("%s", values[i].desc);
      g_assert_no_error (error);
      shape_value_print (shape_trace_event (trace, 1)->record.result, out);
      g_assert_cmpstr (out->str, ==, values[i].expected ? values[i].expected : values[i].result);
      g_assert_true (shape_value_equal (shape_trace_event (trace, 1)->record.result,
                                        shape_trace_event (trace, 1)->record.result));
    }
}

/* Lines with the same text are one. */
static void
test_sharing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeTrace) trace = read_text (HEADER NEW SYMBOL FIND FIND "{\"end\":3}\n", -1, SHAPE_TRACE_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (shape_trace_event (trace, 1) == shape_trace_event (trace, 2));
  g_assert_cmpuint (shape_trace_event_line (trace, 1), ==, 4);
  g_assert_cmpuint (shape_trace_event_line (trace, 2), ==, 5);
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (HEADER NEW "{\"event\":\"freeze\",\"args\":{},\"result\":");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  g_string_append (text, "\n");
  g_assert_null (read_text (text->str, (gssize) text->len, SHAPE_TRACE_NONE, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_TRACE);
  g_assert_nonnull (strstr (error->message, "line 3: it is nested too deeply"));
}

static void
test_deep_expression (void)
{
  g_autoptr (GString) text = g_string_new (HEADER NEW "{\"event\":\"_find\",\"args\":{\"a\":\"");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "Not(");
  g_string_append (text, "\"}}\n");
  g_assert_null (read_text (text->str, (gssize) text->len, SHAPE_TRACE_NONE, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "line 3: "));
}

/* The files of traces */

typedef void (*FileFunc) (const char *path);

static void
for_each_file (FileFunc func)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "traces", NULL);
  g_autoptr (GDir) groups = g_dir_open (folder, 0, NULL);
  const char *group, *name;

  g_assert_nonnull (groups);
  while ((group = g_dir_read_name (groups)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, group, NULL);
      g_autoptr (GDir) files = g_dir_open (path, 0, NULL);

      while (files != NULL && (name = g_dir_read_name (files)) != NULL)
        if (g_str_has_suffix (name, ".jsonl.gz"))
          {
            g_autofree char *file = g_build_filename (path, name, NULL);

            func (file);
          }
    }
}

static ShapeTrace *
read_file (const char *path,
           GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return shape_trace_new_from_file (file, SHAPE_TRACE_NONE, error);
}

static GBytes *
unpack (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) packed = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  g_autoptr (GConverter) gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, gunzip);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL), >, 0);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static void
check_written (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeTrace) trace = read_file (path, &error);
  g_autoptr (GBytes) expected = unpack (path);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) written = NULL;

  g_assert_no_error (error);
  shape_trace_write_to_stream (trace, out, &error);
  g_assert_no_error (error);
  g_output_stream_close (out, NULL, NULL);
  written = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  g_assert_true (g_bytes_equal (written, expected));
}

static void
test_write (void)
{
  for_each_file (check_written);
}

/* What a recording environment writes is a trace that gives the same again. */
static void
check_saved (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeTrace) trace = read_file (path, &error);
  g_autoptr (ShapeTrace) saved = NULL;
  g_autoptr (ShapeEnv) env = NULL;
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) written = NULL;
  g_auto (ShapeVerification) verification = { 0 };

  g_assert_no_error (error);
  if (trace->config.translation_validation)
    return;
  env = g_object_new (SHAPE_TYPE_ENV, "pool", trace->pool, "record-events", TRUE, NULL);
  for (guint i = 1; i < trace->events->len; i++)
    {
      const ShapeEventArgs *args = shape_trace_event (trace, i)->record.args;

      env->is_exporting = args->exporting;
      shape_env_call (env, args->kind, args->values, NULL, NULL);
    }
  shape_env_write_trace (env, out, &error);
  g_assert_no_error (error);
  g_output_stream_close (out, NULL, NULL);
  written = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  saved = read_text (g_bytes_get_data (written, NULL), (gssize) g_bytes_get_size (written), SHAPE_TRACE_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (shape_trace_get_n_events (saved), ==, shape_trace_get_n_events (trace));
  g_assert_true (shape_trace_verify (saved, &verification, &error));
  g_assert_no_error (error);
  if (verification.differs)
    g_error ("%s: line %u: %s: expected %s, got %s", path, verification.line, verification.field,
             verification.expected, verification.got);
}

static void
test_save (void)
{
  for_each_file (check_saved);
}

/* Bytes of a trace that are changed make an error or another trace, never a crash. The
 * changes come from a fixed sequence (Knuth's linear congruence). */
static void
damage (const char *path)
{
  g_autoptr (GBytes) bytes = unpack (path);
  gsize n = MIN (g_bytes_get_size (bytes), 8000);
  g_autofree char *copy = g_malloc (n);
  guint64 seed = n;

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (ShapeTrace) trace = NULL;
      g_autoptr (GError) error = NULL;
      static const char bytes_to_put[] = "\"{}[],:0-9\\\xff\n #(";

      memcpy (copy, g_bytes_get_data (bytes, NULL), n);
      for (guint i = 0; i < 3; i++)
        {
          seed = seed * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
          copy[(seed >> 33) % n] = bytes_to_put[(seed >> 20) % (sizeof bytes_to_put - 1)];
        }
      trace = read_text (copy, (gssize) (n - (seed >> 40) % 400), SHAPE_TRACE_ALLOW_TRUNCATED, &error);
      g_assert_true ((trace == NULL) == (error != NULL));
      if (trace != NULL)
        {
          g_autoptr (ShapeEnv) env = shape_trace_replay (trace, G_MAXUINT, &error);

          g_assert_true ((env == NULL) == (error != NULL));
        }
    }
}

static void
test_damage (void)
{
  for_each_file (damage);
}

/* A packed trace that is cut anywhere is an error, or can be read up to there. */
static void
test_cut_gzip (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "traces", "dynamo", "many.0.jsonl.gz", NULL);
  g_autofree char *data = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (path, &data, &n, NULL));
  for (gsize cut = 1; cut < n; cut += 97)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ShapeTrace) trace = read_text (data, (gssize) cut, SHAPE_TRACE_NONE, &error);

      g_assert_null (trace);
      g_assert_nonnull (error);
      g_clear_error (&error);
      trace = read_text (data, (gssize) cut, SHAPE_TRACE_ALLOW_TRUNCATED, &error);
      g_assert_true ((trace == NULL) == (error != NULL));
    }
}

/* What is recorded is held against what happens: the first difference is told. */
static const struct
{
  const char *desc;
  const char *effects; /* of freeze */
  const char *state;
  const char *field;   /* that differs; NULL: none */
  const char *expected;
  const char *got;
} recorded[] = {
  { "as it is", "{\"frozen\":{\"now\":true}}", "{\"frozen\":true,\"guards\":[],\"replacements\":{}}", NULL, NULL, NULL },
  { "a field that it does not know", "{\"frozen\":{\"now\":true},\"odd\":{\"now\":1}}", "{\"odd\":1}", NULL, NULL, NULL },
  { "an effect that is missing", "{}", "{}", "frozen", "false", "true" },
  { "another effect", "{\"frozen\":{\"now\":false}}", "{}", "frozen", "false", "true" },
  { "an effect too many", "{\"frozen\":{\"now\":true},\"guards\":{\"append\":[[\"Lt(s0, 9)\",false]]}}", "{}",
    "guards[0]", "[{\"expr\":\"Lt(s0, 9)\"},false]", "nothing" },
  { "an entry too many", "{\"frozen\":{\"now\":true},\"replacements\":{\"set\":{\"s0\":\"3\"}}}", "{}",
    "replacements[{\"expr\":\"s0\"}]", "{\"expr\":\"3\"}", "nothing" },
  { "an entry that comes and goes", "{\"frozen\":{\"now\":true},\"replacements\":{\"set\":{\"s0\":\"3\"},\"del\":[\"s0\"]}}",
    "{}", NULL, NULL, NULL },
  { "another state", "{\"frozen\":{\"now\":true}}", "{\"unbacked_symint_counter\":2}", "unbacked_symint_counter", "2", "0" },
  { "a set of another item", "{\"frozen\":{\"now\":true}}", "{\"size_like\":[\"s0\"]}", "size_like", "{\"expr\":\"s0\"}",
    "nothing" },
};

static void
test_verify (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (recorded); i++)
    {
      g_autofree char *text =
        g_strdup_printf (HEADER NEW SYMBOL "{\"event\":\"freeze\",\"args\":{},\"effects\":%s}\n{\"state\":%s}\n{\"end\":2}\n",
                         recorded[i].effects, recorded[i].state);
      g_auto (ShapeVerification) verification = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (ShapeTrace) trace = read_text (text, -1, SHAPE_TRACE_NONE, &error);

      g_test_message ("%s", recorded[i].desc);
      g_assert_no_error (error);
      g_assert_true (shape_trace_verify (trace, &verification, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (verification.field, ==, recorded[i].field);
      g_assert_cmpstr (verification.expected, ==, recorded[i].expected);
      g_assert_cmpstr (verification.got, ==, recorded[i].got);
    }
}

/* The first question of a pool may be a large one, and have no symbol: there is no answer, and no harm done. */
static void
test_numbers_alone (void)
{
  static const char *const text =
    HEADER NEW EVALUATE ("Lt(Add(OpaqueUnaryFn_sin(1), OpaqueUnaryFn_sin(2), OpaqueUnaryFn_sin(3), OpaqueUnaryFn_sin(4), OpaqueUnaryFn_sin(5), "
                         "OpaqueUnaryFn_sin(6), OpaqueUnaryFn_sin(7), OpaqueUnaryFn_sin(8), OpaqueUnaryFn_sin(9), OpaqueUnaryFn_sin(10), OpaqueUnaryFn_sin(11)), 2)",
                         ",\"result\":{\"expr\":\"True\"}") "{\"end\":2}\n";
  g_auto (ShapeVerification) verification = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeTrace) trace = read_text (text, -1, SHAPE_TRACE_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (shape_trace_verify (trace, &verification, &error));
  g_assert_cmpuint (verification.results.checked, ==, 1);
}

/* Effects and states that are malformed are errors with their line. */
static const struct
{
  const char *desc;
  const char *effects;
  const char *state;
  const char *message;
} malformed[] = {
  { "effects in a list", "[]", "{}", "line 4: effects: " },
  { "an effect that is no object", "{\"guards\":3}", "{}", "line 4: effects: " },
  { "an unknown change", "{\"guards\":{\"push\":[]}}", "{}", "line 4: effects: " },
  { "a guard of one part", "{\"guards\":{\"append\":[[\"s0\"]]}}", "{}", "line 4: state: " },
  { "an unknown symbol", "{\"replacements\":{\"set\":{\"s9\":\"3\"}}}", "{}", "line 4: state: unknown symbol s9" },
  { "keys to delete from a list", "{\"guards\":{\"del\":[\"s0\"]}}", "{}", "line 4: effects: " },
  { "a state in a list", "{}", "[]", "line 5: state: " },
  { "a range of one end", "{}", "{\"var_to_range\":{\"s0\":[\"2\"]}}", "line 5: state: " },
};

/* Names of sources may be others than those that gave the symbols their numbers. */
static const struct
{
  const char *desc;
  const char *source;
  const char *result;
} numbered[] = {
  { "from its name", "", "s43" },
  { "given for itself", ",\"numbers\":{\"\":5}", "s5" },
  { "given for a size only", ",\"numbers\":{\".size()[0]\":5}", "s43" },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbered); i++)
    {
      g_autofree char *text =
        g_strdup_printf (HEADER NEW "{\"define\":\"source\",\"id\":0,\"class\":\"LocalSource\",\"name\":\"L['a1']\"%s}\n"
                         "{\"define\":\"symbol\",\"name\":\"%s\",\"assumptions\":{\"integer\":true,\"positive\":true}}\n"
                         "{\"event\":\"create_symbol\",\"args\":{\"val\":3,\"source\":0,\"dynamic_dim\":\"DUCK\","
                         "\"constraint_dim\":null,\"positive\":true,\"do_not_specialize_zero_one\":false,"
                         "\"symbolic_context\":null},\"result\":{\"expr\":\"%s\"}}\n{\"end\":2}\n",
                         numbered[i].source, numbered[i].result, numbered[i].result);
      g_auto (ShapeVerification) verification = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (ShapeTrace) trace = read_text (text, -1, SHAPE_TRACE_NONE, &error);

      g_test_message ("%s", numbered[i].desc);
      g_assert_no_error (error);
      g_assert_true (shape_trace_verify (trace, &verification, &error));
      g_assert_cmpstr (verification.got, ==, NULL);
      g_assert_cmpuint (verification.results.equal, ==, 1);
    }
}

static void
test_malformed_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autofree char *text =
        g_strdup_printf (HEADER NEW SYMBOL "{\"event\":\"freeze\",\"args\":{},\"effects\":%s}\n{\"state\":%s}\n{\"end\":2}\n",
                         malformed[i].effects, malformed[i].state);
      g_auto (ShapeVerification) verification = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (ShapeTrace) trace = read_text (text, -1, SHAPE_TRACE_NONE, &error);

      g_test_message ("%s", malformed[i].desc);
      g_assert_no_error (error);
      g_assert_false (shape_trace_verify (trace, &verification, &error));
      g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_TRACE);
      g_assert_nonnull (strstr (error->message, malformed[i].message));
    }
}

static void
test_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeTrace) trace = read_text (HEADER NEW SYMBOL FIND "{\"end\":2}\n", -1, SHAPE_TRACE_NONE, &error);
  g_autoptr (ShapeEnv) env = NULL;
  g_autoptr (ShapeEnvEvent) event = NULL;

  g_assert_no_error (error);
  env = shape_trace_replay (trace, 1, &error);
  g_assert_no_error (error);
  g_assert_true (SHAPE_IS_ENV (env));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trace)), ==, 2);
  event = g_list_model_get_item (G_LIST_MODEL (trace), 1);
  g_assert_cmpstr (shape_env_event_get_name (event), ==, "_find");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (trace), 2));
  g_assert_null (shape_trace_get_name (trace));
  g_assert_null (shape_trace_get_producer (trace));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shaperec/trace/traces", test_traces);
  g_test_add_func ("/shaperec/trace/cut", test_cut);
  g_test_add_func ("/shaperec/trace/values", test_values);
  g_test_add_func ("/shaperec/trace/sharing", test_sharing);
  g_test_add_func ("/shaperec/trace/depth", test_depth);
  g_test_add_func ("/shaperec/trace/deep-expression", test_deep_expression);
  g_test_add_func ("/shaperec/trace/write", test_write);
  g_test_add_func ("/shaperec/trace/save", test_save);
  g_test_add_func ("/shaperec/trace/damage", test_damage);
  g_test_add_func ("/shaperec/trace/cut-gzip", test_cut_gzip);
  g_test_add_func ("/shaperec/trace/verify", test_verify);
  g_test_add_func ("/shaperec/trace/numbers-alone", test_numbers_alone);
  g_test_add_func ("/shaperec/trace/numbers", test_numbers);
  g_test_add_func ("/shaperec/trace/malformed-answers", test_malformed_answers);
  g_test_add_func ("/shaperec/trace/list", test_list);
  return g_test_run ();
}
