/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-advice-private.h"

#include <string.h>

/* Fixes of the user's dynamic shapes, from the results of the solver. */

static void
clear_fix (gpointer data)
{
  g_free (((ShapeDimFix *) data)->key);
}

static char *
replace_all (const char *text,
             const char *from,
             const char *to)
{
  GString *out = g_string_new (text);

  g_string_replace (out, from, to, 0);
  return g_string_free (out, FALSE);
}

/* @text in the user's names; back in those of the sources, where @inverse. */
static char *
rename_text (const ShapeDimAdvice *self,
             const char           *text,
             gboolean              inverse)
{
  char *result = g_strdup (text);

  for (guint i = 0; i < self->n_names; i++)
    {
      const char *source = self->names[i].source_name, *name = self->names[i].debug_name;
      g_autofree char *before = result;

      result = replace_all (before, inverse ? name : source, inverse ? source : name);
    }
  return result;
}

ShapeDimFix *
shape_dim_advice_find_fix (const ShapeDimAdvice *self,
                           const char           *key)
{
  for (guint i = 0; i < self->fixes->len; i++)
    {
      ShapeDimFix *fix = &g_array_index (self->fixes, ShapeDimFix, i);

      if (!fix->dropped && strcmp (fix->key, key) == 0)
        return fix;
    }
  return NULL;
}

ShapeDimFix *
shape_dim_advice_get_fix (ShapeDimAdvice *self,
                          const char     *key)
{
  ShapeDimFix *fix = shape_dim_advice_find_fix (self, key), fresh = { NULL, NULL, NULL, NULL, FALSE };

  if (fix != NULL)
    return fix;
  fresh.key = g_strdup (key);
  g_array_append_val (self->fixes, fresh);
  return &g_array_index (self->fixes, ShapeDimFix, self->fixes->len - 1);
}

const ShapeNamedDim *
shape_dim_advice_find_dim (const ShapeDimAdvice *self,
                           const char           *name)
{
  for (guint i = 0; i < self->dims->len; i++)
    if (strcmp (g_array_index (self->dims, ShapeNamedDim, i).name, name) == 0)
      return &g_array_index (self->dims, ShapeNamedDim, i);
  return NULL;
}

const ShapeNamedDim *
shape_dim_advice_need_dim (const ShapeDimAdvice *self,
                           const char           *name)
{
  const ShapeNamedDim *dim = shape_dim_advice_find_dim (self, name);

  if (dim == NULL)
    shape_pool_fail (self->pool, SHAPE_ERROR_KEY, "'%s'", name);
  return dim;
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && text[strspn (text, G_CSET_DIGITS)] == '\0';
}

static const char *
flip (const char *op)
{
  static const char *const pairs[][2] = { { "<=", ">=" }, { ">=", "<=" }, { "<", ">" }, { ">", "<" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (op, pairs[i][0]) == 0)
      return pairs[i][1];
  return op;
}

static void
take_bound (ShapeDimAdvice *self,
            const char     *key,
            const char     *op,
            const char     *digits)
{
  ShapeDimFix *fix = shape_dim_advice_get_fix (self, key);
  ShapeNode *value = shape_dim_read_arithmetic (self->pool, digits);

  if (strcmp (op, "<=") == 0)
    fix->max = value;
  else if (strcmp (op, "<") == 0)
    fix->max = shape_node_sub (value, self->pool->one);
  else if (strcmp (op, ">=") == 0)
    fix->min = value;
  else if (strcmp (op, ">") == 0)
    fix->min = shape_node_add (value, self->pool->one);
  else
    fix->eq = value;
}

/* `left op right`, one of which is a number unless they are equal. */
static void
take_relation (ShapeDimAdvice *self,
               const char     *text,
               const char     *left,
               const char     *op,
               const char     *right)
{
  ShapeNode *expr;

  if (strcmp (op, "==") == 0 && strcmp (left, right) == 0)
    return;
  if (is_digits (right))
    take_bound (self, left, op, right);
  else if (is_digits (left))
    take_bound (self, right, flip (op), left);
  else if (strcmp (op, "==") != 0)
    shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "Expected op to be '==', got %s for %s", op, text);
  else if ((expr = shape_dim_read_arithmetic (self->pool, right)) != NULL)
    shape_dim_advice_get_fix (self, left)->eq = expr;
}

static void
take_result (ShapeDimAdvice *self,
             const char     *result)
{
  static const char *const operators[] = { "==", "<=", ">=", "<", ">" };
  g_autofree char *text = rename_text (self, result, FALSE);

  if (strcmp (text, result) == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      g_autofree char *separator = g_strdup_printf (" %s ", operators[i]);
      g_auto (GStrv) sides = g_strsplit (text, separator, 2);

      if (sides[1] != NULL)
        {
          take_relation (self, text, sides[0], operators[i], sides[1]);
          return;
        }
    }
  shape_pool_fail (self->pool, SHAPE_ERROR_VALUE, "not enough values to unpack (expected 3, got 1)");
}

/* What a dynamic shape can say: a single name, a sum or product of it with numbers. */
static gboolean
is_expressible (ShapeNode *expr)
{
  if (SHAPE_IS (expr, ADD) || SHAPE_IS (expr, MUL))
    return expr->n_args == 2
           && ((SHAPE_IS (expr->args[1], INTEGER) && is_expressible (expr->args[0]))
               || (SHAPE_IS (expr->args[0], INTEGER) && is_expressible (expr->args[1])));
  return SHAPE_IS (expr, SYMBOL);
}

static char *
describe_range (const ShapeDimFix *fix)
{
  GString *out = g_string_new (NULL);
  g_autofree char *min = fix->min && !shape_node_is_int (fix->min, 2) ? shape_node_to_sympy_str (fix->min) : NULL;
  g_autofree char *max = fix->max ? shape_node_to_sympy_str (fix->max) : NULL;

  g_string_append_printf (out, "%s = Dim('%s'", fix->key, fix->key);
  if (min != NULL)
    g_string_append_printf (out, ", min=%s", min);
  if (max != NULL)
    g_string_append_printf (out, ", max=%s", max);
  g_string_append_c (out, ')');
  return g_string_free (out, FALSE);
}

typedef struct
{
  char      *key; /* the name of the source */
  const ShapeDimFix *fix;
} Sorted;

static void
clear_sorted (gpointer data)
{
  g_free (((Sorted *) data)->key);
}

static int
compare_sorted (gconstpointer a,
                gconstpointer b)
{
  const Sorted *left = a, *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : (left->fix > right->fix) - (left->fix < right->fix);
}

/* Ranges first, then what is equal; each by the names of the sources. */
static void
append_fixes (ShapeDimAdvice *self,
              GString        *out)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Sorted));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint n_ranges = 0;

  g_array_set_clear_func (sorted, clear_sorted);
  for (guint i = 0; i < self->fixes->len; i++)
    {
      Sorted entry = { NULL, &g_array_index (self->fixes, ShapeDimFix, i) };

      if (entry.fix->dropped)
        continue;
      entry.key = rename_text (self, entry.fix->key, TRUE);
      g_array_append_val (sorted, entry);
    }
  g_array_sort (sorted, compare_sorted);
  for (guint i = 0; i < sorted->len; i++)
    {
      const ShapeDimFix *fix = g_array_index (sorted, Sorted, i).fix;

      if (fix->eq == NULL)
        g_ptr_array_insert (lines, (int) n_ranges++, describe_range (fix));
      else if (SHAPE_IS (fix->eq, INTEGER) || is_expressible (fix->eq))
        {
          g_autofree char *value = shape_node_to_sympy_str (fix->eq);

          g_ptr_array_add (lines, g_strdup_printf ("%s = %s", fix->key, value));
        }
    }
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s  %s", i == 0 ? "\nSuggested fixes:\n" : "\n", (char *) g_ptr_array_index (lines, i));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
shape_dim_join_names (GPtrArray *names)
{
  GString *out = g_string_new (NULL);

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (i > 0 && strcmp (name, g_ptr_array_index (names, i - 1)) == 0)
        continue;
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (out, FALSE);
}

static int
compare_forced (gconstpointer a,
                gconstpointer b)
{
  const ShapeForcedSpecialization *left = *(const ShapeForcedSpecialization *const *) a;
  const ShapeForcedSpecialization *right = *(const ShapeForcedSpecialization *const *) b;

  return strcmp (strstr (left->name, " = "), strstr (right->name, " = "));
}

/* The names of the roots that forced specializations are about. */
static char *
list_forced_names (ShapeDimAdvice *self,
                   GPtrArray      *forced)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < forced->len; i++)
    {
      const ShapeForcedSpecialization *one = g_ptr_array_index (forced, i);
      g_auto (GStrv) sides = g_strsplit (one->name, " = ", 2);
      const ShapeNamedDim *dim = shape_dim_advice_need_dim (self, sides[0]);

      if (dim == NULL)
        return NULL;
      g_ptr_array_add (names, (gpointer) (dim->root ? dim->root : dim->name));
    }
  return shape_dim_join_names (names);
}

static void
append_forced (ShapeDimAdvice *self,
               const GArray   *forced,
               GString        *out)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = 0; i < forced->len; i++)
    {
      ShapeForcedSpecialization *one = &g_array_index (forced, ShapeForcedSpecialization, i);

      if (strstr (one->name, " = ") == NULL)
        {
          shape_pool_fail (self->pool, SHAPE_ERROR_KEY, "\"%s\"", one->name);
          return;
        }
      g_ptr_array_add (sorted, one);
    }
  g_ptr_array_sort (sorted, compare_forced);
  names = list_forced_names (self, sorted);
  if (names == NULL || sorted->len == 0)
    return;
  g_string_append_printf (out, "Specializations unexpectedly required (%s)! "
                          "For more information, run with TORCH_LOGS=\"+dynamic\".\n", names);
  for (guint i = 0; i < sorted->len; i++)
    {
      const ShapeForcedSpecialization *one = g_ptr_array_index (sorted, i);
      g_autofree char *value = shape_node_to_sympy_str (one->value);

      g_string_append_printf (out, "  - solving the guards generated for %s resulted in a specialized value of %s.\n",
                              one->name, value);
    }
}

static void
take_results (ShapeDimAdvice  *self,
              const GPtrArray *results)
{
  for (guint i = 0; i < results->len && !shape_pool_has_error (self->pool); i++)
    take_result (self, g_ptr_array_index (results, i));
}

char *
shape_dim_solver_prettify (ShapeDimSolver      *self,
                           const ShapeDimName  *names,
                           guint                n_names,
                           const ShapeNamedDim *dims,
                           guint                n_dims,
                           const GArray        *forced)
{
  g_autoptr (GArray) own_dims = g_array_new (FALSE, FALSE, sizeof (ShapeNamedDim));
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (ShapeDimFix));
  g_autoptr (GPtrArray) new_roots = g_ptr_array_new ();
  ShapeDimAdvice advice = { self->scope.pool, names, n_names, own_dims, fixes, new_roots };
  GString *out = g_string_new (NULL);

  g_array_set_clear_func (fixes, clear_fix);
  if (n_names == 0)
    return g_string_free (out, FALSE);
  if (n_dims > 0)
    g_array_append_vals (own_dims, dims, n_dims);
  take_results (&advice, self->static_results);
  take_results (&advice, self->dynamic_results);
  if (!shape_pool_has_error (advice.pool))
    append_forced (&advice, forced, out);
  if (!shape_pool_has_error (advice.pool))
    shape_dim_advice_process_roots (&advice);
  if (!shape_pool_has_error (advice.pool))
    append_fixes (&advice, out);
  return g_string_free (out, shape_pool_has_error (advice.pool));
}
