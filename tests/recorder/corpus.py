#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records the programs behind the corpus anew, and holds the traces against the corpus' own.

    corpus.py --corpus DIR [--tool build/shaperec/tool/shaperec] [GROUP | GROUP/NAME]…

The groups are dynamo, export, nn, tv (with translation validation, which needs z3) and exportdb (the examples
of torch.export). Where the corpus has no such trace, the other checks are made. The order of some events is
that of a Python set, and the corpus was made with PYTHONHASHSEED=0: so must this be run.

For each environment that a program makes:
  corpus   the trace is the corpus' trace, line for line, whatever the definitions' numbers are;
  verify   shaperec finds every result, effect, state and guard as recorded;
  replay   PyTorch's own replay of the loaded trace ends equal to the environment, by its `check_equal`.
"""

import argparse
import contextlib
import importlib.util
import os
import sys
import tempfile

import support

import torch
from torch.fx.experimental import _config

import shaperec_torch
from canonical import first_difference

GROUPS = ["dynamo", "export", "nn", "tv", "exportdb"]


def load_programs(corpus):
    # An import like any other: a strict export looks for the modules of the functions it meets.
    sys.path.insert(0, corpus)
    return importlib.import_module("programs")


def validated(program):
    """The program with translation validation on."""
    def run():
        with _config.patch(translation_validation=True):
            program()
    return run


def validated_cases(programs):
    return {f"{group}_{name}": validated(program)
            for group in ("dynamo", "export") for name, program in programs.GROUPS[group]().items()}


def exported(case):
    return lambda: torch.export.export(case.model, case.example_args, case.example_kwargs or None,
                                       dynamic_shapes=case.dynamic_shapes, strict=True)


def example_cases():
    """The examples that ship with torch.export."""
    from torch._export.db.examples import all_examples
    return {name: exported(case) for name, case in all_examples().items()}


def cases(programs, group):
    if group == "tv" and importlib.util.find_spec("z3") is None:
        return {}
    if group == "tv":
        return validated_cases(programs)
    return example_cases() if group == "exportdb" else programs.GROUPS[group]()


def number_of(path):
    return int(os.path.basename(path).split(".")[0])


def run_recorded(program, folder, anonymize):
    """Runs a program; gives the traces in order, each with its environment."""
    torch._dynamo.reset()
    torch.manual_seed(0)
    with shaperec_torch.record(folder, effects=True, anonymize=anonymize) as recorder, support.keep_environments() as made:
        with contextlib.suppress(Exception):  # some programs are there to fail
            program()
    found = [(recorder.path_of(env), env) for env in made]
    return sorted(((path, env) for path, env in found if path), key=lambda pair: number_of(pair[0]))


def check(corpus, group, name, program, folder, anonymize):
    """What is wrong, by the check that found it."""
    traces = run_recorded(program, folder, anonymize)
    for number, (path, env) in enumerate(traces):
        known = os.path.join(corpus, group, f"{name}.{number}.jsonl.gz")
        if os.path.exists(known) and not anonymize:
            yield "corpus", first_difference(support.read_trace(known), support.read_trace(path))
        if support.TOOL:
            yield "verify", support.verify(path) or None
        yield "replay", support.check_replay(path, None if anonymize else env)


def chosen(names, group, name):
    return not names or group in names or f"{group}/{name}" in names


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--tool", help="the command shaperec, for the check verify")
    parser.add_argument("--anonymize", action="store_true", help="record with short names; only verify and replay then")
    parser.add_argument("names", nargs="*", metavar="GROUP | GROUP/NAME")
    options = parser.parse_args()
    support.TOOL = options.tool or support.TOOL
    programs = load_programs(options.corpus)
    checked, wrong = 0, 0
    for group in GROUPS:
        for name, program in cases(programs, group).items():
            if not chosen(options.names, group, name):
                continue
            with tempfile.TemporaryDirectory() as folder:
                for kind, difference in check(options.corpus, group, name, program, folder, options.anonymize):
                    checked += 1
                    wrong += difference is not None
                    if difference is not None:
                        print(f"{group}/{name}: {kind}: {difference}")
    print(f"{checked} checks, {wrong} wrong")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
