/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-solver-parts-private.h"

#include "../analysis/shape-example-private.h"
#include "../env/shape-env-private.h"

/* What a solver is told, and what it found. */

static void
clear_equality (gpointer data)
{
  ShapeDimEquality *equality = data;

  shape_source_unref (equality->source);
}

GArray *
shape_dim_equalities_new (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (ShapeDimEquality));

  g_array_set_clear_func (self, clear_equality);
  return self;
}

ShapeDimSolver *
shape_dim_solver_new (const ShapeDimScope *scope)
{
  ShapeDimSolver *self = g_new0 (ShapeDimSolver, 1);

  self->scope = *scope;
  self->equalities = shape_dim_equalities_new ();
  self->ranges = g_array_new (FALSE, FALSE, sizeof (ShapeDimRange));
  self->static_results = g_ptr_array_new_with_free_func (g_free);
  self->dynamic_results = g_ptr_array_new_with_free_func (g_free);
  self->inconsistencies = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
shape_dim_solver_set_scope (ShapeDimSolver      *self,
                            const ShapeDimScope *scope)
{
  self->scope = *scope;
}

void
shape_dim_solver_free (ShapeDimSolver *self)
{
  shape_map_clear_full (&self->univariate, (GDestroyNotify) g_ptr_array_unref);
  shape_map_clear_full (&self->congruences, (GDestroyNotify) g_ptr_array_unref);
  shape_map_clear (&self->with_equalities);
  shape_map_clear (&self->substitutions);
  shape_map_clear (&self->multivariate);
  shape_map_clear (&self->roots);
  g_array_unref (self->equalities);
  g_array_unref (self->ranges);
  g_ptr_array_unref (self->static_results);
  g_ptr_array_unref (self->dynamic_results);
  g_ptr_array_unref (self->inconsistencies);
  g_free (self);
}

void
shape_dim_list_add (GPtrArray *list,
                    ShapeNode *node)
{
  if (!g_ptr_array_find (list, node, NULL))
    g_ptr_array_add (list, node);
}

const char *
shape_dim_solver_name (ShapeDimSolver *self,
                       const char     *name)
{
  const char *debug_name = self->scope.debug_name ? self->scope.debug_name (name, self->scope.data) : NULL;

  return debug_name ? debug_name : name;
}

const char *
shape_dim_solver_spell (ShapeDimSolver *self,
                        ShapeNode      *symbol)
{
  const char *name = shape_map_get (&self->roots, symbol);
  ShapeSource *source;

  if (name != NULL)
    return name;
  source = shape_symbol_sources_first (self->scope.symbol_to_sources, symbol);
  if (source != NULL)
    return shape_source_get_name (source);
  shape_pool_fail (symbol->pool, SHAPE_ERROR_ASSERTION, "Unknown symbol %s created by constraints solver",
                   symbol->symbol.name);
  return NULL;
}

void
shape_dim_take_result (GPtrArray *results,
                       char      *text)
{
  if (text == NULL || g_ptr_array_find_with_equal_func (results, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (results, text);
}

const GPtrArray *
shape_dim_solver_get_static_results (ShapeDimSolver *self)
{
  return self->static_results;
}

const GPtrArray *
shape_dim_solver_get_dynamic_results (ShapeDimSolver *self)
{
  return self->dynamic_results;
}

static void
note_inconsistency (ShapeDimSolver *self,
                    ShapeNode      *expr,
                    ShapeNode      *origin) /* or NULL */
{
  g_autofree char *text = shape_node_to_sympy_str (expr);
  g_autofree char *from = origin ? shape_node_to_sympy_str (origin) : NULL;

  if (from == NULL)
    g_ptr_array_add (self->inconsistencies, g_strdup_printf ("%s is inconsistent!", text));
  else
    g_ptr_array_add (self->inconsistencies,
                     g_strdup_printf ("%s, obtained by rewriting %s with congruences, is inconsistent!", text, from));
}

/* The operations that the solver knows. Of Max and Min the reference has its own, which it
 * does not solve either. */
static gboolean
is_known (ShapeOp op)
{
  static const ShapeOp known[] = {
    SHAPE_OP_ADD, SHAPE_OP_MUL, SHAPE_OP_POW, SHAPE_OP_MOD, SHAPE_OP_PYTHON_MOD, SHAPE_OP_FLOOR_DIV,
    SHAPE_OP_EQ, SHAPE_OP_NE, SHAPE_OP_LT, SHAPE_OP_LE, SHAPE_OP_GT, SHAPE_OP_GE, SHAPE_OP_NOT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (op == known[i])
      return TRUE;
  return FALSE;
}

static guint64
find_unknown_kinds (void)
{
  guint64 kinds = 0;

  for (guint op = 0; op < SHAPE_N_OPS; op++)
    if ((shape_ops[op].flags & SHAPE_OP_FLAG_ATOM) == 0 && !is_known (op))
      kinds |= SHAPE_KIND_BIT (op);
  return kinds;
}

static gboolean
is_out_of_reach (ShapeNode *expr)
{
  static guint64 unknown_kinds;

  if (g_once_init_enter (&unknown_kinds))
    g_once_init_leave (&unknown_kinds, find_unknown_kinds ());
  return shape_node_may_have_kinds (expr, unknown_kinds);
}

static gboolean
get_hint (ShapeDimSolver *self,
          ShapeNode      *symbol,
          gint64         *value)
{
  ShapeNode *hint = shape_map_get (self->scope.hints, symbol);

  return hint != NULL && SHAPE_IS (hint, INTEGER) && shape_node_get_int64 (hint, value);
}

/* The hints as an example. FALSE where @expr is more than that is for. */
static gboolean
set_hints (ShapeDimSolver *self,
           ShapeNode      *expr,
           ShapeExample   *example)
{
  const ShapeNodeSet *symbols = shape_node_free_symbols (expr);

  if (symbols->n > SHAPE_EXAMPLE_MAX_SYMBOLS || expr->weight > SHAPE_EXAMPLE_MAX_WEIGHT)
    return FALSE;
  for (example->n = 0; example->n < symbols->n; example->n++)
    {
      example->symbols[example->n] = symbols->nodes[example->n];
      if (!get_hint (self, symbols->nodes[example->n], &example->values[example->n]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
do_hints_contradict (ShapeDimSolver *self,
                     ShapeNode      *expr)
{
  ShapeExample example;
  gint64 truth;

  if (SHAPE_IS_RELATIONAL (expr) && set_hints (self, expr, &example)
      && shape_example_evaluate (&example, expr, &truth))
    return !truth;
  return SHAPE_IS (shape_node_xreplace_by (self->scope.hints, expr), FALSE);
}

/* TRUE where the relation is true, and no congruence is left of it. */
static gboolean
add_univariate (ShapeDimSolver *self,
                ShapeNode      *symbol,
                ShapeNode      *origin)
{
  GPtrArray *congruences = shape_map_get_list (&self->congruences, symbol);
  guint n_before = congruences->len;
  ShapeNode *expr = shape_dim_solver_rewrite (self, symbol, origin);

  if (SHAPE_IS (expr, TRUE))
    return congruences->len == n_before;
  if (do_hints_contradict (self, expr))
    note_inconsistency (self, expr, origin);
  if (SHAPE_IS (expr, EQ))
    shape_map_add (&self->with_equalities, symbol);
  shape_dim_list_add (shape_map_get_list (&self->univariate, symbol), expr);
  return FALSE;
}

static gboolean
add (ShapeDimSolver *self,
     ShapeNode      *expr)
{
  const ShapeNodeSet *symbols;

  if (SHAPE_IS (expr, TRUE))
    return TRUE;
  if (do_hints_contradict (self, expr))
    note_inconsistency (self, expr, NULL);
  if (SHAPE_IS (expr, NE) || SHAPE_IS (expr, OR) || SHAPE_IS (expr, AND) || is_out_of_reach (expr))
    return FALSE;
  symbols = shape_node_free_symbols (expr);
  if (symbols->n == 1)
    return add_univariate (self, symbols->nodes[0], expr);
  if (symbols->n > 1)
    shape_map_add (&self->multivariate, expr);
  else
    {
      g_autofree char *text = shape_node_to_sympy_str (expr);

      shape_pool_fail (expr->pool, SHAPE_ERROR_ASSERTION, "Did not expect constraint with no free variables: %s", text);
    }
  return FALSE;
}

void
shape_dim_solver_settle_ranges (ShapeDimSolver *self)
{
  g_autoptr (GArray) ranges = NULL;

  if (self->ranges->len == 0)
    return;
  ranges = g_steal_pointer (&self->ranges);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (ShapeDimRange));
  for (guint i = 0; i < ranges->len && !shape_pool_has_error (self->scope.pool); i++)
    {
      const ShapeDimRange *range = &g_array_index (ranges, ShapeDimRange, i);

      if (range->lower != NULL)
        add (self, shape_node_ge (range->symbol, range->lower));
      if (range->upper != NULL && !shape_pool_has_error (self->scope.pool))
        add (self, shape_node_le (range->symbol, range->upper));
    }
}

gboolean
shape_dim_solver_add (ShapeDimSolver *self,
                      ShapeNode      *expr)
{
  shape_dim_solver_settle_ranges (self);
  return add (self, expr);
}

/* To compare a hint that is no integer (a nested one) may fail. */
gboolean
shape_dim_range_is_open (const ShapeDimRange *self,
                         const ShapeMap      *hints)
{
  const ShapeNode *hint = shape_map_get (hints, self->symbol);
  gboolean is_open_below = self->lower == NULL || (SHAPE_IS (self->lower, INTEGER)
                                                   && !shape_node_is_yes (self->symbol, SHAPE_FACT_NONPOSITIVE));
  gboolean is_open_above = self->upper == NULL || (SHAPE_IS (self->upper, INTEGER) && shape_number_sign (self->upper) > 0);

  return (hint == NULL || SHAPE_IS (hint, INTEGER)) && is_open_below && is_open_above;
}

/* Few ask for a solution, so that a range that cannot be refused waits for them. */
void
shape_dim_solver_add_range (ShapeDimSolver      *self,
                            const ShapeDimRange *range)
{
  g_array_append_vals (self->ranges, range, 1);
  if (!shape_dim_range_is_open (range, self->scope.hints))
    shape_dim_solver_settle_ranges (self);
}

void
shape_dim_solver_add_equality (ShapeDimSolver *self,
                               ShapeSource    *source,
                               ShapeNode      *expr)
{
  ShapeDimEquality equality = { source, expr };

  if (shape_node_is_number (expr))
    {
      g_autofree char *value = shape_node_to_sympy_str (expr);

      shape_dim_take_result (self->static_results, g_strdup_printf ("%s == %s", shape_source_get_name (source), value));
      return;
    }
  shape_source_ref (source);
  g_array_append_val (self->equalities, equality);
}

static void
clear_specialization (gpointer data)
{
  g_free (((ShapeForcedSpecialization *) data)->name);
}

GArray *
shape_dim_solver_forced_specializations (ShapeDimSolver *self)
{
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (ShapeForcedSpecialization));

  g_array_set_clear_func (result, clear_specialization);
  for (guint i = 0; i < self->substitutions.n; i++)
    {
      ShapeNode *symbol = self->substitutions.entries[i].key;
      const char *source = shape_dim_solver_spell (self, symbol), *name;
      ShapeForcedSpecialization forced = { NULL, self->substitutions.entries[i].value };

      if (!shape_map_has (self->scope.marked_dynamic, symbol))
        continue;
      if (source == NULL)
        return NULL;
      name = shape_dim_solver_name (self, source);
      forced.name = name == source ? g_strdup (source) : g_strdup_printf ("%s = %s", name, source);
      g_array_append_val (result, forced);
    }
  return g_steal_pointer (&result);
}
