#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A tour of shaperec: make an environment and the sizes of a tensor, guard on them, replay
what was recorded, compare, and save it as a trace.

    tour.py TRACE
"""

import sys

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import Gio, ShapeRec  # noqa: E402


def main(path):
    env = ShapeRec.Env.new()
    env.connect("event-recorded", lambda env, event: print("recorded", event.get_name()))

    # The symbolic sizes of the tensor L['x'] of shape 5 x 7, both of which may vary.
    source = ShapeRec.Source.new("LocalSource", "L['x']", None, False)
    context = ShapeRec.SymbolicContext.new([ShapeRec.DimDynamic.DYNAMIC] * 2)
    _, sizes, _, _ = env.create_symbolic_sizes_strides_storage_offset([5, 7], [7, 1], 0, source, context)

    # To ask for the truth of a relation puts a guard on the answer.
    question = sizes[0] * 2 > 7
    print(question, "is", "true" if question else "false")
    for guard in env.list_guards():
        print("guard:", guard.get_expr())

    events = env.list_events()
    env.check_state_equal(ShapeRec.Env.replay_events(events))
    print(len(events), "events replayed: the environments are equal")

    stream = Gio.File.new_for_commandline_arg(path).replace(None, False, Gio.FileCreateFlags.NONE, None)
    env.write_trace(stream)
    stream.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: tour.py TRACE")
    main(sys.argv[1])
