/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

/* The kind of a symbol is the first letters of its name, in either case: one bit makes a letter small. */

static gboolean
has_prefix (ShapeNode  *symbol,
            const char *prefix)
{
  for (const char *name = symbol->symbol.name; *prefix != '\0'; name++, prefix++)
    if ((*name | ('a' - 'A')) != *prefix)
      return FALSE;
  return TRUE;
}

/* An unbacked integer or float: its value is in the data. */
gboolean
shape_symbol_is_unbacked (ShapeNode *symbol)
{
  return has_prefix (symbol, "u") || has_prefix (symbol, "zuf");
}

gboolean
shape_symbol_is_unbacked_int (ShapeNode *symbol)
{
  return has_prefix (symbol, "u");
}

gboolean
shape_symbol_is_float (ShapeNode *symbol)
{
  return has_prefix (symbol, "zf");
}

gboolean
shape_symbol_is_size (ShapeNode *symbol)
{
  return has_prefix (symbol, "s");
}

gboolean
shape_node_has_unbacked (ShapeNode *expr)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);

  for (guint i = 0; i < symbols->n; i++)
    if (shape_symbol_is_unbacked (symbols->nodes[i]))
      return TRUE;

  return FALSE;
}
