#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Environments in Python: mirrors tests/test-env.c, test-sym-node.c, test-record.c and test-compare.c."""

import math
import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import GLib, ShapeRec  # noqa: E402


def create_tensor(env, name, sizes):
    strides = [math.prod(sizes[i + 1 :]) for i in range(len(sizes))]
    source = ShapeRec.Source.new("LocalSource", f"L['{name}']", None, False)
    context = ShapeRec.SymbolicContext.new([ShapeRec.DimDynamic.DYNAMIC] * len(sizes))
    return env.create_symbolic_sizes_strides_storage_offset(sizes, strides, 0, source, context)


class TestEnv(unittest.TestCase):
    def setUp(self):
        self.env = ShapeRec.Env.new()

    def guards(self):
        return [str(guard.get_expr()) for guard in self.env.list_guards()]

    def test_tensors(self):
        ok, sizes, strides, offset = create_tensor(self.env, "x", [5, 7])
        self.assertTrue(ok)
        self.assertEqual([str(s) for s in sizes], ["s77", "s27"])
        self.assertEqual([str(s) for s in strides], ["s27", "1"])
        self.assertEqual(str(offset), "0")

    def test_guards(self):
        _, (rows, columns), _, _ = create_tensor(self.env, "x", [5, 7])
        self.assertTrue(rows * 2 > 7)
        self.assertFalse(rows == columns)
        self.assertEqual(int(columns), 7)
        self.assertEqual(self.guards(), ["2*s77 > 7", "Ne(s77, s27)", "Eq(s27, 7)"])

    def test_unbacked(self):
        size = self.env.create_unbacked_symint()
        self.assertEqual(str(size), "u0")
        with self.assertRaises(GLib.Error) as caught:
            bool(size > 3)
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.DATA_DEPENDENT))

    def test_operators_take_numbers_only(self):
        _, (rows, _), _, _ = create_tensor(self.env, "x", [5, 7])
        with self.assertRaises(TypeError):
            rows + "one"
        self.assertEqual(str(1 + rows), "s77 + 1")
        self.assertEqual(str(-rows // 2), "((-s77)//2)")

    def test_signals(self):
        heard = []
        self.env.connect("event-recorded", lambda env, event: heard.append(event.get_name()))
        self.env.connect("guard-added", lambda env, expr: heard.append(str(expr)))
        _, (rows, _), _, _ = create_tensor(self.env, "x", [5, 7])
        bool(rows > 3)
        self.assertEqual(heard[0], "_create_symbolic_sizes_strides_storage_offset")
        self.assertIn("s77 > 3", heard)
        self.assertEqual(heard[-1], "evaluate_expr")

    def test_replay(self):
        _, (rows, columns), _, _ = create_tensor(self.env, "x", [5, 7])
        self.assertTrue(rows + columns == 12)
        replayed = ShapeRec.Env.replay_events(self.env.list_events())
        self.assertTrue(self.env.check_state_equal(replayed))
        self.assertEqual(self.guards(), [str(g.get_expr()) for g in replayed.list_guards()])

    def test_differences(self):
        other = ShapeRec.Env.new()
        self.env.freeze()
        comparison = ShapeRec.Comparison.new(self.env, other)
        self.assertFalse(comparison.is_equal())
        self.assertEqual([(d.get_field(), d.get_left(), d.get_right()) for d in comparison], [("frozen", "True", "False")])
        self.assertIn("==> frozen: values don't match.\n  >  Left: True\n  > Right: False", str(comparison))
        with self.assertRaises(GLib.Error) as caught:
            self.env.check_state_equal(other)
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.NOT_EQUAL))

    def test_failed_call(self):
        symbol = self.env.create_unbacked_symint().get_expr()
        with self.assertRaises(GLib.Error):
            self.env.evaluate_expr(symbol > 3, None)
        self.assertEqual(self.env.list_events()[-1].get_name(), "evaluate_expr")
        replayed = ShapeRec.Env.replay_events(self.env.list_events())
        self.assertTrue(self.env.check_state_equal(replayed))


if __name__ == "__main__":
    unittest.main()
