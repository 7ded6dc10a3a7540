/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

#include <string.h>

/* Constraints of the user's that are violated: what is said of each, and of all. */

const char *
shape_env_find_debug_name (ShapeEnv   *env,
                           const char *source_name)
{
  return shape_map_get (&env->source_name_to_debug_name, shape_env_intern (env, source_name));
}

const char *
shape_env_get_debug_name (ShapeEnv    *env,
                          ShapeSource *source)
{
  const char *name = shape_source_get_name (source), *debug_name = shape_env_find_debug_name (env, name);

  return debug_name ? debug_name : name;
}

/* A name that is no identifier is read as Python, in which it makes no sense. */
ShapeNode *
shape_env_sympify_name (ShapeEnv   *env,
                        const char *name)
{
  if (strchr (name, '[') != NULL)
    return shape_pool_fail (env->pool, SHAPE_ERROR_TYPE, "'Symbol' object is not subscriptable");
  return shape_node_symbol (env->pool, name, (ShapeFacts) { 0 });
}

ShapeInterval
shape_env_default_range (ShapeEnv *env)
{
  return shape_interval_new_unchecked (shape_node_integer (env->pool, env->specialize_zero_one ? 2 : 0),
                                       shape_node_constant (env->pool, SHAPE_OP_INT_INFINITY));
}

char *
shape_constraint_render (const ShapeConstraint *self,
                         ShapeEnv              *env,
                         ShapeSource           *source)
{
  ShapeInterval range = shape_env_default_range (env);
  const char *name = shape_source_get_name (source), *debug_name = shape_env_get_debug_name (env, source);
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;

  if (self->kind != SHAPE_CONSTRAINT_STRICT_MIN_MAX)
    return g_strdup_printf ("RelaxedUnspecConstraint(%s)", name);
  if (!shape_constant_less_equal (self->lower, range.lower))
    lower = shape_node_to_sympy_str (self->lower);
  if (!shape_constant_less_equal (range.upper, self->upper))
    upper = shape_node_to_sympy_str (self->upper);
  if (lower == NULL && upper == NULL)
    return g_strdup_printf ("%s = %s in the specified range", debug_name, name);
  return g_strdup_printf ("%s = %s in the specified range %s%s%s%s%s", debug_name, name,
                          lower ? lower : "", lower ? " <= " : "", debug_name,
                          upper ? " <= " : "", upper ? upper : "");
}

static void
clear_violation (gpointer data)
{
  ShapeConstraintViolation *violation = data;

  g_free (violation->debug_name);
  g_free (violation->message);
}

void
shape_guard_producer_violate (ShapeGuardProducer *self,
                              gboolean            warn_only,
                              ShapeSource        *source,
                              ShapeNode          *hint,
                              const char         *format,
                              ...)
{
  ShapeConstraintViolation violation = {
    .warn_only = warn_only,
    .debug_name = g_strdup (shape_env_get_debug_name (self->env, source)),
    .hint = hint,
  };
  va_list arguments;

  va_start (arguments, format);
  violation.message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->violations == NULL)
    {
      self->violations = g_array_new (FALSE, FALSE, sizeof (ShapeConstraintViolation));
      g_array_set_clear_func (self->violations, clear_violation);
    }
  g_array_append_val (self->violations, violation);
}

void
shape_guard_producer_violate_by_guard (ShapeGuardProducer    *self,
                                       const ShapeConstraint *constraint,
                                       ShapeSource           *source,
                                       ShapeNode             *expr,
                                       const char            *end)
{
  g_autofree char *range = shape_constraint_render (constraint, self->env, source);
  g_autofree char *guard = shape_guard_printer_print (&self->python, expr);

  shape_guard_producer_violate (self, constraint->warn_only, source, NULL,
                                "Not all values of %s satisfy the generated guard %s%s", range, guard ? guard : "", end);
}

/* The whole message; the hint of one that only warns is printed too, and may fail. */
static char *
finish_message (ShapeGuardProducer             *self,
                const ShapeConstraintViolation *violation)
{
  g_autofree char *hint = NULL;

  if (violation->hint == NULL)
    return g_strdup (violation->message);
  hint = shape_guard_printer_print (&self->python, violation->hint);
  return g_strdup_printf ("%s%s.", violation->message, hint ? hint : "");
}

static void
raise_violations (ShapeGuardProducer *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) messages = g_string_new (NULL);
  g_autofree char *list = NULL;

  for (guint i = 0; i < self->violations->len; i++)
    {
      const ShapeConstraintViolation *violation = &g_array_index (self->violations, ShapeConstraintViolation, i);
      g_autofree char *message = finish_message (self, violation);

      if (violation->warn_only)
        continue;
      g_string_append_printf (messages, "\n  - %s", message);
      g_ptr_array_add (names, violation->debug_name);
    }
  if (names->len == 0)
    return;
  list = shape_dim_join_names (names);
  shape_pool_fail (self->env->pool, SHAPE_ERROR_CONSTRAINT_VIOLATION,
                   "Constraints violated (%s)! For more information, run with TORCH_LOGS=\"+dynamic\".%s", list,
                   messages->str);
}

void
shape_guard_producer_raise_violations (ShapeGuardProducer *self)
{
  if (self->violations != NULL)
    raise_violations (self);
}
