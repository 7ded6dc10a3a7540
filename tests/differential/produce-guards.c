/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <shaperec/guards/shape-equality-constraint-private.h>
#include <shaperec/guards/shape-guard-producer-private.h>
#include <shaperec/guards/shape-guards-helper.h>
#include <shaperec/trace/shape-recorded-guards-private.h>
#include <shaperec/trace/shape-trace-private.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Produces guards of traces as the lines of standard input ask, with tabs between the columns:
 *
 *   TRACE  LANGUAGE  SIMPLIFIED  IGNORE_STATIC  GUARDS  WARN_ONLY  PAIRS  DERIVED  PHANTOMS  OUTER  SKIPS_OUTER
 *
 * GUARDS are places in the environment's own list, separated by commas, or `all`; WARN_ONLY is
 * `none` where no equalities are declared. A dimension is INPUT.DIM; PAIRS are `0.1=1.0`, DERIVED
 * `0.1=2*1.0+3` or, of a symbol, `0.1=2*s77+3`; PHANTOMS are symbols. OUTER are the places of a wrapper
 * and of the inputs that it wraps instead, by the attributes a, b-c and d, or nothing; SKIPS_OUTER says that its own
 * sizes are not looked at. Answers with the guards, a line each, or with `raises CLASS: MESSAGE`, and a line with a dot. */

enum
{
  TRACE, LANGUAGE, SIMPLIFIED, IGNORE_STATIC, GUARDS, WARN_ONLY, PAIRS, DERIVED, PHANTOMS, OUTER, SKIPS_OUTER, N_COLUMNS
};

typedef struct
{
  ShapeTrace              *trace;
  ShapeEnv                *env;
  const ShapeTrackedFakes *inputs;
} Replayed;

static void
replayed_clear (Replayed *self)
{
  g_clear_object (&self->env);
  g_clear_object (&self->trace);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replayed, replayed_clear)

static ShapeSource *
read_dim (const Replayed *self,
          const char     *text)
{
  char *end;
  guint input = (guint) strtoul (text, &end, 10);

  return shape_source_new_tensor_property (self->inputs->fakes[input].source, SHAPE_TENSOR_PROPERTY_SIZE, atoi (end + 1));
}

static ShapeNode *
find_symbol (const Replayed *self,
             const char     *name)
{
  const ShapeMap *symbols = &self->env->var_to_sources;

  for (guint i = 0; i < symbols->n; i++)
    if (strcmp (((ShapeNode *) symbols->entries[i].key)->symbol.name, name) == 0)
      return symbols->entries[i].key;
  g_error ("no symbol %s", name);
}

static void
add_pair (const Replayed          *self,
          ShapeEqualityConstraint *equalities,
          const char              *text)
{
  g_autoptr (ShapeSource) a = read_dim (self, text);
  g_autoptr (ShapeSource) b = read_dim (self, strchr (text, '=') + 1);

  shape_equality_constraint_add_source_pair (equalities, a, b);
}

static void
add_derived (const Replayed          *self,
             ShapeEqualityConstraint *equalities,
             const char              *text)
{
  const char *factor = strchr (text, '=') + 1, *root = strchr (factor, '*') + 1, *offset = strchr (root, '+') + 1;
  ShapeExprPool *pool = self->env->pool;
  g_autoptr (ShapeSource) source = read_dim (self, text);
  g_autofree char *name = g_strndup (root, (gsize) (offset - 1 - root));
  ShapeNode *parameter = shape_node_symbol (pool, "parameter", (ShapeFacts) { 0 });
  ShapeNode *product = shape_node_mul (shape_node_integer (pool, atoi (factor)), parameter);
  ShapeNode *body = shape_node_add (product, shape_node_integer (pool, atoi (offset)));

  if (g_ascii_isdigit (*name))
    {
      g_autoptr (ShapeSource) root_source = read_dim (self, name);

      shape_equality_constraint_add_derived (equalities, source, root_source, parameter, body);
    }
  else
    shape_equality_constraint_add_derived_from (equalities, source, find_symbol (self, name), parameter, body);
}

static void
add_phantom (const Replayed          *self,
             ShapeEqualityConstraint *equalities,
             const char              *text)
{
  shape_equality_constraint_add_phantom_symbol (equalities, find_symbol (self, text));
}

static void
add_each (const Replayed          *self,
          ShapeEqualityConstraint *equalities,
          const char              *list,
          void                   (*add) (const Replayed          *self,
                                         ShapeEqualityConstraint *equalities,
                                         const char              *text))
{
  g_auto (GStrv) texts = g_strsplit (list, ",", -1);

  for (guint i = 0; texts[i] != NULL; i++)
    add (self, equalities, texts[i]);
}

static ShapeEqualityConstraint *
read_equalities (const Replayed *self,
                 char          **columns)
{
  ShapeEqualityConstraint *equalities;

  if (strcmp (columns[WARN_ONLY], "none") == 0)
    return NULL;
  equalities = shape_equality_constraint_new (self->env->pool, atoi (columns[WARN_ONLY]));
  add_each (self, equalities, columns[PAIRS], add_pair);
  add_each (self, equalities, columns[DERIVED], add_derived);
  add_each (self, equalities, columns[PHANTOMS], add_phantom);
  return equalities;
}

static ShapeGuard *
read_guards (const Replayed *self,
             const char     *list,
             guint          *n_guards)
{
  g_auto (GStrv) places = g_strsplit (list, ",", -1);
  ShapeGuard *guards;

  if (strcmp (list, "all") == 0)
    return NULL;
  *n_guards = g_strv_length (places);
  guards = g_new (ShapeGuard, *n_guards + 1);
  for (guint i = 0; i < *n_guards; i++)
    guards[i] = g_array_index (self->env->guards, ShapeGuard, atoi (places[i]));
  return guards;
}

/* The inputs, some of which are wrapped by another one. */
typedef struct
{
  GArray *inputs; /* ShapePlaceholder */
  GArray *inner;  /* ShapeInnerTensor */
} Wrapped;

static void
clear_inner (gpointer data)
{
  g_free (((ShapeInnerTensor *) data)->attribute);
}

static void
wrapped_init (Wrapped *self)
{
  self->inputs = g_array_new (FALSE, FALSE, sizeof (ShapePlaceholder));
  self->inner = g_array_new (FALSE, FALSE, sizeof (ShapeInnerTensor));
  g_array_set_clear_func (self->inner, clear_inner);
}

static void
wrapped_clear (Wrapped *self)
{
  g_array_unref (self->inputs);
  g_array_unref (self->inner);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wrapped, wrapped_clear)

static const ShapePlaceholder **
wrapped_list (const Wrapped *self)
{
  const ShapePlaceholder **list = g_new (const ShapePlaceholder *, self->inputs->len + 1);

  for (guint i = 0; i < self->inputs->len; i++)
    list[i] = &g_array_index (self->inputs, ShapePlaceholder, i);
  return list;
}

static void
wrap (Wrapped                 *self,
      const ShapeTrackedFakes *all,
      char                   **columns)
{
  static const char *const attributes[] = { "a", "b-c", "d" };
  g_auto (GStrv) places = g_strsplit (columns[OUTER], ",", -1);
  guint n = g_strv_length (places);

  for (guint i = 0; i < all->n; i++)
    {
      ShapePlaceholder input = all->fakes[i];
      guint place = 0;

      while (place < n && (guint) atoi (places[place]) != i)
        place++;
      if (place == 0 && n > 0)
        {
          input.inner = self->inner;
          input.context->class_kind = SHAPE_CONTEXT_SUBCLASS;
          input.context->skips_outer = atoi (columns[SKIPS_OUTER]);
        }
      if (place == 0 || place == n)
        g_array_append_val (self->inputs, input);
    }
  for (guint i = 1; i < n; i++)
    {
      ShapeInnerTensor inner = { g_strdup (attributes[i - 1]), &all->fakes[atoi (places[i])] };

      g_array_append_val (self->inner, inner);
    }
}

static GPtrArray *
produce (const Replayed  *self,
         char           **columns,
         GError         **error)
{
  g_auto (Wrapped) wrapped = { 0 };
  g_autoptr (ShapeEqualityConstraint) equalities = read_equalities (self, columns);
  g_autofree ShapeGuard *guards = NULL;
  g_autofree const ShapePlaceholder **inputs = NULL;
  ShapeGuardLanguage language;
  ShapeGuardRequest request = {
    .languages = &language,
    .n_languages = 1,
    .equalities = equalities,
    .simplified = atoi (columns[SIMPLIFIED]),
    .keeps_static = !atoi (columns[IGNORE_STATIC]),
  };

  wrapped_init (&wrapped);
  wrap (&wrapped, self->inputs, columns);
  inputs = wrapped_list (&wrapped);
  request.inputs = inputs;
  request.n_inputs = wrapped.inputs->len;
  guards = read_guards (self, columns[GUARDS], &request.n_guards);
  request.guards = guards;
  if (!shape_guard_language_from_name (columns[LANGUAGE], &language))
    g_error ("no language %s", columns[LANGUAGE]);
  return shape_env_produce (self->env, &request, error);
}

static gboolean
replay (Replayed    *self,
        const char  *path,
        GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->trace = shape_trace_new_from_file (file, SHAPE_TRACE_NONE, error);
  if (self->trace == NULL)
    return FALSE;
  self->inputs = shape_trace_find_inputs (self->trace, shape_trace_get_n_events (self->trace));
  self->env = shape_trace_replay (self->trace, shape_trace_get_n_events (self->trace), error);
  return self->env != NULL;
}

static void
answer (char **columns)
{
  g_auto (Replayed) replayed = { 0 };
  g_autoptr (GPtrArray) helpers = NULL;
  g_autoptr (GError) error = NULL;

  if (replay (&replayed, columns[TRACE], &error))
    helpers = produce (&replayed, columns, &error);
  if (helpers == NULL)
    {
      g_strdelimit (error->message, "\n", '|');
      printf ("raises %s: %s\n", shape_error_get_class_name ((ShapeError) error->code), error->message);
    }
  else
    {
      const char *const *exprs = shape_guards_helper_get_exprs (g_ptr_array_index (helpers, 0));

      for (guint i = 0; exprs[i] != NULL; i++)
        puts (exprs[i]);
    }
  puts (".");
  fflush (stdout);
}

int
main (void)
{
  g_autofree char *line = g_malloc (1 << 16);

  while (fgets (line, 1 << 16, stdin) != NULL)
    {
      g_auto (GStrv) columns = NULL;

      line[strcspn (line, "\n")] = '\0';
      columns = g_strsplit (line, "\t", -1);
      if (g_strv_length (columns) != N_COLUMNS)
        g_error ("not %d columns: %s", N_COLUMNS, line);
      answer (columns);
    }
  return 0;
}
