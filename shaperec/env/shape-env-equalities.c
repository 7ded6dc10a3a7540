/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "../expr/shape-expr-pool-private.h"
#include "../expr/shape-simplify-private.h"

/* Equalities that are to hold when the data is there sort expressions into classes, and
 * one expression of each class stands for all of it in a hint. The classes are found by
 * union-find, with the reference's rules for who leads. */

typedef struct
{
  ShapeNode *expr;
  ShapeMap   equals; /* a set of indices: what is said to be equal to it */
  guint      leader; /* itself, or one that is closer to the head of the class */
  guint      size;   /* of the class, as far as it leads one */
} Member;

typedef struct
{
  GArray   *members; /* Member, in the order in which the asserts name them */
  ShapeMap  indices; /* expression -> index */
} Classes;

static Member *
get_member (Classes *self,
            guint    i)
{
  return &g_array_index (self->members, Member, i);
}

static guint
add_member (Classes   *self,
            ShapeNode *expr)
{
  guint i = shape_map_find (&self->indices, expr);
  Member member = { .expr = expr, .leader = self->members->len, .size = 1 };

  if (i != G_MAXUINT)
    return i;
  shape_map_add (&self->indices, expr);
  g_array_append_val (self->members, member);
  return self->members->len - 1;
}

static void
read_asserts (Classes  *self,
              ShapeEnv *env)
{
  for (guint i = 0; i < env->deferred_runtime_asserts.n; i++)
    {
      const GArray *asserts = env->deferred_runtime_asserts.entries[i].value;

      for (guint j = 0; j < asserts->len; j++)
        {
          ShapeNode *fact = g_array_index (asserts, ShapeRuntimeAssert, j).expr;
          guint left, right;

          if (!SHAPE_IS (fact, EQ))
            continue;
          left = add_member (self, shape_node_lhs (fact));
          right = add_member (self, shape_node_rhs (fact));
          shape_map_add (&get_member (self, left)->equals, GUINT_TO_POINTER (right));
          shape_map_add (&get_member (self, right)->equals, GUINT_TO_POINTER (left));
        }
    }
}

static guint
find_leader (Classes *self,
             guint    i)
{
  guint root = i;

  while (get_member (self, root)->leader != root)
    root = get_member (self, root)->leader;
  while (get_member (self, i)->leader != root)
    {
      guint next = get_member (self, i)->leader;

      get_member (self, i)->leader = root;
      i = next;
    }
  return root;
}

/* What has a value leads, then what is a part of the other, what more is said of, and
 * the larger class; at last the order of expressions decides. */
static gboolean
leads (const Member *a,
       const Member *b)
{
  gboolean unbacked = shape_node_finds_unbacked (a->expr);

  if (unbacked != shape_node_finds_unbacked (b->expr))
    return !unbacked;
  if (shape_node_has (a->expr, b->expr))
    return FALSE;
  if (shape_node_has (b->expr, a->expr))
    return TRUE;
  if (a->equals.n != b->equals.n)
    return a->equals.n > b->equals.n;
  if (a->size != b->size)
    return a->size > b->size;
  return shape_node_compare (a->expr, b->expr) < 0;
}

static void
unite (Classes *self,
       guint    i,
       guint    j)
{
  guint leader = find_leader (self, i), other = find_leader (self, j);

  if (leader == other)
    return;
  if (!leads (get_member (self, leader), get_member (self, other)))
    {
      guint first = leader;

      leader = other;
      other = first;
    }
  get_member (self, other)->leader = leader;
  get_member (self, leader)->size += get_member (self, other)->size;
}

static void
classes_clear (Classes *self)
{
  for (guint i = 0; i < self->members->len; i++)
    shape_map_clear (&get_member (self, i)->equals);
  g_array_unref (self->members);
  shape_map_clear (&self->indices);
}

/* As in the reference, the classes are those of the first question: asserts that come
 * later do not count (_get_unbacked_replacements). */
static const ShapeMap *
get_unbacked_replacements (ShapeEnv *self)
{
  Classes classes = { .members = g_array_new (FALSE, FALSE, sizeof (Member)) };

  if (self->unbacked_replacements_are_known)
    {
      g_array_unref (classes.members);
      return &self->unbacked_replacements;
    }
  read_asserts (&classes, self);
  for (guint i = 0; i < classes.members->len; i++)
    for (guint j = 0; j < get_member (&classes, i)->equals.n; j++)
      unite (&classes, i, GPOINTER_TO_UINT (get_member (&classes, i)->equals.entries[j].key));
  for (guint i = 0; i < classes.members->len; i++)
    {
      guint leader = find_leader (&classes, i);

      if (leader != i)
        shape_map_put (&self->unbacked_replacements, get_member (&classes, i)->expr,
                       get_member (&classes, leader)->expr);
    }
  classes_clear (&classes);
  self->unbacked_replacements_are_known = TRUE;
  return &self->unbacked_replacements;
}

/* More symbols than this are not factored: SYMPY_FACTOR_MAX_FREE_SYMBOLS. */
#define MAX_FACTOR_SYMBOLS 50

ShapeNode *
shape_hint_factor (ShapeNode *expr)
{
  if (shape_pool_has_error (expr->pool) || shape_node_free_symbols (expr)->n > MAX_FACTOR_SYMBOLS)
    return expr;
  return shape_node_factor (expr);
}

/* An equality may put in what another takes out, without end. */
#define MAX_ROUNDS 30

static ShapeNode *
substitute_equals (ShapeEnv  *self,
                   ShapeNode *expr)
{
  const ShapeMap *map = get_unbacked_replacements (self);
  g_autofree ShapeNode **from = g_new (ShapeNode *, map->n + 1);
  g_autofree ShapeNode **to = g_new (ShapeNode *, map->n + 1);

  for (guint i = 0; i < map->n; i++)
    {
      from[i] = map->entries[i].key;
      to[i] = map->entries[i].value;
    }
  for (guint i = 0; i < MAX_ROUNDS && !shape_pool_has_error (self->pool); i++)
    {
      ShapeNode *next = shape_node_subs (expr, from, to, map->n);

      if (next == expr)
        break;
      expr = shape_hint_factor (next);
    }
  return expr;
}

/* @expr with one expression in the place of all that are equal to it, and with the values
 * of the inputs (_sub_unbacked_exprs). As in the reference, an answer is kept for good. */
ShapeNode *
shape_env_substitute_equals (ShapeEnv  *self,
                             ShapeNode *expr)
{
  ShapeNodeCache *cache = &self->caches.substitute_equals;
  ShapeNode *result;

  if (shape_node_cache_get (cache, expr, &result))
    return result;

  result = substitute_equals (self, expr);
  result = shape_env_xreplace_values (self, result);
  result = shape_node_xreplace_by (&self->var_to_hint_override, result);
  if (!shape_pool_has_error (self->pool))
    shape_node_cache_set (cache, expr, result);
  return result;
}
