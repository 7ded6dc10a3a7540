/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <shaperec/shaperec.h>

/* Recording calls, and doing them again. */

static ShapeExpr *
new_symbol (ShapeEnv   *env,
            const char *name,
            gint64      value)
{
  g_autoptr (ShapeSource) source = shape_source_new ("LocalSource", name, NULL, FALSE);
  g_autoptr (GError) error = NULL;
  ShapeExpr *symbol = shape_env_create_symbol (env, value, source, SHAPE_DIM_DYNAMIC, &error);

  g_assert_no_error (error);
  return symbol;
}

static ShapeExpr *
new_int (ShapeEnv *env,
         gint64    value)
{
  return shape_expr_new_integer (shape_env_get_pool (env), value);
}

/* Guards that a symbol of value 7 is below 100. */
static void
ask_something (ShapeEnv *env)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeExpr) symbol = new_symbol (env, "L['a']", 7);
  g_autoptr (ShapeExpr) limit = new_int (env, 100);
  g_autoptr (ShapeExpr) question = shape_expr_lt (symbol, limit, &error);
  g_autoptr (ShapeExpr) answer = shape_env_evaluate_expr (env, question, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = shape_expr_to_string (answer);
  g_assert_cmpstr (text, ==, "True");
}

/* An empty range: fails, and stays recorded as failed. */
static void
fail_something (ShapeEnv *env)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeExpr) number = new_int (env, 5);
  g_autoptr (ShapeExpr) lower = new_int (env, 6);
  g_autoptr (ShapeExpr) upper = new_int (env, 9);

  g_assert_false (shape_env_constrain_range (env, number, lower, upper, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_VALUE_RANGE);
}

static ShapeEnvEvent *
get_event (GListModel *events,
           guint       i)
{
  ShapeEnvEvent *event = g_list_model_get_item (events, i);

  g_assert_nonnull (event);
  return event;
}

static void
test_events (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (GListModel) events = shape_env_list_events (env);
  g_autoptr (ShapeEnvEvent) first = get_event (events, 0);
  g_autoptr (ShapeEnvEvent) question = NULL;
  g_autofree char *argument = NULL;
  g_autofree char *result = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (events), ==, 1);
  g_assert_cmpstr (shape_env_event_get_name (first), ==, "ShapeEnv");

  ask_something (env);
  g_assert_cmpuint (g_list_model_get_n_items (events), ==, 3);
  question = get_event (events, 2);
  g_assert_cmpstr (shape_env_event_get_name (question), ==, "evaluate_expr");
  g_assert_cmpuint (shape_env_event_get_index (question), ==, 2);
  g_assert_cmpuint (shape_env_event_get_n_arguments (question), ==, 7);
  g_assert_cmpstr (shape_env_event_get_argument_name (question, 0), ==, "orig_expr");
  g_assert_null (shape_env_event_get_argument_name (question, 7));
  argument = shape_env_event_format_argument (question, "orig_expr");
  g_assert_cmpstr (argument, ==, "{\"expr\":\"Lt(s71, 100)\"}");
  g_assert_null (shape_env_event_format_argument (question, "nothing"));
  result = shape_env_event_format_result (question);
  g_assert_cmpstr (result, ==, "{\"expr\":\"True\"}");
  g_assert_true (shape_env_event_check (question, NULL));
}

static void
test_failed_call (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (GListModel) events = shape_env_list_events (env);
  g_autoptr (ShapeEnv) again = NULL;
  g_autoptr (ShapeEnvEvent) event = NULL;
  g_autoptr (GError) raised = NULL;
  g_autoptr (GError) error = NULL;

  fail_something (env);
  event = get_event (events, 1);
  g_assert_null (shape_env_event_format_result (event));
  g_assert_false (shape_env_event_check (event, &raised));
  g_assert_error (raised, SHAPE_ERROR, SHAPE_ERROR_VALUE_RANGE);

  again = shape_env_replay_events (events, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
}

static void
test_replay (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (GListModel) events = shape_env_list_events (env);
  g_autoptr (ShapeEnv) again = NULL;
  g_autoptr (GError) error = NULL;

  ask_something (env);
  fail_something (env);
  again = shape_env_replay_events (events, &error);
  g_assert_no_error (error);
  g_assert_true (shape_env_check_state_equal (env, again, &error));
  g_assert_no_error (error);
}

static void
test_replay_in_part (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (GListModel) events = shape_env_list_events (env);
  g_autoptr (GListModel) part = NULL;
  g_autoptr (ShapeEnv) again = NULL;
  g_autoptr (GListModel) guards = NULL;
  g_autoptr (GError) error = NULL;

  ask_something (env);
  part = G_LIST_MODEL (g_list_store_new (SHAPE_TYPE_ENV_EVENT));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ShapeEnvEvent) event = get_event (events, i);

      g_list_store_append (G_LIST_STORE (part), event);
    }
  again = shape_env_replay_events (part, &error);
  g_assert_no_error (error);
  guards = shape_env_list_guards (again);
  g_assert_cmpuint (g_list_model_get_n_items (guards), ==, 0);
  g_assert_false (shape_env_check_state_equal (env, again, &error));
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_NOT_EQUAL);
}

static void
test_first_must_be_constructor (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (GListModel) events = shape_env_list_events (env);
  g_autoptr (GListStore) part = g_list_store_new (SHAPE_TYPE_ENV_EVENT);
  g_autoptr (ShapeEnvEvent) event = NULL;
  g_autoptr (ShapeEnv) again = NULL;
  g_autoptr (GError) error = NULL;

  shape_env_freeze (env);
  event = get_event (events, 1);
  g_list_store_append (part, event);
  again = shape_env_replay_events (G_LIST_MODEL (part), &error);
  g_assert_null (again);
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION);
  g_assert_cmpstr (error->message, ==, "First event must be ShapeEnv constructor, got freeze");
}

static void
test_event_outlives_env (void)
{
  ShapeEnv *env = shape_env_new ();
  GListModel *events = shape_env_list_events (env);
  g_autoptr (ShapeEnvEvent) event = NULL;
  g_autofree char *text = NULL;

  ask_something (env);
  event = get_event (events, 1);
  g_object_unref (events);
  g_object_unref (env);
  text = shape_env_event_to_string (event);
  g_assert_true (g_str_has_prefix (text, "create_symbol (val=7, source=\"L['a']\""));
}

typedef struct
{
  guint n_events;
  guint n_guards;
  guint n_ranges;
} Heard;

static void
on_event (ShapeEnv      *env G_GNUC_UNUSED,
          ShapeEnvEvent *event,
          Heard         *heard)
{
  g_assert_true (SHAPE_IS_ENV_EVENT (event));
  heard->n_events++;
}

static void
on_guard (ShapeEnv  *env,
          ShapeExpr *guard,
          Heard     *heard)
{
  g_autofree char *text = shape_expr_to_string (guard);

  g_assert_cmpstr (text, ==, "Lt(s71, 100)");
  heard->n_guards++;

  /* A call from within another is not recorded. */
  shape_env_suppress_guards_enter (env);
  shape_env_suppress_guards_exit (env);
}

static void
on_range (ShapeEnv  *env G_GNUC_UNUSED,
          ShapeExpr *symbol G_GNUC_UNUSED,
          Heard     *heard)
{
  heard->n_ranges++;
}

static void
test_signals (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (GListModel) events = shape_env_list_events (env);
  Heard heard = { 0, 0, 0 };

  g_signal_connect (env, "event-recorded", G_CALLBACK (on_event), &heard);
  g_signal_connect (env, "guard-added", G_CALLBACK (on_guard), &heard);
  g_signal_connect (env, "range-changed", G_CALLBACK (on_range), &heard);
  ask_something (env);
  g_assert_cmpuint (heard.n_events, ==, 2);
  g_assert_cmpuint (heard.n_guards, ==, 1);
  g_assert_cmpuint (heard.n_ranges, >=, 1);
  g_assert_cmpuint (g_list_model_get_n_items (events), ==, 3);
}

static void
test_unrecorded (void)
{
  g_autoptr (ShapeEnv) env = g_object_new (SHAPE_TYPE_ENV, "record-events", FALSE, NULL);
  g_autoptr (GListModel) events = shape_env_list_events (env);

  ask_something (env);
  g_assert_cmpuint (g_list_model_get_n_items (events), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shaperec/record/events", test_events);
  g_test_add_func ("/shaperec/record/failed-call", test_failed_call);
  g_test_add_func ("/shaperec/record/replay", test_replay);
  g_test_add_func ("/shaperec/record/replay-in-part", test_replay_in_part);
  g_test_add_func ("/shaperec/record/first-must-be-constructor", test_first_must_be_constructor);
  g_test_add_func ("/shaperec/record/event-outlives-env", test_event_outlives_env);
  g_test_add_func ("/shaperec/record/signals", test_signals);
  g_test_add_func ("/shaperec/record/unrecorded", test_unrecorded);

  return g_test_run ();
}
