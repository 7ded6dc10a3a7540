#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Kills a process in the middle of its recording, and reads the traces that it leaves.

    killed.py --tool build/shaperec/tool/shaperec [--times N] [--seed N]

Each trace must be readable up to its last whole event, and the last one be said to be cut off. It must have
every call that has returned, those that change nothing too. The process works on environments all the time,
so that it is killed wherever it may be.
"""

import argparse
import collections
import glob
import itertools
import mmap
import operator
import os
import random
import signal
import struct
import sys
import tempfile
import time

import support

from torch._dynamo.source import LocalSource
from torch.fx.experimental.symbolic_shapes import ShapeEnv

import shaperec_torch
from shaperec_torch.lines import read_lines

# The number of the environment, and how many calls of each kind have returned.
GIVEN = struct.Struct("qqq")
KINDS = ["create_symintnode", "_create_fx_call_function"]
# How many calls that change nothing come with each size.
N_IDLE = 20


def work(number, given):
    """Makes an environment and asks it things."""
    env = ShapeEnv()
    for i in range(100):
        source = LocalSource(f"x{i}")
        size = env.create_symintnode(env.create_symbol(i + 3, source), hint=i + 3, source=source)
        GIVEN.pack_into(given, 0, number, i + 1, i * N_IDLE)
        for n in range(N_IDLE):
            env._create_fx_call_function(operator.add, (False, None))
            GIVEN.pack_into(given, 0, number, i + 1, i * N_IDLE + n + 1)
        bool(size * 2 + i > 5)
        bool((size + 1) % 3 == 0)


def work_for_ever(folder, given):
    with shaperec_torch.record(folder, effects=True):
        for number in itertools.count():
            work(number, given)


def has_begun(folder):
    return any(os.path.getsize(path) > 0 for path in traces_in(folder))


def traces_in(folder):
    paths = glob.glob(os.path.join(folder, "*.jsonl.gz"))
    return sorted(paths, key=lambda path: int(os.path.basename(path).split(".")[0]))


def run_and_kill(folder, given, seconds):
    """Kills a recording process after some seconds of work."""
    child = os.fork()
    if child == 0:
        try:
            work_for_ever(folder, given)
        finally:
            os._exit(1)
    while not has_begun(folder):
        time.sleep(0.01)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def count_events(path):
    return collections.Counter(line.get("event") for line in read_lines(path, truncated=True))


def check_traces(folder, given):
    """What is wrong with the traces in a folder; all but the last are whole."""
    paths = traces_in(folder)
    for path in paths:
        found = support.verify(path, truncated=True)
        if found:
            yield f"{path}: {found}"
    if paths and not support.verify(paths[-1]):
        yield f"{paths[-1]} is not said to be cut off"
    number, *counts = GIVEN.unpack_from(given)
    found = count_events(paths[number]) if any(counts) else {}
    for kind, n in zip(KINDS, counts):
        if n and found[kind] < n:
            yield f"{paths[number]} lacks {n - found[kind]} of {n} calls of {kind}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    support.TOOL = options.tool or support.TOOL
    draw = random.Random(options.seed)
    wrong = []
    for _ in range(options.times):
        with tempfile.TemporaryDirectory() as folder, mmap.mmap(-1, GIVEN.size) as given:
            ended = run_and_kill(folder, given, draw.uniform(0, 0.5))
            wrong += [] if ended == -signal.SIGKILL else [f"the process ended by itself: {ended}"]
            wrong += check_traces(folder, given)
    print(*wrong, f"killed {options.times} times: {len(wrong)} wrong", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
