/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-deduce-private.h"
#include "shape-float-private.h"

/* The assumptions of numbers and constants: all that can be told is told at once. */

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
  guint32 yes = F (INTEGER) | (fmpz_is_even (node->integer) ? F (EVEN) : F (ODD)) | get_sign_fact (node), no = 0;

  if (fmpz_is_one (node->integer))
    no = F (PRIME) | F (COMPOSITE);
  else if (fmpz_sgn (node->integer) > 0)
    yes |= fmpz_is_prime (node->integer) == 1 ? F (PRIME) : F (COMPOSITE);
  set_facts (node, yes, no);
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
shape_atom_settle_facts (ShapeNode *node)
{
  if (SHAPE_IS (node, INTEGER))
    settle_integer (node);
  else if (SHAPE_IS (node, RATIONAL))
    set_facts (node, F (RATIONAL) | get_sign_fact (node), F (INTEGER));
  else if (SHAPE_IS (node, FLOAT))
    set_facts (node, F (REAL) | get_sign_fact (node), shape_float_is_whole (node) ? 0 : F (INTEGER));
  else
    settle_constant (node);
  shape_facts_close (&node->facts);
  if (SHAPE_IS (node, FLOAT)) /* whether a Float stands for a rational number is never told */
    node->facts.known &= ~(F (RATIONAL) | F (IRRATIONAL));
  node->unknown_facts = ~node->facts.known;
}
