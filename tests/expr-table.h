/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shaperec/shaperec.h"
#include "shaperec/expr/shape-expr-pool-private.h"

#include <string.h>

/* Tables of rows "text in, text out": the input is built from the leaves up, rewritten
 * where the table has a rewriter, and printed. The answers are SymPy's. */

typedef struct
{
  const char *desc;
  const char *input;
  const char *expect; /* "raises CLASS" where it fails */
} ExprRow;

typedef ShapeNode *(*ExprRewriter) (ShapeNode *node);

typedef struct
{
  const ExprRow *row;
  ExprRewriter   rewrite;
} ExprTableTest;

/* s… and p… are positive integers, u… and i… integers, zuf… anything, other z… real. */
static ShapeNode *
expr_table_symbol (const char *name,
                   gsize       len,
                   gpointer    pool)
{
  g_autofree char *copy = g_strndup (name, len);
  ShapeFacts given = { 0 };

  if (copy[0] == 's' || copy[0] == 'p')
    return shape_node_symbol_int (pool, copy, TRUE);
  if (copy[0] == 'u' || copy[0] == 'i')
    return shape_node_symbol_int (pool, copy, FALSE);
  if (copy[0] != 'z')
    return NULL;
  if (!g_str_has_prefix (copy, "zuf"))
    given.known = given.value = 1u << SHAPE_FACT_REAL;
  return shape_node_symbol (pool, copy, given);
}

static ShapeNode *
expr_table_read (ShapeExprPool *pool,
                 const char    *text,
                 gboolean       evaluate,
                 GError       **error)
{
  ShapeParseScope scope = { expr_table_symbol, NULL, pool };

  return shape_node_parse (pool, text, strlen (text), evaluate, &scope, error);
}

/* 60 nodes that stand for a tree of 2**60 leaves: whoever walks the tree does not come back. */
G_GNUC_UNUSED static ShapeNode *
expr_table_tower (ShapeNode *leaf)
{
  for (guint i = 0; i < 60; i++)
    {
      ShapeNode *args[] = { leaf, leaf };

      leaf = shape_node_intern (leaf->pool, SHAPE_OP_BITWISE_XOR, args, 2);
    }
  return leaf;
}

static void
expr_table_run (gconstpointer data)
{
  const ExprTableTest *test = data;
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  const char *class_name = NULL;
  ShapeNode *node = expr_table_read (pool, test->row->input, TRUE, &error);

  if (node != NULL && test->rewrite != NULL)
    node = test->rewrite (node);
  if (node != NULL)
    shape_pool_check (pool, &error);
  if (error != NULL)
    class_name = shape_error_get_class_name ((ShapeError) error->code);
  if (error != NULL)
    got = g_strdup_printf ("raises %s", class_name != NULL ? class_name : error->message);
  else
    got = shape_node_to_string (node);
  g_assert_cmpstr (got, ==, test->row->expect);
}

G_GNUC_UNUSED static void
expr_table_add (const char    *prefix,
                const ExprRow *rows,
                guint          n_rows,
                ExprRewriter   rewrite)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", prefix, rows[i].desc);
      ExprTableTest *test = g_new0 (ExprTableTest, 1);

      test->row = &rows[i];
      test->rewrite = rewrite;
      g_test_add_data_func_full (path, test, expr_table_run, g_free);
    }
}
