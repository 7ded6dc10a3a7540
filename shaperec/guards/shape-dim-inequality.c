/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-solver-parts-private.h"
#include "shape-real-root-private.h"

#include "../analysis/shape-example-private.h"

#include <flint/fmpz_poly_factor.h>

/* Inequalities in one unknown, solved by cells: all roots of all polynomials, sorted,
 * cut the line into open intervals (even cells) and points (odd cells), in each of which
 * every relation holds everywhere or nowhere. A solution is a set of cells. */

/* The greatest degree that is read. */
#define MAX_DEGREE 512

typedef struct
{
  fmpz_poly_t         numerator;
  fmpz_poly_t         denominator;
  fmpz_poly_factor_t  factors; /* of their product */
  fmpz_poly_factor_t  poles;
  ShapeOp             op;
} Relation;

typedef struct
{
  ShapeExprPool *pool;
  ShapeNode     *symbol;
  GPtrArray     *roots;  /* ShapeRealRoot, sorted */
  gboolean      *holds;  /* for each cell */
  guint          n_cells;
} Line;

static void
relation_free (Relation *self)
{
  fmpz_poly_clear (self->numerator);
  fmpz_poly_clear (self->denominator);
  fmpz_poly_factor_clear (self->factors);
  fmpz_poly_factor_clear (self->poles);
  g_free (self);
}

static Relation *
relation_new (ShapeOp op)
{
  Relation *self = g_new0 (Relation, 1);

  self->op = op;
  fmpz_poly_init (self->numerator);
  fmpz_poly_init (self->denominator);
  fmpz_poly_factor_init (self->factors);
  fmpz_poly_factor_init (self->poles);
  return self;
}

static gboolean read_fraction (ShapeNode *node, fmpz_poly_t numerator, fmpz_poly_t denominator);

static gboolean
read_power (ShapeNode   *node,
            fmpz_poly_t  numerator,
            fmpz_poly_t  denominator)
{
  gint64 exponent;

  if (!shape_node_get_int64 (shape_node_rhs (node), &exponent)
      || exponent < -MAX_DEGREE || exponent > MAX_DEGREE
      || !read_fraction (shape_node_lhs (node), numerator, denominator)
      || (fmpz_poly_length (numerator) + fmpz_poly_length (denominator)) * ABS (exponent) > 2 * MAX_DEGREE)
    return FALSE;
  if (exponent < 0)
    fmpz_poly_swap (numerator, denominator);
  fmpz_poly_pow (numerator, numerator, (gulong) ABS (exponent));
  fmpz_poly_pow (denominator, denominator, (gulong) ABS (exponent));
  return TRUE;
}

/* Adds or multiplies the arguments up. */
static gboolean
read_arguments (ShapeNode   *node,
                fmpz_poly_t  numerator,
                fmpz_poly_t  denominator)
{
  gboolean readable = TRUE;
  fmpz_poly_t p, q;

  fmpz_poly_init (p);
  fmpz_poly_init (q);
  fmpz_poly_set_si (numerator, SHAPE_IS (node, MUL));
  fmpz_poly_one (denominator);
  for (guint i = 0; i < node->n_args && readable; i++)
    {
      readable = read_fraction (node->args[i], p, q);
      if (SHAPE_IS (node, MUL))
        fmpz_poly_mul (numerator, numerator, p);
      else
        {
          fmpz_poly_mul (numerator, numerator, q);
          fmpz_poly_mul (p, p, denominator);
          fmpz_poly_add (numerator, numerator, p);
        }
      fmpz_poly_mul (denominator, denominator, q);
    }
  fmpz_poly_clear (p);
  fmpz_poly_clear (q);
  return readable;
}

/* The fraction that @node is, not reduced: its poles count. The only symbol is the unknown. */
static gboolean
read_fraction (ShapeNode   *node,
               fmpz_poly_t  numerator,
               fmpz_poly_t  denominator)
{
  fmpz_poly_zero (numerator);
  fmpz_poly_one (denominator);
  switch (node->op)
    {
    case SHAPE_OP_INTEGER:
      fmpz_poly_set_fmpz (numerator, node->integer);
      return TRUE;
    case SHAPE_OP_RATIONAL:
      fmpz_poly_set_fmpz (numerator, fmpq_numref (node->rational));
      fmpz_poly_set_fmpz (denominator, fmpq_denref (node->rational));
      return TRUE;
    case SHAPE_OP_SYMBOL:
      fmpz_poly_set_coeff_si (numerator, 1, 1);
      return TRUE;
    case SHAPE_OP_POW:
      return read_power (node, numerator, denominator);
    case SHAPE_OP_ADD:
    case SHAPE_OP_MUL:
      return read_arguments (node, numerator, denominator);
    default:
      return FALSE;
    }
}

static Relation *
relation_read (ShapeExprPool *pool,
               ShapeNode     *node)
{
  Relation *self = relation_new (node->op);
  fmpz_poly_t product;

  if (!read_fraction (shape_node_lhs (node), self->numerator, self->denominator))
    {
      shape_pool_fail (pool, SHAPE_ERROR_FAILED, "only fractions of polynomials with rational numbers are solved");
      relation_free (self);
      return NULL;
    }
  fmpz_poly_init (product);
  fmpz_poly_mul (product, self->numerator, self->denominator);
  if (!fmpz_poly_is_zero (product))
    fmpz_poly_factor (self->factors, product);
  fmpz_poly_factor (self->poles, self->denominator);
  fmpz_poly_clear (product);
  return self;
}

/* Its place among the roots of the line, or their number. */
static guint
line_find_root (const Line          *self,
                const ShapeRealRoot *root)
{
  guint i = 0;

  while (i < self->roots->len && !shape_real_root_equal (g_ptr_array_index (self->roots, i), root))
    i++;
  return i;
}

/* The roots of some factors, each once. */
static void
line_add_roots (Line                     *self,
                const fmpz_poly_factor_t  factors)
{
  for (slong i = 0; i < factors->num; i++)
    {
      g_autoptr (GPtrArray) roots = shape_real_roots_new (factors->p + i);

      while (roots->len > 0)
        {
          g_autoptr (ShapeRealRoot) root = g_ptr_array_steal_index (roots, 0);

          if (line_find_root (self, root) < self->roots->len)
            continue;
          shape_real_root_make_node (root, self->pool);
          g_ptr_array_add (self->roots, g_steal_pointer (&root));
        }
    }
}

/* For each root of the line, how often the factors have it. */
static void
line_count_roots (Line                     *self,
                  const fmpz_poly_factor_t  factors,
                  gulong                   *counts)
{
  for (slong i = 0; i < factors->num; i++)
    {
      g_autoptr (GPtrArray) roots = shape_real_roots_new (factors->p + i);

      for (guint j = 0; j < roots->len; j++)
        counts[line_find_root (self, g_ptr_array_index (roots, j))] += (gulong) factors->exp[i];
    }
}

/* Goes down from infinity, where the leading coefficient gives the sign. */
static void
line_apply (Line           *self,
            const Relation *relation)
{
  g_autofree gulong *zeros = g_new0 (gulong, self->roots->len + 1);
  g_autofree gulong *poles = g_new0 (gulong, self->roots->len + 1);
  int sign = 0;

  if (!fmpz_poly_is_zero (relation->numerator))
    sign = fmpz_sgn (fmpz_poly_lead (relation->numerator)) * fmpz_sgn (fmpz_poly_lead (relation->denominator));
  line_count_roots (self, relation->factors, zeros);
  line_count_roots (self, relation->poles, poles);
  for (guint i = self->n_cells; i-- > 0; )
    {
      gboolean at_root = i % 2 == 1 && zeros[i / 2] > 0;

      self->holds[i] &= shape_example_compare (relation->op, at_root ? 0 : sign, 0);
      if (i % 2 == 1 && poles[i / 2] > 0)
        self->holds[i] = FALSE;
      if (at_root && zeros[i / 2] % 2 == 1)
        sign = -sign;
    }
}

/* The root where the line from @cell on begins, or where it ends; NULL where it goes on. */
static const ShapeRealRoot *
line_get_limit (Line     *self,
                guint     cell,
                gboolean  upper)
{
  guint root = cell / 2; /* a point, or the end of an interval */

  if (cell % 2 == 0 && !upper)
    {
      if (root == 0)
        return NULL;
      root--;
    }
  return root < self->roots->len ? g_ptr_array_index (self->roots, root) : NULL;
}

/* @op of the unknown and @limit; of a limit without a form the sign alone counts, for a size. */
static ShapeNode *
line_compare (Line                *self,
              ShapeOp              op,
              const ShapeRealRoot *limit)
{
  gboolean is_upper = op == SHAPE_OP_LT || op == SHAPE_OP_LE;
  ShapeNode *args[2] = { self->symbol, limit->node };

  if (shape_real_root_has_form (limit))
    return shape_node_build (self->pool, op, args, 2);
  if (op == SHAPE_OP_EQ || op == SHAPE_OP_NE)
    return shape_pool_fail (self->pool, SHAPE_ERROR_FAILED, "a point that is a root of degree %ld",
                            (long) fmpz_poly_degree (limit->polynomial));
  if (!shape_real_root_is_positive (limit) && shape_node_is_yes (self->symbol, SHAPE_FACT_NONNEGATIVE))
    return shape_node_bool (self->pool, !is_upper);
  return shape_node_intern (self->pool, op, args, 2);
}

/* The same, of @limit and the unknown. */
static ShapeNode *
line_compare_mirrored (Line                *self,
                       ShapeOp              op,
                       const ShapeRealRoot *limit)
{
  ShapeNode *args[2] = { limit->node, self->symbol }, *relation;

  if (shape_real_root_has_form (limit))
    return shape_node_build (self->pool, op, args, 2);
  relation = line_compare (self, op == SHAPE_OP_LT ? SHAPE_OP_GT : SHAPE_OP_GE, limit);
  return SHAPE_IS_RELATIONAL (relation) ? shape_node_intern (self->pool, op, args, 2) : relation;
}

static ShapeNode *
line_describe_end (Line  *self,
                   guint  last)
{
  const ShapeRealRoot *limit = line_get_limit (self, last, TRUE);

  if (limit == NULL)
    return self->pool->true_node;
  return line_compare (self, last % 2 == 0 ? SHAPE_OP_LT : SHAPE_OP_LE, limit);
}

/* The cells from @first to @last, as bounds of the unknown. */
static ShapeNode *
line_describe (Line  *self,
               guint  first,
               guint  last)
{
  ShapeNode *bounds[2] = { self->pool->true_node, self->pool->true_node };
  const ShapeRealRoot *limit = line_get_limit (self, first, FALSE);

  if (first == last && first % 2 == 1)
    return line_compare (self, SHAPE_OP_EQ, limit);
  if (limit != NULL)
    bounds[0] = line_compare_mirrored (self, first % 2 == 0 ? SHAPE_OP_LT : SHAPE_OP_LE, limit);
  bounds[1] = line_describe_end (self, last);
  return shape_node_build (self->pool, SHAPE_OP_AND, bounds, 2);
}

/* The same without the point @gap. SymPy writes the first bound the other way round then. */
static ShapeNode *
line_describe_gap (Line  *self,
                   guint  first,
                   guint  gap,
                   guint  last)
{
  ShapeNode *parts[3] = { NULL, self->pool->true_node, line_describe_end (self, last) };
  const ShapeRealRoot *limit = line_get_limit (self, first, FALSE);

  parts[0] = line_compare (self, SHAPE_OP_NE, line_get_limit (self, gap, FALSE));
  if (limit != NULL)
    parts[1] = line_compare (self, first % 2 == 0 ? SHAPE_OP_GT : SHAPE_OP_GE, limit);
  return shape_node_build (self->pool, SHAPE_OP_AND, parts, 3);
}

typedef struct
{
  guint first;
  guint last;
} Span;

static gboolean
line_has_opaque_root (const Line *self)
{
  for (guint i = 0; i < self->roots->len; i++)
    if (!shape_real_root_has_form (g_ptr_array_index (self->roots, i)))
      return TRUE;
  return FALSE;
}

static guint
line_find_cell (const Line *self,
                ShapeNode  *integer)
{
  g_autoptr (ShapeRealRoot) point = shape_real_root_new_integer (integer);
  guint cell = 2 * self->roots->len;

  for (guint i = self->roots->len; i-- > 0; )
    {
      int order = shape_real_root_compare (&self->roots->pdata[i], &point);

      if (order >= 0)
        cell = 2 * i + (order == 0 ? 1 : 0);
    }
  return cell;
}

static const Span *
find_span (const GArray *spans,
           guint         cell)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (span->first <= cell && cell <= span->last)
        return span;
    }
  return NULL;
}

/* Rows of cells in which the relations hold. */
static GArray *
line_list_spans (const Line *self)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = 0; i < self->n_cells; i++)
    {
      Span next = { i, i };

      if (!self->holds[i])
        continue;
      while (i + 1 < self->n_cells && self->holds[i + 1])
        next.last = ++i;
      g_array_append_val (spans, next);
    }
  return spans;
}

/* Whether a point alone is missing between two spans, of which the first is more than a point. */
static gboolean
is_gap (const Span *before,
        const Span *after)
{
  gboolean is_point = before->first == before->last && before->first % 2 == 1;

  return !is_point && before->last + 2 == after->first && after->first % 2 == 0;
}

/* Of several spans, where one could not tell by their text, that of the hint. */
static ShapeNode *
line_to_node (Line      *self,
              ShapeNode *hint) /* an integer, or NULL */
{
  g_autoptr (GArray) list = line_list_spans (self);
  const Span *spans = (const Span *) (gpointer) list->data, *own = NULL;
  g_autofree ShapeNode **parts = NULL;

  if (list->len == 2 && is_gap (&spans[0], &spans[1]))
    return line_describe_gap (self, spans[0].first, spans[0].last + 1, spans[1].last);
  if (list->len > 1 && hint != NULL && line_has_opaque_root (self))
    own = find_span (list, line_find_cell (self, hint));
  if (own != NULL)
    return line_describe (self, own->first, own->last);
  parts = g_new (ShapeNode *, list->len + 1);
  for (guint i = 0; i < list->len; i++)
    parts[i] = line_describe (self, spans[i].first, spans[i].last);
  return shape_node_build (self->pool, SHAPE_OP_OR, parts, list->len);
}

/* Where all of some relations with zero hold. */
static ShapeNode *
solve_system (ShapeNode        *symbol,
              ShapeNode *const *relations,
              guint             n_relations,
              ShapeNode        *hint) /* or NULL */
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_real_root_free);
  g_autofree gboolean *holds = NULL;
  Line line = { .pool = symbol->pool, .symbol = symbol, .roots = roots };

  for (guint i = 0; i < n_relations; i++)
    {
      Relation *relation = relation_read (line.pool, relations[i]);

      if (relation == NULL)
        return line.pool->error_node;
      g_ptr_array_add (read, relation);
      line_add_roots (&line, relation->factors);
      if (shape_pool_has_error (line.pool))
        return line.pool->error_node;
    }
  g_ptr_array_sort (roots, shape_real_root_compare);
  line.n_cells = 2 * roots->len + 1;
  line.holds = holds = g_new (gboolean, line.n_cells);
  for (guint i = 0; i < line.n_cells; i++)
    holds[i] = TRUE;
  for (guint i = 0; i < n_relations; i++)
    line_apply (&line, g_ptr_array_index (read, i));
  return line_to_node (&line, hint);
}

/* Whether the unknown stands in no denominator. */
static gboolean
is_polynomial (ShapeNode *node)
{
  gint64 exponent;

  if (SHAPE_IS (node, POW))
    return shape_node_get_int64 (shape_node_rhs (node), &exponent) && exponent > 0 && is_polynomial (shape_node_lhs (node));
  if (SHAPE_IS (node, ADD) || SHAPE_IS (node, MUL))
    for (guint i = 0; i < node->n_args; i++)
      if (!is_polynomial (node->args[i]))
        return FALSE;
  return TRUE;
}

/* Polynomials are solved together, any other fraction alone. */
ShapeNode *
shape_reduce_inequalities (ShapeNode        *symbol,
                           ShapeNode *const *relations,
                           guint             n_relations,
                           ShapeNode        *hint)
{
  ShapeExprPool *pool = symbol->pool;
  g_autoptr (GPtrArray) polynomials = g_ptr_array_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < n_relations; i++)
    {
      ShapeNode *relation = relations[i], *difference;

      if (SHAPE_IS_RELATIONAL (relation))
        {
          difference = shape_node_sub (shape_node_lhs (relation), shape_node_rhs (relation));
          relation = shape_node_build2 (relation->op, difference, pool->zero);
        }
      if (SHAPE_IS (relation, TRUE))
        continue;
      if (!SHAPE_IS_RELATIONAL (relation))
        return relation;
      if (is_polynomial (shape_node_lhs (relation)))
        g_ptr_array_add (polynomials, relation);
      else
        g_ptr_array_add (parts, solve_system (symbol, &relation, 1, NULL));
    }
  if (polynomials->len > 0)
    g_ptr_array_insert (parts, 0, solve_system (symbol, (ShapeNode *const *) polynomials->pdata, polynomials->len,
                                                parts->len == 0 ? hint : NULL));
  return shape_node_build (pool, SHAPE_OP_AND, (ShapeNode *const *) parts->pdata, parts->len);
}
