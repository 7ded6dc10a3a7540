# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of the recorder share."""

import gzip
import json
import logging
import os
import subprocess
import sys
import warnings

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PACKAGE = os.path.join(ROOT, "introspection", "python")
sys.path.insert(0, PACKAGE)

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

TOOL = os.environ.get("SHAPEREC_TOOL")


def read_trace(path):
    """The lines of a whole trace."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def events_of(lines):
    return [line["event"] for line in lines if "event" in line]


def verify(*paths, truncated=False):
    """What the command finds wrong with traces; nothing is an empty text."""
    command = [TOOL, "verify", *(["--truncated"] if truncated else []), *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    return "" if done.returncode == 0 else done.stdout + done.stderr
