#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Produces the guards of the same environments in PyTorch and in shaperec, and prints the ratios.

    guards.py --kinds build/tests/event-kinds --corpus DIR [--group nn] [--shaperec TOOL] [NAME…]

Timed is `produce_guards_verbose` in Python on the environments of the traces of a group, which PyTorch
replays too (by `shaperec_torch.replay`). The guards that a trace was recorded with are held against PyTorch's.
A compilation that began anew left a trace without: with --shaperec it is timed too, its inputs those of the last event
that tells them, and held against PyTorch's are the guards of `shaperec guards`. The row ends in `*` where those are others,
as where an environment of PyTorch hangs on the order of a set (tests/known-mismatches.txt).

It is the best of three, twice on both sides; or of fewer in PyTorch, once they have taken a minute with their replays:

  cold  the expressions were never seen before: PyTorch replays with SymPy's caches and its own emptied, shaperec in a
        fresh process, in which nothing has produced guards before
  warm  they were: PyTorch has replayed the trace before in the same process, shaperec in the same pool, and both have
        produced its guards
"""

import argparse
import glob
import logging
import os
import subprocess
import sys
import time
import typing
import warnings

import torch
from caches import forget

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "..", "introspection", "python"))
import shaperec_torch  # noqa: E402 (found by the line before)
from shaperec_torch.lines import read_lines  # noqa: E402
from shaperec_torch.reading import Reader  # noqa: E402

RUNS = 3
PATIENCE = 60  # seconds


def produce(tool, trace):
    """What shaperec answers; None where it refuses."""
    result = subprocess.run([tool, "guards", trace], capture_output=True, text=True)
    return result.stdout.splitlines() if result.returncode == 0 else None


class Found(typing.NamedTuple):
    """The guards of a trace, and the inputs that they are for."""

    guards: list
    inputs: list
    is_recorded: bool


def read_guards(trace, tool):
    """None where a trace has no guards."""
    reader, guards, inputs = Reader({}), None, None
    for line in read_lines(trace):
        if "define" in line:
            reader.define(line)
        elif "guards" in line:
            guards = line["guards"].get("python")
        if "tracked_fakes" in line:
            inputs = reader.fakes[line["tracked_fakes"]]
    if guards is not None:
        return Found(guards, inputs, True)
    guards = produce(tool, trace) if inputs is not None and tool is not None else None
    return None if guards is None else Found(guards, inputs, False)


def bind(value, env):
    """The like of a size in another environment."""
    if isinstance(value, tuple):
        return tuple(bind(each, env) for each in value)
    if isinstance(value, (torch.SymInt, torch.SymFloat)):
        return type(value)(value.node.with_shape_env(env))
    return value


def bind_input(fake, env):
    if not hasattr(fake, "stride"):
        return bind(fake, env)
    return type(fake)(bind(fake.size(), env), bind(fake.stride(), env), bind(fake.storage_offset(), env), fake.is_nested)


def time_pytorch(trace, found, is_cold):
    """Seconds, and whether the guards are as they were found."""
    best, begin, is_equal = float("inf"), time.monotonic(), True
    for run in range(RUNS if is_cold else RUNS + 1):
        if run > 0 and time.monotonic() - begin > PATIENCE:
            break
        if is_cold:
            forget()
        env = shaperec_torch.replay(trace)
        placeholders = [bind_input(fake.fake, env) for fake in found.inputs]
        start = time.perf_counter()
        (helper,) = env.produce_guards_verbose(placeholders, [fake.source for fake in found.inputs], langs=("python",),
                                               input_contexts=[fake.symbolic_context for fake in found.inputs])
        best = min(best, time.perf_counter() - start)
        is_equal = is_equal and list(helper.exprs) == found.guards
        assert is_equal or not found.is_recorded, trace
    return best, is_equal


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
    parser.add_argument("--shaperec", metavar="TOOL", help="times traces that were recorded without guards, too")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)

    warnings.simplefilter("ignore")
    print(f"{'':28} {'cold, s':>11} {'':>11}         {'warm, s':>11}")
    print(f"{'trace':28} {'PyTorch':>11} {'shaperec':>11}   times {'PyTorch':>11} {'shaperec':>11}   times")
    for name in args.names or ["*"]:
        for trace in sorted(glob.glob(os.path.join(args.corpus, args.group, name + ".*.jsonl.gz"))):
            found = read_guards(trace, args.shaperec)
            if found is None:
                continue
            theirs, are_equal = zip(*[time_pytorch(trace, found, is_cold) for is_cold in (True, False)])
            ours = time_shaperec(args.kinds, trace)
            pairs = "".join(f" {a:11.6f} {b:11.6f} {a / b:7.0f}" for a, b in zip(theirs, ours))
            print(f"{os.path.basename(trace).removesuffix('.jsonl.gz'):28}{pairs}{'' if all(are_equal) else ' *'}", flush=True)


if __name__ == "__main__":
    main()
