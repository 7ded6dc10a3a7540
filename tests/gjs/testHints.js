// SPDX-License-Identifier: LGPL-2.1-or-later
// Questions that leave no guard, in JavaScript: mirrors tests/test-env-hints.c.

import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, assertThrows, assertTrue, finish, test} from './tap.js';

const {SymNode} = ShapeRec;

function createInput(env, name, value) {
    const source = ShapeRec.Source.new('LocalSource', `L['${name}']`, null, false);

    return env.create_unspecified_symint_and_symbol(value, source, ShapeRec.DimDynamic.DYNAMIC);
}

function create() {
    const env = ShapeRec.Env.new();
    const s52 = createInput(env, 'x', 5);
    const s48 = createInput(env, 'y', 7);
    const [u0, u1, u2] = [0, 1, 2].map(() => env.create_unbacked_symint());

    env.constrain_range_for_size(u2.get_expr(), null, null);
    u0.ge(SymNode.new_int(env, 2)).expect_true('f:1');
    u0.add(u1).eq(s48).expect_true('f:2');
    s52.lt(s48).guard_bool();

    return {env, s52, s48, u0, u1, u2, parse: text => ShapeRec.Expr.parse(env.get_pool(), text)};
}

test('hints', () => {
    const {env, parse} = create();
    const error = assertThrows(() => env.guarding_hint_or_throw(parse('u1')));

    assertEqual(`${env.size_hint(parse('Mul(s48, s52)'), false)}`, '35');
    assertEqual(`${env.guarding_hint_or_throw(parse('Lt(s52, s48)'))}`, 'True');
    assertEqual(env.size_hint(parse('u1'), true), null);
    assertTrue(error.matches(ShapeRec.Error, ShapeRec.Error.DATA_DEPENDENT));
});

test('optimization', () => {
    const {env, parse} = create();

    assertEqual(`${env.optimization_hint(parse('Add(s52, u0)'), ShapeRec.OPTIMIZATION_HINT_FALLBACK)}`, '8197');
    assertEqual(`${env.optimization_hint(parse('Max(1, u0)'), 0)}`, '2');
});

test('known', () => {
    const {env, parse, u1} = create();
    const expr = parse('Max(0, u2)');

    assertEqual(`${env.simplify(expr, false)}`, 'u2');
    assertEqual(`${env.simplify(expr, true)}`, 'Max(0, u2)');
    assertEqual(`${env.bound_sympy(expr, false)}`, 'VR[0, int_oo]');
    assertEqual(`${env.bound_sympy(expr, true)}`, 'VR[2, int_oo]');
    u1.eq(SymNode.new_int(env, 6)).expect_true('f:3');
    assertEqual(`${env.replace(parse('Mul(s52, u1)'))}`, '6*s52');
});

test('axioms', () => {
    const {env, parse} = create();

    assertEqual(env.get_axioms(true).map(String).join(), 'True,2 <= u0,Eq(u0 + u1, 7)');
    assertEqual(env.get_axioms_of([parse('u0')], false).map(String).join(), 's52 < s48,2 <= u0');
    assertTrue(env.is_unbacked_symint(parse('u0')));
});

test('join', () => {
    const {env, s48, u0, u1, u2} = create();
    const terms = [u0.gt(SymNode.new_int(env, 3)), u1.lt(SymNode.new_int(env, 2))];

    assertEqual(`${SymNode.sym_and(terms)}`, '(u0 > 3) & (u1 < 2)');
    assertEqual(`${SymNode.sym_or(terms)}`, '(u0 > 3) | (u1 < 2)');
    assertEqual(`${SymNode.sym_eq(env, [s48, u0], [s48, u2])}`, 'Eq(u0, u2)');
    assertEqual(`${SymNode.sym_eq(env, [u0], [])}`, 'False');
    assertEqual(`${SymNode.sym_eq(env, [1, [u0, [u1]]], [1, [u2, [u1]]])}`, 'Eq(u0, u2)');
    assertEqual(`${SymNode.sym_eq(env, [u0, [u1]], [u0, [u1, u2]])}`, 'False');
    assertEqual(`${SymNode.sym_eq(env, [[]], [[]])}`, 'True');
});

finish();
