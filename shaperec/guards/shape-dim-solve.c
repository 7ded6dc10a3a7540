/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-solver-parts-private.h"

#include "../analysis/shape-analysis-private.h"
#include "../env/shape-env-private.h"
#include "../expr/shape-print-private.h"

/* From what a solver was told to results: equations make numbers of sizes, congruences make new sizes, and
 * what is left are ranges. */

static const char *
spell_symbol (ShapeNode *symbol,
              gpointer   data)
{
  return shape_dim_solver_spell (data, symbol);
}

/* NULL with the pool's error set. */
static char *
print (ShapeDimSolver *self,
       ShapeNode      *expr)
{
  ShapeSpelling spelling = { spell_symbol, self };
  GString *out = g_string_new (NULL);

  return g_string_free (out, !shape_node_append_python (expr, &spelling, out));
}

static gboolean
raise_inconsistencies (ShapeDimSolver *self)
{
  g_autofree char *text = NULL;

  if (self->inconsistencies->len == 0)
    return !shape_pool_has_error (self->scope.pool);
  g_ptr_array_add (self->inconsistencies, NULL);
  text = g_strjoinv ("\n", (char **) self->inconsistencies->pdata);
  g_ptr_array_set_size (self->inconsistencies, 0);
  shape_pool_fail (self->scope.pool, SHAPE_ERROR_VALUE, "The following inconsistencies were found:\n%s", text);
  return FALSE;
}

static void
fail_unexpected (ShapeNode  *symbol,
                 const char *format,
                 ShapeNode  *solution)
{
  g_autofree char *text = shape_node_to_sympy_str (solution);

  shape_pool_fail (symbol->pool, SHAPE_ERROR_ASSERTION, format, symbol->symbol.name, text);
}

/* The number that the only unknown is; NULL with the pool's error set where it is none. */
static ShapeNode *
find_value (ShapeNode *symbol,
            ShapeNode *solution)
{
  ShapeNode *equation = solution;

  if (SHAPE_IS (solution, AND))
    for (guint i = 0; i < solution->n_args && !SHAPE_IS (equation, EQ); i++)
      equation = solution->args[i];
  if (SHAPE_IS (solution, AND) && !SHAPE_IS (equation, EQ))
    fail_unexpected (symbol, "Expected an equality constraint for %s, got %s", solution);
  else if (SHAPE_IS_ATOM (equation))
    shape_pool_fail (symbol->pool, SHAPE_ERROR_VALUE, "not enough values to unpack (expected 2, got 0)");
  else if (equation->n_args != 2)
    shape_pool_fail (symbol->pool, SHAPE_ERROR_VALUE, "too many values to unpack (expected 2)");
  else if (equation->args[0] != symbol)
    fail_unexpected (symbol, "Expected a constraint on %s instead of on %s", equation->args[0]);
  return shape_pool_has_error (symbol->pool) ? NULL : equation->args[1];
}

/* @symbol is a number: relations of several symbols may have one fewer now. */
static void
specialize (ShapeDimSolver *self,
            ShapeNode      *symbol,
            ShapeNode      *value)
{
  const char *name = shape_dim_solver_spell (self, symbol);
  g_autofree char *text = shape_node_to_sympy_str (value);
  ShapeMap relations = self->multivariate;

  if (name == NULL)
    return;
  shape_dim_take_result (self->static_results, g_strdup_printf ("%s == %s", name, text));
  shape_map_put (&self->substitutions, symbol, value);
  self->multivariate = (ShapeMap) { 0 };
  for (guint i = 0; i < relations.n && !shape_pool_has_error (symbol->pool); i++)
    shape_dim_solver_add (self, shape_node_xreplace (relations.entries[i].key, &symbol, &value, 1));
  shape_map_clear (&relations);
}

static ShapeNode *
reduce (ShapeDimSolver  *self,
        ShapeNode       *symbol,
        const GPtrArray *relations)
{
  ShapeNode *hint = shape_map_get (self->scope.hints, symbol);

  return shape_reduce_inequalities (symbol, (ShapeNode *const *) relations->pdata, relations->len,
                                    hint != NULL && SHAPE_IS (hint, INTEGER) ? hint : NULL);
}

/* Symbols that an equation fixes, one after the other. */
static void
solve_equalities (ShapeDimSolver *self)
{
  while (self->with_equalities.n > 0)
    {
      ShapeNode *symbol = self->with_equalities.entries[0].key, *value;
      g_autoptr (GPtrArray) relations = shape_map_get (&self->univariate, symbol);

      shape_map_remove (&self->with_equalities, symbol);
      shape_map_remove (&self->univariate, symbol);
      value = find_value (symbol, reduce (self, symbol, relations));
      if (value != NULL)
        specialize (self, symbol, value);
      if (!raise_inconsistencies (self))
        return;
    }
}

/* `dx = 4*_dx + 1`, for a new size _dx. */
static void
add_root (ShapeDimSolver *self,
          ShapeNode      *symbol,
          ShapeNode      *remainder,
          ShapeNode      *modulus)
{
  const char *name = shape_dim_solver_spell (self, symbol);
  g_autofree char *root_name = NULL;
  ShapeNode *congruence, *root, *product, *value;

  if (name == NULL)
    return;
  root_name = g_strconcat ("_", shape_dim_solver_name (self, name), NULL);
  congruence = shape_dim_congruence (shape_node_sub (symbol, remainder), modulus);
  if (!SHAPE_IS (congruence, MOD))
    {
      shape_pool_fail (symbol->pool, SHAPE_ERROR_VALUE, "not enough values to unpack (expected 2, got 0)");
      return;
    }
  root = shape_node_symbol_int (symbol->pool, root_name, FALSE);
  shape_map_put (&self->roots, root, g_intern_string (root_name));
  product = shape_node_mul (shape_node_rhs (congruence), root);
  if (shape_try_solve (shape_node_eq (shape_node_lhs (congruence), product), symbol, TRUE, NULL, &value))
    shape_dim_take_result (self->dynamic_results, print (self, shape_node_eq (symbol, value)));
  else
    shape_pool_fail (symbol->pool, SHAPE_ERROR_ASSERTION, "Failed to solve the congruence of %s", name);
}

/* A number satisfies the congruence that its symbol had, or the root is wanted all the same. */
static gboolean
is_satisfied (ShapeDimSolver *self,
              ShapeNode      *symbol,
              ShapeNode      *remainder,
              ShapeNode      *modulus)
{
  ShapeNode *value = shape_map_get (&self->substitutions, symbol);

  return value != NULL && SHAPE_IS (value, INTEGER)
         && shape_node_is_int (shape_number_mod (shape_node_sub (value, remainder), modulus), 0);
}

static void
solve_congruences (ShapeDimSolver *self)
{
  for (guint i = 0; i < self->congruences.n; i++)
    {
      ShapeNode *symbol = self->congruences.entries[i].key, *remainder, *modulus;

      if (shape_dim_congruences_join (symbol, self->congruences.entries[i].value, &remainder, &modulus)
          && !is_satisfied (self, symbol, remainder, modulus))
        add_root (self, symbol, remainder, modulus);
    }
}

/* Of several ranges, the one in which the hint is. */
static ShapeNode *
choose_range (ShapeDimSolver *self,
              ShapeNode      *solution)
{
  if (!SHAPE_IS (solution, OR))
    return solution;
  for (guint i = 0; i < solution->n_args; i++)
    if (SHAPE_IS (shape_node_xreplace_by (self->scope.hints, solution->args[i]), TRUE))
      return solution->args[i];
  return shape_pool_fail (solution->pool, SHAPE_ERROR_FAILED, "the hint is in no range of the solution");
}

static void
add_ranges (ShapeDimSolver  *self,
            ShapeNode       *symbol,
            const GPtrArray *relations)
{
  ShapeNode *solution = choose_range (self, reduce (self, symbol, relations));
  ShapeNode *const *parts;
  guint n;

  if (shape_pool_has_error (symbol->pool))
    return;
  parts = shape_node_make_args (&solution, SHAPE_OP_AND, &n);
  for (guint i = 0; i < n && !shape_pool_has_error (symbol->pool); i++)
    shape_dim_take_result (self->dynamic_results, print (self, parts[i]));
}

/* Relations whose solution cannot be printed, as the bound sqrt (2), stay as they are,
 * beside the bounds that came before. */
static void
solve_range (ShapeDimSolver  *self,
             ShapeNode       *symbol,
             const GPtrArray *relations)
{
  const GError *error;

  add_ranges (self, symbol, relations);
  error = symbol->pool->error;
  if (!g_error_matches (error, SHAPE_ERROR, SHAPE_ERROR_NOT_IMPLEMENTED)
      && !g_error_matches (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION))
    return;
  shape_pool_check (symbol->pool, NULL);
  for (guint i = 0; i < relations->len; i++)
    shape_dim_take_result (self->dynamic_results, print (self, g_ptr_array_index (relations, i)));
}

/* What inputs equal: numbers by now, or expressions. */
static void
solve_inputs (ShapeDimSolver *self)
{
  g_autoptr (GArray) equalities = g_steal_pointer (&self->equalities);

  self->equalities = shape_dim_equalities_new ();
  for (guint i = 0; i < equalities->len; i++)
    {
      const ShapeDimEquality *equality = &g_array_index (equalities, ShapeDimEquality, i);

      shape_dim_solver_add_equality (self, equality->source,
                                     shape_node_xreplace_by (&self->substitutions, equality->expr));
    }
  for (guint i = 0; i < self->equalities->len; i++)
    {
      const ShapeDimEquality *equality = &g_array_index (self->equalities, ShapeDimEquality, i);
      g_autofree char *text = print (self, equality->expr);

      if (text != NULL)
        shape_dim_take_result (self->dynamic_results,
                     g_strdup_printf ("%s == %s", shape_source_get_name (equality->source), text));
    }
}

void
shape_dim_solver_solve (ShapeDimSolver *self)
{
  shape_dim_solver_settle_ranges (self);
  if (!raise_inconsistencies (self))
    return;
  solve_equalities (self);
  if (shape_pool_has_error (self->scope.pool))
    return;
  solve_congruences (self);
  for (guint i = 0; i < self->univariate.n && !shape_pool_has_error (self->scope.pool); i++)
    solve_range (self, self->univariate.entries[i].key, self->univariate.entries[i].value);
  if (!shape_pool_has_error (self->scope.pool))
    solve_inputs (self);
}
