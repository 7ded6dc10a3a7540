// SPDX-License-Identifier: LGPL-2.1-or-later
// A small TAP producer: `test (name, body)`, `assertEqual (got, expected)`, `finish ()`.

import System from 'system';

let count = 0;
let failures = 0;

export function assertEqual(got, expected) {
    if (got !== expected)
        throw new Error(`expected ${expected}, got ${got}`);
}

export function assertTrue(value) {
    assertEqual(value, true);
}

/** Asserts that `body` throws, and returns what it throws. */
export function assertThrows(body) {
    try {
        body();
    } catch (e) {
        return e;
    }
    throw new Error('nothing was thrown');
}

export function test(name, body) {
    count++;
    try {
        body();
        print(`ok ${count} ${name}`);
    } catch (e) {
        failures++;
        print(`not ok ${count} ${name}`);
        print(`# ${e}`.replaceAll('\n', '\n# '));
    }
}

export function finish() {
    print(`1..${count}`);
    System.exit(failures ? 1 : 0);
}
