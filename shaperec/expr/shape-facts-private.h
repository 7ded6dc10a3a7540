/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-op-private.h"

G_BEGIN_DECLS

/* The assumptions of SymPy's old assumption system that shape reasoning meets. */
typedef enum
{
  SHAPE_FACT_INTEGER,
  SHAPE_FACT_RATIONAL,
  SHAPE_FACT_IRRATIONAL,
  SHAPE_FACT_NONINTEGER,
  SHAPE_FACT_REAL,
  SHAPE_FACT_EXTENDED_REAL,
  SHAPE_FACT_COMPLEX,
  SHAPE_FACT_IMAGINARY,
  SHAPE_FACT_ALGEBRAIC,
  SHAPE_FACT_TRANSCENDENTAL,
  SHAPE_FACT_HERMITIAN,
  SHAPE_FACT_ANTIHERMITIAN,
  SHAPE_FACT_FINITE,
  SHAPE_FACT_INFINITE,
  SHAPE_FACT_ZERO,
  SHAPE_FACT_NONZERO,
  SHAPE_FACT_POSITIVE,
  SHAPE_FACT_NEGATIVE,
  SHAPE_FACT_NONPOSITIVE,
  SHAPE_FACT_NONNEGATIVE,
  SHAPE_FACT_EXTENDED_POSITIVE,
  SHAPE_FACT_EXTENDED_NEGATIVE,
  SHAPE_FACT_EXTENDED_NONPOSITIVE,
  SHAPE_FACT_EXTENDED_NONNEGATIVE,
  SHAPE_FACT_EXTENDED_NONZERO,
  SHAPE_FACT_EVEN,
  SHAPE_FACT_ODD,
  SHAPE_FACT_PRIME,
  SHAPE_FACT_COMPOSITE,
  SHAPE_FACT_COMMUTATIVE,
  SHAPE_FACT_POLAR,
  SHAPE_N_FACTS
} ShapeFact;

/* Two bit sets: which assumptions are settled, and to what. */
typedef struct
{
  guint32 known;
  guint32 value;
} ShapeFacts;

static inline void
shape_facts_give (ShapeFacts *self,
                  ShapeFact   fact,
                  gboolean    holds)
{
  guint32 bit = 1u << fact;

  self->known |= bit;
  self->value = holds ? self->value | bit : self->value & ~bit;
}

/* Asks as SymPy's `expr.is_FACT` does; remembered in the node. */
ShapeTernary shape_node_is        (ShapeNode  *node,
                                   ShapeFact   fact);

/* All that follows from the given facts. Returns FALSE where they contradict. */
gboolean     shape_facts_close    (ShapeFacts *facts);

/* Adds one that is not known yet, with what follows, to facts that are closed. */
gboolean     shape_facts_add      (ShapeFacts *facts,
                                   ShapeFact   fact,
                                   gboolean    holds);

gboolean     shape_fact_from_name (const char *name,
                                   ShapeFact  *fact);
const char  *shape_fact_get_name  (ShapeFact   fact);

#define shape_node_is_yes(node, fact) (shape_node_is ((node), (fact)) == SHAPE_YES)
#define shape_node_is_no(node, fact)  (shape_node_is ((node), (fact)) == SHAPE_NO)

G_END_DECLS
