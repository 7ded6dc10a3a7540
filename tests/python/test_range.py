#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Ranges in Python: mirrors tests/test-range.c."""

import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import GLib, ShapeRec  # noqa: E402


class TestRange(unittest.TestCase):
    def setUp(self):
        self.pool = ShapeRec.ExprPool.new()

    def make(self, lower, upper):
        number = lambda value: ShapeRec.Expr.new_integer(self.pool, value)  # noqa: E731
        return ShapeRec.Range.new(number(lower), number(upper))

    def test_ends(self):
        made = self.make(2, 7)
        self.assertEqual((int(made.get_lower()), int(made.get_upper())), (2, 7))
        self.assertTrue(made.is_int())
        self.assertFalse(made.is_singleton())
        self.assertEqual(str(made), "VR[2, 7]")

    def test_empty(self):
        with self.assertRaises(GLib.Error) as caught:
            self.make(7, 2)
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.VALUE_RANGE))

    def test_combine(self):
        self.assertEqual(str(self.make(0, 5).intersect(self.make(3, 9))), "VR[3, 5]")
        self.assertEqual(str(self.make(0, 5).unite(self.make(8, 9))), "VR[0, 9]")
        self.assertTrue(self.make(3, 4).is_subset(self.make(0, 5)))

    def test_unknown(self):
        self.assertEqual(str(ShapeRec.Range.new_unknown_int(self.pool)), "VR[-int_oo, int_oo]")


if __name__ == "__main__":
    unittest.main()
