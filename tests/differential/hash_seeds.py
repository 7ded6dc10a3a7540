# SPDX-License-Identifier: LGPL-2.1-or-later
"""Asks PyTorch again, in a process of its own, under other seeds of Python's hashes."""

import json
import os
import subprocess
import sys
import tempfile

OTHER_HASH_SEEDS = [str(seed) for seed in range(1, 11)]


def ask_again(script, option, questions, seed):
    """What a script prints of each question of a list, a line of JSON each, under a seed of Python's hashes."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "questions.json")
        with open(path, "w") as out:
            json.dump(questions, out)
        done = subprocess.run([sys.executable, script, option, path], capture_output=True, text=True,
                              env=os.environ | {"PYTHONHASHSEED": seed}, timeout=600, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]


def depend_on_hash_seed(questions, ask):
    """The places of those to which PyTorch itself answers otherwise under another seed of Python's hashes.

    @ask gives the answers to a list of questions under a seed.
    """
    first = ask(questions, os.environ.get("PYTHONHASHSEED", "0")) if questions else []
    found = set()
    for seed in OTHER_HASH_SEEDS:
        open_ones = [i for i in range(len(questions)) if i not in found]
        if not open_ones:
            break
        answers = ask([questions[i] for i in open_ones], seed)
        found.update(i for i, answer in zip(open_ones, answers) if answer != first[i])
    return found
