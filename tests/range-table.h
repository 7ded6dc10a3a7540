/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "expr-table.h"

#include "shaperec/analysis/shape-analysis-private.h"

/* Ranges of symbols as a text: "s0=2..int_oo backed; u0=0..int_oo size". */

#define RANGE_TABLE_MAX 8

typedef struct
{
  ShapeSymbolInfo infos[RANGE_TABLE_MAX];
  guint           n;
} RangeTable;

static void
range_table_read_one (RangeTable    *self,
                      ShapeExprPool *pool,
                      char          *text)
{
  g_auto (GStrv) words = g_strsplit (g_strstrip (text), " ", -1);
  g_auto (GStrv) sides = g_strsplit (words[0], "=", 2);
  g_auto (GStrv) ends = g_strsplit (sides[1], "..", 2);
  ShapeSymbolInfo *info = &self->infos[self->n++];

  info->symbol = expr_table_read (pool, sides[0], FALSE, NULL);
  info->range = shape_interval_new (expr_table_read (pool, ends[0], FALSE, NULL),
                                    expr_table_read (pool, ends[1], FALSE, NULL));
  info->val_kind = g_strv_contains ((const char *const *) words, "backed") ? SHAPE_VAL_INT : SHAPE_VAL_NONE;
  info->size_like = g_strv_contains ((const char *const *) words, "size");
}

G_GNUC_UNUSED static void
range_table_read (RangeTable    *self,
                  ShapeExprPool *pool,
                  const char    *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  self->n = 0;
  for (guint i = 0; parts[i] != NULL && parts[i][0] != '\0'; i++)
    range_table_read_one (self, pool, parts[i]);
}

/* The text of an answer, or the class of the error that is pending in the pool. */
G_GNUC_UNUSED static char *
range_table_answer (ShapeExprPool *pool,
                    GString       *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = g_string_free (text, FALSE);

  if (shape_pool_check (pool, &error))
    return g_steal_pointer (&answer);
  return g_strdup_printf ("raises %s", shape_error_get_class_name ((ShapeError) error->code));
}
