// SPDX-License-Identifier: LGPL-2.1-or-later
// What guards leave of sizes that are to be dynamic, as tests/test-dims.c does.

import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, finish, test} from './tap.js';

const {Dim, DimConstraints, Expr, Range, Source, SymbolicContext, TrackedFake} = ShapeRec;

function create(size, limits) {
    const env = ShapeRec.Env.new();
    const number = value => Expr.new_integer(env.get_pool(), value);
    const range = (lower, upper) => Range.new(number(lower), number(upper));
    const source = Source.new('LocalSource', "L['x']", null, false);
    const context = SymbolicContext.new([ShapeRec.DimDynamic.DYNAMIC]);

    if (limits)
        context.constrain(ShapeRec.TensorProperty.SIZE, 0, range(...limits), false);
    const [, sizes, strides, offset] =
        env.create_symbolic_sizes_strides_storage_offset([size], [1], 0, source, context);

    env.set_debug_name("L['x'].size()[0]", 'dx');
    return {
        env, number, range,
        size: sizes[0],
        symbol: sizes[0].get_expr(),
        input: TrackedFake.new_tensor(sizes, strides, offset, source, context),
    };
}

test('relations', () => {
    const {env, number, range, symbol} = create(8, null);
    const constraints = DimConstraints.new(env, [symbol]);

    assertEqual(constraints.add(symbol.ge(number(0)))[1], true);
    assertEqual(constraints.add(symbol.eq(number(8)))[1], false);
    constraints.solve();
    assertEqual(constraints.list_static_results().join(), "L['x'].size()[0] == 8");
    assertEqual(constraints.list_dynamic_results().join(), '');
    assertEqual(Object.entries(constraints.forced_specializations()).map(([name, value]) => `${name} -> ${value}`).join(),
        "dx = L['x'].size()[0] -> 8");
    assertEqual(constraints.prettify_results([Dim.new('dx', range(2, 64))]),
        'Specializations unexpectedly required (dx)! For more information, run with TORCH_LOGS="+dynamic".\n' +
        "  - solving the guards generated for dx = L['x'].size()[0] resulted in a specialized value of 8.\n\n" +
        'Suggested fixes:\n  dx = 8');
});

test('violated', () => {
    const {env, input, range, size} = create(8, [2, 64]);

    size.mod(ShapeRec.SymNode.new_int(env, 4)).eq(ShapeRec.SymNode.new_int(env, 0)).guard_bool();
    const constraints = env.collect_dim_constraints([input], null);

    constraints.solve();
    assertEqual(constraints.prettify_results([Dim.new('dx', range(2, 64))]),
        "\nSuggested fixes:\n  _dx = Dim('_dx', min=1, max=16)\n  dx = 4*_dx");
});

finish();
