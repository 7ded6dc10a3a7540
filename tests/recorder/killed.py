#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Kills a process in the middle of its recording, and reads the traces that it leaves.

    killed.py --tool build/shaperec/tool/shaperec [--times N] [--seed N]

Each trace must be readable up to its last whole event, and the last one be said to be cut off. It must have
every size that the program got. The process works on environments all the time, so that it is killed
wherever it may be.
"""

import argparse
import glob
import itertools
import mmap
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

GIVEN = struct.Struct("qq")  # the number of the environment, and how many sizes it has given


def work(number, given):
    """Makes an environment and asks it things."""
    env = ShapeEnv()
    for i in range(100):
        source = LocalSource(f"x{i}")
        size = env.create_symintnode(env.create_symbol(i + 3, source), hint=i + 3, source=source)
        GIVEN.pack_into(given, 0, number, i + 1)
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


def count_sizes(path):
    return sum(line.get("event") == "create_symintnode" for line in read_lines(path, truncated=True))


def check_traces(folder, given):
    """What is wrong with the traces in a folder; all but the last are whole."""
    paths = traces_in(folder)
    for path in paths:
        found = support.verify(path, truncated=True)
        if found:
            yield f"{path}: {found}"
    if paths and not support.verify(paths[-1]):
        yield f"{paths[-1]} is not said to be cut off"
    number, n_sizes = GIVEN.unpack_from(given)
    if n_sizes and count_sizes(paths[number]) < n_sizes:
        yield f"{paths[number]} lacks one of {n_sizes} sizes"


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
