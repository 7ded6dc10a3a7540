/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-symbols-private.h"

#include "shape-env-verbs-private.h"
#include "shape-fx-graph-private.h"

/* Symbolic values: an expression, and what it is in this run. */

/* With translation validation, a source is a symbol and a placeholder of its own. */
static const char *
shape_env_note_source (ShapeEnv    *self,
                       ShapeSource *source)
{
  const char *name;

  if (!self->config.translation_validation || source == NULL)
    return NULL;

  name = shape_env_intern (self, shape_source_get_name (source));
  shape_map_put (&self->source_to_symbol, name, shape_node_symbol_int (self->pool, name, FALSE));
  shape_env_mark_changed (self, SHAPE_STATE_SOURCE_TO_SYMBOL);

  return shape_env_fx_placeholder (self, name);
}

static gboolean
numbers_equal (ShapeNode *a,
               ShapeNode *b)
{
  if (a == b)
    return TRUE;
  return SHAPE_IS_NUMBER (a) && SHAPE_IS_NUMBER (b) && shape_number_compare (a, b) == 0;
}

static void
shape_env_fail_hint (ShapeEnv   *self,
                     const char *type,
                     ShapeNode  *expr,
                     ShapeNode  *hint)
{
  g_autofree char *left = shape_node_to_sympy_str (expr);
  g_autofree char *right = shape_node_to_sympy_str (hint);

  shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "%s(sym)=%s != hint=%s", type, left, right);
}

/* A number is its own value; its hint must agree. */
static ShapeValue
shape_env_answer_plain (ShapeEnv         *self,
                        const char       *type,
                        ShapeNode        *expr,
                        const ShapeValue *hint)
{
  ShapeNode *number = shape_value_to_node (hint, self->pool);

  if (number != NULL && !numbers_equal (expr, number))
    shape_env_fail_hint (self, type, expr, number);

  return shape_value_from_number (expr);
}

/* A number as one of the kind of a symbolic value: a float may share a symbol with the integer
 * that it equals. */
static ShapeNode *
of_kind (ShapeNode      *number,
         ShapeValueKind  kind)
{
  if (kind == SHAPE_VALUE_SYM_FLOAT && SHAPE_IS (number, INTEGER))
    return shape_node_build1 (SHAPE_OP_TO_FLOAT, number);
  if (kind == SHAPE_VALUE_SYM_INT && SHAPE_IS (number, FLOAT))
    return shape_node_build1 (SHAPE_OP_TRUNC_TO_INT, number);
  return number;
}

/* What @value is in this run, NONE where it cannot be told. */
static ShapeValue
shape_env_compute_hint (ShapeEnv         *self,
                        const ShapeValue *value)
{
  ShapeNode *expr = shape_env_look (self, value->node);
  ShapeNode *known = NULL;

  if (expr != NULL && !shape_node_finds_unbacked (expr))
    known = shape_env_maybe_evaluate_static (self, expr, SHAPE_STATIC_COMPUTE_HINT);

  return known != NULL && (SHAPE_IS_NUMBER (known) || SHAPE_IS_TRUTH_VALUE (known))
           ? shape_value_from_number (of_kind (known, value->kind))
           : shape_value_none ();
}

/* Where so much is computed anyway, a hint that is given is computed too. */
static void
shape_env_check_hint (ShapeEnv         *self,
                      const ShapeValue *value,
                      const ShapeValue *hint)
{
  ShapeValue computed = shape_env_compute_hint (self, value);
  ShapeNode *expr = shape_env_look (self, value->node);
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GString) right = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (shape_pool_has_error (self->pool) || shape_value_equal (hint, &computed))
    return;

  shape_value_print_python (hint, left);
  shape_value_print_python (&computed, right);
  text = shape_node_to_sympy_str (expr);
  shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "%s != %s (for %s)", left->str, right->str, text);
}

static void
shape_env_set_hint (ShapeEnv         *self,
                    ShapeValue       *value,
                    const ShapeValue *hint)
{
  if (hint->kind != SHAPE_VALUE_NONE)
    {
      ShapeValue plain = SHAPE_VALUE_IS_SYMBOLIC (hint) ? shape_value_get_hint (hint) : *hint;

      if (self->config.translation_validation)
        shape_env_check_hint (self, value, &plain);
      shape_value_set_hint (value, &plain);
    }
  else
    {
      ShapeValue computed = shape_env_compute_hint (self, value);

      if (computed.kind != SHAPE_VALUE_NONE)
        shape_value_set_hint (value, &computed);
    }
}

/* A value made anew (`SymNode.with_shape_env`) keeps its hint, and computes it on the way. */
void
shape_env_renew_hint (ShapeEnv         *self,
                      const ShapeValue *value)
{
  ShapeValue hint = shape_value_get_hint (value);

  if (hint.kind == SHAPE_VALUE_NONE)
    shape_env_compute_hint (self, value);
  else
    shape_env_check_hint (self, value, &hint);
}

ShapeValue
shape_env_make_sym_int (ShapeEnv         *self,
                        ShapeNode        *expr,
                        const ShapeValue *hint,
                        ShapeSource      *source)
{
  ShapeValue value = { .kind = SHAPE_VALUE_SYM_INT, .node = expr }, none = shape_value_none ();

  value.fx_node = shape_env_note_source (self, source);
  if (SHAPE_IS (expr, INTEGER))
    return shape_env_answer_plain (self, "int", expr, hint);

  /* A real tensor has a size where its symbol must not show one; what the symbol was found to
   * equal may. */
  shape_env_set_hint (self, &value, shape_node_has_unbacked (expr) ? &none : hint);

  return value;
}

ShapeValue
shape_env_make_sym_float (ShapeEnv         *self,
                          ShapeNode        *expr,
                          const ShapeValue *hint,
                          ShapeSource      *source)
{
  ShapeValue value = { .kind = SHAPE_VALUE_SYM_FLOAT, .node = expr };

  value.fx_node = shape_env_note_source (self, source);
  if (SHAPE_IS (expr, FLOAT))
    return shape_env_answer_plain (self, "float", expr, hint);

  if (shape_node_has_unbacked (expr) && hint->kind != SHAPE_VALUE_NONE)
    {
      g_autofree char *text = shape_node_to_sympy_str (expr);

      shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION,
                       "hint must be None for unbacked symbol: %s", text);
      return shape_value_none ();
    }
  shape_env_set_hint (self, &value, hint);

  return value;
}
