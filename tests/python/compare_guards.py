#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Python's `eval` and the compiled guards on random inputs: do they agree?

    compare_guards.py [--count N] [--seed N] PATH…

Takes the `python` guards of every trace below the paths. The inputs start from the values that the trace was made
with, which satisfy the guards, and stray from them: by one, to nothing, one, the negative and the huge.
A number that does not fit into 64 bits is an error to us and none to Python: such inputs are counted apart, and
Python must have met an integer of that size.
"""

import argparse
import glob
import gzip
import json
import math
import os
import random
import sys
import types

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import GLib, ShapeRec  # noqa: E402

HUGE = [2**31, 2**53 + 1, 2**62, 2**63 - 1, -(2**31), -(2**63)]
ERRORS = {ZeroDivisionError: "ZERO_DIVISION", ValueError: "VALUE", OverflowError: "OVERFLOW"}


def find_traces(paths):
    for path in paths:
        if os.path.isdir(path):
            yield from sorted(glob.glob(os.path.join(path, "**", "*.jsonl*"), recursive=True))
        else:
            yield path


def read_guards(path):
    """The guards of a trace, with the value that each source had; nested integers have none."""
    guards, state = [], {}
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith('{"state"'):
                state = json.loads(line)["state"]
            elif line.startswith('{"guards"'):
                guards = json.loads(line)["guards"].get("python", [])
    values = state.get("backed_var_to_val", {})
    symbols = state.get("source_to_var", {})
    return guards, {source: float(values[s]) if s.startswith("z") else int(values[s])
                    for source, s in symbols.items() if not values.get(s, "SingletonInt").startswith("SingletonInt")}


def stray(rng, value):
    """A value near another, or far from it."""
    kind = rng.randrange(8)
    if isinstance(value, float):
        return [value, value, value, value + 1, -value, 0.0, math.nan, math.inf][kind]
    if kind < 4:
        return value + rng.choice((-1, 1))
    return [0, 1, -value, rng.choice(HUGE)][kind - 4]


class GuardSet:
    """One trace's guards, both ways."""

    def __init__(self, guards, values):
        floats = [source for source, value in values.items() if isinstance(value, float)]
        self.guards = guards
        self.compiled = ShapeRec.Guards.compile(guards, floats)
        self.integers = self.compiled.get_integers()
        self.floats = self.compiled.get_floats()
        names = self.integers + self.floats
        self.start = [values.get(name, 2) for name in names]
        order = sorted(range(len(names)), key=lambda i: -len(names[i]))
        self.code = []
        for text in guards:
            for i in order:
                text = text.replace(names[i], f"v[{i}]")
            self.code.append(compile(text, "guard", "eval"))
        torch = types.SimpleNamespace(sym_float=float, _sym_sqrt=math.sqrt)
        self.names = {"math": math, "torch": torch}

    def pick(self, rng):
        """Inputs that stray from the first ones in a few places."""
        inputs = list(self.start)
        for _ in range(rng.choice((0, 1, 1, 2, 5)) if inputs else 0):
            place = rng.randrange(len(inputs))
            inputs[place] = stray(rng, inputs[place])
            if isinstance(inputs[place], int) and not -(2**63) <= inputs[place] < 2**63:
                inputs[place] = 2**63 - 1
        return inputs

    def ask_python(self, inputs):
        """The first guard that does not hold, the error that it ends in, or that all hold."""
        names = dict(self.names, v=inputs)
        for i, code in enumerate(self.code):
            try:
                if not eval(code, names):
                    return i
            except (ZeroDivisionError, ValueError, OverflowError) as error:
                return ERRORS[type(error)]
        return "HOLD"

    def ask_compiled(self, inputs):
        n = len(self.integers)
        try:
            holds, failed = self.compiled.check(inputs[:n], inputs[n:])
        except GLib.Error as error:
            for name in ERRORS.values():
                if error.matches(ShapeRec.error_quark(), getattr(ShapeRec.Error, name)):
                    return name
            raise
        return "HOLD" if holds else failed


def compare(guard_set, rng, count, totals):
    """Asks both sides COUNT times; says the first difference."""
    for _ in range(count):
        inputs = guard_set.pick(rng)
        ours, theirs = guard_set.ask_compiled(inputs), guard_set.ask_python(inputs)
        if ours == "OVERFLOW" and ours != theirs and any(abs(v) >= 2**31 for v in inputs):
            totals["overflow"] += 1
        elif ours != theirs:
            return f"Python says {theirs}, the compiled guards {ours}, for " + ", ".join(
                f"{name} = {value}" for name, value in zip(guard_set.integers + guard_set.floats, inputs))
        else:
            totals["hold" if ours == "HOLD" else "error" if isinstance(ours, str) else "fail"] += 1
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20000, help="inputs over all sets")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    args = parser.parse_args()

    read = [(path, *read_guards(path)) for path in find_traces(args.paths)]
    read = [(path, guards, values) for path, guards, values in read if guards]
    totals = dict.fromkeys(("hold", "fail", "error", "overflow"), 0)
    differences = 0
    for path, guards, values in read:
        guard_set = GuardSet(guards, values)
        said = compare(guard_set, random.Random(f"{args.seed} {os.path.basename(path)}"), -(-args.count // len(read)), totals)
        if said is not None:
            differences += 1
            print(f"{path}: {said}")
    print(f"{len(read)} sets, {differences} with a difference; " + ", ".join(f"{n} {k}" for k, n in totals.items()))
    return 0 if read and differences == 0 and totals["hold"] and totals["fail"] else 1


if __name__ == "__main__":
    sys.exit(main())
