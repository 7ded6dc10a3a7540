/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-subs-private.h"

#include <stdlib.h>

/* SymPy's subs: one pair after the other is put in, from the root down, also where what
 * is replaced is only a part of a sum, a product or a power. */

static void
subs_init (ShapeSubs *self,
           ShapeNode *old,
           ShapeNode *new)
{
  self->old = old;
  self->new = new;
  self->negated = NULL;
  shape_node_memo_init (&self->done);
}

static void
subs_clear (ShapeSubs *self)
{
  if (self->negated != NULL)
    subs_clear (self->negated);
  g_free (self->negated);
  shape_node_memo_clear (&self->done);
}

ShapeNode *
shape_subs_run_negated (ShapeSubs *self,
                        ShapeNode *node)
{
  if (self->negated == NULL)
    {
      self->negated = g_new (ShapeSubs, 1);
      subs_init (self->negated, shape_node_neg (self->old), shape_node_neg (self->new));
    }
  return shape_subs_run (self->negated, node);
}

static gboolean
is_among (ShapeNode        *part,
          ShapeNode *const *terms,
          guint             n_terms)
{
  for (guint i = 0; i < n_terms; i++)
    if (terms[i] == part)
      return TRUE;
  return FALSE;
}

/* The sum of @numbers, two, and of @terms with @new in the place of @part, a smaller sum. NULL
 * where not all of its terms are there. One number after the other is added, as floats round. */
static ShapeNode *
replace_terms (ShapeSubs        *self,
               ShapeNode        *terms,
               ShapeNode        *part,
               ShapeNode        *new,
               ShapeNode *const *numbers)
{
  guint n, n_part, n_found = 0, n_new = 0;
  ShapeNode *const *args = shape_node_make_args (&terms, SHAPE_OP_ADD, &n);
  ShapeNode *const *part_args = shape_node_make_args (&part, SHAPE_OP_ADD, &n_part);
  g_autofree ShapeNode **sum = NULL;

  for (guint i = 0; i < n_part; i++)
    n_found += is_among (part_args[i], args, n);
  if (n_part >= n || n_found < n_part)
    return NULL;
  sum = g_new (ShapeNode *, n + 3);
  sum[n_new++] = new;
  sum[n_new++] = numbers[0];
  sum[n_new++] = numbers[1];
  for (guint i = 0; i < n; i++)
    if (!is_among (args[i], part_args, n_part))
      sum[n_new++] = shape_subs_run (self, args[i]);
  return shape_node_build (terms->pool, SHAPE_OP_ADD, sum, n_new);
}

/* NULL where the sum that is replaced is no part of @node, but may be one of its arguments. */
static ShapeNode *
replace_in_sum (ShapeSubs *self,
                ShapeNode *node)
{
  ShapeNode *old = self->old, *minus_new, *result, *terms, *old_terms, *minus_terms;
  ShapeNode *coeff = shape_node_as_coeff_add (node, &terms), *old_coeff = shape_node_as_coeff_add (old, &old_terms);
  gboolean rational = SHAPE_IS_RATIONAL (coeff) && SHAPE_IS_RATIONAL (old_coeff);

  if (!rational && coeff != old_coeff)
    return NULL;
  minus_new = shape_node_neg (self->new);
  minus_terms = shape_node_neg (old_terms);
  if (rational && terms == old_terms)
    return shape_node_add (self->new, shape_node_sub (coeff, old_coeff));
  if (rational && terms == minus_terms)
    return shape_node_add (minus_new, shape_node_add (coeff, old_coeff));
  result = replace_terms (self, terms, old_terms, self->new, (ShapeNode *[]) { coeff, shape_node_neg (old_coeff) });
  if (result == NULL)
    result = replace_terms (self, terms, minus_terms, minus_new, (ShapeNode *[]) { coeff, old_coeff });
  return result;
}

/* An infinity that is taken away is replaced by the negative. */
static ShapeNode *
replace_infinity (ShapeSubs *self,
                  ShapeNode *node)
{
  ShapeNode *minus_old = shape_node_neg (self->old), *minus_new = shape_node_neg (self->new);

  if (!is_among (minus_old, node->args, node->n_args))
    return NULL;
  return shape_node_xreplace (node, &minus_old, &minus_new, 1);
}

static ShapeNode *
replace_number (ShapeSubs *self,
                ShapeNode *node)
{
  if (SHAPE_IS_NUMBER (self->old) && !shape_node_is_infinite (node) && shape_number_neg (node) == self->old)
    return shape_node_neg (self->new);
  return node;
}

/* A conjunction or disjunction is built anew in any case. */
static ShapeNode *
replace_args (ShapeSubs *self,
              ShapeNode *node)
{
  ShapeNode *few[16], **args = node->n_args <= G_N_ELEMENTS (few) ? few : g_new (ShapeNode *, node->n_args);
  gboolean changed = SHAPE_IS_CONNECTIVE (node);

  for (guint i = 0; i < node->n_args; i++)
    {
      args[i] = shape_subs_run (self, node->args[i]);
      changed |= args[i] != node->args[i];
    }
  if (changed)
    node = shape_node_build (node->pool, (ShapeOp) node->op, args, node->n_args);
  if (args != few)
    g_free (args);
  return node;
}

/* What the class of @node has to say; NULL: no more than that its arguments are looked at. */
static ShapeNode *
replace_by_class (ShapeSubs *self,
                  ShapeNode *node)
{
  if (SHAPE_IS (node, ADD) && SHAPE_IS (self->old, ADD))
    return replace_in_sum (self, node);
  if (SHAPE_IS (node, ADD) && SHAPE_IS (self->old, INFINITY))
    return replace_infinity (self, node);
  if (SHAPE_IS (node, MUL) && SHAPE_IS (self->old, MUL))
    return shape_subs_run_in_product (self, node);
  if (SHAPE_IS (node, POW) || SHAPE_IS (node, SYMBOL))
    return shape_subs_run_in_power (self, node);
  if (SHAPE_IS_NUMBER (node))
    return replace_number (self, node);
  return NULL;
}

ShapeNode *
shape_subs_run (ShapeSubs *self,
                ShapeNode *node)
{
  ShapeNode *result;

  if (node == self->old)
    return self->new;
  if (shape_pool_has_error (node->pool))
    return node->pool->error_node;
  result = shape_node_memo_get (&self->done, node);
  if (result != NULL)
    return result;
  result = replace_by_class (self, node);
  if (result == NULL)
    result = replace_args (self, node);
  shape_node_memo_set (&self->done, node, result);
  return result;
}

/* Fractions are taken apart and put together by the way, and may come out otherwise, as
 * may conjunctions. */
#define FRACTION_KINDS (SHAPE_KIND_BIT (SHAPE_OP_RATIONAL) | SHAPE_KIND_BIT (SHAPE_OP_POW))
#define LOGICAL_KINDS  (SHAPE_KIND_BIT (SHAPE_OP_AND) | SHAPE_KIND_BIT (SHAPE_OP_OR))

static gboolean
is_untouched (ShapeNode *node,
              ShapeNode *old)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (old);

  if (shape_node_may_have_kinds (node, SHAPE_IS (old, MUL) ? FRACTION_KINDS | LOGICAL_KINDS : LOGICAL_KINDS))
    return FALSE;
  for (guint i = 0; i < symbols->n; i++)
    if (!shape_node_has_symbol (node, symbols->nodes[i]))
      return TRUE;
  return FALSE;
}

static ShapeNode *
replace_one (ShapeNode *node,
             ShapeNode *old,
             ShapeNode *new)
{
  ShapeSubs self;

  if (is_untouched (node, old))
    return node;
  subs_init (&self, old, new);
  node = shape_subs_run (&self, node);
  subs_clear (&self);
  return node;
}

typedef struct
{
  ShapeNode *from;
  ShapeNode *to;
  guint      index;
} Pair;

/* The larger first. */
static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *left = a, *right = b;
  int c;

  if (left->from->weight != right->from->weight)
    return left->from->weight > right->from->weight ? -1 : 1;
  c = shape_node_key_compare (left->from, right->from);
  return c != 0 ? c : (left->index > right->index) - (left->index < right->index);
}

static gboolean
is_illegal (ShapeNode *node)
{
  return SHAPE_IS (node, NAN) || shape_arith_is_infinite (node);
}

/* What becomes infinite comes first. Where that is more than one pair SymPy moves others
 * along, as it goes by the places of before. */
static void
move_illegal_to_front (Pair  *pairs,
                       guint  n)
{
  g_autofree guint *places = g_new (guint, n + 1);
  guint n_places = 0;

  for (guint i = 0; i < n; i++)
    if (is_illegal (pairs[i].to))
      places[n_places++] = i;
  while (n_places > 0)
    {
      guint at = places[--n_places];
      Pair pair = pairs[at];

      for (guint i = at; i > 0; i--)
        pairs[i] = pairs[i - 1];
      pairs[0] = pair;
    }
}

ShapeNode *
shape_node_subs (ShapeNode        *node,
                 ShapeNode *const *from,
                 ShapeNode *const *to,
                 guint             n)
{
  g_autofree Pair *pairs = g_new (Pair, n + 1);
  guint n_pairs = 0;

  for (guint i = 0; i < n; i++)
    if (from[i] != to[i])
      pairs[n_pairs++] = (Pair) { from[i], to[i], i };
  qsort (pairs, n_pairs, sizeof *pairs, compare_pairs);
  move_illegal_to_front (pairs, n_pairs);
  for (guint i = 0; i < n_pairs; i++)
    node = replace_one (node, pairs[i].from, pairs[i].to);
  return shape_pool_has_error (node->pool) ? node->pool->error_node : node;
}
