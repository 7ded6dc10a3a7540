/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-import-private.h"

#include <string.h>

/* From operators to calls: `s0*(s1 - 2) <= 7` becomes `Le(Mul(s0, Add(s1, Mul(-1, 2))), 7)`. By
 * precedence climbing (Richards, 1979), on text alone: what an operator begins is put in front of its
 * left side when the operator is met. */

#define MAX_DEPTH 400

typedef struct
{
  const char *at;
  GString    *out;
  guint       depth;
} Rewriter;

enum { ANY = 1, COMPARE, EITHER, BOTH, SUM, PRODUCT, SIGN, POWER };

/* Longer operators stand before their beginnings. `|` and `&` bind tighter than a relation, as in Python. */
static const struct
{
  const char *text;
  guint       precedence;
  const char *open;
  const char *middle;
  const char *close;
} operators[] = {
  { "==", COMPARE, "Eq(", ", ", ")" },
  { "!=", COMPARE, "Ne(", ", ", ")" },
  { "<=", COMPARE, "Le(", ", ", ")" },
  { ">=", COMPARE, "Ge(", ", ", ")" },
  { "<", COMPARE, "Lt(", ", ", ")" },
  { ">", COMPARE, "Gt(", ", ", ")" },
  { "|", EITHER, "Or(", ", ", ")" },
  { "&", BOTH, "And(", ", ", ")" },
  { "+", SUM, "Add(", ", ", ")" },
  { "-", SUM, "Add(", ", Mul(-1, ", "))" },
  { "**", POWER, "Pow(", ", ", ")" },
  { "*", PRODUCT, "Mul(", ", ", ")" },
  { "//", PRODUCT, "FloorDiv(", ", ", ")" },
  { "/", PRODUCT, "Mul(", ", Pow(", ", -1))" },
  { "%", PRODUCT, "Mod(", ", ", ")" },
};

static gboolean rewrite (Rewriter *self,
                         guint     precedence);

static gboolean
accept (Rewriter   *self,
        const char *token)
{
  gsize n_bytes = strlen (token);

  while (*self->at == ' ')
    self->at++;
  if (strncmp (self->at, token, n_bytes) != 0)
    return FALSE;
  self->at += n_bytes;
  return TRUE;
}

static gboolean
is_word (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || (byte & 0x80) != 0;
}

static gboolean
rewrite_number (Rewriter *self)
{
  const char *start = self->at;

  while (g_ascii_isdigit (*self->at) || *self->at == '.')
    self->at++;
  if (*self->at == 'e' && (g_ascii_isdigit (self->at[1]) || self->at[1] == '-' || self->at[1] == '+'))
    for (self->at += 2; g_ascii_isdigit (*self->at);)
      self->at++;
  g_string_append_len (self->out, start, self->at - start);
  return TRUE;
}

static gboolean
rewrite_arguments (Rewriter *self)
{
  do
    {
      if (!rewrite (self, ANY))
        return FALSE;
      if (accept (self, ")"))
        return TRUE;
      g_string_append (self->out, ", ");
    }
  while (accept (self, ","));
  return FALSE;
}

static gboolean
rewrite_name (Rewriter *self)
{
  const char *start = self->at;
  gboolean is_root;

  while (is_word (*self->at) || (*self->at == '.' && is_word (self->at[1])))
    self->at++;
  if (*self->at != '(')
    {
      g_string_append_len (self->out, start, self->at - start);
      return self->at > start;
    }
  is_root = strncmp (start, "sqrt(", 5) == 0;
  g_string_append_len (self->out, is_root ? "Pow" : start, is_root ? 3 : self->at - start);
  self->at++;
  g_string_append_c (self->out, '(');
  if (!rewrite_arguments (self))
    return FALSE;
  g_string_append (self->out, is_root ? ", Rational(1, 2))" : ")");
  return TRUE;
}

static gboolean
rewrite_prefix (Rewriter *self)
{
  if (accept (self, "("))
    return rewrite (self, ANY) && accept (self, ")");
  if (accept (self, "~"))
    g_string_append (self->out, "Not(");
  else if (accept (self, "-"))
    g_string_append (self->out, "Mul(-1, ");
  else
    return g_ascii_isdigit (*self->at) ? rewrite_number (self) : rewrite_name (self);
  if (!rewrite (self, SIGN))
    return FALSE;
  g_string_append_c (self->out, ')');
  return TRUE;
}

static gboolean
rewrite_operators (Rewriter *self,
                   guint     precedence,
                   gsize     start)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators);)
    {
      const char *before = self->at;
      guint next = operators[i].precedence == POWER ? SIGN : operators[i].precedence + 1;

      if (!accept (self, operators[i].text))
        {
          i++;
          continue;
        }
      if (operators[i].precedence < precedence)
        {
          self->at = before;
          return TRUE;
        }
      g_string_insert (self->out, (gssize) start, operators[i].open);
      g_string_append (self->out, operators[i].middle);
      if (!rewrite (self, next))
        return FALSE;
      g_string_append (self->out, operators[i].close);
      i = 0;
    }
  return TRUE;
}

static gboolean
rewrite (Rewriter *self,
         guint     precedence)
{
  gsize start = self->out->len;
  gboolean done;

  if (self->depth == MAX_DEPTH)
    return FALSE;
  self->depth++;
  done = rewrite_prefix (self) && rewrite_operators (self, precedence, start);
  self->depth--;
  return done;
}

char *
shape_import_to_calls (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Rewriter self = { .at = text, .out = out };

  if (!rewrite (&self, ANY))
    return NULL;
  while (*self.at == ' ')
    self.at++;
  return *self.at == '\0' ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
