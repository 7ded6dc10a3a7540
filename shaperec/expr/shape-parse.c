/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

#include <string.h>

/* Reads the function-call form of an expression: `Add(1, Mul(2, s0))`.
 *
 * The text is untrusted. There is no recursion: open calls stand on one stack, the
 * arguments read so far on another, and both lie in the parser until they outgrow
 * it. So a short text costs no allocation, and a deep one cannot overflow the C stack. */

#define N_VALUES_HERE 96
#define N_CALLS_HERE  48

typedef struct
{
  ShapeOp     op;
  guint       first_value;
  const char *at; /* where the call begins, for messages */
} Call;

typedef struct
{
  ShapeExprPool         *pool;
  const char            *start;
  const char            *at;
  const char            *end;
  gboolean               evaluate;
  const ShapeParseScope *scope;
  GError               **error;

  ShapeNode            **values;
  guint                  n_values;
  guint                  values_size;
  Call                  *calls;
  guint                  n_calls;
  guint                  calls_size;

  ShapeNode             *values_here[N_VALUES_HERE];
  Call                   calls_here[N_CALLS_HERE];
} Parser;

static guint
column_of (const Parser *self,
           const char   *at)
{
  return (guint) MIN (at - self->start + 1, G_MAXINT);
}

/* All failures end here: FALSE, so that callers can return it. */
static gboolean G_GNUC_PRINTF (4, 5)
fail (Parser     *self,
      ShapeError  code,
      const char *at,
      const char *format,
      ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (self->error, SHAPE_ERROR, (int) code, "column %u: %s", column_of (self, at), what);
  return FALSE;
}

/* As much of the text at @at as a message can show, made printable. */
static char *
excerpt (const char *at,
         gsize       len)
{
  g_autofree char *valid = g_utf8_make_valid (at, (gssize) MIN (len, 40));

  return g_strescape (valid, NULL);
}

static gboolean
push_value (Parser     *self,
            ShapeNode  *node,
            const char *at)
{
  if (shape_pool_has_error (self->pool))
    {
      shape_pool_check (self->pool, self->error);
      g_prefix_error (self->error, "column %u: ", column_of (self, at));
      return FALSE;
    }
  if (G_UNLIKELY (self->n_values == self->values_size))
    {
      ShapeNode **old = self->values;

      self->values = g_new (ShapeNode *, self->values_size * 2);
      memcpy (self->values, old, self->values_size * sizeof *old);
      self->values_size *= 2;
      if (old != self->values_here)
        g_free (old);
    }
  self->values[self->n_values++] = node;
  return TRUE;
}

static gboolean
push_call (Parser     *self,
           ShapeOp     op,
           const char *at)
{
  if (G_UNLIKELY (self->n_calls >= self->pool->max_depth))
    return fail (self, SHAPE_ERROR_LIMIT, at, "deeper than %u calls", self->pool->max_depth);
  if (G_UNLIKELY (self->n_calls == self->calls_size))
    {
      Call *old = self->calls;

      self->calls = g_new (Call, self->calls_size * 2);
      memcpy (self->calls, old, self->calls_size * sizeof *old);
      self->calls_size *= 2;
      if (old != self->calls_here)
        g_free (old);
    }
  self->calls[self->n_calls++] = (Call) { op, self->n_values, at };
  return TRUE;
}

static inline gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static inline gboolean
is_name (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

static inline void
skip_spaces (Parser *self)
{
  while (self->at < self->end && *self->at == ' ')
    self->at++;
}

static gboolean
accept (Parser *self,
        char    c)
{
  skip_spaces (self);
  if (self->at == self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
expect (Parser *self,
        char    c)
{
  if (accept (self, c))
    return TRUE;
  if (self->at == self->end)
    return fail (self, SHAPE_ERROR_PARSE, self->at, "the text ends where '%c' is expected", c);
  return fail (self, SHAPE_ERROR_PARSE, self->at, "'%c' is expected", c);
}

/* The end of the digits that start at @at. */
static const char *
skip_digits (const Parser *self,
             const char   *at)
{
  while (at < self->end && g_ascii_isdigit (*at))
    at++;
  return at;
}

/* The end of the number at @at, and whether it is a Float. NULL where it is no number. */
static const char *
scan_number (const Parser *self,
             const char   *at,
             gboolean     *is_float)
{
  const char *digits = at + (*at == '-'), *exponent;
  const char *end = skip_digits (self, digits);

  *is_float = FALSE;
  if (end == digits)
    return NULL;
  if (end < self->end && *end == '.')
    {
      *is_float = TRUE;
      end = skip_digits (self, end + 1);
    }
  if (end < self->end && (*end == 'e' || *end == 'E'))
    {
      *is_float = TRUE;
      exponent = end + 1;
      if (exponent < self->end && (*exponent == '-' || *exponent == '+'))
        exponent++;
      end = skip_digits (self, exponent);
      if (end == exponent)
        return NULL;
    }
  return end;
}

/* Sets @value to the integer written in [@at, @end). */
static void
read_fmpz (const char *at,
           const char *end,
           fmpz_t      value)
{
  gint64 small = 0;
  gboolean negative = *at == '-';

  if (end - at <= 18)
    {
      for (at += negative; at < end; at++)
        small = small * 10 + (*at - '0');
      fmpz_set_si (value, negative ? -small : small);
    }
  else
    {
      g_autofree char *copy = g_strndup (at, (gsize) (end - at));

      fmpz_set_str (value, copy, 10);
    }
}

static gboolean
push_float (Parser     *self,
            const char *at,
            const char *end)
{
  char here[64];
  gsize len = (gsize) (end - at);
  g_autofree char *heap = len < sizeof here ? NULL : g_strndup (at, len);
  double value;

  if (heap == NULL)
    {
      memcpy (here, at, len);
      here[len] = '\0';
    }
  value = g_ascii_strtod (heap ? heap : here, NULL);
  if (value - value != 0)
    return fail (self, SHAPE_ERROR_PARSE, at, "the number is too large for a double");
  return push_value (self, shape_node_float (self->pool, value), at);
}

static gboolean
read_number (Parser *self)
{
  const char *at = self->at, *end;
  gboolean is_float, pushed;
  fmpz_t value;

  end = scan_number (self, at, &is_float);
  if (end == NULL || (end < self->end && is_name (*end)))
    return fail (self, SHAPE_ERROR_PARSE, at, "a malformed number");
  self->at = end;
  if (is_float)
    return push_float (self, at, end);
  fmpz_init (value);
  read_fmpz (at, end, value);
  pushed = push_value (self, shape_node_fmpz (self->pool, value), at);
  fmpz_clear (value);
  return pushed;
}

/* The integer argument of a Rational or a SingletonInt. */
static gboolean
read_integer_argument (Parser *self,
                       fmpz_t  value)
{
  gboolean is_float;
  const char *end;

  skip_spaces (self);
  end = self->at < self->end ? scan_number (self, self->at, &is_float) : NULL;
  if (end == NULL || is_float)
    return fail (self, SHAPE_ERROR_PARSE, self->at, "an integer is expected");
  read_fmpz (self->at, end, value);
  self->at = end;
  return TRUE;
}

static gboolean
read_integer_pair (Parser *self,
                   fmpz_t  first,
                   fmpz_t  second)
{
  return expect (self, '(') &&
         read_integer_argument (self, first) &&
         expect (self, ',') &&
         read_integer_argument (self, second) &&
         expect (self, ')');
}

static gboolean
read_rational (Parser     *self,
               const char *at)
{
  gboolean ok;
  fmpq_t value;

  fmpq_init (value);
  ok = read_integer_pair (self, fmpq_numref (value), fmpq_denref (value));
  if (ok && fmpz_is_zero (fmpq_denref (value)))
    ok = fail (self, SHAPE_ERROR_PARSE, at, "a Rational with denominator 0");
  if (ok)
    {
      fmpq_canonicalise (value);
      ok = push_value (self, shape_node_fmpq (self->pool, value), at);
    }
  else
    fmpz_one (fmpq_denref (value));
  fmpq_clear (value);
  return ok;
}

static gboolean
read_singleton (Parser     *self,
                const char *at)
{
  gboolean ok;
  fmpz_t value, coeff;

  fmpz_init (value);
  fmpz_init (coeff);
  ok = read_integer_pair (self, value, coeff);
  if (ok && !(fmpz_fits_si (value) && fmpz_fits_si (coeff)))
    ok = fail (self, SHAPE_ERROR_PARSE, at, "a SingletonInt beyond 64 bits");
  if (ok)
    ok = push_value (self, shape_node_singleton (self->pool, fmpz_get_si (value), fmpz_get_si (coeff)), at);
  fmpz_clear (value);
  fmpz_clear (coeff);
  return ok;
}

static gboolean
push_symbol (Parser     *self,
             const char *name,
             gsize       len,
             const char *at)
{
  const ShapeParseScope *scope = self->scope;
  ShapeNode *symbol = scope && scope->symbol ? scope->symbol (name, len, scope->data) : NULL;

  if (G_UNLIKELY (symbol == NULL))
    {
      g_autofree char *shown = excerpt (name, len);

      return fail (self, SHAPE_ERROR_PARSE, at, "unknown symbol '%s'", shown);
    }
  return push_value (self, symbol, at);
}

static gboolean
read_hex4 (const char *at,
           const char *end,
           gunichar   *value)
{
  *value = 0;
  if (end - at < 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return FALSE;
      *value = *value * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
    }
  return TRUE;
}

/* The character of the `\u` escape whose digits are at *@at, which moves behind them. */
static gboolean
read_unicode_escape (const char **at,
                     const char  *end,
                     gunichar    *c)
{
  gunichar low;

  if (!read_hex4 (*at, end, c))
    return FALSE;
  *at += 4;
  if (*c < 0xd800 || *c > 0xdfff)
    return *c != 0;
  if (*c > 0xdbff || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u' ||
      !read_hex4 (*at + 2, end, &low) || low < 0xdc00 || low > 0xdfff)
    return FALSE;
  *at += 6;
  *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
  return TRUE;
}

/* Decodes the escape behind a backslash at *@at. */
static gboolean
read_escape (const char **at,
             const char  *end,
             GString     *out)
{
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;
  gunichar c;

  if (*at == end || **at == '\0')
    return FALSE;
  letter = strchr (letters, **at);
  if (letter != NULL)
    {
      g_string_append_c (out, meanings[letter - letters]);
      (*at)++;
      return TRUE;
    }
  if (*(*at)++ != 'u' || !read_unicode_escape (at, end, &c))
    return FALSE;
  g_string_append_unichar (out, c);
  return TRUE;
}

/* Symbol("…") */
static gboolean
read_quoted_symbol (Parser     *self,
                    const char *at)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (!expect (self, '(') || !expect (self, '"'))
    return FALSE;
  while (self->at < self->end && *self->at != '"')
    {
      if (*self->at != '\\')
        g_string_append_c (name, *self->at++);
      else
        {
          self->at++;
          if (!read_escape (&self->at, self->end, name))
            return fail (self, SHAPE_ERROR_PARSE, self->at, "a malformed escape");
        }
    }
  return expect (self, '"') && expect (self, ')') && push_symbol (self, name->str, name->len, at);
}

/* `#7` */
static gboolean
read_definition (Parser *self)
{
  const ShapeParseScope *scope = self->scope;
  const char *at = self->at++, *end = skip_digits (self, self->at);
  ShapeNode *node = NULL;
  guint64 id = 0;

  if (end == self->at || end - self->at > 18)
    return fail (self, SHAPE_ERROR_PARSE, at, "a malformed reference to a definition");
  for (; self->at < end; self->at++)
    id = id * 10 + (guint64) (*self->at - '0');
  if (scope != NULL && scope->definition != NULL)
    node = scope->definition (id, scope->data);
  if (node == NULL)
    return fail (self, SHAPE_ERROR_PARSE, at, "#%" G_GUINT64_FORMAT " is not defined", id);
  return push_value (self, node, at);
}

/* Most names are symbols such as s0; none of the constants has a digit, or more than 7 letters. */
static gboolean
find_constant (const char *at,
               gsize       len,
               ShapeOp    *op)
{
  return len > 0 && len <= 7 && !g_ascii_isdigit (at[len - 1]) && shape_op_constant_from_name (at, len, op);
}

static gboolean
is_word (const char *at,
         gsize       len,
         const char *word)
{
  return strncmp (at, word, len) == 0 && word[len] == '\0';
}

/* A call whose arguments are not expressions. FALSE with *@is_one unset where @at is none. */
static gboolean
read_literal_call (Parser     *self,
                   const char *at,
                   gsize       len,
                   gboolean   *is_one)
{
  static const struct
  {
    const char *name;
    gboolean  (*read) (Parser *self, const char *at);
  } literals[] = {
    { "Rational", read_rational },
    { "Symbol", read_quoted_symbol },
    { "SingletonInt", read_singleton },
  };

  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    if (is_word (at, len, literals[i].name))
      {
        *is_one = TRUE;
        return literals[i].read (self, at);
      }
  *is_one = FALSE;
  return FALSE;
}

/* A name: the head of a call, whose arguments are read next, or an atom. */
static gboolean
read_name (Parser   *self,
           gboolean *opened)
{
  const char *at = self->at;
  gboolean is_literal, done;
  ShapeOp op;
  gsize len;

  self->at += *at == '-';
  while (self->at < self->end && is_name (*self->at))
    self->at++;
  len = (gsize) (self->at - at);
  if (self->at == self->end || *self->at != '(')
    {
      if (find_constant (at, len, &op))
        return push_value (self, shape_node_constant (self->pool, op), at);
      return push_symbol (self, at, len, at);
    }
  if (shape_op_from_name (at, len, &op))
    {
      self->at++;
      *opened = TRUE;
      return push_call (self, op, at);
    }
  done = read_literal_call (self, at, len, &is_literal);
  if (!is_literal)
    {
      g_autofree char *shown = excerpt (at, len);

      return fail (self, SHAPE_ERROR_PARSE, at, "unknown function '%s'", shown);
    }
  return done;
}

/* An atom, which is pushed, or a call's head: *@opened then. */
static gboolean
read_value (Parser   *self,
            gboolean *opened)
{
  char c;

  *opened = FALSE;
  skip_spaces (self);
  if (self->at == self->end)
    return fail (self, SHAPE_ERROR_PARSE, self->at, "the text ends where an expression is expected");
  c = *self->at;
  if (g_ascii_isdigit (c) || (c == '-' && self->at + 1 < self->end && g_ascii_isdigit (self->at[1])))
    return read_number (self);
  if (c == '#')
    return read_definition (self);
  if (is_name_start (c) || c == '-')
    return read_name (self, opened);
  return fail (self, SHAPE_ERROR_PARSE, self->at, "an expression is expected");
}

static gboolean
check_call (Parser           *self,
            const Call       *call,
            ShapeNode *const *args,
            guint             n_args)
{
  const ShapeOpInfo *info = &shape_ops[call->op];
  g_autoptr (GError) error = NULL;

  /* An evaluated sum has two terms at least, and so on. */
  if (!self->evaluate && n_args < 2 && (info->flags & (SHAPE_OP_FLAG_SORTED | SHAPE_OP_FLAG_ORDERED)))
    return fail (self, SHAPE_ERROR_PARSE, call->at, "%s does not take %u arguments", info->name, n_args);
  if (!shape_op_check_args (call->op, args, n_args, &error))
    return fail (self, SHAPE_ERROR_PARSE, call->at, "%s", error->message);
  return TRUE;
}

/* Replaces the arguments of the innermost call by its value. */
static gboolean
close_call (Parser *self)
{
  Call call = self->calls[--self->n_calls];
  ShapeNode **args = self->values + call.first_value;
  guint n_args = self->n_values - call.first_value;
  ShapeNode *node;

  if (!check_call (self, &call, args, n_args))
    return FALSE;
  if (self->evaluate || (shape_ops[call.op].flags & SHAPE_OP_FLAG_BUILD_ONLY))
    node = shape_node_build (self->pool, call.op, args, n_args);
  else
    node = shape_node_intern (self->pool, call.op, args, n_args);
  self->n_values = call.first_value;
  return push_value (self, node, call.at);
}

/* Behind a value: closes calls until another argument or the end of the text follows. */
static gboolean
read_closings (Parser   *self,
               gboolean *finished)
{
  while (self->n_calls > 0)
    {
      *finished = FALSE;
      if (accept (self, ','))
        return TRUE;
      if (!accept (self, ')'))
        return fail (self, SHAPE_ERROR_PARSE, self->at, "',' or ')' is expected");
      if (!close_call (self))
        return FALSE;
    }
  skip_spaces (self);
  *finished = TRUE;
  if (self->at < self->end)
    return fail (self, SHAPE_ERROR_PARSE, self->at, "the expression ends before this");
  return TRUE;
}

static gboolean
run (Parser *self)
{
  gboolean opened, finished = FALSE;

  while (!finished)
    {
      if (!read_value (self, &opened))
        return FALSE;
      skip_spaces (self);
      if (opened && !(self->at < self->end && *self->at == ')'))
        continue;
      if (!read_closings (self, &finished))
        return FALSE;
    }
  return TRUE;
}

ShapeNode *
shape_node_parse (ShapeExprPool         *pool,
                  const char            *text,
                  gsize                  len,
                  gboolean               evaluate,
                  const ShapeParseScope *scope,
                  GError               **error)
{
  Parser self;
  ShapeNode *node;

  self.pool = pool;
  self.start = self.at = text;
  self.end = text + len;
  self.evaluate = evaluate;
  self.scope = scope;
  self.error = error;
  self.values = self.values_here;
  self.values_size = N_VALUES_HERE;
  self.calls = self.calls_here;
  self.calls_size = N_CALLS_HERE;
  self.n_values = self.n_calls = 0;

  node = run (&self) ? self.values[0] : NULL;
  if (self.values != self.values_here)
    g_free (self.values);
  if (self.calls != self.calls_here)
    g_free (self.calls);
  return node;
}
