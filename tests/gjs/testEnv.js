// SPDX-License-Identifier: LGPL-2.1-or-later
// Environments in JavaScript: mirrors tests/test-env.c, test-record.c and test-compare.c.

import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, assertThrows, assertTrue, finish, test} from './tap.js';

const {DYNAMIC} = ShapeRec.DimDynamic;

function createTensor(env) {
    const source = ShapeRec.Source.new('LocalSource', "L['x']", null, false);
    const context = ShapeRec.SymbolicContext.new([DYNAMIC, DYNAMIC]);
    return env.create_symbolic_sizes_strides_storage_offset([5, 7], [7, 1], 0, source, context);
}

test('tensors', () => {
    const [ok, sizes, strides, offset] = createTensor(ShapeRec.Env.new());

    assertTrue(ok);
    assertEqual(sizes.map(String).join(), 's77,s27');
    assertEqual(strides.map(String).join(), 's27,1');
    assertEqual(`${offset}`, '0');
});

test('guards', () => {
    const env = ShapeRec.Env.new();
    const [, [rows]] = createTensor(env);
    const [, answer] = rows.gt(ShapeRec.SymNode.new_int(env, 3)).guard_bool();

    assertTrue(answer);
    assertEqual([...env.list_guards()].map(guard => `${guard.get_expr()}`).join(), 's77 > 3');
});

test('unbacked', () => {
    const env = ShapeRec.Env.new();
    const question = env.create_unbacked_symint().gt(ShapeRec.SymNode.new_int(env, 3));
    const error = assertThrows(() => question.guard_bool());

    assertTrue(error.matches(ShapeRec.Error, ShapeRec.Error.DATA_DEPENDENT));
});

test('signals', () => {
    const env = ShapeRec.Env.new();
    const heard = [];

    env.connect('event-recorded', (_, event) => heard.push(event.get_name()));
    createTensor(env);
    assertEqual(heard.join(), '_create_symbolic_sizes_strides_storage_offset');
});

test('replay', () => {
    const env = ShapeRec.Env.new();

    createTensor(env);
    assertTrue(env.check_state_equal(ShapeRec.Env.replay_events(env.list_events())));
});

test('differences', () => {
    const env = ShapeRec.Env.new();

    env.freeze();
    const comparison = ShapeRec.Comparison.new(env, ShapeRec.Env.new());
    const [difference] = comparison;

    assertEqual(difference.get_field(), 'frozen');
    assertEqual(difference.get_left(), 'True');
    assertTrue(`${comparison}`.startsWith('ShapeEnv not equal'));
});

finish();
