# SPDX-License-Identifier: LGPL-2.1-or-later
"""Where the calls are caught: ShapeEnv's methods, replaced while a recorder is active."""

import contextlib
import functools
import os
import weakref

from torch.fx.experimental import symbolic_shapes
from torch.fx.experimental.symbolic_shapes import ShapeEnv

from .events import EVENTS, QUESTIONS
from .trace import TraceWriter, open_text

# What the constructor takes beside the settings: a replay makes do without these.
NOT_RECORDED = {"should_record_events", "tracked_fakes"}


def uncache(function):
    """What a cache of answers wraps: a call that the cache answers is no event."""
    return function.__wrapped__ if hasattr(function, "cache_clear") else function


def cache_like(original, function):
    """The function behind a cache of the same kind as the original's, if that has one."""
    if hasattr(original, "cache_parameters"):
        return symbolic_shapes.lru_cache(original.cache_parameters()["maxsize"])(function)
    if hasattr(original, "cache_clear"):
        return symbolic_shapes._lru_cache(function)
    return function


class Recorder:
    """Writes a trace for each environment that is made while it is active."""

    def __init__(self, open_trace, *, effects=False):
        """`open_trace` makes the text file for the environment of a number."""
        self.open_trace = open_trace
        self.effects = effects
        self.writers = weakref.WeakKeyDictionary()
        self.open_writers = []
        self.replaced = {}

    def start(self):
        for event in EVENTS:
            self.replace(event.method, self.hook(event))
        for method in QUESTIONS:
            self.replace(method, self.hook_question(method))
        self.replace("__init__", self.hook_constructor())

    def stop(self):
        for method, original in self.replaced.items():
            setattr(ShapeEnv, method, original)
        self.replaced.clear()
        for writer in self.open_writers:
            writer.close()
        self.open_writers.clear()

    def replace(self, method, function):
        self.replaced[method] = ShapeEnv.__dict__[method]
        setattr(ShapeEnv, method, function)

    def hook(self, event):
        original = ShapeEnv.__dict__[event.method]
        called = uncache(original)

        @functools.wraps(called)
        def recorded(env, *args, **kwargs):
            writer = self.writers.get(env)
            if writer is None:
                return called(env, *args, **kwargs)
            return writer.record(event, called, args, kwargs)

        return cache_like(original, recorded)

    def hook_question(self, method):
        original = ShapeEnv.__dict__[method]

        @functools.wraps(original)
        def asked(env, *args, **kwargs):
            writer = self.writers.get(env)
            if writer is None:
                return original(env, *args, **kwargs)
            return writer.ask(original, args, kwargs)

        return asked

    def hook_constructor(self):
        original = ShapeEnv.__init__

        @functools.wraps(original)
        def recorded(env, **kwargs):
            original(env, **kwargs)
            settings = {name: value for name, value in kwargs.items() if name not in NOT_RECORDED}
            self.add(env, settings)

        return recorded

    def add(self, env, settings):
        number = len(self.open_writers)
        writer = TraceWriter(self.open_trace(number), env, settings, name=str(number), effects=self.effects)
        self.open_writers.append(writer)
        self.writers[env] = writer


@contextlib.contextmanager
def record(folder, *, effects=False):
    """Writes to `folder` the traces of all environments that are made inside."""
    os.makedirs(folder, exist_ok=True)
    recorder = Recorder(lambda number: open_text(os.path.join(folder, f"{number}.jsonl")), effects=effects)
    recorder.start()
    try:
        yield recorder
    finally:
        recorder.stop()
