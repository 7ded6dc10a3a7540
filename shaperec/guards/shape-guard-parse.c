/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-parse-private.h"

#include <string.h>

#include "../env/shape-names-private.h"
#include "../shape-error.h"

/* Reads a guard as Python prints it. Operators by precedence climbing (Richards, 1979); a name with all
 * that hangs on it (`L['x'].size()[0]`) is an input, unless it is a function that guards use. */

#define MAX_DEPTH 400
#define NONE      SHAPE_GUARD_N_OPS

typedef struct
{
  ShapeGuardGraph *graph;
  GHashTable      *float_sources;
  const char      *text;
  const char      *at;
  guint            depth;
  GError         **error;
} Parser;

typedef struct
{
  const char *text;
  guint       precedence;
  guint       integer_op;
  guint       float_op;
} BinaryRule;

enum { OR = 1, AND, NOT, COMPARE, BIT_OR, BIT_XOR, BIT_AND, SHIFT, SUM, PRODUCT, SIGN, POWER };

/* Longer operators stand before their beginnings. */
static const BinaryRule binary_rules[] = {
  { "or", OR, SHAPE_GUARD_OP_either, NONE },
  { "and", AND, SHAPE_GUARD_OP_both, NONE },
  { "==", COMPARE, SHAPE_GUARD_OP_eq, SHAPE_GUARD_OP_eq_float },
  { "!=", COMPARE, SHAPE_GUARD_OP_ne, SHAPE_GUARD_OP_ne_float },
  { "<<", SHIFT, SHAPE_GUARD_OP_shift_left, NONE },
  { ">>", SHIFT, SHAPE_GUARD_OP_shift_right, NONE },
  { "<=", COMPARE, SHAPE_GUARD_OP_le, SHAPE_GUARD_OP_le_float },
  { ">=", COMPARE, SHAPE_GUARD_OP_ge, SHAPE_GUARD_OP_ge_float },
  { "<", COMPARE, SHAPE_GUARD_OP_lt, SHAPE_GUARD_OP_lt_float },
  { ">", COMPARE, SHAPE_GUARD_OP_gt, SHAPE_GUARD_OP_gt_float },
  { "|", BIT_OR, SHAPE_GUARD_OP_bit_or, NONE },
  { "^", BIT_XOR, SHAPE_GUARD_OP_bit_xor, NONE },
  { "&", BIT_AND, SHAPE_GUARD_OP_bit_and, NONE },
  { "+", SUM, SHAPE_GUARD_OP_add, SHAPE_GUARD_OP_add_float },
  { "-", SUM, SHAPE_GUARD_OP_sub, SHAPE_GUARD_OP_sub_float },
  { "**", POWER, SHAPE_GUARD_OP_pow, SHAPE_GUARD_OP_pow_float },
  { "*", PRODUCT, SHAPE_GUARD_OP_mul, SHAPE_GUARD_OP_mul_float },
  { "//", PRODUCT, SHAPE_GUARD_OP_floor_div, SHAPE_GUARD_OP_floor_div_float },
  { "/", PRODUCT, SHAPE_GUARD_OP_true_div, SHAPE_GUARD_OP_div_float },
  { "%", PRODUCT, SHAPE_GUARD_OP_mod, SHAPE_GUARD_OP_mod_float },
};

/* An operation that is NONE leaves a value as it is. Of several arguments pairs are joined, from the left. */
typedef struct
{
  const char *name;
  guint       least_args;
  guint       most_args;
  guint       integer_op;
  guint       float_op;
} FunctionRule;

static const FunctionRule function_rules[] = {
  { "max", 2, G_MAXUINT, SHAPE_GUARD_OP_max, SHAPE_GUARD_OP_max_float },
  { "min", 2, G_MAXUINT, SHAPE_GUARD_OP_min, SHAPE_GUARD_OP_min_float },
  { "abs", 1, 1, SHAPE_GUARD_OP_abs, SHAPE_GUARD_OP_abs_float },
  { "int", 1, 1, NONE, SHAPE_GUARD_OP_trunc },
  { "float", 1, 1, SHAPE_GUARD_OP_to_float, NONE },
  { "round", 1, 2, NONE, SHAPE_GUARD_OP_round },
  { "math.trunc", 1, 1, NONE, SHAPE_GUARD_OP_trunc },
  { "math.ceil", 1, 1, NONE, SHAPE_GUARD_OP_ceil },
  { "math.floor", 1, 1, NONE, SHAPE_GUARD_OP_floor },
  { "torch.sym_float", 1, 1, SHAPE_GUARD_OP_to_float, NONE },
  { "math.isnan", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_is_nan },
  { "math.sqrt", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_sqrt },
  { "torch._sym_sqrt", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_sqrt },
  { "math.cos", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_cos },
  { "math.cosh", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_cosh },
  { "math.sin", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_sin },
  { "math.sinh", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_sinh },
  { "math.tan", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_tan },
  { "math.tanh", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_tanh },
  { "math.asin", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_asin },
  { "math.acos", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_acos },
  { "math.atan", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_atan },
  { "math.log2", 1, 1, SHAPE_GUARD_OP_to_float, SHAPE_GUARD_OP_log2 },
  { "cast_symbool_to_symint_guardless", 1, 1, NONE, NONE },
};

static gboolean parse_expression (Parser           *self,
                                  guint             precedence,
                                  ShapeGuardNodeId *out);

static gboolean
fail (Parser     *self,
      ShapeError  code,
      const char *message)
{
  g_set_error (self->error, SHAPE_ERROR, code, "%s: %s, at “%.20s”", self->text, message, self->at);
  return FALSE;
}

static void
skip_spaces (Parser *self)
{
  while (*self->at == ' ' || *self->at == '\t' || *self->at == '\n')
    self->at++;
}

static gboolean
is_word (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || (byte & 0x80) != 0;
}

/* Takes @token where it stands next; a word only where it ends there. */
static gboolean
accept (Parser     *self,
        const char *token)
{
  gsize n_bytes = strlen (token);

  skip_spaces (self);
  if (strncmp (self->at, token, n_bytes) != 0 || (is_word (*token) && is_word (self->at[n_bytes])))
    return FALSE;
  self->at += n_bytes;
  return TRUE;
}

static gboolean
expect (Parser     *self,
        const char *token)
{
  if (accept (self, token))
    return TRUE;
  g_set_error (self->error, SHAPE_ERROR, SHAPE_ERROR_PARSE, "%s: “%s” expected, at “%.20s”", self->text, token,
               self->at);
  return FALSE;
}

static ShapeGuardType
type_of (Parser           *self,
         ShapeGuardNodeId  id)
{
  return shape_guard_graph_type (self->graph, id);
}

static ShapeGuardNodeId
apply (Parser           *self,
       guint             op,
       ShapeGuardNodeId  a,
       ShapeGuardNodeId  b)
{
  return shape_guard_graph_apply (self->graph, op, a, b);
}

static gboolean
demand_truth (Parser           *self,
              ShapeGuardNodeId  id)
{
  return type_of (self, id) == SHAPE_GUARD_BOOLEAN || fail (self, SHAPE_ERROR_TYPE, "a condition is needed");
}

/* Joins two operands: numbers of two kinds meet as floats. */
static gboolean
combine (Parser           *self,
         const BinaryRule *rule,
         ShapeGuardNodeId  a,
         ShapeGuardNodeId  b,
         ShapeGuardNodeId *out)
{
  guint widen = rule->precedence == COMPARE ? SHAPE_GUARD_OP_to_float_exact : SHAPE_GUARD_OP_to_float;
  gboolean a_float = type_of (self, a) == SHAPE_GUARD_FLOAT, b_float = type_of (self, b) == SHAPE_GUARD_FLOAT;

  if (rule->precedence <= AND && !(demand_truth (self, a) && demand_truth (self, b)))
    return FALSE;
  if (!a_float && !b_float)
    {
      *out = apply (self, rule->integer_op, a, b);
      return TRUE;
    }
  if (rule->float_op == NONE)
    return fail (self, SHAPE_ERROR_TYPE, "this operator has no float");
  *out = apply (self, rule->float_op, a_float ? a : apply (self, widen, a, a), b_float ? b : apply (self, widen, b, b));
  return TRUE;
}

/* Leaves */

static gboolean
parse_number (Parser           *self,
              ShapeGuardNodeId *out)
{
  const char *end = self->at;
  char *number_end;
  guint64 value;

  while (g_ascii_isdigit (*end))
    end++;
  if (*end == '.' || *end == 'e' || *end == 'E')
    {
      *out = shape_guard_graph_float (self->graph, g_ascii_strtod (self->at, &number_end));
      self->at = number_end;
      return TRUE;
    }
  if (end - self->at > 19 || (value = g_ascii_strtoull (self->at, NULL, 10)) > G_MAXINT64)
    return fail (self, SHAPE_ERROR_OVERFLOW, "an integer of more than 64 bits");
  *out = shape_guard_graph_integer (self->graph, value);
  self->at = end;
  return TRUE;
}

/* Past a quoted string or a bracket with all in it; NULL where it does not end. */
static const char *
skip_group (const char *at)
{
  guint open = 0;

  do
    {
      if (*at == '\'' || *at == '"')
        {
          char quote = *at++;

          for (; *at != quote; at++)
            if (*at == '\0' || (*at == '\\' && *++at == '\0'))
              return NULL;
        }
      else if (*at == '[' || *at == '(')
        open++;
      else if (*at == ']' || *at == ')')
        open--;
      else if (*at == '\0')
        return NULL;
      at++;
    }
  while (open > 0);
  return at;
}

/* A name with its dots: `math.isnan`. */
static const char *
skip_dotted_name (const char *at)
{
  while (is_word (*at) || (*at == '.' && is_word (at[1])))
    at++;
  return at;
}

static gboolean
parse_input (Parser           *self,
             ShapeGuardNodeId *out)
{
  const char *end = skip_dotted_name (self->at);
  g_autofree char *name = NULL;
  ShapeGuardType type;

  while (*end == '[' || *end == '(')
    {
      end = skip_group (end);
      if (end == NULL)
        return fail (self, SHAPE_ERROR_PARSE, "a bracket does not end");
      end = *end == '.' ? skip_dotted_name (end + 1) : end;
    }
  name = g_strndup (self->at, end - self->at);
  type = self->float_sources != NULL && g_hash_table_contains (self->float_sources, name)
           ? SHAPE_GUARD_FLOAT : SHAPE_GUARD_INTEGER;
  *out = shape_guard_graph_input (self->graph, name, type);
  self->at = end;
  return TRUE;
}

/* Functions */

/* Functions of floats widen an integer first. */
static ShapeGuardNodeId
apply_function (Parser             *self,
                const FunctionRule *rule,
                ShapeGuardNodeId    a)
{
  if (type_of (self, a) != SHAPE_GUARD_FLOAT)
    {
      if (rule->integer_op == NONE)
        return a;
      a = apply (self, rule->integer_op, a, a);
    }
  if (type_of (self, a) == SHAPE_GUARD_FLOAT && rule->float_op != NONE)
    a = apply (self, rule->float_op, a, a);
  return a;
}

/* `round (x, n)`: an integer keeps its value where n is not negative. */
static gboolean
round_to_digits (Parser           *self,
                 ShapeGuardNodeId *value,
                 ShapeGuardNodeId  digits)
{
  if (type_of (self, digits) == SHAPE_GUARD_FLOAT)
    return fail (self, SHAPE_ERROR_TYPE, "a whole number of digits is needed");
  if (type_of (self, *value) == SHAPE_GUARD_FLOAT)
    *value = apply (self, SHAPE_GUARD_OP_round_digits, *value, digits);
  return TRUE;
}

/* Joins the arguments before with @next. */
static gboolean
join_argument (Parser             *self,
               const FunctionRule *rule,
               ShapeGuardNodeId   *value,
               ShapeGuardNodeId    next)
{
  const BinaryRule pair = { rule->name, COMPARE, rule->integer_op, rule->float_op };

  return rule->most_args == 2 ? round_to_digits (self, value, next) : combine (self, &pair, *value, next, value);
}

static gboolean
parse_call (Parser             *self,
            const FunctionRule *rule,
            ShapeGuardNodeId   *out)
{
  ShapeGuardNodeId next;
  guint n_args = 1;

  if (!expect (self, "(") || !parse_expression (self, OR, out))
    return FALSE;
  for (; accept (self, ","); n_args++)
    {
      if (n_args == rule->most_args)
        return fail (self, SHAPE_ERROR_TYPE, "too many arguments");
      if (!parse_expression (self, OR, &next) || !join_argument (self, rule, out, next))
        return FALSE;
    }
  if (n_args < rule->least_args)
    return fail (self, SHAPE_ERROR_TYPE, "too few arguments");
  if (n_args == 1)
    *out = apply_function (self, rule, *out);
  return expect (self, ")");
}

/* Python that looks an input up, and has no part in what is computed of it: `___from_numpy(L['x']).size()[0]`. */
static gboolean
begins_source (const char *name,
               gsize       n_bytes)
{
  static const char *const lookups[] = {
    "getattr", "list", "dict", "dict.__getitem__", "type", "__import__",
    "___as_tensor", "___from_numpy", "___namedtuple_fields", "___dataclass_fields",
  };

  return shape_find_name (lookups, G_N_ELEMENTS (lookups), name, n_bytes) >= 0;
}

static gboolean
parse_name (Parser           *self,
            ShapeGuardNodeId *out)
{
  const char *end = skip_dotted_name (self->at);
  gsize n_bytes = end - self->at;

  if (*end != '(' || begins_source (self->at, n_bytes))
    return parse_input (self, out);
  for (guint i = 0; i < G_N_ELEMENTS (function_rules); i++)
    if (strlen (function_rules[i].name) == n_bytes && strncmp (function_rules[i].name, self->at, n_bytes) == 0)
      {
        self->at = end;
        return parse_call (self, &function_rules[i], out);
      }
  return fail (self, SHAPE_ERROR_NOT_IMPLEMENTED, "a function that guards do not use");
}

static gboolean
parse_atom (Parser           *self,
            ShapeGuardNodeId *out)
{
  if (accept (self, "("))
    return parse_expression (self, OR, out) && expect (self, ")");
  if (accept (self, "True") || accept (self, "False"))
    *out = shape_guard_graph_boolean (self->graph, self->at[-2] == 'u');
  else if (accept (self, "math.inf"))
    *out = shape_guard_graph_float (self->graph, INFINITY);
  else if (accept (self, "math.nan"))
    *out = shape_guard_graph_float (self->graph, NAN);
  else if (g_ascii_isdigit (*self->at))
    return parse_number (self, out);
  else if (is_word (*self->at))
    return parse_name (self, out);
  else
    return fail (self, SHAPE_ERROR_PARSE, "a value expected");
  return TRUE;
}

/* Operators */

static gboolean
parse_prefix (Parser           *self,
              ShapeGuardNodeId *out)
{
  if (accept (self, "not"))
    {
      if (!parse_expression (self, NOT, out) || !demand_truth (self, *out))
        return FALSE;
      *out = apply (self, SHAPE_GUARD_OP_not, *out, *out);
      return TRUE;
    }
  if (accept (self, "-"))
    {
      if (!parse_expression (self, SIGN, out))
        return FALSE;
      *out = apply (self, type_of (self, *out) == SHAPE_GUARD_FLOAT ? SHAPE_GUARD_OP_neg_float : SHAPE_GUARD_OP_neg,
                    *out, *out);
      return TRUE;
    }
  return parse_atom (self, out);
}

static const BinaryRule *
accept_operator (Parser *self,
                 guint   precedence)
{
  const char *start = self->at;

  for (guint i = 0; i < G_N_ELEMENTS (binary_rules); i++)
    if (accept (self, binary_rules[i].text))
      {
        if (binary_rules[i].precedence >= precedence)
          return &binary_rules[i];
        self->at = start;
        return NULL;
      }
  return NULL;
}

/* `a <= b <= c` is `a <= b and b <= c`. A power binds to the right, and takes a sign there. */
static gboolean
parse_operators (Parser           *self,
                 guint             precedence,
                 ShapeGuardNodeId *out)
{
  static const BinaryRule both = { "and", AND, SHAPE_GUARD_OP_both, NONE };
  const BinaryRule *rule;
  ShapeGuardNodeId right, link = 0, joined;
  gboolean chained = FALSE;

  while ((rule = accept_operator (self, precedence)) != NULL)
    {
      guint next = rule->precedence == POWER ? SIGN : rule->precedence + 1;

      if (!parse_expression (self, next, &right) ||
          !combine (self, rule, chained && rule->precedence == COMPARE ? link : *out, right, &joined))
        return FALSE;
      if (chained && rule->precedence == COMPARE && !combine (self, &both, *out, joined, &joined))
        return FALSE;
      chained = rule->precedence == COMPARE;
      link = right;
      *out = joined;
    }
  return TRUE;
}

static gboolean
parse_expression (Parser           *self,
                  guint             precedence,
                  ShapeGuardNodeId *out)
{
  gboolean read;

  if (self->depth == MAX_DEPTH)
    return fail (self, SHAPE_ERROR_LIMIT, "brackets nest too deep");
  self->depth++;
  read = parse_prefix (self, out) && parse_operators (self, precedence, out);
  self->depth--;
  return read;
}

gboolean
shape_guard_parse (ShapeGuardGraph   *graph,
                   const char        *text,
                   GHashTable        *float_sources,
                   ShapeGuardNodeId  *root,
                   GError           **error)
{
  Parser self = { graph, float_sources, text, text, 0, error };

  if (!parse_expression (&self, OR, root))
    return FALSE;
  skip_spaces (&self);
  if (*self.at != '\0')
    return fail (&self, SHAPE_ERROR_PARSE, "the end expected");
  return demand_truth (&self, *root);
}
