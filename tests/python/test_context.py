#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Symbolic contexts in Python."""

import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import ShapeRec  # noqa: E402


DYNAMIC, DUCK, STATIC = ShapeRec.DimDynamic.DYNAMIC, ShapeRec.DimDynamic.DUCK, ShapeRec.DimDynamic.STATIC
INFER = ShapeRec.DimDynamic.INFER_STRIDE


def local(name):
    return ShapeRec.Source.new("LocalSource", f"L['{name}']", None, False)


class TestContext(unittest.TestCase):
    def test_stateless(self):
        context = ShapeRec.SymbolicContext.new([DYNAMIC, STATIC])
        self.assertEqual(context.get_class_name(), "StatelessSymbolicContext")
        self.assertEqual(context.get_n_dims(), 2)
        self.assertEqual([context.get_dynamic_size(i) for i in range(2)], [DYNAMIC, STATIC])
        self.assertEqual([context.get_dynamic_stride(i) for i in range(2)], [INFER, INFER])
        self.assertIsNone(context.get_tensor_source())

    def test_stateful(self):
        context = ShapeRec.SymbolicContext.new_stateful([DUCK], local("x"))
        self.assertEqual(context.get_class_name(), "StatefulSymbolicContext")
        self.assertTrue(context.get_tensor_source().equal(local("x")))

    def test_no_dimensions(self):
        self.assertEqual(ShapeRec.SymbolicContext.new([]).get_n_dims(), 0)

    def test_change(self):
        context = ShapeRec.SymbolicContext.new([DYNAMIC])
        context.set_dynamic_size(0, STATIC)
        context.set_dynamic_stride(0, DYNAMIC)
        self.assertEqual((context.get_dynamic_size(0), context.get_dynamic_stride(0)), (STATIC, DYNAMIC))

    def test_what_becomes_of_dimensions(self):
        cases = [
            ([DYNAMIC, DYNAMIC], "s77 s27"),
            ([DUCK, DUCK], "s77 s77"),
            ([STATIC, DYNAMIC], "6 s27"),
            ([STATIC, STATIC], "6 6"),
        ]
        for dims, sizes in cases:
            with self.subTest(sizes):
                made = ShapeRec.Env.new().create_symbolic_sizes_strides_storage_offset(
                    [6, 6], [6, 1], 0, local("x"), ShapeRec.SymbolicContext.new(dims)
                )
                self.assertEqual(" ".join(map(str, made[1])), sizes)


if __name__ == "__main__":
    unittest.main()
