/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shaperec/shaperec.h"
#include "shaperec/env/shape-env-private.h"
#include "shaperec/trace/shape-trace-private.h"
#include "shaperec/trace/shape-verify-private.h"

#include <string.h>

/* Fields that are changed by no recorded call. */

static ShapeTrace *
read_text (const char *text,
           GError    **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);

  return shape_trace_new_from_stream (stream, SHAPE_TRACE_NONE, error);
}

/* An environment with a size s52 of 8 that 4 divides, and an unbacked u0 below 100. */
static ShapeEnv *
new_env (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", "L['x']", NULL, FALSE);
  ShapeEnv *env = shape_env_new ();
  ShapeExprPool *pool = shape_env_get_pool (env);
  g_autoptr (ShapeExpr) size = shape_env_create_symbol (env, 8, source, SHAPE_DIM_DYNAMIC, &error);
  g_autoptr (ShapeExpr) four = shape_expr_new_integer (pool, 4);
  g_autoptr (ShapeExpr) zero = shape_expr_new_integer (pool, 0);
  g_autoptr (ShapeExpr) hundred = shape_expr_new_integer (pool, 100);
  g_autoptr (ShapeExpr) rest = shape_expr_mod (size, four, &error);
  g_autoptr (ShapeExpr) exact = shape_expr_eq (rest, zero, &error);
  g_autoptr (ShapeExpr) answer = shape_env_evaluate_expr (env, exact, NULL, &error);
  g_autoptr (ShapeSymNode) node = shape_env_create_unbacked_symint (env);
  g_autoptr (ShapeExpr) fresh = shape_sym_node_get_expr (node, &error);
  g_autoptr (ShapeExpr) below = shape_expr_lt (fresh, hundred, &error);

  shape_env_guard_or_defer_runtime_assert (env, below, "too large", NULL, &error);
  g_assert_no_error (error);
  return env;
}

static const struct
{
  const char *desc;
  const char *changes;
  const char *field;
  const char *expected;
} changed[] = {
  { "a flag", "{\"frozen\":{\"now\":true}}", "frozen", "True" },
  { "a flag that was set", "{\"frozen\":{\"now\":true,\"now\":false}}", "frozen", "False" },
  { "the other flag", "{\"runtime_asserts_frozen\":{\"now\":true}}", "runtime_asserts_frozen", "True" },
  { "a counter", "{\"unbacked_symint_counter\":{\"now\":5}}", "unbacked_symint_counter", "5" },
  { "another counter", "{\"unbacked_symfloat_counter\":{\"now\":2}}", "unbacked_symfloat_counter", "2" },
  { "a replacement", "{\"replacements\":{\"set\":{\"s52\":\"8\"}}}", "replacements", "{s52: 8}" },
  { "a replacement and no more", "{\"replacements\":{\"set\":{\"s52\":\"8\"},\"del\":[\"s52\",\"u0\"]}}", "replacements", "{}" },
  { "axioms", "{\"axioms\":{\"append\":[[\"Eq(s52, 8)\",\"True\"]],\"del\":[\"Eq(Mod(s52, 4), 0)\"]}}", "axioms", NULL },
  { "a range", "{\"var_to_range\":{\"set\":{\"u0\":[\"2\",\"int_oo\"]}}}", "var_to_range",
    "{s52: VR[2, int_oo], u0: VR[2, int_oo]}" },
  { "an assert more", "{\"deferred_runtime_asserts\":{\"set\":{\"u0\":[[\"Lt(u0, 100)\",\"too large\"],[\"Lt(u0, 9)\",\"more\"]]}},"
    "\"num_deferred_runtime_asserts\":{\"now\":2}}", "num_deferred_runtime_asserts", "2" },
  { "an assert of a size", "{\"deferred_runtime_asserts\":{\"set\":{\"u0\":[[\"u0\",\"\"]]}}}", "deferred_runtime_asserts", NULL },
  { "an assert of no symbol", "{\"deferred_runtime_asserts\":{\"set\":{\"\":[[\"Lt(s52, 9)\",\"\"]]}}}",
    "deferred_runtime_asserts", NULL },
  { "no asserts", "{\"deferred_runtime_asserts\":{\"set\":{\"u0\":[]}}}", "deferred_runtime_asserts", NULL },
  { "a value", "{\"backed_var_to_val\":{\"set\":{\"u0\":\"7\"}}}", "backed_var_to_val", "{s52: 8, u0: 7}" },
  { "a hint", "{\"var_to_hint_override\":{\"set\":{\"u0\":42,\"Add(1, u0)\":43}}}", "var_to_hint_override", "{u0: 42, u0 + 1: 43}" },
  { "nothing divisible any more", "{\"divisible\":{\"now\":[]}}", "divisible", "{}" },
  { "something else divisible", "{\"divisible\":{\"now\":[\"Mod(u0, 2)\"]}}", "divisible", "{Mod(u0, 2)}" },
  { "nothing pending", "{\"pending_fresh_unbacked_symbols\":{\"now\":[]}}", "pending_fresh_unbacked_symbols", "[]" },
  { "pending again", "{\"pending_fresh_unbacked_symbols\":{\"append\":[\"u0\"]}}", "pending_fresh_unbacked_symbols", "[u0, u0]" },
  { "no change", "{}", "frozen", "False" },
};

static char *
write_env (ShapeEnv *env)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  shape_env_write_trace (env, stream, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* The event is written, read and replayed like any other. */
static void
check_round_trip (ShapeEnv *env)
{
  g_autofree char *text = write_env (env);
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeTrace) trace = read_text (text, &error);
  g_auto (ShapeVerification) verification = { 0 };

  g_assert_no_error (error);
  g_assert_true (shape_trace_verify (trace, &verification, &error));
  g_assert_cmpstr (verification.field, ==, NULL);
  g_assert_cmpuint (verification.states.equal, ==, 1);
}

static void
check_replay (ShapeEnv *env)
{
  g_autoptr (GListModel) events = shape_env_list_events (env);
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeEnv) again = shape_env_replay_events (events, &error);

  g_assert_no_error (error);
  g_assert_true (shape_env_check_state_equal (env, again, &error));
}

static void
test_changes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autoptr (ShapeEnv) env = new_env ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", changed[i].desc);
      g_assert_true (shape_env_set_state (env, changed[i].changes, &error));
      g_assert_no_error (error);
      text = shape_env_format_field (env, changed[i].field);
      if (changed[i].expected != NULL)
        g_assert_cmpstr (text, ==, changed[i].expected);
      check_round_trip (env);
      check_replay (env);
    }
}

static const struct
{
  const char *desc;
  const char *changes;
  const char *message;
} refused[] = {
  { "no object", "[]", "changes: an object is expected" },
  { "no JSON", "{\"frozen\":", "changes: frozen: " },
  { "something behind", "{} 1", "changes: something stands behind" },
  { "an unknown field", "{\"odd\":{\"now\":1}}", "changes: unknown field odd" },
  { "a field that only calls change", "{\"guards\":{\"append\":[[\"Lt(s52, 9)\",false]]}}", "changes: guards: it is not changed by append" },
  { "no way", "{\"frozen\":true}", "changes: frozen: an object is expected" },
  { "an unknown way", "{\"frozen\":{\"push\":true}}", "changes: frozen: an unknown form" },
  { "another way", "{\"frozen\":{\"set\":{}}}", "changes: frozen: it is not changed by set" },
  { "a range that goes", "{\"var_to_range\":{\"del\":[\"u0\"]}}", "changes: var_to_range: it is not changed by del" },
  { "an unknown symbol", "{\"replacements\":{\"set\":{\"s9\":\"3\"}}}", "unknown symbol s9" },
  { "a key that is no symbol", "{\"replacements\":{\"set\":{\"Add(1, s52)\":\"3\"}}}", "replacements: it can't hold that" },
  { "a relation for a symbol", "{\"replacements\":{\"set\":{\"s52\":\"Eq(u0, 1)\"}}}", "replacements: it can't hold that" },
  { "a symbol for itself", "{\"replacements\":{\"set\":{\"s52\":\"Add(1, s52)\"}}}", "replacements: it can't hold that" },
  { "no key", "{\"replacements\":{\"set\":{\"\":\"3\"}}}", "replacements: it can't hold that" },
  { "an axiom that is no relation", "{\"axioms\":{\"append\":[[\"s52\",\"True\"]]}}", "axioms: it can't hold that" },
  { "an axiom of a third value", "{\"axioms\":{\"append\":[[\"Eq(s52, 1)\",\"3\"]]}}", "axioms: it can't hold that" },
  { "an empty range", "{\"var_to_range\":{\"set\":{\"u0\":[\"3\",\"2\"]}}}", "var_to_range: it can't hold that" },
  { "a range without a number", "{\"var_to_range\":{\"set\":{\"u0\":[\"s52\",\"int_oo\"]}}}", "var_to_range: it can't hold that" },
  { "a range of another kind", "{\"var_to_range\":{\"set\":{\"u0\":[\"False\",\"True\"]}}}", "var_to_range: it can't hold that" },
  { "a range of nothing", "{\"var_to_range\":{\"set\":{\"u0\":[\"nan\",\"nan\"]}}}", "var_to_range: it can't hold that" },
  { "a range of fractions", "{\"var_to_range\":{\"set\":{\"u0\":[\"0.5\",\"1.5\"]}}}", "var_to_range: it can't hold that" },
  { "an assert without a message", "{\"deferred_runtime_asserts\":{\"set\":{\"u0\":[[\"Lt(u0, 9)\",null]]}}}",
    "deferred_runtime_asserts: it can't hold that" },
  { "a value that is none", "{\"backed_var_to_val\":{\"set\":{\"u0\":\"s52\"}}}", "backed_var_to_val: it can't hold that" },
  { "a hint that is none", "{\"var_to_hint_override\":{\"set\":{\"u0\":\"x\"}}}", "var_to_hint_override: it can't hold that" },
  { "a relation divisible", "{\"divisible\":{\"append\":[\"Eq(u0, 2)\"]}}", "divisible: it can't hold that" },
  { "a number pending", "{\"pending_fresh_unbacked_symbols\":{\"append\":[\"3\"]}}", "pending_fresh_unbacked_symbols: it can't hold that" },
  { "a negative count", "{\"unbacked_symint_counter\":{\"now\":-1}}", "unbacked_symint_counter: it can't hold that" },
  { "a huge count", "{\"unbacked_symint_counter\":{\"now\":4294967297}}", "unbacked_symint_counter: it can't hold that" },
  { "a count that is none", "{\"num_deferred_runtime_asserts\":{\"now\":\"x\"}}", "num_deferred_runtime_asserts: it can't hold that" },
  { "a number for a flag", "{\"frozen\":{\"now\":1}}", "frozen: it can't hold that" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (ShapeEnv) env = new_env ();
      g_autofree char *before = write_env (env);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refused[i].desc);
      g_assert_false (shape_env_set_state (env, refused[i].changes, &error));
      g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_TRACE);
      g_assert_nonnull (strstr (error->message, refused[i].message));
      after = write_env (env);
      g_assert_cmpstr (after, ==, before);
    }
}

/* In a trace the event is refused with its line. */
static void
test_refused_in_a_trace (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"format\":\"shape-trace\",\"version\":1,\"config\":{}}\n{\"event\":\"ShapeEnv\",\"args\":{}}\n"
        "{\"define\":\"symbol\",\"name\":\"s52\",\"assumptions\":{\"integer\":true,\"positive\":true}}\n"
        "{\"define\":\"symbol\",\"name\":\"u0\",\"assumptions\":{\"integer\":true}}\n"
        "{\"event\":\"_set_state\",\"args\":{\"changes\":%s}}\n{\"end\":2}\n", refused[i].changes);
      g_autoptr (GError) error = NULL;
      g_autoptr (ShapeTrace) trace = read_text (text, &error);

      g_test_message ("%s", refused[i].desc);
      g_assert_null (trace);
      g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_TRACE);
      g_assert_true (g_str_has_prefix (error->message, "line 5: "));
    }
}

/* As in the reference, what is remembered is forgotten when the version counts up: with what is divisible and
 * with the number of asserts, and not with the replacements. */
static const struct
{
  const char *desc;
  const char *changes;
  guint       n_versions;
} versions[] = {
  { "a replacement", "{\"replacements\":{\"set\":{\"s52\":\"8\"}}}", 0 },
  { "a range", "{\"var_to_range\":{\"set\":{\"u0\":[\"2\",\"int_oo\"]}}}", 0 },
  { "a flag", "{\"frozen\":{\"now\":true}}", 0 },
  { "what is divisible", "{\"divisible\":{\"now\":[]}}", 1 },
  { "the number of asserts", "{\"num_deferred_runtime_asserts\":{\"now\":2}}", 1 },
};

static void
test_versions (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (ShapeEnv) env = new_env ();
      guint before = env->version;

      g_test_message ("%s", versions[i].desc);
      g_assert_true (shape_env_set_state (env, versions[i].changes, NULL));
      g_assert_cmpuint (env->version - before, ==, versions[i].n_versions);
    }
}

/* While no new guard may come, a question that needs one fails, and the same one later does not. */
static void
test_error_on_new_guards (void)
{
  static const char *const text =
    "{\"format\":\"shape-trace\",\"version\":1,\"config\":{}}\n{\"event\":\"ShapeEnv\",\"args\":{}}\n"
    "{\"define\":\"source\",\"id\":0,\"class\":\"LocalSource\",\"name\":\"L['x']\"}\n"
    "{\"define\":\"symbol\",\"name\":\"s52\",\"assumptions\":{\"integer\":true,\"positive\":true}}\n"
    "{\"event\":\"create_symbol\",\"args\":{\"val\":8,\"source\":0},\"result\":{\"expr\":\"s52\"}}\n"
    "{\"event\":\"_set_state\",\"args\":{\"changes\":{\"frozen\":{\"now\":true}},\"error_on_new_guards\":true}}\n"
    "{\"event\":\"evaluate_expr\",\"args\":{\"orig_expr\":\"Gt(s52, 3)\",\"hint\":true,\"fx_node\":null,\"size_oblivious\":false,"
    "\"forcing_spec\":false,\"_suppress_guards_tls\":false},\"raised\":{\"class\":\"_ShapeEnvGuardError\","
    "\"message\":\"Guard attempted while ShapeEnv guards are frozen: s52 > 3 == True\"}}\n"
    "{\"event\":\"_set_state\",\"args\":{\"changes\":{\"frozen\":{\"now\":false}},\"error_on_new_guards\":false}}\n"
    "{\"event\":\"evaluate_expr\",\"args\":{\"orig_expr\":\"Gt(s52, 3)\",\"hint\":true,\"fx_node\":null,\"size_oblivious\":false,"
    "\"forcing_spec\":false,\"_suppress_guards_tls\":false},\"result\":{\"expr\":\"True\"}}\n"
    "{\"state\":{\"frozen\":false,\"guards\":[[\"Gt(s52, 3)\",false]]}}\n{\"end\":6}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeTrace) trace = read_text (text, &error);
  g_auto (ShapeVerification) verification = { 0 };

  g_assert_no_error (error);
  g_assert_true (shape_trace_verify (trace, &verification, &error));
  g_assert_cmpstr (verification.field, ==, NULL);
  g_assert_cmpuint (verification.results.equal, ==, 3);
}

/* Many keys go in one pass. */
static void
test_many (void)
{
  g_autoptr (ShapeEnv) env = new_env ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) more = g_string_new ("{\"axioms\":{\"append\":[");
  g_autoptr (GString) gone = g_string_new ("{\"axioms\":{\"del\":[");
  g_autofree char *before = shape_env_format_field (env, "axioms");
  g_autofree char *after = NULL;

  for (guint i = 0; i < 50000; i++)
    {
      g_string_append_printf (more, "%s[\"Lt(u0, %u)\",\"True\"]", i > 0 ? "," : "", i + 1000);
      g_string_append_printf (gone, "%s\"Lt(u0, %u)\"", i > 0 ? "," : "", i + 1000);
    }
  g_string_append (more, "]}}");
  g_string_append (gone, "]}}");
  g_assert_true (shape_env_set_state (env, more->str, &error));
  g_assert_true (shape_env_set_state (env, gone->str, &error));
  g_assert_no_error (error);
  after = shape_env_format_field (env, "axioms");
  g_assert_cmpstr (after, ==, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shaperec/set-state/changes", test_changes);
  g_test_add_func ("/shaperec/set-state/refused", test_refused);
  g_test_add_func ("/shaperec/set-state/refused-in-a-trace", test_refused_in_a_trace);
  g_test_add_func ("/shaperec/set-state/versions", test_versions);
  g_test_add_func ("/shaperec/set-state/error-on-new-guards", test_error_on_new_guards);
  g_test_add_func ("/shaperec/set-state/many", test_many);

  return g_test_run ();
}
