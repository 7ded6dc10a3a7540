/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-dim-solver-parts-private.h"

#include "../analysis/shape-analysis-private.h"

#include <string.h>

/* Fixes of the user's dynamic shapes, from the results of the solver. */

/* What is to be said of a size. */
typedef struct
{
  char      *key;     /* its name; or a source, where it has none */
  ShapeNode *eq;      /* a number, or an expression of another size; or NULL */
  ShapeNode *min;     /* or NULL */
  ShapeNode *max;
  gboolean   dropped;
} Fix;

typedef struct
{
  ShapeExprPool      *pool;
  const ShapeDimName *names;
  guint               n_names;
  GArray             *dims;   /* ShapeNamedDim */
  GArray             *fixes;  /* Fix, in order */
  GPtrArray          *new_roots; /* interned: sizes that stand in no dynamic shape */
} Advice;

static void
clear_fix (gpointer data)
{
  g_free (((Fix *) data)->key);
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
rename_text (const Advice *self,
             const char   *text,
             gboolean      inverse)
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

static Fix *
find_fix (const Advice *self,
          const char   *key)
{
  for (guint i = 0; i < self->fixes->len; i++)
    {
      Fix *fix = &g_array_index (self->fixes, Fix, i);

      if (!fix->dropped && strcmp (fix->key, key) == 0)
        return fix;
    }
  return NULL;
}

static Fix *
get_fix (Advice     *self,
         const char *key)
{
  Fix *fix = find_fix (self, key), fresh = { NULL, NULL, NULL, NULL, FALSE };

  if (fix != NULL)
    return fix;
  fresh.key = g_strdup (key);
  g_array_append_val (self->fixes, fresh);
  return &g_array_index (self->fixes, Fix, self->fixes->len - 1);
}

static const ShapeNamedDim *
find_dim (const Advice *self,
          const char   *name)
{
  for (guint i = 0; i < self->dims->len; i++)
    if (strcmp (g_array_index (self->dims, ShapeNamedDim, i).name, name) == 0)
      return &g_array_index (self->dims, ShapeNamedDim, i);
  return NULL;
}

static const ShapeNamedDim *
need_dim (const Advice *self,
          const char   *name)
{
  const ShapeNamedDim *dim = find_dim (self, name);

  if (dim == NULL)
    shape_pool_fail (self->pool, SHAPE_ERROR_KEY, "'%s'", name);
  return dim;
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
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
take_bound (Advice     *self,
            const char *key,
            const char *op,
            const char *digits)
{
  Fix *fix = get_fix (self, key);
  ShapeNode *value = shape_node_integer (self->pool, g_ascii_strtoll (digits, NULL, 10));

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
take_relation (Advice     *self,
               const char *text,
               const char *left,
               const char *op,
               const char *right)
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
    get_fix (self, left)->eq = expr;
}

static void
take_result (Advice     *self,
             const char *result)
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

/* The size that a fix computes another one from; NULL where it does not. Of several, the
 * reference takes any: here it is one of the user's. */
static ShapeNode *
get_root (const Advice *self,
          const Fix    *fix)
{
  const ShapeNodeSet *symbols;

  if (fix->eq == NULL || fix->dropped)
    return NULL;
  symbols = shape_node_free_symbols (fix->eq);
  for (guint i = 0; i < symbols->n; i++)
    if (find_dim (self, symbols->nodes[i]->symbol.name) != NULL)
      return symbols->nodes[i];
  return symbols->n > 0 ? symbols->nodes[0] : NULL;
}

/* Where the new root of `a root + b` begins or ends, for the size to do so at @limit. */
static ShapeNode *
divide_limit (ShapeNode *limit,
              ShapeNode *a,
              ShapeNode *b,
              gboolean   upper)
{
  ShapeExprPool *pool = limit->pool;
  ShapeNode *rest;

  if (!SHAPE_IS (limit, INTEGER))
    return shape_node_constant (pool, SHAPE_OP_INFINITY);
  rest = shape_node_sub (limit, b);
  if (upper)
    return shape_number_floor_div (rest, a);
  return shape_number_neg (shape_number_floor_div (shape_number_neg (rest), a));
}

/* A Dim of the reference is of two sizes at least. */
static gboolean
check_limits (ShapeNode *min,
              ShapeNode *max)
{
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;

  if (!SHAPE_IS (max, INTEGER) || shape_number_compare (min, max) < 0)
    return TRUE;
  lower = shape_node_to_sympy_str (min);
  upper = shape_node_to_sympy_str (max);
  shape_pool_fail (min->pool, SHAPE_ERROR_ASSERTION, "Cannot create Dim with inconsistent min=%s, max=%s", lower, upper);
  return FALSE;
}

/* A root that the solver made gets the limits of the size that hangs on it. */
static void
introduce_root (Advice *self,
                guint   i)
{
  Fix *fix = &g_array_index (self->fixes, Fix, i), *added;
  ShapeNode *root = get_root (self, fix), *rest, *b, *a, *min, *max;
  ShapeNamedDim dim = { NULL, NULL, NULL, NULL };

  if (root == NULL || find_dim (self, root->symbol.name) != NULL)
    return;
  b = shape_node_as_coeff_add (fix->eq, &rest);
  a = shape_node_as_coeff_mul (rest, &rest);
  if (rest != root || !SHAPE_IS (a, INTEGER) || !SHAPE_IS (b, INTEGER))
    {
      shape_pool_fail (self->pool, SHAPE_ERROR_FAILED, "a new size that is not linear");
      return;
    }
  min = divide_limit (fix->min ? fix->min : shape_node_integer (self->pool, 2), a, b, FALSE);
  max = divide_limit (fix->max ? fix->max : shape_node_constant (self->pool, SHAPE_OP_INT_INFINITY), a, b, TRUE);
  if (!check_limits (min, max))
    return;
  fix->min = fix->max = NULL;
  dim = (ShapeNamedDim) { g_intern_string (root->symbol.name), NULL, min, max };
  g_array_append_val (self->dims, dim);
  g_ptr_array_add (self->new_roots, (gpointer) dim.name);
  added = get_fix (self, dim.name);
  added->min = min;
  added->max = max;
}

/* What hung on the size that hangs on a new root hangs on that root itself. */
static void
unify_root (Advice *self,
            guint   i)
{
  const Fix *old = &g_array_index (self->fixes, Fix, i);

  for (guint j = 0; j < self->fixes->len; j++)
    {
      Fix *fix = &g_array_index (self->fixes, Fix, j);
      ShapeNode *root = get_root (self, fix), *eq = old->eq;

      if (root != NULL && strcmp (root->symbol.name, old->key) == 0)
        fix->eq = shape_node_xreplace (fix->eq, &root, &eq, 1);
    }
}

static void
introduce_roots (Advice *self)
{
  guint n = self->fixes->len;
  g_autofree gboolean *introduces = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint n_roots = self->new_roots->len;

      introduce_root (self, i);
      introduces[i] = self->new_roots->len > n_roots;
    }
  for (guint i = 0; i < n; i++)
    if (introduces[i])
      unify_root (self, i);
}

/* Whether the user's own dimension says as much. */
static gboolean
is_same_range (const Advice        *self,
               const Fix           *fix,
               const ShapeNamedDim *dim)
{
  ShapeNode *two = shape_node_integer (self->pool, 2), *min = fix->min ? fix->min : two;
  ShapeNode *max = fix->max ? fix->max : shape_node_constant (self->pool, SHAPE_OP_INT_INFINITY);
  gint64 value;

  if (dim->root != NULL || (fix->min == NULL && fix->max == NULL) || max != dim->max)
    return FALSE;
  return min == dim->min || (min == two && shape_node_get_int64 (dim->min, &value) && value < 2);
}

/* The roots that fixes are about, or computed from. */
static GPtrArray *
collect_roots (Advice *self)
{
  GPtrArray *roots = g_ptr_array_new ();

  for (guint i = 0; i < self->fixes->len; i++)
    {
      const Fix *fix = &g_array_index (self->fixes, Fix, i);
      const ShapeNamedDim *dim = find_dim (self, fix->key);
      ShapeNode *symbol = get_root (self, fix);
      const char *root = NULL;

      if (dim == NULL)
        continue;
      if (dim->root == NULL && (fix->min != NULL || fix->max != NULL))
        root = g_intern_string (fix->key);
      else if (symbol != NULL)
        root = g_intern_string (symbol->symbol.name);
      if (root != NULL && !g_ptr_array_find (self->new_roots, root, NULL) && !g_ptr_array_find (roots, root, NULL))
        g_ptr_array_add (roots, (gpointer) root);
    }
  return roots;
}

/* The value of a root at which @name, an expression of it, is @limit. */
static ShapeNode *
solve_limit (Advice     *self,
             const char *name,
             ShapeNode  *limit,
             const char *what)
{
  ShapeNode *expr = shape_dim_read_arithmetic (self->pool, name), *value;
  const ShapeNodeSet *symbols = expr ? shape_node_free_symbols (expr) : NULL;

  if (limit == NULL)
    return shape_pool_fail (self->pool, SHAPE_ERROR_KEY, "'%s'", what);
  if (symbols == NULL || symbols->n != 1
      || !shape_try_solve (shape_node_eq (expr, limit), symbols->nodes[0], TRUE, NULL, &value))
    return shape_pool_fail (self->pool, SHAPE_ERROR_TYPE, "'NoneType' object is not subscriptable");
  return value;
}

/* A root that became an expression of what was computed from it: its range follows. */
static gboolean
swap_root (Advice     *self,
           const char *root,
           Fix        *swapped)
{
  for (guint i = 0; i < self->fixes->len; i++)
    {
      const Fix *fix = &g_array_index (self->fixes, Fix, i);
      const ShapeNamedDim *dim = find_dim (self, fix->key), *own;

      if (dim == NULL || dim->root == NULL || strcmp (dim->root, root) != 0 || (fix->min == NULL && fix->max == NULL))
        continue;
      swapped->min = solve_limit (self, fix->key, fix->min, "min");
      swapped->max = solve_limit (self, fix->key, fix->max, "max");
      own = need_dim (self, root);
      if (own == NULL || shape_pool_has_error (self->pool))
        return FALSE;
      if (!is_same_range (self, swapped, own))
        return TRUE;
    }
  return FALSE;
}

/* What is new about a root; FALSE where nothing is. */
static gboolean
renew_root (Advice     *self,
            const char *root,
            Fix        *renewed)
{
  const Fix *fix = find_fix (self, root);
  const ShapeNamedDim *dim;

  *renewed = (Fix) { NULL, NULL, NULL, NULL, FALSE };
  if (fix == NULL || (fix->min == NULL && fix->max == NULL && fix->eq != NULL && !SHAPE_IS (fix->eq, INTEGER)))
    return swap_root (self, root, renewed);
  dim = need_dim (self, root);
  if (dim == NULL || is_same_range (self, fix, dim))
    return FALSE;
  *renewed = *fix;
  return TRUE;
}

/* The fixes are of roots alone from now on. */
static void
process_roots (Advice *self)
{
  g_autoptr (GPtrArray) roots = NULL;
  g_autofree Fix *renewed = NULL;
  g_autofree gboolean *are_new = NULL;

  introduce_roots (self);
  roots = collect_roots (self);
  renewed = g_new0 (Fix, roots->len + 1);
  are_new = g_new0 (gboolean, roots->len + 1);
  for (guint i = 0; i < roots->len; i++)
    are_new[i] = renew_root (self, g_ptr_array_index (roots, i), &renewed[i]);
  for (guint i = 0; i < self->fixes->len; i++)
    {
      Fix *fix = &g_array_index (self->fixes, Fix, i);
      const ShapeNamedDim *dim = find_dim (self, fix->key);

      fix->dropped = dim != NULL
                     && (dim->root != NULL || g_ptr_array_find (roots, g_intern_string (fix->key), NULL));
    }
  for (guint i = 0; i < roots->len; i++)
    if (are_new[i])
      {
        Fix *fix = get_fix (self, g_ptr_array_index (roots, i));

        fix->eq = renewed[i].eq;
        fix->min = renewed[i].min;
        fix->max = renewed[i].max;
      }
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
describe_range (const Fix *fix)
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
  const Fix *fix;
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
append_fixes (Advice  *self,
              GString *out)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Sorted));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint n_ranges = 0;

  g_array_set_clear_func (sorted, clear_sorted);
  for (guint i = 0; i < self->fixes->len; i++)
    {
      Sorted entry = { NULL, &g_array_index (self->fixes, Fix, i) };

      if (entry.fix->dropped)
        continue;
      entry.key = rename_text (self, entry.fix->key, TRUE);
      g_array_append_val (sorted, entry);
    }
  g_array_sort (sorted, compare_sorted);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Fix *fix = g_array_index (sorted, Sorted, i).fix;

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
list_forced_names (Advice    *self,
                   GPtrArray *forced)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < forced->len; i++)
    {
      const ShapeForcedSpecialization *one = g_ptr_array_index (forced, i);
      g_auto (GStrv) sides = g_strsplit (one->name, " = ", 2);
      const ShapeNamedDim *dim = need_dim (self, sides[0]);

      if (dim == NULL)
        return NULL;
      g_ptr_array_add (names, (gpointer) (dim->root ? dim->root : dim->name));
    }
  return shape_dim_join_names (names);
}

static void
append_forced (Advice       *self,
               const GArray *forced,
               GString      *out)
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
take_results (Advice          *self,
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
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (Fix));
  g_autoptr (GPtrArray) new_roots = g_ptr_array_new ();
  Advice advice = { self->scope.pool, names, n_names, own_dims, fixes, new_roots };
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
    process_roots (&advice);
  if (!shape_pool_has_error (advice.pool))
    append_fixes (&advice, out);
  return g_string_free (out, shape_pool_has_error (advice.pool));
}
