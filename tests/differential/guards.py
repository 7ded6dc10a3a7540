#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Produces the guards of random environments in every way, in PyTorch and in shaperec.

    guards.py --program build/tests/produce-guards --seed 7 --count 100

Runs under a Python that has torch. The environments are those of programs.py; asked are all
languages, guards on static sizes, simplified guards, a part of the guards, declared equalities, and tensors
that wrap others.
Prints each question that is answered differently, with the program of its environment.
"""

import collections
import contextlib
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import typing

import programs  # noqa: I001 (finds the recorder)
import program_run
import reference
import torch
from hash_seeds import ask_again, depend_on_hash_seed
from program_random import Generator
from report import make_parser
from shaperec_torch import Recorder, open_text
from shaperec_torch.guards import make_twin
from torch._dynamo.source import TensorProperty, TensorPropertySource
from torch.fx.experimental import symbolic_shapes
from torch.fx.experimental.recording import FakeTensorMeta
from torch.fx.experimental.symbolic_shapes import EqualityConstraint, SubclassSymbolicContext

# Declared equalities look at the shape of a real input.
FakeTensorMeta.shape = property(FakeTensorMeta.size)

LANGUAGES = ("python", "verbose_python", "cpp")
QUESTIONS = 4
# Of a wrapper; the second is no identifier.
ATTRIBUTES = ("a", "b-c", "d")
# The symbols of a set, and advice that speaks of Python.
UNSURE = re.compile(r"\(Size-like symbols: [^)]*\)|\|Caused by: .*")
# Whether a symbol without a source is met hangs on the order of a set.
WITHOUT_SOURCE = "raises AssertionError: sources must not be empty for symbol "


def count_inputs(path):
    """How many inputs the trace knows of at its end."""
    numbers, last = {}, None
    if os.path.exists(path):
        with open(path) as lines:
            for line in map(json.loads, lines):
                if line.get("define") == "tracked_fakes":
                    numbers[line["id"]] = len(line["fakes"])
                last = line.get("tracked_fakes", last)
    return numbers.get(last, 0)


class Environment:
    """What a random program leaves, and its trace."""

    def __init__(self, program, path):
        self.program, self.path = program, path
        recorder = Recorder(lambda _: open_text(path))
        recorder.start()
        try:
            with reference.time_limit(10), program_run.own_settings(program):
                state = program_run.Run(program)
                for call in program["calls"]:
                    state.call(call)
                # They are the environment's own in shaperec.
                self.modes = {name: list(value) if isinstance(value, list) else value
                              for name, value in vars(symbolic_shapes.TLS).items()}
        finally:
            recorder.stop()
        self.env = state.env
        # A trace without guards may not know of the last ones.
        self.fakes = list(self.env.tracked_fakes or [])[:count_inputs(path)]
        self.dims = [(i, d) for i, fake in enumerate(self.fakes) if hasattr(fake.fake, "stride")
                     for d in range(len(fake.fake.size()))]

    def is_there(self):
        return bool(self.fakes) and os.path.exists(self.path)

    def hint(self, dim):
        size = self.fakes[dim[0]].fake.size()[dim[1]]
        hint = size.node.hint if hasattr(size, "node") else size
        return hint if isinstance(hint, int) else 2

    def source(self, dim):
        return TensorPropertySource(self.fakes[dim[0]].source, TensorProperty.SIZE, dim[1])


def bind(value, env):
    """The like of a value in a copy of its environment."""
    if isinstance(value, tuple):
        return tuple(bind(each, env) for each in value)
    if isinstance(value, FakeTensorMeta):
        return FakeTensorMeta(*(bind(part, env) for part in (value.size(), value.stride(), value.storage_offset())),
                              value.is_nested)
    if isinstance(value, program_run.SYMBOLIC) and symbolic_shapes.is_symbolic(value):
        return type(value)(value.node.with_shape_env(env))
    return value


class Inner(torch.Tensor):
    """A tensor that has its sizes from a fake one."""

    @staticmethod
    def __new__(cls, meta, inner=()):
        self = torch.Tensor._make_wrapper_subclass(cls, [1] * len(meta.size()))
        self.size, self.stride, self.storage_offset = meta.size, meta.stride, meta.storage_offset
        self.names = ATTRIBUTES[:len(inner)]
        for name, tensor in zip(self.names, inner):
            setattr(self, name, tensor)
        return self

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        raise NotImplementedError(function)


class Wrapper(Inner):
    """A tensor that wraps others."""

    def __tensor_flatten__(self):
        return self.names, None

    @staticmethod
    def __tensor_unflatten__(inner, context, size, stride):
        raise NotImplementedError


def wrap(outer, *inner, skips_outer):
    """A tensor that wraps others, its source and its context."""
    meta, source, context = outer
    contexts = {name: each[2] for name, each in zip(ATTRIBUTES, inner)}
    given = {name: getattr(context, name) for name in ("dynamic_sizes", "dynamic_strides", "constraint_sizes", "constraint_strides")}
    return (Wrapper(meta, [Inner(each[0]) for each in inner]), source,
            SubclassSymbolicContext(**given, tensor_source=source, inner_contexts=contexts,
                                    track_outer_size_stride=not skips_outer))


def name_of(dim):
    return dim if isinstance(dim, str) else f"{dim[0]}.{dim[1]}"


class Question:
    """One way to ask for the guards of an environment."""

    def __init__(self, environment, rng):
        self.environment = environment
        self.language = rng.choice(LANGUAGES)
        self.simplified = rng.random() < 0.3
        self.ignore_static = rng.random() < 0.6
        n_guards = len(environment.env.guards)
        self.guards = sorted(rng.sample(range(n_guards), rng.randrange(1, n_guards + 1))) if n_guards and rng.random() < 0.2 else None
        self.warn_only = rng.choice([None, None, False, True])
        self.pairs, self.derived, self.phantoms = [], [], []
        if self.warn_only is not None and len(environment.dims) > 1:
            self.declare(rng)
        self.outer, self.skips_outer = [], rng.random() < 0.3
        if not (self.pairs or self.derived or self.phantoms):
            self.wrap(rng)

    def wrap(self, rng):
        """Has a tensor wrap one or two others."""
        wrappable = [i for i, fake in enumerate(self.environment.fakes)
                     if hasattr(fake.fake, "stride") and fake.symbolic_context is not None]
        if len(wrappable) > 1 and rng.random() < 0.4:
            self.outer = rng.sample(wrappable, min(len(wrappable), rng.choice([2, 3])))

    def declare(self, rng):
        environment = self.environment
        for _ in range(rng.choice([0, 1, 2, 3])):
            one, other = rng.sample(environment.dims, 2)
            if environment.hint(one) == environment.hint(other) or rng.random() < 0.1:
                self.pairs.append((one, other))
        symbols = [str(symbol) for symbol in environment.env.var_to_sources]
        for _ in range(rng.choice([0, 0, 1, 2])):
            one, root = rng.sample(environment.dims, 2)
            factor = rng.choice([1, 1, 2])
            offset = environment.hint(one) - factor * environment.hint(root)
            if symbols and rng.random() < 0.2:
                root = rng.choice(symbols)
            if offset >= 0:
                self.derived.append((one, factor, root, offset))
        if symbols and rng.random() < 0.2:
            self.phantoms.append(rng.choice(symbols))

    def line(self):
        """As produce-guards reads it."""
        return "\t".join([
            self.environment.path, self.language.removesuffix("_python").replace("verbose", "verbose_python"),
            str(int(self.simplified)), str(int(self.ignore_static)),
            "all" if self.guards is None else ",".join(map(str, self.guards)),
            "none" if self.warn_only is None else str(int(self.warn_only)),
            ",".join(f"{name_of(one)}={name_of(other)}" for one, other in self.pairs),
            ",".join(f"{name_of(one)}={factor}*{name_of(root)}+{offset}" for one, factor, root, offset in self.derived),
            ",".join(self.phantoms), ",".join(map(str, self.outer)), str(int(self.skips_outer))])

    def equalities(self):
        if self.warn_only is None:
            return None
        environment = self.environment
        symbols = {str(symbol): symbol for symbol in environment.env.var_to_sources}
        derived = [(environment.source(one), symbols[root] if isinstance(root, str) else environment.source(root),
                    lambda x, factor=factor, offset=offset: factor * x + offset)
                   for one, factor, root, offset in self.derived]
        return EqualityConstraint(
            source_pairs=[(environment.source(one), environment.source(other)) for one, other in self.pairs],
            derived_equalities=derived, phantom_symbols=[symbols[name] for name in self.phantoms],
            relaxed_sources=set(), warn_only=self.warn_only)

    def inputs(self, twin):
        """The inputs in a copy of their environment, with their sources and contexts."""
        found = [(bind(fake.fake, twin), fake.source, fake.symbolic_context) for fake in self.environment.fakes]
        if self.outer:
            found[self.outer[0]] = wrap(*(found[place] for place in self.outer), skips_outer=self.skips_outer)
        return zip(*(each for i, each in enumerate(found) if i not in self.outer[1:]))

    def ask_pytorch(self):
        twin = make_twin(self.environment.env)
        guards = None if self.guards is None else [twin.guards[i] for i in self.guards]
        try:
            with reference.time_limit(10), program_run.own_settings(self.environment.program):
                vars(symbolic_shapes.TLS).update(self.environment.modes)
                tensors, sources, contexts = self.inputs(twin)
                (helper,) = twin.produce_guards_verbose(
                    list(tensors), list(sources), guards=guards,
                    input_contexts=list(contexts), equalities_inputs=self.equalities(),
                    _simplified=self.simplified, ignore_static=self.ignore_static, langs=(self.language,))
        except reference.TooSlow:
            raise
        except Exception as error:
            return ["raises " + f"{type(error).__name__}: {error}".replace("\n", "|")]
        return self.without_places(helper.exprs)

    def without_places(self, texts):
        """Where a guard was asked is not compared."""
        return [text.split("  # ")[0] for text in texts] if self.language == "verbose_python" else list(texts)


class Program:
    """produce-guards, running."""

    def __init__(self, command):
        self.process = subprocess.Popen([command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def ask(self, question):
        self.process.stdin.write(question.line() + "\n")
        self.process.stdin.flush()
        texts = []
        while (text := self.process.stdout.readline()) != ".\n":
            if not text:
                raise RuntimeError(f"no answer to {question.line()}")
            texts.append(text.rstrip("\n"))
        return texts if texts and texts[0].startswith("raises ") else question.without_places(texts)


def make_environment(seed, path):
    program = Generator(seed, False).program()
    # A copy of an environment is asked, which has no caches that could have become stale. That new guards are
    # errors ends with the program, after the last call that the trace has.
    program["calls"] = [call for call in program["calls"]
                        if call["do"] not in ("produce", "unify") and call.get("what") not in ("special", "err")]
    environment = Environment(program, path)
    return environment if environment.is_there() and not programs.UNWRITABLE.search(open(path).read()) else None


def questions_of(seed):
    """The questions about a random environment, in order; none where it is of no use."""
    rng = random.Random(f"guards {seed}")
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(reference.TooSlow, RecursionError):
        environment = make_environment(seed, os.path.join(folder, "trace.jsonl"))
        for _ in range(QUESTIONS if environment else 0):
            yield Question(environment, rng)


class Difference(typing.NamedTuple):
    seed: str
    place: int
    line: str
    expected: list
    got: list

    def show(self):
        print(f"{self.seed}: {self.line}", *(f"  - {text}" for text in self.expected if text not in self.got),
              *(f"  + {text}" for text in self.got if text not in self.expected), sep="\n", flush=True)


def without_unsure(texts):
    return [UNSURE.sub("", text) for text in texts]


def find_differences(program, seed, totals):
    for place, question in enumerate(questions_of(seed)):
        with contextlib.suppress(reference.TooSlow):
            expected = question.ask_pytorch()
            got = program.ask(question)
            totals["environments"] += place == 0
            totals["questions"] += 1
            totals["guards"] += len(expected)
            if any(text.startswith(WITHOUT_SOURCE) for text in expected + got):
                totals["left out"] += 1
            elif without_unsure(got) != without_unsure(expected):
                yield Difference(seed, place, question.line(), expected, got)


def print_answers(path):
    """Of each question of a list what PyTorch answers, a line of JSON each."""
    with open(path) as text:
        for seed, place in json.load(text):
            answers = itertools.islice(questions_of(seed), place, None)
            print(json.dumps([without_unsure(question.ask_pytorch()) for question in itertools.islice(answers, 1)]))


def answers_of(questions, seed):
    return ask_again(__file__, "--answers", questions, seed)


def compare(options):
    program, totals = Program(options.program), collections.Counter()
    found = [difference for i in range(options.count)
             for difference in find_differences(program, f"{options.seed}/{i}", totals)]
    on_hash_seed = depend_on_hash_seed([(each.seed, each.place) for each in found], answers_of)
    totals["left out"] += len(on_hash_seed)
    totals["differences"] = len(found) - len(on_hash_seed)
    for i, difference in enumerate(found):
        if i not in on_hash_seed:
            difference.show()
    print(f"seed {options.seed}: " + ", ".join(f"{totals[name]} {name}" for name in
                                                ("environments", "questions", "guards", "left out", "differences")))
    return 1 if totals["differences"] else 0


def main():
    parser = make_parser(__doc__, 100, "environments")
    parser.add_argument("--program", default="build/tests/produce-guards", help="the program that answers for shaperec")
    parser.add_argument("--answers", metavar="FILE", help="print what PyTorch answers to the questions in a file of JSON")
    options = parser.parse_args()
    if options.answers:
        return print_answers(options.answers)
    return compare(options)


if __name__ == "__main__":
    sys.exit(main())
