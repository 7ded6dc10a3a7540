/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"
#include "shaperec/expr/shape-logic-private.h"

/* And, Or, Not, and the conjunctive normal form. */

static const ExprRow rows[] = {
  { "nothing", "And()", "True" },
  { "no alternative", "Or()", "False" },
  { "true adds nothing to And", "And(True, Lt(u0, 3))", "Lt(u0, 3)" },
  { "false decides And", "And(Lt(u0, 3), False)", "False" },
  { "true decides Or", "Or(Lt(u0, 3), True)", "True" },
  { "false adds nothing to Or", "Or(False, Lt(u0, 3))", "Lt(u0, 3)" },
  { "twice the same", "And(Lt(u0, 3), Lt(u0, 3))", "Lt(u0, 3)" },
  { "the same from the other side", "And(Lt(u0, 3), Gt(3, u0))", "Gt(3, u0)" },
  { "the same with signs changed", "Or(Lt(u0, u1), Gt(Mul(-1, u0), Mul(-1, u1)))", "Lt(u0, u1)" },
  { "a relation and its negation", "And(Lt(u0, 3), Ge(u0, 3))", "False" },
  { "a relation or its negation", "Or(Lt(u0, 3), Le(3, u0))", "True" },
  { "equal or not", "Or(Eq(u0, u1), Ne(u1, u0))", "True" },
  { "nested And", "And(Lt(u0, 3), And(Lt(u1, 3), Lt(u0, 5)))", "And(Lt(u0, 3), Lt(u0, 5), Lt(u1, 3))" },
  { "nested Or", "Or(Or(Lt(u0, 3), Lt(u1, 3)), Lt(u0, 5))", "Or(Lt(u0, 3), Lt(u0, 5), Lt(u1, 3))" },
  { "a negation inside a nested Or is not seen", "Or(Or(Lt(u0, 3), Lt(u1, 3)), Ge(u0, 3))", "Or(Ge(u0, 3), Lt(u0, 3), Lt(u1, 3))" },
  { "but inside a nested And it is", "And(And(Lt(u0, 3), Lt(u1, 3)), Ge(u0, 3))", "False" },
  { "order", "And(Lt(Add(u0, u1), 3), Eq(u0, 1), Lt(u0, 2), Ne(u1, 1))", "And(Eq(u0, 1), Lt(u0, 2), Ne(u1, 1), Lt(Add(u0, u1), 3))" },
  { "Not of a relation", "Not(Lt(u0, 3))", "Ge(u0, 3)" },
  { "Not of an equation", "Not(Eq(u0, 3))", "Ne(u0, 3)" },
  { "Not of Not", "Not(Not(And(Lt(u0, 3), Lt(u1, 3))))", "And(Lt(u0, 3), Lt(u1, 3))" },
  { "Not of And stays", "Not(And(Lt(u0, 3), Lt(u1, 3)))", "Not(And(Lt(u0, 3), Lt(u1, 3)))" },
  { "Not of a truth value", "Not(True)", "False" },
  { "of what stays", "Or(Not(And(Lt(u0, 3), Lt(u1, 3))), Lt(u0, 3))", "Or(Lt(u0, 3), Not(And(Lt(u0, 3), Lt(u1, 3))))" },
};

static const ExprRow cnf_rows[] = {
  { "a relation", "Lt(u0, 3)", "Lt(u0, 3)" },
  { "an Or of relations", "Or(Lt(u0, 3), Lt(u1, 3))", "Or(Lt(u0, 3), Lt(u1, 3))" },
  { "Or over And", "Or(And(Lt(u0, 3), Lt(u1, 3)), Eq(u0, 5))", "And(Or(Eq(u0, 5), Lt(u0, 3)), Or(Eq(u0, 5), Lt(u1, 3)))" },
  { "Or over two And", "Or(And(Lt(u0, 3), Lt(u1, 3)), And(Eq(u0, 5), Eq(u1, 5)))", "And(Or(Eq(u0, 5), Lt(u0, 3)), Or(Eq(u0, 5), Lt(u1, 3)), Or(Eq(u1, 5), Lt(u0, 3)), Or(Eq(u1, 5), Lt(u1, 3)))" },
  { "And within And", "And(Or(And(Lt(u0, 3), Lt(u1, 3)), Eq(u0, 5)), Ne(u1, 0))", "And(Ne(u1, 0), Or(Eq(u0, 5), Lt(u0, 3)), Or(Eq(u0, 5), Lt(u1, 3)))" },
  { "Not of And", "Not(And(Lt(u0, 3), Lt(u1, 3)))", "Or(Ge(u0, 3), Ge(u1, 3))" },
  { "Not of Or", "Not(Or(Lt(u0, 3), Lt(u1, 3)))", "And(Ge(u0, 3), Ge(u1, 3))" },
  { "Not inside", "Or(Not(Or(Lt(u0, 3), Lt(u1, 3))), Eq(u0, 5))", "And(Or(Eq(u0, 5), Ge(u0, 3)), Or(Eq(u0, 5), Ge(u1, 3)))" },
  { "a clause that is always true goes", "Or(And(Lt(u0, 3), Lt(u1, 3)), Ge(u0, 3))", "Or(Ge(u0, 3), Lt(u1, 3))" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  expr_table_add ("/shaperec/logic", rows, G_N_ELEMENTS (rows), NULL);
  expr_table_add ("/shaperec/logic/cnf", cnf_rows, G_N_ELEMENTS (cnf_rows), shape_node_to_cnf);
  return g_test_run ();
}
