// SPDX-License-Identifier: LGPL-2.1-or-later
// Sources in JavaScript.

import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, assertTrue, finish, test} from './tap.js';

const {NONE, SIZE, STORAGE_OFFSET, STRIDE} = ShapeRec.TensorProperty;
const local = name => ShapeRec.Source.new('LocalSource', `L['${name}']`, null, false);

test('plain', () => {
    const source = local('x');

    assertEqual(source.get_class_name(), 'LocalSource');
    assertEqual(source.get_name(), "L['x']");
    assertEqual(source.get_base(), null);
    assertEqual(source.get_property(), NONE);
    assertEqual(source.get_index(), -1);
});

for (const [property, index, name] of [
    [SIZE, 1, "L['x'].size()[1]"],
    [STRIDE, 0, "L['x'].stride()[0]"],
    [STORAGE_OFFSET, -1, "L['x'].storage_offset()"],
]) {
    test(name, () => {
        const source = ShapeRec.Source.new_tensor_property(local('x'), property, index);

        assertEqual(source.get_class_name(), 'TensorPropertySource');
        assertEqual(source.get_name(), name);
        assertEqual(source.get_property(), property);
        assertEqual(source.get_index(), index);
        assertTrue(source.get_base().equal(local('x')));
    });
}

test('ephemeral is inherited', () => {
    const base = ShapeRec.Source.new('EphemeralSource', '<ephemeral>', null, true);

    assertTrue(ShapeRec.Source.new('AttrSource', '<ephemeral>.a', base, false).get_ephemeral());
});

test('equal', () => {
    assertTrue(local('x').equal(local('x')));
    assertEqual(local('x').equal(local('y')), false);
});

finish();
