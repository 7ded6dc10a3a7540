#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Asks PyTorch and shaperec the same random questions about expressions.

Runs under a Python that has torch.  Prints each question that is answered differently,
shrunk, as a row of the corpus, and behind it how the conformance test judged it.
"""

import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import reference
from hash_seeds import ask_again, depend_on_hash_seed
from reference import SYMBOLS
from report import make_parser, print_left_out

INTEGERS = "0 1 -1 2 -2 3 4 5 6 7 8 12 16 17 -3 -7 32 64 100 1000 2147483648 9223372036854775807 -9223372036854775808".split()
FLOATS = "0.0 1.0 -1.0 0.5 1.5 -2.5 3.0 0.1 100.0 1e-05 1e+20".split()
INFINITIES = "int_oo -int_oo oo -oo".split()
BIG = [str(n) for n in (2**53 + 1, 2**63 - 1, -(2**63), 2**64, 10**20, -(10**25), 2**100, 3**50)]
RATIONALS = [("Rational", *parts.split("/")) for parts in "1/2 1/3 3/4 5/2 7/4 -1/2 -5/3".split()]

# Heads by what they make, with weights: the kinds of their arguments stand for themselves,
# i an integer, f a float, b a boolean, d a divisor, n a natural number, c a count of digits.
INTEGER_HEADS = {
    "Add": (10, "ii"), "Mul": (9, "ii"), "FloorDiv": (8, "id"), "Mod": (4, "nd"), "PythonMod": (5, "id"),
    "Max": (5, "ii"), "Min": (4, "ii"), "Pow": (1, "in"), "PowByNatural": (1, "in"), "ModularIndexing": (2, "idd"),
    "CleanDiv": (1, "id"), "CeilDiv": (1, "id"), "Where": (1, "bii"), "LShift": (0.5, "in"), "RShift": (0.5, "in"),
    "Identity": (1.5, "i"), "IsNonOverlappingAndDenseIndicator": (0.3, "iiii"), "BitwiseFn_bitwise_and": (0.5, "ii"),
    "BitwiseFn_bitwise_or": (0.5, "ii"), "BitwiseFn_bitwise_xor": (0.5, "ii"), "TruncToInt": (0.5, "f"),
    "FloorToInt": (0.5, "f"), "CeilToInt": (0.5, "f"), "RoundToInt": (0.5, "f"),
}
FLOAT_HEADS = {
    "IntTrueDiv": (4, "id"), "FloatTrueDiv": (2, "ff"), "ToFloat": (3, "i"), "TruncToFloat": (1, "f"), "FloatPow": (1, "ff"),
    "RoundDecimal": (1, "fc"), "Add": (2, "ff"), "Mul": (2, "ff"), "Max": (1, "ff"), "Min": (1, "ff"), "Where": (0.5, "bff"),
    "Identity": (0.3, "f"),
}
FLOAT_HEADS.update({name: (0.2, "f") for name in reference.OF_TORCH if name.startswith("OpaqueUnaryFn_")})
COMPARISONS = "Eq Ne Lt Le Gt Ge".split()
BOOLEAN_HEADS = {name: (4, "ii") for name in COMPARISONS}
BOOLEAN_HEADS.update({"And": (2, "bb"), "Or": (2, "bb"), "Not": (1, "b")})
HEADS_OF = {"i": INTEGER_HEADS, "f": FLOAT_HEADS, "b": BOOLEAN_HEADS}
MIXED = {"FloatTrueDiv", "FloatPow", "RoundDecimal", "Add", "Mul", "Max", "Min", "Where"}
SHARE = {"eval": 5, "static": 2, "expand": 2, "canonicalize": 3, "implications": 1, "solve": 3, "bound": 4, "substitute": 2, "subs": 2, "factor": 2,
         "print_python": 2, "print_sympy": 1, "print_cpp": 1}
OF_BOOLEANS = {"canonicalize", "implications", "solve", "static"}


class Generator:
    """Random questions; the same seed gives the same ones."""

    def __init__(self, seed, kind=None):
        self.random = random.Random(seed)
        self.kind = kind

    def leaf(self, what):
        chance = self.random.random()
        if what in "nd" and chance < 0.7:
            return self.random.choice("1 2 3 4 5 8 16".split() if what == "d" else "0 1 2 3 4 s0 s1".split())
        if what == "c":
            return self.random.choice("0 1 2 -1 3".split())
        if what == "f":
            return self.random.choice(FLOATS if chance < 0.4 else ["zf0", "zuf0"] if chance < 0.97 else ["oo", "-oo"])
        if chance < 0.03:
            return self.random.choice(INFINITIES[:2])
        if chance < 0.05:
            return self.random.choice(BIG)
        return self.random.choice(INTEGERS if chance < 0.35 else ["s0", "s1", "s2", "u0", "u1"])

    def tree(self, what, depth):
        if what == "r":
            return (self.random.choice(("Add", "Mul")), self.random.choice(RATIONALS), self.tree("i", depth))
        if what == "b" and depth <= 0:
            depth = 1
        if what in "cn" or depth <= 0 or (what != "b" and self.random.random() < 0.15):
            return self.leaf(what)
        if what == "d":
            if self.random.random() < 0.6:
                return self.leaf(what)
            what = "i"
        heads = HEADS_OF[what]
        head = self.random.choices(list(heads), [weight for weight, _ in heads.values()])[0]
        kinds = heads[head][1]
        if what == "f" and head in MIXED and self.random.random() < 0.15:
            kinds = kinds.replace("f", "i", 1)
        if head in ("Add", "Mul", "Max", "Min", "And", "Or") and self.random.random() < 0.3:
            kinds += kinds[0]
        if head in COMPARISONS and self.random.random() < 0.15:
            kinds = self.random.choice(["ff", "ff", "if", "ri", "ir", "bb" if head in ("Eq", "Ne") else "fi"])
        return (head, *[self.tree(kind, depth - 1) for kind in kinds])

    def nest(self, depth):
        """Min, Max and Where in each other, of few different parts, so that much falls together."""
        if depth <= 0 or self.random.random() < 0.2:
            return self.random.choice(["0", "1", "2", "7", "s0", "s1", "u0", ("Add", "s0", "-1"), ("Mul", "2", "s0"), "int_oo"])
        if self.random.random() < 0.15:
            return ("Where", (self.random.choice(("Lt", "Eq", "Le")), "s0", self.leaf("i")), self.nest(depth - 1), self.nest(depth - 1))
        return (self.random.choice(("Min", "Max")), *[self.nest(depth - 1) for _ in range(self.random.choice((2, 2, 3)))])

    def quotient(self):
        """A quotient of products with a common factor, which the reference cancels and simplifies."""
        factor = self.random.choice(["2", "s0", "u0", ("Mul", "2", "s1"), ("Add", "s0", "1"), ("FloorDiv", "u0", "3"), self.tree("i", 1)])
        above, below = (("Mul", factor, self.tree("i", self.random.choice((1, 2)))) for _ in range(2))
        if self.random.random() < 0.4:
            above = ("Add", above, ("Mul", factor, self.tree("i", 1)))
        head = self.random.choice(("FloorDiv", "FloorDiv", "CeilDiv", "PythonMod", "Mod", "ModularIndexing"))
        return (head, above, below) if head != "ModularIndexing" else (head, above, below, self.leaf("d"))

    def part(self, tree):
        """A part of a tree, or what could be one: a sum or a product of some of its arguments."""
        while isinstance(tree, tuple) and self.random.random() < 0.7:
            head, *children = tree
            if head in ("Add", "Mul") and len(children) > 2 and self.random.random() < 0.5:
                return (head, *self.random.sample(children, 2))
            tree = self.random.choice(children)
        return tree

    def range_of(self, name):
        if name.startswith("z"):
            return self.random.choice([["-oo", "oo"], ["0.0", "1.0"], ["-2.5", "100.0"], ["0", "5"], ["-oo", "0.0"], ["1.0", "oo"]])
        low = self.random.choice("0 1 2 3 5".split() if name[0] == "s" else "-int_oo -3 0 1 5 -oo".split())
        return [low, self.random.choice("7 16 1000 9223372036854775806 int_oo oo".split())]

    def info_of(self, name):
        """A symbol as static evaluation sees it: its range, whether it has a value, whether it is like a size."""
        low, high = self.range_of(name)
        backed = name[0] == "s" or name == "zf0"
        return [name, low, high, backed, not backed and name[0] == "u" and self.random.random() < 0.5]

    def question(self):
        kind = self.kind or self.random.choices(list(SHARE), list(SHARE.values()))[0]
        what = "b" if kind in OF_BOOLEANS else self.random.choices("ifb", (6, 2, 0 if kind == "factor" else 3))[0]
        question = {"kind": kind, "input": self.tree(what, self.random.choice((1, 2, 2, 3)))}
        if self.random.random() < 0.06:
            question["input"] = (self.random.choice(COMPARISONS), self.nest(2), self.nest(1)) if what == "b" else self.nest(3)
        elif what == "i" and self.random.random() < 0.08:
            question["input"] = self.quotient()
        if kind == "bound":
            question["ranges"] = {name: self.range_of(name) for name in SYMBOLS}
        elif kind == "substitute":
            question["map"] = {name: self.tree("i", self.random.choice((0, 0, 1)))
                               for name in self.random.sample(["s0", "s1", "u0", "u1"], 2)}
        elif kind == "subs":
            question["pairs"] = [[self.part(question["input"]), self.tree("i", self.random.choice((0, 0, 1)))]
                                 for _ in range(self.random.choice((1, 1, 2)))]
        elif kind == "solve":
            question["thing"] = self.random.choice(["s0", "s1", "u0", "u1"])
        elif kind == "static":
            question["symbols"] = [self.info_of(name) for name in SYMBOLS]
            question["unbacked_only"] = self.random.random() < 0.2
            question["size_oblivious"] = self.random.random() < 0.4
        return question


class Judge:
    """Has the conformance test say which of several rows shaperec answers differently."""

    def __init__(self, program):
        self.program = program
        self.left_out = collections.Counter()

    def row(self, question, seconds=3):
        try:
            return reference.ask(question, seconds)
        except reference.TooSlow:
            self.left_out["the reference is slow"] += 1
        except reference.Unwritable as rule:
            self.left_out[str(rule)] += 1
        except RecursionError:
            self.left_out["the reference recurses too deeply"] += 1
        return None

    def unequal(self, rows):
        """The places in @rows of what differs, each with the conformance test's text."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "questions.jsonl")
            with open(path, "w") as out:
                print(reference.header(), *map(json.dumps, rows), sep="\n", file=out)
            done = subprocess.run([self.program, "--failures", "1000000000", path],
                                  capture_output=True, text=True, timeout=600)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{self.program} ended with {done.returncode}: {done.stderr}")
        found = {}
        for match in re.finditer(r"^\w+ \S+/(\d+)\n  input .*\n((?:  .*\n)+)", done.stderr, flags=re.M):
            found[int(match[1]) - 2] = match[2].rstrip()
        if done.returncode == 1 and not found:
            raise RuntimeError(f"{self.program} says what differs in an unknown way: {done.stderr}")
        return found


def smaller_trees(tree):
    """Trees that are a step smaller: a child instead of a call, a leaf instead of anything."""
    if isinstance(tree, tuple):
        yield from tree[1:]
        if tree[0] in ("Add", "Mul", "Max", "Min", "And", "Or") and len(tree) > 3:
            for i in range(1, len(tree)):
                yield tree[:i] + tree[i + 1:]
        for i in range(1, len(tree)):
            for smaller in smaller_trees(tree[i]):
                yield tree[:i] + (smaller,) + tree[i + 1:]
    elif tree not in ("1", "2", "s0", "u0"):
        yield from ("2", "s0", "u0")


def smaller_questions(question):
    for tree in smaller_trees(question["input"]):
        yield question | {"input": tree}
    for name, tree in question.get("map", {}).items():
        yield question | {"map": {other: kept for other, kept in question["map"].items() if other != name}}
        for smaller in smaller_trees(tree):
            yield question | {"map": question["map"] | {name: smaller}}


def shrink(judge, question, row, text):
    """The smallest question found that still differs, its row and the judgement."""
    for _ in range(40):
        asked = [(smaller, judge.row(smaller)) for smaller in smaller_questions(question)]
        asked = [(smaller, found) for smaller, found in asked
                 if found and len(found["input"]) + len(str(found.get("map"))) < len(row["input"]) + len(str(row.get("map")))]
        unequal = judge.unequal([found for _, found in asked]) if asked else {}
        unequal = {i: found for i, found in unequal.items() if "of the wrong kind" not in found}
        if not unequal:
            break
        best = min(unequal, key=lambda i: len(asked[i][1]["input"]))
        (question, row), text = asked[best], unequal[best]
    return row, text


def with_tuples(value):
    """A question that was read from JSON, which has lists for tuples; those of pairs do no harm as tuples."""
    if isinstance(value, dict):
        return {name: with_tuples(part) for name, part in value.items()}
    return tuple(map(with_tuples, value)) if isinstance(value, list) else value


def print_rows(path):
    """Of each question of a list its row as JSON, a line each."""
    judge = Judge(None)
    with open(path) as text:
        for question in json.load(text):
            print(json.dumps(judge.row(with_tuples(question), seconds=60)))


def rows_of(questions, seed):
    """The rows of questions under a seed of Python's hashes, where nothing else was asked before."""
    return ask_again(__file__, "--rows", questions, seed)


def contradictions(questions, rows):
    """By the place of a question the rule that leaves it out, where PyTorch itself answers it in more than one way."""
    on_hash_seed = depend_on_hash_seed(questions, rows_of)
    alone = rows_of(questions, os.environ.get("PYTHONHASHSEED", "0")) if questions else []
    found = {i: "the reference hangs on what it was asked before"
             for i, row in enumerate(alone) if row != json.loads(json.dumps(rows[i]))}
    return found | {i: "the reference hangs on the seed of Python's hashes" for i in on_hash_seed}


def compare(options):
    generator = Generator(options.seed, options.kind)
    judge = Judge(options.conformance)
    questions = [generator.question() for _ in range(options.count)]
    asked = [(question, row) for question in questions if (row := judge.row(question))]
    left_out = +judge.left_out
    unequal = judge.unequal([row for _, row in asked])
    rules = contradictions(*zip(*[asked[place] for place in sorted(unequal)])) if unequal else {}
    left_out.update(rules.values())
    open_ones = [place for i, place in enumerate(sorted(unequal)) if i not in rules]
    for shown, place in enumerate(open_ones):
        row, text = asked[place][1], unequal[place]
        if shown < options.shrink:
            row, text = shrink(judge, asked[place][0], row, text)
        print(json.dumps(row), text, sep="\n", end="\n\n")
    print_left_out(left_out)
    print(f"seed {options.seed}: {len(asked)} asked, {len(open_ones)} answered differently")
    return 1 if open_ones else 0


def main():
    parser = make_parser(__doc__, 2000, "questions")
    parser.add_argument("--conformance", default="build/tests/conformance", help="the conformance test")
    parser.add_argument("--kind", choices=SHARE, help="ask questions of this kind only")
    parser.add_argument("--shrink", type=int, default=20, help="shrink at most so many of what differs")
    parser.add_argument("--rows", metavar="FILE", help="print the rows of the questions in a file of JSON")
    options = parser.parse_args()
    return print_rows(options.rows) if options.rows else compare(options)


if __name__ == "__main__":
    sys.exit(main())
