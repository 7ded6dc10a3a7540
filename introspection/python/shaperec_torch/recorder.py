# SPDX-License-Identifier: LGPL-2.1-or-later
"""A recording: from its start to its end, a trace for each environment that is made."""

import atexit
import contextlib
import threading
import weakref

import torch

from . import hooks
from .anonymize import Names, ShortNames
from .outputs import choose_output
from .trace import TraceWriter

TESTED = "2.13."


class UntestedTorch(RuntimeError):
    """PyTorch is of a version whose environments may do what no trace can tell."""


def check_torch(allow_untested):
    if not allow_untested and not torch.__version__.startswith(TESTED):
        raise UntestedTorch(
            f"shaperec_torch records PyTorch {TESTED}x, this is {torch.__version__}: "
            "record(…, allow_untested=True) tries it all the same")


class Recorder:
    """Writes a trace for each environment that is made while it is active.

    `open_trace` gets the number of an environment and makes the file for its trace.
    """

    def __init__(self, open_trace, *, effects=False, anonymize=False):
        self.open_trace = open_trace
        self.effects = effects
        self.make_names = ShortNames if anonymize else Names
        self.lock = threading.Lock()
        self.n_opened = 0
        self.writers = weakref.WeakKeyDictionary()  # by environment

    def start(self):
        hooks.activate(self)
        atexit.register(self.stop)

    def stop(self):
        """Writes the end of each trace."""
        atexit.unregister(self.stop)
        hooks.deactivate(self)
        for env, writer in list(self.writers.items()):
            writer.close(env)
        hooks.forget(self)

    def abandon(self):
        for writer in self.writers.values():
            writer.abandon()

    def add(self, env, settings):
        """Makes the writer of a new environment; its file is made with its first event."""
        writer = TraceWriter(self.open_next, env, settings, effects=self.effects, names=self.make_names())
        self.writers[env] = writer
        return writer

    def path_of(self, env):
        """The file of the trace of an environment; None where it has none."""
        writer = self.writers.get(env)
        return None if writer is None or writer.file is None else writer.file.path

    def open_next(self):
        """The file of the next trace."""
        with self.lock:
            self.n_opened += 1
            return self.open_trace(self.n_opened - 1)


@contextlib.contextmanager
def record(path, *, effects=False, anonymize=False, allow_untested=False):
    """Records the environments that are made inside, each in a trace of its own.

        with shaperec_torch.record("run.jsonl.gz"):
            torch.compile(model, dynamic=True)(*inputs)

    `path`: a name that ends in `.jsonl` or `.jsonl.gz` (packed) is the file of the only environment;
    where there are several, they are `run.0.jsonl.gz`, `run.1.jsonl.gz`, … in the order of their first
    events. Any other name is a folder, which is made: it gets `0.jsonl.gz`, `1.jsonl.gz`, …, and
    `index.json`, which says what each one is. An environment in which nothing happens has no trace; its
    trace begins with the first call that changes or tells something.

    `effects`: write also how each call changed the environment. It costs time, and makes
    `shaperec verify` find the first wrong step and not only a wrong result.

    `anonymize`: short names stand for the names of sources, files and functions, and no line of the
    program is written. The trace verifies as before.

    `allow_untested`: try it with a PyTorch that is not 2.13.

    Each event is in the file when its call returns: what is there when the process is killed can be
    read up to the last whole event (`shaperec verify --truncated`). An environment that is made while
    two recordings are active belongs to the one that started last.
    """
    check_torch(allow_untested)
    output = choose_output(path)
    recorder = Recorder(output.open, effects=effects, anonymize=anonymize)
    recorder.start()
    try:
        yield recorder
    finally:
        recorder.stop()
        output.close()
