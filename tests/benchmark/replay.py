#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Replays the same events in PyTorch and in shaperec, in one run, and prints the ratios.

    replay.py --shaperec build/shaperec/tool/shaperec --corpus DIR [--group nn] [NAME…]

DIR holds `programs.py` and the traces GROUP/NAME.N.jsonl.gz that its programs make. Each program is
run under PyTorch with recording on; `replay_shape_env_events` is timed on what it recorded (best of
three), then `shaperec verify --json` on the trace (best of three, reading apart).
"""

import argparse
import gc
import glob
import importlib.util
import json
import logging
import os
import subprocess
import time

import torch
from torch.fx.experimental import recording, symbolic_shapes

RUNS = 3


def load_programs(corpus):
    spec = importlib.util.spec_from_file_location("programs", os.path.join(corpus, "programs.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(program):
    """Runs a program and returns the environments it made, each with its events."""
    made = []
    init = symbolic_shapes.ShapeEnv.__init__

    def recording_init(self, *args, **kwargs):
        kwargs["should_record_events"] = True
        init(self, *args, **kwargs)
        self.check_recorded_events = False
        made.append(self)

    symbolic_shapes.ShapeEnv.__init__ = recording_init
    try:
        torch._dynamo.reset()
        program()
    finally:
        symbolic_shapes.ShapeEnv.__init__ = init
    return [env for env in made if len(env.events) >= 2]


def time_pytorch(events):
    best = float("inf")
    for _ in range(RUNS):
        gc.collect()
        start = time.perf_counter()
        recording.replay_shape_env_events(events)
        best = min(best, time.perf_counter() - start)
    return best


def time_shaperec(command, trace):
    best = float("inf")
    for _ in range(RUNS):
        out = subprocess.run([command, "verify", "--json", trace], capture_output=True, text=True, check=False)
        best = min(best, json.loads(out.stdout)["seconds"])
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shaperec", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--group", default="nn")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)

    programs = getattr(load_programs(args.corpus), args.group + "_cases")()
    totals = [0.0, 0.0]
    print(f"{'trace':24} {'events':>8} {'PyTorch s':>11} {'shaperec s':>11} {'ratio':>8}")
    for name in args.names or programs:
        traces = sorted(glob.glob(os.path.join(args.corpus, args.group, glob.escape(name) + ".*.jsonl.gz")))
        for env, trace in zip(record(programs[name]), traces):
            theirs, ours = time_pytorch(env.events), time_shaperec(args.shaperec, trace)
            totals[0] += theirs
            totals[1] += ours
            label = os.path.basename(trace).removesuffix(".jsonl.gz")
            print(f"{label:24} {len(env.events):8} {theirs:11.5f} {ours:11.6f} {theirs / ours:8.0f}")
    print(f"{'together':24} {'':8} {totals[0]:11.5f} {totals[1]:11.6f} {totals[0] / totals[1]:8.0f}")


if __name__ == "__main__":
    main()
