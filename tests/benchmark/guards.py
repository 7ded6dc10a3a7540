#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Produces the guards of the same environments in PyTorch and in shaperec, and prints the ratios.

    guards.py --kinds build/tests/event-kinds --corpus DIR [--group nn] [NAME…]

As replay.py, but timed is `produce_guards_verbose` in Python on a replayed environment (best of three). Ours stands there
twice: in a fresh process, and on a later replay in the same pool, which has seen the expressions before, as PyTorch's caches have.
"""

import argparse
import glob
import logging
import os
import subprocess
import time

from replay import RUNS, load_programs, print_row, record
from torch.fx.experimental import recording, symbolic_shapes


def keep_calls(calls):
    """Notes what produce_guards_verbose is called with, by environment."""
    produce = symbolic_shapes.ShapeEnv.produce_guards_verbose

    def noting(self, *args, **kwargs):
        calls.setdefault(id(self), (args, dict(kwargs)))
        return produce(self, *args, **kwargs)

    symbolic_shapes.ShapeEnv.produce_guards_verbose = noting


def time_pytorch(env, call):
    best = float("inf")
    args, kwargs = call
    # The source_ref of Dynamo is gone with its guard builder.
    kwargs = {**kwargs, "langs": ("python",), "equalities_inputs": None, "source_ref": lambda source: source.name}
    for _ in range(RUNS):
        replayed = recording.replay_shape_env_events(env.events)
        replayed.check_recorded_events = False
        start = time.perf_counter()
        replayed.produce_guards_verbose(*args, **kwargs)
        best = min(best, time.perf_counter() - start)
    return best


def time_shaperec(command, trace):
    """Seconds in a fresh process and in a warm one, of a best of three each."""
    best = [float("inf")] * 2
    for _ in range(RUNS):
        out = subprocess.run([command, trace], capture_output=True, text=True, check=True).stdout
        times = next(line.split()[2:] for line in out.splitlines() if line.startswith("guards "))
        best = [min(each, int(time) / 1e9) for each, time in zip(best, times)]
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--group", default="nn")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)

    calls = {}
    keep_calls(calls)
    programs = getattr(load_programs(args.corpus), args.group + "_cases")()
    print(f"{'trace':28} {'PyTorch s':>11} {'fresh s':>11}   times {'warm s':>11}   times")
    for name in args.names or programs:
        traces = sorted(glob.glob(os.path.join(args.corpus, args.group, glob.escape(name) + ".*.jsonl.gz")))
        for env, trace in zip(record(programs[name]), traces):
            if id(env) not in calls:
                continue
            print_row(os.path.basename(trace).removesuffix(".jsonl.gz"), time_pytorch(env, calls[id(env)]),
                      *time_shaperec(args.kinds, trace))


if __name__ == "__main__":
    main()
