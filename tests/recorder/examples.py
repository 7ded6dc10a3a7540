#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the example programs: each ends with a command, and that command answers about a trace that verifies.

    examples.py

Run once more in this process, each leaves a trace whose replay by PyTorch ends equal to the live environment.
"""

import contextlib
import glob
import io
import os
import runpy
import subprocess
import sys
import tempfile

import support

from shaperec_torch import Recorder

# How the command that an example prints ends.
STATUS = {"record_violation.py": 1}


def run(command, folder):
    environment = dict(os.environ, PYTHONPATH=support.PACKAGE)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)


def check_example(path, folder):
    """What is wrong with an example; nothing is an empty text."""
    name = os.path.basename(path)
    done = run([sys.executable, path], folder)
    if done.returncode != 0:
        return f"it fails: {done.stderr}"
    words = done.stdout.rstrip("\n").rpartition("\n")[2].split()
    if words[:1] != ["shaperec"]:
        return f"it does not end with a command but with {' '.join(words)}"
    answer = run([support.TOOL, *words[1:]], folder)
    if answer.returncode != STATUS.get(name, 0) or not answer.stdout + answer.stderr:
        return f"{' '.join(words)} ends with {answer.returncode}: {answer.stdout}{answer.stderr}"
    return support.verify(os.path.join(folder, words[-1])) or check_round_trip(path, os.path.join(folder, "again.jsonl"))


@contextlib.contextmanager
def keep_recorders():
    """Gives a list that gets the recorders that are started."""
    started = []
    original = Recorder.start
    Recorder.start = lambda recorder: (started.append(recorder), original(recorder))
    try:
        yield started
    finally:
        Recorder.start = original


def check_round_trip(path, trace):
    """What is wrong with the trace of an example, brought back into PyTorch."""
    program = runpy.run_path(path)["main"]
    with support.keep_environments() as made, keep_recorders() as recorders, contextlib.redirect_stdout(io.StringIO()):
        program(trace)
    recorded = [env for env in made if recorders[0].path_of(env)]
    if len(recorded) != 1:
        return f"it has {len(recorded)} traces"
    return support.check_replay(trace, recorded[0]) or ""


def main():
    paths = sorted(glob.glob(os.path.join(support.ROOT, "examples", "record_*.py")))
    failed = 0
    print(f"1..{len(paths)}")
    for number, path in enumerate(paths, 1):
        with tempfile.TemporaryDirectory() as folder:
            wrong = check_example(path, folder)
        failed += bool(wrong)
        print("not ok" if wrong else "ok", number, os.path.basename(path))
        if wrong:
            print("# " + wrong.replace("\n", "\n# "))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
