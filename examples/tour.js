// SPDX-License-Identifier: LGPL-2.1-or-later

// A tour of shaperec: make an environment and the sizes of a tensor, guard on them, replay
// what was recorded, compare, and save it as a trace.
//
//   gjs -m tour.js TRACE

import Gio from 'gi://Gio';
import ShapeRec from 'gi://ShapeRec?version=1.0';
import System from 'system';

function main(path) {
    const env = ShapeRec.Env.new();
    env.connect('event-recorded', (_, event) => print(`recorded ${event.get_name()}`));

    // The symbolic sizes of the tensor L['x'] of shape 5 x 7, both of which may vary.
    const source = ShapeRec.Source.new('LocalSource', "L['x']", null, false);
    const {DYNAMIC} = ShapeRec.DimDynamic;
    const context = ShapeRec.SymbolicContext.new([DYNAMIC, DYNAMIC]);
    const [, sizes] = env.create_symbolic_sizes_strides_storage_offset([5, 7], [7, 1], 0, source, context);

    // To ask for the truth of a relation puts a guard on the answer.
    const question = sizes[0].mul(ShapeRec.SymNode.new_int(env, 2)).gt(ShapeRec.SymNode.new_int(env, 7));
    const [, answer] = question.guard_bool();
    print(`${question} is ${answer}`);
    for (const guard of env.list_guards())
        print(`guard: ${guard.get_expr()}`);

    const events = env.list_events();
    env.check_state_equal(ShapeRec.Env.replay_events(events));
    print(`${events.get_n_items()} events replayed: the environments are equal`);

    const stream = Gio.File.new_for_commandline_arg(path).replace(null, false, Gio.FileCreateFlags.NONE, null);
    env.write_trace(stream);
    stream.close(null);
}

if (ARGV.length !== 1) {
    printerr('usage: gjs -m tour.js TRACE');
    System.exit(2);
}
main(ARGV[0]);
