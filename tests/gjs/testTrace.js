// SPDX-License-Identifier: LGPL-2.1-or-later
// Traces in JavaScript: mirrors tests/test-trace.c.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, assertThrows, assertTrue, finish, test} from './tap.js';

const here = GLib.path_get_dirname(GLib.filename_from_uri(import.meta.url)[0]);
const file = Gio.File.new_for_path(`${here}/../data/traces/nn/roll.0.jsonl.gz`);
const trace = ShapeRec.Trace.new_from_file(file, ShapeRec.TraceFlags.NONE);

test('list', () => {
    const names = [...trace].map(event => event.get_name());

    assertEqual(names.length, trace.get_n_events());
    assertEqual(names[0], 'ShapeEnv');
    assertTrue(names.includes('evaluate_expr'));
});

test('replay', () => {
    const env = trace.replay(trace.get_n_events());
    const guards = [...env.list_guards()].map(guard => `${guard.get_expr()}`);

    assertEqual(guards[1], 's77 - s86 >= 0');
});

test('set-state', () => {
    const env = ShapeRec.Env.new();

    env.create_unbacked_symint();
    env.set_state('{"var_to_hint_override": {"set": {"u0": 42}}}');
    assertEqual(env.format_field('var_to_hint_override'), '{u0: 42}');

    const error = assertThrows(() => env.set_state('{"guards": {"now": []}}'));

    assertTrue(error.matches(ShapeRec.Error, ShapeRec.Error.TRACE));
});

test('malformed', () => {
    const stream = Gio.MemoryInputStream.new_from_bytes(new GLib.Bytes('rubbish\n'));
    const error = assertThrows(() => ShapeRec.Trace.new_from_stream(stream, ShapeRec.TraceFlags.NONE));

    assertTrue(error.matches(ShapeRec.Error, ShapeRec.Error.TRACE));
    assertTrue(error.message.includes('line 1'));
});

finish();
