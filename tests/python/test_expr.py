#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Expressions in Python: mirrors tests/test-expr.c."""

import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import GLib, ShapeRec  # noqa: E402


class TestExpr(unittest.TestCase):
    def setUp(self):
        self.pool = ShapeRec.ExprPool.new()
        assume = ShapeRec.Assumptions
        self.s0 = ShapeRec.Expr.new_symbol(self.pool, "s0", assume.INTEGER | assume.POSITIVE)
        self.u0 = ShapeRec.Expr.new_symbol(self.pool, "u0", assume.INTEGER)

    def test_operators(self):
        s0, u0 = self.s0, self.u0
        cases = [
            ("a sum", s0 + 1, "Add(1, s0)"),
            ("a reflected difference", 1 - s0, "Add(1, Mul(-1, s0))"),
            ("a product", (1 + s0) * 2, "Add(2, Mul(2, s0))"),
            ("an exact quotient", s0 / 2, "Mul(Rational(1, 2), s0)"),
            ("a rounded quotient", s0 // 2, "FloorDiv(s0, 2)"),
            ("a remainder", s0 % 2, "Mod(s0, 2)"),
            ("a power", s0**2, "Pow(s0, 2)"),
            ("a float", s0 * 0.5, "Mul(0.5, s0)"),
            ("a number of any size", s0 + 2**70, f"Add({2**70}, s0)"),
            ("less", s0 < u0, "Lt(s0, u0)"),
            ("greater, with the number first", 3 > u0, "Lt(u0, 3)"),
            ("an equality", s0.eq(u0), "Eq(s0, u0)"),
            ("a conjunction", (u0 > 1) & True, "Gt(u0, 1)"),
            ("a negation", ~(u0 < 0), "Ge(u0, 0)"),
            ("the opposite", -s0, "Mul(-1, s0)"),
        ]
        for desc, expr, text in cases:
            with self.subTest(desc):
                self.assertEqual(expr.to_string(), text)

    def test_equal(self):
        self.assertEqual(self.s0 + 1, 1 + self.s0)
        self.assertNotEqual(self.s0, self.u0)
        self.assertEqual({self.s0 * 2: "double"}[self.s0 + self.s0], "double")

    def test_values(self):
        self.assertTrue(bool(self.s0 > 0))
        self.assertEqual(int((self.s0 - self.s0) + 2**70), 2**70)
        self.assertEqual(float((self.s0 - self.s0) + 0.25), 0.25)
        with self.assertRaises(TypeError):
            bool(self.s0 > 3)
        with self.assertRaises(TypeError):
            int(self.s0)

    def test_text(self):
        expr = self.s0 * 2 + 1
        self.assertEqual(str(expr), "2*s0 + 1")
        self.assertEqual(repr(expr), "<ShapeRec.Expr Add(1, Mul(2, s0))>")

    def test_iteration(self):
        self.assertEqual([str(arg) for arg in self.s0 + self.u0 + 1], ["1", "u0", "s0"])
        self.assertEqual(len(self.s0 + 1), 2)

    def test_errors(self):
        with self.assertRaises(GLib.Error) as caught:
            self.s0 // 0
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.ZERO_DIVISION))
        with self.assertRaises(GLib.Error) as caught:
            ShapeRec.Expr.parse(self.pool, "Add(1, ")
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.PARSE))
        with self.assertRaises(TypeError):
            self.s0 + "one"

    def test_outlives_its_pool(self):
        expr = self.s0 + 1
        del self.pool, self.s0, self.u0
        self.assertEqual(str(expr), "s0 + 1")


if __name__ == "__main__":
    unittest.main()
