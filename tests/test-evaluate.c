/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "test-rows.h"

#include "shaperec/env/shape-env-verbs-private.h"
#include "shaperec/shaperec.h"

/* Small programs for an environment, one step a line, with what PyTorch answers and
 * what state it is left in. Questions go through the memory of calls but `again`. */

typedef struct
{
  const char *description;
  const char *steps;
  const char *answers;
  const char *state;
  gboolean    prefer_deferred;
  gint64      guard_limit; /* 0: none */
  guint       guard_free;
} Scenario;

static const Scenario scenarios[] = {
  {
    .description = "a guard narrows a range",
    .steps = "backed s0 5 2 int_oo\n"
             "eval Gt(s0, 3)\n"
             "eval Gt(s0, 2)\n"
             "eval Le(s0, 3)\n",
    .answers = "True | True | False",
    .state = "guards Gt(s0, 3) | ranges s0 4 int_oo",
  },
  {
    .description = "equal symbols become one",
    .steps = "backed s0 5 2 int_oo\n"
             "backed s1 5 2 int_oo\n"
             "eval Eq(s0, s1)\n"
             "simplify Add(s0, s1)\n"
             "replace Add(s0, s1)\n",
    .answers = "True | Mul(2, s0) | Mul(2, s0)",
    .state = "guards Eq(s0, s1) | replacements s1 s0 | ranges s0 2 int_oo; s1 2 int_oo",
  },
  {
    .description = "a symbol becomes a number",
    .steps = "backed s0 5 2 int_oo\n"
             "eval Eq(s0, 5)\n"
             "static Add(s0, 1)\n"
             "eval Lt(s0, 9)\n",
    .answers = "True | 6 | True",
    .state = "guards Eq(s0, 5) | replacements s0 5 | ranges s0 5 5",
  },
  {
    .description = "a linear equality is solved",
    .steps = "backed s0 5 2 int_oo\n"
             "backed s1 10 2 int_oo\n"
             "eval Eq(s1, Mul(2, s0))\n"
             "replace Add(s1, 1)\n"
             "eval Ge(s1, 4)\n",
    .answers = "True | Add(1, Mul(2, s0)) | True",
    .state = "guards Eq(s1, Mul(2, s0)) | replacements s1 Mul(2, s0) | ranges s0 2 int_oo; s1 4 int_oo",
  },
  {
    .description = "a value is asked for",
    .steps = "backed s0 5 2 int_oo\n"
             "eval FloorDiv(s0, 2)\n"
             "eval s0\n",
    .answers = "2 | 5",
    .state = "guards Eq(FloorDiv(s0, 2), 2); Eq(s0, 5) | replacements s0 5 | ranges s0 5 5",
  },
  {
    .description = "a remainder is remembered",
    .steps = "backed s0 6 2 int_oo\n"
             "eval Eq(Mod(s0, 3), 0)\n"
             "simplify Mul(FloorDiv(s0, 3), 3)\n"
             "simplify FloorDiv(s0, 3)\n",
    .answers = "True | Mul(3, CleanDiv(s0, 3)) | CleanDiv(s0, 3)",
    .state = "guards Eq(Mod(s0, 3), 0) | ranges s0 2 int_oo | divisible Mod(s0, 3)",
  },
  {
    .description = "an unequal pair teaches no replacement",
    .steps = "backed s0 5 2 int_oo\n"
             "backed s1 6 2 int_oo\n"
             "eval Ne(s0, s1)\n"
             "eval Eq(s0, s1)\n",
    .answers = "True | False",
    .state = "guards Ne(s0, s1) | ranges s0 2 int_oo; s1 2 int_oo",
  },
  {
    .description = "data cannot be guarded on",
    .steps = "unbacked u0\n"
             "eval Eq(u0, 4)\n"
             "eval u0\n"
             "or_false Eq(u0, 4)\n"
             "hint u0\n",
    .answers = "GuardOnDataDependentSymNode | GuardOnDataDependentSymNode | false | GuardOnDataDependentSymNode",
    .state = "ranges u0 -int_oo int_oo",
  },
  {
    .description = "an assert on data",
    .steps = "unbacked u0\n"
             "defer Ge(u0, 0)\n"
             "defer Le(u0, 10)\n"
             "eval Ge(u0, 0)\n"
             "eval Lt(u0, 11)\n"
             "static Gt(u0, 5)\n",
    .answers = "true | true | True | True | None",
    .state = "asserts u0: Le(0, u0), Le(u0, 10) | ranges u0 0 10",
  },
  {
    .description = "a size on data",
    .steps = "unbacked u0\n"
             "size u0\n"
             "oblivious Eq(u0, 1)\n"
             "oblivious Eq(u0, 0)\n"
             "eval Ge(u0, 0)\n"
             "eval Eq(u0, 0)\n",
    .answers = "False | False | True | GuardOnDataDependentSymNode",
    .state = "ranges u0 0 int_oo | size_like u0",
  },
  {
    .description = "an equality on data",
    .steps = "backed s0 5 2 int_oo\n"
             "unbacked u0\n"
             "size u0\n"
             "defer Eq(u0, s0)\n"
             "replace Add(u0, 1)\n"
             "eval Eq(u0, 5)\n",
    .answers = "true | Add(1, s0) | True",
    .state = "guards Eq(s0, 5) | asserts u0: Eq(u0, s0) | replacements s0 5; u0 s0 | ranges s0 5 5; u0 2 int_oo | size_like s0; u0",
  },
  {
    .description = "an assert on two data symbols goes to the later",
    .steps = "unbacked u0\n"
             "unbacked u1\n"
             "defer Eq(Add(u0, u1), 12)\n"
             "defer Lt(u0, u1)\n"
             "static Eq(Add(u0, u1), 12)\n"
             "static Gt(u1, u0)\n",
    .answers = "true | true | True | True",
    .state = "asserts u1: Eq(Add(u0, u1), 12), Lt(u0, u1) | ranges u0 -int_oo int_oo; u1 -int_oo int_oo",
  },
  {
    .description = "an assert on inputs is a guard",
    .steps = "backed s0 5 2 int_oo\n"
             "defer Lt(s0, 10)\n"
             "defer Eq(Mod(s0, 5), 0)\n",
    .answers = "True | True",
    .state = "guards Lt(s0, 10); Eq(Mod(s0, 5), 0) | ranges s0 2 9 | divisible Mod(s0, 5)",
  },
  {
    .description = "an assert on inputs is deferred where that is preferred",
    .steps = "backed s0 5 2 int_oo\n"
             "defer Lt(s0, 10)\n"
             "eval Eq(s0, 5)\n",
    .answers = "true | True",
    .state = "guards Eq(s0, 5) | asserts -: Lt(s0, 10) | ranges s0 5 5",
    .prefer_deferred = TRUE,
  },
  {
    .description = "a suppressed guard leaves no trace",
    .steps = "backed s0 5 2 int_oo\n"
             "suppress\n"
             "eval Gt(s0, 3)\n"
             "allow\n"
             "eval Gt(s0, 4)\n",
    .answers = "True | True",
    .state = "guards Gt(s0, 4) | ranges s0 5 int_oo",
  },
  {
    .description = "a conjunction is learnt by parts",
    .steps = "backed s0 5 2 int_oo\n"
             "backed s1 7 2 int_oo\n"
             "eval And(Lt(s0, 6), Lt(s1, 9))\n"
             "static Lt(s1, 9)\n",
    .answers = "True | True",
    .state = "guards And(Lt(s0, 6), Lt(s1, 9)) | ranges s0 2 5; s1 2 8",
  },
  {
    .description = "true division that is truncated",
    .steps = "backed s0 6 2 int_oo\n"
             "simplify TruncToInt(IntTrueDiv(s0, 2))\n"
             "simplify Max(1, s0)\n",
    .answers = "FloorDiv(s0, 2) | s0",
    .state = "ranges s0 2 int_oo",
  },
  {
    .description = "a contradiction",
    .steps = "backed s0 5 2 int_oo\n"
             "range s0 7 9\n",
    .answers = "AssertionError",
    .state = "ranges s0 7 9",
  },
  {
    .description = "an empty range",
    .steps = "unbacked u0\n"
             "range u0 3 5\n"
             "range u0 7 9\n",
    .answers = "ValueRangeError",
    .state = "ranges u0 3 5",
  },
  {
    .description = "a hint",
    .steps = "backed s0 5 2 int_oo\n"
             "hint Add(Mul(s0, s0), 1)\n"
             "hint Eq(s0, 5)\n"
             "hint Lt(s0, 5)\n",
    .answers = "26 | True | False",
    .state = "ranges s0 2 int_oo",
  },
  {
    .description = "too many guards make a constant",
    .steps = "backed s0 5 2 int_oo\n"
             "eval Gt(s0, 3)\n"
             "eval Gt(s0, 4)\n",
    .answers = "True | True",
    .state = "guards Gt(s0, 3); Gt(s0, 4); Eq(s0, 5) | replacements s0 5 | ranges s0 5 5",
    .guard_limit = 1,
  },
  {
    .description = "guard-free semantics answer by ranges, or not at all",
    .steps = "backed s0 5 2 int_oo\n"
             "or_false Gt(s0, 1)\n"
             "or_false Gt(s0, 3)\n"
             "eval Gt(s0, 3)\n",
    .answers = "True | false | True",
    .state = "guards Gt(s0, 3) | ranges s0 4 int_oo",
    .guard_free = 1,
  },
  {
    .description = "guard-free semantics without ranges",
    .steps = "backed s0 5 2 int_oo\n"
             "or_false Gt(s0, 1)\n",
    .answers = "false",
    .state = "ranges s0 2 int_oo",
    .guard_free = 2,
  },
  {
    .description = "the same question with the same effect twice",
    .steps = "backed s0 5 2 int_oo\n"
             "again Gt(Mul(s0, s0), 20)\n"
             "again Gt(Mul(s0, s0), 20)\n"
             "eval Gt(Mul(s0, s0), 20)\n",
    .answers = "True | True | True",
    .state = "guards Gt(Pow(s0, 2), 20); Gt(Pow(s0, 2), 20); Gt(Pow(s0, 2), 20) | ranges s0 2 int_oo",
  },
  {
    .description = "a chain of replacements is followed",
    .steps = "backed s0 5 2 int_oo\n"
             "backed s1 5 2 int_oo\n"
             "backed s2 5 2 int_oo\n"
             "eval Eq(s2, s1)\n"
             "eval Eq(s1, s0)\n"
             "replace s2\n"
             "eval Eq(s0, 5)\n"
             "replace Add(s2, s1)\n",
    .answers = "True | True | s0 | True | 10",
    .state = "guards Eq(s2, s1); Eq(s1, s0); Eq(s0, 5) | replacements s0 5; s1 5; s2 5 | ranges s0 5 5; s1 5 5; s2 5 5",
  },
};

typedef struct
{
  ShapeEnv *env;
  GString  *answers;
} Run;

static ShapeNode *
lookup_symbol (const char *name,
               gsize       len,
               gpointer    data)
{
  Run *run = data;

  for (guint i = 0; i < run->env->var_to_range.n; i++)
    {
      ShapeNode *symbol = run->env->var_to_range.entries[i].key;

      if (strlen (symbol->symbol.name) == len && strncmp (symbol->symbol.name, name, len) == 0)
        return symbol;
    }

  return NULL;
}

static ShapeNode *
parse (Run        *run,
       const char *text)
{
  g_autoptr (GError) error = NULL;
  ShapeParseScope scope = { .symbol = lookup_symbol, .data = run };
  ShapeNode *node = shape_node_parse (run->env->pool, text, strlen (text), TRUE, &scope, &error);

  g_assert_no_error (error);
  return node;
}

static void
answer (Run        *run,
        const char *text)
{
  g_string_append_printf (run->answers, "%s%s", run->answers->len > 0 ? " | " : "", text);
}

static void
answer_node (Run       *run,
             ShapeNode *node)
{
  g_autofree char *text = node == NULL ? g_strdup ("None") : shape_node_to_string (node);

  if (!shape_pool_has_error (run->env->pool))
    answer (run, text);
}

static void
answer_value (Run        *run,
              ShapeValue  value)
{
  if (value.kind == SHAPE_VALUE_BOOL)
    answer (run, value.integer ? "true" : "false");
  else
    answer_node (run, value.node);
}

static void
ask (Run         *run,
     const char  *expr,
     gboolean     size_oblivious,
     ShapeTernary fallback)
{
  answer_value (run, shape_env_ask (run->env, &(ShapeQuestion) {
    .expr = parse (run, expr),
    .size_oblivious = size_oblivious,
    .fallback = fallback,
  }));
}

static void
step_backed (Run        *run,
             const char *arg)
{
  g_auto (GStrv) words = g_strsplit (arg, " ", -1);
  ShapeExprPool *pool = run->env->pool;
  ShapeNode *symbol = shape_node_symbol_int (pool, words[0], TRUE);
  ShapeInterval range = shape_interval_new (parse (run, words[2]), parse (run, words[3]));

  shape_map_put (&run->env->backed_var_to_val, symbol, parse (run, words[1]));
  shape_env_set_range (run->env, symbol, &range);
}

static void
step_unbacked (Run        *run,
               const char *arg)
{
  ShapeExprPool *pool = run->env->pool;
  ShapeFacts integer = { .known = 1u << SHAPE_FACT_INTEGER, .value = 1u << SHAPE_FACT_INTEGER };
  ShapeInterval range = shape_interval_unknown_int (pool);

  shape_env_set_range (run->env, shape_node_symbol (pool, arg, integer), &range);
}

static void
step_size (Run        *run,
           const char *arg)
{
  shape_env_run_constrain_range_for_size (run->env, parse (run, arg), NULL, NULL);
}

static void
step_range (Run        *run,
            const char *arg)
{
  g_auto (GStrv) words = g_strsplit (arg, " ", -1);

  shape_env_run_constrain_symbol_range (run->env, parse (run, words[0]), parse (run, words[1]),
                                    parse (run, words[2]));
}

static void
step_eval (Run        *run,
           const char *arg)
{
  ask (run, arg, FALSE, SHAPE_MAYBE);
}

static void
step_oblivious (Run        *run,
                const char *arg)
{
  ask (run, arg, TRUE, SHAPE_MAYBE);
}

static void
step_or_false (Run        *run,
               const char *arg)
{
  ask (run, arg, FALSE, SHAPE_NO);
}

static void
step_again (Run        *run,
            const char *arg)
{
  answer_value (run, shape_env_run_evaluate_expr (run->env, &(ShapeQuestion) {
    .expr = parse (run, arg),
    .fallback = SHAPE_MAYBE,
  }));
}

static void
step_defer (Run        *run,
            const char *arg)
{
  answer_value (run, shape_env_guard_or_defer (run->env, parse (run, arg), "msg", NULL));
}

static void
step_simplify (Run        *run,
               const char *arg)
{
  answer_node (run, shape_env_simplify_node (run->env, parse (run, arg)));
}

static void
step_replace (Run        *run,
              const char *arg)
{
  answer_node (run, shape_env_replace_node (run->env, parse (run, arg)));
}

static void
step_static (Run        *run,
             const char *arg)
{
  answer_node (run, shape_env_maybe_evaluate_static (run->env, parse (run, arg), SHAPE_STATIC_PLAIN));
}

static void
step_hint (Run        *run,
           const char *arg)
{
  answer_node (run, shape_env_guarding_hint (run->env, parse (run, arg)));
}

static void
step_suppress (Run        *run,
               const char *arg G_GNUC_UNUSED)
{
  run->env->suppress_guards_depth++;
}

static void
step_allow (Run        *run,
            const char *arg G_GNUC_UNUSED)
{
  run->env->suppress_guards_depth--;
}

static const struct
{
  const char *name;
  void (*run) (Run        *run,
               const char *arg);
} steps[] = {
  { "backed", step_backed },
  { "unbacked", step_unbacked },
  { "size", step_size },
  { "range", step_range },
  { "eval", step_eval },
  { "oblivious", step_oblivious },
  { "or_false", step_or_false },
  { "again", step_again },
  { "defer", step_defer },
  { "simplify", step_simplify },
  { "replace", step_replace },
  { "static", step_static },
  { "hint", step_hint },
  { "suppress", step_suppress },
  { "allow", step_allow },
};

static void
run_step (Run        *run,
          const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  g_autoptr (GError) error = NULL;
  guint i = 0;

  while (strcmp (steps[i].name, words[0]) != 0)
    i++;
  steps[i].run (run, words[1]);

  if (!shape_pool_check (run->env->pool, &error))
    answer (run, shape_error_get_class_name (error->code));
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Takes the texts. */
static void
print_field (GString    *out,
             const char *name,
             GPtrArray  *texts)
{
  if (texts->len > 0)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " | " : "", name);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "; " : " ", (char *) g_ptr_array_index (texts, i));
  g_ptr_array_unref (texts);
}

static void
print_map (GString        *out,
           const char     *name,
           const ShapeMap *map,
           gboolean        with_values)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < map->n; i++)
    {
      g_autofree char *key = shape_node_to_string (map->entries[i].key);
      g_autofree char *value = with_values ? shape_node_to_string (map->entries[i].value) : NULL;

      g_ptr_array_add (texts, value == NULL ? g_steal_pointer (&key) : g_strdup_printf ("%s %s", key, value));
    }

  g_ptr_array_sort (texts, compare_texts);
  print_field (out, name, texts);
}

static void
print_guards (GString  *out,
              ShapeEnv *env)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < env->guards->len; i++)
    g_ptr_array_add (texts, shape_node_to_string (g_array_index (env->guards, ShapeGuard, i).expr));
  print_field (out, "guards", texts);
}

static void
print_asserts (GString  *out,
               ShapeEnv *env)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < env->deferred_runtime_asserts.n; i++)
    {
      ShapeNode *symbol = env->deferred_runtime_asserts.entries[i].key;
      const GArray *asserts = env->deferred_runtime_asserts.entries[i].value;
      GString *text = g_string_new (symbol == NULL ? "-" : symbol->symbol.name);

      for (guint k = 0; k < asserts->len; k++)
        {
          g_autofree char *expr = shape_node_to_string (g_array_index (asserts, ShapeRuntimeAssert, k).expr);

          g_string_append_printf (text, "%s%s", k > 0 ? ", " : ": ", expr);
        }
      g_ptr_array_add (texts, g_string_free (text, FALSE));
    }
  print_field (out, "asserts", texts);
}

static void
print_ranges (GString  *out,
              ShapeEnv *env)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < env->var_to_range.n; i++)
    {
      ShapeNode *symbol = env->var_to_range.entries[i].key;
      const ShapeInterval *range = env->var_to_range.entries[i].value;
      g_autofree char *lower = shape_node_to_string (range->lower);
      g_autofree char *upper = shape_node_to_string (range->upper);

      g_ptr_array_add (texts, g_strdup_printf ("%s %s %s", symbol->symbol.name, lower, upper));
    }
  g_ptr_array_sort (texts, compare_texts);
  print_field (out, "ranges", texts);
}

static char *
print_state (ShapeEnv *env)
{
  GString *out = g_string_new (NULL);

  print_guards (out, env);
  print_asserts (out, env);
  print_map (out, "replacements", &env->replacements, TRUE);
  print_ranges (out, env);
  print_map (out, "divisible", &env->divisible, FALSE);
  print_map (out, "size_like", &env->size_like, FALSE);

  return g_string_free (out, FALSE);
}

static void
test_scenario (gconstpointer data)
{
  const Scenario *scenario = data;
  ShapeEnvSettings settings = SHAPE_ENV_SETTINGS_DEFAULT;
  ShapeEnvConfig config = SHAPE_ENV_CONFIG_DEFAULT;
  g_autoptr (GString) answers = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (scenario->steps, "\n", -1);
  g_autoptr (ShapeEnv) env = NULL;
  g_autofree char *state = NULL;

  settings.prefer_deferred_runtime_asserts_over_guards = scenario->prefer_deferred;
  config.aggressive_guard_free_semantics = scenario->guard_free;
  if (scenario->guard_limit > 0)
    config.symbol_guard_limit_before_specialize = scenario->guard_limit;
  env = shape_env_new_with (NULL, &settings, &config);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    run_step (&(Run) { env, answers }, lines[i]);

  state = print_state (env);
  g_assert_cmpstr (answers->str, ==, scenario->answers);
  g_assert_cmpstr (state, ==, scenario->state);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  test_rows_add ("/shaperec/evaluate", scenarios, test_scenario);

  return g_test_run ();
}
