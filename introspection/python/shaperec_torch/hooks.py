# SPDX-License-Identifier: LGPL-2.1-or-later
"""Where the calls are caught: ShapeEnv's methods, replaced while a recorder is active."""

import contextlib
import functools
import os
import threading

from torch.fx.experimental import symbolic_shapes
from torch.fx.experimental.symbolic_shapes import ShapeEnv

from .complaints import never_raises
from .events import EVENTS, FX_CALL, MODES, QUESTIONS

# What the constructor takes beside the settings: a replay makes do without these.
NOT_RECORDED = {"should_record_events", "tracked_fakes"}

lock = threading.RLock()
active = []    # the recorders, the latest last
replaced = {}  # by name, what ShapeEnv had
# By the identity of an environment. An environment that is in a cycle is finalized after all references to
# it are dead, so that a weak one would lose the writer too early.
writers = {}


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


def hook_event(event):
    original = ShapeEnv.__dict__[event.method]
    called = uncache(original)

    @functools.wraps(called)
    def recorded(env, *args, **kwargs):
        writer = writers.get(id(env))
        if writer is None:
            return called(env, *args, **kwargs)
        return writer.record(event, called, env, args, kwargs)

    return cache_like(original, recorded)


def hook_bare_event(event):
    """As hook_event, for a call that has no arguments."""
    called = ShapeEnv.__dict__[event.method]

    @functools.wraps(called)
    def recorded(env):
        writer = writers.get(id(env))
        if writer is None:
            return called(env)
        return writer.record_bare(event, called, env)

    return recorded


def hook_fx_call(event):
    """As hook_event, with a short way for the many calls that make no node."""
    general = hook_event(event)
    called = general.__wrapped__

    @functools.wraps(called)
    def recorded(env, *args):
        writer = writers.get(id(env))
        if writer is None or writer.record_idle(env, args):
            return called(env, *args)
        return general(env, *args)

    return recorded


def hook_question(method):
    original = ShapeEnv.__dict__[method]

    @functools.wraps(original)
    def asked(env, *args, **kwargs):
        writer = writers.get(id(env))
        if writer is None:
            return original(env, *args, **kwargs)
        return writer.ask(original, env, args, kwargs)

    return asked


def hook_mode(method):
    original = ShapeEnv.__dict__[method]

    @contextlib.contextmanager
    @functools.wraps(original)
    def entered(env, *args, **kwargs):
        writer = writers.get(id(env))
        if writer is None:
            with original(env, *args, **kwargs) as value:
                yield value
        else:
            try:
                with original(env, *args, **kwargs) as value:
                    writer.watch.doubt_axioms()
                    yield value
            finally:
                writer.watch.doubt_axioms()

    return entered


def hook_constructor():
    original = ShapeEnv.__init__

    @functools.wraps(original)
    def recorded(env, *args, **kwargs):
        original(env, *args, **kwargs)
        add(env, kwargs)

    return recorded


def write_last(env):
    """ShapeEnv.__del__: nothing more will happen to this environment."""
    writer = writers.pop(id(env), None)
    if writer is not None:
        writer.close(env)


@never_raises
def add(env, kwargs):
    recorder = active[-1] if active else None
    if recorder is not None:
        settings = {name: value for name, value in kwargs.items() if name not in NOT_RECORDED}
        writers[id(env)] = recorder.add(env, settings)


def replace(method, function):
    replaced[method] = ShapeEnv.__dict__.get(method)
    setattr(ShapeEnv, method, function)


def own_files():
    folder = os.path.dirname(__file__)
    return {os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".py")}


def hook_for(event):
    if event is FX_CALL:
        return hook_fx_call
    return hook_bare_event if event.is_bare else hook_event


def install():
    # PyTorch looks for the caller of a method; it shall look through the frames of a hook.
    symbolic_shapes.uninteresting_files().update(own_files())
    for event in EVENTS:
        replace(event.method, hook_for(event)(event))
    for method in QUESTIONS:
        replace(method, hook_question(method))
    for method in MODES:
        replace(method, hook_mode(method))
    replace("__init__", hook_constructor())
    replace("__del__", write_last)


def uninstall():
    for method, original in replaced.items():
        if original is None:
            delattr(ShapeEnv, method)
        else:
            setattr(ShapeEnv, method, original)
    replaced.clear()


def activate(recorder):
    """From now on, what environments are made belongs to this recorder."""
    with lock:
        if not active:
            install()
        active.append(recorder)


def deactivate(recorder):
    with lock:
        if recorder in active:
            active.remove(recorder)
            if not active:
                uninstall()


def forget(recorder):
    """Lets go of the writers of a recorder."""
    for env, writer in list(recorder.writers.items()):
        if writers.get(id(env)) is writer:
            del writers[id(env)]


def forget_in_child():
    """A forked process writes nothing: the files are its parent's."""
    for recorder in active:
        recorder.abandon()
    active.clear()
    writers.clear()
    if replaced:
        uninstall()


os.register_at_fork(after_in_child=forget_in_child)
