// SPDX-License-Identifier: LGPL-2.1-or-later
// Symbolic contexts in JavaScript.

import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, assertTrue, finish, test} from './tap.js';

const {DUCK, DYNAMIC, INFER_STRIDE, STATIC} = ShapeRec.DimDynamic;
const source = ShapeRec.Source.new('LocalSource', "L['x']", null, false);

test('stateless', () => {
    const context = ShapeRec.SymbolicContext.new([DYNAMIC, STATIC]);

    assertEqual(context.get_class_name(), 'StatelessSymbolicContext');
    assertEqual(context.get_n_dims(), 2);
    assertEqual(context.get_dynamic_size(1), STATIC);
    assertEqual(context.get_dynamic_stride(0), INFER_STRIDE);
    assertEqual(context.get_tensor_source(), null);
});

test('stateful', () => {
    const context = ShapeRec.SymbolicContext.new_stateful([DUCK], source);

    assertEqual(context.get_class_name(), 'StatefulSymbolicContext');
    assertTrue(context.get_tensor_source().equal(source));
});

test('change', () => {
    const context = ShapeRec.SymbolicContext.new([DYNAMIC]);

    context.set_dynamic_size(0, STATIC);
    context.set_dynamic_stride(0, DYNAMIC);
    assertEqual(context.get_dynamic_size(0), STATIC);
    assertEqual(context.get_dynamic_stride(0), DYNAMIC);
});

for (const [dims, expected] of [
    [[DYNAMIC, DYNAMIC], 's77,s27'],
    [[DUCK, DUCK], 's77,s77'],
    [[STATIC, DYNAMIC], '6,s27'],
    [[STATIC, STATIC], '6,6'],
]) {
    test(`sizes ${expected}`, () => {
        const context = ShapeRec.SymbolicContext.new(dims);
        const [, sizes] = ShapeRec.Env.new()
            .create_symbolic_sizes_strides_storage_offset([6, 6], [6, 1], 0, source, context);

        assertEqual(sizes.map(String).join(), expected);
    });
}

finish();
