#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Sources in Python."""

import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import ShapeRec  # noqa: E402


def local(name):
    return ShapeRec.Source.new("LocalSource", f"L['{name}']", None, False)


class TestSource(unittest.TestCase):
    def test_plain(self):
        source = local("x")
        self.assertEqual(source.get_class_name(), "LocalSource")
        self.assertEqual(source.get_name(), "L['x']")
        self.assertIsNone(source.get_base())
        self.assertFalse(source.get_ephemeral())
        self.assertEqual(source.get_property(), ShapeRec.TensorProperty.NONE)
        self.assertEqual(source.get_index(), -1)

    def test_properties(self):
        cases = [
            (ShapeRec.TensorProperty.SIZE, 1, "L['x'].size()[1]", 1),
            (ShapeRec.TensorProperty.STRIDE, 0, "L['x'].stride()[0]", 0),
            (ShapeRec.TensorProperty.STORAGE_OFFSET, 0, "L['x'].storage_offset()", -1),
        ]
        for kind, index, name, got_index in cases:
            with self.subTest(name):
                source = ShapeRec.Source.new_tensor_property(local("x"), kind, index)
                self.assertEqual(source.get_class_name(), "TensorPropertySource")
                self.assertEqual(source.get_name(), name)
                self.assertEqual(source.get_property(), kind)
                self.assertEqual(source.get_index(), got_index)
                self.assertTrue(source.get_base().equal(local("x")))

    def test_ephemeral_is_inherited(self):
        base = ShapeRec.Source.new("EphemeralSource", "<ephemeral>", None, True)
        self.assertTrue(ShapeRec.Source.new("AttrSource", "<ephemeral>.a", base, False).get_ephemeral())

    def test_equal(self):
        size = lambda name, i: ShapeRec.Source.new_tensor_property(  # noqa: E731
            local(name), ShapeRec.TensorProperty.SIZE, i
        )
        self.assertTrue(size("x", 0).equal(size("x", 0)))
        self.assertFalse(size("x", 0).equal(size("x", 1)))
        self.assertFalse(size("x", 0).equal(size("y", 0)))
        self.assertFalse(size("x", 0).equal(local("x")))


if __name__ == "__main__":
    unittest.main()
