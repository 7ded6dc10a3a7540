/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-print-private.h"

/* Python, as PythonPrinter of torch.utils._sympy.printers writes it. */

static void
fail_exponent (ShapePrinter *self,
               const char   *format,
               ShapeNode    *exponent)
{
  g_autofree char *text = shape_node_to_sympy_str (exponent);

  shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, format, text);
}

static gboolean
get_exponent (ShapePrinter *self,
              ShapeNode    *exponent,
              gint64       *value)
{
  if (shape_node_get_int64 (exponent, value) && *value >= 0)
    return TRUE;
  if (SHAPE_IS (exponent, INTEGER) && shape_number_sign (exponent) > 0)
    shape_printer_fail_overflow (self);
  else if (SHAPE_IS (exponent, INTEGER))
    fail_exponent (self, "exponent must be non-negative, got %s", exponent);
  else if (SHAPE_IS_NUMBER (exponent))
    fail_exponent (self, "%s", exponent);
  else
    shape_pool_fail (self->pool, SHAPE_ERROR_TYPE, "Cannot convert symbols to int");
  return FALSE;
}

static void
print_pow (ShapePrinter         *self,
           ShapeNode            *node,
           const ShapePrintRule *rule G_GNUC_UNUSED)
{
  gint64 exponent;

  if (!get_exponent (self, node->args[1], &exponent))
    return;
  if (exponent == 0)
    g_string_append_c (self->out, '1');
  shape_printer_power (self, node->args[0], exponent);
}

static void
print_modular_indexing (ShapePrinter         *self,
                        ShapeNode            *node,
                        const ShapePrintRule *rule G_GNUC_UNUSED)
{
  gboolean divides = !shape_node_is_int (node->args[1], 1);

  g_string_append_c (self->out, '(');
  if (divides)
    g_string_append_c (self->out, '(');
  shape_printer_parenthesize (self, node->args[0], SHAPE_PRECEDENCE_OPERATOR);
  if (divides)
    {
      g_string_append (self->out, " // ");
      shape_printer_parenthesize (self, node->args[1], SHAPE_PRECEDENCE_OPERATOR);
      g_string_append_c (self->out, ')');
    }
  g_string_append (self->out, " % ");
  shape_printer_parenthesize (self, node->args[2], SHAPE_PRECEDENCE_OPERATOR);
  g_string_append_c (self->out, ')');
}

static void
print_round_decimal (ShapePrinter         *self,
                     ShapeNode            *node,
                     const ShapePrintRule *rule)
{
  if (!SHAPE_IS (node->args[1], INTEGER))
    shape_pool_fail (self->pool, SHAPE_ERROR_TYPE, "ndigits must be an instance of sympy.Integer");
  shape_rule_call (self, node, rule);
}

static const ShapePrintRule rules[SHAPE_N_OPS] = {
  [SHAPE_OP_INTEGER] = { shape_rule_integer, NULL, 0 },
  [SHAPE_OP_RATIONAL] = { shape_rule_rational, NULL, 0 },
  [SHAPE_OP_FLOAT] = { shape_rule_float17, NULL, 0 },
  [SHAPE_OP_INT_INFINITY] = { shape_rule_empty_call, "IntInfinity", 0 },
  [SHAPE_OP_NEGATIVE_INT_INFINITY] = { shape_rule_empty_call, "NegativeIntInfinity", 0 },
  [SHAPE_OP_INFINITY] = { shape_rule_word, "math.inf", 0 },
  [SHAPE_OP_NEGATIVE_INFINITY] = { shape_rule_word, "-math.inf", 0 },
  [SHAPE_OP_NAN] = { shape_rule_word, "math.nan", 0 },
  [SHAPE_OP_COMPLEX_INFINITY] = { shape_rule_word, "zoo", 0 },
  [SHAPE_OP_IMAGINARY_UNIT] = { shape_rule_word, "I", 0 },
  [SHAPE_OP_PI] = { shape_rule_word, "pi", 0 },
  [SHAPE_OP_SINGLETON_INT] = { shape_rule_singleton, NULL, 0 },
  [SHAPE_OP_SYMBOL] = { shape_rule_symbol, NULL, 0 },
  [SHAPE_OP_TRUE] = { shape_rule_word, "True", 0 },
  [SHAPE_OP_FALSE] = { shape_rule_word, "False", 0 },
  [SHAPE_OP_ADD] = { shape_rule_infix, " + ", 0 },
  [SHAPE_OP_MUL] = { shape_rule_factors, "*", 0 },
  [SHAPE_OP_POW] = { print_pow, NULL, 0 },
  [SHAPE_OP_EQ] = { shape_rule_infix, " == ", 0 },
  [SHAPE_OP_NE] = { shape_rule_infix, " != ", 0 },
  [SHAPE_OP_LT] = { shape_rule_infix, " < ", 0 },
  [SHAPE_OP_LE] = { shape_rule_infix, " <= ", 0 },
  [SHAPE_OP_GT] = { shape_rule_infix, " > ", 0 },
  [SHAPE_OP_GE] = { shape_rule_infix, " >= ", 0 },
  [SHAPE_OP_AND] = { shape_rule_infix, " and ", 0 },
  [SHAPE_OP_OR] = { shape_rule_infix, " or ", 0 },
  [SHAPE_OP_NOT] = { shape_rule_not, NULL, 0 },
  [SHAPE_OP_MAX] = { shape_rule_call, "max", 0 },
  [SHAPE_OP_MIN] = { shape_rule_call, "min", 0 },
  [SHAPE_OP_FLOOR_DIV] = { shape_rule_infix, " // ", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_CLEAN_DIV] = { shape_rule_infix, " // ", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_MOD] = { shape_rule_infix, " % ", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_PYTHON_MOD] = { shape_rule_infix, " % ", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_MODULAR_INDEXING] = { print_modular_indexing, NULL, 0 },
  [SHAPE_OP_POW_BY_NATURAL] = { shape_rule_infix, " ** ", SHAPE_PRECEDENCE_POW },
  [SHAPE_OP_FLOAT_POW] = { shape_rule_infix, " ** ", SHAPE_PRECEDENCE_POW },
  [SHAPE_OP_INT_TRUE_DIV] = { shape_rule_infix, " / ", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_FLOAT_TRUE_DIV] = { shape_rule_infix_group, " / ", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_CEIL_TO_INT] = { shape_rule_call, "math.ceil", 0 },
  [SHAPE_OP_FLOOR_TO_INT] = { shape_rule_call, "math.floor", 0 },
  [SHAPE_OP_TRUNC_TO_INT] = { shape_rule_call, "math.trunc", 0 },
  [SHAPE_OP_TRUNC_TO_FLOAT] = { shape_rule_unsupported, NULL, 0 },
  [SHAPE_OP_ROUND_TO_INT] = { shape_rule_call, "round", 0 },
  [SHAPE_OP_ROUND_DECIMAL] = { print_round_decimal, "round", 0 },
  [SHAPE_OP_TO_FLOAT] = { shape_rule_call, "torch.sym_float", 0 },
  [SHAPE_OP_IDENTITY] = { shape_rule_argument, NULL, 0 },
  [SHAPE_OP_BITWISE_AND] = { shape_rule_infix, " & ", SHAPE_PRECEDENCE_BIT_AND },
  [SHAPE_OP_BITWISE_OR] = { shape_rule_infix, " | ", SHAPE_PRECEDENCE_BIT_OR },
  [SHAPE_OP_BITWISE_XOR] = { shape_rule_infix, " ^ ", SHAPE_PRECEDENCE_BIT_XOR },
  [SHAPE_OP_OPAQUE_SQRT] = { shape_rule_call, "torch._sym_sqrt", 0 },
  [SHAPE_OP_OPAQUE_COS] = { shape_rule_call, "math.cos", 0 },
  [SHAPE_OP_OPAQUE_COSH] = { shape_rule_call, "math.cosh", 0 },
  [SHAPE_OP_OPAQUE_SIN] = { shape_rule_call, "math.sin", 0 },
  [SHAPE_OP_OPAQUE_SINH] = { shape_rule_call, "math.sinh", 0 },
  [SHAPE_OP_OPAQUE_TAN] = { shape_rule_call, "math.tan", 0 },
  [SHAPE_OP_OPAQUE_TANH] = { shape_rule_call, "math.tanh", 0 },
  [SHAPE_OP_OPAQUE_ASIN] = { shape_rule_call, "math.asin", 0 },
  [SHAPE_OP_OPAQUE_ACOS] = { shape_rule_call, "math.acos", 0 },
  [SHAPE_OP_OPAQUE_ATAN] = { shape_rule_call, "math.atan", 0 },
  [SHAPE_OP_OPAQUE_LOG2] = { shape_rule_call, "math.log2", 0 },
};

gboolean
shape_node_append_python (ShapeNode           *node,
                          const ShapeSpelling *spelling,
                          GString             *out)
{
  return shape_printer_append (rules, "PythonPrinter", spelling, node, out);
}

char *
shape_node_to_python (ShapeNode *node)
{
  return shape_printer_run (rules, "PythonPrinter", node);
}
