#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Produces the guards of the same environments in PyTorch and in shaperec, and prints the ratios.

    guards.py --kinds build/tests/event-kinds --corpus DIR [--group nn] [NAME…]

As replay.py, but timed is `produce_guards_verbose` in Python on a replayed environment (best of three), twice on both sides:

  cold  the expressions were never seen before: PyTorch replays with SymPy's caches and its own emptied, shaperec in a
        fresh process, in which nothing has produced guards before
  warm  they were: PyTorch has recorded the program and replayed it, shaperec has replayed it in the same pool, and both
        have produced its guards
"""

import argparse
import glob
import logging
import os
import subprocess
import sys
import time

from replay import RUNS, load_programs, record
from sympy.core.cache import clear_cache
from torch.fx.experimental import recording, symbolic_shapes


def keep_calls(calls):
    """Notes what produce_guards_verbose is called with, by environment."""
    produce = symbolic_shapes.ShapeEnv.produce_guards_verbose

    def noting(self, *args, **kwargs):
        calls.setdefault(id(self), (args, dict(kwargs)))
        return produce(self, *args, **kwargs)

    symbolic_shapes.ShapeEnv.produce_guards_verbose = noting


def forget():
    """Empties what outlives an environment."""
    clear_cache()
    for name, module in list(sys.modules.items()):
        if name == symbolic_shapes.__name__ or name.startswith("torch.utils._sympy"):
            for value in vars(module).values():
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()


def time_pytorch(env, call, is_cold):
    best = float("inf")
    args, kwargs = call
    # The source_ref of Dynamo is gone with its guard builder.
    kwargs = {**kwargs, "langs": ("python",), "equalities_inputs": None, "source_ref": lambda source: source.name}
    for _ in range(RUNS):
        if is_cold:
            forget()
        replayed = recording.replay_shape_env_events(env.events)
        replayed.check_recorded_events = False
        start = time.perf_counter()
        replayed.produce_guards_verbose(*args, **kwargs)
        best = min(best, time.perf_counter() - start)
    return best


def time_shaperec(command, trace):
    """Seconds cold and warm, of a best of three each."""
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
    print(f"{'':28} {'cold, s':>11} {'':>11}         {'warm, s':>11}")
    print(f"{'trace':28} {'PyTorch':>11} {'shaperec':>11}   times {'PyTorch':>11} {'shaperec':>11}   times")
    for name in args.names or programs:
        traces = sorted(glob.glob(os.path.join(args.corpus, args.group, glob.escape(name) + ".*.jsonl.gz")))
        for env, trace in zip(record(programs[name]), traces):
            if id(env) not in calls:
                continue
            theirs = [time_pytorch(env, calls[id(env)], is_cold) for is_cold in (True, False)]
            ours = time_shaperec(args.kinds, trace)
            pairs = "".join(f" {a:11.6f} {b:11.6f} {a / b:7.0f}" for a, b in zip(theirs, ours))
            print(f"{os.path.basename(trace).removesuffix('.jsonl.gz'):28}{pairs}", flush=True)


if __name__ == "__main__":
    main()
