/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-solver-parts-private.h"

#include <string.h>

/* Reads what a result says in the user's names. These may be expressions themselves, so
 * that only the text has the precedence that the reference sees. */

#define MAX_NESTING 64

typedef struct
{
  ShapeExprPool *pool;
  const char    *at;
  guint          depth;
} Reader;

typedef ShapeNode *(*ReadFunc) (Reader *self);

static ShapeNode *read_sum (Reader *self);

static void
skip_space (Reader *self)
{
  while (*self->at == ' ')
    self->at++;
}

static gboolean
accept (Reader     *self,
        const char *word)
{
  skip_space (self);
  if (!g_str_has_prefix (self->at, word))
    return FALSE;
  self->at += strlen (word);
  return TRUE;
}

/* Of any length; NULL where letters stand among the digits. */
static ShapeNode *
make_integer (ShapeExprPool *pool,
              const char    *digits)
{
  ShapeNode *node = NULL;
  fmpz_t value;

  fmpz_init (value);
  if (fmpz_set_str (value, digits, 10) == 0)
    node = shape_node_fmpz (pool, value);
  fmpz_clear (value);
  return node;
}

static ShapeNode *
read_word (Reader *self)
{
  const char *start = self->at;
  g_autofree char *word = NULL;

  while (g_ascii_isalnum (*self->at) || *self->at == '_')
    self->at++;
  word = g_strndup (start, (gsize) (self->at - start));
  if (*word == '\0')
    return NULL;
  return g_ascii_isdigit (*word) ? make_integer (self->pool, word)
                                 : shape_node_symbol (self->pool, word, (ShapeFacts) { 0 });
}

static ShapeNode *
nest (Reader   *self,
      ReadFunc  read)
{
  ShapeNode *node;

  if (self->depth == MAX_NESTING)
    return NULL;
  self->depth++;
  node = read (self);
  self->depth--;
  return node;
}

static ShapeNode *
read_factor (Reader *self)
{
  ShapeNode *node;

  if (accept (self, "-"))
    {
      node = nest (self, read_factor);
      return node != NULL ? shape_node_neg (node) : NULL;
    }
  if (!accept (self, "("))
    return read_word (self);
  node = nest (self, read_sum);
  return node != NULL && accept (self, ")") ? node : NULL;
}

typedef struct
{
  const char *word; /* NULL ends a list */
  ShapeNode *(*join) (ShapeNode *a, ShapeNode *b);
} Operator;

/* Operands with such operators in between, from the left. */
static ShapeNode *
read_chain (Reader         *self,
            const Operator *operators,
            ReadFunc        read_operand)
{
  ShapeNode *node = read_operand (self), *next;

  while (node != NULL)
    {
      const Operator *operator = operators;

      while (operator->word != NULL && !accept (self, operator->word))
        operator++;
      if (operator->word == NULL)
        break;
      next = read_operand (self);
      node = next != NULL ? operator->join (node, next) : NULL;
    }
  return node;
}

static ShapeNode *
floor_div (ShapeNode *a,
           ShapeNode *b)
{
  return shape_node_build2 (SHAPE_OP_FLOOR_DIV, a, b);
}

static ShapeNode *
python_mod (ShapeNode *a,
            ShapeNode *b)
{
  return shape_node_build2 (SHAPE_OP_PYTHON_MOD, a, b);
}

static ShapeNode *
read_product (Reader *self)
{
  /* The longer word stands before its beginning. */
  static const Operator operators[] = {
    { "//", floor_div }, { "%", python_mod }, { "/", shape_node_div }, { "*", shape_node_mul }, { NULL, NULL },
  };

  return read_chain (self, operators, read_factor);
}

static ShapeNode *
read_sum (Reader *self)
{
  static const Operator operators[] = { { "-", shape_node_sub }, { "+", shape_node_add }, { NULL, NULL } };

  return read_chain (self, operators, read_product);
}

ShapeNode *
shape_dim_read_arithmetic (ShapeExprPool *pool,
                           const char    *text)
{
  Reader reader = { pool, text, 0 };
  ShapeNode *node = read_sum (&reader);

  skip_space (&reader);
  return *reader.at == '\0' ? node : NULL;
}
