#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Questions that leave no guard, in Python: mirrors tests/test-env-hints.c."""

import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import GLib, ShapeRec  # noqa: E402


def create_input(env, name, value):
    source = ShapeRec.Source.new("LocalSource", f"L['{name}']", None, False)
    return env.create_unspecified_symint_and_symbol(value, source, ShapeRec.DimDynamic.DYNAMIC)


class TestHints(unittest.TestCase):
    def setUp(self):
        self.env = ShapeRec.Env.new()
        self.s52 = create_input(self.env, "x", 5)
        self.s48 = create_input(self.env, "y", 7)
        self.u0, self.u1, self.u2 = (self.env.create_unbacked_symint() for _ in range(3))
        self.env.constrain_range_for_size(self.u2.get_expr(), None, None)
        (self.u0 >= 2).expect_true("f:1")
        (self.u0 + self.u1 == self.s48).expect_true("f:2")
        self.assertTrue(self.s52 < self.s48)

    def parse(self, text):
        return ShapeRec.Expr.parse(self.env.get_pool(), text)

    def test_hints(self):
        self.assertEqual(str(self.env.size_hint(self.parse("Mul(s48, s52)"), False)), "35")
        self.assertEqual(str(self.env.guarding_hint_or_throw(self.parse("Lt(s52, s48)"))), "True")
        self.assertIsNone(self.env.size_hint(self.parse("u1"), True))
        for ask in (self.env.guarding_hint_or_throw, lambda expr: self.env.size_hint(expr, False)):
            with self.assertRaises(GLib.Error) as caught:
                ask(self.parse("u1"))
            self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.DATA_DEPENDENT))

    def test_optimization(self):
        fallback = ShapeRec.OPTIMIZATION_HINT_FALLBACK
        self.assertEqual(str(self.env.optimization_hint(self.parse("Add(s52, u0)"), fallback)), "8197")
        self.assertEqual(str(self.env.optimization_hint(self.parse("Max(1, u0)"), 0)), "2")

    def test_known(self):
        expr = self.parse("Max(0, u2)")
        self.assertEqual(str(self.env.simplify(expr, False)), "u2")
        self.assertEqual(str(self.env.simplify(expr, True)), "Max(0, u2)")
        self.assertEqual(str(self.env.bound_sympy(expr, False)), "VR[0, int_oo]")
        self.assertEqual(str(self.env.bound_sympy(expr, True)), "VR[2, int_oo]")
        (self.u1 == 6).expect_true("f:3")
        self.assertEqual(str(self.env.replace(self.parse("Mul(s52, u1)"))), "6*s52")

    def test_axioms(self):
        def list_axioms(*symbols):
            return [str(axiom) for axiom in self.env.get_axioms_of(symbols, False)]

        self.assertEqual(list(map(str, self.env.get_axioms(True))), ["True", "2 <= u0", "Eq(u0 + u1, 7)"])
        self.assertEqual(list_axioms(self.parse("u0")), ["s52 < s48", "2 <= u0"])
        self.assertEqual(list_axioms(), ["s52 < s48"])
        self.assertTrue(self.env.is_unbacked_symint(self.parse("u0")))
        self.assertFalse(self.env.is_unbacked_symint(self.parse("s48")))

    def test_join(self):
        sym_eq = ShapeRec.SymNode.sym_eq
        terms = [self.u0 > 3, self.u1 < 2]
        self.assertEqual(str(ShapeRec.SymNode.sym_and(terms)), "(u0 > 3) & (u1 < 2)")
        self.assertEqual(str(ShapeRec.SymNode.sym_or(terms)), "(u0 > 3) | (u1 < 2)")
        self.assertEqual(str(sym_eq(self.env, [self.s48, self.u0], [self.s48, self.u2])), "Eq(u0, u2)")
        self.assertEqual(str(sym_eq(self.env, [], [])), "True")
        self.assertEqual(str(sym_eq(self.env, [self.u0], [])), "False")

    def test_nested_lists(self):
        def ask(left, right):
            return str(ShapeRec.SymNode.sym_eq(self.env, left, right))

        u0, u1, u2 = self.u0, self.u1, self.u2
        self.assertEqual(ask([1, [u0, (u1,)]], [1, [u2, [u1]]]), "Eq(u0, u2)")
        self.assertEqual(ask([u0, [u1]], [u0, [u1, u2]]), "False")
        self.assertEqual(ask([[]], [[]]), "True")
        self.assertEqual(ask([u0, [[u1, 5], []]], [u2, [[4, u0], []]]), "Eq(u0, 5) & Eq(u0, u2) & Eq(u1, 4)")
        with self.assertRaises(GLib.Error) as caught:
            ask([5, [u1]], [6, 2])
        self.assertEqual(caught.exception.message, "unexpected sym_eq between <class 'list'> <class 'int'>")


if __name__ == "__main__":
    unittest.main()
