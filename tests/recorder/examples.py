#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the example programs: each ends with a command, and that command answers about a trace that verifies
and that PyTorch replays.

    examples.py
"""

import glob
import os
import subprocess
import sys
import tempfile

import support

import shaperec_torch

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
    trace = os.path.join(folder, words[-1])
    wrong = support.verify(trace)
    if not wrong and not shaperec_torch.replay(trace).guards and name != "record_unbacked.py":
        wrong = "PyTorch's replay ends without guards"
    return wrong


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
