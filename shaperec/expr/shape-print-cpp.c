/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-print-private.h"

/* C++, as CppPrinter of torch.utils._sympy.printers writes it. */

static gboolean
is_integer (ShapeNode *node)
{
  return shape_node_is_yes (node, SHAPE_FACT_INTEGER);
}

static void
open_cast (ShapePrinter *self,
           const char   *type)
{
  g_string_append_printf (self->out, "static_cast<%s>(", type);
}

static void
print_cast (ShapePrinter *self,
            const char   *type,
            ShapeNode    *node)
{
  open_cast (self, type);
  shape_printer_print (self, node);
  g_string_append_c (self->out, ')');
}

static void
print_integer (ShapePrinter         *self,
               ShapeNode            *node,
               const ShapePrintRule *rule G_GNUC_UNUSED)
{
  gint64 value;

  if (!shape_node_get_int64 (node, &value))
    {
      g_autofree char *digits = shape_node_to_string (node);

      shape_pool_fail (self->pool, SHAPE_ERROR_OVERFLOW, "%s too big to convert to int64_t", digits);
    }
  else if (value == G_MININT64)
    g_string_append (self->out, "(-1L << 63)"); /* its digits alone overflow before the sign is applied */
  else
    g_string_append_printf (self->out, "%" G_GINT64_FORMAT "L", value);
}

static void
print_rational (ShapePrinter         *self,
                ShapeNode            *node,
                const ShapePrintRule *rule G_GNUC_UNUSED)
{
  shape_print_fmpz (fmpq_numref (node->rational), self->out);
  g_string_append (self->out, ".0/");
  shape_print_fmpz (fmpq_denref (node->rational), self->out);
  g_string_append (self->out, ".0");
}

/* The power with an integer exponent, which is divided by where it is negative. */
static void
print_integer_pow (ShapePrinter *self,
                   ShapeNode    *base,
                   gint64        exponent)
{
  if (exponent > 0)
    shape_printer_power (self, base, exponent);
  else if (exponent == 0)
    g_string_append (self->out, "1.0");
  else if (exponent == -1)
    {
      g_string_append (self->out, "1.0/");
      shape_printer_print (self, base);
    }
  else
    {
      g_string_append (self->out, "1.0/(");
      shape_printer_power (self, base, exponent == G_MININT64 ? G_MAXINT64 : -exponent);
      g_string_append_c (self->out, ')');
    }
}

static void
print_float_pow (ShapePrinter *self,
                 ShapeNode    *base,
                 ShapeNode    *exponent)
{
  g_autofree char *text = NULL;

  if (!SHAPE_IS_NUMBER (exponent))
    {
      shape_pool_fail (self->pool, SHAPE_ERROR_TYPE, "Cannot convert expression to float");
      return;
    }
  text = shape_node_to_sympy_str (base);
  g_string_append_printf (self->out, "std::pow(%s, ", text);
  shape_print_double (shape_number_to_double (exponent), self->out);
  g_string_append_c (self->out, ')');
}

static gboolean
is_float (ShapeNode *node,
          double     value)
{
  return SHAPE_IS (node, FLOAT) && node->real == value;
}

static void
print_pow (ShapePrinter         *self,
           ShapeNode            *node,
           const ShapePrintRule *rule G_GNUC_UNUSED)
{
  ShapeNode *base = node->args[0], *exponent = node->args[1];
  gint64 value;

  if (is_float (exponent, 0.5) || is_float (exponent, -0.5))
    {
      g_string_append (self->out, exponent->real > 0 ? "std::sqrt(" : "1.0/std::sqrt(");
      shape_printer_print (self, base);
      g_string_append_c (self->out, ')');
    }
  else if (!is_integer (exponent))
    print_float_pow (self, base, exponent);
  else if (SHAPE_IS (exponent, INTEGER) && !shape_node_get_int64 (exponent, &value))
    shape_printer_fail_overflow (self);
  else if (!shape_node_get_int64 (exponent, &value))
    shape_pool_fail (self->pool, SHAPE_ERROR_TYPE, "Cannot convert symbols to int");
  else
    {
      gboolean cast = is_integer (node);

      if (cast)
        open_cast (self, "int64_t");
      print_integer_pow (self, base, value);
      if (cast)
        g_string_append_c (self->out, ')');
    }
}

static void
print_floor_division (ShapePrinter *self,
                      ShapeNode    *a,
                      ShapeNode    *b,
                      gboolean      integer)
{
  const char *type = integer ? "int64_t" : "double";

  g_string_append (self->out, integer ? "c10::div_floor_integer(" : "c10::div_floor_floating(");
  print_cast (self, type, a);
  g_string_append (self->out, ", ");
  print_cast (self, type, b);
  g_string_append_c (self->out, ')');
}

static void
print_floor_div (ShapePrinter         *self,
                 ShapeNode            *node,
                 const ShapePrintRule *rule G_GNUC_UNUSED)
{
  print_floor_division (self, node->args[0], node->args[1], is_integer (node));
}

static void
print_modular_indexing (ShapePrinter         *self,
                        ShapeNode            *node,
                        const ShapePrintRule *rule G_GNUC_UNUSED)
{
  g_string_append_c (self->out, '(');
  open_cast (self, "int64_t");
  if (shape_node_is_int (node->args[1], 1))
    shape_printer_print (self, node->args[0]);
  else
    print_floor_division (self, node->args[0], node->args[1], is_integer (node));
  g_string_append (self->out, ") % ");
  print_cast (self, "int64_t", node->args[2]);
  g_string_append_c (self->out, ')');
}

static void
print_int_true_div (ShapePrinter         *self,
                    ShapeNode            *node,
                    const ShapePrintRule *rule G_GNUC_UNUSED)
{
  print_cast (self, "double", node->args[0]);
  g_string_append (self->out, " / ");
  print_cast (self, "double", node->args[1]);
}

static void
print_to_float (ShapePrinter         *self,
                ShapeNode            *node,
                const ShapePrintRule *rule G_GNUC_UNUSED)
{
  print_cast (self, "double", node->args[0]);
}

/* A rounding that gives an integer in floating point. */
static void
print_cast_call (ShapePrinter         *self,
                 ShapeNode            *node,
                 const ShapePrintRule *rule)
{
  open_cast (self, "int64_t");
  shape_rule_call (self, node, rule);
  g_string_append_c (self->out, ')');
}

static void
print_pow_by_natural (ShapePrinter         *self,
                      ShapeNode            *node,
                      const ShapePrintRule *rule)
{
  if (!shape_node_is_int (node->args[0], 2))
    {
      shape_rule_unsupported (self, node, rule);
      return;
    }
  g_string_append (self->out, "(1 << (");
  shape_printer_print (self, node->args[1]);
  g_string_append (self->out, "))");
}

static void
print_round_decimal (ShapePrinter         *self,
                     ShapeNode            *node,
                     const ShapePrintRule *rule G_GNUC_UNUSED)
{
  ShapeNode *number = node->args[0], *n_digits = node->args[1];
  g_autofree char *up = NULL, *down = NULL;

  if (is_integer (number))
    {
      if (SHAPE_IS_NUMBER (n_digits) && shape_number_sign (n_digits) < 0)
        shape_pool_fail (self->pool, SHAPE_ERROR_VALUE, "only non-negative ndigits are supported for integers");
      else
        shape_pool_fail (self->pool, SHAPE_ERROR_ASSERTION, "ndigits must be negative for integer inputs");
      return;
    }
  up = shape_node_to_sympy_str (n_digits);
  down = shape_node_to_sympy_str (shape_node_neg (n_digits));
  g_string_append_printf (self->out, "static_cast<double>(std::nearbyint(1e%s * ", up);
  shape_printer_parenthesize (self, number, SHAPE_PRECEDENCE_MUL);
  g_string_append_printf (self->out, ") * 1e%s)", down);
}

static void
print_where (ShapePrinter         *self,
             ShapeNode            *node,
             const ShapePrintRule *rule G_GNUC_UNUSED)
{
  shape_printer_parenthesize (self, node->args[0], SHAPE_PRECEDENCE_OPERATOR);
  g_string_append (self->out, " ? ");
  shape_printer_join (self, node->args + 1, 2, " : ", SHAPE_PRECEDENCE_OPERATOR);
}

/* Two operands are cast to the common type, more go into an initializer list; doubles are cast in both. */
static void
print_extremum (ShapePrinter         *self,
                ShapeNode            *node,
                const ShapePrintRule *rule)
{
  const char *type = is_integer (node) ? "int64_t" : "double";
  gboolean is_list = node->n_args != 2;

  g_string_append (self->out, rule->text);
  if (is_list)
    g_string_append_printf (self->out, "<%s>({", type);
  else
    g_string_append_c (self->out, '(');
  for (guint i = 0; i < node->n_args; i++)
    {
      if (i > 0)
        g_string_append (self->out, ", ");
      if (is_list && type[0] == 'i')
        shape_printer_print (self, node->args[i]);
      else
        print_cast (self, type, node->args[i]);
    }
  g_string_append (self->out, is_list ? "})" : ")");
}

static const ShapePrintRule rules[SHAPE_N_OPS] = {
  [SHAPE_OP_INTEGER] = { print_integer, NULL, 0 },
  [SHAPE_OP_RATIONAL] = { print_rational, NULL, 0 },
  [SHAPE_OP_FLOAT] = { shape_rule_float17, NULL, 0 },
  [SHAPE_OP_INT_INFINITY] = { shape_rule_empty_call, "IntInfinity", 0 },
  [SHAPE_OP_NEGATIVE_INT_INFINITY] = { shape_rule_empty_call, "NegativeIntInfinity", 0 },
  [SHAPE_OP_INFINITY] = { shape_rule_word, "std::numeric_limits<double>::infinity()", 0 },
  [SHAPE_OP_NEGATIVE_INFINITY] = { shape_rule_word, "-std::numeric_limits<double>::infinity()", 0 },
  [SHAPE_OP_NAN] = { shape_rule_word, "std::numeric_limits<double>::quiet_NaN()", 0 },
  [SHAPE_OP_COMPLEX_INFINITY] = { shape_rule_word, "zoo", 0 },
  [SHAPE_OP_IMAGINARY_UNIT] = { shape_rule_word, "I", 0 },
  [SHAPE_OP_PI] = { shape_rule_word, "pi", 0 },
  [SHAPE_OP_SINGLETON_INT] = { shape_rule_singleton, NULL, 0 },
  [SHAPE_OP_SYMBOL] = { shape_rule_symbol, NULL, 0 },
  [SHAPE_OP_TRUE] = { shape_rule_word, "true", 0 },
  [SHAPE_OP_FALSE] = { shape_rule_word, "false", 0 },
  [SHAPE_OP_ADD] = { shape_rule_infix, " + ", 0 },
  [SHAPE_OP_MUL] = { shape_rule_factors, "*", 0 },
  [SHAPE_OP_POW] = { print_pow, NULL, 0 },
  [SHAPE_OP_EQ] = { shape_rule_infix, " == ", 0 },
  [SHAPE_OP_NE] = { shape_rule_infix, " != ", 0 },
  [SHAPE_OP_LT] = { shape_rule_infix, " < ", 0 },
  [SHAPE_OP_LE] = { shape_rule_infix, " <= ", 0 },
  [SHAPE_OP_GT] = { shape_rule_infix, " > ", 0 },
  [SHAPE_OP_GE] = { shape_rule_infix, " >= ", 0 },
  [SHAPE_OP_AND] = { shape_rule_conjunction, " & ", SHAPE_PRECEDENCE_BIT_AND },
  [SHAPE_OP_OR] = { shape_rule_infix, " || ", 0 },
  [SHAPE_OP_NOT] = { shape_rule_not, NULL, 0 },
  [SHAPE_OP_MAX] = { print_extremum, "std::max", 0 },
  [SHAPE_OP_MIN] = { print_extremum, "std::min", 0 },
  [SHAPE_OP_FLOOR_DIV] = { print_floor_div, NULL, 0 },
  [SHAPE_OP_CLEAN_DIV] = { print_floor_div, NULL, 0 },
  [SHAPE_OP_MOD] = { shape_rule_infix, " % ", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_PYTHON_MOD] = { shape_rule_call, "c10::div_mod", 0 },
  [SHAPE_OP_MODULAR_INDEXING] = { print_modular_indexing, NULL, 0 },
  [SHAPE_OP_WHERE] = { print_where, NULL, 0 },
  [SHAPE_OP_POW_BY_NATURAL] = { print_pow_by_natural, NULL, 0 },
  [SHAPE_OP_FLOAT_POW] = { shape_rule_call, "std::pow", 0 },
  [SHAPE_OP_INT_TRUE_DIV] = { print_int_true_div, NULL, 0 },
  [SHAPE_OP_FLOAT_TRUE_DIV] = { shape_rule_infix_group, " / ", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_CEIL_TO_INT] = { print_cast_call, "std::ceil", 0 },
  [SHAPE_OP_FLOOR_TO_INT] = { print_cast_call, "std::floor", 0 },
  [SHAPE_OP_TRUNC_TO_INT] = { print_cast_call, "std::trunc", 0 },
  [SHAPE_OP_TRUNC_TO_FLOAT] = { shape_rule_call, "std::trunc", 0 },
  [SHAPE_OP_ROUND_TO_INT] = { shape_rule_call, "std::lrint", 0 },
  [SHAPE_OP_ROUND_DECIMAL] = { print_round_decimal, NULL, 0 },
  [SHAPE_OP_TO_FLOAT] = { print_to_float, NULL, 0 },
  [SHAPE_OP_IDENTITY] = { shape_rule_argument, NULL, 0 },
  [SHAPE_OP_BITWISE_AND] = { shape_rule_infix, " & ", SHAPE_PRECEDENCE_BIT_AND },
  [SHAPE_OP_BITWISE_OR] = { shape_rule_infix, " | ", SHAPE_PRECEDENCE_BIT_OR },
  [SHAPE_OP_BITWISE_XOR] = { shape_rule_infix, " ^ ", SHAPE_PRECEDENCE_BIT_XOR },
  [SHAPE_OP_OPAQUE_SQRT] = { shape_rule_call, "std::sqrt", 0 },
  [SHAPE_OP_OPAQUE_COS] = { shape_rule_call, "std::cos", 0 },
  [SHAPE_OP_OPAQUE_COSH] = { shape_rule_call, "std::cosh", 0 },
  [SHAPE_OP_OPAQUE_SIN] = { shape_rule_call, "math.sin", 0 }, /* as the reference has it */
  [SHAPE_OP_OPAQUE_SINH] = { shape_rule_call, "std::sinh", 0 },
  [SHAPE_OP_OPAQUE_TAN] = { shape_rule_call, "std::tan", 0 },
  [SHAPE_OP_OPAQUE_TANH] = { shape_rule_call, "std::tanh", 0 },
  [SHAPE_OP_OPAQUE_ASIN] = { shape_rule_call, "std::asin", 0 },
  [SHAPE_OP_OPAQUE_ACOS] = { shape_rule_call, "std::acos", 0 },
  [SHAPE_OP_OPAQUE_ATAN] = { shape_rule_call, "std::atan", 0 },
  [SHAPE_OP_OPAQUE_LOG2] = { shape_rule_call, "std::log2", 0 },
};

gboolean
shape_node_append_cpp (ShapeNode           *node,
                       const ShapeSpelling *spelling,
                       GString             *out)
{
  return shape_printer_append (rules, "CppPrinter", spelling, node, out);
}

char *
shape_node_to_cpp (ShapeNode *node)
{
  return shape_printer_run (rules, "CppPrinter", node);
}
