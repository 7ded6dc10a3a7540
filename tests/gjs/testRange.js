// SPDX-License-Identifier: LGPL-2.1-or-later
// Ranges in JavaScript: mirrors tests/test-range.c.

import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, assertThrows, assertTrue, finish, test} from './tap.js';

const pool = ShapeRec.ExprPool.new();
const number = value => ShapeRec.Expr.new_integer(pool, value);
const make = (lower, upper) => ShapeRec.Range.new(number(lower), number(upper));

test('ends', () => {
    assertEqual(`${make(2, 7)}`, 'VR[2, 7]');
    assertEqual(`${make(2, 7).get_lower()}`, '2');
    assertTrue(make(2, 7).is_int());
});

test('empty', () => {
    const error = assertThrows(() => make(7, 2));

    assertTrue(error.matches(ShapeRec.Error, ShapeRec.Error.VALUE_RANGE));
});

test('combine', () => {
    assertEqual(`${make(0, 5).intersect(make(3, 9))}`, 'VR[3, 5]');
    assertEqual(`${make(0, 5).unite(make(8, 9))}`, 'VR[0, 9]');
});

finish();
