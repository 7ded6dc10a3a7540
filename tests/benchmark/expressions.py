#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Builds and expands the corpus' expressions in shaperec, SymPy and SymEngine, in one run.

    expressions.py --program build/tests/expressions --cases DIR/expr/expr.jsonl.gz

All sides walk the same trees from the leaves up, one constructor call for each node; leaves are
made before. A function that SymEngine does not know is an opaque one there. Each run starts
cold: shaperec in a fresh pool, SymPy with its caches cleared (SymEngine has none). shaperec is
timed in C, the others in Python; what the same walk costs with calls that do nothing is taken
off. Time that a process waits for a processor does not count. Best of several rounds, in each of
which all sides have their turn.

Without torch there is no SymPy column, without symengine no SymEngine column.
"""

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "differential"))

try:
    import reference
except ImportError:
    reference = None
try:
    import symengine
except ImportError:
    symengine = None

RUNS = 7
ARITHMETIC = {"Add", "Mul", "Pow"}
DECIDES = {"Eq", "Ne", "Lt", "Le", "Gt", "Ge", "And", "Or", "Not", "Where"}
# Here the work is in the polynomials and not in the calls.
LARGE = [
    "Pow(Add(s0, s1, s2, 1), 8)",
    "Mul(Add(s0, s1, s2, 1), Add(s0, u0, u1, 3), Add(s1, u0, 2), Add(s2, u1, 7))",
    "Pow(Add(s0, Mul(2, s1)), 20)",
]


def read_cases(path):
    """The inputs that have a call, by kind."""
    cases = {}
    for line in gzip.open(path, "rt"):
        case = json.loads(line)
        if "kind" in case and "error" not in case and "(" in case["input"]:
            cases.setdefault(case["kind"], []).append(case["input"])
    return cases


def heads_of(text):
    return set(re.findall(r"(\w+)\(", text))


def parse(text):
    """The steps of an expression, arguments first: a text, or a head and how many arguments."""
    steps, calls = [], []
    for token in re.findall(r"\w+\(|[^(), ]+|\)", text):
        if token == ")":
            steps.append(tuple(calls.pop()))
        elif token.endswith("("):
            if calls:
                calls[-1][1] += 1
            calls.append([token[:-1], 0])
            continue
        else:
            steps.append(token)
            if calls:
                calls[-1][1] += 1
    return steps


def resolve(steps, leaf, head):
    return [(leaf(step), -1) if isinstance(step, str) else (head(step[0]), step[1]) for step in steps]


def build(plan):
    stack = []
    for what, n in plan:
        if n < 0:
            stack.append(what)
        else:
            args = stack[-n:]
            del stack[-n:]
            stack.append(what(*args))
    return stack[0]


def time_once(run, prepare):
    prepared = prepare()
    start = time.process_time()
    run(prepared)
    return time.process_time() - start


def python_timer(task, texts, leaf, head, expand, forget):
    """What gives the seconds that one of Python's libraries takes, and those of the walk alone."""
    plans = [resolve(parse(text), leaf, head) for text in texts]
    walks = [[(what if n < 0 else (lambda *_: None), n) for what, n in plan] for plan in plans]

    def build_all(plans):
        for plan in plans:
            build(plan)

    def prepare():
        forget()
        inputs = [build(plan) for plan in plans] if task == "expand" else plans
        forget()
        return inputs

    def measure():
        if task == "expand":
            return time_once(lambda inputs: [expand(each) for each in inputs], prepare), 0.0
        return time_once(build_all, prepare), time_once(build_all, lambda: walks)

    return measure


def sympy_timer(task, texts):
    import sympy.core.cache

    return python_timer(task, texts, reference.build, reference.HEADS.get, reference.sympy.expand, sympy.core.cache.clear_cache)


def symengine_timer(task, texts):
    def leaf(text):
        if re.match(r"[a-z]+\d", text):
            return symengine.Symbol(text)
        return symengine.sympify(float(text) if "." in text or "e" in text else int(text))

    def head(name):
        return getattr(symengine, name) if name in ARITHMETIC else symengine.Function(name)

    return python_timer(task, texts, leaf, head, symengine.expand, lambda: None)


def shaperec_timer(program, task, texts):
    """A process each time: in some of them all runs take half as long again as in others."""
    lines = "\n".join(texts) + "\n"

    def measure():
        run = subprocess.run([program, task], input=lines, capture_output=True, text=True, check=True)
        return int(run.stdout) / 1e9, 0.0

    return measure


def time_all(timers):
    """The best seconds of each, the walk taken off."""
    rounds = [[timer and timer() for timer in timers] for _ in range(RUNS)]
    return [times[0] and min(all for all, _ in times) - min(walk for _, walk in times) for times in zip(*rounds)]


def rows_of(cases):
    """What is measured: a title, the task, its inputs, and whether SymEngine can do it."""
    every = [text for texts in cases.values() for text in texts]
    arithmetic = [text for text in every if heads_of(text) <= ARITHMETIC]
    terms = [text for text in cases["expand"] if not heads_of(text) & DECIDES and not re.search(r"\b(int_)?oo\b", text)]
    yield "build, Add Mul Pow", "build", arithmetic, True
    yield "build, every function", "build", cases["eval"], False
    yield "expand, Add Mul Pow", "expand", arithmetic, True
    yield "expand, with functions", "expand", terms, True
    yield "expand, every function", "expand", cases["expand"], False
    yield "expand, large (made up)", "expand", LARGE, True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--cases", required=True)
    args = parser.parse_args()

    print("Microseconds an expression, cold; in brackets how many times shaperec's.")
    print(f"{'':26} {'number':>7} {'shaperec':>9} {'SymEngine':>17} {'SymPy':>17}")
    for title, task, texts, by_symengine in rows_of(read_cases(args.cases)):
        ours, *others = time_all([
            shaperec_timer(args.program, task, texts),
            symengine_timer(task, texts) if symengine and by_symengine else None,
            sympy_timer(task, texts) if reference else None,
        ])
        cells = [f"{ours / len(texts) * 1e6:9.3f}"]
        cells += [f"{theirs / len(texts) * 1e6:9.3f} ({theirs / ours:5.1f})" if theirs else f"{'-':>17}" for theirs in others]
        print(f"{title:26} {len(texts):7} " + " ".join(cells))
    for name, module in (("torch", reference), ("symengine", symengine)):
        if module is None:
            print(f"{name} is not installed: its column is left out.")


if __name__ == "__main__":
    main()
