#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Symbolic values in Python: mirrors tests/test-sym-node.c."""

import math
import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import GLib, ShapeRec  # noqa: E402


# s0 is 5 and s1 is 8 in this run, u0 hangs on data.
CASES = [
    (lambda s0, s1, u0: s0 * 2 > 7, "Gt(Mul(2, s0), 7) True"),
    (lambda s0, s1, u0: 3 - s0, "Add(3, Mul(-1, s0)) -2"),
    (lambda s0, s1, u0: 2.5 * s0, "Mul(2.5, ToFloat(s0)) 12.5"),
    (lambda s0, s1, u0: s0 / s1, "IntTrueDiv(s0, s1) 0.625"),
    (lambda s0, s1, u0: s1 // s0, "FloorDiv(s1, s0) 1"),
    (lambda s0, s1, u0: s0 % 3, "Mod(s0, 3) 2"),
    (lambda s0, s1, u0: u0 % 3, "PythonMod(u0, 3) None"),
    (lambda s0, s1, u0: 2**s0, "PowByNatural(2, s0) 32"),
    (lambda s0, s1, u0: s0 << 2, "Mul(4, s0) 20"),
    (lambda s0, s1, u0: s1 >> 1, "FloorDiv(s1, 2) 4"),
    (lambda s0, s1, u0: s0 & 6, "BitwiseFn_bitwise_and(s0, 6) 4"),
    (lambda s0, s1, u0: s0 | 6, "BitwiseFn_bitwise_or(s0, 6) 7"),
    (lambda s0, s1, u0: s0 ^ 6, "BitwiseFn_bitwise_xor(s0, 6) 3"),
    (lambda s0, s1, u0: 6 ^ s0, "BitwiseFn_bitwise_xor(6, s0) 3"),
    (lambda s0, s1, u0: (s0 == 5) & (s0 > 4), "And(Eq(s0, 5), Gt(s0, 4)) True"),
    (lambda s0, s1, u0: ~(s0 == 5), "Ne(s0, 5) False"),
    (lambda s0, s1, u0: +s0, "s0 5"),
    (lambda s0, s1, u0: -s0, "Mul(-1, s0) -5"),
    (lambda s0, s1, u0: math.floor(s0 / s1), "FloorToInt(IntTrueDiv(s0, s1)) 0"),
    (lambda s0, s1, u0: math.ceil(s0 / s1), "CeilToInt(IntTrueDiv(s0, s1)) 1"),
    (lambda s0, s1, u0: math.trunc(s0 / s1), "TruncToInt(IntTrueDiv(s0, s1)) 0"),
    (lambda s0, s1, u0: round(s0 / s1), "RoundToInt(IntTrueDiv(s0, s1)) 1"),
    (lambda s0, s1, u0: round(s0 / s1, 2), "RoundDecimal(IntTrueDiv(s0, s1), 2) 0.62"),
    (lambda s0, s1, u0: round(s0, 2), "s0 5"),
    (lambda s0, s1, u0: s0.cos(), "OpaqueUnaryFn_cos(ToFloat(s0)) 0.28366218546322625"),
    (lambda s0, s1, u0: s0.tan(), "OpaqueUnaryFn_tan(ToFloat(s0)) -3.380515006246586"),
    (lambda s0, s1, u0: s0.atan(), "OpaqueUnaryFn_atan(ToFloat(s0)) 1.373400766945016"),
    (lambda s0, s1, u0: u0.asin(), "OpaqueUnaryFn_asin(ToFloat(u0)) None"),
    (lambda s0, s1, u0: s0.__sym_log2__(), "OpaqueUnaryFn_log2(ToFloat(s0)) 2.321928094887362"),
]
ERRORS = [
    (lambda s0, s1, u0: s0.acos(), "VALUE"),
    (lambda s0, s1, u0: (s0 * 1000).cosh(), "OVERFLOW"),
    (lambda s0, s1, u0: (s0 == 5) ^ (s1 == 5), "TYPE"),
    (lambda s0, s1, u0: s0 ^ 2.0, "TYPE"),
    (lambda s0, s1, u0: int(u0), "DATA_DEPENDENT"),
]
LAYOUTS = [
    ("CONTIGUOUS", [5, 8], [8, 1], "True True"),
    ("CONTIGUOUS", ["s0"], [2], "Eq(s0, 1) False"),
    ("CHANNELS_LAST_2D", ["s0", 3, 6, 2], [36, 1, 6, 3], "True True"),
    ("CHANNELS_LAST_3D", [2, 3, "s0", 4, 2], [120, 1, 24, 6, 3], "Eq(120, Mul(24, s0)) True"),
    ("CHANNELS_LAST_STRIDES_2D", ["s0", 3, 6, 2], [36, 12, 2, 1], "False False"),
]


class TestSymNode(unittest.TestCase):
    def setUp(self):
        self.env = ShapeRec.Env.new()
        source = ShapeRec.Source.new("LocalSource", "L['x']", None, False)
        context = ShapeRec.SymbolicContext.new([ShapeRec.DimDynamic.DYNAMIC] * 2)
        _, sizes, _, _ = self.env.create_symbolic_sizes_strides_storage_offset([5, 8], [8, 1], 0, source, context)
        self.symbols = (*sizes, self.env.create_unbacked_symint())
        self.names = {"s77": "s0", "s27": "s1"}

    def describe(self, node):
        text = node.get_expr().to_string()
        for name, short in self.names.items():
            text = text.replace(name, short)
        hint = node.get_hint()
        return f"{text} {hint if hint is None else hint.to_string()}"

    def test_operators(self):
        for run, expected in CASES:
            with self.subTest(expected):
                self.assertEqual(self.describe(run(*self.symbols)), expected)

    def test_errors(self):
        for run, code in ERRORS:
            with self.subTest(code):
                with self.assertRaises(GLib.Error) as caught:
                    run(*self.symbols)
                self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), getattr(ShapeRec.Error, code)))

    def to_nodes(self, dims):
        return [self.symbols[0] if dim == "s0" else ShapeRec.SymNode.new_int(self.env, dim) for dim in dims]

    def test_layouts(self):
        for name, sizes, strides, expected in LAYOUTS:
            with self.subTest(name):
                layout = getattr(ShapeRec.SymLayout, name)
                answer = ShapeRec.SymNode.has_layout(layout, self.to_nodes(sizes), self.to_nodes(strides))
                self.assertEqual(self.describe(answer), expected)

    def test_dense(self):
        ask = ShapeRec.SymNode.is_non_overlapping_and_dense_indicator
        self.assertEqual(self.describe(ask(self.to_nodes([2, 0]), self.to_nodes([3, 1]))), "0 0")

    def test_values(self):
        s0, s1, _ = self.symbols
        self.assertTrue(s0 > 3)
        self.assertEqual(int(s0), 5)
        self.assertEqual(float(s1.to_float()), 8.0)

    def test_questions(self):
        s0, _, u0 = self.symbols
        zero = ShapeRec.SymNode.new_int(self.env, 0)
        hangs_on_data, known, holds = u0.eq(zero), u0.ge(zero), s0.gt(zero)
        self.assertEqual((hangs_on_data.guard_or_true(), hangs_on_data.guard_or_false()), ((True, True), (True, False)))
        self.assertEqual((known.statically_known_true(), known.statically_known_false()), (False, False))
        self.assertEqual((holds.statically_known_true(), holds.statically_known_false()), (True, False))
        self.assertEqual((holds.guard_or_false(), holds.guard_size_oblivious()), ((True, True), (True, True)))
        with self.assertRaises(GLib.Error) as caught:
            hangs_on_data.guard_size_oblivious()
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.DATA_DEPENDENT))


if __name__ == "__main__":
    unittest.main()
