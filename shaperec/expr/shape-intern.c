/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-float-private.h"
#include "../shape-hash-private.h"

#include <string.h>

/* The table of a pool, in which each node stands once. */

/* A table of fewer slots grows fourfold. */
#define MANY_SLOTS (16 * 1024)

static guint64
hash_fmpz (guint64      hash,
           const fmpz_t value)
{
  if (!COEFF_IS_MPZ (*value))
    return shape_hash_word (hash, (guint64) *value);
  hash = shape_hash_word (hash, (guint64) (fmpz_sgn (value) + 1));
  hash = shape_hash_word (hash, fmpz_fdiv_ui (value, 4294967291u));
  return shape_hash_word (hash, fmpz_fdiv_ui (value, 4294967279u));
}

static guint32
hash_atom (const ShapeNode *node)
{
  guint64 hash = node->op;

  switch (node->op)
    {
    case SHAPE_OP_INTEGER:
      return (guint32) hash_fmpz (hash, node->integer);
    case SHAPE_OP_RATIONAL:
      return (guint32) hash_fmpz (hash_fmpz (hash, fmpq_numref (node->rational)), fmpq_denref (node->rational));
    case SHAPE_OP_FLOAT:
      return (guint32) shape_hash_word (shape_hash_text (hash, (const char *) &node->real), node->wide != NULL);
    case SHAPE_OP_SINGLETON_INT:
      return (guint32) shape_hash_bytes ((const char *) &node->singleton, sizeof node->singleton);
    case SHAPE_OP_SYMBOL:
      hash = shape_hash_bytes (node->symbol.name, strlen (node->symbol.name));
      return (guint32) shape_hash_word (hash, (guint64) node->symbol.given.known << 32 | node->symbol.given.value);
    default:
      return (guint32) hash;
    }
}

static gboolean
wide_equal (const ShapeWideFloat *a,
            const ShapeWideFloat *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return mpfr_get_prec (a->value) == mpfr_get_prec (b->value) && mpfr_equal_p (a->value, b->value);
}

static gboolean
atom_equal (const ShapeNode *a,
            const ShapeNode *b)
{
  if (a->hash != b->hash || a->op != b->op)
    return FALSE;
  switch (a->op)
    {
    case SHAPE_OP_INTEGER:
      return fmpz_equal (a->integer, b->integer);
    case SHAPE_OP_RATIONAL:
      return fmpq_equal (a->rational, b->rational);
    case SHAPE_OP_FLOAT:
      return memcmp (&a->real, &b->real, sizeof a->real) == 0 && wide_equal (a->wide, b->wide);
    case SHAPE_OP_SINGLETON_INT:
      return a->singleton.value == b->singleton.value && a->singleton.coeff == b->singleton.coeff;
    case SHAPE_OP_SYMBOL:
      return a->symbol.name == b->symbol.name && a->symbol.given.known == b->symbol.given.known &&
             a->symbol.given.value == b->symbol.given.value;
    default:
      return TRUE;
    }
}

static ShapeNode **
find_atom (ShapeExprPool   *pool,
           const ShapeNode *atom)
{
  guint i = atom->hash & (pool->n_slots - 1);

  while (pool->slots[i] != NULL && !atom_equal (pool->slots[i], atom))
    i = (i + 1) & (pool->n_slots - 1);
  return &pool->slots[i];
}

static inline gboolean
same_args (ShapeNode *const *a,
           ShapeNode *const *b,
           guint             n)
{
  for (guint i = 0; i < n; i++)
    if (a[i] != b[i])
      return FALSE;
  return TRUE;
}

static inline ShapeNode **
find_call (ShapeExprPool    *pool,
           ShapeOp           op,
           ShapeNode *const *args,
           guint             n_args,
           guint32           hash)
{
  for (guint i = hash;; i++)
    {
      ShapeNode **slot = &pool->slots[i & (pool->n_slots - 1)], *node = *slot;

      if (node == NULL || (node->hash == hash && node->op == op && node->n_args == n_args &&
                           same_args (node->args, args, n_args)))
        return slot;
    }
}

static void
grow_slots (ShapeExprPool *pool)
{
  guint n_slots = pool->n_slots < MANY_SLOTS ? pool->n_slots * 4 : pool->n_slots * 2;
  ShapeNode **slots = g_new0 (ShapeNode *, n_slots);

  for (guint i = 0; i < pool->n_slots; i++)
    if (pool->slots[i] != NULL)
      {
        guint place = pool->slots[i]->hash & (n_slots - 1);

        while (slots[place] != NULL)
          place = (place + 1) & (n_slots - 1);
        slots[place] = pool->slots[i];
      }
  g_free (pool->slots);
  pool->n_bytes += (n_slots - pool->n_slots) * sizeof *slots;
  pool->slots = slots;
  pool->n_slots = n_slots;
}

static ShapeNode *
enter (ShapeExprPool *pool,
       ShapeNode    **slot,
       ShapeNode     *node)
{
  node->pool = pool;
  node->kinds |= SHAPE_KIND_BIT (node->op);
  node->id = pool->n_nodes++;
  *slot = node;
  if (pool->n_nodes * 2 > pool->n_slots)
    grow_slots (pool);
  return node;
}

ShapeNode *
shape_pool_intern_atom (ShapeExprPool *pool,
                        ShapeNode     *draft)
{
  ShapeNode **slot, *node;

  shape_pool_count_atom (pool);
  draft->hash = hash_atom (draft);
  slot = find_atom (pool, draft);
  if (*slot != NULL)
    return *slot;

  node = shape_pool_alloc_raw (pool, sizeof *node);
  *node = *draft;
  node->weight = SHAPE_IS (node, FLOAT) ? 0.5 : 1;
  return enter (pool, slot, node);
}

static gboolean
is_sorted (ShapeNode *const *args,
           guint             n_args,
           int             (*compare) (ShapeNode *, ShapeNode *))
{
  for (guint i = 1; i < n_args; i++)
    if (compare (args[i - 1], args[i]) > 0)
      return FALSE;
  return TRUE;
}

/* Moves the first number of the sorted @args, or the first zoo, to the front. */
static void
move_to_front (ShapeNode **args,
               guint       n_args,
               gboolean    zoo)
{
  for (guint i = 0; i < n_args; i++)
    if (zoo ? SHAPE_IS (args[i], COMPLEX_INFINITY) : SHAPE_IS_NUMBER (args[i]))
      {
        ShapeNode *lead = args[i];

        memmove (args + 1, args, i * sizeof *args);
        args[0] = lead;
        return;
      }
}

/* Puts arguments into the order in which nodes of their kind keep them. A number leads a
 * sum or a product, then zoo, wherever comparison would put it. */
static void
sort_args (ShapeOp     op,
           ShapeNode **args,
           guint       n_args)
{
  guint flags = shape_ops[op].flags;

  if (flags & SHAPE_OP_FLAG_SORTED)
    {
      if (!is_sorted (args, n_args, shape_node_compare))
        shape_nodes_sort (args, n_args);
      move_to_front (args, n_args, TRUE);
      move_to_front (args, n_args, FALSE);
    }
  else if ((flags & SHAPE_OP_FLAG_ORDERED) && !is_sorted (args, n_args, shape_node_ordered_compare))
    shape_nodes_sort_ordered (args, n_args);
}

static ShapeNode *
add_call (ShapeExprPool    *pool,
          ShapeNode       **slot,
          ShapeOp           op,
          ShapeNode *const *args,
          guint             n_args,
          guint32           hash)
{
  gsize size = G_STRUCT_OFFSET (ShapeNode, args) + n_args * sizeof *args;
  ShapeNode *node = shape_pool_alloc_raw (pool, MAX (size, sizeof *node));

  *node = (ShapeNode){ .op = (guint16) op, .hash = hash, .n_args = n_args, .weight = 1 };
  for (guint i = 0; i < n_args; i++)
    {
      node->args[i] = args[i];
      node->kinds |= args[i]->kinds;
      node->height = MAX (node->height, args[i]->height + 1);
      node->weight += args[i]->weight;
    }
  return enter (pool, slot, node);
}

/* A call that is there already was within the budgets when it was made. */
static gboolean
may_add_call (ShapeExprPool    *pool,
              ShapeNode *const *args,
              guint             n_args)
{
  for (guint i = 0; i < n_args; i++)
    if (args[i]->height >= pool->max_depth)
      {
        shape_pool_fail (pool, SHAPE_ERROR_LIMIT, "an expression is deeper than %u", pool->max_depth);
        return FALSE;
      }
  if (pool->n_nodes < pool->max_nodes || pool->is_patient)
    return TRUE;
  shape_pool_fail (pool, SHAPE_ERROR_LIMIT, "more than %u expressions", pool->max_nodes);
  return FALSE;
}

ShapeNode *
shape_node_intern_sorted (ShapeExprPool    *pool,
                          ShapeOp           op,
                          ShapeNode *const *args,
                          guint             n_args)
{
  guint64 hash = op;
  ShapeNode **slot;

  for (guint i = 0; i < n_args; i++)
    {
      if (SHAPE_IS (args[i], ERROR))
        return args[i];
      hash = shape_hash_word (hash, args[i]->hash);
    }
  pool->steps_left -= (gint) n_args;
  if (!shape_pool_step (pool))
    return pool->error_node;
  slot = find_call (pool, op, args, n_args, (guint32) hash);
  if (*slot != NULL)
    return *slot;
  if (!may_add_call (pool, args, n_args))
    return pool->error_node;
  return add_call (pool, slot, op, args, n_args, (guint32) hash);
}

ShapeNode *
shape_node_intern (ShapeExprPool    *pool,
                   ShapeOp           op,
                   ShapeNode *const *args,
                   guint             n_args)
{
  ShapeNode *few[32], **sorted = few;
  ShapeNode *node;

  for (guint i = 0; i < n_args; i++)
    if (SHAPE_IS (args[i], ERROR))
      return args[i];
  if (n_args > G_N_ELEMENTS (few))
    sorted = g_new (ShapeNode *, n_args);
  memcpy (sorted, args, n_args * sizeof *args);
  sort_args (op, sorted, n_args);
  node = shape_node_intern_sorted (pool, op, sorted, n_args);
  if (sorted != few)
    g_free (sorted);
  return node;
}
