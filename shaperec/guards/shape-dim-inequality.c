/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-solver-parts-private.h"

#include <flint/fmpz_poly.h>
#include <flint/fmpz_poly_factor.h>

/* Inequalities in one unknown, solved by cells: all roots of all polynomials, sorted,
 * cut the line into open intervals (even cells) and points (odd cells), in each of which
 * every relation holds everywhere or nowhere. A solution is a set of cells. */

/* The greatest degree that is read. */
#define MAX_DEGREE 512

/* A root: (a + sign * sqrt (d)) / c; or one that has no such form, of an irreducible polynomial. */
typedef struct
{
  ShapeNode   *node;
  fmpz_t       a;
  fmpz_t       c; /* > 0 */
  fmpz_t       d; /* >= 0 */
  int          sign;
  fmpz_poly_t  polynomial; /* zero: the root has the form above */
  slong        n_above;    /* real roots of the polynomial that are greater */
} Root;

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
  GPtrArray     *roots;  /* Root, sorted */
  gboolean      *holds;  /* for each cell */
  guint          n_cells;
} Line;

static void
root_free (Root *self)
{
  fmpz_clear (self->a);
  fmpz_clear (self->c);
  fmpz_clear (self->d);
  fmpz_poly_clear (self->polynomial);
  g_free (self);
}

static inline gboolean
root_has_form (const Root *self)
{
  return fmpz_poly_is_zero (self->polynomial);
}

/* It stands as a call that no guard can be printed with, as SymPy's CRootOf does. */
static ShapeNode *
root_make_opaque_node (const Root    *self,
                       ShapeExprPool *pool)
{
  char *text = fmpz_poly_get_str_pretty (self->polynomial, "x");
  g_autofree char *name = g_strdup_printf ("CRootOf(%s, -%ld)", text, (long) self->n_above + 1);
  ShapeNode *symbol = shape_node_symbol (pool, name, (ShapeFacts) { 0 });

  flint_free (text);
  return shape_node_intern (pool, SHAPE_OP_TRUNC_TO_FLOAT, &symbol, 1);
}

static ShapeNode *
root_make_node (const Root    *self,
                ShapeExprPool *pool)
{
  ShapeNode *c, *node, *half, *surd;

  if (!root_has_form (self))
    return root_make_opaque_node (self, pool);
  c = shape_node_fmpz (pool, self->c);
  node = shape_node_div (shape_node_fmpz (pool, self->a), c);
  if (self->sign == 0)
    return node;
  half = shape_node_div (pool->one, shape_node_integer (pool, 2));
  surd = shape_node_div (shape_node_pow (shape_node_fmpz (pool, self->d), half), c);
  return shape_node_add (node, self->sign > 0 ? surd : shape_node_neg (surd));
}

/* Whether 2**bits times the root is more than @value: moves the roots there, and counts those
 * that are positive. */
static gboolean
root_exceeds (const Root   *self,
              gulong        bits,
              const fmpz_t  value)
{
  slong degree = fmpz_poly_degree (self->polynomial), n_negative, n_positive;
  fmpz_poly_t moved;

  fmpz_poly_init (moved);
  fmpz_poly_set (moved, self->polynomial);
  for (slong i = 0; i < degree; i++)
    fmpz_mul_2exp (moved->coeffs + i, moved->coeffs + i, bits * (gulong) (degree - i));
  fmpz_poly_taylor_shift (moved, moved, value);
  _fmpz_poly_num_real_roots_sturm (&n_negative, &n_positive, moved->coeffs, moved->length);
  fmpz_poly_clear (moved);
  return n_positive > self->n_above;
}

/* No root is beyond 1 and the greatest coefficient, each way. */
static void
root_search (const Root *self,
             gulong      bits,
             fmpz_t      out)
{
  gulong n_steps = bits + (gulong) ABS (fmpz_poly_max_bits (self->polynomial)) + 2;
  fmpz_t step;

  fmpz_init (step);
  fmpz_one (step);
  fmpz_mul_2exp (step, step, n_steps);
  fmpz_neg (out, step);
  for (; !fmpz_is_zero (step); fmpz_fdiv_q_2exp (step, step, 1))
    {
      fmpz_add (out, out, step);
      if (!root_exceeds (self, bits, out))
        fmpz_sub (out, out, step);
    }
  fmpz_clear (step);
}

/* Near 2**bits times the root, by less than 2. */
static void
root_scale (const Root *self,
            gulong      bits,
            fmpz_t      out)
{
  fmpz_t surd;

  if (!root_has_form (self))
    {
      root_search (self, bits, out);
      return;
    }
  fmpz_init (surd);
  fmpz_mul_2exp (surd, self->d, 2 * bits);
  fmpz_sqrt (surd, surd);
  fmpz_mul_2exp (out, self->a, bits);
  if (self->sign > 0)
    fmpz_add (out, out, surd);
  else if (self->sign < 0)
    fmpz_sub (out, out, surd);
  fmpz_fdiv_q (out, out, self->c);
  fmpz_clear (surd);
}

/* Different roots part at some precision. */
static int
root_compare (gconstpointer a,
              gconstpointer b)
{
  const Root *left = *(Root *const *) a, *right = *(Root *const *) b;
  int result = 0;
  fmpz_t x, y;

  if (left->node == right->node)
    return 0;
  fmpz_init (x);
  fmpz_init (y);
  for (gulong bits = 64; result == 0; bits *= 2)
    {
      root_scale (left, bits, x);
      root_scale (right, bits, y);
      fmpz_sub (x, x, y);
      if (fmpz_cmp_si (x, 4) > 0 || fmpz_cmp_si (x, -4) < 0)
        result = fmpz_sgn (x);
    }
  fmpz_clear (x);
  fmpz_clear (y);
  return result;
}

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

static void
line_add_root (Line *self,
               Root *root)
{
  if (fmpz_sgn (root->c) < 0)
    {
      fmpz_neg (root->a, root->a);
      fmpz_neg (root->c, root->c);
      root->sign = -root->sign;
    }
  root->node = root_make_node (root, self->pool);
  for (guint i = 0; i < self->roots->len; i++)
    if (((Root *) g_ptr_array_index (self->roots, i))->node == root->node)
      {
        root_free (root);
        return;
      }
  g_ptr_array_add (self->roots, root);
}

static Root *
root_new (int sign)
{
  Root *self = g_new0 (Root, 1);

  self->sign = sign;
  fmpz_init (self->a);
  fmpz_init (self->c);
  fmpz_init (self->d);
  fmpz_poly_init (self->polynomial);
  return self;
}

/* The root of bx + a. */
static Root *
make_linear_root (const fmpz_poly_struct *factor)
{
  Root *self = root_new (0);

  fmpz_poly_get_coeff_fmpz (self->a, factor, 0);
  fmpz_neg (self->a, self->a);
  fmpz_poly_get_coeff_fmpz (self->c, factor, 1);
  return self;
}

/* A root of cxx + bx + a: (-b +- sqrt (bb - 4ac)) / 2c. */
static Root *
make_square_root (const fmpz_poly_struct *factor,
                  int                     sign)
{
  Root *self = root_new (sign);

  fmpz_poly_discriminant (self->d, factor);
  fmpz_poly_get_coeff_fmpz (self->a, factor, 1);
  fmpz_neg (self->a, self->a);
  fmpz_poly_get_coeff_fmpz (self->c, factor, 2);
  fmpz_mul_si (self->c, self->c, 2);
  return self;
}

static Root *
make_opaque_root (const fmpz_poly_struct *factor,
                  slong                   n_above)
{
  Root *self = root_new (0);

  fmpz_poly_set (self->polynomial, factor);
  self->n_above = n_above;
  return self;
}

/* Appends the real roots of an irreducible factor. */
static void
append_roots (const fmpz_poly_struct *factor,
              GPtrArray              *roots)
{
  slong degree = fmpz_poly_degree (factor), n_roots;

  if (degree == 1)
    g_ptr_array_add (roots, make_linear_root (factor));
  if (degree < 2)
    return;
  n_roots = fmpz_poly_num_real_roots (factor);
  if (degree == 2 && n_roots > 0)
    {
      g_ptr_array_add (roots, make_square_root (factor, -1));
      g_ptr_array_add (roots, make_square_root (factor, 1));
    }
  for (slong i = 0; degree > 2 && i < n_roots; i++)
    g_ptr_array_add (roots, make_opaque_root (factor, i));
}

static void
line_add_relation (Line           *self,
                   const Relation *relation)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();

  for (slong i = 0; i < relation->factors->num; i++)
    append_roots (relation->factors->p + i, roots);
  for (guint i = 0; i < roots->len; i++)
    line_add_root (self, g_ptr_array_index (roots, i));
}

static guint
line_find_root (Line *self,
                Root *root)
{
  ShapeNode *node;
  guint i = 0;

  if (fmpz_sgn (root->c) < 0)
    {
      fmpz_neg (root->a, root->a);
      fmpz_neg (root->c, root->c);
      root->sign = -root->sign;
    }
  node = root_make_node (root, self->pool);
  root_free (root);
  while (((Root *) g_ptr_array_index (self->roots, i))->node != node)
    i++;
  return i;
}

/* For each root of the line, how often the factors have it. */
static void
line_count_roots (Line                     *self,
                  const fmpz_poly_factor_t  factors,
                  gulong                   *counts)
{
  for (slong i = 0; i < factors->num; i++)
    {
      g_autoptr (GPtrArray) roots = g_ptr_array_new ();

      append_roots (factors->p + i, roots);
      for (guint j = 0; j < roots->len; j++)
        counts[line_find_root (self, g_ptr_array_index (roots, j))] += (gulong) factors->exp[i];
    }
}

static gboolean
sign_satisfies (int     sign,
                ShapeOp op)
{
  switch (op)
    {
    case SHAPE_OP_EQ:
      return sign == 0;
    case SHAPE_OP_NE:
      return sign != 0;
    case SHAPE_OP_LT:
      return sign < 0;
    case SHAPE_OP_LE:
      return sign <= 0;
    case SHAPE_OP_GT:
      return sign > 0;
    default:
      return sign >= 0;
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

      self->holds[i] &= sign_satisfies (at_root ? 0 : sign, relation->op);
      if (i % 2 == 1 && poles[i / 2] > 0)
        self->holds[i] = FALSE;
      if (at_root && zeros[i / 2] % 2 == 1)
        sign = -sign;
    }
}

/* The root where the line from @cell on begins, or where it ends; NULL where it goes on. */
static const Root *
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
line_compare (Line       *self,
              ShapeOp     op,
              const Root *limit)
{
  gboolean is_upper = op == SHAPE_OP_LT || op == SHAPE_OP_LE;
  ShapeNode *args[2] = { self->symbol, limit->node };
  fmpz_t zero = { 0 };

  if (root_has_form (limit))
    return shape_node_build (self->pool, op, args, 2);
  if (op == SHAPE_OP_EQ || op == SHAPE_OP_NE)
    return shape_pool_fail (self->pool, SHAPE_ERROR_FAILED, "a point that is a root of degree %ld",
                            (long) fmpz_poly_degree (limit->polynomial));
  if (!root_exceeds (limit, 0, zero) && shape_node_is_yes (self->symbol, SHAPE_FACT_NONNEGATIVE))
    return shape_node_bool (self->pool, !is_upper);
  return shape_node_intern (self->pool, op, args, 2);
}

/* The same, of @limit and the unknown. */
static ShapeNode *
line_compare_mirrored (Line       *self,
                       ShapeOp     op,
                       const Root *limit)
{
  ShapeNode *args[2] = { limit->node, self->symbol }, *relation;

  if (root_has_form (limit))
    return shape_node_build (self->pool, op, args, 2);
  relation = line_compare (self, op == SHAPE_OP_LT ? SHAPE_OP_GT : SHAPE_OP_GE, limit);
  return SHAPE_IS_RELATIONAL (relation) ? shape_node_intern (self->pool, op, args, 2) : relation;
}

static ShapeNode *
line_describe_end (Line  *self,
                   guint  last)
{
  const Root *limit = line_get_limit (self, last, TRUE);

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
  const Root *limit = line_get_limit (self, first, FALSE);

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
  const Root *limit = line_get_limit (self, first, FALSE);

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
    if (!root_has_form (g_ptr_array_index (self->roots, i)))
      return TRUE;
  return FALSE;
}

static guint
line_find_cell (const Line *self,
                ShapeNode  *integer)
{
  Root *point = root_new (0);
  guint cell = 2 * self->roots->len;

  fmpz_set (point->a, integer->integer);
  fmpz_one (point->c);
  point->node = integer;
  for (guint i = self->roots->len; i-- > 0; )
    {
      int order = root_compare (&self->roots->pdata[i], &point);

      if (order >= 0)
        cell = 2 * i + (order == 0 ? 1 : 0);
    }
  root_free (point);
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

/* Of several spans, where one could not tell by their text, that of the hint. */
static ShapeNode *
line_to_node (Line      *self,
              ShapeNode *hint) /* an integer, or NULL */
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autofree ShapeNode **parts = NULL;
  const Span *span;

  for (guint i = 0; i < self->n_cells; i++)
    {
      Span next = { i, i };

      if (!self->holds[i])
        continue;
      while (i + 1 < self->n_cells && self->holds[i + 1])
        next.last = ++i;
      g_array_append_val (spans, next);
    }
  span = &g_array_index (spans, Span, 0);
  if (spans->len == 2 && span[0].last + 2 == span[1].first && span[1].first % 2 == 0
      && !(span[0].first == span[0].last && span[0].first % 2 == 1))
    return line_describe_gap (self, span[0].first, span[0].last + 1, span[1].last);
  if (spans->len > 1 && hint != NULL && line_has_opaque_root (self))
    {
      span = find_span (spans, line_find_cell (self, hint));
      if (span != NULL)
        return line_describe (self, span->first, span->last);
    }
  parts = g_new (ShapeNode *, spans->len + 1);
  for (guint i = 0; i < spans->len; i++)
    parts[i] = line_describe (self, span[i].first, span[i].last);
  return shape_node_build (self->pool, SHAPE_OP_OR, parts, spans->len);
}

/* Where all of some relations with zero hold. */
static ShapeNode *
solve_system (ShapeNode        *symbol,
              ShapeNode *const *relations,
              guint             n_relations,
              ShapeNode        *hint) /* or NULL */
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func ((GDestroyNotify) root_free);
  g_autofree gboolean *holds = NULL;
  Line line = { .pool = symbol->pool, .symbol = symbol, .roots = roots };

  for (guint i = 0; i < n_relations; i++)
    {
      Relation *relation = relation_read (line.pool, relations[i]);

      if (relation == NULL)
        return line.pool->error_node;
      g_ptr_array_add (read, relation);
      line_add_relation (&line, relation);
      if (shape_pool_has_error (line.pool))
        return line.pool->error_node;
    }
  g_ptr_array_sort (roots, root_compare);
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
