#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Replays the same events in PyTorch and in shaperec, in one run, and prints the ratios.

    replay.py --shaperec build/shaperec/tool/shaperec --corpus DIR [--kinds build/tests/event-kinds] [--group nn]… [NAME…]
    replay.py … --kinds build/tests/event-kinds --kind evaluate_expr

DIR holds `programs.py` and the traces GROUP/NAME.N.jsonl.gz that its programs make. Each program is
run under PyTorch with recording on; `replay_shape_env_events` is timed on what it recorded (a group
without programs is read back from its traces), then `shaperec verify --json` on the trace, unpacked, in a
process of its own: replay alone, and with reading. What a process does once does not count on either side:
importing PyTorch, loading shaperec and making its classes. Of both sides the best of --runs counts. With --kinds,
then also a later replay in one process, whose pool has seen the trace before, as PyTorch's process and
caches have, and what it takes to read and replay the file anew, in a fresh pool of that process. With --kind, only the calls of that kind count, on both sides, in a fresh pool and in one
that has seen them; "PyTorch cold" replays what it has just read from the trace, with SymPy's caches and its own
emptied before, beside which stands how many times a fresh pool takes. Without torch PyTorch's columns are empty.
"""

import argparse
import contextlib
import gc
import glob
import gzip
import importlib.util
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "..", "introspection", "python"))

try:
    import torch
    from caches import forget
    from torch.fx.experimental import recording, symbolic_shapes

    import shaperec_torch
except ImportError:
    torch = None

RUNS = 5


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
        with contextlib.suppress(Exception):  # some programs are there to fail
            program()
    finally:
        symbolic_shapes.ShapeEnv.__init__ = init
    return [env for env in made if len(env.events) >= 2]


def time_pytorch(fetch, runs=RUNS):
    """Seconds of a replay of the events that @fetch gives."""
    best = float("inf")
    for _ in range(runs):
        events = fetch()
        gc.collect()
        start = time.perf_counter()
        recording.replay_shape_env_events(events)
        best = min(best, time.perf_counter() - start)
    return best


def time_pytorch_kind(events, kind):
    """Seconds that the calls of one kind take in a replay of events."""
    taken = 0.0
    run = recording.ShapeEnvEvent.run

    def timed_run(self, *args, **kwargs):
        nonlocal taken
        if self.name != kind:
            return run(self, *args, **kwargs)
        start = time.perf_counter()
        try:
            return run(self, *args, **kwargs)
        finally:
            taken += time.perf_counter() - start

    recording.ShapeEnvEvent.run = timed_run
    try:
        recording.replay_shape_env_events(events)
    finally:
        recording.ShapeEnvEvent.run = run
    return taken


def time_pytorch_kind_cold(trace, kind):
    """The same for the events of a trace, in a process that has seen none of their expressions."""
    forget()
    return time_pytorch_kind(shaperec_torch.load(trace), kind)


@contextlib.contextmanager
def unpacked(trace):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file, gzip.open(trace) as packed:
        shutil.copyfileobj(packed, file)
        file.flush()
        yield file.name


def time_shaperec(command, trace, runs=RUNS):
    """Seconds of a replay alone, and with reading."""
    best = [float("inf")] * 2
    for _ in range(runs):
        out = json.loads(subprocess.run([command, "verify", "--json", trace], capture_output=True, text=True, check=False).stdout)
        best = [min(best[0], out["seconds"]), min(best[1], out["seconds"] + out["read_seconds"])]
    return best


def time_shaperec_kind(program, trace, kind):
    """Seconds of the calls of one kind in a first replay, and in a later one in the same pool."""
    out = subprocess.run([program, trace], capture_output=True, text=True, check=True).stdout
    rows = {name: times for name, _, *times in map(str.split, out.splitlines())}
    return [int(time) / 1e9 for time in rows.get(kind, (0, 0))]


def measure(args, fetch, trace):
    """The numbers of one trace: PyTorch's seconds, ours, ours with reading. @fetch is None without torch."""
    with unpacked(trace) as path:
        if args.kind:
            return measure_kind(args, fetch, trace, path)
        again = [time_shaperec_kind(args.kinds, path, row)[1] for row in ("all", "anew")] if args.kinds else []
        return [time_pytorch(fetch, args.runs) if fetch else None, *time_shaperec(args.shaperec, path, args.runs), *again]


def measure_kind(args, fetch, trace, path):
    """The same of the calls of one kind: PyTorch's seconds, ours at first and later, and PyTorch's at first."""
    ours = time_shaperec_kind(args.kinds, path, args.kind)
    if fetch is None:
        return [None, *ours, None]
    warm = min(time_pytorch_kind(fetch(), args.kind) for _ in range(args.runs))
    return [warm, *ours, min(time_pytorch_kind_cold(trace, args.kind) for _ in range(args.runs))]


def format_ratio(theirs, ours):
    return f"{theirs / ours:7.0f}" if theirs is not None and ours > 0 else f"{'-':>7}"


def print_row(args, label, theirs, *ours):
    cells = [f"{theirs:11.5f}" if theirs is not None else f"{'-':>11}"]
    *ours, cold = ours if args.kind else (*ours, None)
    for each in ours:
        cells += [f"{each:11.6f}", format_ratio(theirs, each)]
    if cold is not None:
        cells += [f"{cold:12.5f}", format_ratio(cold, ours[0])]
    print(f"{label:28}", *cells, flush=True)


def find_pairs(args, group):
    """The traces of a group, each with what gives the events that PyTorch records for it."""
    programs = getattr(load_programs(args.corpus), group + "_cases", dict)() if torch else {}
    for name in args.names or programs or ["*"]:
        pattern = "*" if name == "*" else glob.escape(name) + ".*"
        traces = sorted(glob.glob(os.path.join(args.corpus, group, pattern + ".jsonl.gz")))
        if name in programs and traces:
            for env, trace in zip(record(programs[name]), traces):
                yield (lambda env=env: env.events), trace
        elif not programs:
            for trace in traces:
                yield (lambda trace=trace: shaperec_torch.load(trace)) if torch else None, trace


def measure_group(args, group):
    total = None
    for fetch, trace in find_pairs(args, group):
        try:
            row = measure(args, fetch, trace)
        except Exception as problem:  # a call that raised when it was recorded raises again
            print(f"{os.path.basename(trace):28} left out: PyTorch's replay raises {type(problem).__name__}")
            continue
        total = row if total is None else [a and a + b for a, b in zip(total, row)]
        print_row(args, os.path.basename(trace).removesuffix(".jsonl.gz"), *row)
    if total:
        print_row(args, group + " together", *total)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shaperec", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--group", action="append")
    parser.add_argument("--kinds", help="the program event-kinds")
    parser.add_argument("--kind", help="a kind of event, by its name")
    parser.add_argument("--runs", type=int, default=RUNS, help="on both sides; the best counts")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")

    if torch is None:
        print("torch is not installed: PyTorch's columns are left out.")
    if args.kind:
        print(f"Calls of {args.kind} alone")
        titles = ["shaperec s", "once more", "PyTorch cold"]
    else:
        titles = ["shaperec s", "and reading", *(["once more", "all anew"] if args.kinds else [])]
    print(f"{'trace':28} {'PyTorch s':>11}" + "".join(f" {title:>11} {'times':>7}" for title in titles))
    for group in args.group or ["nn"]:
        measure_group(args, group)


if __name__ == "__main__":
    main()
