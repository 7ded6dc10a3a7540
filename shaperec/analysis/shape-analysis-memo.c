/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-analysis-memo-private.h"

#include "../expr/shape-node-memo-private.h"

#include <string.h>

#define FIRST_SLOTS 256

static void
memo_free (gpointer data)
{
  ShapeAnalysisMemo *self = data;

  g_free (self->questions);
  g_hash_table_unref (self->implied);
  g_ptr_array_unref (self->stand_ins);
  g_hash_table_unref (self->relocated);
  shape_bound_memo_clear (&self->bounds);
  g_free (self);
}

ShapeAnalysisMemo *
shape_analysis_memo_get (ShapeExprPool *pool)
{
  ShapeAnalysisMemo *self = pool->analysis;

  if (G_LIKELY (self != NULL))
    return self;
  self = g_new0 (ShapeAnalysisMemo, 1);
  self->n_slots = FIRST_SLOTS;
  self->questions = g_new0 (ShapeStaticQuestion *, self->n_slots);
  self->implied = g_hash_table_new (NULL, NULL);
  self->stand_ins = g_ptr_array_new ();
  self->relocated = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                           (GDestroyNotify) shape_node_memo_free);
  pool->analysis = self;
  pool->free_analysis = memo_free;
  return self;
}

static inline guint
mix (guint hash,
     guint value)
{
  return (hash ^ value) * 0x9e3779b1u;
}

static guint
hash_question (ShapeNode             *expr,
               const ShapeSymbolInfo *symbols,
               guint                  n_symbols,
               guint                  flags)
{
  guint hash = mix (expr->id, flags);

  for (guint i = 0; i < n_symbols; i++)
    {
      hash = mix (hash, symbols[i].symbol->id);
      if (symbols[i].range.lower != NULL)
        hash = mix (mix (hash, symbols[i].range.lower->id), symbols[i].range.upper->id);
    }
  return hash ^ (hash >> 15);
}

static inline gboolean
same_info (const ShapeSymbolInfo *a,
           const ShapeSymbolInfo *b)
{
  return a->symbol == b->symbol && shape_interval_equal (a->range, b->range)
         && a->val_kind == b->val_kind && a->size_like == b->size_like;
}

static gboolean
same_symbols (const ShapeSymbolInfo *a,
              const ShapeSymbolInfo *b,
              guint                  n)
{
  for (guint i = 0; i < n; i++)
    if (!same_info (&a[i], &b[i]))
      return FALSE;
  return TRUE;
}

ShapeStaticQuestion *
shape_analysis_memo_find (ShapeAnalysisMemo     *self,
                          ShapeNode             *expr,
                          const ShapeSymbolInfo *symbols,
                          guint                  n_symbols,
                          gboolean               unbacked_only,
                          gboolean               size_oblivious,
                          guint                 *hash)
{
  guint flags = (unbacked_only ? 1u : 0u) | (size_oblivious ? 2u : 0u);
  guint i = *hash = hash_question (expr, symbols, n_symbols, flags);
  ShapeStaticQuestion *found;

  for (; (found = self->questions[i & (self->n_slots - 1)]) != NULL; i++)
    if (found->hash == *hash && found->expr == expr && found->n_symbols == n_symbols
        && !found->unbacked_only == !unbacked_only && !found->size_oblivious == !size_oblivious
        && same_symbols (found->symbols, symbols, n_symbols))
      return found;
  return NULL;
}

static void
insert (ShapeAnalysisMemo   *self,
        ShapeStaticQuestion *question)
{
  guint i = question->hash;

  while (self->questions[i & (self->n_slots - 1)] != NULL)
    i++;
  self->questions[i & (self->n_slots - 1)] = question;
}

void
shape_analysis_memo_add (ShapeAnalysisMemo   *self,
                         ShapeStaticQuestion *question)
{
  if (2 * ++self->n_questions > self->n_slots)
    {
      g_autofree ShapeStaticQuestion **old = self->questions;
      guint n_old = self->n_slots;

      self->n_slots *= 2;
      self->questions = g_new0 (ShapeStaticQuestion *, self->n_slots);
      for (guint i = 0; i < n_old; i++)
        if (old[i] != NULL)
          insert (self, old[i]);
    }
  insert (self, question);
}

ShapeNode *
shape_analysis_memo_stand_in (ShapeAnalysisMemo *self,
                              ShapeExprPool     *pool,
                              guint              index)
{
  while (self->stand_ins->len <= index)
    {
      g_autofree char *name = g_strdup_printf ("evaluate_static_shape_%u", self->stand_ins->len);
      ShapeNode *symbol = shape_node_symbol_int (pool, name, TRUE);

      if (SHAPE_IS (symbol, ERROR))
        return symbol;
      g_ptr_array_add (self->stand_ins, symbol);
    }
  return self->stand_ins->pdata[index];
}

static ShapeNodeMemo *
get_relocated (ShapeAnalysisMemo *self,
               ShapeNode *const  *from,
               ShapeNode *const  *to,
               guint              n)
{
  gsize size = n * sizeof *from;
  g_autofree ShapeNode **pairs = g_new (ShapeNode *, 2 * n);
  g_autoptr (GBytes) key = NULL;
  ShapeNodeMemo *known;

  memcpy (pairs, from, size);
  memcpy (pairs + n, to, size);
  key = g_bytes_new_take (g_steal_pointer (&pairs), 2 * size);
  known = g_hash_table_lookup (self->relocated, key);
  if (known == NULL)
    {
      known = shape_node_memo_new ();
      g_hash_table_insert (self->relocated, g_steal_pointer (&key), known);
    }
  return known;
}

/* Questions share large parts, and mostly the ranges of their symbols too. */
ShapeNode *
shape_analysis_memo_relocate (ShapeAnalysisMemo *self,
                              ShapeNode         *expr,
                              ShapeNode *const  *from,
                              ShapeNode *const  *to,
                              guint              n)
{
  if (n == 0 || shape_analysis_is_small (expr))
    return shape_node_xreplace (expr, from, to, n);
  return shape_node_xreplace_again (expr, from, to, n, get_relocated (self, from, to, n));
}
