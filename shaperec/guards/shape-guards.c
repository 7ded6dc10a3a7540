/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guards-private.h"

#include "../env/shape-env-verbs-private.h"
#include "../shape-error.h"
#include "shape-guard-parse-private.h"

/**
 * ShapeGuards:
 *
 * A set of guards made ready to be asked again and again: do they hold for these sizes?
 *
 * [func@Guards.compile] reads the guards as Python prints them (as [method@Env.produce_guards] and PyTorch
 * give them). Each source in them, such as `L['x'].size()[0]`, is an input with a
 * place: [method@Guards.get_integers] and [method@Guards.get_floats] say which. A program fills one array of integers
 * and one of floats and calls [method@Guards.check], which neither allocates nor locks where the guards
 * hold: one set may serve many threads. Where the guards do not hold it finds the first, in the order
 * given, that fails, just as Python would, and [method@Guards.explain] puts that into words.
 *
 * Integers have 64 bits. A result that does not fit and a division by zero are errors, never a
 * wrong answer.
 */
G_DEFINE_BOXED_TYPE (ShapeGuards, shape_guards, shape_guards_ref, shape_guards_unref)

/* Making */

static void
list_names (ShapeGuards *self)
{
  for (guint type = 0; type < 2; type++)
    self->names[type] = g_new0 (const char *, self->graph.n_slots[type] + 1);
  for (guint i = 0; i < self->graph.inputs->len; i++)
    {
      ShapeGuardInput *input = &g_array_index (self->graph.inputs, ShapeGuardInput, i);

      self->names[input->type][input->slot] = input->name;
    }
}

static gboolean
parse_all (ShapeGuards        *self,
           const char *const  *float_sources,
           GError            **error)
{
  g_autoptr (GHashTable) floats = g_hash_table_new (g_str_hash, g_str_equal);

  for (; float_sources != NULL && *float_sources != NULL; float_sources++)
    g_hash_table_add (floats, (gpointer) *float_sources);
  for (guint i = 0; i < self->n_guards; i++)
    if (!shape_guard_parse (&self->graph, self->texts[i], floats, &self->roots[i], error))
      return FALSE;
  return TRUE;
}

/**
 * shape_guards_compile:
 * @guards: (array zero-terminated=1): guards as Python prints them
 * @float_sources: (array zero-terminated=1) (nullable): the sources that are floats; all others are integers
 * @error: return location for an error
 *
 * Makes a set of guards ready for [method@Guards.check].
 *
 * Fails with %SHAPE_ERROR_PARSE for text that is no guard, %SHAPE_ERROR_TYPE where a guard is no
 * condition, %SHAPE_ERROR_NOT_IMPLEMENTED for a function that guards do not use, %SHAPE_ERROR_OVERFLOW for an
 * integer of more than 64 bits, and %SHAPE_ERROR_LIMIT for what nests or grows too far.
 *
 * Returns: (transfer full): the set
 */
ShapeGuards *
shape_guards_compile (const char *const  *guards,
                      const char *const  *float_sources,
                      GError            **error)
{
  g_autoptr (ShapeGuards) self = NULL;

  g_return_val_if_fail (guards != NULL, NULL);

  self = g_new0 (ShapeGuards, 1);
  g_atomic_ref_count_init (&self->n_refs);
  shape_guard_graph_init (&self->graph);
  self->texts = g_strdupv ((char **) guards);
  self->n_guards = g_strv_length (self->texts);
  self->roots = g_new (ShapeGuardNodeId, self->n_guards + 1);
  if (!parse_all (self, float_sources, error) ||
      !shape_guard_program_init (&self->program, &self->graph, self->roots, self->n_guards, error))
    return NULL;
  list_names (self);
  return g_steal_pointer (&self);
}

/**
 * shape_env_compile_guards:
 * @self: an environment
 * @guards: (array zero-terminated=1): guards that it issued, as [method@Env.produce_guards] gives them
 * @error: return location for an error
 *
 * As [func@Guards.compile]; the environment knows which sources are floats.
 *
 * Returns: (transfer full): the set
 */
ShapeGuards *
shape_env_compile_guards (ShapeEnv           *self,
                          const char *const  *guards,
                          GError            **error)
{
  g_autoptr (GPtrArray) floats = g_ptr_array_new ();

  g_return_val_if_fail (SHAPE_IS_ENV (self), NULL);

  for (guint i = 0; i < self->source_to_var.n; i++)
    if (shape_symbol_is_float (self->source_to_var.entries[i].value))
      g_ptr_array_add (floats, (gpointer) self->source_to_var.entries[i].key);
  g_ptr_array_add (floats, NULL);
  return shape_guards_compile (guards, (const char *const *) floats->pdata, error);
}

/**
 * shape_guards_ref:
 * @self: a set of guards
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
ShapeGuards *
shape_guards_ref (ShapeGuards *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

/**
 * shape_guards_unref:
 * @self: (transfer full): a set of guards
 *
 * Gives a reference back.
 */
void
shape_guards_unref (ShapeGuards *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  shape_guard_program_clear (&self->program);
  shape_guard_graph_clear (&self->graph);
  g_free (self->names[0]);
  g_free (self->names[1]);
  g_free (self->roots);
  g_strfreev (self->texts);
  g_free (self);
}

/* Looking at it */

/**
 * shape_guards_get_n_guards:
 * @self: a set of guards
 *
 * Gets the number of guards.
 *
 * Returns: how many guards it has
 */
guint
shape_guards_get_n_guards (ShapeGuards *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_guards;
}

/**
 * shape_guards_get_guard:
 * @self: a set of guards
 * @index: which, from 0
 *
 * Gets a guard as it was given.
 *
 * Returns: its text
 */
const char *
shape_guards_get_guard (ShapeGuards *self,
                        guint        index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_guards, NULL);

  return self->texts[index];
}

/**
 * shape_guards_get_integers:
 * @self: a set of guards
 *
 * Gets the integers that the guards look at.
 *
 * Returns: (array zero-terminated=1) (transfer none): the sources of the integers that
 *   [method@Guards.check] takes, in order: sizes, strides, offsets and symbolic integers
 */
const char *const *
shape_guards_get_integers (ShapeGuards *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->names[SHAPE_GUARD_INTEGER];
}

/**
 * shape_guards_get_floats:
 * @self: a set of guards
 *
 * Gets the floats that the guards look at.
 *
 * Returns: (array zero-terminated=1) (transfer none): the sources of the floats that
 *   [method@Guards.check] takes, in order
 */
const char *const *
shape_guards_get_floats (ShapeGuards *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->names[SHAPE_GUARD_FLOAT];
}

/* Evaluating */

static const struct
{
  ShapeError  code;
  const char *what;
} reasons[] = {
  [SHAPE_GUARD_OK] = { SHAPE_ERROR_FAILED, "" },
  [SHAPE_GUARD_OVERFLOW] = { SHAPE_ERROR_OVERFLOW, "a number does not fit" },
  [SHAPE_GUARD_ZERO_DIVISION] = { SHAPE_ERROR_ZERO_DIVISION, "division by zero" },
  [SHAPE_GUARD_DOMAIN] = { SHAPE_ERROR_VALUE, "no such value" },
};

/* The first guard, in the order given, that does not hold, or n_guards; @status tells why it has no truth. */
static guint
find_failure (ShapeGuards  *self,
              const gint64 *integers,
              const double *floats,
              guint8       *status)
{
  guint n_nodes = self->graph.nodes->len, i;
  g_autofree ShapeGuardValue *values = g_new (ShapeGuardValue, n_nodes + 1);
  g_autofree guint8 *statuses = g_new (guint8, n_nodes + 1);

  shape_guard_graph_evaluate (&self->graph, integers, floats, values, statuses);
  for (i = 0; i < self->n_guards; i++)
    {
      *status = statuses[self->roots[i]];
      if (*status != SHAPE_GUARD_OK || !values[self->roots[i]].i)
        break;
    }
  return i;
}

/**
 * shape_guards_check:
 * @self: a set of guards
 * @integers: (array length=n_integers): a value for each of [method@Guards.get_integers]
 * @n_integers: how many
 * @floats: (array length=n_floats) (nullable): a value for each of [method@Guards.get_floats]
 * @n_floats: how many
 * @failed: (out) (optional): the first guard, in the order given, that does not hold; the number of guards if all do
 * @error: return location for an error
 *
 * Asks whether all guards hold for these values: `evaluate_guards_expression`, without Python.
 *
 * Where one of them has no truth the question fails, with %SHAPE_ERROR_ZERO_DIVISION, %SHAPE_ERROR_OVERFLOW
 * for what does not fit into 64 bits, or %SHAPE_ERROR_VALUE for a function outside its domain; @failed names
 * that guard. As in Python, a guard behind one that is false is not looked at.
 *
 * Returns: whether they hold
 */
gboolean
shape_guards_check (ShapeGuards   *self,
                    const gint64  *integers,
                    gsize          n_integers,
                    const double  *floats,
                    gsize          n_floats,
                    guint         *failed,
                    GError       **error)
{
  guint8 status = SHAPE_GUARD_OK;
  guint first;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n_integers == self->graph.n_slots[SHAPE_GUARD_INTEGER], FALSE);
  g_return_val_if_fail (n_floats == self->graph.n_slots[SHAPE_GUARD_FLOAT], FALSE);

  first = shape_guard_program_run (&self->program, integers, floats)
            ? self->n_guards : find_failure (self, integers, floats, &status);
  if (failed != NULL)
    *failed = first;
  if (status != SHAPE_GUARD_OK)
    g_set_error (error, SHAPE_ERROR, reasons[status].code, "%s: %s", self->texts[first], reasons[status].what);
  return first == self->n_guards;
}

/* Marks the nodes below @root, and @root. */
static gboolean *
mark_below (ShapeGuards      *self,
            ShapeGuardNodeId  root)
{
  gboolean *marks = g_new0 (gboolean, root + 1);

  marks[root] = TRUE;
  for (guint i = root + 1; i-- > 0;)
    {
      ShapeGuardNode *node = shape_guard_graph_get (&self->graph, i);

      if (marks[i] && !shape_guard_node_is_leaf (node))
        marks[node->args[0]] = marks[node->args[1]] = TRUE;
    }
  return marks;
}

static void
append_input (GString         *out,
              ShapeGuardInput *input,
              const gint64    *integers,
              const double    *floats)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (input->type == SHAPE_GUARD_FLOAT)
    g_string_append_printf (out, "%s = %s", input->name, g_ascii_dtostr (number, sizeof number, floats[input->slot]));
  else
    g_string_append_printf (out, "%s = %" G_GINT64_FORMAT, input->name, integers[input->slot]);
}

/**
 * shape_guards_explain:
 * @self: a set of guards
 * @index: which guard, as [method@Guards.check] named it
 * @integers: (array length=n_integers): the values that were checked
 * @n_integers: how many
 * @floats: (array length=n_floats) (nullable): the values that were checked
 * @n_floats: how many
 *
 * Puts a guard and the values it looks at into words: `L['x'].size()[0] % 4 == 0, where L['x'].size()[0] = 7`.
 *
 * Returns: (transfer full): the text
 */
char *
shape_guards_explain (ShapeGuards  *self,
                      guint         index,
                      const gint64 *integers,
                      gsize         n_integers,
                      const double *floats,
                      gsize         n_floats)
{
  g_autofree gboolean *marks = NULL;
  const char *join = ", where ";
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_guards, NULL);
  g_return_val_if_fail (n_integers == self->graph.n_slots[SHAPE_GUARD_INTEGER], NULL);
  g_return_val_if_fail (n_floats == self->graph.n_slots[SHAPE_GUARD_FLOAT], NULL);

  out = g_string_new (self->texts[index]);
  marks = mark_below (self, self->roots[index]);
  for (guint i = 0; i <= self->roots[index]; i++)
    {
      ShapeGuardNode *node = shape_guard_graph_get (&self->graph, i);

      if (!marks[i] || node->op != SHAPE_GUARD_OP_INPUT)
        continue;
      g_string_append (out, join);
      append_input (out, &g_array_index (self->graph.inputs, ShapeGuardInput, node->args[0]), integers, floats);
      join = ", ";
    }
  return g_string_free (out, FALSE);
}
