# SPDX-License-Identifier: LGPL-2.1-or-later
"""Producing guards, as tests/test-guards.c does."""

import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import Gio, GLib, ShapeRec  # noqa: E402


def make_pair():
    env = ShapeRec.Env.new()
    inputs, sizes = [], []
    for name, size, stride in (("L['x']", [5, 7], [7, 1]), ("L['y']", [5, 3], [3, 1])):
        source = ShapeRec.Source.new("LocalSource", name, None, False)
        context = ShapeRec.SymbolicContext.new([ShapeRec.DimDynamic.DUCK] * 2)
        _, dims, strides, offset = env.create_symbolic_sizes_strides_storage_offset(size, stride, 0, source, context)
        inputs.append(ShapeRec.TrackedFake.new_tensor(dims, strides, offset, source, context))
        sizes.append(dims)
    assert sizes[0][0] * 2 > sizes[1][1] + 1
    return env, inputs


def make_constrained(warn_only):
    """A size from 2 to 64, of which it was asked whether 4 divides it."""
    env = ShapeRec.Env.new()
    pool = env.get_pool()
    source = ShapeRec.Source.new("LocalSource", "L['x']", None, False)
    context = ShapeRec.SymbolicContext.new([ShapeRec.DimDynamic.DYNAMIC])
    limits = ShapeRec.Range.new(ShapeRec.Expr.new_integer(pool, 2), ShapeRec.Expr.new_integer(pool, 64))
    context.constrain(ShapeRec.TensorProperty.SIZE, 0, limits, warn_only)
    _, dims, strides, offset = env.create_symbolic_sizes_strides_storage_offset([8], [1], 0, source, context)
    assert dims[0] % 4 == 0
    return env, [ShapeRec.TrackedFake.new_tensor(dims, strides, offset, source, context)]


def add_size(env, name, size, limits):
    """A vector of that size, of which all sizes within limits are to be possible."""
    pool = env.get_pool()
    source = ShapeRec.Source.new("LocalSource", name, None, False)
    context = ShapeRec.SymbolicContext.new([ShapeRec.DimDynamic.DYNAMIC])
    limits = ShapeRec.Range.new(*(ShapeRec.Expr.new_integer(pool, limit) for limit in limits))
    context.constrain(ShapeRec.TensorProperty.SIZE, 0, limits, False)
    _, (dim,), strides, offset = env.create_symbolic_sizes_strides_storage_offset([size], [1], 0, source, context)
    return dim, ShapeRec.TrackedFake.new_tensor([dim], strides, offset, source, context)


def make_multiples(factor):
    """Two sizes, of which the second is a multiple of the first."""
    env = ShapeRec.Env.new()
    x, first = add_size(env, "L['x']", 8, (2, 64))
    y, second = add_size(env, "L['y']", 8 * factor, (2, 64 * factor))
    assert y == x * factor
    for name in "xy":
        env.set_debug_name(f"L['{name}'].size()[0]", f"d{name}")
    return env, x, [first, second]


class Equalities(unittest.TestCase):
    X, Y = "L['x'].size()[0]", "L['y'].size()[0]"

    def produce(self, env, inputs, declare, warn_only=False):
        """The guards, or the message of what is violated."""
        equalities = ShapeRec.EqualityConstraint.new(env.get_pool(), warn_only)
        dims = [ShapeRec.Source.new_tensor_property(each.get_source(), ShapeRec.TensorProperty.SIZE, 0) for each in inputs]
        declare(equalities, *dims)
        try:
            return env.produce_guards(inputs, ShapeRec.GuardOptions(equalities=equalities))
        except GLib.Error as error:
            self.assertTrue(error.matches(ShapeRec.Error.quark(), ShapeRec.Error.CONSTRAINT_VIOLATION))
            return error.message.split("\n  - ")[-1]

    def test_pair(self):
        env, _, inputs = make_multiples(1)
        self.assertEqual(self.produce(env, inputs, lambda equalities, x, y: None),
                         f"The values of dy = {self.Y} and dx = {self.X} must always be equal.")
        guards = [f"{self.Y} == {self.X}", f"2 <= {self.X} and {self.X} <= 64"]
        self.assertEqual(self.produce(env, inputs, lambda equalities, x, y: equalities.add_source_pair(y, x)), guards)
        self.assertEqual(self.produce(env, inputs, lambda equalities, x, y: None, warn_only=True), guards)

    def derive(self, env, add):
        """Declares that y is what @add makes of a parameter."""
        d = ShapeRec.Expr.new_symbol(env.get_pool(), "d", ShapeRec.Assumptions.INTEGER)
        return lambda equalities, x, y: equalities.add_derived(y, x, d, add(d))

    def test_derived(self):
        env, x, inputs = make_multiples(2)
        self.assertEqual(self.produce(env, inputs, lambda equalities, x, y: None),
                         f"The values of dy = {self.Y} must always be related to the values of dx = {self.X} by dy = 2*dx.")
        guards = [f"{self.Y} == 2*{self.X}", f"2 <= {self.X} and {self.X} <= 64"]
        twice = self.derive(env, lambda d: d * 2)
        self.assertEqual(self.produce(env, inputs, twice), guards)

        def with_phantom(equalities, *dims):
            twice(equalities, *dims)
            equalities.add_phantom_symbol(x.get_expr())

        self.assertEqual(self.produce(env, inputs, with_phantom), guards)
        self.assertEqual(self.produce(env, inputs, self.derive(env, lambda d: d + 7)),
                         f"Expected input {self.Y} to be equal to dx + 7, where dx = 8, but got 16")


class Guards(unittest.TestCase):
    def test_constraints(self):
        env, inputs = make_constrained(warn_only=True)
        self.assertEqual(env.produce_guards(inputs, ShapeRec.GuardOptions(simplified=True)),
                         ["(L['x'].size()[0] % 4) == 0", "L['x'].size()[0] <= 64"])
        env, inputs = make_constrained(warn_only=False)
        with self.assertRaises(GLib.Error) as caught:
            env.produce_guards(inputs, None)
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.CONSTRAINT_VIOLATION))

    def test_python(self):
        env, inputs = make_pair()
        guards = env.produce_guards(inputs, None)
        self.assertEqual(guards[1], "L['y'].size()[0] == L['x'].size()[0]")
        self.assertEqual(guards[3], "2*L['x'].size()[0] > 1 + L['y'].size()[1]")

    def test_options(self):
        env, inputs = make_pair()
        guards = env.produce_guards(inputs, ShapeRec.GuardOptions(ignore_static=False))
        self.assertIn("L['x'].storage_offset() == 0", guards)
        own = Gio.ListStore.new(ShapeRec.EnvGuard)
        self.assertEqual(env.produce_guards(inputs, ShapeRec.GuardOptions(simplified=True, guards=own)), [])
        own.append(env.list_guards()[0])
        self.assertEqual(env.produce_guards(inputs, ShapeRec.GuardOptions(simplified=True, guards=own)),
                         ["2*L['x'].size()[0] > 1 + L['y'].size()[1]"])
        (verbose,) = env.produce_guards_verbose(inputs, [ShapeRec.GuardLanguage.VERBOSE_PYTHON], None)
        self.assertIn("  # duck sizing added this equality because these variables had the same size 5",
                      verbose.get_exprs()[1])

    def test_languages(self):
        env, inputs = make_pair()
        options = ShapeRec.GuardOptions(simplified=True)
        languages = [ShapeRec.GuardLanguage.PYTHON, ShapeRec.GuardLanguage.CPP]
        python, cpp = env.produce_guards_verbose(inputs, languages, options)
        self.assertEqual(python.get_exprs(), ["2*L['x'].size()[0] > 1 + L['y'].size()[1]"])
        self.assertEqual(cpp.get_exprs(), ["2L*L_x_size_0_ > 1L + L_y_size_1_"])
        self.assertEqual([cpp.get_symbol(source) for source in cpp.list_sources()], ["L_x_size_0_", "L_y_size_1_"])

    def test_expression(self):
        env, inputs = make_pair()
        code = env.produce_guards_expression(inputs, None)
        self.assertTrue(env.evaluate_guards_expression(code, [2, 2], [4, 6, 6, 1, 0, 4, 3, 3, 1, 0]))
        self.assertTrue(env.evaluate_guards_for_args(inputs, [4, 6, 6, 1, 0, 4, 3, 3, 1, 0], None))
        self.assertFalse(env.evaluate_guards_for_args(inputs, [4, 6, 6, 1, 0, 4, 9, 9, 1, 0], None))
        with self.assertRaises(GLib.Error) as caught:
            env.evaluate_guards_expression(code, [2], [4, 6, 6, 1, 0])
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.KEY))

    def test_compiled(self):
        env, inputs = make_pair()
        guards = env.compile_guards(env.produce_guards(inputs, ShapeRec.GuardOptions(simplified=True)))
        self.assertEqual(guards.get_integers(), ["L['x'].size()[0]", "L['y'].size()[1]"])
        self.assertEqual(guards.check([4, 3], []), (True, 1))
        self.assertEqual(guards.check([4, 9], []), (False, 0))
        self.assertEqual(guards.explain(0, [4, 9], []),
                         "2*L['x'].size()[0] > 1 + L['y'].size()[1], where L['x'].size()[0] = 4, L['y'].size()[1] = 9")
        free = ShapeRec.Guards.compile(["L['n'] + 1 <= 4", "L['f'] > 0.5"], ["L['f']"])
        self.assertEqual((free.get_integers(), free.get_floats()), (["L['n']"], ["L['f']"]))
        self.assertEqual((free.check([3], [0.75])[0], free.check([4], [0.75]), free.check([3], [0.5])),
                         (True, (False, 0), (False, 1)))
        with self.assertRaises(GLib.Error) as caught:
            free.check([2**63 - 1], [0.75])
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.OVERFLOW))
        source, header = guards.to_c("check_guards")
        self.assertIn("int check_guards (const int64_t *integers", header)
        self.assertIn(header.split("\n", 4)[4], source)

    def test_lists(self):
        env, inputs = make_pair()
        self.assertEqual(env.format_guards(False), " - 2*s77 > s94 + 1")
        self.assertEqual([str(guard) for guard in env.get_nontrivial_guards()], ["2*s77 > s94 + 1"])

    def test_pruned(self):
        env, x, _ = make_multiples(1)
        z, _ = add_size(env, "L['z']", 8, (2, 64))
        assert z % 4 == 0
        self.assertEqual([str(guard.get_expr()) for guard in env.get_pruned_guards([z])], ["Eq(Mod(s68, 4), 0)"])
        self.assertEqual(len(env.get_pruned_guards([x, z])), 1)

    def test_wrapper(self):
        env = ShapeRec.Env.new()
        source = ShapeRec.Source.new("LocalSource", "L['x']", None, False)
        inner_source = ShapeRec.Source.new("AttrSource", "L['x'].a", source, False)
        context = ShapeRec.SymbolicContext.new_subclass([ShapeRec.DimDynamic.DYNAMIC], source)
        inner_context = ShapeRec.SymbolicContext.new([ShapeRec.DimDynamic.DYNAMIC])
        create = env.create_symbolic_sizes_strides_storage_offset
        outer = ShapeRec.TrackedFake.new_tensor(*create([8], [1], 0, source, context)[1:], source, context)
        inner = ShapeRec.TrackedFake.new_tensor(*create([5], [1], 0, inner_source, inner_context)[1:], inner_source, inner_context)
        outer.add_inner("a", inner)
        self.assertEqual(env.produce_guards([outer], None), ["2 <= L['x'].size()[0]", "2 <= L['x'].a.size()[0]"])
        context.set_track_outer_size_stride(False)
        self.assertEqual(env.produce_guards([outer], None), ["2 <= L['x'].a.size()[0]"])

    def test_bind(self):
        env, inputs = make_pair()
        symbols, values = env.bind_symbols(inputs, [4, 6, 6, 1, 0, 4, 9, 9, 1, 0])
        self.assertEqual(dict(zip(map(str, symbols), values)), {"s77": 4, "s27": 6, "s94": 9})
        with self.assertRaises(GLib.Error) as caught:
            env.bind_symbols(inputs, [4, 6, 6, 1, 0, 5, 9, 9, 1, 0])
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.ASSERTION))


if __name__ == "__main__":
    unittest.main()
