/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-print-private.h"

/* What printers have in common: how tight nodes bind, and the rules that are in several tables. */

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
