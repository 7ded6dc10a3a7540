/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-build-private.h"
#include "shape-deduce-private.h"

#include <string.h>

static const char *const names[SHAPE_N_FACTS] = {
  [SHAPE_FACT_INTEGER] = "integer",
  [SHAPE_FACT_RATIONAL] = "rational",
  [SHAPE_FACT_IRRATIONAL] = "irrational",
  [SHAPE_FACT_NONINTEGER] = "noninteger",
  [SHAPE_FACT_REAL] = "real",
  [SHAPE_FACT_EXTENDED_REAL] = "extended_real",
  [SHAPE_FACT_COMPLEX] = "complex",
  [SHAPE_FACT_IMAGINARY] = "imaginary",
  [SHAPE_FACT_ALGEBRAIC] = "algebraic",
  [SHAPE_FACT_TRANSCENDENTAL] = "transcendental",
  [SHAPE_FACT_HERMITIAN] = "hermitian",
  [SHAPE_FACT_ANTIHERMITIAN] = "antihermitian",
  [SHAPE_FACT_FINITE] = "finite",
  [SHAPE_FACT_INFINITE] = "infinite",
  [SHAPE_FACT_ZERO] = "zero",
  [SHAPE_FACT_NONZERO] = "nonzero",
  [SHAPE_FACT_POSITIVE] = "positive",
  [SHAPE_FACT_NEGATIVE] = "negative",
  [SHAPE_FACT_NONPOSITIVE] = "nonpositive",
  [SHAPE_FACT_NONNEGATIVE] = "nonnegative",
  [SHAPE_FACT_EXTENDED_POSITIVE] = "extended_positive",
  [SHAPE_FACT_EXTENDED_NEGATIVE] = "extended_negative",
  [SHAPE_FACT_EXTENDED_NONPOSITIVE] = "extended_nonpositive",
  [SHAPE_FACT_EXTENDED_NONNEGATIVE] = "extended_nonnegative",
  [SHAPE_FACT_EXTENDED_NONZERO] = "extended_nonzero",
  [SHAPE_FACT_EVEN] = "even",
  [SHAPE_FACT_ODD] = "odd",
  [SHAPE_FACT_PRIME] = "prime",
  [SHAPE_FACT_COMPOSITE] = "composite",
  [SHAPE_FACT_COMMUTATIVE] = "commutative",
  [SHAPE_FACT_POLAR] = "polar",
};

const char *
shape_fact_get_name (ShapeFact fact)
{
  return names[fact];
}

gboolean
shape_fact_from_name (const char *name,
                      ShapeFact  *fact)
{
  for (guint i = 0; i < SHAPE_N_FACTS; i++)
    if (strcmp (names[i], name) == 0)
      {
        *fact = (ShapeFact) i;
        return TRUE;
      }
  return FALSE;
}

/* The order in which an expression is asked for what it knows of itself, after the
 * fact in question: what is cheap and settles much comes first. Any fact may follow
 * from any other, so all are asked before the answer is MAYBE. */
static const guint8 order[] = {
  SHAPE_FACT_INTEGER,
  SHAPE_FACT_EXTENDED_REAL,
  SHAPE_FACT_REAL,
  SHAPE_FACT_FINITE,
  SHAPE_FACT_EXTENDED_POSITIVE,
  SHAPE_FACT_EXTENDED_NEGATIVE,
  SHAPE_FACT_EXTENDED_NONNEGATIVE,
  SHAPE_FACT_EXTENDED_NONPOSITIVE,
  SHAPE_FACT_POSITIVE,
  SHAPE_FACT_NEGATIVE,
  SHAPE_FACT_NONNEGATIVE,
  SHAPE_FACT_NONPOSITIVE,
  SHAPE_FACT_ZERO,
  SHAPE_FACT_EVEN,
  SHAPE_FACT_ODD,
  SHAPE_FACT_NONZERO,
  SHAPE_FACT_EXTENDED_NONZERO,
  SHAPE_FACT_RATIONAL,
  SHAPE_FACT_IRRATIONAL,
  SHAPE_FACT_NONINTEGER,
  SHAPE_FACT_COMPLEX,
  SHAPE_FACT_INFINITE,
  SHAPE_FACT_IMAGINARY,
  SHAPE_FACT_ALGEBRAIC,
  SHAPE_FACT_TRANSCENDENTAL,
  SHAPE_FACT_HERMITIAN,
  SHAPE_FACT_ANTIHERMITIAN,
  SHAPE_FACT_PRIME,
  SHAPE_FACT_COMPOSITE,
};

#define ALL_IN_ORDER (((1u << SHAPE_N_FACTS) - 1) & ~(1u << SHAPE_FACT_COMMUTATIVE | 1u << SHAPE_FACT_POLAR))

/* There is no need to ask for what is known, and no use in asking twice. */
static inline guint32
facts_to_ask (const ShapeNode *node)
{
  return ALL_IN_ORDER & ~(node->facts.known | node->asked_facts);
}

/* Asks the operation for one fact and draws the conclusions. An answer that contradicts
 * what is known is dropped. */
static void
ask_operation (ShapeNode *node,
               ShapeFact  fact)
{
  guint32 bit = 1u << fact;
  ShapeFacts facts;
  ShapeTernary answer;

  if (shape_pool_has_error (node->pool))
    return;
  node->asked_facts |= bit;
  answer = shape_ops[node->op].fact (node, fact);
  if (shape_pool_has_error (node->pool))
    node->asked_facts &= ~bit;
  if (answer == SHAPE_MAYBE || shape_pool_has_error (node->pool))
    return;
  facts = node->facts;
  if (shape_facts_add (&facts, fact, answer == SHAPE_YES))
    node->facts = facts;
}

/* Asks until @fact is settled or nobody is left to ask. */
static void
ask_all (ShapeNode *node,
         ShapeFact  fact)
{
  if (((node->facts.known | node->asked_facts) & (1u << fact)) == 0)
    ask_operation (node, fact);
  for (guint i = 0; (node->facts.known & (1u << fact)) == 0 && facts_to_ask (node) != 0 && i < G_N_ELEMENTS (order); i++)
    if (facts_to_ask (node) & (1u << order[i]))
      ask_operation (node, (ShapeFact) order[i]);
}

static void
settle (ShapeNode *node,
        ShapeFact  fact)
{
  gboolean nested = (node->flags & SHAPE_NODE_ASKING) != 0;

  if (SHAPE_IS_BOOLEAN (node) || SHAPE_IS (node, ERROR) || fact == SHAPE_FACT_POLAR)
    return;
  if (SHAPE_IS_ATOM (node))
    {
      shape_atom_settle_facts (node, fact);
      return;
    }
  if (shape_node_is_nonreal (node))
    {
      shape_facts_add (&node->facts, SHAPE_FACT_COMMUTATIVE, FALSE);
      return;
    }
  shape_facts_give (&node->facts, SHAPE_FACT_COMMUTATIVE, TRUE);
  if (shape_ops[node->op].fact == NULL)
    return;
  node->flags |= SHAPE_NODE_ASKING;
  node->pool->n_asking++;
  ask_all (node, fact);
  node->pool->n_asking--;
  if (!nested)
    node->flags &= (guint16) ~SHAPE_NODE_ASKING;
}

static inline ShapeTernary
answer_known (const ShapeNode *node,
              guint32          bit)
{
  return (node->facts.value & bit) != 0 ? SHAPE_YES : SHAPE_NO;
}

static G_GNUC_NO_INLINE ShapeTernary
work_out (ShapeNode *node,
          ShapeFact  fact)
{
  guint32 bit = 1u << fact;

  settle (node, fact);
  if ((node->facts.known & bit) != 0)
    return answer_known (node, bit);
  /* Inside a question about the same node an answer may come too early to be final. */
  if ((node->flags & SHAPE_NODE_ASKING) == 0 && !shape_pool_has_error (node->pool))
    node->unknown_facts |= bit;
  return SHAPE_MAYBE;
}

ShapeTernary
shape_node_is (ShapeNode *node,
               ShapeFact  fact)
{
  guint32 bit = 1u << fact;

  if ((node->facts.known & bit) != 0)
    return answer_known (node, bit);
  return (node->unknown_facts & bit) != 0 ? SHAPE_MAYBE : work_out (node, fact);
}

ShapeTernary
shape_node_all_are (ShapeNode *node,
                    ShapeFact  fact,
                    gboolean   one_exception)
{
  gboolean exception = FALSE;

  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeTernary answer = shape_node_is (node->args[i], fact);

      if (answer == SHAPE_MAYBE || (answer == SHAPE_NO && one_exception && exception))
        return SHAPE_MAYBE;
      exception |= answer == SHAPE_NO;
    }
  return exception ? SHAPE_NO : SHAPE_YES;
}

ShapeTernary
shape_node_one_is_irrational (ShapeNode *node,
                              gboolean   nonzero)
{
  for (guint i = 0; i < node->n_args; i++)
    {
      ShapeTernary irrational = shape_node_is (node->args[i], SHAPE_FACT_IRRATIONAL);

      if (irrational == SHAPE_MAYBE)
        return SHAPE_MAYBE;
      if (irrational == SHAPE_NO)
        continue;
      for (guint j = 0; j < node->n_args; j++)
        if (j != i && (!shape_node_is_yes (node->args[j], SHAPE_FACT_RATIONAL) ||
                       (nonzero && !shape_node_is_no (node->args[j], SHAPE_FACT_ZERO))))
          return SHAPE_MAYBE;
      return SHAPE_YES;
    }
  return SHAPE_NO;
}
