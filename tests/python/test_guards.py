# SPDX-License-Identifier: LGPL-2.1-or-later
"""Producing guards, as tests/test-guards.c does."""

import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import GLib, ShapeRec  # noqa: E402


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
        source, header = guards.to_c("check_guards")
        self.assertIn("int check_guards (const int64_t *integers", header)
        self.assertIn(header.split("\n", 4)[4], source)

    def test_lists(self):
        env, inputs = make_pair()
        self.assertEqual(env.format_guards(False), " - 2*s77 > s94 + 1")
        self.assertEqual([str(guard) for guard in env.get_nontrivial_guards()], ["2*s77 > s94 + 1"])

    def test_bind(self):
        env, inputs = make_pair()
        symbols, values = env.bind_symbols(inputs, [4, 6, 6, 1, 0, 4, 9, 9, 1, 0])
        self.assertEqual(dict(zip(map(str, symbols), values)), {"s77": 4, "s27": 6, "s94": 9})
        with self.assertRaises(GLib.Error) as caught:
            env.bind_symbols(inputs, [4, 6, 6, 1, 0, 5, 9, 9, 1, 0])
        self.assertTrue(caught.exception.matches(ShapeRec.Error.quark(), ShapeRec.Error.ASSERTION))


if __name__ == "__main__":
    unittest.main()
