/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-sym-node-private.h"

#include "shape-env-verbs-private.h"

/**
 * ShapeSymNode:
 *
 * A number or truth value of which only the expression is known: a size that is a
 * symbol, and all that is reckoned with it.
 *
 * It belongs to a [class@Env]. Operators such as [method@SymNode.mul] and
 * [method@SymNode.gt] make new ones, as the operators of PyTorch's `SymInt`, `SymFloat`
 * and `SymBool` do. Asking for a value, by [method@SymNode.guard_bool] and its like,
 * asks the environment, which may have to add a guard.
 *
 * The hint is the value in this run, where there is one. A constant is a literal: it is
 * made by [ctor@SymNode.new_int] and its like, and operators on constants alone give
 * constants.
 */

G_DEFINE_BOXED_TYPE (ShapeSymNode, shape_sym_node, shape_sym_node_ref, shape_sym_node_unref)

GType
shape_sym_kind_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { SHAPE_SYM_KIND_INT, "SHAPE_SYM_KIND_INT", "int" },
        { SHAPE_SYM_KIND_FLOAT, "SHAPE_SYM_KIND_FLOAT", "float" },
        { SHAPE_SYM_KIND_BOOL, "SHAPE_SYM_KIND_BOOL", "bool" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("ShapeSymKind", values));
    }

  return (GType) type;
}

ShapeSymNode *
shape_sym_node_make (ShapeEnv     *env,
                     ShapeNode    *expr,
                     ShapeSymKind  kind,
                     ShapeNode    *hint,
                     const char   *fx_node)
{
  ShapeSymNode *self = g_new0 (ShapeSymNode, 1);

  g_ref_count_init (&self->ref_count);
  self->env = g_object_ref (env);
  self->expr = expr;
  self->kind = kind;
  self->hint = hint;
  self->fx_node = fx_node;

  return self;
}

ShapeSymNode *
shape_sym_node_make_hinted (ShapeEnv     *env,
                            ShapeNode    *expr,
                            ShapeSymKind  kind,
                            ShapeNode    *hint,
                            const char   *fx_node)
{
  ShapeSymNode *self = shape_sym_node_make (env, expr, kind, hint, fx_node);
  ShapeNode *now = shape_sym_node_look (self);

  if (now != NULL && hint == NULL && !shape_node_finds_unbacked (now))
    self->hint = shape_env_maybe_evaluate_static (env, now, SHAPE_STATIC_COMPUTE_HINT);
  if (shape_pool_has_error (env->pool))
    g_clear_pointer (&self, shape_sym_node_unref);

  return self;
}

ShapeSymNode *
shape_sym_node_make_constant (ShapeEnv     *env,
                              ShapeSymKind  kind,
                              ShapeNode    *value)
{
  ShapeSymNode *self = shape_sym_node_make (env, value, kind, value, NULL);

  self->is_constant = TRUE;
  return self;
}

static gboolean
hint_is_of_kind (ShapeNode    *hint,
                 ShapeSymKind  kind)
{
  switch (kind)
    {
    case SHAPE_SYM_KIND_INT:
      return SHAPE_IS (hint, INTEGER) || SHAPE_IS (hint, SINGLETON_INT);
    case SHAPE_SYM_KIND_FLOAT:
      return SHAPE_IS (hint, FLOAT) || SHAPE_IS (hint, INFINITY) || SHAPE_IS (hint, NEGATIVE_INFINITY);
    default:
      return SHAPE_IS_TRUTH_VALUE (hint);
    }
}

/**
 * shape_sym_node_new:
 * @env: an environment
 * @expr: an expression of its pool
 * @kind: what it is a value of
 * @hint: (nullable): its value in this run; worked out from the symbols where it is %NULL
 *   and @expr hangs on no data
 * @error: return location for an error
 *
 * Makes a symbolic value (`SymNode`).
 *
 * Returns: (transfer full): the value, or %NULL with @error set
 */
ShapeSymNode *
shape_sym_node_new (ShapeEnv      *env,
                    ShapeExpr     *expr,
                    ShapeSymKind   kind,
                    ShapeExpr     *hint,
                    GError       **error)
{
  g_autoptr (ShapeSymNode) self = NULL;

  g_return_val_if_fail (SHAPE_IS_ENV (env), NULL);
  g_return_val_if_fail (shape_env_owns (env, expr), NULL);
  g_return_val_if_fail (hint == NULL || shape_env_owns (env, hint), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (hint != NULL && !hint_is_of_kind (hint, kind))
    {
      g_set_error_literal (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION,
                           "Cannot create SymNode with a hint of another type");
      return NULL;
    }

  self = shape_sym_node_make_hinted (env, expr, kind, hint, NULL);
  if (!shape_pool_check (env->pool, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * shape_sym_node_new_int:
 * @env: an environment
 * @value: a number
 *
 * Makes a constant (`SymNode.wrap_int`).
 *
 * Returns: (transfer full): the constant
 */
ShapeSymNode *
shape_sym_node_new_int (ShapeEnv *env,
                        gint64    value)
{
  g_return_val_if_fail (SHAPE_IS_ENV (env), NULL);

  return shape_sym_node_make_constant (env, SHAPE_SYM_KIND_INT, shape_node_integer (env->pool, value));
}

/**
 * shape_sym_node_new_float:
 * @env: an environment
 * @value: a number
 *
 * Makes a constant (`SymNode.wrap_float`).
 *
 * Returns: (transfer full): the constant
 */
ShapeSymNode *
shape_sym_node_new_float (ShapeEnv *env,
                          double    value)
{
  g_return_val_if_fail (SHAPE_IS_ENV (env), NULL);

  return shape_sym_node_make_constant (env, SHAPE_SYM_KIND_FLOAT, shape_node_float (env->pool, value));
}

/**
 * shape_sym_node_new_bool:
 * @env: an environment
 * @value: a truth value
 *
 * Makes a constant (`SymNode.wrap_bool`).
 *
 * Returns: (transfer full): the constant
 */
ShapeSymNode *
shape_sym_node_new_bool (ShapeEnv *env,
                         gboolean  value)
{
  g_return_val_if_fail (SHAPE_IS_ENV (env), NULL);

  return shape_sym_node_make_constant (env, SHAPE_SYM_KIND_BOOL, shape_node_bool (env->pool, value));
}

/**
 * shape_sym_node_ref:
 * @self: a symbolic value
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
ShapeSymNode *
shape_sym_node_ref (ShapeSymNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * shape_sym_node_unref:
 * @self: (transfer full): a symbolic value
 *
 * Drops a reference.
 */
void
shape_sym_node_unref (ShapeSymNode *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->env);
  g_free (self);
}

/**
 * shape_sym_node_get_env:
 * @self: a symbolic value
 *
 * Gets the environment.
 *
 * Returns: (transfer none): the environment that @self belongs to
 */
ShapeEnv *
shape_sym_node_get_env (ShapeSymNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->env;
}

/**
 * shape_sym_node_get_kind:
 * @self: a symbolic value
 *
 * Tells whether it is an integer, a float or a boolean.
 *
 * Returns: what @self is a value of
 */
ShapeSymKind
shape_sym_node_get_kind (ShapeSymNode *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_SYM_KIND_INT);

  return (ShapeSymKind) self->kind;
}

/**
 * shape_sym_node_get_hint:
 * @self: a symbolic value
 *
 * Gets the value of @self in this run.
 *
 * Returns: (transfer full) (nullable): a number or a truth value, or %NULL where it hangs on data
 */
ShapeExpr *
shape_sym_node_get_hint (ShapeSymNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hint == NULL ? NULL : shape_expr_ref (self->hint);
}

/**
 * shape_sym_node_get_fx_node:
 * @self: a symbolic value
 *
 * Gets the name of what stands for @self in the FX graph. There is one with translation
 * validation only.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
shape_sym_node_get_fx_node (ShapeSymNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fx_node;
}

/**
 * shape_sym_node_is_constant:
 * @self: a symbolic value
 *
 * Tells a literal from what has symbols or was computed.
 *
 * Returns: whether @self is a literal
 */
gboolean
shape_sym_node_is_constant (ShapeSymNode *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_constant;
}

ShapeNode *
shape_sym_node_look (ShapeSymNode *self)
{
  guint version = self->env->replacements_version;

  if (version == 0 || shape_node_is_number (self->expr))
    return self->expr;

  if (self->replaced == NULL || self->replaced_version != version)
    {
      ShapeNode *replaced = shape_env_replace_node (self->env, self->expr);

      if (replaced == NULL)
        return NULL;
      self->replaced = replaced;
      self->replaced_version = version;
    }

  return self->replaced;
}

/**
 * shape_sym_node_get_expr:
 * @self: a symbolic value
 * @error: return location for an error
 *
 * Gets the expression of @self, with every replacement made that the environment has
 * found since (`SymNode.expr`).
 *
 * Returns: (transfer full): the expression, or %NULL with @error set
 */
ShapeExpr *
shape_sym_node_get_expr (ShapeSymNode  *self,
                         GError       **error)
{
  ShapeNode *expr;

  g_return_val_if_fail (self != NULL, NULL);

  expr = shape_sym_node_look (self);
  if (!shape_pool_check (self->env->pool, error))
    return NULL;

  return shape_expr_ref (expr);
}

/**
 * shape_sym_node_to_string:
 * @self: a symbolic value
 *
 * Writes the expression of @self as SymPy does: `2*s0`.
 *
 * Returns: (transfer full): the text
 */
char *
shape_sym_node_to_string (ShapeSymNode *self)
{
  ShapeNode *expr;

  g_return_val_if_fail (self != NULL, NULL);

  expr = shape_sym_node_look (self);
  shape_pool_check (self->env->pool, NULL);

  return shape_node_to_sympy_str (expr != NULL ? expr : self->expr);
}

static const ShapeValueKind value_kinds[] = {
  [SHAPE_SYM_KIND_INT] = SHAPE_VALUE_SYM_INT,
  [SHAPE_SYM_KIND_FLOAT] = SHAPE_VALUE_SYM_FLOAT,
  [SHAPE_SYM_KIND_BOOL] = SHAPE_VALUE_SYM_BOOL,
};

ShapeValue
shape_sym_node_to_value (ShapeSymNode *self)
{
  ShapeValue value = { .kind = value_kinds[self->kind], .node = self->expr };

  if (self->is_constant)
    return shape_value_from_number (self->expr);

  value.fx_node = self->fx_node;
  if (self->hint != NULL)
    {
      ShapeValue hint = shape_value_from_number (self->hint);

      shape_value_set_hint (&value, &hint);
    }

  return value;
}

static ShapeSymNode *
sym_node_from_number (ShapeEnv  *env,
                      ShapeNode *number)
{
  if (SHAPE_IS_BOOLEAN (number))
    return shape_sym_node_make_constant (env, SHAPE_SYM_KIND_BOOL, number);
  if (SHAPE_IS (number, INTEGER))
    return shape_sym_node_make_constant (env, SHAPE_SYM_KIND_INT, number);

  return shape_sym_node_make_constant (env, SHAPE_SYM_KIND_FLOAT, number);
}

/* NULL where @value is no number, symbolic or not. */
ShapeSymNode *
shape_sym_node_from_value (ShapeEnv         *env,
                           const ShapeValue *value)
{
  ShapeValue hint;
  ShapeNode *number;
  guint kind;

  if (!SHAPE_VALUE_IS_SYMBOLIC (value))
    {
      number = shape_value_to_number (value, env->pool);
      return number == NULL ? NULL : sym_node_from_number (env, number);
    }

  for (kind = 0; value_kinds[kind] != (ShapeValueKind) value->kind;)
    kind++;
  hint = shape_value_get_hint (value);

  return shape_sym_node_make (env, value->node, (ShapeSymKind) kind,
                              shape_value_to_number (&hint, env->pool), value->fx_node);
}
