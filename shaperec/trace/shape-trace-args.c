/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-trace-private.h"

#include <string.h>

/* The arguments of a trace's events, by their types in the table of event kinds. */

typedef gboolean (*ReadArg) (ShapeTraceReader   *self,
                             ShapeJson          *json,
                             const ShapeArgInfo *info,
                             ShapeValue         *value);

static gboolean
read_bool (ShapeTraceReader   *self,
           ShapeJson          *json,
           const ShapeArgInfo *info,
           ShapeValue         *value)
{
  gboolean truth = FALSE;

  if (!shape_trace_read_bool (self, json, info->name, &truth))
    return FALSE;
  *value = shape_value_bool (truth);
  return TRUE;
}

static gboolean
read_value (ShapeTraceReader   *self,
            ShapeJson          *json,
            const ShapeArgInfo *info,
            ShapeValue         *value)
{
  if (!shape_trace_read_value (self, json, info->name, value))
    return FALSE;
  if (value->kind == SHAPE_VALUE_LIST || value->kind == SHAPE_VALUE_SIZES)
    return shape_trace_fail (self, "%s: a single value is expected", info->name);
  return TRUE;
}

static gboolean
read_expr (ShapeTraceReader   *self,
           ShapeJson          *json,
           const ShapeArgInfo *info,
           ShapeValue         *value)
{
  *value = shape_value_expr (NULL);
  return shape_trace_read_expr (self, json, info->name, &value->node);
}

static gboolean
read_symbol (ShapeTraceReader   *self,
             ShapeJson          *json,
             const ShapeArgInfo *info,
             ShapeValue         *value)
{
  if (!read_expr (self, json, info, value))
    return FALSE;
  if (!SHAPE_IS (value->node, SYMBOL))
    return shape_trace_fail (self, "%s: a symbol is expected", info->name);
  return TRUE;
}

static gboolean
read_text (ShapeTraceReader   *self,
           ShapeJson          *json,
           const ShapeArgInfo *info,
           ShapeValue         *value)
{
  *value = shape_value_text (NULL);
  return shape_trace_read_text (self, json, info->name, &value->text);
}

static gboolean
read_source (ShapeTraceReader   *self,
             ShapeJson          *json,
             const ShapeArgInfo *info,
             ShapeValue         *value)
{
  gpointer source = NULL;

  if (!shape_trace_read_id (self, json, info->name, self->trace->sources, &source))
    return FALSE;
  *value = (ShapeValue) { .kind = SHAPE_VALUE_SOURCE, .source = source };
  return TRUE;
}

static gboolean
read_context (ShapeTraceReader   *self,
              ShapeJson          *json,
              const ShapeArgInfo *info,
              ShapeValue         *value)
{
  gpointer context = NULL;

  if (!shape_trace_read_id (self, json, info->name, self->trace->contexts, &context))
    return FALSE;
  *value = (ShapeValue) { .kind = SHAPE_VALUE_CONTEXT, .context = context };
  return TRUE;
}

static gboolean
read_constraint (ShapeTraceReader   *self,
                 ShapeJson          *json,
                 const ShapeArgInfo *info,
                 ShapeValue         *value)
{
  ShapeConstraint *constraint = shape_arena_new_array (self->trace->arena, ShapeConstraint, 1);

  *value = (ShapeValue) { .kind = SHAPE_VALUE_CONSTRAINT, .constraint = constraint };
  return shape_trace_read_constraint (self, json, info->name, constraint);
}

static gboolean
read_dim (ShapeTraceReader   *self,
          ShapeJson          *json,
          const ShapeArgInfo *info,
          ShapeValue         *value)
{
  ShapeDimDynamic dim;

  if (shape_json_next (json) != SHAPE_JSON_STRING || !shape_dim_dynamic_from_name (json->text, json->n_bytes, &dim))
    return shape_trace_fail (self, "%s: a DimDynamic is expected", info->name);
  *value = (ShapeValue) { .kind = SHAPE_VALUE_DIM, .integer = dim };
  return TRUE;
}

static gboolean
read_values (ShapeTraceReader   *self,
             ShapeJson          *json,
             const ShapeArgInfo *info,
             ShapeValue         *value)
{
  if (!shape_trace_read_value (self, json, info->name, value))
    return FALSE;
  if (value->kind != SHAPE_VALUE_LIST)
    return shape_trace_fail (self, "%s: a list is expected", info->name);
  return TRUE;
}

/* The key of a mapping from dimensions. */
static gboolean
read_dim_key (ShapeTraceReader   *self,
              ShapeJson          *json,
              const ShapeArgInfo *info,
              ShapeValue         *key)
{
  char digits[8];
  guint64 dim;

  if (json->n_bytes < sizeof digits)
    {
      memcpy (digits, json->text, json->n_bytes);
      digits[json->n_bytes] = '\0';
      if (g_ascii_string_to_unsigned (digits, 10, 0, G_MAXINT, &dim, NULL))
        {
          *key = shape_value_int ((gint64) dim);
          return TRUE;
        }
    }
  return shape_trace_fail (self, "%s: a key is no dimension", info->name);
}

static gboolean
read_map (ShapeTraceReader   *self,
          ShapeJson          *json,
          const ShapeArgInfo *info,
          ShapeValue         *value)
{
  guint base = self->stack->len;
  gboolean by_dim = (info->type & ~(guint) (SHAPE_ARG_NULLABLE | SHAPE_ARG_OPTIONAL)) == SHAPE_ARG_DIM_MAP;

  if (shape_json_next (json) != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "%s: an object is expected", info->name);
  while (shape_json_next_member (json))
    {
      ShapeValue key, item;

      if (!by_dim)
        key = shape_value_text (shape_arena_intern (self->trace->arena, json->text, json->n_bytes));
      else if (!read_dim_key (self, json, info, &key))
        return FALSE;
      if (!shape_trace_read_value (self, json, info->name, &item))
        return FALSE;
      if (by_dim && item.kind != SHAPE_VALUE_INT)
        return shape_trace_fail (self, "%s: an integer is expected", info->name);
      g_array_append_val (self->stack, key);
      g_array_append_val (self->stack, item);
    }
  shape_trace_pop_list (self, base, value);
  value->kind = SHAPE_VALUE_MAP;
  return json->error == NULL || shape_trace_fail_json (self, json);
}

static gboolean
read_changes (ShapeTraceReader   *self,
              ShapeJson          *json,
              const ShapeArgInfo *info,
              ShapeValue         *value)
{
  return shape_trace_read_changes (self, json, info->name, value);
}

static const ReadArg readers[] = {
  [SHAPE_ARG_BOOL] = read_bool,
  [SHAPE_ARG_VALUE] = read_value,
  [SHAPE_ARG_EXPR] = read_expr,
  [SHAPE_ARG_SYMBOL] = read_symbol,
  [SHAPE_ARG_TEXT] = read_text,
  [SHAPE_ARG_SOURCE] = read_source,
  [SHAPE_ARG_CONTEXT] = read_context,
  [SHAPE_ARG_CONSTRAINT] = read_constraint,
  [SHAPE_ARG_DIM] = read_dim,
  [SHAPE_ARG_VALUES] = read_values,
  [SHAPE_ARG_FX_ARGS] = read_values,
  [SHAPE_ARG_DIM_MAP] = read_map,
  [SHAPE_ARG_MAP] = read_map,
  [SHAPE_ARG_CHANGES] = read_changes,
};

/* Whether null comes next; it is not passed over. */
static gboolean
is_null (const ShapeJson *json)
{
  return json->end - json->at >= 4 && memcmp (json->at, "null", 4) == 0;
}

gboolean
shape_trace_read_arg (ShapeTraceReader   *self,
                      ShapeJson          *json,
                      const ShapeArgInfo *info,
                      ShapeValue         *value)
{
  guint type = info->type & ~(guint) (SHAPE_ARG_NULLABLE | SHAPE_ARG_OPTIONAL);

  while (json->at < json->end && g_ascii_isspace (*json->at))
    json->at++;
  if ((info->type & SHAPE_ARG_NULLABLE) != 0 && is_null (json))
    {
      *value = shape_value_none ();
      return shape_json_skip (json);
    }
  if (readers[type] (self, json, info, value))
    return TRUE;
  return json->error != NULL ? shape_trace_fail_json (self, json) : FALSE;
}

/* Constraints */

static gboolean
read_range (ShapeTraceReader *self,
            ShapeJson        *json,
            const char       *what,
            ShapeConstraint  *constraint)
{
  ShapeNode **const ends[] = { &constraint->lower, &constraint->upper };
  guint n = 0;

  if (shape_json_next (json) != SHAPE_JSON_LIST)
    return shape_trace_fail (self, "%s: a range is a list", what);
  for (; shape_json_next_item (json); n++)
    if (n == 2 || !shape_trace_read_expr (self, json, what, ends[n]))
      return shape_trace_fail (self, "%s: a range has two ends", what);
  return n == 2 || shape_trace_fail (self, "%s: a range has two ends", what);
}

static gboolean
read_constraint_class (ShapeTraceReader *self,
                       ShapeJson        *json,
                       const char       *what,
                       ShapeConstraint  *constraint)
{
  if (shape_json_next (json) == SHAPE_JSON_STRING &&
      shape_constraint_kind_from_name (json->text, json->n_bytes, &constraint->kind))
    return TRUE;
  return shape_trace_fail (self, "%s: unknown class of constraint", what);
}

gboolean
shape_trace_read_constraint (ShapeTraceReader *self,
                             ShapeJson        *json,
                             const char       *what,
                             ShapeConstraint  *constraint)
{
  ShapeJsonKind kind = shape_json_next (json);
  gboolean ok = TRUE;

  *constraint = (ShapeConstraint) { SHAPE_CONSTRAINT_NONE, FALSE, NULL, NULL };
  if (kind == SHAPE_JSON_NULL)
    return TRUE;
  if (kind != SHAPE_JSON_OBJECT)
    return shape_trace_fail (self, "%s: a constraint is an object", what);
  while (ok && shape_json_next_member (json))
    {
      if (shape_json_is (json, "class"))
        ok = read_constraint_class (self, json, what, constraint);
      else if (shape_json_is (json, "range"))
        ok = read_range (self, json, what, constraint);
      else if (shape_json_is (json, "warn_only"))
        ok = shape_trace_read_bool (self, json, what, &constraint->warn_only);
      else
        ok = shape_json_skip (json);
    }
  if (json->error != NULL)
    return shape_trace_fail_json (self, json);
  if (ok && (constraint->kind == SHAPE_CONSTRAINT_NONE ||
             (constraint->kind == SHAPE_CONSTRAINT_STRICT_MIN_MAX && constraint->upper == NULL)))
    return shape_trace_fail (self, "%s: a constraint without its class or range", what);
  return ok;
}
