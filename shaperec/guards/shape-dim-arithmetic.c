/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-solver-private.h"

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

static ShapeNode *
read_word (Reader *self)
{
  const char *start = self->at;
  g_autofree char *word = NULL;

  while (g_ascii_isalnum (*self->at) || *self->at == '_')
    self->at++;
  word = g_strndup (start, (gsize) (self->at - start));
  if (*word == '\0' || (g_ascii_isdigit (*word) && strlen (word) > 18))
    return NULL;
  if (g_ascii_isdigit (*word))
    return shape_node_integer (self->pool, g_ascii_strtoll (word, NULL, 10));
  return shape_node_symbol (self->pool, word, (ShapeFacts) { 0 });
}

static ShapeNode *
read_factor (Reader *self)
{
  ShapeNode *node;

  if (accept (self, "-"))
    {
      node = self->depth++ < MAX_NESTING ? read_factor (self) : NULL;
      return node ? shape_node_neg (node) : NULL;
    }
  if (!accept (self, "("))
    return read_word (self);
  node = self->depth++ < MAX_NESTING ? read_sum (self) : NULL;
  return node != NULL && accept (self, ")") ? node : NULL;
}

static ShapeNode *
read_product (Reader *self)
{
  static const struct { const char *word; ShapeOp op; } operators[] = {
    { "//", SHAPE_OP_FLOOR_DIV }, { "%", SHAPE_OP_PYTHON_MOD },
  };
  ShapeNode *node = read_factor (self), *next;

  while (node != NULL)
    {
      ShapeOp op = SHAPE_OP_MUL;
      gboolean divides = FALSE;
      guint i;

      for (i = 0; i < G_N_ELEMENTS (operators) && !accept (self, operators[i].word); i++)
        ;
      if (i < G_N_ELEMENTS (operators))
        op = operators[i].op;
      else if (accept (self, "/"))
        divides = TRUE;
      else if (!accept (self, "*"))
        break;
      next = read_factor (self);
      if (next == NULL)
        return NULL;
      node = divides ? shape_node_div (node, next) : shape_node_build2 (op, node, next);
    }
  return node;
}

static ShapeNode *
read_sum (Reader *self)
{
  ShapeNode *node = read_product (self), *next;

  while (node != NULL)
    {
      gboolean minus = accept (self, "-");

      if (!minus && !accept (self, "+"))
        break;
      next = read_product (self);
      if (next == NULL)
        return NULL;
      node = minus ? shape_node_sub (node, next) : shape_node_add (node, next);
    }
  return node;
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
