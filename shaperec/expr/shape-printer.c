/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-print-private.h"
#include "shape-float-private.h"

#include <math.h>
#include <string.h>

/* 0: an atom, or worked out from the node. */
static const guint16 precedences[SHAPE_N_OPS] = {
  [SHAPE_OP_NEGATIVE_INFINITY] = SHAPE_PRECEDENCE_ADD,
  [SHAPE_OP_ADD] = SHAPE_PRECEDENCE_ADD,
  [SHAPE_OP_POW] = SHAPE_PRECEDENCE_POW,
  [SHAPE_OP_EQ] = SHAPE_PRECEDENCE_MUL,
  [SHAPE_OP_NE] = SHAPE_PRECEDENCE_MUL,
  [SHAPE_OP_LT] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_LE] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_GT] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_GE] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_AND] = SHAPE_PRECEDENCE_AND,
  [SHAPE_OP_OR] = SHAPE_PRECEDENCE_OR,
  [SHAPE_OP_NOT] = SHAPE_PRECEDENCE_NOT,
  [SHAPE_OP_FLOOR_DIV] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_CLEAN_DIV] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_MOD] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_PYTHON_MOD] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_MODULAR_INDEXING] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_WHERE] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_POW_BY_NATURAL] = SHAPE_PRECEDENCE_MUL,
  [SHAPE_OP_FLOAT_POW] = SHAPE_PRECEDENCE_POW,
  [SHAPE_OP_INT_TRUE_DIV] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_FLOAT_TRUE_DIV] = SHAPE_PRECEDENCE_RELATIONAL,
  [SHAPE_OP_IDENTITY] = SHAPE_PRECEDENCE_IDENTITY,
  [SHAPE_OP_BITWISE_AND] = SHAPE_PRECEDENCE_BIT_AND,
  [SHAPE_OP_BITWISE_OR] = SHAPE_PRECEDENCE_BIT_OR,
  [SHAPE_OP_BITWISE_XOR] = SHAPE_PRECEDENCE_BIT_XOR,
};

static int
mul_precedence (ShapeNode *node)
{
  for (guint i = 0; i < node->n_args; i++)
    {
      guint level = precedences[node->args[i]->op];

      if (SHAPE_HAS_FLAG (node->args[i], FUNCTION) && level != 0 && level < SHAPE_PRECEDENCE_MUL)
        return SHAPE_PRECEDENCE_MUL;
    }
  return shape_node_has_minus_sign (node) ? SHAPE_PRECEDENCE_ADD : SHAPE_PRECEDENCE_MUL;
}

int
shape_node_precedence (ShapeNode *node)
{
  switch (node->op)
    {
    case SHAPE_OP_INTEGER:
    case SHAPE_OP_FLOAT:
      return shape_number_sign (node) < 0 ? SHAPE_PRECEDENCE_ADD : SHAPE_PRECEDENCE_ATOM;
    case SHAPE_OP_RATIONAL:
      return shape_number_sign (node) < 0 ? SHAPE_PRECEDENCE_ADD : SHAPE_PRECEDENCE_MUL;
    case SHAPE_OP_MUL:
      return mul_precedence (node);
    default:
      if (precedences[node->op] != 0)
        return precedences[node->op];
      return SHAPE_HAS_FLAG (node, FUNCTION) ? SHAPE_PRECEDENCE_FUNCTION : SHAPE_PRECEDENCE_ATOM;
    }
}

void
shape_print_fail_too_long (ShapeExprPool *pool)
{
  shape_pool_fail (pool, SHAPE_ERROR_LIMIT, "an expression of more than %u bytes of text", SHAPE_MAX_TEXT);
}

/* FALSE, with the error set, where there is no room for more text or printing has failed already. */
static gboolean
may_go_on (ShapePrinter *self)
{
  if (shape_pool_has_error (self->pool) || !shape_pool_step (self->pool))
    return FALSE;
  if (self->out->len <= SHAPE_MAX_TEXT)
    return TRUE;
  shape_print_fail_too_long (self->pool);
  return FALSE;
}

void
shape_printer_print (ShapePrinter *self,
                     ShapeNode    *node)
{
  const ShapePrintRule *rule = &self->rules[node->op];

  if (!may_go_on (self))
    return;
  self->depth++;
  if (rule->print != NULL)
    rule->print (self, node, rule);
  else
    shape_rule_call (self, node, rule);
  self->depth--;
}

void
shape_printer_parenthesize (ShapePrinter *self,
                            ShapeNode    *node,
                            int           level)
{
  gboolean needed = shape_node_precedence (node) <= level;

  if (needed)
    shape_text_add_char (self->out, '(');
  shape_printer_print (self, node);
  if (needed)
    shape_text_add_char (self->out, ')');
}

void
shape_printer_join (ShapePrinter     *self,
                    ShapeNode *const *nodes,
                    guint             n,
                    const char       *separator,
                    int               level)
{
  gsize n_bytes = strlen (separator);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        shape_text_add (self->out, separator, n_bytes);
      shape_printer_parenthesize (self, nodes[i], level);
    }
}

void
shape_printer_power (ShapePrinter *self,
                     ShapeNode    *base,
                     gint64        exponent)
{
  for (gint64 i = 0; i < exponent && may_go_on (self); i++)
    {
      if (i > 0)
        shape_text_add_char (self->out, '*');
      shape_printer_parenthesize (self, base, SHAPE_PRECEDENCE_MUL);
    }
}

void
shape_printer_fail_overflow (ShapePrinter *self)
{
  shape_pool_fail (self->pool, SHAPE_ERROR_OVERFLOW, "cannot fit 'int' into an index-sized integer");
}

gboolean
shape_printer_append (const ShapePrintRule *rules,
                      const char           *class_name,
                      const ShapeSpelling  *spelling,
                      ShapeNode            *node,
                      GString              *out)
{
  ShapePrinter self = { class_name, spelling, rules, node->pool, out, 0 };

  shape_printer_print (&self, node);
  return !shape_pool_has_error (node->pool);
}

char *
shape_printer_run (const ShapePrintRule *rules,
                   const char           *class_name,
                   ShapeNode            *node)
{
  GString *out = g_string_new (NULL);

  return g_string_free (out, !shape_printer_append (rules, class_name, NULL, node, out));
}

void
shape_rule_word (ShapePrinter         *self,
                 ShapeNode            *node G_GNUC_UNUSED,
                 const ShapePrintRule *rule)
{
  g_string_append (self->out, rule->text);
}

void
shape_rule_call (ShapePrinter         *self,
                 ShapeNode            *node,
                 const ShapePrintRule *rule)
{
  g_string_append (self->out, rule->text ? rule->text : shape_ops[node->op].name);
  shape_text_add_char (self->out, '(');
  shape_printer_join (self, node->args, node->n_args, ", ", 0);
  shape_text_add_char (self->out, ')');
}

void
shape_rule_empty_call (ShapePrinter         *self,
                       ShapeNode            *node G_GNUC_UNUSED,
                       const ShapePrintRule *rule)
{
  g_string_append_printf (self->out, "%s()", rule->text);
}

void
shape_rule_infix (ShapePrinter         *self,
                  ShapeNode            *node,
                  const ShapePrintRule *rule)
{
  shape_printer_join (self, node->args, node->n_args, rule->text,
                      rule->level ? rule->level : shape_node_precedence (node));
}

/* A product, whose last factors are those that may not commute. */
void
shape_rule_factors (ShapePrinter         *self,
                    ShapeNode            *node,
                    const ShapePrintRule *rule)
{
  g_autofree ShapeNode **factors = NULL;

  if (!shape_node_may_not_commute (node))
    {
      shape_rule_infix (self, node, rule);
      return;
    }
  factors = g_new (ShapeNode *, node->n_args);
  shape_node_copy_factors (node, factors);
  shape_printer_join (self, factors, node->n_args, rule->text, shape_node_precedence (node));
}

void
shape_rule_infix_group (ShapePrinter         *self,
                        ShapeNode            *node,
                        const ShapePrintRule *rule)
{
  shape_text_add_char (self->out, '(');
  shape_rule_infix (self, node, rule);
  shape_text_add_char (self->out, ')');
}

void
shape_rule_argument (ShapePrinter         *self,
                     ShapeNode            *node,
                     const ShapePrintRule *rule G_GNUC_UNUSED)
{
  shape_printer_print (self, node->args[0]);
}

/* Does @node bound its expression by -oo, once the expression stands on the left without its sign? */
static gboolean
is_bound_by_minus_oo (ShapeNode *node)
{
  if (!SHAPE_IS_RELATIONAL (node))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      ShapeNode *bound = node->args[i], *other = node->args[1 - i];

      if (SHAPE_IS_NUMBER (other))
        continue;
      if (SHAPE_IS (bound, NEGATIVE_INFINITY) && !shape_node_has_minus_sign (other))
        return TRUE;
      if (SHAPE_IS (bound, INFINITY) && shape_node_has_minus_sign (other))
        return TRUE;
    }
  return FALSE;
}

void
shape_rule_conjunction (ShapePrinter         *self,
                        ShapeNode            *node,
                        const ShapePrintRule *rule)
{
  ShapeNode **args = g_memdup2 (node->args, node->n_args * sizeof (ShapeNode *));

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeNode *arg = args[i];

      if (!is_bound_by_minus_oo (arg))
        continue;
      for (guint j = i; j > 0; j--)
        args[j] = args[j - 1];
      args[0] = arg;
    }
  shape_printer_join (self, args, node->n_args, rule->text, rule->level);
  g_free (args);
}

void
shape_rule_not (ShapePrinter         *self,
                ShapeNode            *node,
                const ShapePrintRule *rule G_GNUC_UNUSED)
{
  g_string_append (self->out, "not (");
  shape_printer_print (self, node->args[0]);
  shape_text_add_char (self->out, ')');
}

void
shape_rule_integer (ShapePrinter         *self,
                    ShapeNode            *node,
                    const ShapePrintRule *rule G_GNUC_UNUSED)
{
  shape_print_fmpz (node->integer, self->out);
}

void
shape_rule_rational (ShapePrinter         *self,
                     ShapeNode            *node,
                     const ShapePrintRule *rule G_GNUC_UNUSED)
{
  shape_print_fmpz (fmpq_numref (node->rational), self->out);
  shape_text_add_char (self->out, '/');
  shape_print_fmpz (fmpq_denref (node->rational), self->out);
}

void
shape_rule_float17 (ShapePrinter         *self,
                    ShapeNode            *node,
                    const ShapePrintRule *rule G_GNUC_UNUSED)
{
  if (self->spelling != NULL)
    shape_print_double (node->real, self->out);
  else
    shape_print_decimal (node, 17, FALSE, self->out);
}

void
shape_rule_symbol (ShapePrinter         *self,
                   ShapeNode            *node,
                   const ShapePrintRule *rule G_GNUC_UNUSED)
{
  const char *name = node->symbol.name;

  if (self->spelling != NULL)
    name = self->spelling->spell (node, self->spelling->data);
  if (name != NULL)
    shape_text_add (self->out, name, strlen (name));
}

void
shape_rule_singleton (ShapePrinter         *self,
                      ShapeNode            *node,
                      const ShapePrintRule *rule G_GNUC_UNUSED)
{
  g_string_append_printf (self->out, "SingletonInt(%" G_GINT64_FORMAT ")", node->singleton.value);
}

void
shape_rule_unsupported (ShapePrinter         *self,
                        ShapeNode            *node,
                        const ShapePrintRule *rule G_GNUC_UNUSED)
{
  shape_pool_fail (self->pool, SHAPE_ERROR_NOT_IMPLEMENTED,
                   "_print_%s not implemented for <class 'torch.utils._sympy.printers.%s'>",
                   shape_ops[node->op].name, self->class_name);
}

/* Digits behind those that are shown: a double half-way between two has no more. */
#define EXTRA_DIGITS 45

/* Rounds the digits to @n, the next one deciding; a carry out of the first moves @exponent. */
static void
round_digits (char  *digits,
              guint  n,
              int   *exponent)
{
  guint i = n;

  if (digits[n] < '5')
    return;
  while (i > 0 && digits[i - 1] == '9')
    digits[--i] = '0';
  if (i > 0)
    digits[i - 1]++;
  else
    {
      digits[0] = '1';
      (*exponent)++;
    }
}

/* The decimal digits of what a Float is without its sign, far more than @n that are shown,
 * so that the next digit decides the rounding as it does in mpmath: ties go up. */
static int
get_digits (ShapeNode *number,
            guint      n,
            char      *digits)
{
  gsize n_digits = n + EXTRA_DIGITS;
  mpfr_exp_t exponent;
  mpfr_t value;
  char *text;

  shape_float_read (value, number, SHAPE_DOUBLE_PRECISION);
  text = mpfr_get_str (NULL, &exponent, 10, n_digits, value, MPFR_RNDZ);
  memcpy (digits, text + (*text == '-'), n_digits);
  mpfr_free_str (text);
  mpfr_clear (value);
  return (int) exponent - 1;
}

/* How many decimal digits a precision gives: prec_to_dps() of mpmath. */
static guint
count_digits (ShapeNode *number,
              guint      n_digits_of_double)
{
  long precision = shape_float_precision (number);

  if (precision == SHAPE_DOUBLE_PRECISION)
    return n_digits_of_double;
  return (guint) MAX (1, nearbyint ((double) precision / 3.3219280948873626) - 1);
}

void
shape_print_decimal (ShapeNode *number,
                     guint      n_digits_of_double,
                     gboolean   strip_zeros,
                     GString   *out)
{
  guint n_digits = count_digits (number, n_digits_of_double);
  g_autofree char *digits = g_malloc (n_digits + EXTRA_DIGITS);
  int exponent, scientific, split;
  gsize start;

  if (shape_node_is_zero_number (number))
    {
      g_string_append (out, "0.0");
      return;
    }
  exponent = get_digits (number, n_digits, digits);
  round_digits (digits, n_digits, &exponent);
  scientific = exponent > MIN (-((int) n_digits / 3), -5) && exponent < (int) n_digits ? 0 : exponent;
  split = scientific ? 1 : exponent + 1;

  if (shape_number_sign (number) < 0)
    shape_text_add_char (out, '-');
  start = out->len;
  if (split < 1)
    g_string_append (out, "0.");
  for (int i = split; i < 0; i++)
    shape_text_add_char (out, '0');
  if (split >= 1)
    g_string_append_len (out, digits, split);
  if (split >= 1)
    shape_text_add_char (out, '.');
  g_string_append_len (out, digits + MAX (split, 0), (gssize) n_digits - MAX (split, 0));
  while (strip_zeros && out->str[out->len - 1] == '0' && out->len > start)
    g_string_truncate (out, out->len - 1);
  if (out->str[out->len - 1] == '.' && strip_zeros)
    shape_text_add_char (out, '0');
  if (scientific)
    g_string_append_printf (out, "e%+d", scientific);
}
