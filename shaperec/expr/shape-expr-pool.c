/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-float-private.h"
#include "../shape-hash-private.h"

#include <string.h>

/**
 * ShapeExprPool:
 *
 * Owns every expression that is made in it.
 *
 * A pool is an arena and a table: the same expression is made once, so two equal
 * expressions are the same pointer, and comparing them costs nothing. Expressions
 * live as long as their pool; a [struct@Expr] keeps it alive. One pool may serve
 * many environments, all in one thread.
 *
 * A pool has budgets: for the number of its nodes, for the depth of a tree, and for the
 * time that one question may take. A question that would pass one fails with
 * %SHAPE_ERROR_LIMIT; the pool, and the environments that it serves, can be asked on.
 */

/* A pool of one small trace stays small; a large one is filled in few steps. */
#define FIRST_CHUNK   (8 * 1024)
#define LARGEST_CHUNK (256 * 1024)
#define FIRST_SLOTS   1024
#define MANY_SLOTS    (16 * 1024)

G_DEFINE_BOXED_TYPE (ShapeExprPool, shape_expr_pool, shape_expr_pool_ref, shape_expr_pool_unref)

static gpointer
add_chunk (ShapeExprPool *pool,
           gsize          size)
{
  gpointer chunk = g_malloc (size);

  pool->n_bytes += size;
  g_ptr_array_add (pool->chunks, chunk);
  return chunk;
}

/* Whatever is left of the last chunk is too small. */
static G_GNUC_NO_INLINE gpointer
alloc_elsewhere (ShapeExprPool *pool,
                 gsize          size)
{
  if (size > pool->next_chunk / 8)
    return add_chunk (pool, size);
  pool->free_start = add_chunk (pool, pool->next_chunk);
  pool->free_end = pool->free_start + pool->next_chunk;
  pool->next_chunk = MIN (pool->next_chunk * 2, LARGEST_CHUNK);
  pool->free_start += size;
  return pool->free_start - size;
}

/* 8-aligned, and not zeroed: a node is written as a whole. */
static inline gpointer
alloc_raw (ShapeExprPool *pool,
           gsize          size)
{
  size = (size + 7) & ~(gsize) 7;
  if ((gsize) (pool->free_end - pool->free_start) < size)
    return alloc_elsewhere (pool, size);
  pool->free_start += size;
  return pool->free_start - size;
}

gpointer
shape_pool_alloc (ShapeExprPool *pool,
                  gsize          size)
{
  return memset (alloc_raw (pool, size), 0, size);
}

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

/* An atom costs, but is never refused: a number is a number wherever one is made. */
static inline void
count_atom (ShapeExprPool *pool)
{
  pool->steps_left -= pool->steps_left > 0;
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

/* Finds the atom that equals @draft, or copies @draft into the arena. */
static ShapeNode *
intern_atom (ShapeExprPool *pool,
             ShapeNode     *draft)
{
  ShapeNode **slot, *node;

  count_atom (pool);
  draft->hash = hash_atom (draft);
  slot = find_atom (pool, draft);
  if (*slot != NULL)
    return *slot;

  node = alloc_raw (pool, sizeof *node);
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
  ShapeNode *node = alloc_raw (pool, MAX (size, sizeof *node));

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

static ShapeNode *
intern_integer (ShapeExprPool *pool,
                const fmpz_t   value)
{
  ShapeNode draft = { .op = SHAPE_OP_INTEGER };
  guint n_before = pool->n_nodes;
  ShapeNode *node;

  if (!shape_pool_can_hold (pool, value))
    return pool->error_node;
  draft.integer[0] = value[0];
  node = intern_atom (pool, &draft);
  if (pool->n_nodes != n_before && COEFF_IS_MPZ (*value))
    {
      fmpz_init_set (node->integer, value);
      g_ptr_array_add (pool->big_numbers, node);
    }
  return node;
}

ShapeNode *
shape_node_fmpz (ShapeExprPool *pool,
                 const fmpz_t   value)
{
  guint64 place = (guint64) *value - SHAPE_LEAST_SMALL_INTEGER; /* a large one where FLINT holds it elsewhere */

  if (place >= SHAPE_N_SMALL_INTEGERS)
    return intern_integer (pool, value);
  if (pool->small_integers[place] == NULL)
    pool->small_integers[place] = intern_integer (pool, value);
  count_atom (pool);
  return pool->small_integers[place];
}

ShapeNode *
shape_node_integer (ShapeExprPool *pool,
                    gint64         value)
{
  ShapeNode *node;
  fmpz_t number;

  fmpz_init_set_si (number, value);
  node = shape_node_fmpz (pool, number);
  fmpz_clear (number);
  return node;
}

ShapeNode *
shape_node_fmpq (ShapeExprPool *pool,
                 const fmpq_t   value)
{
  ShapeNode draft = { .op = SHAPE_OP_RATIONAL };
  guint n_before = pool->n_nodes;
  ShapeNode *node;

  if (fmpz_is_one (fmpq_denref (value)))
    return shape_node_fmpz (pool, fmpq_numref (value));
  if (!shape_pool_can_hold (pool, fmpq_numref (value)) || !shape_pool_can_hold (pool, fmpq_denref (value)))
    return pool->error_node;
  draft.rational[0] = value[0];
  node = intern_atom (pool, &draft);
  if (pool->n_nodes != n_before)
    {
      fmpq_init (node->rational);
      fmpq_set (node->rational, value);
      g_ptr_array_add (pool->big_numbers, node);
    }
  return node;
}

ShapeNode *
shape_node_ratio (ShapeExprPool *pool,
                  gint64         numerator,
                  gint64         denominator)
{
  ShapeNode *node;
  fmpz_t p, q;
  fmpq_t value;

  fmpz_init_set_si (p, numerator);
  fmpz_init_set_si (q, denominator);
  fmpq_init (value);
  fmpq_set_fmpz_frac (value, p, q);
  node = shape_node_fmpq (pool, value);
  fmpq_clear (value);
  fmpz_clear (q);
  fmpz_clear (p);
  return node;
}

ShapeNode *
shape_node_float (ShapeExprPool *pool,
                  double         value)
{
  ShapeNode draft = { .op = SHAPE_OP_FLOAT };

  if (value != value)
    return shape_node_constant (pool, SHAPE_OP_NAN);
  if (value - value != 0)
    return shape_node_constant (pool, value > 0 ? SHAPE_OP_INFINITY : SHAPE_OP_NEGATIVE_INFINITY);
  draft.real = value == 0 ? 0.0 : value; /* SymPy's Float has one zero */
  return intern_atom (pool, &draft);
}

/* The digits lie in the pool, where nothing needs to free them. */
static const ShapeWideFloat *
keep_wide (ShapeExprPool *pool,
           mpfr_srcptr    value)
{
  mpfr_prec_t precision = mpfr_get_prec (value);
  ShapeWideFloat *kept = shape_pool_alloc (pool, sizeof *kept);
  void *digits = shape_pool_alloc (pool, mpfr_custom_get_size (precision));

  mpfr_custom_init (digits, precision);
  mpfr_custom_init_set (kept->value, MPFR_ZERO_KIND, 0, precision, digits);
  mpfr_set (kept->value, value, MPFR_RNDN);
  return kept;
}

ShapeNode *
shape_node_wide_float (ShapeExprPool *pool,
                       mpfr_srcptr    value)
{
  guint n_before = pool->n_nodes;
  ShapeWideFloat wide = { { *value } };
  ShapeNode draft = { .op = SHAPE_OP_FLOAT }, *node;

  draft.real = mpfr_get_d (value, MPFR_RNDN);
  draft.wide = &wide;
  node = intern_atom (pool, &draft);
  if (pool->n_nodes != n_before)
    node->wide = keep_wide (pool, value);
  return node;
}

ShapeNode *
shape_node_symbol (ShapeExprPool *pool,
                   const char    *name,
                   ShapeFacts     given)
{
  ShapeNode draft = { .op = SHAPE_OP_SYMBOL };
  ShapeNode *known = g_hash_table_lookup (pool->names, name), *node;

  if (known == NULL)
    draft.symbol.name = strcpy (shape_pool_alloc (pool, strlen (name) + 1), name);
  else
    draft.symbol.name = known->symbol.name;
  draft.symbol.given = given;
  node = intern_atom (pool, &draft);
  if (node != known)
    g_hash_table_replace (pool->names, (gpointer) node->symbol.name, node);
  if (node->facts.known == 0)
    {
      node->facts = given;
      shape_facts_give (&node->facts, SHAPE_FACT_COMMUTATIVE, TRUE);
      shape_facts_close (&node->facts);
    }
  return node;
}

ShapeNode *
shape_node_symbol_int (ShapeExprPool *pool,
                       const char    *name,
                       gboolean       positive)
{
  ShapeFacts given = { 0 };

  shape_facts_give (&given, SHAPE_FACT_INTEGER, TRUE);
  if (positive)
    shape_facts_give (&given, SHAPE_FACT_POSITIVE, TRUE);
  return shape_node_symbol (pool, name, given);
}

ShapeNode *
shape_node_singleton (ShapeExprPool *pool,
                      gint64         value,
                      gint64         coeff)
{
  ShapeNode draft = { .op = SHAPE_OP_SINGLETON_INT };

  draft.singleton.value = value;
  draft.singleton.coeff = coeff;
  return intern_atom (pool, &draft);
}

ShapeNode *
shape_node_constant (ShapeExprPool *pool,
                     ShapeOp        op)
{
  ShapeNode draft = { .op = op };

  return intern_atom (pool, &draft);
}

ShapeNode *
shape_node_bool (ShapeExprPool *pool,
                 gboolean       value)
{
  return value ? pool->true_node : pool->false_node;
}

ShapeNode *
shape_pool_memo_get (ShapeExprPool *pool,
                     ShapeMemo      memo,
                     ShapeNode     *key)
{
  return pool->memos[memo] != NULL ? shape_node_memo_get (pool->memos[memo], key) : NULL;
}

ShapeNode *
shape_pool_memo_set (ShapeExprPool *pool,
                     ShapeMemo      memo,
                     ShapeNode     *key,
                     ShapeNode     *value)
{
  if (shape_pool_has_error (pool))
    return value;
  if (pool->memos[memo] == NULL)
    pool->memos[memo] = shape_node_memo_new ();
  shape_node_memo_set (pool->memos[memo], key, value);
  return value;
}

/* It has no arguments, but whoever takes it for another kind, and looks at one, finds it again. */
static ShapeNode *
make_error_node (ShapeExprPool *pool)
{
  ShapeNode *node = shape_pool_alloc (pool, G_STRUCT_OFFSET (ShapeNode, args) + 4 * sizeof (ShapeNode *));

  node->pool = pool;
  node->op = SHAPE_OP_ERROR;
  node->kinds = SHAPE_KIND_BIT (SHAPE_OP_ERROR);
  node->weight = 1;
  node->id = pool->n_nodes++;
  for (guint i = 0; i < 4; i++)
    node->args[i] = node;
  return node;
}

/**
 * shape_expr_pool_new:
 *
 * Makes an empty pool.
 *
 * Returns: (transfer full): a new pool
 */
ShapeExprPool *
shape_expr_pool_new (void)
{
  ShapeExprPool *pool = g_new0 (ShapeExprPool, 1);

  g_ref_count_init (&pool->ref_count);
  pool->chunks = g_ptr_array_new_with_free_func (g_free);
  pool->next_chunk = FIRST_CHUNK;
  pool->n_slots = FIRST_SLOTS;
  pool->slots = g_new0 (ShapeNode *, pool->n_slots);
  pool->n_bytes = pool->n_slots * sizeof *pool->slots;
  pool->calls = shape_calls_new ();
  pool->big_numbers = g_ptr_array_new ();
  pool->names = g_hash_table_new (g_str_hash, g_str_equal);
  shape_pool_init_budgets (pool);
  pool->error_node = make_error_node (pool);
  pool->zero = shape_node_integer (pool, 0);
  pool->one = shape_node_integer (pool, 1);
  pool->minus_one = shape_node_integer (pool, -1);
  pool->true_node = shape_node_constant (pool, SHAPE_OP_TRUE);
  pool->false_node = shape_node_constant (pool, SHAPE_OP_FALSE);
  return pool;
}

/**
 * shape_expr_pool_ref:
 * @pool: a pool
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @pool
 */
ShapeExprPool *
shape_expr_pool_ref (ShapeExprPool *pool)
{
  g_return_val_if_fail (pool != NULL, NULL);

  g_ref_count_inc (&pool->ref_count);
  return pool;
}

/**
 * shape_expr_pool_unref:
 * @pool: (transfer full): a pool
 *
 * Drops a reference; with the last one the pool and all its expressions go.
 */
void
shape_expr_pool_unref (ShapeExprPool *pool)
{
  g_return_if_fail (pool != NULL);

  if (!g_ref_count_dec (&pool->ref_count))
    return;
  for (guint i = 0; i < pool->big_numbers->len; i++)
    {
      ShapeNode *node = pool->big_numbers->pdata[i];

      if (node->op == SHAPE_OP_INTEGER)
        fmpz_clear (node->integer);
      else
        fmpq_clear (node->rational);
    }
  for (guint i = 0; i < SHAPE_N_MEMOS; i++)
    g_clear_pointer (&pool->memos[i], shape_node_memo_free);
  g_clear_pointer (&pool->printed_orders, g_hash_table_unref);
  g_clear_pointer (&pool->analysis, pool->free_analysis);
  g_clear_error (&pool->error);
  g_ptr_array_unref (pool->big_numbers);
  g_hash_table_unref (pool->names);
  g_free (pool->slots);
  g_free (pool->calls);
  g_ptr_array_unref (pool->chunks);
  g_free (pool);
}

/**
 * shape_expr_pool_get_n_nodes:
 * @pool: a pool
 *
 * Gets how many expressions the pool holds, parts of others included.
 *
 * Returns: the number of nodes
 */
guint
shape_expr_pool_get_n_nodes (ShapeExprPool *pool)
{
  g_return_val_if_fail (pool != NULL, 0);

  return pool->n_nodes;
}
