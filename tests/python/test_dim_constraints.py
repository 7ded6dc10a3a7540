# SPDX-License-Identifier: LGPL-2.1-or-later
"""What guards leave of sizes that are to be dynamic, as tests/test-dims.c does."""

import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import GLib, ShapeRec  # noqa: E402


class DimConstraints(unittest.TestCase):
    def set_up(self, sizes, names, limits=None):
        self.env = ShapeRec.Env.new()
        self.pool = self.env.get_pool()
        source = ShapeRec.Source.new("LocalSource", "L['x']", None, False)
        context = ShapeRec.SymbolicContext.new([ShapeRec.DimDynamic.DYNAMIC] * len(sizes))
        if limits is not None:
            context.constrain(ShapeRec.TensorProperty.SIZE, 0, self.range(*limits), False)
        strides = [1] * len(sizes)
        for i in range(len(sizes) - 1, 0, -1):
            strides[i - 1] = strides[i] * sizes[i]
        created = self.env.create_symbolic_sizes_strides_storage_offset(sizes, strides, 0, source, context)
        _, self.sizes, strides, offset = created
        self.input = ShapeRec.TrackedFake.new_tensor(self.sizes, strides, offset, source, context)
        self.symbols = [size.get_expr() for size in self.sizes]
        for i, name in enumerate(names):
            self.env.set_debug_name(f"L['x'].size()[{i}]", name)

    def range(self, lower, upper):
        return ShapeRec.Range.new(self.number(lower), self.number(upper))

    def number(self, value):
        return ShapeRec.Expr.new_integer(self.pool, value)

    def test_relations(self):
        self.set_up([8, 12, 6], ["dx", "dy", "dz"])
        dx, dy, dz = self.symbols
        constraints = ShapeRec.DimConstraints.new(self.env, [dx, dy])
        relations = [(dx % 4).eq(self.number(0)), dy.eq(self.number(12)), dz <= 9, dx >= 2, dx >= 0]
        self.assertEqual([constraints.add(relation) for relation in relations], [False] * 4 + [True])
        other = ShapeRec.Source.new("LocalSource", "L['y'].size()[0]", None, False)
        constraints.add_equality(other, dx + 1)
        constraints.solve()
        self.assertEqual(constraints.list_static_results(), ["L['x'].size()[1] == 12"])
        self.assertEqual(sorted(constraints.list_dynamic_results()),
                         ["2 <= L['x'].size()[0]", "L['x'].size()[0] == (4*_dx)", "L['x'].size()[2] <= 9",
                          "L['y'].size()[0] == 1 + L['x'].size()[0]"])
        forced = constraints.forced_specializations()
        self.assertEqual({name: int(value) for name, value in forced.items()}, {"dy = L['x'].size()[1]": 12})
        dims = [ShapeRec.Dim.new("dx", self.range(2, 64)), ShapeRec.Dim.new("dy", None),
                ShapeRec.Dim.new("dz", self.range(0, 100))]
        self.assertEqual(
            constraints.prettify_results(dims),
            'Specializations unexpectedly required (dy)! For more information, run with TORCH_LOGS="+dynamic".\n'
            "  - solving the guards generated for dy = L['x'].size()[1] resulted in a specialized value of 12.\n\n"
            "Suggested fixes:\n  dz = Dim('dz', max=9)\n  _dx = Dim('_dx', min=1, max=oo)\n  dx = 4*_dx\n  dy = 12\n"
            "  L['y'].size()[0] = 4*_dx + 1")

    def test_violated(self):
        self.set_up([8], ["dx"], (2, 64))
        assert self.sizes[0] % 4 == 0
        with self.assertRaises(GLib.Error) as caught:
            self.env.produce_guards([self.input], None)
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.CONSTRAINT_VIOLATION))
        constraints = self.env.collect_dim_constraints([self.input], None)
        constraints.solve()
        self.assertEqual(sorted(constraints.list_dynamic_results()),
                         ["2 <= L['x'].size()[0]", "L['x'].size()[0] <= 64", "L['x'].size()[0] == (4*_dx)"])
        self.assertEqual(constraints.prettify_results([ShapeRec.Dim.new("dx", self.range(2, 64))]),
                         "\nSuggested fixes:\n  _dx = Dim('_dx', min=1, max=16)\n  dx = 4*_dx")

    def test_derived(self):
        self.set_up([8, 17], ["dx", "2*dx + 1"])
        dims = [ShapeRec.Dim.new("dx", self.range(2, 64)),
                ShapeRec.Dim.new_derived("2*dx + 1", "dx", self.range(5, 129))]
        root, derived = self.symbols
        for relations, expected in (
            ([derived <= 33, root >= 4], "\nSuggested fixes:\n  dx = Dim('dx', min=4)"),
            ([derived.eq(self.number(17))],
             'Specializations unexpectedly required (dx)! For more information, run with TORCH_LOGS="+dynamic".\n'
             "  - solving the guards generated for 2*dx + 1 = L['x'].size()[1] resulted in a specialized value of 17.\n"),
            ([(root % 4).eq(self.number(0))],
             "\nSuggested fixes:\n  _dx = Dim('_dx', min=1, max=oo)\n  dx = 4*_dx"),
        ):
            constraints = ShapeRec.DimConstraints.new(self.env, self.symbols)
            for relation in relations:
                constraints.add(relation)
            constraints.solve()
            self.assertEqual(constraints.prettify_results(dims), expected)

    def test_inconsistent(self):
        self.set_up([8, 12, 6], [])
        constraints = ShapeRec.DimConstraints.new(self.env, [])
        constraints.add(self.symbols[0] > 100)
        with self.assertRaises(GLib.Error) as caught:
            constraints.solve()
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.VALUE))
        self.assertEqual(caught.exception.message,
                         "The following inconsistencies were found:\ns77 > 100 is inconsistent!\n"
                         "s77 > 100, obtained by rewriting s77 > 100 with congruences, is inconsistent!")


if __name__ == "__main__":
    unittest.main()
