/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-private.h"

#include "../record/shape-door-private.h"

#include <string.h>

/* The symbols of @env go by their names. */
static void
name_symbols (ShapeTrace     *trace,
              const ShapeMap *symbols)
{
  for (guint i = 0; i < symbols->n; i++)
    {
      ShapeNode *symbol = symbols->entries[i].key;

      g_hash_table_insert (trace->symbols, (gpointer) symbol->symbol.name, symbol);
    }
}

/* What @changes says is made in @arena of @trace. */
static gboolean
read_changes (ShapeTrace  *trace,
              const char  *changes,
              ShapeValue  *value,
              GError     **error)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (ShapeValue));
  g_auto (ShapeJson) json = { 0 };
  ShapeTraceReader reader = { .trace = trace, .line = 1, .stack = stack };

  shape_pool_begin_question (trace->pool);
  shape_json_init (&json, changes, strlen (changes));
  if (shape_trace_read_changes (&reader, &json, "changes", value) && shape_json_at_end (&json))
    return TRUE;
  shape_trace_fail (&reader, "changes: something stands behind the object");
  shape_trace_take_error (&reader, error);
  return FALSE;
}

/**
 * shape_env_set_state:
 * @self: an environment
 * @changes: a JSON object as the argument `changes` of the event `_set_state`:
 *   `{"var_to_hint_override": {"set": {"u0": 42}}}`
 * @error: return location for an error
 *
 * Changes fields of the state as no recorded method does, but the reference does by the way. It can be done to
 * those fields alone that the reference changes so. The symbols that @changes names are those of @self.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
shape_env_set_state (ShapeEnv    *self,
                     const char  *changes,
                     GError     **error)
{
  g_autoptr (ShapeTrace) names = NULL;
  ShapeValue values[2] = { shape_value_none (), shape_value_none () };

  g_return_val_if_fail (SHAPE_IS_ENV (self), FALSE);
  g_return_val_if_fail (changes != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  names = g_object_new (SHAPE_TYPE_TRACE, NULL);
  names->pool = shape_expr_pool_ref (self->pool);
  name_symbols (names, &self->var_to_range);
  name_symbols (names, &self->var_to_sources);
  return read_changes (names, changes, &values[0], error) &&
         shape_env_call (self, SHAPE_EVENT_SET_STATE, values, NULL, error);
}
