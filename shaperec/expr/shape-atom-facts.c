/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-deduce-private.h"
#include "shape-float-private.h"

/* The assumptions of numbers and constants: all that is told without work is told at once. */

#define F(name) (1u << SHAPE_FACT_##name)

static void
set_facts (ShapeNode *node,
           guint32    yes,
           guint32    no)
{
  node->facts = (ShapeFacts) { .known = yes | no, .value = yes };
}

static guint32
get_sign_fact (ShapeNode *number)
{
  int sign = shape_number_sign (number);

  return sign == 0 ? F (ZERO) : sign > 0 ? F (POSITIVE) : F (NEGATIVE);
}

static void
settle_integer (ShapeNode *node)
{
  guint32 yes = F (INTEGER) | (fmpz_is_even (node->integer) ? F (EVEN) : F (ODD)) | get_sign_fact (node);

  set_facts (node, yes, fmpz_is_one (node->integer) ? F (PRIME) | F (COMPOSITE) : 0);
}

/* The test of Baillie, Pomerance, Selfridge and Wagstaff, which is SymPy's too. It cannot be
 * interrupted, and is not begun with a larger number. */
#define MAX_PRIME_BITS (1u << 13)

static void
settle_primality (ShapeNode *node)
{
  gboolean is_prime = fmpz_equal_ui (node->integer, 2);

  if (fmpz_is_odd (node->integer) && fmpz_bits (node->integer) > MAX_PRIME_BITS)
    {
      shape_pool_fail (node->pool, SHAPE_ERROR_LIMIT, "whether a number of more than %u bits is prime", MAX_PRIME_BITS);
      return;
    }
  if (fmpz_is_odd (node->integer))
    is_prime = fmpz_is_probabprime (node->integer) != 0;
  shape_facts_add (&node->facts, is_prime ? SHAPE_FACT_PRIME : SHAPE_FACT_COMPOSITE, TRUE);
}

static void
settle_constant (ShapeNode *node)
{
  switch (node->op)
    {
    case SHAPE_OP_INT_INFINITY:
      set_facts (node, F (INTEGER) | F (EXTENDED_POSITIVE), F (PRIME));
      break;
    case SHAPE_OP_NEGATIVE_INT_INFINITY:
      set_facts (node, F (INTEGER) | F (EXTENDED_NEGATIVE), F (PRIME));
      break;
    case SHAPE_OP_INFINITY:
      set_facts (node, F (INFINITE) | F (EXTENDED_POSITIVE), 0);
      break;
    case SHAPE_OP_NEGATIVE_INFINITY:
      set_facts (node, F (INFINITE) | F (EXTENDED_NEGATIVE), 0);
      break;
    case SHAPE_OP_COMPLEX_INFINITY:
      set_facts (node, F (INFINITE) | F (COMMUTATIVE), F (EXTENDED_REAL) | F (PRIME));
      break;
    case SHAPE_OP_IMAGINARY_UNIT:
      set_facts (node, F (IMAGINARY) | F (ALGEBRAIC), 0);
      break;
    case SHAPE_OP_PI:
      set_facts (node, F (IRRATIONAL) | F (TRANSCENDENTAL) | F (POSITIVE), 0);
      break;
    case SHAPE_OP_NAN:
      set_facts (node, F (COMMUTATIVE), 0);
      break;
    default: /* a symbol knows its facts from the start */
      break;
    }
}

void
shape_atom_settle_facts (ShapeNode *node,
                         ShapeFact  fact)
{
  guint32 later = 0;

  if (SHAPE_IS (node, INTEGER))
    settle_integer (node);
  else if (SHAPE_IS (node, RATIONAL))
    set_facts (node, F (RATIONAL) | get_sign_fact (node), F (INTEGER));
  else if (SHAPE_IS (node, FLOAT))
    set_facts (node, F (REAL) | get_sign_fact (node), shape_float_is_whole (node) ? 0 : F (INTEGER));
  else
    settle_constant (node);
  shape_facts_close (&node->facts);
  if (SHAPE_IS (node, INTEGER))
    later = (F (PRIME) | F (COMPOSITE)) & ~node->facts.known;
  if ((later & (1u << fact)) != 0)
    settle_primality (node);
  if (SHAPE_IS (node, FLOAT)) /* whether a Float stands for a rational number is never told */
    node->facts.known &= ~(F (RATIONAL) | F (IRRATIONAL));
  node->unknown_facts = ~(node->facts.known | later);
}
