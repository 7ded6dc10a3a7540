// SPDX-License-Identifier: LGPL-2.1-or-later
// Expressions in JavaScript: mirrors tests/test-expr.c.

import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, assertThrows, assertTrue, finish, test} from './tap.js';

const {Assumptions, Expr, ExprPool} = ShapeRec;

const pool = ExprPool.new();
const s0 = Expr.new_symbol(pool, 's0', Assumptions.INTEGER | Assumptions.POSITIVE);
const u0 = Expr.new_symbol(pool, 'u0', Assumptions.INTEGER);
const one = Expr.new_integer(pool, 1);
const two = Expr.new_integer(pool, 2);

const operatorCases = [
    ['a sum', () => s0.add(one), 'Add(1, s0)'],
    ['a product', () => s0.add(one).mul(two), 'Add(2, Mul(2, s0))'],
    ['a rounded quotient', () => s0.floor_div(two), 'FloorDiv(s0, 2)'],
    ['a remainder', () => s0.mod(two), 'Mod(s0, 2)'],
    ['less', () => s0.lt(u0), 'Lt(s0, u0)'],
    ['the opposite', () => s0.neg(), 'Mul(-1, s0)'],
];

for (const [desc, build, text] of operatorCases)
    test(`operators: ${desc}`, () => assertEqual(build().to_string(), text));

test('equal', () => {
    assertTrue(s0.add(one).equal(one.add(s0)));
    assertTrue(!s0.equal(u0));
    assertEqual(s0.add(one).hash(), one.add(s0).hash());
});

test('text', () => assertEqual(`${s0.mul(two).add(one)}`, '2*s0 + 1'));

test('iteration', () => assertEqual([...s0.add(one)].map(String).join(), '1,s0'));

test('errors', () => {
    const zero = s0.sub(s0);
    const error = assertThrows(() => s0.floor_div(zero));

    assertTrue(error.matches(ShapeRec.Error, ShapeRec.Error.ZERO_DIVISION));
});

finish();
