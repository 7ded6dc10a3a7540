# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of the recorder share."""

import contextlib
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

from torch.fx.experimental.symbolic_shapes import ShapeEnv  # noqa: E402

import shaperec_torch  # noqa: E402

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


@contextlib.contextmanager
def keep_environments():
    """Gives a list that gets all environments that are made, those with events alone in the end."""
    made = []
    original = ShapeEnv.__init__

    def init(env, *args, **kwargs):
        original(env, *args, **kwargs)
        made.append(env)

    ShapeEnv.__init__ = init
    try:
        yield made
    finally:
        ShapeEnv.__init__ = original


def check_replay(path, env):
    """How PyTorch's replay of a trace fails, or ends otherwise than an environment, if one is given; None for not."""
    try:
        replayed = shaperec_torch.replay(path)
        if env is not None:
            env.check_equal(replayed)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None
