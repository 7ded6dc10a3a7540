/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-print-private.h"

/* SymPy's str(): terms and factors in display order, signs drawn out of products,
 * negative powers as quotients. */

static void
print_float (ShapePrinter         *self,
             ShapeNode            *node,
             const ShapePrintRule *rule G_GNUC_UNUSED)
{
  /* SymPy strips the zeros of a Float unless it is all there is to print. */
  shape_print_decimal (node, 15, self->depth > 1, self->out);
}

static void
print_add (ShapePrinter         *self,
           ShapeNode            *node,
           const ShapePrintRule *rule G_GNUC_UNUSED)
{
  ShapeNode *const *terms;
  ShapeNode *sum = node;
  guint n;

  terms = shape_node_ordered_terms (&sum, &n);
  for (guint i = 0; i < n; i++)
    {
      GString *out = self->out;
      gsize start = out->len;
      gboolean negative, grouped;

      shape_printer_print (self, terms[i]);
      negative = out->len > start && out->str[start] == '-' && !SHAPE_IS (terms[i], ADD);
      if (negative)
        g_string_erase (out, (gssize) start, 1);
      grouped = SHAPE_IS (terms[i], ADD) || shape_node_precedence (terms[i]) < SHAPE_PRECEDENCE_ADD;
      if (grouped)
        {
          g_string_insert_c (out, (gssize) start, '(');
          g_string_append_c (out, ')');
        }
      if (i > 0)
        g_string_insert_len (out, (gssize) start, negative ? " - " : " + ", 3);
      else if (negative)
        g_string_insert_c (out, (gssize) start, '-');
    }
}

static gboolean
is_negative_power (ShapeNode *node)
{
  return SHAPE_IS (node, POW) && shape_node_has_negative_coeff (node->args[1]);
}

/* The product @node with another leading number in place of its first factor. */
static ShapeNode *
with_coefficient (ShapeNode *node,
                  ShapeNode *coefficient)
{
  g_autofree ShapeNode **args = NULL;

  if (shape_node_is_int (coefficient, 1))
    {
      if (node->n_args == 2)
        return node->args[1];
      return shape_node_intern (node->pool, SHAPE_OP_MUL, node->args + 1, node->n_args - 1);
    }
  args = g_memdup2 (node->args, node->n_args * sizeof (ShapeNode *));
  args[0] = coefficient;
  return shape_node_intern (node->pool, SHAPE_OP_MUL, args, node->n_args);
}

/* @node without the sign of its number, which is negative. */
static ShapeNode *
drop_sign (ShapeNode *node)
{
  if (SHAPE_IS_NUMBER (node))
    return shape_number_neg (node);
  return with_coefficient (node, shape_number_neg (node->args[0]));
}

/* A negative power as a factor of the denominator. */
static ShapeNode *
invert_power (ShapeNode *power)
{
  ShapeNode *args[] = { power->args[0], drop_sign (power->args[1]) };

  if (shape_node_is_int (args[1], 1))
    return args[0];
  return shape_node_intern (power->pool, SHAPE_OP_POW, args, 2);
}

/* The two sides of a fraction. */
typedef struct
{
  ShapeNode **above;
  guint       n_above;
  ShapeNode **below;
  guint       n_below;
} Fraction;

static void
fraction_init (Fraction *self,
               guint     n_factors)
{
  *self = (Fraction) { .above = g_new (ShapeNode *, 2 * n_factors) };
  self->below = self->above + n_factors;
}

static void
fraction_clear (Fraction *self)
{
  g_free (self->above);
}

static void
add_rational (Fraction  *self,
              ShapeNode *node)
{
  ShapeNode *numerator = node;

  if (SHAPE_IS (node, RATIONAL))
    {
      numerator = shape_node_fmpz (node->pool, fmpq_numref (node->rational));
      self->below[self->n_below++] = shape_node_fmpz (node->pool, fmpq_denref (node->rational));
    }
  if (!shape_node_is_int (numerator, 1))
    self->above[self->n_above++] = numerator;
}

static void
add_factor (Fraction  *self,
            ShapeNode *node)
{
  if (is_negative_power (node))
    self->below[self->n_below++] = invert_power (node);
  else if (SHAPE_IS_RATIONAL (node))
    add_rational (self, node);
  else
    self->above[self->n_above++] = node;
}

/* Was @base written as base**-1 among the factors? */
static gboolean
was_inverse (ShapeNode *const *factors,
             guint             n_factors,
             ShapeNode        *base)
{
  for (guint i = 0; i < n_factors; i++)
    if (SHAPE_IS (factors[i], POW) && factors[i]->args[0] == base && shape_node_is_int (factors[i]->args[1], -1))
      return TRUE;
  return FALSE;
}

static void
open_denominator (ShapePrinter   *self,
                  const Fraction *fraction)
{
  if (fraction->n_below > 0)
    g_string_append (self->out, fraction->n_below > 1 ? "/(" : "/");
}

static void
close_denominator (ShapePrinter   *self,
                   const Fraction *fraction)
{
  if (fraction->n_below > 1)
    g_string_append_c (self->out, ')');
}

static void
print_grouped (ShapePrinter *self,
               ShapeNode    *node,
               int           level)
{
  g_string_append_c (self->out, '(');
  shape_printer_parenthesize (self, node, level);
  g_string_append_c (self->out, ')');
}

static void
print_factors (ShapePrinter     *self,
               ShapeNode *const *factors,
               guint             n_factors,
               int               level)
{
  Fraction fraction;

  fraction_init (&fraction, n_factors);
  for (guint i = 0; i < n_factors; i++)
    add_factor (&fraction, factors[i]);
  if (fraction.n_above == 0)
    g_string_append_c (self->out, '1');
  shape_printer_join (self, fraction.above, fraction.n_above, "*", level);
  open_denominator (self, &fraction);
  for (guint i = 0; i < fraction.n_below; i++)
    {
      ShapeNode *node = fraction.below[i];

      if (i > 0)
        g_string_append_c (self->out, '*');
      if ((SHAPE_IS (node, MUL) || SHAPE_IS (node, POW)) && was_inverse (factors, n_factors, node))
        print_grouped (self, node, level);
      else
        shape_printer_parenthesize (self, node, level);
    }
  close_denominator (self, &fraction);
  fraction_clear (&fraction);
}

static gboolean
is_integer_power (ShapeNode *node)
{
  return SHAPE_IS (node, POW) && SHAPE_IS (node->args[0], INTEGER) && SHAPE_IS (node->args[1], INTEGER);
}

/* A product as no evaluation leaves it: numbers that were not multiplied. */
static gboolean
is_unevaluated (ShapeNode *node)
{
  if (shape_node_is_int (node->args[0], 1))
    return TRUE;
  for (guint i = 1; i < node->n_args; i++)
    if (SHAPE_IS_NUMBER (node->args[i]) || is_integer_power (node->args[i]))
      return TRUE;
  return FALSE;
}

/* Such a product shows its factors as they stand; only a first one may be negative without parentheses. */
static void
print_side (ShapePrinter     *self,
            ShapeNode *const *nodes,
            guint             n,
            gboolean          bare_sign,
            int               level)
{
  guint first = 0;

  if (bare_sign && n > 0 && !SHAPE_IS (nodes[0], ADD) && shape_node_has_minus_sign (nodes[0]))
    {
      shape_printer_print (self, nodes[0]);
      if (n > 1)
        g_string_append_c (self->out, '*');
      first = 1;
    }
  shape_printer_join (self, nodes + first, n - first, "*", level);
}

static void
print_unevaluated (ShapePrinter *self,
                   ShapeNode    *node,
                   int           level)
{
  Fraction fraction;

  fraction_init (&fraction, node->n_args);
  for (guint i = 0; i < node->n_args; i++)
    if (is_negative_power (node->args[i]))
      fraction.below[fraction.n_below++] = invert_power (node->args[i]);
    else
      fraction.above[fraction.n_above++] = node->args[i];
  if (fraction.n_above == 0)
    g_string_append_c (self->out, '1');
  print_side (self, fraction.above, fraction.n_above, TRUE, level);
  open_denominator (self, &fraction);
  print_side (self, fraction.below, fraction.n_below, fraction.n_below > 1, level);
  close_denominator (self, &fraction);
  fraction_clear (&fraction);
}

static void
print_mul (ShapePrinter         *self,
           ShapeNode            *node,
           const ShapePrintRule *rule G_GNUC_UNUSED)
{
  int level = shape_node_precedence (node);
  ShapeNode *const *factors;
  ShapeNode *product = node;
  guint n;

  if (is_unevaluated (node))
    {
      print_unevaluated (self, node, level);
      return;
    }
  if (shape_node_has_negative_coeff (node))
    {
      g_string_append_c (self->out, '-');
      product = drop_sign (node);
    }
  factors = shape_node_ordered_factors (&product, &n);
  print_factors (self, factors, n, level);
}

static void
print_sqrt (ShapePrinter *self,
            ShapeNode    *base,
            const char   *head)
{
  g_string_append (self->out, head);
  shape_printer_print (self, base);
  g_string_append_c (self->out, ')');
}

static void
print_pow (ShapePrinter         *self,
           ShapeNode            *node,
           const ShapePrintRule *rule G_GNUC_UNUSED)
{
  ShapeNode *base = node->args[0], *exponent = node->args[1];

  if (shape_node_is_ratio (exponent, 1, 2))
    print_sqrt (self, base, "sqrt(");
  else if (shape_node_is_ratio (exponent, -1, 2))
    print_sqrt (self, base, "1/sqrt(");
  else if (shape_node_is_int (exponent, -1))
    {
      g_string_append (self->out, "1/");
      shape_printer_parenthesize (self, base, SHAPE_PRECEDENCE_POW);
    }
  else
    shape_printer_join (self, node->args, 2, "**", SHAPE_PRECEDENCE_POW);
}

/* Max and Min keep their arguments in one order and show them in another. */
static void
print_lattice (ShapePrinter         *self,
               ShapeNode            *node,
               const ShapePrintRule *rule)
{
  ShapeNode **args = g_memdup2 (node->args, node->n_args * sizeof (ShapeNode *));

  shape_nodes_sort_by_key (args, node->n_args);
  g_string_append_printf (self->out, "%s(", rule->text);
  shape_printer_join (self, args, node->n_args, ", ", 0);
  g_string_append_c (self->out, ')');
  g_free (args);
}

static void
print_not (ShapePrinter         *self,
           ShapeNode            *node,
           const ShapePrintRule *rule)
{
  g_string_append (self->out, rule->text);
  shape_printer_parenthesize (self, node->args[0], SHAPE_PRECEDENCE_NOT);
}

static void
print_identity (ShapePrinter         *self,
                ShapeNode            *node,
                const ShapePrintRule *rule G_GNUC_UNUSED)
{
  g_string_append_c (self->out, '(');
  shape_printer_print (self, node->args[0]);
  g_string_append_c (self->out, ')');
}

static const ShapePrintRule rules[SHAPE_N_OPS] = {
  [SHAPE_OP_INTEGER] = { shape_rule_integer, NULL, 0 },
  [SHAPE_OP_RATIONAL] = { shape_rule_rational, NULL, 0 },
  [SHAPE_OP_FLOAT] = { print_float, NULL, 0 },
  [SHAPE_OP_INT_INFINITY] = { shape_rule_word, "int_oo", 0 },
  [SHAPE_OP_NEGATIVE_INT_INFINITY] = { shape_rule_word, "-int_oo", 0 },
  [SHAPE_OP_INFINITY] = { shape_rule_word, "oo", 0 },
  [SHAPE_OP_NEGATIVE_INFINITY] = { shape_rule_word, "-oo", 0 },
  [SHAPE_OP_NAN] = { shape_rule_word, "nan", 0 },
  [SHAPE_OP_COMPLEX_INFINITY] = { shape_rule_word, "zoo", 0 },
  [SHAPE_OP_IMAGINARY_UNIT] = { shape_rule_word, "I", 0 },
  [SHAPE_OP_PI] = { shape_rule_word, "pi", 0 },
  [SHAPE_OP_SINGLETON_INT] = { shape_rule_singleton, NULL, 0 },
  [SHAPE_OP_SYMBOL] = { shape_rule_symbol, NULL, 0 },
  [SHAPE_OP_TRUE] = { shape_rule_word, "True", 0 },
  [SHAPE_OP_FALSE] = { shape_rule_word, "False", 0 },
  [SHAPE_OP_ADD] = { print_add, NULL, 0 },
  [SHAPE_OP_MUL] = { print_mul, NULL, 0 },
  [SHAPE_OP_POW] = { print_pow, NULL, 0 },
  [SHAPE_OP_EQ] = { shape_rule_call, NULL, 0 },
  [SHAPE_OP_NE] = { shape_rule_call, NULL, 0 },
  [SHAPE_OP_LT] = { shape_rule_infix, " < ", 0 },
  [SHAPE_OP_LE] = { shape_rule_infix, " <= ", 0 },
  [SHAPE_OP_GT] = { shape_rule_infix, " > ", 0 },
  [SHAPE_OP_GE] = { shape_rule_infix, " >= ", 0 },
  [SHAPE_OP_AND] = { shape_rule_conjunction, " & ", SHAPE_PRECEDENCE_BIT_AND },
  [SHAPE_OP_OR] = { shape_rule_infix, " | ", SHAPE_PRECEDENCE_BIT_OR },
  [SHAPE_OP_NOT] = { print_not, "~", 0 },
  [SHAPE_OP_MAX] = { print_lattice, "Max", 0 },
  [SHAPE_OP_MIN] = { print_lattice, "Min", 0 },
  [SHAPE_OP_FLOOR_DIV] = { shape_rule_infix_group, "//", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_CLEAN_DIV] = { shape_rule_infix_group, "//", SHAPE_PRECEDENCE_OPERATOR },
  [SHAPE_OP_IDENTITY] = { print_identity, NULL, 0 },
};

char *
shape_node_to_sympy_str (ShapeNode *node)
{
  char *text = shape_printer_run (rules, "StrPrinter", node);

  return text != NULL ? text : g_strdup ("…");
}
