// SPDX-License-Identifier: LGPL-2.1-or-later
// Symbolic values in JavaScript: mirrors tests/test-sym-node.c.

import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, assertThrows, assertTrue, finish, test} from './tap.js';

const {SymLayout, SymNode} = ShapeRec;
const env = ShapeRec.Env.new();
const source = ShapeRec.Source.new('LocalSource', "L['x']", null, false);
const context = ShapeRec.SymbolicContext.new([ShapeRec.DimDynamic.DYNAMIC, ShapeRec.DimDynamic.DYNAMIC]);
// 5 and 8 in this run; u0 hangs on data.
const [, [s0, s1]] = env.create_symbolic_sizes_strides_storage_offset([5, 8], [8, 1], 0, source, context);
const u0 = env.create_unbacked_symint();
const int = value => SymNode.new_int(env, value);

function describe(node) {
    const text = node.get_expr().to_string().replaceAll('s77', 's0').replaceAll('s27', 's1');
    return `${text} ${node.get_hint()?.to_string() ?? 'null'}`;
}

for (const [run, expected] of [
    [() => s0.mul(int(2)).gt(int(7)), 'Gt(Mul(2, s0), 7) True'],
    [() => int(3).sub(s0), 'Add(3, Mul(-1, s0)) -2'],
    [() => s0.truediv(s1), 'IntTrueDiv(s0, s1) 0.625'],
    [() => s1.floordiv(s0), 'FloorDiv(s1, s0) 1'],
    [() => u0.mod(int(3)), 'PythonMod(u0, 3) null'],
    [() => s0.and(int(6)), 'BitwiseFn_bitwise_and(s0, 6) 4'],
    [() => s0.xor(int(6)), 'BitwiseFn_bitwise_xor(s0, 6) 3'],
    [() => s0.truediv(s1).round(), 'RoundToInt(IntTrueDiv(s0, s1)) 1'],
    [() => s0.truediv(s1).round_decimal(2), 'RoundDecimal(IntTrueDiv(s0, s1), 2) 0.62'],
    [() => s0.cos(), 'OpaqueUnaryFn_cos(ToFloat(s0)) 0.28366218546322625'],
    [() => u0.asin(), 'OpaqueUnaryFn_asin(ToFloat(u0)) null'],
    [() => SymNode.sum([s0, int(2), int(3)]), 'Add(5, s0) 10'],
    [() => SymNode.has_layout(SymLayout.CONTIGUOUS, [s0], [int(2)]), 'Eq(s0, 1) False'],
    [() => SymNode.is_non_overlapping_and_dense_indicator([int(2), int(0)], [int(3), int(1)]), '0 0'],
])
    test(expected, () => assertEqual(describe(run()), expected));

for (const [run, code] of [
    [() => s0.acos(), ShapeRec.Error.VALUE],
    [() => s0.mul(int(1000)).cosh(), ShapeRec.Error.OVERFLOW],
    [() => s0.xor(SymNode.new_float(env, 2)), ShapeRec.Error.TYPE],
    [() => u0.guard_int(), ShapeRec.Error.DATA_DEPENDENT],
])
    test(`error ${code}`, () => assertTrue(assertThrows(run).matches(ShapeRec.Error, code)));

test('questions', () => {
    const onData = u0.eq(int(0));
    const holds = s0.gt(int(0));

    assertEqual([onData.guard_or_true(), onData.guard_or_false()].join('; '), 'true,true; true,false');
    assertEqual([onData.statically_known_true(), onData.statically_known_false()].join(), 'false,false');
    assertEqual([holds.statically_known_true(), holds.statically_known_false()].join(), 'true,false');
    assertEqual([holds.guard_or_false(), holds.guard_size_oblivious()].join('; '), 'true,true; true,true');
    assertTrue(assertThrows(() => onData.guard_size_oblivious()).matches(ShapeRec.Error, ShapeRec.Error.DATA_DEPENDENT));
});

finish();
