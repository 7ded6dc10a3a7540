// SPDX-License-Identifier: LGPL-2.1-or-later
// Producing guards, as tests/test-guards.c does.

import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, finish, test} from './tap.js';

const {DUCK} = ShapeRec.DimDynamic;

function addTensor(env, name, size, stride) {
    const source = ShapeRec.Source.new('LocalSource', name, null, false);
    const context = ShapeRec.SymbolicContext.new([DUCK, DUCK]);
    const [, sizes, strides, offset] =
        env.create_symbolic_sizes_strides_storage_offset(size, stride, 0, source, context);

    return [sizes, ShapeRec.TrackedFake.new_tensor(sizes, strides, offset, source, context)];
}

function makePair() {
    const env = ShapeRec.Env.new();
    const [sizes, x] = addTensor(env, "L['x']", [5, 7], [7, 1]);
    const [others, y] = addTensor(env, "L['y']", [5, 3], [3, 1]);
    const left = sizes[0].mul(ShapeRec.SymNode.new_int(env, 2));
    const right = others[1].add(ShapeRec.SymNode.new_int(env, 1));

    left.gt(right).guard_bool();
    return [env, [x, y]];
}

test('compiled', () => {
    const [env, inputs] = makePair();
    const guards = env.compile_guards(env.produce_guards(inputs, new ShapeRec.GuardOptions({simplified: true})));

    assertEqual(guards.get_integers().join(), "L['x'].size()[0],L['y'].size()[1]");
    assertEqual(guards.check([4, 3], [])[0], true);
    assertEqual(guards.check([4, 9], []).join(), 'false,0');
    assertEqual(env.evaluate_guards_for_args(inputs, [4, 6, 6, 1, 0, 4, 3, 3, 1, 0], null), true);
    assertEqual(env.evaluate_guards_for_args(inputs, [4, 6, 6, 1, 0, 4, 9, 9, 1, 0], null), false);
});

test('Python', () => {
    const [env, inputs] = makePair();
    const guards = env.produce_guards(inputs, null);

    assertEqual(guards[1], "L['y'].size()[0] == L['x'].size()[0]");
    assertEqual(guards[3], "2*L['x'].size()[0] > 1 + L['y'].size()[1]");
});

test('languages', () => {
    const [env, inputs] = makePair();
    const options = new ShapeRec.GuardOptions({simplified: true});
    const [cpp] = env.produce_guards_verbose(inputs, [ShapeRec.GuardLanguage.CPP], options);

    assertEqual(cpp.get_exprs().join(), '2L*L_x_size_0_ > 1L + L_y_size_1_');
});

test('lists', () => {
    const [env] = makePair();

    assertEqual(env.format_guards(false), ' - 2*s77 > s94 + 1');
});

finish();
