/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "test-rows.h"

#include "shaperec/env/shape-sym-node-private.h"
#include "shaperec/record/shape-recorder-private.h"
#include "shaperec/shaperec.h"

/* Symbolic values: small programs for a stack, with the value that PyTorch's SymInt,
 * SymFloat and SymBool leave on it, the events that were recorded, and the guards.
 * s0 is 5 and s1 is 8 in this run, u0 hangs on data. */

typedef struct
{
  const char *program;
  const char *result; /* expression, kind, hint or `constant`; or the class of the error */
  const char *events;
  const char *guards;
} Case;

static const Case cases[] = {
  { "s0 2 mul 7 gt", "Gt(Mul(2, s0), 7) bool True",
    "mul gt", "" },
  { "s0 2 mul 7 gt bool", "True bool constant",
    "mul gt evaluate_expr", "Gt(Mul(2, s0), 7)" },
  { "s0 s1 add", "Add(s0, s1) int 13",
    "add", "" },
  { "s0 s1 add s0 sub", "s1 int 8",
    "add sub", "" },
  { "3 s0 sub", "Add(3, Mul(-1, s0)) int -2",
    "sub", "" },
  { "2 s0 lt", "Gt(s0, 2) bool True",
    "gt", "" },
  { "s0 2.5 add", "Add(2.5, ToFloat(s0)) float 7.5",
    "sym_float add", "" },
  { "2.5 s0 mul", "Mul(2.5, ToFloat(s0)) float 12.5",
    "sym_float mul", "" },
  { "s0 s1 truediv", "IntTrueDiv(s0, s1) float 0.625",
    "truediv", "" },
  { "s0 2.0 truediv", "FloatTrueDiv(ToFloat(s0), 2.0) float 2.5",
    "sym_float truediv", "" },
  { "s0 2 floordiv", "FloorDiv(s0, 2) int 2",
    "floordiv", "" },
  { "s1 s0 floordiv", "FloorDiv(s1, s0) int 1",
    "floordiv", "" },
  { "s0 2.5 floordiv", "ToFloat(FloorToInt(FloatTrueDiv(ToFloat(s0), 2.5))) float 2.0",
    "sym_float truediv _find floor sym_float", "" },
  { "s0 3 mod", "Mod(s0, 3) int 2",
    "mod", "" },
  { "s0 -3 mod", "PythonMod(s0, -3) int -1",
    "mod", "" },
  { "u0 3 mod", "PythonMod(u0, 3) int",
    "mod", "" },
  { "s0 2 pow", "Pow(s0, 2) int 25",
    "pow", "" },
  { "s0 -1 pow", "FloatPow(ToFloat(s0), -1.0) float 0.2",
    "sym_float ge evaluate_expr pow", "" },
  { "2 s0 pow", "PowByNatural(2, s0) int 32",
    "ge evaluate_expr pow", "" },
  { "s0 0.5 pow", "FloatPow(ToFloat(s0), 0.5) float 2.23606797749979",
    "sym_float ge evaluate_expr pow", "" },
  { "u0 0 ge", "Ge(u0, 0) bool",
    "ge", "" },
  { "4 u0 eq", "Eq(u0, 4) bool",
    "eq", "" },
  { "s0 5 eq s1 8 eq and", "And(Eq(s0, 5), Eq(s1, 8)) bool True",
    "eq eq and_", "" },
  { "s0 5 eq s1 9 eq or", "Or(Eq(s0, 5), Eq(s1, 9)) bool True",
    "eq eq or_", "" },
  { "s0 5 eq not", "Ne(s0, 5) bool False",
    "eq sym_not", "" },
  { "s0 6 and", "BitwiseFn_bitwise_and(s0, 6) int 4",
    "and_", "" },
  { "s0 s1 max", "Max(s0, s1) int 8",
    "sym_max", "" },
  { "s0 3 min", "Min(3, s0) int 3",
    "sym_min", "" },
  { "2 s0 max", "Max(2, s0) int 5",
    "sym_max", "" },
  { "s0 2.5 max", "Max(2.5, ToFloat(s0)) float 5.0",
    "sym_float sym_max", "" },
  { "s0 neg", "Mul(-1, s0) int -5",
    "neg", "" },
  { "s0 abs", "s0 int 5",
    "abs", "" },
  { "s0 neg abs", "s0 int 5",
    "neg abs", "" },
  { "-3 abs", "3 int constant",
    "", "" },
  { "s0 7 sub abs", "Max(Add(-7, s0), Add(7, Mul(-1, s0))) int 2",
    "sub abs", "" },
  { "s0 is_integer", "True bool constant",
    "", "" },
  { "2.5 is_integer", "False bool constant",
    "", "" },
  { "s0 s1 truediv is_integer", "Eq(ToFloat(FloorToInt(IntTrueDiv(s0, s1))), IntTrueDiv(s0, s1)) bool False",
    "truediv is_integer", "" },
  { "s0 s1 truediv floor", "FloorToInt(IntTrueDiv(s0, s1)) int 0",
    "truediv _find _find floor", "" },
  { "s0 s1 truediv ceil", "CeilToInt(IntTrueDiv(s0, s1)) int 1",
    "truediv ceil", "" },
  { "s0 s1 truediv trunc", "TruncToInt(IntTrueDiv(s0, s1)) int 0",
    "truediv trunc", "" },
  { "s0 s1 truediv round", "RoundToInt(IntTrueDiv(s0, s1)) int 1",
    "truediv round", "" },
  { "s0 sqrt", "OpaqueUnaryFn_sqrt(ToFloat(s0)) float 2.23606797749979",
    "sym_float _sym_sqrt", "" },
  { "s0 float", "ToFloat(s0) float 5.0",
    "sym_float", "" },
  { "s0 float int", "TruncToInt(ToFloat(s0)) int 5",
    "sym_float trunc", "" },
  { "s0 s1 u0 sum3", "Add(u0, s0, s1) int",
    "sym_sum", "" },
  { "s0 2 3 sum3", "Add(5, s0) int 10",
    "sym_sum", "" },
  { "2 3 add", "5 int constant",
    "", "" },
  { "7 2 floordiv", "3 int constant",
    "", "" },
  { "7 0 floordiv", "ZeroDivisionError",
    "", "" },
  { "7 2 truediv", "3.5 float constant",
    "", "" },
  { "-7 2 mod", "1 int constant",
    "", "" },
  { "2.5 1.5 mod", "1.0 float constant",
    "", "" },
  { "2 3 lt", "True bool constant",
    "", "" },
  { "true false or", "True bool constant",
    "", "" },
  { "2.5 round", "2 int constant",
    "", "" },
  { "3.5 round", "4 int constant",
    "", "" },
  { "s0 guard_int", "5 int constant",
    "evaluate_expr", "Eq(s0, 5)" },
  { "s0 float guard_float", "5.0 float constant",
    "sym_float evaluate_expr", "Eq(ToFloat(s0), 5.0)" },
  { "u0 guard_int", "GuardOnDataDependentSymNode",
    "", "" },
  { "u0 0 ge bool", "GuardOnDataDependentSymNode",
    "ge", "" },
  { "u0 4 eq or_false", "False bool constant",
    "eq evaluate_expr", "" },
  { "u0 4 eq or_true", "True bool constant",
    "eq evaluate_expr", "" },
  { "u0 1 ge expect", "True bool constant",
    "ge guard_or_defer_runtime_assert", "" },
  { "s0 3 gt expect", "True bool constant",
    "gt evaluate_expr", "Gt(s0, 3)" },
  { "s0 1 gt known", "True bool constant",
    "gt _find", "" },
  { "s0 3 gt known", "False bool constant",
    "gt _find", "" },
  { "s0 1 lt unknown", "True bool constant",
    "lt", "" },
  { "u0 1 eq oblivious", "GuardOnDataDependentSymNode",
    "eq", "" },
  { "s0 5 eq true add", "2 int 2",
    "eq evaluate_expr add", "Eq(s0, 5)" },
  { "s0 3 gt bool s0 3 gt bool", "True bool constant",
    "gt evaluate_expr gt", "Gt(s0, 3)" },
  { "s0 2 lshift", "Mul(4, s0) int 20",
    "lshift", "" },
  { "s1 1 rshift", "FloorDiv(s1, 2) int 4",
    "rshift", "" },
  { "s0 s0 sub", "0 int 0",
    "sub", "" },
  { "s0 0 mul", "0 int 0",
    "mul", "" },
  { "s0 s0 eq", "True bool True",
    "eq", "" },
  { "s0 6 xor", "BitwiseFn_bitwise_xor(s0, 6) int 3",
    "xor", "" },
  { "6 s0 xor", "BitwiseFn_bitwise_xor(6, s0) int 3",
    "xor", "" },
  { "s0 s1 xor", "BitwiseFn_bitwise_xor(s0, s1) int 13",
    "xor", "" },
  { "s0 u0 xor", "BitwiseFn_bitwise_xor(s0, u0) int",
    "xor", "" },
  { "s0 true xor", "BitwiseFn_bitwise_xor(s0, True) int 4",
    "xor", "" },
  { "s0 5 eq s1 5 eq xor", "TypeError",
    "eq eq", "" },
  { "s0 2.0 xor", "TypeError",
    "", "" },
  { "s0 2.0 and", "TypeError",
    "", "" },
  { "2.5 2.0 or", "TypeError",
    "", "" },
  { "6 3 xor", "5 int constant",
    "", "" },
  { "s0 pos", "s0 int 5",
    "pos", "" },
  { "s0 s1 truediv 2 round_to", "RoundDecimal(IntTrueDiv(s0, s1), 2) float 0.62",
    "truediv round", "" },
  { "s0 s1 truediv 0 round_to", "RoundDecimal(IntTrueDiv(s0, s1), 0) float 1.0",
    "truediv round", "" },
  { "u0 s1 truediv 1 round_to", "RoundDecimal(IntTrueDiv(u0, s1), 1) float",
    "truediv round", "" },
  { "s0 7.0 truediv -1 round_to", "RoundDecimal(FloatTrueDiv(ToFloat(s0), 7.0), -1) float 0.0",
    "sym_float truediv round", "" },
  { "s1 125.5 mul -2 round_to", "RoundDecimal(Mul(125.5, ToFloat(s1)), -2) float 1000.0",
    "sym_float mul round", "" },
  { "s0 1.005 mul 2 round_to", "RoundDecimal(Mul(1.005, ToFloat(s0)), 2) float 5.02",
    "sym_float mul round", "" },
  { "s0 2 round_to", "s0 int 5",
    "", "" },
  { "u0 0 mul", "0 int",
    "mul", "" },
  { "u0 0.0 mul 2 round_to", "0.0 float 0.0",
    "sym_float mul round", "" },
  { "u0 0.0 mul round", "0 int 0",
    "sym_float mul round", "" },
  { "2.675 2 round_to", "2.67 float constant",
    "", "" },
  { "s0 cos", "OpaqueUnaryFn_cos(ToFloat(s0)) float 0.28366218546322625",
    "sym_float _sym_cos", "" },
  { "s0 cosh", "OpaqueUnaryFn_cosh(ToFloat(s0)) float 74.20994852478785",
    "sym_float _sym_cosh", "" },
  { "s0 sin", "OpaqueUnaryFn_sin(ToFloat(s0)) float -0.9589242746631385",
    "sym_float _sym_sin", "" },
  { "s0 sinh", "OpaqueUnaryFn_sinh(ToFloat(s0)) float 74.20321057778875",
    "sym_float _sym_sinh", "" },
  { "s0 tan", "OpaqueUnaryFn_tan(ToFloat(s0)) float -3.380515006246586",
    "sym_float _sym_tan", "" },
  { "s0 tanh", "OpaqueUnaryFn_tanh(ToFloat(s0)) float 0.9999092042625951",
    "sym_float _sym_tanh", "" },
  { "s0 atan", "OpaqueUnaryFn_atan(ToFloat(s0)) float 1.373400766945016",
    "sym_float _sym_atan", "" },
  { "s0 log2", "OpaqueUnaryFn_log2(ToFloat(s0)) float 2.321928094887362",
    "sym_float _sym_log2", "" },
  { "s0 asin", "ValueError",
    "sym_float", "" },
  { "s0 acos", "ValueError",
    "sym_float", "" },
  { "u0 asin", "OpaqueUnaryFn_asin(ToFloat(u0)) float",
    "sym_float _sym_asin", "" },
  { "u0 log2", "OpaqueUnaryFn_log2(ToFloat(u0)) float",
    "sym_float _sym_log2", "" },
  { "1.0 s0 truediv asin", "OpaqueUnaryFn_asin(FloatTrueDiv(1.0, ToFloat(s0))) float 0.2013579207903308",
    "sym_float truediv _sym_asin", "" },
  { "1.0 s0 truediv acos", "OpaqueUnaryFn_acos(FloatTrueDiv(1.0, ToFloat(s0))) float 1.369438406004566",
    "sym_float truediv _sym_acos", "" },
  { "s0 1000 mul cosh", "OverflowError",
    "mul sym_float", "" },
  { "s0 0.0 mul log2", "ValueError",
    "sym_float mul", "" },
  { "2 cosh", "3.7621956910836314 float constant",
    "", "" },
  { "0 acos", "1.5707963267948966 float constant",
    "", "" },
  { "0.5 log2", "-1.0 float constant",
    "", "" },
  { "2 acos", "ValueError",
    "", "" },
  { "0 log2", "ValueError",
    "", "" },
  { "-1 sqrt", "ValueError",
    "", "" },
  { "1000 sinh", "OverflowError",
    "", "" },
};

typedef struct
{
  ShapeEnv  *env;
  GPtrArray *stack; /* ShapeSymNode */
} Machine;

static ShapeSymNode *
pop (Machine *self)
{
  return g_ptr_array_steal_index (self->stack, self->stack->len - 1);
}

typedef ShapeSymNode *(*Binary) (ShapeSymNode *, ShapeSymNode *, GError **);
typedef ShapeSymNode *(*Unary) (ShapeSymNode *, GError **);
typedef gboolean (*Guard) (ShapeSymNode *, gboolean *, GError **);

static const struct
{
  const char *name;
  Binary      run;
} binaries[] = {
  { "add", shape_sym_node_add }, { "sub", shape_sym_node_sub }, { "mul", shape_sym_node_mul },
  { "truediv", shape_sym_node_truediv }, { "floordiv", shape_sym_node_floordiv },
  { "mod", shape_sym_node_mod }, { "pow", shape_sym_node_pow }, { "eq", shape_sym_node_eq },
  { "ne", shape_sym_node_ne }, { "lt", shape_sym_node_lt }, { "le", shape_sym_node_le },
  { "gt", shape_sym_node_gt }, { "ge", shape_sym_node_ge }, { "and", shape_sym_node_and },
  { "or", shape_sym_node_or }, { "min", shape_sym_node_min }, { "max", shape_sym_node_max },
  { "lshift", shape_sym_node_lshift }, { "rshift", shape_sym_node_rshift }, { "xor", shape_sym_node_xor },
};

static const struct
{
  const char *name;
  Unary       run;
} unaries[] = {
  { "neg", shape_sym_node_neg }, { "not", shape_sym_node_not }, { "floor", shape_sym_node_floor },
  { "ceil", shape_sym_node_ceil }, { "trunc", shape_sym_node_trunc }, { "round", shape_sym_node_round },
  { "sqrt", shape_sym_node_sqrt }, { "float", shape_sym_node_to_float }, { "int", shape_sym_node_to_int },
  { "pos", shape_sym_node_pos }, { "abs", shape_sym_node_abs }, { "is_integer", shape_sym_node_is_integer }, { "cos", shape_sym_node_cos }, { "cosh", shape_sym_node_cosh },
  { "sin", shape_sym_node_sin }, { "sinh", shape_sym_node_sinh }, { "tan", shape_sym_node_tan },
  { "tanh", shape_sym_node_tanh }, { "asin", shape_sym_node_asin }, { "acos", shape_sym_node_acos },
  { "atan", shape_sym_node_atan }, { "log2", shape_sym_node_log2 },
};

static gboolean
expect (ShapeSymNode  *self,
        gboolean      *value,
        GError       **error)
{
  return shape_sym_node_expect_true (self, "f:1", value, error);
}

static gboolean
known (ShapeSymNode  *self,
       gboolean      *value,
       GError       **error G_GNUC_UNUSED)
{
  *value = shape_sym_node_statically_known_true (self);
  return TRUE;
}

static gboolean
unknown (ShapeSymNode  *self,
         gboolean      *value,
         GError       **error G_GNUC_UNUSED)
{
  *value = shape_sym_node_statically_known_false (self);
  return TRUE;
}

static const struct
{
  const char *name;
  Guard       run;
} guards[] = {
  { "bool", shape_sym_node_guard_bool }, { "oblivious", shape_sym_node_guard_size_oblivious },
  { "or_false", shape_sym_node_guard_or_false }, { "or_true", shape_sym_node_guard_or_true }, { "expect", expect },
  { "known", known }, { "unknown", unknown },
};

static ShapeSymNode *
guard_number (Machine     *self,
              const char  *word,
              GError     **error)
{
  g_autoptr (ShapeSymNode) a = pop (self);
  gint64 whole;
  double real;

  if (strcmp (word, "guard_int") == 0)
    return shape_sym_node_guard_int (a, &whole, error) ? shape_sym_node_new_int (self->env, whole) : NULL;

  return shape_sym_node_guard_float (a, &real, error) ? shape_sym_node_new_float (self->env, real) : NULL;
}

static ShapeSymNode *
sum_three (Machine  *self,
           GError  **error)
{
  g_autoptr (ShapeSymNode) c = pop (self);
  g_autoptr (ShapeSymNode) b = pop (self);
  g_autoptr (ShapeSymNode) a = pop (self);
  ShapeSymNode *terms[] = { a, b, c };

  return shape_sym_node_sum (terms, 3, error);
}

static ShapeSymNode *
round_to (Machine  *self,
          GError  **error)
{
  g_autoptr (ShapeSymNode) n_digits = pop (self);
  g_autoptr (ShapeSymNode) a = pop (self);
  gint64 value;

  return shape_sym_node_guard_int (n_digits, &value, error) ? shape_sym_node_round_decimal (a, (int) value, error)
                                                            : NULL;
}

static ShapeSymNode *
push_value (Machine    *self,
            const char *word)
{
  ShapeEnv *env = self->env;

  for (guint i = 0; i < env->var_to_range.n; i++)
    {
      ShapeNode *symbol = env->var_to_range.entries[i].key;

      if (strcmp (symbol->symbol.name, word) == 0)
        return shape_sym_node_make (env, symbol, SHAPE_SYM_KIND_INT, shape_env_get_value (env, symbol), NULL);
    }
  if (strcmp (word, "true") == 0 || strcmp (word, "false") == 0)
    return shape_sym_node_new_bool (env, strcmp (word, "true") == 0);
  if (strchr (word, '.') != NULL)
    return shape_sym_node_new_float (env, g_ascii_strtod (word, NULL));

  return shape_sym_node_new_int (env, g_ascii_strtoll (word, NULL, 10));
}

static ShapeSymNode *
run_word (Machine     *self,
          const char  *word,
          GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (binaries); i++)
    if (strcmp (binaries[i].name, word) == 0)
      {
        g_autoptr (ShapeSymNode) b = pop (self);
        g_autoptr (ShapeSymNode) a = pop (self);

        return binaries[i].run (a, b, error);
      }
  for (guint i = 0; i < G_N_ELEMENTS (unaries); i++)
    if (strcmp (unaries[i].name, word) == 0)
      {
        g_autoptr (ShapeSymNode) a = pop (self);

        return unaries[i].run (a, error);
      }
  for (guint i = 0; i < G_N_ELEMENTS (guards); i++)
    if (strcmp (guards[i].name, word) == 0)
      {
        g_autoptr (ShapeSymNode) a = pop (self);
        gboolean value;

        return guards[i].run (a, &value, error) ? shape_sym_node_new_bool (self->env, value) : NULL;
      }
  if (strcmp (word, "sum3") == 0)
    return sum_three (self, error);
  if (strcmp (word, "round_to") == 0)
    return round_to (self, error);
  if (g_str_has_prefix (word, "guard_"))
    return guard_number (self, word, error);

  return push_value (self, word);
}

static char *
describe (ShapeSymNode *self)
{
  static const char *kinds[] = { "int", "float", "bool" };
  g_autofree char *expr = shape_node_to_string (shape_sym_node_look (self));
  g_autofree char *hint = self->hint == NULL ? NULL : shape_node_to_string (self->hint);

  return g_strdup_printf ("%s %s%s%s", expr, kinds[self->kind], self->hint == NULL ? "" : " ",
                          self->is_constant ? "constant" : self->hint == NULL ? "" : hint);
}

static char *
list_events (ShapeEnv *env)
{
  GString *out = g_string_new (NULL);

  for (guint i = 1; i < env->recorder->events->len; i++)
    {
      const ShapeEventRecord record = shape_recorder_get (env->recorder, i);
      const char *name = shape_event_kinds[record.args->kind].name;

      if (record.raised != NULL)
        continue;
      if (record.args->kind == SHAPE_EVENT_CREATE_FX_CALL_FUNCTION)
        name = strrchr (record.args->values[0].text, '.') + 1;
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", name);
    }

  return g_string_free (out, FALSE);
}

static char *
list_guards (ShapeEnv *env)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < env->guards->len; i++)
    {
      g_autofree char *text = shape_node_to_string (g_array_index (env->guards, ShapeGuard, i).expr);

      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", text);
    }

  return g_string_free (out, FALSE);
}

static void
add_symbol (ShapeEnv   *env,
            const char *name,
            gint64      value)
{
  ShapeNode *symbol = shape_node_symbol_int (env->pool, name, value > 0);
  ShapeInterval range = shape_interval_unknown_int (env->pool);

  if (value > 0)
    {
      range = shape_interval_new (shape_node_integer (env->pool, 2), range.upper);
      shape_map_put (&env->backed_var_to_val, symbol, shape_node_integer (env->pool, value));
    }
  shape_env_set_range (env, symbol, &range);
}

static ShapeEnv *
create_env (void)
{
  ShapeEnv *env = g_object_new (SHAPE_TYPE_ENV, "record-events", TRUE, NULL);

  add_symbol (env, "s0", 5);
  add_symbol (env, "s1", 8);
  add_symbol (env, "u0", 0);

  return env;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (ShapeEnv) env = create_env ();
  g_autoptr (GPtrArray) stack = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_sym_node_unref);
  g_auto (GStrv) words = g_strsplit (test->program, " ", -1);
  g_autofree char *result = NULL;
  g_autofree char *events = NULL;
  g_autofree char *added = NULL;
  Machine machine = { env, stack };

  for (guint i = 0; words[i] != NULL && result == NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      ShapeSymNode *top = run_word (&machine, words[i], &error);

      if (top == NULL)
        result = g_strdup (shape_error_get_class_name ((ShapeError) error->code));
      else
        g_ptr_array_add (stack, top);
    }
  if (result == NULL)
    result = describe (g_ptr_array_index (stack, stack->len - 1));

  events = list_events (env);
  added = list_guards (env);
  g_assert_cmpstr (result, ==, test->result);
  g_assert_cmpstr (events, ==, test->events);
  g_assert_cmpstr (added, ==, test->guards);
}

/* Layouts of tensors: sizes ; strides. */

typedef struct
{
  const char *question;
  const char *dims;
  const char *result;
} LayoutCase;

static const LayoutCase layout_cases[] = {
  { "contiguous", "s0 s1 ; s1 1",
    "True bool True" },
  { "channels_last_2d", "s0 s1 ; s1 1",
    "False bool False" },
  { "channels_last_strides_3d", "s0 s1 ; s1 1",
    "False bool False" },
  { "dense", "s0 s1 ; s1 1",
    "IsNonOverlappingAndDenseIndicator(s0, s1, s1, 1) int 1" },
  { "contiguous", "u0 2 ; 2 1",
    "True bool True" },
  { "dense", "u0 2 ; 2 1",
    "1 int 1" },
  { "contiguous", "s0 3 6 2 ; 36 1 6 3",
    "False bool False" },
  { "channels_last_2d", "s0 3 6 2 ; 36 1 6 3",
    "True bool True" },
  { "channels_last_strides_2d", "s0 3 6 2 ; 36 1 6 3",
    "True bool True" },
  { "channels_last_3d", "s0 3 6 2 ; 36 1 6 3",
    "False bool False" },
  { "contiguous", "s0 3 6 2 ; 36 12 2 1",
    "True bool True" },
  { "channels_last_strides_2d", "s0 3 6 2 ; 36 12 2 1",
    "False bool False" },
  { "contiguous", "s0 s1 ; 1 s0",
    "And(Or(Eq(1, s1), Eq(s0, 1)), Or(Eq(s0, 1), Eq(s1, 1))) bool False" },
  { "dense", "s0 s1 ; 1 s0",
    "IsNonOverlappingAndDenseIndicator(s0, s1, 1, s0) int 1" },
  { "contiguous", "2 3 ; 3 1",
    "True bool True" },
  { "dense", "2 3 ; 3 1",
    "1 int 1" },
  { "contiguous", "2 0 ; 3 1",
    "True bool True" },
  { "dense", "2 0 ; 3 1",
    "0 int 0" },
  { "contiguous", "s0 ; s1",
    "Or(Eq(s0, 1), Eq(s1, 1)) bool False" },
  { "contiguous", "s0 ; 2",
    "Eq(s0, 1) bool False" },
  { "dense", "s0 ; s1",
    "IsNonOverlappingAndDenseIndicator(s0, s1) int 0" },
  { "contiguous", "0 s0 ; s0 1",
    "True bool True" },
  { "contiguous", "s0 1 4 4 ; 16 1 4 1",
    "True bool True" },
  { "channels_last_strides_2d", "s0 1 4 4 ; 16 1 4 1",
    "True bool True" },
  { "channels_last_strides_2d", "u0 3 s0 2 ; 6 1 6 s1",
    "And(Ge(s1, 3), Ne(u0, 0), Ge(6, Mul(6, s0)), Ge(6, Mul(2, s1))) bool" },
  { "channels_last_2d", "u0 s1 s0 2 ; s0 1 6 s1",
    "Or(Eq(u0, 0), And(Or(Eq(s0, 1), Eq(6, Mul(2, s1))), Or(Eq(u0, 1), Eq(s0, Mul(2, s0, s1))))) bool" },
  { "channels_last_3d", "2 3 s0 4 2 ; 120 1 24 6 3",
    "Eq(120, Mul(24, s0)) bool True" },
  { "channels_last_strides_3d", "2 3 s0 4 s1 ; s1 1 24 6 s0",
    "And(Ge(s0, 3), Ge(6, Mul(s0, s1)), Ge(s1, Mul(24, s0))) bool False" },
  { "channels_last_2d", "s1 3 s0 4 ; s0 1 u0 3",
    "And(Eq(s1, 1), Or(Eq(s0, 1), Eq(u0, 12))) bool" },
  { "channels_last_strides_2d", "u0 3 s0 2 ; 6 s1 6 u0",
    "And(Ne(u0, 0), Ge(6, Mul(6, s0)), Ge(6, Mul(2, u0)), Ge(u0, Mul(3, s1)), Ne(Mul(6, s0), s1)) bool" },
  { "dense", "u0 3 s0 2 ; s0 1 s1 3",
    "IsNonOverlappingAndDenseIndicator(u0, 3, s0, 2, s0, 1, s1, 3) int" },
};

static ShapeSymNode *
ask_layout (const char    *question,
            ShapeSymNode **sizes,
            ShapeSymNode **strides,
            gsize          n_dims)
{
  static const char *const layouts[] = {
    "contiguous", "channels_last_2d", "channels_last_3d", "channels_last_strides_2d", "channels_last_strides_3d",
    NULL
  };
  g_autoptr (GError) error = NULL;
  ShapeSymNode *answer;

  if (strcmp (question, "dense") == 0)
    answer = shape_sym_node_is_non_overlapping_and_dense_indicator (sizes, strides, n_dims, &error);
  else
    {
      guint layout = 0;

      while (strcmp (layouts[layout], question) != 0)
        layout++;
      answer = shape_sym_node_has_layout ((ShapeSymLayout) layout, sizes, strides, n_dims, &error);
    }
  g_assert_no_error (error);

  return answer;
}

static void
test_layout (gconstpointer data)
{
  const LayoutCase *test = data;
  g_autoptr (ShapeEnv) env = create_env ();
  g_autoptr (GPtrArray) dims = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_sym_node_unref);
  g_auto (GStrv) words = g_strsplit (test->dims, " ", -1);
  g_autoptr (ShapeSymNode) answer = NULL;
  g_autofree char *result = NULL;
  Machine machine = { env, dims };
  gsize n_dims;

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], ";") != 0)
      g_ptr_array_add (dims, push_value (&machine, words[i]));
  n_dims = dims->len / 2;

  answer = ask_layout (test->question, (ShapeSymNode **) dims->pdata, (ShapeSymNode **) dims->pdata + n_dims, n_dims);
  result = describe (answer);
  g_assert_cmpstr (result, ==, test->result);
  g_assert_cmpuint (env->recorder->events->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  test_rows_add ("/shaperec/sym-node", cases, test_case);
  for (guint i = 0; i < G_N_ELEMENTS (layout_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/shaperec/sym-node/%s/%s", layout_cases[i].question, layout_cases[i].dims);

      g_test_add_data_func (path, &layout_cases[i], test_layout);
    }

  return g_test_run ();
}
