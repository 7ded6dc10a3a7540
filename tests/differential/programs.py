#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs random programs on an environment of PyTorch, and has shaperec verify their traces.

Runs under a Python that has torch.  Prints each program that goes otherwise in shaperec, shrunk,
with the difference behind it.
"""

import collections
import contextlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "introspection", "python"))

import torch  # noqa: E402

import reference  # noqa: E402
import program_run  # noqa: E402
from hash_seeds import ask_again, depend_on_hash_seed  # noqa: E402
from program_random import Generator  # noqa: E402
from report import make_parser, print_left_out  # noqa: E402
from shaperec_torch import Recorder, open_text, replay  # noqa: E402

# The message of an assert without one: the place of a call inside torch._check.
PLACE_OF_CHECK = re.compile(re.escape(torch.__file__) + r":\d+")
# What Python did when it gave up differs.
RECURSION = re.compile(r"(maximum recursion depth exceeded)[a-zA-Z ]*")
# Functions of SymPy for which a trace has no form.
UNWRITABLE = re.compile(r"(?<![\w.:])(Abs|Piecewise|floor)\(")


def write_trace(program, path, seconds=10):
    """Runs a program in PyTorch under a recorder; raises TooSlow. Gives whether anything happened."""
    return record(lambda: program_run.run(program, seconds), path)


def record(run, path):
    """Runs something under a recorder, which may raise. Gives whether anything happened."""
    recorder = Recorder(lambda _: open_text(path), effects=True)
    recorder.start()
    try:
        run()
    finally:
        recorder.stop()
        if os.path.exists(path):
            leave_out_python(path)
    return os.path.exists(path)


def leave_out_python(path):
    """Takes from a trace what it tells of Python's own doings."""
    with open(path) as lines:
        text = lines.read()
    with open(path, "w") as out:
        out.write(RECURSION.sub(r"\1", PLACE_OF_CHECK.sub("torch._check", text)))


class Judge:
    """Has shaperec verify the traces of programs."""

    def __init__(self, command):
        self.command = command
        self.left_out = collections.Counter()

    def differences(self, programs):
        """By the places in @programs of those that differ, what differs."""
        with tempfile.TemporaryDirectory() as folder:
            paths = {}
            for i, program in enumerate(programs):
                path = os.path.join(folder, f"{i}.jsonl")
                if self.write(program, path):
                    paths[path] = i
            return self.verify(paths) if paths else {}

    def write(self, program, path):
        try:
            if not write_trace(program, path):
                return False
        except reference.TooSlow:
            self.left_out["the reference is slow"] += 1
        except RecursionError:
            self.left_out["the reference recurses without end"] += 1
        else:
            return self.can_read(path)
        return False

    def can_read(self, path):
        with open(path) as lines:
            found = UNWRITABLE.search(lines.read())
        if found:
            self.left_out[f"a trace has no {found[1]}"] += 1
        return not found

    def verify(self, paths):
        done = subprocess.run([self.command, "verify", *paths], capture_output=True, text=True, timeout=600)
        text = done.stdout + done.stderr
        found = {}
        for match in re.finditer(r"^(?:shaperec: )?(\S+\.jsonl): (.*\n(?:  .*\n)*)", text, flags=re.M):
            if match[1] in paths:
                found[paths[match[1]]] = match[2].rstrip()
        if done.returncode != 0 and not found:
            raise RuntimeError(f"{self.command} ended with {done.returncode}: {text}")
        return found


def traces_of(programs, seed):
    """The traces of programs under a seed of Python's hashes, without places; None for one that has none."""
    return [text and re.sub(r'"where":{[^{}]*},?', "", text) for text in ask_again(__file__, "--traces", programs, seed)]


def read_events(path):
    """What happened, and the state in the end, in which alone the axioms are."""
    with open(path) as lines:
        told = [line for line in map(json.loads, lines) if "event" in line or "state" in line]
    return [[line.get(key) for key in ("event", "result", "raised", "effects", "state")] for line in told]


def replays_like_us(judge, program):
    """Whether PyTorch's own replay leaves the recorded way, and shaperec follows it.

    What is no event fills caches too, and makes versions, which a replay does not see.
    """
    with tempfile.TemporaryDirectory() as folder:
        first, again = (os.path.join(folder, name) for name in ("first.jsonl", "again.jsonl"))
        write_trace(program, first)
        with reference.time_limit(20), contextlib.suppress(Exception):
            record(lambda: replay(first), again)
        if not os.path.exists(again) or read_events(first) == read_events(again):
            return False
        return not judge.verify({again: 0})


def guards_hang_on_caches(judge, program):
    """Whether PyTorch gives other guards once it has forgotten what was asked before, and shaperec gives these."""
    anew = [call | {"anew": True} if call["do"] == "produce" else call for call in program["calls"]]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "anew.jsonl")
        return judge.write(program | {"calls": anew}, path) and not judge.verify({path: 0})


def smaller_trees(tree):
    if isinstance(tree, list):
        yield from tree[1:]
        for i in range(1, len(tree)):
            for smaller in smaller_trees(tree[i]):
                yield tree[:i] + [smaller] + tree[i + 1:]
    elif not isinstance(tree, (str, bool)) and tree not in (1, 2):
        yield 2


def smaller_calls(call):
    """The same call with less in it."""
    for smaller in smaller_trees(call.get("tree")) if "tree" in call else ():
        yield call | {"tree": smaller}
    for key in ("hints", "size") if call["do"] != "tensor" else ("hints",):
        if key in call:
            yield {name: value for name, value in call.items() if name != key}
    context = call.get("context") or {}
    for key in ("shape_ids", "bounds", "specialize", "excluded", "memory_of"):
        if key in context:
            yield call | {"context": {name: value for name, value in context.items() if name != key}}
    if any(context.get("constraints", [])):
        yield call | {"context": context | {"constraints": [None] * len(context["constraints"])}}
    if context.get("class", "stateless") != "stateless":
        yield call | {"context": context | {"class": "stateless"}}
    for i in range(len(call["size"]) if call["do"] == "tensor" and "sizes" in context else 0):
        yield without_dim(call, i)


def without_dim(call, dim):
    cut = {key: value[:dim] + value[dim + 1:] for key, value in call["context"].items()
           if key in ("sizes", "strides", "constraints", "stride_constraints", "excluded", "specialize")}
    kept = {key: value for key, value in call["context"].items() if key not in ("shape_ids", "bounds")}
    return {key: value for key, value in call.items() if key != "hints"} | {
        "size": call["size"][:dim] + call["size"][dim + 1:],
        "stride": call["stride"][:dim] + call["stride"][dim + 1:],
        "context": kept | cut,
    }


def smaller_programs(program):
    calls = program["calls"]
    n = len(calls)
    for share in (2, 4, 8):
        step = max(1, n // share)
        for start in range(0, n, step) if step > 1 else ():
            yield program | {"calls": calls[:start] + calls[start + step:]}
    for i in reversed(range(n)):
        yield program | {"calls": calls[:i] + calls[i + 1:]}
    for part, usual in (("config", USUAL_CONFIG), ("settings", {})):
        for key, value in program[part].items():
            if value != usual.get(key, value):
                yield program | {part: program[part] | {key: usual[key]}}
            elif part == "settings":
                yield program | {part: {name: given for name, given in program[part].items() if name != key}}
    for i, call in enumerate(calls):
        for smaller in smaller_calls(call):
            yield program | {"calls": calls[:i] + [smaller] + calls[i + 1:]}


USUAL_CONFIG = {
    "use_duck_shape": True, "backed_size_oblivious": False, "symbol_guard_limit_before_specialize": None,
    "aggressive_guard_free_semantics": 0, "inject_EVALUATE_EXPR_flip_equality_TESTING_ONLY": False,
    "translation_validation": False, "translation_validation_no_bisect": False,
}


def shrink(judge, program, text):
    """The smallest program found that still differs, and how."""
    candidates = smaller_programs(program)
    while batch := list(itertools.islice(candidates, 8)):
        unequal = judge.differences(batch)
        if unequal:
            best = min(unequal, key=lambda i: len(json.dumps(batch[i])))
            program, text = batch[best], unequal[best]
            candidates = smaller_programs(program)
    return program, text


def show(program):
    """A program, a call a line."""
    unusual = {key: value for key, value in program["config"].items() if value != USUAL_CONFIG.get(key)}
    return "\n".join([f"config {json.dumps(unusual)}", f"ShapeEnv {json.dumps(program['settings'])}",
                      *[f"  {json.dumps(call)}" for call in program["calls"]]])


def trace_of(program):
    with tempfile.TemporaryDirectory() as folder:
        trace = os.path.join(folder, "trace.jsonl")
        try:
            write_trace(program, trace)
        except (reference.TooSlow, RecursionError):
            return None
        with open(trace) as written:
            return written.read()


def print_trace(path):
    with open(path) as text:
        print(trace_of(json.load(text)), end="")


def print_traces(path):
    """Of each program of a list the trace as JSON, a line each."""
    with open(path) as text:
        for program in json.load(text):
            print(json.dumps(trace_of(program)))


def compare(options):
    judge = Judge(options.shaperec)
    programs = [Generator(f"{options.seed}/{i}", options.validation).program() for i in range(options.count)]
    unequal = judge.differences(programs)
    left_out = +judge.left_out
    found = [(place, programs[place], text) for place, text in sorted(unequal.items())]
    found[:options.shrink] = [(place, *shrink(judge, program, text)) for place, program, text in found[:options.shrink]]
    on_hash_seed = depend_on_hash_seed([program for _, program, _ in found], traces_of)
    n_differ = 0
    for i, (place, program, text) in enumerate(found):
        if i in on_hash_seed:
            left_out["the reference hangs on the seed of Python's hashes"] += 1
        elif replays_like_us(judge, program):
            left_out["the reference's own replay goes as shaperec does, and not as recorded"] += 1
        elif guards_hang_on_caches(judge, program):
            left_out["the reference's guards hang on what was asked before that is no event"] += 1
        else:
            n_differ += 1
            print(f"program {options.seed}/{place}", show(program), text, sep="\n", end="\n\n", flush=True)
    print_left_out(left_out)
    print(f"seed {options.seed}: {len(programs)} programs, {n_differ} differ")
    return 1 if n_differ else 0


def main():
    parser = make_parser(__doc__, 100, "programs")
    parser.add_argument("--shaperec", default="build/shaperec/tool/shaperec", help="the command")
    parser.add_argument("--shrink", type=int, default=10, help="shrink at most so many of what differs")
    parser.add_argument("--validation", action="store_true", help="with translation validation too: needs z3")
    parser.add_argument("--trace", metavar="FILE", help="print the trace of the program in a file of JSON")
    parser.add_argument("--traces", metavar="FILE", help="the same for a list of programs, each trace a line of JSON")
    options = parser.parse_args()
    if options.trace:
        return print_trace(options.trace)
    if options.traces:
        return print_traces(options.traces)
    return compare(options)


if __name__ == "__main__":
    sys.exit(main())
