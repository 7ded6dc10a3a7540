/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"
#include "shape-float-private.h"

#include <string.h>

/* Making numbers, symbols and constants. */

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
  node = shape_pool_intern_atom (pool, &draft);
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
  shape_pool_count_atom (pool);
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
  node = shape_pool_intern_atom (pool, &draft);
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
  return shape_pool_intern_atom (pool, &draft);
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
  node = shape_pool_intern_atom (pool, &draft);
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
  node = shape_pool_intern_atom (pool, &draft);
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
  return shape_pool_intern_atom (pool, &draft);
}

ShapeNode *
shape_node_constant (ShapeExprPool *pool,
                     ShapeOp        op)
{
  ShapeNode draft = { .op = op };

  return shape_pool_intern_atom (pool, &draft);
}

ShapeNode *
shape_node_bool (ShapeExprPool *pool,
                 gboolean       value)
{
  return value ? pool->true_node : pool->false_node;
}
