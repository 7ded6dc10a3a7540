/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-node-private.h"

/* What follows from what among assumptions: the theory of SymPy's old assumption
 * system, as propagation over two bit sets. */

#define F(name) (1u << SHAPE_FACT_##name)

/* If a fact holds, so do all of @yes, and none of @no does; contraposition included. */
static const struct
{
  ShapeFact fact;
  guint32   yes;
  guint32   no;
} implications[] = {
  { SHAPE_FACT_INTEGER, F (RATIONAL), 0 },
  { SHAPE_FACT_RATIONAL, F (REAL) | F (ALGEBRAIC), 0 },
  { SHAPE_FACT_IRRATIONAL, F (REAL), F (RATIONAL) },
  { SHAPE_FACT_NONINTEGER, F (EXTENDED_REAL), F (INTEGER) },
  { SHAPE_FACT_REAL, F (HERMITIAN) | F (COMPLEX) | F (EXTENDED_REAL), 0 },
  { SHAPE_FACT_EXTENDED_REAL, F (COMMUTATIVE), 0 },
  { SHAPE_FACT_COMPLEX, F (COMMUTATIVE) | F (FINITE), 0 },
  { SHAPE_FACT_IMAGINARY, F (COMPLEX) | F (ANTIHERMITIAN), F (EXTENDED_REAL) },
  { SHAPE_FACT_ALGEBRAIC, F (COMPLEX), 0 },
  { SHAPE_FACT_TRANSCENDENTAL, F (COMPLEX), F (ALGEBRAIC) },
  { SHAPE_FACT_INFINITE, 0, F (FINITE) },
  { SHAPE_FACT_ZERO, F (EVEN) | F (NONNEGATIVE) | F (NONPOSITIVE), 0 },
  { SHAPE_FACT_NONZERO, F (REAL) | F (EXTENDED_NONZERO), 0 },
  { SHAPE_FACT_POSITIVE, F (NONNEGATIVE) | F (NONZERO) | F (EXTENDED_POSITIVE), 0 },
  { SHAPE_FACT_NEGATIVE, F (NONPOSITIVE) | F (NONZERO) | F (EXTENDED_NEGATIVE), 0 },
  { SHAPE_FACT_NONPOSITIVE, F (REAL) | F (EXTENDED_NONPOSITIVE), 0 },
  { SHAPE_FACT_NONNEGATIVE, F (REAL) | F (EXTENDED_NONNEGATIVE), 0 },
  { SHAPE_FACT_EXTENDED_POSITIVE, F (EXTENDED_NONNEGATIVE) | F (EXTENDED_NONZERO), 0 },
  { SHAPE_FACT_EXTENDED_NEGATIVE, F (EXTENDED_NONPOSITIVE) | F (EXTENDED_NONZERO), 0 },
  { SHAPE_FACT_EXTENDED_NONPOSITIVE, F (EXTENDED_REAL), F (EXTENDED_POSITIVE) },
  { SHAPE_FACT_EXTENDED_NONNEGATIVE, F (EXTENDED_REAL), F (EXTENDED_NEGATIVE) },
  { SHAPE_FACT_EXTENDED_NONZERO, F (EXTENDED_REAL), F (ZERO) },
  { SHAPE_FACT_EVEN, F (INTEGER), F (ODD) },
  { SHAPE_FACT_ODD, F (INTEGER), 0 },
  { SHAPE_FACT_PRIME, F (INTEGER) | F (POSITIVE), 0 },
  { SHAPE_FACT_COMPOSITE, F (INTEGER) | F (POSITIVE), F (PRIME) },
};

/* If all of @yes hold and none of @no does, then @then is @value. These have no
 * contraposition but what is listed. */
static const struct
{
  guint32   yes;
  guint32   no;
  ShapeFact then;
  gboolean  value;
} rules[] = {
  { 0, F (FINITE), SHAPE_FACT_INFINITE, TRUE },
  { 0, F (INFINITE), SHAPE_FACT_FINITE, TRUE },
  { F (REAL), F (RATIONAL), SHAPE_FACT_IRRATIONAL, TRUE },
  { F (COMPLEX), F (ALGEBRAIC), SHAPE_FACT_TRANSCENDENTAL, TRUE },
  { F (EXTENDED_REAL), F (INTEGER), SHAPE_FACT_NONINTEGER, TRUE },
  { F (INTEGER), F (ODD), SHAPE_FACT_EVEN, TRUE },
  { F (INTEGER), F (EVEN), SHAPE_FACT_ODD, TRUE },
  { F (EXTENDED_REAL) | F (FINITE), 0, SHAPE_FACT_REAL, TRUE },
  { F (EXTENDED_REAL), F (REAL), SHAPE_FACT_INFINITE, TRUE },
  { 0, F (INFINITE) | F (REAL), SHAPE_FACT_EXTENDED_REAL, FALSE },
  { 0, F (EXTENDED_NEGATIVE) | F (ZERO) | F (EXTENDED_POSITIVE), SHAPE_FACT_EXTENDED_REAL, FALSE },
  { F (EXTENDED_REAL), F (ZERO), SHAPE_FACT_EXTENDED_NONZERO, TRUE },
  { F (EXTENDED_REAL), F (EXTENDED_NEGATIVE), SHAPE_FACT_EXTENDED_NONNEGATIVE, TRUE },
  { F (EXTENDED_REAL), F (EXTENDED_POSITIVE), SHAPE_FACT_EXTENDED_NONPOSITIVE, TRUE },
  { F (EXTENDED_NONPOSITIVE) | F (EXTENDED_NONZERO), 0, SHAPE_FACT_EXTENDED_NEGATIVE, TRUE },
  { F (EXTENDED_NONNEGATIVE) | F (EXTENDED_NONZERO), 0, SHAPE_FACT_EXTENDED_POSITIVE, TRUE },
  { F (EXTENDED_NONNEGATIVE) | F (EXTENDED_NONPOSITIVE), 0, SHAPE_FACT_ZERO, TRUE },
  { F (EXTENDED_POSITIVE) | F (FINITE), 0, SHAPE_FACT_POSITIVE, TRUE },
  { F (EXTENDED_NEGATIVE) | F (FINITE), 0, SHAPE_FACT_NEGATIVE, TRUE },
  { F (EXTENDED_NONPOSITIVE) | F (FINITE), 0, SHAPE_FACT_NONPOSITIVE, TRUE },
  { F (EXTENDED_NONNEGATIVE) | F (FINITE), 0, SHAPE_FACT_NONNEGATIVE, TRUE },
  { F (EXTENDED_NONZERO) | F (FINITE), 0, SHAPE_FACT_NONZERO, TRUE },
  { 0, F (NEGATIVE) | F (ZERO) | F (POSITIVE), SHAPE_FACT_REAL, FALSE },
  { F (REAL), F (NEGATIVE), SHAPE_FACT_NONNEGATIVE, TRUE },
  { F (REAL), F (POSITIVE), SHAPE_FACT_NONPOSITIVE, TRUE },
  { F (REAL), F (NEGATIVE) | F (ZERO), SHAPE_FACT_POSITIVE, TRUE },
  { F (REAL), F (POSITIVE) | F (ZERO), SHAPE_FACT_NEGATIVE, TRUE },
  { F (NONNEGATIVE) | F (NONZERO), 0, SHAPE_FACT_POSITIVE, TRUE },
  { F (NONPOSITIVE) | F (NONZERO), 0, SHAPE_FACT_NEGATIVE, TRUE },
  { F (NONNEGATIVE) | F (NONPOSITIVE), 0, SHAPE_FACT_ZERO, TRUE },
  { F (EVEN) | F (POSITIVE), F (PRIME), SHAPE_FACT_COMPOSITE, TRUE },
  { F (EVEN) | F (POSITIVE), F (COMPOSITE), SHAPE_FACT_PRIME, TRUE },
  { F (POSITIVE), F (PRIME) | F (COMPOSITE), SHAPE_FACT_EVEN, FALSE },
  { F (EVEN), F (PRIME) | F (COMPOSITE), SHAPE_FACT_POSITIVE, FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rules) <= 64);

/* The rules, as bits, that have the fact among their premises. */
static guint64 rules_on[SHAPE_N_FACTS];

/* implied[v][f]: all that follows from f being v, through any number of implications. */
static ShapeFacts implied[2][SHAPE_N_FACTS];

static void
add_implication (ShapeFact fact,
                 gboolean  holds,
                 ShapeFact other,
                 gboolean  other_holds)
{
  implied[holds][fact].known |= 1u << other;
  implied[holds][fact].value |= (guint32) other_holds << other;
}

static void
add_implications (ShapeFact fact,
                  guint32   others,
                  gboolean  hold)
{
  for (; others != 0; others &= others - 1)
    {
      ShapeFact other = (ShapeFact) __builtin_ctz (others);

      add_implication (fact, TRUE, other, hold);
      add_implication (other, !hold, fact, FALSE);
    }
}

/* One round of transitivity; FALSE where it brought nothing. */
static gboolean
chain_implications (void)
{
  gboolean changed = FALSE;

  for (guint v = 0; v < 2; v++)
    for (guint f = 0; f < SHAPE_N_FACTS; f++)
      {
        ShapeFacts *facts = &implied[v][f];
        guint32 before = facts->known;

        for (guint32 rest = before; rest != 0; rest &= rest - 1)
          {
            guint i = (guint) __builtin_ctz (rest);
            const ShapeFacts *next = &implied[(facts->value >> i) & 1][i];

            facts->known |= next->known;
            facts->value |= next->value;
          }
        changed |= facts->known != before;
      }
  return changed;
}

static void
index_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    for (guint32 rest = rules[i].yes | rules[i].no; rest != 0; rest &= rest - 1)
      rules_on[__builtin_ctz (rest)] |= G_GUINT64_CONSTANT (1) << i;
}

static void
ensure_implications (void)
{
  static gsize ready;

  if (!g_once_init_enter (&ready))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (implications); i++)
    {
      add_implications (implications[i].fact, implications[i].yes, TRUE);
      add_implications (implications[i].fact, implications[i].no, FALSE);
    }
  while (chain_implications ())
    continue;
  index_rules ();
  g_once_init_leave (&ready, 1);
}

/* FALSE where @more contradicts @facts. */
static gboolean
absorb (ShapeFacts       *facts,
        const ShapeFacts *more)
{
  if ((facts->known & more->known & (facts->value ^ more->value)) != 0)
    return FALSE;
  facts->known |= more->known;
  facts->value |= more->value;
  return TRUE;
}

static gboolean
rule_applies (guint             i,
              const ShapeFacts *facts)
{
  guint32 yes = facts->known & facts->value, no = facts->known & ~facts->value;

  return (facts->known & (1u << rules[i].then)) == 0 &&
         (yes & rules[i].yes) == rules[i].yes && (no & rules[i].no) == rules[i].no;
}

/* Applies the rules once, in order: those that have one of the facts @news among their
 * premises, for no other can apply. Returns the facts that are new. */
static guint32
apply_rules (ShapeFacts *facts,
             guint32     news)
{
  guint32 fresh = 0;
  guint64 due = 0;

  for (; news != 0; news &= news - 1)
    due |= rules_on[__builtin_ctz (news)];
  while (due != 0)
    {
      guint i = (guint) __builtin_ctzll (due);
      guint32 bit = 1u << rules[i].then;

      due &= due - 1;
      if (!rule_applies (i, facts))
        continue;
      facts->known |= bit;
      facts->value |= rules[i].value ? bit : 0;
      fresh |= bit;
      due |= rules_on[rules[i].then] & ~((G_GUINT64_CONSTANT (2) << i) - 1);
    }
  return fresh;
}

/* Draws the conclusions from the facts @fresh; those from the others are in @facts. */
static gboolean
propagate (ShapeFacts *facts,
           guint32     fresh)
{
  guint32 settled = facts->known & ~fresh;

  ensure_implications ();
  while (fresh != 0)
    {
      guint32 before;

      for (; fresh != 0; fresh &= fresh - 1)
        {
          guint i = (guint) __builtin_ctz (fresh);

          if (!absorb (facts, &implied[(facts->value >> i) & 1][i]))
            return FALSE;
        }
      before = facts->known;
      fresh = apply_rules (facts, before & ~settled);
      settled = before;
    }
  return TRUE;
}

gboolean
shape_facts_close (ShapeFacts *facts)
{
  return propagate (facts, facts->known);
}

gboolean
shape_facts_add (ShapeFacts *facts,
                 ShapeFact   fact,
                 gboolean    holds)
{
  guint32 bit = 1u << fact;

  facts->known |= bit;
  facts->value |= holds ? bit : 0;
  return propagate (facts, bit);
}
